"""Canonical text: copies of a story have the same one, whatever their outlet made of it."""

from importlib.resources import files
from time import process_time

import pytest

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.steps.accept import Accept
from pipeline.steps.canonical import Canonical, canonical, words_of
from pipeline.steps.clean import Clean
from pipeline.steps.credits import NameCredits
from pipeline.steps.fold import Fold
from pipeline.steps.language import NameLanguage
from schemas.record import Record

STEPS = (NameLanguage(), Clean(), Fold(), NameCredits())
FACTS = "سامانه بارشی تازه از فردا وارد استان می‌شود و دمای هوا تا ۱۲ درجه کاهش می‌یابد."
MORE = "کشاورزان باید دریچه‌های گلخانه‌ها را ببندند و از آبیاری شبانه خودداری کنند."


def part(text: str, index: int = 0) -> Part:
    """A part with its text as it came."""
    return Part(text, "body", Alignment.identity(len(text)), index)


def made(*paragraphs: str, outlet: str | None = None, lede: str | None = None) -> Canonical:
    """The canonical text of a story, as the road makes it."""
    draft = Draft(
        origin="test:1", received="2025-01-01T00:00:00+00:00", id="t-1", id_from="given", version=1, outlet=outlet,
        url=None, published=None, claimed_language=None, extra={}, headline=part("هوا سرد می‌شود"),
        lede=part(lede) if lede else None, paragraphs=tuple(part(text, at) for at, text in enumerate(paragraphs)),
    )  # fmt: skip
    for step in STEPS:
        draft = step(draft)
    return canonical(draft)


def compared(*paragraphs: str, outlet: str | None = None, lede: str | None = None) -> str:
    """The words of that text."""
    return str(made(*paragraphs, outlet=outlet, lede=lede))


@pytest.mark.parametrize(
    ("paragraphs", "sentences"),
    [
        (("باد آمد. باران بارید؛ رعد زد", "چه شد؟ هیچ"), ["باد امد", "باران بارید", "رعد زد", "چه شد", "هیچ"]),
        (("به گزارش نسیم کوه، باد ۳.۵ متر بود.",), ["به گزارش نسیم کوه", "باد 3 5 متر بود"]),
        (("نسیم کوه - باد آمد.", "قله: باران بارید."), ["نسیم کوه", "باد امد", "قله", "باران بارید"]),
    ],
)
def test_the_ends_of_sentences_are_known(paragraphs, sentences):
    """And of who carries the story, which stands before its text."""
    text = made(*paragraphs)
    starts = (0, *text.ends)
    assert [" ".join(text.body[start:end]) for start, end in zip(starts, text.ends, strict=False)] == sentences


@pytest.mark.parametrize(
    "copy",
    [
        ("به گزارش ایسنا، " + FACTS, MORE),
        ("به گزارش خبرگزاری مهر به نقل از اسپوتنیک، " + FACTS, MORE),
        ("تهران - ایرنا - " + FACTS, MORE),
        (FACTS, MORE, "انتهای پیام/"),
        (FACTS, MORE + " انتهای پیام/م"),
        (FACTS, MORE, "منبع: تسنیم"),
        ("به گزارش ایسنا و به نقل از رویترز، " + FACTS, MORE),
        ("کابل (پژواک، ۱۲ اسد ۹۸): " + FACTS, MORE),
        ("خبرگزاری مهر، گروه استان‌ها - " + FACTS, MORE),
        ("اختصاصی ایسنا؛ " + FACTS, MORE, "کد خبر 84211234"),
        (FACTS, "بیشتر بخوانید: برف در راه است", MORE, "۱۴۰۰**۱۵۶۱"),
        (FACTS, MORE, "خبرنگار: مینا کوشیار", "بیشتر بخوانید:", "برف در راه است", "برچسب‌ها: باران، برف"),
        (FACTS, MORE + " کد خبر 84211234", "ما را در تلگرام دنبال کنید", "@hava_news", "ادامه دارد"),
        (FACTS, FACTS, MORE),
        (FACTS.replace("ی", "ي").replace("ک", "ك"), MORE),
        (FACTS.replace("۱۲", "12"), MORE.rstrip(".")),
        (FACTS.replace("\u200c", " "), MORE),  # ZWNJ
        (FACTS.replace("می\u200c", "می"), MORE),
        ("\u202b" + FACTS + "\u202c", "\ufeff" + MORE.replace("کشاورزان", "کـشاورزان")),
        (FACTS + "\n" + MORE,),
    ],
)
def test_copies_are_the_same(copy: tuple[str, ...]) -> None:
    """Credits, datelines, signatures, spelling, spacing and a repeated lede make no difference."""
    assert compared(*copy) == compared(FACTS, MORE)


