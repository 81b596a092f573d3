"""The sketch of a delivered story: what is kept of its profile, in 200 bytes, and how others are compared with it."""

import struct
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.duplicates.facts import NAME, NUMBER, TURN
from pipeline.duplicates.profile import Profile, Telling
from pipeline.duplicates.shingles import Hashes

KEPT_SHINGLES = 36
KEPT_LEAD = 18
KEPT_OF_LONG = 6  # one in six of a long story's
WORD_BITS = 8  # of the filter, for each word, frame and claim
OF_WORD, OF_FRAME = 3, 4  # of these set: of other words one in 25 is taken for one that is there, of frames one in 70
MAX_WORD_BYTES = 400
WORTH_A_LOOK = 0.3  # of the shingles of one or the other; below it words are compared of notices only

_HEAD = struct.Struct("<HHHH")  # shingles of the lead and of the rest, and how many of each are kept
_MOST = 0xFFFF


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a story compares with an owner.

    `shared` shingles (an estimate) of the story's `size` and the owner's `owner_size`. Of the story's telling words the
    owner lacks `announced` in the headline that its text tells, too, `in_lead` in the lead behind the headline, and
    everywhere `facts`, `leading_facts` of them in headline and lead, `names`, and turns of events. `facts_set_in` and
    `names_set_in` stand where the owner has another.
    """

    shared: float
    size: int
    owner_size: int
    announced: int = 0
    in_lead: int = 0
    facts: int = 0
    leading_facts: int = 0
    facts_set_in: int = 0
    names: int = 0
    names_set_in: int = 0
    turns_in_headline: int = 0
    turns: int = 0

    @property
    def jaccard(self) -> float:
        """Shared shingles of those of both."""
        return self.shared / max(1.0, self.size + self.owner_size - self.shared)

    @property
    def contained(self) -> float:
        """Shared shingles of the story's."""
        return self.shared / max(1, self.size)

    @property
    def containing(self) -> float:
        """Shared shingles of the owner's."""
        return self.shared / max(1, self.owner_size)

    @property
    def own(self) -> float:
        """Shingles of the story's that the owner lacks."""
        return self.size - self.shared


def sketch(story: Profile) -> bytes:
    """Keep what other stories will be compared with.

    Shingles by their low 16 bits: of the lead, and of the rest, those with the lowest hashes, which are samples that
    are the same for the same text. Then a Bloom filter of the telling words, of the frames of facts, and of the
    facts in them.
    """
    lead, rest = story.shingles[: story.lead], story.shingles[story.lead :]
    kept_lead = _lowest(lead, KEPT_LEAD)
    kept = _lowest(rest, max(KEPT_SHINGLES - len(kept_lead), len(rest) // KEPT_OF_LONG))
    head = _HEAD.pack(len(lead), min(len(rest), _MOST), len(kept_lead), min(len(kept), _MOST))
    return head + np.concatenate((kept_lead, kept[:_MOST])).astype("<u2").tobytes() + _filter(story.telling)


def _lowest(shingles: Hashes, most: int) -> Hashes:
    return shingles if len(shingles) <= most else np.partition(shingles, most)[:most]


def _filter(telling: Telling) -> bytes:
    kept = (telling.words, OF_WORD), (telling.frames, OF_FRAME), (telling.claims, OF_FRAME)
    count = sum(numbers.shape[1] for numbers, _ in kept)
    bits = np.zeros(8 * min(MAX_WORD_BYTES, (count * WORD_BITS + 7) // 8), np.bool_)
    for numbers, places in kept if count else ():
        bits[_places(numbers, places, len(bits))] = True
    return np.packbits(bits).tobytes()


def _places(numbers: Hashes, count: int, among: int) -> Hashes:
    """Give `count` places in a filter for each of two rows of numbers: double hashing."""
    steps = np.arange(count, dtype=np.uint64)[:, None]
    places: Hashes = (numbers[0] + steps * numbers[1]) % np.uint64(among)
    return places


def compare(story: Profile, owner: bytes) -> Likeness:
    """Compare a story with the sketch of another."""
    lead, rest, leads, others = _HEAD.unpack_from(owner)
    end = _HEAD.size + 2 * (leads + others)
    kept = np.frombuffer(owner, "<u2", leads + others, _HEAD.size).tolist()
    in_lead = len(story.low.intersection(kept[:leads]))
    further = len(story.low.intersection(kept[leads:]))
    size, mine = lead + rest, len(story.shingles)
    shared = min(in_lead * lead / max(1, leads) + further * rest / max(1, others), size, mine)
    if shared < WORTH_A_LOOK * min(size, mine) and story.notice is None:
        return Likeness(shared, mine, size)
    return _with_words(Likeness(shared, mine, size), story.telling, owner[end:])


def _with_words(like: Likeness, telling: Telling, packed: bytes) -> Likeness:
    """Count the telling words that an owner lacks."""
    lacking = np.flatnonzero(~_known(telling.words, OF_WORD, packed)).tolist()
    kinds = [telling.kinds[at] for at in lacking]
    headline, lead = bisect_left(lacking, telling.headline), bisect_left(lacking, telling.lead)
    facts = [at for at, kind in zip(lacking, kinds, strict=True) if NUMBER <= kind < NAME]
    facts_set_in, names_set_in = _set_in(telling, packed)
    turns = kinds[:headline].count(TURN)
    return Likeness(
        like.shared, like.size, like.owner_size,
        announced=int(telling.announced[lacking[:headline]].sum()), in_lead=lead - headline,
        facts=len(facts), leading_facts=bisect_left(facts, telling.lead), facts_set_in=facts_set_in,
        names=kinds.count(NAME), names_set_in=names_set_in,
        turns_in_headline=turns, turns=kinds.count(TURN) - turns,
    )  # fmt: skip


def _known(numbers: Hashes, count: int, packed: bytes) -> NDArray[np.bool_]:
    """Tell which seem to be in a filter: all that are, and few others."""
    if not packed:
        return np.zeros(numbers.shape[1], np.bool_)
    bits = np.unpackbits(np.frombuffer(packed, np.uint8)).view(np.bool_)
    return np.asarray(bits[_places(numbers, count, len(bits))].all(axis=0))


def _set_in(telling: Telling, packed: bytes) -> tuple[int, int]:
    """Count the facts that stand where the owner has another, and the names."""
    other = _known(telling.frames, OF_FRAME, packed)
    other &= ~_known(telling.claims, OF_FRAME, packed)
    facts = int((other & telling.is_fact).sum())
    return facts, int(other.sum()) - facts
