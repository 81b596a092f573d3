"""Dates, times and durations, and their values in ISO 8601.

A date of the solar calendar that has no day is an interval (`2021-01-20/2021-02-18`), for ISO has no such months; so
is a span of days, «۲۰ تا ۲۵ بهمن».
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from pipeline.steps.numbers import AND, ATOMS, MULTIPLIERS, number_before
from pipeline.steps.periods import period
from pipeline.steps.readings import Reading, Value
from pipeline.steps.solar import COMMON_YEARS, SOLAR_YEARS, solar_year, to_date, whole_month, whole_year
from pipeline.steps.weekdays import WEEKDAYS, weekday

_ONES = ("یکم", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم")
_TEENS = ("دهم", "یازدهم", "دوازدهم", "سیزدهم", "چهاردهم", "پانزدهم", "شانزدهم", "هفدهم", "هجدهم", "نوزدهم")
ORDINALS = {
    "اول": 1, **{word: day for day, word in enumerate((*_ONES, *_TEENS, "بیستم"), 1)},
    **{f"بیستو{word}": day for day, word in enumerate(_ONES, 21)}, "سیام": 30, "سیم": 30, "سیویکم": 31,
}  # fmt: skip
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{4})([/-])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_DAYS = re.compile(r"(\d{1,2})[-–](\d{1,2})")
_DASHES, _UP_TO = frozenset("-–"), "تا"
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?![\d:])")
AGO = frozenset(("پیش", "قبل"))
NOT_BEFORE_CLOCK = frozenset(("هر", "این", "ان", "همین", "همان", "چند", "یک"))  # «هر ساعت ۵ بار»
NOT_AFTER_HOUR = frozenset((*MULTIPLIERS, "نفر", "بار", "درصد", "دلار", "دلاری"))
NIGHT, DAWN = frozenset(("شب", "بامداد")), 5  # «۲ شب» is before dawn, «۱۲ شب» midnight
YEAR, HOUR = "سال", "ساعت"
AFTERNOON = {"بعدازظهر": 12, "عصر": 12, "شب": 12, "صبح": 0, "بامداد": 0, "ظهر": 12}
MAX_DAY = 31
MAX_COUNT = 10_000  # of days, hours and the like; more are no duration that news tell

NOT_BEFORE_DAYS = frozenset((HOUR, "هفته", "دهه", "نیمه", "بند", "ماده"))  # «ساعت ۲۰ و ۲۱ بهمن»

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


def solar_month(reading: Reading, at: int, end: int, month: str) -> list[Value]:
    """Read «سه‌شنبه ۷ بهمن ۱۳۹۹», «هفتم بهمن», «۲۰-۲۵ بهمن», «۲۰ و ۲۱ بهمن», «بهمن ۱۳۹۹»."""
    return _month(reading, at, end, (int(month), solar_year(reading.today), SOLAR_YEARS))


def common_month(reading: Reading, at: int, end: int, month: str) -> list[Value]:
    """Read «۲۶ ژانویه ۲۰۲۱», «۳ August», «ژانویه ۲۰۲۱»."""
    return _month(reading, at, end, (int(month), reading.today.year, COMMON_YEARS))


def _month(reading: Reading, at: int, end: int, calendar: tuple[int, int, range]) -> list[Value]:
    month, this_year, years = calendar
    first, days = _days_before(reading, at)
    end, year = _year_after(reading, end, years)
    if not days:
        return [reading.value(at, end, whole_month(year, month))] if year else []
    candidates = [year] if year else [this_year - 1, this_year, this_year + 1]
    found: list[Value] = []
    before = MAX_DAY + 1
    while days and days[-1] < before:
        first, before = _with_weekday(reading, first), days[0]
        if value := _nearest(reading.today, [span for one in candidates if (span := _span(one, month, days))]):
            found.append(reading.value(first, end, value))
        first, end, days = _days_beside(reading, first, is_list=len(found) > 1)
    return found


def _nearest(today: date, spans: list[list[date]]) -> str:
    nearest = min(spans, key=lambda found: abs(found[-1] - today), default=())
    return "/".join(day.isoformat() for day in nearest)


def _days_beside(reading: Reading, at: int, *, is_list: bool) -> tuple[int, int, tuple[int, ...]]:
    """Give start, end and days of the «۲۰» before the «۲۱» at `at` («۲۰ و ۲۱ بهمن»), in a list («۱۹، ۲۰ و ۲۱») too."""
    if reading.key(at - 1) != AND and not (is_list and reading.key(at - 1) == "،"):
        return at, at, ()
    first, days = _days_before(reading, at - 1)
    return first, at - 1, () if reading.key(first - 1) in NOT_BEFORE_DAYS else days


def _span(year: int, month: int, days: tuple[int, ...]) -> list[date]:
    """Give the days of a month, none where one of them isn't in it."""
    found = [day for day in (to_date(year, month, one) for one in days) if day]
    return found if len(found) == len(days) else []


