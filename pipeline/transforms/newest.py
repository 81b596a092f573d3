"""What an attempt opened, kept for the life of the process: Beam makes and drops DoFn instances as it likes."""

import threading
from collections.abc import Callable
from typing import Protocol

from pipeline.errors import Fenced
from pipeline.world import Attempt


class Closable(Protocol):
    """Something live that lets go of what it holds."""

    def close(self) -> None:
        """Let go."""


class Newest[Live: Closable]:
    """One live object a group: that of its newest attempt. An element of an older attempt is fenced."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._live: dict[str, tuple[Attempt, Live]] = {}

    def get(self, attempt: Attempt, make: Callable[[Attempt], Live]) -> Live:
        """Give the attempt's live object, made now if the attempt is new."""
        with self._lock:
            held = self._live.get(attempt.group)
            if held is not None and held[0] == attempt:
                return held[1]
            if held is not None:
                self._replace(attempt, *held)
            live = make(attempt)
            self._live[attempt.group] = (attempt, live)
            return live

    def held(self, attempt: Attempt) -> Live | None:
        """Give the attempt's live object if this process holds it."""
        held = self._live.get(attempt.group)
        return held[1] if held is not None and held[0] == attempt else None

    def close(self, group: str) -> None:
        """Let go of what is held for a group: its run is over."""
        with self._lock:
            _, live = self._live.pop(group, (None, None))
            if live is not None:
                live.close()

    def _replace(self, attempt: Attempt, held: Attempt, live: Live) -> None:
        if attempt.number < held.number:
            raise Fenced(
                f"group {attempt.group}: a record of attempt {attempt.number} came after attempt {held.number}"
            )
        live.close()
        del self._live[attempt.group]
