"""The index of duplicates: which stories were delivered, by id and by text."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.fingerprint import Fingerprint
from schemas.story import Link

FUTURE = timedelta(days=1)  # clocks of outlets differ by hours; a story further ahead than this is dated wrongly

type StoryKey = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Match:
    """A story known already: it is a `kind` of duplicate (resend or copy) of `owner`."""

    kind: str
    owner: Fingerprint
    similarity: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """A delivered story with its times, parsed once; two entries are the same only when they are one object."""

    story: Fingerprint
    received: datetime
    told: datetime


def story_time(story: Fingerprint) -> datetime:
    """Give the time that duplicates are compared by: `published`, or `received` where that is missing or ahead."""
    received = datetime.fromisoformat(story.received)
    if story.published is None:
        return received
    published = datetime.fromisoformat(story.published)
    return published if published <= received + FUTURE else received


class DuplicateIndex:
    """The stories delivered within the horizon, at most `max_stories` of them, oldest arrival out first.

    One owner, no locks. State is what `add` was given, so a log of the added fingerprints rebuilds it.
    """

    def __init__(self, horizon_s: float, max_stories: int) -> None:
        self._horizon = timedelta(seconds=horizon_s)
        self._max_stories = max_stories
        self._arrivals: deque[_Entry] = deque()
        self._by_story: dict[StoryKey, list[_Entry]] = {}
        self._by_text: dict[str, tuple[_Entry, ...]] = {}
        self._evicted = 0

    def __len__(self) -> int:
        return len(self._arrivals)

    def close(self) -> None:
        """Let every story go."""
        self._arrivals.clear()
        self._by_story.clear()
        self._by_text.clear()

    def restore(self, stories: Iterable[Fingerprint]) -> None:
        """Take back stories that were added before, in their order."""
        for story in stories:
            self.add(story)
        self._evicted = 0

    def take_evicted(self) -> int:
        """Give, once, how many stories were let go because of `max_stories` since the last call."""
        evicted, self._evicted = self._evicted, 0
        return evicted

    def oldest(self) -> datetime | None:
        """Give the arrival of the oldest story; None when there is none."""
        return self._arrivals[0].received if self._arrivals else None

    def judge(self, story: Fingerprint) -> Match | tuple[Link, ...]:
        """Say that a story is a duplicate, or which earlier stories it is linked to (often none)."""
        told = story_time(story)
        known = self._near(self._by_story.get((story.outlet, story.id), ()), told)
        others = [entry for entry in known if entry.story.origin != story.origin]
        verdict = self._judge_version(story, others) if others else self._judge_text(story, told)
        if len(others) < len(known) and isinstance(verdict, Match):
            return ()  # the record itself, read again after a crash: it was no duplicate the first time
        return verdict

    def add(self, story: Fingerprint) -> None:
        """Make a story the owner of its id, version and text; let the oldest go where there are too many."""
        entry = _Entry(story, datetime.fromisoformat(story.received), story_time(story))
        versions = self._by_story.setdefault((story.outlet, story.id), [])
        if any(known.story.origin == story.origin for known in versions):
            return
        versions.append(entry)
        self._by_text[story.text] = (*self._by_text.get(story.text, ()), entry)
        self._arrivals.append(entry)
        self._expire(entry.received)

    def retract(self, story: Fingerprint) -> None:
        """Forget a story that was added and then could not be delivered."""
        for entry in self._by_story.get((story.outlet, story.id), ()):
            if entry.story.origin == story.origin:
                self._arrivals.remove(entry)
                self._forget(entry)
                return

    def _near(self, entries: Iterable[_Entry], told: datetime) -> list[_Entry]:
        return [entry for entry in entries if abs(entry.told - told) <= self._horizon]

    def _judge_text(self, story: Fingerprint, told: datetime) -> Match | tuple[Link, ...]:
        owners = self._near(self._by_text.get(story.text, ()), told)
        if any(owner.story.origin == story.origin for owner in owners):
            return ()
        return Match("copy", owners[0].story) if owners else ()

    @staticmethod
    def _judge_version(story: Fingerprint, versions: list[_Entry]) -> Match | tuple[Link, ...]:
        latest = max(versions, key=lambda entry: entry.story.version).story
        if story.version > latest.version:
            return (Link("revision", latest.id, latest.version),)
        same = [entry.story for entry in versions if entry.story.text == story.text]
        if same:
            return Match("resend", same[0])
        return (Link("update", latest.id, latest.version),)

    def _expire(self, now: datetime) -> None:
        while self._arrivals and now - self._arrivals[0].received > self._horizon:
            self._forget(self._arrivals.popleft())
        while len(self._arrivals) > self._max_stories:
            self._forget(self._arrivals.popleft())
            self._evicted += 1

    def _forget(self, entry: _Entry) -> None:
        key = (entry.story.outlet, entry.story.id)
        versions = self._by_story.get(key, [])
        if entry in versions:
            versions.remove(entry)
        if not versions:
            self._by_story.pop(key, None)
        carriers = tuple(other for other in self._by_text.get(entry.story.text, ()) if other is not entry)
        if carriers:
            self._by_text[entry.story.text] = carriers
        else:
            self._by_text.pop(entry.story.text, None)
