"""Characters: what is invisible goes, variants of a letter become one, blanks are single."""

import re
import unicodedata
from collections.abc import Iterable

from pipeline.alignment import Edit
from pipeline.steps.hazm_data import constants

ZWNJ = "\u200c"
_ZWJ = "\u200d"  # shows a heh as in «ه.ش»; emoji are joined by it, too

_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_BIDI_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_OTHER_INVISIBLE = "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # soft hyphen, ZWSP, BOM ...
_NEUTRAL = _CONTROLS + _BIDI_MARKS + _OTHER_INVISIBLE
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_ODD_BLANKS = "\t\x1c-\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_END = re.compile(f"[{_LINE_ENDS}]")
_BLANK = re.compile(f"[ {_ODD_BLANKS}]")

_TATWEEL = "\u0640"
_NOT_SIGN = "\u00ac"  # stands for ZWNJ in texts that went through an old word processor
_URDU_STOP = "\u06d4"  # hazm deletes it and makes two sentences one
_HAZM = constants()
_HAZM_DELETES = re.compile(f"{_HAZM.DIACRITICS_PATTERNS[0][0]}|{_HAZM.SPECIAL_CHARS_PATTERNS[0][0]}|{_TATWEEL}")
_ARABIC = "".join(map(chr, (*range(0x600, 0x900), *range(0xFB50, 0xFF00))))
_UNSEEN = "".join(set(_HAZM_DELETES.findall(_ARABIC)) - {_URDU_STOP}) + _NOT_SIGN

_LETTERS = dict(zip(_HAZM.TRANSLATION_SRC, _HAZM.TRANSLATION_DST, strict=True)) | {_URDU_STOP: "."}
_DIGITS = dict(zip(_HAZM.NUMBERS_SRC, _HAZM.NUMBERS_DST, strict=True))


def _spelled(form: str) -> str:
    """Spell a presentation form out; hazm's own table takes the hamza and madda from them and skips lam-alef."""
    return unicodedata.normalize("NFKC", form).translate(str.maketrans(_LETTERS))


_FORMS = {
    form: _spelled(form)
    for form in _ARABIC[0x300:]
    if unicodedata.decomposition(form).startswith("<") and form not in _UNSEEN
}
_LIGATURES = {form: letters for form, letters in _FORMS.items() if len(letters) > 1}
_COMBINED = {  # hazm deletes the mark, and آن becomes ان
    "ا\u0653": "آ", "ا\u0654": "أ", "ا\u0655": "إ", "و\u0654": "ؤ", "ی\u0654": "ئ", "ي\u0654": "ئ", "ى\u0654": "ئ",
}  # fmt: skip
_SPELLINGS = _LIGATURES | _COMBINED
_ONE_TO_ONE: dict[str, str] = _LETTERS | {form: letter for form, letter in _FORMS.items() if len(letter) == 1} | _DIGITS
_VARIANT = re.compile(f"[{''.join(_ONE_TO_ONE)}]")
_LATIN_WORD = re.compile("[A-Za-z]")
_PERSIAN_DIGIT = re.compile("[٠-٩۰-۹]")
_QUOTED = re.compile('"([^\n"]*)"')


_LETTER = "[ء-غف-يپچژکگی]"
_IN_PLACE = f"(?<={_LETTER}{ZWNJ})(?={_LETTER})"  # a ZWNJ where it belongs


def _odd(deleted: str) -> str:
    """Name the characters that are no letter, no mark and no blank: `deleted`, line ends, odd blanks and ZWNJ."""
    return f"{deleted}{_LINE_ENDS}{_ODD_BLANKS}{ZWNJ}"


def _gaps(odd: str) -> str:
    """Match every run of blanks and `odd` that isn't a single blank or a ZWNJ between two words."""
    return rf"[{odd} ](?:(?<! )(?!{_IN_PLACE})[{odd} ]*|(?<= )(?:[{odd} ]+|\Z|(?<=\A )))"


_NEUTRAL_EDITS = re.compile(_gaps(_odd(_NEUTRAL)))
_ODD = _odd(_NEUTRAL + _UNSEEN + _ZWJ)
_DOUBLED_QUOTES = '"{2,}'  # left by CSV
_PERSIAN = f"{_gaps(_ODD)}|{_DOUBLED_QUOTES}"
_PERSIAN_EDITS = re.compile(_PERSIAN)
_TIDY_EDITS = re.compile(rf"[{_ODD}](?!{_IN_PLACE})[{_ODD} ]*")
_RARE = re.compile(f"[\u0653-\u0655{''.join(_LIGATURES)}]")
_RARE_EDITS = re.compile(f"{'|'.join(_SPELLINGS)}|{_PERSIAN}")


def neutral_edits(text: str) -> list[Edit]:
    """Find what is wrong in any language: control characters, bidi marks, ZWSP, odd and repeated blanks."""
    return _edits(text, _NEUTRAL_EDITS)


def persian_edits(text: str) -> list[Edit]:
    """Find what isn't one character for one in Persian: vowel signs, tatweel, ligatures, and all neutral edits."""
    # The spellings double the time of the search, and one story in thousands has any.
    if _RARE.search(text):
        return _edits(text, _RARE_EDITS)
    if "  " in text or '""' in text or text[:1] == " " or text[-1:] == " ":
        return _edits(text, _PERSIAN_EDITS)
    # What is left begins with an odd character or the one blank before it, and single blanks needn't be looked at.
    spans = ((match.start(), match.end()) for match in _TIDY_EDITS.finditer(text))
    return _replaced(text, ((start - (text[start - 1 : start] == " "), end) for start, end in spans))


def _edits(text: str, pattern: re.Pattern[str]) -> list[Edit]:
    return _replaced(text, (match.span() for match in pattern.finditer(text)))


def _replaced(text: str, spans: Iterable[tuple[int, int]]) -> list[Edit]:
    found = ((start, end, _replacement(text, start, end)) for start, end in spans)
    return [edit for edit in found if text[edit[0] : edit[1]] != edit[2]]


def _replacement(text: str, start: int, end: int) -> str:
    run = text[start:end]
    if run in _SPELLINGS:
        return _SPELLINGS[run]
    if run[0] == '"':
        return '"'
    if run == _ZWJ and start and not (_is_word(text[start - 1]) or text[start - 1].isspace()):
        return run
    if start == 0 or end == len(text):
        return ""
    if _LINE_END.search(run):
        return "\n"
    if _BLANK.search(run):
        return " "
    joins = (ZWNJ in run or _NOT_SIGN in run) and _is_word(text[start - 1]) and _is_word(text[end])
    return ZWNJ if joins else ""


def _is_word(character: str) -> bool:
    return character.isalnum() or unicodedata.combining(character) > 0


def unify(text: str, masks: list[tuple[int, int]]) -> str:
    """Write one letter, digit and quotation mark for its variants, character for character, outside the masks.

    A mask that holds nothing Latin has nothing to lose by it, nor has a number whose digits are mixed: all become
    Persian. Any other mask stays as it is.
    """
    pieces: list[str] = []
    place = 0
    for start, end in masks:
        if _LATIN_WORD.search(text, start, end) or not _PERSIAN_DIGIT.search(text, start, end):
            pieces += (_unified(text[place:start]), text[start:end])
            place = end
    pieces.append(_unified(text[place:]))
    return _QUOTED.sub(r"«\1»", "".join(pieces))


def _unified(text: str) -> str:
    return _VARIANT.sub(_the_one, text)


def _the_one(match: re.Match[str]) -> str:
    return _ONE_TO_ONE[match[0]]
