"""Datelines before a story: «تهران - ایرنا -», «کابل (پژواک، ۱۲ اسد ۹۸):», «ایسنا/خوزستان», «اهواز -»."""

import re
from dataclasses import dataclass, replace

from pipeline.steps.agency_names import Named, is_agency, named_at
from pipeline.steps.credit_forms import CHAIN, DESK
from pipeline.steps.places import is_place, is_town

_GAP = re.compile(r"\s*([-–—_/:؛|()،]+)\s*")
_HARD = frozenset("-–—_/:؛|)")  # marks that may end a dateline
_CLOSED = re.compile(r"[-–—_/:؛|)]")
_DASH = re.compile(r"\s*[-–—]+\s+")
_SLASH = re.compile(r"/\s+")  # «مهر/ باران»; «شرق /غرب» are two
_LONGEST = 60  # characters: «اسلام‌آباد - خبرگزاری جمهوری اسلامی - ۱۲ بهمن ۱۴۰۲:» has 52
_LONGEST_PLACE = 3  # words
_LONGEST_DESK = 4  # words: «گروه فرهنگ و ادب»
_LONGEST_NAME = 8  # words: «گروه بین الملل خبرگزاری جمهوری اسلامی ایران» has 7
_LONGEST_AUTHOR = 3  # words
_DATE = re.compile("\\d{1,2}[ \u200c]?/?\\s?[^\\W\\d][\\w\u200c]*(?:\\s\\d{2,4})?|\\d{2,4}/\\d{1,2}/\\d{1,4}")  # ZWNJ
_CALENDAR = r"(?:\s(?:هجری\s)?(?:خورشیدی|شمسی|میلادی))?"
_NAME_AND_DATE = re.compile(rf"(\D+?)\s+(?:{_DATE.pattern}){_CALENDAR}")  # «پژواک ۱۰ سنبله ۱۴۰۴»
_MARKS_AGAIN = re.compile(r"[-–—_:؛|]+\s+")  # the dash of «(آوا) - ۱۰ سنبله:»
_BRACKET_END = re.compile(r"[^()\n]{0,40}(?:\([^()\n]{0,30}\)\s?)?\)\s*[-–—_:؛|]*\s*")  # «۱۲ اسد (۳ آگست)):»
_DATE_IN_BRACKETS = re.compile(rf"\s*\((?:{_DATE.pattern}){_CALENDAR}\)\s*[-–—_:؛|]*\s*")  # «(۱۲ اسد ۱۴۰۲):»
_AS_ROUND = str.maketrans("[]", "()")
_ALIAS_END = re.compile(r"[^()\n]{0,20}\)\s*[-–—_:؛|]+\s*")  # «آوا)-»
_AFTER_SLASH = re.compile("/ ?([\\w\u200c]+(?: [\\w\u200c]+){0,2})")  # ZWNJ; «سیستان و بلوچستان»
_BULLETS = re.compile(r"[^\w«\"(\[#@]*")
_MOST_WORDS_OF_TOWN = 2
_SENTENCE_WORDS = 4
_NO_SUBJECT = frozenset(("را", "و", "هم", "نیز"))
_OTHER_ENDS = frozenset(("شهریور", "آبان", "آذر", "غرب", "شمال", "جنوب"))  # «مهر - آبان», «شرق/ غرب»
_MARKS = "،؛:.»«)("


@dataclass(frozen=True, slots=True)
class Dateline:
    """The agency that a dateline names (empty if none), where it starts, where its credit and where all of it ends."""

    agency: str
    start: int
    credit_end: int
    end: int


def find_dateline(text: str, begin: int = 0, *, opens: bool = True) -> Dateline | None:
    """Find the dateline that the text begins with at `begin`.

    Where it `opens` the story, a town alone is one («اهواز -»), an ordinary word («مشرق -»), and what no mark closes
    («مشهد ایسنا»).
    """
    if "[" in text[begin : begin + 2 * _LONGEST]:
        text = text.translate(_AS_ROUND)
    found = _find(text, begin, opens=opens)
    dated = _DATE_IN_BRACKETS.match(text, found.end) if found and found.agency else None
    return replace(found, end=dated.end()) if found and dated else found


def _find(text: str, begin: int, *, opens: bool) -> Dateline | None:
    bullets = _BULLETS.match(text, begin)
    begin = bullets.end() if bullets else begin
    if not _CLOSED.search(text, begin, begin + 2 * _LONGEST):
        return _relayed(text, begin) or (_unmarked(text, begin) if opens else None)
    found = _with_agency(text, begin, opens=opens) or _relayed(text, begin)
    return found or (_unmarked(text, begin) or _town_alone(text, begin) if opens else None)


def _with_agency(text: str, begin: int, *, opens: bool) -> Dateline | None:
    place = begin
    for gap in _GAP.finditer(text, begin, begin + _LONGEST):
        piece = text[place : gap.start()]
        words = len(piece.split())
        if words > _LONGEST_NAME:
            return None
        dated = _NAME_AND_DATE.fullmatch(piece) if text[place - 1 : place] == "(" else None
        name = dated[1] if dated else piece
        agency = is_agency(name, sure=_is_sure(text, name, gap, first=place == begin, opens=opens)) if name else None
        if agency:
            return _after(text, agency, gap, begin, place)
        if words > _LONGEST_PLACE:
            return None
        place = gap.end()
    return None


