"""Boilerplate: found in its places, left alone in prose, kept in the story and out of its evidence."""

from dataclasses import replace
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part, is_inside
from pipeline.steps.boilerplate import find_boilerplate
from pipeline.steps.clean import Clean
from pipeline.steps.credits import NameCredits
from pipeline.steps.entities import FindEntities
from pipeline.steps.tone import JudgeTone
from pipeline.steps.values import FindValues
from schemas.story import BOILERPLATE_KINDS

NEWS = "سد تازه شهر آبگیری شد و کشاورزان از آن آب می‌گیرند."
MORE = "مدیر سد گفت که حجم آب تا پایان ماه به نیمی از ظرفیت می‌رسد."


def draft(*paragraphs: str, headline: str | None = None) -> Draft:
    """A Persian draft of the given body."""
    return Draft(
        origin="test:1", received="2025-01-01T00:00:00+00:00", id="t-1", id_from="given", version=1, outlet=None,
        url=None, published=None, claimed_language=None, extra={}, language="fa", lede=None,
        headline=Part(headline, "headline", Alignment.identity(len(headline))) if headline else None,
        paragraphs=tuple(Part(text, "body", Alignment.identity(len(text)), at) for at, text in enumerate(paragraphs)),
    )  # fmt: skip


def marked(*paragraphs: str, headline: str | None = None) -> list[tuple[str, str]]:
    """Kind and text of the boilerplate of a clean story."""
    return [(one.kind, one.text) for one in find_boilerplate(Clean()(draft(*paragraphs, headline=headline)))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("انتهای پیام/۲۰۳۱", "signature"),
        ("/انتهای پیام", "signature"),
        ("انتهای پیام/ب/۴۰", "signature"),
        ("پایان پیام", "signature"),
        ("ن‌ظ/۸۸ــ انتهای پیام", "signature"),
        ("۱۴۰۰**۱۵۶۱", "signature"),
        ("3024**9130", "signature"),
        ("**۶۱۲۳**۱۸۸۲**", "signature"),
        ("۶۱۲۳*۱۸۸۲", "signature"),
        ("۷۴۴۴/ ۶۰۲۶", "signature"),
        ("ا.ش ۶۰۲۶/۷۴۴۴", "signature"),
        ("خ/م", "signature"),
        ("س.ب/ ۵۶", "signature"),
        ("سیام**1569", "signature"),
        ("کد خبر 84211234", "code"),
        ("کد مطلب: ۹۹۱۲", "code"),
        ("شناسه خبر: ۱۲۳۴ | تاریخ انتشار: ۱۴۰۱/۰۳/۰۵", "code"),
        ("یکشنبه، ۱۲ دی ۱۴۰۱ - ۱۰:۲۵", "code"),
        ("خبرنگار: مینا کوشیار دبیر: سهند افرا", "byline"),
        ("عکس: ایسنا / کیان رهنورد", "photo"),
        ("منبع: نشریه سلول", "source"),
        ("@khabar_shahr", "channel"),
        ("کانال تلگرام ما: @barf_news", "channel"),
        ("ما را در اینستاگرام دنبال کنید", "channel"),
        ("به کانال ما در ایتا بپیوندید", "channel"),
        ("برچسب‌ها: سد، آب", "tags"),
        ("برچسب ها: سد، آب", "tags"),
        ("تگ: سد", "tags"),
        ("#سد #آب", "tags"),
        ("لینک کوتاه: khbr.ir/xA12", "share"),
        ("اشتراک‌گذاری", "share"),
        ("کپی لینک", "share"),
        ("این خبر را به اشتراک بگذارید", "share"),
        ("کلیه حقوق این سایت محفوظ است.", "copyright"),
        ("استفاده از مطالب با ذکر منبع بلامانع است.", "copyright"),
        ("اختصاصی خبرگزاری مهر", "exclusive"),
        ("ادامه دارد...", "continued"),
        ("ادامه در صفحه ۲", "page"),
        ("صفحه ۳", "page"),
        ("بیشتر بخوانید: سدهای کشور نیمه‌پرند", "related"),
    ],
)
def test_a_line_of_its_own_after_the_story(line: str, kind: str) -> None:
    """Each form is found where the story ends, and behind its last sentence where outlets put it there."""
    assert [found for found, _ in marked(NEWS, line)] == [kind]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("نظرات (۵)", "share"),
        ("دیدگاه‌ها: ۳", "share"),
        ("نظرات کاربران", "share"),
        ("ارسال نظر", "share"),
        ("نام:", "share"),
        ("* ایمیل", "share"),
        ("نام (اختیاری) ایمیل (اختیاری)", "share"),
        ("شما هم نظر بدهید", "share"),
        ("دیدگاهتان را بنویسید", "share"),
        ("نشانی ایمیل شما منتشر نخواهد شد. بخش‌های موردنیاز علامت‌گذاری شده‌اند *", "share"),
        ("انتشار یافته: ۵ | در انتظار بررسی: ۰ | غیر قابل انتشار: ۲", "share"),
        ("نظراتی که حاوی توهین یا افترا باشد منتشر نمی‌شود.", "share"),
        ("Comments (5)", "share"),
        ("اشتراک‌گذاری: تلگرام واتساپ توییتر", "share"),
        ("اشتراک‌گذاری در: فیسبوک | ایکس", "share"),
        ("Telegram | Instagram | Twitter", "share"),
        ("گزارش خطا", "share"),
        ("آیا این خبر مفید بود؟", "share"),
        ("۱۲ نفر این مطلب را پسندیده‌اند", "share"),
        ("پربازدیدترین‌ها", "related"),
        ("نوشته بعدی: باران در راه است", "related"),
        ("۱۲۰۰ بازدید", "code"),
        ("۳ دقیقه مطالعه", "code"),
        ("آخرین به‌روزرسانی: ۱۲ مهر ۱۴۰۳ - ۱۰:۲۵", "code"),
        ("سرویس: سیاسی", "code"),
        ("تگ: #آب", "tags"),
        ("@channel | join us", "channel"),
        ("👉 Join: @channel", "channel"),
        ("ایسنا | @isna94", "channel"),
        ("#سد #آب @isna94", "channel"),
        ("Join us on Telegram", "channel"),
        ("عضویت در کانال تلگرام", "channel"),
        ("به ما بپیوندید 👇", "channel"),
        ("ویرایش: رها سپیدار", "byline"),
        ("گزارش و تنظیم: مینا کوشیار", "byline"),
    ],
)
def test_what_pages_and_channels_put_under_a_story(line: str, kind: str) -> None:
    """Comment boxes, buttons, channels and counts are found where the story ends, and not before it goes on."""
    assert [found for found, _ in marked(NEWS, line)] == [kind]
    assert [found for found, _ in marked(NEWS, line, MORE)] in ([], ["channel"], ["share"])


