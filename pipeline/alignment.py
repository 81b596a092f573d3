"""Where each character of a changed text came from."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

type Edit = tuple[int, int, str]
"""Start and end in a text, and what stands there afterwards."""

type Offsets = tuple[int, ...]

type Blocks = tuple[Offsets, Offsets, Offsets, Offsets]
"""Changed stretches, in order: where each starts and ends in the text, where in the source."""

type Mark = tuple[int, int, bool, int]
"""A block seen from the middle: start, end, whether it leads to the text, how far ahead the other side is after it."""

_UNCHANGED: Blocks = ((), (), (), ())


@dataclass(frozen=True, slots=True)
class Alignment:
    """A monotone map between a text of `length` code points and its source, kept as the stretches that differ.

    Outside the blocks, text and source advance together. A block that is empty in the text was deleted, one that
    is empty in the source was inserted, any other was replaced as a whole: each of its characters maps to all of it.
    `shift` is added to every source offset (where the source stands inside its part).
    """

    length: int
    blocks: Blocks = _UNCHANGED
    shift: int = 0

    @classmethod
    def identity(cls, length: int, shift: int = 0) -> "Alignment":
        """Map a text of `length` characters to itself, standing at `shift` of its source part."""
        return cls(length, shift=shift)

    @property
    def source_length(self) -> int:
        """Code points of the source."""
        _, text_ends, _, source_ends = self.blocks
        return self.length + (source_ends[-1] - text_ends[-1] if text_ends else 0)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Give the source span that the text span `start` to `end` (end exclusive) was made from."""
        first, last = _across(self.blocks, start, end)
        return first + self.shift, last + self.shift

    def to_text(self, start: int, end: int) -> tuple[int, int]:
        """Give the text span that the source span `start` to `end` became; empty where all of it was deleted."""
        text_starts, text_ends, source_starts, source_ends = self.blocks
        turned = source_starts, source_ends, text_starts, text_ends
        return _across(turned, start - self.shift, end - self.shift)

    def cut(self, start: int, end: int) -> "Alignment":
        """Give the map of the text's piece `start` to `end`, without what was deleted at its edges."""
        text_starts, text_ends, source_starts, source_ends = self.blocks
        if not text_starts:
            return self if end - start == self.length else Alignment(end - start, shift=self.shift + start)
        kept = slice(bisect_right(text_ends, start), bisect_left(text_starts, end))
        at = _begin(self.blocks, start)
        if kept.start >= kept.stop:
            return Alignment(end - start, shift=self.shift + at)
        blocks = (
            tuple(max(place - start, 0) for place in text_starts[kept]),
            tuple(min(place, end) - start for place in text_ends[kept]),
            tuple(place - at for place in source_starts[kept]),
            tuple(place - at for place in source_ends[kept]),
        )
        return Alignment(end - start, blocks, self.shift + at)

    def after(self, earlier: "Alignment") -> "Alignment":
        """Join with the map of an earlier change: this one's source is the text of `earlier`."""
        if not self.blocks[0]:
            return earlier
        if not earlier.blocks[0]:
            return Alignment(self.length, self.blocks, self.shift + earlier.shift)
        joined = _columns(_joined(self.blocks, earlier.blocks))
        return Alignment(self.length, joined, self.shift + earlier.shift)


@lru_cache(maxsize=1024)
def unchanged(length: int) -> Alignment:
    """Map a text to itself; made once for each length."""
    return Alignment(length)


def edited(text: str, edits: Sequence[Edit]) -> tuple[str, Alignment]:
    """Apply edits, which are in order and do not overlap, and map the result to `text`."""
    if not edits:
        return text, unchanged(len(text))
    pieces: list[str] = []
    starts, ends = [], []
    place = length = 0
    for start, end, new in edits:
        pieces += (text[place:start], new)
        length += start - place
        starts.append(length)
        length += len(new)
        ends.append(length)
        place = end
    pieces.append(text[place:])
    sources = tuple(edit[0] for edit in edits), tuple(edit[1] for edit in edits)
    return "".join(pieces), Alignment(length + len(text) - place, (tuple(starts), tuple(ends), *sources))


def _across(blocks: Blocks, start: int, end: int) -> tuple[int, int]:
    """Map a span from the first side of the blocks to the second, without what was deleted at its edges."""
    first = _begin(blocks, start)
    return first, _end(blocks, end) if start < end else first


def _begin(blocks: Blocks, place: int) -> int:
    starts, ends, others, other_ends = blocks
    at = bisect_right(starts, place) - 1
    if at < 0:
        return place
    return others[at] if place < ends[at] else other_ends[at] + place - ends[at]


def _end(blocks: Blocks, place: int) -> int:
    starts, ends, _, other_ends = blocks
    at = bisect_right(starts, place - 1) - 1
    return place if at < 0 else other_ends[at] + max(0, place - ends[at])


def _joined(later: Blocks, earlier: Blocks) -> Iterator[tuple[int, int, int, int]]:
    """Merge blocks text-middle and middle-source into text-source; blocks that overlap in the middle become one."""
    _, text_ends, starts, ends = later
    earlier_starts, earlier_ends, _, source_ends = earlier
    marks = [*_marks(starts, ends, text_ends, True), *_marks(earlier_starts, earlier_ends, source_ends, False)]
    text_ahead = source_ahead = 0
    for group in _overlapping(sorted(marks)):
        start, end = group[0][0], max(mark[1] for mark in group)
        text_start, source_start = start + text_ahead, start + source_ahead
        for _, _, is_text, ahead in group:
            if is_text:
                text_ahead = ahead
            else:
                source_ahead = ahead
        yield text_start, end + text_ahead, source_start, end + source_ahead


def _marks(starts: Offsets, ends: Offsets, outer_ends: Offsets, is_text: bool) -> Iterator[Mark]:
    for start, end, outer_end in zip(starts, ends, outer_ends, strict=True):
        yield start, end, is_text, outer_end - end


def _overlapping(marks: list[Mark]) -> Iterator[list[Mark]]:
    """Group marks that overlap; those that only touch stay apart, so that the map stays as fine as it was."""
    group: list[Mark] = []
    reach = 0
    for mark in marks:
        if group and mark[0] >= reach:
            yield group
            group = []
        group.append(mark)
        reach = max(reach, mark[1])
    if group:
        yield group


def _columns(rows: Iterable[tuple[int, int, int, int]]) -> Blocks:
    first, second, third, fourth = zip(*rows, strict=True)
    return first, second, third, fourth
