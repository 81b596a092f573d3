"""The index of duplicates: which stories were delivered, by id, by text and by likeness."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zlib import crc32

from pipeline.duplicates.chains import Chains
from pipeline.duplicates.decision import REPEATS, is_another_report, is_notice, is_same_event, repeats
from pipeline.duplicates.entry import Entry, entry_of, later_ms, packed, received_of, unpacked
from pipeline.duplicates.profile import MOST_KEYS, Printed, Profile
from pipeline.duplicates.shelf import Shelf
from pipeline.duplicates.sketch import compare
from pipeline.duplicates.texts import Texts
from pipeline.settings import IndexSettings
from schemas.duplicate import Changed
from schemas.fingerprint import Fingerprint
from schemas.story import Link

# Stories further down a chain are not looked at: versions of one id, stories with one text, stories with one shingle.
_ID_HOPS, _TEXT_HOPS, _KEY_HOPS = 256, 64, 8
# Records neither held nor hard: of a hundred repetitions 94.1 are found, and 0.63 stories compared for each record.
_SHARE = 0.25  # of what the likeliest weighs; were less compared, 94.2 of 0.65
_COMPARED = 3  # of the stories that share the most keys; with 1 of them 93.5 are found, with 5 no more
_COMMON_PHRASE = 0.34  # what a story weighs that shares but one key, which two others have, too
_BY_CHANCE = 1.0  # what one key weighs that no other has: too little for a story of more shingles than these;
_LONG = 60  # where it never is too little 94.3 are found of 0.69 compared, where it always is 91.2 of 0.60

_SEEN = 1 << 24  # bytes for a while, in which of a million records one in thirty finds another's mark
_AT_ONCE = 1000  # stories whose keys are put into the chains together


@dataclass(frozen=True, slots=True)
class Match:
    """A story known already: it is a `kind` of duplicate (resend, copy or near) of `owner`.

    `number` names the owner in this index, `delay_s` is how much later than the owner the story was told, `changed`
    what it says otherwise, None where that can't be told any more.
    """

    kind: str
    owner: Entry
    number: int
    delay_s: float
    similarity: float = 1.0
    changed: Changed | None = None


type Verdict = Match | tuple[Link, ...]


class DuplicateIndex:
    """The stories delivered within the horizon, at most `index_max` of them, oldest arrival out first.

    One owner, no locks. State is what `add` was given, so a log of the added fingerprints rebuilds it. A story that
    scores `repeats_at` (`decision.py`) beside another is a near-duplicate.
    """

    def __init__(self, settings: IndexSettings, repeats_at: float = REPEATS) -> None:
        self._repeats_at = repeats_at
        self._horizon_ms, self._window_ms = int(1000 * settings.horizon_s), int(1000 * settings.window_s)
        self._most = settings.index_max
        self._chains = Chains(self._most, 2 + MOST_KEYS)
        self._shelf = Shelf()
        self._texts = Texts()
        self._evicted = 0
        self._first = -1, 0  # of the stories that may stay: its number, and when it was received

    def __len__(self) -> int:
        return len(self._shelf)

    def close(self) -> None:
        """Let every story go."""
        for _ in range(self._shelf.oldest, self._shelf.next):
            self._shelf.let_go()

    def restore(self, stories: Iterable[Fingerprint]) -> None:
        """Take back stories that were added before, in their order: as `add` does, in half the time.

        A story's record may stand in the log twice: read again from an earlier offset, or of a transaction that was
        aborted, where a broker shows these. Only where that may be is the story looked up.
        """
        seen = bytearray(bytes((self._shelf.next > 0,)) * _SEEN)  # an index that holds stories may have seen any
        waiting: list[tuple[int, ...]] = []
        for story in stories:
            entry = entry_of(story)
            place = int.from_bytes(entry.origin) % _SEEN
            if seen[place] or len(waiting) == min(_AT_ONCE, self._most):
                self._chains.extend(self._shelf.next - len(waiting), waiting)
                waiting.clear()
            if not (seen[place] and self._is_known(entry)):
                self._keep(entry)
                waiting.append(_keys(entry, story))
            seen[place] = True
        self._chains.extend(self._shelf.next - len(waiting), waiting)
        self._evicted = 0

    def take_evicted(self) -> int:
        """Give, once, how many stories were let go because of `index_max` since the last call."""
        evicted, self._evicted = self._evicted, 0
        return evicted

    def oldest(self) -> datetime | None:
        """Give the arrival of the oldest story; None when there is none."""
        for number in range(self._shelf.oldest, self._shelf.next):
            entry = self._shelf.get(number)
            if entry is not None:
                return datetime.fromtimestamp(received_of(entry) / 1000, UTC)
        return None

    def judge(self, story: Printed) -> Verdict:
        """Say that a story is a duplicate, or which earlier stories it is linked to (often none)."""
        verdict = self._judge(entry_of(story.fingerprint), story.profile)
        if isinstance(verdict, Match):
            return replace(verdict, changed=self._texts.changed(verdict.number, story.text))
        return verdict

    def add(self, story: Fingerprint, text: str | None = None) -> None:
        """Make a story the owner of its id, version and text; the oldest may have to go."""
        entry = entry_of(story)
        if self._is_known(entry):
            return
        number = self._keep(entry)
        self._chains.add(number, _keys(entry, story))
        if text is not None:
            self._texts.add(number, text)

    def _is_known(self, entry: Entry) -> bool:
        return any(known.origin == entry.origin for _, known in self._versions(entry))

    def _keep(self, entry: Entry) -> int:
        """Keep an entry, and give its number; its keys are the caller's."""
        self._make_room(entry.received)
        return self._shelf.put(packed(entry))

    def candidates(self, story: Printed) -> list[Entry]:
        """Give the stories that a story would be compared with, were its text not known word for word."""
        return [known for _, known in self._candidates(entry_of(story.fingerprint), story.profile)]

    def retract(self, story: Fingerprint) -> None:
        """Forget a story that was added and then could not be delivered."""
        entry = entry_of(story)
        for number, known in self._versions(entry):
            if known.origin == entry.origin:
                self._shelf.take_out(number)
                return

    def _judge(self, entry: Entry, profile: Profile) -> Verdict:
        known = list(self._versions(entry))
        others = [found for found in known if found[1].origin != entry.origin]
        verdict = _judge_version(entry, others) if others else self._judge_text(entry, profile)
        if len(others) < len(known) and isinstance(verdict, Match):
            return ()  # the record itself, read again after a crash: it was no duplicate the first time
        return verdict

    def _judge_text(self, entry: Entry, profile: Profile) -> Verdict:
        owners = [
            (number, known) for number, known in self._found(_text_key(entry), _TEXT_HOPS)
            if known.text == entry.text and known.origin != entry.origin and self._near(entry, known)
            and not is_another_report(entry, profile, known)
        ]  # fmt: skip
        return _match("copy", entry, *owners[-1]) if owners else self._judge_likeness(entry, profile)

    def _judge_likeness(self, entry: Entry, profile: Profile) -> Verdict:
        best: Match | None = None
        link, alike = None, 0.0
        for number, known in self._candidates(entry, profile):
            like = compare(profile, known.sketch)
            similarity = round(max(like.jaccard, like.contained), 3)
            notice, another = is_notice(entry, known, like), is_another_report(entry, profile, known)
            same_outlet = entry.outlet == known.outlet
            if not (notice or another) and repeats(like, same_outlet=same_outlet, at=self._repeats_at):
                if best is None or (similarity, -number) > (best.similarity, -best.number):  # of equals the first
                    best = _match("near", entry, number, known, similarity)
            elif similarity > alike and (notice or is_same_event(like, is_another=another)):
                link, alike = Link(entry.notice or "update", known.id, known.version), similarity
        return best or ((link,) if link else ())

    def _candidates(self, entry: Entry, profile: Profile) -> Iterator[tuple[int, Entry]]:
        """Give the stories that share the most keys with one, a key counting for less the more have it."""
        shared: defaultdict[int, float] = defaultdict(float)
        newest, oldest = self._shelf.next - 1, self._shelf.oldest
        for found in self._chains.find_each(profile.lookups, newest, oldest, _KEY_HOPS):
            for number in found:
                shared[number] += 1 / len(found)
        least = _BY_CHANCE if len(profile.shingles) > _LONG else _COMMON_PHRASE
        least = max(least, _SHARE * max(shared.values(), default=0.0))
        likely = sorted((-weight, -number) for number, weight in shared.items() if weight > least)
        for _, negative in likely[:_COMPARED]:
            number = -negative
            packed_entry = self._shelf.get(number)
            if packed_entry is not None:
                known = unpacked(packed_entry)
                if known.origin != entry.origin and abs(later_ms(entry, known)) <= self._window_ms:
                    yield number, known

    def _versions(self, entry: Entry) -> Iterator[tuple[int, Entry]]:
        """Give the stories with the id of one, newest first."""
        for number, known in self._found(_id_key(entry), _ID_HOPS):
            if known.id == entry.id and known.outlet == entry.outlet and self._near(entry, known):
                yield number, known

    def _found(self, key: int, hops: int) -> Iterator[tuple[int, Entry]]:
        for number in self._chains.find(key, self._shelf.next - 1, self._shelf.oldest, hops):
            entry = self._shelf.get(number)
            if entry is not None:
                yield number, unpacked(entry)

    def _near(self, entry: Entry, known: Entry) -> bool:
        return abs(later_ms(entry, known)) <= self._horizon_ms

    def _make_room(self, now: int) -> None:
        while (oldest := self._shelf.oldest) < self._shelf.next:
            is_full = self._shelf.next - oldest >= self._most
            entry = self._shelf.get(oldest) if is_full or oldest != self._first[0] else None
            if entry is not None:
                self._first = oldest, received_of(entry)
            if not is_full and oldest == self._first[0] and now - self._first[1] <= self._horizon_ms:
                return
            self._evicted += is_full and entry is not None
            self._shelf.let_go()


def _judge_version(entry: Entry, versions: list[tuple[int, Entry]]) -> Verdict:
    number, latest = max(versions, key=lambda found: (found[1].version, found[0]))
    if entry.version > latest.version:
        return (Link("revision", latest.id, latest.version),)
    if entry.version < latest.version:
        same = [found for found in versions if found[1].version == entry.version]
        return _match("resend", entry, *(same[-1] if same else (number, latest)))
    same = [found for found in versions if found[1].text == entry.text]
    return _match("resend", entry, *same[-1]) if same else (Link("update", latest.id, latest.version),)


def _match(kind: str, entry: Entry, number: int, owner: Entry, similarity: float = 1.0) -> Match:
    return Match(kind, owner, number, later_ms(entry, owner) / 1000, similarity)


def _keys(entry: Entry, story: Fingerprint) -> tuple[int, ...]:
    return (_id_key(entry), _text_key(entry), *story.keys[:MOST_KEYS])


def _id_key(entry: Entry) -> int:
    return crc32(f"{entry.outlet}\0{entry.id}".encode("utf-8", "surrogatepass"))


def _text_key(entry: Entry) -> int:
    return int.from_bytes(entry.text[:4])
