"""The stream of stories: right to left, marked exactly, foldings and copies at hand."""

import orjson
import pytest
from playwright.sync_api import expect

TEXT = "آیا 🌧️ باران در تهران می‌بارد؟ 👨‍👩‍👧 بله."
PARTS = """card => Object.fromEntries([...card.querySelectorAll('[data-part]')].map(part => [part.dataset.part, {
    text: part.textContent,
    marks: [...part.querySelectorAll('mark')].map(mark => [mark.dataset.mention, mark.dataset.class, mark.textContent]),
}]))"""


def mention(text: str, start: int, end: int, part: str = "lede") -> dict[str, object]:
    """Make a mention at code points of a part."""
    return {"text": text[start:end], "part": part, "start": start, "end": end, "source_part": part} | {
        "source_start": start, "source_end": end, "score": 0.9,
    }  # fmt: skip


def entity(class_: str, *mentions: dict[str, object]) -> dict[str, object]:
    """Make an entity with these mentions."""
    tone = {"label": "neu", "score": 0.0, "confidence": 0.5, "abstained": False}
    return {"class": class_, "name": mentions[0]["text"], "ref": None, "mentions": mentions, "tone": tone}


def test_persian_is_right_to_left_in_vazirmatn(page, served, seeds):
    """Its direction, and the font that Chromium really drew it with: the page's own."""
    served.play(seeds[:20])
    headline = page.locator(".story [data-part=headline][lang=fa]").first
    expect(headline).to_have_css("direction", "rtl")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    query = {"nodeId": root, "selector": ".story [data-part=headline][lang=fa]"}
    node = session.send("DOM.querySelector", query)["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert {(font["familyName"], font["isCustomFont"]) for font in fonts} == {("Vazirmatn", True)}
    box, around = headline.bounding_box(), page.locator(".story .text").first.bounding_box()
    assert box["x"] + box["width"] == pytest.approx(around["x"] + around["width"], abs=1)


@pytest.mark.parametrize(("language", "text", "direction"), [("en", "Rain in Tehran", "ltr"), ("ur", "بارش", "rtl")])
def test_each_language_has_its_direction(page, served, language, text, direction):
    """By its code where it is known, by its letters where not."""
    served.deliver(language=language, headline=text)
    expect(page.locator(f".story [lang={language}]").first).to_have_css("direction", direction)


def test_marks_are_exact(served, seeds, open_page):
    """In sixty stories: each part's text is whole, each mark's text is its mention's, and none is missing."""
    ends = [end for end in seeds if end.kind == "delivered"][-60:]
    stories = [orjson.loads(end.value) for end in ends]
    served.play(ends)
    page = open_page()
    page.locator("#whole").check()
    expect(page.locator(".story")).to_have_count(60)
    cards = page.evaluate(f"() => [...document.querySelectorAll('.story')].map({PARTS})")
    for story, parts in zip(reversed(stories), cards, strict=True):
        texts = {"headline": story["headline"], "lede": story["lede"]}
        texts |= {f"paragraphs.{at}": text for at, text in enumerate(story["paragraphs"])}
        assert {name: part["text"] for name, part in parts.items()} == {n: t for n, t in texts.items() if t}
        assert {(name, *mark) for name, part in parts.items() for mark in part["marks"]} == {
            (said["part"], f"{at}.{nth}", one["class"], said["text"])
            for at, one in enumerate(story["entities"])
            for nth, said in enumerate(one["mentions"])
        }


def test_offsets_count_code_points(page, served):
    """Emoji before a name, half-spaces and joiners in it, do not shift its mark."""
    place, word = TEXT.index("تهران"), TEXT.index("می‌بارد")
    said = (mention(TEXT, place, place + 5), mention(TEXT, word, word + 7), mention(TEXT, 4, 6))
    served.deliver(lede=TEXT, entities=[entity("LOC", said[0]), entity("PRO", said[1]), entity("EVE", said[2])])
    card = page.locator(".story").first
    parts = card.evaluate(PARTS)
    assert parts["lede"]["text"] == TEXT
    assert [text for _, _, text in parts["lede"]["marks"]] == ["🌧️", "تهران", "می‌بارد"]


def test_marks_may_nest_cross_and_lie(page, served):
    """Nested ones stand inside each other, crossing ones are cut, impossible ones left out; no character is lost."""
    text = "شورای شهر تهران بزرگ"
    entities = [
        entity("ORG", mention(text, 0, 15)),
        entity("LOC", mention(text, 10, 15)),
        entity("FAC", mention(text, 10, 20)),
        entity("PER", mention(text, 3, 99)),
        entity("PRO", mention(text, 0, 15)),
    ]
    served.deliver(lede=text, entities=entities)
    lede = page.locator(".story [data-part=lede]").first
    expect(lede).to_have_text(text)
    texts = lede.evaluate("""lede => {
        const texts = {};
        for (const mark of lede.querySelectorAll('mark')) {
            texts[mark.dataset.mention] = (texts[mark.dataset.mention] ?? '') + mark.textContent;
        }
        return texts;
    }""")
    assert texts == {"0.0": text[0:15], "1.0": text[10:15], "2.0": text[10:20], "4.0": text[0:15]}


def test_a_thousand_marks_on_one_word_do_not_hurt(page, served):
    """They are nested a few deep, and the text stands."""
    served.deliver(lede=TEXT, entities=[entity("PER", *[mention(TEXT, 0, 3)] * 1000)])
    expect(page.locator(".story [data-part=lede]").first).to_have_text(TEXT)
    assert page.locator(".story mark").count() < 10


def test_what_was_folded_unfolds_where_it_stood(page, served):
    """Closed at first; says what it repeats; its text is whole."""
    lede = "باران شدید از بامداد امروز در تهران می‌بارد و تا فردا ادامه دارد."
    body = ["نخستین بند از متن خبر است.", lede, "واپسین بند از متن خبر است.", "نخستین بند از متن خبر است."]
    served.feed({"id": "folds", "outlet": "ایرنا", "headline": "بارش باران", "lede": lede, "body": body})
    story = page.locator(".story").first
    story.locator("details.whole > summary").click()
    order = story.locator("details.whole > :is(p, details)")
    expect(order).to_have_count(4)
    assert order.evaluate_all("nodes => nodes.map(node => node.className)") == ["", "folded", "", "folded"]
    first, last = story.locator("details.folded").all()
    expect(first.locator("summary")).to_have_text("Folded paragraph: repeats the lede, word for word")
    expect(last.locator("summary")).to_have_text("Folded paragraph: repeats paragraph 1, word for word")
    expect(first.locator("p")).to_be_hidden()
    first.locator("summary").click()
    expect(first.locator("p")).to_be_visible()
    assert first.locator("p").text_content() == lede


def test_a_folded_beginning_stands_before_the_rest_of_its_paragraph(page, served):
    """The paragraphs behind it stand where they stood."""
    lede = "باران شدید از بامداد امروز در تهران می‌بارد و تا فردا ادامه دارد."
    body = [f"{lede} هوا نیز سرد می‌شود.", "واپسین بند از متن خبر است.", "واپسین بند از متن خبر است."]
    served.feed({"id": "folds", "outlet": "ایرنا", "headline": "بارش باران", "lede": lede, "body": body})
    story = page.locator(".story").first
    story.locator("details.whole > summary").click()
    order = story.locator("details.whole > :is(p, details)")
    expect(order).to_have_count(4)
    assert order.evaluate_all("nodes => nodes.map(node => node.className)") == ["folded", "", "", "folded"]
    first = story.locator("details.folded").first
    expect(first.locator("summary")).to_have_text("Folded beginning of a paragraph: repeats the lede, word for word")
    expect(order.nth(1)).to_have_text("هوا نیز سرد می‌شود.")


def test_a_folded_lede_stands_before_the_body(page, served):
    """A lede that only repeats the headline."""
    headline = "بارش باران در تهران از بامداد امروز آغاز شد"
    served.feed({"id": "folds", "headline": headline, "lede": headline, "body": ["بند یکم از متن خبر است."]})
    story = page.locator(".story").first
    story.locator("details.whole > summary").click()
    first = story.locator("details.whole > :is(p, details)").first
    expect(first.locator("summary")).to_have_text("Folded lede: repeats the headline, word for word")


def test_copies_are_with_the_story_that_they_repeat(page, served):
    """How many, and of each: the outlet, kind, delay and likeness; one that comes later joins them."""
    text = {"headline": "بارش باران در تهران", "body": "باران از بامداد امروز در تهران می‌بارد و تا فردا ادامه دارد."}
    first = text | {"id": "a", "outlet": "ایرنا", "published": "2025-09-01T06:00:00+03:30"}
    copy = text | {"id": "b", "outlet": "تسنیم", "published": "2025-09-01T06:22:00+03:30"}
    served.feed(first, copy, first)
    story = page.locator(".story[data-id=a]")
    expect(page.locator(".story")).to_have_count(1)
    expect(story.locator("details.copies summary")).to_have_text("2 copies")
    story.locator("details.copies summary").click()
    expect(story.locator("details.copies li")).to_have_text(
        ["تسنیم · copy · 22 min later · 100 % alike", "ایرنا · resend · same time · 100 % alike"]
    )


def test_tone_and_what_it_is_not_sure_of(page, served):
    """The word, the score, and "unsure" where it abstained."""
    tone = {"label": "neg", "score": -0.36, "confidence": 0.7, "abstained": False, "sentences": []}
    served.deliver(id="sure", tone=tone)
    served.deliver(id="unsure", tone=tone | {"abstained": True})
    served.deliver(id="none", tone=None)
    expect(page.locator(".story[data-id=sure] .tone")).to_have_text("negative -0.36")
    expect(page.locator(".story[data-id=unsure] .tone")).to_have_text("unsure, negative -0.36")
    expect(page.locator(".story[data-id=none] .meta")).to_contain_text("no tone")


def test_a_link_leads_to_the_earlier_story(page, served):
    """Where it still is on the page; else it says that it is not."""
    served.deliver(id="first")
    served.deliver(id="second", links=[{"kind": "update", "id": "first", "version": 1}])
    served.deliver(id="third", links=[{"kind": "revision", "id": "gone", "version": 1}])
    page.locator(".story[data-id=second] .link").click()
    expect(page.locator(".story[data-id=first]")).to_be_focused()
    page.locator(".story[data-id=third] .link").click()
    expect(page.locator(".story[data-id=third] .meta")).to_contain_text("revision of gone, not on this page")


def test_a_story_too_large_for_the_page_is_named(page, served):
    """With its size, and without its text."""
    served.deliver(id="huge", lede="باران " * 60_000)
    expect(page.locator(".story[data-id=huge]")).to_contain_text("too large for this page")


def test_a_long_lede_is_cut_and_whole_inside(page, served):
    """So that one story does not fill the screen; what is cut stands in the whole story."""
    lede = "باران " * 1000
    served.deliver(lede=lede)
    story = page.locator(".story").first
    assert len(story.locator(".lede").text_content()) == 2002
    story.locator("details.whole > summary").click()
    assert story.locator("details.whole [data-part=lede]").text_content() == lede


def test_refused_records_say_why(page, served):
    """Reason, detail, origin, and the first bytes as text, what is not UTF-8 replaced, and as they are."""
    served.feed(b"\xff\xfe<b>x</b>" + b"y" * 3000)
    record = page.locator("#refused-list li").first
    expect(record.locator("strong")).to_have_text("not utf8")
    expect(record).to_contain_text("byte 0xff at 0")
    expect(record).to_contain_text("news.raw/0@0")
    record.locator("summary").click()
    expect(record.locator("details")).to_contain_text("2,048 of 2.9 KiB")
    assert record.locator("pre").first.text_content().startswith("\ufffd\ufffd<b>x</b>yyy")
    expect(record.locator("pre.hex")).to_contain_text("ff fe 3c 62 3e")


def test_a_story_of_paragraphs_alone_shows_the_first(page, served):
    """Once: closed in the place of the lede, and not again in the whole story."""
    served.deliver(headline="", lede="", paragraphs=["نخستین بند", "بند دوم"])
    story = page.locator(".story").first
    expect(story.locator(".lede")).to_have_text("نخستین بند")
    story.locator("details.whole > summary").click()
    expect(story.locator("[data-part]")).to_have_text(["نخستین بند", "بند دوم"])
