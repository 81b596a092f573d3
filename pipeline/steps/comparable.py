"""Comparable text: a text as its repetitions are recognised by, character for character beside the text itself."""

import re
from collections.abc import Iterable

from pipeline.steps.canonical import GROUPED, words_of
from pipeline.steps.invisible import ZWNJ

_SIGNATURE = re.compile(r"(?:انتهای|پایان) (?:پیام|خبر)\b.{0,30}\Z", re.DOTALL)
_MINUS_SIGN = "\u2212"
_MINUS = re.compile(rf"(?<=\s)[-{_MINUS_SIGN}](?=\d)")
_YE = f"ه{ZWNJ}ی"
_EZAFE = re.compile(rf"(?<=ه){ZWNJ}ی(?![\w{ZWNJ}])")  # «خانه‌ی» is «خانه»
_EXTRAS = r"(?:عکس|فیلم|ویدئو|ویدیو|تصاویر|تصویر|جزئیات|اینفوگرافی\w*|صوت)"
_TAG = re.compile(rf"\s*[+/|(]\s*{_EXTRAS}\s*\)?\s*\Z")
_LONGEST_TAG = 30
_RUN = re.compile(r"[^\s\-–—/|:()،؛]+")


def comparable(text: str, credited: Iterable[tuple[int, int]] = ()) -> str:
    """Blank what makes no difference, and keep the length: what is credited, signatures, tags such as «+ فیلم».

    Thousands are no longer grouped, a minus sign is a letter: «-۵» and «۵» are two numbers.
    """
    tag = _TAG.search(text, max(0, len(text) - _LONGEST_TAG))
    spans = [*credited, *([tag.span()] if tag else ())]
    end = text[-60:]
    if "پیام" in end or "خبر" in end:
        spans += [found.span() for found in _SIGNATURE.finditer(text)]
    text = blanked(text, spans) if spans else text
    return _plain_numbers(_EZAFE.sub(ZWNJ * 2, text) if _YE in text else text)


def _plain_numbers(text: str) -> str:
    if "٬" in text or "," in text:
        text = GROUPED.sub(ZWNJ, text)
    return _MINUS.sub("n", text) if "-" in text or _MINUS_SIGN in text else text


def word_spans(text: str) -> list[tuple[int, int]]:
    """Give start and end of what each of the text's words stands in, with the marks that cling to it."""
    return [run.span() for run in _RUN.finditer(text) for _ in words_of(run[0])]


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Put blanks in the place of some stretches, which may overlap."""
    pieces: list[str] = []
    place = 0
    for start, end in sorted(spans):
        if end > place:
            begin = max(start, place)
            pieces += (text[place:begin], " " * (end - begin))
            place = end
    return "".join((*pieces, text[place:]))
