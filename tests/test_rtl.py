"""Persian text for terminals: shaped, wrapped, then reordered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from pipeline.rtl import LRM, PDF, RLE, Mode, Typesetter, detect, for_terminal, printable

ZWNJ = "\u200c"
SEEN_LAAM = "\ufeb3\ufefc\ufee1"  # سلام joined: initial seen, final lam-alef ligature, isolated meem


def set_lines(text: str | Text, width: int, mode: Mode = "visual", max_lines: int = 9) -> list[Text]:
    styled = Text(text) if isinstance(text, str) else text
    return Typesetter(Console(width=width), width, mode).lines(styled, max_lines)


@pytest.mark.parametrize(
    ("environ", "mode"),
    [
        ({}, "visual"),
        ({"TERM": "xterm-256color"}, "visual"),
        ({"VTE_VERSION": "7006"}, "logical"),
        ({"VTE_VERSION": "5800"}, "logical"),
        ({"VTE_VERSION": "5799"}, "visual"),
        ({"VTE_VERSION": ""}, "visual"),
        ({"VTE_VERSION": "new"}, "visual"),
        ({"KONSOLE_VERSION": "221203"}, "logical"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "logical"),
        ({"TERM_PROGRAM": "mintty"}, "logical"),
        ({"TERM_PROGRAM": "iTerm.app"}, "visual"),
        ({"TERM": "mlterm"}, "logical"),
        ({"MLTERM": "3.9.0"}, "logical"),
        ({"VTE_VERSION": "7006", "TERM_PROGRAM": "vscode"}, "visual"),
        ({"VTE_VERSION": "7006", "TERM": "xterm-kitty"}, "visual"),
        ({"VTE_VERSION": "7006", "TERM_PROGRAM": "tmux", "TERM": "tmux-256color"}, "logical"),
    ],
)
def test_detect_knows_the_terminals_that_reorder(environ: dict[str, str], mode: Mode) -> None:
    """The mode follows from the environment; what is not known gets the visual one."""
    assert detect(environ) == mode


def test_a_word_becomes_presentation_forms_from_its_end() -> None:
    """The leftmost cell holds the last letter, in its joined form."""
    assert for_terminal("سلام", "visual") == SEEN_LAAM[::-1]


def test_logical_mode_leaves_the_text_as_it_is() -> None:
    """A terminal that reorders gets letters in the order of reading, ZWNJ included."""
    text = f"کتاب{ZWNJ}ها ۱۲۳ BBC"
    assert for_terminal(text, "logical") == text


def test_zwnj_parts_letters_and_vanishes_while_digits_and_latin_stay_in_order() -> None:
    """The beh before a ZWNJ is final, the heh after it initial; ۱۲۳ and BBC are still read from left to right."""
    shown = for_terminal(f"کتاب{ZWNJ}ها ۱۲۳ BBC", "visual")
    assert shown == "BBC ۱۲۳ \ufe8e\ufeeb\ufe8f\ufe8e\ufe98\ufb90"
    assert ZWNJ not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("«سلام»", f"«{SEEN_LAAM[::-1]}»"),
        ("(سلام)", f"({SEEN_LAAM[::-1]})"),
        ("[۱۲] سلام", f"{SEEN_LAAM[::-1]} [۱۲]"),
        ("سلام (BBC)", f"(BBC) {SEEN_LAAM[::-1]}"),
        ("BBC News (UK) سلام سلام", f"{SEEN_LAAM[::-1]} {SEEN_LAAM[::-1]} BBC News (UK)"),
        ("سلام ۱۳۹۹/۱۱/۰۸", f"۱۳۹۹/۱۱/۰۸ {SEEN_LAAM[::-1]}"),
        ("سلام ۳.۵", f"۳.۵ {SEEN_LAAM[::-1]}"),
        ("سلام.", f".{SEEN_LAAM[::-1]}"),
        ("Oil (UK) rose", "Oil (UK) rose"),
    ],
)
def test_quotes_brackets_and_numbers_open_towards_their_text(text: str, shown: str) -> None:
    """Paired marks are mirrored in right-to-left runs and only there; numbers and dates keep their digits' order."""
    assert for_terminal(text, "visual") == shown


