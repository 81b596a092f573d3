"""The stream of events that a browser follows: state once a second, ends as they come, and what was left out."""

import asyncio
from collections.abc import AsyncIterator, Callable

import orjson

from pipeline.watch.metrics import Metrics
from pipeline.watch.state import LiveState

TURN_S = 0.25
STATE_EVERY_TURNS = 4
ENDS_A_TURN = 20  # 80 stories a second are more than anybody reads, and what a browser draws with ease
MOST_ENDS = 200  # at once: a bundle comes in one piece, and a slow stream shows all of it
MOST_DIGITS = 18  # of a number that a process can have reached
RETRY_MS = 1000  # browsers wait three seconds by themselves before they come again


class Events:
    """Follows the recent ends for one browser, at its own pace: what it can't take in time is counted, not kept."""

    def __init__(self, metrics: Metrics, state: LiveState, last_id: str | None, ended: Callable[[], bool]) -> None:
        self._metrics, self._state, self._ended = metrics, state, ended
        self._seq = _place(last_id, state.instance)
        self._allowed = MOST_ENDS
        self._away = self._seq is not None  # until it has what came meanwhile

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Give events until the server ends; the caller closes it when the browser has gone."""
        self._count(1)
        try:
            turn = 0
            yield f"retry: {RETRY_MS}\n\n".encode()
            while not self._ended():
                if turn % STATE_EVERY_TURNS == 0:
                    yield _event("state", self._state.encoded())
                for event in self._news():
                    yield event
                turn += 1
                await asyncio.sleep(TURN_S)
        finally:
            self._count(-1)

    def _count(self, change: int) -> None:
        self._state.browsers += change
        self._metrics.instruments.page_browsers.set(self._state.browsers)

    def _news(self) -> list[bytes]:
        recent = self._metrics.recent
        ends, missed = (recent.first(MOST_ENDS), 0) if self._seq is None else recent.after(self._seq, self._allowed)
        self._allowed = min(MOST_ENDS, self._allowed - len(ends) + ENDS_A_TURN)
        self._seq = ends[-1].seq if ends else self._seq or 0
        if not ends:
            self._away = False
            return []
        lines = b"[" + b",".join(end.line for end in ends) + b"]"
        news = [_event("ends", lines, f"{self._state.instance}-{self._seq}")]
        if missed:
            news.append(self._missed(missed))
        return news

    def _missed(self, count: int) -> bytes:
        """Tell how many ends were not sent: because they came too fast, or because the browser was away."""
        away, self._away = self._away, False
        if not away:
            self._metrics.instruments.page_dropped.inc(count)
        return _event("dropped", orjson.dumps({"count": count, "away": away}))


def _event(name: str, data: bytes, id_: str | None = None) -> bytes:
    """Write a server-sent event; JSON has no line ends, so its data is one line."""
    head = f"id: {id_}\nevent: {name}\n" if id_ else f"event: {name}\n"
    return head.encode() + b"data: " + data + b"\n\n"


def _place(last_id: str | None, instance: str) -> int | None:
    """Give the number of the last end that this browser saw of this run; None when it saw none of it."""
    name, _, seq = (last_id or "").rpartition("-")
    return int(seq) if name == instance and seq.isascii() and seq.isdecimal() and len(seq) < MOST_DIGITS else None
