"""Lemmas: how many labelled words get theirs from hazm, from simplemma and from a small rule, and how fast.

None is on the road: CONTRIBUTING.md says what later steps would have of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import orjson
from hazm import Lemmatizer

from pipeline.quality.race import race
from pipeline.quality.table import Table
from pipeline.steps.hazm_data import verbs
from pipeline.steps.invisible import ZWNJ
from pipeline.steps.lexicon import lexicon
from pipeline.steps.words import split_words

ROUNDS = 5
KINDS = ("verb", "plural", "broken", "ezafe", "enclitic", "name", "other")

type Lemmatize = Callable[[str], str]

_ENDINGS = (  # the longest first
    "هایشان", "هایتان", "هایمان", "هایی", "های", "ها", "شان", "تان", "مان", "ترین", "تری", "تر", "اش", "ام", "ات", "ای",
    "ی", "یان", "ان", "ش", "م", "ند",
)  # fmt: skip
_MIN_STEM = 3  # letters: what is left of a shorter word is another one


@dataclass(frozen=True, slots=True)
class Case:
    """A word in its sentence, its lemma, and what makes it hard."""

    word: str
    lemma: str
    kind: str


def read_cases(sets: Path) -> list[Case]:
    """Read the labelled set."""
    rows = map(orjson.loads, (sets / "lemmas.jsonl").read_bytes().splitlines())
    return [Case(row["text"][row["start"] : row["end"]], row["lemma"], row["kind"]) for row in rows]


def lemmatizers() -> dict[str, Lemmatize]:
    """Give what finds lemmas, by name; simplemma where it is installed."""
    found: dict[str, Lemmatize] = {"rule": Rule(), "hazm": Lemmatizer().lemmatize, "none": str}
    try:
        import simplemma
    except ImportError:
        return found
    return found | {"simplemma": lambda word: simplemma.lemmatize(word, "fa")}


class Rule:
    """Strip one ending where a known word is left; a verb is known by its forms in hazm's list."""

    def __init__(self) -> None:
        self._words = lexicon().words
        self._infinitives = {stem: f"{past}ن" for past, present in verbs() for stem in (past, present) if past and stem}

    def __call__(self, word: str) -> str:
        """Give the lemma, or the word itself where nothing is certain."""
        stem = word.removeprefix("ن").removeprefix(f"می{ZWNJ}")
        if stem != word and (f"می{ZWNJ}" in word or f"{ZWNJ}ا" in word):
            return self._verb(stem) or word
        parts = (word.removesuffix(end).rstrip(ZWNJ) for end in _ENDINGS if word.endswith(end))
        if word in self._words and ZWNJ not in word:
            return word
        return next((part for part in parts if len(part) >= _MIN_STEM and part in self._words), word)

    def _verb(self, stem: str) -> str | None:
        stem = stem.partition(ZWNJ)[0].removesuffix("ه") if f"{ZWNJ}ا" in stem else stem
        ends = ("", "ند", "یم", "ید", "م", "ی", "د")
        stems = (stem.removesuffix(end) for end in ends if stem.endswith(end))
        return next((self._infinitives[one] for one in stems if one in self._infinitives), None)


def is_right(case: Case, found: str) -> bool:
    """Tell whether a lemma is the labelled one; of a verb its stems count, too: hazm's lemma is «رفت#رو»."""
    if case.kind != "verb":
        return found == case.lemma
    past = case.lemma.removesuffix("ن")
    return not {past, case.lemma, *_presents().get(past, ())}.isdisjoint(found.split("#"))


@cache
def _presents() -> dict[str, list[str]]:
    """Give the present stems of each past stem."""
    stems: dict[str, list[str]] = {}
    for past, present in verbs():
        stems.setdefault(past, []).append(present)
    return stems


def report(sets: Path) -> Table:
    """Score all on the set, kind by kind, and time them on its words."""
    cases, ways = read_cases(sets), lemmatizers()
    words = [word for case in cases for word in split_words(case.word).texts]
    times = race({name: partial(_run_all, way, words) for name, way in ways.items()}, ROUNDS)
    rows = [
        (name, *(_share(way, cases, kind) for kind in (*KINDS, None)), f"{1e6 * times[name] / len(words):.1f}")
        for name, way in ways.items()
    ]
    counts = [str(sum(case.kind == kind for case in cases)) for kind in KINDS]
    rows.insert(0, ("cases", *counts, str(len(cases)), ""))
    return Table("Lemmas (% right); none is on the road", ("", *KINDS, "all", "µs a word met before"), tuple(rows))


def _share(way: Lemmatize, cases: Iterable[Case], kind: str | None) -> str:
    return f"{100 * accuracy(way, cases, kind):.0f}"


def accuracy(way: Lemmatize, cases: Iterable[Case], kind: str | None = None) -> float:
    """Give the share of words, of a kind if one is named, whose lemma is right."""
    chosen = [case for case in cases if kind in (None, case.kind)]
    return sum(is_right(case, way(case.word)) for case in chosen) / len(chosen)


def _run_all(way: Lemmatize, words: Iterable[str]) -> None:
    for word in words:
        way(word)
