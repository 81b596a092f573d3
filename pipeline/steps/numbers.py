"""Numbers in figures and words, read back from the unit behind them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from math import prod

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
THOUSAND = "هزار"
MULTIPLIERS = {
    THOUSAND: 1e3, "میلیون": 1e6, "ملیون": 1e6, "میلیارد": 1e9, "ملیارد": 1e9, "بیلیون": 1e12, "تریلیون": 1e12,
}  # fmt: skip
AND, HALF = "و", "نیم"
NUMERALS = frozenset((AND, HALF, *ATOMS, *MULTIPLIERS))
MAX_NUMBER_LENGTH = 160  # code points looked at before a unit; a longer number is none
MAX_THOUSANDS_OF_MILLIONS = 10  # «دو هزار و ۳۰۰ میلیون» is one number; of «۲۰۰ هزار و ۳ میلیون» it is not sure

# A slash is a decimal point too: ۳/۵ درصد. What looks like a figure, but is none (۱۳۹۹/۱۱/۰۸, ۱۸:۳۰), is no number.
_FIGURES = re.compile(r"\d{1,3}(?:[,٬]\d{3})+(?:[.٫]\d+)?|\d+(?:[.٫/]\d+)?")
_TOKEN = re.compile(r"(?<!\w)\d(?:[\d.,٫٬/:]*\d)?|[^\W\d_]+|\S|\n")
_MALFORMED = re.compile(r"\d.*[\d:/]")
_VAGUE = frozenset(("چند", "چندین", "ممیز", "هزاران", "صدها", "دهها"))
_PLURALS = frozenset(("ها", "های", "ان"))
_BETWEEN = frozenset(("بین", "میان", "مابین"))


@dataclass(frozen=True, slots=True)
class _Term:
    """A part of a sum: its value, its scale, and what the next part must stay below."""

    value: float
    scale: float
    below: float


def number_before(text: str, end: int) -> tuple[int, float] | None:
    """Give start and value of the number before `end` (blanks between do not matter), None when there is none.

    Of a range («۳ تا ۵ میلیارد», «بین ۵ و ۱۰ درصد») it is the last number. Numbers that are vague («چند صد میلیون»),
    fractions («دو سوم») or guesses («دو سه میلیون») are none.
    """
    window = max(0, end - MAX_NUMBER_LENGTH)
    tokens = list(_TOKEN.finditer(text, window, end))
    count = sum(1 for _ in takewhile(_is_piece, reversed(tokens)))
    before, run = tokens[: len(tokens) - count], tokens[len(tokens) - count :]
    if not run or (window and not before) or _is_vague(before):
        return None
    return _longest([token[0] for token in before[-1:]], run)


def value_of(pieces: Iterable[str]) -> float | None:
    """Give the value of a number from its figures and words, None when they are not one number."""
    terms: list[_Term] = []
    for is_and, chunk in groupby(pieces, AND.__eq__):
        if not is_and:
            term = _term(list(chunk), terms)
            if term is None or (terms and not 0 < term.value < terms[-1].below):
                return None
            terms.append(term)
    return sum(term.value for term in terms) if terms else None


def _is_piece(token: re.Match[str]) -> bool:
    return token[0] in NUMERALS or token[0][0].isdigit()


def _is_vague(before: list[re.Match[str]]) -> bool:
    """Tell whether the words before a number make it «چند میلیون», «ده‌ها هزار» or «۲ ممیز ۵»."""
    words = [token[0] for token in before[-2:]]
    return bool(words) and (
        words[-1] in _VAGUE or (words[-1] in _PLURALS and words[0] in NUMERALS) or _is_fraction(words[-1])
    )


def _is_fraction(word: str) -> bool:
    """Tell whether a word ends a fraction or is an ordinal: «دو سوم», «یک دهم»."""
    return word == "سوم" or (word.endswith("م") and word[:-1] in NUMERALS - {AND, HALF})


def _longest(before: list[str], run: list[re.Match[str]]) -> tuple[int, float] | None:
    """Read the longest number at the end of `run` that begins where one can begin."""
    pieces = [token[0] for token in run]
    for first in _beginnings(pieces, between=not _BETWEEN.isdisjoint(before)):
        value = value_of(pieces[first:])
        if value is not None:
            return run[first].start(), value
    return None


def _beginnings(pieces: list[str], *, between: bool) -> Iterator[int]:
    """Give the places where a number can begin: at first, after «و», after a figure; in «بین A و B» after the «و»."""
    if between and pieces.count(AND) == 1:
        yield pieces.index(AND) + 1
        return
    if pieces[0] != AND and not between:
        yield 0
    for at, (last, piece) in enumerate(pairwise(pieces), 1):
        if piece != AND and (last == AND or (last[0].isdigit() and piece not in MULTIPLIERS and piece != HALF)):
            yield at


def _term(chunk: list[str], terms: list[_Term]) -> _Term | None:
    """Read what stands between two «و»; a scale takes the smaller `terms` before it along."""
    digits, scales = (chunk[:1], chunk[1:]) if chunk[0] not in MULTIPLIERS else ([], chunk)
    if not _are_scales(scales) or (not digits and scales[0] != THOUSAND):
        return None
    if digits and digits[0] == HALF and not (scales and not terms):
        return _half(scales, terms)
    small = _small(digits[0]) if digits else _Term(1.0, 1.0, 0.0)
    return _scaled(small, [MULTIPLIERS[scale] for scale in scales], terms) if small and scales else small


def _are_scales(words: list[str]) -> bool:
    """Tell whether words are scales that grow, as in «هزار میلیارد»."""
    values = [MULTIPLIERS.get(word, 0.0) for word in words]
    return all(values) and all(smaller < larger for smaller, larger in pairwise(values))


def _small(piece: str) -> _Term | None:
    """Read figures or a numeral below a thousand."""
    if piece == HALF:
        return _Term(0.5, 1.0, 0.0)
    if piece in ATOMS:
        value = ATOMS[piece]
        return _Term(value, 1.0, 100.0 if value >= 100 else 10.0 if value >= 20 else 0.0)
    if not _FIGURES.fullmatch(piece):
        return None
    return _Term(float(re.sub("[,٬]", "", piece).translate({0x066B: ".", 0x2F: "."})), 1.0, 0.0)


def _half(scales: list[str], terms: list[_Term]) -> _Term | None:
    """Read «نیم»: alone a half, after a whole number half of its scale; «دو و نیم میلیون» is scaled as a whole."""
    if not terms:
        return _Term(0.5, 1.0, 0.0)
    last = terms[-1]
    if not last.value.is_integer():
        return None
    if not scales:
        terms[-1] = _Term(last.value, last.scale, last.scale)
        return _Term(0.5 * last.scale, last.scale, 0.0)
    terms[-1] = _Term(last.value + 0.5, last.scale, last.below)
    return _scaled(terms.pop(), [MULTIPLIERS[scale] for scale in scales], terms) if last.scale == 1.0 else None


def _scaled(small: _Term, scales: list[float], terms: list[_Term]) -> _Term | None:
    value, below = small.value, small.value
    while terms and terms[-1].scale == 1.0:
        if not 0 < below < terms[-1].below:
            return None
        below = terms[-1].value
        value += terms.pop().value
    if terms and _takes_thousands(scales[0], value, terms[-1]):
        value += terms.pop().value
    scale = prod(scales)
    return _Term(value * scale, scale, scale if value.is_integer() else 0.0)


def _takes_thousands(scale: float, value: float, last: _Term) -> bool:
    """Tell whether the thousands before are counted in `scale`, too: «شش هزار و ۳۰۰ میلیارد»."""
    if last.scale != MULTIPLIERS[THOUSAND] or not 0 < value < last.below or scale <= last.scale:
        return False
    return scale > MULTIPLIERS["میلیون"] or last.value < MAX_THOUSANDS_OF_MILLIONS * last.scale
