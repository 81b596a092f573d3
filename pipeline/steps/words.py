"""Words of a clean text with their places, under keys that ignore spelling variants."""

import re
from dataclasses import dataclass
from functools import lru_cache

ZWNJ = "\u200c"
_MARKS = "\u064b-\u065f\u0670"  # short vowels, tanwin, hamza above, dagger alef
# A word neither begins nor ends with ZWNJ. A run longer than 60 is no word: it is cut, so that `fold` keeps small keys.
_TOKEN = re.compile(rf"\w(?:[\w{_MARKS}]|{ZWNJ}+(?=\w)){{0,59}}|\S|\n")
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


@dataclass(frozen=True, slots=True)
class Words:
    """The words and punctuation marks of one text: what was written, the key, and start and end of each."""

    texts: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Give the key of a word: Persian letters and digits, without ZWNJ, vowel signs and hamza; Latin in lower case."""
    return _SILENT_YE.sub("ه", word).translate(_VARIANTS).lower()


def split_words(text: str) -> Words:
    """Split a text into words and single punctuation marks; blanks are left out, newlines are kept."""
    return _split_kept(text) if len(text) <= MAX_KEPT_LENGTH else _split(text)


def _split(text: str) -> Words:
    spans = [match.span() for match in _TOKEN.finditer(text)]
    texts = tuple([text[start:end] for start, end in spans])
    return Words(texts, tuple(map(fold, texts)), tuple([start for start, _ in spans]), tuple([end for _, end in spans]))


_split_kept = lru_cache(maxsize=64)(_split)  # entities, values and tone ask for the same parts one after another


def name_key(name: str) -> str:
    """Give the key of a whole name: its words' keys with no blank between, so that «خلیج‌فارس» is «خلیج فارس»."""
    return "".join(map(fold, _TOKEN.findall(name)))
