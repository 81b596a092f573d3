"""Shingles: runs of words as numbers, the same on every machine, in every run and release."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

MAX_KEPT_WORDS = 1 << 15

type Hashes = NDArray[np.uint64]

# Odd 64-bit constants: those of the place of a word in its run, and of the finishing mix (splitmix64, public domain).
_OF_PLACE = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x2545F4914F6CDD1D], np.uint64
)
_MIX = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SHIFT = np.uint64(30), np.uint64(27), np.uint64(31)


class _Words(dict[str, int]):
    """The hashes of words that were met; most words of a text were."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MAX_KEPT_WORDS:
            self.clear()
        value = self[word] = crc32(word.encode("utf-8", "surrogatepass")) + 1
        return value


_WORDS = _Words()


def word_hash(word: str) -> int:
    """Give the number of a word, of 33 bits and not 0."""
    return _WORDS[word]


def word_hashes(words: Sequence[str]) -> Hashes:
    """Give a number for each word, in order; none is 0."""
    return np.fromiter(map(_WORDS.__getitem__, words), np.uint64, len(words))


def shingles(hashes: Hashes, length: int) -> Hashes:
    """Give the hash of each run of `length` words, in order; of the whole where there are fewer, none of no words."""
    runs = max(1, len(hashes) - length + 1) if len(hashes) else 0
    total = np.zeros(runs, np.uint64)
    for place in range(min(length, len(hashes))):
        total += hashes[place : place + runs] * _OF_PLACE[place]
    return total


def mixed(values: Hashes) -> Hashes:
    """Spread numbers over all 64 bits, so that any of these may be taken."""
    values = (values ^ (values >> _SHIFT[0])) * _MIX[0]
    values = (values ^ (values >> _SHIFT[1])) * _MIX[1]
    return values ^ (values >> _SHIFT[2])
