"""Canonical text: what of a story is compared across outlets."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.draft import Draft, Spans
from pipeline.steps.invisible import ZWNJ
from pipeline.steps.lexicon import lexicon

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # vowel signs, Quranic marks
_INVISIBLE = "\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # ZWNJ, tatweel, bidi marks ...
_SAME = {
    **dict(zip("يىئكةۀأإٱآؤ", "یییکههااااو", strict=True)),
    **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
    "_": " ",
    # Signs that are facts: «۵۰۰$» is not «۵۰۰€», and is «۵۰۰ دلار».
    "$": " دلار ", "€": " یورو ", "£": " پوند ", "%": " درصد ", "٪": " درصد ", "°": " درجه ",
    "▲": " افزایش ", "↑": " افزایش ", "▼": " کاهش ", "↓": " کاهش ", "±": " حدود ",
}  # fmt: skip
_SIGNED = re.compile(r"(?<!\S)[+\-−](?=\d)|(?<=\d)[+\-−](?!\S)")  # a number's sign, before or behind it
_VARIANT = re.compile(f"[{''.join(_SAME)}]")
_COUNT = "(?:[0۰]|[1-9۱-۹]\\d{0,2})"
# A score, a vote or a range is no decimal: «۲-۱», with blanks or not, is «۲ بر ۱». Dates and codes are none.
_SCORE = re.compile(rf"(?<![\w.,٫٬/:-])({_COUNT})(?:[-–−]| [-–−] )(?={_COUNT}(?![\w/:-]|[.,٫٬]\d))")
_COMPARED = re.compile(r"(?<=\d) ?([<>]) ?(?=\d)")
_THAN = {"<": " کوچکتر از ", ">": " بزرگتر از "}
_UNSEEN = re.compile(f"[{_MARKS}{_INVISIBLE}ء]+")
_WORD = re.compile(r"\w+")
_END = re.compile(r"(?<=[.!؟?؛])\s+")
# Who carries a story, or says so: «گیلان‌آنلاین - », «انتخاب: », «به گزارش …،»; compared as a sentence of its own.
_OPENING = re.compile(r"\s*(?:به گزارش [^.،:؛]{1,50}[،:؛]|[^.،:؛–—-]{1,30}(?: [–—-]|:) )")
_PLURALS = ("هایی", "های", "ها")
_SHORTEST_SINGULAR = 3  # letters
_MAX_KEPT_WORDS = 1 << 15
_BETWEEN_NUMBERS = re.compile(" (?<=[0-9] )(?=[0-9])")  # twice as fast as with the blank behind what comes before it
GROUPED = re.compile(r"(?<=\d)[٬,](?=\d{3}(?!\d))")  # «۱٬۲۰۰»: not the point of a decimal


@dataclass(frozen=True, slots=True)
class Canonical:
    """The words of a story as it is compared: those of its headline, and those of lede and paragraphs.

    `ends` says behind how many words of the body each of its sentences ends.
    """

    headline: tuple[str, ...]
    body: tuple[str, ...]
    ends: tuple[int, ...]

    def __str__(self) -> str:
        return " ".join((*self.headline, *self.body))


def canonical(draft: Draft) -> Canonical:
    """Give the words of a story without credits, datelines and boilerplate, in which copies differ.

    A half-space parts two words here, for outlets write a blank as often, and so does one that was left out of a word
    that the lexicon knows, or of a plural; thousands are not grouped. A score is as its words («۲ بر ۱»), and no
    decimal; flags of countries are left out.
    """
    left_out: dict[str, Spans] = {}
    for part, start, end in draft.credited:
        left_out.setdefault(part, []).append((start, end))
    for one in draft.boilerplate:
        left_out.setdefault(one.part, []).append((one.start, one.end))
    texts = {
        name: _without(part.text, sorted(left_out[name])) if name in left_out else part.text
        for name, part in draft.parts()
    }
    headline = texts.pop("headline", "")
    return Canonical(tuple(_pieces(words_of(_spelled(headline)))), *_sentences("\n".join(texts.values())))


def run_together(words: Iterable[str]) -> str:
    """Run the words together, so that spacing makes no difference; «۳.۵» stays apart from «۳۵»."""
    text = " ".join(words)
    return _BETWEEN_NUMBERS.sub(".", text).replace(" ", "") if " " in text else text


def _spelled(text: str) -> str:
    if "<" in text or ">" in text:
        text = _COMPARED.sub(_than, text)
    return _SCORE.sub(r"\1 بر ", GROUPED.sub("", text)).replace(ZWNJ, " ")


def _than(sign: re.Match[str]) -> str:
    return _THAN[sign[1]]


def _sentences(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Give the words of a text and where its sentences end among them."""
    words: list[str] = []
    ends = []
    for line in _spelled(text).split("\n"):
        opening = _OPENING.match(line)
        begin = opening.end() if opening else 0
        for sentence in (line[:begin], *_END.split(line[begin:])):
            found = _pieces(words_of(sentence))
            if found:
                words += found
                ends.append(len(words))
    return tuple(words), tuple(ends)


class _Pieces(dict[str, tuple[str, ...]]):
    """The pieces of the words that were met; most words are of one."""

    def __init__(self) -> None:
        super().__init__()
        compounds = _canonical("\n".join(lexicon().compounds).replace(ZWNJ, " ")).splitlines()
        parted = (tuple(compound.split()) for compound in compounds)
        # Of its letters by themselves the lexicon makes plurals («ه‌ای») and given names («پانته‌آ»).
        self._compounds = {"".join(pieces): pieces for pieces in parted if all(len(piece) > 1 for piece in pieces)}

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _MAX_KEPT_WORDS:
            self.clear()
        pieces = self[word] = self._compounds.get(word) or _singular(word)
        return pieces


def _singular(word: str) -> tuple[str, ...]:
    for plural in _PLURALS:
        if word.endswith(plural) and len(word) >= len(plural) + _SHORTEST_SINGULAR:
            return word[: -len(plural)], plural
    return (word,)


@cache
def _known() -> _Pieces:
    return _Pieces()


def _pieces(words: Iterable[str]) -> list[str]:
    known = _known()
    return [piece for word in words for piece in known[word]]


def _without(text: str, spans: Spans) -> str:
    """Give the text without the spans, which may overlap, a blank in the place of each."""
    pieces, place = [], 0
    for start, end in spans:
        pieces.append(text[place : max(start, place)])
        place = max(end, place)
    return " ".join((*pieces, text[place:]))


def words_of(text: str) -> list[str]:
    """Give the words and numbers of a text as every outlet would spell them: letters and digits alone.

    Spelling of hamza, letters, digits, ZWNJ, tatweel, vowel signs and Latin case makes no difference.
    """
    return _WORD.findall(_canonical(text))


def _canonical(text: str) -> str:
    if "-" in text or "+" in text or "−" in text:
        text = _SIGNED.sub(_signed, text)
    return _VARIANT.sub(_the_same, _UNSEEN.sub("", text)).lower()


def _signed(sign: re.Match[str]) -> str:
    return " مثبت " if sign[0] == "+" else " منفی "


def _the_same(match: re.Match[str]) -> str:
    return _SAME[match[0]]
