"""Persian text that can be read in a terminal.

Most terminals draw Arabic script letter by letter from left to right, unjoined. For those ("visual" mode) the
letters are put into their joined presentation forms and each line into the order it is seen in. Terminals that
do both themselves ("logical" mode) get the text as it is, on a laid out screen between RLE and PDF: they take every
row for a left-to-right paragraph (VTE 0.70, Konsole 22.12), and the final stop of a line and the Latin words in it
would stand on the wrong side. mlterm 3.9 goes by the first letter of a row, hence the LRM before.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from unicodedata import bidirectional, category

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display
from rich.console import Console
from rich.text import Text

Mode = Literal["visual", "logical"]

VTE_WITH_BIDI = 5800  # 0.58, the first release of the library behind GNOME Terminal and its kin that reorders
NOT_REORDERING = ("linux", "alacritty", "foot", "xterm-kitty", "xterm-ghostty")
LRM = "\u200e"  # left-to-right mark
RLE = "\u202b"  # right-to-left embedding
PDF = "\u202c"  # pop directional formatting
LEFT_STAND_INS = 0xE000  # private use: strong left-to-right characters
RIGHT_STAND_INS = 0x1E800  # Mende Kikakui: nearly 200 strong right-to-left characters of a script not seen in newswire
ELLIPSIS = "…"
LINE_CHARACTERS = 1_000  # a hostile headline may be megabytes long; no more of it makes a line

# Marks, embeddings, overrides and isolates: clean text has none, and in hostile text they garble the whole screen.
_DIRECTION_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# «BBC (UK)» in a Persian line: rule N0 of UAX 9 (bracket pairs), which python-bidi's mirroring half does not know.
_LATIN_THEN_BRACKETS = re.compile("(?<=[A-Za-z0-9\ue000-\uf8ff])" r"\s?[(\[][A-Za-z0-9 .,:;'&/-]+[)\]]")
# The one-glyph word ALLAH is missing or too wide in most monospaced fonts. Vowel signs would land on the wrong letter.
_RESHAPER = ArabicReshaper(configuration={"delete_harakat": True, "ARABIC LIGATURE ALLAH": False})


def detect(environ: Mapping[str, str]) -> Mode:
    """Guess from the environment whether the terminal reorders by itself.

    Logical: VTE 0.58 and newer (`VTE_VERSION`), Konsole (`KONSOLE_VERSION`), Apple Terminal and mintty
    (`TERM_PROGRAM`), mlterm (`MLTERM` or `TERM`). Everything else is visual, iTerm2 too: it reorders only when
    told to. A terminal started from another one inherits that one's variables, so a `TERM_PROGRAM` or `TERM` of its
    own comes first. Inside tmux and screen they may be those of a terminal long closed: then `--rtl` decides.
    """
    program, term = environ.get("TERM_PROGRAM", "tmux"), environ.get("TERM", "")
    if program != "tmux":
        return "logical" if program in ("Apple_Terminal", "mintty") else "visual"
    if term in NOT_REORDERING:
        return "visual"
    vte = environ.get("VTE_VERSION", "")
    new_vte = vte.isdecimal() and int(vte) >= VTE_WITH_BIDI
    others = "KONSOLE_VERSION" in environ or "MLTERM" in environ or term.startswith("mlterm")
    return "logical" if new_vte or others else "visual"


def printable(text: str) -> str:
    """Replace, one for one, what a terminal would obey or can't draw: controls, surrogates, private use, unassigned."""
    return "".join(_drawn(char) for char in text)


def _drawn(char: str) -> str:
    kind = category(char)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    return "\ufffd" if kind in ("Cs", "Cn", "Co") else char


def reads_right_to_left(text: str) -> bool:
    """Tell whether a quarter of the letters run from right to left: a Persian headline may be half Latin names."""
    directions = [bidirectional(char) for char in text]
    right_to_left = directions.count("AL") + directions.count("R")
    return right_to_left > 0 and 3 * right_to_left >= directions.count("L")


def for_terminal(text: str, mode: Mode) -> str:
    """Give one line as it must be sent to the terminal; no wrapping: a line is broken before it is reordered."""
    safe = printable(text[:LINE_CHARACTERS])
    shown = _shape(safe, mode)
    return shown if mode == "logical" else _reorder(shown, reads_right_to_left(safe))


def _shape(text: str, mode: Mode) -> str:
    plain = _DIRECTION_CONTROLS.sub("", text)
    return _RESHAPER.reshape(plain).replace("\u200c", "") if mode == "visual" else plain  # ZWNJ has done its work


def _reorder(line: str, right_to_left: bool) -> str:
    """Put a shaped line into the order it is seen in."""
    marked = _LATIN_THEN_BRACKETS.sub(rf"\g<0>{LRM}", line)
    return str(get_display(marked, base_dir="R" if right_to_left else "L")).replace(LRM, "")


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets styled text in lines of `width` cells for one terminal.

    `console` only lends its rules of wrapping. Styles lie on spans of the text that do not overlap.
    """

    console: Console
    width: int
    mode: Mode

    def lines(self, text: Text, max_lines: int = 1) -> list[Text]:
        """Shape, wrap, reorder and align: right where the text runs from right to left; cut ends in an ellipsis."""
        # A story may be megabytes long: no more is worked on than can be shown (marks and ZWNJ take no cell).
        cut = text[: 2 * self.width * (max_lines + 1)]
        right_to_left = reads_right_to_left(cut.plain)
        wrapped = list(self._shaped(cut).wrap(self.console, self.width, overflow="fold"))
        if len(wrapped) > max_lines:
            wrapped = [*wrapped[: max_lines - 1], self._cut(wrapped[max_lines - 1])]
        return [self._placed(line, right_to_left) for line in wrapped]

    def _shaped(self, text: Text) -> Text:
        pieces = [(_shape(printable(piece.plain), self.mode), style) for piece, style in _pieces(text)]
        return Text.assemble(*pieces, style=text.style)

    def _cut(self, line: Text) -> Text:
        line.rstrip()
        line.truncate(self.width - 1)
        return line.append(ELLIPSIS)

    def _placed(self, line: Text, right_to_left: bool) -> Text:
        line.rstrip()
        padding = " " * (self.width - line.cell_len if right_to_left else 0)
        if self.mode == "visual":
            return Text.assemble(padding, _in_order(line, right_to_left))
        return Text.assemble(LRM, padding, RLE, line, PDF) if right_to_left else line


def _pieces(text: Text) -> Iterable[tuple[Text, str]]:
    """Split a text where its styles change."""
    edges = sorted({edge for span in text.spans for edge in (span.start, span.end)} - {0, len(text)})
    for piece in text.divide(edges):
        yield piece, str(piece.spans[-1].style) if piece.spans else ""


def _in_order(line: Text, right_to_left: bool) -> Text:
    """Reorder a styled line: to its line, a styled piece is one strong character, so that it stays in one piece."""
    stand_ins: dict[str, tuple[str, str]] = {}
    flat = ""
    for at, (piece, style) in enumerate(_pieces(line)):
        if not style:
            flat += piece.plain
            continue
        leans_right = reads_right_to_left(piece.plain)
        stand_in = chr((RIGHT_STAND_INS if leans_right else LEFT_STAND_INS) + at)
        stand_ins[stand_in] = (_reorder(piece.plain, leans_right), style)
        flat += stand_in
    shown = Text(style=line.style)
    for char in _reorder(flat, right_to_left):
        shown.append(*stand_ins.get(char, (char, "")))
    return shown
