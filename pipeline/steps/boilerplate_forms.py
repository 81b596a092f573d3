"""Forms of boilerplate: how a line reads that an outlet adds to its stories.

Some forms are unmistakable wherever they stand. Others («منبع: …», «خبرنگار: …», «ادامه دارد») are prose or dialogue in
the middle of a story: they count at its edges only, which is for the caller to know.
"""

import re

from pipeline.steps.page_forms import is_comment_count, is_invitation

LONGEST_LINE = 240  # characters: two lines of copyright have 180; nothing longer is looked at

_GAP = "[ \u200c]?"  # ZWNJ: «برچسب‌ها», «برچسب ها» and «برچسبها»
_EDGE = r"[\W_]{0,12}"  # bullets, stars, brackets, emoji
_NUMBER = r"[\d ]{0,3}\d{2,}"
_LINK = r"(?:https?://|www\.)?[a-z0-9][\w.-]*\.[a-z]{2,}(?:/\S*)?"
_HANDLE = r"@[a-z]\w{2,}"
_SOCIAL = (
    f"تلگرام|اینستاگرام|توییتر|توئیتر|فیسبوک|فیس{_GAP}بوک|ایتا|بله|سروش|روبیکا|واتس{_GAP}اپ|یوتیوب|آپارات|کانال|"
    f"پیج|شبکه{_GAP}های اجتماعی|پیام{_GAP}رسان|خبرنامه"
)
_ASKING = (
    "دنبال (?:کنید|نمایید)|بپیوندید|عضو(?: کانال ما)? شوید|کلیک (?:کنید|نمایید)|لایک کنید|همراه(?: ما)? (?:باشید|شوید)|"
    "مشترک شوید|بخوانید|ببینید|تعقیب کنید"
)
_SAYING = re.compile("گفت(?!ه)|افزود|خواست|نوشت|تاکید|تأکید|«")
_LONGEST_CALL = 140
_ASKS = re.compile(f"(?:{_ASKING})(?:[^\\w@]{{0,12}}(?:{_HANDLE}|{_LINK})?)?{_EDGE}\\Z", re.IGNORECASE)
_SOCIAL_WORD = re.compile(f"(?<!\\w)(?:{_SOCIAL}|صفحه)(?!\\w)")
_OURS = re.compile("(?<!\\w)(?:ما|کانال|اخبار|خبرها|خبرهای)(?!\\w)")

_READ = "(?:بخوانید|ببینید|بدانید|بشنوید)"
_SUBJECT = "(?:همچنین|حتما|حتماً|در (?:این|همین) (?:باره|زمینه|رابطه|مورد)|اینجا(?: را)?|مرتبط|>+)[\\W_]{0,4}"
_NEWS = f"(?:مطالب|مطلب|اخبار|خبرهای|خبر|گزارش{_GAP}های|لینک{_GAP}های|نوشته{_GAP}های|ویدئوی|ویدیوی)"
_RELATED = (
    f"(?:(?:{_SUBJECT})?(?:بیشتر {_READ}|{_READ}(?= ?[:：|]))|{_SUBJECT}{_READ}"
    f"|{_NEWS} (?:مرتبط|مشابه|پیشنهادی)|پیشنهاد سردبیر|از دست ندهید)"
)
_WHAT = "(?:خبر|مطلب|محتوا|نوشته|مقاله|گزارش|یادداشت)"
_TAGS = (
    f"(?:برچسب{_GAP}(?:ها)?(?:ی خبر)?|تگ{_GAP}(?:ها)?|کلید{_GAP}واژه{_GAP}(?:ها)?|(?:کلمات|واژگان) کلیدی|tags?"
    "|موضوعات مرتبط)"
)
_HEADING = re.compile(
    f"{_EDGE}(?:(?P<related>{_RELATED}|(?:بیشتر )?در (?:این|همین) (?:باره|زمینه|رابطه|مورد)(?= ?:)|نگاه کنید به(?= ?:))"
    f"|(?P<tags>{_TAGS})){_EDGE}",
    re.IGNORECASE,
)
_WEEKDAY = f"(?:(?:یک|دو|سه|چهار|پنج){_GAP})?شنبه|جمعه"
_CLOCK = r"(?:ساعت )?\d{1,2}:\d{2}(?::\d{2})?"
_DAY = rf"(?:(?:{_WEEKDAY})[،, ]+)?(?:\d{{1,2}} [^\W\d_]{{2,9}}(?: ماه)? \d{{2,4}}|\d{{2,4}}[/-]\d{{1,2}}[/-]\d{{1,4}})"
_SPAN = r"(?:حدود )?\d{1,4} (?:دقیقه|ثانیه)"
_STAMP = rf"(?:(?:{_DAY}|\d{{1,2}} [^\W\d_]{{2,9}}|{_CLOCK}|{_WEEKDAY}|{_SPAN}|ساعت)[ \-–|،,/]*){{1,4}}"
_OF_A_SITE = "(?:مادی|معنوی|این|نشر|برای|سایت|وب|مطالب|محتوا|خبرگزاری|پایگاه)"
_SOURCE = f"(?:منبع|م[اأ]خذ|خبرگزاری|سایت|وب{_GAP}سایت|پایگاه|رسانه|لینک|نشانی|آدرس)"
_SITES = (
    r"(?:t\.me|telegram\.me|instagram\.com|twitter\.com|x\.com|eitaa\.com|ble\.ir|rubika\.ir|splus\.ir|facebook\.com"
    r"|youtube\.com|aparat\.com)"
)

