"""The sketch of a delivered story: what is kept of its profile, in 200 bytes, and how others are compared with it."""

import struct
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.duplicates.facts import DENIED, NAME, NUMBER, TURN
from pipeline.duplicates.profile import Profile, Sentences, Telling
from pipeline.duplicates.sentences import FRESH
from pipeline.duplicates.shingles import Hashes

KEPT_SHINGLES = 36
KEPT_LEAD = 18
KEPT_OF_LONG = 6  # one in six of a long story's
WORD_BITS = 8  # of the filter, for each word, frame and claim
OF_WORD = 3  # of these set for a plain word, all PROBES for the rest: one in 25 others is taken for there, one in 70
MAX_WORD_BYTES = 8_000  # of a story of seven thousand words
WORTH_A_LOOK = 0.3  # of the shingles of one or the other; below it words are compared of notices only

_HEAD = struct.Struct("<HHHHH")  # the town, shingles of the lead and of the rest, and how many of each are kept
_MOST = 0xFFFF
_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a story compares with an owner.

    `shared` shingles (an estimate) of the story's `size` and the owner's `owner_size`. Sentences of background, and who
    carries the story, are left `aside` where they are new, so many words; `fresh` new sentences tell what has just
    happened. Of the other telling words, of which the owner lacks so many as are `told`, `in_a_row` stand in the text
    at most, `announced` in the headline that the text tells, too, `in_lead` in the lead behind the headline, and
    everywhere `facts`, `facts_in_lead` of them there, `names`, and turns of events, to which verbs that are `denied`
    belong, `denied_in_lead` of them in headline and lead; `facts_set_in` and `names_set_in` stand in the text where it
    has another.
    """

    shared: float
    size: int
    owner_size: int
    aside: int = 0
    fresh: int = 0
    in_a_row: int = 0
    announced: int = 0
    in_lead: int = 0
    facts: int = 0
    facts_in_lead: int = 0
    facts_set_in: int = 0
    names: int = 0
    names_set_in: int = 0
    turns_in_headline: int = 0
    turns_announced: int = 0
    turns: int = 0
    denied: int = 0
    denied_in_lead: int = 0
    told: int = 0

    @property
    def jaccard(self) -> float:
        """Shared shingles of those of both."""
        return self.shared / max(1.0, self.size + self.owner_size - self.shared)

    @property
    def contained(self) -> float:
        """Shared shingles of the story's, but for what is left aside."""
        return min(1.0, self.shared / max(1, self.size - self.aside))

    @property
    def containing(self) -> float:
        """Shared shingles of the owner's."""
        return self.shared / max(1, self.owner_size)

    @property
    def own(self) -> float:
        """Shingles of the story's that the owner lacks, but for what is left aside."""
        return max(0.0, self.size - self.aside - self.shared)


