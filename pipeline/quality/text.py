"""What `khabar eval text` prints: a table for each thing that is measured."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.quality import clean, credits, language, lemmas, repeats, speed, words
from pipeline.quality.clean_beside_hazm import against_hazm, facts
from pipeline.quality.clean_texts import Named, seed_texts, wire_texts
from pipeline.quality.table import Table

SETS = ("credits.jsonl", "credits_copies.jsonl", "language.jsonl", "lemmas.jsonl", "repeats.jsonl", "words.jsonl")
REPORTS = (words.report, language.report, repeats.report, credits.report, clean.report, lemmas.report, speed.report)


def tables(sets: Path, texts: Sequence[Named] | None = None) -> Iterator[Table]:
    """Give one table after the other, each as soon as it is measured; clean beside hazm on `texts`, or on the seeds."""
    for report in REPORTS:
        yield report(sets)
    texts = texts or seed_texts()
    yield from (against_hazm(texts), facts(texts))


def wire(data: str | None) -> list[Named] | None:
    """Read the texts of the marked stories in `data`, None without it; raises SettingsError where there are none."""
    texts = wire_texts(Path(data) / "wire") if data else None
    if texts == []:
        raise SettingsError(
            f"--data (KHABAR_DATA): expected a folder with marked stories in wire/*.jsonl, found none in {data!r}; "
            "without --data the stories that ship with Khabar are measured"
        )
    return texts


def folder(sets: str, *names: str) -> Path:
    """Give the folder of the labelled sets; raises SettingsError where one of these names is missing in it."""
    path = Path(sets)
    if not all((path / name).is_file() for name in names):
        raise SettingsError(
            f"--sets (KHABAR_SETS): expected the folder of the labelled sets, found none at {sets!r}; "
            "they are in tests/quality of a checkout of Khabar: name it with --sets"
        )
    return path
