"""Credits: the agencies that a story names as its reporter, or quotes; and the boilerplate around the story."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.draft import Draft, Place, Spans, is_inside
from pipeline.steps.agency_names import WINDOW, Named, is_agency, named_at
from pipeline.steps.boilerplate import exclusive_name, find_boilerplate
from pipeline.steps.boilerplate_forms import signed_name
from pipeline.steps.bylines import sources_of
from pipeline.steps.canonical import words_of
from pipeline.steps.datelines import find_dateline
from schemas.story import Boilerplate, Credit

REPORTER, QUOTED = "reporter", "quoted"

_BLANK = "[ \u200c]?"  # ZWNJ
_LEAD = re.compile(
    f"(?:(?:به|طبق|بنا{_BLANK}به|بنا{_BLANK}بر|بر{_BLANK}اساس|بر{_BLANK}پایه|بر) (?P<report>گزارش)"
    f"|(?:به )?نقل از|به نوشته{_BLANK}ی?)(?![\\w\u200c])"
)
_LEAD_WORDS = ("گزارش", "نقل از", "نوشته")  # no lead is without one of them
_SAID = re.compile(
    "(?:(?:گزارش|خبر) (?:داد|کرد|می)[\\w\u200c]*|(?:اعلام|منتشر|فاش) کرد\\w*|مدعی شد\\w*|نوشت\\w*|نویسد)"
    "(?: (?:است|بود)(?!\\w))?"
)
_CLAUSE = re.compile(r"[.؟!؛:،«\n]\s*|\bکه ")
_AND_FROM = re.compile("(?:،? (?P<and>و)|،? از) ")
_AND = re.compile(r"\s*[،,:؛–-]*\s*(?:و(?: نیز| همچنین)?\s+)?")  # between two credits of one sentence
_BRACKETS = re.compile(r" ?\(([^()\n]{1,30})\)")
_THAT = re.compile(r"\s+(?:که|نیز)(?!\w)")
_FROM = "نقل از"
_OUR_REPORTER = re.compile(f"(?:به|بنا{_BLANK}بر) گزارش (?:خبرنگار|گزارشگر)(?:ان)?(?: اعزامی)? ما(?!\\w)")

_MOST = 100  # different credits; a wire story has up to five
_BEFORE_SAID = 4  # words between the agency and its verb: «نیز در گزارشی اعلام کرد»; with more of them it's a sentence


@dataclass(frozen=True, slots=True)
class _Found:
    """A credit and its place; what is left out of comparison may reach further: «رویترز نوشت که»."""

    credit: Credit
    start: int
    end: int


class NameCredits:
    """Name the agencies in «به گزارش X به نقل از Y», «X گزارش داد», datelines and signatures; the text stays.

    Boilerplate (`boilerplate.py`) is found first: an agency in a link to another story is no source of this one.
    """

    name = "credits"

    def __call__(self, draft: Draft) -> Draft:
        """Fill `credits`, reporters before quoted, each way to credit an agency once, and `boilerplate`."""
        boilerplate = find_boilerplate(draft)
        marked = replace(draft, boilerplate=boilerplate) if boilerplate else draft
        found, places = _found(marked)
        if not (boilerplate or found or places):
            return draft
        chain = sorted(dict.fromkeys((*draft.credits, *_with_roles(found))), key=_is_quoted)
        return replace(marked, credits=tuple(chain[:_MOST]), credited=tuple(places))


def _is_quoted(credit: Credit) -> bool:
    return credit.role == QUOTED


def _with_roles(found: list[Credit]) -> Iterator[Credit]:
    """Make one agency the reporter: what is reported by a second one is quoted, unless both report together."""
    reporter: Credit | None = None
    for credit in found:
        if credit.role == QUOTED or reporter is None or signed_name(credit.text) is not None:
            together = True
        else:
            together = credit.agency == reporter.agency or credit.text.startswith(reporter.text)
        yield credit if together else replace(credit, role=QUOTED)
        reporter = reporter or (credit if credit.role == REPORTER else None)


def _found(draft: Draft) -> tuple[list[Credit], list[Place]]:
    """List the credits in reading order, and the places that are left out of comparison."""
    credits: list[Credit] = []
    places: list[Place] = []
    apart, opening = draft.apart(), True
    for name, part in draft.parts():
        if name == "headline":
            continue
        spans = apart.get(name, [])
        found = [one for one in _in_text(part.text, draft.outlet) if not is_inside(spans, one.start)]
        begin = _begin(part.text, spans)
        if opening and begin < len(part.text):
            found[:0] = _dateline(part.text, begin)
            opening = name == "lede"  # the first paragraph may have a dateline, too
        credits += [one.credit for one in found if one.credit.agency]
        places += [(name, start, end) for start, end in _joined(part.text, found)]
        credits += _in_boilerplate(draft, name) if spans else ()
    return credits, places


def _begin(text: str, spans: Spans) -> int:
    """Give where the text begins behind boilerplate such as «اختصاصی ایسنا؛»."""
    place = 0
    for start, end in spans:
        if text[place:start].strip():
            break
        place = end
    return place + len(text[place:]) - len(text[place:].lstrip())


def _joined(text: str, found: list[_Found]) -> Iterator[tuple[int, int]]:
    """Join the places of credits with nothing but «و» and marks between."""
    place: tuple[int, int] | None = None
    for one in sorted(found, key=_start):
        if place and (one.start < place[1] or _AND.fullmatch(text, place[1], one.start)):
            place = place[0], max(place[1], one.end)
        else:
            if place:
                yield place
            place = one.start, one.end
    if place:
        yield place


def _start(one: _Found) -> int:
    return one.start


def _in_text(text: str, outlet: str | None) -> list[_Found]:
    """Find «به گزارش X», «به نقل از Y» and «X گزارش داد» in one part, in reading order."""
    led = any(word in text for word in _LEAD_WORDS)
    found = [one for lead in _LEAD.finditer(text) for one in _led(text, lead, outlet)] if led else []
    found += [one for said in _SAID.finditer(text) for one in _said(text, said)]
    ours = _OUR_REPORTER.search(text) if led else None
    if ours:
        found.append(_Found(Credit(_of_outlet(outlet) or "", REPORTER, ours[0]), *ours.span()))
    return sorted(found, key=_start)


def _led(text: str, lead: re.Match[str], outlet: str | None) -> Iterator[_Found]:
    named = _own_name(text, lead.end(), outlet) or named_at(text, lead.end())
    if named is None:
        return
    role = REPORTER if lead["report"] else QUOTED
    yield _Found(Credit(named.agency, role, text[lead.start() : named.end]), lead.start(), _in_brackets(text, named))
    more = _AND_FROM.match(text, named.end)
    other = more and named_at(text, more.end(), sure=False)
    if more and other:
        start = lead.start() if more["and"] else _word_start(more)
        credit = Credit(other.agency, role if more["and"] else QUOTED, text[start : other.end])
        yield _Found(credit, start, other.end)


def _in_brackets(text: str, named: Named) -> int:
    """Give the end of «(آوا)» behind «خبرگزاری صدای افغان», else of the name."""
    again = _BRACKETS.match(text, named.end)
    return again.end() if again and is_agency(again[1]) == named.agency else named.end


def _word_start(more: re.Match[str]) -> int:
    return more.start() + len(more[0]) - len(more[0].lstrip("، "))


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
    name = f"{_BLANK}".join(map(re.escape, words))
    return re.compile(f'[ \u200c]?(?:خبرنگار )?[«"]?{name}[»"]?(?=[\\W_]|\\Z)')


def _said(text: str, said: re.Match[str]) -> Iterator[_Found]:
    """Take the agency only where a clause begins: who speaks to an agency isn't one."""
    window = max(0, said.start() - WINDOW)
    starts = [clause.end() for clause in _CLAUSE.finditer(text, window, said.start())]
    for start in starts if window else [0, *starts]:
        named = named_at(text, start, sure=False)
        if named and named.end < said.start() and text.count(" ", named.end, said.start()) <= _BEFORE_SAID + 1:
            that = _THAT.match(text, said.end())
            role = REPORTER if _FROM in text[named.end : said.start()] else QUOTED  # «ایرنا به نقل از رویترز نوشت»
            credit = Credit(named.agency, role, text[start : said.end()])
            yield _Found(credit, start, that.end() if that else said.end())
            return


