"""Dates, times, durations and amounts: spans, ISO values, and what they are counted from."""

from dataclasses import replace

import pytest

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.steps.entities import FindEntities
from pipeline.steps.values import FindValues


@pytest.fixture(scope="module")
def find() -> FindValues:
    return FindValues()


def draft(text: str, language: str = "fa", published: str | None = "2021-01-27T10:00:00+03:30") -> Draft:
    """Make a story of a Wednesday, 8 Bahman 1399."""
    part = Part(text, "text", Alignment.identity(len(text)))
    return Draft(
        origin="test:1", received="2021-02-01T08:00:00+00:00", id="1", id_from="given", version=1, outlet=None,
        url=None, published=published, claimed_language=None, extra={}, headline=None, lede=None, paragraphs=(part,),
        language=language,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "span", "value", "kind"),
    [
        ("شامگاه سه‌شنبه به وقت محلی", "سه‌شنبه", "2021-01-26", "date"),
        ("شامگاه سه شنبه گفت", "سه شنبه", "2021-01-26", "date"),
        ("روز چهارشنبه آمد", "چهارشنبه", "2021-01-27", "date"),
        ("روز شنبه برگزار خواهد شد", "شنبه", "2021-01-30", "date"),
        ("نشست شنبه برگزار می‌شود", "شنبه", "2021-01-30", "date"),
        ("شنبه در تهران گرد هم می‌آیند", "شنبه", "2021-01-30", "date"),
        ("شنبه گفت که کار پیش می‌رود", "شنبه", "2021-01-23", "date"),
        ("وی شنبه به خبرنگاران می‌گوید", "شنبه", "2021-01-23", "date"),
        ("شنبه باران می‌بارید", "شنبه", "2021-01-23", "date"),
        ("چهارشنبه گذشته آمد", "چهارشنبه گذشته", "2021-01-20", "date"),
        ("جمعه آینده می‌آید", "جمعه آینده", "2021-01-29", "date"),
        ("دوشنبه هفته آینده", "دوشنبه هفته آینده", "2021-02-01", "date"),
        ("دوشنبه هفته جاری آمد", "دوشنبه هفته جاری", "2021-01-25", "date"),
        ("روز دوشنبه نشست برگزار می‌شود", "دوشنبه", "2021-02-01", "date"),
        ("روز شنبه خرید و فروش آغاز می‌شود", "شنبه", "2021-01-30", "date"),
        ("قرار است روز شنبه برگزار شود", "شنبه", "2021-01-30", "date"),
        ("هفته آینده می‌آید", "هفته آینده", "2021-01-30/2021-02-05", "date"),
        ("نشست ۲۰-۲۵ بهمن برگزار شد", "۲۰-۲۵ بهمن", "2021-02-08/2021-02-13", "date"),
        ("نشست ۲۵–۲۰ بهمن برگزار شد", "۲۵–۲۰ بهمن", "2021-02-08/2021-02-13", "date"),
        ("از ۲۰ تا ۲۵ بهمن ۱۳۹۸ بود", "۲۰ تا ۲۵ بهمن ۱۳۹۸", "2020-02-09/2020-02-14", "date"),
        ("بیستم تا بیست و پنجم بهمن", "بیستم تا بیست و پنجم بهمن", "2021-02-08/2021-02-13", "date"),
        ("شنبه ۱۰ - ۱۲ ژانویه ۲۰۲۱", "شنبه ۱۰ - ۱۲ ژانویه ۲۰۲۱", "2021-01-10/2021-01-12", "date"),
        ("هفتم بهمن در تهران", "هفتم بهمن", "2021-01-26", "date"),
        ("هفته گذشته آمد", "هفته گذشته", "2021-01-16/2021-01-22", "date"),
        ("ماه گذشته آمد", "ماه گذشته", "2020-12-21/2021-01-19", "date"),
        ("ماه گذشته میلادی آمد", "ماه گذشته میلادی", "2020-12", "date"),
        ("سال آینده می‌آید", "سال آینده", "2021-03-21/2022-03-20", "date"),
        ("سال گذشته میلادی آمد", "سال گذشته میلادی", "2020", "date"),
        ("روز گذشته آمد", "روز گذشته", "2021-01-26", "date"),
        ("رئیس‌جمهور تاجیکستان روز دوشنبه آمد", "دوشنبه", "2021-01-25", "date"),
        ("رئیس‌جمهور تاجیکستان دوشنبه گذشته آمد", "دوشنبه گذشته", "2021-01-25", "date"),
        ("ساعت ۲ شب آمد", "ساعت ۲ شب", "02:00", "time"),
        ("ساعت ۱۲ شب آمد", "ساعت ۱۲ شب", "00:00", "time"),
        ("حدود ۵٫۴ ساعت طول کشید", "۵٫۴ ساعت", "PT5.4H", "duration"),
        ("دیروز آمد", "دیروز", "2021-01-26", "date"),
        ("پس‌فردا می‌آید", "پس‌فردا", "2021-01-29", "date"),
        ("در ۱۳۹۹/۱۱/۰۷ ثبت شد", "۱۳۹۹/۱۱/۰۷", "2021-01-26", "date"),
        ("در 2021-01-26 ثبت شد", "2021-01-26", "2021-01-26", "date"),
        ("سه‌شنبه، ۷ بهمن ۱۳۹۹ آمد", "سه‌شنبه، ۷ بهمن ۱۳۹۹", "2021-01-26", "date"),
        ("هفتم بهمن‌ماه", "هفتم بهمن‌ماه", "2021-01-26", "date"),
        ("بیست و دوم بهمن", "بیست و دوم بهمن", "2021-02-10", "date"),
        ("۱ فروردین", "۱ فروردین", "2021-03-21", "date"),
        ("۲۶ ژانویه ۲۰۲۱ میلادی", "۲۶ ژانویه ۲۰۲۱", "2021-01-26", "date"),
        ("در ژانویه ۲۰۲۱", "ژانویه ۲۰۲۱", "2021-01", "date"),
        ("در ۳ August گفت", "۳ August", "2020-08-03", "date"),
        ("در ۳ Aug ۲۰۲۱ گفت", "۳ Aug ۲۰۲۱", "2021-08-03", "date"),
        ("در January ۲۰۲۱ گفت", "January ۲۰۲۱", "2021-01", "date"),
        ("در ۲۰\u200cبهمن گفت", "۲۰\u200cبهمن", "2021-02-08", "date"),
        ("۲۵ و ۲۱ بهمن", "۲۱ بهمن", "2021-02-09", "date"),
        ("هفته اول و دوم بهمن", "دوم بهمن", "2021-01-21", "date"),
        ("بند ۲۰ و ۲۱ بهمن", "۲۱ بهمن", "2021-02-09", "date"),
        ("۲۰، ۲۱ بهمن", "۲۱ بهمن", "2021-02-09", "date"),
        ("بیست و یکم بهمن", "بیست و یکم بهمن", "2021-02-09", "date"),
        ("در بهمن ۱۳۹۹", "بهمن ۱۳۹۹", "2021-01-20/2021-02-18", "date"),
        ("در سال ۱۳۹۹ رخ داد", "سال ۱۳۹۹", "2020-03-20/2021-03-20", "date"),
        ("در سال ۲۰۱۸ رخ داد", "سال ۲۰۱۸", "2018", "date"),
        ("امسال", "امسال", "2020-03-20/2021-03-20", "date"),
        ("سه روز پیش آمد", "سه روز پیش", "2021-01-24", "date"),
        ("ساعت ۱۸:۳۰ آمد", "ساعت ۱۸:۳۰", "18:30", "time"),
        ("ساعت ۷ و ۲۶ دقیقه عصر آمد", "ساعت ۷ و ۲۶ دقیقه عصر", "19:26", "time"),
        ("ساعت پنج عصر آمد", "ساعت پنج عصر", "17:00", "time"),
        ("تا ۱۸:۳۰ ماند", "۱۸:۳۰", "18:30", "time"),
        ("پس از ۹۰ دقیقه", "۹۰ دقیقه", "PT90M", "duration"),
        ("۲۴\u200cساعت ماند", "۲۴\u200cساعت", "PT24H", "duration"),
        ("نیم ساعت ماند", "نیم ساعت", "PT0.5H", "duration"),
        ("بیست‌وپنج سال زندان", "بیست‌وپنج سال", "P25Y", "duration"),
    ],
)
def test_one_date(find: FindValues, text: str, span: str, value: str, kind: str) -> None:
    """Each pattern gives its exact span and its ISO value, counted from the day of publication."""
    (one,) = find(draft(text)).dates
    assert (one.text, one.value, one.kind) == (span, value, kind)
    assert text[one.start : one.end] == span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نشست ۲۰ و ۲۱ بهمن", [("۲۰", "2021-02-08"), ("۲۱ بهمن", "2021-02-09")]),
        ("در ۲۰ و ۲۱ بهمن ۱۳۹۸", [("۲۰", "2020-02-09"), ("۲۱ بهمن ۱۳۹۸", "2020-02-10")]),
        ("بیستم و بیست و یکم بهمن", [("بیستم", "2021-02-08"), ("بیست و یکم بهمن", "2021-02-09")]),
        ("۱۹، ۲۰ و ۲۱ بهمن", [("۱۹", "2021-02-07"), ("۲۰", "2021-02-08"), ("۲۱ بهمن", "2021-02-09")]),
        ("شنبه ۱۸ و یکشنبه ۱۹ بهمن", [("شنبه ۱۸", "2021-02-06"), ("یکشنبه ۱۹ بهمن", "2021-02-07")]),
        ("۱۰ تا ۱۲ و ۲۵ بهمن", [("۱۰ تا ۱۲", "2021-01-29/2021-01-31"), ("۲۵ بهمن", "2021-02-13")]),
        ("۲۹ بهمن و ۲ اسفند", [("۲۹ بهمن", "2021-02-17"), ("۲ اسفند", "2021-02-20")]),
        ("۳ و ۴ August ۲۰۲۱", [("۳", "2021-08-03"), ("۴ August ۲۰۲۱", "2021-08-04")]),
        ("ساعت ۲۰ و ۲۱ بهمن", [("ساعت ۲۰", "20:00"), ("۲۱ بهمن", "2021-02-09")]),
    ],
)
def test_days_of_one_month_are_a_date_each(find: FindValues, text: str, expected: list[tuple[str, str]]) -> None:
    """The month and its year count for all days before it that «و» joins, where they grow."""
    found = find(draft(text)).dates
    assert [(one.text, one.value) for one in found] == expected
    assert [text[one.start : one.end] for one in found] == [span for span, _ in expected]


