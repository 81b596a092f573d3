"""Facts: which words tell two reports of the same kind apart."""

import pytest

from pipeline.duplicates.facts import ARTICLE, COMMON, NAME, NUMBER, PLACE, PLAIN, TIME, facts
from pipeline.duplicates.vocabulary import _vocabulary, look_up
from pipeline.steps.canonical import words_of


def kinds(text: str) -> list[tuple[str, int]]:
    """Give the words of a text that are no others' part, with their kinds."""
    words = words_of(text)
    found = facts(words, look_up(words).kinds)
    return [
        (found.values.get(at, word), int(kind))
        for at, (word, kind) in enumerate(zip(words, found.kinds, strict=True))
        if kind != COMMON
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("۱۲ هزار و ۵۰۰", "12500"),
        ("بیست و سه", "23"),
        ("دو میلیارد و ۳۰۰ میلیون", "2300000000"),
        ("صد و بیست", "120"),
        ("۰۷", "7"),
        ("نیم", "0.5"),
        ("نیم میلیون", "0.5میلیون"),
        ("دوازدهمین", "12"),
        ("چهلم", "40"),
    ],
)
def test_a_number_is_one_fact_however_it_is_written(text, value):
    """Digits, words and both together; «و» between its parts is part of it."""
    assert kinds(text) == [(value, NUMBER)]


def test_numbers_that_stand_together_stay_apart():
    """A decimal is two numbers, as every outlet writes it."""
    assert kinds("۳.۵ درصد") == [("3", NUMBER), ("5", NUMBER), ("درصد", PLAIN)]


def test_one_is_an_article():
    """«یک» is none of the facts; «بیست و یک» is."""
    assert kinds("یک نفر") == [("1", ARTICLE), ("نفر", PLAIN)]
    assert kinds("بیست و یک نفر") == [("21", NUMBER), ("نفر", PLAIN)]


def test_days_and_months_are_times_and_towns_are_places():
    """«سه شنبه» is a day, with the blank or without."""
    assert kinds("سه شنبه ۱۲ بهمن در مشهد") == [("سهشنبه", TIME), ("12", NUMBER), ("بهمن", TIME), ("مشهد", PLACE)]


def test_words_of_no_dictionary_are_names():
    """A surname is one; two words that were run together are not."""
    assert kinds("قالیباف گفت") == [("قالیباف", NAME)]
    assert kinds("جانباختگان") == [("جانباختگان", PLAIN)]


def test_a_word_without_end_takes_no_time():
    """Letters by the ten thousand are no two words run together; looking for these takes the square of the time."""
    word = "ب" * 2_000_000  # twenty minutes, were they looked for
    assert kinds(word) == [(word, NAME)]
    assert word not in _vocabulary()  # what is kept is bounded
