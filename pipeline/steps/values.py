"""Find dates, times, durations, amounts of money and percentages, with their values."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pipeline.draft import Draft, Part, is_inside
from pipeline.steps.dates import read, written_in_figures
from pipeline.steps.invisible import ZWNJ
from pipeline.steps.language import PERSIAN
from pipeline.steps.numbers import number_before
from pipeline.steps.package_data import rows
from pipeline.steps.phrases import Phrases, phrase_keys
from pipeline.steps.readings import Reading, Value
from pipeline.steps.solar import COMMON_YEARS
from pipeline.steps.words import kept_words
from schemas.story import Amount, DateSpan

TIME_ZONES = {"fa": ZoneInfo("Asia/Tehran"), "prs": ZoneInfo("Asia/Kabul")}
PLACES = frozenset(
    ("PER", "ORG", "LOC", "FAC")
)  # a date in such a name is none: «میدان ۲۲ بهمن», «دوشنبه» in Tajikistan

TAJIK = "تاجیک"
MINUS, MAX_MINUS_LENGTH = re.compile(r"(?<!\w)(?:منفی|منهای) +\Z"), 10
# A sign stands free on its left, and at its figure: neither «۱۰-۱۵ درصد» nor «کووید-۱۹» has one.
MINUS_SIGN, DASHES = re.compile(r"(?<![^\s«([])[-\u2212](?=\d)"), frozenset("-\u2212–—")
GLUED = re.compile(rf"(?<=\d){ZWNJ}(?=[^\W\d_])")  # «۱۲‌درصد»

Cue = tuple[str, str]  # kind and value, as in values.tsv


class FindValues:
    """Fill in `dates` and `amounts` of Persian and Dari stories.

    Dates without a year, weekdays and «دیروز» are counted from the day the story was published, else received, in the
    time of Tehran or Kabul. Only Dari stories have Afghan months: in Persian they are common words.
    """

    name = "values"

    def __init__(self) -> None:
        cues = rows("values.tsv")
        entries = [(phrase_keys(form), (kind, value)) for kind, value, forms in cues for form in forms.split("|")]
        self._cues = {
            "prs": Phrases(sorted(entries, key=lambda entry: entry[1][0] != "afghan")),
            "fa": Phrases(entry for entry in entries if entry[1][0] != "afghan"),
        }

    def __call__(self, draft: Draft) -> Draft:
        """Give the draft with its dates and amounts, in reading order."""
        if draft.language not in PERSIAN:
            return draft
        today, on_tajikistan = _local_day(draft), any(TAJIK in part.text for _, part in draft.parts())
        dates: list[DateSpan] = []
        amounts: list[Amount] = []
        apart = draft.apart()
        for name, part in draft.parts():
            reading = Reading(part.text, kept_words(GLUED.sub(" ", part.text)), today, on_tajikistan)
            cues, spans = self._cues[draft.language].find(reading.words.keys), apart.get(name, [])
            dates += _dates(name, reading, cues, _named_places(draft, name) + spans)
            amounts += (one for one in _amounts(name, part, reading, cues) if not is_inside(spans, one.start))
        return replace(draft, dates=tuple(dates), amounts=tuple(amounts))


def _local_day(draft: Draft) -> date:
    moments = [datetime.fromisoformat(moment) for moment in (draft.published, draft.received) if moment]
    moment = next((moment for moment in moments if moment.year in COMMON_YEARS), moments[-1])
    return moment.astimezone(TIME_ZONES[draft.language]).date()


def _named_places(draft: Draft, part: str) -> list[tuple[int, int]]:
    named = (mention for entity in draft.entities if entity.class_ in PLACES for mention in entity.mentions)
    return [(mention.start, mention.end) for mention in named if mention.part == part]


def _dates(
    name: str, reading: Reading, cues: Iterable[tuple[int, int, Cue]], taken: list[tuple[int, int]]
) -> Iterable[DateSpan]:
    told = (value for cue in cues for value in read(reading, *cue))
    found = [*told, *written_in_figures(reading)]
    for one in _longest(found, taken):
        yield DateSpan(reading.text[one.start : one.end], name, one.start, one.end, one.value, one.kind)


def _longest(found: Iterable[Value], taken: list[tuple[int, int]]) -> list[Value]:
    """Keep the longest of overlapping values that lie outside of what is taken."""
    kept: list[Value] = []
    occupied = {place for start, end in taken for place in range(start, end)}
    for one in sorted(found, key=lambda value: value.start - value.end):
        places = range(one.start, one.end)
        if occupied.isdisjoint(places):
            kept.append(one)
            occupied.update(places)
    return sorted(kept, key=lambda value: value.start)


def _amounts(name: str, part: Part, reading: Reading, cues: Iterable[tuple[int, int, Cue]]) -> Iterable[Amount]:
    for at, end, (kind, unit) in cues:
        number = number_before(part.text, reading.words.starts[at]) if kind in ("money", "percent") else None
        if number:
            last = reading.words.ends[end - 1]
            start, value = _signed(part.text, *number, last)
            yield Amount(part.text[start:last], name, start, last, value, unit, kind)


def _signed(text: str, start: int, value: float, last: int) -> tuple[int, float]:
    """Take a minus along: start and value of «منفی ۲ درصد» and «-۲ درصد»."""
    minus = MINUS.search(text, max(0, start - MAX_MINUS_LENGTH), start)
    if minus:
        return minus.start(), 0.0 - value
    return (start - 1, 0.0 - value) if _has_sign(text, start, value, last) else (start, value)


def _has_sign(text: str, start: int, value: float, last: int) -> bool:
    """Tell a sign from the dash of a range («۱۰ -۱۵ درصد») and from one that another closes behind the unit."""
    if not start or not MINUS_SIGN.match(text, start - 1) or text[last : last + 1] in DASHES:
        return False
    before = number_before(text, start - 1)
    return before is None or before[1] >= value
