"""Left: what is left of a paragraph from which the headline and the lede are folded, piece by piece."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.alignment import Alignment
from pipeline.draft import Part
from pipeline.steps.lines import stood, without
from pipeline.steps.repeat import Repeat
from pipeline.steps.told import Told, cut


class Head(NamedTuple):
    """A stretch that repeats the headline or the lede, which of them, and its text."""

    start: int
    end: int
    of: str | int
    against: str


@dataclass(slots=True)
class Left:
    """What is left of a paragraph, the map from its text to the paragraph's, and what was folded so far."""

    told: Told
    way: Alignment
    found: list[Repeat] = field(default_factory=list)

    def fold(self, whole: Part, heads: Iterable[Head]) -> Part:
        """Fold some stretches, in order, and give the rest."""
        part, spans = self.told.part, [(head.start, head.end) for head in heads]
        for head in heads:
            places = stood(self.way, whole.text, head.start, head.end)
            piece = cut(part, head.start, head.end)
            self.found.append(Repeat(piece, whole.index, head.of, head.against, whole=False, spans=places))
        rest, self.way = without((part, self.way), spans)
        return rest

    def all_found(self, whole: Part) -> list[Repeat]:
        """Give what was folded; the last of a paragraph that is gone tells so, marks between its lines go with it."""
        if not self.found or self.told.words:
            return self.found
        last = replace(self.found[-1], whole=True)
        marks = replace(last, part=self.told.part, spans=stood(self.way, whole.text))
        return [*self.found[:-1], last, *([marks] if self.told.part.text else ())]
