"""The index of duplicates: who owns a text, what is linked, what leaves and when."""

from base64 import b64encode
from dataclasses import replace

import pytest

from pipeline.duplicates.entry import entry_of
from pipeline.duplicates.index import DuplicateIndex, Match, Verdict
from pipeline.duplicates.profile import Printed, profile
from pipeline.duplicates.sketch import sketch
from pipeline.settings import IndexSettings
from pipeline.steps.canonical import Canonical
from schemas.fingerprint import Fingerprint
from schemas.story import Link

SETTINGS = IndexSettings(horizon_s=3600, window_s=3600, index_max=3)
STORY = Fingerprint(
    id="1",
    version=1,
    outlet="الف",
    published="2026-01-01T10:00:00+03:30",
    received="2026-01-01T06:31:00.000+00:00",
    origin="news.raw/0@0",
    text="aa" * 16,
)


def later(origin: str, **changes: object) -> Fingerprint:
    """Give the story as another record."""
    return replace(STORY, origin=f"news.raw/0@{origin}", **changes)


@pytest.fixture
def index() -> DuplicateIndex:
    """Give an index that holds the story."""
    held = DuplicateIndex(SETTINGS)
    held.add(STORY)
    return held


def judged(index: DuplicateIndex, story: Fingerprint) -> Verdict:
    """Judge a story that has no words to be like another by."""
    return index.judge(Printed(story, profile(Canonical((), (), ())), ""))


def repeated(kind: str, delay_s: float = 0.0) -> Match:
    """Give what is said of a duplicate of the story."""
    return Match(kind, entry_of(STORY), 0, delay_s)


def test_a_new_story_has_no_links(index):
    """A story of another id and text is new."""
    assert judged(index, later("1", id="2", text="bb" * 16)) == ()


def test_the_same_story_again_is_a_resend(index):
    """Same outlet, id, version and text."""
    assert judged(index, later("1")) == repeated("resend")


def test_an_older_version_that_comes_late_is_a_resend(index):
    """What it says was said anew since."""
    assert judged(index, later("1", version=0)) == repeated("resend")
    assert judged(index, later("1", version=0, text="bb" * 16)) == repeated("resend")


def test_the_text_by_another_outlet_is_a_copy(index):
    """Same text under another name."""
    assert judged(index, later("1", outlet="ب", id="9")) == repeated("copy")


def test_the_same_id_of_another_outlet_is_another_story(index):
    """Outlets number their stories without asking each other."""
    assert judged(index, later("1", outlet="ب", text="bb" * 16)) == ()


def test_a_newer_version_is_a_linked_revision(index):
    """A revision is delivered, even when its text did not change."""
    assert judged(index, later("1", version=2)) == (Link("revision", "1", 1),)
    assert judged(index, later("1", version=2, text="bb" * 16)) == (Link("revision", "1", 1),)


def test_the_same_version_with_another_text_is_an_update(index):
    """Nothing that was never seen is dropped."""
    assert judged(index, later("1", text="bb" * 16)) == (Link("update", "1", 1),)


def test_a_revision_links_to_the_latest_version_before_it(index):
    """Links follow the chain."""
    index.add(later("1", version=2, text="bb" * 16))
    assert judged(index, later("2", version=3, text="cc" * 16)) == (Link("revision", "1", 2),)


def test_a_record_read_again_is_itself(index):
    """After a crash without transactions a record meets its own entry: no duplicate."""
    assert judged(index, STORY) == ()
    index.add(STORY)
    assert len(index) == 1


def test_a_revision_read_again_keeps_its_link(index):
    """A replayed record gets the verdict it got the first time."""
    revision = later("1", version=2, text="bb" * 16)
    index.add(revision)
    assert judged(index, revision) == (Link("revision", "1", 1),)


def test_an_update_read_again_keeps_its_link():
    """Also where the index knows its text by then: it is its own."""
    index, body = DuplicateIndex(IndexSettings()), Canonical((), tuple(f"واژه{at}" for at in range(60)), (60,))
    first, update = (Canonical(headline, body.body, body.ends) for headline in ((), ("تکمیلی",)))
    told = [
        _printed(first, id="1", origin="news.raw/0@0"),
        _printed(update, id="2", origin="news.raw/0@1", text="bb" * 16),
    ]
    index.add(told[0].fingerprint)
    linked = index.judge(told[1])
    index.add(told[1].fingerprint)
    assert index.judge(told[1]) == linked == (Link("update", "1", 1),)


def _printed(story: Canonical, **changes: object) -> Printed:
    known = profile(story)
    sketched = b64encode(sketch(known)).decode()
    return Printed(replace(STORY, keys=known.keys, sketch=sketched, notice=known.notice, **changes), known, "")


