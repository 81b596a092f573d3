"""Fold: what repeats earlier text is set aside, and nothing else."""

from collections.abc import Callable
from importlib.resources import files
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from orjson import dumps

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.steps.accept import Accept
from pipeline.steps.clean import Clean
from pipeline.steps.entities import FindEntities
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
        LEDE.rstrip(".") + " و ۴۱ نماینده مخالف بودند.",
        "به گفته سخنگو، " + LEDE,
        LEDE.replace("۱۶۳", "۱۶۴"),
        LEDE.replace("تصویب", "رد"),
        LEDE.replace("تصویب شد", "تصویب نشد"),
        LEDE.replace("۱۴۰۴", "۱۴۰۵ و ۱۴۰۴"),
        LEDE.replace("مجلس", "دولت"),
        LEDE.replace("۱۶۳", "-۱۶۳"),
        LEDE.replace(".", "؟"),
        "ظهر امروز، " + LEDE,
        "به گزارش ایسنا، وزیر کشور گفت: " + LEDE,
        "به گزارش گروه تحقیق سازمان ملل، " + LEDE,
        "به نقل از وزیر کشور، " + LEDE,
        "وزیر کشور: " + LEDE,
        LEDE.rstrip(".") + "، هرچند شماری از نمایندگان مخالف بودند. جلسه ادامه دارد.",
        LEDE.rstrip(".") + "؛ شماری از نمایندگان مخالف بودند.",
    ],
)
def test_a_paragraph_with_another_fact_stays(longer: str) -> None:
    """What repeats the lede and then adds or changes a fact stays whole."""
    made = draft(longer, OTHER)
    assert Fold()(made) is made


@pytest.mark.parametrize("telling", ["وی افزود", "وی در پایان گفت", "او همچنین تصریح کرد", "سخنگو ادامه داد"])
def test_what_is_quoted_twice_folds(telling: str) -> None:
    """Who is quoted with the same words again is not taking another turn of a talk."""
    quoted = f"{telling}: ظرفیت نیروگاهی کشور ۲ هزار مگاوات افزایش یافته است."
    folded = Fold()(draft(quoted, OTHER, quoted, lede=None))
    assert [(one.paragraph, one.of) for one in folded.folded] == [(2, 0)]


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


@pytest.mark.parametrize(
    "spelled",
    [
        LEDE.replace("تصویب", "تصوویب"),
        LEDE.replace("مجلس", "مجلص"),
        LEDE.replace("امروز", "امرزو"),
        LEDE.replace("گفت که", "گفت"),
    ],
)
def test_a_word_may_be_spelled_otherwise(spelled: str) -> None:
    """Another letter for the same sound, a slip of the pen and a «که» more or less tell nothing new."""
    assert [(one.paragraph, one.of, one.match) for one in Fold()(draft(spelled, OTHER)).folded] == [(0, "lede", "near")]


CREDITS = [
    ("به گزارش خبرگزاری مهر، ", "خبرگزاری مهر"),
    ("به گزارش خبرنگار پارلمانی ایسنا، ", "ایسنا"),
    ("به گزارش ایرنا از تهران، ", "ایرنا"),
    ("تهران - ایرنا - ", "ایرنا"),
    ("ایسنا/تهران ", None),
    ("تهران (ایسنا): ", "ایسنا"),
    ("به گزارش خبرنگار ما، ", None),
]


@pytest.mark.parametrize(("credit", "agency"), CREDITS)
def test_a_credit_put_before_tells_nothing_new(credit: str, agency: str | None) -> None:
    """The paragraph is folded with its credit, and the agency stays named."""
    folded = Fold()(draft(credit + LEDE, OTHER))
    assert [(one.paragraph, one.match, one.text) for one in folded.folded] == [(0, "near", credit + LEDE)]
    if agency:
        assert [one.agency for one in folded.credits] == [agency]
    assert left(folded) == [1]


@pytest.mark.parametrize(("credit", "agency"), CREDITS[:4])
def test_the_credit_may_stand_in_the_lede(credit: str, agency: str | None) -> None:
    """Then the bare text repeats it, and so does the text with another credit."""
    made = draft(LEDE, "به گزارش ایلنا، " + LEDE, OTHER, lede=credit + LEDE)
    assert [(one.paragraph, one.of) for one in Fold()(made).folded] == [(0, "lede"), (1, "lede")]


