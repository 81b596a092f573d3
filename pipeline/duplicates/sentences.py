"""Sentences: which of a story tell what has just happened, which only what was so before, or who carries it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.duplicates.facts import NUMBER, TURN

PLAIN, BACKGROUND, FRESH, CARRIER = range(4)  # kinds of sentences

_ASIDE, _BEFORE, _JUST_NOW, _TODAY, _SAID = (1 << bit for bit in range(5))  # what a cue says of its sentence
# In the words of a canonical text: no ZWNJ, no punctuation, alef without madda.
_CUES = {
    _ASIDE: (
        "گفتنی است، شایان ذکر، لازم به ذکر، قابل ذکر، یاداور می، یاداوری می، پیش از این، پیشتر، پیش تر، دنبال کنید، "
        "بخوانید، ببینید، نظر شما"
    ),
    _BEFORE: (
        "نخستین بار، همواره، معمولا، هر سال، هرسال، سال گذشته، سال پیش، سال های، از سال، در سال، در گذشته، "
        "بارها، نوعی، گفته می شود، ان سال، همان سال، ان زمان، همان زمان، بنا بر ماده، بنا بر اصل، بر اساس ماده، "
        "بر اساس اصل، بر پایه ماده"
    ),
    _JUST_NOW: "امروز، دیروز، شب گذشته، ساعتی",
    _TODAY: (
        "دیشب، امشب، شامگاه، صبح، عصر، بامداد، ساعاتی، دقایقی، لحظاتی، روز گذشته، شنبه، یکشنبه، دوشنبه، جمعه، فردا، "
        "در پایان، هنوز، همچنان، هم اکنون، سرانجام، پریروز، این هفته، هفته اینده، روز اینده، ادامه دارد، جریان دارد"
    ),
    _SAID: (
        "گفت، گفتند، افزود، گفته است، گفته اند، می گوید، می گویند، به گفته، اعلام کرد، اعلام کرده است، خبر داد، "
        "خبر داده است، نوشته است، امده است، تایید کرد، تاکید کرد"
    ),
}
# «گیلان آنلاین», not «شهردار استعفا داد», nor «۷۵ میلیون تومان» in a list of prices.
_NAME_WORDS, _ENDS_OF_VERBS = 3, ("د", "ت")
_REPORTED, _CARRIER_WORDS = ("به", "گزارش"), 8  # «به گزارش پایگاه خبری کرمان نو»
_OCLOCK = "ساعت"
_YEARS = range(1300, 2100)  # of both calendars
_STATES = frozenset(
    ("دارد", "دارند", "ندارد", "ندارند", "هستند", "نیست", "نیستند", "باشد", "باشند", "بود", "بودند", "بوده")
)
_COUNTS = frozenset(("شمار", "تعداد", "امار", "حجم", "میزان", "مبلغ", "ارزش", "وزن"))  # «شمار مسمومان ۲۳ نفر است»
_PEOPLE = frozenset(("نفر", "تن", "کشته", "زخمی", "خانوار", "خانواده"))  # «پانزده نفر زیر آوار هستند»
_IS, _PRESENT = "است", frozenset(("می", "نمی"))
_PARTICIPLE = ("ده", "ته")  # «شده است» tells what happened, «خطرناک است» what is


def _by_last_word() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    found = defaultdict(list)
    for flag, cues in _CUES.items():
        for cue in map(str.split, cues.split("، ")):
            found[cue[-1]].append((tuple(cue), flag))
    for year in _YEARS:
        found[str(year)].append(((str(year),), _BEFORE))
    return dict(found) | {_OCLOCK: []}


_ENDING = _by_last_word()


def may_end_a_cue(word: str) -> bool:
    """Tell whether a cue ends with a word."""
    return word in _ENDING


def kinds_of(
    words: tuple[str, ...], kinds: NDArray[np.uint8], cues: Sequence[int], ends: Iterable[int]
) -> Iterator[int]:
    """Give the kind of each sentence of a text.

    From the kinds of its words, the places of those that may end a cue, and where the sentences end among them.
    """
    start = at = 0
    for end in ends:
        says = 0
        while at < len(cues) and cues[at] < end:
            says |= _said_by_cue(words, start, cues[at], end)
            at += 1
        yield _kind(words[start:end], kinds[start:end], says)
        start = end


def _kind(words: tuple[str, ...], kinds: NDArray[np.uint8], says: int) -> int:
    is_name = len(words) <= _NAME_WORDS and not words[-1].endswith(_ENDS_OF_VERBS) and not (kinds == NUMBER).any()
    if is_name or (words[:2] == _REPORTED and len(words) <= _CARRIER_WORDS):
        return CARRIER
    if says & (_ASIDE | _BEFORE) and not says & _JUST_NOW and (says & _ASIDE or not says & _SAID):
        return BACKGROUND
    if says & (_JUST_NOW | _TODAY):
        return FRESH
    return PLAIN if says & _SAID or not _is_timeless(words) or _tells(words, kinds) else BACKGROUND


def _tells(words: tuple[str, ...], kinds: NDArray[np.uint8]) -> bool:
    """Tell whether a sentence on what is so may be news: it has a turn of events, or counts something or people."""
    if (kinds == TURN).any():
        return True
    numbers = (kinds == NUMBER).nonzero()[0].tolist()
    counts = bool(numbers) and words[0] in _COUNTS
    return counts or any(word in _PEOPLE for at in numbers for word in words[at + 1 : at + 2])


def _said_by_cue(words: tuple[str, ...], start: int, at: int, end: int) -> int:
    """Give what the cues that end at a word say of its sentence, which has the words from `start` to `end`."""
    says = 0
    for cue, flag in _ENDING[words[at]]:
        first = at + 1 - len(cue)
        if first == at or (first >= start and words[first : at + 1] == cue):
            says |= flag
    if words[at] == _OCLOCK and at + 1 < end and words[at + 1][0].isdigit():
        says |= _TODAY
    return says


def _is_timeless(words: Sequence[str]) -> bool:
    """Tell whether a sentence ends with a verb of what is or was so, not of what happened."""
    before, last = words[-2:] if len(words) > 1 else ("", *words)
    return last in _STATES or before in _PRESENT or (last == _IS and not before.endswith(_PARTICIPLE))
