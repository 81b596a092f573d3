"""The source: one consumer over all partitions of the raw topic.

Guarantee: at least once by itself; with the offsets that the delivery commits, exactly once.
"""

import logging
import time
from collections import deque
from datetime import UTC, datetime

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord
from kafka.errors import KafkaError, OffsetOutOfRangeError

from connectors.kafka.clients import consumer
from connectors.kafka.settings import GroupSettings
from pipeline.errors import KhabarError, OffsetsLost
from pipeline.running import RUNNING
from pipeline.world import Attempt
from schemas.record import MAX_RECORD_BYTES, Record

log = logging.getLogger(__name__)

TIMEOUT_MS = 15_000
REFRESH_S = 10.0  # how soon a partition added to the topic is noticed
POLL_RECORDS = 100  # what one poll may bring past the bundle's byte limit


class KafkaReader:
    """Reads bundles of records, in order inside each partition, from the attempt's positions on."""

    def __init__(self, settings: GroupSettings, attempt: Attempt) -> None:
        self._settings = settings
        self._next = dict(attempt.positions)
        self._newest: dict[int, str] = {}
        self._fresh: list[tuple[int, int]] = []
        self._left: deque[ConsumerRecord] = deque()
        self._client = self._connect()
        self._ends = self._end_offsets()
        self._looked = time.monotonic()

    def read(self, wait_s: float) -> list[Record]:
        """Give what is there, at most a bundle; wait up to `wait_s` seconds for the first record."""
        records: list[Record] = []
        size = 0
        while len(records) < self._settings.bundle_records and size < self._settings.bundle_bytes:
            if not self._left and not self._poll(0.0 if records else wait_s):
                break
            record = self._take(self._left.popleft())
            records.append(record)
            size += len(record.value)
        return records

    def fresh(self) -> tuple[tuple[int, int], ...]:
        """Give, once, the partitions that appeared since the last call, as (partition, its beginning)."""
        fresh, self._fresh = tuple(self._fresh), []
        return fresh

    def at_end(self) -> bool:
        """Tell whether a bounded run has read every partition up to the offsets seen at its start."""
        if not self._settings.until_end or self._left:
            return False
        return all(self._position(place) >= end for place, end in self._ends.items())

    def lag(self) -> dict[int, int]:
        """Give the records not yet read, by partition; never below 0, whatever the broker says."""
        left: dict[int, int] = {}
        for record in self._left:
            left[record.partition] = left.get(record.partition, 0) + 1
        return {
            place.partition: left.get(place.partition, 0) + self._behind(place) for place in self._client.assignment()
        }

    def watermark(self) -> str | None:
        """Give the append time before which everything was read, ISO 8601; None while a partition waits unread."""
        behind = [partition for partition, records in self.lag().items() if records]
        if any(partition not in self._newest for partition in behind):
            return None
        times = [self._newest[partition] for partition in behind]
        return min(times) if times else max(self._newest.values(), default=None)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close(autocommit=False)

    def _take(self, got: ConsumerRecord) -> Record:
        base = self._next.get(got.partition, got.offset)
        self._next[got.partition] = got.offset + 1
        received = datetime.fromtimestamp(max(got.timestamp, 0) / 1000, UTC).isoformat(timespec="milliseconds")
        self._newest[got.partition] = received
        return Record(
            value=got.value or b"",
            origin=f"{got.topic}/{got.partition}@{got.offset}",
            received=received,
            key=got.key,
            headers=tuple((name, value or b"") for name, value in got.headers),
            partition=got.partition,
            offset=got.offset,
            base=base,
        )

    def _poll(self, wait_s: float) -> bool:
        try:
            self._notice_partitions()
            got = self._client.poll(timeout_ms=int(wait_s * 1000), max_records=POLL_RECORDS)
        except OffsetOutOfRangeError as error:
            raise OffsetsLost(
                f"group {self._settings.group}: records were deleted before they were read ({error}); "
                "start again with --on-lost-offsets earliest or latest"
            ) from error
        except KafkaError as error:
            log.warning("reading %s: %s; connecting again", self._settings.topics.raw, error)
            self._reconnect()
            return False
        for records in got.values():
            self._left.extend(record for record in records if record.offset >= self._next.get(record.partition, 0))
        return bool(self._left)

    def _connect(self) -> KafkaConsumer:
        client = consumer(
            self._settings.cluster,
            max_poll_records=POLL_RECORDS,
            max_partition_fetch_bytes=MAX_RECORD_BYTES + 65_536,
            fetch_max_wait_ms=500,
            metadata_max_age_ms=int(REFRESH_S * 1000),
        )
        self._assign(client)
        return client

    def _reconnect(self) -> None:
        """Go on from the same places on a new connection, however long the outage lasts."""
        self._left.clear()
        self.close()
        while True:
            try:
                self._client = self._connect()
                return
            except KafkaError as error:
                log.warning("reading %s: %s; trying again", self._settings.topics.raw, error)
                if RUNNING.stop.wait(1.0):
                    raise KhabarError(f"stopped while {self._settings.cluster.brokers} could not be reached") from error

    def _assign(self, client: KafkaConsumer) -> None:
        client.assign([TopicPartition(self._settings.topics.raw, partition) for partition in self._next])
        for partition, offset in self._next.items():
            client.seek(TopicPartition(self._settings.topics.raw, partition), offset)

    def _notice_partitions(self) -> None:
        if time.monotonic() - self._looked < REFRESH_S:
            return
        self._looked = time.monotonic()
        seen = self._client.partitions_for_topic(self._settings.topics.raw) or set()
        places = [TopicPartition(self._settings.topics.raw, partition) for partition in sorted(seen - set(self._next))]
        if places:
            begin = self._client.beginning_offsets(places, timeout_ms=TIMEOUT_MS)
            self._fresh += [(place.partition, begin[place]) for place in places]
            self._next |= {place.partition: begin[place] for place in places}
            self._left.clear()
            self._assign(self._client)
            log.info("partitions %s appeared", [place.partition for place in places])

    def _end_offsets(self) -> dict[TopicPartition, int]:
        return (
            self._client.end_offsets(list(self._client.assignment()), timeout_ms=TIMEOUT_MS)
            if self._settings.until_end
            else {}
        )

    def _behind(self, place: TopicPartition) -> int:
        end = self._client.highwater(place)
        return max(0, end - self._position(place)) if end is not None else 0

    def _position(self, place: TopicPartition) -> int:
        found = self._client.position(place, timeout_ms=5_000)
        return self._next[place.partition] if found is None else found
