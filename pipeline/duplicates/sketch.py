"""The sketch of a delivered story: what is kept of its profile, in 200 bytes, and how others are compared with it."""

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.duplicates.facts import NAME, NUMBER
from pipeline.duplicates.profile import FLASH_WORDS, Profile, Telling
from pipeline.duplicates.shingles import Hashes

KEPT_SHINGLES = 44
KEPT_LEAD = 22
KEPT_OF_LONG = 6  # one in six of a long story's
WORD_BITS = 8  # of the filter, for each telling word: one in sixteen others is taken for one of them
MAX_WORD_BYTES = 400
WORTH_A_LOOK = 0.3  # of the shingles of one or the other; below it words are only compared of flashes and notices

_HEAD = struct.Struct("<HHHH")  # shingles of the lead and of the rest, and how many of each are kept
_MOST = 0xFFFF


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a story compares with an owner.

    `shared` shingles (an estimate) of the story's `size` and the owner's `owner_size`, and how many telling words the
    owner lacks: of the headline, of the lead, of all behind it; and of these words those that are facts in headline, in
    lead, and behind it, facts set into text that both share, names, and names
    set where the owner has another. `telling` is how many telling words the story
    has, `known_facts` how many of its facts and names the owner has.
    """

    shared: float
    size: int
    owner_size: int
    headline: int = 0
    lead: int = 0
    further: int = 0
    facts_in_headline: int = 0
    facts_in_lead: int = 0
    facts_set_in: int = 0
    facts_further: int = 0
    names: int = 0
    names_set_in: int = 0
    telling: int = 0
    known_facts: int = 0

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
    kept = telling.words, telling.frames, telling.claims
    count = sum(numbers.shape[1] for numbers in kept)
    bits = np.zeros(8 * min(MAX_WORD_BYTES, (count * WORD_BITS + 7) // 8), np.bool_)
    for numbers in kept if count else ():
        bits[numbers % np.uint64(len(bits))] = True
    return np.packbits(bits).tobytes()


def compare(story: Profile, owner: bytes) -> Likeness:
    """Compare a story with the sketch of another."""
    lead, rest, leads, others = _HEAD.unpack_from(owner)
    end = _HEAD.size + 2 * (leads + others)
    kept = np.frombuffer(owner, "<u2", leads + others, _HEAD.size).tolist()
    in_lead = len(story.low.intersection(kept[:leads]))
    further = len(story.low.intersection(kept[leads:]))
    size, mine = lead + rest, len(story.shingles)
    shared = min(in_lead * lead / max(1, leads) + further * rest / max(1, others), size, mine)
    if shared < WORTH_A_LOOK * min(size, mine) and mine > FLASH_WORDS and story.notice is None:
        return Likeness(shared, mine, size)
    return _with_words(Likeness(shared, mine, size), story.telling, owner[end:], kept)


def _with_words(like: Likeness, telling: Telling, packed: bytes, kept: list[int]) -> Likeness:
    """Count the telling words that an owner lacks."""
    lacking = np.flatnonzero(~_known(telling.words, packed)).tolist()
    kinds = [telling.kinds[at] for at in lacking]
    facts = [at for at, kind in zip(lacking, kinds, strict=True) if NUMBER <= kind < NAME]
    names = kinds.count(NAME)
    headline, lead = (sum(at < end for at in lacking) for end in (telling.headline, telling.lead))
    set_in, other_names = _set_in(telling, facts, packed, kept)
    in_headline, in_lead = (sum(at < end for at in facts) for end in (telling.headline, telling.lead))
    return Likeness(
        like.shared, like.size, like.owner_size, headline, lead - headline, len(lacking) - lead,
        in_headline, in_lead - in_headline, set_in, len(facts) - in_lead, names, other_names,
        len(telling.kinds), telling.facts - len(facts) - names,
    )  # fmt: skip


def _known(words: Hashes, packed: bytes) -> NDArray[np.bool_]:
    """Tell which are in a filter; of other words one in sixteen seems to be, of other frames one in sixty."""
    if not packed:
        return np.zeros(words.shape[1], np.bool_)
    bits = np.unpackbits(np.frombuffer(packed, np.uint8)).view(np.bool_)
    known: NDArray[np.bool_] = bits[words % np.uint64(len(bits))].all(axis=0)
    return known


def _set_in(telling: Telling, facts: list[int], packed: bytes, kept: list[int]) -> tuple[int, int]:
    """Count the facts that stand where the owner has another, or beside which its text goes on; and the names."""
    other = _known(telling.frames, packed) & ~_known(telling.claims, packed)
    names = int((other & ~telling.is_fact).sum())
    runs = frozenset(kept)
    beside = sum(not runs.isdisjoint(two) for two in telling.beside[:, facts].T.tolist()) if facts else 0
    return int(other.sum()) - names + beside, names
