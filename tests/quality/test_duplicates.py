"""Duplicates: what must be found of the labelled records that were never looked at, and what must never be dropped."""

from pathlib import Path

import pytest

from pipeline.quality.duplicates import Judged, cases, judge, lost, precision, recall

PRECISION, RECALL = 0.99, 0.95  # `khabar eval duplicates` prints 100 and 95.5


@pytest.fixture(scope="module")
def held() -> list[Judged]:
    """Judge all records as a stream, and give the held ones."""
    return [one for one in judge(cases(Path(__file__).parent)) if one.case.held]


def test_what_repeats_is_found(held: list[Judged]) -> None:
    assert recall(held) >= RECALL


def test_what_is_dropped_repeats(held: list[Judged]) -> None:
    assert precision(held) >= PRECISION


def test_no_news_is_dropped(held: list[Judged]) -> None:
    """No update, correction, denial, revision or look-alike, and no first report."""
    assert not lost(held)


def test_look_alikes_are_rarely_told_of_as_updates(held: list[Judged]) -> None:
    """One in ten at most; before it was measured it was one in three."""
    alike = [one for one in held if one.case.label == "look-alike"]
    assert sum(one.said == "update" for one in alike) <= 0.1 * len(alike)
