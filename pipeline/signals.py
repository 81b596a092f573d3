"""SIGINT and SIGTERM drain: the bundle at work is finished, delivered and committed."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from pipeline.running import RUNNING

DRAINING = (signal.SIGINT, signal.SIGTERM)
TOGETHER_S = 1.0  # a launcher and the terminal's process group each pass one signal on: these are one wish


class _Drain:
    """The handler of one run. It takes no lock: a signal may interrupt the thread that holds it."""

    def __init__(self) -> None:
        self._asked: float | None = None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if self._asked is None:
            self._asked = now
            threading.Thread(target=RUNNING.stop.set, daemon=True).start()
        elif now - self._asked > TOGETHER_S:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)


@contextmanager
def draining() -> Iterator[None]:
    """Make signals stop the road gently, also where the shell started us with SIGINT ignored.

    A second signal, a second later or more, has its ordinary effect: it ends the process at once.
    """
    drain = _Drain()
    before = {number: signal.signal(number, drain) for number in DRAINING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
