"""Periods counted from today: «هفته آینده», «ماه گذشته», «سال جاری میلادی», «روز گذشته»."""

from datetime import timedelta

from pipeline.steps.readings import Reading, Value
from pipeline.steps.solar import solar_month_of, solar_year, whole_month, whole_year
from pipeline.steps.weekdays import week_of, weeks_ahead

COMMON = "میلادی"
DEICTIC = frozenset(("اینده", "گذشته", "جاری"))  # not «قبل» and «بعد»: they may count from another day than today
NOT_BEFORE = frozenset(("چند", "چندین", "هر", "شبانه", "یک", "اولین", "نخستین", "اخرین"))
ORDINAL_END = "مین"


def period(reading: Reading, at: int, end: int, unit: str) -> Value | None:
    """Read the day, week, month or year before, of or after today; `unit` is its letter in ISO 8601."""
    before, distance = reading.key(at - 1), weeks_ahead(reading.key(end))
    if distance is None or reading.key(end) not in DEICTIC or before in NOT_BEFORE or before.endswith(ORDINAL_END):
        return None
    common = reading.key(end + 1) == COMMON
    value = _common(reading, unit, distance) if common else _solar(reading, unit, distance)
    return reading.value(at, end + 1 + common, value) if value else None


def _solar(reading: Reading, unit: str, distance: int) -> str | None:
    today = reading.today
    if unit == "D":
        return (today - timedelta(1)).isoformat() if distance < 0 else None
    if unit == "W":
        saturday = week_of(today, distance)
        return f"{saturday}/{saturday + timedelta(6)}"
    if unit == "M":
        months = solar_year(today) * 12 + solar_month_of(today) - 1 + distance
        return whole_month(months // 12, months % 12 + 1)
    return whole_year(solar_year(today) + distance) if unit == "Y" else None


def _common(reading: Reading, unit: str, distance: int) -> str | None:
    months = reading.today.year * 12 + reading.today.month - 1 + distance
    if unit == "M":
        return whole_month(months // 12, months % 12 + 1)
    return whole_year(reading.today.year + distance) if unit == "Y" else None
