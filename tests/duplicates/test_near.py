"""Near-duplicates: the seed article and what editors make of it, judged as on the road."""

from importlib.resources import files

import orjson
import pytest

from pipeline.duplicates.index import DuplicateIndex, Match, Verdict
from pipeline.settings import IndexSettings
from pipeline.stages import Prepared, prepare
from schemas.record import Record
from schemas.story import Link

HEADLINE, LEDE, *BODY = [
    line.strip()
    for line in (files("seeds") / "000_b8e355e6825be7e2.txt").read_text(encoding="utf-8").splitlines()
    if line.strip()
]
OTHER = (
    "ولادیمیر پوتین و جو بایدن روز جمعه برای دومین بار در یک هفته تلفنی با یکدیگر گفت‌وگو کردند و درباره تمدید پیمان "
    "استارت نو به توافق رسیدند. کاخ سفید اعلام کرد این گفت‌وگو ۴۰ دقیقه به درازا کشید و دو طرف قرار گذاشتند هیئت‌های "
    "کارشناسی خود را تا پایان ماه در ژنو گرد هم آورند. سخنگوی کرملین نیز گفت موضوع آلکسی ناوالنی در این تماس مطرح نشد."
)
AT = "2021-01-27T10:00:00+03:30"


def prepared(number: int, *, outlet: str = "khabaronline", **story: object) -> Prepared:
    """Prepare a story as the road does."""
    value = orjson.dumps({"id": f"{outlet}-{number}", "outlet": outlet, "published": AT} | story)
    result = prepare(Record(value, f"news.raw/0@{number}", str(story.get("published", AT)))).result
    assert isinstance(result, Prepared)
    return result


@pytest.fixture
def index() -> DuplicateIndex:
    """Give an index that holds the article."""
    held = DuplicateIndex(IndexSettings())
    held.add(prepared(0, outlet="mehrnews", headline=HEADLINE, lede=LEDE, body=BODY).story)
    return held


def judged(index: DuplicateIndex, **story: object) -> Verdict:
    """Judge a story that came after the article."""
    return index.judge(prepared(1, **story).printed)


ARABIC = str.maketrans("یک", "يك")
WITHOUT_ZWNJ = str.maketrans("", "", "\u200c")
MADE_OF_IT = {
    "changed credit": {"lede": f"به گزارش ایسنا به نقل از اسپوتنیک، {LEDE}", "body": BODY},
    "Arabic letters": {"lede": LEDE.translate(ARABIC), "body": [text.translate(ARABIC) for text in BODY]},
    "no ZWNJ": {"lede": LEDE.translate(WITHOUT_ZWNJ), "body": [text.translate(WITHOUT_ZWNJ) for text in BODY]},
    "cut after two paragraphs": {"lede": LEDE, "body": BODY[:3]},
    "only the lede": {"lede": LEDE},
    "new headline": {"headline": "نخستین تماس تلفنی پوتین و بایدن", "lede": LEDE, "body": BODY},
    "other order": {"lede": LEDE, "body": [BODY[0], *reversed(BODY[1:])]},
    "a paragraph of background": {
        "lede": LEDE,
        "body": [*BODY, "گفتنی است روابط دو کشور در سال‌های گذشته فراز و نشیب بسیار داشته است."],
    },
}


@pytest.mark.parametrize("made", MADE_OF_IT.values(), ids=MADE_OF_IT)
def test_what_editors_make_of_the_article_is_found(index, made):
    """It has no news of its own."""
    verdict = judged(index, **{"headline": HEADLINE} | made)
    assert isinstance(verdict, Match)
    assert verdict.owner.id == "mehrnews-0"
    assert verdict.kind in ("copy", "near")


def test_all_of_it_under_new_letters_is_a_copy(index):
    """Nothing but the spelling differs."""
    verdict = judged(index, headline=HEADLINE, **MADE_OF_IT["Arabic letters"])
    assert isinstance(verdict, Match)
    assert (verdict.kind, verdict.similarity) == ("copy", 1.0)


def test_other_facts_on_the_same_people_are_news(index):
    """Another call of the same two, in other words."""
    assert judged(index, headline="تماس دوباره پوتین و بایدن", body=OTHER) == ()


QUAKE = (
    "زمین‌لرزه‌ای به بزرگی ۵.۲ ریشتر ساعت ۱۴:۳۲ روز {day} شهر {town} در استان {province} را لرزاند. بر اساس اعلام "
    "مرکز لرزه‌نگاری کشور، کانون این زمین‌لرزه در عمق ۱۰ کیلومتری زمین بوده است. مدیرکل مدیریت بحران استان گفت "
    "{told} و گروه‌های ارزیاب هلال احمر به منطقه اعزام شده‌اند تا خسارت‌های احتمالی روستاهای اطراف را بررسی کنند."
)
FIRST = {"day": "شنبه", "town": "بم", "province": "کرمان", "told": "تاکنون ۳ نفر مصدوم شده‌اند"}


