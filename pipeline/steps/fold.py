"""Fold: set aside what only repeats earlier text of the same story."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from pipeline.draft import Draft, Part
from pipeline.steps.canonical import words_of
from schemas.story import Folded

# Labels («پرسش:», «نماینده تهران:») and rows of asterisks come again and again. Of the 1,500 sentences that stand as a
# paragraph of their own in the wire stories none has fewer words; and what ends with a colon is a label at any length.
MIN_WORDS = 5
# What repeats the headline or the lede is no label, but one word alone may be.
MIN_WORDS_OF_HEAD = 2

_BETWEEN_NUMBERS = re.compile("([0-9]) (?=[0-9])")


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A text that may be repeated: what `Folded.of` calls it, and how it reads."""

    of: str | int
    text: str


class Fold:
    """Move a lede that repeats the headline, and paragraphs that repeat earlier text, to `folded`.

    Texts repeat each other when they are the same, or the same but for spacing, punctuation, vowel signs and the
    spelling of letters and digits. A paragraph that repeats the lede and adds to it stays whole.
    """

    name = "fold"

    def __call__(self, draft: Draft) -> Draft:
        """Fold what repeats; the paragraphs that stay keep their order and their `index`."""
        seen: dict[str, _Earlier] = {}
        folded: list[Folded] = []
        if draft.headline:
            seen[_key(words_of(draft.headline.text))] = _Earlier("headline", draft.headline.text)
        lede = draft.lede and self._kept(draft.lede, "lede", seen, folded)
        paragraphs = tuple(part for part in draft.paragraphs if self._kept(part, part.index, seen, folded))
        if not folded:
            return draft
        return replace(draft, lede=lede, paragraphs=paragraphs, folded=(*draft.folded, *folded))

    def _kept(self, part: Part, of: str | int, seen: dict[str, _Earlier], folded: list[Folded]) -> Part | None:
        words = words_of(part.text)
        earlier = seen.setdefault(_key(words), _Earlier(of, part.text))
        if earlier.of == of or len(words) < _min_words(earlier) or part.text.endswith(":"):
            return part
        folded.append(_folded(part, None if of == "lede" else part.index, earlier))
        return None


def _min_words(earlier: _Earlier) -> int:
    return MIN_WORDS if isinstance(earlier.of, int) else MIN_WORDS_OF_HEAD


def _key(words: list[str]) -> str:
    """Run the words together, so that spacing makes no difference; «۳.۵» stays apart from «۳۵»."""
    return _BETWEEN_NUMBERS.sub(r"\1.", " ".join(words)).replace(" ", "")


def _folded(part: Part, paragraph: int | None, earlier: _Earlier) -> Folded:
    exact = part.text == earlier.text
    similarity = 1.0 if exact else _similarity(part.text, earlier.text)
    match = "exact" if exact else "near"
    return Folded(paragraph, 0, len(part.text), earlier.of, match, similarity, part.text)


def _similarity(one: str, other: str) -> float:
    """Give the share of characters that both texts have, in any order: linear, and the order is the same here."""
    common = (Counter(one) & Counter(other)).total()
    return round(2 * common / (len(one) + len(other)), 4)