@pytest.mark.parametrize("text", ["یورو ۱/۰۸ و پوند ۱/۲۱", "۱/۰۸ و پوند", "August آمد", "۳۵ August", "۱/۰۸"])
def test_rates_and_bare_names_are_no_dates(find: FindValues, text: str) -> None:
    """«۱/۰۸» is the rate of a currency as often as a day."""
    assert find(draft(text)).dates == ()


def test_an_hour_begins_no_span_of_days(find: FindValues) -> None:
    """«ساعت ۱۸ تا ۲۵ بهمن» is an hour and a day."""
    found = find(draft("ساعت ۱۸ تا ۲۵ بهمن")).dates
    assert [(one.text, one.kind) for one in found] == [("ساعت ۱۸", "time"), ("۲۵ بهمن", "date")]


@pytest.mark.parametrize(
    "text",
    [
        "نماز جمعه و امام جمعه تهران",
        "چهارشنبه سوری",
        "هر دوشنبه و هر روز جمعه",
        "روزهای دوشنبه",
        "در شهر دوشنبه",
        "دوشنبه، پایتخت تاجیکستان",
        "ساعت ۵٫۴",
        "دهمین روز",
        "۳۱ مهر",
        "۲۵-۳۵ مهر",
        "۱۳۹۹/۱۳/۰۱",
        "ساعت ۲۵",
        "بهمن بر جاده",
        "هر شنبه و دوشنبه باز است",
        "هر هفته روز دوشنبه باز است",
        "دوشنبه هر هفته باز است",
        "دوشنبه‌ها باز است",
        "روزهای شنبه، سه شنبه و چهارشنبه باز است",
        "اولین دوشنبه ماه و آخرین جمعه رمضان",
        "جمعه سیاه و یکشنبه خونین",
        "شنبه هفته دوم لیگ",
        "فرودگاه دوشنبه بسته شد",
        "دوشنبه، پایتخت تاجیکستان، میزبان شد",
        "پایتخت تاجیکستان، دوشنبه، میزبان شد",
        "رئیس‌جمهور تاجیکستان در دوشنبه با او دیدار کرد",
        "ساعت ۵٫۴ طول کشید",
        "هر ساعت ۵ نفر آمدند",
        "این ساعت ۸ میلیون فروخته شد",
        "چند هفته گذشته",
        "هفته بعد رفت",
        "",
    ],
)
def test_no_date(find: FindValues, text: str) -> None:
    """Names with weekdays, impossible days and bare months are no dates."""
    assert find(draft(text)).dates == ()


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "kind"),
    [
        ("۳.۵ درصد", "۳.۵ درصد", 3.5, "percent", "percent"),
        ("رشد ۳/۵ درصدی", "۳/۵ درصدی", 3.5, "percent", "percent"),
        ("رشد ۳،۵ درصدی", "۳،۵ درصدی", 3.5, "percent", "percent"),
        ("۲،۷ میلیون دلار", "۲،۷ میلیون دلار", 2.7e6, "USD", "money"),
        ("۰،۱۲۵ درصد", "۰،۱۲۵ درصد", 0.125, "percent", "percent"),
        ("۱۲،۵۰۰ دلار", "۱۲،۵۰۰ دلار", 12_500.0, "USD", "money"),
        ("۱،۲۵۰،۰۰۰ تومان", "۱،۲۵۰،۰۰۰ تومان", 1.25e6, "IRT", "money"),
        ("بندهای ۳، ۵ درصد", "۵ درصد", 5.0, "percent", "percent"),
        ("رشد -۴.۱ درصد", "-۴.۱ درصد", -4.1, "percent", "percent"),
        ("رشد \u2212۴.۱ درصد", "\u2212۴.۱ درصد", -4.1, "percent", "percent"),  # the minus sign
        ("(-4.1٪)", "-4.1٪", -4.1, "percent", "percent"),
        ("رشد منفی ۴.۱ درصد", "منفی ۴.۱ درصد", -4.1, "percent", "percent"),
        ("تراز -۲ میلیارد و ۵۰۰ میلیون دلار", "-۲ میلیارد و ۵۰۰ میلیون دلار", -2.5e9, "USD", "money"),
        ("از -۵ تا -۱۰ درصد", "-۱۰ درصد", -10.0, "percent", "percent"),
        ("در ۱۳۹۹ -۴.۱ درصد", "-۴.۱ درصد", -4.1, "percent", "percent"),
        ("رشد -۰ درصد", "-۰ درصد", 0.0, "percent", "percent"),
        ("۱۰-۱۵ درصد", "۱۵ درصد", 15.0, "percent", "percent"),
        ("۱۰ -۱۵ درصد", "۱۵ درصد", 15.0, "percent", "percent"),
        ("۱۰ - ۱۵ درصد", "۱۵ درصد", 15.0, "percent", "percent"),
        ("اختلاف ۲-۱ درصد", "۱ درصد", 1.0, "percent", "percent"),
        ("کالا -۵ درصد- گران شد", "۵ درصد", 5.0, "percent", "percent"),
        ("کووید-۱۹ درصد", "۱۹ درصد", 19.0, "percent", "percent"),
        ("رشد ۱۲\u200cدرصدی", "۱۲\u200cدرصدی", 12.0, "percent", "percent"),
        ("بهای ۱۲\u200cهزار تومان", "۱۲\u200cهزار تومان", 12_000.0, "IRT", "money"),
        ("یورو ۱/۰۸ و پوند ۱/۲۰ دلار", "۱/۲۰ دلار", 1.2, "USD", "money"),
        ("بین ۵ و ۱۰٪ بود", "۱۰٪", 10.0, "percent", "percent"),
        ("رشد منفی ۲٫۵ درصدی", "منفی ۲٫۵ درصدی", -2.5, "percent", "percent"),
        ("سه و نیم درصد", "سه و نیم درصد", 3.5, "percent", "percent"),
        ("۵ میلیارد و ۱۰۰ میلیون تومان", "۵ میلیارد و ۱۰۰ میلیون تومان", 5.1e9, "IRT", "money"),
        ("شش هزار و ۳۰۰ میلیارد تومان", "شش هزار و ۳۰۰ میلیارد تومان", 6.3e12, "IRT", "money"),
        ("۲ هزار و ۵۰۰ میلیارد و ۲۰ میلیون ریال", "۲ هزار و ۵۰۰ میلیارد و ۲۰ میلیون ریال", 2.50002e12, "IRR", "money"),
        ("دو میلیون و سیصد هزار میلیارد تومان", "دو میلیون و سیصد هزار میلیارد تومان", 2.3e15, "IRT", "money"),
        ("۳ هزار و ۵۰۰ میلیون دلار", "۳ هزار و ۵۰۰ میلیون دلار", 3.5e9, "USD", "money"),
        ("یک میلیون و ۲۰۰ هزار و ۵۰ تومان", "یک میلیون و ۲۰۰ هزار و ۵۰ تومان", 1_200_050.0, "IRT", "money"),
        ("سه و نیم میلیون یورو", "سه و نیم میلیون یورو", 3.5e6, "EUR", "money"),
        ("نیم میلیون یورو", "نیم میلیون یورو", 5e5, "EUR", "money"),
        ("۲ هزار میلیارد و نیم تومان", "۲ هزار میلیارد و نیم تومان", 2.0005e12, "IRT", "money"),
        ("هزار تومان", "هزار تومان", 1000.0, "IRT", "money"),
        ("صفر درصد", "صفر درصد", 0.0, "percent", "percent"),
        ("۳ تا ۵ میلیارد تومان", "۵ میلیارد تومان", 5e9, "IRT", "money"),
        ("صد و بیست و پنج هزار ریال", "صد و بیست و پنج هزار ریال", 125_000.0, "IRR", "money"),
        ("۲ هزار میلیارد تومان", "۲ هزار میلیارد تومان", 2e12, "IRT", "money"),
        ("یک میلیون و نیم یورو", "یک میلیون و نیم یورو", 1.5e6, "EUR", "money"),
        ("۱۲٬۵۰۰ دلار", "۱۲٬۵۰۰ دلار", 12_500.0, "USD", "money"),
        ("۳۰ دلار کانادا", "۳۰ دلار کانادا", 30.0, "CAD", "money"),
        ("۵۰۰ افغانی", "۵۰۰ افغانی", 500.0, "AFN", "money"),
    ],
)
def test_one_amount(find: FindValues, text: str, span: str, value: float, unit: str, kind: str) -> None:
    """Figures, words and multipliers before a unit are one amount."""
    (one,) = find(draft(text)).amounts
    assert (one.text, one.value, one.unit, one.kind) == (span, value, unit, kind)
    assert text[one.start : one.end] == span


