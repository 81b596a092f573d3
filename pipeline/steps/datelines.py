"""Datelines: «تهران - ایرنا -», «کابل (پژواک، ۱۲ اسد ۹۸):» and «خبرگزاری مهر، گروه استان‌ها -» before a story."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.steps.agencies import agency_key
from pipeline.steps.agency_names import is_agency
from pipeline.steps.package_data import rows

_GAP = re.compile(r"\s*([-–—_/:؛|()،]+)\s*")
_HARD = frozenset("-–—_/:؛|)")  # marks that may end a dateline
_LONGEST = 60  # characters: «اسلام‌آباد - خبرگزاری جمهوری اسلامی - ۱۲ بهمن ۱۴۰۲:» has 52
_LONGEST_PLACE = 3  # words
_LONGEST_NAME = 8  # words: «گروه بین الملل خبرگزاری جمهوری اسلامی ایران» has 7
_LONGEST_AUTHOR = 3  # words
_DESK = re.compile(r"(?:گروه|سرویس|دفتر|بخش|خبرنگار)(?!\w)")
_DATE = re.compile("\\d{1,2}[ \u200c]?/?\\s?[^\\W\\d][\\w\u200c]*(?:\\s\\d{2,4})?|\\d{2,4}/\\d{1,2}/\\d{1,4}")  # ZWNJ
_BRACKET_END = re.compile(r"[^()\n]{0,40}\)\s*[-–—_:؛|]*\s*")  # «۱۲ اسد ۹۸):»
_ALIAS_END = re.compile(r"[^()\n]{0,20}\)\s*[-–—_:؛|]+\s*")  # «آوا)-»
_AFTER_SLASH = re.compile("/ ?([\\w\u200c]+(?: [\\w\u200c]+)?)")  # ZWNJ


@dataclass(frozen=True, slots=True)
class Dateline:
    """The agency that a story's dateline names, where the credit ends and where the whole dateline ends."""

    agency: str
    credit_end: int
    end: int


def find_dateline(text: str, begin: int = 0) -> Dateline | None:
    """Find the dateline that the text begins with at `begin`."""
    place = begin
    for gap in _GAP.finditer(text, begin, begin + _LONGEST):
        piece = text[place : gap.start()]
        words = len(piece.split())
        if words > _LONGEST_NAME:
            return None
        sure = place > begin or bool(_DESK.match(piece))  # alone, «مهر:» is the month as well
        agency = is_agency(piece, sure=sure) if piece else None
        if agency:
            return _after(text, agency, gap, begin, place)
        if words > _LONGEST_PLACE:
            return None
        place = gap.end()
    return None


def _after(text: str, agency: str, gap: re.Match[str], begin: int, place: int) -> Dateline | None:
    """Go on behind the agency: to the bracket's end, over place, date, desk and author."""
    end = gap.end()
    if text[place - 1 : place] == "(" and ")" not in gap[1]:
        close = _BRACKET_END.match(text, end)
        return Dateline(agency, end, close.end()) if close else None
    if gap[1].startswith("("):
        close = _ALIAS_END.match(text, end)
        if not close:
            return None
        end = close.end()
    further = _further(text, end, first=place == begin)
    if further is None and "/" in gap[1]:
        further = _place_after_slash(text, gap.start())
    if further is None and gap[1][0] not in _HARD and end == gap.end():
        return None
    return Dateline(agency, end, further or end)


def _further(text: str, start: int, *, first: bool) -> int | None:
    """Give the end of the places, dates, desks and authors that follow, each closed by a hard mark."""
    end, desk = None, False
    for gap in _GAP.finditer(text, start, start + _LONGEST):
        piece = text[start : gap.start()]
        is_desk = bool(_DESK.match(piece)) and len(piece.split()) <= _LONGEST_PLACE
        author = desk and ":" in gap[1] and len(piece.split()) <= _LONGEST_AUTHOR
        known = is_desk or author or _DATE.fullmatch(piece) or (first and agency_key(piece) in _places())
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
    for count in (2, 1):
        if len(words) >= count and agency_key("".join(words[:count])) in _places():
            return after.start(1) + len(" ".join(words[:count]))
    return None


@cache
def _places() -> frozenset[str]:
    """Load the keys of the names of places, provinces without «استان» too."""
    table = [row for row in rows("names.tsv") if row[0] == "LOC"]
    names = (name for _, _, full, others in table for name in (full, *others.split("|")) if name)
    return frozenset(agency_key(name.removeprefix("استان ")) for name in names)
