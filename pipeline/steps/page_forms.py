"""Forms of what a page puts under its stories: comment boxes, buttons that share, channels, links to go on.

All are whole lines that hold nothing else, and count at the edges of a story only, but for calls with an address.
"""

import re

from pipeline.steps.invisible import ZWNJ

_GAP = "[ \u200c]?"  # ZWNJ
_EDGE = r"[\W_]{0,12}"
_WHAT = "(?:خبر|مطلب|محتوا|نوشته|مقاله|گزارش|یادداشت)"
_COUNT = r"[(\[]? ?\d{1,5} ?[)\]]?"
_MINE = f"(?:{_GAP}تان|{_GAP}ت| خود(?:تان)?| شما)?"
_OPINION = f"(?:نظر(?:{_GAP}ات)?|دیدگاه(?:{_GAP}ها(?:ی)?)?|کامنت(?:{_GAP}ها)?)"
_DATE = r"(?:\d{1,2} [^\W\d_]{2,9}(?: ماه)? \d{2,4}|\d{2,4}[/-]\d{1,2}[/-]\d{1,4})"
_CLOCK = r"(?:[ \-–|،]{0,3}(?:ساعت )?\d{1,2}:\d{2}(?::\d{2})?)?"
_TOPIC = (
    f"(?:سیاسی|سیاست(?: خارجی)?|اقتصادی?|اجتماعی|جامعه|فرهنگی?|فرهنگ و هنر|هنری?|ورزشی?|بین{_GAP}الملل|جهان|ایران"
    f"|استان{_GAP}ها|حوادث|علمی|فناوری|دانشگاه|سلامت|شهری|خارجی|داخلی|عمومی|اخبار(?: روز)?|بورس|چند{_GAP}رسانه{_GAP}ای)"
)

