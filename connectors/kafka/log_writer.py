"""Writing `news.fingerprints`: one message a transaction, and before it the pack that is due."""

from collections.abc import Sequence
from dataclasses import dataclass

from kafka import KafkaProducer
from kafka.producer.future import FutureRecordMetadata

from connectors.kafka.fingerprints import pack
from connectors.kafka.packing import PACKINGS, Due, Logged, packing_of
from connectors.kafka.settings import GroupSettings
from pipeline.world import Attempt
from schemas.fingerprint import Fingerprint


@dataclass(frozen=True, slots=True)
class Sent:
    """What an open transaction adds to the log. Its offsets are known once the futures are; -1 where they are not.

    That is of a message that was sent twice, and taken once: kafka-python says so, and no more.
    """

    entries: tuple[Fingerprint, ...]
    size: int
    message: FutureRecordMetadata
    due: Due | None
    pack: FutureRecordMetadata | None

    @property
    def futures(self) -> list[FutureRecordMetadata]:
        """All that must be acknowledged before the commit."""
        return [future for future in (self.pack, self.message) if future is not None]


class LogWriter:
    """Writes what an attempt delivers.

    Guarantee: nothing counts as logged before it is `committed`, so that packs hold what readers see, each once.
    """

    def __init__(self, settings: GroupSettings, attempt: Attempt) -> None:
        self._topic, self._group, self._attempt = settings.topics.fingerprints, settings.group, attempt
        self._packing = packing_of(attempt)

    def close(self) -> None:
        """Let go of what waits for a pack; the next start reads it."""
        if PACKINGS.held(self._attempt) is not None:
            PACKINGS.close(self._group)

    def send(self, producer: KafkaProducer, entries: Sequence[Fingerprint]) -> Sent | None:
        """Send what a transaction delivers; None where that is nothing."""
        if not entries:
            return None
        key, value = self._group.encode(), pack(self._group, entries)
        due = self._packing.due()
        packed = producer.send(self._topic, due.message, key=key, partition=due.partition) if due else None
        message = producer.send(self._topic, value, key=key)
        return Sent(tuple(entries), len(value), message, due, packed)

    def newest(self, sent: Sent | None) -> str:
        """Give the place of the newest pack, to be signed in the transaction that `sent`."""
        if sent is None or sent.pack is None or sent.pack.get(timeout=0).offset < 0:
            return self._packing.newest
        return f"{sent.pack.get(timeout=0).partition}@{sent.pack.get(timeout=0).offset}"

    def committed(self, sent: Sent) -> None:
        """Take for logged what a transaction sent."""
        if sent.due is not None and sent.pack is not None and (at := sent.pack.get(timeout=0).offset) >= 0:
            self._packing.packed(sent.due.partition, at, sent.due.pack)
        told = sent.message.get(timeout=0)
        if told.offset >= 0:
            self._packing.logged(Logged(told.partition, told.offset, sent.entries, sent.size))
        else:
            self._packing.restart(self._packing.newest)
