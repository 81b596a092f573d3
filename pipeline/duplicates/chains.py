"""Chains: which stories have a key, newest first, in a fixed number of bytes a story."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain as chained
from mmap import mmap
from struct import calcsize
from typing import Literal

import numpy as np
from numpy.typing import NDArray

_CHECK_SHIFT = 24  # of a 32-bit key, the bits that are kept with it; 0 stands where there is none, 1 for it
_HEAD_BITS = 32
_LONG_CHAIN = 16  # hops; of a longer one all marks are set


class Chains:
    """A hash table from 32-bit keys to the numbers of the last `most` stories; the numbers count up.

    Each of a story's keys, `width` at most, takes 5 bytes, each bucket 4; memory that was never written costs nothing.
    Nothing is taken out: a chain leads from newer to older stories, and a search ends where they are too old, or after
    so many hops; a link that leads to a newer one leads to a story that was overwritten. What bits a bucket does not
    need to say where its chain begins are marks: each key in it sets one, so that most keys that are nowhere are not
    searched for.
    """

    def __init__(self, most: int, width: int) -> None:
        self._most, self._width = most, width
        places = most * width
        buckets = 1 << max(8, places.bit_length() - 1)
        self._bucket = buckets - 1
        self._bits = places.bit_length()
        self._place = (1 << self._bits) - 1
        self._marks = _HEAD_BITS - self._bits
        self._heads = _numbers("I", buckets)
        self._links = _numbers("I", places)
        self._checks = _numbers("B", places)
        self._no_links, self._no_checks = memoryview(array("I", [0]) * width), memoryview(array("B", [0]) * width)

    def add(self, number: int, keys: Iterable[int]) -> None:
        """Put a story, newer than all before it, under its keys."""
        heads, bits, most_marks = self._heads, self._bits, self._marks // 2
        self._clear(number, 1)
        for at, key in enumerate(keys, number % self._most * self._width):
            bucket, check = key & self._bucket, key >> _CHECK_SHIFT or 1
            before, marks = heads[bucket] & self._place, heads[bucket] >> bits
            if marks.bit_count() > most_marks:
                marks = self._marks_of(before, number)
            self._links[at], self._checks[at] = before, check
            heads[bucket] = (marks | 1 << check % self._marks) << bits | at + 1

    def _clear(self, number: int, count: int) -> None:
        """Make room for stories: those that stood there may have had more keys, and chains lead to them."""
        for story in range(max(number, self._most), number + count):
            start = story % self._most * self._width
            self._links[start : start + self._width] = self._no_links
            self._checks[start : start + self._width] = self._no_checks

    def _marks_of(self, at: int, newest: int) -> int:
        """Give the marks of the keys that are in a chain; those of keys that were overwritten are none any more."""
        places = self._chain(at, newest, _LONG_CHAIN + 1)
        if len(places) > _LONG_CHAIN:
            return (1 << self._marks) - 1
        marks = 0
        for place in places:
            marks |= 1 << self._checks[place] % self._marks
        return marks

    def extend(self, number: int, stories: Sequence[Sequence[int]]) -> None:
        """Put stories, at most `most`, under their keys, from this number on: as `add` does, in a third of the time."""
        self._clear(number, len(stories))
        if not any(stories):
            return
        counts = np.fromiter(map(len, stories), np.int64, len(stories))
        keys = np.fromiter(chained.from_iterable(stories), np.uint32, counts.sum())
        behind = np.arange(number, number + len(stories)) % self._most * self._width - (counts.cumsum() - counts)
        at = (np.arange(len(keys)) + behind.repeat(counts)).astype(np.int64)
        checks = np.maximum(keys >> _CHECK_SHIFT, 1).astype(np.uint32)
        np.frombuffer(self._checks, np.uint8)[at] = checks
        buckets = keys & np.uint32(self._bucket)
        order = np.argsort(buckets, kind="stable")
        self._link(at[order], buckets[order], checks[order])

    def _link(self, at: NDArray[np.int64], buckets: NDArray[np.uint32], checks: NDArray[np.uint32]) -> None:
        """Lead each place to the one before it in its bucket; those of a bucket stand together."""
        heads, links = np.frombuffer(self._heads, np.uint32), np.frombuffer(self._links, np.uint32)
        first = np.append([True], buckets[1:] != buckets[:-1])
        old = heads[buckets[first]]
        before = np.append(np.uint32(0), (at[:-1] + 1).astype(np.uint32))
        before[first] = old & np.uint32(self._place)
        links[at] = before
        marks = np.bitwise_or.reduceat(np.uint32(1) << checks % np.uint32(self._marks), np.flatnonzero(first))
        last = np.append(first[1:], [True])
        bits = np.uint32(self._bits)
        heads[buckets[last]] = (marks | old >> bits) << bits | (at[last] + 1).astype(np.uint32)

    def find(self, key: int, newest: int, oldest: int, hops: int) -> list[int]:
        """Give the stories from `oldest` on that have the key, newest first; in 250 others one seems to have it."""
        check, head = key >> _CHECK_SHIFT or 1, self._heads[key & self._bucket]
        is_marked = head >> self._bits + check % self._marks & 1
        return self._having(check, head & self._place, newest, oldest, hops) if is_marked else []

    def find_each(self, keys: Sequence[int], newest: int, oldest: int, hops: int) -> Iterator[list[int]]:
        """Give what `find` does for each of many keys, but for those that no story has.

        All buckets are read at once: of a large table none is in the processor's caches.
        """
        wanted = np.fromiter(keys, np.uint32, len(keys))
        heads = np.frombuffer(self._heads, np.uint32)[wanted & np.uint32(self._bucket)]
        checks = np.maximum(wanted >> np.uint32(_CHECK_SHIFT), np.uint32(1))
        marked = heads >> np.uint32(self._bits) >> checks % np.uint32(self._marks) & np.uint32(1)
        for at in marked.nonzero()[0].tolist():
            found = self._having(int(checks[at]), int(heads[at]) & self._place, newest, oldest, hops)
            if found:
                yield found

    def _having(self, check: int, at: int, newest: int, oldest: int, hops: int) -> list[int]:
        checks, width, top, places = self._checks, self._width, self._top(newest), len(self._links)
        ages = [(top - 1 - place) % places for place in self._chain(at, newest, hops) if checks[place] == check]
        return [number for age in ages if (number := newest - age // width) >= oldest]

    def _chain(self, at: int, newest: int, hops: int) -> list[int]:
        """Give the places of a chain, at most so many; the first one is before `at`."""
        links, top, places, before = self._links, self._top(newest), len(self._links), -1
        chain: list[int] = []
        while at and len(chain) < hops:
            age = (top - at) % places
            if age <= before:
                break  # overwritten, as all that came before it
            chain.append(at - 1)
            at, before = links[at - 1], age
        return chain

    def _top(self, newest: int) -> int:
        return (newest % self._most + 1) * self._width


def _numbers(kind: Literal["I", "B"], count: int) -> "memoryview[int]":  # no generic when it runs
    """Give so many numbers, all 0, in memory that is taken page by page as it is written."""
    return memoryview(mmap(-1, calcsize(kind) * max(1, count))).cast("B").cast(kind)
