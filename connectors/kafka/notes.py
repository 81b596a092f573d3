"""The notes on duplicates, `news.duplicates`, from their beginning to their present end.

Delivery: what is committed, each message once a reading; a reading after the first ends where the first did.
"""

from collections.abc import Iterator
from functools import partial

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord

from connectors.kafka.clients import consumer, for_a_while
from connectors.kafka.ends import ends_by_reading
from connectors.kafka.outage import Patience, poll_until
from connectors.kafka.settings import Cluster
from pipeline.errors import KhabarError

OUTAGE_S = 10.0  # a person waits, and one try to connect takes as long
PIECE_BYTES = 16 * 1024 * 1024  # of the notes in memory at once
TIMEOUT_MS = 15_000

type _Places = dict[TopicPartition, int]  # partition, offset


class Notes:
    """Reads the topic, as often as it is called, in pieces; after a short outage it goes on from where it was.

    Raises KhabarError when the topic is missing, or the broker away for OUTAGE_S or silent for SILENT_S.
    """

    def __init__(self, cluster: Cluster, topic: str) -> None:
        self._cluster, self._topic = cluster, topic
        self._patience = Patience(f"reading {topic} on --brokers {cluster.brokers} (KHABAR_BROKERS)", limit_s=OUTAGE_S)
        self._ends: _Places = {}

    def __call__(self) -> Iterator[bytes]:
        """Give the values of all messages, those of a partition in their order."""
        self._ends = self._ends or self._patience.try_again(self._find_ends)
        at = dict.fromkeys(self._ends, 0)
        while any(at[place] < end for place, end in self._ends.items()):
            values, at = self._patience.try_again(partial(self._piece, at))
            yield from values

    def _find_ends(self) -> _Places:
        with for_a_while(consumer(self._cluster)) as client:
            partitions = client.partitions_for_topic(self._topic)
            if not partitions:
                raise KhabarError(
                    f"no topic {self._topic} on --brokers {self._cluster.brokers} (KHABAR_BROKERS): make it with "
                    "`khabar topics create`, or name yours with --topic-duplicates (KHABAR_TOPIC_DUPLICATES)"
                )
            places = [TopicPartition(self._topic, partition) for partition in sorted(partitions)]
            client.assign(places)
            begins = client.beginning_offsets(places, timeout_ms=TIMEOUT_MS)
            ends = ends_by_reading(client, {place.partition: begin for place, begin in begins.items()})
        return {place: ends[place.partition] for place in places}

    def _piece(self, at: _Places) -> tuple[list[bytes], _Places]:
        """Read on until enough is in memory or all is read; give the values and the places behind them."""
        values: list[bytes] = []
        size = 0
        with for_a_while(consumer(self._cluster)) as client:
            self._seek(client, at)
            for got in poll_until(client, lambda: self._is_read(client)):
                new = [record.value for records in got.values() for record in records if self._is_wanted(record)]
                values += new
                size += sum(map(len, new))
                if size >= PIECE_BYTES:
                    break
            return values, {place: client.position(place) for place in self._ends}

    def _seek(self, client: KafkaConsumer, at: _Places) -> None:
        """Go on at a place, or where the topic begins now: retention goes on while we read."""
        client.assign(list(self._ends))
        for place, begin in client.beginning_offsets(list(self._ends), timeout_ms=TIMEOUT_MS).items():
            client.seek(place, max(at[place], begin))

    def _is_wanted(self, record: ConsumerRecord) -> bool:
        return record.value is not None and record.offset < self._ends[TopicPartition(self._topic, record.partition)]

    def _is_read(self, client: KafkaConsumer) -> bool:
        return all(client.position(place) >= end for place, end in self._ends.items())
