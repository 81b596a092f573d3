"""Where an outlet's clocks hang: what a time without an offset means."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from pipeline.steps.agencies import agencies, agency_key

TEHRAN, KABUL = ZoneInfo("Asia/Tehran"), ZoneInfo("Asia/Kabul")
AFGHANISTAN = "AF"
REMEMBERED = 4096  # outlets whose zone is kept: asking the table takes 20 us


@lru_cache(REMEMBERED)
def outlet_zone(outlet: str | None) -> ZoneInfo:
    """Give Kabul's time for an outlet of Afghanistan, else Tehran's.

    The table of agencies tells, by any name of the outlet or by its host ("tolonews.com"). Persian wires leave out the
    offset where they mean their own time.
    """
    if outlet is None:
        return TEHRAN
    known = agencies()
    names = (outlet, outlet.casefold().removeprefix("www.").partition(".")[0])
    agency = next((known[key] for key in map(agency_key, names) if key in known), None)
    return KABUL if agency is not None and agency.country == AFGHANISTAN else TEHRAN
