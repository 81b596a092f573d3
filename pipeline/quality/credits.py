"""Quality of credits and boilerplate: agencies found by role, compared text right to the word, copies told as copies.

Labelled stories have what is to be taken out of comparison in double brackets: `[[به گزارش ایسنا،]] باران آمد.`
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.quality.table import Table
from pipeline.steps.canonical import canonical
from pipeline.steps.clean import Clean
from pipeline.steps.credits import NameCredits
from pipeline.steps.fold import Fold
from pipeline.steps.language import NameLanguage

STORIES, COPIES = "credits.jsonl", "credits_copies.jsonl"
ROLES = ("reporter", "quoted")

type Row = dict[str, object]

_TAKEN_OUT = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a labelled story: the right credits, the wrong ones, the missing ones, and the compared texts."""

    id: str
    right: Counter[str]
    wrong: Counter[str]
    missing: Counter[str]
    compared: str
    expected: str

    @property
    def exact(self) -> bool:
        """Tell whether the compared text is the expected one."""
        return self.compared == self.expected


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall of credits by role, and the share of stories whose compared text is exact."""

    stories: int
    precision: dict[str, float]
    recall: dict[str, float]
    exact: float


@cache
def _steps() -> tuple[NameLanguage, Clean, Fold]:
    return NameLanguage(), Clean(), Fold()


def story(row: Row, paragraphs: Iterable[str]) -> Draft:
    """Give a cleaned and folded draft with the head of a row and these paragraphs; empty ones are left out."""
    texts = [text.strip() for text in paragraphs if text.strip()]
    draft = Draft(
        origin="set:1", received="2025-01-01T00:00:00+00:00", id="s", id_from="given", version=1,
        outlet=str(row["outlet"]) if "outlet" in row else None, url=None, published=None, claimed_language=None,
        extra={}, headline=_part(row, "headline"), lede=_part(row, "lede"),
        paragraphs=tuple(Part(text, "body", Alignment.identity(len(text)), at) for at, text in enumerate(texts)),
    )  # fmt: skip
    for step in _steps():
        draft = step(draft)
    return draft


def _part(row: Row, name: str) -> Part | None:
    text = str(row.get(name, "")).strip()
    return Part(text, name, Alignment.identity(len(text))) if text else None


def judged(row: Row) -> Judged:
    """Compare what the credits step makes of a labelled story with its labels."""
    paragraphs = _texts(row, "paragraphs")
    marked = story(_head(row, r"\1"), [_TAKEN_OUT.sub(r"\1", text) for text in paragraphs])
    plain = story(_head(row, " "), [_TAKEN_OUT.sub(" ", text) for text in paragraphs])
    made = NameCredits()(marked)
    expected = {(agency, role) for agency, role in _pairs(row)}
    found = {(credit.agency, credit.role) for credit in made.credits}
    return Judged(
        id=str(row["id"]),
        right=_by_role(expected & found),
        wrong=_by_role(found - expected),
        missing=_by_role(expected - found),
        compared=str(canonical(made)),
        expected=str(canonical(plain)),
    )


def _head(row: Row, kept: str) -> Row:
    heads: Row = {name: _TAKEN_OUT.sub(kept, str(row[name])) for name in ("headline", "lede") if name in row}
    return {**row, **heads}


def _texts(row: Row, name: str) -> list[str]:
    found = row[name]
    return [str(text) for text in found] if isinstance(found, list) else []


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    found = row["credits"]
    for agency, role in found if isinstance(found, list) else ():
        yield str(agency), str(role)


def _by_role(credits: Iterable[tuple[str, str]]) -> Counter[str]:
    return Counter(role for _, role in credits)


def figures(rows: Iterable[Row]) -> Figures:
    """Measure labelled stories."""
    results = [judged(row) for row in rows]
    right, wrong, missing = Counter[str](), Counter[str](), Counter[str]()
    for one in results:
        right, wrong, missing = right + one.right, wrong + one.wrong, missing + one.missing
    return Figures(
        stories=len(results),
        precision={role: _share(right[role], right[role] + wrong[role]) for role in ROLES},
        recall={role: _share(right[role], right[role] + missing[role]) for role in ROLES},
        exact=_share(sum(one.exact for one in results), len(results)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def same(group: Row) -> list[bool]:
    """Tell for each copy of a story whether its compared text is the story's own."""
    own = str(canonical(story(group, _texts(group, "paragraphs"))))
    copies = group["copies"]
    return [_copy(group, copy) == own for copy in copies] if isinstance(copies, list) else []


def _copy(group: Row, copy: Row) -> str:
    return str(canonical(NameCredits()(story({**group, **copy}, _texts(copy, "paragraphs")))))


def read(path: Path, *, held: bool) -> list[Row]:
    """Read the rows of one half of a labelled set: the half that rules were made on, or the one held out."""
    rows: list[Row] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if bool(row.get("held")) == held]


def report(sets: Path) -> Table:
    """Measure both halves of the labelled stories and of the groups of copies."""
    halves = [(name, held) for name, held in (("tuned on", False), ("held out", True))]
    return Table(
        "Credits and boilerplate",
        ("half", "stories", "reporter P", "reporter R", "quoted P", "quoted R", "text exact", "copies same"),
        tuple(_row(sets, name, held=held) for name, held in halves),
    )


def _row(sets: Path, name: str, *, held: bool) -> tuple[str, ...]:
    found = figures(read(sets / STORIES, held=held))
    copies = [one for group in read(sets / COPIES, held=held) for one in same(group)]
    by_role = [_percent(table[role]) for role in ROLES for table in (found.precision, found.recall)]
    return name, str(found.stories), *by_role, _percent(found.exact), _percent(_share(sum(copies), len(copies)))


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