@pytest.mark.parametrize("gap", [" ", "\n", "  "])
@pytest.mark.parametrize("again", [LEDE, LEDE.replace("ی", "ي"), "به گزارش ایسنا، " + LEDE, LEDE + " " + LEDE])
def test_a_paragraph_that_begins_with_the_lede_keeps_its_rest(again: str, gap: str) -> None:
    """Only the lede's sentences are folded; the rest keeps its index and its way to the source."""
    folded = Fold()(draft("آغاز نشست با تأخیر بود.", again + gap + OTHER))
    (one,) = folded.folded
    assert (one.paragraph, one.start, one.end, one.of, one.whole) == (1, 0, len(again), "lede", False)
    assert (one.text, one.match) == (again, "exact" if again == LEDE else "near")
    rest = folded.paragraphs[1]
    assert (rest.text, rest.index, len(folded.paragraphs)) == (OTHER, 1, 2)
    assert rest.alignment.to_source(0, len(OTHER)) == (len(again + gap), len(again + gap + OTHER))


def test_the_rest_may_repeat_an_earlier_paragraph() -> None:
    """Then all of the paragraph is folded."""
    folded = Fold()(draft(OTHER, f"{LEDE} {OTHER}"))
    assert [(one.paragraph, one.end, one.whole) for one in folded.folded] == [(1, len(LEDE) + 1 + len(OTHER), True)]


def test_a_rest_that_is_part_of_a_split_lede_folds_where_it_stood() -> None:
    """What was folded of a paragraph in two steps tells both places."""
    pieces = ("رئیس مجلس در نشست امروز گفت", "که بودجه سال ۱۴۰۴ با ۱۶۳ رأی تصویب شد.")
    folded = Fold()(draft(pieces[0], f"{LEDE} {pieces[1]}")).folded
    assert [(one.paragraph, one.start, one.end, one.whole) for one in folded] == [
        (0, 0, len(pieces[0]), True),
        (1, 0, len(LEDE), False),
        (1, len(LEDE) + 1, len(LEDE) + 1 + len(pieces[1]), True),
    ]


def test_spans_of_a_rest_are_exact_in_the_text_as_it_came() -> None:
    """Names in what is left of a paragraph point at the same names in the source, though letters before it changed."""
    lede = "رئيس مجلس در  نشست امروز گفت كه بودجه تصويب شد ."
    first = lede + " \u200f وزير خارجه روسيه نيز از ولاديمير پوتين پيامي آورد و به مسکو بازمی گردد."
    value = dumps({"id": "1", "headline": "بودجه", "lede": lede, "body": [first]})
    story = Accept()(Record(value, "test:1", "2021-01-27T08:00:00+00:00"))
    for step in (NameLanguage(), Clean(), Fold(), FindEntities()):
        story = step(story)
    assert [(one.paragraph, one.whole) for one in story.folded] == [(0, False)]
    found = [one for entity in story.entities for one in entity.mentions if one.part == "paragraphs.0"]
    written = {first[one.source_start : one.source_end].replace("ي", "ی") for one in found}
    assert written >= {"روسیه", "ولادیمیر پوتین", "مسکو"}
    assert {one.source_part for one in found} == {"body.0"}
    assert all(story.paragraphs[0].text[one.start : one.end] == one.text for one in found)


FIRST, SECOND = "باران در شمال کشور آغاز شد.", "رودهای مازندران بالا آمد و راه‌ها بسته شد."


@pytest.mark.parametrize(
    ("lede", "pieces"),
    [
        (f"{FIRST} {SECOND}", (FIRST, SECOND)),
        (LEDE, ("رئیس مجلس در نشست امروز گفت", "که بودجه سال ۱۴۰۴ با ۱۶۳ رأی تصویب شد.")),
        (LEDE, ("رئیس مجلس در نشست امروز", "گفت که بودجه سال", "۱۴۰۴ با ۱۶۳ رأی تصویب شد.")),
    ],
)
def test_a_lede_split_over_paragraphs_folds_piece_by_piece(lede: str, pieces: tuple[str, ...]) -> None:
    """Each piece is a paragraph that repeats a stretch of the lede."""
    folded = Fold()(draft(*pieces, OTHER, lede=lede))
    assert [(one.paragraph, one.of, one.similarity > 0.9) for one in folded.folded] == [
        (at, "lede", True) for at in range(len(pieces))
    ]
    assert left(folded) == [len(pieces)]


