"""The account in plain lines, and the summary."""

import pytest

from pipeline.plain_lines import account_line, conservation, duration, is_conserved, story_line, summary
from pipeline.watch.account import Snapshot

ENDED = Snapshot(
    elapsed_s=12.0,
    busy_s=10.0,
    records_in=120,
    delivered=100,
    duplicates={"resend": 8, "copy": 4},
    refused={"not_utf8": 5, "no_text": 3},
    stories_per_s=8.3,
    latency_p50_s=0.0461,
    latency_p99_s=2.0,
    lag=3,
)
STORY = {
    "outlet": "mehr",
    "headline": "سلام\nدنیا",
    "entities": [{"name": "روسیه"}, {"name": "آمریکا"}],
    "tone": {"label": "neg", "score": -0.4},
}


def test_the_account_is_one_line() -> None:
    """The line has the fields of the live picture, in a fixed order."""
    expected = "12.0s in 120 delivered 100 (8.3/s) duplicates 12 refused 8 in_flight 0 lag 3"
    assert account_line(ENDED) == expected
    assert account_line(Snapshot(elapsed_s=0.0)).endswith("lag -")


def test_a_story_is_one_line_in_logical_order() -> None:
    """Outlet, headline, entities and tone, with nothing in it that breaks the line."""
    assert story_line(STORY) == "mehr | سلام دنیا | روسیه، آمریکا | neg -0.40"
    assert story_line({**STORY, "outlet": None, "entities": [], "tone": None}) == "- | سلام دنیا | - | no tone"


def test_the_summary_adds_up() -> None:
    """Every record is in one of the sums, the parts of the sums are named."""
    assert summary(ENDED).splitlines() == [
        "conserved: 120 in = 100 delivered + 12 duplicate + 8 refused + 0 in flight",
        "duplicates: copy 4, resend 8",
        "refused: no_text 3, not_utf8 5",
        "rate: 10.0 stories/s over 10 s of work in 12 s",
        "latency: p50 46 ms, p99 2.0 s",
    ]


def test_the_summary_says_when_records_are_missing() -> None:
    """A sum that does not hold is called so."""
    lossy = Snapshot(elapsed_s=1.0, records_in=10, delivered=8, in_flight=1)
    assert summary(lossy).startswith("NOT conserved: 10 in ≠ 8 delivered + 0 duplicate + 0 refused + 1 in flight")
    assert not is_conserved(lossy)


def test_an_empty_run_has_a_summary_too() -> None:
    """No division by a time of zero, and none of anything."""
    assert "rate: 0.0 stories/s" in summary(Snapshot(elapsed_s=0.0))
    assert "duplicates: none" in summary(Snapshot(elapsed_s=0.0))


def test_conservation_counts_what_is_still_under_way() -> None:
    """A record in flight is not lost."""
    assert conservation(Snapshot(elapsed_s=1.0, records_in=2, delivered=1, in_flight=1)).startswith(
        "2 in = 1 delivered"
    )


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (None, "–"),
        (0.0461, "46 ms"),
        (1.21, "1.2 s"),
        (45, "45 s"),
        (1320, "22 min"),
        (9000, "2 h"),
        (260_000, "3 days"),
    ],
)
def test_durations_have_the_unit_that_suits_them(seconds: float | None, written: str) -> None:
    """From milliseconds of latency to days between two copies."""
    assert duration(seconds) == written
