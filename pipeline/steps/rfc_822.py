"""Times as feeds and e-mails write them: RFC 822 and its heirs, «Mon, 01 Sep 2025 12:30:00 +0330»."""

import re
from datetime import datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_tz

from pipeline.steps.moment import BadTime, day_of, moment, on_weekday
from schemas.story import ProblemReason

_DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
# parsedate_tz takes nearly anything, and zones that it does not know for UTC: the form is held here.
_FORM = re.compile(
    r"(?:(MON|TUE|WED|THU|FRI|SAT|SUN)(?:[A-Z]{0,3}DAY)?,?\s*)?"
    r"\d{1,2}[ -](?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[ -](\d\d|(?:19|20)\d\d)"
    r"\s+\d{1,2}:\d\d(?::\d\d)?"
    r"(\s*(?:[+-](?:0\d|1[0-4])[0-5]\d|UTC?|GMT|Z|[ECMP][SD]T)(?:\s*\([^()]*\))?)?",
    re.ASCII,
)


def is_rfc_822(text: str) -> bool:
    """Tell whether a text, in capitals, has the form."""
    return _FORM.fullmatch(text) is not None


def rfc_822_time(text: str, local: tzinfo) -> datetime:
    """Read a time of this form; without a zone it is `local` time, "-0000" is UTC. Raises BadTime."""
    found, parsed = _FORM.fullmatch(text), parsedate_tz(text)
    if found is None or parsed is None:
        raise BadTime(ProblemReason.UNREADABLE, "no time of RFC 822")
    year, month, day, hour, minute, second = parsed[:6]
    if len(found[2]) == 2:
        year = int(found[2]) + (2000 if int(found[2]) < 50 else 1900)  # RFC 5322, 4.3
    zone = timezone(timedelta(seconds=parsed[9] or 0)) if found[3] else None
    weekday = _DAYS.index(found[1]) if found[1] else None
    try:
        clock = time(hour, minute, second)
    except ValueError as error:
        raise BadTime(ProblemReason.IMPOSSIBLE, str(error)) from None
    return moment(on_weekday(day_of(year, month, day), weekday), clock, zone, local)
