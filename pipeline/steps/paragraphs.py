"""Paragraphs: what blank lines divide, and where each piece stands in the field as it came."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.alignment import Alignment
from pipeline.draft import Part
from pipeline.errors import RecordError
from pipeline.steps.invisible import LINE_ENDS, NOTHING, ODD_BLANKS, ZWJ, ZWNJ
from pipeline.steps.legible import legible
from schemas.refusal import Reason

# The steps take time in proportion to the text; no wire story comes near this, the longest dossier stays under it.
MAX_CHARS = 500_000
# Each paragraph has a price of its own in every step, however short it is: 30 to 40 us.
MAX_SHORT_PARAGRAPHS = 600
MIN_MEAN_CHARS = 50  # of a paragraph where there are more; those of wire stories have 200 to 400

INVISIBLE = NOTHING + LINE_ENDS + ODD_BLANKS + ZWNJ + ZWJ + " "
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # of a line, as `str.splitlines` has them
_BLANKS = f"[{''.join(sorted(set(INVISIBLE) - set(_ENDS)))}]*+"
_LINE = f"[^{INVISIBLE}](?:[^{_ENDS}]*[^{INVISIBLE}])?+"
_PARAGRAPH = re.compile(f"{_LINE}(?:{_BLANKS}(?:\r\n|[{_ENDS}]){_BLANKS}{_LINE})*+")


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Find the paragraphs of `text` without the blanks around them; a line of invisible characters is blank."""
    return [found.span() for found in _PARAGRAPH.finditer(text)]


class Field(NamedTuple):
    """A whole field of a story, its mojibake mended and its markup read; `alignment` maps it to what came."""

    text: str
    source_part: str
    alignment: Alignment


def field(text: str, source_part: str) -> Field:
    """Read a whole field as it came."""
    plain, alignment = legible(text)
    return Field(plain, source_part, alignment)


def piece(whole: Field, span: tuple[int, int], index: int = 0) -> Part:
    """Make the part that stands at `span` of a field."""
    start, end = span
    return Part(whole.text[start:end], whole.source_part, whole.alignment.cut(start, end), index)


def seen(whole: Field) -> Part | None:
    """Make one part of a headline or a lede, without the blanks around it; None when nothing of it is visible."""
    text = whole.text.strip(INVISIBLE)
    if not text:
        return None
    start = len(whole.text) - len(whole.text.lstrip(INVISIBLE))
    return piece(whole, (start, start + len(text)))


def check_size(chars: int, paragraphs: int) -> None:
    """Refuse a story that is longer than any story is, or in more pieces."""
    if chars > MAX_CHARS:
        raise RecordError(Reason.TOO_LARGE, f"{chars:,} characters of text, at most {MAX_CHARS:,}")
    most = max(MAX_SHORT_PARAGRAPHS, chars // MIN_MEAN_CHARS)
    if paragraphs > most:
        raise RecordError(Reason.TOO_LARGE, f"{paragraphs:,} paragraphs in {chars:,} characters, at most {most:,}")


def check_letters(parts: Iterable[Part | None]) -> None:
    """Refuse a story in which nothing can be read."""
    if not any(part is not None and _LETTER_OR_DIGIT.search(part.text) for part in parts):
        raise RecordError(Reason.NO_TEXT, "no letter and no digit in headline, lede and body")