def _is_sure(text: str, piece: str, gap: re.Match[str], *, first: bool, opens: bool) -> bool:
    """Tell whether an ordinary word is an agency here: «مشرق -», «مهر/», «هشت صبح، هرات:»; «مهر:» is the month."""
    if not first or DESK.match(piece):
        return True
    mark = _SLASH.fullmatch(gap[0]) or (_DASH.fullmatch(gap[0]) and gap[0][0].isspace())
    alone = opens and mark and _goes_on(text, gap.end())
    following = _GAP.search(text, gap.end(), gap.end() + _LONGEST)
    return bool(alone or (following and following[1][0] in _HARD and is_place(text[gap.end() : following.start()])))


def _after(text: str, agency: str, gap: re.Match[str], begin: int, place: int) -> Dateline | None:
    """Go on behind the agency: to the bracket's end, over place, date, desk and author."""
    end = gap.end()
    if text[place - 1 : place] == "(" and ")" not in gap[1]:
        close = _BRACKET_END.match(text, end)
        return Dateline(agency, begin, end, close.end()) if close else None
    if gap[1].startswith("("):
        close = _ALIAS_END.match(text, end)
        if not close:
            return None
        end = close.end()
    again = _MARKS_AGAIN.match(text, end) if gap[1].endswith(")") else None
    start = again.end() if again else end
    further = _further(text, start, first=place == begin)
    if further is None and "/" in gap[1]:
        further = _place_after_slash(text, gap.start())
    if further is None and gap[1][0] not in _HARD and end == gap.end():
        return None
    return Dateline(agency, begin, end, further or start)


def _further(text: str, start: int, *, first: bool) -> int | None:
    """Give the end of the places, dates, desks and authors that follow, each closed by a hard mark."""
    end, desk = None, False
    for gap in _GAP.finditer(text, start, start + _LONGEST):
        piece = text[start : gap.start()]
        is_desk = bool(DESK.match(piece)) and len(piece.split()) <= _LONGEST_DESK
        author = desk and ":" in gap[1] and len(piece.split()) <= _LONGEST_AUTHOR
        known = is_desk or author or _DATE.fullmatch(piece) or (first and is_place(piece))
        if known and gap[1][0] == "(" and (dated := _DATE_IN_BRACKETS.match(text, gap.start())):
            return dated.end()
        if not known or gap[1][0] not in _HARD:
            break
        start = end = gap.end()
        desk = desk or is_desk
    return end


def _place_after_slash(text: str, slash: int) -> int | None:
    """Give the end of «خوزستان» in «ایسنا/خوزستان نخل‌ها ...», which no mark closes."""
    after = _AFTER_SLASH.match(text.replace(" /", "/ ", 1) if text[slash] == " " else text, slash)
    if after is None:
        return None
    words = after[1].split(" ")
    for count in (3, 2, 1):
        if len(words) >= count and is_place(" ".join(words[:count])):
            return after.start(1) + len(" ".join(words[:count]))
    return None


def _relayed(text: str, begin: int) -> Dateline | None:
    """Take «ایسنا» in «ایسنا به نقل از همشهری:»; whom it quotes is a credit of its own."""
    if text.find("نقل", begin, begin + _LONGEST) < 0 and text.find("قول", begin, begin + _LONGEST) < 0:
        return None
    named = named_at(text, begin)
    chain = named and CHAIN.match(text, named.end)
    quoted = named_at(text, chain.end()) if chain else None
    if named and quoted and _GAP.match(text, quoted.end):
        return Dateline(named.agency, begin, named.end, named.end)
    return None


def _unmarked(text: str, begin: int) -> Dateline | None:
    """Take «مشهد ایسنا», which no mark divides or closes."""
    words = text[begin : begin + _LONGEST].split(" ", _MOST_WORDS_OF_TOWN)
    for count in range(1, len(words)):
        town = " ".join(words[:count])
        named = named_at(text, begin + len(town) + 1, sure=False)
        if named and is_town(town) and _is_followed_by_sentence(text, named):
            return Dateline(named.agency, begin, named.end, named.end)
    return None


def _is_followed_by_sentence(text: str, named: Named) -> bool:
    following = text[named.end : named.end + _LONGEST]
    words = following.split()
    return following.startswith(" ") and len(words) >= _SENTENCE_WORDS and words[0] not in _NO_SUBJECT


def _town_alone(text: str, begin: int) -> Dateline | None:
    """Take «اهواز -» and «کابل، ۱۲ حمل -», but not the first end of a way: «تهران - مشهد»."""
    place, town = begin, False
    for gap in _GAP.finditer(text, begin, begin + _LONGEST):
        piece = text[place : gap.start()]
        known = _DATE.fullmatch(piece) if town else is_town(piece)
        if not known:
            return None
        town, place = True, gap.end()
        if _DASH.fullmatch(gap[0]):
            return Dateline("", begin, begin, place) if _goes_on(text, place) else None
    return None


def _goes_on(text: str, place: int) -> bool:
    """Tell whether a sentence follows, not the other end of a way or of a span of months."""
    words = text[place : place + _LONGEST].split()
    first, two = (" ".join(words[:count]).strip(_MARKS) for count in (1, 2))
    other_end = is_place(first) or is_place(two) or first in _OTHER_ENDS or first[:1].isdigit()
    return len(words) >= _SENTENCE_WORDS and not other_end
