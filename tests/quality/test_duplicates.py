"""Duplicates: what must be found of the labelled records that were never looked at, and what must never be dropped."""

from pathlib import Path

import pytest

from pipeline.quality.duplicates import Judged, cases, judge, lost, precision, recall

PRECISION, RECALL = 0.98, 0.94  # `khabar eval duplicates` prints 98.8 and 95.2


@pytest.fixture(scope="module")
def held() -> list[Judged]:
    """Judge all records as a stream, and give the held ones."""
    return [one for one in judge(cases(Path(__file__).parent)) if one.case.held]


def test_what_repeats_is_found(held: list[Judged]) -> None:
    assert recall(held) >= RECALL


def test_what_is_dropped_repeats(held: list[Judged]) -> None:
    assert precision(held) >= PRECISION


def test_no_correction_denial_or_revision_is_dropped(held: list[Judged]) -> None:
    assert not set(lost(held)) & {"correction", "denial", "revision"}
