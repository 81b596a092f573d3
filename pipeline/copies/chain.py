"""The republication chain: one story and all that repeated it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.copies.notes import Delivered, Outcomes
from pipeline.copies.times import moment, owner_told
from schemas.duplicate import Duplicate


@dataclass(frozen=True, slots=True)
class Story:
    """What tells stories apart: an id is an outlet's own."""

    outlet: str | None
    id: str


@dataclass(frozen=True, slots=True)
class Chain:
    """An owner and the notes on what repeats it, in the order of their times.

    The owner's `told` is what most notes imply, where its own line is not at hand, and then `headline` is None.
    `repeats` are stories that the owner itself was once noted to repeat.
    """

    owner: Story
    versions: tuple[int, ...]
    told: datetime | None
    headline: str | None
    repeats: tuple[Story, ...]
    notes: tuple[Duplicate, ...]


@dataclass(slots=True)
class _Found:
    """What a reading found of one owner; a note that was written twice is one."""

    notes: dict[tuple[str, str, int], Duplicate] = field(default_factory=dict)
    repeats: dict[Story, None] = field(default_factory=dict)
    lines: list[Delivered] = field(default_factory=list)


def copied(note: Duplicate) -> Story:
    """Give the owner."""
    return Story(note.of_outlet, note.of)


def copier(note: Duplicate) -> Story:
    """Give the story that repeats."""
    return Story(note.outlet, note.id)


def find_chains(outcomes: Outcomes, story_id: str, outlet: str | None = None) -> tuple[Chain, ...]:
    """Give the chain of each story with an id, or with a copy of that id; none where no note knows it.

    Of several outlets that use one id, `outlet` names one. Reads twice: who the owner is may be told after its first
    copies. Memory grows with the answer alone.
    """

    def is_asked(story: Story) -> bool:
        return story.id == story_id and outlet in (None, story.outlet)

    owners = dict.fromkeys(
        copied(note)
        for note in _notes(outcomes)
        if is_asked(copied(note)) or is_asked(copier(note))
    )  # fmt: skip
    found = {owner: _Found() for owner in owners}
    for outcome in outcomes.read() if found else ():
        _take(found, outcome)
    return tuple(_chain(owner, parts) for owner, parts in sorted(found.items(), key=lambda item: _when(item[1])))


def _notes(outcomes: Outcomes) -> Iterator[Duplicate]:
    return (outcome for outcome in outcomes.read() if isinstance(outcome, Duplicate))


def _take(found: dict[Story, _Found], outcome: Duplicate | Delivered) -> None:
    if isinstance(outcome, Delivered):
        if parts := found.get(Story(outcome.outlet, outcome.id)):
            parts.lines.append(outcome)
        return
    owner, story = copied(outcome), copier(outcome)
    if parts := found.get(owner):
        parts.notes[outcome.origin, outcome.id, outcome.version] = outcome
    if story != owner and (parts := found.get(story)):
        parts.repeats[owner] = None


def _chain(owner: Story, found: _Found) -> Chain:
    notes = sorted(found.notes.values(), key=lambda note: (note.delay_s, note.received, note.id, note.version))
    versions = {note.of_version for note in notes} | {line.version for line in found.lines}
    headline = next((line.headline for line in found.lines if line.headline), None)
    return Chain(owner, tuple(sorted(versions)), _when_told(found), headline, tuple(found.repeats), tuple(notes))


def _when_told(found: _Found) -> datetime | None:
    """Give the time that the owner's first version says, or else that which most notes imply, of equals the first."""
    first = min(found.lines, key=lambda line: line.version, default=None)
    return (moment(first.published) if first else None) or _most(map(owner_told, found.notes.values()))


def _most(times: Iterable[datetime | None]) -> datetime | None:
    counted = Counter(time for time in times if time is not None)
    return min(counted, key=lambda time: (-counted[time], time), default=None)


def _when(found: _Found) -> tuple[bool, float]:
    time = _when_told(found)
    return (time is None, time.timestamp() if time else 0.0)
