"""Shingles: runs of words as numbers, the same on every machine, in every run and release."""

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

type Hashes = NDArray[np.uint64]
type Places = NDArray[np.int64]

# Odd 64-bit constants: those of the place of a word in its run, and of the finishing mix (splitmix64, public domain).
_OF_PLACE = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x2545F4914F6CDD1D], np.uint64
)
_MIX = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SHIFT = np.uint64(30), np.uint64(27), np.uint64(31)


def word_hash(word: str) -> int:
    """Give the number of a word, of 33 bits and not 0."""
    return crc32(word.encode("utf-8", "surrogatepass")) + 1


def shingles(hashes: Hashes, length: int) -> Hashes:
    """Give the hash of each run of `length` words, in order; of the whole where there are fewer, none of no words."""
    length = min(length, len(hashes))
    return _OF_PLACE[:length] @ windows(hashes, length) if length else hashes


def windows[Number: np.generic](values: NDArray[Number], length: int) -> NDArray[Number]:
    """Give each run of so many numbers in a row as a column; they share memory with the numbers."""
    values = np.ascontiguousarray(values)
    shape = length, len(values) - length + 1
    return np.ndarray(shape, values.dtype, values, 0, (values.itemsize, values.itemsize))


def distinct(values: Hashes) -> tuple[Hashes, Places, Places]:
    """Give the distinct ones of some numbers, rising, and where each stands first and last."""
    order = values.argsort(kind="stable")
    ordered = values[order]
    begins = np.ones(len(values) + 1, np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:-1])
    return ordered[begins[:-1]], order[begins[:-1]], order[begins[1:]]


def mixed(values: Hashes) -> Hashes:
    """Spread numbers over all 64 bits, so that any of these may be taken."""
    values = (values ^ (values >> _SHIFT[0])) * _MIX[0]
    values = (values ^ (values >> _SHIFT[1])) * _MIX[1]
    return values ^ (values >> _SHIFT[2])
