"""Spelling: one word spelled in two ways, and two words that look alike."""

import pytest

from pipeline.steps.spelling import followed, same_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("تهران", "طهران"),
        ("اتاق", "اطاق"),
        ("هییت", "هیات"),
        ("مسیولان", "مسوولان"),
        ("برخاست", "برخواست"),
        ("افزایش", "افازیش"),
        ("برگزار", "برگگزار"),
        ("خبرنگاران", "خبرناران"),
        ("استاندار", "استاتدار"),
    ],
)
def test_one_word_in_two_spellings(one: str, other: str) -> None:
    """Letters that sound the same, letters that changed places, one too many, one too few, one beside the right one."""
    assert same_word(one, other)
    assert same_word(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("شد", "نشد"),
        ("میشود", "نمیشود"),
        ("برمیگردد", "برنمیگردد"),
        ("حسن", "حسین"),
        ("ایران", "ایراک"),
        ("استان", "استاد"),
        ("افزایش", "کاهش"),
        ("کردند", "کرد"),
        ("کتاب", "کتابی"),
        ("شمال", "شمار"),
        ("۱۲", "۱۳"),
        ("رضایی", "رضوی"),
        ("فغانی", "فغفانی"),
        ("پنج", "پنجم"),
        ("منصوب", "منسوب"),
        ("تهدید", "تحدید"),
        ("صفر", "سفر"),
        ("اثاث", "اساس"),
        ("راضی", "رازی"),
        ("حلال", "هلال"),
        ("حیات", "حیاط"),
    ],
)
def test_two_words(one: str, other: str) -> None:
    """A denial, a name, another form of a word, a number, one that sounds alike: no way to spell the other."""
    assert not same_word(one, other)
    assert not same_word(other, one)


@pytest.mark.parametrize(
    ("told", "words", "count"),
    [
        ("او امد", "او امد و رفت", 2),
        ("او می رود", "او میرود زود", 2),
        ("گفت که امد", "گفت امد", 2),
        ("گفت امد", "گفت که امد", 3),
        ("او امد", "او", None),
        ("او امد", "او رفت", None),
        ("سال 3 5", "سال 35", None),
        ("سال 35", "سال 36", None),
        ("طهران افازیش برگگزار", "تهران افزایش برگزار", None),
        ("", "او", 0),
    ],
)
def test_how_many_words_tell_the_same(told: str, words: str, count: int | None) -> None:
    """Spacing and small words make no difference, numbers do, and of three odd words one may be another word."""
    assert followed(told.split(), words.split()) == count
