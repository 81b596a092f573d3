"""Masks: spans that hazm's rules damage and that stay as they are written."""

import re
from collections.abc import Iterator

from pipeline.steps.invisible import ZWNJ
from pipeline.steps.points import LETTER_NAMES, LONG_NAME
from pipeline.steps.units import UNIT

_DIGIT = "0-9٠-٩۰-۹"
# One search finds every run that can hold a Latin word or a number; most runs are a dash or a lone number.
# `[..][..]+` and not `[..]{2,}`: re looks for a class at the front four times as fast.
_IN_RUN = rf"[!#-'*-Z\\^-z|~{_DIGIT}٫٬،]"
_RUN = re.compile(f"{_IN_RUN}{_IN_RUN}+")
_SIGN = re.compile(_IN_RUN)  # no mask is without one
_LATIN_WORD = re.compile(r"[A-Za-z]")
_THOUSANDS = rf"[{_DIGIT}]{{1,3}}(?:،[{_DIGIT}]{{3}})+(?![{_DIGIT}])"
_NUMBER = re.compile(rf"(?<![{_DIGIT}])(?:{_THOUSANDS}|[{_DIGIT}]++(?:[.,:/+\-*_٫٬]++[{_DIGIT}]++)+%?)")
# A comma between two digits is rare: most texts are searched for that alone.
_COMMA_BETWEEN = re.compile(rf"،(?<=[{_DIGIT}]،)(?=[{_DIGIT}])")
_COMMA_DECIMAL = re.compile(rf"(?<![{_DIGIT}.,:/،٫٬])[{_DIGIT}]++،[{_DIGIT}]++(?={UNIT})")  # not «بندهای ۳،۵»
_ADDRESS = re.compile(r"\b(?:https?|ftp)://[^\s«»„“”\"<>]+|\bwww\.[^\s«»„“”\"<>]+")
_PATH_BEGINS = re.compile(r"[A-Za-z]/")
_HOST_AND_PATH = re.compile(  # irna.ir/کتاب; bounded, so that no place is tried for long
    r"(?<![A-Za-z\d.-])[A-Za-z\d-]{1,63}\.(?:[A-Za-z\d-]{1,63}\.){0,7}[A-Za-z]{2,24}/[^\s«»„“”\"<>،؛]+"
)
_TAG = re.compile(rf"[#@](?=\w)[\w{ZWNJ}]+")  # hashtags and handles
_ENDS = ".,:;!?'،؛؟…"
# As spacing.py has it, a class begins the pattern, and what its character asks for comes after. A Persian letter may
# touch a telephone number: it gets a blank.
_ALONE, _OVER = r"(?<![A-Za-z\d].)", r"(?![A-Za-z\d])"
_FROM_ABROAD = rf"(?:(?<=\+)|(?<=0){_ALONE}(?<![{_DIGIT}] .)0)[{_DIGIT}]{{1,3}}(?:[ -]?[{_DIGIT}]{{2,}})+"
_GROUPS = "|".join(  # of the seven or eight figures behind the code of a town: 66 40 12 34
    "[ -]".join(rf"[{_DIGIT}]{{{count}}}" for count in counts)
    for counts in ((2, 2, 2, 2), (4, 4), (4, 2, 2), (2, 3, 3), (3, 2, 3), (3, 3, 2), (3, 4), (3, 2, 2))
)
_OF_TOWN = rf"(?<=[0۰]){_ALONE}[{_DIGIT}]{{2,3}}[ -]?"
_IN_GROUPS = rf"(?<![{_DIGIT}][ -].){_OF_TOWN}(?:{_GROUPS}){_OVER}(?! [{_DIGIT}])"  # no IBAN
_PHONE = re.compile(rf"[+0۰](?:{_FROM_ABROAD}|{_OF_TOWN}[{_DIGIT}]{{7,8}}{_OVER}|{_IN_GROUPS})")
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")  # 1️⃣, whose figure is no text
SHORTCODE = r":(?:[a-z][a-z\d_+-]{1,40}|[+-]1):(?![A-Za-z\d])"  # :smile:
_SHORTCODE = re.compile(rf"(?<![A-Za-z\d]){SHORTCODE}")
_IBAN = re.compile(rf"\bIR ?[{_DIGIT}]{{2}}(?:[ -]?[{_DIGIT}]{{4}}){{5}}[ -]?[{_DIGIT}]{{2}}\b")
# A point between two letters is rare: most texts are searched for that alone.
_POINT_BETWEEN = re.compile(r"\.(?<=[^\W\d_A-Za-z].)(?=[^\W\d_A-Za-z])")
_SHORT = rf"(?:[^\W\d_A-Za-z]|{LETTER_NAMES.replace(' ', '|')}|{LONG_NAME})"
_DOTTED = re.compile(rf"(?<![^\W\d]){_SHORT}(?:\.{_SHORT})+(?:\.[{_DIGIT}]+(?!\w)|(?!\.?\w)\.?)")
# ه.ش، ق.م.، یو.سی.اف، ام.کیو.۹; not م.ر.عارف

