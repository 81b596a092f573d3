"""The index restored from its log is the one that was added to, story by story."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from inside import inside

from pipeline.duplicates.index import DuplicateIndex
from pipeline.settings import IndexSettings
from schemas.fingerprint import Fingerprint

STORY = Fingerprint("1", 1, "الف", None, "", "", "aa" * 16, sketch="AAA=")
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


@st.composite
def stories(draw) -> list[Fingerprint]:
    """Draw stories that share ids, texts and keys; some are of one record, as after a log that was read again."""
    drawn = draw(st.lists(st.tuples(*(st.integers(0, most) for most in (30, 3, 3, 20)), st.lists(st.integers(0, 600)))))
    return [
        replace(
            STORY,
            id=str(id_),
            text=f"{text:032x}",
            origin=f"news.raw/0@{origin}",
            received=(BEGAN + timedelta(minutes=number + late)).isoformat(),
            keys=tuple(keys[:20]),
        )
        for number, (origin, id_, text, late, keys) in enumerate(drawn)
    ]


@given(stories(), st.integers(1, 40), st.sampled_from([600.0, 3600.0, 36000.0]), st.integers(0, 10))
def test_a_restored_index_is_the_one_that_was_added_to(told, most, horizon_s, before):
    """Whatever left it meanwhile, and where one record's story came twice; on top of what it holds already, too."""
    settings = IndexSettings(horizon_s=horizon_s, index_max=most)
    added, restored = DuplicateIndex(settings), DuplicateIndex(settings)
    for story in told:
        added.add(story)
    for story in told[:before]:
        restored.add(story)
    restored.restore(iter(told[before:]))
    assert inside(restored) == inside(added)
    assert restored.take_evicted() == 0