@pytest.mark.parametrize(
    "copy",
    [
        (FACTS + " " + MORE,),
        ("به گزارش ایسنا، " + FACTS + " " + MORE,),
        ("به گزارش خبرگزاری مهر، " + FACTS, MORE),
        ("تهران - ایرنا - " + FACTS, MORE),
        (FACTS.replace("استان", "اصتان"), MORE),
        (FACTS, MORE + " انتهای پیام/"),
    ],
)
def test_copies_of_a_lede_are_the_same(copy: tuple[str, ...]) -> None:
    """However an outlet says the lede again, with its own credit or before it goes on, copies stay copies."""
    assert compared(*copy, lede=FACTS) == compared(MORE, lede=FACTS)


@pytest.mark.parametrize(
    "other",
    [(FACTS.replace("۱۲", "۱۳"), MORE), (FACTS.replace("استان", "کشور"), MORE), (FACTS,), (MORE, FACTS)],
)
def test_other_stories_differ(other: tuple[str, ...]) -> None:
    """Another number, another word, a paragraph less, another order: another story."""
    assert compared(*other) != compared(FACTS, MORE)


def test_words_are_letters_and_digits_alone() -> None:
    """Words are joined by single blanks, without marks, half-spaces or vowel signs, Latin in lower case."""
    assert words_of("«مَـی\u200cرود»، F-35 … ١٢٫٥ و ۱۲ (أنباء) a_b") == [
        "میرود",
        "f",
        "35",
        "12",
        "5",
        "و",
        "12",
        "انبا",
        "a",
        "b",
    ]


def test_the_seed_article_is_compared_without_its_credits() -> None:
    """The article's canonical text begins with its headline and names neither reporter nor source as such."""
    seed = (files("seeds") / "000_b8e355e6825be7e2.txt").read_bytes()
    draft = Accept()(Record(seed, "seed:1", "2021-01-27T08:00:00+00:00"))
    for step in STEPS:
        draft = step(draft)
    text = str(canonical(draft))
    assert text.startswith("بهبود روابط روسیه امریکا به نفع هر دو طرف است رییس جمهور روسیه")
    assert "خبرگزاری مهر" not in text
    assert "اسپوتنیک" not in text
    assert text.count("عادی سازی روابط میان مسکو واشنگتن") == 1
    assert text == " ".join(text.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [("۵۰۰$", "۵۰۰€"), ("۵٪", "۵"), ("▲ ۲۰۰", "▼ ۲۰۰"), ("-۵ درجه", "۵ درجه"), ("۵- درجه", "۵ درجه"), ("۲۰۰+", "۲۰۰")],
)
def test_signs_are_facts(one, other):
    """Two texts that differ in one are two, also where it stands behind its number as Iranian sites have it."""
    assert compared(f"نرخ تازه به {one} رسید.") != compared(f"نرخ تازه به {other} رسید.")


@pytest.mark.parametrize(
    ("one", "other"),
    [("۳-۲", "۳.۲"), ("۳ - ۲", "۳.۲"), ("۵ > ۳", "۵ < ۳"), ("۵>۳", "۵<۳"), ("۵ > ۳", "۵ ۳"), ("۲-۱", "۱-۲")],
)
def test_what_stands_between_two_numbers_is_a_fact(one, other):
    """A score is no decimal, and more is not less."""
    assert compared(f"نتیجه تازه {one} بود.") != compared(f"نتیجه تازه {other} بود.")


@pytest.mark.parametrize("score", ["۳-۲", "3-2", "۳ - ۲", "۳–۲", "۳ بر ۲"])
def test_a_score_is_the_same_however_it_is_written(score):
    """With any dash, with blanks, in words."""
    assert compared(f"تیم شهر با نتیجه {score} برد.") == compared("تیم شهر با نتیجه ۳-۲ برد.")


@pytest.mark.parametrize(
    "text", ["۲۰۲۱-۰۱-۲۷", "۱۴۰۱-۱۴۰۲", "021-66 40 12 34", "F-35", "A330-200", "۱۳:۳۰-۱۵:۰۰", "۹۷۸-۶۰۰-۱۲", "۰۲-۱"]
)
def test_dates_and_codes_are_no_scores(text):
    """They are compared by their figures alone."""
    assert "بر" not in compared(f"شماره {text} بود.")


def test_a_sign_is_as_its_word():
    """Outlets write either."""
    assert compared("نرخ به ۵۰۰$ و ۵٪ رسید.") == compared("نرخ به ۵۰۰ دلار و ۵ درصد رسید.")


def test_a_long_text_takes_linear_time() -> None:
    """Four times the text takes about four times the time."""
    small, large = (min(seconds("کتاب‌ها، ۱۲ " * count) for _ in range(3)) for count in (5_000, 20_000))
    assert large < 8 * small + 0.05


def seconds(text: str) -> float:
    """Processor time of taking the words of `text`."""
    start = process_time()
    words_of(text)
    return process_time() - start
