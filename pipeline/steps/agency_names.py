"""Agency names: where in a text an agency is named, known or not."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice, takewhile

from pipeline.steps.agencies import agencies, agency_key
from pipeline.steps.places import is_place

_WORD = re.compile(r"\w")
_TOKEN = re.compile("[\\w\u200c]+|[^\\s\\w]|\n")  # words with their ZWNJ, marks, line ends


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Under keys, without ZWNJ.
_SURE_KINDS = _set(
    "خبرگزاری روزنامه هفتهنامه ماهنامه تلویزیون رادیو"
)  # what they are called after is a source, known or not
_KINDS = _SURE_KINDS | _set("اژانس شبکه پایگاه تارنما تارنمای سایت وبسایت نشریه مجله رسانه کانال")
_SEVERAL = _set("خبرگزاریهای روزنامههای شبکههای تلویزیونهای رادیوهای پایگاههای سایتهای")
_PRESS = _set("خبری خبریتحلیلی تلویزیونی رادیویی")  # with them the others are, too: «شبکه خبری», but «شبکه بهداشت»
_OF_KIND = _PRESS | _set("تحلیلی اطلاعرسانی اطلاع رسانی اینترنتی رسمی دولتی انگلیسی عربی محلی")
_STATE = _set("دولتی رسمی")
_DESKS = _set("خبرنگار خبرنگاران گزارشگر گروه سرویس دفتر حوزه بخش")
_DESK_WORDS = 4  # «گروه بین الملل», «خبرنگار پارلمانی», «گروه فرهنگ و هنر»
_DAYS = _set("روز امروز دیروز صبح عصر شامگاه بامداد شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه یک دو سه چهار پنج")
_DAYS_AND_SEVERAL = _DAYS | _SEVERAL
_ENDS_NAME = _set(
    "به از در که با نیز هم و نوشت گزارش روز این امروز دیروز صبح شامگاه عصر ظهر طی گفت افزود اظهار بیان تصریح تاکید"
    " توضیح عنوان"
)
_NEVER_NAMES = _set("به از در که با و این ما")
_INSTITUTIONS = _set(
    "وزارت سازمان دولت ریاست شهرداری استانداری فرمانداری دانشگاه مجلس پلیس ستاد بانک شرکت اداره کمیته باشگاه "
    "فدراسیون دفتر بهداشت"
)
_FIRST = re.compile('[\\s«"]*([\\w\u200c]+)')
_WRITTEN_ENDINGS = ("نیوز", "نلاین", "پرس")  # «آنلاین»
_ENDINGS = ("نیوز", "انلاین", "پرس")  # «به گزارش البرزنیوز»
_BRACKETS = re.compile(r" ?\(([^()\n]{1,30})\)")
_OPENING = frozenset('«"')
_CLOSING = frozenset('»"')

_LONGEST_NAME = 5  # words: «خبرگزاری صدای افغان آوا»
_LONGEST_UNKNOWN = 3  # words: «خبرگزاری سراسری دریای خزر»
WINDOW = 80  # characters: «به گزارش خبرنگار گروه بین الملل خبرگزاری جمهوری اسلامی» has 55


@dataclass(frozen=True, slots=True)
class Named:
    """An agency's name and where it ends in the text."""

    agency: str
    end: int


def named_at(text: str, start: int, *, sure: bool = True) -> Named | None:
    """Find the agency that is named at `start`, after words such as «خبرنگار پارلمانی» and «خبرگزاری».

    Its short name in brackets belongs to it: «خبرگزاری صدای افغان (آوا)».

    When it is `sure` that a source is named there, ordinary words count as names (مهر), and after «خبرگزاری» names
    that are in no table.
    """
    if not _may_be_named(text, start, sure=sure):
        return None
    tokens = list(islice(_TOKEN.finditer(text, start, start + WINDOW), 16))
    kind, desk, desk_words, before = -1, 0, 0, _DAYS_AND_SEVERAL if sure else _SEVERAL
    for at, token in enumerate(tokens):
        if found := _known(tokens, at, common=sure, kind=kind >= 0):
            return _with_short_name(text, found)
        word = agency_key(token[0])
        if word in _KINDS:
            kind = at
        elif word in _DESKS:
            desk, desk_words = at + 1, _DESK_WORDS + 1
        elif kind < 0 and desk_words:
            desk_words -= 1
        elif token[0] not in _OPENING and word not in (_OF_KIND if kind >= 0 else before):
            break
    if not sure:
        return _of_state(tokens, kind)
    return _unknown(tokens, kind) or _by_ending(tokens, max(desk, kind + 1), desk > max(kind, 0))


def _may_be_named(text: str, start: int, *, sure: bool) -> bool:
    """Tell by the first word whether a closer look is worth its time."""
    first = _FIRST.match(text, start)
    if first and agency_key(first[1]) in _beginnings():
        return True
    return bool(first and sure) and any(ending in text[start : start + WINDOW] for ending in _WRITTEN_ENDINGS)


