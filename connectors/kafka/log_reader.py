"""Reading `news.fingerprints`: where to begin, where it ends, what is between, on one connection while it works."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord
from kafka.errors import KafkaError, OffsetOutOfRangeError

from connectors.kafka.clients import close_consumer, consumer, for_a_while
from connectors.kafka.fingerprints import unpack
from connectors.kafka.outage import UNREADABLE, poll_until
from connectors.kafka.settings import GroupSettings
from schemas.fingerprint import FingerprintLog

log = logging.getLogger(__name__)

FIRST_FETCH_BYTES = 65_536  # of each partition, to learn the time of its first record; a larger record comes whole

type Positions = Iterable[tuple[int, int]]  # partition, next offset


class _Way(Protocol):
    """How a piece of work is done: once, or again until it is done."""

    def __call__[Result](self, work: Callable[[], Result]) -> Result: ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """Offsets of one partition, from `begin` to before `end`."""

    place: TopicPartition
    begin: int
    end: int


class _Connection:
    """A consumer for as long as it works, and then another."""

    def __init__(self, settings: GroupSettings, way: _Way, **more: object) -> None:
        self._settings, self._way, self._more = settings, way, more
        self._client: KafkaConsumer | None = None

    def ask[Result](self, work: Callable[[KafkaConsumer], Result]) -> Result:
        """Do work with the consumer, in its way."""
        return self._way(partial(self._ask_once, work))

    def close(self) -> None:
        """Let go of it."""
        if self._client is not None:
            close_consumer(self._client)
        self._client = None

    def _ask_once[Result](self, work: Callable[[KafkaConsumer], Result]) -> Result:
        try:
            if self._client is None:
                self._client = consumer(self._settings.cluster, **self._more)
            return work(self._client)
        except KafkaError:
            self.close()
            raise


class LogReader:
    """Reads the messages of one group: many in line, or the pack at a place."""

    def __init__(self, settings: GroupSettings, way: _Way) -> None:
        self._settings, self._way = settings, way
        self._in_line = _Connection(settings, way)
        one = {"max_partition_fetch_bytes": 1, "max_poll_records": 1}  # a message comes whole, and no more
        self._at_places = _Connection(settings, way, **one)

    def close(self) -> None:
        """Let go of the connections."""
        self._in_line.close()
        self._at_places.close()

    def stretches(self, since_ms: int) -> list[Stretch]:
        """Give what each partition holds since a time, up to its end for a reader of open transactions.

        What this group committed may stand behind what another group has open. A `read_committed` reader is told of no
        end and no time behind that; it is waited for instead.
        """
        return self._way(partial(_stretches, self._settings, since_ms))

    def messages(self, stretch: Stretch) -> Iterator[tuple[int, int, FingerprintLog]]:
        """Give the group's messages of a stretch: offset, size, content."""
        return self._messages(self._in_line, stretch)

    def pack(self, place: TopicPartition, offset: int) -> FingerprintLog | None:
        """Give the group's pack at an offset; None, and a warning, where there is none."""
        for _, _, message in self._messages(self._at_places, Stretch(place, offset, offset + 1)):
            if message.pack is not None and all(message.pack.begin <= at < offset for at in message.pack.offsets):
                return message
        log.warning("%s/%s@%s is no pack of fingerprints of group %s, as was expected: what it should hold is read "
                    "message by message", place.topic, place.partition, offset, self._settings.group)  # fmt: skip
        return None

    def _messages(self, connection: _Connection, stretch: Stretch) -> Iterator[tuple[int, int, FingerprintLog]]:
        at = stretch.begin
        while at < stretch.end:
            records, at = connection.ask(partial(_read_on, stretch=Stretch(stretch.place, at, stretch.end)))
            for record in records:
                if record.offset < stretch.end and (message := unpack(record.value, self._settings.group)):
                    yield record.offset, len(record.value), message


def oldest_due_s(settings: GroupSettings, positions: Positions) -> float:
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


def _stretches(settings: GroupSettings, since_ms: int) -> list[Stretch]:
    topic = settings.topics.fingerprints
    with for_a_while(consumer(settings.cluster, isolation_level="read_uncommitted")) as client:
        places = [TopicPartition(topic, partition) for partition in sorted(client.partitions_for_topic(topic) or ())]
        ends = client.end_offsets(places) if places else {}
        begins = {place: _begin(client, place, since_ms) for place in places}
    return [Stretch(place, begin, ends[place]) for place, begin in begins.items() if begin is not None]


def _begin(client: KafkaConsumer, place: TopicPartition, since_ms: int) -> int | None:
    if since_ms <= 0:
        return client.beginning_offsets([place])[place]
    found = client.offsets_for_times({place: since_ms})[place]
    return found.offset if found and found.timestamp >= 0 else None  # tansu answers -1 where Kafka answers nothing


def _read_on(client: KafkaConsumer, stretch: Stretch) -> tuple[list[ConsumerRecord], int]:
    """Read on in a stretch; give the records and where to read on. What retention took meanwhile is passed over."""
    place = stretch.place
    if client.assignment() != {place} or client.position(place) != stretch.begin:
        client.assign([place])
        client.seek(place, stretch.begin)
    try:
        for got in poll_until(client, lambda: client.position(place) >= stretch.end):
            if got:
                return got[place], client.position(place)
    except OffsetOutOfRangeError:
        first = client.beginning_offsets([place])[place]
        if first <= stretch.begin:
            raise
        return [], first
    return [], client.position(place)
