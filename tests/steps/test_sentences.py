"""Sentences: where they end, where they do not, and exact places."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.steps.sentences import _at_places, split_sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("او آمد. او رفت.", ["او آمد.", "او رفت."]),
        ("چرا؟ چون! شاید… بله", ["چرا؟", "چون!", "شاید…", "بله"]),
        ("تیتر بی‌نقطه\nخط دوم", ["تیتر بی‌نقطه", "خط دوم"]),
        ("  \n او آمد.  ", ["او آمد."]),
        ("", []),
    ],
)
def test_sentences_end_at_enders_and_newlines(text: str, sentences: list[str]) -> None:
    """Full stops, question and exclamation marks, ellipses and newlines end a sentence."""
    assert cut(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "دکتر م. ر. عارف به شهر ف. رفت و ماند",
        "رشد ۳.۵ درصدی و ۳٫۵ درصدی در www.mehrnews.com ثبت شد",
        "او گفت: «می‌آیم. زود می‌آیم! باشد؟» و رفت",
        "نخست این؛ سپس آن",
    ],
)
def test_sentences_do_not_end_inside(text: str) -> None:
    """Initials, decimals, addresses, quotes and semicolons do not end a sentence."""
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("او گفت: «می‌آیم.» سپس رفت.", ["او گفت: «می‌آیم.»", "سپس رفت."]),
        ("پرسید: «چرا؟» کسی نگفت.", ["پرسید: «چرا؟»", "کسی نگفت."]),
        ("فیلم «چرا؟» اکران شد.", ["فیلم «چرا؟» اکران شد."]),
        ("گفت: «می‌روم.» و رفت.", ["گفت: «می‌روم.» و رفت."]),
        ("خندیدند. (او هم خندید.) رفتند.", ["خندیدند.", "(او هم خندید.)", "رفتند."]),
        ("خواست برود … اما ماند. من … من دیدم.", ["خواست برود … اما ماند.", "من … من دیدم."]),
        ("۱. سد خالی است. ۲. آب نیست.", ["۱. سد خالی است.", "۲. آب نیست."]),
        ('او آمد. رفت. "', ["او آمد.", 'رفت. "']),
    ],
)
def test_what_follows_decides(text: str, sentences: list[str]) -> None:
    """A stop in a quote or bracket, an ellipsis and the number of a list end a sentence or go on with it."""
    assert cut(text) == sentences


@pytest.mark.parametrize("piece", ["«", "«ا. ", "(ا. ", "م. ", "…", "؟!", "«ا.»", "۱. ", "\n", ". ", "ا … ا"])
def test_the_time_is_linear(piece: str) -> None:
    """Ten kilobytes of what could be tried again and again take less than the 50 ms that a part may."""
    text = piece * (10_000 // len(piece))
    assert min(seconds(text) for _ in range(3)) < 0.05


def seconds(text: str) -> float:
    began = process_time()
    split_sentences(text)
    return process_time() - began


def test_a_long_speech_is_cut() -> None:
    """A quote longer than the limit has sentences of its own."""
    assert len(cut("او گفت: «" + "این یک جمله است. " * 30 + "»")) > 20


@given(st.text(alphabet="اب .!؟«»\n۵\u200c", max_size=60))
def test_nothing_but_blanks_is_lost(text: str) -> None:
    """Sentences stand in order, do not overlap, and hold every character that is not a blank."""
    spans = split_sentences(text)
    assert all(start < end and text[start:end].strip() == text[start:end] for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@settings(max_examples=1000)
@given(st.text(alphabet="ابمشد ..!؟«»\n۵\u200c،()1a_", max_size=40))
def test_the_short_way_cuts_as_the_long_one(text: str) -> None:
    """Where nothing but full stops ends sentences, the search for full stops finds the same places."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    assert split_sentences(text) == _at_places(text, start, end)
