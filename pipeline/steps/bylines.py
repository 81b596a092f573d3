"""Bylines: lines of labels and names that say who reported, edited, translated or photographed."""

import re
from collections.abc import Iterator

_GAP = "[ \u200c]?"  # ZWNJ
_WRITERS = (
    f"خبرنگار(?:ان)?|گزارشگر|خبر{_GAP}نگار|دبیر(?: (?:خبر|سرویس|گروه|بخش))?|سردبیر|نویسنده|نگارنده|مترجم|ترجمه|"
    f"تهیه(?: و تنظیم)?|تهیه{_GAP}کننده|تنظیم(?:{_GAP}کننده)?|ویراستار|گزارش(?: از)?|گفت{_GAP}و{_GAP}گو(?: از)?|"
    f"مصاحبه(?: از)?|انتشار{_GAP}دهنده|دریافت{_GAP}کننده|تدوین|خبر از|ویرایش|ویراستاری|نگارش|برگردان|بازنویسی"
    f"|گرد{_GAP}آوری|گرد{_GAP}آورنده|گرافیک|صفحه{_GAP}آرا(?:یی)?|(?:متن|گزارش|خبر|خبرنگار) و (?:عکس|عکاس|تنظیم)"
    f"|(?:ترجمه|نگارش) و (?:تنظیم|تدوین|گرد{_GAP}آوری)"
)
_PHOTOGRAPHERS = (
    f"عکس(?:{_GAP}ها)?(?: از)?|عکاس(?:ان)?|تصویر(?: از)?|تصاویر(?: از)?|تصویر{_GAP}بردار|فیلم(?:{_GAP}بردار)|photos?"
    "|photo by"
)
_WRITER, _PHOTOGRAPHER, _SOURCE = (
    re.compile(rf"(?:^|(?<=[\W_]))(?:{labels}) ?[:：/] ?", re.IGNORECASE)
    for labels in (f"{_WRITERS}|{_PHOTOGRAPHERS}", _PHOTOGRAPHERS, "منبع(?: (?:خبر|مطلب|عکس))?|منابع|مرجع|source")
)
_ENDS_SENTENCE = re.compile(r"[؟?!؛«»]|\.\s*\Z|\.\s+\w{4,}")
_FUNCTION_WORDS = """از به در با بر تا را که است بود شد شود شده شما من ما او آن این آنان نیست هست دارد دارند کرد کند
    کنید می چرا چه چقدر چگونه کجا چیست کیست هر یک دو سه همه هم نیز اما ولی پس اگر ممنون سپاس متشکرم بله خیر سلام
    اول دوم سوم چهارم پنجم جدید تازه نهایی"""
_NOT_IN_NAMES = frozenset(_FUNCTION_WORDS.split())
_MOST_WORDS, _MOST_SOURCE_WORDS = 4, 7  # of a name: «سید محمد رضا نیک‌پندار»; of a source: «روابط عمومی وزارت نیرو»
LONGEST_LINE = 160
_MARK = re.compile("[:：/]")
_WORD = re.compile(r"\w")


def byline_kind(line: str) -> str | None:
    """Name the kind of byline that the whole line is: byline, photo or source; None if it is none.

    It is one at the edges of a story only: between paragraphs «خبرنگار: …» is an interview.
    """
    if len(line) > LONGEST_LINE or not _MARK.search(line):
        return None
    if _are_names(line, _WRITER, _MOST_WORDS):
        return "photo" if _PHOTOGRAPHER.match(line.lstrip(" ()[]*-–•")) else "byline"
    return "source" if _are_names(line, _SOURCE, _MOST_SOURCE_WORDS) else None


def sources_of(line: str) -> Iterator[str]:
    """Give the names in «منابع: رویترز، آسوشیتدپرس»."""
    label = _SOURCE.search(line)
    if label:
        names = (name.strip(" ./[]") for name in re.split(r"[،,;؛|]| و ", line[label.end() :]))
        yield from (name if "(" in name else name.rstrip(")") for name in names)


def _are_names(line: str, label: re.Pattern[str], most: int) -> bool:
    before, *names = label.split(line)
    return bool(names) and not _WORD.search(before) and all(_is_name(name, most) for name in names)


def _is_name(text: str, most: int) -> bool:
    words = re.findall("[\\w\u200c]+", text)  # ZWNJ
    ends = _ENDS_SENTENCE.search(text.strip())
    return 0 < len(words) <= most and not ends and not words[0].isdigit() and _NOT_IN_NAMES.isdisjoint(words)
