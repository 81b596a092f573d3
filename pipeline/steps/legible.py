"""Legible: a field of a story as its author meant it, before it is divided into paragraphs."""

import re

from pipeline.alignment import Alignment, unchanged
from pipeline.steps.markup import without_markup
from pipeline.steps.mojibake import SIGNS, mended

_SUSPECT = re.compile(f"[<&{SIGNS}]")  # most text has none and pays this search: 1 us a paragraph
_MAX_ROUNDS = (
    4  # a line may be known for mojibake when its tags are gone: two rounds and one to see that nothing is left
)


def legible(text: str) -> tuple[str, Alignment]:
    """Give `text` with its mojibake mended and its markup read, and the map to it as it came."""
    if not _SUSPECT.search(text):
        return text, unchanged(len(text))
    plain, alignment = text, unchanged(len(text))
    for _ in range(_MAX_ROUNDS):
        meant, to_plain = mended(plain)
        read, to_meant = without_markup(meant)
        if read == plain:
            break
        plain, alignment = read, to_meant.after(to_plain).after(alignment)
    return plain, alignment
