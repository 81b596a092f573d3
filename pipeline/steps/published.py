"""When a story says it was published, as ISO 8601 with an offset."""

from datetime import UTC, datetime, tzinfo

from pipeline.steps.paragraphs import INVISIBLE

# Outside these years stand the "no time" of other systems (year 1) and solar and lunar Hijri years (13xx, 14xx).
# It also keeps every comparison in UTC from overflowing.
FIRST_YEAR, LAST_YEAR = 1900, 2999

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


def published_time(text: str, local: tzinfo) -> str:
    """Read an ISO 8601 time; without an offset it is `local` time. Raises ValueError."""
    moment = datetime.fromisoformat(text.strip(INVISIBLE).translate(_DIGITS).upper())
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"year {moment.year} is not one of {FIRST_YEAR} to {LAST_YEAR} (Gregorian)")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=local)
    if _has_seconds(moment):
        moment = moment.astimezone(UTC)
    return moment.isoformat()


def _has_seconds(moment: datetime) -> bool:
    """Tell an offset that ISO 8601 can't write, such as Tehran's before 1946."""
    offset = moment.utcoffset()
    return offset is not None and bool(offset.seconds % 60 or offset.microseconds)
