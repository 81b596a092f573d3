"""The sink that everything else leans on: outputs, fingerprints and source offsets in one Kafka transaction.

Guarantee: exactly once for `read_committed` readers.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from kafka import KafkaProducer
from kafka.errors import KafkaError, MessageSizeTooLargeError

from connectors.kafka.clients import close, transactional_producer
from connectors.kafka.log_writer import LogWriter, Sent
from connectors.kafka.offsets import Committed, committed_offsets, sign
from connectors.kafka.outage import Patience, bounded
from connectors.kafka.settings import GroupSettings
from connectors.sinks import OpenSink
from pipeline.errors import Fenced, KhabarError
from pipeline.outcome import Outcome
from pipeline.watch.metrics import METRICS
from pipeline.world import Attempt

DRAIN_WITHIN_S = 60.0
TRANSACTION_WITHIN_S = 55.0  # past the limit of a record's delivery, before the broker's limit of a transaction


@dataclass(slots=True)
class Transaction:
    """One that was begun: the offsets that it commits, and once it is about to, what it adds to the log."""

    after: dict[int, int]
    sent: Sent | None = None


class KafkaDelivery:
    """Delivers outcomes for one attempt; owns the transactional producer.

    After any error of Kafka the producer is closed and another one opened: a producer that failed once can't be
    trusted with its open transaction. What the broker turns out to have committed is skipped.
    """

    def __init__(self, settings: GroupSettings, attempt: Attempt, sinks: Sequence[OpenSink]) -> None:
        self._settings, self._attempt, self._sinks = settings, attempt, sinks
        self._committed = dict(attempt.positions)
        self._producer: KafkaProducer | None = None
        self._log = LogWriter(settings, attempt)
        self._in_doubt: Transaction | None = None

    def deliver(self, outcomes: Sequence[Outcome], reached: Mapping[int, int]) -> None:
        """Make outcomes durable, in judging order, and then the offsets `reached`, signed.

        Other sinks first, then the transaction: a sink is cut back to the committed offsets at a restart. Raises
        Fenced when another instance owns the group now, KhabarError when it can't be done a minute after a stop.
        """
        *firsts, last = self._cut(outcomes)
        for part in firsts:
            self._persist(part, {end.partition: end.offset + 1 for end in part})
        self._persist(last, reached)

    def close(self) -> None:
        """Let go of the producer and the other sinks."""
        with ExitStack() as closing:
            for let_go in (self._log.close, *(sink.close for sink in self._sinks), self._drop_producer):
                closing.callback(let_go)

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

    def _persist(self, outcomes: Sequence[Outcome], reached: Mapping[int, int]) -> None:
        patience = Patience(f"delivering {len(outcomes)} outcomes", drain_s=DRAIN_WITHIN_S)
        patience.try_again(lambda: self._try_to_persist(outcomes, reached))

    def _try_to_persist(self, outcomes: Sequence[Outcome], reached: Mapping[int, int]) -> None:
        try:
            if self._producer is None:
                self._producer, committed = bounded(self._open, TRANSACTION_WITHIN_S, lambda late: close(late[0]))
                self._committed = _later(self._committed, committed)
                self._clear_doubt()
            due = [end for end in outcomes if end.offset >= self._committed.get(end.partition, end.base)]
            if due or not outcomes:
                self._write(self._producer, due, _later(self._committed, reached))
        except MessageSizeTooLargeError as error:
            raise KhabarError(self._too_large(error)) from error
        except KafkaError as error:
            METRICS.retrying(("kafka", *(sink.kind for sink in self._sinks)), error)
            self._drop_producer()
            raise

    def _open(self) -> tuple[KafkaProducer, dict[int, int]]:
        self._still_ours()  # before the fence: a successor must not be fenced by its predecessor
        producer = transactional_producer(self._settings.cluster, self._settings.transactional_id)
        try:
            producer.init_transactions()
            return producer, self._still_ours().positions
        except Exception:
            close(producer)
            raise

    def _still_ours(self) -> Committed:
        committed = committed_offsets(self._settings)
        signed = committed.signature
        if signed is not None and signed.instance != self._attempt.instance:
            raise Fenced(
                f"another instance (attempt {signed.number}, name {signed.instance}) works for group "
                f"{self._settings.group} on {self._settings.topics.raw} now; this one (attempt "
                f"{self._attempt.number}, name {self._attempt.instance}) steps aside. Nothing is lost"
            )
        return committed

    def _write(self, producer: KafkaProducer, due: Sequence[Outcome], after: dict[int, int]) -> None:
        for sink in self._sinks:
            with METRICS.writing(sink.kind):
                sink.write(due)
        self._in_doubt = begun = Transaction(after)
        try:
            with METRICS.writing("kafka"):
                bounded(lambda: self._transact(producer, due, begun), TRANSACTION_WITHIN_S)
        except KafkaError as error:
            METRICS.aborted(error)
            raise
        METRICS.committed()
        self._committed = after
        self._clear_doubt()

    def _clear_doubt(self) -> None:
        """Take what the last transaction sent for logged, if its offsets turn out to be committed."""
        begun, self._in_doubt = self._in_doubt, None
        if begun is not None and begun.sent is not None and _later(self._committed, begun.after) == self._committed:
            self._log.committed(begun.sent)

    def _transact(self, producer: KafkaProducer, due: Sequence[Outcome], begun: Transaction) -> None:
        producer.begin_transaction()
        begun.sent = self._send(producer, due)
        attempt = replace(self._attempt, pack=self._log.newest(begun.sent))
        sign(producer, self._settings, attempt, begun.after)
        producer.commit_transaction()

    def _send(self, producer: KafkaProducer, due: Sequence[Outcome]) -> Sent | None:
        topics = self._settings.topics
        futures = [producer.send(topics.of(end.kind), end.value, key=end.key, headers=list(end.headers)) for end in due]
        entries = [end.entry for end in due if end.kind == "delivered" and end.entry is not None]
        sent = self._log.send(producer, entries)
        producer.flush()
        for future in (*futures, *(sent.futures if sent else ())):
            future.get(timeout=60)  # commit_transaction alone reports success for records that were lost
        return sent

    def _drop_producer(self) -> None:
        close(self._producer)
        self._producer = None

    def _too_large(self, error: MessageSizeTooLargeError) -> str:
        return (
            f"the broker took no message of this size: {error}. Let `khabar topics create` raise max.message.bytes "
            "of the topics; the record will be read again"
        )


def _later(one: Mapping[int, int], other: Mapping[int, int]) -> dict[int, int]:
    """Give the later offset of each partition."""
    return {at: max(one.get(at, 0), other.get(at, 0)) for at in one.keys() | other.keys()}
