"""A day, a clock and a zone put together to a moment; what is impossible or can be read in two ways is refused."""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from persiantools.jdatetime import JalaliDate

from schemas.story import ProblemReason

# The year tells the calendar. Outside of these stand the "no time" of other systems (year 1) and years of the lunar
# calendar: 1430 began in December 2008, and until 2051 no news can be of a solar year that late. From 2100 on stand the
# Buddhist calendar (2568 is 2025) and the imperial one of Iran (2535 was 1976).
SOLAR_YEARS, COMMON_YEARS = range(1279, 1430), range(1900, 2100)
LUNAR_YEARS = range(1430, 1500)
SHORT_SOLAR_YEARS, SHORT_COMMON_YEARS = range(1350, 1420), range(1971, 2042)  # two figures stand for: the same 70 years
LEAST_OFFSET, MOST_OFFSET = timedelta(hours=-12), timedelta(hours=14)  # of the zones on earth


class BadTime(ValueError):
    """What came is no time that can be taken: `reason` says why, `detail` what is wrong with it."""

    def __init__(self, reason: ProblemReason, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


def day_of(year: int, month: int, day: int) -> date:
    """Give a day of the solar or the common calendar, told apart by the year. Raises BadTime."""
    if year in LUNAR_YEARS:
        raise BadTime(ProblemReason.AMBIGUOUS, f"year {year} may be of the lunar calendar")
    if year not in SOLAR_YEARS and year not in COMMON_YEARS:
        raise BadTime(ProblemReason.IMPOSSIBLE, f"year {year} is not in 1279 to 1429 (solar) or 1900 to 2099 (common)")
    try:
        if year in SOLAR_YEARS:
            return JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]  # persiantools has none
        return date(year, month, day)
    except ValueError:
        raise BadTime(ProblemReason.IMPOSSIBLE, f"there is no day {year}-{month:02}-{day:02}") from None


def long_years(figures: str, *, solar_only: bool = False) -> list[int]:
    """Give the years that two figures stand for, one of each calendar at most."""
    calendars = (SHORT_SOLAR_YEARS,) if solar_only else (SHORT_SOLAR_YEARS, SHORT_COMMON_YEARS)
    return [year for years in calendars for year in years if f"{year % 100:02}" == figures]


def moment(day: date, clock: time | None, zone: tzinfo | None, local: tzinfo) -> datetime:
    """Give the moment at which a clock showed a time, in `local` where no zone is told. Raises BadTime.

    A day without a clock stands for its first moment.
    """
    shown = datetime.combine(day, clock or time())
    if isinstance(zone, timezone):
        return checked(shown.replace(tzinfo=zone))
    return placed(shown, zone or local, whole_day=clock is None)


def on_weekday(day: date, weekday: int | None) -> date:
    """Give a day that is said to be a weekday (Monday is 0). Raises BadTime where it is not."""
    if weekday in (None, day.weekday()):
        return day
    raise BadTime(ProblemReason.IMPOSSIBLE, f"{day} is a {day:%A}, not what the weekday says")


def zone_at(hours: int, minutes: int) -> tzinfo:
    """Give the zone so far ahead of UTC. Raises BadTime."""
    if abs(hours) >= 24 or abs(minutes) >= 60:
        raise BadTime(ProblemReason.IMPOSSIBLE, f"no place is {hours}:{abs(minutes):02} ahead of UTC")
    return timezone(timedelta(hours=hours, minutes=minutes))


def checked(aware: datetime) -> datetime:
    """Give a moment whose offset some place on earth may have. Raises BadTime."""
    offset = aware.utcoffset()
    if offset is None or not LEAST_OFFSET <= offset <= MOST_OFFSET:
        raise BadTime(ProblemReason.IMPOSSIBLE, f"no place is {offset} ahead of UTC")
    return aware


def placed(naive: datetime, local: tzinfo, *, whole_day: bool) -> datetime:
    """Give the moment at which clocks of `local` showed a time; only one moment may be meant. Raises BadTime."""
    first, second = naive.replace(tzinfo=local), naive.replace(tzinfo=local, fold=1)
    early, late = first.utcoffset(), second.utcoffset()
    if early == late or early is None or late is None:
        return first
    if whole_day:
        return first.astimezone(UTC).astimezone(local)
    if early < late:
        raise BadTime(ProblemReason.IMPOSSIBLE, f"clocks of {local} skipped {naive}")
    raise BadTime(ProblemReason.AMBIGUOUS, f"clocks of {local} showed {naive} twice: an offset is needed")
