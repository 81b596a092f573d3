"""The words of written times: months of three calendars, weekdays, parts of the day, zones, and what stands between."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from unicodedata import normalize

from persiantools.jdatetime import MONTH_NAMES_EN

from pipeline.steps.outlet_zone import KABUL, TEHRAN
from pipeline.steps.package_data import rows

_UNSEEN = (
    0xAD,  # soft hyphen
    0x61C,  # Arabic letter mark
    0x640,  # tatweel
    *range(0x64B, 0x653),  # vowel signs
    0x654,  # hamza above
    0x670,  # superscript alef
    *range(0x200B, 0x2010),  # ZWSP, ZWNJ, ZWJ, LRM, RLM
    *range(0x202A, 0x202F),  # bidi embeddings and overrides
    *range(0x2060, 0x206A),  # word joiner, bidi isolates
    0xFEFF,  # BOM
)
_SAME = {
    "\u06cc": "\u064a\u0649\u0626\u06d0\u06cd",  # farsi yeh: Arabic yeh, alef maksura, yeh with hamza, Pashto's
    "\u06a9": "\u0643\u06aa",  # keheh: Arabic kaf, swash kaf
    "\u0647": "\u0629\u06c0\u06d5",  # heh: teh marbuta, heh with yeh above, ae
    "\u0627": "\u0622\u0623\u0625\u0671",  # alef: with madda, with hamza above and below, wasla
    "\u0648": "\u0624",  # waw: with hamza
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",  # hyphens, dashes, minus
    "/": "\u2044\u2215",  # fraction and division slash
    ":": "\u2236",  # ratio
}
_SPELLING: dict[int, str | None] = {
    **dict.fromkeys(_UNSEEN),
    **{ord(variant): same for same, variants in _SAME.items() for variant in variants},
    **{zero + digit: str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
}


def respelled(text: str) -> str:
    """Write a time in one spelling: figures ASCII, Latin in capitals, letters Persian, nothing invisible."""
    return normalize("NFKC", text).translate(_SPELLING).upper()


@dataclass(frozen=True, slots=True)
class Month:
    """A month by name, of the solar or the common calendar."""

    solar: bool
    number: int


_LATIN_MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER",
    "DECEMBER",
)  # fmt: skip
_PASHTO_MONTHS = ("وری", "غویی", "غبرګولی", "چنګاښ", "زمری", "وږی", "تله", "لړم", "لیندۍ", "مرغومی", "سلواغه", "کب")
_AFGHAN_IN_LATIN = (
    "HAMAL", "SAWR SAUR SOWR SAOR THAWR", "JAWZA JAUZA JOWZA", "SARATAN", "ASAD",
    "SUNBULA SUNBULAH SUNBOLA SONBOLA SUMBULA", "MIZAN", "AQRAB", "QAWS QAUS QOWS", "JADI JADY JADEE",
    "DALW DALWA DALWE DALV", "HUT HOOT HOUT",
)  # fmt: skip
_LATIN_WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
ERAS = {"شمسی": True, "خورشیدی": True, "هش": True, "میلادی": False}  # solar or not
# Words of the lunar calendar. Its months begin with the sight of the moon, on one day here and on the next there.
LUNAR = frozenset((
    "قمری", "هق", "محرم", "صفر", "ربیع", "ربیعالاول", "ربیعالثانی", "الاول", "الثانی", "جمادی", "جمادیالاول",
    "جمادیالاولی", "جمادیالثانی", "جمادیالثانیه", "الاولی", "الثانیه", "رجب", "شعبان", "رمضان", "شوال", "ذیقعده",
    "ذیالقعده", "ذوالقعده", "ذیحجه", "ذیالحجه", "ذوالحجه", "MUHARRAM", "SAFAR", "RAJAB", "SHABAN", "RAMADAN", "RAMAZAN",
    "SHAWWAL",
))  # fmt: skip
# Words that say that a time follows, or only join its parts.
FILLERS = frozenset((
    "ساعت", "تاریخ", "انتشار", "منتشر", "شد", "شده", "نشر", "زمان", "مورخ", "مورخه", "روز", "در", "ماه", "سال", "هجری",
    "T", "ON", "AT", "OF", "ST", "ND", "RD", "TH", "DATE", "PUBLISHED",
))  # fmt: skip
# From and up to which hour of the day (of 24) each can be; an hour that fits twice or never is none.
PARTS_OF_DAY = {
    **dict.fromkeys(("AM", "قظ", "قبلازظهر", "پیشازظهر"), range(12)),
    **dict.fromkeys(("PM", "بظ", "بعدازظهر"), range(12, 24)),
    "بامداد": range(7),
    "صبح": range(3, 12),
    "ظهر": range(11, 15),
    "عصر": range(13, 21),
    "شب": range(18, 24),
}
ZONES: dict[str, tzinfo] = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "گرینویچ"), UTC),
    **dict.fromkeys(("تهران", "ایران", "ASIA/TEHRAN"), TEHRAN),
    **dict.fromkeys(("کابل", "افغانستان", "ASIA/KABUL"), KABUL),
    "IRST": timezone(timedelta(hours=3, minutes=30)),
    "IRDT": timezone(timedelta(hours=4, minutes=30)),
    "AFT": timezone(timedelta(hours=4, minutes=30)),
}


_CALENDARS = ("jalali", "afghan", "gregorian")


@cache
def months() -> dict[str, Month]:
    """Give the months by the names that Iran, Afghanistan and English have for them."""
    latin = {name[:length]: number for number, name in enumerate(_LATIN_MONTHS, 1) for length in (3, 4, len(name))}
    return {
        **{word: Month(kind != "gregorian", number) for kind in _CALENDARS for word, number in _named(kind)},
        **{respelled(word): Month(True, number) for number, word in enumerate(_PASHTO_MONTHS, 1)},
        **{name: Month(True, number) for number, names in enumerate(_AFGHAN_IN_LATIN, 1) for name in names.split()},
        **{name: Month(False, number) for name, number in latin.items()},
        **{name.upper(): Month(True, number) for number, name in enumerate(MONTH_NAMES_EN) if name is not None},
    }


@cache
def weekdays() -> dict[str, int]:
    """Give the weekdays by name, Monday as 0."""
    latin = {name[:length]: day for day, name in enumerate(_LATIN_WEEKDAYS) for length in (3, 4, len(name))}
    return latin | dict(_named("weekday")) | {"ادینه": 4}


def _named(kind: str) -> Iterable[tuple[str, int]]:
    for found, number, forms in rows("values.tsv"):
        if found == kind:
            yield from ((respelled(form).replace(" ", ""), int(number)) for form in forms.split("|"))
