"""Clean by hand: what comes in, what must come out, and why; each rule of clean_rules.md has its cases."""

import re
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import orjson
import pytest
from hazm import Normalizer

from pipeline.draft import Draft
from pipeline.steps.accept import Accept
from pipeline.steps.clean import MODEL, Clean
from schemas.record import Record

RULES = (files("pipeline") / "steps" / "clean_rules.md").read_text(encoding="utf-8")
ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|([nrt]))")
CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}
ROW = re.compile(
    r"^\| (?P<name>[^|]+) \| [^|]+ \| `(?P<before>[^`]+)` \| `(?P<after>[^`]+)` \| (?P<source>[^|]+) \|$",
    re.MULTILINE,
)
ACCEPT, CLEAN = Accept(), Clean()


class Case(NamedTuple):
    """A text, what becomes of it, and why."""

    rule: str
    before: str
    after: str
    why: str


def plain(text: str) -> str:
    r"""The characters that stand as \n or \u200c."""
    return ESCAPE.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else CONTROLS[escape[2]], text)


def cases() -> list[Case]:
    """The golden cases; "=" is the text before."""
    lines = Path(__file__).with_name("golden_clean.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
    rows = [Case(*line.split("\t")) for line in lines]
    afters = [row.before if row.after == "=" else row.after for row in rows]
    return [Case(row.rule, plain(row.before), plain(after), row.why) for row, after in zip(rows, afters, strict=True)]


CASES = cases()
SOURCES = {row["name"]: row["source"] for row in ROW.finditer(RULES)}


def cleaned(text: str, language: str = "fa") -> Draft:
    """The draft of a story with `text` as its body, read and cleaned."""
    record = Record(orjson.dumps({"headline": "ت", "body": text}), "test:1", "2025-01-01T00:00:00+00:00")
    return CLEAN(replace(ACCEPT(record), language=language))


def language_of(rule: str) -> str:
    """Arabic stands for all languages that are no Persian."""
    return "ar" if rule == "another language" else "fa"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.why}")
def test_golden(case: Case) -> None:
    """The text comes out as it must, and cleaned again it stays."""
    draft = cleaned(case.before, language_of(case.rule))
    assert "\n\n".join(part.text for part in draft.paragraphs) == case.after, case.why
    again = CLEAN(draft)
    assert [part.text for part in again.paragraphs] == [part.text for part in draft.paragraphs]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.why}")
def test_the_map_of_golden_cases_leads_there_and_back(case: Case) -> None:
    """Source spans follow each other, hold the letters and digits they are mapped to, and lead back to them."""
    draft = cleaned(case.before, language_of(case.rule))
    last = 0
    for part in draft.paragraphs:
        spans = [part.alignment.to_source(at, at + 1) for at in range(len(part.text))]
        assert all(left[0] <= right[0] and left[1] <= right[1] for left, right in pairwise(spans))
        assert last <= spans[0][0]
        last = part.alignment.to_source(0, len(part.text))[1]
        assert last <= len(case.before)
        for at, (start, end) in enumerate(spans):
            if start < end:
                first, final = part.alignment.to_text(start, end)
                assert first <= at < final
            if end == start + 1 and part.text[at].isalnum():
                assert same(part.text[at], case.before[start])


def same(clean: str, came: str) -> bool:
    """Whether a letter or digit is the other, at most written otherwise."""
    if clean.isdecimal():
        return came.isdecimal() and int(clean) == int(came)
    variants = {"ک": "كﻙﮎ", "ی": "يىﯼېێ", "ه": "ہھەﻩ\u06c0\u06c2\ufba4", "و": "ۆ", "ل": "ڵ", "گ": "ګ"}
    return clean == came or came in variants.get(clean, "") or "\ufb50" <= came <= "\ufeff"


def test_each_rule_has_its_cases() -> None:
    """Every rule of the table has at least three golden cases, and every case is of a rule of the table."""
    counts = Counter(case.rule for case in CASES)
    assert counts.keys() == SOURCES.keys()
    assert min(counts.values()) >= 3
    assert len(CASES) >= 300
    assert len({(case.rule, case.before) for case in CASES}) == len(CASES)


def test_the_table_has_the_version_that_stories_carry() -> None:
    """The table's title names the version that clean writes into every draft."""
    assert RULES.startswith(f"# The rules of clean, {MODEL}\n")
    assert cleaned("متن").models == {"clean": MODEL}


@pytest.mark.parametrize("row", list(ROW.finditer(RULES)), ids=lambda row: row["name"])
def test_examples_of_the_table_hold(row: re.Match[str]) -> None:
    """What the table says of a rule is what it does."""
    draft = cleaned(plain(row["before"]), language_of(row["name"]))
    assert "\n\n".join(part.text for part in draft.paragraphs) == plain(row["after"])


def test_hazm_rules_are_hazm_s() -> None:
    """Where the table names hazm alone as the source, hazm makes the same of every golden case."""
    normalize = Normalizer().normalize
    hazm = [case for case in CASES if SOURCES[case.rule] == "hazm"]
    assert len(hazm) > 50
    assert [normalize(case.before).strip() for case in hazm] == [case.after for case in hazm]
