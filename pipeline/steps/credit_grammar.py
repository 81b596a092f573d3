"""The grammar of credits: all that a text says about who carries it, and what of it is left out of comparison.

Fold passes over what stands before a repeated lede, and credits takes it out of the canonical text: both by this.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter

from pipeline.steps.attribution import REPORTER, Attribution, attribution
from pipeline.steps.credit_forms import JOINT
from pipeline.steps.datelines import find_dateline
from pipeline.steps.flags import flag_before
from pipeline.steps.leads import led
from pipeline.steps.sayings import sayings

_REMEMBERED_CHARS = 16_000  # of a text that fold and credits both ask for; longer ones are read twice
_start = attrgetter("start")


def find_credits(text: str, outlet: str | None, begin: int = 0, *, opens: bool) -> tuple[Attribution, ...]:
    """List what a text says about who carries it, in reading order; its dateline stands at `begin`.

    `opens`: the text is the first of its story.
    """
    find = _remembered if len(text) <= _REMEMBERED_CHARS else _find
    return find(text, outlet, begin, opens)


def places(text: str, found: Iterable[Attribution]) -> Iterator[tuple[int, int]]:
    """Give what is left out of comparison: credits with nothing but «و» and marks between are one place."""
    place: tuple[int, int] | None = None
    for one in sorted(found, key=_start):
        if place and (one.start < place[1] or JOINT.fullmatch(text, place[1], one.start)):
            place = place[0], max(place[1], one.end)
        else:
            if place:
                yield place
            place = one.start, one.end
    if place:
        yield place


def left_out(text: str, outlet: str | None, *, opens: bool) -> list[tuple[int, int]]:
    """Give the places of the flag before a text and of all its credits."""
    flag = flag_before(text)
    begin = flag.end if flag else 0
    spans = list(places(text, find_credits(text, outlet, begin, opens=opens)))
    return [(0, begin), *spans] if begin else spans


def _dateline(text: str, begin: int, *, opens: bool) -> Iterator[Attribution]:
    dateline = find_dateline(text, begin, opens=opens)
    if dateline:
        end = dateline.start + len(text[dateline.start : dateline.credit_end].rstrip())
        yield attribution(dateline.agency, REPORTER, text, (dateline.start, end), dateline.end)


def _find(text: str, outlet: str | None, begin: int, opens: bool) -> tuple[Attribution, ...]:
    in_text = sorted((*led(text, outlet), *sayings(text, outlet)), key=_start)
    return (*_dateline(text, begin, opens=opens), *in_text)


_remembered = lru_cache(maxsize=256)(_find)