HEADLINE = "بودجه تصویب شد"


def test_lines_of_a_paragraph_that_repeat_headline_and_lede_fold() -> None:
    """Where they stood is told exactly, whole is false, and the lines that stay are one paragraph with its index."""
    text = f"{HEADLINE}\nتهران - ایرنا\n{LEDE}\n{OTHER}"
    folded = Fold()(draft(FIRST, text))
    at = text.index(LEDE)
    assert folded.folded == (
        Folded(1, 0, len(HEADLINE), "headline", "exact", 1.0, HEADLINE, False),
        Folded(1, at, at + len(LEDE), "lede", "exact", 1.0, LEDE, False),
    )
    rest = folded.paragraphs[1]
    assert (rest.text, rest.index) == (f"تهران - ایرنا\n{OTHER}", 1)
    for piece in ("تهران - ایرنا", OTHER):
        start, first = rest.text.index(piece), text.index(piece)
        assert rest.alignment.to_source(start, start + len(piece)) == (first, first + len(piece))


@pytest.mark.parametrize(
    ("lines", "folds"),
    [
        ((HEADLINE, OTHER), [(0, "headline")]),
        ((HEADLINE, LEDE, OTHER), [(0, "headline"), (1, "lede")]),
        ((OTHER, LEDE), [(1, "lede")]),
        ((OTHER, HEADLINE, SECOND), [(1, "headline")]),
        ((HEADLINE, "به گزارش ایسنا، " + LEDE, OTHER), [(0, "headline"), (1, "lede")]),
        (("تهران - ایرنا", LEDE.replace("ی", "ي"), OTHER), [(1, "lede")]),
        ((HEADLINE, LEDE.replace(" گفت", "\nگفت"), OTHER), [(0, "headline"), (1, "lede")]),
        ((OTHER, HEADLINE + " و رد شد", SECOND), []),
        ((OTHER, "وزیر کشور: " + LEDE, SECOND), []),
    ],
)
def test_which_lines_fold(lines: tuple[str, ...], folds: list[tuple[int, str]]) -> None:
    """Headline and lede anywhere among the lines, with a credit before or spelled otherwise; no line with a fact."""
    text = "\n".join(lines)
    folded = Fold()(draft(text, FIRST)).folded
    assert [(one.text, one.of, one.whole) for one in folded] == [(lines[at], of, False) for at, of in folds]
    assert all(text[one.start : one.end] == one.text for one in folded)


def test_the_lede_that_opens_a_line_folds_and_the_line_goes_on() -> None:
    """As it does where it opens a paragraph."""
    folded = Fold()(draft(f"{HEADLINE}\n{LEDE} {OTHER}\n{SECOND}"))
    assert [(one.of, one.text) for one in folded.folded] == [("headline", HEADLINE), ("lede", LEDE)]
    assert [one.text for one in folded.paragraphs] == [f"{OTHER}\n{SECOND}"]


def test_a_paragraph_all_lines_of_which_repeat_is_gone() -> None:
    """The last of its lines tells that nothing stays."""
    folded = Fold()(draft(f"{HEADLINE}\n* * *\n{LEDE}\n{HEADLINE}", OTHER))
    assert [(one.text, one.of, one.whole) for one in folded.folded] == [
        (HEADLINE, "headline", False),
        ("* * *", "headline", True),
        (LEDE, "lede", False),
        (HEADLINE, "headline", True),
    ]
    assert left(folded) == [1]


def test_lines_left_that_repeat_a_paragraph_fold_where_they_stood() -> None:
    """Once for each stretch: the lede stood between them."""
    text = f"{FIRST}\n{LEDE}\n{SECOND}"
    folded = Fold()(draft(f"{FIRST}\n{SECOND}", text)).folded
    assert [(one.paragraph, one.text, one.of, one.whole) for one in folded] == [
        (1, FIRST, 0, True),
        (1, LEDE, "lede", False),
        (1, SECOND, 0, True),
    ]
    assert all(text[one.start : one.end] == one.text for one in folded)


def test_a_stanza_keeps_the_line_that_the_poem_is_called_by() -> None:
    """Lines of verse are no headlines."""
    made = draft("ببار ای ابر بر این خاک\nکه گندم زیر پای باد خم شد\nببار ای ابر", headline="ببار ای ابر بر این خاک")
    assert Fold()(made) is made


