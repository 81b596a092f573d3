"""Flags: «فوری/», «اختصاصی ایسنا؛» and «فیلم |», which outlets put before a text, and «+ فیلم» behind a headline."""

import re
from dataclasses import dataclass

from pipeline.steps.agency_names import is_agency

_LABEL = "[\\W_]{0,4}(?:(?:خبر|گزارش|گفت[ \u200c]?و[ \u200c]?گوی) )?اختصاصی"  # ZWNJ
_EXCLUSIVE_OF = re.compile(f"{_LABEL}[\\s/]+(?P<name>[^/:؛|،–-]{{2,40}}?)\\s*(?:[/:؛|،–-]\\s*|[.*]*\\Z)")
_EXCLUSIVE = re.compile(f"{_LABEL}\\s*[/:؛|–-]\\s*")
_MEDIA = (
    "فیلم|عکس|عکس[ \u200c]?ها|ویدئو|ویدیو|تصاویر|صوت|جدول|اینفوگرافیک|سند|نمودار|گزارش تصویری|جزئیات|جزییات|اسامی|نقشه"
    "|متن کامل|پادکست"
)
_BEHIND = re.compile(
    f"\\s*(?:[+/|]\\s*(?:{_MEDIA})(?:\\s+و\\s+(?:{_MEDIA}))?\\s*)+\\Z|\\s*[\\[(]\\s?\\+?\\s?(?:{_MEDIA})[\\])]\\s*\\Z"
)
_URGENT = "(?:خبر )?فوری"
_BEFORE_HEADLINE = re.compile(f"\\s*(?:[\\[(]\\s*)?(?:{_MEDIA}|{_URGENT}|اختصاصی)\\s*[\\])/|:؛]+\\s*")
_BEFORE_TEXT = re.compile(f"[\\W_]{{0,4}}(?:{_URGENT}\\s*[\\])/|:؛!–-]+|(?:{_MEDIA})\\s*[/|]+)\\s*")
_LONGEST = 60  # characters: two flags of media have 40
_BEGINNING = re.compile(f"[\\W_]{{0,4}}(?:خبر |گزارش |گفت|اختصاصی|فوری|{_MEDIA})")


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag's kind of boilerplate, and where it ends."""

    kind: str
    end: int


def flag_before(text: str, start: int = 0) -> Flag | None:
    """Find the flag before a text; what is exclusive names an agency or nobody: «اختصاصی شدن پارکینگ‌ها» is none."""
    if not _BEGINNING.match(text, start):
        return None
    head = text[start : start + _LONGEST]
    media = _BEFORE_TEXT.match(head)
    if media:
        return Flag("media", start + media.end()) if media.end() < len(head) else None
    exclusive = _exclusive(head)
    return Flag("exclusive", start + exclusive.end()) if exclusive and exclusive.end() < len(head) else None


def is_exclusive(line: str) -> bool:
    """Tell whether the whole line is «اختصاصی خبرگزاری مهر»."""
    exclusive = _exclusive(line) if "اختصاصی" in line else None
    return bool(exclusive and exclusive.end() == len(line))


def exclusive_name(text: str) -> str:
    """Give the agency in «اختصاصی ایسنا؛» as it is written, empty if none is."""
    exclusive = _EXCLUSIVE_OF.match(text)
    return exclusive["name"].strip() if exclusive and is_agency(exclusive["name"]) else ""


def _exclusive(text: str) -> re.Match[str] | None:
    return _EXCLUSIVE_OF.match(text) if exclusive_name(text) else _EXCLUSIVE.match(text)


def headline_flags(text: str) -> list[tuple[int, int]]:
    """Give the places of «عکس |» and «+ فیلم» at the ends of a headline that has other words."""
    found = _BEFORE_HEADLINE.match(text[:40]), _BEHIND.search(text, max(0, len(text) - _LONGEST))
    return [flag.span() for flag in found if flag and flag.end() - flag.start() < len(text)]
