"""The story on its way: what the steps hand to each other."""

from dataclasses import dataclass, field

from pipeline.alignment import Alignment
from schemas.story import Amount, Credit, DateSpan, Entity, Folded, Link, Problem, StoryTone


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
    what the text says. `headline` and `lede` are None when absent or folded away.
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
