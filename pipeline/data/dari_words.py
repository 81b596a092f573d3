"""Learn how much words and pairs of words speak for Dari rather than for Persian as Iran writes it.

It is a logistic regression on short pieces in both, whose weights are drawn to what the lists of cues say of a word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline.data.language_sources import Sources
from pipeline.steps.language_weights import letters, words_in_arabic_script

TENTHS = 10
PIECE_WORDS = 25  # as long as a sentence of NTREX
SEEN = 3  # pieces in which a word or a pair must be, if no list has it
COMMON = 100  # words of the most pieces that are no evidence: texts differ in them by chance
ENOUGH = 0.8  # less takes more than one sentence of NTREX in a hundred for Dari, more misses news in Dari
# How much a kind of source counts. NTREX has the same sentences in both: what differs is the language, not the subject.
SHARES = {"ntrex": 2.0, "own": 1.0, "wire": 1.0}


@dataclass(frozen=True, slots=True)
class Prior:
    """What a word weighs before anything is learned, how far learning is let go from there, and its bounds."""

    weight: float
    spread: float
    bounds: tuple[float, float]


CUES = {
    "prs": Prior(2.0, 1.0, (0.0, 3.0)),
    "prs-leaning": Prior(0.4, 0.4, (0.0, 1.5)),
    "prs-places": Prior(0.4, 0.1, (0.0, 0.6)),
    "fa": Prior(-0.5, 0.5, (-2.5, 0.0)),
    "fa-leaning": Prior(-0.5, 0.4, (-2.0, 0.0)),
}
OTHER_WORD = Prior(0.0, 0.35, (-1.5, 1.5))
OTHER_PAIR = Prior(0.0, 0.25, (-1.0, 1.0))
START = Prior(-1.0, 2.0, (-9.0, 9.0))
# What depends on typing or is too common to tell.
NO_EVIDENCE = re.compile("ن?می.*|ها|های|هایی|هایش|وی|ای|اند|ام|اش|شان|است|گان|تر|ترین|ایم|اید|.")

Pieces = dict[tuple[str, str], list[list[str]]]  # by language and kind of source, cut into words


def pieces_of(sources: Sources) -> Pieces:
    """Cut the sources into pieces of a sentence and of a headline, and whole stories."""
    own = {language: [text.text for text in sources.own if text.language == language] for language in ("fa", "prs")}
    return {
        ("prs", "ntrex"): [_words(text) for text in sources.prs],
        ("fa", "ntrex"): [_words(text) for text in sources.fas],
        ("prs", "own"): list(_cut(own["prs"])),
        ("fa", "own"): list(_cut(own["fa"])),
        ("fa", "wire"): [*map(_words, sources.headlines), *_cut(sources.persian)],
    }


def _words(text: str) -> list[str]:
    return words_in_arabic_script(letters(text))


def _with_pairs(words: list[str]) -> set[str]:
    return {*words, *map(" ".join, pairwise(words))}


def _cut(texts: Iterable[str]) -> Iterator[list[str]]:
    for words in map(_words, texts):
        yield from (words[at : at + PIECE_WORDS] for at in range(0, len(words), PIECE_WORDS))


def priors(sources: Sources) -> dict[str, Prior]:
    """Give what the lists say of words and pairs; a word of two lists has the first one's."""
    return {cue: prior for row, prior in reversed(CUES.items()) for cue in listed(sources, row)}


def listed(sources: Sources, row: str) -> list[str]:
    """Give the words and pairs of a list; "_" stands there between the words of a pair."""
    return [cue.replace("_", " ") for cue in sources.cues[row]]


def learn(sources: Sources) -> tuple[list[str], np.ndarray, float]:
    """Fit weights. Gives words and pairs, their weights and where a text starts."""
    labelled = [(key, _with_pairs(words)) for key, pieces in pieces_of(sources).items() for words in pieces]
    of_lists = priors(sources)
    seen = Counter(chain.from_iterable(found for _, found in labelled))
    no_evidence = {word for name in sources.names for word in _words(name)} - set(of_lists)
    no_evidence |= {word for word, _ in seen.most_common(COMMON)} - set(of_lists)
    learned = {found for found, times in seen.items() if times >= SEEN and _tells(found, no_evidence)}
    known = sorted(learned | set(of_lists))
    fitted = _fitted(
        _matrix([found for _, found in labelled], known),
        np.array([1.0 if language == "prs" else -1.0 for (language, _), _ in labelled]),
        _balanced([key for key, _ in labelled]),
        [of_lists.get(found, OTHER_PAIR if " " in found else OTHER_WORD) for found in known] + [START],
    )
    return known, fitted[:-1], float(fitted[-1])


def _tells(found: str, no_evidence: set[str]) -> bool:
    words = found.split()
    return no_evidence.isdisjoint(words) and (len(words) > 1 or not NO_EVIDENCE.fullmatch(found))


def _balanced(keys: list[tuple[str, str]]) -> np.ndarray:
    """Give each piece a weight: both languages count the same, and of one its kinds of sources as `SHARES` says."""
    pieces, totals = Counter(keys), Counter[str]()
    for language, kind in pieces:
        totals[language] += SHARES[kind]
    return np.array([len(keys) / 2 * SHARES[key[1]] / pieces[key] / totals[key[0]] for key in keys])


def _matrix(pieces: list[set[str]], known: list[str]) -> csr_matrix:
    place = {found: at for at, found in enumerate(known)}
    cells = [(row, place[found]) for row, piece in enumerate(pieces) for found in sorted(piece) if found in place]
    rows, columns = np.array(cells).T
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(pieces), len(known)))


def _fitted(matrix: csr_matrix, answers: np.ndarray, weights: np.ndarray, priors: list[Prior]) -> np.ndarray:
    middle = np.array([prior.weight for prior in priors])
    spread = np.array([prior.spread for prior in priors])

    def loss(points: np.ndarray) -> tuple[float, np.ndarray]:
        margins, away = answers * (matrix @ points[:-1] + points[-1]), (points - middle) / spread
        missed = -answers * weights / (1 + np.exp(margins))
        slope = np.append(matrix.T @ missed, missed.sum()) + away / spread
        return float(weights @ np.logaddexp(0, -margins) + away @ away / 2), slope

    bounds = [prior.bounds for prior in priors]
    return minimize(loss, middle, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300}).x


def dari_words(sources: Sources) -> list[str]:
    """Give the lines of `dari_words.tsv`: what is enough, then words and pairs with their weights, in tenths."""
    known, weights, start = learn(sources)
    places = frozenset(listed(sources, "prs-places"))
    tenths = np.rint(weights * TENTHS).astype(int)
    return [f"enough\t{round((ENOUGH - start) * TENTHS)}\t-"] + [
        f"{found}\t{points}\t{'pair' if ' ' in found else 'place' if found in places else 'word'}"
        for found, points in zip(known, tenths, strict=True)
        if abs(points) > 1
    ]
