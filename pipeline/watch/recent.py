"""The last ends, kept for whoever looks at the live page."""

import threading
import time
from base64 import b64encode
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice, takewhile

import orjson

from pipeline.outcome import Outcome

MAX_ENDS = 500  # stories, and as many others
MAX_BYTES = 8 * 1024 * 1024  # of each
MAX_STORY_BYTES = 256 * 1024  # a larger story is named on the page, not shown
MAX_REFUSED_BYTES = 2048  # what the page shows of a refused record


@dataclass(frozen=True, slots=True)
class End:
    """What is shown of an outcome that is durable: its number since the process began, and its JSON for /events."""

    seq: int
    line: bytes


class Recent:
    """A window on the stream, bounded in number and in bytes: stories, and apart from them what else ended.

    A flood of copies or refusals pushes no story out. The road only appends what is shown, once for all who look; a
    slow one misses what the window has left.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stories, self._others = _Window(), _Window()
        self._seq = 0

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Take in outcomes that are durable now."""
        now = time.time()
        with self._lock:
            for outcome in outcomes:
                self._seq += 1
                line = b'{"seq":%d,"at":%.3f,"end":%b}' % (self._seq, now, _shown(outcome))
                (self._stories if outcome.kind == "delivered" else self._others).add(End(self._seq, line))

    def first(self, most: int) -> list[End]:
        """Give what a page begins with: the newest stories and the newest others, at most half of `most` each."""
        with self._lock:
            return _in_order(self._stories.newest(0, most // 2), self._others.newest(0, most // 2))

    def after(self, seq: int, most: int) -> tuple[list[End], int]:
        """Give the newest ends after number `seq`, oldest first and at most `most`, and how many were left out."""
        with self._lock:
            missed = self._seq - seq
            ends = _in_order(self._stories.newest(seq, most), self._others.newest(seq, most))[-most:]
        return ends, missed - len(ends)


class _Window:
    """The newest ends of a kind."""

    def __init__(self) -> None:
        self._ends: deque[End] = deque()
        self._bytes = 0

    def add(self, end: End) -> None:
        self._ends.append(end)
        self._bytes += len(end.line)
        while len(self._ends) > MAX_ENDS or self._bytes > MAX_BYTES:
            self._bytes -= len(self._ends.popleft().line)

    def newest(self, seq: int, most: int) -> list[End]:
        """Give the newest after a number, newest first."""
        return list(islice(takewhile(lambda end: end.seq > seq, reversed(self._ends)), most))


def _in_order(*newest: list[End]) -> list[End]:
    return sorted(chain(*newest), key=lambda end: end.seq)


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
