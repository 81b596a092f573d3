"""The note that a duplicate leaves on `news.duplicates`."""

from dataclasses import dataclass, field

DUPLICATE = "khabar.duplicate/1"


@dataclass(frozen=True, slots=True)
class Changed:
    """Words that a duplicate added to its owner's text and removed from it, the first twenty, and how many in all.

    They are words as texts are compared: Persian letters, Latin digits, no ZWNJ.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    added_count: int
    removed_count: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A story that repeats an earlier one: the owner `of`, how alike they are, how much later it came.

    `kind` is resend, copy or near. `delay_s` is seconds between the times of the two stories, `published` or, where
    that is missing or absurd, `received`; below 0 where the duplicate is the earlier one, and `earliest` is true.
    `changed` tells the words added and removed, null when the owner's text is no longer at hand.
    """

    schema: str
    origin: str
    kind: str = field(metadata={"enum": ["resend", "copy", "near"]})
    id: str
    version: int
    outlet: str | None
    published: str | None
    received: str
    of: str
    of_version: int
    of_outlet: str | None
    similarity: float = field(metadata={"minimum": 0, "maximum": 1})
    delay_s: float
    earliest: bool
    changed: Changed | None
