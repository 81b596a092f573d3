"""Pictures of the live page for the README: `python tests/browser/screenshots.py [URL]`.

Without the URL of a running one it starts a demo, and ends it. Makes deploy/screenshots/page-light.png, page-dark.png
and page-phone.png.
"""

import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import monotonic, sleep

from playwright.sync_api import Browser, Page, sync_playwright

from connectors.tansu import free_port

FOLDER = Path(__file__).parents[2] / "deploy" / "screenshots"
WIDE = {"width": 1440, "height": 1000}
PHONE = {"width": 360, "height": 740}
STORIES = 150  # so many delivered, the demo's charts have something to show


def main() -> None:
    """Make the pictures one after another, on one demo."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo() if len(sys.argv) == 1 else given(sys.argv[1]) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, take in (("light", light), ("dark", dark), ("phone", phone)):
            take(browser, url).screenshot(path=FOLDER / f"page-{name}.png")
            print(FOLDER / f"page-{name}.png")
        browser.close()


@contextmanager
def given(url: str) -> Iterator[str]:
    """Give the URL as it is."""
    yield url


@contextmanager
def demo() -> Iterator[str]:
    """Run a demo until the pictures are taken."""
    port = free_port()
    words = [str(Path(sys.executable).with_name("khabar")), "demo", "--no-open", "--metrics-port", str(port)]
    process = Popen(words, stdout=DEVNULL, stderr=DEVNULL)
    try:
        wait_until_live(f"http://127.0.0.1:{port}", 60)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def wait_until_live(url: str, timeout_s: float) -> None:
    """Wait until the page is served."""
    deadline = monotonic() + timeout_s
    while monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/live", timeout=5).close()
            return
        except urllib.error.URLError:
            sleep(0.2)
    raise TimeoutError(f"nothing is served at {url}/live after {timeout_s} s")


def light(browser: Browser, url: str) -> Page:
    """The whole page as it opens, while stories flow."""
    return opened(browser, url, viewport=WIDE, color_scheme="light")


def dark(browser: Browser, url: str) -> Page:
    """A story read: whole, with what was folded in it and its copies."""
    page = opened(browser, url, viewport=WIDE, color_scheme="dark")
    card = page.locator(".story:has(.folded, .whole):has(.copies)").first
    for part in ("details.whole", "details.folded", "details.copies"):
        card.locator(f"{part} > summary").first.click()
    card.evaluate("card => card.scrollIntoView({ block: 'center' })")
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    return page


def phone(browser: Browser, url: str) -> Page:
    """The stream on a small screen."""
    page = opened(browser, url, viewport=PHONE, color_scheme="light", device_scale_factor=2)
    page.locator(".story").first.evaluate("card => scrollBy(0, card.getBoundingClientRect().top)")
    page.wait_for_timeout(500)
    return page


def opened(browser: Browser, url: str, **settings: object) -> Page:
    """Open the page and wait until it has stories and their fonts."""
    page = browser.new_page(reduced_motion="reduce", **settings)
    page.goto(url)
    page.wait_for_function(f"() => Number(document.getElementById('n-delivered').value) >= {STORIES}", timeout=60_000)
    page.reload()  # with what was too fast before
    page.wait_for_function("() => document.querySelectorAll('.story').length > 20")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.wait_for_timeout(1500)
    return page


if __name__ == "__main__":
    main()
