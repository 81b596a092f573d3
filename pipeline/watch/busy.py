"""The time in which there was something to do."""

import threading
import time


class Busy:
    """A stopwatch that several threads start and stop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seconds = 0.0
        self._since: float | None = None

    def weigh(self, *, something_to_do: bool) -> None:
        """Run while there is something to do."""
        with self._lock:
            if something_to_do and self._since is None:
                self._since = time.monotonic()
            elif not something_to_do:
                self._seconds, self._since = self._now(), None

    def seconds(self) -> float:
        """Give the seconds in which it ran."""
        with self._lock:
            return self._now()

    def _now(self) -> float:
        return self._seconds + (0.0 if self._since is None else time.monotonic() - self._since)
