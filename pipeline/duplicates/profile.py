"""The profile of a story: all that it is compared by, made once, before it is judged."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pipeline.duplicates.facts import ARTICLE, COMMON, NAME, NUMBER, PLACE, Facts, facts
from pipeline.duplicates.notices import UP_TO_DATE, notice_of
from pipeline.duplicates.sentences import PLAIN, kinds_of
from pipeline.duplicates.shingles import Hashes, Places, distinct, mixed, shingles, windows, word_hash
from pipeline.duplicates.vocabulary import look_up
from pipeline.steps.canonical import Canonical
from schemas.fingerprint import Fingerprint

SHINGLE_WORDS = 3  # 3-word shingles kept .76 precision at a Jaccard of .5 on real news, before any guard
KEY_WORDS = 5
LEAD_WORDS = 40  # a lede has about 35
MOST_KEYS = 14
IN_LEAD, IN_REST = 10, 20  # shingles in a row of which one is a key
OF_REST = 10  # keys of a long rest, about: more in a row have one
EXCERPT = 100  # shingles of a story that looks up more of them than its keys: it may hold one key of its owner
FEW = 12  # shingles in a row of one of which, at most nine: none of a lead's keys is stepped over
# By the kind of a sentence: how many of its telling words the owner lacks, and which share of them, where it is new.
_LEAST_NEW, _MOSTLY_NEW = np.array([(math.inf, 2, 3, 1), (1.0, 0.34, 0.5, 0.34)])
_SIXTEEN_BITS = 0xFFFF
_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)
PROBES = 4
_NTH = np.arange(PROBES, dtype=np.uint64)[:, None]
_LOWER, _HIGHER = np.uint64(0x7FFFFFFF), np.uint64(0x80000000)
_BEFORE, _AFTER = np.array([0xA0761D6478BD642F, 0xE7037ED1A0B428DB], np.uint64)
_TELLS = np.array([not COMMON <= kind < NUMBER for kind in range(NAME + 1)])  # by the kind of a word


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """The sentences of a story, its headline the first: their kinds, and how many words they have.

    A sentence is new to an owner that lacks `mostly` of its telling words, so many or more. `of_words` and `of_firm`
    number the sentences in which telling words, and facts, stand.
    """

    kinds: NDArray[np.uint8]
    words: Places
    mostly: NDArray[np.float64]
    of_words: Places
    of_firm: Places


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """Words that tell stories apart, common ones left out: each once, in the order in which they are first met.

    `kinds` says what they are, `is_plain` which are no facts or names. `headline` of them stand in the headline, of
    which the text has those that are `announced`, by their places; `lead` stand in headline and lead. `probes` are four
    rows of numbers of 32 bits: for these words, then for the two words around every fact, name and article, wherever it
    stands, then for these with what stands in them; `is_fact` tells which are facts.
    """

    probes: Hashes
    kinds: bytes
    is_plain: NDArray[np.bool_]
    headline: int
    announced: frozenset[int]
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


def profile(story: Canonical, *, notice: str | None = None, town: str | None = None) -> Profile:
    """Profile a story by the words of its canonical text, which may say that it is a notice, too."""
    headline, body = story.headline, story.body
    words = (*headline, *body)
    known, at = look_up(words), len(headline) if body else 0
    found = facts(words, known.kinds)
    bounds = np.array((0, *(len(headline) + end for end in (0, *story.ends))))
    cues = [cue - at for cue in known.cues if cue >= at]
    kinds = np.array((PLAIN, *kinds_of(body, found.kinds[at:], cues, story.ends)), np.uint8)
    telling = _telling(found, at, known.hashes, kinds, bounds)
    hashes = known.hashes[at:]
    keys, lookups = winnowed(hashes, found.kinds[at:])
    every, first, _ = distinct(shingles(hashes, SHINGLE_WORDS))
    in_lead = first < LEAD_WORDS
    runs = np.concatenate((every[in_lead], every[~in_lead]))
    low = frozenset(every.astype(np.uint16).tolist())
    if notice is None and (known.may_notify or UP_TO_DATE in headline):
        notice = notice_of(" ".join(headline), " ".join(body))
    return Profile(
        runs, low, int(np.count_nonzero(in_lead)), keys, lookups, telling, notice, known.names_a_day,
        _town(town), _near_town(words, found, town),
    )  # fmt: skip


def _town(name: str | None) -> int:
    return crc32(name.encode()) % _SIXTEEN_BITS + 1 if name else 0


def _near_town(words: Sequence[str], found: Facts, town: str | None) -> frozenset[int]:
    """Give what may be the town by another name, its province or a suburb: any name, of a word or two, in the text."""
    if town is None:
        return frozenset()
    at = np.flatnonzero(found.kinds >= PLACE).tolist()
    names = (*(words[one] for one in at), *("".join(words[one : one + 2]) for one in at))
    return frozenset(map(_town, (town, *names, *("".join(words[max(one - 1, 0) : one + 1]) for one in at))))


def winnowed(hashes: Hashes, kinds: NDArray[np.uint8]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the winnowed hashes of longer shingles, 32 bits of each, to keep and to look up.

    Of so many in a row the lowest is kept: an excerpt, wherever it is from, has some of these. A shingle with a fact or
    name in it counts as lower than one without: other stories rarely share it by chance.
    """
    runs = shingles(hashes, KEY_WORDS) >> _HALF
    if not len(runs):
        return (), ()
    has_firm = np.logical_or.reduce(windows(kinds >= NUMBER, len(kinds) - len(runs) + 1))
    runs = np.where(has_firm, runs & _LOWER, runs | _HIGHER)
    lead, rest = runs[:LEAD_WORDS], runs[LEAD_WORDS:]
    lowest = _lowest(lead, IN_LEAD) | _lowest(rest, max(IN_REST, 2 * len(rest) // OF_REST))
    kept = tuple(sorted(lowest)[:MOST_KEYS])
    return kept, tuple(_lowest(runs, 1 + len(runs) // FEW)) if len(runs) <= EXCERPT else kept


def _lowest(runs: Hashes, window: int) -> set[int]:
    """Give the lowest of each `window` in a row; of all where there are fewer, none of none."""
    if not len(runs):
        return set()
    lowest = np.minimum.reduce(windows(runs, min(window, len(runs))))
    changed = lowest[1:] != lowest[:-1]  # the lowest of one is mostly that of the next, too
    return {int(lowest[0]), *lowest[1:][changed].tolist()}


def _telling(found: Facts, body: int, hashes: Hashes, sentence_kinds: NDArray[np.uint8], bounds: Places) -> Telling:
    kinds, values = found.kinds, hashes.copy()
    for at, value in found.values.items():
        values[at] = word_hash(value)
    every = _TELLS[kinds].nonzero()[0]
    _, first, last = distinct(values[every])
    order = first.argsort()
    places = every[first[order]]
    headline = int(places.searchsorted(body))
    firm = (kinds >= ARTICLE).nonzero()[0]
    frames = _frames(hashes, found, firm)
    hashed = mixed(np.concatenate((values[places], frames, frames * _BEFORE + values[firm])))
    of_telling = every.searchsorted(bounds)
    return Telling(
        probes=_probes(hashed),
        kinds=kinds[places].tobytes(),
        is_plain=kinds[places] < COMMON,
        headline=headline,
        announced=frozenset((every[last[order[:headline]]] >= body).nonzero()[0].tolist()),
        lead=int(places.searchsorted(body + LEAD_WORDS)),
        is_fact=kinds[firm] < NAME,
        sentences=Sentences(
            kinds=sentence_kinds,
            words=bounds[1:] - bounds[:-1],
            mostly=_mostly(sentence_kinds, of_telling[1:] - of_telling[:-1]),
            of_words=bounds[1:].searchsorted(places, "right"),
            of_firm=bounds[1:].searchsorted(firm, "right"),
        ),
    )


def _mostly(kinds: NDArray[np.uint8], telling: Places) -> NDArray[np.float64]:
    least: NDArray[np.float64] = np.maximum(_LEAST_NEW[kinds], _MOSTLY_NEW[kinds] * telling)
    return least


def _probes(hashes: Hashes) -> Hashes:
    """Give PROBES numbers of 32 bits for each: double hashing."""
    return ((hashes & _LOW) + _NTH * (hashes >> _HALF)) & _LOW


def _frames(hashes: Hashes, found: Facts, firm: Places) -> Hashes:
    """Give the two words around each fact and name, any of these among them being as another.

    «۳ بر ۱» is as «۲ بر ۰».
    """
    around = np.zeros(len(hashes) + 2, np.uint64)  # nothing stands before the first word and behind the last
    around[1:-1] = np.where(found.kinds >= ARTICLE, np.uint64(1), hashes)
    frames: Hashes = around[firm] * _BEFORE + around[firm + found.lengths[firm] + 1] * _AFTER
    return frames
