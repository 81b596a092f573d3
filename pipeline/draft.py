"""The story on its way: what the steps hand to each other."""

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter

from pipeline.alignment import Alignment
from schemas.story import Amount, Boilerplate, Credit, DateSpan, Entity, Folded, Link, Problem, StoryTone

type Place = tuple[str, int, int]
"""A part's published name, start and end in its text."""

type Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a story: its text now, and the way back to the text as it came.

    `source_part` names where it came from ("text", "headline", "lede", "body", "body.N"); `alignment` maps its
    code points there. `index` is the paragraph's place in the body as it came (0 for headline and lede).
    """

    text: str
    source_part: str
    alignment: Alignment
    index: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A story between two steps. Each step fills in its own fields with `dataclasses.replace`.

    `published` and `received` are ISO 8601 with an offset. `claimed_language` is what the sender said, `language`
    what the text says. `headline` and `lede` are None when absent or folded away. `credited` are the places of all
    that says who carries the story, of credits that stand several times and of the headline's too.
    """

    origin: str
    received: str
    id: str
    id_from: str
    version: int
    outlet: str | None
    url: str | None
    published: str | None
    claimed_language: str | None
    extra: dict[str, object]
    headline: Part | None
    lede: Part | None
    paragraphs: tuple[Part, ...]
    language: str = "und"
    folded: tuple[Folded, ...] = ()
    credits: tuple[Credit, ...] = ()
    credited: tuple[Place, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    links: tuple[Link, ...] = ()
    entities: tuple[Entity, ...] = ()
    tone: StoryTone | None = None
    dates: tuple[DateSpan, ...] = ()
    amounts: tuple[Amount, ...] = ()
    problems: tuple[Problem, ...] = ()
    models: dict[str, str] = field(default_factory=dict)

    def parts(self) -> list[tuple[str, Part]]:
        """List the parts with text, in reading order, under the names they are published with."""
        named = [("headline", self.headline), ("lede", self.lede)]
        found = [(name, part) for name, part in named if part is not None]
        return found + [(f"paragraphs.{at}", part) for at, part in enumerate(self.paragraphs)]

    def apart(self) -> dict[str, Spans]:
        """Give, for each part that has any, the spans of boilerplate: no evidence for what the story tells.

        Lines that follow each other are one span: a sentence may run over both.
        """
        spans: dict[str, Spans] = {}
        for one in self.boilerplate:
            there = spans.setdefault(one.part, [])
            joins = there and one.start - there[-1][1] <= 1
            there.append((there.pop()[0] if joins else one.start, one.end))
        return spans


def is_inside(spans: Spans, start: int, end: int | None = None) -> bool:
    """Tell whether a place, or all from `start` to `end`, is in one of the spans; these don't overlap, in order."""
    at = bisect_right(spans, start, key=itemgetter(0)) - 1
    return at >= 0 and (start if end is None else end - 1) < spans[at][1]
