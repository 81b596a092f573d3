"""The view: its thread, its two ways to show the account, and a terminal that takes nothing."""

import io
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import Console

from pipeline.terminal import Rates, TerminalView
from pipeline.watch.account import Snapshot

STORY: dict[str, object] = {
    "id": "a",
    "outlet": "mehr",
    "published": None,
    "language": "fa",
    "headline": "سلام دنیا",
    "lede": "",
    "paragraphs": [],
    "folded": [],
    "links": [],
    "entities": [{"class": "LOC", "name": "روسیه", "mentions": []}],
    "tone": {"label": "pos", "score": 0.4, "abstained": False},
}
NOW = Snapshot(elapsed_s=12.0, records_in=10, delivered=8, refused={"empty": 1}, in_flight=1, last_story=STORY)


class Taker:
    """Hands out accounts one after the other, the last one for ever, and tells when each has been taken."""

    def __init__(self, *accounts: Snapshot) -> None:
        self._accounts = list(accounts)
        self.exhausted = threading.Event()

    def __call__(self) -> Snapshot:
        if len(self._accounts) > 1:
            return self._accounts.pop(0)
        self.exhausted.set()
        return self._accounts[0]


def shown(take: Callable[[], Snapshot], console: Console, **options: str) -> TerminalView:
    return TerminalView(take, console=console, rtl_mode="visual", title="khabar demo", **options)


def plain(*accounts: Snapshot, page_url: str = "http://127.0.0.1:9100") -> list[str]:
    """Show the accounts without a terminal and give the lines."""
    file, take = io.StringIO(), Taker(*accounts)
    with shown(take, Console(file=file, width=40), page_url=page_url):
        assert take.exhausted.wait(10)
    return file.getvalue().splitlines()


def live(*accounts: Snapshot) -> str:
    """Show the accounts in a terminal and give all that was written to it."""
    file, take = io.StringIO(), Taker(*accounts)
    with shown(take, terminal(file)) as view:
        assert take.exhausted.wait(10)
        view.announce("draining")
    return file.getvalue()


def terminal(file: io.StringIO) -> Console:
    return Console(file=file, force_terminal=True, width=80, height=24, _environ={"TERM": "xterm-256color"})


def test_without_a_terminal_there_are_plain_lines() -> None:
    """Title, address, the story once, the account, the summary; long lines stay whole."""
    lines = plain(NOW, NOW)
    assert lines[:3] == ["khabar demo", "live page http://127.0.0.1:9100", "mehr | سلام دنیا | روسیه | pos +0.40"]
    assert lines[3] == "12.0s in 10 delivered 8 (0.0/s) duplicates 0 refused 1 in_flight 1 lag -"
    assert lines[5].startswith("conserved: 10 in = 8 delivered")


def test_plain_lines_hold_no_control_character() -> None:
    """A log gets text, whatever the story holds."""
    hostile = replace(NOW, last_story={**STORY, "headline": "\x1b]0;owned\x07 سلام\u202e"})
    written = "\n".join(plain(hostile))
    assert "owned" in written
    assert not any(char in written for char in "\x1b\x07\r\u202e")


def test_an_account_line_is_printed_every_two_seconds_of_the_run() -> None:
    """Redraws in between print nothing, but for a story not yet seen."""
    other = replace(NOW, elapsed_s=12.5, last_story={**STORY, "headline": "دومین"})
    lines = plain(NOW, replace(NOW, elapsed_s=12.2), other, replace(other, elapsed_s=14.0, records_in=11, delivered=9))
    assert [line.split()[0] for line in lines if " in_flight " in line] == ["12.0s", "14.0s", "14.0s"]
    assert [line.split(" | ")[1] for line in lines if " | " in line] == ["سلام دنیا", "دومین"]


def test_a_terminal_gets_a_picture_that_is_redrawn_in_place() -> None:
    """The cursor goes up over the old picture; the cursor is back and the summary stands at the end."""
    written = live(NOW, replace(NOW, elapsed_s=13.0))
    assert "\x1b[1A\x1b[2K" in written
    assert "0:00:13" in written
    assert "Ctrl-C drains and stops" in written
    assert written.rindex("conserved: 10 in = 8 delivered") > written.rindex("\x1b[?25h")
    assert "\x1b[?1049h" not in written  # the alternate screen would take the last picture with it


def test_a_message_takes_the_place_of_the_hint() -> None:
    """While it drains, the view says so."""
    file = io.StringIO()
    redrawn = threading.Event()

    def take() -> Snapshot:
        if "draining" in file.getvalue():
            redrawn.set()
        return NOW

    with shown(take, terminal(file)) as view:
        view.announce("draining")
        assert redrawn.wait(10)


def test_stop_may_be_called_twice() -> None:
    """The end of the context finds the view stopped already."""
    file = io.StringIO()
    with shown(lambda: NOW, Console(file=file)) as view:
        view.stop()
    assert file.getvalue().count("conserved") == 1


def test_a_stuck_terminal_holds_nothing_up() -> None:
    """The view gives up on a terminal that takes nothing: neither work nor exit waits for it."""
    freed, stuck = threading.Event(), threading.Event()

    class Stuck(io.StringIO):
        def write(self, text: str) -> int:
            if threading.current_thread() is not threading.main_thread():
                stuck.set()
                freed.wait(30)
            return super().write(text)

    view = shown(lambda: NOW, Console(file=Stuck()))
    with view:
        assert stuck.wait(10)
    freed.set()  # reached only because leaving the view did not wait for the terminal


def test_rates_are_per_second_whatever_the_moments_of_counting() -> None:
    """Counts taken less than a second after the last are let be; later ones are divided by their time."""
    rates = Rates()
    for elapsed_s, delivered in ((0.5, 3), (1.0, 5), (1.7, 9), (3.0, 15)):
        rates.add(elapsed_s, delivered)
    assert rates.per_second() == pytest.approx([5.0, 5.0])


def test_rates_remember_one_minute() -> None:
    """What is older leaves."""
    rates = Rates()
    for second in range(1, 200):
        rates.add(float(second), second * second)
    assert len(rates.per_second()) == 60
    assert rates.per_second()[-1] == 199**2 - 198**2


def test_what_is_announced_again_and_again_is_said_once() -> None:
    """Whoever watches may announce at every look; the lines tell it once."""
    file, take = io.StringIO(), Taker(NOW)
    with shown(take, Console(file=file, width=40)) as view:
        for _ in range(3):
            view.announce("draining")
        assert take.exhausted.wait(10)
    assert file.getvalue().splitlines().count("draining") == 1
