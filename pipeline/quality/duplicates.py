"""How well duplicates are found, and how little news is taken for one: what `khabar eval duplicates` prints."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from pipeline.duplicates.decision import REPEATS
from pipeline.duplicates.index import DuplicateIndex, Match, Verdict
from pipeline.quality.table import Table
from pipeline.settings import IndexSettings
from pipeline.stages import Prepared, prepare
from schemas.record import Record

LABELS = "duplicates.jsonl"
DUPLICATES = ("resend", "copy", "near")
REWORDED = "reworded"  # a duplicate that shares no six words in a row with its owner: no comparison of words finds it
NEWS = ("new", "look-alike", "revision", "update", "correction", "denial")
VERDICTS = (*DUPLICATES, "new", "revision", "update", "correction", "denial")
STEPS = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)  # of the curve, logits about the threshold
FIELDS = ("id", "version", "outlet", "published", "headline", "lede", "body")


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled record: its family (what came in on one event, or on events that look alike), what it is and of whom.

    The held ones were not tuned on. The `hard` ones were written to be: updates of a clause, background without a cue.
    """

    family: int
    held: bool
    hard: bool
    label: str
    of: str | None
    story: Prepared


@dataclass(frozen=True, slots=True)
class Judged:
    """A case, what was said of it, and the ids that it was compared with."""

    case: Case
    verdict: Verdict
    compared: frozenset[str]

    @property
    def said(self) -> str:
        """Name the verdict: the kind of duplicate, or of the first link; new where there is none."""
        if isinstance(self.verdict, Match):
            return self.verdict.kind
        return self.verdict[0].kind if self.verdict else "new"

    @property
    def dropped(self) -> bool:
        """Tell whether it was called a duplicate."""
        return isinstance(self.verdict, Match)


def cases(sets: Path) -> list[Case]:
    """Read the labelled records, in the order in which they came."""
    rows = [orjson.loads(line) for line in (sets / LABELS).read_bytes().splitlines()]
    return [_case(number, row) for number, row in enumerate(rows)]


def _case(number: int, row: dict[str, object]) -> Case:
    story = {name: row[name] for name in FIELDS if row.get(name)}
    prepared = prepare(Record(orjson.dumps(story), f"{LABELS}:{number + 1}", str(row["published"]))).result
    if not isinstance(prepared, Prepared):
        raise ValueError(f"{LABELS}:{number + 1}: expected a story, got a refusal: {prepared.detail}")
    label = "look-alike" if row.get("trap") else REWORDED if row.get(REWORDED) else str(row["label"])
    of = row.get("of")
    held, hard = bool(row.get("held")), bool(row.get("hard"))
    return Case(int(str(row["family"])), held, hard, label, str(of) if of else None, prepared)


def judge(labelled: Iterable[Case], repeats_at: float = REPEATS) -> list[Judged]:
    """Judge all records in one index, in their order."""
    index, judged = DuplicateIndex(IndexSettings(), repeats_at), []
    for case in labelled:
        compared = frozenset(known.id for known in index.candidates(case.story.printed))
        verdict = index.judge(case.story.printed)
        if not isinstance(verdict, Match):
            index.add(case.story.story)
        judged.append(Judged(case, verdict, compared))
    return judged


def precision(judged: Sequence[Judged]) -> float:
    """Give the share of records called duplicates that are, of a story of the same family."""
    owners = {one.case.story.story.id: one.case.family for one in judged}
    dropped = [one for one in judged if isinstance(one.verdict, Match)]
    right = [
        one for one in dropped
        if one.case.label in (*DUPLICATES, REWORDED) and owners.get(_owner(one)) == one.case.family
    ]  # fmt: skip
    return len(right) / max(1, len(dropped))


def recall(judged: Sequence[Judged], kind: str | None = None) -> float:
    """Give the share of duplicates, or of one kind of them, that were called so."""
    there = [one for one in judged if (one.case.label == kind if kind else one.case.label in DUPLICATES)]
    return sum(one.dropped for one in there) / max(1, len(there))


def candidate_recall(judged: Sequence[Judged]) -> float:
    """Give the share of near-duplicates that were compared with a story of their family."""
    families = {one.case.story.story.id: one.case.family for one in judged}
    near = [one for one in judged if one.case.label == "near"]
    found = [one for one in near if any(families.get(known) == one.case.family for known in one.compared)]
    return len(found) / max(1, len(near))


def lost(judged: Sequence[Judged]) -> Counter[str]:
    """Count the news that was called a duplicate, by label."""
    return Counter(one.case.label for one in judged if one.dropped and one.case.label in NEWS)


def _owner(one: Judged) -> str:
    return one.verdict.owner.id if isinstance(one.verdict, Match) else ""


def reports(sets: Path) -> Iterator[Table]:
    """Give the table, the confusions of the held part, and the curve over the threshold."""
    labelled = cases(sets)
    judged = judge(labelled)
    parts = {
        "tuned on": [one for one in judged if not one.case.held and not one.case.hard],
        "hard": [one for one in judged if one.case.hard],
        "held": [one for one in judged if one.case.held],
    }
    yield _table(parts)
    yield _confusions(parts["held"])
    yield _curve(labelled)


def _table(parts: dict[str, list[Judged]]) -> Table:
    columns = ("", "records", "precision", "recall", "near found", "near compared", "reworded found", "news dropped")
    return Table("Duplicates", columns, tuple((name, *_row(part)) for name, part in parts.items()))


def _row(judged: list[Judged]) -> tuple[str, ...]:
    shares = (
        precision(judged), recall(judged), recall(judged, "near"), candidate_recall(judged), recall(judged, REWORDED)
    )  # fmt: skip
    return (f"{len(judged)}", *(f"{100 * share:.1f}" for share in shares), f"{lost(judged).total()}")


def _confusions(judged: list[Judged]) -> Table:
    counts = Counter((one.case.label, one.said) for one in judged)
    rows = ((label, *(str(counts[label, said] or "") for said in VERDICTS)) for label in (*DUPLICATES, REWORDED, *NEWS))
    return Table("What the held records were called", ("", *VERDICTS), tuple(rows))


def _curve(labelled: list[Case]) -> Table:
    rows = []
    for step in STEPS:
        judged = judge(labelled, REPEATS + step)
        held = [one for one in judged if one.case.held]
        figures = (precision(judged), recall(judged), precision(held), recall(held))
        rows.append((f"{REPEATS + step:+.1f}", *(f"{100 * share:.1f}" for share in figures)))
    columns = ("logits", "precision", "recall", "held precision", "held recall")
    return Table(f"Over the threshold (now {REPEATS:+.1f})", columns, tuple(rows))
