"""Kafka as the road's world."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from connectors.kafka.delivery import KafkaDelivery
from connectors.kafka.fingerprint_log import read_log
from connectors.kafka.opening import take_over
from connectors.kafka.packing import packing_of
from connectors.kafka.reader import KafkaReader
from connectors.kafka.settings import GroupSettings
from connectors.sinks import Sink
from pipeline.watch.metrics import METRICS
from pipeline.world import Attempt
from schemas.fingerprint import Fingerprint


@dataclass(frozen=True, slots=True)
class KafkaWorld:
    """One group on one raw topic, with further sinks beside the topics."""

    settings: GroupSettings
    sinks: tuple[Sink, ...] = ()

    def open(self) -> Attempt:
        """Fence older instances, read the committed offsets and sign them."""
        attempt = take_over(self.settings)
        METRICS.instruments.attempt.set(attempt.number)
        return attempt

    def fingerprints(self, attempt: Attempt, horizon_s: float) -> Iterator[Fingerprint]:
        """Give the fingerprints logged within the horizon of the oldest record to come, oldest first."""
        return read_log(self.settings, attempt, horizon_s, packing_of(attempt))

    def reader(self, attempt: Attempt) -> KafkaReader:
        """Open a reader at the attempt's positions."""
        return KafkaReader(self.settings, attempt)

    def delivery(self, attempt: Attempt) -> KafkaDelivery:
        """Open the delivery and the other sinks."""
        with ExitStack() as opened:
            sinks = []
            for sink in self.sinks:
                sinks.append(sink.open(attempt))
                opened.callback(sinks[-1].close)
            opened.pop_all()
        return KafkaDelivery(self.settings, attempt, tuple(sinks))
