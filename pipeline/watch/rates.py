"""Rates: outcomes a second, over the last few seconds."""

import time
from collections import Counter, deque
from collections.abc import Iterable

from pipeline.outcome import KINDS, Outcome

WINDOW_S = 5.0  # bundles come in bursts; over less than this the figure jumps


class Rates:
    """Counts outcomes by kind over a sliding window."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._ends: deque[tuple[float, Counter[str]]] = deque()

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Count outcomes that are durable now."""
        self._ends.append((time.monotonic(), Counter(end.kind for end in outcomes)))
        self._forget()

    def per_s(self) -> dict[str, float]:
        """Give outcomes a second, by kind."""
        since = time.monotonic() - WINDOW_S
        recent: Counter[str] = Counter()
        for at, counts in tuple(self._ends):
            if at >= since:
                recent.update(counts)
        window_s = max(0.5, min(WINDOW_S, time.monotonic() - self._began))
        return {kind: recent[kind] / window_s for kind in KINDS}

    def _forget(self) -> None:
        while self._ends and self._ends[0][0] < time.monotonic() - WINDOW_S:
            self._ends.popleft()
