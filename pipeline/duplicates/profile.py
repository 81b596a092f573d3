"""The profile of a story: all that it is compared by, made once, before it is judged."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.duplicates.facts import ARTICLE, COMMON, NAME, NUMBER, Facts, facts
from pipeline.duplicates.shingles import Hashes, mixed, shingles, word_hash, word_hashes
from schemas.fingerprint import Fingerprint

SHINGLE_WORDS = 3  # 3-word shingles kept .76 precision at a Jaccard of .5 on real news, before any guard
KEY_WORDS = 5
LEAD_WORDS = 40  # a lede has about 35
MOST_KEYS = 14
IN_LEAD, IN_REST = 10, 20  # shingles in a row of which one is a key
OF_REST = 10  # keys of a long rest, about: more in a row have one
FEW = 36  # shingles of a story that looks up all of them: an excerpt may hold one key of its owner
_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)
_LOWER, _HIGHER = np.uint64(0x7FFFFFFF), np.uint64(0x80000000)
_BEFORE, _AFTER = np.array([0xA0761D6478BD642F, 0xE7037ED1A0B428DB], np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """Words that tell stories apart, common ones left out: each once, in the order in which they are first met.

    `words` are two numbers of 32 bits for each, `kinds` what they are. `headline` of them stand in the headline, those
    `announced` in the text, too; `lead` stand in headline and lead. `frames` are, in the same way, the two words around
    every fact, name and article, wherever it stands, `claims` what stands in the frame, and `is_fact` tells which are.
    """

    words: Hashes
    kinds: bytes
    headline: int
    announced: NDArray[np.bool_]
    lead: int
    frames: Hashes
    claims: Hashes
    is_fact: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A story as it is compared.

    `shingles` are the distinct ones of lede and paragraphs (of the headline where there is nothing else), those of the
    lead first: there are `lead` of them; `low` are their low 16 bits. A story is found by its `keys`, and looks for
    others by `lookups`.
    """

    shingles: Hashes
    low: frozenset[int]
    lead: int
    keys: tuple[int, ...]
    lookups: tuple[int, ...]
    telling: Telling
    notice: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """A story's fingerprint, the profile that it is compared by, and its canonical text."""

    fingerprint: Fingerprint
    profile: Profile
    text: str


def profile(headline: Sequence[str], body: Sequence[str], notice: str | None) -> Profile:
    """Profile a story by the words of its canonical text."""
    hashes = word_hashes((*headline, *body))
    at = len(headline) if body else 0
    runs = shingles(hashes[at:], SHINGLE_WORDS)
    lead, rest = _distinct(runs)
    found = facts((*headline, *body))
    telling = _telling(found, at, hashes)
    keys, lookups = _keys(hashes[at:], found.kinds[at:])
    every = np.concatenate((lead, rest))
    low = frozenset(every.astype(np.uint16).tolist())
    return Profile(every, low, len(lead), keys, lookups, telling, notice)


def _distinct(runs: Hashes) -> tuple[Hashes, Hashes]:
    """Give the distinct shingles that begin in the lead, and the further ones."""
    every, first = np.unique(runs, return_index=True)
    in_lead = first < LEAD_WORDS
    return every[in_lead], every[~in_lead]


def _keys(hashes: Hashes, kinds: NDArray[np.uint8]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the winnowed hashes of longer shingles, 32 bits of each, to keep and to look up.

    Of so many in a row the lowest is kept: an excerpt, wherever it is from, has some of these. A shingle with a fact or
    name in it counts as lower than one without: other stories rarely share it by chance.
    """
    runs = shingles(hashes, KEY_WORDS) >> _HALF
    firm = np.concatenate(([0], np.cumsum(kinds >= NUMBER)))
    has_firm = firm[min(KEY_WORDS, len(kinds)) :] > firm[: len(runs)]
    runs = np.where(has_firm, runs & _LOWER, runs | _HIGHER)
    lead, rest = runs[:LEAD_WORDS], runs[LEAD_WORDS:]
    lowest = _lowest(lead, IN_LEAD) | _lowest(rest, max(IN_REST, 2 * len(rest) // OF_REST))
    kept = tuple(sorted(lowest)[:MOST_KEYS])
    return kept, tuple(runs.tolist()) if len(runs) <= FEW else kept


def _lowest(runs: Hashes, window: int) -> set[int]:
    """Give the lowest of each `window` in a row; of all where there are fewer, none of none."""
    reach, window = 1, min(window, len(runs))
    while reach < window:
        step = min(reach, window - reach)
        runs = np.minimum(runs[:-step], runs[step:])
        reach += step
    return set(runs.tolist())


def _telling(found: Facts, body: int, hashes: Hashes) -> Telling:
    kinds, values = found.kinds, hashes.copy()
    for at, value in found.values.items():
        values[at] = word_hash(value)
    places = np.flatnonzero((kinds < COMMON) | (kinds >= NUMBER))
    places = np.sort(places[np.unique(values[places], return_index=True)[1]])
    headline = int(places.searchsorted(body))
    firm = np.flatnonzero(kinds >= ARTICLE)
    frames = _frames(hashes, found, firm)
    hashed = mixed(np.concatenate((values[places], frames, frames * _BEFORE + values[firm])))
    words, frames, claims = np.split(hashed, (len(places), len(places) + len(firm)))
    return Telling(
        words=_halves(words),
        kinds=kinds[places].tobytes(),
        headline=headline,
        announced=np.isin(values[places[:headline]], values[body:]),
        lead=int(places.searchsorted(body + LEAD_WORDS)),
        frames=_halves(frames),
        claims=_halves(claims),
        is_fact=kinds[firm] < NAME,
    )


def _halves(hashes: Hashes) -> Hashes:
    return np.stack((hashes & _LOW, hashes >> _HALF))


def _frames(hashes: Hashes, found: Facts, firm: NDArray[np.int64]) -> Hashes:
    """Give the two words around each fact and name, any of these among them being as another.

    «۳ بر ۱» is as «۲ بر ۰».
    """
    around = np.zeros(len(hashes) + 2, np.uint64)  # nothing stands before the first word and behind the last
    around[1:-1] = np.where(found.kinds >= ARTICLE, np.uint64(1), hashes)
    frames: Hashes = around[firm] * _BEFORE + around[firm + found.lengths[firm] + 1] * _AFTER
    return frames
