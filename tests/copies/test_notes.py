"""What is read back of notes, and what is passed over."""

import orjson
import pytest

from pipeline.copies.notes import Delivered, Outcomes, read_outcome
from schemas.duplicate import Changed


def as_json(note, **changes) -> bytes:
    """Give a note as JSON with some fields changed."""
    return orjson.dumps(orjson.loads(orjson.dumps(note)) | changes)


def test_a_note_is_read_as_it_was_written(note):
    """With `outcome` before it or without, and with a field that a later release added."""
    written = note(changed=Changed(("باران",), (), 1, 0))
    assert read_outcome(orjson.dumps(written)) == written
    assert read_outcome(b'{"outcome":"duplicate",' + orjson.dumps(written)[1:]) == written
    assert read_outcome(as_json(written, later={"a": 1})) == written


@pytest.mark.parametrize(
    "changes",
    [{"delay_s": "soon"}, {"of": None}, {"kind": "theft"}, {"outlet": ["x"]}, {"schema": "khabar.duplicate/10"}],
)
def test_a_note_with_an_impossible_field_is_none(note, changes):
    """What others wrote into the topic neither stops the reading nor reaches the answer."""
    assert read_outcome(as_json(note(), **changes)) is None


@pytest.mark.parametrize("changed", ["x", [], {"added": "x"}, {"added": [1], "added_count": "9"}])
def test_changes_that_cannot_be_read_cost_the_note_nothing(note, changed):
    """They are not known, or empty."""
    read = read_outcome(as_json(note(), changed=changed))
    assert read is not None
    assert read.changed in (None, Changed((), (), 0, 0))


def test_delivered_stories_are_read_in_short():
    """A chain shows their headline and time."""
    story = {"schema": "khabar.enriched-story/1", "outlet": "مهر", "id": "o1", "version": 2, "published": None}
    assert read_outcome(orjson.dumps(story | {"headline": "باران", "entities": []})) == Delivered(
        "مهر", "o1", 2, None, "باران"
    )


def test_strange_lines_are_counted_once(note):
    """Refused records are outcomes; what is no outcome is told, however often the source is read."""
    refused = b'{"outcome":"refused","schema":"khabar.refusal/1"}'
    told: list[int] = []
    values = [b"\xff", b"{}", b"[1]", refused, b'"khabar.duplicate/1"', b'{"khabar.duplicate/1"', orjson.dumps(note())]
    outcomes = Outcomes(lambda: iter(values), told.append)
    for _ in range(2):
        assert len(list(outcomes.read())) == 1
    assert outcomes.notes == 1
    assert told == [5]
