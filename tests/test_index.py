"""The index of duplicates: who owns a text, what is linked, what leaves and when."""

from dataclasses import replace

import pytest

from pipeline.index import DuplicateIndex, Match
from schemas.fingerprint import Fingerprint
from schemas.story import Link

STORY = Fingerprint(
    id="1",
    version=1,
    outlet="الف",
    published="2026-01-01T10:00:00+03:30",
    received="2026-01-01T06:31:00.000+00:00",
    origin="news.raw/0@0",
    text="aa",
)


def later(origin: str, **changes: object) -> Fingerprint:
    """Give the story as another record."""
    return replace(STORY, origin=f"news.raw/0@{origin}", **changes)


@pytest.fixture
def index() -> DuplicateIndex:
    """Give an index that holds the story."""
    held = DuplicateIndex(horizon_s=3600, max_stories=3)
    held.add(STORY)
    return held


def test_a_new_story_has_no_links(index):
    """A story of another id and text is new."""
    assert index.judge(later("1", id="2", text="bb")) == ()


def test_the_same_story_again_is_a_resend(index):
    """Same outlet, id, version and text."""
    assert index.judge(later("1")) == Match("resend", STORY)


def test_an_older_version_with_a_known_text_is_a_resend(index):
    """A version that comes late and says nothing new."""
    assert index.judge(later("1", version=0)) == Match("resend", STORY)


def test_the_text_by_another_outlet_is_a_copy(index):
    """Same text under another name."""
    assert index.judge(later("1", outlet="ب", id="9")) == Match("copy", STORY)


def test_the_same_id_of_another_outlet_is_another_story(index):
    """Outlets number their stories without asking each other."""
    assert index.judge(later("1", outlet="ب", text="bb")) == ()


def test_a_newer_version_is_a_linked_revision(index):
    """A revision is delivered, even when its text did not change."""
    assert index.judge(later("1", version=2)) == (Link("revision", "1", 1),)
    assert index.judge(later("1", version=2, text="bb")) == (Link("revision", "1", 1),)


def test_the_same_version_with_another_text_is_an_update(index):
    """Nothing that was never seen is dropped."""
    assert index.judge(later("1", text="bb")) == (Link("update", "1", 1),)


def test_a_revision_links_to_the_latest_version_before_it(index):
    """Links follow the chain."""
    index.add(later("1", version=2, text="bb"))
    assert index.judge(later("2", version=3, text="cc")) == (Link("revision", "1", 2),)


def test_a_record_read_again_is_itself(index):
    """After a crash without transactions a record meets its own entry: no duplicate."""
    assert index.judge(STORY) == ()
    index.add(STORY)
    assert len(index) == 1


def test_a_revision_read_again_keeps_its_link(index):
    """A replayed record gets the verdict it got the first time."""
    revision = later("1", version=2, text="bb")
    index.add(revision)
    assert index.judge(revision) == (Link("revision", "1", 1),)


def test_stories_further_apart_than_the_horizon_are_not_compared(index):
    """The horizon is between the two stories' own times."""
    assert index.judge(later("1", id="2", published="2026-01-01T12:00:00+03:30")) == ()
    assert index.judge(later("1", id="2", published="2026-01-01T10:59:00+03:30")) == Match("copy", STORY)


def test_a_time_in_the_future_is_not_believed(index):
    """A story that claims to be of the year 2099 is compared by when it came."""
    assert index.judge(later("1", id="2", published="2099-01-01T00:00:00+00:00")) == Match("copy", STORY)


def test_the_oldest_arrival_leaves_first_and_is_counted(index):
    """The bound on the index holds, and says what it cost."""
    for number in range(1, 5):
        index.add(later(str(number), id=str(number + 1), text=f"t{number}"))
    assert len(index) == 3
    assert (index.take_evicted(), index.take_evicted()) == (2, 0)
    assert index.judge(later("9", id="77")) == ()
    assert isinstance(index.judge(later("9", id="78", text="t4")), Match)


def test_entries_leave_by_when_they_came(index):
    """What came longer ago than the horizon is gone, whatever its published time."""
    index.add(later("1", id="2", text="bb", received="2026-01-01T08:00:00.000+00:00"))
    assert len(index) == 1


def test_a_story_that_could_not_be_delivered_is_taken_back(index):
    """Its copies are news again."""
    index.retract(STORY)
    assert len(index) == 0
    assert index.judge(later("1", id="2")) == ()


def test_restoring_gives_the_same_verdicts(index):
    """The log of what was added is the index."""
    again = DuplicateIndex(horizon_s=3600, max_stories=3)
    again.restore([STORY])
    for story in (later("1"), later("1", id="2"), later("1", version=2)):
        assert again.judge(story) == index.judge(story)


def test_a_newer_carrier_of_a_text_goes_on_catching_copies(index):
    """When the first owner of a text has left, a revision with the same text is the owner of later copies."""
    index.add(later("1", version=2, received="2026-01-01T07:00:00.000+00:00", published="2026-01-01T10:29:00+03:30"))
    at = {"received": "2026-01-01T07:40:00.000+00:00", "published": "2026-01-01T11:09:00+03:30"}
    index.add(later("2", id="3", text="cc", **at))
    verdict = index.judge(later("3", id="4", outlet="ب", **at))
    assert isinstance(verdict, Match)
    assert (verdict.kind, verdict.owner.version) == ("copy", 2)