@cache
def _beginnings() -> frozenset[str]:
    """Load what names may begin with: every beginning of the key of an agency, and the words that lead to one."""
    keys = {key[:length] for key in agencies() for length in range(1, len(key) + 1)}
    return frozenset(keys) | _KINDS | _SEVERAL | _DESKS | _OF_KIND | _DAYS


def is_agency(name: str, *, sure: bool = True) -> str | None:
    """Give the canonical name if `name` as a whole is an agency's, with or without a word such as «خبرگزاری»."""
    named = named_at(name, 0, sure=sure)
    whole = named and not _WORD.search(name, named.end)
    return named.agency if named and whole else None


def _with_short_name(text: str, named: Named) -> Named:
    short = _BRACKETS.match(text, named.end)
    key = agency_key(short[1]) if short else ""
    known = agencies().get(key)
    same = key and ((known and known.name == named.agency) or agency_key(named.agency).endswith(key))
    return Named(named.agency, short.end()) if short and same else named


def _known(tokens: list[re.Match[str]], at: int, *, common: bool, kind: bool) -> Named | None:
    words = _words(tokens, at, _LONGEST_NAME)
    quoted = at > 0 and tokens[at - 1][0] in _OPENING
    keys = list(takewhile(_beginnings().__contains__, accumulate(map(agency_key, words))))
    for count in range(len(keys), 0, -1):
        agency = agencies().get(keys[count - 1])
        whole = _is_closed(tokens, at + count) or not quoted  # «تایمز یونیون» is not the Times
        if agency and agency.common and not kind:
            whole = common and whole and _ends_at(tokens, at + count)
        if agency and whole:
            return Named(agency.name, _end(tokens, at + count))
    return None


def _ends_at(tokens: list[re.Match[str]], after: int) -> bool:
    """Tell whether a name may end before token `after`: «میزان،» and «میزان به نقل از», not «میزان بارندگی»."""
    return after >= len(tokens) or not agency_key(tokens[after][0]) or tokens[after][0] in _ENDS_NAME


def _unknown(tokens: list[re.Match[str]], kind: int) -> Named | None:
    """Take the words after «خبرگزاری» as the name of an agency that isn't in the table: up to three before a mark."""
    if kind < 0:
        return None
    start = kind + 1
    while start < len(tokens) and (tokens[start][0] in _OPENING or agency_key(tokens[start][0]) in _OF_KIND):
        start += 1
    press = {agency_key(token[0]) for token in tokens[kind:start]}
    words = _words(tokens, start, _LONGEST_UNKNOWN)
    words = [*words[:1], *takewhile(lambda word: word not in _ENDS_NAME, words[1:])]  # «روزنامه صبح زاگرس»
    if not words or words[0] in _NEVER_NAMES or agency_key(words[0]) in _INSTITUTIONS:
        return None
    if press.isdisjoint(_SURE_KINDS | _PRESS) and not _is_closed(tokens, start + len(words)):
        return None
    words = words if _ends_at(tokens, start + len(words)) else words[:1]
    return Named(" ".join((tokens[kind][0], *words)), _end(tokens, start + len(words)))


def _of_state(tokens: list[re.Match[str]], kind: int) -> Named | None:
    """Take «تلویزیون دولتی مصر», under the name that it has where one must stand: «تلویزیون مصر»."""
    words = _words(tokens, kind + 1, 3) if kind >= 0 else []
    if len(words) < 2 or agency_key(words[0]) not in _STATE:
        return None
    for count in range(len(words) - 1, 0, -1):
        country = " ".join(words[1 : 1 + count])
        if is_place(country):
            return Named(f"{tokens[kind][0]} {country}", _end(tokens, kind + 2 + count))
    return None


def _by_ending(tokens: list[re.Match[str]], start: int, desk: bool) -> Named | None:
    """Take «البرزنیوز» and «البرز نیوز» as the name of an agency that isn't in the table."""
    start += start < len(tokens) and tokens[start][0] in _OPENING
    words = _words(tokens, start, 2 + desk * _DESK_WORDS)
    for at, word in enumerate(words):
        key = agency_key(word)
        if key.endswith(_ENDINGS) and (at or key not in _ENDINGS):
            first = at - 1 if key in _ENDINGS else at
            return Named("\u200c".join(words[first : at + 1]), _end(tokens, start + at + 1))  # ZWNJ
    return None


def _words(tokens: list[re.Match[str]], start: int, count: int) -> list[str]:
    return list(takewhile(agency_key, (token[0] for token in tokens[start : start + count])))


def _is_closed(tokens: list[re.Match[str]], after: int) -> bool:
    return after < len(tokens) and tokens[after][0] in _CLOSING


def _end(tokens: list[re.Match[str]], after: int) -> int:
    return tokens[after if _is_closed(tokens, after) else after - 1].end()
