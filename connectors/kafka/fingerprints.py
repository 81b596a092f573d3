"""The log of the index of duplicates, `news.fingerprints`: one message a transaction."""

import time
from collections.abc import Iterator, Sequence

import orjson
from kafka import KafkaConsumer, TopicPartition

from connectors.kafka.clients import consumer, for_a_while
from connectors.kafka.settings import GroupSettings
from schemas.fingerprint import FINGERPRINTS, Fingerprint, FingerprintLog

MARGIN_S = 3600.0  # the log is read a little further back than the horizon, for clocks that differ


def pack(group: str, entries: Sequence[Fingerprint]) -> bytes:
    """Give the message that logs the stories of one transaction."""
    return orjson.dumps(FingerprintLog(FINGERPRINTS, group, tuple(entries)))


def read_log(settings: GroupSettings) -> Iterator[Fingerprint]:
    """Give the fingerprints that this group logged within the horizon, in their order.

    The log's partitions follow each other; a group's messages share one, by their key.
    """
    since_ms = int((time.time() - settings.horizon_s - MARGIN_S) * 1000)
    for message in _messages(settings, since_ms):
        log = orjson.loads(message)
        if log["group"] == settings.group:
            yield from (Fingerprint(**entry) for entry in log["entries"])


def any_fingerprint(settings: GroupSettings) -> bool:
    """Tell whether this group ever logged a fingerprint that is still there."""
    return any(orjson.loads(message)["group"] == settings.group for message in _messages(settings, 0))


def _messages(settings: GroupSettings, since_ms: int) -> Iterator[bytes]:
    topic = settings.topics.fingerprints
    with for_a_while(consumer(settings.cluster)) as client:
        for partition in sorted(client.partitions_for_topic(topic) or ()):
            place = TopicPartition(topic, partition)
            begin = _begin(client, place, since_ms)
            end = client.end_offsets([place])[place]
            if begin is not None and begin < end:
                yield from _partition(client, place, begin, end)


def _begin(client: KafkaConsumer, place: TopicPartition, since_ms: int) -> int | None:
    if since_ms <= 0:
        return client.beginning_offsets([place])[place]
    found = client.offsets_for_times({place: since_ms})[place]
    return found.offset if found and found.timestamp >= 0 else None  # tansu answers -1 where Kafka answers nothing


def _partition(client: KafkaConsumer, place: TopicPartition, begin: int, end: int) -> Iterator[bytes]:
    client.assign([place])
    client.seek(place, begin)
    while client.position(place) < end:
        for records in client.poll(timeout_ms=500).values():
            yield from (record.value for record in records if record.value is not None)
