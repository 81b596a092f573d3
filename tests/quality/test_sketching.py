"""Candidates: that the comparison is fair, and that no library's sketches do better than the keys."""

from pathlib import Path

import pytest

from pipeline.quality.duplicates import cases
from pipeline.quality.sketches import OURS, WAYS, made
from pipeline.quality.sketching import KINDS, REPEATING, Found, Records, kind, records, search

SHORTEST = "near, < 1/4"


@pytest.fixture(scope="module")
def known() -> Records:
    return records(case for case in cases(Path(__file__).parent) if not case.held)


@pytest.fixture(scope="module")
def ours(known: Records) -> Found:
    way = made(OURS)
    assert way is not None
    return search(known, way)


def test_owners_are_kept(known: Records) -> None:
    """Each duplicate, of every kind, is asked for with a story of its family that repeats none."""
    assert all(owner.label not in REPEATING and owner.family == case.family for case, owner in known.asked)
    assert {kind(case, owner) for case, owner in known.asked} == set(KINDS)


def test_keys_find_excerpts(ours: Found) -> None:
    """Nearly all that is long, most of the shortest, and hardly another story."""
    assert ours.shares["copy"] == ours.shares["resend"] == 1.0
    assert ours.shares["near"] >= 0.98
    assert ours.shares["near, < 1/2"] >= 0.94
    assert ours.shares[SHORTEST] >= 0.85
    assert ours.others < 10


@pytest.mark.parametrize("name", [name for name in WAYS if name != OURS])
def test_no_library_finds_more_with_as_few_others(known: Records, ours: Found, name: str) -> None:
    """Each finds fewer of the shortest excerpts, or six times as many other stories."""
    way = made(name)
    assert way is not None, "the dev group of pyproject.toml is not installed"
    found = search(known, way)
    assert found.shares[SHORTEST] < ours.shares[SHORTEST] - 0.2 or found.others > 6 * ours.others