@pytest.mark.parametrize(
    "text", ["چند میلیون دلار", "ده‌ها هزار تومان", "نرخ دلار و درصد", "دلار ۳۰ روز", "۵۰۰ هزار و ۲ میلیون تومان"]
)
def test_no_amount(find: FindValues, text: str) -> None:
    """A unit without a definite number before it is no amount."""
    assert find(draft(text)).amounts == ()


def test_received_counts_when_published_is_missing_or_absurd(find: FindValues) -> None:
    """Without a believable day of publication dates are counted from the day of arrival."""
    for published in (None, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        assert find(draft("دیروز", published=published)).dates[0].value == "2021-01-31"


def test_the_day_is_that_of_the_place(find: FindValues) -> None:
    """21:00 in UTC is already tomorrow in Tehran."""
    assert find(draft("امروز", published="2021-01-26T21:00:00+00:00")).dates[0].value == "2021-01-27"


def test_afghan_months_count_in_dari_only(find: FindValues) -> None:
    """«دلو» is a month in Kabul, in Tehran a bucket."""
    assert find(draft("۷ دلو ۱۳۹۹", "prs")).dates[0].value == "2021-01-26"
    assert find(draft("۷ دلو")).dates == ()


def test_dates_inside_names_of_places_are_none(find: FindValues) -> None:
    """«میدان ۷ تیر» is a place."""
    story = draft("در میدان ۷ تیر جمع شدند")
    assert find(FindEntities()(story)).dates == ()
    assert len(find(story).dates) == 1


def test_other_languages_pass_unchanged(find: FindValues) -> None:
    """Only Persian and Dari stories are read."""
    story = draft("دیروز", language="ur")
    assert find(story) is story
    assert find(replace(story, language="prs")).dates[0].value == "2021-01-26"


def test_the_whole_story_says_that_dushanbe_is_meant(find: FindValues) -> None:
    """«در دوشنبه» is a city where another paragraph speaks of Tajikistan, and a day where none does."""
    story = draft("در دوشنبه همایش برگزار شد")
    assert len(find(story).dates) == 1
    assert find(replace(story, lede=draft("وزیر تاجیکستان آمد").paragraphs[0])).dates == ()
