"""What the live page is told once a second, and the last ten minutes of it."""

import math
import time
import uuid
from collections import deque
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

import orjson
from prometheus_client import Counter

from pipeline.running import RUNNING
from pipeline.watch.instruments import CLASSES, LANGUAGES, TONES
from pipeline.watch.ledger import DUPLICATE_KINDS
from pipeline.watch.metrics import Metrics
from pipeline.watch.outlets import OTHER
from schemas.refusal import Reason

SAMPLE_EVERY_S = 1.0
SAMPLES_KEPT = 600
ENCODED_FOR_S = 0.5  # less than the second between two states, so that each browser sees a new one


class LiveState:
    """Takes the state of one run from its metrics, as plain JSON objects; counts equal those of /metrics.

    `browsers` is how many follow it.
    """

    def __init__(self, metrics: Metrics, group: str, topic: str) -> None:
        self._metrics = metrics
        self._fixed = {"instance": uuid.uuid4().hex[:8], "version": version("khabar"), "group": group, "topic": topic}
        self.browsers = 0
        self._encoded, self._encoded_s = b"", -math.inf
        self._samples: deque[dict[str, float | None]] = deque(maxlen=SAMPLES_KEPT)

    @property
    def instance(self) -> str:
        """The name of this run: a page that sees another one begins anew."""
        return self._fixed["instance"]

    def keep_sample(self) -> None:
        """Take a sample for the history; due once a second."""
        self._samples.append(self._sample())

    def history(self) -> dict[str, Any]:
        """Give the samples kept, oldest first."""
        return {"instance": self.instance, "samples": list(self._samples)}

    def encoded(self) -> bytes:
        """Give the state as JSON, made once a second for all browsers."""
        now = time.monotonic()
        if now - self._encoded_s >= ENCODED_FOR_S:
            self._encoded_s, self._encoded = now, orjson.dumps(self.state())
        return self._encoded

    def state(self) -> dict[str, Any]:
        """Give everything that the page shows beside the stories."""
        metrics, page = self._metrics, self._metrics.ledger.page()
        return {
            **self._fixed,
            "sample": self._samples[-1] if self._samples else self._sample(),
            "uptime_s": round(metrics.elapsed_s(), 1),
            "draining": RUNNING.stop.is_set(),
            "in": page.records_in,
            "in_flight": page.in_flight,
            "conservation": page.conservation(),
            "delivered": page.of("delivered"),
            "duplicates": dict.fromkeys(DUPLICATE_KINDS, 0) | page.by_reason("duplicate"),
            "refused": {reason.value: 0 for reason in Reason} | page.by_reason("refused"),
            **self._distributions(),
            "partitions": metrics.places.table(),
            "checks": [asdict(check) for check in metrics.health.checks()],
            "browsers": self.browsers,
        }

    def _distributions(self) -> dict[str, dict[str, int]]:
        found, outlets = self._metrics.instruments, (*self._metrics.outlets.names, OTHER)
        return {
            "tones": _counts(found.tones, TONES),
            "entities": _counts(found.entities, CLASSES),
            "languages": _counts(found.languages, LANGUAGES),
            "outlets": {
                outlet: sum(int(_value(found.outlet_stories.labels(outlet, end))) for end in ("delivered", "duplicate"))
                for outlet in outlets
            },
        }

    def _sample(self) -> dict[str, float | None]:
        rates, (p50_s, p99_s) = self._metrics.rates.per_s(), self._metrics.latency()
        lags = [row["lag_seconds"] or 0.0 for row in self._metrics.places.table()]
        return {
            "time": time.time(),
            **{f"{kind}_per_s": per_s for kind, per_s in rates.items()},
            "latency_p50_s": p50_s,
            "latency_p99_s": p99_s,
            "lag_records": self._metrics.places.lag_records(),
            "lag_seconds": max(lags) if lags else None,
        }


def _counts(counter: Counter, labels: tuple[str, ...]) -> dict[str, int]:
    return {label: int(_value(counter.labels(label))) for label in labels}


def _value(instrument: Any) -> float:
    """Read an instrument as a scrape would: the client has no public way to ask one for its value."""
    (sample,) = (sample for metric in instrument.collect() for sample in metric.samples)
    return float(sample.value)