# Unmistakable wherever they stand; the first that fits the whole line names its kind.
_ANYWHERE = (
    ("code", f"(?:کد|شناسه|شماره) {_WHAT} ?[:：]? ?{_NUMBER}(?: ?[|،/–-].{{0,80}})?"),
    ("code", f"خبر ?: ?{_NUMBER}(?: ?[|،/–-].{{0,60}})?"),
    ("code", f"(?:تاریخ|زمان|ساعت) (?:انتشار|درج|مطالعه|خبر) ?[:：] ?{_STAMP}"),
    ("code", r"(?:تعداد )?بازدید(?:ها)? ?[:：] ?\d[\d,٬]*"),
    ("related", f"{_RELATED}(?: ?[:：|؛»>]+ ?(?!.*\\.\\Z).{{1,200}})?"),  # a headline has no full stop
    ("channel", rf"(?:https?://)?(?:www\.)?{_SITES}/\S+"),
    ("tags", "(?:#[\\w\u200c]+[\\s،,|]*)+"),  # ZWNJ
    ("share", f"(?:لینک|آدرس|پیوند|نشانی)(?: کوتاه)?(?: {_WHAT})? ?[:：] ?(?:{_LINK})?"),
    ("share", f"(?:لینک|آدرس|پیوند|نشانی) کوتاه(?: {_WHAT})?|(?:کپی|کاپی)(?: کردن)? لینک|ارسال (?:به|برای) دوستان"),
    ("share", f"(?:به )?اشتراک{_GAP}گذاری(?: {_WHAT})?|نسخه چاپی|هم{_GAP}رسانی(?: {_WHAT})?"),
    ("share", f"(?:این {_WHAT} را )?(?:با دوستان(?:تان| خود)? )?(?:به اشتراک بگذارید|شریک (?:سازید|کنید))"),
    ("page", "(?:ادامه|بقیه|دنباله) (?:(?:در|از) )?صفحه (?:\\d{1,3}|[\\w\u200c]{2,8})"),  # ZWNJ
)

