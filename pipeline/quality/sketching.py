"""Candidates: whether a library's sketches find what a story may repeat as well as the winnowed keys do, and how fast.

MinHash finds stories by their Jaccard, of which an excerpt has little with its owner; keys are of runs of words, of
which it has some. With few enough hashes in a band (64 bands of 128) MinHash finds excerpts, too, and so many other
stories that of half a million kept each story would be compared with hundreds; keys find three at most. Of the
labelled records only those are looked at that were tuned on.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.duplicates.facts import facts
from pipeline.duplicates.vocabulary import look_up
from pipeline.quality.duplicates import DUPLICATES, REWORDED, Case, cases
from pipeline.quality.race import race
from pipeline.quality.sketches import WAYS, Told, Way, made
from pipeline.quality.table import Table

ROUNDS = 3
KINDS = ("resend", "copy", "near", "near, < 1/2", "near, < 1/4")  # of its owner's shingles
STUFFED = 2_000  # stories whose memory is measured
REPEATING = (*DUPLICATES, REWORDED)

# In a process of its own: the bytes that it takes to find a story.
_MEMORY = """
import re, sys
from pathlib import Path
from pipeline.quality.sketches import stuffed
def kilobytes():
    return int(re.search(r"VmRSS:\\s*(\\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))[1])
name, count = sys.argv[1], int(sys.argv[2])
stuffed(name, 1)
bare = kilobytes()
kept = stuffed(name, count)
print(1024 * (kilobytes() - bare) / count)
"""


@dataclass(frozen=True, slots=True)
class Records:
    """The stories that are kept, and the duplicates that are asked for, each with the story that it repeats."""

    kept: tuple[Case, ...]
    asked: tuple[tuple[Case, Case], ...]


def records(labelled: Iterable[Case]) -> Records:
    """Part labelled records; what repeats a duplicate repeats what that does."""
    labelled = tuple(labelled)
    first = {case.story.story.id: case for case in reversed(labelled)}

    def owner(case: Case) -> Case:
        of = first[case.of or ""]
        return owner(of) if of.label in REPEATING and of is not case else of

    kept = tuple(case for case in labelled if case.label not in REPEATING)
    return Records(kept, tuple((case, owner(case)) for case in labelled if case.label in DUPLICATES))


def kind(case: Case, owner: Case) -> str:
    """Name the kind of a duplicate, near ones by how long they are beside their owner."""
    if case.label != "near":
        return case.label
    share = len(case.story.printed.profile.shingles) / len(owner.story.printed.profile.shingles)
    return "near, < 1/4" if share < 0.25 else "near, < 1/2" if share < 0.5 else "near"


@dataclass(frozen=True, slots=True)
class Found:
    """The share of each kind whose owner, in any version, was found, and how many others were, in 100,000 kept."""

    shares: dict[str, float]
    others: float


def search(known: Records, way: Way) -> Found:
    """Keep what is kept, and look all duplicates up."""
    way.fill(way.sketch(told(case)) for case in known.kept)
    there, right, others = Counter[str](), Counter[str](), 0
    for case, owner in known.asked:
        candidates = [known.kept[number] for number in way.find(way.sketch(told(case)))]
        there[kind(case, owner)] += 1
        right[kind(case, owner)] += any(one.story.story.id == owner.story.story.id for one in candidates)
        others += sum(one.family != case.family for one in candidates)
    shares = {name: right[name] / count for name, count in there.items()}
    return Found(shares, 1e5 * others / len(known.kept) / len(known.asked))


def told(case: Case) -> Told:
    """Give what a record is sketched from; its headline is among the words that keys are timed with."""
    printed, words = case.story.printed, case.story.printed.text.split()
    known, of = look_up(words), printed.profile
    return Told(of.shingles, of.lead, known.hashes, facts(words, known.kinds).kinds, printed)


def report(sets: Path) -> Table:
    """Give the share found of each kind, what else is found, and what a story costs; all are timed in one run."""
    known = records(case for case in cases(sets) if not case.held and not case.hard)
    ways = {name: way for name in WAYS if (way := made(name))}
    found = {name: search(known, way) for name, way in ways.items()}
    sketching, finding = _times(ways, [told(case) for case, _ in known.asked])
    rows = [(name, *_cells(found[name]), sketching[name], finding[name], f"{memory(name):.0f}") for name in ways]
    rows += [(f"{name} (not installed)", *[""] * (len(KINDS) + 4)) for name in WAYS if name not in ways]
    columns = ("", *KINDS, "others in 100,000", "µs to sketch", "µs to find", "bytes a story")
    return Table("Candidates of those tuned on (% found)", columns, tuple(rows))


def _cells(found: Found) -> tuple[str, ...]:
    return *(f"{100 * found.shares[name]:.1f}" for name in KINDS), f"{found.others:.0f}"


def _times(ways: dict[str, Way], asked: list[Told]) -> list[dict[str, str]]:
    """Give the microseconds that a story takes to be sketched, and to be looked up."""
    sketches = {name: [way.sketch(story) for story in asked] for name, way in ways.items()}
    raced = (
        race({name: partial(_each, way.sketch, asked) for name, way in ways.items()}, ROUNDS),
        race({name: partial(_each, way.find, sketches[name]) for name, way in ways.items()}, ROUNDS),
    )
    return [{name: f"{1e6 * seconds / len(asked):.0f}" for name, seconds in times.items()} for times in raced]


def _each(do: Callable[[Any], object], stories: Iterable[Any]) -> None:
    for story in stories:
        do(story)


def memory(name: str) -> float:
    """Give the bytes that a story takes to be found, entries and texts apart, measured in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY, name, str(STUFFED)], stdout=subprocess.PIPE, text=True, check=True
    )
    return float(done.stdout)
