"""The source: one consumer over all partitions of the raw topic.

Guarantee: at least once by itself; with the offsets that the delivery commits, exactly once.
"""

import logging
import time
from collections import Counter, deque
from datetime import UTC, datetime

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord
from kafka.errors import KafkaError, OffsetOutOfRangeError

from connectors.kafka.clients import close_consumer, consumer
from connectors.kafka.ends import ends_by_reading
from connectors.kafka.outage import FIRST_WAIT_S, LONGEST_WAIT_S, UNREADABLE, Patience
from connectors.kafka.settings import GroupSettings
from pipeline.errors import KhabarError, OffsetsLost
from pipeline.running import RUNNING
from pipeline.watch.metrics import METRICS
from pipeline.world import Attempt, Gap
from schemas.record import MAX_RECORD_BYTES, Record

log = logging.getLogger(__name__)

TIMEOUT_MS = 15_000
REFRESH_S = 10.0  # how soon a partition added to the topic is noticed
TRIES_TO_READ = 5
POLL_RECORDS = 100  # what one poll may bring past the bundle's byte limit


class KafkaReader:
    """Reads bundles of records, in order inside each partition, from the attempt's positions on."""

    def __init__(self, settings: GroupSettings, attempt: Attempt) -> None:
        self._settings = settings
        self._patience = Patience(f"reading {settings.topics.raw} on {settings.cluster.brokers}")
        self._next = dict(attempt.positions)  # after the last record handed out
        self._reached = dict(attempt.positions)  # the consumer's own positions: past control records too
        self._newest: dict[int, str] = {}
        self._gaps: list[Gap] = []
        self._left: deque[ConsumerRecord] = deque()
        self._looked = time.monotonic()
        self._failures, self._failed_at = 0, {}  # polls that failed one after another, and where
        self._client = self._patience.try_again(self._connect)
        ends = self._patience.try_again(self._end_offsets)
        self._behind = {partition: max(0, end - self._next[partition]) for partition, end in ends.items()}
        self._ends = self._patience.try_again(self._ends_by_reading) if settings.until_end else {}

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

    def gaps(self) -> tuple[Gap, ...]:
        """Give, once, the gaps found since the last call: new partitions, and control records that nothing follows."""
        if not self._left:
            for partition, reached in self._reached.items():
                if reached > self._next[partition]:
                    self._gaps.append(Gap(partition, self._next[partition], reached))
                    self._next[partition] = reached
        gaps, self._gaps = tuple(self._gaps), []
        return gaps

    def at_end(self) -> bool:
        """Tell whether a bounded run has read every partition up to the offsets seen at its start."""
        if not self._settings.until_end or self._left:
            return False
        return all(self._reached[partition] >= end for partition, end in self._ends.items())

    def lag(self) -> dict[int, int]:
        """Give the records not yet read, by partition, as of the last poll; never below 0, whatever the broker says."""
        left = Counter(record.partition for record in self._left)
        return {partition: left[partition] + self._behind.get(partition, 0) for partition in self._next}

    def watermark(self) -> str | None:
        """Give the append time before which everything was read, ISO 8601; None while a partition waits unread."""
        behind = [partition for partition, records in self.lag().items() if records]
        if any(partition not in self._newest for partition in behind):
            return None
        times = [self._newest[partition] for partition in behind]
        return min(times) if times else max(self._newest.values(), default=None)

    def close(self) -> None:
        """Let go of the connection."""
        close_consumer(self._client)

    def _take(self, got: ConsumerRecord) -> Record:
        base = self._next.get(got.partition, got.offset)
        self._next[got.partition] = got.offset + 1
        received = self._newest[got.partition] = _received(got.timestamp)
        return Record(
            value=got.value or b"",
            origin=f"{got.topic}/{got.partition}@{got.offset}",
            received=received,
            key=got.key,
            headers=tuple((name, value or b"") for name, value in got.headers),  # the client writes no null
            partition=got.partition,
            offset=got.offset,
            base=base,
            read_s=time.time(),
        )

    def _poll(self, wait_s: float) -> bool:
        try:
            self._notice_partitions()
            got = self._client.poll(timeout_ms=int(wait_s * 1000), max_records=POLL_RECORDS)
            self._look()
        except OffsetOutOfRangeError as error:
            raise OffsetsLost(
                f"group {self._settings.group}: {self._settings.topics.raw} no longer holds the records at its place "
                f"({error}); start again with --on-lost-offsets earliest or latest"
            ) from error
        except KafkaError as error:
            self._fail(error)
            return False
        for records in got.values():
            self._left.extend(record for record in records if record.offset >= self._next.get(record.partition, 0))
        METRICS.health.source_answered()
        return bool(self._left)

    def _fail(self, error: KafkaError) -> None:
        """Connect again; what comes back the same way each time is no outage, and is named.

        Raises KhabarError when the broker gives records that can't be read, again and again.
        """
        self._failures = self._failures + 1 if self._failed_at == self._next else 1
        self._failed_at = dict(self._next)
        METRICS.source_failed(error)
        topic, places = self._settings.topics.raw, ", ".join(f"{at}@{next_}" for at, next_ in self._next.items())
        if isinstance(error, UNREADABLE) and self._failures >= TRIES_TO_READ:
            raise KhabarError(
                f"reading {topic} failed {self._failures} times at the same place: {type(error).__name__}: {error}. "
                f"The next offsets are {topic}/{places}: move the group past the record that can't be read, or mend it"
            ) from error
        log.warning("reading %s: %s; connecting again", topic, error)
        RUNNING.stop.wait(min(FIRST_WAIT_S * 2 ** min(self._failures, 10), LONGEST_WAIT_S))
        self._reconnect()

    def _look(self) -> None:
        """Take the consumer's positions, and how far the partitions' ends are beyond them.

        In a bounded run a partition that is read to its end is not asked again; what came along beyond it is read.
        """
        for place in self._client.assignment():
            position, end = self._client.position(place, timeout_ms=5_000), self._client.highwater(place)
            if position is not None:
                self._reached[place.partition] = position
                self._behind[place.partition] = max(0, (end or 0) - position)
                if self._ends and position >= self._ends[place.partition]:
                    self._client.pause(place)

    def _connect(self) -> KafkaConsumer:
        try:
            client = consumer(
                self._settings.cluster,
                max_poll_records=POLL_RECORDS,
                max_partition_fetch_bytes=MAX_RECORD_BYTES + 65_536,
                fetch_max_wait_ms=500,
                metadata_max_age_ms=int(REFRESH_S * 1000),
            )
        except KafkaError as error:
            METRICS.source_failed(error)
            raise
        self._assign(client)
        return client

    def _reconnect(self) -> None:
        """Go on from the same places on a new connection, however long the outage lasts."""
        self._left.clear()
        self.close()
        self._client = self._patience.try_again(self._connect)

    def _assign(self, client: KafkaConsumer) -> None:
        client.assign([TopicPartition(self._settings.topics.raw, partition) for partition in self._next])
        for partition, offset in self._next.items():
            client.seek(TopicPartition(self._settings.topics.raw, partition), offset)
        self._reached |= self._next

    def _notice_partitions(self) -> None:
        if self._ends or time.monotonic() - self._looked < REFRESH_S:
            return
        self._looked = time.monotonic()
        seen = self._client.partitions_for_topic(self._settings.topics.raw) or set()
        places = [TopicPartition(self._settings.topics.raw, partition) for partition in sorted(seen - set(self._next))]
        if places:
            begin = self._client.beginning_offsets(places, timeout_ms=TIMEOUT_MS)
            self._gaps += [Gap(place.partition, 0, begin[place]) for place in places]
            self._next |= {place.partition: begin[place] for place in places}
            self._left.clear()
            self._assign(self._client)
            log.info("partitions %s appeared", [place.partition for place in places])

    def _end_offsets(self) -> dict[int, int]:
        ends = self._client.end_offsets(list(self._client.assignment()), timeout_ms=TIMEOUT_MS)
        return {place.partition: end for place, end in ends.items()}

    def _ends_by_reading(self) -> dict[int, int]:
        """Give each partition's end, and go back to where we were."""
        try:
            ends = ends_by_reading(self._client, self._next)
        except UNREADABLE:  # the reading proper will say so, with the place
            ends = self._end_offsets()
        self._assign(self._client)
        return ends


def _received(timestamp_ms: int) -> str:
    """Give a message's time, ISO 8601; now where it has none, or says a later time than now (a producer's clock)."""
    now_ms = time.time_ns() // 1_000_000
    moment_s = min(timestamp_ms if timestamp_ms >= 0 else now_ms, now_ms) / 1000
    return datetime.fromtimestamp(moment_s, UTC).isoformat(timespec="milliseconds")
