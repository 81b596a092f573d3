"""Numbers in figures and words, read back from the unit behind them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
HUNDRED, THOUSAND = "صد", "هزار"
MULTIPLIERS = {
    THOUSAND: 1e3, "میلیون": 1e6, "ملیون": 1e6, "میلیارد": 1e9, "ملیارد": 1e9, "بیلیون": 1e12, "تریلیون": 1e12,
}  # fmt: skip
AND, HALF = "و", "نیم"
NUMERALS = frozenset((AND, HALF, *ATOMS, *MULTIPLIERS))
MAX_NUMBER_LENGTH = 160  # code points looked at before a unit; a longer number is none
MAX_THOUSANDS_OF_MILLIONS = 10  # «دو هزار و ۳۰۰ میلیون» is one number; of «۲۰۰ هزار و ۳ میلیون» it is not sure

# A slash and a Persian comma are decimal points, too: ۳/۵ درصد, ۳،۵ درصد; the comma groups thousands as well: ۱۲،۵۰۰.
# What looks like a figure, but is none (۱۳۹۹/۱۱/۰۸, ۱۸:۳۰), is no number.
_THOUSANDS = re.compile(r"(?![0۰]،)\d{1,3}(?:[,٬،]\d{3})+(?:[.٫]\d+)?")
_FIGURES = re.compile(rf"{_THOUSANDS.pattern}|\d+(?:[.٫/،]\d+)?")
_GLUED_AND = f"(?<=\u200c)و(?=(?:{'|'.join((HALF, *ATOMS))})\\b)"  # after a ZWNJ: «بیست‌وپنج»
_TOKEN = re.compile(rf"(?<!\w)\d(?:[\d.,،٫٬/:]*\d)?|{_GLUED_AND}|[^\W\d_]\w*|[^\s\u200c]|\n")
_VAGUE = frozenset(("چند", "چندین", "ممیز", "هزاران", "صدها", "دهها"))
_PLURALS = frozenset(("ها", "های", "ان"))
_PARTS = frozenset(("سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم", "دهم", "صدم"))  # of a whole
_BETWEEN = frozenset(("بین", "میان", "مابین"))


@dataclass(frozen=True, slots=True)
class _Term:
    """A part of a sum: its value, its scale, what the next part must stay below, and what a half after it halves."""

    value: float
    scale: float
    below: float
    halved: float = 1.0


def number_before(text: str, end: int) -> tuple[int, float] | None:
    """Give start and value of the number before `end` (blanks between do not matter), None when there is none.

    Of a range («۳ تا ۵ میلیارد», «بین ۵ و ۱۰ درصد») it is the last number. Numbers that are vague («چند صد میلیون»),
    fractions («دو سوم»), guesses («دو سه میلیون»), or one or two («۲۰۰ هزار و ۳ میلیون») are none; nor is what an «و»
    parts from `end` («۱/۰۸ و پوند»).
    """
    window = max(0, end - MAX_NUMBER_LENGTH)
    tokens = list(_TOKEN.finditer(text, window, end))
    count = sum(1 for _ in takewhile(_is_piece, reversed(tokens)))
    before, run = tokens[: len(tokens) - count], tokens[len(tokens) - count :]
    if not run or run[-1][0] == AND or (window and not before) or _is_vague(before) or _is_fraction(before, run):
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
    return bool(words) and (words[-1] in _VAGUE or (words[-1] in _PLURALS and words[0] in NUMERALS))


def _is_fraction(before: list[re.Match[str]], run: list[re.Match[str]]) -> bool:
    """Tell whether a scale follows a fraction: «دو سوم هزار»."""
    return run[0][0] in MULTIPLIERS and bool(before) and before[-1][0] in _PARTS


def _longest(before: list[str], run: list[re.Match[str]]) -> tuple[int, float] | None:
    """Read the longest number at the end of `run` that begins where one can begin."""
    pieces, between = [token[0] for token in run], not _BETWEEN.isdisjoint(before)
    for first in _beginnings(pieces, between=between):
        value = value_of(pieces[first:])
        if value is not None:
            return (run[first].start(), value) if between or not _grows(pieces, first) else None
    return None


def _grows(pieces: list[str], first: int) -> bool:
    """Tell whether what stands before the number at `first` may be counted in its scale."""
    before = MULTIPLIERS.get(pieces[first - 2], 0.0) if first > 1 else 0.0
    return 0 < before < max(MULTIPLIERS.get(piece, 0.0) for piece in pieces[first:])


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
    """Read what stands between two «و»; a scale takes the smaller `terms` before it along.

    «یک صد» and, in Dari, «دو صد» are hundreds.
    """
    if len(chunk) > 1 and chunk[0] in _ONES[1:] and chunk[1] == HUNDRED:
        chunk = [_HUNDREDS[_ONES.index(chunk[0]) - 1], *chunk[2:]]
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
    commas = re.sub("[,٬،]", "" if _THOUSANDS.fullmatch(piece) else ".", piece)
    return _Term(float(commas.translate({0x066B: ".", 0x2F: "."})), 1.0, 0.0)


def _half(scales: list[str], terms: list[_Term]) -> _Term | None:
    """Read «نیم»: alone a half, after a whole number half of its scale; «دو و نیم میلیون» is scaled as a whole."""
    if not terms:
        return _Term(0.5, 1.0, 0.0)
    last = terms[-1]
    if not last.value.is_integer():
        return None
    if not scales:
        terms[-1] = replace(last, below=last.halved)
        return _Term(0.5 * last.halved, 1.0, 0.0)
    terms[-1] = replace(last, value=last.value + 0.5)
    return _scaled(terms.pop(), [MULTIPLIERS[scale] for scale in scales], terms) if last.scale == 1.0 else None


def _scaled(small: _Term, scales: list[float], terms: list[_Term]) -> _Term | None:
    """Multiply a number and the terms that belong to it: «سیصد و بیست هزار», «شش هزار و ۳۰۰ میلیارد»."""
    value, last = small.value, small.value
    while terms and terms[-1].scale == 1.0:
        if not 0 < last < terms[-1].below:
            return None
        last = terms.pop().value
        value += last
    whole = value.is_integer()
    for at, scale in enumerate(scales):
        if terms and _is_counted_in(scale, value, terms[-1], first=at == 0):
            value += terms.pop().value
        value *= scale
    return _Term(value, prod(scales), prod(scales) if whole else 0.0, scales[-1])


def _is_counted_in(scale: float, value: float, last: _Term, *, first: bool) -> bool:
    """Tell whether the larger number before is counted in `scale`, too: six thousand and 300, in milliards."""
    if not (1 < last.scale < scale and 0 < value < last.below):
        return False
    few = last.value < MAX_THOUSANDS_OF_MILLIONS * last.scale
    return not first or (last.scale == MULTIPLIERS[THOUSAND] and (few or scale > MULTIPLIERS["میلیون"]))
