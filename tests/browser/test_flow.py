"""The page as time goes on: a reader who reads, a stream that is too fast, a server that comes and goes."""

import itertools
import threading
import time

import pytest
from playwright.sync_api import expect

from pipeline.running import RUNNING
from pipeline.watch import app
from pipeline.watch.state import LiveState

LONGEST_STANDSTILL_MS = 2000  # 100 on a quiet machine; a page that hangs stands for far longer
A_PIXEL = 1.0  # Chromium scrolls by whole ones as it lays out what was out of sight
GAPS = """ms => new Promise(done => {
    const gaps = [];
    const began = performance.now();
    let last = began;
    const turn = () => {
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        if (now - began < ms) setTimeout(turn);
        else done(Math.max(...gaps));
    };
    setTimeout(turn);
})"""


@pytest.fixture
def page(served, seeds, open_page):
    """A page with forty stories."""
    served.play([end for end in seeds if end.kind == "delivered"][:40])
    page = open_page()
    expect(page.locator("#shown")).to_have_text("40 stories")
    return page


def deliver(served, names: str) -> None:
    """Deliver a story for each letter."""
    for name in names:
        served.deliver(id=name, headline="خبر تازه")


def test_pause_holds_new_stories_back(page, served):
    """They are counted, come at a click, and flow again once it is over."""
    page.get_by_role("button", name="Pause").click()
    deliver(served, "abc")
    waiting = page.locator("#waiting")
    expect(waiting).to_have_text("3 new stories while paused")
    expect(page.locator("#shown")).to_have_text("40 stories")
    waiting.click()
    expect(page.locator("#shown")).to_have_text("43 stories")
    deliver(served, "d")
    expect(waiting).to_have_text("1 new story while paused")
    page.get_by_role("button", name="Resume").click()
    expect(page.locator("#shown")).to_have_text("44 stories")
    expect(waiting).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 360])
def test_what_is_read_does_not_move(page, served, width):
    """Further down nothing jumps; the count of new stories leads back up to them."""
    page.set_viewport_size({"width": width, "height": 800})
    page.locator(".story").nth(20).scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    before = page.locator(".story").nth(20).bounding_box()["y"]
    deliver(served, "abc")
    expect(page.locator("#waiting")).to_have_text("3 new stories above")
    assert page.locator(".story").nth(20).bounding_box()["y"] == pytest.approx(before, abs=A_PIXEL)
    page.locator("#waiting").click()
    expect(page.locator(".story").first).to_have_attribute("data-id", "c")
    expect(page.locator(".story").first).to_be_in_viewport()


def test_an_open_story_stays_where_it_is(page, served):
    """Until it is closed: then the stream flows."""
    summary = page.locator("details.whole > summary").nth(1)
    summary.click()
    before = summary.bounding_box()["y"]
    deliver(served, "ab")
    expect(page.locator("#waiting")).to_have_text("2 new stories above")
    assert summary.bounding_box()["y"] == pytest.approx(before, abs=A_PIXEL)
    summary.click()
    expect(page.locator("#shown")).to_have_text("42 stories")


def test_a_thousand_stories_a_second_do_not_hang_it(page, served, seeds):
    """It answers all the while, holds what it may, and says how many it was not sent."""
    ends = [end for end in seeds if end.kind == "delivered"]
    over = threading.Event()

    def flood() -> None:
        began = time.monotonic()
        for turn in itertools.count(1):
            if over.is_set():
                return
            served.play(ends[:100])
            time.sleep(max(0.0, began + turn / 10 - time.monotonic()))

    thread = threading.Thread(target=flood)
    thread.start()
    try:
        longest_ms = page.evaluate(GAPS, 6000)
        assert longest_ms < LONGEST_STANDSTILL_MS
        page.locator("#filter-text").fill("تهران")
        expect(page.locator("#shown")).to_contain_text(" of 300 stories")
    finally:
        over.set()
        thread.join()
    assert page.locator(".story").count() <= 60
    dropped = served.metrics.instruments.page_dropped
    expect(page.locator("#dropped")).to_have_text(
        f"{next(iter(dropped.collect())).samples[0].value:,.0f} records not shown here: they came too fast."
    )
    expect(page.locator("#n-in")).to_have_text(f"{served.offset:,}")


def test_it_comes_back_after_a_restart(page, served, complaints):
    """It says that it is cut off, connects by itself, counts anew, and keeps the stories that are there."""
    served.stop()
    expect(page.locator("#connection")).to_have_text("Reconnecting")
    expect(page).to_have_title("Reconnecting · Khabar")
    page.wait_for_timeout(1000)
    served.start()
    expect(page.locator("#connection")).to_have_text("Live", timeout=15_000)
    expect(page.locator("#n-in")).to_have_text("0")
    deliver(served, "ab")
    expect(page.locator("#n-in")).to_have_text("2")
    expect(page.locator("#shown")).to_have_text("42 stories")
    complaints[:] = [told for told in complaints if "net::ERR_" not in told]  # what the browser says of a lost server


@pytest.mark.parametrize("browsers", [50, 0])
def test_a_lost_connection_loses_and_repeats_nothing(page, served, complaints, monkeypatch, browsers):
    """The browser connects again by its last id; after an error it gives up, and the page connects without one."""
    with monkeypatch.context() as patched:
        patched.setattr(app, "MAX_BROWSERS", browsers)
        with monkeypatch.context() as broken:
            broken.setattr(LiveState, "state", None)
            expect(page.locator("#connection")).to_have_text("Reconnecting")
        deliver(served, "ab")
        page.wait_for_timeout(4000)
    expect(page.locator("#connection")).to_have_text("Live", timeout=15_000)
    expect(page.locator("#shown")).to_have_text("42 stories")
    deliver(served, "c")
    expect(page.locator("#shown")).to_have_text("43 stories")
    told = " ".join(complaints)
    assert ("503" in told) == (browsers == 0)
    complaints.clear()


def test_draining_shows(page):
    """What was read is still delivered; nothing new is taken in."""
    RUNNING.stop.set()
    try:
        expect(page.locator("#connection")).to_have_text("Draining")
    finally:
        RUNNING.begin()
    expect(page.locator("#connection")).to_have_text("Live")
