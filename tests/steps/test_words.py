"""Words: what is one, exact places, keys, and a time that grows with the text."""

import sys
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.steps.tokens import MARK
from pipeline.steps.words import fold, name_key, split_words


def cut(text: str) -> str:
    return " ".join(split_words(text).texts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("دکتر م. ر. عارف رفت.", "دکتر م. ر. عارف رفت ."),
        ("تیم ما در گروه ب. ما", "تیم ما در گروه ب . ما"),
        ("سال ۵۵۰ ق.م. و Dr. Lee در U.S. بود.", "سال ۵۵۰ ق.م. و Dr. Lee در U.S. بود ."),
        ("۳.۵٪، ۱۲،۵۰۰ و ۱۸:۳۰ (۲-۱)", "۳.۵ ٪ ، ۱۲،۵۰۰ و ۱۸:۳۰ ( ۲-۱ )"),
        ("F-35، کووید-۱۹ و رشت-آستارا", "F-35 ، کووید-۱۹ و رشت - آستارا"),
        ("https://a.ir/b?c=1، a@b.com؛ #جام_جهانی!", "https://a.ir/b?c=1 ، a@b.com ؛ #جام_جهانی !"),
        ("«می‌رود؟!»", "« می‌رود ؟! »"),
        ("الف\nب", "الف \n ب"),
        ("", ""),
    ],
)
def test_words_are_cut_as_the_guide_says(text: str, words: str) -> None:
    """One case of each kind; hundreds more are in tests/quality/words.jsonl."""
    assert cut(text) == words


@given(st.text(alphabet="اب م.،؛:/-–!؟«»()\n\t۵1aF@#٪…\u200c\x1f\ufdd0", max_size=60))
def test_places_are_exact_and_nothing_is_lost(text: str) -> None:
    """Each word stands where it says, in order, and what stands between two is a blank or a stray ZWNJ."""
    words = split_words(text)
    assert len(words) == len(words.keys) == len(words.starts) == len(words.ends)
    place = 0
    for word, start, end in zip(words.texts, words.starts, words.ends, strict=True):
        assert text[start:end] == word
        assert text[place:start].strip(" \t\x1f\u200c\ufdd0") == ""
        place = end
    assert text[place:].strip(" \t\x1f\u200c\ufdd0") == ""


def test_all_blanks_part_words() -> None:
    """Whatever Python calls a blank, it parts words and is none."""
    blanks = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace() and chr(code) not in " \n"]
    assert [blank for blank in blanks if not MARK.fullmatch(blank)] == []
    assert [blank for blank in blanks if list(split_words(f"الف{blank}ب").texts) != ["الف", "ب"]] == []


@pytest.mark.parametrize("piece", ["م. ", "a-.", "1-", "http://(", "a.", "«", "x@", ".", "-", "\u200c ", "ب.ب", "#"])
def test_the_time_is_linear(piece: str) -> None:
    """Ten kilobytes of what could be tried again and again take less than the 50 ms that a part may."""
    text = piece * (10_000 // len(piece))
    assert min(seconds(text) for _ in range(3)) < 0.05


def seconds(text: str) -> float:
    began = process_time()
    split_words(text + " ")
    return process_time() - began


def test_keys_ignore_spelling() -> None:
    """Variants of letters and digits, ZWNJ and vowel signs make no difference, Latin case neither."""
    assert fold("كتاب\u200cهاي") == fold("کتابهای")
    assert fold("G20") == fold("g۲۰")
    assert name_key("خلیج‌فارس") == name_key("خلیج فارس")
