"""Fold: what repeats earlier text is set aside, and nothing else."""

from importlib.resources import files

import pytest

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.steps.accept import Accept
from pipeline.steps.clean import Clean
from pipeline.steps.fold import Fold
from pipeline.steps.language import NameLanguage
from schemas.record import Record
from schemas.story import Folded

LEDE = "رئیس مجلس در نشست امروز گفت که بودجه سال ۱۴۰۴ با ۱۶۳ رأی تصویب شد."
OTHER = "نمایندگان پس از سه ساعت گفتگو درباره جزئیات لایحه رأی دادند."


def part(text: str, index: int = 0) -> Part:
    """A part with its text as it came."""
    return Part(text, "body", Alignment.identity(len(text)), index)


def draft(*paragraphs: str, headline: str | None = "بودجه تصویب شد", lede: str | None = LEDE) -> Draft:
    """A clean draft."""
    return Draft(
        origin="test:1", received="2025-01-01T00:00:00+00:00", id="t-1", id_from="given", version=1, outlet=None,
        url=None, published=None, claimed_language=None, extra={}, language="fa",
        headline=part(headline) if headline else None, lede=part(lede) if lede else None,
        paragraphs=tuple(part(text, at) for at, text in enumerate(paragraphs)),
    )  # fmt: skip


def left(folded: Draft) -> list[int]:
    """The places in the body as it came of the paragraphs that stay."""
    return [one.index for one in folded.paragraphs]


def test_the_seed_article_repeats_its_lede_once() -> None:
    """The article's lede is folded exactly once, and 11 of its 12 paragraphs are left."""
    seed = (files("seeds") / "000_b8e355e6825be7e2.txt").read_bytes()
    story = Accept()(Record(seed, "seed:1", "2021-01-27T08:00:00+00:00"))
    assert len(story.paragraphs) == 12
    for step in (NameLanguage(), Clean(), Fold()):
        story = step(story)
    assert story.lede is not None
    assert story.folded == (Folded(0, 0, 141, "lede", "exact", 1.0, story.lede.text),)
    assert left(story) == list(range(1, 12))


def test_a_paragraph_that_is_the_lede_folds_exactly() -> None:
    """All of the paragraph is folded and its text is kept beside it."""
    folded = Fold()(draft(LEDE, OTHER))
    assert folded.folded == (Folded(0, 0, len(LEDE), "lede", "exact", 1.0, LEDE),)
    assert left(folded) == [1]


@pytest.mark.parametrize(
    "near",
    [
        LEDE.rstrip("."),
        LEDE.replace("ی", "ي").replace("ک", "ك"),
        LEDE.replace("۱۶۳", "163").replace("۱۴۰۴", "١٤٠٤"),
        LEDE.replace("رئیس", "رييس"),
        LEDE.replace("مجلس", "مَجلِس"),
        LEDE.replace("نشست", "نشـست"),
        LEDE.replace("تصویب شد", "تصویب\u200cشد"),  # ZWNJ
        LEDE.replace("در نشست", "درنشست"),
        f"«{LEDE}»",
        LEDE.replace("گفت که", "گفت، که") + "..",
    ],
)
def test_small_differences_fold_nearly(near: str) -> None:
    """Spacing, half-spaces, Arabic letters and digits, vowel signs, punctuation and the final stop tell no more."""
    (one,) = Fold()(draft(OTHER, near)).folded
    assert (one.paragraph, one.of, one.match, one.text) == (1, "lede", "near", near)
    assert 0.8 < one.similarity < 1


@pytest.mark.parametrize(
    "longer",
    [
        LEDE + " وی افزود که اجرای آن از فروردین آغاز می‌شود.",
        LEDE.rstrip(".") + " و ۴۱ نماینده مخالف بودند.",
        "به گفته سخنگو، " + LEDE,
        LEDE.replace("۱۶۳", "۱۶۴"),
        LEDE.replace("تصویب", "رد"),
    ],
)
def test_a_paragraph_with_another_fact_stays(longer: str) -> None:
    """What repeats the lede and then adds or changes a fact stays whole."""
    made = draft(longer, OTHER)
    assert Fold()(made) is made


def test_a_later_paragraph_that_repeats_an_earlier_one_folds() -> None:
    """`of` is the earlier paragraph's place in the body as it came, also when others before it were folded."""
    folded = Fold()(draft(LEDE, OTHER, "پایان سخن رئیس مجلس بود و نشست تمام شد.", OTHER.rstrip(".")))
    assert [(one.paragraph, one.of, one.match) for one in folded.folded] == [(0, "lede", "exact"), (3, 1, "near")]
    assert left(folded) == [1, 2]


def test_a_paragraph_may_repeat_the_headline() -> None:
    """The headline at the top of the body folds even when it has few words."""
    folded = Fold()(draft("بودجه تصویب شد", OTHER))
    assert [(one.paragraph, one.of) for one in folded.folded] == [(0, "headline")]


def test_a_lede_that_only_repeats_the_headline_folds() -> None:
    """It is folded as paragraph null, and a paragraph that repeats it repeats the headline."""
    folded = Fold()(draft("بودجه تصویب شد!", OTHER, lede="بودجه تصویب شد."))
    assert folded.lede is None
    assert [(one.paragraph, one.of, one.match) for one in folded.folded] == [
        (None, "headline", "near"),
        (0, "headline", "near"),
    ]


@pytest.mark.parametrize("label", ["پرسش:", "* * *", "- خیر.", "نماینده تهران:", "وزیر خارجه در پاسخ به او گفت:", "۱۲"])
def test_labels_may_come_again(label: str) -> None:
    """Labels, rows of asterisks and short answers stay as often as they come."""
    made = draft(label, OTHER, label, "جلسه بعدی هفته آینده برگزار خواهد شد.", label)
    assert Fold()(made) is made


def test_a_decimal_is_not_the_number_without_its_point() -> None:
    """«۳.۵» and «۳۵» are two facts, though both have the same figures."""
    made = draft("نرخ تورم در ماه گذشته ۳.۵ درصد بود.", "نرخ تورم در ماه گذشته ۳۵ درصد بود.")
    assert Fold()(made) is made


def test_a_draft_without_repetition_is_handed_on() -> None:
    """Nothing is copied when nothing is folded, with and without headline and lede."""
    for made in (draft(OTHER), draft(OTHER, headline=None, lede=None), draft()):
        assert Fold()(made) is made
