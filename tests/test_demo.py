"""The demo's way to a browser, and when its stream begins."""

from threading import Event

import pytest

from pipeline import demo, local
from pipeline.demo import Demo, open_browser
from pipeline.running import RUNNING
from pipeline.watch.metrics import METRICS


@pytest.mark.parametrize(
    ("wanted", "terminal", "display", "opened"),
    [
        (None, True, ":0", True),
        (None, True, "", False),  # a text browser would take the terminal
        (None, False, ":0", False),
        (True, False, "", True),
        (False, True, ":0", False),
    ],
)
def test_the_live_page_opens_where_a_person_can_see_it(monkeypatch, wanted, terminal, display, opened):
    """Unless the flag says so or says not."""
    seen: list[str] = []
    monkeypatch.setattr(demo.webbrowser, "open", seen.append)
    monkeypatch.setattr(demo.sys, "platform", "linux")
    monkeypatch.setattr(demo.sys.stdout, "isatty", lambda: terminal, raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    open_browser("http://127.0.0.1:1", wanted)
    assert seen == (["http://127.0.0.1:1"] if opened else [])


@pytest.mark.parametrize("starts", [True, False])
def test_the_stream_waits_until_it_is_read(monkeypatch, starts):
    """What is published before would be read partition by partition; a road that fails is not waited for."""
    began, read = Event(), []

    def publish(stop: Event) -> None:
        read.append(METRICS.health.is_reading() or stop.is_set())
        began.set()

    def road(*_: object) -> None:
        assert not began.wait(0.3)
        if not starts:
            raise ValueError("no road")
        METRICS.behind({0: 0})
        assert began.wait(10)

    METRICS.begin()
    RUNNING.begin()
    monkeypatch.setattr(local, "run", road)
    show = Demo(publish, once=False, mode="logical", address="http://127.0.0.1:1", title="")
    if starts:
        show.run(None, "g", None)
    else:
        with pytest.raises(ValueError, match="no road"):
            show.run(None, "g", None)
    assert read == [True]
    METRICS.begin()
    RUNNING.begin()
