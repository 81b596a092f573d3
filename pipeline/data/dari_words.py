"""Learn how much words speak for Dari rather than for Persian as Iran writes it: odds, held against our wire."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from math import log, sqrt

from pipeline.data.language_sources import Sources
from pipeline.steps.language_weights import letters, words_in_arabic_script

TENTHS = 10
PIECE_WORDS = 25  # as long as a sentence of NTREX
SMOOTHING = 2.0  # times that each word is taken to have been seen in either
SURE = 1.0  # standard errors that the odds must be away from even
LEARNED_SHARE = 0.5  # of the learned odds: translators have habits
MOST, MOST_LEARNED = 3.0, 1.5
ENOUGH = 1.3  # less takes headlines in Persian for Dari, more misses news in Dari
CUE_TIMES = 10.0  # times that a cue is taken to have been seen in Dari
# What depends on typing or is too common to tell, and what only says that a story is about Afghanistan.
NO_EVIDENCE = re.compile(
    "ن?می.*|ها|های|هایی|هایش|وی|ای|اند|ام|اش|شان|است|گان|تر|ترین|ایم|اید|.|افغانستان|افغان|افغانها|طالبان|کابل|امارت"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """In how many pieces each word was seen, of how many."""

    times: Counter[str]
    pieces: int


def count(texts: Iterable[str], whole: bool = False) -> Seen:
    """Count words by pieces of texts, or by whole texts."""
    pieces = [dict.fromkeys(words) for text in texts for words in ([_words(text)] if whole else _cut(_words(text)))]
    return Seen(Counter(chain.from_iterable(pieces)), len(pieces))


def _words(text: str) -> list[str]:
    return words_in_arabic_script(letters(text))


def _cut(words: list[str]) -> Iterator[list[str]]:
    return (words[at : at + PIECE_WORDS] for at in range(0, len(words), PIECE_WORDS))


class Odds:
    """The odds of words, from the same sentences in both, and from texts of each."""

    def __init__(self, sources: Sources) -> None:
        self._prs, self._fas = count(sources.prs, whole=True), count(sources.fas, whole=True)
        self._dari = count(text.text for text in sources.own if text.language == "prs")
        self._persian = count([*sources.persian, *(text.text for text in sources.own if text.language == "fa")])
        self._for, self._against = (frozenset(sources.cues[language]) for language in ("prs", "fa"))
        names = {word for name in sources.names for word in _words(name)}
        common = {word for word, _ in self._persian.times.most_common(60)}
        self._no_evidence = (names | common) - self._for - self._against
        self._base = log((self._fas.pieces + self._persian.pieces) / (self._prs.pieces + self._dari.pieces))

    def all(self) -> Iterator[tuple[str, float]]:
        """Give every word that tells something, with its odds."""
        seen = (self._prs.times, self._fas.times, self._dari.times, self._for, self._against)
        for word in sorted(set(chain.from_iterable(seen)) - self._no_evidence):
            if not NO_EVIDENCE.fullmatch(word) or word in self._for | self._against:
                yield word, self._of(word)

    def _of(self, word: str) -> float:
        prs, fas = self._prs.times[word], self._fas.times[word]
        in_dari, in_persian = prs + self._dari.times[word], fas + self._persian.times[word]
        if word in self._for:
            return max(0.0, min(MOST, log((in_dari + CUE_TIMES) / (in_persian + 0.5))))
        if word in self._against:
            return -2.0 if prs <= fas / 3 else 0.0
        odds = log((prs + SMOOTHING) / (fas + SMOOTHING))
        overall = log((in_dari + SMOOTHING) / (in_persian + SMOOTHING)) + self._base
        if self._dari.times[word] >= 2 and odds >= 0 and (odds == 0 or not _is_sure(prs, fas)):
            return 0.7 * max(0.0, min(overall, MOST_LEARNED))
        if not _is_sure(prs, fas):
            return 0.0
        if odds < 0:
            return 0.8 * LEARNED_SHARE * max(odds, -MOST_LEARNED)
        return LEARNED_SHARE * max(0.0, min(odds, overall, MOST_LEARNED))


def _is_sure(prs: int, fas: int) -> bool:
    return abs(log((prs + 0.5) / (fas + 0.5))) >= SURE * sqrt(1 / (prs + 0.5) + 1 / (fas + 0.5))


def dari_words(sources: Sources) -> list[str]:
    """Give the lines of `dari_words.tsv`: what is enough, words with their odds, in tenths."""
    weighed = [(word, round(odds * TENTHS)) for word, odds in Odds(sources).all()]
    return [f"enough\t{ENOUGH * TENTHS:.0f}"] + [f"{word}\t{tenths}" for word, tenths in weighed if abs(tenths) > 1]
