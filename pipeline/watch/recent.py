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
    """What is shown of an outcome that is durable: its number since the process began, and its JSON for /events."""

    seq: int
    line: bytes


class Recent:
    """A window on the stream, bounded in number and in bytes.

    The road only appends what is shown, once for all who look; a slow one misses what the window has left.
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
                line = b'{"seq":%d,"at":%.3f,"end":%b}' % (self._seq, now, _shown(outcome))
                self._ends.append(End(self._seq, line))
                self._bytes += len(line)
            while len(self._ends) > MAX_ENDS or self._bytes > MAX_BYTES:
                self._bytes -= len(self._ends.popleft().line)

    def after(self, seq: int, most: int) -> tuple[list[End], int]:
        """Give the newest ends after number `seq`, oldest first and at most `most`, and how many were left out."""
        with self._lock:
            missed = self._seq - seq
            wanted = min(most, missed, len(self._ends))
            newest = [self._ends[-at] for at in range(wanted, 0, -1)]
        return newest, missed - wanted


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