def _dateline(text: str, begin: int) -> Iterator[_Found]:
    dateline = find_dateline(text, begin)
    if dateline:
        credit = Credit(dateline.agency, REPORTER, text[begin : dateline.credit_end].rstrip())
        yield _Found(credit, begin, dateline.end)


def _in_boilerplate(draft: Draft, name: str) -> Iterator[Credit]:
    """Give who signs («انتهای پیام/», without a name the outlet), the «منبع: …» and the «اختصاصی …» of a part."""
    for one in draft.boilerplate:
        if one.part == name:
            agencies = (_agency(who, draft.outlet) for who in _signers(one))
            yield from (Credit(agency, REPORTER, one.text) for agency in agencies if agency)


def _signers(one: Boilerplate) -> Iterator[str | None]:
    """Give the names in a piece of boilerplate, None for the outlet's own."""
    if one.kind == "source":
        yield from sources_of(one.text)
    elif one.kind == "exclusive":
        yield exclusive_name(one.text)
    elif one.kind == "signature":
        name = signed_name(one.text)
        if name is not None:
            yield name if name and is_agency(name) else None


def _agency(name: str | None, outlet: str | None) -> str | None:
    return is_agency(name) if name else _of_outlet(outlet)


def _of_outlet(outlet: str | None) -> str | None:
    """Name the agency that an outlet is called after: «mehrnews», «www.isna.ir», «فارس»."""
    return next(filter(None, map(is_agency, (outlet or "", *words_of(outlet or "")))), None)
