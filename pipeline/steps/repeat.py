"""Repeat: what of a story is folded, and what it repeats."""

from dataclasses import dataclass

from pipeline.draft import Part
from pipeline.steps.lines import Span
from pipeline.steps.told import Told


@dataclass(frozen=True, slots=True)
class Repeat:
    """What is folded of a text, what it repeats of which earlier text, and whether it may be a refrain.

    `whole` is False where more of the paragraph stays. `spans` are its places in the paragraph's text; empty where it
    is all that is left of it.
    """

    part: Part
    place: str | int
    of: str | int
    against: str
    whole: bool = True
    may_be_refrain: bool = False
    spans: tuple[Span, ...] = ()


def repeat_of(one: Told, earlier: Told, *, may_be_refrain: bool = False) -> Repeat:
    """Say that a text repeats an earlier one, as a whole."""
    place = one.part.index if isinstance(one.of, int) else one.of
    return Repeat(one.part, place, earlier.of, earlier.part.text, may_be_refrain=may_be_refrain)
