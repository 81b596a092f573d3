"""The chain of one story."""

from datetime import datetime

import orjson
import pytest

from pipeline.copies.chain import Story, find_chains

TEN = datetime.fromisoformat("2025-09-01T10:00:00+03:30")


def test_a_chain_is_found_by_its_owner_and_by_each_copy(note, outcomes):
    """Whichever id is asked for, copies before it in the source are there too, in the order of their times."""
    late, early = note(id="c1", delay_s=720), note("فارس", id="c2", delay_s=-180)
    source = outcomes(late, note(id="c9", of="o9"), early)
    chains = [find_chains(source, story_id) for story_id in ("o1", "c1", "c2")]
    assert chains[0] == chains[1] == chains[2]
    [chain] = chains[0]
    assert (chain.owner, chain.notes) == (Story("مهر", "o1"), (early, late))


def test_an_unknown_id_has_no_chain(note, outcomes):
    """Not by its beginning either."""
    assert find_chains(outcomes(note()), "o") == ()


def test_an_id_is_an_outlets_own(note, outcomes):
    """Two outlets with one id have two chains; one is chosen by name."""
    mehr, irna = note(of="1", id="a"), note(of="1", id="b", of_outlet="ایرنا")
    assert {chain.owner.outlet for chain in find_chains(outcomes(mehr, irna), "1")} == {"مهر", "ایرنا"}
    [chain] = find_chains(outcomes(mehr, irna), "1", "ایرنا")
    assert chain.notes == (irna,)


def test_the_owners_time_is_what_most_notes_imply(note, outcomes):
    """A copy's time less its delay; one note whose time is absurd, and so its received time meant, is outvoted."""
    notes = [
        note(id="a", delay_s=60, published="2025-09-01T10:01:00+03:30"),
        note(id="b", delay_s=-60, published="2025-09-01T06:29:00+00:00"),
        note(id="c", delay_s=5, published="2025-09-01T09:00:00+03:30"),
    ]
    [chain] = find_chains(outcomes(*notes), "o1")
    assert chain.told == TEN
    [absurd] = find_chains(outcomes(note(delay_s=0, published="2099-01-01T00:00:00+00:00")), "o1")
    assert absurd.told == datetime.fromisoformat("2025-09-01T10:00:00+00:00")


@pytest.mark.parametrize("received", ["", "soon", "0001-01-01T00:00:00+14:00"])
def test_an_owner_may_be_unknown(note, outcomes, received):
    """Without outlet and without a time that can be."""
    [chain] = find_chains(outcomes(note(of_outlet=None, received=received, delay_s=1e12)), "o1")
    assert (chain.owner, chain.told) == (Story(None, "o1"), None)


def test_the_owners_own_line_says_more(note, outcomes):
    """A file of all outcomes has it: its time and headline come first."""
    line = {"schema": "khabar.enriched-story/1", "outlet": "مهر", "id": "o1", "version": 1, "headline": "باران"}
    own = orjson.dumps(line | {"published": "2025-09-01T10:00:00+03:30"})
    [chain] = find_chains(outcomes(own, note(delay_s=5)), "c1")
    assert (chain.told, chain.headline) == (TEN, "باران")


def test_versions_of_owner_and_copy_are_kept_apart(note, outcomes):
    """Each version of a copy is a note; which versions of the owner were repeated is told."""
    notes = [note(version=1, of_version=1), note(version=2, of_version=2, delay_s=90)]
    [chain] = find_chains(outcomes(*notes), "c1")
    assert (chain.versions, len(chain.notes)) == ((1, 2), 2)


def test_a_note_written_twice_is_one(note, outcomes):
    """As at least once brokers and two files of the same run have it."""
    [chain] = find_chains(outcomes(note(), note()), "o1")
    assert len(chain.notes) == 1


def test_a_story_can_be_an_owner_and_a_copy(note, outcomes):
    """A version of it repeated another story, and others repeated it: both chains come, one names both."""
    above, below = note("ایسنا", "مهر", id="x", of="o1"), note("فارس", "ایسنا", id="y", of="x", delay_s=3600)
    chains = find_chains(outcomes(below, above), "x")
    assert [chain.owner.id for chain in chains] == ["x", "o1"]
    assert chains[0].repeats == (Story("مهر", "o1"),)


def test_a_resend_does_not_repeat_another(note, outcomes):
    """The same id of the same outlet is the owner itself."""
    [chain] = find_chains(outcomes(note("مهر", "مهر", id="o1", kind="resend", delay_s=0)), "o1")
    assert (chain.repeats, len(chain.notes)) == ((), 1)
