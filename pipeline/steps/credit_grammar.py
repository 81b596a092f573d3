"""The grammar of credits: all that a text says about who carries it, and what of it is left out of comparison.

Fold passes over what stands before a repeated lede, and credits takes it out of the canonical text: both by this.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from pipeline.steps.attribution import QUOTED, REPORTER, Attribution, attribution
from pipeline.steps.credit_forms import JOINT, LEAD
from pipeline.steps.datelines import find_dateline
from pipeline.steps.flags import flag_before
from pipeline.steps.leads import led
from pipeline.steps.sayings import sayings

_REMEMBERED_CHARS = 1_000_000  # of all texts, two stories of the longest, for fold and credits ask for the same
_ENTRY_CHARS = 200  # that a text counts beyond its own, for what is kept beside it
_start = attrgetter("start")


def find_credits(text: str, outlet: str | None, begin: int = 0, *, opens: bool) -> tuple[Attribution, ...]:
    """List what a text says about who carries it, in reading order; its dateline stands at `begin`.

    `opens`: the text is the first of its story.
    """
    return _FOUND[text, outlet, begin, opens]


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
    found = find_credits(text, outlet, begin, opens=opens)
    spans = list(places(text, found)) if found else []
    return [(0, begin), *spans] if begin else spans


def _dateline(text: str, begin: int, *, opens: bool) -> Iterator[Attribution]:
    dateline = find_dateline(text, begin, opens=opens)
    if dateline:
        end = dateline.start + len(text[dateline.start : dateline.credit_end].rstrip())
        yield attribution(dateline.agency, REPORTER, text, (dateline.start, end), dateline.end)


def _find(text: str, outlet: str | None, begin: int, opens: bool) -> tuple[Attribution, ...]:
    first = begin if opens else -1
    in_text = sorted((*led(text, outlet), *sayings(text, outlet, first)), key=_start)
    return (*_dateline(text, begin, opens=opens), *_relayed(text, first, in_text))


def _relayed(text: str, first: int, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Turn the chain of «ایسنا نوشت: به گزارش مهر» round: who opens the text so reports, whom he repeats is quoted."""
    leads = {one.start for one in found if one.credit.agency and LEAD.match(text, one.start)}
    repeated = -1
    for one in found:
        behind = JOINT.match(text, one.end)
        if one.credit.role == QUOTED and one.start not in leads and behind and behind.end() in leads:
            repeated = behind.end()
            yield _as(one, REPORTER) if one.start == first else one
        else:
            yield _as(one, QUOTED) if one.start == repeated else one


def _as(one: Attribution, role: str) -> Attribution:
    return replace(one, credit=replace(one.credit, role=role))


class _Found(dict[tuple[str, str | None, int, bool], tuple[Attribution, ...]]):
    """The credits of the texts that were asked for last."""

    _chars = 0

    def __missing__(self, asked: tuple[str, str | None, int, bool]) -> tuple[Attribution, ...]:
        self._chars += len(asked[0]) + _ENTRY_CHARS
        if self._chars > _REMEMBERED_CHARS:
            self.clear()
            self._chars = len(asked[0]) + _ENTRY_CHARS
        self[asked] = found = _find(*asked)
        return found


_FOUND = _Found()
