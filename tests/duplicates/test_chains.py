"""Chains: who has a key, while numbers go round and memory is used again."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from pipeline.duplicates.chains import Chains

ALL = 1 << 30  # hops: as many as there are


def test_the_newest_comes_first():
    """A chain leads back in time."""
    chains = Chains(most=8, width=2)
    for number in range(3):
        chains.add(number, (7, 100 + number))
    assert chains.find(7, newest=2, oldest=0, hops=ALL) == [2, 1, 0]
    assert chains.find(101, newest=2, oldest=0, hops=ALL) == [1]
    assert chains.find(8, newest=2, oldest=0, hops=ALL) == []


def test_what_is_too_old_is_not_found():
    """The search ends at the oldest, and after so many hops."""
    chains = Chains(most=8, width=1)
    for number in range(6):
        chains.add(number, (7,))
    assert chains.find(7, newest=5, oldest=3, hops=ALL) == [5, 4, 3]
    assert chains.find(7, newest=5, oldest=0, hops=2) == [5, 4]


@given(st.integers(1, 5), st.lists(st.lists(st.integers(0, 9).map(lambda key: key * 0x10001), max_size=3), max_size=40))
def test_whoever_is_still_there_is_found(most, added):
    """Round and round: of the last stories none is missed, and none of others' comes, but for a shared check."""
    chains, keys = Chains(most, width=3), defaultdict(list)
    for number, own in enumerate(added):
        chains.add(number, own)
        for key in set(own):
            keys[key].append(number)
        oldest = max(0, number - most + 1)
        for key, numbers in keys.items():
            found = chains.find(key, number, oldest, hops=64)
            assert set(found) >= {known for known in numbers if known >= oldest}
            assert all(known <= number for known in found)
