"""Filters: which stories are shown, now and as they come."""

import orjson
import pytest
from playwright.sync_api import expect

TEXT = "می‌گوید کتاب‌های یکی از کارگران در ۱۴۰۴ رسید"


@pytest.fixture
def page(served, seeds, open_page):
    """A page with the first sixty stories that ship with Khabar."""
    served.play([end for end in seeds if end.kind == "delivered"][:60])
    page = open_page()
    expect(page.locator("#shown")).to_have_text("60 stories")
    return page


@pytest.fixture
def stories(seeds) -> list[dict]:
    """The stories on the page, as JSON objects, oldest first."""
    return [orjson.loads(end.value) for end in seeds if end.kind == "delivered"][:60]


def ids(page) -> list[str]:
    """Give the stories that are shown, oldest first."""
    return page.locator(".story").evaluate_all("cards => cards.map(card => card.dataset.id).reverse()")


def test_by_outlet(page, stories):
    """The outlets are those that were seen."""
    offered = page.locator("#filter-outlet option").all_text_contents()
    assert set(offered) == {"All"} | {story["outlet"] or "No outlet" for story in stories}
    page.locator("#filter-outlet").select_option("مهر")
    wanted = [story["id"] for story in stories if story["outlet"] == "مهر"]
    expect(page.locator("#shown")).to_have_text(f"{len(wanted)} of 60 stories")
    assert ids(page) == wanted


@pytest.mark.parametrize("tone", ["neg", "neu", "pos", "abstained"])
def test_by_tone(page, stories, tone):
    """A guess is "unsure", and no tone of its own."""
    page.locator("#filter-tone").select_option(tone)
    told = [(story["id"], story["tone"]) for story in stories if story["tone"]]
    wanted = [id_ for id_, one in told if ("abstained" if one["abstained"] else one["label"]) == tone]
    expect(page.locator("#shown")).to_have_text(f"{len(wanted)} of 60 stories")
    assert ids(page) == wanted


@pytest.mark.parametrize("name", ["places", "LOC", "loc"])
def test_by_class(page, stories, name):
    """By the code of a class or by what it is called."""
    page.locator("#filter-entity").fill(name)
    wanted = [story["id"] for story in stories if any(one["class"] == "LOC" for one in story["entities"])]
    expect(page.locator("#shown")).to_have_text(f"{len(wanted)} of 60 stories")
    assert ids(page) == wanted


def test_by_name(page, stories):
    """Part of a name is enough; names are suggested, the most frequent first."""
    page.locator("#filter-entity").fill("تهران")
    wanted = [story["id"] for story in stories if any("تهران" in one["name"] for one in story["entities"])]
    expect(page.locator("#shown")).to_have_text(f"{len(wanted)} of 60 stories")
    assert ids(page) == wanted
    assert page.locator("#entity-names option").count() > 20


def test_by_the_legend_and_by_a_name_in_a_story(page, stories):
    """A click asks for it, another asks for all again."""
    legend = page.get_by_role("button", name="people")
    legend.click()
    expect(legend).to_have_attribute("aria-pressed", "true")
    assert 0 < len(ids(page)) < 60
    legend.click()
    expect(page.locator("#shown")).to_have_text("60 stories")
    page.locator(".story details.whole > summary").last.click()
    name = page.locator("button.entity mark").first
    name.click()
    assert page.locator("#filter-entity").input_value() == name.text_content()


@pytest.mark.parametrize(
    "query",
    [
        "میگوید",  # without the half-space
        "می گوید",  # with a space
        "كتاب",  # Arabic kaf
        "يكي",  # Arabic yeh
        "کِتاب",  # with a vowel sign
        "1404",
        "١٤٠٤",  # Arabic digits
        "رسید کارگران",  # in any order
    ],
)
def test_text_is_found_as_a_reader_means_it(page, served, query):
    """Half-spaces, letter variants, vowel signs and digits make no difference."""
    served.deliver(id="found", lede=TEXT)
    served.deliver(id="other", lede="متن دیگری است")
    expect(page.locator("#shown")).to_have_text("62 stories")
    page.locator("#filter-text").fill(query)
    expect(page.locator(".story[data-id=other]")).to_have_count(0)
    expect(page.locator(".story[data-id=found]")).to_have_count(1)


def test_filters_hold_for_what_comes_later(page, served, stories):
    """And all come back when they are cleared."""
    page.locator("#filter-text").fill("کوه‌نوردان")
    expect(page.locator("#shown")).to_have_text("0 of 60 stories")
    expect(page.locator("#none")).to_have_text("No story passes these filters.")
    served.deliver(id="later", lede="کوهنوردان به قله رسیدند")
    served.deliver(id="unseen", lede="بارانی نبارید")
    expect(page.locator("#shown")).to_have_text("1 of 62 stories")
    assert ids(page) == ["later"]
    page.locator("#filter-clear").click()
    expect(page.locator("#shown")).to_have_text("62 stories")
    assert ids(page)[-2:] == ["later", "unseen"]


def test_filters_together(page, stories):
    """A story must pass each of them."""
    page.locator("#filter-outlet").select_option("ایرنا")
    page.locator("#filter-entity").fill("places")
    wanted = [s["id"] for s in stories if s["outlet"] == "ایرنا" and any(e["class"] == "LOC" for e in s["entities"])]
    expect(page.locator("#shown")).to_have_text(f"{len(wanted)} of 60 stories")
    assert ids(page) == wanted


def test_older_stories_are_at_hand(page, served, seeds):
    """Sixty are shown at a time, three hundred kept."""
    for _ in range(13):
        served.play([end for end in seeds if end.kind == "delivered"][:20])  # as many as a turn gives
        page.wait_for_timeout(300)
    expect(page.locator("#shown")).to_have_text("300 stories")
    expect(page.locator(".story")).to_have_count(60)
    page.locator("#older").click()
    expect(page.locator(".story")).to_have_count(120)
