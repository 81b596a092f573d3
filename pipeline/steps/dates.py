"""Dates, times and durations, and their values in ISO 8601.

A date of the solar calendar that has no day is an interval (`2021-01-20/2021-02-18`), for ISO has no such months.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from pipeline.steps.numbers import ATOMS, number_before
from pipeline.steps.verbs import tense
from pipeline.steps.words import Words

_ONES = ("یکم", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم")
_TEENS = ("دهم", "یازدهم", "دوازدهم", "سیزدهم", "چهاردهم", "پانزدهم", "شانزدهم", "هفدهم", "هجدهم", "نوزدهم")
ORDINALS = {
    "اول": 1, **{word: day for day, word in enumerate((*_ONES, *_TEENS, "بیستم"), 1)},
    **{f"بیستو{word}": day for day, word in enumerate(_ONES, 21)}, "سیام": 30, "سیم": 30, "سیویکم": 31,
}  # fmt: skip
SOLAR_YEARS, COMMON_YEARS = range(1200, 1500), range(1800, 2101)
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{4})([/-])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?![\d:])")
_POINTS = frozenset("٫./")
AFTERNOON = {"بعدازظهر": 12, "عصر": 12, "شب": 12, "صبح": 0, "بامداد": 0, "ظهر": 12}
AHEAD, BEHIND, AGO = frozenset(("اینده", "بعد")), frozenset(("گذشته", "قبل", "پیش")), frozenset(("پیش", "قبل"))
WEEK, YEAR = "هفته", "سال"
WEEKDAYS = frozenset(("شنبه", "یکشنبه", "دوشنبه", "سهشنبه", "چهارشنبه", "پنجشنبه", "جمعه"))
NOT_DAYS = frozenset(("نماز", "امام", "امامان", "ایمه", "شهر", "پایتخت"))  # before جمعه, and before Tajikistan's دوشنبه
EVERY = frozenset(("هر", "روزهای"))  # before a weekday that is none in particular
AFTER_CITY = frozenset(("پایتخت", "تاجیکستان"))
MAX_COUNT = 10_000  # of days, hours and the like; more are no duration that news tell
MAX_LOOK_AHEAD = 25  # words in which a verb may make a weekday one to come
SPEECH = frozenset(("میگوید", "میگویند", "میافزاید", "مینویسد", "مینویسند"))  # present tense of what was said


@dataclass(frozen=True, slots=True)
class Value:
    """A span of text, at code points `start` to `end`, with its value in ISO 8601."""

    start: int
    end: int
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its words, and the day on which it is read."""

    text: str
    words: Words
    today: date

    def key(self, at: int) -> str:
        """Give the key of word `at`, empty beyond the text."""
        return self.words.keys[at] if 0 <= at < len(self.words) else ""

    def value(self, first: int, end: int, value: str, kind: str = "date") -> Value:
        """Give the value of the words from `first` to `end`."""
        return Value(self.words.starts[first], self.words.ends[end - 1], value, kind)


Reader = Callable[[Reading, int, int, str], Value | None]  # words from, words to, what the cue stands for


def written_in_figures(reading: Reading) -> Iterator[Value]:
    """Find ۱۳۹۹/۱۱/۰۸, 2021-01-26 and ۱۸:۳۰."""
    for found in _NUMERIC.finditer(reading.text):
        day = to_date(int(found[1]), int(found[3]), int(found[4]))
        if day:
            yield Value(*found.span(), day.isoformat(), "date")
    for found in _CLOCK.finditer(reading.text):
        hour, minute = int(found[1]), int(found[2])
        if hour < 24 and minute < 60:
            yield Value(*found.span(), f"{hour:02}:{minute:02}", "time")


def to_date(year: int, month: int, day: int) -> date | None:
    """Give the day of either calendar, told apart by the year; None when there is no such day."""
    try:
        if year in SOLAR_YEARS:
            return JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]  # persiantools has none
        return date(year, month, day) if year in COMMON_YEARS else None
    except ValueError:
        return None


def solar_year(day: date) -> int:
    """Give the solar year that a day lies in."""
    return JalaliDate(day).year  # type: ignore[no-untyped-call]  # as above


def solar_month(reading: Reading, at: int, end: int, month: str) -> Value | None:
    """Read «سه‌شنبه ۷ بهمن ۱۳۹۹», «هفتم بهمن», «بهمن ۱۳۹۹»."""
    return _month(reading, at, end, (int(month), solar_year(reading.today), SOLAR_YEARS))


def common_month(reading: Reading, at: int, end: int, month: str) -> Value | None:
    """Read «۲۶ ژانویه ۲۰۲۱», «ژانویه ۲۰۲۱»."""
    return _month(reading, at, end, (int(month), reading.today.year, COMMON_YEARS))


def _month(reading: Reading, at: int, end: int, calendar: tuple[int, int, range]) -> Value | None:
    month, this_year, years = calendar
    first, day = _day_before(reading, at)
    end, year = _year_after(reading, end, years)
    if day:
        candidates = [year] if year else [this_year - 1, this_year, this_year + 1]
        dates = [found for found in (to_date(one, month, day) for one in candidates) if found]
        nearest = min(dates, key=lambda found: abs(found - reading.today), default=None)
        return reading.value(_with_weekday(reading, first), end, nearest.isoformat()) if nearest else None
    return reading.value(at, end, _whole_month(year, month)) if year else None


def _day_before(reading: Reading, at: int) -> tuple[int, int]:
    before = reading.key(at - 1)
    if before.isdecimal() and 1 <= int(before) <= 31 and reading.key(at - 2) not in _POINTS:
        return at - 1, int(before)
    for length in (3, 2, 1):
        day = ORDINALS.get("".join(reading.key(at - back) for back in range(length, 0, -1)))
        if day:
            return at - length, day
    return at, 0


