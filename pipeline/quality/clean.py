"""Clean measured: how many of the cases written by hand come out right, and what hazm makes of them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
from hazm import Normalizer

from pipeline.quality.table import Table
from pipeline.steps.accept import Accept
from pipeline.steps.clean import Clean
from schemas.record import Record

_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|([nrt]))")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}


def report(sets: Path) -> Table:
    """Count, rule by rule, the golden cases that clean and hazm's Normalizer get right."""
    normalize = Normalizer().normalize
    clean, accept = Clean(), Accept()
    total, ours, hazm = Counter[str](), Counter[str](), Counter[str]()
    for rule, before, after in golden_cases(sets.parent / "steps" / "golden_clean.tsv"):
        language = "ar" if rule == "another language" else "fa"
        story = Record(orjson.dumps({"headline": "ت", "body": before}), "quality", "2025-01-01T00:00:00+00:00")
        parts = clean(replace(accept(story), language=language)).paragraphs
        total[rule] += 1
        ours[rule] += "\n\n".join(part.text for part in parts) == after
        hazm[rule] += normalize(before).strip() == after
    rows = [(rule, str(count), str(ours[rule]), str(hazm[rule])) for rule, count in total.items()]
    rows.append(("all rules", str(total.total()), str(ours.total()), str(hazm.total())))
    return Table("clean: golden cases that come out right", ("rule", "cases", "clean", "hazm"), tuple(rows))


def golden_cases(file: Path) -> Iterator[tuple[str, str, str]]:
    """Read rule, text before and text after; "=" stands for the text before."""
    for line in file.read_text(encoding="utf-8").split("\n")[1:-1]:
        rule, before, after, _ = line.split("\t")
        yield rule, _plain(before), _plain(before if after == "=" else after)


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else _CONTROLS[escape[2]], text)
