"""The metrics of one process, and the account that a person reads.

Pool processes hand their counts and seconds back with their results, so this one registry is the whole truth.
"""

import time
from collections import deque
from collections.abc import Iterable, Sequence
from datetime import datetime

import orjson
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, Info

from pipeline.account import Snapshot
from pipeline.index import DuplicateIndex
from pipeline.outcome import KINDS, Outcome
from pipeline.timing import STAGES, Seconds
from schemas.refusal import Reason

DUPLICATE_KINDS = ("resend", "copy", "near")
STEP_BUCKETS_S = (0.00001, 0.00005, 0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1.0)
LATENCY_BUCKETS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0)
SIZE_BUCKETS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
READY_WITHIN_S = 60.0  # an idle road commits every ten seconds; a bundle of the largest records takes far less
RECENT = 1000  # outcomes over which rate and latency are told


class Metrics:
    """Everything that Khabar counts, under the names that Prometheus scrapes."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._name_counters(registry)
        self._name_gauges(registry)
        self._name_histograms(registry)
        self.begin()

    def begin(self) -> None:
        """Start the account of a run; counters go on, as Prometheus wants them."""
        self._began = time.monotonic()
        self._busy_s = 0.0
        self._busy_since: float | None = None
        self._counts: dict[tuple[str, str], int] = {}
        self._in = 0
        self._lag: int | None = None
        self._committed_at: float | None = None
        self._latencies: deque[float] = deque(maxlen=RECENT)
        self._ends: deque[tuple[float, int]] = deque(maxlen=RECENT)
        self._last: dict[str, bytes] = {}

    def ready(self) -> bool:
        """Tell whether the road works: something, or at least the offsets, was committed within the last minute."""
        return self._committed_at is not None and time.monotonic() - self._committed_at < READY_WITHIN_S

    def committed(self) -> None:
        """Count a transaction; an idle road commits its offsets now and then too."""
        self.transactions.labels("committed").inc()
        self._committed_at = time.monotonic()

    def lagging(self, lag: dict[int, int]) -> None:
        """Tell how many records each partition of the source is ahead."""
        self._lag = sum(lag.values())
        self._flying()
        for partition, behind in lag.items():
            self.lag.labels(str(partition)).set(behind)

    def reached(self, watermark: str) -> None:
        """Tell the append time up to which the source was read."""
        self.watermark.set(datetime.fromisoformat(watermark).timestamp())

    def read(self, records: int) -> None:
        """Count records taken from the source."""
        self.records_in.inc(records)
        self._in += records
        self._flying()
        if records:
            self.bundle.observe(records)

    def worked(self, seconds: Iterable[Seconds]) -> None:
        """Count the stages that records went through, and their seconds."""
        for taken in seconds:
            for stage, took_s in taken:
                self._stage_records[stage].inc()
                self._stage_seconds[stage].observe(took_s)

    def judged(self, records: int, index: DuplicateIndex) -> None:
        """Count records that passed DROP DUPLICATES, and the size of its index."""
        self._stage_records["drop_duplicates"].inc(records)
        self.index_stories.set(len(index))
        self.index_evicted.inc(index.take_evicted())

    def delivered(self, outcomes: Sequence[Outcome]) -> None:
        """Count outcomes that are durable now."""
        now = time.time()
        for end in outcomes:
            self.records.labels(end.kind).inc()
            self._count(end)
            latency_s = max(0.0, now - datetime.fromisoformat(end.received).timestamp())
            self.end_to_end.observe(latency_s)
            self._latencies.append(latency_s)
            self._last[end.kind] = end.value
        self._stage_records["deliver"].inc(len(outcomes))
        self._ends.append((time.monotonic(), sum(end.kind == "delivered" for end in outcomes)))
        self._flying()

    def account(self) -> Snapshot:
        """Give the account of this run, as it is now."""
        counts = dict(self._counts)
        latencies = sorted(self._latencies)
        return Snapshot(
            elapsed_s=time.monotonic() - self._began,
            records_in=self._in,
            delivered=counts.get(("delivered", ""), 0),
            duplicates={kind: n for (outcome, kind), n in counts.items() if outcome == "duplicate"},
            refused={reason: n for (outcome, reason), n in counts.items() if outcome == "refused"},
            in_flight=self._in - sum(counts.values()),
            busy_s=self._busy(),
            lag=self._lag,
            stories_per_s=self._rate(),
            latency_p50_s=_quantile(latencies, 0.5),
            latency_p99_s=_quantile(latencies, 0.99),
            last_story=_loaded(self._last.get("delivered")),
            last_duplicate=_loaded(self._last.get("duplicate")),
        )

    def _count(self, end: Outcome) -> None:
        if end.kind == "duplicate":
            self.duplicates.labels(end.reason).inc()
        if end.kind == "refused":
            self.refusals.labels(end.reason).inc()
        key = (end.kind, end.reason)
        self._counts[key] = self._counts.get(key, 0) + 1

    def _flying(self) -> None:
        in_flight = self._in - sum(self._counts.values())
        self.in_flight.set(in_flight)
        if not (in_flight or self._lag):
            self._busy_s, self._busy_since = self._busy(), None
        elif self._busy_since is None:
            self._busy_since = time.monotonic()

    def _busy(self) -> float:
        return self._busy_s + (0.0 if self._busy_since is None else time.monotonic() - self._busy_since)

    def _rate(self) -> float:
        since = time.monotonic() - 5.0
        recent = sum(n for at, n in tuple(self._ends) if at >= since)
        return recent / max(0.5, min(5.0, time.monotonic() - self._began))

    def _name_counters(self, registry: CollectorRegistry) -> None:
        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(name, text, labels, registry=registry)

        self.records_in = counter("khabar_records_in", "Records read from the source topic.")
        self.records = counter("khabar_records", "Records that ended, once each, by outcome.", "outcome")
        self.refusals = counter("khabar_refusals", "Records refused, by reason.", "reason")
        self.duplicates = counter("khabar_duplicates", "Duplicates noted, by kind.", "kind")
        self.transactions = counter("khabar_transactions", "Kafka transactions, by how they ended.", "result")
        self.index_evicted = counter("khabar_index_evicted", "Stories let go because of --index-max.")
        self.stage_records = counter("khabar_stage_records", "Records that went through a stage.", "stage")
        for kind in KINDS:
            self.records.labels(kind)
        for reason in Reason:
            self.refusals.labels(reason.value)
        for kind in DUPLICATE_KINDS:
            self.duplicates.labels(kind)
        for result in ("committed", "failed"):
            self.transactions.labels(result)
        stages = (*STAGES, "drop_duplicates", "deliver")
        self._stage_records = {stage: self.stage_records.labels(stage) for stage in stages}

    def _name_gauges(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, text: str, *labels: str) -> Gauge:
            return Gauge(name, text, labels, registry=registry)

        self.in_flight = gauge("khabar_records_in_flight", "Records read that have not ended.")
        self.lag = gauge("khabar_lag_records", "Records in the source topic not yet read.", "partition")
        self.watermark = gauge(
            "khabar_watermark_timestamp_seconds", "Append time before which all was read, Unix time."
        )
        self.index_stories = gauge("khabar_index_stories", "Stories in the index of duplicates.")
        self.attempt = gauge("khabar_attempt_number", "Number of this attempt, as signed on the offsets.")
        self.build = Info("khabar_build", "Release of Khabar and of what it runs on.", registry=registry)

    def _name_histograms(self, registry: CollectorRegistry) -> None:
        def histogram(name: str, text: str, buckets: Sequence[float], *labels: str) -> Histogram:
            return Histogram(name, text, labels, buckets=buckets, registry=registry)

        self.stage_seconds = histogram(
            "khabar_stage_seconds", "Seconds a record took in a stage.", STEP_BUCKETS_S, "stage"
        )
        self._stage_seconds = {stage: self.stage_seconds.labels(stage) for stage in STAGES}
        self.end_to_end = histogram(
            "khabar_end_to_end_seconds", "Seconds from Kafka's append to the commit of the outcome.", LATENCY_BUCKETS_S
        )
        self.bundle = histogram("khabar_bundle_records", "Records in a bundle.", SIZE_BUCKETS)
        self.delivery = histogram(
            "khabar_delivery_seconds", "Seconds of a delivery transaction, commit included.", LATENCY_BUCKETS_S
        )


METRICS = Metrics(REGISTRY)


def _quantile(ordered: list[float], share: float) -> float | None:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def _loaded(value: bytes | None) -> dict[str, object] | None:
    return None if value is None else orjson.loads(value)
