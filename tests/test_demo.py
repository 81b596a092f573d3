"""The demo's way to a browser."""

import pytest

from pipeline import demo
from pipeline.demo import open_browser


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
