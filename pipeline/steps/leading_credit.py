"""Leading credits: the words before a story's text that only say who carries it, and where it was written."""

import re

from pipeline.steps.agencies import agencies, agency_key
from pipeline.steps.agency_names import is_agency, named_at

LONGEST = 110  # characters: «به گزارش خبرنگار گروه بین الملل خبرگزاری مهر به نقل از روابط عمومی وزارت نیرو،» has 80

ZWNJ = "\u200c"

_LEAD = re.compile("(?:به|طبق|بنا[ \u200c]?بر|بر[ \u200c]?اساس|بر)[ \u200c](?:گزارش|نقل[ \u200c]از)(?![\\w\u200c])")
_LED_WORDS = ("گزارش", "نقل")
_TIME = re.compile(
    "\\s+(?:(?:صبح|ظهر|عصر|شامگاه|بامداد|روز)\\s+)?(?:(?:پنج|چهار|سه|دو|یک)?[ \u200c]?شنبه|جمعه|امروز|دیروز)(?!\\w)"
)
_DESK = "(?:گروه|سرویس|دفتر|بخش|تحریریه|خبرنگار(?:ان)?|منطقه)(?!\\w)"
_TOPIC = (
    "(?:اقتصاد|اجتماع|سیاس|ورزش|فرهنگ|هنر|بین[ \u200c]?الملل|خارج|داخل|استان|جامعه|حوادث|علم|دانش|جهان|ایران|خبر)"
    "[\\w\u200c]*(?:\\s+ما(?!\\w))?|ما(?!\\w)"
)
_OWN = re.compile(  # «خبرنگار اعزامی ما», «گروه اقتصادی»; not «گروه تحقیق سازمان ملل»
    rf"\s+(?:خبرنگار(?:ان)?(?!\w)(?:\s+(?!به\s|از\s)[\w{ZWNJ}]+){{1,3}}|(?:گروه|سرویس|تحریریه)\s+(?:{_TOPIC}))"
)
_OFFICE = re.compile(
    "\\s+(?:روابط[ \u200c]عمومی|مرکز (?:رسانه|اطلاع[ \u200c]رسانی)|پایگاه|(?:وب[ \u200c]?)?سایت|کانال|صفحه|ستاد خبری)"
    "(?:\\s+(?!به\\s)[^\\W\\d][\\w\u200c]*){1,8}"
)
_WORD = "(?:\\s+[^\\W\\d][\\w\u200c]*)"
_MORE = re.compile(rf"\s*،?\s*(?:{_DESK}|از(?! (?:قول|سوی)\s)){_WORD}{{1,3}}")  # «از تبریز», «، منطقه خوزستان»
_CHAIN = re.compile("\\s*،?\\s*(?:و\\s+)?(?:به\\s+)?نقل[ \u200c]از(?!\\w)")
_SAID = re.compile("\\s*(?:(?:گزارش|خبر) (?:داد|کرد|می[ \u200c]?دهد)|نوشت|اعلام کرد)(?:ه[ \u200c]است)?(?: که)?")
_GAP = re.compile(r"\s*[-–—/|:؛()،,]+\s*")
_EDGES = " \t\n«»\"'،:؛-–—/|()."
_MARK = re.compile(r"\s*[-–—/|:؛)،]\s*")
_DASH = re.compile(r"[-–—/|:؛)]")  # what stands behind a dateline, where commas are everywhere
_DATE = re.compile(r"[\d۰-۹]{1,4}(?:\s+\w+)?(?:\s+[\d۰-۹]{4})?")
_AGENCY_WORDS = ("خبر", "گزارش", "نوشت", "آژانس")
_LONGEST_DATELINE = 60  # characters
_MOST_BLANKS = 6  # before the first dash: «تهران، خبرگزاری جمهوری اسلامی ایران -» has 5
_LONGEST_PLACE = 3  # words


def credit_end(text: str) -> int:
    """Give where the text begins after a credit that a comma, colon or dash closes; 0 where it has none."""
    head = text[: LONGEST + 1]
    lead, dash = _LEAD.match(head), _DASH.search(head, 0, LONGEST // 2)
    if lead:
        mark = _MARK.match(head, _led_end(head, lead.end()))
        return mark.end() if mark else 0
    if not dash or head.count(" ", 0, dash.start()) > _MOST_BLANKS or not _may_name_agency(head):
        return 0
    ends = [mark.end() for mark in _MARK.finditer(head)]
    return next((end for end in reversed(ends) if is_credit(head[:end])), 0)


def is_credit(text: str) -> bool:
    """Tell whether nothing stands in `text` but a credit or a dateline: no speaker, no fact."""
    piece = text.strip(_EDGES)
    if not piece or len(piece) > LONGEST:
        return False
    lead = _LEAD.match(piece)
    return _led_end(piece, lead.end()) == len(piece) if lead else _is_said(piece) or _is_dateline(piece)


def credit_spans(text: str) -> list[tuple[int, int]]:
    """Find «به گزارش X» and «به نقل از Y» anywhere in the text, where X and Y are agencies."""
    if not any(word in text for word in _LED_WORDS):
        return []
    named = ((lead.start(), named_at(text, lead.end())) for lead in _LEAD.finditer(text))
    return [(start, found.end) for start, found in named if found]


def _may_name_agency(head: str) -> bool:
    """Tell whether a closer look is worth its time: nine of ten paragraphs with a colon name no agency before it."""
    if any(word in head for word in _AGENCY_WORDS):
        return True
    return any(agency_key(piece) in agencies() for piece in _GAP.split(head[:_LONGEST_DATELINE]))


def _led_end(text: str, place: int) -> int:
    """Follow «به گزارش X به نقل از Y از Z» to its end; 0 if no source stands at `place`."""
    time = _TIME.match(text, place)
    found = end = _source(text, time.end() if time else place)
    while found:
        end = found
        chain, more = _CHAIN.match(text, end), _MORE.match(text, end)
        found = _source(text, chain.end()) if chain else more.end() if more else 0
    return end


def _source(piece: str, place: int) -> int:
    """Give where the agency, desk or press office named at `place` ends; 0 if none is."""
    named = named_at(piece, place)
    if named:
        return named.end
    other = _OFFICE.match(piece, place) or _OWN.match(piece, place)
    return other.end() if other else 0


def _is_said(piece: str) -> bool:
    named = named_at(piece, 0, sure=False)
    return bool(named and _SAID.fullmatch(piece, named.end))


def _is_dateline(piece: str) -> bool:
    """Take «تهران - ایرنا», «کابل (پژواک)», «ایسنا/خوزستان», «خبرگزاری مهر - گروه استان‌ها», «مشهد ایسنا»."""
    pieces = [found for found in _GAP.split(piece) if found]
    agency = next((at for at, found in enumerate(pieces) if is_agency(found, sure=at > 0)), None)
    if agency is None:
        return len(pieces) == 1 and _ends_with_agency(pieces[0])
    before, after = pieces[:agency], pieces[agency + 1 :]
    joined = f"{pieces[agency]}/{after[0]}" in piece.replace(" ", "") if after else False
    return all(map(_is_place, before)) and all(_is_desk(found) or (joined and _is_place(found)) for found in after)


def _ends_with_agency(piece: str) -> bool:
    """Take «مشهد ایسنا»: the marks between were tatweels."""
    place, _, agency = piece.rpartition(" ")
    return " " not in place and is_agency(agency, sure=False) is not None


def _is_place(piece: str) -> bool:
    return len(piece.split()) <= _LONGEST_PLACE


def _is_desk(piece: str) -> bool:
    return bool(re.match(_DESK, piece) or _DATE.fullmatch(piece))
