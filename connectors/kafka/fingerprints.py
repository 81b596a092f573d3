"""The log of the index of duplicates, `news.fingerprints`: one message a transaction."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import partial
from typing import Any, Protocol

import orjson
from kafka import KafkaConsumer, TopicPartition

from connectors.kafka.clients import consumer, for_a_while
from connectors.kafka.outage import UNREADABLE, Patience, poll_until
from connectors.kafka.settings import GroupSettings
from schemas.fingerprint import FINGERPRINTS, Fingerprint, FingerprintLog

log = logging.getLogger(__name__)

FIELDS = tuple(field.name for field in fields(Fingerprint))
PIECE_BYTES = 16 * 1024 * 1024  # of the log in memory at once
FIRST_FETCH_BYTES = 65_536  # of each partition, to learn the time of its first record; a larger record comes whole
MARGIN_S = 3600.0  # the log is read a little further back than the horizon, for clocks that differ


type Positions = Iterable[tuple[int, int]]  # partition, next offset


def pack(group: str, entries: Sequence[Fingerprint]) -> bytes:
    """Give the message that logs the stories of one transaction."""
    return orjson.dumps(FingerprintLog(FINGERPRINTS, group, tuple(entries)))


def unpack(message: bytes, group: str) -> Iterator[Fingerprint]:
    """Give a message's stories; none of another group's, nor of what is no such message.

    Fields that a later release added are passed over, so that a release can be taken back.
    """
    try:
        packed = orjson.loads(message)
        if packed["group"] == group:
            yield from [_entry(entry) for entry in packed["entries"]]
    except (ValueError, TypeError, KeyError) as error:
        log.warning("a message of the log of fingerprints can't be read (%r): passed over", error)


def _entry(logged: dict[str, Any]) -> Fingerprint:
    return Fingerprint(**{name: logged[name] for name in FIELDS} | {"keys": tuple(logged["keys"])})


def read_log(settings: GroupSettings, positions: Positions, horizon_s: float) -> Iterator[Fingerprint]:
    """Give the fingerprints that this group logged within the horizon, in their order; outages are sat out.

    The horizon ends at the oldest record that `positions` leave to be read, not now: after a long outage it is that
    record whose copies must be known. The log's partitions follow each other; a group's messages share one, by key.
    """
    patience = Patience(f"reading {settings.topics.fingerprints} on {settings.cluster.brokers}")
    oldest_s = patience.try_again(lambda: _oldest_due_s(settings, positions))
    since_ms = int((oldest_s - horizon_s - MARGIN_S) * 1000)
    for message in _messages(settings, since_ms, patience.try_again):
        yield from unpack(message, settings.group)


def any_fingerprint(settings: GroupSettings) -> bool:
    """Tell whether this group ever logged a fingerprint that is still there; the caller sits out outages."""
    return any(True for message in _messages(settings, 0, lambda work: work()) for _ in unpack(message, settings.group))


def _oldest_due_s(settings: GroupSettings, positions: Positions) -> float:
    """Give the append time of the oldest record from `positions` on, in Unix seconds; now where there is none.

    0, and so the whole log, where the records can't be read: the reader will say so.
    """
    oldest_s = time.time()
    with for_a_while(consumer(settings.cluster, max_partition_fetch_bytes=FIRST_FETCH_BYTES)) as client:
        begins = {TopicPartition(settings.topics.raw, at): offset for at, offset in positions}
        client.assign(list(begins))
        ends = client.end_offsets(list(begins))
        for place, offset in begins.items():
            client.seek(place, offset)
        try:
            for got in poll_until(client, lambda: all(_is_known(client, place, end) for place, end in ends.items())):
                for place, records in got.items():
                    oldest_s = min([oldest_s, *(max(0, record.timestamp) / 1000 for record in records[:1])])
                    client.pause(place)
        except UNREADABLE:
            return 0.0
    return oldest_s


def _is_known(client: KafkaConsumer, place: TopicPartition, end: int) -> bool:
    return place in client.paused() or client.position(place) >= end


class _Way(Protocol):
    """How a piece of work is done: once, or again until it is done."""

    def __call__[Result](self, work: Callable[[], Result]) -> Result: ...


def _messages(settings: GroupSettings, since_ms: int, way: _Way) -> Iterator[bytes]:
    for place, begin, end in way(partial(_ranges, settings, since_ms)):
        at = begin
        while at < end:
            messages, at = way(partial(_piece, settings, place, at, end))
            yield from messages


def _ranges(settings: GroupSettings, since_ms: int) -> list[tuple[TopicPartition, int, int]]:
    topic = settings.topics.fingerprints
    with for_a_while(consumer(settings.cluster)) as client:
        places = [TopicPartition(topic, partition) for partition in sorted(client.partitions_for_topic(topic) or ())]
        if not places:
            return []
        ends = client.end_offsets(places)
        begins = {place: _begin(client, place, since_ms) for place in places}
    return [(place, begin, ends[place]) for place, begin in begins.items() if begin is not None]


def _begin(client: KafkaConsumer, place: TopicPartition, since_ms: int) -> int | None:
    if since_ms <= 0:
        return client.beginning_offsets([place])[place]
    found = client.offsets_for_times({place: since_ms})[place]
    return found.offset if found and found.timestamp >= 0 else None  # tansu answers -1 where Kafka answers nothing


def _piece(settings: GroupSettings, place: TopicPartition, begin: int, end: int) -> tuple[list[bytes], int]:
    """Read on from `begin`, to the end or until enough is in memory; give the messages and where the next piece is."""
    messages: list[bytes] = []
    size = 0
    with for_a_while(consumer(settings.cluster)) as client:
        client.assign([place])
        client.seek(place, begin)
        for got in poll_until(client, lambda: client.position(place) >= end):
            values = [record.value for records in got.values() for record in records if record.value is not None]
            messages += values
            size += sum(map(len, values))
            if size >= PIECE_BYTES:
                break
        return messages, client.position(place)
