"""Tone: sentences, shifters and negators, the story, entities, and honest abstention."""

from dataclasses import replace

import pytest

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.steps.entities import FindEntities
from pipeline.steps.tone import JudgeTone
from schemas.story import StoryTone


@pytest.fixture(scope="module")
def judge() -> JudgeTone:
    return JudgeTone()


def part(text: str) -> Part:
    return Part(text, "text", Alignment.identity(len(text)))


def draft(headline: str, *paragraphs: str, language: str = "fa") -> Draft:
    return Draft(
        origin="test:1", received="2021-01-27T08:00:00+00:00", id="1", id_from="given", version=1, outlet=None,
        url=None, published=None, claimed_language=None, extra={}, headline=part(headline), lede=None,
        paragraphs=tuple(map(part, paragraphs)), language=language,
    )  # fmt: skip


def tone(judge: JudgeTone, headline: str, *paragraphs: str) -> StoryTone:
    judged = judge(draft(headline, *paragraphs)).tone
    assert judged is not None
    return judged


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("انفجار در بازار ده‌ها کشته بر جا گذاشت", "neg"),
        ("زمین‌لرزه خانه‌ها را ویران کرد", "neg"),
        ("تیم ملی قهرمان جهان شد", "pos"),
        ("دو کشور توافق صلح را امضا کردند", "pos"),
        ("نشست هیئت وزیران روز شنبه برگزار می‌شود", "neu"),
        ("کاهش تورم در ماه گذشته", "pos"),
        ("تورم کاهش یافت", "pos"),
        ("کاهش تولید در ماه گذشته", "neg"),
        ("افزایش بیکاری", "neg"),
        ("افزایش صادرات", "pos"),
        ("افزایش جمعیت شهر", "neu"),
    ],
)
def test_headline(judge: JudgeTone, text: str, label: str) -> None:
    """Harm is bad, success is good, and what grows or shrinks decides by its own kind."""
    assert tone(judge, text).label == label


def test_denial_weakens_and_turns(judge: JudgeTone) -> None:
    """What is denied weighs less than half, on the other side."""
    said, denied = tone(judge, "این حادثه تلفات داشت"), tone(judge, "این حادثه تلفات نداشت")
    assert said.score < denied.score


def test_terms_are_not_read_by_their_words(judge: JudgeTone) -> None:
    """«جنگ جهانی» and «هلال احمر» are terms: their words judge nothing."""
    assert tone(judge, "موزه جنگ جهانی و شورای امنیت").score == 0.0


def test_sentences_are_exact(judge: JudgeTone) -> None:
    """Each sentence has its place in its part, in reading order."""
    story = draft("انفجار در شهر", "او آمد. ده‌ها کشته شدند!")
    judged = judge(story).tone
    assert judged is not None
    parts = {name: part.text for name, part in story.parts()}
    assert [parts[one.part][one.start : one.end] for one in judged.sentences] == [
        "انفجار در شهر", "او آمد.", "ده‌ها کشته شدند!",
    ]  # fmt: skip
    assert [one.label for one in judged.sentences] == ["neg", "neu", "neg"]


def test_entities_take_the_tone_of_their_sentences(judge: JudgeTone) -> None:
    """A name in a bad sentence is judged by that sentence alone."""
    story = FindEntities()(draft("خبر", "در ایران جشن پیروزی گرفتند.", "حمله در عراق ده‌ها کشته داد."))
    labels = {entity.ref: entity.tone.label for entity in judge(story).entities}
    assert labels == {"iso3166:IR": "pos", "iso3166:IQ": "neg"}


def test_weak_evidence_abstains(judge: JudgeTone) -> None:
    """Confidence grows with evidence; below the limit the label is only a guess."""
    weak, strong = tone(judge, "خبر", "اعتراض."), tone(judge, "کشتار و انفجار و حمله", "ده‌ها کشته و زخمی.")
    assert weak.abstained
    assert not strong.abstained
    assert weak.confidence < strong.confidence <= 1.0
    assert -1.0 <= strong.score < weak.score < 0.0


def test_an_empty_story_is_neutral(judge: JudgeTone) -> None:
    """No text, no sentences, no division by zero."""
    judged = judge(replace(draft(""), headline=None)).tone
    assert judged is not None
    assert (judged.label, judged.score, judged.sentences) == ("neu", 0.0, ())


def test_other_languages_pass_unchanged(judge: JudgeTone) -> None:
    """Only Persian and Dari stories are judged."""
    story = draft("انفجار", language="ar")
    assert judge(story) is story
    assert judge(replace(story, language="prs")).models == {"tone": "lexicon-1"}
