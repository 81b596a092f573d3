"""Clean: what it changes, what it leaves, and what becomes of the parts of a draft."""

from collections.abc import Callable

import pytest

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.errors import RecordError
from pipeline.steps.clean import Clean
from schemas.refusal import Reason

ZWNJ = "\u200c"

type Cleaner = Callable[..., str]


def part(text: str, index: int = 0) -> Part:
    """A part that stands at 10 of its body."""
    return Part(text, "body", Alignment.identity(len(text), 10), index)


def draft(*paragraphs: str, headline: str | None = None, lede: str | None = None, language: str = "fa") -> Draft:
    """A draft as accept and language leave it."""
    return Draft(
        origin="test:1", received="2025-01-01T00:00:00+00:00", id="t-1", id_from="given", version=1, outlet=None,
        url=None, published=None, claimed_language=None, extra={}, language=language,
        headline=part(headline) if headline else None, lede=part(lede) if lede else None,
        paragraphs=tuple(part(text, at) for at, text in enumerate(paragraphs)),
    )  # fmt: skip


@pytest.fixture(scope="module")
def clean() -> Clean:
    """The step, built once."""
    return Clean()


@pytest.fixture(scope="module")
def cleaned(clean: Clean) -> Cleaner:
    """The clean text of one paragraph."""

    def text_of(text: str, language: str = "fa") -> str:
        return clean(draft(text, language=language)).paragraphs[0].text

    return text_of


@pytest.mark.parametrize(
    "text",
    [
        "نشانی https://www.mehrnews.com/news/5123?x=1&y=2. دیگر",
        "نشانی https://fa.wikipedia.org/wiki/صفحه_(شهر) را",
        "نشانی www.irna.ir/fa و info@mehrnews.com است",
        "رشد 3.5 درصدی و ۳.۵ درصدی و ۳٫۵ درصدی",
        "رشد 3.5% شد",
        "1,234,567 نفر و ۱۲۳٬۴۵۶ نفر و ۱،۲۳۴،۵۶۷ ریال",
        "در 1399/11/08 و ۱۳۹۹/۱۱/۰۸ و 2021-01-27",
        "ساعت 14:30 و ۱۴:۳۰: آغاز",
        "نتیجه 2-1 و ۲-۱ شد",
        "نشانی 192.168.1.1 را",
        "تلفن 021-88888888 یا +98 21 8888 8888 یا 09121234567",
        "جنگنده F-35 و گروه G20 و گروه 5+1 و کووید-۱۹ و گوشی S25",
        "همایش I/O و پرونده node.js و شرکت AT&T و شهر U.S. است",
        "شبکه ای بی سی گفت",
        "معاهده ان پی تی را",
        "شبکه سی ان ان و بی بی سی فارسی",
        "دکتر م. ر. عارف",
        "سال ۲۰۲۱ م و ۱۴۰۰ ش",
        "ماه می ۲۰۲۱ و ماه می سال گذشته و ۱۲ می برگزار شد",
        "اختلاف ۵۰-۴۹ و غنی‌سازی ۳/۵ درصدی",
        "کتاب ووویچ و هههه",
        "انتهای پیام/",
    ],
)
def test_spans_that_hazm_damages_stay(cleaned: Cleaner, text: str) -> None:
    """Addresses, numbers, codes, acronyms, initials and the month of May stay as they are written."""
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بانك مركزى ايران", "بانک مرکزی ایران"),
        ("در 5 روز و ٥ شب، 20%", "در ۵ روز و ۵ شب، ۲۰٪"),
        ("نشست ١٢:٣٠ و ٣٫٥ درصد", "نشست ۱۲:۳۰ و ۳٫۵ درصد"),
        ("حَذفِ اِعراب و کـشـیـده", "حذف اعراب و کشیده"),
        ("ا\u0653ن و مسو\u0654ول و مسي\u0654ول", "آن و مسؤول و مسئول"),  # madda and hamza above, apart
        ("ﻻزم ﺁﻥ ﻣﺄﻣﻮﺭ ﷲ ﷼", "لازم آن مأمور الله ریال"),
        ("نگفت\u06d4 رفت", "نگفت. رفت"),  # Urdu full stop
        ('گفت: " سلام " و “نه”', "گفت: «سلام» و «نه»"),
        ('گفت: ""سلام""', "گفت: «سلام»"),
        ("رفت... گفت...نه", "رفت … گفت … نه"),
        ("رفت . . . و", "رفت … و"),
        ("گفت :«نه»؛پس رفت !", "گفت: «نه»؛ پس رفت!"),
        ("کتاب( تازه )را", "کتاب (تازه) را"),
        ("۵درصد و12000تومان", "۵ درصد و ۱۲۰۰۰ تومان"),
        ("رشد ۳.۵درصدی", "رشد ۳.۵ درصدی"),
        ("می رود و نمی رود و میگوید", f"می{ZWNJ}رود و نمی{ZWNJ}رود و می{ZWNJ}گوید"),
        ("برنامه ای و کتاب های بزرگ تر", f"برنامه{ZWNJ}ای و کتاب{ZWNJ}های بزرگ{ZWNJ}تر"),
        ("جلسه ای او گفت", f"جلسه{ZWNJ}ای او گفت"),
        ("ماهها و خانه ی من", f"ماه{ZWNJ}ها و خانه{ZWNJ}ی من"),
        ("سی ام دی ماه", f"سی{ZWNJ}ام دی{ZWNJ}ماه"),
        ("ایالات متحده", f"ایالات{ZWNJ}متحده"),
        ("می\u00acشود", f"می{ZWNJ}شود"),  # the not sign of old word processors
        ("گفت\u200c \u200cو\u200c\u200cگو \u200c«\u200cنو\u200c»", f"گفت و{ZWNJ}گو «نو»"),  # ZWNJ in the wrong places
    ],
)
def test_hazm_rules_and_what_hazm_forgets(cleaned: Cleaner, text: str, expected: str) -> None:
    """Letters, digits, quotes, blanks and half-spaces become what hazm makes of them, and what it misses is mended."""
    assert cleaned(text) == expected


