"""Leads: «به گزارش X از اهواز به نقل از Y» and «به نوشته X», anywhere in a text."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.steps.agency_names import WINDOW, Named, is_agency, named_at
from pipeline.steps.attribution import QUOTED, REPORTER, Attribution, attribution, of_outlet
from pipeline.steps.credit_forms import BLANK, JOINT, LEAD, LIST_END, NEXT_NAME, OFFICE, OUR_REPORTER, SAID, SEAT, TAIL
from pipeline.steps.places import is_place

_MOST_TAILS = 3  # «از اهواز»، «گروه استان‌ها»، «روز دوشنبه»


def led(text: str, outlet: str | None) -> Iterable[Attribution]:
    """Find the sources that follow a lead, with the desk, town and day that follow them."""
    may_lead = "گزارش" in text or "نقل" in text or "نوشته" in text or "به گفته" in text or "قول" in text
    return _led(text, outlet) if may_lead else ()


def _led(text: str, outlet: str | None) -> Iterator[Attribution]:
    end = -1
    for lead in LEAD.finditer(text):
        named = _named(text, lead, outlet)
        follows = end >= 0 and JOINT.fullmatch(text, end, lead.start())
        found = _agencies(text, lead, named) if named else _without_agency(text, lead, outlet, follows=bool(follows))
        for one in found:
            end = one.end
            yield one


def tail_end(text: str, place: int) -> int:
    """Give where the desk, town or day ends that stands right behind a source and before a mark: «، منطقه خوزستان،»."""
    for _ in range(_MOST_TAILS):
        tail = TAIL.match(text, place)
        where = tail and (tail["where"] or tail["region"])
        if not tail or (where and not is_place(where) and not (tail["where"] and SEAT.match(where))):
            break
        place = tail.end()
    return place


def _named(text: str, lead: re.Match[str], outlet: str | None) -> Named | None:
    return _own_name(text, lead.end(), outlet) or named_at(text, lead.end(), sure=not lead["says"])


def _agencies(text: str, lead: re.Match[str], named: Named) -> Iterator[Attribution]:
    """Take the agency behind a lead, and the others in «رویترز، کیودو و یونهاپ», «ایسنا از رویترز»."""
    role = REPORTER if lead["report"] else QUOTED
    yield attribution(named.agency, role, text, (lead.start(), named.end), tail_end(text, named.end))
    end, listed = named.end, list[Named]()
    while (more := NEXT_NAME.match(text, end)) and (other := _next_name(text, more)):
        end = other.end
        if more["from"]:
            yield attribution(other.agency, QUOTED, text, (_word_start(more), end), tail_end(text, end))
            return
        listed.append(other)
        if more["and"]:
            yield from (_joint(text, lead, role, one) for one in listed if not _is_subject(text, listed))
            listed = []
    if len(listed) > 1 and LIST_END.match(text, end):  # «شینهوا، کیودو، یونهاپ،»
        yield from (_joint(text, lead, role, one) for one in listed)


def _next_name(text: str, more: re.Match[str]) -> Named | None:
    """Find the agency behind a first one: «ایلنا از مهر،» has two, «رویترز از ایران،» one and a place.

    Behind «و» a word that is also a place's is an agency, too: «ایرنا، ایسنا و فارس،».
    """
    named = named_at(text, more.end())
    return named if named and (more["and"] or not is_place(text[more.end() : named.end].strip())) else None


def _joint(text: str, lead: re.Match[str], role: str, named: Named) -> Attribution:
    return attribution(named.agency, role, text, (lead.start(), named.end), tail_end(text, named.end))


def _is_subject(text: str, listed: list[Named]) -> bool:
    """Tell whether those behind a comma say something of their own: «به گزارش ایسنا، رویترز و تاس نوشتند»."""
    return len(listed) > 1 and SAID.match(text, listed[-1].end + 1) is not None


def _word_start(more: re.Match[str]) -> int:
    return more.start() + len(more[0]) - len(more[0].lstrip("، "))


def _without_agency(text: str, lead: re.Match[str], outlet: str | None, *, follows: bool) -> Iterator[Attribution]:
    """Take «خبرنگار ما», who reports for the outlet, and the press office that an agency quotes.

    A press office alone is a source as any other: who says so is a fact.
    """
    ours = OUR_REPORTER.match(text, lead.end()) if lead["report"] else None
    office = OFFICE.match(text, lead.end()) if follows else None
    if ours:
        yield attribution(of_outlet(outlet), REPORTER, text, (lead.start(), ours.end()), tail_end(text, ours.end()))
    elif office:
        yield attribution(None, QUOTED, text, (lead.start(), office.end()))


def _own_name(text: str, start: int, outlet: str | None) -> Named | None:
    """Find the name of the story's own outlet, whether a table knows it or not."""
    form = _outlet_form(outlet) if outlet else None
    own = form and form.match(text, start)
    return Named(is_agency(outlet or "") or (outlet or "").strip(), own.end()) if own else None


@lru_cache(maxsize=1024)
def _outlet_form(outlet: str) -> re.Pattern[str] | None:
    words = outlet.split()
    if not words or len(outlet) > WINDOW or not re.search("[\u0620-\u06d3]", outlet):
        return None
    name = f"{BLANK}".join(map(re.escape, words))
    return re.compile(f'[ \u200c]?(?:خبرنگار )?[«"]?{name}[»"]?(?=[\\W_]|\\Z)')
