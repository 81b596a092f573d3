"""Where an outlet's clocks hang: what a time without an offset means."""

import re
from collections.abc import Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

from pipeline.steps.agencies import agencies, agency_key

TEHRAN, KABUL = ZoneInfo("Asia/Tehran"), ZoneInfo("Asia/Kabul")
AFGHANISTAN = "AF"
_HOST = re.compile(r"(?:https?://)?((?:[\w-]+\.)*[\w-]+)\.[a-z]{2,}(?:[/:?]|\Z)", re.ASCII | re.IGNORECASE)
REMEMBERED = 4096  # outlets whose zone is kept: asking the table takes 20 us


@lru_cache(REMEMBERED)
def outlet_zone(outlet: str | None) -> ZoneInfo:
    """Give Kabul's time for an outlet of Afghanistan, else Tehran's.

    The table of agencies tells, by any name of the outlet, with what it is behind it or not ("Pajhwok Afghan News"), or
    by its host ("fa.tolonews.com"). Persian wires leave out the offset where they mean their own time.
    """
    known = agencies()
    keys = map(agency_key, _names(outlet or ""))
    agency = next((known[key] for key in keys if key in known), None)
    return KABUL if agency is not None and agency.country == AFGHANISTAN else TEHRAN


def _names(outlet: str) -> Iterator[str]:
    """Give all that an outlet may be called after: its name, the labels of its host, the first words of its name."""
    yield outlet
    host = _HOST.match(outlet)
    yield from reversed(host[1].split(".")) if host else ()
    words = outlet.split() if outlet.isascii() else ()
    yield from (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
