"""How much the parts of a word speak for each language: the learned tables of the language step.

`python -m pipeline.data.build_language` writes the tables; `pipeline/data/README.md` names their sources.
"""

import re
import struct
from collections.abc import Callable
from functools import cache
from itertools import pairwise, repeat
from unicodedata import normalize

from pipeline.steps.package_data import rows

REMEMBERED_WORDS = 1 << 16  # 10 MB
MOST_OF_PLACES = 12  # tenths of a nat, less than is enough: a story is not in Dari for its subject
MOST_OF_PAIRS = 20  # what they say, words mostly say too
WHOLE_WORD = 6  # words up to this length are grams themselves, with their ends
ZERO = ord("O")  # the letter for no weight; others stand as far from it as they weigh

# Beginning and end of a word are written "_". U+0649, U+064A, U+0643 are what Arabic keyboards write for yeh and kaf.
_WORD_IN_ARABIC = re.compile(r"[\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff]+")
_WORD_IN_LATIN = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff]+")
_SIGNS = re.compile("[\u0640\u064b-\u065f\u0670]+")  # tatweel, vowel signs


def letters(text: str) -> str:
    """Give `text` without presentation forms, vowel signs and what only tells one keyboard from another."""
    plain = _SIGNS.sub("", normalize("NFKC", text))
    return plain.replace("\u064a", "\u06cc").replace("\u0649", "\u06cc").replace("\u0643", "\u06a9")


def words_in_arabic_script(text: str) -> list[str]:
    """Cut `letters` into words; a ZWNJ ends one, too."""
    return _WORD_IN_ARABIC.findall(text)


def words_in_latin_script(text: str) -> list[str]:
    """Cut `letters` into words in lower case; an apostrophe ends one, too."""
    return _WORD_IN_LATIN.findall(text.lower())


def grams(word: str) -> list[str]:
    """Give the parts of a word that are weighed: up to three letters with its ends marked, and a short word whole."""
    marked = f"_{word}_"
    pairs = [marked[at : at + 2] for at in range(len(marked) - 1)]
    threes = [marked[at : at + 3] for at in range(len(marked) - 2)]
    return [*word, *pairs, *threes, *([marked] if 1 < len(word) <= WHOLE_WORD else ())]


class _Remembered(dict[str, int]):
    """What was worked out for words, up to a number of them: most words of a text have been seen before."""

    def __init__(self, work_out: Callable[[str], int]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> int:
        if len(self) >= REMEMBERED_WORDS:
            self.clear()
        self[word] = found = self._work_out(word)
        return found


class Languages:
    """Scores of all languages in Arabic script at once.

    The scores of one gram stand side by side in one integer, 32 bits each, so that adding up a text is `sum`. No
    score can run into the next one: a letter is at most 126 points, and a text has some thousand grams.
    """

    def __init__(self) -> None:
        (_, names), (_, start), *table = rows("language_grams.tsv")
        self.names = names.split()
        self._unpack = struct.Struct(f"<{len(self.names)}I").unpack
        self._start = int.from_bytes(struct.pack(f"<{len(self.names)}I", *map(int, start.split())), "little")
        self._points = {gram: int.from_bytes(weights.encode("utf-32-le"), "little") for gram, weights in table}
        self._of_words = _Remembered(self._of_word)

    def best(self, words: list[str]) -> str:
        """Name the language that the words speak for most."""
        total = sum(map(self._of_words.__getitem__, words), self._start)
        scores = self._unpack(total.to_bytes(4 * len(self.names), "little"))
        return self.names[scores.index(max(scores))]

    def _of_word(self, word: str) -> int:
        return sum(map(self._points.get, grams(word), repeat(0)))


class English:
    """How much the words of a text in Latin script look English."""

    def __init__(self) -> None:
        (_, start), *table = rows("english_grams.tsv")
        self._start = int(start)
        self._points = {gram: int(weight) for gram, weight in table}
        self._of_words = _Remembered(self._of_word)

    def is_likely(self, words: list[str]) -> bool:
        """Tell whether the words speak for English rather than against it."""
        return sum(map(self._of_words.__getitem__, words), self._start) > 0

    def _of_word(self, word: str) -> int:
        return sum(map(self._points.get, grams(word), repeat(0)))


class Dari:
    """How much the words of a Persian text, and its pairs of words, are those of Afghanistan."""

    def __init__(self) -> None:
        (_, enough, _), *table = rows("dari_words.tsv")
        self._enough = int(enough)
        self._points = {word: int(weight) for word, weight, kind in table if kind != "pair"}
        self._places = {word: int(weight) for word, weight, kind in table if kind == "place"}
        self._pairs = {tuple(pair.split()): int(weight) for pair, weight, kind in table if kind == "pair"}

    def is_likely(self, words: list[str]) -> bool:
        """Tell whether the words, each counted once, speak for Dari clearly; most texts in Persian need no more."""
        found = set(words)
        beyond = sum(map(self._points.get, found, repeat(0))) - self._enough
        return beyond > -MOST_OF_PAIRS and beyond + self._of_pairs(words) - self._too_many_places(found) > 0

    def _of_pairs(self, words: list[str]) -> int:
        return min(sum(map(self._pairs.get, set(pairwise(words)), repeat(0))), MOST_OF_PAIRS)

    def _too_many_places(self, found: set[str]) -> int:
        places = sum(map(self._places.__getitem__, self._places.keys() & found))
        return max(0, places - MOST_OF_PLACES)


@cache
def tables() -> tuple[Languages, English, Dari]:
    """Load the tables, once a process."""
    return Languages(), English(), Dari()
