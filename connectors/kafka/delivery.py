"""The sink that everything else leans on: outputs, fingerprints and source offsets in one Kafka transaction.

Guarantee: exactly once for `read_committed` readers.
"""

import logging
import time
from collections.abc import Iterator, Sequence

from kafka import KafkaProducer
from kafka.errors import InvalidProducerEpochError, KafkaError, MessageSizeTooLargeError, ProducerFencedError

from connectors.kafka.clients import bounded, close, transactional_producer
from connectors.kafka.fingerprints import pack
from connectors.kafka.offsets import Committed, read_committed_offsets, sign
from connectors.kafka.settings import GroupSettings
from connectors.sinks import OpenSink
from pipeline.errors import Fenced, KhabarError
from pipeline.metrics import METRICS
from pipeline.outcome import Outcome
from pipeline.running import RUNNING
from pipeline.world import Attempt

log = logging.getLogger(__name__)

SUCCESSOR_SIGNS_WITHIN_S = 2.0  # a successor signs right after it fenced us; before that the name is still ours
DRAIN_WITHIN_S = 60.0
TRANSACTION_WITHIN_S = 55.0  # past the limit of a record's delivery, before the broker's limit of a transaction
LONGEST_WAIT_S = 10.0


class KafkaDelivery:
    """Delivers outcomes for one attempt; owns the transactional producer.

    After any error of Kafka the producer is closed and another one opened: a producer that failed once can't be
    trusted with its open transaction. What the broker turns out to have committed is skipped.
    """

    def __init__(self, settings: GroupSettings, attempt: Attempt, sinks: Sequence[OpenSink]) -> None:
        self._settings, self._attempt, self._sinks = settings, attempt, sinks
        self._next = dict(attempt.positions)
        self._producer: KafkaProducer | None = None

    def deliver(self, outcomes: Sequence[Outcome], fresh: Sequence[tuple[int, int]]) -> None:
        """Make outcomes durable, in judging order; with none, sign the offsets again.

        Other sinks first, then the transaction: a sink is cut back to the committed offsets at a restart. Raises
        Fenced when another instance owns the group now.
        """
        for partition, beginning in fresh:
            self._next.setdefault(partition, beginning)
        for part in self._cut(outcomes) if outcomes else [()]:
            self._persist(part)

    def close(self) -> None:
        """Let go of the producer and the other sinks."""
        self._drop_producer()
        for sink in self._sinks:
            sink.close()

    def _cut(self, outcomes: Sequence[Outcome]) -> Iterator[list[Outcome]]:
        part: list[Outcome] = []
        size = 0
        for outcome in outcomes:
            if part and (len(part) >= self._settings.transaction_records or size >= self._settings.transaction_bytes):
                yield part
                part, size = [], 0
            part.append(outcome)
            size += len(outcome.value)
        yield part

    def _persist(self, outcomes: Sequence[Outcome]) -> None:
        wait_s, stopping_since = 0.2, None
        while True:
            try:
                if self._producer is None:
                    self._producer, positions = bounded(self._open, TRANSACTION_WITHIN_S)
                    self._next |= positions
                due = [end for end in outcomes if end.offset >= self._next.get(end.partition, end.base)]
                if due or not outcomes:
                    self._write(self._producer, due)
                return
            except MessageSizeTooLargeError as error:
                raise KhabarError(self._too_large(error)) from error
            except KafkaError as error:
                self._drop_producer()
                METRICS.transactions.labels("failed").inc()
                log.warning("delivery: %s; trying again in %.1f s", error, wait_s)
                stopping_since = self._check_drain(stopping_since, len(outcomes), error)
                time.sleep(max(wait_s, SUCCESSOR_SIGNS_WITHIN_S if _is_fence(error) else 0.0))
                wait_s = min(wait_s * 2, LONGEST_WAIT_S)

    def _open(self) -> tuple[KafkaProducer, dict[int, int]]:
        self._still_ours()  # before the fence: a successor must not be fenced by its predecessor
        producer = transactional_producer(self._settings.cluster, self._settings.transactional_id)
        producer.init_transactions()
        return producer, self._still_ours().positions

    def _still_ours(self) -> Committed:
        committed = read_committed_offsets(self._settings)
        signed = committed.signature
        if signed is not None and signed.instance != self._attempt.instance:
            raise Fenced(
                f"another instance (attempt {signed.number}, name {signed.instance}) works for group "
                f"{self._settings.group} on {self._settings.topics.raw} now; this one (attempt "
                f"{self._attempt.number}, name {self._attempt.instance}) steps aside. Nothing is lost"
            )
        return committed

    def _write(self, producer: KafkaProducer, due: Sequence[Outcome]) -> None:
        for sink in self._sinks:
            sink.write(due)
        after = self._next | {end.partition: end.offset + 1 for end in due}
        with METRICS.delivery.time():
            bounded(lambda: self._transact(producer, due, after), TRANSACTION_WITHIN_S)
        METRICS.transactions.labels("committed").inc()
        self._next = after

    def _transact(self, producer: KafkaProducer, due: Sequence[Outcome], after: dict[int, int]) -> None:
        producer.begin_transaction()
        self._send(producer, due)
        sign(producer, self._settings, self._attempt, after)
        producer.commit_transaction()

    def _send(self, producer: KafkaProducer, due: Sequence[Outcome]) -> None:
        topics = self._settings.topics
        futures = [producer.send(topics.of(end.kind), end.value, key=end.key, headers=list(end.headers)) for end in due]
        entries = [end.entry for end in due if end.kind == "delivered" and end.entry is not None]
        if entries:
            group = self._settings.group
            futures.append(producer.send(topics.fingerprints, pack(group, entries), key=group.encode()))
        producer.flush()
        for future in futures:  # commit_transaction alone reports success for records that were lost
            future.get(timeout=60)

    def _check_drain(self, since: float | None, waiting: int, error: KafkaError) -> float | None:
        if not RUNNING.stop.is_set():
            return None
        now = time.monotonic()
        if since is not None and now - since > DRAIN_WITHIN_S:
            raise KhabarError(
                f"could not drain within {DRAIN_WITHIN_S:.0f} s: {waiting} outcomes are not delivered "
                f"({error}). Nothing is lost: their records will be read again"
            ) from error
        return since or now

    def _drop_producer(self) -> None:
        close(self._producer)
        self._producer = None

    def _too_large(self, error: MessageSizeTooLargeError) -> str:
        return (
            f"the broker took no message of this size: {error}. Let `khabar topics create` raise max.message.bytes "
            "of the topics; the record will be read again"
        )


def _is_fence(error: KafkaError) -> bool:
    return isinstance(error, ProducerFencedError | InvalidProducerEpochError) or "Fenced" in str(error)