def test_spans_of_lines_left_are_exact_in_the_text_as_it_came() -> None:
    """Names behind a folded line point at the same names in the source, though letters before them changed."""
    lede = "رئيس مجلس در  نشست امروز گفت كه بودجه تصويب شد ."
    body = f"بودجه  سال\nبه گزارش خبرگزاري مهر از مسکو\n{lede}\nوزير خارجه روسيه نيز از ولاديمير پوتين پيامي آورد."
    value = dumps({"id": "1", "headline": "بودجه سال", "lede": lede, "body": [body]})
    story = Accept()(Record(value, "test:1", "2021-01-27T08:00:00+00:00"))
    for step in (NameLanguage(), Clean(), Fold(), FindEntities()):
        story = step(story)
    assert [(one.of, one.whole) for one in story.folded] == [("headline", False), ("lede", False)]
    found = [one for entity in story.entities for one in entity.mentions if one.part == "paragraphs.0"]
    written = {body[one.source_start : one.source_end].replace("ي", "ی") for one in found}
    assert written >= {"روسیه", "ولادیمیر پوتین", "مسکو"}


def test_a_beginning_of_the_lede_alone_stays() -> None:
    """A crosshead that is the lede's first words is no repetition when the lede doesn't go on behind it."""
    made = draft("رئیس مجلس در نشست امروز", OTHER)
    assert Fold()(made) is made


def test_one_sentence_of_the_lede_folds() -> None:
    """A paragraph of whole sentences of the lede tells nothing new; one with a sentence more stays."""
    assert left(Fold()(draft(SECOND, OTHER, lede=f"{FIRST} {SECOND}"))) == [1]
    assert left(Fold()(draft(f"{FIRST} {OTHER}", lede=f"{FIRST} {SECOND}"))) == [0]


@pytest.mark.parametrize(
    "body",
    [
        (
            "متن شعر چنین است:",
            "ببار ای ابر بر این خاک تشنه",
            "که گندم زیر پای باد خم شد",
            "ببار ای ابر بر این خاک تشنه",
        ),
        (OTHER, "ببار ای ابر بر این خاک تشنه", FIRST, "ببار ای ابر بر این خاک تشنه", "که گندم زیر پای باد خم شد"),
        (
            "سقف ما آسمان است\nتخته ما خاک است\nو باد زنگ ماست",
            OTHER,
            "سقف ما آسمان است\nتخته ما خاک است\nو باد زنگ ماست",
        ),
        ("نظر شما در این باره چیست؟", OTHER, "نظر شما در این باره چیست؟", SECOND),
        ("آیا موافقید؟", "بله، با این طرح کاملاً موافقم.", "آیا مطمئنید؟", "بله، با این طرح کاملاً موافقم."),
        ("سخنگو گفت: هنوز تصمیمی گرفته نشده است.", OTHER, "سخنگو گفت: هنوز تصمیمی گرفته نشده است."),
        ("گروه نخست:", "- اصل و تصویر کارت ملی متقاضی.", "گروه دوم:", "- اصل و تصویر کارت ملی متقاضی."),
        ("تبریز:", "آسمان صاف با وزش باد خواهد بود.", "زنجان:", "آسمان صاف با وزش باد خواهد بود."),
        ("روز اول", "نساجی ۲ صنعت نفت ۰ در قائمشهر", "روز دوم", "نساجی ۲ صنعت نفت ۰ در قائمشهر"),
    ],
)
def test_refrains_may_come_again(body: tuple[str, ...]) -> None:
    """Verses, questions, answers, turns of a talk, items and rows of a table stay as often as they come."""
    made = draft(*body)
    assert Fold()(made) is made


def test_a_caption_that_comes_again_folds() -> None:
    """It has no stop, as a line of verse has none, but stands among sentences."""
    caption = "نمایی از نشست امروز نمایندگان در بهارستان"
    assert [(one.paragraph, one.of) for one in Fold()(draft(caption, OTHER, SECOND, caption)).folded] == [(3, 0)]
    assert left(Fold()(draft(OTHER, caption, SECOND, caption, FIRST))) == [0, 1, 2, 4]


