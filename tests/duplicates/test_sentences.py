"""Sentences: which of a story tell what has just happened, and which only give background."""

from collections.abc import Iterable

import pytest

from pipeline.duplicates.facts import facts
from pipeline.duplicates.sentences import BACKGROUND, CARRIER, FRESH, PLAIN, kinds_of
from pipeline.duplicates.vocabulary import look_up
from pipeline.steps.canonical import words_of
from pipeline.steps.invisible import ZWNJ

KINDS = {
    "گفتنی است در آزمون سال گذشته بیش از ۶۹۰ هزار نفر نام‌نویسی کرده بودند": BACKGROUND,
    "جایزه نوبل از سال ۱۹۰۱ هر سال داده می‌شود": BACKGROUND,
    "مونوکسیدکربن گازی بی‌رنگ و بی‌بو است": BACKGROUND,
    "پزشکان آن را قاتل پنهان می‌نامند": BACKGROUND,
    "این شهر در شمال استان قرار دارد": BACKGROUND,
    "وی پیش از این معاون درمان همین دانشگاه بود": BACKGROUND,
    "گفتنی است مدیرعامل پیشین گفت که در سال ۱۴۰۰ استعفا داد": BACKGROUND,
    "شامگاه سه‌شنبه دو نفر دیگر جان باختند": FRESH,
    "نخستین پرواز ساعت ۱۱ و ۱۰ دقیقه انجام شد": FRESH,
    "این بانک دیروز برای نخستین بار اوراق فروخت": FRESH,
    "راه ۶۰ روستا همچنان بسته است": FRESH,
    "شهردار استعفا داد": PLAIN,
    "گیلان‌آنلاین": CARRIER,
    "به گزارش پایگاه خبری کرمان‌نو": CARRIER,
    "نظر شما درباره این رأی چیست": BACKGROUND,
    "شمار جان‌باختگان این حادثه ۱۲ نفر است": PLAIN,
    "تاکنون پیکر دو ملوان پیدا شده است": PLAIN,
    "دو امدادگر زخمی شده‌اند": PLAIN,
    "سه تن بازداشت شده است": PLAIN,
    "وزیر گفت این رأی را مهلتی یک‌ساله می‌داند": PLAIN,
    "دادستان گفت امضای او در سال ۱۳۹۶ جعل شد": PLAIN,
}


def kinds(told: tuple[str, ...], ends: Iterable[int]) -> list[int]:
    """Give the kinds of the sentences of some words."""
    known = look_up(told)
    return list(kinds_of(told, facts(told, known.kinds).kinds, known.cues, ends))


def words(text: str) -> tuple[str, ...]:
    """Give the words of a text as canonical text has them."""
    return tuple(words_of(text.replace(ZWNJ, " ")))


@pytest.mark.parametrize(("sentence", "kind"), KINDS.items())
def test_a_sentence_is_of_its_kind(sentence, kind):
    """What was so before or is always so is background; today's news is fresh; the rest may be either."""
    told = words(sentence)
    assert kinds(told, (len(told),)) == [kind]


def test_each_sentence_has_a_kind():
    """In their order; a text without words has none."""
    parts = [words(sentence) for sentence in KINDS]
    ends = [sum(map(len, parts[: at + 1])) for at in range(len(parts))]
    assert kinds(sum(parts, ()), ends) == list(KINDS.values())
    assert kinds((), ()) == []
