"""What the road tells those who watch it; the one place where everything is counted.

Pool processes hand their counts and seconds back with their results, so this one registry is the whole truth.
"""

import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

import orjson
from prometheus_client import REGISTRY, CollectorRegistry, disable_created_metrics

from pipeline.duplicates.entry import time_problem
from pipeline.duplicates.index import DuplicateIndex
from pipeline.outcome import Found, Outcome
from pipeline.timing import Timed
from pipeline.watch.account import Snapshot
from pipeline.watch.busy import Busy
from pipeline.watch.health import Health
from pipeline.watch.instruments import CLASSES, LANGUAGES, Instruments
from pipeline.watch.ledger import Ledger
from pipeline.watch.outlets import DEFAULT_OUTLETS, OTHER, Outlets
from pipeline.watch.places import Places
from pipeline.watch.rates import Rates
from pipeline.watch.recent import Recent
from schemas.record import Record

AHEAD_S = 300.0  # clocks of outlets that are right differ by less
RECENT_LATENCIES = 1000  # outcomes over which latency is told

disable_created_metrics()  # type: ignore[no-untyped-call]  # a series more for each counter, of no use to Prometheus


class Metrics:
    """Everything that is counted, under the names that Prometheus scrapes, and the account that a person reads."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.instruments = Instruments(registry)
        self.ledger, self.places, self.recent = Ledger(), Places(), Recent()
        self.health = Health(lambda: len(self.places.table()))
        for collector in (self.ledger, self.places, self.health):
            registry.register(collector)
        self.begin()

    def begin(self, outlets: Iterable[str] = DEFAULT_OUTLETS) -> None:
        """Start the account of a run, with the outlets that are told apart."""
        for part in (self.ledger, self.places, self.health):
            part.begin()
        self.outlets = Outlets(outlets)
        self.instruments.name_outlets(self.outlets.names)
        self.rates = Rates()
        self._began = time.monotonic()
        self._busy = Busy()
        self._latencies: deque[float] = deque(maxlen=RECENT_LATENCIES)
        self._last: dict[str, bytes] = {}

    def behind(self, lag: Mapping[int, int]) -> None:
        """Tell how many records of each partition are not read yet."""
        self.places.behind(lag)
        self._weigh()

    def reached(self, watermark: str) -> None:
        """Tell the append time up to which the source was read."""
        self.instruments.watermark.set(datetime.fromisoformat(watermark).timestamp())

    def read(self, records: Sequence[Record]) -> None:
        """Count a bundle of records taken from the source."""
        if records:
            self.ledger.read(records)
            self.places.read(records)
            self.health.answered()
            self.instruments.bundle.observe(len(records))
        self._weigh()

    def source_failed(self, error: Exception) -> None:
        """Count a read that failed."""
        self.instruments.source_errors.inc()
        self.health.source_failed(error)

    def worked(self, timed: Iterable[Timed[object]]) -> None:
        """Count the stages that records went through, and their seconds."""
        passes: Counter[tuple[str, str]] = Counter()
        for item in timed:
            for stage, took_s in item.seconds:
                passes[stage, "passed"] += 1
                self.instruments.stage_seconds.labels(stage).observe(took_s)
            if item.seconds and isinstance(item.result, Outcome) and item.result.kind == "refused":
                stage = item.seconds[-1][0]
                passes[stage, "passed"] -= 1
                passes[stage, "refused"] += 1
        self._pass(passes)

    def judged(self, items: Sequence[object], taken_s: Sequence[float], index: DuplicateIndex) -> None:
        """Count stories judged by DROP DUPLICATES, the seconds each took, and the size and age of its index."""
        duplicates = sum(isinstance(item, Outcome) and item.kind == "duplicate" for item in items)
        self._pass(
            {
                ("drop_duplicates", "duplicate"): duplicates,
                ("drop_duplicates", "passed"): len(taken_s) - duplicates,
            }
        )
        for seconds in taken_s:
            self.instruments.stage_seconds.labels("drop_duplicates").observe(seconds)
        oldest = index.oldest()
        self.instruments.index_stories.set(len(index))
        self.instruments.index_oldest.set(oldest.timestamp() if oldest else 0.0)
        self.instruments.index_evicted.inc(index.take_evicted())

    def delivered(self, outcomes: Sequence[Outcome], reached: Mapping[int, int]) -> None:
        """Count outcomes that are durable now, with the offsets that are committed."""
        now = time.time()
        self.ledger.ended(outcomes, reached)
        self.places.committed(reached)
        self.recent.add(outcomes)
        self.rates.add(outcomes)
        for end in outcomes:
            self._time(end, now)
            self._last[end.kind] = end.value
        self._pass({("deliver", "passed"): len(outcomes)})
        self._weigh()

    @contextmanager
    def writing(self, sink: str) -> Iterator[None]:
        """Time a sink's write that works, and keep whether it did."""
        began = time.perf_counter()
        try:
            yield
        except Exception as error:
            self.health.sink_failed(sink, error)
            raise
        self.instruments.sink_seconds.labels(sink).observe(time.perf_counter() - began)
        self.health.sink_wrote(sink)

    def committed(self) -> None:
        """Count a transaction; an idle road commits its offsets now and then, too."""
        self.instruments.transactions.labels("committed").inc()
        self.instruments.last_commit.set_to_current_time()
        self.health.answered()
        self.health.committed()

    def aborted(self, error: Exception) -> None:
        """Count a transaction that failed: the broker aborts it, or whether it was committed is seen on reopening."""
        self.instruments.transactions.labels("aborted").inc()
        self.health.broker_failed(error)

    def retrying(self, sinks: Iterable[str], error: Exception) -> None:
        """Count a delivery that is tried again, with the sinks that are written again for it."""
        for sink in sinks:
            self.instruments.sink_retries.labels(sink).inc()
        self.health.broker_failed(error)

    def account(self) -> Snapshot:
        """Give the account of this run, as it is now."""
        page, latencies = self.ledger.page(), sorted(self._latencies)
        return Snapshot(
            elapsed_s=self.elapsed_s(),
            records_in=page.records_in,
            delivered=page.of("delivered"),
            duplicates=page.by_reason("duplicate"),
            refused=page.by_reason("refused"),
            in_flight=page.in_flight,
            busy_s=self._busy.seconds(),
            lag=self.places.lag_records(),
            stories_per_s=self.rates.per_s()["delivered"],
            latency_p50_s=_quantile(latencies, 0.5),
            latency_p99_s=_quantile(latencies, 0.99),
            last_story=_loaded(self._last.get("delivered")),
            last_duplicate=_loaded(self._last.get("duplicate")),
        )

    def latency(self) -> tuple[float | None, float | None]:
        """Give p50 and p99 of the seconds from append to commit, over the last outcomes; None before the first."""
        ordered = sorted(self._latencies)
        return _quantile(ordered, 0.5), _quantile(ordered, 0.99)

    def elapsed_s(self) -> float:
        """Give the seconds since this run began."""
        return time.monotonic() - self._began

    def _pass(self, passes: Mapping[tuple[str, str], int]) -> None:
        for (stage, outcome), count in passes.items():
            self.instruments.stage_records.labels(stage, outcome).inc(count)

    def _time(self, end: Outcome, now: float) -> None:
        received_s = datetime.fromisoformat(end.received).timestamp()
        latency_s = max(0.0, now - received_s)
        self._latencies.append(latency_s)
        self.instruments.end_to_end.observe(latency_s)
        if end.read_s is not None:
            self.instruments.in_pipeline.observe(max(0.0, now - end.read_s))
        if end.kind != "refused":
            self._tell(end, received_s, now)

    def _tell(self, end: Outcome, received_s: float, now: float) -> None:
        outlet = self.outlets.label(end.outlet)
        self.instruments.outlet_stories.labels(outlet, end.kind).inc()
        self.instruments.outlet_last_story.labels(outlet).set(received_s)
        problem = time_problem(end.published, datetime.fromisoformat(end.received))
        if problem:
            self.instruments.by_arrival.labels(problem).inc()
        if end.published is not None:
            published_s = datetime.fromisoformat(end.published).timestamp()
            self.instruments.since_published.observe(max(0.0, now - published_s))
            self.instruments.published_ahead.inc(published_s > received_s + AHEAD_S)
        if end.found is not None:
            self._find(end.found)

    def _find(self, found: Found) -> None:
        instruments = self.instruments
        instruments.languages.labels(found.language if found.language in LANGUAGES else OTHER).inc()
        if found.tone is not None:
            instruments.tones.labels(found.tone).inc()
        for class_, count in found.entities:
            if class_ in CLASSES:
                instruments.entities.labels(class_).inc(count)
        for kind in found.links:
            instruments.links.labels(kind).inc()

    def _weigh(self) -> None:
        """Keep the time in which there was something to do."""
        self._busy.weigh(something_to_do=bool(self.ledger.page().in_flight or self.places.lag_records()))


METRICS = Metrics(REGISTRY)


def _quantile(ordered: list[float], share: float) -> float | None:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def _loaded(value: bytes | None) -> dict[str, object] | None:
    return None if value is None else orjson.loads(value)
