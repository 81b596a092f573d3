"""Words and sentences: how many are cut as the guide (tests/quality/WORDS.md) says, by us, by hazm and by rishe."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import orjson
from hazm import SentenceTokenizer, WordTokenizer

from pipeline.quality.race import race
from pipeline.quality.stories import persian_drafts
from pipeline.quality.table import Table
from pipeline.steps.clean import Clean
from pipeline.steps.sentences import split_sentences
from pipeline.steps.words import split_words

ROUNDS = 7

type Spans = set[tuple[int, int]]
type Splitter = Callable[[str], Spans]


@dataclass(frozen=True, slots=True)
class Case:
    """A text with the spans of its words and of its sentences; `held` was not looked at while rules were made."""

    text: str
    words: Spans
    sentences: Spans
    held: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, in percent."""

    precision: float
    recall: float
    f1: float

    def cells(self) -> tuple[str, str, str]:
        """Write them for a table."""
        return f"{self.precision:.2f}", f"{self.recall:.2f}", f"{self.f1:.2f}"


def read_cases(sets: Path) -> list[Case]:
    """Read the labelled set."""
    rows = map(orjson.loads, (sets / "words.jsonl").read_bytes().splitlines())
    return [Case(row["text"], _spans(row["words"]), _spans(row["sentences"]), row["held"]) for row in rows]


def _spans(pairs: Iterable[Iterable[int]]) -> Spans:
    return {(start, end) for start, end in pairs}


def score(found: Iterable[Spans], wanted: Iterable[Spans]) -> Score:
    """Compare spans text by text; a span is right when both its ends are."""
    pairs = list(zip(found, wanted, strict=True))
    right, given, asked = (sum(map(len, spans)) for spans in ([a & b for a, b in pairs], *zip(*pairs, strict=True)))
    return Score(100 * right / given, 100 * right / asked, 200 * right / (given + asked))


def our_words(text: str) -> Spans:
    """Give the words' spans; a newline is none."""
    words = split_words(text)
    places = zip(words.texts, words.starts, words.ends, strict=True)
    return {(start, end) for word, start, end in places if word != "\n"}


def splitters() -> dict[str, tuple[Splitter, Splitter]]:
    """Give what cuts words and what cuts sentences, by name; rishe where it is installed."""
    words, sentences = WordTokenizer(join_verb_parts=False), SentenceTokenizer()
    found: dict[str, tuple[Splitter, Splitter]] = {
        "ours": (our_words, lambda text: set(split_sentences(text))),
        "hazm": (
            lambda text: aligned(text, words.tokenize(text)),
            lambda text: aligned(text, sentences.tokenize(text)),
        ),
    }
    try:
        import rishe
    except ImportError:
        return found
    read = rishe.Pipeline()
    rishes = (
        lambda text: {(start, end) for _, start, end in read.tokenize_spans(text)},
        lambda text: aligned(text, read.sent_tokenize(text)),
    )
    return found | {"rishe": rishes}


def aligned(text: str, pieces: Iterable[str]) -> Spans:
    """Find pieces that come without places, one after the other; blanks and newlines are the same."""
    text, place, spans = text.replace("\n", " "), 0, set()
    for piece in pieces:
        start = text.find(piece.replace("\n", " "), place)
        if start >= 0:
            place = start + len(piece)
            spans.add((start, place))
    return spans


def report(sets: Path) -> Table:
    """Score all on the whole set, ours on its held half too, and time them on the seeds' parts against hazm."""
    cases, ways = read_cases(sets), splitters()
    held = [case for case in cases if case.held]
    times = _times()
    rows = [
        (name, str(len(cases)), *_cells(way, cases), f"{times['hazm'] / times[name]:.2f}") for name, way in ways.items()
    ]
    rows.insert(1, ("ours, held half", str(len(held)), *_cells(ways["ours"], held), ""))
    if "rishe" not in ways:
        rows.append(("rishe (not installed)", *[""] * 8))
    parts = ("words P", "R", "F1", "sentences P", "R", "F1")
    return Table("Words and sentences", ("", "cases", *parts, "speed (hazm = 1)"), tuple(rows))


def _cells(way: tuple[Splitter, Splitter], cases: list[Case]) -> Iterator[str]:
    words, sentences = way
    yield from score((words(case.text) for case in cases), (case.words for case in cases)).cells()
    yield from score((sentences(case.text) for case in cases), (case.sentences for case in cases)).cells()


def clean_parts() -> list[str]:
    """Give the seeds' parts as `clean` makes them, each text once."""
    clean = Clean()
    return list(dict.fromkeys(part.text for draft in persian_drafts() for _, part in clean(draft).parts()))


def speed_runners(texts: list[str]) -> dict[str, Callable[[], object]]:
    """Give what cuts all texts into words and sentences: ours, ours with every word's place, hazm's, rishe's."""
    words, sentences = WordTokenizer(join_verb_parts=False), SentenceTokenizer()
    ways: dict[str, Callable[[str], object]] = {
        "ours": lambda text: (split_words(text).texts, split_sentences(text)),
        "ours, every place": lambda text: (split_words(text).ends, split_sentences(text)),
        "hazm": lambda text: (words.tokenize(text), sentences.tokenize(text)),
    }
    try:
        import rishe
    except ImportError:
        pass
    else:
        read = rishe.Pipeline()
        ways["rishe"] = lambda text: (read.tokenize_spans(text), read.sent_tokenize(text))
    return {name: partial(_run_all, way, texts) for name, way in ways.items()}


def _run_all(way: Callable[[str], object], texts: list[str]) -> None:
    for text in texts:
        way(text)


def _times() -> dict[str, float]:
    return race(speed_runners(clean_parts()), ROUNDS)
