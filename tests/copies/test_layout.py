"""Where outlets and edges stand in the picture."""

from itertools import pairwise

import pytest

from pipeline.copies.graph import add_up
from pipeline.copies.layout import NARROWEST, ROW, WIDEST, arrange


@pytest.fixture
def crowd(note):
    """Edges of so many outlets, each copying a few others."""

    def make(outlets: int):
        pairs = [(str(at), str((at * 7 + step) % outlets)) for at in range(outlets) for step in range(1, 4)]
        return add_up(note(*names) for at, names in enumerate(pairs) for _ in range(1 + at % 9)).edges

    return make


@pytest.mark.parametrize("outlets", [2, 3, 12, 40])
def test_no_label_meets_another(crowd, outlets):
    """Each edge has a row of its own at the right end, each outlet its place, and all are within the height."""
    layout = arrange(crowd(outlets))
    rows = sorted(ribbon.ends for ribbon in layout.ribbons)
    assert all(below - above >= ROW - 1e-6 for above, below in pairwise(rows))
    for side in (layout.sources, layout.copiers):
        assert all(box.top + box.height < next_.top for box, next_ in pairwise(side))
        assert side[0].top >= 0
        assert side[-1].top + side[-1].height <= layout.height + 1e-6


def test_ribbons_begin_and_end_at_their_outlets(crowd):
    """Within the bars of source and copier."""
    layout = arrange(crowd(12))
    sources, copiers = ({box.outlet: box for box in side} for side in (layout.sources, layout.copiers))
    for ribbon in layout.ribbons:
        ends = (sources[ribbon.edge.source], ribbon.begins), (copiers[ribbon.edge.copier], ribbon.ends)
        assert all(box.top <= at <= box.top + box.height for box, at in ends)


def test_sources_stand_by_what_they_give(note):
    """The outlet that is copied most, and copies least, is at the top."""
    notes = [note("ب", "الف")] * 3 + [note("ج", "ب")] * 2 + [note("الف", "ج")]
    assert [box.outlet for box in arrange(add_up(notes).edges).sources] == ["الف", "ب", "ج"]


def test_width_is_by_the_number_of_copies(note):
    """In proportion, and never too thin to be seen."""
    edges = add_up([note("ب")] * 100 + [note("ج")] * 50 + [note("د")]).edges
    assert [ribbon.width for ribbon in arrange(edges).ribbons] == [WIDEST, WIDEST / 2, NARROWEST]


def test_the_order_of_notes_does_not_matter(note):
    """The same notes make the same picture."""
    notes = [note(copier, source) for copier, source in ("ab", "bc", "ca", "ad", "da", "dc")]
    assert arrange(add_up(notes).edges) == arrange(add_up(reversed(notes)).edges)
