"""Texts of recent owners, for as long as there is room: what a duplicate changed is told from them."""

from collections import Counter, OrderedDict
from collections.abc import Iterable

from schemas.duplicate import Changed

MAX_CHARS = 16_000_000  # of all texts kept: some 10,000 stories, 32 MB
OF_EACH = 120  # characters that a text takes beside its own
_MOST_WORDS = 20  # told of each side


class Texts:
    """The canonical texts of the stories that were added last, by number; nothing is lost with them but a detail."""

    def __init__(self, max_chars: int = MAX_CHARS) -> None:
        self._max_chars, self._chars = max_chars, 0
        self._texts: OrderedDict[int, str] = OrderedDict()

    def add(self, number: int, text: str) -> None:
        """Keep a text; the oldest may have to go."""
        self._texts[number] = text
        self._chars += len(text) + OF_EACH
        while self._chars > self._max_chars:
            self._chars -= len(self._texts.popitem(last=False)[1]) + OF_EACH

    def changed(self, owner: int, text: str) -> Changed | None:
        """Tell what a text has that its owner's has not, and the reverse; None where the owner's is gone."""
        kept = self._texts.get(owner)
        if kept is None:
            return None
        before, after = kept.split(), text.split()
        added, removed = _without(after, before), _without(before, after)
        return Changed(tuple(added[:_MOST_WORDS]), tuple(removed[:_MOST_WORDS]), len(added), len(removed))


def _without(words: Iterable[str], others: Iterable[str]) -> list[str]:
    """Give the words that the others lack, each as often as it is lacking, in their order."""
    left, lacking = Counter(others), []
    for word in words:
        if left[word]:
            left[word] -= 1
        else:
            lacking.append(word)
    return lacking
