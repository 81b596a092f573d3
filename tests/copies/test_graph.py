"""Who copies whom, in figures."""

from datetime import datetime
from statistics import median

import pytest

from pipeline.copies import graph
from pipeline.copies.graph import KEPT_DELAYS, add_up


def test_copies_of_a_pair_are_added_up(note):
    """Their number, by kind, the median and the least of their delays; most copies come first."""
    notes = [note(delay_s=delay, kind=kind) for delay, kind in ((60, "copy"), (10, "near"), (300, "copy"))]
    first, second = add_up([note("فارس", delay_s=5), *notes]).edges
    assert (first.source, first.copier, first.copies, first.kinds) == ("مهر", "تسنیم", 3, {"copy": 2, "near": 1})
    assert (first.median_s, first.fastest_s, first.sampled) == (60, 10, False)
    assert (second.copier, second.median_s) == ("فارس", 5)


@pytest.mark.parametrize(("delays", "expected"), [((7,), 7), ((1, 2), 1.5), ((0, 0, 9), 0), ((-30, -10, 5), None)])
def test_the_median_is_of_this_direction_alone(note, delays, expected):
    """Of an even number the mean of the middle two; no delay below 0 has a part in it."""
    edges = {edge.source: edge for edge in add_up(note(delay_s=delay) for delay in delays).edges}
    assert edges["مهر"].median_s == (5 if expected is None else expected)


def test_who_was_earlier_is_the_source(note):
    """A delay below 0 turns the edge: the owner was delivered first and told later."""
    [edge] = add_up([note(delay_s=-180), note(delay_s=-60)]).edges
    assert (edge.source, edge.copier, edge.median_s, edge.fastest_s) == ("تسنیم", "مهر", 120, 60)


def test_an_outlet_that_repeats_itself_makes_no_edge(note):
    """It is counted; so are pairs with fewer copies than asked for."""
    found = add_up([note("مهر"), note("مهر", kind="resend"), note(), note(), note("فارس")], least=2)
    assert [edge.copies for edge in found.edges] == [2]
    assert (found.own, found.weak, found.copies, found.outlets()) == (2, 1, 2, ("مهر", "تسنیم"))


def test_outlets_without_a_name_are_one(note):
    """None, empty and blank; blanks in names do not make other outlets."""
    found = add_up([note(None), note(""), note(" \n"), note("خبر  گزاری"), note("خبر گزاری ")])
    assert [(edge.copier, edge.copies) for edge in found.edges] == [(None, 3), ("خبر گزاری", 2)]


def test_the_window_is_by_the_time_of_receipt(note):
    """What was received at its edge is in, what has no time that can be read is out of every window."""
    times = ("2025-09-01T10:00:00+00:00", "2025-09-01T13:30:00+03:30", "2025-09-01T09:59:59+00:00", "soon")
    notes = [note(received=time) for time in times]
    ten = datetime.fromisoformat("2025-09-01T10:00:00+00:00")
    assert add_up(notes, since=ten).copies == 2
    assert add_up(notes).copies == 4


def test_one_outlet_is_seen_from_both_ends(note):
    """As the source and as the copier."""
    notes = [note(), note("مهر", "ایرنا"), note("فارس", "ایسنا")]
    assert {(edge.source, edge.copier) for edge in add_up(notes, outlet="مهر").edges} == {
        ("مهر", "تسنیم"), ("ایرنا", "مهر"),
    }  # fmt: skip


def test_delays_are_sampled_beyond_a_bound(note):
    """The median stays near the true one, the same every time; counts and the fastest stay exact, memory bounded."""
    delays = [float(at) for at in range(20_000)]  # outlets slow down: the last are no fair sample
    notes = [note(delay_s=delay) for delay in delays]
    [edge], [again] = add_up(notes).edges, add_up(notes).edges
    assert edge == again
    assert (edge.copies, edge.fastest_s, edge.sampled) == (20_000, 0, True)
    assert 0 < abs(edge.median_s - median(delays)) < 0.05 * 20_000  # not all of them are kept
    [exact] = add_up(notes[:KEPT_DELAYS]).edges
    assert (exact.median_s, exact.sampled) == (median(delays[:KEPT_DELAYS]), False)


def test_pairs_beyond_a_bound_are_counted_together(note, monkeypatch):
    """A flood of invented names takes no memory without end; pairs known by then go on."""
    monkeypatch.setattr(graph, "MOST_PAIRS", 3)
    found = add_up([note(str(at)) for at in range(10)] + [note("0")])
    assert ([edge.copies for edge in found.edges], found.beyond) == ([2, 1, 1], 7)


def test_totals_count_both_roles(note):
    """How often an outlet was copied, how often it copied."""
    given, taken = add_up([note(), note(), note("مهر", "تسنیم")]).totals()
    assert (given["مهر"], taken["مهر"], given["تسنیم"], taken["تسنیم"]) == (2, 1, 1, 2)
