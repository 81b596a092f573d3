"""Repeats: floors under what is folded of the labelled stories."""

from collections import Counter
from pathlib import Path

import pytest

from pipeline.quality.repeats import Judged, cases, judge, report, share

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    """The labelled stories, folded."""
    return judge(cases(HERE))


def test_the_set_is_as_it_should_be() -> None:
    """300 stories, half of them held apart; a third repeat nearly, a fifth only seem to repeat."""
    kinds = Counter(case.kind.split()[0] for case in cases(HERE))
    assert kinds.total() == 300
    assert sum(case.held for case in cases(HERE)) == 150
    assert kinds["near"] >= 100
    assert kinds["trap"] >= 60
    assert all(case.folds for case in cases(HERE) if not case.kind.startswith(("trap", "plain")))


def test_counts_are_right(judged: list[Judged]) -> None:
    """As many texts are folded as repeat earlier text, in 99 of 100 stories, on the held half as well."""
    assert share(judged) >= 0.99
    assert share(one for one in judged if one.case.held) >= 0.99


def test_folds_are_exact(judged: list[Judged]) -> None:
    """They are the right paragraphs, as long as they should be, and repeat what they are said to repeat."""
    assert share(judged, exact=True) >= 0.99


def test_what_adds_facts_is_never_folded(judged: list[Judged]) -> None:
    """Nothing is folded that doesn't repeat: a missed repetition is read twice, a lost fact is not read at all."""
    assert [one.case.story["id"] for one in judged if one.found - one.case.folds] == []


def test_the_report_tells_each_kind_and_both_halves() -> None:
    """Its last row is for all stories."""
    table = report(HERE)
    assert {"near", "trap", "part", "held half"} <= {row[0] for row in table.rows}
    assert table.rows[-1][:2] == ("all", "300")
