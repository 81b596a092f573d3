"""How far a replay has come: a bar in a terminal, plain lines everywhere else."""

from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

LINE_EVERY_S = 5.0
BAR_CELLS = 40
BESIDE_BAR_CELLS = 48  # label, counts of seven digits, rate, time left; and the "^C" that a terminal echoes


class _RateColumn(ProgressColumn):
    """Records sent per second, over the last half minute."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.1f}/s" if speed else "–/s")


class ReplayProgress:
    """Shows how many records have been sent; hand `on_sent` to the replay.

    Without a terminal: a line every five seconds and one at the end. `clock` gives seconds.
    """

    def __init__(self, console: Console, *, clock: Callable[[], float] = monotonic) -> None:
        self._console, self._clock = console, clock
        self._bar: Progress | None = None
        self._count = 0
        self._total: int | None = None

    def __enter__(self) -> Self:
        self._started_s = self._printed_s = self._clock()
        if self._console.is_interactive:
            columns = (TextColumn("replay"), self._bar_column(), MofNCompleteColumn(), _RateColumn())
            self._bar = Progress(*columns, TimeRemainingColumn(), console=self._console, refresh_per_second=4)
            self._task = self._bar.add_task("replay", total=None)
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()
        else:
            self._print()

    def on_sent(self, count: int, total: int | None) -> None:
        """Take note that `count` records of `total` are sent; `total` is None while it is not known."""
        self._count, self._total = count, total
        if self._bar is not None:
            self._bar.update(self._task, completed=count, total=total)
        elif self._clock() - self._printed_s >= LINE_EVERY_S:
            self._printed_s = self._clock()
            self._print()

    def _bar_column(self) -> BarColumn:
        """Give a bar that leaves room in its row: one that wraps can't be erased, and would be seen twice."""
        return BarColumn(max(1, min(BAR_CELLS, self._console.width - BESIDE_BAR_CELLS)))

    def _print(self) -> None:
        elapsed_s = self._clock() - self._started_s
        rate = self._count / elapsed_s if elapsed_s > 0 else 0.0
        of = "" if self._total is None else f" of {self._total}"
        self._console.out(f"{elapsed_s:.1f}s sent {self._count}{of} ({rate:.1f}/s)", highlight=False)
