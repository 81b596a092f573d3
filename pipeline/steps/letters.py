"""Letters: variants of a letter, a digit or a quotation mark become one; ligatures and vowel signs are named."""

import re
import unicodedata

from pipeline.steps.hazm_data import constants
from pipeline.steps.invisible import TATWEEL

NOT_SIGN = "\u00ac"  # stands for ZWNJ in texts that went through an old word processor
_URDU_STOP = "\u06d4"  # hazm deletes it and makes two sentences one
_HEH_WITH_HAMZA = "\u06c0"  # hazm drops the hamza of every other form of it
_HAZM = constants()
_HAZM_DELETES = re.compile(f"{_HAZM.DIACRITICS_PATTERNS[0][0]}|{_HAZM.SPECIAL_CHARS_PATTERNS[0][0]}|{TATWEEL}")
_ARABIC = "".join(map(chr, (*range(0x600, 0x900), *range(0xFB50, 0xFF00))))
SIGNS = "".join(sorted(set(_HAZM_DELETES.findall(_ARABIC)) - {_URDU_STOP, TATWEEL}))
"""Vowel signs and the like, which Persian newswire does without."""

_PASHTO = "ټډړڼږښځڅ"  # of names and offices in Dari; hazm makes حارنوالی of څارنوالی
_PASHTO_GAF = "ګ"  # hazm makes it a kaf
_VARIANTS = dict(zip(_HAZM.TRANSLATION_SRC, _HAZM.TRANSLATION_DST, strict=True))
_LETTERS = {variant: letter for variant, letter in _VARIANTS.items() if variant not in _PASHTO} | {
    _HEH_WITH_HAMZA: "ه",
    _PASHTO_GAF: "گ",
}
_DIGITS = dict(zip(_HAZM.NUMBERS_SRC, _HAZM.NUMBERS_DST, strict=True))


def _spelled(form: str) -> str:
    """Spell a presentation form out; hazm's own table takes the hamza and madda from them and skips lam-alef."""
    letters = unicodedata.normalize("NFKC", form).translate(str.maketrans(_LETTERS))
    return letters.translate(dict.fromkeys(map(ord, SIGNS))).strip()


_PRESENTED = map(chr, (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)))
_FORMS = {
    form: _spelled(form) for form in _PRESENTED if unicodedata.decomposition(form).startswith("<") and form not in SIGNS
}
_LIGATURES = {form: letters for form, letters in _FORMS.items() if len(letters) != 1}
_COMBINED = {  # hazm deletes the mark, and آن becomes ان
    "ا\u0653": "آ", "ا\u0654": "أ", "ا\u0655": "إ", "و\u0654": "ؤ", "ی\u0654": "ئ", "ي\u0654": "ئ", "ى\u0654": "ئ",
}  # fmt: skip
SPELLINGS = _LIGATURES | _COMBINED | {_URDU_STOP: "."}
RARE = "".join({spelling[-1] for spelling in SPELLINGS})
"""A character that every one of the spellings has."""
_ONE_TO_ONE: dict[str, str] = _LETTERS | {form: letter for form, letter in _FORMS.items() if len(letter) == 1} | _DIGITS
_VARIANT = re.compile(f"[{''.join(_ONE_TO_ONE)}]")
_STAYS = re.compile("[A-Za-z#@]")  # Latin words, addresses, hashtags, handles
_PERSIAN_DIGIT = re.compile("[٠-٩۰-۹]")
_CODE = re.compile(r"[A-Za-z\d -]+")  # «IR۰۶ 0960»
_HYPHENS = re.compile("[\u2010\u2011]")  # which nobody can tell from "-", one of them without a break behind it
# „ and ‟ open a quotation, too; behind a Latin letter it is half a letter of mojibake.
_QUOTE = re.compile('["\n]|(?<![A-Za-z\u00c0-\u024f])[\u201e\u201f]')


def hyphenated(text: str) -> str:
    """Write "-" for the hyphens of Unicode, one for one, that a code or number with them is one."""
    return _HYPHENS.sub("-", text)


def unify(text: str, masks: list[tuple[int, int]]) -> str:
    """Write one letter, digit and quotation mark for its variants, character for character, outside the masks.

    A mask that holds nothing Latin has nothing to lose by it, nor has a number or code whose digits are mixed: all
    become Persian. Any other mask stays as it is.
    """
    pieces: list[str] = []
    place = 0
    for start, end in masks:
        if _stays(text, start, end):
            pieces += (_unified(text[place:start]), text[start:end])
            place = end
    pieces.append(_unified(text[place:]))
    unified = "".join(pieces)
    return _with_guillemets(unified) if '"' in unified else unified


def _with_guillemets(text: str) -> str:
    """Make guillemets of the quotation marks of a line, each closing the one that was opened last."""
    opened: list[int] = []
    guillemets: dict[int, str] = {}
    for mark in _QUOTE.finditer(text):
        if mark[0] == "\n":
            opened.clear()
        elif mark[0] == '"' and opened:
            guillemets |= {opened.pop(): "«", mark.start(): "»"}
        else:
            opened.append(mark.start())
    pieces, place = list[str](), 0
    for at in sorted(guillemets):
        pieces += (text[place:at], guillemets[at])
        place = at + 1
    return "".join((*pieces, text[place:]))


def _stays(text: str, start: int, end: int) -> bool:
    """Tell whether what stands in a mask is not to be written otherwise."""
    if not _PERSIAN_DIGIT.search(text, start, end):
        return True
    return bool(_STAYS.search(text, start, end)) and not _CODE.fullmatch(text, start, end)


def _unified(text: str) -> str:
    return _VARIANT.sub(_the_one, text)


def _the_one(match: re.Match[str]) -> str:
    return _ONE_TO_ONE[match[0]]
