"""What `khabar eval text` prints: a table for each thing that is measured."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.quality import clean, credits, language, lemmas, repeats, speed, words
from pipeline.quality.table import Table

REPORTS = (words.report, language.report, repeats.report, credits.report, clean.report, lemmas.report, speed.report)


def tables(sets: Path) -> Iterator[Table]:
    """Give one table after the other, each as soon as it is measured."""
    for report in REPORTS:
        yield report(sets)


def folder(sets: str) -> Path:
    """Give the folder of the labelled sets; raises SettingsError where there is none."""
    path = Path(sets)
    if not path.is_dir():
        raise SettingsError(
            f"--sets (KHABAR_SETS): expected the folder of the labelled sets, found none at {sets!r}; "
            "they are in tests/quality of a checkout of Khabar: name it with --sets"
        )
    return path
