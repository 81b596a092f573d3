"""The profile of a story: all that it is compared by, made once, before it is judged."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pipeline.duplicates.facts import ARTICLE, COMMON, NAME, NUMBER, PLACE, Facts, facts
from pipeline.duplicates.sentences import PLAIN, kinds_of
from pipeline.duplicates.shingles import Hashes, mixed, shingles, word_hash, word_hashes
from pipeline.steps.canonical import Canonical
from schemas.fingerprint import Fingerprint

SHINGLE_WORDS = 3  # 3-word shingles kept .76 precision at a Jaccard of .5 on real news, before any guard
KEY_WORDS = 5
LEAD_WORDS = 40  # a lede has about 35
MOST_KEYS = 14
IN_LEAD, IN_REST = 10, 20  # shingles in a row of which one is a key
OF_REST = 10  # keys of a long rest, about: more in a row have one
EXCERPT = 100  # shingles of a story that looks up more of them than its keys: it may hold one key of its owner
FEW = 36  # shingles in a row of one of which
# By the kind of a sentence: how many of its telling words the owner lacks, and which share of them, where it is new.
_LEAST_NEW, _MOSTLY_NEW = np.array([(math.inf, 2, 3, 1), (1.0, 0.34, 0.5, 0.34)])
_DAYS = frozenset(("امروز", "فردا", "امشب", "دیروز", "دیشب"))
_SIXTEEN_BITS = 0xFFFF
_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)
PROBES = 4
_NTH = np.arange(PROBES, dtype=np.uint64)[:, None]
_LOWER, _HIGHER = np.uint64(0x7FFFFFFF), np.uint64(0x80000000)
_BEFORE, _AFTER = np.array([0xA0761D6478BD642F, 0xE7037ED1A0B428DB], np.uint64)


type Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """The sentences of a story, its headline the first: their kinds, and how many words they have.

    A sentence is new to an owner that lacks `mostly` of its telling words, so many or more. `of_words` and `of_firm`
    number the sentences in which telling words, and facts, stand.
    """

    kinds: NDArray[np.uint8]
    words: Numbers
    mostly: NDArray[np.float64]
    of_words: Numbers
    of_firm: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """Words that tell stories apart, common ones left out: each once, in the order in which they are first met.

    `kinds` says what they are, `is_plain` which are no facts or names. `headline` of them stand in the headline, those
    `announced` in the text, too; `lead` stand in headline and lead. `probes` are four rows of numbers of 32 bits: for
    these words, then for the two words around every fact, name and article, wherever it stands, then for these with
    what stands in them; `is_fact` tells which are facts.
    """

    probes: Hashes
    kinds: bytes
    is_plain: NDArray[np.bool_]
    headline: int
    announced: NDArray[np.bool_]
    lead: int
    is_fact: NDArray[np.bool_]
    sentences: Sentences


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A story as it is compared.

    `shingles` are the distinct ones of lede and paragraphs (of the headline where there is nothing else), those of the
    lead first: there are `lead` of them; `low` are their low 16 bits. A story is found by its `keys`, and looks for
    others by `lookups`. It `names_a_day` by where it stands to the day that it is told on, and was
    sent from a `town`, 16 bits of its hash, 0 where that is not told; what else it may be called is `near_town`.
    """

    shingles: Hashes
    low: frozenset[int]
    lead: int
    keys: tuple[int, ...]
    lookups: tuple[int, ...]
    telling: Telling
    notice: str | None
    names_a_day: bool
    town: int
    near_town: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """A story's fingerprint, the profile that it is compared by, and its canonical text."""

    fingerprint: Fingerprint
    profile: Profile
    text: str


def profile(story: Canonical, notice: str | None, town: str | None = None) -> Profile:
    """Profile a story by the words of its canonical text."""
    headline, body, ends = story.headline, story.body, story.ends
    words = (*headline, *body)
    hashes = word_hashes(words)
    at = len(headline) if body else 0
    runs = shingles(hashes[at:], SHINGLE_WORDS)
    lead, rest = _distinct(runs)
    found = facts(words)
    bounds = np.array((0, len(headline), *(len(headline) + end for end in ends)))
    kinds = np.array((PLAIN, *kinds_of(body, found.kinds[at:], ends)), np.uint8)
    telling = _telling(found, at, hashes, kinds, bounds)
    keys, lookups = winnowed(hashes[at:], found.kinds[at:])
    every = np.concatenate((lead, rest))
    low = frozenset(every.astype(np.uint16).tolist())
    names_a_day = not _DAYS.isdisjoint(body) or not _DAYS.isdisjoint(headline)
    return Profile(
        every, low, len(lead), keys, lookups, telling, notice, names_a_day, _town(town), _near_town(words, found, town)
    )


