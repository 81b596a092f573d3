"""Credits: the agencies that a story names as its reporter, or quotes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

from pipeline.draft import Draft
from pipeline.steps.agency_names import WINDOW, is_agency, named_at
from pipeline.steps.canonical import words_of
from schemas.story import Credit

REPORTER, QUOTED = "reporter", "quoted"

_LEAD = re.compile("(?:به|طبق|بنا[ \u200c]?بر|بر[ \u200c]?اساس|بر) (?:گزارش|نقل از)(?![\\w\u200c])")  # ZWNJ
_SAID = re.compile("(?:گزارش|خبر) (?:داد|کرد|می)[\\w\u200c]*|(?:اعلام|منتشر) کرد\\w*|نوشت\\w*|نویسد")  # ZWNJ
_CLAUSE = re.compile(r"[.؟!؛:،«\n]\s*|\bکه ")
_DATELINE_GAP = re.compile(r"\s*([-–—/:|()،]+)\s*")
_SIGNATURE = re.compile(r"(?:(?:انتهای|پایان) (?:پیام|خبر)(?!\w)[\s/:.\-]*|منبع ?[:/] ?)(?P<name>[^/]{0,30}?)[/.\s]*\Z")

_MOST = 100  # different credits; a wire story has up to five, and what compares stories looks for each in the text
_LONGEST_DATELINE = 60  # characters: «اسلام‌آباد - خبرگزاری جمهوری اسلامی - ۱۲ بهمن ۱۴۰۲:» has 52
_LONGEST_PLACE = 3  # words
_BEFORE_SAID = 4  # words between the agency and its verb: «نیز در گزارشی اعلام کرد»; with more of them it's a sentence


class NameCredits:
    """Name the agencies in «به گزارش X به نقل از Y», «X گزارش داد», datelines and signatures; the text stays."""

    name = "credits"

    def __call__(self, draft: Draft) -> Draft:
        """Fill `credits`, in reading order, each way to credit an agency once."""
        texts = [part.text for part in (draft.lede, *draft.paragraphs) if part]
        found = [credit for text in texts for credit in _in_text(text)]
        if texts:
            found = [*_dateline(texts[0]), *found, *_signature(texts[-1], draft.outlet)]
        credits = tuple(dict.fromkeys((*draft.credits, *found)))
        return replace(draft, credits=credits[:_MOST]) if found else draft


def _in_text(text: str) -> Iterator[Credit]:
    """Find «به گزارش X», «به نقل از Y» and «X گزارش داد» in one part."""
    found = [(lead.start(), credit) for lead in _LEAD.finditer(text) for credit in _led(text, lead)]
    found += [(said.start(), credit) for said in _SAID.finditer(text) for credit in _said(text, said)]
    return (credit for _, credit in sorted(found, key=itemgetter(0)))


def _led(text: str, lead: re.Match[str]) -> Iterator[Credit]:
    named = named_at(text, lead.end())
    if named:
        role = QUOTED if lead[0].endswith("از") else REPORTER
        yield Credit(named.agency, role, text[lead.start() : named.end])


def _said(text: str, said: re.Match[str]) -> Iterator[Credit]:
    """Take the agency only where a clause begins: who speaks to an agency isn't one."""
    window = max(0, said.start() - WINDOW)
    starts = [clause.end() for clause in _CLAUSE.finditer(text, window, said.start())]
    for start in starts if window else [0, *starts]:
        named = named_at(text, start, sure=False)
        if named and named.end < said.start() and text.count(" ", named.end, said.start()) <= _BEFORE_SAID + 1:
            yield Credit(named.agency, QUOTED, text[start : said.end()])
            return


def _dateline(text: str) -> Iterator[Credit]:
    """Find «تهران - ایرنا -», «کابل (پژواک):» and «ایسنا/خوزستان» where the story begins."""
    place = 0
    for gap in _DATELINE_GAP.finditer(text, 0, _LONGEST_DATELINE):
        piece = text[place : gap.start()]
        agency = is_agency(piece, sure=place > 0)  # alone, «مهر:» is the month as well
        if agency and (gap[1][0] not in "،(" or text[place - 1 : place] == "("):
            yield Credit(agency, REPORTER, text[: gap.end()].rstrip())
        if agency or len(piece.split()) > _LONGEST_PLACE:
            return
        place = gap.end()


def _signature(text: str, outlet: str | None) -> Iterator[Credit]:
    """Find «انتهای پیام/» where the story ends; without a name it is the outlet's own."""
    signature = _SIGNATURE.search(text)
    if signature:
        names = (signature["name"], *words_of(outlet or ""))
        agency = next(filter(None, map(is_agency, names)), None)
        if agency:
            yield Credit(agency, REPORTER, signature[0].strip())
