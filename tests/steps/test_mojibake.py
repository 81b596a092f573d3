"""Mojibake: mended where it is certain, with a map, and nothing else is touched."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.steps.mojibake import mended

TEXT = "نمایندگان «کلیات» لایحه را تصویب می\u200cکنند؛ ۱۲٪ (ABC) گچپژ"

type Misread = Callable[[str], str]


def misread(encoding: str) -> Misread:
    """Read UTF-8 in another encoding as browsers do: a byte that means nothing becomes a control character."""
    return lambda text: "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


MISREAD = {name: misread(name) for name in ("latin-1", "cp1252", "cp1256")}
PERSIAN = st.text("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئء۰۱۹ \u200c«»؛،.:()Ab1", max_size=60)


@pytest.mark.parametrize("encoding", MISREAD)
def test_misread_utf_8_becomes_what_it_was(encoding: str) -> None:
    """Letters, half-spaces, digits, quotes and Latin come back, and each character knows what it stood as."""
    came = MISREAD[encoding](TEXT)
    text, alignment = mended(came)
    assert text == TEXT
    assert (alignment.length, alignment.source_length) == (len(text), len(came))
    for at, character in enumerate(text):
        start, end = alignment.to_source(at, at + 1)
        assert came[start:end] == MISREAD[encoding](character)
        assert alignment.to_text(start, end) == (at, at + 1)


@pytest.mark.parametrize("before", ["", "\u200f", "\ufeff", "• ", "— ", "«", "\u00a0"])
@pytest.mark.parametrize("behind", ["", "…", "»", "\u200f", " …»"])
@pytest.mark.parametrize("encoding", MISREAD)
def test_marks_around_a_line_hide_nothing(encoding: str, before: str, behind: str) -> None:
    """They were set when the line was mojibake already, and stay."""
    assert mended(f"{before}{MISREAD[encoding](TEXT)}{behind}")[0] == f"{before}{TEXT}{behind}"


@pytest.mark.parametrize("around", [("گزارش: ", ""), ("", " و سلام"), ("«سلام»، «", "» گفت"), ("روز ۵ ", " ۱۲ و ")])
@pytest.mark.parametrize("meant", ["سلام", "دو حادثه در تهران", "رشد 3.5 درصد", "سه حادث"])
@pytest.mark.parametrize("encoding", MISREAD)
def test_what_stands_among_sound_letters_is_mended(encoding: str, around: tuple[str, str], meant: str) -> None:
    """No byte is a Persian letter in Latin-1, and hardly a letter in cp1256 has no sign behind it."""
    before, behind = around
    came = f"{before}{MISREAD[encoding](meant)}{behind}"
    text, alignment = mended(came)
    assert text == f"{before}{meant}{behind}"
    start, end = alignment.to_source(len(before), len(before) + len(meant))
    assert came[start:end] == MISREAD[encoding](meant)


@pytest.mark.parametrize("first", MISREAD)
def test_text_misread_twice_is_mended_twice(first: str) -> None:
    """A file that went through the wrong hands twice comes back."""
    assert mended(MISREAD["cp1252"](MISREAD[first](TEXT)))[0] == TEXT


@pytest.mark.parametrize("encoding", MISREAD)
def test_only_the_broken_lines_change(encoding: str) -> None:
    """Sound lines beside broken ones stay."""
    sound = "طرح شماره § ۵ — ظرفیت ±۲ درجه"
    assert mended(f"{sound}\n{MISREAD[encoding](TEXT)}\n{sound}")[0] == f"{sound}\n{TEXT}\n{sound}"


@pytest.mark.parametrize(
    "text",
    [
        TEXT, "", "R&D", "café Øresund Ã", "Øst og vest", "ماده § ۵", "دما ±۵ درجه", "ط،ظ،ع،غ،", "عک عک", "ظ…", "حفظ؟",
        "Ø³Ù„Ø§", "سلامط³ظ„ط§ظ…", "ط³ظ„ط§ظ…سلام", "سلام ظ…طھظ†", "سلام ط¯ط± سلام", "ط…ظ…ع… سلام",
        "آ«سلام آ«", "ظ…ظ…ظ… سلام", "عکعکعک سلام", "سلام Ø³Ù„", "Ø³Ù„Ø§Ù…\u00d8", "ÐœÐ¾ÑÐºÐ²Ð°", "cafÃ©",
    ],
)  # fmt: skip
def test_what_is_not_certain_stays(text: str) -> None:
    """Sound text, single signs, lines with a byte missing or with sound letters, other scripts are left alone."""
    expected = "سلا" if text == "Ø³Ù„Ø§" else text  # three letters are enough
    assert mended(text)[0] == expected


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=80) | PERSIAN)
def test_sound_text_is_never_touched(text: str) -> None:
    """No Persian text, and hardly any text at all, is UTF-8 by chance: the result would have to be misread again."""
    came, alignment = mended(text)
    assert alignment.source_length == len(text)
    assert came == text or any(read(came) == text for read in MISREAD.values())


@settings(max_examples=500, deadline=None)
@given(PERSIAN, st.sampled_from(sorted(MISREAD)))
def test_mending_is_all_or_nothing(text: str, encoding: str) -> None:
    """A line comes back whole or stays as it came, and mending again changes nothing."""
    came = MISREAD[encoding](text)
    once = mended(came)[0]
    assert once in (text, came)
    assert mended(once)[0] == once
