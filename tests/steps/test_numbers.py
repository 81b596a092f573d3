"""Numbers: compound ones of words, figures and scales, and what is no number."""

import pytest

from pipeline.steps.numbers import number_before

ZWNJ = "\u200c"


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("شش هزار و ۳۰۰ میلیارد", 6.3e12),
        ("هزار و ۲۰۰ میلیارد", 1.2e12),
        ("یک هزار و ۲۰۰ میلیون", 1.2e9),
        ("شش هزار و ۳۰۰ میلیارد و ۵۰۰ میلیون", 6.3005e12),
        ("دو تریلیون و سیصد میلیارد", 2.3e12),
        ("دو هزار میلیارد و ۳۰۰ میلیارد", 2.3e12),
        ("۳۵ هزار میلیارد", 3.5e13),
        ("دو میلیون و سیصد هزار میلیارد", 2.3e15),
        ("۲ میلیون و ۵۰۰ هزار", 2.5e6),
        ("یک میلیون و ۲۰۰ هزار و ۵۰", 1_200_050.0),
        ("سه میلیارد و ۲۰ میلیون و ۵ هزار و ۱۲", 3_020_005_012.0),
        ("صد و بیست و پنج هزار و سیصد و یازده", 125_311.0),
        (f"بیست{ZWNJ}و{ZWNJ}پنج", 25.0),
        ("دویست و ۵۰ هزار", 250_000.0),
        ("یک صد و دو", 102.0),
        ("دو صد و پنجاه هزار", 250_000.0),
        ("هزار", 1000.0),
        ("هزار و ۴۰۰", 1400.0),
        ("۲٫۵ میلیارد", 2.5e9),
        ("۱۲/۵", 12.5),
        ("۱۲٬۵۰۰٬۰۰۰", 12.5e6),
        ("نیم میلیون", 5e5),
        ("دو و نیم میلیون", 2.5e6),
        ("یک میلیون و نیم", 1.5e6),
        ("۲۰ و نیم", 20.5),
        ("صفر", 0.0),
    ],
)
def test_one_number(number: str, value: float) -> None:
    """Words, figures and scales add up and multiply as they are spoken."""
    text = f"بودجه {number} "
    assert number_before(text, len(text)) == (len("بودجه "), value)


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("۳ تا ۵ میلیارد", "۵ میلیارد", 5e9),
        ("۳-۵ میلیارد", "۵ میلیارد", 5e9),
        ("بین ۵ و ۱۰", "۱۰", 10.0),
        ("بین ۵ هزار و ۱۰ هزار", "۱۰ هزار", 1e4),
        ("بین ۵۰۰ هزار و ۳ میلیارد", "۳ میلیارد", 3e9),
        ("بین ۲ میلیون و ۵۰۰ هزار و ۳ میلیون", "۳ میلیون", 3e6),
        ("میان صد و دویست", "دویست", 200.0),
        ("پنج و ده", "ده", 10.0),
        ("۱۰ میلیون و ۲۰ میلیون", "۲۰ میلیون", 2e7),
        ("سال ۱۳۹۹ ۵", "۵", 5.0),
        ("یارانه‌ها و ۵", "۵", 5.0),
        ("سهم ۶۰", "۶۰", 60.0),
        ("سال دوم ۵", "۵", 5.0),
    ],
)
def test_two_numbers_are_not_added(text: str, number: str, value: float) -> None:
    """Of a range or a list only the last number counts."""
    assert number_before(text, len(text)) == (len(text) - len(number), value)


@pytest.mark.parametrize(
    "text",
    [
        "دو سوم", "یک دهم", "دو سوم هزار", "یک دوم", "چند صد میلیون", "چند ده هزار", "چندین هزار", "ده‌ها میلیون",
        "صدها هزار", "هزاران میلیارد", "میلیون", "دو سه میلیون", "هفت هشت", "۲ ممیز ۵", "۱۳۹۹/۱۱/۰۸", "۱۸:۳۰",
        "۱.۲.۳", "میلیون هزار", "۲۰۰ هزار و ۳ میلیون", "F۳۵", "و", "بین و", "",
        "۱/۰۸ و", "بیست و", "۳ میلیون و",
    ],
)  # fmt: skip
def test_no_number(text: str) -> None:
    """Fractions, vague counts, guesses and what only looks like a figure are no numbers."""
    assert number_before(text, len(text)) is None


def test_a_number_too_long_to_be_seen_whole_is_none() -> None:
    """A number whose beginning lies outside of what is looked at has no value."""
    text = "صد و " * 60 + "ده"
    assert number_before(text, len(text)) is None
