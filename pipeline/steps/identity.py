"""Ids for stories that came without one: the same story gets the same id every time."""

import re
from collections.abc import Iterable
from hashlib import blake2b

from pipeline.draft import Part

_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")


def id_from_url(url: str, outlet: str | None) -> str:
    """Make an id of a story's address, apart for each outlet."""
    return f"url:{_digest(url, outlet)}"


def id_from_text(parts: Iterable[Part | None], outlet: str | None) -> str:
    """Make an id of a story's letters and digits, apart for each outlet; spacing and marks don't change it."""
    text = " ".join(part.text for part in parts if part is not None)
    return f"text:{_digest(''.join(_LETTERS_AND_DIGITS.findall(text)), outlet)}"


def _digest(text: str, outlet: str | None) -> str:
    return blake2b(f"{outlet or ''}\n{text}".encode(), digest_size=16).hexdigest()
