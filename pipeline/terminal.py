"""What `khabar demo` shows while the road runs: a live picture in a terminal, plain lines everywhere else."""

from collections import deque
from collections.abc import Callable
from itertools import pairwise
from threading import Event, Thread
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.live import Live

from pipeline.dashboard import MINUTE_S, Dashboard
from pipeline.plain_lines import account_line, story_line, summary
from pipeline.rtl import Mode
from pipeline.watch.account import Snapshot

REDRAW_S = 0.25
LINE_EVERY_S = 2.0
STUCK_S = 2.0  # how long `stop` waits for a terminal that takes nothing more (Ctrl-S, a dead connection)
HINT = "Ctrl-C drains and stops"


class Rates:
    """Stories delivered in each of the last sixty seconds, from counts taken at any moments."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque([(0.0, 0)], maxlen=MINUTE_S + 1)

    def add(self, elapsed_s: float, delivered: int) -> None:
        """Take a count; nothing happens until a second has passed since the last one taken."""
        if elapsed_s - self._marks[-1][0] >= 1.0:
            self._marks.append((elapsed_s, delivered))

    def per_second(self) -> list[float]:
        """Give the rates, oldest first."""
        marks = list(self._marks)
        return [(after - before) / (end - start) for (start, before), (end, after) in pairwise(marks)]


class _Painter(Protocol):
    """A way to show the account: `draw` now and then, `finish` once."""

    def draw(self, snapshot: Snapshot) -> None: ...
    def announce(self, message: str) -> None: ...
    def finish(self, snapshot: Snapshot) -> None: ...


class _LivePainter:
    """Redraws one picture in place, on the ordinary screen: what is logged stays above it, the last one stays."""

    def __init__(self, console: Console, title: str, page_url: str | None, mode: Mode) -> None:
        self._console, self._title, self._mode = console, title, mode
        self._page = f"   live page {page_url}" if page_url else ""
        self._hint, self._rates, self._size = HINT, Rates(), console.size
        self._live = Live(console=console, auto_refresh=False, vertical_overflow="crop")
        self._live.start()

    def draw(self, snapshot: Snapshot) -> None:
        self._rates.add(snapshot.elapsed_s, snapshot.delivered)
        if self._console.size != self._size:  # the old picture was wrapped anew: it can't be erased line by line
            self._size = self._console.size
            self._console.clear()
        self._live.update(self._picture(snapshot), refresh=True)

    def announce(self, message: str) -> None:
        self._hint = message

    def finish(self, snapshot: Snapshot) -> None:
        self._live.update(self._picture(snapshot, settled=True))
        self._live.stop()

    def _picture(self, snapshot: Snapshot, *, settled: bool = False) -> Dashboard:
        footer = "" if settled else self._hint + self._page
        return Dashboard(snapshot, self._rates.per_second(), self._title, footer, self._mode, settled)


class _PlainPainter:
    """Prints a line of account every two seconds of the run, and a line for each last story not yet seen."""

    def __init__(self, console: Console, title: str, page_url: str | None) -> None:
        self._console, self._seen, self._next_line_s = console, "", 0.0
        self._print(title)
        if page_url:
            self._print(f"live page {page_url}")

    def draw(self, snapshot: Snapshot) -> None:
        story = snapshot.last_story
        if story is not None and story_line(story) != self._seen:
            self._seen = story_line(story)
            self._print(self._seen)
        if snapshot.elapsed_s >= self._next_line_s:
            self._next_line_s = snapshot.elapsed_s + LINE_EVERY_S
            self._print(account_line(snapshot))

    def announce(self, message: str) -> None:
        self._print(message)

    def finish(self, snapshot: Snapshot) -> None:
        self._next_line_s = snapshot.elapsed_s
        self.draw(snapshot)

    def _print(self, line: str) -> None:
        self._console.out(line, highlight=False)


class TerminalView:
    """Shows the account that `take` gives, from a thread of its own, from entering until `stop`.

    `take` is called four times a second and must be safe from another thread; nothing else is shared, so a slow
    terminal slows nothing but itself. `stop` shows the last state and the summary; after two seconds it leaves a
    terminal that takes nothing more to itself. Log through `console`: what bypasses it falls into the picture.
    """

    def __init__(
        self,
        take: Callable[[], Snapshot],
        *,
        console: Console,
        rtl_mode: Mode,
        title: str,
        page_url: str | None = None,
    ) -> None:
        self._take, self._console, self._mode = take, console, rtl_mode
        self._title, self._page_url = title, page_url
        self._announced = ""
        self._stopped = Event()
        self._thread = Thread(target=self._show, name="terminal", daemon=True)

    def __enter__(self) -> Self:
        self._painter = self._choose_painter()
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def announce(self, message: str) -> None:
        """Show `message` in place of the hint on Ctrl-C, such as that the road drains; again only when it changes."""
        if message != self._announced:
            self._announced = message
            self._painter.announce(message)

    def stop(self) -> None:
        """Show the last state and the summary; a second call does nothing."""
        if self._stopped.is_set():
            return
        self._stopped.set()
        self._thread.join(STUCK_S)
        if self._thread.is_alive():
            return
        last = self._take()
        self._painter.finish(last)
        self._console.out(summary(last), highlight=False)

    def _choose_painter(self) -> _Painter:
        if self._console.is_interactive:
            return _LivePainter(self._console, self._title, self._page_url, self._mode)
        return _PlainPainter(self._console, self._title, self._page_url)

    def _show(self) -> None:
        while not self._stopped.is_set():
            self._painter.draw(self._take())
            self._stopped.wait(REDRAW_S)
