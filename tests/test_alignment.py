"""Alignment: where each character of a changed text came from."""

import pickle
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.alignment import Alignment, Edit, edited


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    """Edits in order that do not overlap: deletions, insertions, replacements."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pairs = zip(places[::2], places[1::2], strict=False)
    found = [(start, end, draw(st.text("xyz", max_size=3))) for start, end in pairs]
    return [edit for edit in found if edit[1] > edit[0] or edit[2]]


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits of it."""
    text = draw(st.text("abc", max_size=30))
    return text, draw(edits_of(text))


@st.composite
def two_changes(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit]]:
    """A text, edits of it, and edits of what came of them."""
    text, first = draw(changes())
    return text, first, draw(edits_of(edited(text, first)[0]))


def origins(length: int, edits: list[Edit]) -> list[tuple[int, int]]:
    """The source span of every character, told one by one."""
    spans, place = [], 0
    for start, end, new in [*edits, (length, length, "")]:
        spans += [(at, at + 1) for at in range(place, start)] + [(start, end)] * len(new)
        place = end
    return spans


@given(changes())
def test_every_span_maps_to_what_it_was_made_from(change: tuple[str, list[Edit]]) -> None:
    """A span's source begins where that of its first character begins, and ends where that of its last ends."""
    source, edits = change
    text, alignment = edited(source, edits)
    spans = origins(len(source), edits)
    assert (alignment.length, alignment.source_length) == (len(text), len(source)) == (len(spans), len(source))
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            assert alignment.to_source(start, end) == (spans[start][0], spans[end - 1][1])


@given(changes())
def test_the_map_is_monotone_both_ways(change: tuple[str, list[Edit]]) -> None:
    """Neither the way back nor the way forth ever turns round."""
    source, edits = change
    text, alignment = edited(source, edits)
    back = [alignment.to_source(at, at + 1) for at in range(len(text))]
    forth = [alignment.to_text(at, at + 1) for at in range(len(source))]
    for spans in (back, forth):
        assert all(start <= end for start, end in spans)
        assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(spans))


@given(changes())
def test_the_way_forth_undoes_the_way_back(change: tuple[str, list[Edit]]) -> None:
    """What a span was made from became that span, or a whole replacement around it."""
    text, alignment = edited(*change)
    for at in range(len(text)):
        start, end = alignment.to_source(at, at + 1)
        if start < end:
            first, last = alignment.to_text(start, end)
            assert first <= at < last


@given(two_changes())
def test_two_changes_join_into_one_map(change: tuple[str, list[Edit], list[Edit]]) -> None:
    """A character that neither change touched maps to itself; any other to all it was made from, at least."""
    source, first, second = change
    middle, earlier = edited(source, first)
    text, later = edited(middle, second)
    joined = later.after(earlier)
    assert (joined.length, joined.source_length) == (len(text), len(source))
    to_middle, to_source = origins(len(middle), second), origins(len(source), first)
    for at, (start, end) in enumerate(to_middle):
        found = joined.to_source(at, at + 1)
        made_from = [to_source[place] for place in range(start, end)]
        untouched = end - start == 1 and not touched(start, second) and not touched(made_from[0][0], first)
        if untouched and made_from[0][1] - made_from[0][0] == 1:
            assert found == made_from[0]
        elif made_from:
            assert found[0] <= made_from[0][0]
            assert found[1] >= made_from[-1][1]


def touched(place: int, edits: list[Edit]) -> bool:
    """Whether the character at `place` lies in an edit."""
    return any(start <= place < end for start, end, _ in edits)


@given(two_changes())
def test_the_joined_map_is_monotone(change: tuple[str, list[Edit], list[Edit]]) -> None:
    """Blocks of a joined map are in order on both sides."""
    source, first, second = change
    middle, earlier = edited(source, first)
    joined = edited(middle, second)[1].after(earlier)
    rows = list(zip(*joined.blocks, strict=True))
    for (_, text_end, _, source_end), (text_start, _, source_start, _) in pairwise(rows):
        assert text_end <= text_start
        assert source_end <= source_start