@pytest.mark.parametrize(
    "lines",
    [
        ("برچسب‌ها: سد، آب", "نظرات (۵)"),
        ("برچسب‌ها: سد، آب", "ارسال نظر", "نام", "ایمیل"),
        ("گزارش از: مینا کوشیار", "تنظیم: کاوه راد", "ویرایش: رها سپیدار"),
        ("منبع: ایسنا", "تگ: #آب", "اشتراک‌گذاری: تلگرام واتساپ", "@channel | join us"),
    ],
)
def test_all_lines_at_the_end(lines: tuple[str, ...]) -> None:
    """Tags and bylines are found above a comment box too, in paragraphs and in lines of one."""
    assert [text for _, text in marked(NEWS, *lines)] == list(lines)
    assert [text for _, text in marked("\n".join((NEWS, *lines)))] == list(lines)


def test_a_line_that_no_form_knows_hides_no_tags() -> None:
    """Bylines and tags above a few words without a verb are found, the words stay."""
    lines = ("خبرنگار: مینا کوشیار", "برچسب‌ها: سد، آب")
    assert [text for _, text in marked(NEWS, *lines, "پایگاه جامع البرز", "نظرات (۵)")] == [*lines, "نظرات (۵)"]


@pytest.mark.parametrize(
    "lines",
    [
        ("برچسب‌ها: سد، آب", "کشاورزان آمدند"),
        ("خبرنگار: مینا کوشیار", "وزیر نیرو رفت."),
        ("گزارش: شمار قربانیان", "سیل خوزستان"),
        ("منبع: آب زیرزمینی", "چاه عمیق"),
        ("برگزیدگان جشنواره:", "نویسنده: رها سپیدار", "مترجم: کاوه راد", "هیئت داوران"),
        ("شبکه‌های بسته:", "تلگرام | توییتر"),
        ("ویرایش: دوم",),
        ("تلگرام، اینستاگرام و توییتر",),
        ("اشتراک‌گذاری: کاربران فایل‌ها را می‌فرستند",),
        ("نظرات مخالفان در این روزنامه منتشر نمی‌شود.",),
        ("آخرین اخبار جنگ در مرز",),
        ("به ما بپیوندید.",),
        ("از این کتاب بخوانید @book و نظر بدهید",),
    ],
)
def test_last_lines_of_a_story_stay(lines: tuple[str, ...]) -> None:
    """What may be a sentence, a list or a table at the end of a story is never taken, nor what stands above it."""
    assert marked(NEWS, *lines) == []


