"""Credits: the agencies that a story names as its reporter, or quotes; and the boilerplate around the story."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.draft import Draft, Place, Spans, is_inside
from pipeline.steps.agency_names import is_agency
from pipeline.steps.attribution import QUOTED, REPORTER, of_outlet
from pipeline.steps.boilerplate import find_boilerplate
from pipeline.steps.boilerplate_forms import signed_name
from pipeline.steps.bylines import sources_of
from pipeline.steps.credit_grammar import find_credits, places
from pipeline.steps.flags import exclusive_name
from pipeline.steps.language import PERSIAN
from schemas.story import Boilerplate, Credit

_MOST = 100  # different credits; a wire story has up to five


class NameCredits:
    """Name the agencies in «به گزارش X به نقل از Y», «X گزارش داد», datelines and signatures; the text stays.

    Boilerplate (`boilerplate.py`) is found first: an agency in a link to another story is no source of this one. Only
    Persian and Dari have either.
    """

    name = "credits"

    def __call__(self, draft: Draft) -> Draft:
        """Fill `credits`, reporters before quoted, each way to credit an agency once, and `boilerplate`."""
        if draft.language not in PERSIAN:
            return draft
        boilerplate = find_boilerplate(draft)
        marked = replace(draft, boilerplate=boilerplate) if boilerplate else draft
        found, credited = _found(marked)
        if not (boilerplate or found or credited):
            return draft
        chain = sorted(dict.fromkeys((*draft.credits, *_with_roles(found))), key=_is_quoted)
        return replace(marked, credits=tuple(chain[:_MOST]), credited=tuple(credited))


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
    """List the credits in reading order, and the places that are left out of comparison, those of the headline too."""
    credits: list[Credit] = []
    credited: list[Place] = []
    apart, around, opens = draft.apart(), _around(draft), True
    for name, part in draft.parts():
        spans = apart.get(name, [])
        begin, is_headline = _begin(part.text, spans), name == "headline"
        credited_here = find_credits(part.text, draft.outlet, begin, opens=opens and not is_headline)
        found = [one for one in credited_here if not is_inside(spans, one.start)]
        if found:
            credited += [(name, start, end) for start, end in places(part.text, found)]
        if not is_headline:
            opens = opens and (name == "lede" or begin == len(part.text))  # the first paragraph may have one, too
            credits += [one.credit for one in found if one.credit.agency]
            credits += _in_boilerplate(around.get(name, ()), draft.outlet)
    return credits, credited


def _begin(text: str, spans: Spans) -> int:
    """Give where the text begins behind boilerplate such as «اختصاصی ایسنا؛»."""
    place = 0
    for start, end in spans:
        if text[place:start].strip():
            break
        place = end
    return len(text) - len(text[place:].lstrip())


def _around(draft: Draft) -> defaultdict[str, list[Boilerplate]]:
    """Give the boilerplate of each part."""
    around = defaultdict(list)
    for one in draft.boilerplate:
        around[one.part].append(one)
    return around


def _in_boilerplate(boilerplate: Iterable[Boilerplate], outlet: str | None) -> Iterator[Credit]:
    """Give who signs («انتهای پیام/», without a name the outlet), the «منبع: …» and the «اختصاصی …» of a part."""
    for one in boilerplate:
        agencies = (_agency(who, outlet) for who in _signers(one))
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
    return is_agency(name) if name else of_outlet(outlet)
