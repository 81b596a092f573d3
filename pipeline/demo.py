"""The demo: a stream of stories goes in, the road runs, a person watches."""

import logging
import os
import sys
import threading
import webbrowser
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from rich.console import Console
from rich.logging import RichHandler

from pipeline import local
from pipeline.rtl import Mode
from pipeline.running import RUNNING
from pipeline.settings import RoadSettings
from pipeline.terminal import TerminalView
from pipeline.watch.account import Snapshot
from pipeline.watch.metrics import METRICS
from pipeline.world import World

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")  # without one a text browser would take the terminal

type Publish = Callable[[threading.Event], None]


class Demo:
    """Publishes a stream in a thread, runs the road in this one, and shows its account."""

    def __init__(self, publish: Publish, *, once: bool, mode: Mode, address: str, title: str) -> None:
        self._publish, self._once = publish, once
        self._console = Console()
        self._view = TerminalView(self._account, console=self._console, rtl_mode=mode, title=title, page_url=address)

    def run(self, world: World, group: str, settings: RoadSettings) -> None:
        """Show the road until it is told to stop; with `once`, until the stream is delivered.

        Raises what the road raised, or else what the stream raised.
        """
        self._log_above_the_view()
        with ThreadPoolExecutor(1, thread_name_prefix="replay") as threads, self._view:
            stream = threads.submit(self._stream)
            stream.add_done_callback(_stop_on_error)
            try:
                local.run(world, group, settings)
            finally:
                RUNNING.stop.set()  # the stream does not wait for a road that has ended
        stream.result()

    def _account(self) -> Snapshot:
        if RUNNING.stop.is_set():
            self._view.announce("draining")
        return METRICS.account()

    def _log_above_the_view(self) -> None:
        for handler in logging.getLogger().handlers:
            if isinstance(handler, RichHandler):
                handler.console = self._console

    def _stream(self) -> None:
        while not METRICS.health.is_reading() and not RUNNING.stop.wait(0.1):
            pass  # what waited in partitions would be read one partition after the other, excerpts before stories
        self._publish(RUNNING.stop)
        while self._once and not RUNNING.stop.wait(0.5):
            account = METRICS.account()
            if account.lag == 0 and account.in_flight == 0:
                RUNNING.stop.set()


def open_browser(address: str, wanted: bool | None) -> None:
    """Open the live page; None: where a person sits at a terminal with a screen to show it on."""
    if wanted is None:
        screen = sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in SCREENS)
        wanted = screen and sys.stdout.isatty()
    if wanted:
        webbrowser.open(address)


def _stop_on_error(stream: Future[None]) -> None:
    if stream.exception() is not None:
        RUNNING.stop.set()
