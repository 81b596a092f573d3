"""All that an index of duplicates holds, to be compared with another's; the texts of owners, never restored, apart."""

from hashlib import sha256

import numpy as np

from pipeline.duplicates.index import DuplicateIndex

type Inside = tuple[list[bytes | None], int, int, int, tuple[str, ...]]


def inside(index: DuplicateIndex) -> Inside:
    """Give an index's entries, the bounds of their numbers, how many they are, and hashes of its chains.

    Where a chain begins counts, not what marks its bucket: those of keys that are gone may be left or not.
    """
    shelf, chains = index._shelf, index._chains
    entries = [shelf.get(number) for number in range(shelf.oldest, shelf.next)]
    heads = np.frombuffer(chains._heads, np.uint32) & np.uint32(chains._place)
    hashes = tuple(sha256(part).hexdigest() for part in (chains._links, heads.tobytes(), chains._checks))
    return entries, shelf.oldest, shelf.next, len(index), hashes