# Boilerplate at the edges of a story only.
_AT_EDGES = (
    ("tags", f"{_TAGS} ?[:：][^.؟!]{{1,200}}"),
    ("share", "نظر شما چیست|نظرات|(?:ارسال|ثبت) نظر|نظر بدهید|دیدگاه شما|چاپ(?: خبر)?|پرینت|پسندیدم|ذخیره"),
    ("copyright", f"(?:کلیه|تمامی|تمام|همه){_GAP}(?:ی )?حقوق {_OF_A_SITE}.{{0,120}}(?:محفوظ|متعلق).{{0,60}}"),
    ("copyright", f"(?:کلیه|تمامی|تمام|همه){_GAP}(?:ی )?حقوق (?:محفوظ|متعلق).{{0,60}}"),
    ("copyright", f"(?:استفاده|باز ?نشر|نقل|انتشار|کپی|نشر) .{{0,100}}(?:ذکر|درج) (?:نام )?{_SOURCE}.{{0,60}}"
                  "(?:بلامانع|مجاز|ممنوع|آزاد|پیگرد)\\D{0,40}"),
    ("copyright", "(?:استفاده|باز ?نشر|نقل|انتشار|کپی|نشر) .{0,100}(?:ذکر|درج) .{0,60}(?:بلامانع|مجاز|آزاد) است"),
    ("copyright", "(?:.{2,30}: ?)?(?:انتشار|بازنشر) .{5,120} (?:تایید|تأیید) .{0,40}(?:نیست|نمی).{0,60}"),
    ("copyright", r"(?:©|copyright|\(c\)).{0,100}"),
    ("continued", "(?:این )?(?:خبر|گزارش|مطلب)? ?(?:همچنان )?ادامه دارد"),
    ("continued", f"(?:این )?(?:خبر|گزارش) (?:در حال (?:تکمیل|به{_GAP}روز{_GAP}رسانی)|"
                  f"(?:متعاقبا[ً]? )?تکمیل (?:می{_GAP}شود|خواهد شد)).{{0,20}}"),
    ("continued", "(?:اخبار|خبرهای|جزئیات|جزییات|اطلاعات) (?:تکمیلی|بیشتر) (?:این خبر )?متعاقبا[ً]? .{2,30}"),
    ("page", r"صفحه (?:\d{1,3}|اول|آخر)(?: از \d{1,3})?|ص[. ]{0,2}\d{1,3}"),
    ("code", rf"{_DAY}(?:[ \-–|،]+{_CLOCK})?|{_CLOCK}[ \-–|،]+{_DAY}"),
    ("channel", f"کانال .{{2,40}} در (?:{_SOCIAL})"),
    ("share", _LINK),
    ("signature", r"(?:پایان|انتها|ختم)|\d{4,9}|\d{2,3} \d{2,3}"),
)  # fmt: skip


def _joined(forms: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """Join the forms to one, each a group with its kind and place for a name."""
    groups = "|".join(f"(?P<{kind}{at}>{form})" for at, (kind, form) in enumerate(forms))
    return re.compile(f"{_EDGE}(?:{groups}){_EDGE}", re.IGNORECASE)


_HANDLES = re.compile(
    f"{_EDGE}(?:[^@.؟!]{{0,40}}(?:{_SOCIAL})[^@.؟!]{{0,20}}[:：]? ?)?{_HANDLE}(?:[ ،,|]+{_HANDLE})*{_EDGE}",
    re.IGNORECASE,
)
_FORM_ANYWHERE, _FORM_AT_EDGES = _joined(_ANYWHERE), _joined(_AT_EDGES)
# What every form that may stand behind the last sentence of any paragraph has in it.
FIRM_CUE = re.compile(
    "پیام|خبر|گزارش|متن|مطلب|محتوا|نوشته|مقاله|یادداشت|خوانید|ببینید|بدانید|بشنوید|صفحه|مرتبط|مشابه|پیشنهاد"
)

_SIGNED = re.compile(f"(?P<before>.*?)(?:انتهای|پایان|ختم){_GAP}(?:پیام|خبر|گزارش|متن)(?!\\w)(?P<after>.*)", re.DOTALL)
_SIGNED_BY = re.compile("\\s?[/:|*]+\\s?[\\w\u200c]+(?: [\\w\u200c]+)?[\\W_]*")  # ZWNJ
_CODE = re.compile(r"\d{1,9}|[^\W\d_]{1,3}\d{0,6}|\d{1,6}[^\W\d_]{1,2}")
_INITIALS = "[^\\W\\d_]{1,2}(?:\\.[^\\W\\d_]{1,2})? "  # «ا.ش ۶۰۲۶/۷۴۴۴»
_CODE_PIECE = "[\\w\u200c]{1,6}"  # ZWNJ
_REPORTER_CODE = re.compile(
    f"(?:{_INITIALS})?{_CODE_PIECE}(?: ?(?:\\*+|[./ـ–-]+|\u200c)+ ?{_CODE_PIECE}){{1,4}}[\\W_]*"
)
_DESK_CODE = re.compile(r"[^\W\d_]{2,9} ?(?:\*\*|/) ?\d{3,5}(?: ?(?:\*\*|/) ?\d{3,5})*")  # «سیام**۱۵۶۹»
_DIVIDED = re.compile("[/*]")
_DATE = re.compile(r"\d{1,4}/\d{1,2}/\d{1,4}")
_SHORT = "از به در با بر تا را که هم او ما آن هر دو سه یک نه پس چه بی شد است"
_SHORT_WORDS = frozenset(_SHORT.split())
_PIECE = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]")
_LONGEST_CODE = 40
_WORD = re.compile("[\u0620-\u06d3]{3,}")  # «نفت/گاز» are no codes; Persian ones without a number have two letters
_NUMBER_ALONE = re.compile(r"[\W_]*\d{2,9}[\W_]*")


