"""Lines of a paragraph: where they stand, what is left without some, and where that stood in the paragraph."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from pipeline.alignment import Alignment, edited
from pipeline.draft import Part

type Span = tuple[int, int]
type Cut = tuple[Part, Alignment]
"""What is left of a part, and the map from its text to that of the whole part."""

_LINE = re.compile(r"\S[^\n]*")
_BLANKS = re.compile(r"\s*")


def line_spans(text: str) -> list[Span]:
    """Give start and end of each line that holds anything, without the blanks around it."""
    lines = ((line.start(), line[0].rstrip()) for line in _LINE.finditer(text))
    return [(start, start + len(line)) for start, line in lines]


def without(cut: Cut, spans: Iterable[Span]) -> Cut:
    """Take some stretches out, in order, with the blanks behind each: what follows a line takes its place."""
    part, way = cut
    edits = [(start, _next(part.text, end), "") for start, end in spans]
    text, gone = edited(part.text, edits)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    left = replace(part, text=text[start:end], alignment=gone.after(part.alignment).cut(start, max(start, end)))
    return left, gone.after(way).cut(start, max(start, end))


def stood(way: Alignment, text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Give the stretches of a paragraph's `text` that `start` to `end` of what is left were, without blanks around."""
    last = way.length if end is None else end
    gaps = way.blocks[0]
    places = [start, *gaps[bisect_right(gaps, start) : bisect_left(gaps, last)], last]
    spans = (way.to_source(*ends) for ends in pairwise(places))
    return tuple(_bare(text, *span) for span in spans)


def _next(text: str, place: int) -> int:
    blanks = _BLANKS.match(text, place)
    return blanks.end() if blanks else place


def _bare(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
