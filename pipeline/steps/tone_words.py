"""The tone lexicon, and what a sentence's words weigh together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.steps.package_data import rows
from pipeline.steps.phrases import Phrases, phrase_keys

ENDINGS = ("ها", "های", "هایی", "ای", "ی", "یی", "شان", "اش", "ند", "است")
REACH = 4  # words between a shifter or a negator and what it acts on
DENIED = -0.5  # what is left of a weight that is denied: «شکست نخورد» is less than a victory


@dataclass(frozen=True, slots=True)
class ToneWord:
    """A word's own weight, and its role beside others.

    Roles: up and down shift what grows or shrinks; good and bad are what may grow or shrink; negator denies what
    stands before it; frame is a name or a term whose words mean nothing here; "" has its weight alone.
    """

    weight: float
    role: str


Placed = tuple[int, int, ToneWord]  # first word, end word


def load_tone_words() -> Phrases[ToneWord]:
    """Read the lexicon; nouns and adjectives count with their endings too."""
    merged: dict[tuple[str, ...], ToneWord] = {}
    for kind, weight, phrases in rows("tone.tsv"):
        for keys in map(phrase_keys, phrases.split("|")):
            known = merged.get(keys, ToneWord(0.0, ""))
            merged[keys] = replace(known, weight=float(weight)) if kind == "word" else replace(known, role=kind)
    return Phrases([*merged.items(), *_inflected(merged)])


def _inflected(merged: dict[tuple[str, ...], ToneWord]) -> Iterable[tuple[tuple[str, ...], ToneWord]]:
    for keys, word in merged.items():
        if word.role not in ("negator", "frame"):
            yield from (((*keys[:-1], keys[-1] + ending), word) for ending in ENDINGS)


def weigh(placed: Sequence[Placed]) -> list[float]:
    """Give what each word of a sentence weighs, after those that shift or deny it."""
    far = REACH + 1  # phrases, each a word or more: no need to look beyond them
    return [_weight(one, placed[max(0, at - far) : at + far + 1]) for at, one in enumerate(placed)]


def _weight(one: Placed, placed: Sequence[Placed]) -> float:
    _, end, word = one
    weight = word.weight
    if word.role in ("good", "bad"):
        shift = _shift(one, placed)
        if shift:
            return shift if word.role == "good" else -shift
    elif word.role in ("up", "down") and any(_near(one, other) for other in placed if other[2].role in ("good", "bad")):
        return 0.0
    if weight and any(other[2].role == "negator" and 0 <= other[0] - end <= REACH for other in placed):
        return weight * DENIED
    return weight


def _shift(one: Placed, placed: Sequence[Placed]) -> float:
    shifts = [other for other in placed if other[2].role in ("up", "down") and _near(one, other)]
    nearest = min(shifts, key=lambda other: (other[0] > one[0], abs(other[0] - one[0])), default=None)
    return 0.0 if nearest is None else 1.0 if nearest[2].role == "up" else -1.0


def _near(one: Placed, other: Placed) -> bool:
    return other is not one and 0 <= max(one[0] - other[1], other[0] - one[1]) <= REACH
