"""Markup: HTML becomes text, its block elements paragraphs, its references characters."""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from turbohtml import TokenType, tokenize

from pipeline.alignment import Alignment, Edit, edited, unchanged
from pipeline.steps.tags import BLANKS, BREAKS, HIDDEN, probe
from pipeline.steps.unshown import MAY_HIDE, hidden_ends, hides

# Feeds escape HTML once or twice («&lt;p&gt;», «&amp;nbsp;»); what needs more is made to waste time.
_MAX_ROUNDS = 4
_MARKUP = re.compile(r"<[A-Za-z/!?]|&[A-Za-z#]")
_BLANKS = re.compile(r"(?<!\s)\s++")
_BETWEEN_DIGITS = {"sup": "^", "sub": "_"} | dict.fromkeys(("s", "del", "strike", "ins"), " ")  # 10<sup>6 is not 106
_DIGIT_BEFORE = re.compile(r"\d(?:</?[a-z]{1,9}>)*+\Z", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"\w(?:</?[a-z]{1,9}>)*+\Z", re.IGNORECASE)  # m<sup>2 is not m2
_DIGIT_BEHIND = re.compile(r"(?:</?[a-z]{1,9}>)*+[-+\u2212]?\d", re.IGNORECASE)
_AROUND = 60  # characters in which other tags may stand between
_NO_QUOTES = str.maketrans("\"'", "xx")


class _Piece(NamedTuple):
    """A tag, comment, reference or run of text, and where it stands."""

    start: int
    end: int
    kind: TokenType
    tag: str | None
    data: str | None
    hides: bool


def without_markup(text: str) -> tuple[str, Alignment]:
    """Give the text of HTML, or `text` as it is where it holds none, with the map to what came.

    Read again and again until nothing changes, so that reading the result changes nothing either; a text that doesn't
    settle stays as it came.
    """
    plain, alignment = text, unchanged(len(text))
    for _ in range(_MAX_ROUNDS):
        edits = _edits(plain)
        if not edits:
            return plain, alignment
        plain, step = edited(plain, edits)
        alignment = step.after(alignment)
    return text, unchanged(len(text))


def _edits(text: str) -> list[Edit]:
    if not _MARKUP.search(text):
        return []
    seen = probe(text)
    pieces = list(_pieces(seen, 0))
    end = pieces[-1].end if pieces else 0
    if end < len(seen):  # the tokenizer gives up at a tag that never ends: a quotation mark is missing
        pieces += _pieces(seen[end:].translate(_NO_QUOTES), end)
    return [edit for edit in _shown(text, pieces) if text[edit[0] : edit[1]] != edit[2]]


def _pieces(seen: str, offset: int) -> Iterator[_Piece]:
    """Read the tokens of a probe; a token's column is its offset, for there is one line."""
    may_hide = MAY_HIDE.search(seen) is not None
    for token in tokenize(seen, resolve_references=False, capture_source=True, capture_attributes=may_hide):
        start = offset + token.col
        end = start + len(token.source or token.data or "")
        yield _Piece(start, end, token.type, token.tag, token.data, may_hide and hides(token))


def _shown(text: str, pieces: list[_Piece]) -> Iterator[Edit]:
    """Edit each piece to what a browser shows of it."""
    has_breaks = any(piece.tag in BREAKS for piece in pieces)
    ends, unseen = hidden_ends(pieces) | _ends_of_no_text(pieces), 0
    in_pre = False
    for at, piece in enumerate(pieces):
        start, end, kind, tag, *_ = piece
        if at < unseen:
            continue
        if at in ends:
            unseen = ends[at]
            yield start, pieces[unseen - 1].end, _gap(tag)
        elif kind is TokenType.TEXT:
            if has_breaks and not in_pre:
                yield from _line_ends(text, start, end)
        else:
            in_pre = kind is TokenType.START_TAG if tag == "pre" else in_pre
            yield start, end, _instead(text, piece)


def _ends_of_no_text(pieces: list[_Piece]) -> dict[int, int]:
    """Give, for each element that is no text of the story, the place behind the first end tag of its name."""
    ends: dict[int, int] = {}
    next_ends: dict[str | None, int] = {}
    for at in reversed(range(len(pieces))):
        kind, tag = pieces[at].kind, pieces[at].tag
        if kind is TokenType.END_TAG:
            next_ends[tag] = at + 1
        elif kind is TokenType.START_TAG and tag in HIDDEN and tag in next_ends:
            ends[at] = next_ends[tag]
    return ends


def _line_ends(text: str, start: int, end: int) -> Iterator[Edit]:
    """Where elements make the paragraphs, a single line end is a blank; a blank line still divides."""
    for blanks in _BLANKS.finditer(text, start, end):
        if blanks[0].count("\n") == 1:
            yield blanks.start(), blanks.end(), " "


def _instead(text: str, piece: _Piece) -> str:
    if piece.kind is TokenType.CHARACTER_REFERENCE:
        return _character(text, piece)
    if piece.tag in _BETWEEN_DIGITS:
        opens = piece.kind is TokenType.START_TAG
        what = _WORD_BEFORE if opens and piece.tag == "sup" else _DIGIT_BEFORE
        before = what.search(text[max(0, piece.start - _AROUND) : piece.start])
        sign = _BETWEEN_DIGITS[piece.tag] if opens else " "
        return sign if before and _DIGIT_BEHIND.match(text, piece.end) else ""
    return _gap(piece.tag)


def _gap(tag: str | None) -> str:
    return "\n\n" if tag in BREAKS else " " if tag in BLANKS else ""


def _character(text: str, piece: _Piece) -> str:
    """Give the character of a reference; one without its semicolon counts where nothing else can be meant.

    «https://a.ir/?x=1&copy=2» and «R&D» are no references.
    """
    start, end, _, _, data, _ = piece
    source, after = text[start:end], text[end : end + 1]
    if source.endswith(";") or source[1] == "#" or (source[1:] in html5 and not after.isalnum() and after != "="):
        return data or source
    return source
