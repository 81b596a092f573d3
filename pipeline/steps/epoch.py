"""Times as numbers: seconds and their fractions since 1970, or the figures of a date without anything between them."""

import re
from datetime import UTC, datetime, time, timedelta, tzinfo

from pipeline.steps.moment import BadTime, day_of, moment
from schemas.story import ProblemReason

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The size tells the unit. Seconds from March 1973 to November 2286: what is smaller is "no time" or a date
# (20250901), and a date with its time (20250901123000) is no number of milliseconds.
LEAST_S, MOST_S = 10**8, 10**10
UNITS_PER_S = (1, 10**3, 10**6, 10**9)
_FIGURES = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?", re.ASCII)


def number_time(number: float, local: tzinfo) -> datetime:
    """Give the moment that a number stands for: since 1970, or 20250901, 14040610123000. Raises BadTime."""
    since, figures = _since_1970(number), _figures(number, local)
    if since is not None and figures is not None:
        raise BadTime(ProblemReason.AMBIGUOUS, f"{number} is {since} as milliseconds since 1970, {figures} as a date")
    found = since or figures
    if found is None:
        raise BadTime(ProblemReason.IMPOSSIBLE, f"{number} is no time since 1970 and no date")
    return found


def _since_1970(number: float) -> datetime | None:
    for per_s in UNITS_PER_S:
        if LEAST_S * per_s <= number < MOST_S * per_s:
            if isinstance(number, int):
                return EPOCH + timedelta(microseconds=number * 1_000_000 // per_s)
            return EPOCH + timedelta(seconds=number / per_s)
    return None


def _figures(number: float, local: tzinfo) -> datetime | None:
    """Read a number's figures as a date and time; None when they are none."""
    found = _FIGURES.fullmatch(str(number)) if isinstance(number, int) else None
    if found is None:
        return None
    year, month, day, hour, minute, second = map(int, found.groups("0"))
    try:
        return moment(day_of(year, month, day), time(hour, minute, second) if found[4] else None, None, local)
    except ValueError:
        return None
