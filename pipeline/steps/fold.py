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
from pipeline.steps.repeat import Repeat
from pipeline.steps.repeats import Repeats
from schemas.story import Credit, Folded

MOST_CREDITS = 100  # as many as `NameCredits` names


class Fold:
    """Move a lede that repeats the headline, and paragraphs that repeat earlier text, to `folded`.

    Texts repeat each other when they are the same, or the same but for spacing, punctuation, vowel signs, the spelling
    of letters, digits and a word or two, and a credit put before. Of a paragraph that begins with all of the lede and
    goes on, only the lede's sentences are folded, and of one that is several lines those that repeat headline or lede.
    A number, a name, a negation or a fact more is news, and stays.
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
        found = sorted(repeats.found, key=_place)
        if not found:
            return draft
        lede = None if found[0].place == "lede" else draft.lede
        texts = {part.index: part.text for part in draft.paragraphs}
        made = sorted((one for repeat in found for one in _folded(repeat, repeats, texts)), key=_order)
        folded = (*draft.folded, *made)
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


def _place(repeat: Repeat) -> int:
    return repeat.place if isinstance(repeat.place, int) else -1


def _order(folded: Folded) -> tuple[int, int]:
    """Sort the lede before the body, and what is folded of a paragraph as it stood there."""
    return -1 if folded.paragraph is None else folded.paragraph, folded.start


def _folded(repeat: Repeat, repeats: Repeats, texts: dict[int, str]) -> Iterator[Folded]:
    """Give what is folded, once for each stretch of its paragraph: between them stood what was folded before."""
    text = repeat.part.text
    exact = text == repeat.against
    similarity = 1.0 if exact else _similarity(text, repeat.against)
    match = "exact" if exact else "near"
    if not isinstance(repeat.place, int):
        yield Folded(None, 0, len(text), repeat.of, match, similarity, text)
        return
    for start, end in repeat.spans or repeats.spans_left(repeat.part):
        stretch = texts[repeat.place][start:end]
        yield Folded(repeat.place, start, end, repeat.of, match, similarity, stretch, repeat.whole)


def _similarity(one: str, other: str) -> float:
    """Give the share of characters that both texts have, in any order: linear, and the order is the same here."""
    common = (Counter(one) & Counter(other)).total()
    return round(2 * common / (len(one) + len(other)), 4)
