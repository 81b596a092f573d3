"""Write the tables of the language step from a folder of sources.

`uv run --with scikit-learn python -m pipeline.data.build_language FOLDER`, in the checkout: FOLDER holds the sources
that `README.md` beside this file names. `language_cues.tsv`, written by hand, is only read.
"""

import argparse
from pathlib import Path

from pipeline.data import language_sources
from pipeline.data.dari_words import dari_words
from pipeline.data.language_grams import english_grams, language_grams

HERE = Path(__file__).parent
LABELLED = HERE.parents[1] / "tests/quality/language.jsonl"
TABLES = {
    "language_grams.tsv": language_grams,
    "english_grams.tsv": english_grams,
    "dari_words.tsv": dari_words,
}


def main() -> None:
    """Read the sources, write the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--labelled", type=Path, default=LABELLED)
    options.add_argument("--to", type=Path, default=HERE)
    options.add_argument("--only", choices=TABLES, action="append")
    chosen = options.parse_args()
    sources = language_sources.read(chosen.folder, chosen.labelled)
    for name in chosen.only or TABLES:
        (chosen.to / name).write_text("\n".join(TABLES[name](sources)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
