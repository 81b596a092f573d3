"""Words of a clean text with their places, under keys that ignore spelling variants."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from operator import sub

from pipeline.steps.invisible import ZWNJ
from pipeline.steps.tokens import MARK

_VARIANTS = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ؤ": "و",
        "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ء": None, "ـ": None, ZWNJ: None,
        **dict.fromkeys(map(chr, (*range(0x064B, 0x0660), 0x0670))),
        **{chr(digit + at): chr(0x06F0 + at) for digit in (0x30, 0x0660) for at in range(10)},
    }
)  # fmt: skip
_SILENT_YE = re.compile(rf"ه{ZWNJ}ی$")  # اتحادیه‌ی اروپا

MAX_KEPT_LENGTH = 10_000  # of a text whose words are kept for the next step
MAX_KEPT_KEYS = 1 << 16
MAX_WORD_LENGTH = 60  # of a word whose key is kept; a longer one is an address, or none

_NEWLINE = "\ufdd0"  # for a newline among blanks: no character, so it is in no text


class Words:
    """The words and punctuation marks of one text; keys and places are made when first asked for, and kept.

    A newline is among the words, so that nothing is read across it. No slots: they have no room for what is kept.
    """

    def __init__(self, text: str, texts: Sequence[str]) -> None:
        self._text = text
        self.texts = texts

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What each word is looked up by."""
        return tuple(map(_KEYS.__getitem__, self.texts))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each word starts."""
        return tuple(map(sub, self.ends, map(len, self.texts)))

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each word ends."""
        text, end = self._text, 0
        ends = [end := end + (text[end] == " ") + len(word) for word in self.texts]
        # Right where at most a space parts two words. Behind a wider gap it is some characters short, and stays so.
        return tuple(ends) if end == len(text.rstrip(" ")) else _found_ends(text, self.texts)

    def __len__(self) -> int:
        return len(self.texts)


def _found_ends(text: str, words: Sequence[str]) -> tuple[int, ...]:
    """Look for the words one after the other: nothing else stands between them, so each is where it is found next."""
    end = 0
    return tuple(end := text.index(word, end) + len(word) for word in words)


class _Keys(dict[str, str]):
    """The keys of words that were met; most words of a text were."""

    def __missing__(self, word: str) -> str:
        key = _SILENT_YE.sub("ه", word).translate(_VARIANTS).lower()
        if len(word) <= MAX_WORD_LENGTH:
            if len(self) >= MAX_KEPT_KEYS:
                self.clear()
            self[word] = key
        return key


_KEYS = _Keys()


def fold(word: str) -> str:
    """Give the key of a word: Persian letters and digits, without ZWNJ, vowel signs and hamza; Latin in lower case."""
    return _KEYS[word]


def kept_words(text: str) -> Words:
    """Give the words of a part, kept for the next step: entities, values and tone ask for the same ones in turn."""
    return _kept_words(text) if len(text) <= MAX_KEPT_LENGTH else split_words(text)


def split_words(text: str) -> Words:
    """Split a text into words and punctuation marks as tests/quality/WORDS.md says; blanks are left out.

    It is cut at marks, then at blanks, each all at once: no step of Python's own is taken for a single word.
    """
    joined = " ".join(MARK.split(text))
    if "\n" not in text:
        return Words(text, joined.split())
    texts, at = joined.replace(_NEWLINE, " ").replace("\n", _NEWLINE).split(), -1
    for _ in range(text.count("\n")):
        at = texts.index(_NEWLINE, at + 1)
        texts[at] = "\n"
    return Words(text, texts)


_kept_words = lru_cache(maxsize=64)(split_words)


def name_key(name: str) -> str:
    """Give the key of a whole name: its words' keys with no blank between, so that «خلیج‌فارس» is «خلیج فارس»."""
    return "".join(split_words(name).keys)
