"""The enriched story that Khabar delivers to `news.enriched`."""

from dataclasses import dataclass, field
from enum import StrEnum

ENRICHED_STORY = "khabar.enriched-story/1"

_SHARE = {"minimum": 0, "maximum": 1}
_SCORE = {"minimum": -1, "maximum": 1}
_PLACE = {"minimum": 0}
_LABEL = {"enum": ["neg", "neu", "pos"]}
_PART = {"pattern": r"^(headline|lede|paragraphs\.\d+)$"}
_SOURCE_PART = {"pattern": r"^(text|headline|lede|body|body\.\d+)$"}
_TIME = {"format": "date-time"}
BOILERPLATE_KINDS = (
    "signature", "code", "related", "byline", "photo", "source", "channel", "tags", "share", "copyright", "exclusive",
    "continued", "page", "media",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folded:
    """A paragraph, or a lede, that only repeats earlier text; or the lede before a paragraph goes on, or a line of it.

    `paragraph` is its index in the body as it came, null for the lede. `start` and `end` are code points of
    that paragraph's clean text. `of` is "headline", "lede" or the index of the earlier paragraph. `whole` is false
    where the rest of the paragraph stays.
    """

    paragraph: int | None
    start: int = field(metadata=_PLACE)
    end: int = field(metadata=_PLACE)
    of: str | int
    match: str = field(metadata={"enum": ["exact", "near"]})
    similarity: float = field(metadata=_SHARE)
    text: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency named as the story's reporter, or quoted by it; `text` is the credit as it stands in the story.

    A story's credits are the chain of its sources: reporters first, then who is quoted, each in reading order.
    """

    agency: str
    role: str = field(metadata={"enum": ["reporter", "quoted"]})
    text: str


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """What an outlet adds around a story: a signature, a code, links to other stories, a call to follow it.

    The text stays in its part, at code points `start` to `end`; it is not compared with other stories, and is no
    evidence for entities, tone, dates and amounts.
    """

    kind: str = field(metadata={"enum": list(BOILERPLATE_KINDS)})
    part: str = field(metadata=_PART)
    start: int = field(metadata=_PLACE)
    end: int = field(metadata=_PLACE)
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """What this story is to an earlier one: duplicate, revision, update, correction, denial or related."""

    kind: str = field(metadata={"enum": ["duplicate", "revision", "update", "correction", "denial", "related"]})
    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named, in the clean text and in the text as it came.

    `part` is "headline", "lede" or "paragraphs.N"; `source_part` is "text", "headline", "lede", "body" or
    "body.N". Offsets are code points, end exclusive.
    """

    text: str
    part: str = field(metadata=_PART)
    start: int = field(metadata=_PLACE)
    end: int = field(metadata=_PLACE)
    source_part: str = field(metadata=_SOURCE_PART)
    source_start: int = field(metadata=_PLACE)
    source_end: int = field(metadata=_PLACE)
    score: float = field(metadata=_SCORE)


@dataclass(frozen=True, slots=True)
class Tone:
    """Tone of a text: `label` neg, neu or pos, `score` in [-1, 1], `confidence` in [0, 1]."""

    label: str = field(metadata=_LABEL)
    score: float = field(metadata=_SCORE)
    confidence: float = field(metadata=_SHARE)
    abstained: bool


@dataclass(frozen=True, slots=True)
class SentenceTone:
    """Tone of one sentence, at code points `start` to `end` of `part`."""

    part: str = field(metadata=_PART)
    start: int = field(metadata=_PLACE)
    end: int = field(metadata=_PLACE)
    label: str = field(metadata=_LABEL)
    score: float = field(metadata=_SCORE)
    confidence: float = field(metadata=_SHARE)


@dataclass(frozen=True, slots=True)
class StoryTone:
    """Tone of a whole story and of its sentences."""

    label: str = field(metadata=_LABEL)
    score: float = field(metadata=_SCORE)
    confidence: float = field(metadata=_SHARE)
    abstained: bool
    sentences: tuple[SentenceTone, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing and all its mentions. `class_` (JSON: `class`) is PER, ORG, LOC, FAC, EVE or PRO."""

    class_: str = field(metadata={"enum": ["PER", "ORG", "LOC", "FAC", "EVE", "PRO"]})
    name: str
    ref: str | None
    mentions: tuple[Mention, ...]
    tone: Tone


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date, time or duration, its value in ISO 8601, null where it can't be told."""

    text: str
    part: str = field(metadata=_PART)
    start: int = field(metadata=_PLACE)
    end: int = field(metadata=_PLACE)
    value: str | None
    kind: str = field(metadata={"enum": ["date", "time", "duration"]})


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money or a percentage."""

    text: str
    part: str = field(metadata=_PART)
    start: int = field(metadata=_PLACE)
    end: int = field(metadata=_PLACE)
    value: float
    unit: str
    kind: str = field(metadata={"enum": ["money", "percent"]})


class ProblemReason(StrEnum):
    """Why a field was left out: not of a known form, not possible, or to be read in more than one way."""

    UNREADABLE = "unreadable"
    IMPOSSIBLE = "impossible"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Problem:
    """A field of the incoming story that was left out: `value` is what came, `detail` what is wrong with it."""

    field: str
    value: object
    reason: ProblemReason
    detail: str


@dataclass(frozen=True, slots=True)
class MadeBy:
    """The release of Khabar and of its models that made a record."""

    khabar: str
    models: dict[str, str]


@dataclass(frozen=True, slots=True)
class EnrichedStory:
    """A delivered story. Times are ISO 8601 with an offset; `tone` is null where Persian enrichment did not run.

    `id_from` says what the id was made from when the story came without one: outlet, url or text; else "given".
    `problems` names the fields that came but could not be taken; `published` is null then, as where none came.
    """

    schema: str
    origin: str
    id: str
    id_from: str = field(metadata={"enum": ["given", "outlet", "url", "text"]})
    version: int
    outlet: str | None
    url: str | None
    language: str
    published: str | None = field(metadata=_TIME)
    received: str = field(metadata=_TIME)
    headline: str
    lede: str
    paragraphs: tuple[str, ...]
    folded: tuple[Folded, ...]
    credits: tuple[Credit, ...]
    boilerplate: tuple[Boilerplate, ...]
    links: tuple[Link, ...]
    entities: tuple[Entity, ...]
    tone: StoryTone | None
    dates: tuple[DateSpan, ...]
    amounts: tuple[Amount, ...]
    problems: tuple[Problem, ...]
    extra: dict[str, object]
    made_by: MadeBy
