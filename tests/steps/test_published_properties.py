"""Any moment comes back from each form it is written in; whatever else comes is refused as a field, quickly."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from email.utils import format_datetime, parsedate_tz
from time import process_time
from timeit import repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from pipeline.steps.moment import BadTime
from pipeline.steps.outlet_zone import KABUL, TEHRAN
from pipeline.steps.published import published_time

MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
AFGHAN = ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"]
COMMON = ["ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"]
WEEKDAYS = ["دوشنبه", "سه\u200cشنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"]
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

MOMENTS = st.datetimes(datetime(1946, 1, 1), datetime(2050, 12, 31), timezones=st.just(UTC))  # no seconds in offsets
SINCE_1974 = st.datetimes(datetime(1974, 1, 1), datetime(2286, 11, 1), timezones=st.just(UTC))
OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
LOCAL = st.sampled_from((TEHRAN, KABUL))

type Written = Callable[[datetime], str]


def solar(shown: datetime) -> JalaliDate:
    return JalaliDate(shown.date())


def taken(came: object) -> datetime | str:
    """Give the time that was read, or the reason for which none is taken."""
    try:
        return datetime.fromisoformat(published_time(came, TEHRAN))
    except BadTime as error:
        return error.reason


def in_figures(shown: datetime) -> str:
    day = solar(shown)
    return f"{day.year}/{day.month:02}/{day.day:02} {shown:%H:%M:%S}"


def in_words(shown: datetime, names: list[str] = MONTHS) -> str:
    day = solar(shown)
    return f"{WEEKDAYS[shown.weekday()]} {day.day} {names[day.month - 1]} {day.year} - {shown:%H:%M:%S}".translate(
        PERSIAN
    )


FORMS: dict[str, Written] = {
    "ISO 8601": lambda shown: f"{shown:%Y-%m-%dT%H:%M:%S}",
    "ISO 8601, Persian figures": lambda shown: f"{shown:%Y-%m-%d %H:%M:%S}".translate(PERSIAN),
    "basic": lambda shown: f"{shown:%Y%m%dT%H%M%S}",
    "figures alone": lambda shown: f"{shown:%Y%m%d%H%M%S}",
    "RFC 822": lambda shown: format_datetime(shown)[: -len(" +0330")],
    "solar": in_figures,
    "solar, Persian figures": lambda shown: in_figures(shown).translate(PERSIAN),
    "solar, ISO 8601": lambda shown: in_figures(shown).replace("/", "-").replace(" ", "T"),
    "solar in words": in_words,
    "Afghan": lambda shown: in_words(shown, AFGHAN),
    "time first": lambda shown: " - ".join(reversed(in_words(shown).split(" - "))),
    "common in words": lambda shown: f"{shown.day} {COMMON[shown.month - 1]} {shown.year} ساعت {shown:%H:%M:%S}",
    "English": lambda shown: f"{shown:%B} {shown.day}, {shown:%Y %I:%M:%S %p}",
}


@settings(max_examples=60)
@pytest.mark.parametrize("form", FORMS)
@given(moment=MOMENTS, local=LOCAL)
def test_a_local_time_comes_back_from_each_form(form: str, moment: datetime, local: tzinfo) -> None:
    """With the offset that the clocks had then; only an hour that came twice is refused."""
    shown = moment.replace(microsecond=0).astimezone(local)
    written = FORMS[form](shown)
    if shown.replace(fold=0).utcoffset() != shown.replace(fold=1).utcoffset():
        with pytest.raises(BadTime, match="twice"):
            published_time(written, local)
    else:
        assert published_time(written, local) == shown.isoformat(), written


@given(moment=MOMENTS, offset=OFFSETS, local=LOCAL)
def test_a_time_with_an_offset_comes_back_to_the_microsecond(moment: datetime, offset: tzinfo, local: tzinfo) -> None:
    """In the offset it came with, of either calendar."""
    shown = moment.astimezone(offset)
    assert published_time(shown.isoformat(), local) == shown.isoformat()
    day = solar(shown)
    written = f"{day.year}-{day.month:02}-{day.day:02}T{shown.timetz().isoformat()}"
    assert published_time(written, local) == shown.isoformat(), written


@given(moment=MOMENTS, offset=OFFSETS)
def test_a_time_of_a_feed_comes_back(moment: datetime, offset: tzinfo) -> None:
    """As the standard library writes it."""
    shown = moment.replace(microsecond=0).astimezone(offset)
    assert datetime.fromisoformat(published_time(format_datetime(shown), TEHRAN)) == shown


@pytest.mark.parametrize("per_s", [1, 10**3, 10**6, 10**9])
@given(moment=SINCE_1974, as_text=st.booleans())
def test_a_number_comes_back(per_s: int, moment: datetime, as_text: bool) -> None:
    """Seconds and their fractions since 1970, as a number and as text; what is a date as well is refused."""
    micros = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    number = micros * per_s // 10**6
    came = taken(str(number) if as_text else number)
    if came == "ambiguous":
        assert len(str(number)) == len("202509011230")
    else:
        assert came == moment - timedelta(microseconds=micros % (10**6 // min(per_s, 10**6)))


@given(moment=st.datetimes(datetime(1974, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_a_number_with_a_fraction_comes_back(moment: datetime) -> None:
    """As Python's clock gives it."""
    read = datetime.fromisoformat(published_time(moment.timestamp(), TEHRAN))
    assert abs(read - moment) <= timedelta(microseconds=1)