def test_lines_are_wrapped_before_they_are_reordered() -> None:
    """The first line holds the first words: wrapping the reordered text would begin with the last ones."""
    lines = set_lines("سلام کتاب BBC News", 10)
    assert [line.plain.strip() for line in lines] == [for_terminal("سلام کتاب", "visual"), "BBC News"]


def test_lines_end_at_the_right_edge_in_cells() -> None:
    """Lines are padded on the left to the full width, counted after lam-alef became one cell and ZWNJ none."""
    lines = set_lines(f"سلام می{ZWNJ}رود و بالا", 12)
    assert [line.cell_len for line in lines] == [12] * len(lines)
    assert all(line.plain[-1] != " " for line in lines)


def test_text_from_left_to_right_stays_at_the_left_edge() -> None:
    """An English story is neither padded nor reordered."""
    assert [line.plain for line in set_lines("Oil rose again", 8)] == ["Oil rose", "again"]


def test_logical_lines_are_embedded_behind_their_padding() -> None:
    """Terminals that reorder take a row for left-to-right: the embedding keeps the final stop with its sentence."""
    (line,) = set_lines("سلام BBC.", 20, "logical")
    assert line.plain == f"{LRM}{' ' * 11}{RLE}سلام BBC.{PDF}"
    assert line.cell_len == 20


def test_too_long_a_text_ends_in_an_ellipsis_on_its_left() -> None:
    """The last line kept shows that more follows, inside the width."""
    lines = set_lines("سلام " * 500, 12, max_lines=2)
    assert len(lines) == 2
    assert lines[1].plain.lstrip().startswith("…")
    assert lines[1].cell_len == 12


def test_a_word_longer_than_the_line_is_folded() -> None:
    """No line is wider than the terminal, whatever the text."""
    assert [line.cell_len for line in set_lines("https://example.org/a-long-way", 10)] == [10, 10, 10]


@pytest.mark.parametrize("name", ["پوتین", "BBC News", "سلام BBC", "۲۰۲۲"])
def test_styles_stay_on_their_words_through_reordering(name: str) -> None:
    """The cells in colour are the name's, and the line reads as it does without colours."""
    text = Text(f"گفت {name} رفت", style="bold")
    text.stylize("red", 4, 4 + len(name))
    (line,) = set_lines(text, 40)
    (span,) = [span for span in line.spans if "red" in str(span.style)]
    assert line.plain[span.start : span.end] == for_terminal(name, "visual")
    assert line.plain.strip() == for_terminal(text.plain, "visual")


def test_a_latin_name_in_colour_keeps_its_place_before_its_brackets() -> None:
    """A coloured name counts as a word of its own direction."""
    text = Text("سلام BBC News (London) سلام")
    text.stylize("red", 5, 13)
    (line,) = set_lines(text, 40)
    assert "BBC News (London)" in line.plain


def test_nothing_in_a_story_can_steer_the_terminal() -> None:
    """Escapes, controls, lone surrogates and overrides are replaced or dropped, one cell for one."""
    hostile = "\x1b[31mسلام\x07\r\n\u202e\udc80\x9b"
    for mode in ("visual", "logical"):
        shown = for_terminal(hostile, mode)
        assert not any(char in shown for char in "\x1b\x07\r\n\x9b\u202e\udc80")
        assert shown.encode("utf-8")
    assert len(printable(hostile)) == len(hostile)


@given(st.text(), st.integers(2, 40), st.sampled_from(["visual", "logical"]))
def test_any_text_fits_its_width(text: str, width: int, mode: Mode) -> None:
    """Whatever a story holds, it is set without error and within the width."""
    styled = Text(text)
    styled.stylize("red", len(text) // 3, len(text) // 2)
    lines = set_lines(styled, width, mode, max_lines=3)
    assert len(lines) <= 3
    assert all(line.cell_len <= width for line in lines)
