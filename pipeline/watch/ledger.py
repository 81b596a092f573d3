"""The ledger: every record that came in, and how it ended, kept so that a loss shows."""

import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from pipeline.outcome import KINDS, Outcome
from schemas.record import Record
from schemas.refusal import Reason

DUPLICATE_KINDS = ("resend", "copy", "near")


@dataclass(frozen=True, slots=True)
class Page:
    """The ledger at one moment. `ends` is by outcome and reason (refused), kind (duplicate) or "" (delivered)."""

    records_in: int
    in_flight: int
    ends: Mapping[tuple[str, str], int]

    def of(self, outcome: str) -> int:
        """Give how many records ended so."""
        return sum(count for (ended, _), count in self.ends.items() if ended == outcome)

    def by_reason(self, outcome: str) -> dict[str, int]:
        """Give how many records ended so, by reason or kind."""
        return {reason: count for (ended, reason), count in self.ends.items() if ended == outcome}

    def conservation(self) -> int:
        """Give in - ended - in flight: 0, above it when records were lost, below when some ended twice."""
        return self.records_in - sum(self.ends.values()) - self.in_flight


class Ledger(Collector):
    """Counts records as they come in and as they end, under one lock: what is scraped together was true together.

    In flight is no difference of the other two: it is the records read whose offset is not yet behind the committed
    one. So a record that ends nowhere, or twice, leaves the balance.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.begin()

    def begin(self) -> None:
        """Open a new ledger; Prometheus takes the fall to 0 for the restart that it is."""
        with self._lock:
            self._in = 0
            self._ends: Counter[tuple[str, str]] = Counter()
            self._flying: dict[int, deque[int]] = {}  # offsets read and not committed, by partition

    def read(self, records: Iterable[Record]) -> None:
        """Count records taken from the source, in order inside each partition."""
        with self._lock:
            for record in records:
                self._flying.setdefault(record.partition, deque()).append(record.offset)
                self._in += 1

    def ended(self, outcomes: Iterable[Outcome], reached: Mapping[int, int]) -> None:
        """Count outcomes that are durable now, and let go of what lies before the offsets `reached`."""
        with self._lock:
            self._ends.update((end.kind, end.reason if end.kind != "delivered" else "") for end in outcomes)
            for partition, next_ in reached.items():
                flying = self._flying.get(partition)
                while flying and flying[0] < next_:
                    flying.popleft()

    def page(self) -> Page:
        """Give the ledger as it is now."""
        with self._lock:
            return Page(self._in, sum(map(len, self._flying.values())), dict(self._ends))

    def collect(self) -> Iterator[Metric]:
        """Give the metrics of one moment."""
        page = self.page()
        yield CounterMetricFamily("khabar_records_in", "Records read from the source topic.", value=page.records_in)
        yield _counter("khabar_records", "Records that ended, once each, by outcome.", "outcome", {
            kind: page.of(kind) for kind in KINDS
        })  # fmt: skip
        yield _counter("khabar_refusals", "Records refused, by reason.", "reason", {
            reason.value: page.ends.get(("refused", reason.value), 0) for reason in Reason
        })  # fmt: skip
        yield _counter("khabar_duplicates", "Duplicates noted, by kind.", "kind", {
            kind: page.ends.get(("duplicate", kind), 0) for kind in DUPLICATE_KINDS
        })  # fmt: skip
        told = "Records read whose offset is not committed yet."
        yield GaugeMetricFamily("khabar_records_in_flight", told, value=page.in_flight)
        told = "In - delivered - duplicate - refused - in flight: 0, unless records were lost (above) or ended twice."
        yield GaugeMetricFamily("khabar_conservation_records", told, value=page.conservation())


def _counter(name: str, told: str, label: str, counts: Mapping[str, int]) -> CounterMetricFamily:
    family = CounterMetricFamily(name, told, labels=[label])
    for value, count in counts.items():
        family.add_metric([value], count)
    return family
