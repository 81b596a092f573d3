"""Floors of the language guard, on the half of the set that nothing was tuned on."""

from pathlib import Path

import pytest

from pipeline.quality.language import HALVES, measured, report, share

SETS = Path(__file__).parent
HELD = HALVES.index("held")


@pytest.mark.parametrize(("kind", "floor"), [("story", 0.96), ("snippet", 0.91), ("headline", 0.83)])
def test_languages_are_named_right(kind: str, floor: float) -> None:
    """Measured: 96.9 % of stories, 91.8 % of 40 characters, 84.2 % of headlines."""
    assert share(measured(SETS), kind)[HELD] >= floor


@pytest.mark.parametrize("language", ["fa", "ps", "ckb", "ur"])
def test_forty_characters_of_these_are_named_right(language: str) -> None:
    """Persian is hardly ever lost, nor are languages with letters of their own; measured: 99.6 % and more."""
    assert share(measured(SETS), "snippet", language)[HELD] >= 0.99


def test_the_table_says_what_was_taken_for_what() -> None:
    """Every mistake is counted in the report, under both languages."""
    table = report(SETS)
    mistakes = [row for row in table.rows if "taken for" in row[0]]
    wrong = sum(not each.is_right for each in measured(SETS))
    assert sum(int(cell) for row in mistakes for cell in row[1:]) == wrong
    assert table.columns == ("", *HALVES)
