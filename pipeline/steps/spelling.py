"""Spelling: whether two words are one word spelled in two ways, and whether two texts are the same but for that."""

import re
from collections.abc import Sequence
from functools import cache

from pipeline.steps.canonical import run_together
from pipeline.steps.lexicon import lexicon
from pipeline.steps.package_data import lines

MAX_OTHERWISE_SPELLED = 2  # words of a text: «طهران» and a slip; of three, one may be another word
MAX_RUN = 3  # words that spacing alone makes of one: «به کار گیری»
MIN_SLIP = 5  # letters of a word in which a slip of the pen is told from another word

_SOUNDS = str.maketrans("طصثذظضغح", "تسسزززقه")
_TE = str.maketrans("ط", "ت")
_SPELLINGS = (
    (re.compile("^هیات"), "هییت"),  # هیأت, هیئت
    (re.compile("مسوول|مسول"), "مسیول"),  # مسؤول, مسئول
    (re.compile("^جرات"), "جریت"),  # جرأت, جرئت
    (re.compile("^نشات"), "نشیت"),  # نشأت, نشئت
    (re.compile("^(بر|)خوا(?=س)"), r"\1خا"),  # برخواست, برخاست
    (re.compile("گفتوگو"), "گفتگو"),  # گفت‌وگو
)
_NO_FACT = frozenset(("که", "را", "نیز"))
_ENDINGS = ("هایی", "های", "ها", "ترین", "تر", "شان", "ان", "ات", "ی", "م", "ند", "د", "ش", "ه")


def followed(told: Sequence[str], words: Sequence[str]) -> int | None:
    """Give how many of `words` tell all that is `told`, from the first on; None if they tell something else.

    Spacing, two words spelled otherwise, and small words such as «که» make no difference; numbers must agree.
    """
    here = there = odd = 0
    while here < len(told):
        if there < len(words) and told[here] == words[there]:
            here, there = here + 1, there + 1
            continue
        step = _step(told[here : here + MAX_RUN + 1], words[there : there + MAX_RUN + 1])
        if step is None:
            return None
        here, there, odd = here + step[0], there + step[1], odd + step[2]
        if odd > MAX_OTHERWISE_SPELLED:
            return None
    return there


def _step(told: Sequence[str], words: Sequence[str]) -> tuple[int, int, int] | None:
    """Give how many words on both sides are the same, and how many of them are spelled otherwise."""
    if words and told[0].isdigit() and words[0].isdigit():
        return None
    for odd, alike in enumerate((str.__eq__, _sound_alike)):
        for total in range(2, len(told) + len(words) + 1):
            for here in range(max(1, total - len(words)), min(len(told), total - 1) + 1):
                if odd and here == total - here > 1:
                    continue  # word by word they are not alike
                if alike(run_together(told[:here]), run_together(words[: total - here])):
                    return here, total - here, odd
    if words and same_word(told[0], words[0]):
        return 1, 1, 1
    if told[0] in _NO_FACT:
        return 1, 0, 0
    return (0, 1, 0) if words and words[0] in _NO_FACT else None


def same_word(one: str, other: str) -> bool:
    """Tell whether two keys are one word: the letters sound the same, or one of them has a slip of the pen."""
    if not (one.isalpha() and other.isalpha()):
        return False
    return _sound_alike(one, other) or _is_slip(one, other)


def _sound_alike(one: str, other: str) -> bool:
    """Tell whether both sound the same and are no two words, as «منصوب» and «منسوب» are.

    Dictionaries list «اطاق» and «طهران», too: only «تور» and «طور» are two words among ordinary ones.
    """
    if not (one.isalpha() and other.isalpha() and _sound(one) == _sound(other)):
        return False
    usual = _usual(one), _usual(other)
    only_te = usual[0].translate(_TE) == usual[1].translate(_TE)
    is_word = _ordinary().__contains__ if only_te else _is_listed
    return usual[0] == usual[1] or not (is_word(one) and is_word(other))


def _sound(word: str) -> str:
    return _usual(word).translate(_SOUNDS)


def _usual(word: str) -> str:
    for spelling, usual in _SPELLINGS:
        word = spelling.sub(usual, word)
    return word


def _is_slip(one: str, other: str) -> bool:
    """Tell whether an ordinary word became no word at all by one letter in its middle.

    At its ends a letter makes another form (کرد، نکرد، کردند), and a ن that comes or goes may deny.
    """
    if (
        min(len(one), len(other)) < MIN_SLIP
        or abs(len(one) - len(other)) > 1
        or _is_ordinary(one) == _is_ordinary(other)
    ):
        return False
    start = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    one_rest, other_rest = one[start:], other[start:]
    slip = (
        one_rest[1:] == other_rest[1:]
        or (one_rest[:2] == other_rest[1::-1] and one_rest[2:] == other_rest[2:])
        or (one_rest[1:] == other_rest and one_rest[0] != "ن")
        or (one_rest == other_rest[1:] and other_rest[0] != "ن")
    )
    strange = other if _is_ordinary(one) else one
    return slip and 0 < start < min(len(one), len(other)) - 1 and not _is_known(strange)


def _is_ordinary(word: str) -> bool:
    """Tell whether a word is a word, and no name."""
    return word in _ordinary() or (word in lexicon().words and word not in _names())


def _is_listed(word: str) -> bool:
    return word in lexicon().words or word in _ordinary() or word in _names()


def _is_known(word: str) -> bool:
    """Tell whether a word is a word or a name, bare or with an ending."""
    return any(map(_is_listed, (word, *(word.removesuffix(end) for end in _ENDINGS if word.endswith(end)))))


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(lines("plain_words.txt"))


@cache
def _names() -> frozenset[str]:
    return frozenset((*lines("first_names.txt"), *lines("surnames.txt")))
