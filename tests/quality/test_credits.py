"""Floors of credits, compared text and copies, on the half of the labelled sets that no rule was made on."""

from pathlib import Path

import pytest

from pipeline.quality.credits import COPIES, STORIES, figures, read, report, same

SETS = Path(__file__).parent


@pytest.mark.parametrize("held", [False, True])
def test_credits_are_found_by_role(held: bool) -> None:
    """Reporters and quoted agencies are found, and others aren't; compared text is right to the word."""
    found = figures(read(SETS / STORIES, held=held))
    assert found.stories > 150
    assert min(found.precision["reporter"], found.recall["reporter"]) >= 0.97
    assert min(found.precision["quoted"], found.recall["quoted"]) >= 0.95
    assert found.exact >= 0.98


@pytest.mark.parametrize("held", [False, True])
def test_copies_have_the_same_text(held: bool) -> None:
    """What five outlets put around a story leaves its compared text as it is, in 20 stories a half."""
    groups = read(SETS / COPIES, held=held)
    assert len(groups) == 20
    copies = [one for group in groups for one in same(group)]
    assert len(copies) == 100
    assert sum(copies) / len(copies) >= 0.99


def test_the_table_shows_both_halves() -> None:
    """One row a half, with as many cells as columns."""
    table = report(SETS)
    assert [row[0] for row in table.rows] == ["tuned on", "held out"]
    assert all(len(row) == len(table.columns) for row in table.rows)
