"""Places: where each partition of the source stands, in records and in seconds."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from schemas.record import Record


@dataclass(slots=True)
class Place:
    """One partition: records not read yet, the next offset to read and to commit.

    `since_s` is the Unix time from which the oldest record not read has waited, as far as it is known: the append time
    of the record before it, or, after a time without any, when it was seen first.
    """

    behind: int = 0
    read: int | None = None
    committed: int | None = None
    since_s: float = 0.0

    def lag_seconds(self, now: float) -> float:
        """Give how long the oldest record not read has waited; 0 with none."""
        return max(0.0, now - self.since_s) if self.behind else 0.0


class Places(Collector):
    """The partitions of the source; their lag in seconds grows between two polls, too, so it is told at the scrape."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.begin()

    def begin(self) -> None:
        """Forget every partition."""
        with self._lock:
            self._places: dict[int, Place] = {}

    def behind(self, lag: Mapping[int, int]) -> None:
        """Tell how many records of each partition are not read."""
        with self._lock:
            for partition, records in lag.items():
                place = self._place(partition)
                if not place.behind:
                    place.since_s = time.time()
                place.behind = records

    def read(self, records: Iterable[Record]) -> None:
        """Tell what was read, in order inside each partition."""
        last = {record.partition: record for record in records}
        with self._lock:
            for partition, record in last.items():
                place = self._place(partition)
                place.read = record.offset + 1
                place.since_s = datetime.fromisoformat(record.received).timestamp()

    def committed(self, reached: Mapping[int, int]) -> None:
        """Tell the offsets that are committed."""
        with self._lock:
            for partition, next_ in reached.items():
                self._place(partition).committed = next_

    def lag_records(self) -> int | None:
        """Give the records not read yet; None until any partition is known."""
        with self._lock:
            return sum(place.behind for place in self._places.values()) if self._places else None

    def table(self) -> list[dict[str, float | int | None]]:
        """Give each partition's place, in order."""
        now = time.time()
        with self._lock:
            return [
                {
                    "partition": at, "lag_records": place.behind, "lag_seconds": place.lag_seconds(now),
                    "read": place.read, "committed": place.committed,
                }
                for at, place in sorted(self._places.items())
            ]  # fmt: skip

    def collect(self) -> Iterator[Metric]:
        """Give the lag of one moment."""
        records = GaugeMetricFamily("khabar_lag_records", "Records not read yet.", labels=["partition"])
        told = "Seconds that the oldest record not read has waited, as far as it is known; 0 when all was read."
        seconds = GaugeMetricFamily("khabar_lag_seconds", told, labels=["partition"])
        for row in self.table():
            records.add_metric([str(row["partition"])], row["lag_records"] or 0)
            seconds.add_metric([str(row["partition"])], row["lag_seconds"] or 0.0)
        yield records
        yield seconds

    def _place(self, partition: int) -> Place:
        return self._places.setdefault(partition, Place())
