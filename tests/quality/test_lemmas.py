"""Lemmas: that the set is what it says, and that the comparison tells good from bad."""

from pathlib import Path

import pytest

from pipeline.quality.lemmas import KINDS, Case, accuracy, is_right, lemmatizers, read_cases, report

SETS = Path(__file__).parent


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return read_cases(SETS)


def test_the_set_has_words_of_every_kind(cases: list[Case]) -> None:
    """At least 150 words, each with its lemma and its kind."""
    assert len({case.word for case in cases}) > 150
    assert {case.kind for case in cases} == set(KINDS)
    assert all(case.word and case.lemma for case in cases)


def test_a_verb_may_be_named_by_its_stems() -> None:
    """hazm names it by both, simplemma by one or by the infinitive; another word is wrong."""
    case = Case("می\u200cروند", "رفتن", "verb")
    assert all(is_right(case, lemma) for lemma in ("رفتن", "رفت", "رو", "رفت#رو"))
    assert not is_right(case, "رود")


@pytest.mark.parametrize("name", ["hazm", "simplemma", "rule"])
def test_all_are_better_than_none(cases: list[Case], name: str) -> None:
    """And each leaves names as they are."""
    ways = lemmatizers()
    assert accuracy(ways[name], cases) > accuracy(ways["none"], cases) + 0.2
    assert accuracy(ways[name], cases, "name") == 1.0


def test_the_report_has_a_row_for_each() -> None:
    """With the count of cases above."""
    assert [row[0] for row in report(SETS).rows] == ["cases", *lemmatizers()]
