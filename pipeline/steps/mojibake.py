"""Mojibake: UTF-8 that was read as Latin-1 or cp1256 becomes the text it was, where that is certain."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.alignment import Alignment, Edit, edited, unchanged

# Bytes 0x80-0x9f as Windows and browsers read them; Latin-1 has control characters there, and five stay so in cp1252.
_CP1252 = str.maketrans({bytes([byte]).decode("cp1252", "ignore") or byte: byte for byte in range(0x80, 0xA0)})
# The first byte of nearly every Arabic letter (and of such a byte read twice) as Latin-1 shows it; the last one of
# alef, dal, re, nun, he, vav and both yehs, of which half of any text is made, as cp1256 does.
SIGNS = "ØÙÛÃ§¯±†‡ˆŒٹ"
_SIGN = re.compile(f"[{SIGNS}]")
_LINE = re.compile("[^\n]+")
# What Latin-1 and cp1252 show of bytes: no Persian letter is among it, so a stretch of it is wrong or right as a whole.
_LATIN = re.compile(f"[\\x00-\xff{''.join(map(chr, _CP1252))}]+")
# What cp1256 shows: half of each letter as a letter, the other half mostly as a sign that stands behind no sound one.
_SECONDS = re.escape(bytes(range(0x80, 0xC0)).decode("cp1256"))
_HALVES = f"[طظعغ][{_SECONDS}]"
_HALF = re.compile(_HALVES)
_SIGNED_HALVES = re.compile("[طظعغ][€ƒ„†‡ˆ‰Œ™œ¢£¤¥¦§¨©®¯°±²³´µ¶·¸¹¼½¾]")
_HALVES_OR_MARK = f"(?:{_HALVES}|(?:آ|â€)[{_SECONDS}])"  # guillemets, half-spaces, dashes
_AS_CP1256 = re.compile(rf"{_HALVES_OR_MARK}(?:[ -~]*+{_HALVES_OR_MARK})*+")
_SIGNED_SHARE = 0.5  # of all halves; of 3,901 paragraphs of the wire read so none had less than 0.56
_FIRSTS = frozenset(map(chr, range(0xC2, 0xE0))) | frozenset("طظعغ")  # the first of two bytes, in either reading
_MAX_TIMES = 3
# What an editor or a feed sets around a line.
_MARKS = ' \u00a0\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff•·—–-…«»".:،()[]'

_LETTER = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\ufb50-\ufdff\ufe70-\ufefc]")
_COMMON = re.compile("[ادرنهویمت\u064a]")  # Arabic yeh
_MIN_LETTERS = 3  # below, «ظ،ع،» might be a list of letters
_ENOUGH = re.compile(rf"(?:[^\x00-\x7f][\x00-\x7f]*+){{{2 * _MIN_LETTERS}}}")  # each letter shows as two
_COMMON_SHARE = 0.3  # of the letters of any wire text at least 0.38, half of all texts have more than 0.68
_PERSIAN_SHARE = 0.4  # of all letters: a line may name things in Latin; the wire has one with 0.54


def mended(text: str) -> tuple[str, Alignment]:
    """Give `text` with the lines that are certainly mojibake as they were meant, and the map to it as it came.

    Certain is a line that is UTF-8 to the last byte when written in the wrong encoding again, and then consists of
    the letters that Persian text consists of; and what stands so among sound letters. Latin-1 shows no byte as a
    Persian letter; of a stretch that cp1256 shows at least half must be letters with a sign behind them, and no letter
    may touch it. Text that went wrong more than once is mended as often.
    """
    alignment = unchanged(len(text))
    while edits := _edits(text):
        text, step = edited(text, edits)
        alignment = step.after(alignment)
    return text, alignment


def _edits(text: str) -> list[Edit]:
    if text.isascii() or not _SIGN.search(text):
        return []
    return [edit for line in _LINE.finditer(text) for edit in _edits_of_line(line[0], line.start())]


def _edits_of_line(line: str, start: int) -> list[Edit]:
    if not _SIGN.search(line):
        return []
    if edits := _edits_of_whole(line, start):
        return edits
    runs = [run.span() for run in _LATIN.finditer(line) if _SIGN.search(run[0])]
    runs += (run.span() for run in _AS_CP1256.finditer(line) if _is_certain(line, *run.span()))
    among = (run for run in runs if run != (0, len(line)))
    return sorted(edit for begin, end in among for edit in _edits_of_whole(line[begin:end], start + begin))


def _is_certain(line: str, begin: int, end: int) -> bool:
    """Tell whether a stretch can be nothing but letters as cp1256 shows them: «ط³ظ„ط§ظ…», not «ط،ظ،ع»."""
    halves, signed = len(_HALF.findall(line, begin, end)), len(_SIGNED_HALVES.findall(line, begin, end))
    touched = _LETTER.match(line, end) or (begin and _LETTER.match(line, begin - 1))
    return halves >= _MIN_LETTERS and signed >= _SIGNED_SHARE * halves and not touched


def _edits_of_whole(line: str, start: int) -> list[Edit]:
    for begin, end in _stretches(line) if _ENOUGH.search(line) else ():
        meant = _meant(line[begin:end], _MAX_TIMES)
        if meant is not None:
            return list(_characters(meant, start + begin))
    return []


def _stretches(line: str) -> Iterator[tuple[int, int]]:
    """Give the line, and the line without the marks before and behind it, which may have been set later."""
    yield 0, len(line)
    begin, end = len(line) - len(line.lstrip(_MARKS)), len(line.rstrip(_MARKS))
    if begin == 0 and end == len(line):
        return
    end += end < len(line) and line[end - 1 : end] in _FIRSTS  # the mark is half of a letter: «Ù…» is م
    yield from dict.fromkeys(((begin, len(line)), (0, end), (begin, end)))


@lru_cache(maxsize=64)  # for a page that is one line again and again
def _meant(line: str, times: int) -> str | None:
    """Undo one wrong reading, if that gives Persian or leads to it after at most `times` in all."""
    if not _SIGN.search(line):
        return None
    written = _as_cp1256 if _LETTER.search(line) else _as_latin_1  # which shows no byte as an Arabic letter
    try:
        meant = written(line).decode("utf-8")
    except UnicodeError:
        return None
    leads = len(meant) < len(line) and (_is_persian(meant) or (times > 1 and _meant(meant, times - 1)))
    return meant if leads else None


def _as_latin_1(line: str) -> bytes:
    return line.translate(_CP1252).encode("latin-1")


def _as_cp1256(line: str) -> bytes:
    return line.encode("cp1256")


def _is_persian(text: str) -> bool:
    letters = len(_LETTER.findall(text))
    all_letters = sum(map(str.isalpha, text))
    enough = letters >= _MIN_LETTERS and letters >= _PERSIAN_SHARE * all_letters
    return enough and len(_COMMON.findall(text)) >= _COMMON_SHARE * letters


def _characters(meant: str, start: int) -> Iterator[Edit]:
    """Make an edit of each character that stood as two or three."""
    for character in meant:
        end = start + len(character.encode())
        if end > start + 1:
            yield start, end, character
        start = end