@pytest.mark.parametrize(
    "tail",
    [
        "انتهای پیام/۲۰۳۱",
        "کد خبر ۸۴۲۱",
        "3024**9130",
        "خ/م",
        "منبع: ایسنا",
        "خبرنگار: مینا کوشیار",
        "ادامه دارد",
        "@a_news",
    ],
)
def test_behind_the_last_sentence(tail: str) -> None:
    """What follows the last sentence in its paragraph is found, the sentence is left."""
    (found,) = find_boilerplate(draft(NEWS, f"{MORE} {tail}"))
    assert (found.part, found.start, found.text) == ("paragraphs.1", len(MORE) + 1, tail)


def test_a_code_with_stars_needs_no_full_stop_before_it() -> None:
    """Two numbers that stars divide are nothing else."""
    assert marked(NEWS, f"{MORE.rstrip('.')} ۶۱۲۳**۱۸۸۲") == [("signature", "۶۱۲۳**۱۸۸۲")]
    assert marked(NEWS, f"{MORE.rstrip('.')} ۶۱۲۳/۱۸۸۲") == []


@pytest.mark.parametrize(
    "text",
    [
        "برچسب قیمت روی کالاها باید خوانا باشد.",
        "معلم گفت: «درباره این شاعر بیشتر بخوانید و یادداشت بردارید.»",
        "کد بورسی تازه‌واردان ظرف سه روز صادر می‌شود.",
        "این چشمه منبع آب ده روستاست.",
        "منبع: آب زیرزمینی دشت که هر سال پایین‌تر می‌رود.",
        "مجری در انتهای پیام خود از مردم خواست در خانه بمانند.",
        "پس از پایان خبر، برنامه مستند پخش شد.",
        "گفت‌وگوها ادامه دارد.",
        "عکس ماهواره‌ای دریاچه نشان می‌دهد که آب پس رفته است.",
        "خبرنگار: طرح چه زمانی به پایان می‌رسد؟",
        "رییس گفت: ما را در این راه دنبال کنید.",
        "کارشناس گفت: صفحه رسمی بانک را در تلگرام دنبال کنید.",
        "صفحه ۳ گزارش کمیسیون به بدهی‌ها پرداخته است.",
        "مصاحبه اختصاصی وزیر فردا پخش می‌شود.",
        "شاعر در سال ۳۲۹ ه.ق درگذشت.",
        "۲*۳",
        "از ۷۱۰/۲۰۲۰",
        "این تیم در سال ۱۴۰۱/۱۴۰۲ قهرمان شد.",
        "نشانی تارنما: my.sanjesh.example",
        "لینک کوتاه برای کلاهبرداری به کار می‌رود.",
        "پیشنهاد ما: آتش‌بس ۳۰ روزه و آزادی ۱۲۰ اسیر",
        "گزارش‌های مرتبط: ۱۲ تخلف ثبت و ۵ مدیر بازداشت شدند.",
        "ساعت خبر: انفجار ساعت ۱۲:۳۰ رخ داد",
        "زمان انتشار: نتایج کنکور ۱۲ شهریور اعلام می‌شود",
        "استفاده از آب سد بدون ذکر مجوز ممنوع است و ۱۲ شرکت جریمه شدند",
        "انتشار تصاویر متهمان با درج نام کامل آنان ممنوع است",
        "تمام حقوق کارگران هپکو محفوظ است و ۱۲ نفر آزاد شدند",
    ],
)
def test_prose_is_left_alone(text: str) -> None:
    """The words of boilerplate in sentences, quotations and dialogue are the story."""
    assert marked(text) == []