@pytest.mark.parametrize("language", ["fa", "prs", "ar", "en", "und"])
def test_invisible_characters_go_in_every_language(cleaned: Cleaner, language: str) -> None:
    """BOM, bidi marks, ZWSP, soft hyphen and controls go, odd and repeated blanks become one."""
    text = "\ufeffا\u200fب\u202bپ\u202c \t\u00a0ت\u200bث\u00adج\x00ح \r\n\u2067خ\u2069  "
    assert cleaned(text, language) == "ابپ تثجح\nخ"


def test_another_language_keeps_its_letters(cleaned: Cleaner) -> None:
    """Arabic text keeps its letters, vowel signs, digits and spacing."""
    arabic = "قَالَ الرئيسُ: ١٢٫٥ في المئة ، كما ذكر"
    assert cleaned(arabic, "ar") == arabic
    assert cleaned('He said "no" ... 5%', "en") == 'He said "no" ... 5%'


def test_dari_is_cleaned_as_persian(cleaned: Cleaner) -> None:
    """Dari is Persian: the same rules hold."""
    assert cleaned("مي گويد", "prs") == f"می{ZWNJ}گوید"


def test_no_letter_is_lost(cleaned: Cleaner) -> None:
    """The words of a sentence come out with all their letters."""
    text = "گفتگوی تلفنی برنامه ای مشخص برای بهبود روابط تیره خود با مقامات کرملین در دست ندارد"
    assert cleaned(text).replace(ZWNJ, "").replace(" ", "") == text.replace(" ", "")


def test_empty_parts_are_dropped_and_the_others_keep_their_index(clean: Clean) -> None:
    """A headline of marks becomes None, a paragraph of blanks disappears, the next one is still the third."""
    made = clean(draft("یک", "\u200f \u200c", "سه", headline="\ufeff\u200f", lede=" \u00ad "))
    assert (made.headline, made.lede) == (None, None)
    assert [(one.text, one.index) for one in made.paragraphs] == [("یک", 0), ("سه", 2)]


def test_a_draft_without_text_is_refused(clean: Clean) -> None:
    """Nothing left at all is no story."""
    with pytest.raises(RecordError) as refused:
        clean(draft("\u200f", " \u200c ", headline="\ufeff"))
    assert refused.value.reason is Reason.NO_TEXT
    assert refused.value.story_id == "t-1"


def test_source_offsets_count_in_the_source_part(clean: Clean) -> None:
    """A word after changes of all kinds is found again where the part stood in its body."""
    text = "\ufeffرفت...كـتـاب هاي   «تازه»"
    one = clean(draft(text)).paragraphs[0]
    assert one.text == f"رفت … کتاب{ZWNJ}های «تازه»"
    for word, written in (("رفت", "رفت"), ("…", "..."), ("کتاب", "كـتـاب"), ("های", "هاي"), ("تازه", "تازه")):
        start = one.text.index(word)
        first, last = one.alignment.to_source(start, start + len(word))
        assert text[first - 10 : last - 10] == written


@pytest.mark.parametrize("text", ["میگوی تازه", "میانجی صلح", "پژوهش میدانی", "حرف میم"])
def test_nouns_that_look_like_verbs_stay_whole(cleaned: Cleaner, text: str) -> None:
    """Not every «می» begins a verb."""
    assert cleaned(text) == text


@pytest.mark.parametrize("verb", ["میگوید", "میشود", "نمیدهد", "میخواهند"])
def test_verbs_written_in_one_get_their_half_space(cleaned: Cleaner, verb: str) -> None:
    """The blank that a typist left out is set."""
    assert cleaned(verb) == verb.replace("می", f"می{ZWNJ}")


NOUNS = "می گو|می گوی پرورشی|می گوها|می دان شهر|می زان بارش|می راث ما|می هن ما|می لاد نور|می لیون نفر"


@pytest.mark.parametrize("text", NOUNS.split("|"))
def test_nouns_torn_apart_get_no_half_space(cleaned: Cleaner, text: str) -> None:
    """«می» before the rest of a noun begins no verb."""
    assert cleaned(text) == text


@pytest.mark.parametrize("verb", ["می گوید", "نمی دانم", "می دانی", "می شد", "می رسید", "می خزید"])
def test_verbs_written_apart_get_their_half_space(cleaned: Cleaner, verb: str) -> None:
    """A blank after «می» becomes a half-space, though «میدانی» may be a noun when written in one."""
    assert cleaned(verb) == verb.replace(" ", ZWNJ)