def _days_before(reading: Reading, at: int) -> tuple[int, tuple[int, ...]]:
    """Give where «۲۰», «۲۰-۲۵» or «۲۰ تا ۲۵» before word `at` begins, and its first and last day."""
    if dashed := _DAYS.fullmatch(reading.key(at - 1)):
        return at - 1, tuple(sorted({int(dashed[1]), int(dashed[2])}))
    last, day = _day_before(reading, at)
    if day and (reading.key(last - 1) == _UP_TO or reading.key(last - 1) in _DASHES):
        first, earlier = _day_before(reading, last - 1)
        if 0 < earlier < day and reading.key(first - 1) != HOUR:
            return first, (earlier, day)
    return last, (day,) if day else ()


def _day_before(reading: Reading, at: int) -> tuple[int, int]:
    before = reading.key(at - 1)
    if before.isdecimal() and 1 <= int(before) <= MAX_DAY:
        return at - 1, int(before)
    for length in range(min(at, 3), 0, -1):
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


def relative_day(reading: Reading, at: int, end: int, distance: str) -> Value | None:
    """Read «امروز», «دیروز», «فردا»."""
    return reading.value(at, end, (reading.today + timedelta(int(distance))).isoformat())


def this_year(reading: Reading, at: int, end: int, distance: str) -> Value | None:
    """Read «امسال» and «پارسال»."""
    return reading.value(at, end, whole_year(solar_year(reading.today) + int(distance)))


def unit(reading: Reading, at: int, end: int, unit_: str) -> Value | None:
    """Read «سه روز», «۹۰ دقیقه», «دو هفته پیش»; «سال ۱۳۹۹»; «هفته آینده»; «ساعت ۱۸:۳۰»."""
    number = number_before(reading.text, reading.words.starts[at])
    if number is None:
        return _time(reading, at, end) if unit_ == "TH" else _year(reading, at, end, unit_)
    start, count = number
    if count >= (SOLAR_YEARS.start if unit_ in ("M", "Y") else MAX_COUNT):
        return None
    if reading.key(end) in AGO and unit_ in ("D", "W") and count == int(count):
        then = reading.today - timedelta(int(count) * (7 if unit_ == "W" else 1))
        return Value(start, reading.words.ends[end], then.isoformat(), "date")
    prefix, letter = ("PT", unit_[1]) if unit_[0] == "T" else ("P", unit_)
    return Value(start, reading.words.ends[end - 1], f"{prefix}{count:.10g}{letter}", "duration")


def _year(reading: Reading, at: int, end: int, unit_: str) -> Value | None:
    key = reading.key(end)
    if not key.isdecimal():
        return period(reading, at, end, unit_)
    if unit_ != "Y" or not (int(key) in SOLAR_YEARS or int(key) in COMMON_YEARS):
        return None
    return reading.value(at, end + 1, whole_year(int(key)))


def _time(reading: Reading, at: int, end: int) -> Value | None:
    clock = _CLOCK.fullmatch(reading.key(end))
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (_hour(reading.key(end)), 0)
    if hour is None or reading.key(at - 1) in NOT_BEFORE_CLOCK or reading.key(end + 1) in NOT_AFTER_HOUR:
        return None
    end += 1
    if reading.key(end) == "و" and reading.key(end + 1).isdecimal() and reading.key(end + 2) == "دقیقه":
        minute, end = int(reading.key(end + 1)), end + 3
    later = AFTERNOON.get(reading.key(end))
    if reading.key(end) in NIGHT and (hour == 12 or hour < DAWN):
        hour %= 12
    else:
        hour += later if later and hour < 12 else 0
    if hour > 23 or minute > 59:
        return None
    return reading.value(at, end + (later is not None), f"{hour:02}:{minute:02}", "time")


def _hour(key: str) -> int | None:
    hour = int(key) if key.isdecimal() else int(ATOMS.get(key, 24))
    return hour if hour < 24 else None


READERS: dict[str, Reader] = {"weekday": weekday, "day": relative_day, "this_year": this_year, "unit": unit}
MONTH_READERS: dict[str, Callable[[Reading, int, int, str], list[Value]]] = {
    "jalali": solar_month, "afghan": solar_month, "gregorian": common_month,
}  # fmt: skip


def read(reading: Reading, at: int, end: int, cue: tuple[str, str]) -> list[Value]:
    """Give what the words of a cue, of a kind and value, say."""
    kind, value = cue
    if kind in MONTH_READERS:
        return MONTH_READERS[kind](reading, at, end, value)
    one = READERS[kind](reading, at, end, value) if kind in READERS else None
    return [one] if one else []
