"""Tells whether a finite verb looks ahead or back, by hazm's list of stems."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.steps.hazm_data import verbs
from pipeline.steps.words import fold

type Tense = Literal["past", "present", "future"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WILL, DURATIVE = "خواه", ("نمی", "می")
PLURALS = ("ند", "یم", "ید")  # endings that no noun shares
LIGHT = _set("کرد شد گفت داد بود داشت گرفت رفت امد رسید خواست یافت زد برد اورد افزود")  # as bare stems verbs, not nouns
SUBJUNCTIVE = _set("شود شوند کند کنند باشد باشند دهد دهند یابد یابند گیرد گیرند رسد برسد برود")
PERSONS = (*PLURALS, "د")  # of the present tense


@dataclass(frozen=True, slots=True)
class Stems:
    """Keys of past and present stems: «گفت» and «گوی»."""

    past: frozenset[str]
    present: frozenset[str]


@cache
def _stems() -> Stems:
    past = frozenset(fold(past) for past, _ in verbs() if len(past) > 1)
    return Stems(past, frozenset(fold(present) for _, present in verbs() if present and " " not in present))


def tense(key: str, after: str = "") -> Tense | None:
    """Give the tense of a word's key as far as its form tells; None for what is no finite verb, or hides it.

    `after` is the key of the next word: many past stems are nouns, too («نشست», «خرید»), but where a clause ends.
    """
    if (key.startswith(WILL) and len(key) > len(WILL)) or key in SUBJUNCTIVE:
        return "future"
    stems = _stems()
    if key in stems.past and key not in LIGHT and after.isalpha() and after != "که":
        return None
    rest = next((key.removeprefix(start) for start in DURATIVE if key.startswith(start)), "")
    if _stem(rest or key, PLURALS) in stems.past or (rest or key) in stems.past:
        return "past"
    return "present" if rest and _stem(rest, PERSONS) in stems.present else None


def _stem(key: str, endings: tuple[str, ...]) -> str | None:
    return next((key.removesuffix(ending) for ending in endings if key.endswith(ending)), None)
