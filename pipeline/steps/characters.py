"""Characters: what is invisible goes, ligatures are spelled out, a tatweel may be a dash, blanks are single."""

import re
import unicodedata
from collections.abc import Iterable

from pipeline.alignment import Edit
from pipeline.steps.invisible import LINE_ENDS, NOTHING, ODD_BLANKS, TATWEEL, ZWJ, ZWNJ
from pipeline.steps.letters import NOT_SIGN, RARE, SIGNS, SPELLINGS

_LINE_END = re.compile(f"[{LINE_ENDS}]")
_BREAK = re.compile(f"[ {ODD_BLANKS}{LINE_ENDS}]")
_NEVER_JOINED = frozenset("اآأإٱدذرزژوؤةء")  # to the letter behind: there is nothing that a tatweel could make longer
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_IN_COLOUR = "\ufe0f"  # a variation selector
_RIAL = "\ufdfc"  # a sign that needs no blank, and a word that does

_LETTER = "[ء-غف-يپچژکگی]"
_A_LETTER = re.compile(_LETTER)
_IN_PLACE = f"(?<={_LETTER}{ZWNJ})(?={_LETTER})"  # a ZWNJ where it belongs


def _odd(deleted: str) -> str:
    """Name the characters that are no letter, no mark and no blank: `deleted`, line ends, odd blanks and ZWNJ."""
    return f"{deleted}{LINE_ENDS}{ODD_BLANKS}{ZWNJ}"


def _gaps(odd: str) -> str:
    """Match every run of blanks and `odd` that isn't a single blank or a ZWNJ between two words."""
    return rf"[{odd} ](?:(?<! )(?!{_IN_PLACE})[{odd} ]*|(?<= )(?:[{odd} ]+|\Z|(?<=\A )))"


_NEUTRAL_EDITS = re.compile(_gaps(_odd(NOTHING)))
_ODD = _odd(NOTHING + SIGNS + TATWEEL + NOT_SIGN + ZWJ)
_DOUBLED_QUOTES = '"{2,}'  # left by CSV
_PERSIAN = f"{_gaps(_ODD)}|{_DOUBLED_QUOTES}"
_PERSIAN_EDITS = re.compile(_PERSIAN)
_TIDY_EDITS = re.compile(rf"[{_ODD}](?!{_IN_PLACE})[{_ODD} ]*")
_RARE = re.compile(f"[{RARE}]")
_RARE_EDITS = re.compile(f"{'|'.join(SPELLINGS)}|{_PERSIAN}")


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
    if not _TIDY_EDITS.search(text):
        return []
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
    if run in SPELLINGS:
        return _apart(text, start, end) if run == _RIAL else SPELLINGS[run]
    if run[0] == '"':
        return '"'
    if TATWEEL in run and end < len(text):
        before, after = run[: run.index(TATWEEL)], run[run.rindex(TATWEEL) + 1 :]
        if not (_follows_letter(text, start, before) and (_BREAK.search(after) or not text[end].isdecimal())):
            return f"{_blank(before) if start else ''}-{_blank(after)}"
    return _gap(text, start, end)


def _apart(text: str, start: int, end: int) -> str:
    """Spell a sign out that may touch a word, as a word that doesn't."""
    before, after = (" " if _A_LETTER.match(one) else "" for one in (text[start - 1 : start], text[end : end + 1]))
    return f"{before}{SPELLINGS[text[start:end]]}{after}"


def _follows_letter(text: str, start: int, before: str) -> bool:
    """Tell whether a tatweel makes a letter longer, and is no dash as in «تهران ـ ایرنا» and «مسکوـ واشنگتن»."""
    letter = text[start - 1] if start else ""
    return letter.isalpha() and letter not in _NEVER_JOINED and not _BREAK.search(before)


def _gap(text: str, start: int, end: int) -> str:
    """Give what stands for a run of blanks and invisible characters."""
    if start == 0 or end == len(text):
        return ""
    run, before, after = text[start:end], text[start - 1], text[end]
    if _BREAK.search(run):
        return _blank(run)
    if run == ZWJ and _is_emoji(before) and _is_emoji(after):
        return ZWJ
    if (ZWNJ in run or NOT_SIGN in run) and _is_word(before) and _is_word(after):
        return ZWNJ
    return " " if before.isdecimal() and after.isdecimal() else ""  # two numbers never become one


def _blank(run: str) -> str:
    return "\n" if _LINE_END.search(run) else " " if _BREAK.search(run) else ""


def _is_emoji(character: str) -> bool:
    return unicodedata.category(character) == "So" or character in _SKIN_TONES or character == _IN_COLOUR


def _is_word(character: str) -> bool:
    return character.isalnum() or unicodedata.combining(character) > 0
