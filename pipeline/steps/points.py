"""Points that belong to the word before them: initials («م. ر. عارف») and abbreviations («ق.م.», «Dr.»)."""

from itertools import groupby

_LETTER = "[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیA-Za-z]"
# Latin letters as Persian spells them: all in a chain («بی. بی. سی»), alone those that are no other words («اف. کندی»).
LETTER_NAMES = "الف ای آی بی سی دی ئی اف جی اچ کی ال ام ان او پی کیو آر اس تی یو وی وای زد زی"
_SURE_NAMES = "اف جی اچ ال کیو آر اس یو"
LONG_NAME = "دبلیو"
_ABBREVIATIONS = "صص نک رک"
_LATIN_ABBREVIATIONS = (
    "Apr Aug Bros Capt Co Col Corp Dec Dr Ed Feb Fig Gen Gov Inc Jan Jr Jul Jun Lt Ltd Maj Mar Mr Mrs Ms No Nov "
    "Oct Prof Rep Sen Sept Sgt Sr St Vol al etc pp vs"
)
# A letter behind one of these labels it: «گروه ب.» ends a sentence.
_LABELLED = (
    "گروه بند رده سری حرف ویتامین هپاتیت کلاس فاز بلوک تیپ سالن جدول دسته قسمت جزء گزینه "
    "نوع سطح واحد شق سید زون مدل ورودی لایه بخش مورد"
)


def _behind(words: str, after: str = r"\.", *, beyond: str = "") -> str:
    """Look back at one of several words: `re` wants those of one look to be equally long.

    A look at where such a word would begin comes first: it fails behind most words, and at once.
    """
    looks = (
        rf"(?<!\w{'.' * length}{after})(?<={beyond}(?:{'|'.join(equal)}){after})"
        for length, equal in groupby(sorted(words.split(), key=len), key=len)
    )
    return f"(?:{'|'.join(looks)})"


_LONE = rf"(?<![\w\u200c].\.)(?<={_LETTER}\.)"
_NO_LABEL = rf"(?!{_behind(_LABELLED, after=r' .\.')})"
_GOES_ON = r"(?= ?[،؛:»)\]/–-]| \w)"
_BESIDE = rf"(?= (?:{_LETTER}|{LETTER_NAMES.replace(' ', '|')})\.)|{_behind(LETTER_NAMES, beyond=r'(?<=\. )')}"

_OF_SHORT_WORD = "|".join(
    (
        rf"{_LONE}(?:{_NO_LABEL}{_GOES_ON}|(?<=\. .\.))",  # the last of «ه. ش.» at the end of a text, too
        rf"(?<=\..\.)(?<={_LETTER}\.)",  # «ق.م.»
        rf"{_behind(LETTER_NAMES)}(?:{_behind(_SURE_NAMES)}{_GOES_ON}|{_BESIDE})",
        _behind(_ABBREVIATIONS),
    )
)
# Most words before a stop are longer than a name, or end with another letter than «الف», «کیو» and «وای».
_LONGER = r"(?<!\w\w\w\w\.)(?<!\w\w[^\Wفوی]\.)"
POINT = (
    rf"{_LONGER}(?:{_OF_SHORT_WORD})|(?<={LONG_NAME}\.){_GOES_ON}"
    rf"|(?<=[A-Za-z]\.){_behind(_LATIN_ABBREVIATIONS)}"
)
"""Matches nothing, behind a point that is no full stop."""
