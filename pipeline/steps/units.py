"""Units: the words and signs before which a comma within a number is the point of a decimal, «۳،۵ درصد»."""

from pipeline.steps.invisible import ZWNJ

# As the masks meet them, before letters are unified: with the kaf and yeh of an Arabic keyboard, too.
_LETTERS = str.maketrans({"ک": "[ک\u0643]", "ی": "[ی\u064a\u0649]"})
_SCALES = "هزار میلیون ملیون میلیارد ملیارد بیلیون تریلیون"
_SHARES = "درصد فیصد"
_MEASURES = (
    "ریشتر متر سانتی سانتیمتر میلی میلیمتر کیلومتر کیلوگرم کیلووات کیلوبایت کیلو گرم تن لیتر هکتار درجه مگاوات "
    "گیگاوات مگابایت گیگابایت ترابایت بشکه اونس مایل فوت اینچ برابر"
)
_MONEY = "دلار دالر یورو پوند ریال تومان تومن افغانی درهم یوان روبل لیر لیره دینار روپیه"
_WORDS = "|".join(f"{_SCALES} {_SHARES} {_MEASURES} {_MONEY}".split()).translate(_LETTERS)
UNIT = rf"(?:[%٪]|[ {ZWNJ}]?(?:{_WORDS})(?:{ZWNJ}?[یي])?\b)"
"""Matches a unit at the end of its number, with its «ی» («۳،۵ درصدی»)."""
