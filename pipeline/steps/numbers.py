"""Numbers in figures and words, read back from the unit behind them."""

import re

_ONES = ("صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه")
_TEENS = ("ده", "یازده", "دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده")
_TENS = ("بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_HUNDREDS = ("صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد")
ATOMS = {
    **{word: float(value) for value, word in enumerate((*_ONES, *_TEENS))},
    **{word: value * 10.0 for value, word in enumerate(_TENS, 2)},
    **{word: value * 100.0 for value, word in enumerate(_HUNDREDS, 1)},
    "هیجده": 18.0, "یکصد": 100.0,
}  # fmt: skip
MULTIPLIERS = {
    "هزار": 1e3, "میلیون": 1e6, "ملیون": 1e6, "میلیارد": 1e9, "ملیارد": 1e9, "بیلیون": 1e12, "تریلیون": 1e12,
}  # fmt: skip
AND, HALF = "و", "نیم"
MAX_NUMBER_LENGTH = 80  # code points looked at before a unit

_FIGURES = r"\d{1,3}(?:[,٬]\d{3})+(?:[.٫]\d+)?|\d+(?:[.٫/]\d+)?"  # a slash is a decimal point too: ۳/۵ درصد
_BLANK, _AND = "[ \u200c]+", "[ \u200c]+و[ \u200c]*"  # ZWNJ


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


_BELOW_100 = rf"(?:{_any(*_TENS)}(?:{_AND}{_any(*_ONES)})?|{_any(*_TEENS, 'هیجده', *_ONES)})"
_SMALL = rf"(?:{_FIGURES}|{_any(*_HUNDREDS, 'یکصد')}(?:{_AND}{_BELOW_100})?|{_BELOW_100}|نیم)"
_THOUSAND = "(?<!چند )(?<!ها )هزار"  # alone it is a number, but not in «چند هزار» and «ده‌ها هزار»
_LARGE = rf"(?:(?:{_SMALL}{_BLANK}{_any(*MULTIPLIERS)}|{_THOUSAND})(?:{_BLANK}{_any(*MULTIPLIERS)})*)"
# Figures that stand alone are not added up: of «۵ و ۱۰ درصد» only the second is read.
_NUMBER = re.compile(rf"(?<![\w.,٫٬/])(?:(?:{_LARGE}{_AND})*(?:{_LARGE}|{_SMALL})(?:{_AND}نیم)?)(?!\w)(?=[ \u200c]*$)")
_PIECE = re.compile(rf"{_FIGURES}|{_any(*sorted([*ATOMS, *MULTIPLIERS, HALF], key=len, reverse=True))}|{AND}")


def number_before(text: str, end: int) -> tuple[int, float] | None:
    """Give start and value of the number before `end` (blanks between do not matter), None when there is none."""
    window = max(0, end - MAX_NUMBER_LENGTH)
    found = _NUMBER.search(text[window:end])
    return (window + found.start(), value_of(found[0])) if found else None


def value_of(number: str) -> float:
    """Give the value of a number in figures, words or both."""
    total = current = 0.0
    scale = 1.0  # of what was read last: «یک میلیون و نیم» has half a million
    for piece in _PIECE.findall(number):
        if piece == HALF:
            current += 0.5 * scale
        elif piece in MULTIPLIERS:
            current, scale = (current or 1.0) * MULTIPLIERS[piece], MULTIPLIERS[piece]
        elif piece == AND and scale > 1.0:
            total, current = total + current, 0.0
        elif piece != AND:
            current, scale = current + _atom(piece), 1.0
    return total + current


def _atom(piece: str) -> float:
    return ATOMS[piece] if piece in ATOMS else float(re.sub("[,٬]", "", piece).translate({0x066B: ".", 0x2F: "."}))
