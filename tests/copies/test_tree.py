"""The chain on the terminal."""

import pytest

from pipeline.copies.chain import find_chains
from pipeline.copies.tree import tree
from pipeline.rtl import LRM
from schemas.duplicate import Changed

WORDS = ("یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت")


@pytest.fixture
def lines(outcomes):
    """The lines of the one chain of some notes."""

    def lay_out(*notes, mode="logical") -> list[str]:
        [chain] = find_chains(outcomes(*notes), "o1")
        return [line.replace(LRM, "") for line in tree(chain, mode)]

    return lay_out


def test_the_owner_comes_first_then_copies_in_time(note, lines):
    """Outlet, id, kind, similarity, delay and what changed, a few words of each."""
    near = note(
        "فارس", id="c2", kind="near", similarity=0.834, delay_s=720, received="2025-09-01T10:12:00+00:00",
        changed=Changed(WORDS, ("باران",), 20, 1),
    )  # fmt: skip
    assert lines(near, note("ایرنا", delay_s=-180, received="2025-09-01T09:57:00+00:00")) == [
        "مهر · o1 · version 1 · 2025-09-01 10:00 +00:00",
        "├─ −3 min (published earlier)  ایرنا · c1 · copy · 1.00 alike · 2025-09-01 09:57 +00:00",
        "└─ +12 min                     فارس · c2 · near · 0.83 alike · 2025-09-01 10:12 +00:00",
        "     + یک، دو، سه، چهار، پنج، شش and 14 more   − باران",
        "repeated 2 times, by 2 other outlets, last 12 min after it",
    ]


def test_what_is_not_known_is_said(note, lines):
    """An owner without outlet and time; a near copy without its changes; one in the same second."""
    owner, copy, changes, total = lines(note(None, None, 0, received="", changed=None, kind="near", id="o1"))
    assert owner == "(no outlet) · o1 · version 1 · time not known"
    assert copy == "└─ same time  (no outlet) · o1 · near · 1.00 alike"
    assert (changes.strip(), total) == ("changes not known", "repeated once")


def test_the_same_text_has_no_changes(note, lines):
    """Whether that is noted, or the owner's text was no longer at hand."""
    assert len(lines(note(), note(id="c2", changed=None))) == 4


def test_versions_are_told_where_there_are_several(note, lines):
    """Which version repeats which."""
    shown = lines(note(), note(version=3, of_version=2, delay_s=90))
    assert shown[0].startswith("مهر · o1 · versions 1, 2 · ")
    assert "c1 · version 3 · copy · 1.00 alike · of version 2" in shown[2]


def test_names_cannot_move_the_cursor_or_turn_the_line(note, lines):
    """Escapes, line ends and marks of direction in names, ids and words are not sent to the terminal."""
    evil = "a\x1b[2J\u202eb\nc\u2066"
    shown = "".join(lines(note(evil, evil, id=evil, changed=Changed((evil,), (), 1, 0))))
    assert not {"\x1b", "\u202e", "\n", "\u2066"} & set(shown)


def test_persian_is_put_for_the_terminal(note, lines):
    """Joined and reordered where the terminal does not, apart from its neighbours where it does."""
    assert lines(note(), mode="visual")[0].startswith("\ufeae\ufeec\ufee3 · o1")  # reh, heh, meem in their joined forms
    assert lines(note(), mode="logical")[0].startswith("مهر · o1")


def test_a_long_name_is_cut(note, lines):
    """A megabyte of a name is no megabyte on the screen."""
    assert len(lines(note(outlet="ا" * 1_000_000))[1]) < 150