PIECES = [
    LEDE, LEDE.rstrip("."), FIRST, SECOND, "باران در شمال کشور آغاز شد و", "رودها بالا آمد.", "آیا موافقید؟",
    "باران در شمال کشور آغاز شد و رودها بالا آمد.", "بله، با این طرح کاملاً موافقم.", "نماینده تهران:", "که", "۱۲",
    "ببار ای ابر بر این خاک تشنه", "که گندم زیر پای باد خم شد", "به گزارش ایسنا،", "تهران - ایرنا -", "انتهای پیام/",
    "- اصل و تصویر کارت ملی متقاضی",
]  # fmt: skip
TEXTS = st.tuples(st.sampled_from([" ", "\n", " و "]), st.lists(st.sampled_from(PIECES), min_size=1, max_size=3)).map(
    lambda made: made[0].join(made[1])
)


@given(st.none() | TEXTS, st.none() | TEXTS, st.lists(TEXTS, max_size=7))
def test_what_is_left_has_nothing_more_to_fold(headline: str | None, lede: str | None, body: list[str]) -> None:
    """Nothing is lost or told twice by folding, and a folded story comes out of the step as it went in."""
    folded = Fold()(draft(*body, headline=headline, lede=lede))
    texts = [folded.headline and folded.headline.text, folded.lede and folded.lede.text]
    again = draft(*(one.text for one in folded.paragraphs), headline=texts[0], lede=texts[1])
    assert Fold()(again) is again
    rests = {one.index: one for one in folded.paragraphs}
    for at, text in enumerate(body):
        gone = [one for one in folded.folded if one.paragraph == at]
        assert all(text[one.start : one.end] == one.text for one in gone)
        assert all(one.end <= other.start for one, other in pairwise(gone))
        assert (at not in rests) == any(one.whole for one in gone) or not (text.strip() or gone)
        bare = "".join(
            part
            for one, other in pairwise(((0, 0), *((g.start, g.end) for g in gone), (len(text),) * 2))
            for part in (text[one[1] : other[0]],)
        )
        rest = rests[at].text if at in rests else ""
        assert "".join(bare.split()) == "".join(rest.split())
        if rest:
            start, end = rests[at].alignment.to_source(0, len(rest))
            assert (text[start], text[end - 1]) == (rest[0], rest[-1])


SHAPES = {
    "ledes in one paragraph": lambda count: draft(" ".join([LEDE] * count)),
    "credited ledes in one paragraph": lambda count: draft(" ".join(["تهران - ایرنا - " + LEDE] * count)),
    "ledes in many paragraphs": lambda count: draft(*[LEDE] * count),
    "pieces of a long lede": lambda count: draft(*["کتاب تازه آمد"] * count, lede="کتاب تازه آمد " * count),
    "sentences of a long lede": lambda count: draft(*["کتاب تازه آمد."] * count, lede="کتاب تازه آمد. " * count),
    "a template": lambda count: draft(
        *(f"قیمت سکه تمام در بازار تهران {at} تومان شد و دلار افت کرد." for at in range(count))
    ),
    "credits": lambda count: draft("به گزارش ایسنا، باران آمد. " * count),
    "slips": lambda count: draft("افازیش " * count, lede="افزایش " * count),
    "headlines in lines": lambda count: draft("\n".join(["بودجه تصویب شد", "باران آمد."] * count)),
    "ledes in lines": lambda count: draft("\n".join([OTHER, LEDE, "به گزارش ایسنا، " + LEDE] * count)),
    "ledes in lines of many paragraphs": lambda count: draft(*["\n".join((OTHER, LEDE))] * count),
    "lines": lambda count: draft(*["ببار ای ابر بر این خاک تشنه"] * count),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_any_shape_takes_linear_time(shape: Callable[[int], Draft]) -> None:
    """Four times the text takes about four times the time, whatever repeats in it."""
    fold = Fold()
    fold(shape(2))
    small, large = (min(seconds(fold, shape(count)) for _ in range(3)) for count in (250, 1_000))
    assert large < 8 * small + 0.05


def seconds(fold: Fold, made: Draft) -> float:
    """Processor time of folding."""
    start = process_time()
    fold(made)
    return process_time() - start


def test_a_draft_without_repetition_is_handed_on() -> None:
    """Nothing is copied when nothing is folded, with and without headline and lede."""
    for made in (draft(OTHER), draft(OTHER, headline=None, lede=None), draft()):
        assert Fold()(made) is made
