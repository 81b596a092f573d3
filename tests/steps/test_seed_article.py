"""The user's article through the Persian steps: its names, their places in the text as it came, its date and tone."""

from importlib.resources import files

import pytest

from pipeline.draft import Draft
from pipeline.steps.accept import Accept
from pipeline.steps.clean import Clean
from pipeline.steps.entities import FindEntities
from pipeline.steps.language import NameLanguage
from pipeline.steps.tone import JudgeTone
from pipeline.steps.values import FindValues
from schemas.record import Record

SEED = files("seeds") / "000_b8e355e6825be7e2.txt"
NAMES = {
    "ولادیمیر پوتین": "PER", "جو بایدن": "PER", "دونالد ترامپ": "PER", "آلکسی ناوالنی": "PER", "روسیه": "LOC",
    "ایالات متحده آمریکا": "LOC", "مسکو": "LOC", "واشنگتن": "LOC", "ایران": "LOC", "اوکراین": "LOC",
    "افغانستان": "LOC", "خبرگزاری مهر": "ORG", "خبرگزاری اسپوتنیک": "ORG", "خبرگزاری آسوشیتدپرس": "ORG",
    "کاخ کرملین": "ORG", "کاخ سفید": "ORG", "طالبان": "ORG", "سولار ویندز": "ORG", "پیمان استارت نو": "PRO",
}  # fmt: skip


@pytest.fixture(scope="module")
def article() -> Draft:
    """The article, enriched."""
    draft = Accept()(Record(SEED.read_bytes(), "seed:1", "2021-01-27T08:00:00+00:00"))
    for step in (NameLanguage(), Clean(), FindEntities(), FindValues(), JudgeTone()):
        draft = step(draft)
    return draft


def test_all_names_and_no_others(article: Draft) -> None:
    """The article's entities are exactly its 19 names, each once."""
    assert sorted((entity.name, entity.class_) for entity in article.entities) == sorted(NAMES.items())


def test_surnames_are_tied_to_full_names(article: Draft) -> None:
    """«پوتین» and «بایدن» are mentions of the persons named in full."""
    texts = {entity.name: {mention.text for mention in entity.mentions} for entity in article.entities}
    assert texts["ولادیمیر پوتین"] == {"ولادیمیر پوتین", "پوتین"}
    assert texts["جو بایدن"] == {"جو بایدن", "بایدن"}
    assert texts["ایالات متحده آمریکا"] == {"آمریکا", "ایالات‌متحده"}


def test_spans_are_exact_in_the_clean_and_in_the_original_text(article: Draft) -> None:
    """Each mention is a slice of both texts: the same letters, but for half-spaces."""
    original, parts = SEED.read_text(encoding="utf-8"), dict(article.parts())
    mentions = [mention for entity in article.entities for mention in entity.mentions]
    assert len(mentions) > 50
    for one in mentions:
        assert parts[one.part].text[one.start : one.end] == one.text
        assert one.source_part == "text"
        written = original[one.source_start : one.source_end]
        assert written.replace(" ", "").replace("ي", "ی") == one.text.replace(" ", "").replace("\u200c", "")  # ZWNJ


def test_no_span_begins_or_ends_with_a_mark_or_overlaps(article: Draft) -> None:
    """Spans begin and end with letters or figures, and no two share a character."""
    places = [
        (one.part, at) for entity in article.entities for one in entity.mentions for at in range(one.start, one.end)
    ]
    assert len(places) == len(set(places))
    texts = [one.text for entity in article.entities for one in entity.mentions]
    assert all(text[0].isalnum() and text[-1].isalnum() for text in texts)


def test_the_date_counts_from_the_day_of_arrival(article: Draft) -> None:
    """The article's Tuesday is the day before it came."""
    assert [(one.text, one.value, one.kind) for one in article.dates] == [("سه‌شنبه", "2021-01-26", "date")]


def test_the_tone_is_judged(article: Draft) -> None:
    """Better relations are good news; arrest and killing weigh on those named beside them."""
    assert article.tone is not None
    assert article.tone.label == "pos"
    tones = {entity.name: entity.tone.label for entity in article.entities}
    assert (tones["آلکسی ناوالنی"], tones["طالبان"], tones["پیمان استارت نو"]) == ("neg", "neg", "pos")
    assert article.models == {"clean": "rules-4", "entities": "rules-1", "tone": "lexicon-1"}
