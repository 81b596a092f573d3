"""How far a replay has come."""

import io
import re
from collections.abc import Callable

import pytest
from rich.console import Console

from pipeline.progress import ReplayProgress


@pytest.fixture
def clock() -> Callable[[], float]:
    """A clock that goes one second forward each time it is read."""
    seconds = iter(range(1_000))
    return lambda: float(next(seconds))


def test_without_a_terminal_a_line_comes_every_five_seconds_and_at_the_end(clock: Callable[[], float]) -> None:
    """Count, total and rate, without control characters."""
    file = io.StringIO()
    with ReplayProgress(Console(file=file), clock=clock) as progress:
        for count in range(1, 11):
            progress.on_sent(count, 10)
    assert file.getvalue().splitlines() == [
        "7.0s sent 5 of 10 (0.7/s)",
        "13.0s sent 9 of 10 (0.7/s)",
        "15.0s sent 10 of 10 (0.7/s)",
    ]


def test_an_unknown_total_is_left_out(clock: Callable[[], float]) -> None:
    """A stream without an end has no total."""
    file = io.StringIO()
    with ReplayProgress(Console(file=file), clock=clock) as progress:
        progress.on_sent(3, None)
    assert file.getvalue() == "2.0s sent 3 (1.5/s)\n"


def test_a_terminal_gets_a_bar() -> None:
    """The bar shows count and total, and stays when it is full."""
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=80, _environ={"TERM": "xterm-256color"})
    with ReplayProgress(console) as progress:
        for count in range(1, 11):
            progress.on_sent(count, 10)
    assert "10/10" in file.getvalue()
    assert "━" in file.getvalue()


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_bar_leaves_room_for_what_a_terminal_echoes(width: int) -> None:
    """A row that "^C" makes wrap could not be erased, and the bar would be seen twice."""
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=width, _environ={"TERM": "xterm-256color"})
    with ReplayProgress(console) as progress:
        progress.on_sent(1_234_567, 7_654_321)
    rows = re.split(r"[\r\n]+", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", file.getvalue()))
    assert "1234567/7654321" in rows[-2]
    assert max(map(len, rows)) <= width - len("^C")
