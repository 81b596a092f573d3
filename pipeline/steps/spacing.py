"""Spacing: blanks around punctuation and numbers as hazm sets them, never inside a mask."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from pipeline.alignment import Edit
from pipeline.steps.invisible import ZWNJ
from pipeline.steps.masks import SHORTCODE, Span

_CLOSING = r"!،؛؟»\])}"
_OPENING = "«[({"
_DIGITS = "0-9٠-٩۰-۹"
_LETTER = "[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیأإؤئءةۀ]"
_IS_LETTER = re.compile(_LETTER)

_ELLIPSIS = re.compile(r"\.(?: ?\.){2,}")
# A blank stays where a number would cling to what stands before it: «۲ ::۵», «۲ .:۵»; and before «:smile:».
_BLANK_BEFORE = re.compile(
    rf" (?=[:{_CLOSING}.])(?:(?!\.|:(?![.:]*\.\.\.)[.:]+\d|{SHORTCODE})|(?<!\. )(?=\.(?![\dA-Za-z]|[.:]+\d| ?\. ?\.)))"
)
# Patterns begin with a class, and what each of its characters asks for comes after: re is several times faster then.
_NONE_AFTER = re.compile(rf"[.:{_CLOSING}](?=[^\s.:{_CLOSING}])(?:(?<![.:])|(?!\d)|(?<= :))")  # «۲ :۵۰» is no time
_OPENS = re.compile(r"[«\[({] ?")
_NUMBER = re.compile(f"[{_DIGITS}][{_DIGITS}]*")
# One search finds the first place that may need an edit; most paragraphs have none, and pay no other.
_MAY_NEED = re.compile(
    rf"[.:{_CLOSING}«\[({{{_DIGITS}](?:"
    rf"(?<= [.:{_CLOSING}])|(?<=[.:{_CLOSING}])(?=[^\s.:{_CLOSING}])|(?<=\.)(?=\.)"
    rf"|(?<=[^«\[({{ \n][«\[({{])|(?<=[«\[({{])(?= )"
    rf"|(?<=[{_DIGITS}])(?:(?={_LETTER})|(?<={_LETTER}.)))"
)
_MI = re.compile(r"می[^\W\d_]+")
_TWO_HE = re.compile("هها")


def spacing_edits(text: str, masks: list[Span], glued_mi: dict[str, int]) -> list[Edit]:
    """Find the blanks and ZWNJ that are missing or too many in `text`, whose characters are unified."""
    edits = set(_zwnj(text, glued_mi)) if "می" in text or "هها" in text else set()
    if _MAY_NEED.search(text):
        edits.update(_punctuation(text))
        if ".." in text or ". ." in text:
            ellipses = list(_ellipses(text))
            edits.difference_update((end, end, " ") for start, end, _ in ellipses if _opens(text, start))
            edits.update(ellipses)
        edits.update(_brackets(text), _numbers(text))
    return [edit for edit in sorted(edits) if not _is_masked(edit, masks)] if edits else []


def _ellipses(text: str) -> Iterator[Edit]:
    for dots in _ELLIPSIS.finditer(text):
        start, end = dots.span()
        yield start, end, "…" if _opens(text, start) or text[start - 1].isspace() else " …"


def _opens(text: str, start: int) -> bool:
    """Tell whether what begins at `start` begins a line, a quotation or a bracket."""
    return start == 0 or text[start - 1] in _OPENING or text[start - 1] == "\n"


def _punctuation(text: str) -> Iterator[Edit]:
    for blank in _BLANK_BEFORE.finditer(text):
        yield blank.start(), blank.end(), ""
    for mark in _NONE_AFTER.finditer(text):
        yield mark.end(), mark.end(), " "


def _brackets(text: str) -> Iterator[Edit]:
    for bracket in _OPENS.finditer(text):
        start, end = bracket.span()
        if start and text[start - 1] not in f"{_OPENING} \n":
            yield start, start, " "
        if end > start + 1:
            yield start + 1, end, ""


def _numbers(text: str) -> Iterator[Edit]:
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        if start and _IS_LETTER.match(text, start - 1):
            yield start, start, " "
        if _IS_LETTER.match(text, end):
            yield end, end, " "


def _zwnj(text: str, glued_mi: dict[str, int]) -> Iterator[Edit]:
    for he in _TWO_HE.finditer(text):
        yield he.start() + 1, he.start() + 1, ZWNJ
    for verb in _MI.finditer(text):
        start, end = verb.span()
        start -= text[start - 1 : start] == "ن"
        at = glued_mi.get(_until_zwnj(text[start:end]))
        if at and not (start and text[start - 1].isalpha()):
            yield start + at, start + at, ZWNJ


def _until_zwnj(word: str) -> str:
    return _TWO_HE.sub(f"ه{ZWNJ}ها", word).partition(ZWNJ)[0]


def _is_masked(edit: Edit, masks: list[Span]) -> bool:
    """Tell whether an edit falls inside a mask; a blank may be set at its edges."""
    start, end, _ = edit
    at = bisect_right(masks, start, key=itemgetter(0)) - 1
    if at < 0:
        return False
    mask_start, mask_end = masks[at]
    return mask_start < start < mask_end or mask_start == start < min(end, mask_end)
