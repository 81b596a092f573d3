"""How well repeated paragraphs are found: which of a story's texts are folded, and how much of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from pipeline.draft import Draft
from pipeline.quality.table import Table
from pipeline.steps.accept import Accept
from pipeline.steps.canonical import words_of
from pipeline.steps.clean import Clean
from pipeline.steps.fold import Fold
from pipeline.steps.language import NameLanguage
from schemas.record import Record

LABELS = "repeats.jsonl"
RECEIVED = "2025-01-01T08:00:00+00:00"

type Label = tuple[int | None, str | int, str]
"""Which paragraph (None: the lede) is folded, what it repeats, and the words folded."""


@dataclass(frozen=True, slots=True)
class Case:
    """A story as it comes, what of it repeats earlier text, and its kind; the held ones were not tuned on."""

    kind: str
    held: bool
    story: dict[str, object]
    folds: frozenset[Label]


@dataclass(frozen=True, slots=True)
class Judged:
    """A case, and what was folded of it."""

    case: Case
    found: frozenset[Label]

    @property
    def counted(self) -> bool:
        """Tell whether as many texts were folded as repeat earlier text."""
        return len(self.found) == len(self.case.folds)

    @property
    def exact(self) -> bool:
        """Tell whether each fold is the right paragraph, repeats the right text and is as long as it should be."""
        return self.found == self.case.folds


def cases(sets: Path) -> list[Case]:
    """Read the labelled stories; a label without `text` folds its paragraph whole."""
    return [_case(orjson.loads(line)) for line in (sets / LABELS).read_bytes().splitlines()]


def judge(labelled: Iterable[Case]) -> list[Judged]:
    """Take each story through the steps up to `fold`."""
    steps = (NameLanguage(), Clean(), Fold())
    accept = Accept()
    judged = []
    for case in labelled:
        draft = accept(Record(orjson.dumps(case.story), "repeats:1", RECEIVED))
        for step in steps:
            draft = step(draft)
        judged.append(Judged(case, frozenset(_found(draft))))
    return judged


def share(judged: Iterable[Judged], *, exact: bool = False) -> float:
    """Give the share of stories with the right count, or with exactly the right folds."""
    right = [one.exact if exact else one.counted for one in judged]
    return sum(right) / len(right)


def report(sets: Path) -> Table:
    """Measure by kind of repetition, all stories, and the halves that were tuned on and held apart."""
    judged = judge(cases(sets))
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.case.kind.split()[0], []).append(one)
    groups["tuned half"] = [one for one in judged if not one.case.held]
    groups["held half"] = [one for one in judged if one.case.held]
    groups["all"] = judged
    columns = ("repeated paragraphs", "stories", "count right", "folds exact")
    return Table("Repeated text: stories folded right", columns, tuple(_row(*group) for group in groups.items()))


def _row(name: str, judged: list[Judged]) -> tuple[str, ...]:
    return name, str(len(judged)), f"{100 * share(judged):.1f} %", f"{100 * share(judged, exact=True):.1f} %"


def _case(line: dict[str, object]) -> Case:
    story, folds = line["story"], line["folds"]
    if not (isinstance(story, dict) and isinstance(folds, list)):
        raise TypeError(f"expected a story and a list of folds in {LABELS}, got {line!r:.200}")
    labels = frozenset(_label(story, fold) for fold in folds)
    return Case(str(line["kind"]), bool(line["held"]), story, labels)


def _label(story: dict[str, object], fold: dict[str, object]) -> Label:
    paragraph, of, body = fold["paragraph"], fold["of"], story["body"]
    if not (isinstance(body, list) and isinstance(of, str | int) and isinstance(paragraph, int | None)):
        raise TypeError(f"expected a paragraph's number and what it repeats, got {fold!r:.200}")
    whole = story["lede"] if paragraph is None else body[paragraph]
    return paragraph, of, _letters(str(fold.get("text", whole)))


def _found(draft: Draft) -> Iterator[Label]:
    for fold in draft.folded:
        yield fold.paragraph, fold.of, _letters(fold.text)


def _letters(text: str) -> str:
    return "".join(words_of(text))
