"""Agency names: where in a text an agency is named, known or not."""

import re
from dataclasses import dataclass
from itertools import islice, takewhile

from pipeline.steps.agencies import agencies, agency_key

_TOKEN = re.compile("[\\w\u200c]+|[^\\s\\w]|\n")  # words with their ZWNJ, marks, line ends


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Under keys, without ZWNJ.
_KINDS = _set("خبرگزاری اژانس روزنامه هفتهنامه شبکه پایگاه تارنما تارنمای سایت وبسایت تلویزیون رادیو نشریه")
_OF_KIND = _set("خبری اطلاعرسانی رسمی دولتی تلویزیونی انگلیسی عربی")
_DESKS = _set("خبرنگار خبرنگاران گروه سرویس دفتر")
_DESK_WORDS = 2  # «گروه بین الملل», «خبرنگار پارلمانی»
_ENDS_NAME = _set("به از در که با نیز هم و روز این امروز دیروز صبح شامگاه عصر ظهر")
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

    When it is `sure` that a source is named there, ordinary words count as names (مهر), and after «خبرگزاری» names
    that are in no table.
    """
    tokens = list(islice(_TOKEN.finditer(text, start, start + WINDOW), 16))
    kind, desk_words = -1, 0
    for at, token in enumerate(tokens):
        if found := _known(tokens, at, common=sure or kind >= 0):
            return found
        word = agency_key(token[0])
        if word in _KINDS:
            kind = at
        elif word in _DESKS:
            desk_words = _DESK_WORDS + 1
        elif kind < 0 and desk_words:
            desk_words -= 1
        elif token[0] not in _OPENING and not (kind >= 0 and word in _OF_KIND):
            break
    return _unknown(tokens, kind) if sure and kind >= 0 else None


def is_agency(name: str, *, sure: bool = True) -> str | None:
    """Give the canonical name if `name` as a whole is an agency's, with or without a word such as «خبرگزاری»."""
    named = named_at(name, 0, sure=sure)
    whole = named and not re.search(r"\w", name[named.end :])
    return named.agency if named and whole else None


def _known(tokens: list[re.Match[str]], at: int, *, common: bool) -> Named | None:
    words = _words(tokens, at, _LONGEST_NAME)
    quoted = at > 0 and tokens[at - 1][0] in _OPENING
    for count in range(len(words), 0, -1):
        agency = agencies().get(agency_key("".join(words[:count])))
        whole = _is_closed(tokens, at + count) or not quoted  # «تایمز یونیون» is not the Times
        if agency and whole and (common or not agency.common):
            return Named(agency.name, _end(tokens, at + count))
    return None


def _unknown(tokens: list[re.Match[str]], kind: int) -> Named | None:
    """Take up to three words after «خبرگزاری» as the name of an agency that isn't in the table."""
    start = kind + 2 if kind + 1 < len(tokens) and tokens[kind + 1][0] in _OPENING else kind + 1
    words = list(takewhile(lambda word: word not in _ENDS_NAME, _words(tokens, start, _LONGEST_UNKNOWN)))
    return Named(" ".join((tokens[kind][0], *words)), _end(tokens, start + len(words))) if words else None


def _words(tokens: list[re.Match[str]], start: int, count: int) -> list[str]:
    return list(takewhile(agency_key, (token[0] for token in tokens[start : start + count])))


def _is_closed(tokens: list[re.Match[str]], after: int) -> bool:
    return after < len(tokens) and tokens[after][0] in _CLOSING


def _end(tokens: list[re.Match[str]], after: int) -> int:
    return tokens[after if _is_closed(tokens, after) else after - 1].end()
