"""What stories say stays text, and the page stays by itself."""

import urllib.request
from pathlib import Path

from playwright.sync_api import expect

from pipeline.watch import app

MARKUP = "<img src=/x onerror=\"window.struck=1\"><script>window.struck=1</script><b onclick='window.struck=1'>خبر</b>"
INLINE = """() => {
    const script = document.createElement('script');
    script.textContent = 'window.struck = 1';
    document.body.append(script);
}"""
PARSERS = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval(", "Function(")


def test_markup_in_a_story_is_text(page, served):
    """In each of its fields; nothing of it becomes an element or a link that runs."""
    name = {"text": MARKUP, "part": "lede", "start": 0, "end": len(MARKUP), "score": 1.0}
    tone = {"label": "pos", "score": 0.5, "confidence": 0.5, "abstained": False}
    served.deliver(
        id=MARKUP, outlet=MARKUP, headline=MARKUP, lede=MARKUP, paragraphs=[MARKUP], language="fa", published=MARKUP,
        url="javascript:window.struck=1",
        entities=[{"class": "PER", "name": MARKUP, "ref": MARKUP, "mentions": [name], "tone": tone}],
        links=[{"kind": "update", "id": MARKUP, "version": 1}], credits=[{"agency": MARKUP, "role": "quoted"}],
        dates=[{"text": MARKUP, "part": "lede", "start": 0, "end": 3, "value": MARKUP, "kind": "date"}],
        folded=[{"paragraph": 1, "of": "lede", "match": "exact", "similarity": 1.0, "text": MARKUP}],
    )  # fmt: skip
    served.feed(MARKUP.encode() + b"\xff")
    page.locator("#whole").check()
    story = page.locator(".story").first
    for part in ("headline", "lede", "paragraphs.0"):
        assert story.locator(f"[data-part='{part}']").text_content() == MARKUP
    page.locator("#refused-list summary").click()
    expect(page.locator("#refused-list pre").first).to_contain_text(MARKUP)
    page.locator("#filter-entity").focus()
    assert page.locator("img, main script, b[onclick], a[href^=javascript]").count() == 0
    assert page.evaluate("() => window.struck") is None


def test_a_script_that_gets_in_does_not_run(page, complaints):
    """The policy holds where the page's own care would fail."""
    page.evaluate(INLINE)
    assert page.evaluate("() => window.struck") is None
    assert "Content Security Policy" in complaints[0]
    complaints.clear()


def test_the_policy_is_strict(served):
    """Nothing from elsewhere, nothing inline, nothing evaluated."""
    with urllib.request.urlopen(served.url, timeout=10) as answer:
        policy = answer.headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert {rules[name] for name in ("script-src", "style-src", "font-src", "connect-src")} == {"'self'"}
    assert {rules[name] for name in ("base-uri", "form-action", "frame-ancestors")} == {"'none'"}


def test_the_page_writes_no_markup():
    """Its scripts make elements and text nodes, and never parse a text."""
    for script in Path(app.__file__).parent.glob("page/*.js"):
        code = script.read_text(encoding="utf-8")
        for way in PARSERS:
            assert way not in code, f"{script.name} has {way}"


def test_nothing_leaves_the_machine(page, served, seeds):
    """All that a page in use asks for is on this port; `open_page` watches every request of every test."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    served.play(seeds[:30])
    page.reload()
    page.locator("#whole").check()
    page.wait_for_timeout(1500)
    paths = {url.removeprefix(served.url) for url in asked}
    assert {"/", "/events", "/history", "/page/vendor/Vazirmatn.woff2", "/page/vendor/uPlot.js"} <= paths
    assert all(path.startswith("/") for path in paths)
