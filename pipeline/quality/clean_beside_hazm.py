"""Clean beside hazm's Normalizer: where the two differ and by which rule, and facts that must not be lost."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from hazm import Normalizer

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.quality.clean_texts import Named
from pipeline.quality.table import Table
from pipeline.steps.clean import Clean
from pipeline.steps.invisible import NOTHING, TATWEEL

_TOKEN = re.compile(r"\S+|\s")
_LATIN = re.compile("[A-Za-z]")
_SEEN = re.compile(f"[{NOTHING}]+")
_BETWEEN_DIGITS = re.compile(rf"(?<=\d)[{NOTHING}]+(?=\d)")
_MARK = r"[.,:/+*_^٫٬-]+"
_NUMBER = re.compile(rf"\d+(?:\s?{_MARK}\s?\d+)*")
_APART = re.compile(rf"\s({_MARK})\s?|({_MARK})\s")  # on either side: clean sets the blanks of a colon

# What tells a difference from hazm by what stands in our text, or in hazm's; the names are those of clean_rules.md.
_REASONS = (
    ("invisible", re.compile(""), "\u200f"),
    ("half-space after number", re.compile(r"\d\u200c"), ""),
    ("codes", re.compile(r"[A-Za-z].*[\d/&]|\d.*[A-Za-z]|[^\W\d_][»”]?-\d|\d-[^\W\d_]"), ""),
    ("dates and times", re.compile(r"\d{1,4}([/-])\d\d?\1\d{1,4}|\d:\d"), ""),
    ("scores", re.compile(r"\d[-+]|\+\d"), ""),
    ("decimals and thousands", re.compile(r"\d[.,٫٬،/]\d|[٪%$€]"), ""),
    ("heh with hamza", re.compile("ه"), "\u06c0"),
    ("tatweel for a dash", re.compile("^ ?-"), ""),
    ("slashes", re.compile("/"), ""),
    ("acronyms", re.compile(r"^(?:\W*(?:[بتدپسویج]ی|ان|ام|ای|اف|ال|اچ|کی|آر|اس|او|یو|وی)){2,}\W*$|شبکه ان"), ""),
    ("nouns in می", re.compile(r"^\W*ن?می[^\W_]"), "می\u200c"),
    ("names like suffixes", re.compile(r"(?<!\w)(?:ین|شان|مان|تان|تری|گری)(?!\w)"), "\u200c"),
    ("words like suffixes", re.compile(r"(?<!\w)(?:ای|ام|تر|تری|یم|ید|ند)(?!\w)"), "\u200c"),
    ("the month of May", re.compile(r"(?<!\w)می(?!\w)"), "می\u200c"),
    ("initials", re.compile(r"(?<!\w)[^\W\d_]\.?(?!\w)"), "\u200c"),
    ("repeated letters", re.compile(r"([^\W\d_])\1\1"), ""),
)  # fmt: skip


def against_hazm(texts: Sequence[Named]) -> Table:
    """Compare clean with hazm on sentences as they came: how many are the same, and which rule makes the others."""
    normalize, clean = Normalizer().normalize, Clean()
    reasons: Counter[str] = Counter()
    same = 0
    for text in texts:
        ours, hazm = cleaned(clean, text.text).text, normalize(text.text).strip()
        same += ours == hazm
        reasons.update(reason for reason, _, _ in differences(ours, hazm))
    rows = (("paragraphs", str(len(texts))), ("the same as hazm's", str(same)))
    others = tuple((f"differences by {rule}", str(count)) for rule, count in reasons.most_common())
    return Table("clean: beside hazm's Normalizer", ("", "count"), rows + others)


def differences(ours: str, hazm: str) -> Iterator[tuple[str, str, str]]:
    """Give each difference with the rule that makes it, "no rule" where none does."""
    left, right = _TOKEN.findall(ours), _TOKEN.findall(hazm)
    for operation, start, end, start_hazm, end_hazm in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if operation != "equal":
            piece, theirs = "".join(left[start:end]), "".join(right[start_hazm:end_hazm])
            yield _reason(piece, theirs), piece, theirs


def _reason(ours: str, hazm: str) -> str:
    return next((rule for rule, pattern, sign in _REASONS if pattern.search(ours) and sign in hazm), "no rule")


def facts(texts: Sequence[Named]) -> Table:
    """Count what was lost or changed in value: numbers with their marks, Latin letters, names. All must be 0."""
    clean = Clean()
    lost = Counter({"texts with a number lost": 0, "texts with a Latin letter lost": 0, "names lost": 0})
    for text in texts:
        part = cleaned(clean, text.text)
        lost["texts with a number lost"] += _numbers(text.text) != _numbers(part.text)
        lost["texts with a Latin letter lost"] += _LATIN.findall(text.text) != _LATIN.findall(part.text)
        for start, end in text.names:
            first, last = part.alignment.to_text(start, end)
            lost["names lost"] += _letters(text.text[start:end]) != _letters(part.text[first:last])
    names = sum(len(text.names) for text in texts)
    rows = (("texts", str(len(texts))), ("names", str(names)), *((what, str(count)) for what, count in lost.items()))
    return Table("clean: facts", ("", "count"), rows)


def cleaned(clean: Clean, text: str) -> Part:
    """Clean one text as the paragraph of a Persian story."""
    return clean(replace(_EMPTY, paragraphs=(Part(text, "body", Alignment.identity(len(text))),))).paragraphs[0]


_EMPTY = Draft(
    origin="quality", received="2025-01-01T00:00:00+00:00", id="quality", id_from="given", version=1, outlet=None,
    url=None, published=None, claimed_language=None, extra={}, headline=None, lede=None, paragraphs=(), language="fa",
)  # fmt: skip


def _numbers(text: str) -> list[str]:
    """Give the numbers of a text with the marks in them: «۱۰-۱۵» is not «۱۰۱۵», «۲ : ۵۰» not «۲:۵۰»."""
    seen = _SEEN.sub("", _BETWEEN_DIGITS.sub(" ", text.replace(TATWEEL, "-"))).replace("...", "…")
    return [_APART.sub(r" \1\2 ", number[0]).translate(_LATIN_DIGITS) for number in _NUMBER.finditer(seen)]


def _letters(text: str) -> str:
    """Give the letters and digits of a name, each as one of its variants."""
    letters = (character for character in text if character.isalnum())
    return "".join(str(int(each)) if each.isdecimal() else each for each in letters).translate(_VARIANTS)


_VARIANTS = str.maketrans("\u064a\u0649\u0643", "ییک")  # Arabic yeh, alef maksura, Arabic kaf
_LATIN_DIGITS = {start + digit: str(digit) for start in (0x660, 0x6F0) for digit in range(10)}  # Arabic, Persian