@given(two_changes(), st.data())
def test_a_piece_maps_as_the_whole_does(change: tuple[str, list[Edit], list[Edit]], data: st.DataObject) -> None:
    """A piece's map gives for each of its spans what the whole map gives, and the way forth never leaves the piece."""
    source, first, second = change
    middle, earlier = edited(source, first)
    text, later = edited(middle, second)
    whole = later.after(earlier)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    piece = whole.cut(start, end)
    assert piece.length == end - start
    for left in range(start, end):
        assert piece.to_source(left - start, left - start + 1) == whole.to_source(left, left + 1)
    if start < end:
        assert piece.to_source(0, end - start) == whole.to_source(start, end)
        assert piece.source_length == len(range(*whole.to_source(start, end)))
    for at in range(*piece.to_source(0, end - start)):
        first_at, last_at = piece.to_text(at, at + 1)
        assert 0 <= first_at <= last_at <= end - start


def test_shift_moves_every_source_offset() -> None:
    """A part that stands at 100 of its source maps there, also after a change."""
    cleaned = edited("ab..c", [(2, 4, "…")])[1].after(Alignment.identity(5, shift=100))
    assert cleaned.to_source(0, 2) == (100, 102)
    assert cleaned.to_source(2, 3) == (102, 104)
    assert cleaned.to_source(3, 4) == (104, 105)
    assert cleaned.to_text(102, 104) == (2, 3)


def test_deleted_edges_are_left_out() -> None:
    """A span beside deleted characters doesn't take them along; deleted characters became nothing."""
    alignment = edited("<b>name</b>", [(0, 3, ""), (7, 11, "")])[1]
    assert alignment.to_source(0, 4) == (3, 7)
    assert alignment.to_text(0, 3) == (0, 0)
    assert alignment.to_text(7, 11) == (4, 4)


def test_an_inserted_blank_has_an_empty_place() -> None:
    """A character that was inserted maps to the place between its neighbours."""
    alignment = edited("ab", [(1, 1, " ")])[1]
    assert alignment.to_source(1, 2) == (1, 1)
    assert alignment.to_source(0, 3) == (0, 2)


def test_an_unchanged_text_weighs_nothing() -> None:
    """The identity holds no blocks, so that drafts stay small when they are pickled."""
    assert len(pickle.dumps(Alignment.identity(1_000_000, 7))) < 120


@given(changes(), st.integers(0, 30), st.integers(0, 30), st.integers(0, 5))
def test_a_slice_keeps_its_way_back(change: tuple[str, list[Edit]], one: int, other: int, shift: int) -> None:
    """Every span of a slice maps to the source as it did in the whole text."""
    text, alignment = edited(*change)
    whole = alignment.after(Alignment.identity(len(change[0]), shift))
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    slice_ = whole.cut(start, end)
    assert slice_.length == end - start
    for first in range(end - start):
        for last in range(first + 1, end - start + 1):
            assert slice_.to_source(first, last) == whole.to_source(start + first, start + last)


@given(changes(), st.integers(0, 30), st.integers(0, 30))
def test_a_slice_keeps_its_way_forth(change: tuple[str, list[Edit]], one: int, other: int) -> None:
    """What a span of a slice was made from became that span of the slice, or a piece of a replacement around it."""
    text, whole = edited(*change)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    slice_ = whole.cut(start, end)
    for at in range(end - start):
        source = slice_.to_source(at, at + 1)
        if source[0] < source[1]:
            first, last = slice_.to_text(*source)
            whole_first, whole_last = whole.to_text(*source)
            assert (first, last) == (max(whole_first - start, 0), min(whole_last, end) - start)
            assert first <= at < last
    assert slice_.source_length >= 0


@given(two_changes(), st.integers(0, 30), st.integers(0, 30))
def test_a_slice_joins_as_the_whole_does(change: tuple[str, list[Edit], list[Edit]], one: int, other: int) -> None:
    """A slice of a joined map is a joined map like any other: cut again, it maps as the whole did."""
    text, first, second = change
    middle, to_source = edited(text, first)
    final, to_middle = edited(middle, second)
    whole = to_middle.after(to_source)
    start, end = sorted((min(one, len(final)), min(other, len(final))))
    again = whole.cut(start, end).cut((end - start) // 3, end - start)
    for at in range(again.length):
        place = start + (end - start) // 3 + at
        assert again.to_source(at, at + 1) == whole.to_source(place, place + 1)
