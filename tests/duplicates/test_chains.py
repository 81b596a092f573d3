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


def test_a_key_that_is_nowhere_is_not_searched_for():
    """What a bucket is marked with tells so, also when what set the marks was overwritten long ago."""
    chains = Chains(most=4, width=1)
    for number in range(1, 256):
        chains.add(number, (number << 24,))
    assert [number for number in range(1, 252) if chains.find(number << 24, 255, 252, ALL)] == []
    assert [chains.find(number << 24, 255, 252, ALL) for number in range(252, 256)] == [[252], [253], [254], [255]]


KEYS = st.tuples(st.integers(1, 40), st.integers(0, 1)).map(lambda key: key[0] << 24 | key[1])


@given(st.integers(1, 12), st.lists(st.lists(KEYS, max_size=3, unique=True), max_size=60))
def test_whoever_is_still_there_is_found(most, added):
    """Round and round: of the last stories none is missed, newest first, and no older one comes."""
    chains, keys = Chains(most, width=3), defaultdict(list)
    for number, own in enumerate(added):
        chains.add(number, own)
        for key in set(own):
            keys[key].append(number)
        oldest = max(0, number - most + 1)
        for key, numbers in keys.items():
            found = chains.find(key, number, oldest, hops=64)
            assert set(found) >= {known for known in numbers if known >= oldest}
            assert found == sorted(found, reverse=True)
            assert all(oldest <= known <= number for known in found)


@given(st.integers(1, 12), st.lists(st.lists(KEYS, max_size=3, unique=True), max_size=40), st.integers(1, 5))
def test_many_put_together_are_found_as_one_by_one(most, added, at_once):
    """A start takes them back so."""
    one_by_one, together = Chains(most, width=3), Chains(most, width=3)
    for number, own in enumerate(added):
        one_by_one.add(number, own)
    for start in range(0, len(added), min(at_once, most)):
        together.extend(start, added[start : start + min(at_once, most)])
    newest, oldest = len(added) - 1, max(0, len(added) - most)
    for key in {key for own in added for key in own}:
        assert set(together.find(key, newest, oldest, 64)) == set(one_by_one.find(key, newest, oldest, 64))