def quake(index: DuplicateIndex, headline: str = "زمین‌لرزه", outlet: str = "isna", **changed: str) -> Verdict:
    """Judge a report of a quake beside the first one."""
    index.add(prepared(5, outlet="irna", headline="زمین‌لرزه", body=QUAKE.format(**FIRST)).story)
    return judged(index, outlet=outlet, headline=headline, body=QUAKE.format(**FIRST | changed))


def test_the_same_report_under_another_headline_is_no_news(index):
    """The text is all there."""
    verdict = quake(index, "زلزله در بم")
    assert isinstance(verdict, Match)
    assert verdict.owner.id == "irna-5"


@pytest.mark.parametrize("changed", [{"town": "زرند"}, {"day": "جمعه"}, {"town": "خوی", "province": "آذربایجان غربی"}])
def test_a_report_of_the_same_kind_on_another_day_or_town_is_news(index, changed):
    """One word differs, and it is the news; of any outlet."""
    assert not isinstance(quake(index, **changed), Match)


def test_new_facts_of_the_same_event_are_an_update(index):
    """Two more injured: delivered, and linked."""
    assert quake(index, told="تاکنون ۵ نفر مصدوم شده‌اند") == (Link("update", "irna-5", 1),)


FIRE = (
    "آتش‌سوزی گسترده‌ای که ظهر امروز در انبار یک کارخانه تولید رنگ در شهرک صنعتی چهاردانگه آغاز شد، {told}. به گفته "
    "سخنگوی سازمان آتش‌نشانی، ده ایستگاه با شصت نیرو به محل اعزام شدند و کارگران انبار پیش از رسیدن آتش‌نشانان از "
    "ساختمان بیرون رفته بودند. کارشناسان احتمال می‌دهند جرقه در تابلوی برق سبب این حادثه باشد."
)


def test_a_turn_of_events_is_an_update_without_any_number(index):
    """The fire is put out: nearly all words are those of the first report, of another outlet, too."""
    index.add(prepared(5, outlet="irna", headline="آتش‌سوزی در انبار رنگ", body=FIRE.format(told="ادامه دارد")).story)
    after = FIRE.format(told="پس از چهار ساعت مهار شد و دو آتش‌نشان دچار دودگرفتگی شدند")
    verdict = judged(index, outlet="isna", headline="آتش‌سوزی انبار رنگ مهار شد", body=after)
    assert verdict == (Link("update", "irna-5", 1),)


@pytest.mark.parametrize(
    ("headline", "kind"), [("اصلاحیه: زمین‌لرزه", "correction"), ("خبر زمین‌لرزه تکذیب شد", "denial")]
)
def test_a_correction_is_never_dropped(index, headline, kind):
    """However little differs."""
    assert quake(index, headline) == (Link(kind, "irna-5", 1),)


def test_a_copy_of_a_correction_is_a_duplicate(index):
    """It repeats the correction, not the first report."""
    index.add(
        prepared(7, outlet="irna", headline="اصلاحیه: زمین‌لرزه", body=QUAKE.format(**FIRST | {"town": "زرند"})).story
    )
    verdict = quake(index, "اصلاحیه زمین‌لرزه", town="زرند")
    assert isinstance(verdict, Match)
    assert verdict.owner.id == "irna-7"


def test_stories_beyond_the_window_are_only_compared_word_for_word():
    """A near-duplicate needs its owner near; a copy has the whole horizon."""
    index = DuplicateIndex(IndexSettings(horizon_s=10 * 86_400.0, window_s=86_400.0))
    index.add(prepared(0, outlet="irna", headline="زمین‌لرزه", body=QUAKE.format(**FIRST)).story)
    late = {"outlet": "isna", "published": "2021-01-30T10:00:00+03:30", "body": QUAKE.format(**FIRST)}
    assert judged(index, headline="زلزله در بم", **late) == ()
    assert isinstance(judged(index, headline="زمین‌لرزه", **late), Match)


BEFORE = "انبارهای مواد شیمیایی این شهرک در سال‌های گذشته نیز چند بار آتش گرفته بود و دیوارهای آن نسوز نیست."
JUST_NOW = "مالک کارخانه شامگاه یکشنبه به دادسرا احضار و پروانه کار آن باطل شد."


@pytest.mark.parametrize(("added", "kind"), [(BEFORE, "near"), (JUST_NOW, "update")])
def test_background_is_no_news_and_what_has_just_happened_is(index, added, kind):
    """One sentence more, of as many words that the first report has not."""
    told = FIRE.format(told="پس از چهار ساعت مهار شد")
    index.add(prepared(5, outlet="irna", headline="آتش‌سوزی در انبار رنگ مهار شد", body=told).story)
    verdict = judged(index, outlet="isna", headline="آتش‌سوزی در انبار رنگ", body=f"{told} {added}")
    assert (verdict.kind if isinstance(verdict, Match) else verdict[0].kind) == kind


