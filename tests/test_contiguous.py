"""Outcomes wait for those before them, whatever order they come in."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.contiguous import Contiguous
from pipeline.outcome import Outcome
from pipeline.world import Gap


def outcome(partition: int, offset: int, base: int) -> Outcome:
    """Make an outcome at a place."""
    return Outcome("delivered", f"t/{partition}@{offset}", "", partition, offset, base, None, b"")


def places(outcomes: list[Outcome]) -> list[tuple[int, int]]:
    """Name outcomes by partition and offset."""
    return [(end.partition, end.offset) for end in outcomes]


def test_what_comes_in_order_goes_through_in_judging_order():
    """Partitions may alternate; nothing is sorted."""
    waiting = Contiguous({0: 5, 1: 0})
    ends = [outcome(1, 0, 0), outcome(0, 5, 5), outcome(1, 1, 1)]
    assert waiting.add(ends) == ends


def test_an_offset_without_a_record_is_no_gap():
    """Control records and compaction leave holes that `base` bridges."""
    waiting = Contiguous({0: 5})
    assert places(waiting.add([outcome(0, 9, 5)])) == [(0, 9)]


def test_a_missing_outcome_holds_back_only_its_own_partition():
    """What follows it waits, then goes through."""
    waiting = Contiguous({0: 0, 1: 0})
    assert places(waiting.add([outcome(0, 1, 1), outcome(1, 0, 0)])) == [(1, 0)]
    assert len(waiting) == 1
    assert places(waiting.add([outcome(0, 0, 0)])) == [(0, 0), (0, 1)]


def test_what_was_delivered_before_is_dropped():
    """A record read again after a crash does not end twice."""
    waiting = Contiguous({0: 5})
    assert waiting.add([outcome(0, 4, 4)]) == []
    assert len(waiting) == 0


def test_a_fresh_partition_begins_at_its_beginning():
    """Its log may begin past 0, and still its first record waits for nothing."""
    waiting = Contiguous({})
    assert waiting.add([outcome(3, 8, 8)], [Gap(3, 0, 7)]) == []
    assert places(waiting.add([outcome(3, 7, 7)])) == [(3, 7), (3, 8)]


def test_a_gap_that_no_record_follows_moves_the_position_once_what_is_before_it_has_come():
    """Control records at a log's end count as read, so that lag becomes 0 and retention may take them."""
    waiting = Contiguous({0: 5})
    assert waiting.add([], [Gap(0, 6, 9)]) == []
    assert waiting.reached() == {0: 5}
    assert places(waiting.add([outcome(0, 5, 5)])) == [(0, 5)]
    assert waiting.reached() == {0: 9}


@given(st.permutations(range(12)), st.integers(1, 5))
def test_any_order_ends_complete_and_in_order(order, size):
    """Every outcome goes through once, in offset order inside its partition."""
    all_ends = [outcome(number % 2, number // 2, number // 2) for number in range(12)]
    waiting, through = Contiguous({0: 0, 1: 0}), []
    for begin in range(0, 12, size):
        through += waiting.add([all_ends[number] for number in order[begin : begin + size]])
    assert sorted(places(through)) == sorted(places(all_ends))
    assert all(places(through).index((p, n)) < places(through).index((p, n + 1)) for p in (0, 1) for n in range(5))
