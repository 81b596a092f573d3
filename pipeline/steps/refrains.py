"""Refrains: paragraphs that may come again without repeating anything: labels, verses, list items, turns of a talk."""

import re

# Labels («پرسش:», «نماینده تهران:») and rows of asterisks come again and again. Of the 1,500 sentences that stand as a
# paragraph of their own in the wire stories none has fewer words; and what ends with a colon is a label at any length.
MIN_WORDS = 5
LONG = 20  # words; a line of verse, a table's row and an answer given twice have fewer, and at this length are pasted

_CLOSING = '»"”)] \n\t'
_STOPS = (".", "!", "؟", "?", "…")
_QUESTION_MARKS = ("؟", "?")
_ITEM = re.compile(r"\s*(?:[-–—•*●▪■◦+]|[\d۰-۹]{1,3}\s*[-.)–:]\s|\(?(?:الف|ب|ج|د)\s*[-)])")
_TURN = re.compile("[\\w\u200c ]{1,60}:\\s")  # ZWNJ; «متهم ردیف اول پاسخ داد: »
_DECLARED = "(?:تصریح|تاکید|تأکید|اظهار|بیان|عنوان|اعلام|اضافه|خاطرنشان|ابراز) (?:کرد|داشت|نمود)"
_TELLING = re.compile(  # who is quoted again, and no turn of a talk as «سخنگو گفت: », «قاضی پرسید: »
    f"(?:(?:وی|او|ایشان)[^:]* گفت|افزود|یادآور شد|{_DECLARED}|(?:ادامه|توضیح|خبر) داد|نوشت)(?:ه است)?:\\s"
)
_CAPTION = re.compile(r"\s*(?:عکس|تصویر|فیلم|ویدئو|ویدیو)\s*:")


def is_label(text: str) -> bool:
    """Tell whether a paragraph only leads to the next."""
    return text.rstrip().endswith(":")


def is_prose(text: str, words: int) -> bool:
    """Tell whether a paragraph is sentences, not a line of a verse, a list or a table."""
    return _has_stop(text) or words >= LONG


def is_question(text: str) -> bool:
    """Tell whether a paragraph ends with a question."""
    return text.rstrip(_CLOSING).endswith(_QUESTION_MARKS)


def is_spoken(text: str) -> bool:
    """Tell whether a paragraph is an item of a list or a turn of a talk: «- خیر», «قاضی پرسید: …»."""
    turn = _TURN.match(text)
    return bool(_ITEM.match(text) or (turn and not _TELLING.search(turn[0]) and not _CAPTION.match(text)))


def is_verse(text: str) -> bool:
    """Tell whether a paragraph is a stanza: several short lines that don't end with a stop."""
    rows = text.split("\n")
    return len(rows) > 1 and not any(map(_has_stop, rows)) and len(text) < 60 * len(rows)


def _has_stop(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_STOPS)