_COMMENTS = (
    f"(?:{_OPINION})(?: (?:کاربران|بینندگان|مخاطبان|خوانندگان|شما|بازدیدکنندگان))?(?: ?[:：])? ?(?:{_COUNT})?",
    f"(?:ارسال|ثبت|نوشتن|درج|افزودن|نمایش|مشاهده|بستن) (?:همه )?{_OPINION}{_MINE}",
    f"(?:شما (?:هم|نیز)[ \u200c])?{_OPINION}{_MINE}(?: را)?(?: (?:درباره|در مورد) این {_WHAT})?(?: را)?"
    " (?:بنویسید|بدهید|(?:ثبت|ارسال|وارد) کنید|(?:ثبت|ارسال|وارد) نمایید|با ما در میان بگذارید)",
    f"(?:هنوز )?(?:هیچ )?(?:نظری|دیدگاهی|کامنتی) (?:برای این {_WHAT} )?(?:ثبت|ارسال|نوشته|داده) نشده(?: است)?",
    f"اولین (?:نفری|کسی|نفر) باشید که (?:برای این {_WHAT} |درباره این {_WHAT} )?(?:نظر|دیدگاه).{{1,30}}",
    f"(?:(?:انتشار یافته|منتشر شده|در (?:انتظار|صف|حال) (?:بررسی|انتشار|تایید|تأیید)|غیر ?قابل انتشار) ?[:：] ?{_COUNT}"
    "[ |،-]{0,3}){1,3}",
    f"(?:نشانی|آدرس) ایمیل شما منتشر نخواهد شد(?:[ .،]{{1,2}}بخش{_GAP}های مورد ?نیاز علامت{_GAP}گذاری شده{_GAP}اند)?",
    f"(?:نظرات|نظراتی|دیدگاه{_GAP}های|دیدگاه{_GAP}هایی|پیام{_GAP}های|پیام{_GAP}هایی) (?:که )?(?:ارسالی )?"
    "(?:(?:حاوی|شامل) (?:توهین|تهمت|افترا|الفاظ)|به غیر از زبان فارسی).{1,140}",
    f"لطفا[ً]? از (?:نوشتن|ارسال) {_OPINION}.{{0,20}} با حروف (?:لاتین|انگلیسی).{{1,60}}",
    f"comments?(?: ?{_COUNT})?|leave a (?:comment|reply)|(?:share|tweet|print)(?: this)?",
)
_FIELDS = (
    f"(?:{_EDGE}(?:نام(?: و نام{_GAP}خانوادگی| شما| نمایشی)?|(?:آدرس |نشانی )?(?:ایمیل|پست الکترونیکی?)(?: شما)?"
    f"|رایانامه|وب{_GAP}سایت|متن (?:نظر|دیدگاه|پیام)|(?:نظر|دیدگاه|پیام) شما|کد امنیتی|کد تصویر)"
    r"(?: ?\((?:اختیاری|اجباری|الزامی|ضروری)\))?){1,4}",
    f"لغو پاسخ|پاسخ دادن|پاسخ به {_OPINION}|ارسال|ثبت",
)
_BUTTONS = (
    f"گزارش (?:خطا|اشکال|ایراد)(?: در این {_WHAT})?|بازگشت به (?:بالا|صفحه (?:اصلی|نخست))|صفحه (?:اصلی|نخست)",
    f"(?:تغییر )?(?:اندازه|سایز) (?:متن|قلم|فونت|نوشته)|نسخه (?:قابل )?(?:چاپ|پرینت|pdf)|(?:چاپ|پرینت) {_WHAT}",
    f"ذخیره (?:{_WHAT}|pdf)|(?:دانلود|دریافت) pdf|لینک (?:کپی|ذخیره) شد|کپی (?:شد|کنید)|کپی در حافظه",
    f"(?:آیا )?این {_WHAT} (?:برای شما )?مفید بود|(?:آیا )?این {_WHAT} را (?:پسندیدید|می{_GAP}پسندید)"
    f"|به این {_WHAT} (?:امتیاز|رای|رأی) (?:دهید|بدهید)",
    rf"{_COUNT} نفر (?:این {_WHAT} را )?(?:پسندیده{_GAP}اند|پسندیدند)|(?:لایک|پسند)(?:{_GAP}ها)? ?[:：] ?{_COUNT}",
)
_LINKS = (
    "(?:نوشته|مطلب|پست|مقاله) (?:بعدی|قبلی)(?: ?[:：«»|←→]+ ?(?!.*\\.\\Z).{1,150})?|خبر (?:بعدی|قبلی)",
    f"(?:پر{_GAP}بازدید|پر{_GAP}بیننده|پر{_GAP}مخاطب|پر{_GAP}بحث|داغ|محبوب|تازه){_GAP}ترین"
    f"(?:{_GAP}ها|(?:{_GAP}های)? ?(?:اخبار|خبرها|مطالب|عناوین|روز|هفته|سایت))",
    f"(?:آخرین|سایر|دیگر|تازه{_GAP}ترین) (?:اخبار|خبرها|مطالب|عناوین)|اخبار (?:روز|دیگر|ویژه)|انتخاب سردبیر"
    f"|از سراسر وب|وب{_GAP}گردی|پیشنهاد (?:ما|ویژه)",
)
_FACTS = (
    r"\d{1,7} (?:نظر|دیدگاه|کامنت|بازدید|لایک)|بازدید(?:ها)? ?[:：] ?\d[\d,٬]* بار|\d{1,2} دقیقه (?:زمان )?مطالعه",
    f"(?:تاریخ |زمان |آخرین )?(?:به|ب){_GAP}روز{_GAP}رسانی(?: شده)? ?(?:در )?[:：]? ?{_DATE}{_CLOCK}",
    f"(?:انتشار|(?:آخرین )?ویرایش|منتشر شده در) ?[:：] ?{_DATE}{_CLOCK}",
    f"(?:سرویس|دسته{_GAP}بندی(?:{_GAP}ها)?|گروه خبری) ?[:：] ?{_TOPIC}(?: ?[>»/،|-] ?{_TOPIC}){{0,2}}",
)
_CALLS = ("به (?:ما|جمع ما|کانال ما) بپیوندید ?[:👇⬇👈]",)
_FORMS = re.compile(
    "|".join(
        f"(?P<{kind}{at}>{_EDGE}(?:{form}){_EDGE})"
        for kind, forms in (
            ("share", (*_COMMENTS, *_FIELDS, *_BUTTONS)),
            ("related", _LINKS),
            ("code", _FACTS),
            ("channel", _CALLS),
        )
        for at, form in enumerate(forms)
    ),
    re.IGNORECASE,
)
_COMMENT_COUNT = re.compile(
    f"{_EDGE}(?:نظرات|دیدگاه{_GAP}ها|کامنت{_GAP}ها|comments) ?[(\\[] ?\\d{{1,5}} ?[)\\]]{_EDGE}"
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Without ZWNJ.
_NETWORKS = _set(
    """تلگرام واتساپ توییتر توئیتر اینستاگرام فیسبوک لینکدین ایتا بله سروش روبیکا پینترست ایکس ایمیل
    telegram whatsapp twitter facebook linkedin instagram email x pinterest eitaa bale rubika youtube"""
)
_TO_SHARE = _set(
    """اشتراک گذاری اشتراکگذاری بگذارید به در با این را خبر مطلب گزارش دوستان خود ارسال کپی لینک کوتاه پرینت چاپ share
    on print copy link در: و"""
)
_SHARES = _set("اشتراک اشتراکگذاری share")
_INVITES = _set(
    """join us follow channel on in our my id link official news عضو شوید عضویت در کانال ما را به بپیوندید لینک آدرس
    نشانی آیدی صفحه پیج گروه ارتباط تماس ادمین تبلیغات تبلیغ سفارش ارسال عکس فیلم سوژه اخبار خبر خبرهای خبری آخرین
    جدیدترین تازهترین فوری رسمی همراه باشید دنبال کنید فالو کلیک برای از با و دریافت"""
)
_ADDRESS = re.compile(r"@[a-z]\w{2,}|(?:https?://)?(?:www\.)?[a-z0-9][\w-]*(?:\.[a-z]{2,})+(?:/\S*)?", re.IGNORECASE)
_TAG = re.compile("#[\\w\u200c]+")  # ZWNJ
_PIECE = re.compile(r"[^\s|•،,]+")
_MARKS = "()[]:：؛!«»<>→←⬅➡*-–—_~/\\.؟?"
_LIST = re.compile(r"،|\sو\s")
_LONGEST = 240
_TO_CALL = _set("join follow عضویت")
_WHERE = _set("us کانال تلگرام ما telegram channel اینستاگرام")
_NAME_AND_ADDRESS = re.compile(f"{_EDGE}([^|@]{{2,40}}?)\\s?[|•👈➡→🆔-]+\\s?@[a-z]\\w{{2,}}{_EDGE}", re.IGNORECASE)


def page_kind(line: str) -> str | None:
    """Name the kind of boilerplate that the whole line is under a story; None if it may be prose."""
    if len(line) > _LONGEST:
        return None
    found = _FORMS.fullmatch(line)
    if found:
        return (found.lastgroup or "").rstrip("0123456789")
    pieces = _pieces(line)
    if _shares(line, pieces):
        return "share"
    return "channel" if _calls(pieces) else None


def is_comment_count(line: str) -> bool:
    """Tell whether the line is «نظرات (۵)», which stands nowhere else than under a story."""
    return len(line) <= _LONGEST and _COMMENT_COUNT.fullmatch(line) is not None


def is_invitation(line: str) -> bool:
    """Tell whether the line is an address with nothing but an invitation around it: «@channel | join us»."""
    if "@" not in line and "/" not in line:
        return False
    words = [piece for piece in _pieces(line) if not _ADDRESS.fullmatch(piece) and not _TAG.fullmatch(piece)]
    return "@" in line and all(word.lower() in _INVITES | _NETWORKS for word in words)


def name_beside_address(line: str) -> str:
    """Give «ایسنا» of «ایسنا | @isna94», nothing of other lines."""
    found = _NAME_AND_ADDRESS.fullmatch(line) if "@" in line and len(line) <= _LONGEST else None
    return found[1].strip() if found else ""


def _pieces(line: str) -> list[str]:
    """Give the words, addresses and tags of a line, without the marks and signs around them."""
    pieces = (piece.strip(_MARKS) for piece in _PIECE.findall(line.replace(ZWNJ, "")))
    return [piece for piece in pieces if any(map(str.isalnum, piece))]


def _shares(line: str, pieces: list[str]) -> bool:
    """Tell whether the line names networks to share on: «اشتراک‌گذاری: تلگرام واتساپ», «Telegram | Twitter»."""
    words = [piece.lower() for piece in pieces if not _ADDRESS.fullmatch(piece)]
    if not words or not all(word in _NETWORKS | _TO_SHARE for word in words):
        return False
    networks = _NETWORKS.intersection(words)
    if not _SHARES.isdisjoint(words):
        return bool(networks)
    return len(networks) > 1 and len(networks) == len(words) and not _LIST.search(line)


def _calls(pieces: list[str]) -> bool:
    """Tell whether the line calls to a channel without its address: «Join us on Telegram», «عضویت در کانال»."""
    words = {piece.lower() for piece in pieces}
    return bool(words & _TO_CALL) and bool(words & _WHERE) and words <= _INVITES | _NETWORKS