def _with_weekday(reading: Reading, first: int) -> int:
    last = first - 1 if reading.key(first - 1) == "،" else first
    for length in (1, 2):
        if "".join(reading.key(at) for at in range(last - length, last)) in WEEKDAYS:
            return last - length
    return first


def _year_after(reading: Reading, end: int, years: range) -> tuple[int, int]:
    at = end + 1 if reading.key(end) == YEAR else end
    key = reading.key(at)
    return (at + 1, int(key)) if key.isdecimal() and len(key) == 4 and int(key) in years else (end, 0)


def _whole_month(year: int, month: int) -> str:
    if year in COMMON_YEARS:
        return f"{year}-{month:02}"
    days = JalaliDate.days_in_month(month, year)
    return f"{to_date(year, month, 1)}/{to_date(year, month, days)}"


def _whole_year(year: int) -> str:
    if year in COMMON_YEARS:
        return str(year)
    return f"{to_date(year, 1, 1)}/{to_date(year, 12, JalaliDate.days_in_month(12, year))}"


def weekday(reading: Reading, at: int, end: int, weekday_: str) -> Value | None:
    """Read a weekday: the last one up to today, or the next one where the sentence says what will be."""
    if not _is_one_day(reading, at, end):
        return None
    today = reading.today
    back = (today.weekday() - int(weekday_)) % 7
    after, week = reading.key(end), reading.key(end) == WEEK
    if week:
        after = reading.key(end + 1)
    if after in AHEAD or after in BEHIND:
        sign = 1 if after in AHEAD else -1
        if week:  # weeks begin on Saturday
            day = today - timedelta((today.weekday() + 2) % 7) + timedelta((int(weekday_) + 2) % 7 + 7 * sign)
        else:
            day = today + timedelta(7 - back if sign > 0 else -(back or 7))
        return reading.value(at, end + 1 + week, day.isoformat())
    ahead = (7 - back) % 7 if _will_be(reading, end) else -back
    return reading.value(at, end, (today + timedelta(ahead)).isoformat())


def _is_one_day(reading: Reading, at: int, end: int) -> bool:
    before, after = reading.key(at - 1), reading.key(end)
    if before in NOT_DAYS or before in EVERY or (before == "روز" and reading.key(at - 2) in EVERY):
        return False
    return after != "سوری" and reading.key(end + (after in ("،", "("))) not in AFTER_CITY


def _will_be(reading: Reading, at: int) -> bool:
    """Tell whether the next verb of the sentence looks ahead."""
    for key in reading.words.keys[at : at + MAX_LOOK_AHEAD]:
        if key in ("۔", ".", "\n"):
            return False
        if key not in SPEECH and (found := tense(key)) is not None:
            return found != "past"
    return False


def relative_day(reading: Reading, at: int, end: int, distance: str) -> Value | None:
    """Read «امروز», «دیروز», «فردا»."""
    return reading.value(at, end, (reading.today + timedelta(int(distance))).isoformat())


def this_year(reading: Reading, at: int, end: int, distance: str) -> Value | None:
    """Read «امسال» and «پارسال»."""
    return reading.value(at, end, _whole_year(solar_year(reading.today) + int(distance)))


def unit(reading: Reading, at: int, end: int, unit_: str) -> Value | None:
    """Read «سه روز», «۹۰ دقیقه», «دو هفته پیش»; «سال ۱۳۹۹»; «ساعت ۱۸:۳۰»."""
    number = number_before(reading.text, reading.words.starts[at])
    if number is None:
        return _year(reading, at, end) if unit_ == "Y" else _time(reading, at, end) if unit_ == "TH" else None
    start, count = number
    if count >= (SOLAR_YEARS.start if unit_ in ("M", "Y") else MAX_COUNT):
        return None
    if reading.key(end) in AGO and unit_ in ("D", "W") and count == int(count):
        then = reading.today - timedelta(int(count) * (7 if unit_ == "W" else 1))
        return Value(start, reading.words.ends[end], then.isoformat(), "date")
    prefix, letter = ("PT", unit_[1]) if unit_[0] == "T" else ("P", unit_)
    return Value(start, reading.words.ends[end - 1], f"{prefix}{count:.10g}{letter}", "duration")


def _year(reading: Reading, at: int, end: int) -> Value | None:
    key = reading.key(end)
    if not (key.isdecimal() and (int(key) in SOLAR_YEARS or int(key) in COMMON_YEARS)):
        return None
    return reading.value(at, end + 1, _whole_year(int(key)))


def _time(reading: Reading, at: int, end: int) -> Value | None:
    hour, minute = _hour(reading.key(end)), 0
    if hour is None or (reading.key(end + 1) in _POINTS and reading.key(end + 2).isdecimal()):
        return None
    end += 1
    if reading.key(end) == ":" and reading.key(end + 1).isdecimal():
        minute, end = int(reading.key(end + 1)), end + 2
    elif reading.key(end) == "و" and reading.key(end + 1).isdecimal() and reading.key(end + 2) == "دقیقه":
        minute, end = int(reading.key(end + 1)), end + 3
    later = AFTERNOON.get(reading.key(end))
    hour += later if later and hour < 12 else 0
    if minute > 59:
        return None
    return reading.value(at, end + (later is not None), f"{hour:02}:{minute:02}", "time")


def _hour(key: str) -> int | None:
    hour = int(key) if key.isdecimal() else int(ATOMS.get(key, 24))
    return hour if hour < 24 else None


READERS: dict[str, Reader] = {
    "weekday": weekday, "jalali": solar_month, "afghan": solar_month, "gregorian": common_month, "day": relative_day,
    "this_year": this_year, "unit": unit,
}  # fmt: skip
