"""Where partitions stand."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.watch.places import Places


def test_lag_in_seconds_grows_between_polls(record):
    """It is the age of what was read last, for as long as something is left, whoever asks when."""
    places = Places()
    old = (datetime.now(UTC) - timedelta(seconds=30)).isoformat()
    places.behind({0: 0, 1: 5})
    places.read([record(7, 1, received=old)])
    places.behind({0: 0, 1: 4})
    rows = places.table()
    assert [row["partition"] for row in rows] == [0, 1]
    assert rows[0]["lag_seconds"] == 0
    assert rows[1]["lag_seconds"] == pytest.approx(30, abs=1)
    time.sleep(0.1)
    assert places.table()[1]["lag_seconds"] >= rows[1]["lag_seconds"] + 0.1
    places.behind({1: 0})
    assert places.table()[1]["lag_seconds"] == 0


def test_a_partition_not_read_yet_ages_from_the_start(record):
    """Records that wait since before the start have waited at least as long as it is running."""
    places = Places()
    places.behind({0: 4})
    time.sleep(0.1)
    assert 0.1 <= places.table()[0]["lag_seconds"] < 5
    assert places.table()[0]["read"] is None


def test_a_record_after_a_silence_has_not_waited_through_it(record):
    """An hour without news is no lag of an hour when the next story comes."""
    places = Places()
    old = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    places.behind({0: 1})
    places.read([record(7, received=old)])
    places.behind({0: 0})
    places.behind({0: 1})
    assert places.table()[0]["lag_seconds"] < 5


def test_offsets_are_the_next_ones(record):
    """As Kafka counts them: the next to read and the next to commit."""
    places = Places()
    places.read([record(7), record(8)])
    places.committed({0: 8})
    (row,) = places.table()
    assert (row["read"], row["committed"]) == (9, 8)


def test_lag_is_unknown_before_the_first_poll():
    """None is not 0."""
    places = Places()
    assert places.lag_records() is None
    places.behind({0: 2, 1: 3})
    assert places.lag_records() == 5