def _town(name: str | None) -> int:
    return crc32(name.encode()) % _SIXTEEN_BITS + 1 if name else 0


def _near_town(words: Sequence[str], found: Facts, town: str | None) -> frozenset[int]:
    """Give what may be the town by another name, its province or a suburb: any name, of a word or two, in the text."""
    if town is None:
        return frozenset()
    at = np.flatnonzero(found.kinds >= PLACE).tolist()
    names = (*(words[one] for one in at), *("".join(words[one : one + 2]) for one in at))
    return frozenset(map(_town, (town, *names, *("".join(words[max(one - 1, 0) : one + 1]) for one in at))))


def _distinct(runs: Hashes) -> tuple[Hashes, Hashes]:
    """Give the distinct shingles that begin in the lead, and the further ones."""
    every, first = np.unique(runs, return_index=True)
    in_lead = first < LEAD_WORDS
    return every[in_lead], every[~in_lead]


def winnowed(hashes: Hashes, kinds: NDArray[np.uint8]) -> tuple[tuple[int, ...], tuple[int, ...]]:
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
    return kept, tuple(_lowest(runs, 1 + len(runs) // FEW)) if len(runs) <= EXCERPT else kept


def _lowest(runs: Hashes, window: int) -> set[int]:
    """Give the lowest of each `window` in a row; of all where there are fewer, none of none."""
    reach, window = 1, min(window, len(runs))
    while reach < window:
        step = min(reach, window - reach)
        runs = np.minimum(runs[:-step], runs[step:])
        reach += step
    return set(runs.tolist())


def _telling(found: Facts, body: int, hashes: Hashes, sentence_kinds: NDArray[np.uint8], bounds: Numbers) -> Telling:
    kinds, values = found.kinds, hashes.copy()
    for at, value in found.values.items():
        values[at] = word_hash(value)
    every = np.flatnonzero((kinds < COMMON) | (kinds >= NUMBER))
    places = np.sort(every[np.unique(values[every], return_index=True)[1]])
    headline = int(places.searchsorted(body))
    firm = np.flatnonzero(kinds >= ARTICLE)
    frames = _frames(hashes, found, firm)
    hashed = mixed(np.concatenate((values[places], frames, frames * _BEFORE + values[firm])))
    return Telling(
        probes=_probes(hashed),
        kinds=kinds[places].tobytes(),
        is_plain=kinds[places] < COMMON,
        headline=headline,
        announced=_told(values, places[:headline], body),
        lead=int(places.searchsorted(body + LEAD_WORDS)),
        is_fact=kinds[firm] < NAME,
        sentences=Sentences(
            kinds=sentence_kinds,
            words=np.diff(bounds),
            mostly=_mostly(sentence_kinds, np.diff(every.searchsorted(bounds))),
            of_words=bounds[1:].searchsorted(places, "right"),
            of_firm=bounds[1:].searchsorted(firm, "right"),
        ),
    )


def _mostly(kinds: NDArray[np.uint8], telling: Numbers) -> NDArray[np.float64]:
    least: NDArray[np.float64] = np.maximum(_LEAST_NEW[kinds], _MOSTLY_NEW[kinds] * telling)
    return least


def _told(values: Hashes, places: Numbers, body: int) -> NDArray[np.bool_]:
    """Tell which words of the headline the body has, too."""
    told = frozenset(values[body:].tolist())
    return np.fromiter(map(told.__contains__, values[places].tolist()), np.bool_, len(places))


def _probes(hashes: Hashes) -> Hashes:
    """Give PROBES numbers of 32 bits for each: double hashing."""
    return ((hashes & _LOW) + _NTH * (hashes >> _HALF)) & _LOW


def _frames(hashes: Hashes, found: Facts, firm: NDArray[np.int64]) -> Hashes:
    """Give the two words around each fact and name, any of these among them being as another.

    «۳ بر ۱» is as «۲ بر ۰».
    """
    around = np.zeros(len(hashes) + 2, np.uint64)  # nothing stands before the first word and behind the last
    around[1:-1] = np.where(found.kinds >= ARTICLE, np.uint64(1), hashes)
    frames: Hashes = around[firm] * _BEFORE + around[firm + found.lengths[firm] + 1] * _AFTER
    return frames
