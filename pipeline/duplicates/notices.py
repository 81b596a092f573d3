"""Notices: what a story says that it is to an earlier one: a correction, a denial, an update."""

import re

_OPENING = 240  # characters: a lede
_MOST = 6_000  # characters in which a text may own up to a mistake

# In the words of a canonical text: no ZWNJ, no punctuation, alef without madda.
_CORRECTION = re.compile(
    r"\b(?:اصلاحیه|تصحیح و پوزش|پوزش و تصحیح|خبر اصلاحی|خبر اصلاح شده)\b"
    r"|\A(?:تصحیح|پوزش|اصلاح (?:یک )?خبر|(?:خبر )?اصلاح شد|اصلاحی|غلط ?نامه)\b"
)
_MISTAKE = re.compile(
    r"\b(?:خبر|متن|نسخه|گزارش|مطلب|عدد|رقم|نام|شماره)\b"
    r"(?: \w+){0,12} (?:به اشتباه|اشتباها|نادرست|اشتباه|درست نبود|غلط)\b"
    r"(?: \w+){0,6} (?:امده|درج|ذکر|منتشر|نوشته|اعلام|بود|اصلاح|تصحیح)\b"
    r"|\bبه (?:این وسیله|این ترتیب|شرح زیر) (?:اصلاح|تصحیح) می شود\b"
)
_FALSE = "جعلی|فیک|بی ?اساس|بی ?پایه|کذب|دروغ|ساختگی|نادرست|خلاف واقع"
_DENIAL = re.compile(
    r"\b(?:تکذیبیه|تکذیب|جوابیه|شایعه|شایعات|(?:صحت|واقعیت|حقیقت|اساس|پایه) ندارد"
    rf"|(?:{_FALSE}) (?:است|بود|خواند|دانست|محض|اعلام)"
    r"|(?:را|شدن|خبر) رد کرد|(?:صحیح|درست) نیست|تایید نکرد|انجام نشده است)\b"
)
_MORE_OF = "خبر|اخبار|گزارش|اطلاعات|جزییات"  # «خبر تکمیلی», not «بیمه تکمیلی»
_UP_TO_DATE = "به ?روز ?رسانی|بروز ?رسانی|اپدیت"
_UPDATE = re.compile(
    rf"\A(?:تکمیلی|{_UP_TO_DATE}|بروز شد)\b|\b(?:{_MORE_OF}) تکمیلی\b|\b(?:{_UP_TO_DATE}|به روز شد|بروز شد)\Z"
)
# What a text begins with, whatever its headline.
_FIRST_WORDS = {
    "correction": re.compile(r"\A(?:اصلاحیه|اصلاح خبر|خبر اصلاحی)\b"),
    "update": re.compile(rf"\A(?:تکمیلی|خبر تکمیلی|{_UP_TO_DATE})\b"),
}
# What a headline ends in as it was written, in brackets or behind a stroke.
_MARK = re.compile(
    r"(?:[(\[]\s*|[/؛|+]\s*)(?:(?P<correction>اصلاح شد|اصلاح.شده|اصلاحی|اصلاحیه|تصحیح|تصحیح شد|ویرایش شد)"
    r"|(?P<update>تکمیلی|به.?روز.?رسانی|بروز.?رسانی|به.روز شد|بروز شد))\s*[)\]]?\s*\Z"
)

# Looked for first, for most stories have none of them.
_CORRECTING = ("اصلاح", "تصحیح", "پوزش")
_MISTAKEN = ("اشتباه", "نادرست", "درست نبود", "غلط", "این وسیله", "این ترتیب", "شرح زیر")
_DENYING = (
    "تکذیب", "جوابیه", "جعلی", "فیک", "ندارد", "شایع", "اساس", "پایه", "کذب", "دروغ", "ساختگی", "نادرست", "خلاف واقع",
    "رد کرد", "نیست", "نکرد", "نشده",
)  # fmt: skip
_UPDATING = ("تکمیلی", "رسانی", "اپدیت")
UP_TO_DATE = "روز"  # «به روز شد»; in a headline only, for most texts have it
# Of each of these some word; where they are several, the one that fewest other texts have.
_WORDS, _PARTS = frozenset(("رد", "درست", "بروز")), ("وسیله", "ترتیب", "شرح", "خلاف")
_IN_WORDS = _PARTS + tuple(cue for cue in (*_CORRECTING, *_MISTAKEN, *_DENYING, *_UPDATING) if " " not in cue)


def may_notify(word: str) -> bool:
    """Tell whether a word may say that a story is a notice; without one it is none, but for `UP_TO_DATE`."""
    return word in _WORDS or _has(word, _IN_WORDS)


def notice_of(head: str, body: str) -> str | None:
    """Name what a canonical text, its headline apart, says that the story is; None for most."""
    opening = body[:_OPENING]
    first = head or opening
    if _has(first, _CORRECTING) and _CORRECTION.search(first):
        return "correction"
    if _has(body, _MISTAKEN) and _MISTAKE.search(body, 0, _MOST):
        return "correction"
    if any(_has(text, _DENYING) and _DENIAL.search(text) for text in (head, opening)):
        return "denial"
    if _UPDATE.search(head):
        return "update"
    return next((notice for notice, words in _FIRST_WORDS.items() if words.match(body)), None)


def marked(headline: str) -> str | None:
    """Name what a headline, as it was written, says at its end that the story is: «(اصلاح شد)», «/ تکمیلی»."""
    found = _MARK.search(headline)
    return found and found.lastgroup


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