LONG = QUAKE.format(**FIRST) + " " + FIRE.format(told="پس از چهار ساعت مهار شد")


def test_an_excerpt_with_another_figure_is_news(index):
    """A lede alone, of another outlet, that says more dead or injured than the long story did."""
    index.add(prepared(5, outlet="irna", headline="زمین‌لرزه", body=LONG).story)
    lede = QUAKE.format(**FIRST | {"told": "تاکنون ۲۷ نفر مصدوم شده‌اند"})
    assert not isinstance(judged(index, outlet="isna", headline="زمین‌لرزه کرمان", body=lede), Match)
    excerpt = judged(index, outlet="isna", headline="زمین‌لرزه کرمان", body=QUAKE.format(**FIRST))
    assert isinstance(excerpt, Match)


def test_another_name_in_the_same_text_is_news(index):
    """Whether it is another official or puts a name right."""
    told = "به گفته {name}، مدیر این سامانه، ثبت‌نام متقاضیان از هفته آینده آغاز می‌شود و تا پایان ماه ادامه دارد."
    index.add(prepared(5, outlet="irna", headline="ثبت‌نام", body=told.format(name="محمد رضایی")).story)
    verdict = judged(index, outlet="isna", headline="ثبت‌نام", body=told.format(name="مجید رضایی"))
    assert not isinstance(verdict, Match)


def test_the_same_text_from_another_town_is_another_report(index):
    """The town stands in the dateline alone; a capital's is of no place, and neither is none."""
    text = "رئیس اداره هواشناسی از وزش باد شدید در دو روز آینده در استان خبر داد و از شهروندان خواست سفر نکنند."
    index.add(prepared(5, outlet="irna", headline="باد شدید در راه است", body=f"سنندج - ایرنا - {text}").story)
    other = judged(index, outlet="irna", headline="باد شدید در راه است", body=f"اراک - ایرنا - {text}")
    assert not isinstance(other, Match)
    for dateline in ("سنندج - ایسنا - ", "تهران - ایسنا - ", ""):
        verdict = judged(index, outlet="isna", headline="باد شدید در راه است", body=f"{dateline}{text}")
        assert isinstance(verdict, Match)
        assert verdict.kind == "copy"


TOMORROW = "آسمان تهران فردا صاف تا کمی ابری همراه با وزش باد و غبار محلی پیش‌بینی می‌شود و دما تغییر چندانی نخواهد داشت."


@pytest.mark.parametrize(
    ("outlet", "day", "hour", "copied"),
    [("irna", 1, 16, True), ("irna", 2, 10, False), ("isna", 2, 10, True)],
)
def test_todays_report_is_not_yesterdays_in_the_same_words(index, outlet, day, hour, copied):
    """«فردا» is another day half a day later; what another outlet brings then is the first one's."""
    index.add(
        prepared(5, outlet="irna", published="2025-06-01T10:00:00+03:30", headline="هوای فردا", body=TOMORROW).story
    )
    at = f"2025-06-{day:02}T{hour}:00:00+03:30"
    verdict = judged(index, outlet=outlet, published=at, headline="هوای فردا", body=TOMORROW)
    assert isinstance(verdict, Match) == copied


def test_a_second_notice_of_the_same_kind_is_only_a_copy_where_nothing_is_new(index):
    """A correction of something else is as much news as the first one."""
    first = "در خبر گذاشته‌شده درباره نشست شورای شهر، شمار اعضای حاضر به اشتباه ۲۱ نفر نوشته شده بود که ۱۲ نفر درست است."
    index.add(prepared(5, outlet="irna", headline="اصلاحیه: نشست شورای شهر", body=first).story)
    other = first.replace("شمار اعضای حاضر", "ساعت پایان نشست").replace("۲۱ نفر", "شش عصر").replace("۱۲ نفر", "هشت عصر")
    assert not isinstance(judged(index, outlet="irna", headline="اصلاحیه: نشست شورای شهر", body=other), Match)
    again = judged(index, outlet="tabnak", headline="اصلاحیه نشست شورای شهر", body=f"تابناک: {first}")
    assert isinstance(again, Match)


def test_an_outcome_in_the_headline_is_news(index):
    """Told again at the end of a text that is else the same."""
    end = "این نشست به دلیل بارش برف لغو شد."
    headline = "تماس تلفنی پوتین و بایدن لغو شد"
    assert not isinstance(judged(index, headline=headline, lede=LEDE, body=[*BODY, end]), Match)


