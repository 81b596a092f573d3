"""Look-up of phrases by walking from word to word; between two words a blank, ZWNJ and nothing are the same."""

import re
from collections.abc import Iterable
from itertools import accumulate

from pipeline.steps.invisible import ZWNJ
from pipeline.steps.words import fold

MAX_PHRASE_WORDS = 10
_PIECE = re.compile(rf"[^\s{ZWNJ}،]+|،")


class Phrases[Value]:
    """Phrases with a value each. The first to claim a form keeps it."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], Value]]) -> None:
        """Take phrases as the keys of their words (`phrase_keys`)."""
        self._values: dict[str, Value] = {}
        self._cuts: dict[str, frozenset[int]] = {}  # letters after which a word of the phrase ends
        self._begun: set[str] = set()
        for keys, value in entries:
            begun = list(accumulate(keys))
            self._begun.update(begun)
            self._values.setdefault(begun[-1], value)
            self._cuts[begun[-1]] = self._cuts.get(begun[-1], frozenset()) | frozenset(map(len, begun))

    def find(self, keys: tuple[str, ...]) -> list[tuple[int, int, Value]]:
        """List what stands in a text, from left to right, the longest at each place, with first and end word."""
        found, free_from = [], 0
        for at, key in enumerate(keys):
            if key in self._begun and at >= free_from:
                hit = self._longest(keys, at)
                if hit is not None:
                    free_from = hit[0]
                    found.append((at, *hit))
        return found

    def _longest(self, keys: tuple[str, ...], at: int) -> tuple[int, Value] | None:
        found, begun, cuts = None, "", []
        for end, key in enumerate(keys[at : at + MAX_PHRASE_WORDS], at + 1):
            begun += key
            cuts.append(len(begun))
            if not key or begun not in self._begun:  # a stray ZWNJ has an empty key
                return found
            # A blank must not stand inside a word: «به شهر» is not بهشهر.
            if begun in self._values and self._cuts[begun].issuperset(cuts):
                found = end, self._values[begun]
        return found


def phrase_keys(phrase: str) -> tuple[str, ...]:
    """Give the keys of a phrase's words, cut at ZWNJ too; a comma is a word of its own, as in running text."""
    return tuple(map(fold, _PIECE.findall(phrase)))
