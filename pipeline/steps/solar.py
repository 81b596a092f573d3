"""Days, months and years of the solar and the common calendar."""

from datetime import date

from persiantools.jdatetime import JalaliDate

SOLAR_YEARS, COMMON_YEARS = range(1200, 1500), range(1800, 2101)


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


def whole_month(year: int, month: int) -> str:
    """Give a month in ISO 8601, one of the solar calendar as an interval."""
    if year in COMMON_YEARS:
        return f"{year}-{month:02}"
    days = JalaliDate.days_in_month(month, year)
    return f"{to_date(year, month, 1)}/{to_date(year, month, days)}"


def whole_year(year: int) -> str:
    """Give a year in ISO 8601, one of the solar calendar as an interval."""
    if year in COMMON_YEARS:
        return str(year)
    return f"{to_date(year, 1, 1)}/{to_date(year, 12, JalaliDate.days_in_month(12, year))}"


def solar_month_of(day: date) -> int:
    """Give the month of the solar calendar that a day lies in."""
    return JalaliDate(day).month  # type: ignore[no-untyped-call]  # as above
