"""The tense of a verb, as far as its form tells."""

import pytest

from pipeline.steps.verbs import tense
from pipeline.steps.words import fold


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("خواهد", "future"), ("خواهند", "future"), ("خواه", None),
        ("می‌شود", "present"), ("نمی‌روند", "present"), ("می‌آید", "present"), ("می‌دهیم", "present"),
        ("گفت", "past"), ("گفتند", "past"), ("می‌گفت", "past"), ("می‌باریدند", "past"), ("آمد", "past"),
        ("میدان", None), ("کتاب", None), ("می", None), ("", None),
    ],
)  # fmt: skip
def test_the_form_tells_the_tense(word: str, expected: str | None) -> None:
    """What is no finite verb has none."""
    assert tense(fold(word)) == expected
