"""The shelf: whoever stands there, in blocks that come and go."""

import pytest

from pipeline.duplicates import shelf
from pipeline.duplicates.shelf import Shelf


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    """Let three entries fill a block."""
    monkeypatch.setattr(shelf, "_IN_BLOCK", 3)


def filled(count):
    """Give a shelf of so many."""
    held = Shelf()
    for number in range(count):
        assert held.put(b"x" * number) == number
    return held


def test_each_is_found_by_its_number():
    """Whatever its length, in whichever block."""
    held = filled(11)
    assert [held.get(number) for number in range(11)] == [b"x" * number for number in range(11)]
    assert (len(held), held.oldest, held.next) == (11, 0, 11)


@pytest.mark.parametrize("gone", range(12))
def test_the_oldest_goes_and_the_others_stay(gone):
    """Up to all of them, and numbers go on."""
    held = filled(11)
    for _ in range(min(gone, 11)):
        held.let_go()
    held.put(b"last")
    assert len(held) == 12 - min(gone, 11)
    assert held.oldest == min(gone, 11)
    assert [held.get(number) for number in range(held.oldest, 11)] == [b"x" * n for n in range(held.oldest, 11)]
    assert held.get(11) == b"last"


def test_one_taken_out_is_gone_and_counted_once():
    """Before its turn, and when its turn comes."""
    held = filled(5)
    held.take_out(1)
    assert (held.get(1), held.get(2), len(held)) == (None, b"xx", 4)
    held.let_go()
    held.let_go()
    assert (len(held), held.oldest) == (3, 2)
