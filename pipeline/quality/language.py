"""Measure the language guard: headlines, stories, 40 characters of stories, traps, and Persian against Dari."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.quality.table import Table
from pipeline.steps.language import PERSIAN, language_of

SNIPPET_CHARS = 40
SNIPPETS_A_STORY = 20
HALVES = ("tuned", "held")  # the tables are learned from one, too; the other is only measured on
KINDS = ("story", "headline", "snippet", "trap")


@dataclass(frozen=True, slots=True)
class Named:
    """A text, what its language is and what it was named; und is one more language."""

    half: str
    kind: str
    language: str
    named: str
    text: str

    @property
    def is_right(self) -> bool:
        """Tell whether the language is right; Persian and Dari are one here."""
        return _joined(self.language) == _joined(self.named)


def _joined(language: str) -> str:
    return "fa" if language in PERSIAN else language


def report(sets: Path) -> Table:
    """Name the texts of `language.jsonl`: what share is right by kind and language, and what is taken for what."""
    named = measured(sets)
    names = [(kind, "all", share(named, kind)) for kind in KINDS]
    languages = sorted({_joined(each.language) for each in named})
    names += [(kind, language, share(named, kind, language)) for kind in KINDS[:3] for language in languages]
    names += [(kind, f"{language} as Persian or Dari", dialect(named, kind, language)) for kind, language in _DIALECTS]
    rows = [(f"{kind}: {of}", *map(_percent, halves)) for kind, of, halves in names]
    return Table("Language (% right)", ("", *HALVES), (*rows, *_confusions(named)))


_DIALECTS = [(kind, language) for kind in ("story", "headline") for language in sorted(PERSIAN)]

Halves = tuple[float, ...]


def share(named: tuple[Named, ...], kind: str, language: str | None = None) -> Halves:
    """Give the share of texts of a kind (in one language) that are named right, by half."""
    chosen = [each for each in named if each.kind == kind and language in (None, _joined(each.language))]
    return _share([(each.half, each.is_right) for each in chosen])


def dialect(named: tuple[Named, ...], kind: str, language: str) -> Halves:
    """Give the share of texts in `language` ("fa" or "prs") that are named so and not the other, by half."""
    chosen = [each for each in named if each.kind == kind and each.language == language]
    return _share([(each.half, each.named == language) for each in chosen])


def _share(judged: list[tuple[str, bool]]) -> Halves:
    totals, right = Counter(half for half, _ in judged), Counter(half for half, is_right in judged if is_right)
    return tuple(right[half] / totals[half] if totals[half] else 1.0 for half in HALVES)


def _percent(part: float) -> str:
    return f"{100 * part:.1f}"


def _confusions(named: tuple[Named, ...]) -> Iterator[tuple[str, ...]]:
    wrong = Counter((each.kind, each.language, each.named, each.half) for each in named if not each.is_right)
    for kind, language, taken in sorted({key[:3] for key in wrong}):
        yield (
            f"{kind}: {language} taken for {taken} (times)",
            *(str(wrong[kind, language, taken, half]) for half in HALVES),
        )


@cache
def measured(sets: Path) -> tuple[Named, ...]:
    """Name all texts of the set."""
    lines = (sets / "language.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Named(half, kind, language, language_of(text), text) for half, kind, language, text in _texts(lines))


def _texts(lines: list[str]) -> Iterator[tuple[str, str, str, str]]:
    dice = random.Random(5)
    for entry in map(json.loads, lines):
        half, language = HALVES[entry["held"]], entry["language"]
        yield half, "trap" if "trap" in entry else entry["kind"], language, entry["text"]
        if entry["kind"] == "story" and "trap" not in entry:
            for _ in range(SNIPPETS_A_STORY):
                yield half, "snippet", language, snippet(entry["text"], dice)


def snippet(text: str, dice: random.Random) -> str:
    """Cut about 40 characters, and no more, out of a text, at blanks, at a random place."""
    words = text.split()
    at = dice.randrange(len(words))
    while at and len(" ".join(words[at:])) < SNIPPET_CHARS:
        at -= 1
    end = at + 1
    while end < len(words) and len(" ".join(words[at : end + 1])) <= SNIPPET_CHARS:
        end += 1
    return " ".join(words[at:end])
