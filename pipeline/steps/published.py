"""When a story says it was published, as ISO 8601 with an offset.

The form that a time is written in is told first, then its calendar, then its zone: nothing is tried until it fits.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from pipeline.steps.epoch import number_time
from pipeline.steps.moment import BadTime, checked, placed
from pipeline.steps.paragraphs import INVISIBLE
from pipeline.steps.rfc_822 import is_rfc_822, rfc_822_time
from pipeline.steps.time_words import respelled
from pipeline.steps.written_time import written_time
from schemas.story import ProblemReason

MAX_CHARS = 100  # of a time; no known form comes near

_DAY = r"(?:19|20)\d\d(?:-\d\d-\d\d|-W\d\d-\d|(?:\d{4}|W\d{3})(?=T))"  # of the common calendar alone
_CLOCK = r"\d\d(?::?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?)?"
_ZONE = r"(?:Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)"
_ISO_8601 = re.compile(f"{_DAY}(?:[T ]{_CLOCK}(?: ?{_ZONE})?)?", re.ASCII)
_SHORT_HOUR = re.compile(r"(?<=\d)( ?[+-])(?=\d:\d\d\Z)", re.ASCII)  # «+3:30»
_ANNOTATION = re.compile(r"(?<=[Z\d])(?:\[!?[\w/+=-]+\])+\Z", re.ASCII)  # «+03:30[Asia/Tehran]», RFC 9557
_MIDNIGHT = re.compile(r"(?<=[T ])24(?=(?::?00){1,2}(?:[.,]0+)?(?: ?[Z+-]|\Z))", re.ASCII)
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)


def published_time(came: object, local: tzinfo) -> str:
    """Read a time in any form that wires write it in; without an offset it is `local` time. Raises BadTime.

    ISO 8601 (of either calendar), RFC 822, seconds or milliseconds since 1970 as a number or as text, and dates in
    words: README, "A story coming in". A day alone stands for its first moment.
    """
    if isinstance(came, str):
        moment = _read(came.strip(INVISIBLE), local)
    elif isinstance(came, int | float) and not isinstance(came, bool):
        moment = number_time(came, local)
    else:
        raise BadTime(ProblemReason.UNREADABLE, f"expected a string or a number, came a {type(came).__name__}")
    return (moment.astimezone(UTC) if _has_seconds(moment) else moment).isoformat()


def _read(text: str, local: tzinfo) -> datetime:
    if len(text) > MAX_CHARS:
        raise BadTime(ProblemReason.UNREADABLE, f"{len(text):,} characters, at most {MAX_CHARS}")
    text = text.upper() if text.isascii() else respelled(text)
    iso = _SHORT_HOUR.sub(r"\g<1>0", _ANNOTATION.sub("", text))
    if _ISO_8601.fullmatch(iso):
        return _iso_8601(iso, local)
    if _NUMBER.fullmatch(text):
        return number_time(float(text) if "." in text else int(text), local)
    return rfc_822_time(text, local) if is_rfc_822(text) else written_time(text, local)


def _iso_8601(text: str, local: tzinfo) -> datetime:
    ends_day = _MIDNIGHT.search(text)
    try:
        moment = datetime.fromisoformat(_MIDNIGHT.sub("00", text)) + timedelta(days=1 if ends_day else 0)
    except (ValueError, OverflowError) as error:
        raise BadTime(ProblemReason.IMPOSSIBLE, str(error)) from None
    if moment.tzinfo is not None:
        return checked(moment)
    return placed(moment, local, whole_day=len(text) <= len("2025-01-01"))


def _has_seconds(moment: datetime) -> bool:
    """Tell an offset that ISO 8601 can't write, such as Tehran's before 1946."""
    offset = moment.utcoffset()
    return offset is not None and bool(offset.seconds % 60 or offset.microseconds)
