"""Notes on duplicates read from Apache Kafka, where transactions end and brokers go away."""

import pytest

from connectors.kafka.clients import transactional_producer
from connectors.kafka.notes import Notes
from connectors.kafka.settings import Cluster
from pipeline.errors import KhabarError


def transaction(road, values: list[bytes], *, committed: bool) -> None:
    """Write notes in one transaction, over all partitions."""
    producer = transactional_producer(Cluster(road.bootstrap), f"notes.{road.name}")
    producer.init_transactions()
    producer.begin_transaction()
    for number, value in enumerate(values):
        producer.send(road.topic("duplicates"), value, key=b"%d" % number)
    producer.flush()
    if committed:
        producer.commit_transaction()
    else:
        producer.abort_transaction()
    producer.close()


def test_only_committed_notes_are_read(road):
    """Aborted ones are not seen, also at the end, where nothing follows them; each committed one is seen once."""
    wanted = [b"%d" % number for number in range(30)]
    transaction(road, wanted[:20], committed=True)
    transaction(road, [b"aborted"] * 10, committed=False)
    transaction(road, wanted[20:], committed=True)
    transaction(road, [b"aborted"] * 10, committed=False)
    read = Notes(Cluster(road.bootstrap), road.topic("duplicates"))
    assert [sorted(read(), key=int) for _ in range(2)] == [wanted] * 2


def test_a_broker_that_dies_between_two_pieces_is_told(road, broker, monkeypatch):
    """The answer is an error, never half of the notes as if they were all."""
    monkeypatch.setattr("connectors.kafka.notes.PIECE_BYTES", 1)
    transaction(road, [b"%d" % number for number in range(500)], committed=True)
    transaction(road, [b"%d" % number for number in range(500)], committed=True)
    reading = Notes(Cluster(road.bootstrap), road.topic("duplicates"))()
    next(reading)
    broker.kill()
    try:
        with pytest.raises(KhabarError, match=f"reading {road.topic('duplicates')} on --brokers"):
            list(reading)
    finally:
        broker.start()
