"""Earlier: the texts of a story so far, found again by their letters, or by how they begin and end."""

from collections import defaultdict

from pipeline.steps.spelling import MAX_OTHERWISE_SPELLED, followed
from pipeline.steps.told import OPENING, Told

MIN_WORDS_ALIKE = 6  # in fewer, a word spelled otherwise may be all there is
MAX_ALIKE = 3  # texts that begin or end alike and are looked at: keeps the time linear where a template repeats
_MOST_LETTERS = 4 * MAX_OTHERWISE_SPELLED  # that two spellings of a text may differ by in length


class Earlier:
    """Texts that may be repeated; of two that are the same the first one counts."""

    def __init__(self) -> None:
        self._same: dict[str, Told] = {}
        self._alike: defaultdict[str, list[Told]] = defaultdict(list)

    def add(self, told: Told, key: str = "") -> None:
        """Keep a text, under its own key or under one that stands for it."""
        self._same.setdefault(key or told.key, told)
        for end in _ends(told):
            if len(self._alike[end]) < MAX_ALIKE:
                self._alike[end].append(told)

    def find(self, told: Told) -> Told | None:
        """Give the earlier text that `told` repeats."""
        same = self._same.get(told.key)
        if same or len(told.words) < MIN_WORDS_ALIKE:
            return same
        likely = (one for end in _ends(told) for one in self._alike.get(end, ()))
        return next((one for one in likely if _is_alike(one, told)), None)


def _ends(told: Told) -> tuple[str, ...]:
    """Give how a text begins and ends; of two keys that are shorter, those that begin alike are the same."""
    key = told.key
    return (f"{key[:OPENING]}…", f"…{key[-OPENING:]}") if len(key) >= OPENING else ()


def _is_alike(one: Told, other: Told) -> bool:
    if abs(len(one.key) - len(other.key)) > _MOST_LETTERS or one.key.endswith("?") != other.key.endswith("?"):
        return False
    return followed(one.words, other.words) == len(other.words)
