"""Sentences of a text, by their places: what ends one, says tests/quality/WORDS.md."""

import re

from pipeline.steps.points import POINT

MAX_QUOTE_LENGTH = 300  # a longer one is a speech with sentences of its own
MAX_WORD_LENGTH = 60  # of one that an ellipsis repeats
MAX_REST_LENGTH = 3  # of marks at the end of a text, such as a quotation mark behind a blank, that are no sentence

_WORD = re.compile(r"\w")
_THEN = r"(?=\s|\Z)"
_GOES_ON = r"(?!\s(?:و|که|را)\s|\s?[،؛:/–-])"
_GOES_ON_AFTER_ELLIPSIS = r"(?!\s(?:و|که|را|اما|ولی|تا|یا|بلکه|چون|زیرا)\s|\s?[،؛:/)»\]–-])"
_CLOSING = r"[»)\]”\"]"

# Where a sentence begins, seen from what begins it: a stop, a colon, a newline or an opening mark stands before.
_BEGINS = "|".join((r"(?<=\A{0})", r"(?<=[\n«(\[]{0})", r"(?<=[.!?؟…»:؛] {0})"))
_LIST_NUMBER = rf"(?<=\d\.)(?:{_BEGINS.format(r'\d\.')}|{_BEGINS.format(r'\d\d\.')})"

_IN_QUOTE = rf"[^«»\n]{{0,{MAX_QUOTE_LENGTH}}}+"
_QUOTE = rf"(?![^«.!?؟…\n]*»){_IN_QUOTE}(?:«{_IN_QUOTE}»{_IN_QUOTE}){{0,4}}+»"  # one in which there is a stop
_INITIAL = r"(?<![\s.«][^\W\d_]\.»)"
_BRACKET = rf"[^()\[\]\n]{{0,{MAX_QUOTE_LENGTH}}}+"

# An empty group stands where a sentence ends, and the blanks behind it are passed. The search runs over what no place
# begins with, and passes a short quote or bracket as a whole; nothing is tried twice but within one.
_ENDS = r"()\s*+"
_PLACE = re.compile(
    r"[.\n«!?؟…(\[](?:"
    rf"(?<=\.)(?!\w|{POINT}|{_LIST_NUMBER})[.!?؟…]*+(?:{_CLOSING}++{_GOES_ON})?{_THEN}{_ENDS}"
    rf"|(?<=\n)(?<=()\n)\s*+"
    rf"|(?<=: «){_QUOTE}(?:(?<=[.!?؟…]»){_INITIAL}{_THEN}{_GOES_ON}{_ENDS})?"
    rf"|(?<=«){_QUOTE}(?:(?<=\.»){_INITIAL}{_THEN}{_GOES_ON}{_ENDS})?"
    rf"|(?<=[!?؟])[.!?؟…]*+(?:{_CLOSING}++{_GOES_ON})?{_THEN}{_ENDS}"
    rf"|(?<=…)(?!{_BEGINS.format('…')})[.!?؟…]*+{_CLOSING}*+{_THEN}{_GOES_ON_AFTER_ELLIPSIS}{_ENDS}"
    rf"|(?:{_BEGINS.format(r'[(\[]')}){_BRACKET}(?<=[.!?؟…])[)\]]{_THEN}{_ENDS}"
    rf"|(?<=[(\[]){_BRACKET}[)\]])"
)

_NO_STOP = re.compile(f"{POINT}|{_LIST_NUMBER}")

type Span = tuple[int, int]


def split_sentences(text: str) -> tuple[Span, ...]:
    """Give start and end of each sentence, no blanks around it; what stands in a short quote is never cut."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    asks = "!" in text or "?" in text or "؟" in text or "…" in text or "\n" in text
    plain = None if asks else _at_full_stops(text, start, end)
    return _at_places(text, start, end) if plain is None else plain


def _at_full_stops(text: str, start: int, end: int) -> tuple[Span, ...] | None:
    """Cut where nothing but full stops ends sentences, as of most paragraphs; None where more must be looked at.

    It does what `_PLACE` does in a third of the time: nine of ten stops stand between letters and a space.
    """
    spans, stop = [], text.find(".", start, end - 1)
    if stop >= 0 and ("«" in text or "(" in text or "[" in text):
        return None
    while stop >= 0:
        behind = text[stop + 1]
        if behind == " " and not text[stop + 2].isspace():
            if not _NO_STOP.match(text, stop + 1):
                spans.append((start, stop + 1))
                start = stop + 2
        elif not behind.isalnum():
            return None
        stop = text.find(".", stop + 1, end - 1)
    if spans and end - start <= MAX_REST_LENGTH:
        return None
    return (*spans, (start, end)) if start < end else ()


def _at_places(text: str, start: int, end: int) -> tuple[Span, ...]:
    spans = []
    for place in _PLACE.finditer(text, start):
        if place.lastindex:
            spans.append((start, place.start(place.lastindex)))
            start = place.end()
    if start < end:
        is_rest = spans and end - start <= MAX_REST_LENGTH and not _WORD.search(text, start, end)
        spans.append((spans.pop()[0] if is_rest else start, end))
    if "\n" in text and any(text[end - 1].isspace() for _, end in spans):
        spans = [(start, start + len(text[start:end].rstrip())) for start, end in spans]
    if "…" in text:
        spans = _without_hesitations(text, spans)
    return tuple(spans)


def _without_hesitations(text: str, spans: list[Span]) -> list[Span]:
    """Join what an ellipsis parted from the same word once more: «من … من»."""
    joined = spans[:1]
    for start, end in spans[1:]:
        first, last = joined[-1]
        before = text[max(first, last - MAX_WORD_LENGTH) : last]
        same = before.rstrip(" …").rsplit(None, 1)[-1:] == text[start:end].split(None, 1)[:1]
        joined.append((joined.pop()[0] if same and before.endswith("…") else start, end))
    return joined