@given(day=st.dates(datetime(1980, 1, 1).date(), datetime(2050, 1, 1).date()), local=LOCAL)
def test_a_day_alone_is_its_first_moment(day, local: tzinfo) -> None:
    """Midnight, or one o'clock where clocks were put forward at midnight: nothing of that day was before."""
    read = datetime.fromisoformat(published_time(f"{JalaliDate(day):%Y/%m/%d}", local)).astimezone(local)
    assert read.date() == day
    assert (read.astimezone(UTC) - timedelta(seconds=1)).astimezone(local).date() < day
    assert read.time() in (time(0), time(1))


PIECES = st.sampled_from([
    *MONTHS, *AFGHAN[:3], *COMMON[:3], *WEEKDAYS[:3], "۱۴۰۴", "2025", "۱۰", "31", "۱۴۰۴/۰۶/۱۰", "12:30", "۱۲:۳۰:۱۵",
    "T", "Z", "+03:30", "-0430", "GMT", " - ", "،", "ساعت", "ب.ظ", "PM", "شب", "به وقت کابل", "ه.ش", "میلادی", "ماه",
    "Sep", "Jadi", "۰۳/۰۱/۲۵", "هـ ش", "(GMT+4:30)", "رمضان", "Mon,",
    ".", "/", "(", ")", "\u200c", "\u200f", "ﷺ", "9" * 20, "²", "߀",
])  # fmt: skip


@settings(max_examples=500)
@given(st.one_of(
    st.text(max_size=120), st.lists(PIECES, max_size=9).map(" ".join), st.lists(PIECES, max_size=12).map("".join),
    st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.lists(st.none()),
))  # fmt: skip
def test_whatever_comes_is_a_time_or_refused(came: object) -> None:
    """Nothing but BadTime is raised, and what is taken is ISO 8601 with an offset, of a year that news can have."""
    read = taken(came)
    assert read in ("unreadable", "impossible", "ambiguous") or (read.utcoffset() is not None and read.year >= 1899)


@pytest.mark.parametrize("came", [
    "(" * 100, "GMT+03:30 " * 10, "12:30 (" * 14, "ﷺ" * 100, "1404/06/10" * 10, "ساعت " * 20, "9" * 100, "1 " * 50,
])  # fmt: skip
def test_no_text_takes_long(came: str) -> None:
    """Texts made to keep a pattern busy cost no more than others."""
    began = process_time()
    with pytest.raises(BadTime):
        published_time(came, TEHRAN)
    assert process_time() - began < 0.05


def test_a_time_costs_next_to_nothing() -> None:
    """At most 20 us for ISO 8601, or ten parsings by email.utils where others are at work, too."""

    def best_s(work: Callable[[], object]) -> float:
        return min(repeat(work, number=500, repeat=20, timer=process_time)) / 500

    reference_s = best_s(lambda: parsedate_tz("Mon, 01 Sep 2025 06:00:00 +0330"))
    for came in ("2025-09-01T12:30:00+03:30", "2025-09-01T12:30:00Z", "2025-09-01 12:30", "۲۰۲۵-۰۹-۰۱T۱۲:۳۰:۰۰"):
        assert best_s(lambda came=came: published_time(came, TEHRAN)) <= max(20e-6, 10 * reference_s), came
