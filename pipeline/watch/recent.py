"""The last ends, kept for whoever looks at the live page."""

import threading
import time
from base64 import b64encode
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

import orjson

from pipeline.outcome import Outcome

MAX_ENDS = 1000
MAX_BYTES = 16 * 1024 * 1024
MAX_STORY_BYTES = 256 * 1024  # a larger story is named on the page, not shown
MAX_REFUSED_BYTES = 2048  # what the page shows of a refused record


@dataclass(frozen=True, slots=True)
class End:
    """An outcome that is durable: its number since the process began, and the Unix time of its commit."""

    seq: int
    at_s: float
    outcome: Outcome

    def line(self) -> bytes:
        """Give it as JSON, as /events sends it."""
        return b'{"seq":%d,"at":%.3f,"end":%b}' % (self.seq, self.at_s, _shown(self.outcome))


class Recent:
    """A window on the stream, bounded in number and in bytes.

    The road only appends; whoever looks takes what is there, and a slow one misses what the window has left.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ends: deque[End] = deque()
        self._bytes = 0
        self._seq = 0

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Take in outcomes that are durable now."""
        now = time.time()
        with self._lock:
            for outcome in outcomes:
                self._seq += 1
                self._ends.append(End(self._seq, now, outcome))
                self._bytes += len(outcome.value)
            while len(self._ends) > MAX_ENDS or self._bytes > MAX_BYTES:
                self._bytes -= len(self._ends.popleft().outcome.value)

    def after(self, seq: int, most: int) -> tuple[list[End], int]:
        """Give the newest ends after number `seq`, oldest first and at most `most`, and how many were left out."""
        with self._lock:
            missed = self._seq - seq
            wanted = min(most, missed, len(self._ends))
            newest = [self._ends[-at] for at in range(wanted, 0, -1)]
        return newest, missed - wanted

    def last(self) -> int:
        """Give the number of the last end, 0 before the first."""
        with self._lock:
            return self._seq


def _shown(outcome: Outcome) -> bytes:
    if outcome.kind == "refused":
        return orjson.dumps(
            {
                "outcome": "refused", "origin": outcome.origin, "reason": outcome.reason, "detail": outcome.detail,
                "id": outcome.story_id, "received": outcome.received, "bytes": len(outcome.value),
                "bytes_base64": b64encode(outcome.value[:MAX_REFUSED_BYTES]).decode(),
            }
        )  # fmt: skip
    if len(outcome.value) > MAX_STORY_BYTES:
        facts = {"outcome": outcome.kind, "origin": outcome.origin, "id": outcome.story_id}
        return orjson.dumps(facts | {"too_large": len(outcome.value)})
    return outcome.line()
