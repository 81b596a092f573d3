"""Told: a text of the story as its repetitions are recognised by."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.draft import Part
from pipeline.steps.canonical import run_together, words_of
from pipeline.steps.comparable import comparable
from pipeline.steps.refrains import is_question

OPENING = 12  # characters of a key by which a text is looked for


@dataclass(frozen=True, slots=True)
class Told:
    """A part, what `Folded.of` calls it, its text to compare (as long as its text), the words of that and their key."""

    of: str | int
    part: Part
    plain: str
    words: tuple[str, ...]
    key: str


def told(part: Part, of: str | int, credited: Iterable[tuple[int, int]] = ()) -> Told:
    """Read a part; what is `credited` in it, before its text or inside of it, is left out."""
    plain = comparable(part.text, credited)
    words = words_of(plain)
    return Told(of, part, plain, tuple(words), run_together(words) + "?" * is_question(part.text))


def cut(part: Part, start: int, end: int) -> Part:
    """Give a stretch of a part, without the blanks around it, as a part that maps to the source as before."""
    text = part.text[start:end]
    start = min(start + len(text) - len(text.lstrip()), end)
    text = text.strip()
    return replace(part, text=text, alignment=part.alignment.cut(start, start + len(text)))
