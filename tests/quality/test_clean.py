"""Floors for clean: every golden case, hazm's text or a rule that says why not, no fact lost, 4 times hazm's speed."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.draft import Draft, Part
from pipeline.quality.clean import report
from pipeline.quality.clean_beside_hazm import against_hazm, differences, facts
from pipeline.quality.clean_texts import Named, seed_texts
from pipeline.quality.speed import clean_times
from pipeline.quality.table import Table
from pipeline.steps.clean import Clean

SETS = Path(__file__).parent


@pytest.fixture(scope="module")
def texts() -> list[Named]:
    """The Persian sentences of the seeds."""
    return seed_texts()


def figures(table: Table) -> dict[str, int]:
    """The rows of a table of counts."""
    return {name: int(count) for name, count in table.rows}


def test_every_golden_case_comes_out_right() -> None:
    """Clean has all cases of every rule, and hazm has less than half of them."""
    *_, (_, cases, clean, hazm) = report(SETS).rows
    assert int(clean) == int(cases) >= 300
    assert int(hazm) < int(cases) / 2


def test_the_text_is_hazm_s_or_a_rule_says_why(texts: list[Named]) -> None:
    """Nine of ten paragraphs are the same as hazm's, and each difference in the others has its rule."""
    counts = figures(against_hazm(texts))
    assert counts["the same as hazm's"] > 0.9 * counts["paragraphs"] > 600
    assert "differences by no rule" not in counts


def test_a_difference_without_a_rule_is_seen() -> None:
    """Words that are lost, joined or changed without a rule are told."""
    found = [reason for reason, _, _ in differences("یک دوسه پنج", "یک دو سه چهار پنج")]
    assert set(found) == {"no rule"}


def test_no_fact_is_lost(texts: list[Named]) -> None:
    """No number, no mark in one and no Latin letter is lost or changed in value."""
    counts = figures(facts(texts))
    assert (counts["texts with a number lost"], counts["texts with a Latin letter lost"]) == (0, 0)


FACTS = "۱۰ـ۱۵ نفر|سال ۱۳۹۸ـ۱۳۹۹|۱۰\u200b۲۰|گروه ۲ :۵۰|۳.۵ و 1,234|۱۲\u200f/\u200f۵|۲۰ ـ ۲۵|ساعت ۱۴:۳۰...۲۰|۵<|۱۳۵۷ه.ش"


def test_marks_between_digits_are_facts() -> None:
    """A dash, a colon and what parts two numbers are kept: each of these was once, or may be, lost."""
    assert figures(facts([Named(text) for text in FACTS.split("|")]))["texts with a number lost"] == 0


def test_a_lost_mark_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where clean deletes what stands between digits, the figure says so."""
    monkeypatch.setattr(Clean, "__call__", lambda _, draft: replace(draft, paragraphs=(_without_marks(draft),)))
    assert figures(facts([Named("۱۰-۱۵ نفر"), Named("۱۰ نفر")]))["texts with a number lost"] == 1


def _without_marks(draft: Draft) -> Part:
    return replace(draft.paragraphs[0], text=draft.paragraphs[0].text.replace("-", ""))


def test_names_are_looked_for_where_they_stood() -> None:
    """A name is found through the map, in whatever letters it is written."""
    assert figures(facts([Named("گفت:علي كريمي,  ۲", ((4, 13),))]))["names lost"] == 0


def test_clean_is_four_times_as_fast_as_hazm() -> None:
    """In one run on one core, with its map."""
    ours_s, hazms_s = clean_times()
    assert hazms_s / ours_s >= 4
