"""The live page in Debian's Chromium, served by the real application.

`served` is that application over metrics of its own: what a test feeds it goes the way that a running road's outcomes
go, so /metrics, /events and the page see one truth. `page` is a browser's page on it. When a test is over, no page may
have asked anybody else for anything, or complained about anything.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import orjson
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from prometheus_client import CollectorRegistry

import seeds as seeds_package
from pipeline.enrich import enrich_records
from pipeline.outcome import Outcome
from pipeline.settings import WatchSettings
from pipeline.watch.metrics import Metrics
from pipeline.watch.serving import serve
from pipeline.watch.state import LiveState
from schemas.record import Record

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
WIDE = {"width": 1440, "height": 1000}


@dataclass
class Served:
    """The application on a port of its own, and a road that takes what it is fed."""

    offset: int = 0
    port: int = 0
    stack: ExitStack = field(default_factory=ExitStack)

    def start(self) -> None:
        """Serve a new account, on the port of before if there was one."""
        registry = CollectorRegistry()
        self.metrics = Metrics(registry)
        state = LiveState(self.metrics, "newsroom", "news.raw")
        settings = WatchSettings("127.0.0.1", self.port, (), "newsroom", "news.raw", ())
        self.url = self.stack.enter_context(serve(self.metrics, registry, settings, state))
        self.port = urlsplit(self.url).port
        self.metrics.behind({0: 0})
        self.metrics.committed()

    def stop(self) -> None:
        """End it, as a process that drains does."""
        self.stack.close()

    def feed(self, *given: object) -> None:
        """Take stories (mappings) or records (bytes) all the way, in one bundle."""
        self.play(enrich_records(given))

    def play(self, outcomes: Iterable[Outcome]) -> None:
        """Read records and deliver these outcomes for them, as of now."""
        now = datetime.now(UTC)
        placed = [
            replace(end, offset=at, base=at, origin=f"news.raw/0@{at}", received=now.isoformat())
            for at, end in enumerate(outcomes, start=self.offset)
        ]
        self.offset += len(placed)
        self.metrics.read([Record(b"", end.origin, end.received, offset=end.offset, base=end.base) for end in placed])
        self.metrics.delivered(placed, {0: self.offset})
        self.metrics.committed()

    def deliver(self, **fields: object) -> None:
        """Deliver a story that says what no steps would make of any text."""
        (end,) = enrich_records([{"id": fields.get("id", "made"), "headline": "خبر"}])
        self.play([replace(end, value=orjson.dumps(orjson.loads(end.value) | fields))])


@pytest.fixture
def served() -> Iterator[Served]:
    """The live page of a road that has not read anything yet."""
    served = Served()
    served.start()
    yield served
    served.stop()


@pytest.fixture(scope="session")
def seeds() -> tuple[Outcome, ...]:
    """The outcomes of the stories that ship with Khabar."""
    stream = Path(seeds_package.__file__).with_name("stream.jsonl")
    return tuple(enrich_records(stream.read_bytes().splitlines()))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What pages wrote to the console as a warning or worse, their errors, and the strangers that they asked."""
    return []


@pytest.fixture
def open_page(browser: Browser, served: Served, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens the live page in a browser of its own, with settings of Playwright's `new_context`."""
    with ExitStack() as contexts:

        def open_one(**settings: object) -> Page:
            context = browser.new_context(**({"viewport": WIDE, "reduced_motion": "reduce"} | settings))
            contexts.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.on("console", lambda told: told.type in ("error", "warning") and complaints.append(told.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("request", lambda asked: _is_ours(asked.url, served) or complaints.append(f"asked {asked.url}"))
            page.goto(served.url)
            page.wait_for_selector("[data-connection=live]")
            return page

        yield open_one
    assert complaints == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """The live page, wide and light."""
    return open_page()


def _is_ours(url: str, served: Served) -> bool:
    return url.startswith((f"http://127.0.0.1:{served.port}/", "data:"))
