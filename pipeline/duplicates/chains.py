"""Chains: which stories have a key, newest first, in a fixed number of bytes a story."""

from collections.abc import Iterable, Sequence
from itertools import chain
from mmap import mmap
from struct import calcsize
from typing import Literal

import numpy as np
from numpy.typing import NDArray

_CHECK_SHIFT = 16  # of a 32-bit key, the bits that are kept with it


class Chains:
    """A hash table from 32-bit keys to the numbers of the last `most` stories; the numbers count up.

    Each of a story's keys, `width` at most, takes 6 bytes, each bucket 4; memory that was never written costs nothing.
    Nothing is taken out: a chain leads from newer to older stories, and a search ends where they are too old, or after
    so many hops; a link to a story that was overwritten leads into the chain of another key.
    """

    def __init__(self, most: int, width: int) -> None:
        self._most, self._width = most, width
        buckets = 1 << max(8, (most * width).bit_length() - 2)
        self._mask = buckets - 1
        self._heads = _numbers("I", buckets)
        self._links = _numbers("I", most * width)
        self._checks = _numbers("H", most * width)

    def add(self, number: int, keys: Iterable[int]) -> None:
        """Put a story, newer than all before it, under its keys."""
        heads, links, checks, mask = self._heads, self._links, self._checks, self._mask
        for at, key in enumerate(keys, number % self._most * self._width):
            links[at] = heads[key & mask]
            checks[at] = key >> _CHECK_SHIFT
            heads[key & mask] = at + 1

    def extend(self, number: int, stories: Sequence[Sequence[int]]) -> None:
        """Put stories, at most `most`, under their keys, from this number on: as `add` does, in a third of the time."""
        if not stories:
            return
        counts = np.fromiter(map(len, stories), np.int64, len(stories))
        keys = np.fromiter(chain.from_iterable(stories), np.uint32, counts.sum())
        behind = np.arange(number, number + len(stories)) % self._most * self._width - (counts.cumsum() - counts)
        at = (np.arange(len(keys)) + behind.repeat(counts)).astype(np.int64)
        np.frombuffer(self._checks, np.uint16)[at] = keys >> _CHECK_SHIFT
        buckets = keys & np.uint32(self._mask)
        order = np.argsort(buckets, kind="stable")
        self._link(at[order], buckets[order])

    def _link(self, at: NDArray[np.int64], buckets: NDArray[np.uint32]) -> None:
        """Lead each place to the one before it in its bucket; those of a bucket stand together."""
        heads, links = np.frombuffer(self._heads, np.uint32), np.frombuffer(self._links, np.uint32)
        goes_on = buckets[1:] == buckets[:-1]
        before = heads[buckets]
        before[1:][goes_on] = at[:-1][goes_on] + 1
        links[at] = before
        last = np.append(~goes_on, [True])
        heads[buckets[last]] = at[last] + 1

    def find(self, key: int, newest: int, oldest: int, hops: int) -> list[int]:
        """Give the stories from `oldest` on that have the key, newest first; in 65,536 others one seems to have it."""
        most, width, links, checks = self._most, self._width, self._links, self._checks
        found: list[int] = []
        check, at = key >> _CHECK_SHIFT, self._heads[key & self._mask]
        while at and hops:
            if checks[at - 1] == check:
                number = newest - (newest - (at - 1) // width) % most
                if number < oldest:
                    break
                found.append(number)
            at, hops = links[at - 1], hops - 1
        return found


def _numbers(kind: Literal["I", "H"], count: int) -> "memoryview[int]":  # no generic when it runs
    """Give so many numbers, all 0, in memory that is taken page by page as it is written."""
    return memoryview(mmap(-1, calcsize(kind) * max(1, count))).cast("B").cast(kind)
