"""Tells whether a finite verb looks ahead or back, by hazm's list of stems."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from hazm.utils import verbs_list

from pipeline.steps.words import fold

type Tense = Literal["past", "present", "future"]

WILL, DURATIVE = "خواه", ("نمی", "می")
PLURALS = ("ند", "یم", "ید")  # endings that no noun shares
PERSONS = (*PLURALS, "د")  # of the present tense


@dataclass(frozen=True, slots=True)
class Stems:
    """Keys of past and present stems: «گفت» and «گوی»."""

    past: frozenset[str]
    present: frozenset[str]


@cache
def _stems() -> Stems:
    pairs = [verb.split("#") for verb in verbs_list()]
    past = frozenset(fold(past) for past, _ in pairs if len(past) > 1)
    return Stems(past, frozenset(fold(present) for _, present in pairs if present and " " not in present))


def tense(key: str) -> Tense | None:
    """Give the tense of a word's key as far as its form tells; None for what is no finite verb, or hides it."""
    if key.startswith(WILL) and len(key) > len(WILL):
        return "future"
    stems = _stems()
    rest = next((key.removeprefix(start) for start in DURATIVE if key.startswith(start)), "")
    if _stem(rest or key, PLURALS) in stems.past or (rest or key) in stems.past:
        return "past"
    return "present" if rest and _stem(rest, PERSONS) in stems.present else None


def _stem(key: str, endings: tuple[str, ...]) -> str | None:
    return next((key.removesuffix(ending) for ending in endings if key.endswith(ending)), None)
