"""Health: what /ready answers, check by check."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

ANSWERS_WITHIN_S = 30.0  # an idle road commits every ten seconds, a busy one more often
COMMITS_WITHIN_S = 60.0  # a bundle of the largest records takes far less


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be so for the road to work."""

    check: str
    ok: bool
    detail: str


class Health(Collector):
    """Keeps the last signs of life; they are weighed when somebody asks."""

    def __init__(self, partitions: Callable[[], int]) -> None:
        self._partitions = partitions
        self._lock = threading.Lock()
        self.begin()

    def begin(self) -> None:
        """Forget all signs of life."""
        with self._lock:
            self._answered_s: float | None = None
            self._committed_s: float | None = None
            self._broker_error: str | None = None
            self._source_error: str | None = None
            self._sink_errors: dict[str, str] = {}

    def answered(self) -> None:
        """Note that a broker gave records or committed a transaction."""
        with self._lock:
            self._answered_s = time.monotonic()
            self._broker_error = None

    def broker_failed(self, error: Exception) -> None:
        """Note that a broker did not do what it was asked."""
        with self._lock:
            self._broker_error = f"{type(error).__name__}: {error}"[:200]

    def source_failed(self, error: Exception) -> None:
        """Note that the source could not be read."""
        with self._lock:
            self._source_error = f"{type(error).__name__}: {error}"[:200]

    def source_answered(self) -> None:
        """Note that the source was asked and gave what it has, if only nothing."""
        with self._lock:
            self._source_error = None

    def committed(self) -> None:
        """Note that a transaction was committed."""
        with self._lock:
            self._committed_s = time.monotonic()

    def sink_wrote(self, sink: str) -> None:
        """Note that a sink took what it was given."""
        with self._lock:
            self._sink_errors.pop(sink, None)

    def sink_failed(self, sink: str, error: Exception) -> None:
        """Note that a sink did not."""
        with self._lock:
            self._sink_errors[sink] = f"{type(error).__name__}: {error}"[:200]

    def is_reading(self) -> bool:
        """Tell whether partitions are assigned."""
        return self._partitions() > 0

    def checks(self) -> list[Check]:
        """Weigh the signs of life of now."""
        count = self._partitions()
        with self._lock:
            broker, age_s, errors = self._broker(), _age(self._committed_s), dict(self._sink_errors)
        delivered = age_s is not None and age_s < COMMITS_WITHIN_S
        told = (
            "none yet" if age_s is None else f"last commit {age_s:.1f} s ago, at most {COMMITS_WITHIN_S:.0f} s allowed"
        )
        return [
            broker,
            Check("partitions", count > 0, f"{count} assigned"),
            Check("delivery", delivered, told),
            Check(
                "sinks", not errors, "; ".join(f"{name}: {error}" for name, error in errors.items()) or "all written"
            ),
        ]

    def collect(self) -> Iterator[Metric]:
        """Give each check as 1 or 0."""
        family = GaugeMetricFamily("khabar_check_ok", "Whether a check of /ready passes, 1 or 0.", labels=["check"])
        for check in self.checks():
            family.add_metric([check.check], float(check.ok))
        yield family

    def _broker(self) -> Check:
        if error := self._source_error or self._broker_error:
            return Check("broker", False, error)
        age_s = _age(self._answered_s)
        ok = age_s is not None and age_s < ANSWERS_WITHIN_S
        return Check("broker", ok, "no answer yet" if age_s is None else f"answered {age_s:.1f} s ago")


def _age(moment_s: float | None) -> float | None:
    return None if moment_s is None else time.monotonic() - moment_s
