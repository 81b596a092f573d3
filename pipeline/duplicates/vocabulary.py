"""The vocabulary: all that is known of each word of a canonical text, looked up once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.duplicates.facts import KindOf
from pipeline.duplicates.notices import may_notify
from pipeline.duplicates.sentences import may_end_a_cue
from pipeline.duplicates.shingles import Hashes, word_hash
from pipeline.steps.words import MAX_WORD_LENGTH

MAX_KEPT_WORDS = 1 << 15
_DAYS = frozenset(("امروز", "فردا", "امشب", "دیروز", "دیشب"))

_KIND, _CUE, _DAY, _NOTICE = np.array([0xF, 1 << 4, 1 << 5, 1 << 6], np.uint64)  # bits of a word's number
_HASH = np.uint64(8)  # from this one on its hash


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of the words of a text: hashes and kinds of all, the places of those that may end a cue."""

    hashes: Hashes
    kinds: NDArray[np.uint8]
    cues: list[int]
    names_a_day: bool
    may_notify: bool


class _Vocabulary(dict[str, int]):
    """The words that were met; most words of a text were."""

    def __init__(self) -> None:
        super().__init__()
        self._kind_of = KindOf()

    def __missing__(self, word: str) -> int:
        said = (_CUE, may_end_a_cue(word)), (_DAY, word in _DAYS), (_NOTICE, may_notify(word))
        flags = sum(int(bit) for bit, is_so in said if is_so)
        number = word_hash(word) << int(_HASH) | flags | self._kind_of(word)
        if len(word) <= MAX_WORD_LENGTH:
            if len(self) >= MAX_KEPT_WORDS:
                self.clear()
            self[word] = number
        return number


@cache
def _vocabulary() -> _Vocabulary:
    return _Vocabulary()


def look_up(words: Sequence[str]) -> Known:
    """Give what is known of words, in their order."""
    found = np.fromiter(map(_vocabulary().__getitem__, words), np.uint64, len(words))
    cues = (found & _CUE).nonzero()[0].tolist()
    of_any = np.bitwise_or.reduce(found)
    return Known(
        found >> _HASH, (found & _KIND).astype(np.uint8), cues, bool(of_any & _DAY), bool(of_any & _NOTICE)
    )  # fmt: skip
