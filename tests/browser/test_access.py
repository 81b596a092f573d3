"""Who can use it: by keyboard, by ear, in light and dark, on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

AXE = Path(__file__).parents[2] / ".cache" / "axe" / "axe.min.js"
PHONE = {"width": 360, "height": 740}
# Cards out of sight are not laid out; axe takes what it finds there for texts that cover each other.
LAID_OUT = "() => document.querySelectorAll('.story').forEach(card => { card.style.contentVisibility = 'visible' })"
SPILLED = """() => [...document.querySelectorAll('main *')]
    .filter(one => !one.closest('.scroll, pre') && one.getBoundingClientRect().right > innerWidth)
    .map(one => one.outerHTML.slice(0, 80))"""
SETTINGS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"color_scheme": "light", "viewport": PHONE},
    "dark phone": {"color_scheme": "dark", "viewport": PHONE},
}


@pytest.fixture
def page(served, seeds, open_page):
    """A page with fifty ends of every kind."""
    served.play(seeds[:50])
    page = open_page()
    expect(page.locator(".story").first).to_be_visible()
    return page


@pytest.fixture(params=SETTINGS)
def opened(request, served, seeds, open_page):
    """A page with everything on it open, in light and dark, wide and on a phone."""
    served.play(seeds[:50])
    page = open_page(**SETTINGS[request.param])
    page.locator("#whole").check()
    page.evaluate("() => document.querySelectorAll('details').forEach(box => { box.open = true })")
    page.locator("#pause").click()
    served.play([end for end in seeds if end.kind == "delivered"][:100] * 3)  # more than are sent at once
    expect(page.locator("#dropped")).to_be_visible()
    expect(page.locator("#waiting")).to_be_visible()
    return page


def test_axe_finds_nothing(opened):
    """No fault of any weight, of the rules of WCAG 2.2 A and AA and of good practice."""
    assert AXE.is_file(), "axe-core is not here: run tests/browser/fetch_axe.sh"
    opened.evaluate(AXE.read_text(encoding="utf-8"))
    opened.evaluate(LAID_OUT)
    faults = opened.evaluate("() => axe.run({resultTypes: ['violations']}).then(({violations}) => violations)")
    assert [(fault["impact"], fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []


@pytest.mark.parametrize("width", [360, 320])
def test_a_phone_scrolls_one_way_only(open_page, served, seeds, width):
    """Whatever words the stories have, and with everything open."""
    served.play(seeds[:50])
    served.deliver(headline="آ" * 400, lede="x" * 400, outlet="y" * 100, paragraphs=["z" * 400])
    served.feed(b"\xff" + b"w" * 1000)
    page = open_page(viewport={"width": width, "height": 740})
    page.locator("#whole").check()
    page.evaluate("() => document.querySelectorAll('details').forEach(box => { box.open = true })")
    page.wait_for_timeout(500)
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    assert page.evaluate(SPILLED) == []


def test_keys(page):
    """Search, next and previous, open, pause; typed in a field they are letters."""
    page.keyboard.press("j")
    first, second = page.locator(".story").nth(0), page.locator(".story").nth(1)
    expect(first).to_be_focused()
    page.keyboard.press("j")
    expect(second).to_be_focused()
    page.keyboard.press("o")
    expect(second.locator("details.whole > p").first).to_be_visible()
    page.keyboard.press("o")
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#stories")).to_be_focused()
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Resume")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#filter-text")).to_be_focused()
    page.keyboard.type("j/p")
    expect(page.locator("#filter-text")).to_have_value("j/p")


def test_the_first_tab_skips_to_the_stories(page):
    """Past the header and the numbers; what has the focus shows it."""
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the stories")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#whole")).to_be_focused()
    assert page.locator("#whole").evaluate("box => getComputedStyle(box).outlineStyle") == "solid"


def test_keys_alone_open_filter_and_unfold(page):
    """Every control is reached by Tab, and a story that has the focus keeps its place."""
    page.locator("#filter-clear").evaluate("() => document.querySelector('#legend button').focus()")
    page.keyboard.press("Enter")
    expect(page.locator("#filter-entity")).to_have_value("people")
    page.locator("details.whole > summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.whole > p").first).to_be_visible()


def test_the_theme_is_chosen_and_kept(page):
    """Auto, light, dark; also after a reload."""
    button = page.locator("#theme")
    background = "() => getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    button.click()
    expect(button).to_have_text("Theme: light")
    button.click()
    expect(button).to_have_text("Theme: dark")
    assert page.evaluate(background) != light
    page.reload()
    expect(button).to_have_text("Theme: dark")


def test_it_works_without_storage(browser, served):
    """A browser that keeps nothing still chooses a theme."""
    with browser.new_context() as context:
        page = context.new_page()
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off') } })")
        page.goto(served.url)
        page.locator("#theme").click()
        expect(page.locator("#theme")).to_have_text("Theme: light")
        assert errors == []


@pytest.mark.parametrize(("wish", "moves"), [("reduce", "none"), ("no-preference", "arrive")])
def test_motion_is_as_wished(open_page, served, wish, moves):
    """New stories fade in only for those who did not ask for less."""
    page = open_page(reduced_motion=wish)
    served.deliver(id="new")
    expect(page.locator(".story")).to_have_css("animation-name", moves)
