"""Where logs end, found by reading up to it."""

import time
from collections.abc import Mapping

from kafka import KafkaConsumer, TopicPartition

from connectors.kafka.outage import poll_until

TIMEOUT_MS = 15_000
MORE_S = 0.5  # for the batch behind an end that was told; it comes with the records before it, or right after them


def ends_by_reading(client: KafkaConsumer, at_least: Mapping[int, int]) -> dict[int, int]:
    """Give the end of each partition that a consumer is assigned, by its last batch; leaves the consumer there.

    A broker may name the place of its last batch rather than that behind it, as the embedded one does. Partitions are
    not read from before the offsets `at_least`.
    """
    ends = client.end_offsets(list(client.assignment()), timeout_ms=TIMEOUT_MS)
    for place, end in ends.items():
        client.seek(place, min(end, max(at_least.get(place.partition, 0), end - 1)))
    for _ in poll_until(client, lambda: all(client.position(place) >= end for place, end in ends.items())):
        pass
    _read_on(client)
    return {place.partition: client.position(place) for place in _in_order(ends)}


def _read_on(client: KafkaConsumer) -> None:
    until = time.monotonic() + MORE_S
    while (left_s := until - time.monotonic()) > 0:
        client.poll(timeout_ms=int(1000 * left_s))


def _in_order(places: Mapping[TopicPartition, int]) -> list[TopicPartition]:
    return sorted(places, key=lambda place: place.partition)