type Span = tuple[int, int]


def masks(text: str) -> list[Span]:
    """Find addresses, hashtags, Latin words, codes, decimals, dates, short words with points, times, phones, emoji.

    They come in order. Acronyms that are spelled, initials and the month of May are none: joining words knows them.
    """
    if not _SIGN.search(text):
        return []
    found = [span for run in _RUN.finditer(text) if not run[0].isdecimal() for span in _spans(text, *run.span())]
    if _COMMA_BETWEEN.search(text):
        found += (decimal.span() for decimal in _COMMA_DECIMAL.finditer(text))
    if "/" in text or "www." in text:
        found += _addresses(text)
    if "#" in text or "@" in text:
        found += (tag.span() for tag in _TAG.finditer(text))
    if "0" in text or "۰" in text or "+" in text:
        found += (phone.span() for phone in _PHONE.finditer(text))
    if "\u20e3" in text:
        found += (keycap.span() for keycap in _KEYCAP.finditer(text))
    if text.count(":") > 1:
        found += (code.span() for code in _SHORTCODE.finditer(text))
    if "IR" in text:
        found += (iban.span() for iban in _IBAN.finditer(text))
    if _POINT_BETWEEN.search(text):
        found += (short.span() for short in _DOTTED.finditer(text))
    return _without_overlaps(found) if len(found) > 1 else found


def _addresses(text: str) -> Iterator[Span]:
    if "://" in text or "www." in text:
        yield from (_trimmed(text, *address.span()) for address in _ADDRESS.finditer(text))
    if _PATH_BEGINS.search(text):
        yield from (_trimmed(text, *address.span()) for address in _HOST_AND_PATH.finditer(text))


def _spans(text: str, start: int, end: int) -> list[Span]:
    """Take a run with Latin letters whole, and only the numbers of another."""
    if _LATIN_WORD.search(text, start, end):
        return [_trimmed(text, start, end)]
    return [number.span() for number in _NUMBER.finditer(text, start, end)]


def _trimmed(text: str, start: int, end: int) -> Span:
    """Leave punctuation at the end of a word or an address, and a bracket that opened before it, to the sentence."""
    word = text[start:end]
    if word.isalnum():
        return start, end
    word = word.rstrip(_ENDS)
    if word.endswith((")", "]")) and "(" not in word and "[" not in word:
        word = word.rstrip(")]").rstrip(_ENDS)
    bare = word.lstrip(_ENDS) if word.startswith("..") else word.lstrip(_ENDS[1:])
    return start + len(word) - len(bare), start + len(word)


def _without_overlaps(spans: list[Span]) -> list[Span]:
    """Merge the spans that overlap."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span[0] < merged[-1][1]:
            start, end = merged.pop()
            merged.append((start, max(end, span[1])))
        else:
            merged.append(span)
    return merged
