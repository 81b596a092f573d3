"""Times in notes, and how a delay is told."""

from datetime import UTC, datetime, timedelta

from pipeline.duplicates.entry import AHEAD, OLDEST
from pipeline.plain_lines import duration
from schemas.duplicate import Duplicate

MINUS = "\u2212"


def moment(text: str | None) -> datetime | None:
    """Read a time, ISO 8601; None where there is none, or no such time."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def told(note: Duplicate) -> datetime | None:
    """Give the time that a copy was compared by: `published`, or `received` where that is missing or absurd."""
    published, received = moment(note.published), moment(note.received)
    if published is None or received is None:
        return published or received
    return published if -OLDEST <= published - received <= AHEAD else received


def owner_told(note: Duplicate) -> datetime | None:
    """Give the time that a note implies for the owner."""
    copy = told(note)
    try:
        return copy and copy - timedelta(seconds=note.delay_s)
    except OverflowError:
        return None


def signed(delay_s: float) -> str:
    """Write a delay: "+12 min", "−3 min (published earlier)"."""
    if delay_s == 0:
        return "same time"
    return f"+{duration(delay_s)}" if delay_s > 0 else f"{MINUS}{duration(-delay_s)} (published earlier)"


def written(time: datetime) -> str:
    """Write a time to the minute, with its offset."""
    return f"{time:%Y-%m-%d %H:%M %:z}"