def test_stories_further_apart_than_the_horizon_are_not_compared(index):
    """The horizon is between the two stories' own times."""
    assert judged(index, later("1", id="2", published="2026-01-01T12:00:00+03:30")) == ()
    assert judged(index, later("1", id="2", published="2026-01-01T10:59:00+03:30")) == repeated("copy", 3540.0)


def test_a_time_in_the_future_is_not_believed(index):
    """A story that claims to be of the year 2099 is compared by when it came."""
    assert judged(index, later("1", id="2", published="2099-01-01T00:00:00+00:00")) == repeated("copy")


@pytest.mark.parametrize(
    "absurd", ["1970-01-01T00:00:00+00:00", "1403-11-08T10:00:00+03:30", "0001-01-01T00:00:00+00:00"]
)
def test_a_time_years_off_is_not_believed(index, absurd):
    """A story dated 1970, or by a calendar taken for another, is compared by when it came."""
    assert judged(index, later("1", id="2", published=absurd)) == repeated("copy")


@pytest.mark.parametrize("published", ["2023-11-05T10:00:00+03:30", None])
def test_a_story_with_another_kind_of_time_is_compared_by_when_it_came(published):
    """One dated years before, or not at all, beside one of some hours ago, though both came in the same minute."""
    index = DuplicateIndex(SETTINGS)
    index.add(replace(STORY, published="2026-01-01T05:00:00+03:30"))
    found = judged(index, later("1", id="2", published=published, received="2026-01-01T06:32:00.000+00:00"))
    assert isinstance(found, Match)
    assert (found.kind, found.delay_s) == ("copy", 60.0)


def test_stories_of_an_archive_are_compared_by_their_own_times():
    """Two years of news that are read in one minute stay apart."""
    index = DuplicateIndex(SETTINGS)
    index.add(replace(STORY, published="2023-11-05T10:00:00+03:30"))
    assert judged(index, later("1", id="2", published="2023-11-06T10:00:00+03:30")) == ()
    assert isinstance(judged(index, later("1", id="2", published="2023-11-05T10:20:00+03:30")), Match)


def test_stories_on_either_side_of_a_year_ago_are_compared_by_their_own_times():
    """Where the archive begins no story is taken for one with a mistaken date."""
    index = DuplicateIndex(SETTINGS)
    index.add(replace(STORY, published="2024-12-31T06:00:00+00:00"))
    assert judged(index, later("1", id="2", published="2024-12-31T09:00:00+00:00")) == ()
    found = judged(index, later("1", id="2", published="2024-12-31T06:50:00+00:00"))
    assert isinstance(found, Match)
    assert (found.kind, found.delay_s) == ("copy", 3000.0)


def test_a_story_published_before_its_owner_is_a_copy_of_it(index):
    """The first delivered is the owner; the delay is below 0."""
    assert judged(index, later("1", id="2", published="2026-01-01T09:30:00+03:30")) == repeated("copy", -1800.0)


def test_the_oldest_arrival_leaves_first_and_is_counted(index):
    """The bound on the index holds, and says what it cost."""
    for number in range(1, 5):
        index.add(later(str(number), id=str(number + 1), text=f"{number:032x}"))
    assert len(index) == 3
    assert (index.take_evicted(), index.take_evicted()) == (2, 0)
    assert judged(index, later("9", id="77")) == ()
    assert isinstance(judged(index, later("9", id="78", text=f"{4:032x}")), Match)


def test_entries_leave_by_when_they_came(index):
    """What came longer ago than the horizon is gone, whatever its published time."""
    index.add(later("1", id="2", text="bb" * 16, received="2026-01-01T08:00:00.000+00:00"))
    assert len(index) == 1


def test_a_story_that_could_not_be_delivered_is_taken_back(index):
    """Its copies are news again."""
    index.retract(STORY)
    assert len(index) == 0
    assert judged(index, later("1", id="2")) == ()


def test_restoring_gives_the_same_verdicts(index):
    """The log of what was added is the index."""
    again = DuplicateIndex(SETTINGS)
    again.restore([STORY])
    for story in (later("1"), later("1", id="2"), later("1", version=2)):
        assert judged(again, story) == judged(index, story)


def test_a_newer_carrier_of_a_text_goes_on_catching_copies(index):
    """When the first owner of a text has left, a revision with the same text is the owner of later copies."""
    index.add(later("1", version=2, received="2026-01-01T07:00:00.000+00:00", published="2026-01-01T10:29:00+03:30"))
    at = {"received": "2026-01-01T07:40:00.000+00:00", "published": "2026-01-01T11:09:00+03:30"}
    index.add(later("2", id="3", text="cc" * 16, **at))
    verdict = judged(index, later("3", id="4", outlet="ب", **at))
    assert isinstance(verdict, Match)
    assert (verdict.kind, verdict.owner.version) == ("copy", 2)
