"""Sentences of a text, by their places."""

import re
from itertools import pairwise

# A short quote is passed over whole, unless a stop ends it. An ender counts before a blank or the end, so no decimal
# is cut, and not after a lone letter (م. ر. عارف). No semicolon: of 88 in marked wire stories none ended a sentence.
MAX_QUOTE_LENGTH = 300  # a longer one is a speech with sentences of its own
_PLACE = re.compile(
    rf"(?P<quote>«[^«»\n]{{0,{MAX_QUOTE_LENGTH}}}»)"
    r"|(?<![.!?؟…])(?:(?<!\b\w)\.[.…]*+[»”\")\]]*+|[!?؟…][.!?؟…]*+[”\")\]]*+)(?=\s|$)"
    r"|\n"
)
_QUOTE_END = re.compile(r"[.…]»(?=\s|$)")


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Give start and end of each sentence, no blanks around it; what stands in a short quote is never cut."""
    places = _PLACE.finditer(text)
    ends = [found.end() for found in places if not found["quote"] or _QUOTE_END.match(text, found.end() - 2)]
    spans = (_stripped(text, start, end) for start, end in pairwise([0, *ends, len(text)]))
    return tuple((start, end) for start, end in spans if start < end)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