def sketch(story: Profile) -> bytes:
    """Keep what other stories will be compared with.

    Shingles by their low 16 bits: of the lead, and of the rest, those with the lowest hashes, which are samples that
    are the same for the same text. Then a Bloom filter of the telling words, of the frames of facts, and of the
    facts in them.
    """
    lead, rest = story.shingles[: story.lead], story.shingles[story.lead :]
    kept_lead = _lowest(lead, KEPT_LEAD)
    kept = _lowest(rest, max(KEPT_SHINGLES - len(kept_lead), len(rest) // KEPT_OF_LONG))
    head = _HEAD.pack(story.town, len(lead), min(len(rest), _MOST), len(kept_lead), min(len(kept), _MOST))
    return head + np.concatenate((kept_lead, kept[:_MOST])).astype("<u2").tobytes() + _filter(story.telling)


def _lowest(shingles: Hashes, most: int) -> Hashes:
    return shingles if len(shingles) <= most else np.partition(shingles, most)[:most]


def _filter(telling: Telling) -> bytes:
    words, count = len(telling.kinds), telling.probes.shape[1]
    bits = np.zeros(8 * min(MAX_WORD_BYTES, (count * WORD_BITS + 7) // 8), np.bool_)
    places = _places(telling, len(bits))
    bits[places[:OF_WORD, :words]] = True
    bits[places[OF_WORD:, :words][:, ~telling.is_plain]] = True
    bits[places[:, words:]] = True
    return np.packbits(bits).tobytes()


def _places(telling: Telling, among: int) -> NDArray[np.int64]:
    """Give the places in a filter for what a story tells."""
    return (telling.probes * np.uint64(among) >> _HALF).view(np.int64)


def is_from_elsewhere(story: Profile, owner: bytes) -> bool:
    """Tell whether both stories say which town they were sent from, and the owner's is none that the other names."""
    return bool(story.town and owner) and (town := _HEAD.unpack_from(owner)[0]) != 0 and town not in story.near_town


def compare(story: Profile, owner: bytes) -> Likeness:
    """Compare a story with the sketch of another."""
    _, lead, rest, leads, others = _HEAD.unpack_from(owner)
    end = _HEAD.size + 2 * (leads + others)
    kept = np.frombuffer(owner, "<u2", leads + others, _HEAD.size).tolist()
    in_lead = len(story.low.intersection(kept[:leads]))
    further = len(story.low.intersection(kept[leads:]))
    size, mine = lead + rest, len(story.shingles)
    shared = min(in_lead * lead / max(1, leads) + further * rest / max(1, others), size, mine)
    if shared < WORTH_A_LOOK * min(size, mine) and story.notice is None:
        return Likeness(shared, mine, size)
    return _with_words(shared, mine, size, story.telling, owner[end:])


def _with_words(shared: float, size: int, owner_size: int, telling: Telling, packed: bytes) -> Likeness:
    """Count the telling words that an owner lacks."""
    sentences, words = telling.sentences, len(telling.kinds)
    known = _are_known(telling, packed)
    is_new = ~known[:words]
    aside, fresh = _new_sentences(sentences, is_new)
    lacking = (is_new > aside[sentences.of_words]).nonzero()[0].tolist()
    kinds = [telling.kinds[at] for at in lacking]
    headline, lead = bisect_left(lacking, telling.headline), bisect_left(lacking, telling.lead)
    facts = [at for at, kind in zip(lacking, kinds, strict=True) if NUMBER <= kind < NAME]
    facts_in_lead = bisect_left(facts, telling.lead) - bisect_left(facts, telling.headline)
    in_text = sentences.of_firm >= min(1, len(sentences.kinds) - 1)  # behind the headline, where there is more
    facts_set_in, names_set_in = _set_in(telling, known[words:], in_text > aside[sentences.of_firm])
    turned = [at for at, kind in zip(lacking[:headline], kinds, strict=False) if kind in (TURN, DENIED)]
    turns, denied = len(turned), kinds.count(DENIED)
    return Likeness(
        shared, size, owner_size, aside=int(sentences.words @ aside), fresh=fresh,
        in_a_row=_longest_run(lacking[headline:]),
        announced=len(telling.announced.intersection(lacking[:headline])), in_lead=lead - headline,
        facts=len(facts), facts_in_lead=facts_in_lead, facts_set_in=facts_set_in,
        names=kinds.count(NAME), names_set_in=names_set_in,
        turns_in_headline=turns, turns_announced=len(telling.announced.intersection(turned)),
        turns=kinds.count(TURN) + denied - turns, denied=denied, denied_in_lead=kinds[:lead].count(DENIED),
        told=len(kinds),
    )  # fmt: skip


def _longest_run(numbers: list[int]) -> int:
    """Give how many of some rising numbers follow each other without a gap."""
    longest, length, before = 0, 0, -2
    for number in numbers:
        length = length + 1 if number == before + 1 else 1
        longest, before = max(longest, length), number
    return longest


def _new_sentences(sentences: Sentences, is_new: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], int]:
    """Tell which sentences of background and of carriers are new, and how many that tell what has just happened."""
    new = np.bincount(sentences.of_words[is_new], minlength=len(sentences.kinds))
    mostly_new = new >= sentences.mostly
    fresh = mostly_new & (sentences.kinds == FRESH)
    return mostly_new & ~fresh, int(np.count_nonzero(fresh))


def _are_known(telling: Telling, packed: bytes) -> NDArray[np.bool_]:
    """Tell what is in a filter: all that was put in, and little else."""
    if not packed:
        return np.zeros(telling.probes.shape[1], np.bool_)
    bits = np.unpackbits(np.frombuffer(packed, np.uint8)).view(np.bool_)
    are_set = bits[_places(telling, len(bits))]
    are_set[OF_WORD:, : len(telling.kinds)] |= telling.is_plain
    known: NDArray[np.bool_] = np.logical_and.reduce(are_set)
    return known


def _set_in(telling: Telling, known: NDArray[np.bool_], counts: NDArray[np.bool_]) -> tuple[int, int]:
    """Count the facts, of those that count, that stand where the owner has another, and the names."""
    other = counts & (known[: len(counts)] > known[len(counts) :])
    if not other.any():
        return 0, 0
    facts = int(np.count_nonzero(other & telling.is_fact))
    return facts, int(np.count_nonzero(other)) - facts