def test_a_verb_that_is_denied_is_news(index):
    """«نکرده است» where the first one said «کرد»."""
    told = (
        "سخنگوی شورای شهر گفت شهرداری لایحه بودجه سال آینده را به شورا تقدیم {} و بررسی آن در دستور کار کمیسیون "
        "برنامه است."
    )
    index.add(prepared(5, outlet="irna", headline="لایحه بودجه شهرداری", body=told.format("کرد")).story)
    denied = judged(index, outlet="isna", headline="لایحه بودجه شهرداری", body=told.format("نکرده است"))
    assert not isinstance(denied, Match)


@pytest.mark.parametrize(
    ("then", "now"), [("افزایش می‌یابد", "افزایش نمی‌یابد"), ("مجاز است", "ممنوع است"), ("تعطیل است", "باز است")]
)
def test_the_opposite_in_the_same_words_is_news(index, then, now):
    """Said by another outlet in headline and lede."""
    told = "سخنگوی دولت گفت فروش آزاد بنزین در جایگاه‌ها از آغاز دی {} و جزئیات آن در ستاد تنظیم بازار بررسی شده است."
    index.add(prepared(5, outlet="irna", headline=f"فروش آزاد بنزین {then}", body=told.format(then)).story)
    other = judged(index, outlet="isna", headline=f"فروش آزاد بنزین {now}", body=told.format(now))
    assert not isinstance(other, Match)


PRICES = [
    "سکه امامی: {} تومان",
    "نیم‌سکه: ۴۱٬۳۰۰٬۰۰۰ تومان",
    "ربع‌سکه: ۲۴٬۷۰۰٬۰۰۰ تومان",
    "گرم طلای ۱۸ عیار: ۶٬۹۱۰٬۰۰۰ تومان",
]


def test_a_list_of_prices_with_another_price_is_news(index):
    """What stands behind a colon is no name of who carries the story."""
    headline = "قیمت سکه و طلا در بازار امروز"
    for number, price in enumerate(("۷۵٬۲۰۰٬۰۰۰", "۷۵٬۹۰۰٬۰۰۰")):
        body = [line.format(price) for line in PRICES]
        story = prepared(5 + number, outlet=f"outlet{number}", headline=headline, body=body)
        assert not isinstance(index.judge(story.printed), Match)
        index.add(story.story)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("پنجمین روز", "ششمین روز"),
        ("یازدهمین روز", "دوازدهمین روز"),
        ("نیم میلیون تومان", "نیم میلیارد تومان"),
        ("سه نفر زیر آوار هستند.", "سه نفر زیر آوار هستند. دو نفر در کما هستند."),
    ],
)
def test_another_number_is_news_however_it_is_written(index, then, now):
    """Ordinals count, and so do people of whom it is said how they are."""
    told = "کارگران کارخانه فولاد شهر در {} خواستار پرداخت مزد عقب‌افتاده شدند و راه ورودی کارخانه را بستند. {}"
    index.add(prepared(5, outlet="irna", headline="تجمع کارگران فولاد", body=told.format(then, then)).story)
    other = judged(index, outlet="isna", headline="تجمع کارگران فولاد", body=told.format(now, now))
    assert not isinstance(other, Match)


def test_a_long_owner_is_compared_by_all_its_words(index):
    """A figure of the lede that a text of three thousand words does not have is new beside it, too."""
    filler = [f"{LEDE} {number} {BODY[number % len(BODY)]}" for number in range(60)]
    lede = "رئیس ستاد انتخابات گفت ۴۷۱ شعبه اخذ رأی در استان برای برگزاری انتخابات شوراها آماده شده است."
    index.add(prepared(5, outlet="irna", headline="آمادگی شعبه‌ها", lede=lede, body=filler).story)
    other = judged(index, outlet="isna", headline="آمادگی شعبه‌ها", lede=lede.replace("۴۷۱", "۴۸۳"), body=filler)
    assert not isinstance(other, Match)


FLASH = "سخنگوی سازمان آتش‌نشانی تهران از مهار آتش‌سوزی انبار کالا در خیابان جمهوری پس از چهار ساعت خبر داد"


@pytest.mark.parametrize(
    ("headline", "is_told"),
    [
        (FLASH.replace("خبر داد", "گفت"), True),
        (FLASH.replace("چهار", "شش"), False),
        (f"{FLASH}؛ دو تن کشته شدند", False),
        (FLASH.replace("تهران", "کرمان"), False),
    ],
)
def test_a_flash_of_a_headline_alone_is_compared_by_its_words(headline, is_told):
    """Another verb is no news; another figure is, and so is what is told besides."""
    index = DuplicateIndex(IndexSettings())
    index.add(prepared(0, outlet="mehrnews", headline=FLASH).story)
    assert isinstance(judged(index, headline=headline), Match) is is_told
