"""Unshown: which elements of HTML their attributes hide, and where each ends."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from turbohtml import Token, TokenType

from pipeline.steps.tags import BREAKS, FRAME, OPTIONAL_END, VOID

MAY_HIDE = re.compile("hidden|display", re.IGNORECASE)  # in a text without it no attribute need be read
_NOT_DISPLAYED = re.compile(r"(?:\A|;)\s*display\s*:\s*none\s*(?:!\s*important\s*)?(?:;|\Z)", re.IGNORECASE)


class Piece(Protocol):
    """A tag or what stands between tags; `hides` says that a start tag hides its element."""

    @property
    def kind(self) -> TokenType: ...  # noqa: D102  # said above
    @property
    def tag(self) -> str | None: ...  # noqa: D102
    @property
    def hides(self) -> bool: ...  # noqa: D102


def hides(token: Token) -> bool:
    """Tell whether a start tag hides its element; one that is closed in itself, or frames the page, hides nothing."""
    if token.type is not TokenType.START_TAG or token.self_closing or token.tag in VOID | FRAME:
        return False
    attributes = dict(token.attrs or ())
    return "hidden" in attributes or _NOT_DISPLAYED.search(attributes.get("style") or "") is not None


def hidden_ends(pieces: Sequence[Piece]) -> dict[int, int]:
    """Give, for each piece that hides its element, the place of the first piece behind that element.

    An element that nothing ends hides nothing, nor does one that another's end cuts off: facts stay.
    """
    if not any(piece.hides for piece in pieces):
        return {}
    opened = _Open(pieces)
    for at, piece in enumerate(pieces):
        if piece.kind is TokenType.START_TAG and piece.tag not in VOID:
            opened.start(at)
        elif piece.kind is TokenType.END_TAG:
            opened.end(at)
    return opened.ends


class _Open:
    """The elements that are open, the innermost last, and where the hidden ones among those before ended."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._starts: list[int] = []
        self._names = Counter[str | None]()
        self.ends: dict[int, int] = {}

    def start(self, at: int) -> None:
        """Open an element; a paragraph ends where a block begins, a list's item where the next one does."""
        name, last = self._pieces[at].tag, self._pieces[self._starts[-1]].tag if self._starts else None
        if last in OPTIONAL_END and (name == last or (last == "p" and name in BREAKS)):
            self._close(at)
        self._starts.append(at)
        self._names[name] += 1

    def end(self, at: int) -> None:
        """Close the innermost element of this name, and what is open in it."""
        name = self._pieces[at].tag
        while self._names[name]:
            inner = self._pieces[self._starts[-1]].tag
            if inner == name:
                self._close(at + 1)
                return
            self._close(at if inner in OPTIONAL_END else None)

    def _close(self, end: int | None) -> None:
        start = self._starts.pop()
        self._names[self._pieces[start].tag] -= 1
        if end is not None and self._pieces[start].hides:
            self.ends[start] = end