@pytest.mark.parametrize(
    "line", ["خبرنگار: مینا کوشیار", "منبع: چاه شماره سه", "ادامه دارد", "صفحه ۳", "نظر شما چیست؟"]
)
def test_between_paragraphs_some_forms_are_the_story(line: str) -> None:
    """Labels of interviews and lists are boilerplate at the edges of a story only."""
    assert marked(NEWS, line, MORE) == []


def test_a_list_that_the_story_announces_is_the_story() -> None:
    """Labels after a line that ends with a colon are its list, the signature after them is none."""
    lines = ("برگزیدگان جشنواره کتاب:", "نویسنده: رها سپیدار", "مترجم: کاوه راد", "انتهای پیام/")
    assert marked(NEWS, *lines) == [("signature", "انتهای پیام/")]


@pytest.mark.parametrize(
    ("label", "fact"),
    [("تعداد کشته‌ها:", "۱۲۰۰"), ("تاریخ برگزاری نشست بعدی:", "۱۲ مهر ۱۴۰۳"), ("شماره تماس:", "۸۸۷۷۶۶")],
)
def test_a_number_that_the_story_announces_is_the_story(label: str, fact: str) -> None:
    """A date or a number right behind a colon is a fact; the signature behind it is none."""
    assert marked(NEWS, label, fact) == []
    assert marked(NEWS, label, fact, "انتهای پیام/") == [("signature", "انتهای پیام/")]
    assert marked(NEWS, label, "انتهای پیام/") == [("signature", "انتهای پیام/")]


def test_counts_under_a_heading_are_the_story() -> None:
    """«در این زمینه:» may lead to headlines, and to facts."""
    assert ("related", "کشته‌ها: ۱۲ نفر") not in marked(NEWS, "در این زمینه:", "کشته‌ها: ۱۲ نفر", "زخمی‌ها: ۳۴ نفر")


def test_a_number_behind_a_signature_is_its_code() -> None:
    """Alone, three figures are none."""
    assert marked(NEWS, "انتهای پیام/", "۴۰۲") == [("signature", "انتهای پیام/"), ("signature", "۴۰۲")]
    assert marked(NEWS, "۴۰۲") == []


@pytest.mark.parametrize("words", ["نفت/گاز", "آب/برق/گاز"])
def test_short_words_are_no_code(words: str) -> None:
    """Persian codes without a number have two letters at most."""
    assert marked(NEWS, words) == []


@pytest.mark.parametrize(
    ("flag", "kind"),
    [("فوری/", "media"), ("خبر فوری |", "media"), ("فیلم |", "media"), ("اختصاصی/", "exclusive")],
)
def test_a_flag_where_the_story_opens(flag: str, kind: str) -> None:
    """«فوری/» stands before the text of the first paragraph only."""
    assert marked(f"{flag} {NEWS}", NEWS) == [(kind, flag)]
    assert marked(NEWS, f"{flag} {NEWS}") == []


def test_headlines_follow_their_heading() -> None:
    """«بیشتر بخوانید:» takes the headlines after it, up to where the story goes on."""
    headlines = ["سدهای کشور نیمه‌پرند", "• باران در راه است؟"]
    assert marked(NEWS, "بیشتر بخوانید:", *headlines, MORE) == [
        ("related", "بیشتر بخوانید:"),
        *(("related", text) for text in headlines),
    ]


def test_lines_of_one_paragraph_are_told_apart() -> None:
    """Boilerplate on lines of its own inside a paragraph is found, the line before stays."""
    assert marked(f"{NEWS}\nانتهای پیام/\nکد خبر: ۸۴۲۱") == [("signature", "انتهای پیام/"), ("code", "کد خبر: ۸۴۲۱")]


