"""Facts: the words of a text that tell two reports of the same kind apart: numbers, times, places, names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.steps.canonical import words_of
from pipeline.steps.package_data import lines, rows

# Kinds of words; a turn is of events, and so is a verb that is denied.
PLAIN, TURN, DENIED, COMMON, ARTICLE, NUMBER, TIME, PLACE, NAME = range(9)

_AND = "و"
_SATURDAY = "شنبه"  # and what the names of the days after it end with
_UNITS = "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده بیست"
_TENS = "سی چهل پنجاه شصت هفتاد هشتاد نود"
_HUNDREDS = "صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد"
_ORDINALS = (
    "یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم "
    "یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم نوزدهم بیستم"
)
_ORDINAL_TENS = "چهلم پنجاهم شصتم هفتادم هشتادم نودم"
_ORDINAL_ENDS = ("", "ین")  # «ششم», «ششمین»
_FIRST = "نخست"
_HALVES = {"نیم": "0.5", "نصف": "0.5"}
_SCALES = {"هزار": 1_000, "میلیون": 1_000_000, "میلیارد": 1_000_000_000, "تریلیون": 1_000_000_000_000}
_HOURS = "صبح ظهر عصر شب بامداد نیمروز"
# Words of every story, as canonical text spells them.
_COMMON_WORDS = (
    "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شد شده وی ان ها های می شود اند ای تر ترین ی ام دارد "
    "بود باید گفت کرده او همچنین گزارش وگو گفتگو گو نیست شدن کردن دهد داد داده کند کنند کردند شدند دارند داشت "
    "بوده خواهد یا هر اما اگر چه پس پیش دیگر ما من شما آنها وجود مورد درباره روی هستند هست بی نه همه هیچ ولی چون"
)
_NOT = "نمی"  # before a verb of the present
_DENIED_WORDS = f"{_NOT} نکرد نکرده نکردند نشد نشده نشدند نخواهد نداد نداده ندادند نگرفت نگرفته نیامد نیافت نیافته"
_TIME_KINDS = frozenset(("weekday", "jalali", "afghan", "gregorian"))
_ARTICLE = "یک"  # more often than a number
_LONGEST_COMPOUND = 30  # letters
_SHORTEST_PLACE = 3  # letters; shorter ones are words, too


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What each word of a text is, by its kind, and how many words it stands for; `values` are those it is no more.

    «۱۲ هزار و ۵۰۰» is one number of four words at the first of them; the others are COMMON. A turn of events has the
    value of all words for it: «جان باختند» and «کشته شدند» are one.
    """

    kinds: NDArray[np.uint8]
    lengths: NDArray[np.int64]
    values: dict[int, str]


def facts(words: Sequence[str], kinds: NDArray[np.uint8]) -> Facts:
    """Find the facts among the words of a canonical text, given the kind of each by itself."""
    found = Facts(kinds.copy(), np.ones(len(words), np.int64), {})
    kinds, end = found.kinds, 0
    for at in (kinds == NUMBER).nonzero()[0].tolist():
        if at >= end:
            length, kind, value = _number(words, kinds, at)
            end = at + length
            if length > 1:
                kinds[at + 1 : end], found.lengths[at] = COMMON, length
            kinds[at] = ARTICLE if value == "1" and words[at] == _ARTICLE else kind
            found.values[at] = value
    turns = _turns()
    for at in (kinds == TURN).nonzero()[0].tolist():
        found.values[at] = turns[words[at]]
    for at in (kinds == DENIED).nonzero()[0].tolist():
        if words[at] == _NOT:
            found.values[at] = "".join(words[at : at + 2])
    return found


def _number(words: Sequence[str], kinds: NDArray[np.uint8], at: int) -> tuple[int, int, str]:
    """Read the number that begins at a word: how many words it has, its kind («سه شنبه» is a time), its value."""
    values, start = _values(), at
    following = words[at + 1] if at + 1 < len(words) else ""
    if following == _SATURDAY:
        return 2, TIME, words[at] + following
    if words[at] in _HALVES:
        has_scale = following in _SCALES
        return 1 + has_scale, NUMBER, _HALVES[words[at]] + following * has_scale
    if words[at][0].isdigit() and following not in _SCALES:
        return 1, NUMBER, words[at].lstrip("0") or "0"
    total, part = 0, 0
    while True:
        value = values.get(words[at])
        if value is None:
            value = int(words[at]) if words[at].isdecimal() and len(words[at]) <= 15 else 0
        if words[at] in _SCALES:
            total, part = total + max(part, 1) * value, 0
        else:
            part += value
        at += 1
        if at < len(words) and words[at] in _SCALES:
            continue
        if at + 1 < len(words) and words[at] == _AND and kinds[at + 1] == NUMBER and words[at + 1] not in _HALVES:
            at += 1
            continue
        return at - start, NUMBER, str(total + part)


class KindOf:
    """Tells what a word of a canonical text is, by itself."""

    def __init__(self) -> None:
        self._plain = frozenset(word for line in lines("plain_words.txt") for word in [_key(line)] if word)
        self._names = frozenset(map(_key, (*lines("first_names.txt"), *lines("surnames.txt"))))
        self._places = frozenset(_places())
        self._common = frozenset(words_of(_COMMON_WORDS))
        self._denied = frozenset(words_of(_DENIED_WORDS))
        self._times = frozenset(_times())

    def __call__(self, word: str) -> int:
        """Give the kind of a word."""
        if word[0].isdigit() or word in _values():
            return NUMBER
        if word in self._times:
            return TIME
        if word in self._places:
            return PLACE
        if word in self._common:
            return COMMON
        if word in self._denied:
            return DENIED
        if word in _turns():
            return TURN
        if word in self._plain:
            return PLAIN
        return NAME if word in self._names or not self._is_compound(word) else PLAIN

    def _is_compound(self, word: str) -> bool:
        """Tell whether two plain words make up the word: they may have been written with a blank or without."""
        return len(word) <= _LONGEST_COMPOUND and any(
            word[:at] in self._plain and word[at:] in self._plain for at in range(2, len(word) - 1)
        )


@cache
def _turns() -> dict[str, str]:
    """Load the words for turns of events, and the first word for the same turn."""
    turns = [words_of(line) for line in lines("turns.txt")]
    return {word: turn[0] for turn in turns for word in turn}


@cache
def _values() -> dict[str, int]:
    named = enumerate(_UNITS.split(), 1), zip(range(30, 100, 10), _TENS.split(), strict=True)
    hundreds = zip(range(100, 1000, 100), _HUNDREDS.split(), strict=True)
    numbers = {_key(word): value for group in (*named, hundreds) for value, word in group}
    ordinals = *enumerate(_ORDINALS.split(), 1), *zip(range(40, 100, 10), _ORDINAL_TENS.split(), strict=True)
    ordinal = {_key(word + end): value for value, word in ordinals for end in _ORDINAL_ENDS}
    return numbers | ordinal | {_key(_FIRST): 1} | _SCALES | dict.fromkeys(_HALVES, 0)


def _places() -> Iterator[str]:
    for class_, _, name, others in rows("names.tsv"):
        if class_ == "LOC":
            for words in map(words_of, (name, *others.split("|"))):
                if len(words) == 1 and len(words[0]) >= _SHORTEST_PLACE:
                    yield words[0]


def _times() -> Iterator[str]:
    yield from map(_key, _HOURS.split())
    for kind, _, forms in rows("values.tsv"):
        if kind in _TIME_KINDS:
            yield from (words[0] for words in map(words_of, forms.split("|")) if len(words) == 1)


def _key(word: str) -> str:
    return "".join(words_of(word))
