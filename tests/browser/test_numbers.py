"""The numbers and charts of the page."""

import re
import urllib.request

from playwright.sync_api import expect

SAMPLE = re.compile(r"^(khabar_\w+(?:\{[^}]*\})?) (\S+)$", re.MULTILINE)


def scraped(served) -> dict[str, float]:
    """Give what /metrics says now."""
    with urllib.request.urlopen(f"{served.url}/metrics", timeout=10) as answer:
        return {name: float(value) for name, value in SAMPLE.findall(answer.read().decode())}


def shown(page, selector: str) -> float:
    """Give the number that an element says it shows, and check that it shows it."""
    target = page.locator(selector)
    value = float(target.get_attribute("value"))
    assert target.text_content() == f"{value:,.0f}"
    return value


def test_numbers_equal_the_metrics(page, served, seeds):
    """Each count, by outcome, reason, kind, tone, class and language, is that of /metrics."""
    served.play(seeds)
    expect(page.locator("#n-in")).to_have_text(f"{len(seeds):,}")
    metrics = scraped(served)
    of = {
        "#n-in": "khabar_records_in_total",
        "#n-delivered": 'khabar_records_total{outcome="delivered"}',
        "#n-duplicates": 'khabar_records_total{outcome="duplicate"}',
        "#n-refused": 'khabar_records_total{outcome="refused"}',
        "#n-in-flight": "khabar_records_in_flight",
        "#n-conservation": "khabar_conservation_records",
        **{f"#share-tones [data-kind={t}] data": f'khabar_tones_total{{tone="{t}"}}' for t in ("neg", "neu", "pos")},
        **{f"#share-entities [data-kind={c}] data": f'khabar_entities_total{{class="{c}"}}' for c in ("PER", "LOC")},
        "#share-languages [data-kind=prs] data": 'khabar_languages_total{language="prs"}',
        "#refused-reasons [data-kind=not_json] data": 'khabar_refusals_total{reason="not_json"}',
    }
    assert {selector: shown(page, selector) for selector in of} == {key: metrics[name] for key, name in of.items()}
    assert all(metrics[name] > 0 for selector, name in of.items() if selector.startswith(("#share", "#refused")))


def test_a_loss_shows(page, served, seeds):
    """A record that ends twice is counted as a fault, in words too."""
    expect(page.locator("#n-conservation-note")).to_have_text("every record accounted for")
    served.play(seeds[:2])
    served.metrics.delivered(seeds[:1], {})
    expect(page.locator("#n-conservation")).to_have_text("-1")
    expect(page.locator("#n-conservation-note")).to_have_text("records ended twice")


def test_partitions_and_readiness(page, served, seeds):
    """How far each partition is behind, and each check with its detail."""
    served.metrics.behind({0: 7, 1: 0})
    served.play(seeds[:3])
    row = page.locator("#partition-rows tr").first
    expect(row.locator("th")).to_have_text("0")
    expect(row.locator("td").nth(0)).to_have_text("7")
    expect(row.locator("td").nth(2)).to_have_text("3")
    expect(row.locator("td").nth(3)).to_have_text("3")
    expect(page.locator("#n-lag")).to_have_text("7")
    expect(page.locator("#checks li[data-ok=true]")).to_have_count(4)
    served.metrics.source_failed(ConnectionError("no route"))
    expect(page.locator("#checks li[data-ok=false]")).to_have_text("broker fails: ConnectionError: no route")


def test_charts_move(page, served, seeds):
    """Each of the four is drawn, redrawn with each sample, and says in words what it shows."""
    expect(page.locator(".chart canvas")).to_have_count(4)
    image = "() => document.querySelector('[data-chart=throughput] canvas').toDataURL()"
    before = page.evaluate(image)
    served.play(seeds)
    page.wait_for_function(f"before => ({image})() !== before", arg=before)
    told = page.locator("[data-chart=throughput] .plot")
    page.wait_for_function("() => /delivered [1-9]/.test(document.querySelector('.plot').ariaLabel)")
    assert re.fullmatch(
        r"Throughput, records a second, the last ten minutes; now delivered [\d.]+, duplicates [\d.]+, refused [\d.]+",
        told.get_attribute("aria-label"),
    )


def test_charts_begin_with_the_history(page, open_page):
    """A page that is opened later draws what was before it."""
    page.wait_for_timeout(4000)
    later = open_page()
    later.wait_for_function("() => Number(document.querySelector('#charts').dataset.samples) >= 4", timeout=2500)
    expect(later.locator(".chart canvas")).to_have_count(4)
    expect(later.locator("[data-chart=outcomes] figcaption li b").first).to_have_text("–")  # nothing has ended yet


def test_charts_follow_width_and_theme(page):
    """They fit their place when the window changes, and take the colours of the theme."""
    expect(page.locator(".chart canvas")).to_have_count(4)
    page.set_viewport_size({"width": 700, "height": 800})
    page.wait_for_function("""() => {
        const plot = document.querySelector('.plot');
        return plot.clientWidth < 700 && plot.querySelector('.uplot').clientWidth === plot.clientWidth;
    }""")
    image = "() => document.querySelector('[data-chart=lag] canvas').toDataURL()"
    before = page.evaluate(image)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"before => ({image})() !== before", arg=before, timeout=900)  # sooner than the next sample