def kind_anywhere(line: str) -> str | None:
    """Name the kind of boilerplate that the whole line is wherever it stands, None if it may be prose."""
    if len(line) > LONGEST_LINE:
        return None
    found = _FORM_ANYWHERE.fullmatch(line)
    if found:
        return _kind(found)
    if is_signature(line):
        return "signature"
    if is_comment_count(line):
        return "share"
    called = ("@" in line and (_HANDLES.fullmatch(line) or is_invitation(line))) or (
        _is_call(line) and _OURS.search(line)
    )
    return "channel" if called else None


def kind_at_edge(line: str) -> str | None:
    """Name the kind of boilerplate that the whole line is before or after a story's text."""
    if len(line) > LONGEST_LINE:
        return None
    found = _FORM_AT_EDGES.fullmatch(line)
    if found:
        return _kind(found)
    if is_reporter_code(line):
        return "signature"
    return "channel" if _is_call(line) else None


def _kind(found: re.Match[str]) -> str | None:
    return (found.lastgroup or "").rstrip("0123456789")


def is_heading(line: str) -> str | None:
    """Name the kind of what follows a line such as «بیشتر بخوانید:» or «برچسب‌ها:»; None if it is no heading."""
    found = _HEADING.fullmatch(line) if len(line) <= LONGEST_LINE else None
    return found.lastgroup if found else None


def is_signature(line: str) -> bool:
    """Tell whether the line is «انتهای پیام» with nothing but codes around it: «ن/۸۸ــ انتهای پیام/۲۰۳۱»."""
    signed = _signed(line)
    if not signed or not _only_codes(signed["before"]):
        return False
    after = signed["after"]
    return bool(_SIGNED_BY.fullmatch(after)) or _only_codes(after, divided=True)


def signed_name(line: str) -> str | None:
    """Give what stands after «انتهای پیام/», None if the line is not of this form."""
    signed = _signed(line)
    return signed["after"].strip(" /.:*-|") if signed and _only_codes(signed["before"]) else None


def _signed(line: str) -> re.Match[str] | None:
    return _SIGNED.fullmatch(line) if "انتهای" in line or "پایان" in line or "ختم" in line else None


def is_reporter_code(line: str) -> bool:
    """Tell whether the line is the code of who wrote it: «۱۴۰۰**۱۵۶۱», «خ/م», «۷۴۳۵/۶۰۱۱», «س.ب/ ۵۶»."""
    bare = line.strip(" */")
    if len(bare) > _LONGEST_CODE or _DATE.search(bare) or not _DIVIDED.search(line):
        return False
    if _DESK_CODE.fullmatch(bare):
        return True
    if not _REPORTER_CODE.fullmatch(bare):
        return False
    pieces = _PIECE.findall(bare)
    if not any(map(str.isdigit, bare)) and any(_WORD.fullmatch(piece) for piece in pieces):
        return False
    if _LETTERS.search(bare) or "**" in bare:
        return _only_codes(bare)
    return all(len(piece) > 2 for piece in pieces) and not _is_span_of_years(pieces)


def is_number(line: str) -> bool:
    """Tell whether the line is a number alone, which behind «انتهای پیام/» is a reporter's code."""
    return _NUMBER_ALONE.fullmatch(line) is not None


def _only_codes(text: str, *, divided: bool = False) -> bool:
    """Tell whether a text is empty or codes alone; with `divided`, letters must not follow a blank like a next word."""
    pieces = _PIECE.findall(text)
    if divided and pieces and text.strip()[0].isalpha():
        return False
    return len(pieces) <= 6 and all(_CODE.fullmatch(piece) and piece not in _SHORT_WORDS for piece in pieces)


def _is_span_of_years(pieces: list[str]) -> bool:
    years = [int(piece) for piece in pieces]
    return len(years) == 2 and years[1] - years[0] == 1


def _is_call(line: str) -> bool:
    """Tell whether the line asks to follow somebody: «ما را در تلگرام دنبال کنید»."""
    if len(line) > _LONGEST_CALL or not _ASKS.search(line) or _SAYING.search(line):
        return False
    return bool(_SOCIAL_WORD.search(line))
