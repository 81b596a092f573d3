"""Times as people read them: «دوشنبه ۱۰ شهریور ۱۴۰۴ - ۱۲:۳۰», "1404/06/10 12:30", "September 1, 2025 at 12:30 PM".

Every piece of the text must have its part in the time, and each part may come once, in any order.
"""

import re
from datetime import date, datetime, time, tzinfo
from itertools import permutations

from pipeline.steps.moment import SOLAR_YEARS, BadTime, day_of, long_years, moment, on_weekday, zone_at
from pipeline.steps.time_words import ERAS, FILLERS, LUNAR, PARTS_OF_DAY, ZONES, months, weekdays
from schemas.story import ProblemReason

_NUMERIC_ZONE = r"(?:(?:UTC|GMT)[ ]?[+-]\d\d?(?::?\d\d)?|[+-]\d\d:?\d\d|[+]\d\d)(?![\d/.:-])(?:[ ]\([^()]*\))?"
_PART_OF_DAY = r"[AP]\.?M\b\.?|[قب]\.?[ ]?ظ\.?|(?:بعد|قبل|پیش)[ ]?از[ ]?ظهر|ظهر|صبح|عصر|شب|بامداد"
_NAMED_ZONE = r"به[ ]وقت[ ](?P<place>\w+)|ASIA/(?:TEHRAN|KABUL)|(?:Z|UTC?|GMT|IRST|IRDT|AFT)\b"
_TOKEN = re.compile(
    rf"""
    (?P<numeric>\d{{1,4}}(?P<between>[/.-])\d{{1,2}}(?P=between)\d{{1,4}}(?!\d))
    | (?P<clock>\d{{1,2}}:\d\d(?::\d\d(?:[.,]\d{{1,9}})?)?(?![\d:]))
      (?:[ ]*(?P<part_of_day>{_PART_OF_DAY}))?
      (?:[ ]*\(?(?P<zone>{_NUMERIC_ZONE}|{_NAMED_ZONE}))?
    | (?P<number>\d{{1,4}}(?!\d))
    | (?P<word>(?:(?:یک|دو|سه|چهار|پنج)[ ])?شنبه|ه\.?[ ]?[شق]\b\.?|[^\W\d_]+)
    | (?P<joint>[\s,،؛;|:()-]+|(?<=\s)/(?=\s)|\.(?!\d))
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OFFSET = re.compile(r"([+-])(\d\d?)(?::?(\d\d))?")

type Day = tuple[int, int, int]  # year, month and day of either calendar
type Parts = dict[str, list[str]]


def written_time(text: str, local: tzinfo) -> datetime:
    """Read a time from its `respelled` text; without a zone it is `local` time. Raises BadTime."""
    parts = _parts(text)
    day = _day(parts)
    clock = _only(parts, "clock")
    return moment(day, _clock(clock, _only(parts, "part_of_day")) if clock else None, _zone(parts, local), local)


def _parts(text: str) -> Parts:
    parts: Parts = {}
    for found in _TOKEN.finditer(text):
        kind = "clock" if found["clock"] else found.lastgroup or ""
        for name in ("clock", "part_of_day", "zone", "place") if kind == "clock" else (kind,):
            if found[name] is not None:
                piece = re.sub("[ .]", "", found[name]) if name in ("word", "part_of_day") else found[name]
                parts.setdefault(_kind(piece) if name == "word" else name, []).append(piece)
    return parts


def _kind(word: str) -> str:
    """Say what a word stands for; raise BadTime where it has no part in a time."""
    if word in weekdays():
        return "weekday"
    if _month(word) in months():
        return "month"
    if word in ERAS:
        return "era"
    if word in FILLERS:
        return "joint"
    if word in LUNAR:
        raise BadTime(
            ProblemReason.AMBIGUOUS, f"{word!r} is of the lunar calendar: its months differ from land to land"
        )
    raise BadTime(ProblemReason.UNREADABLE, f"{word!r} has no part in a time that is known")


def _month(word: str) -> str:
    return word if word in months() else word.removesuffix("ماه")


def _only(parts: Parts, kind: str) -> str | None:
    """Give the part of a kind, None when there is none. Raises BadTime when there are two."""
    found = parts.get(kind, ())
    if len(found) > 1:
        raise BadTime(ProblemReason.AMBIGUOUS, f"{found[0]!r} and {found[1]!r} are two of a kind: {kind}")
    return found[0] if found else None


def _day(parts: Parts) -> date:
    if "other" in parts:
        raise BadTime(ProblemReason.UNREADABLE, f"{parts['other'][0]!r} has no part in a time that is known")
    month, numeric, numbers = _only(parts, "month"), _only(parts, "numeric"), parts.get("number", [])
    if numeric and not month and not numbers:
        days = _numeric_days(numeric)
    elif month and not numeric:
        days = _named_days(month, numbers)
    else:
        raise BadTime(ProblemReason.UNREADABLE, "no date, or pieces that are none")
    era, weekday = _only(parts, "era"), _only(parts, "weekday")
    if era is not None:
        days = _of_era(era, days)
    return _one_of(days, None if weekday is None else weekdays()[weekday])


def _of_era(era: str, days: list[Day]) -> list[Day]:
    found = [day for day in days if ERAS[era] == (day[0] in SOLAR_YEARS)]
    if not found:
        raise BadTime(ProblemReason.IMPOSSIBLE, f"year {days[0][0]} is not of the calendar {era!r}")
    return found


def _numeric_days(numeric: str) -> list[Day]:
    """Give the days that a date in figures can be; after a year comes the month.

    A year of two figures may be of either calendar, and stand first or last: «۰۳/۰۱/۲۵» can be four days.
    """
    first, second, third = pieces = re.split("[/.-]", numeric)
    early = [int(first)] if len(first) == 4 else []
    late = [int(third)] if len(third) == 4 else []
    if not (early or late) and max(map(len, pieces)) == 2:
        early, late = long_years(first), long_years(third)
    days = [(year, int(second), int(third)) for year in early if len(third) <= 2]
    days += [(year, *pair) for year in late if len(first) <= 2 for pair in _either(int(second), int(first))]
    if not days:
        raise BadTime(ProblemReason.AMBIGUOUS, f"{numeric!r} has no year of four figures")
    return days


def _either(one: int, other: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (one, other), (other, one)


def _named_days(name: str, numbers: list[str]) -> list[Day]:
    """Give the days that a month by name and two numbers can be; a year of two figures is of the solar calendar."""
    month, longest = months()[_month(name)], max(map(len, numbers), default=0)
    pairs = [*permutations(numbers)] if len(numbers) == 2 else []
    days = [(int(year), month.number, int(day)) for year, day in pairs if len(year) == 4 > len(day)]
    if longest == 2 and month.solar:
        days = [(long, month.number, int(day)) for year, day in pairs for long in long_years(year, solar_only=True)]
    if not days:
        raise BadTime(ProblemReason.AMBIGUOUS, f"expected a day and a year of four figures, came {' '.join(numbers)!r}")
    if month.solar != (days[0][0] in SOLAR_YEARS):
        raise BadTime(ProblemReason.IMPOSSIBLE, f"{name!r} is no month of the calendar of year {days[0][0]}")
    return days


def _one_of(days: list[Day], weekday: int | None) -> date:
    """Give the one day that is meant: of «25/06/1404» the 25th; of «10/06/1404» none, unless the weekday tells."""
    found = {day for day in (_day_or_none(*one) for one in days) if day is not None}
    if not found:
        return day_of(*days[0])
    meant = sorted(day for day in found if weekday in (None, day.weekday()))
    if len(meant) > 1:
        raise BadTime(ProblemReason.AMBIGUOUS, f"it may be {meant[0]} or {meant[1]}")
    return on_weekday((meant or sorted(found))[0], weekday)


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return day_of(year, month, day)
    except BadTime:
        return None


def _clock(clock: str, part_of_day: str | None) -> time:
    """Read a clock; «۱:۳۰ بعدازظهر» is 13:30, and so is «۱۳:۳۰ بعدازظهر»."""
    try:
        shown = time.fromisoformat(clock if clock[2] == ":" else f"0{clock}")
    except ValueError as error:
        raise BadTime(ProblemReason.IMPOSSIBLE, f"{clock!r}: {error}") from None
    if part_of_day is None:
        return shown
    hours = PARTS_OF_DAY[part_of_day]
    twelve = shown.hour % 12
    fitting = [hour for hour in ((twelve, twelve + 12) if 1 <= shown.hour <= 12 else (shown.hour,)) if hour in hours]
    if len(fitting) != 1:
        raise BadTime(ProblemReason.IMPOSSIBLE, f"{clock!r} is not {part_of_day!r}")
    return shown.replace(hour=fitting[0])


def _zone(parts: Parts, local: tzinfo) -> tzinfo | None:
    zone, place = _only(parts, "zone"), _only(parts, "place")
    if zone is None or place == "محلی":
        return None if zone is None else local
    offset = _OFFSET.search(zone)
    if offset is None:
        if (place or zone) not in ZONES:
            raise BadTime(ProblemReason.UNREADABLE, f"{zone!r} is no zone that is known")
        return ZONES[place or zone]
    sign, hours, minutes = offset.groups("0")
    return zone_at(int(f"{sign}{hours}"), int(f"{sign}{minutes}"))