@pytest.mark.parametrize(
    ("headline", "taken"),
    [
        ("سد پر شد + فیلم", " + فیلم"),
        ("سد پر شد/ عکس", "/ عکس"),
        ("فیلم | سد پر شد", "فیلم | "),
        ("سد پر شد (+عکس)", " (+عکس)"),
    ],
)
def test_a_headline_says_that_there_is_a_film(headline: str, taken: str) -> None:
    """«+ فیلم» is marked in the headline, whose other words stay."""
    assert marked(NEWS, headline=headline) == [("media", taken)]


def test_a_headline_that_is_all_media_stays() -> None:
    """«فیلم» alone is the headline."""
    assert marked(NEWS, headline="فیلم") == []


def test_nothing_is_lost() -> None:
    """The text stays in the paragraphs; the marks say where it stands."""
    made = NameCredits()(draft(NEWS, "انتهای پیام/", "بیشتر بخوانید: برف می‌آید"))
    assert [part.text for part in made.paragraphs] == [NEWS, "انتهای پیام/", "بیشتر بخوانید: برف می‌آید"]
    assert [one.part for one in made.boilerplate] == ["paragraphs.1", "paragraphs.2"]


def test_boilerplate_is_no_evidence() -> None:
    """Entities, tone, dates and amounts come from the story, not from a link to another one."""
    other = "بیشتر بخوانید: ۴۰ کشته در انفجار تهران در ۵ دی ۱۴۰۱ و ۳۰۰ دلار خسارت"
    story = NameCredits()(draft(NEWS, other))
    for step in (FindEntities(), FindValues(), JudgeTone()):
        story = step(story)
    assert story.tone is not None
    assert {sentence.part for sentence in story.tone.sentences} == {"paragraphs.0"}
    assert {mention.part for entity in story.entities for mention in entity.mentions} <= {"paragraphs.0"}
    assert (story.dates, story.amounts) == ((), ())
    without = replace(story, boilerplate=())
    for step in (FindEntities(), FindValues(), JudgeTone()):
        without = step(without)
    assert without.dates
    assert without.amounts


WORDS = ("انتهای پیام", "کد خبر", "بیشتر بخوانید", "منبع", "خبرنگار", "به گزارش", "ایسنا", "ادامه دارد", "@a_b")
PIECES = st.sampled_from((*WORDS, "http://t.me/a", *" .:/|*،\n-()«»\u200c#۱5خم"))  # ZWNJ


@given(st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=6))
def test_spans_hold_what_they_say(paragraphs: list[str]) -> None:
    """Spans stand in order, do not overlap, have their text and a kind of the schema, whatever comes."""
    made = draft(*paragraphs)
    found = NameCredits()(made).boilerplate
    texts = {name: part.text for name, part in made.parts()}
    assert all(one.text == texts[one.part][one.start : one.end] and one.text for one in found)
    assert {one.kind for one in found} <= set(BOILERPLATE_KINDS)
    for one, other in pairwise(found):
        assert one.part != other.part or one.end <= other.start


def test_places_inside_of_spans() -> None:
    """A place is inside from a span's start to before its end; a stretch only if one span holds all of it."""
    spans = [(2, 5), (8, 9)]
    assert [at for at in range(10) if is_inside(spans, at)] == [2, 3, 4, 8]
    assert is_inside(spans, 3, 5)
    assert not is_inside(spans, 3, 6)
    assert not is_inside([], 0)


@pytest.mark.parametrize(
    "piece",
    [
        "انتهای پیام. خبر\n",
        "بیشتر بخوانید\n",
        "خ/م ",
        "به گزارش خبرگزاری ",
        "کد خبر ۱۲. ",
        "نام ",
        "نظرات (",
        "@ab | ",
        "نام\n",
        "باران تند\n",
        "ایتا | ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    """Four times the text takes about four times the time."""
    small, large = (min(seconds(piece * count) for _ in range(3)) for count in (1_000, 4_000))
    assert large < 8 * small + 0.05


def seconds(text: str) -> float:
    """Processor time of the credits step on one paragraph."""
    start = process_time()
    NameCredits()(draft(text))
    return process_time() - start
