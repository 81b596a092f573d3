"""Fold: set aside what only repeats earlier text of the same story."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from pipeline.draft import Draft
from pipeline.steps.credit_grammar import left_out
from pipeline.steps.credits import NameCredits
from pipeline.steps.language import PERSIAN
from pipeline.steps.repeats import Repeat, Repeats
from schemas.story import Credit, Folded

MOST_CREDITS = 100  # as many as `NameCredits` names


class Fold:
    """Move a lede that repeats the headline, and paragraphs that repeat earlier text, to `folded`.

    Texts repeat each other when they are the same, or the same but for spacing, punctuation, vowel signs, the spelling
    of letters, digits and a word or two, and a credit put before. Of a paragraph that begins with all of the lede and
    goes on, only the lede's sentences are folded. A number, a name, a negation or a fact more is news, and stays.
    """

    name = "fold"

    def __init__(self) -> None:
        self._name_credits = NameCredits()

    def __call__(self, draft: Draft) -> Draft:
        """Fold what repeats; the paragraphs that stay keep their order and their `index`, credits are named."""
        credited = partial(_credited, draft)
        repeats = Repeats(draft.headline, draft.lede, credited)
        for part in draft.paragraphs:
            repeats.take(part)
        repeats.finish()
        found = sorted(repeats.found, key=_order)
        if not found:
            return draft
        lede = None if found[0].place == "lede" else draft.lede
        folded = (*draft.folded, *(_folded(one, repeats.starts) for one in found))
        credits = tuple(islice(dict.fromkeys((*draft.credits, *self._credits(draft, found))), MOST_CREDITS))
        return replace(draft, lede=lede, paragraphs=repeats.kept, folded=folded, credits=credits)

    def _credits(self, draft: Draft, found: list[Repeat]) -> Iterator[Credit]:
        """Name the credits in what is folded: the text goes, who carried it stays."""
        bare = replace(draft, headline=None, lede=None, credits=())
        for one in found:
            if one.part.text != one.against or _credited(draft, one.part.text, opens=True):
                yield from self._name_credits(replace(bare, paragraphs=(one.part,))).credits


def _credited(draft: Draft, text: str, opens: bool) -> list[tuple[int, int]]:
    """Give the places of credits; only Persian and Dari have any that are known."""
    return left_out(text, draft.outlet, opens=opens) if draft.language in PERSIAN else []


def _order(repeat: Repeat) -> tuple[int, bool]:
    """Sort the lede before the body, and a lede that opens a paragraph before the rest of that."""
    return (repeat.place if isinstance(repeat.place, int) else -1), repeat.whole


def _folded(repeat: Repeat, starts: dict[int, int]) -> Folded:
    text = repeat.part.text
    exact = text == repeat.against
    similarity = 1.0 if exact else _similarity(text, repeat.against)
    place = repeat.place if isinstance(repeat.place, int) else None
    start = starts.get(repeat.part.index, 0) if repeat.whole and place is not None else 0
    match = "exact" if exact else "near"
    return Folded(place, start, start + len(text), repeat.of, match, similarity, text, repeat.whole)


def _similarity(one: str, other: str) -> float:
    """Give the share of characters that both texts have, in any order: linear, and the order is the same here."""
    common = (Counter(one) & Counter(other)).total()
    return round(2 * common / (len(one) + len(other)), 4)
