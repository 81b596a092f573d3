"""Told: a text of the story as its repetitions are recognised by."""

from dataclasses import dataclass, replace

from pipeline.draft import Part
from pipeline.steps.canonical import words_of
from pipeline.steps.comparable import blanked, comparable, key_of, word_spans
from pipeline.steps.leading_credit import LONGEST, is_credit
from pipeline.steps.refrains import is_question

OPENING = 12  # characters of a key by which a text is looked for
_MOST_WORDS = 24  # of a credit


@dataclass(frozen=True, slots=True)
class Told:
    """A part, what `Folded.of` calls it, its text to compare (as long as its text), the words of that and their key."""

    of: str | int
    part: Part
    plain: str
    words: tuple[str, ...]
    key: str


def told(part: Part, of: str | int, *heads: Told | None) -> Told:
    """Read a part; what stands before one of `heads` in it and is only a credit is left out."""
    one = _told(part, of, comparable(part.text))
    for head in heads:
        start = _start_of(head, one) if head else 0
        if start and is_credit(part.text[:start]):
            return _told(part, of, blanked(one.plain, [(0, start)]))
    return one


def cut(part: Part, start: int, end: int) -> Part:
    """Give a stretch of a part, without the blanks around it, as a part that maps to the source as before."""
    text = part.text[start:end]
    start = min(start + len(text) - len(text.lstrip()), end)
    text = text.strip()
    return replace(part, text=text, alignment=part.alignment.cut(start, start + len(text)))


def _told(part: Part, of: str | int, plain: str) -> Told:
    words = words_of(plain)
    return Told(of, part, plain, tuple(words), key_of(words) + "?" * is_question(part.text))


def _start_of(head: Told, one: Told) -> int:
    """Give where the words of `head` begin behind other words; 0 if they don't."""
    place = one.key.find(head.key[:OPENING], 1, LONGEST + OPENING) if head.key else 0
    if place < 1:
        return 0
    counts = (count for count in range(1, _MOST_WORDS) if len(key_of(one.words[:count])) >= place)
    spans = word_spans(one.plain[: 2 * LONGEST])[: next(counts, 0)]
    return spans[-1][1] if spans else 0
