"""Golden cases of `published`: the form it came in, the outlet, and the moment that is meant, or why none is taken."""

import pytest

from pipeline.steps.moment import BadTime
from pipeline.steps.outlet_zone import KABUL, TEHRAN, outlet_zone
from pipeline.steps.published import published_time

IRNA, TOLO = "ایرنا", "طلوع نیوز"
NOON = "2025-09-01T12:30:00+03:30"  # Monday, 10 Shahrivar 1404
NOON_KABUL = "2025-09-01T12:30:00+04:30"
AFGHAN_IN_LATIN = (
    "Hamal Sawr Jawza Saratan Asad Sunbula Mizan Aqrab Qaws Jadi Dalw Hut",
    "hamal saur jauza saratan asad sonbola mizan aqrab qaus jady dalwa hoot",
)
DAY = "2025-09-01T00:00:00+03:30"

ISO_8601 = [
    ("2025-09-01T12:30:00+03:30", IRNA, NOON),
    ("2025-09-01T12:30:00+03:30", TOLO, NOON),  # the offset that came counts, whatever the outlet
    ("2025-09-01T09:00:00Z", IRNA, "2025-09-01T09:00:00+00:00"),
    ("2025-09-01t09:00:00z", TOLO, "2025-09-01T09:00:00+00:00"),
    ("2025-09-01T12:30:00", IRNA, NOON),
    ("2025-09-01T12:30:00", TOLO, NOON_KABUL),
    ("2025-09-01T12:30:00", None, NOON),
    ("2025-09-01 12:30", IRNA, NOON),
    ("2025-09-01 12:30:00 -05:00", IRNA, "2025-09-01T12:30:00-05:00"),
    ("2025-09-01T12:30:00+0330", IRNA, NOON),
    ("2025-09-01T12:30:00+14", IRNA, "2025-09-01T12:30:00+14:00"),
    ("2025-09-01T12:30:00+3:30", IRNA, NOON),
    ("2025-09-01T12:30:00+03:30[Asia/Tehran]", TOLO, NOON),
    ("2025-09-01T12:30:00+03:30[Asia/Tehran][u-ca=persian]", TOLO, NOON),
    ("2025-03-21T24:00:00Z", IRNA, "2025-03-22T00:00:00+00:00"),
    ("2025-12-31T24:00", IRNA, "2026-01-01T00:00:00+03:30"),
    ("2025-03-21T24:00:01Z", IRNA, "impossible"),
    ("2025-09-01T12:30:00.250+03:30", IRNA, "2025-09-01T12:30:00.250000+03:30"),
    ("2025-09-01T12:30:00,5Z", IRNA, "2025-09-01T12:30:00.500000+00:00"),
    ("2025-09-01T09:00:00.123456789Z", IRNA, "2025-09-01T09:00:00.123456+00:00"),
    ("20250901T123000+0330", IRNA, NOON),
    ("20250901T1230", TOLO, NOON_KABUL),
    ("2025-W36-1T12:30", IRNA, NOON),
    ("2525-09-01T12:30:00Z", IRNA, "impossible"),  # of no calendar that news is dated in
    ("2568-09-01 12:30", IRNA, "impossible"),  # of the Buddhist calendar
    ("2025-09-01", IRNA, DAY),
    (" \u200f۲۰۲۵-۰۹-۰۱T۱۲:۳۰:۰۰+۰۳:۳۰\u200f", IRNA, NOON),  # RLM
    ("٢٠٢٥-٠٩-٠١ ١٢:٣٠", IRNA, NOON),
    ("2025\u201109\u201101T12:30", IRNA, NOON),  # non-breaking hyphens
    ("2025-9-1 12:30", IRNA, NOON),
    ("2024-02-29T00:00:00Z", IRNA, "2024-02-29T00:00:00+00:00"),
    ("2025-02-29T00:00:00Z", IRNA, "impossible"),
    ("2025-13-01T00:00:00Z", IRNA, "impossible"),
    ("2025-09-31", IRNA, "impossible"),
    ("2025-09-01T25:00", IRNA, "impossible"),
    ("2025-09-01T12:60", IRNA, "impossible"),
    ("2025-09-01T12:30+23:00", IRNA, "impossible"),
    ("0001-01-01T00:00:00Z", IRNA, "impossible"),
    ("1200-01-01T00:00:00Z", IRNA, "impossible"),
    ("9999-12-31T23:59:59Z", IRNA, "impossible"),
    ("2025-09", IRNA, "unreadable"),
    ("2025-09-01T12:30:00+03:30 or so", IRNA, "unreadable"),
]

DAYLIGHT_SAVING = [
    ("2020-07-12T11:42", IRNA, "2020-07-12T11:42:00+04:30"),
    ("2020-07-12T11:42", TOLO, "2020-07-12T11:42:00+04:30"),  # Kabul has none: it is this far ahead all year
    ("2020-12-12T11:42", TOLO, "2020-12-12T11:42:00+04:30"),
    ("1399-04-22 11:42", IRNA, "2020-07-12T11:42:00+04:30"),
    ("1399-10-22 11:42", IRNA, "2021-01-11T11:42:00+03:30"),
    ("2023-07-12T11:42", IRNA, "2023-07-12T11:42:00+03:30"),  # none since 2022
    ("2006-07-12T11:42", IRNA, "2006-07-12T11:42:00+03:30"),  # nor in 2006 and 2007
    ("1978-02-11T12:00", IRNA, "1978-02-11T12:00:00+04:00"),  # Tehran was four hours ahead
    ("1920-01-01T12:00", IRNA, "1920-01-01T08:34:16+00:00"),  # Tehran was 3:25:44 ahead
    ("2021-03-21T23:59", IRNA, "2021-03-21T23:59:00+03:30"),
    ("2021-03-22T00:30", IRNA, "impossible"),  # skipped
    ("2021-03-22T00:30", TOLO, "2021-03-22T00:30:00+04:30"),
    ("2021-03-22", IRNA, "2021-03-22T01:00:00+04:30"),  # the first moment of that day
    ("2021-03-22T01:00", IRNA, "2021-03-22T01:00:00+04:30"),
    ("2021-09-21T22:59", IRNA, "2021-09-21T22:59:00+04:30"),
    ("2021-09-21T23:30", IRNA, "ambiguous"),  # came twice
    ("۳۰ شهریور ۱۴۰۰ - ۲۳:۳۰", IRNA, "ambiguous"),
    ("۳۰ شهریور ۱۴۰۰ - ۲۳:۳۰", TOLO, "2021-09-21T23:30:00+04:30"),
    ("۳۰ شهریور ۱۴۰۰ - ۲۳:۳۰ به وقت تهران", TOLO, "ambiguous"),
    ("2021-09-21T23:30+03:30", IRNA, "2021-09-21T23:30:00+03:30"),
    ("2021-09-22T00:00", IRNA, "2021-09-22T00:00:00+03:30"),
]

RFC_822 = [
    ("Mon, 01 Sep 2025 12:30:00 +0330", IRNA, NOON),
    ("Mon, 1 Sep 2025 12:30 +0330", TOLO, NOON),
    ("1 Sep 2025 12:30:00 +0330", IRNA, NOON),
    ("Mon, 01 Sep 25 12:30:00 +0330", IRNA, NOON),
    ("Mon, 01 Sep 2025 12:30:00 (GMT+4:30)", IRNA, NOON_KABUL),  # not a comment
    ("Mon, 01 Sep 2568 12:30:00 GMT", IRNA, "impossible"),
    ("Mon, 01 Sep 2025 09:00:00 GMT", IRNA, "2025-09-01T09:00:00+00:00"),
    ("Mon, 01 Sep 2025 09:00:00 UT", IRNA, "2025-09-01T09:00:00+00:00"),
    ("Mon, 01 Sep 2025 09:00:00 Z", IRNA, "2025-09-01T09:00:00+00:00"),
    ("Mon, 01 Sep 2025 09:00:00 -0000", IRNA, "2025-09-01T09:00:00+00:00"),
    ("Mon, 01 Sep 2025 05:00:00 EDT", IRNA, "2025-09-01T05:00:00-04:00"),
    ("Mon, 01 Sep 2025 12:30:00 +0330 (IRST)", IRNA, NOON),
    ("mon, 01 sep 2025 12:30:00 +0330", IRNA, NOON),
    ("Mon, 01 Sep 2025 12:30:00 +03:30", IRNA, NOON),
    ("Monday, 01-Sep-25 09:00:00 GMT", IRNA, "2025-09-01T09:00:00+00:00"),
    ("Mon Sep  1 09:00:00 2025", TOLO, "2025-09-01T09:00:00+04:30"),
    ("Mon, 01 Sep 2025 12:30:00", IRNA, NOON),
    ("Mon, 01 Sep 2025 12:30:00", TOLO, NOON_KABUL),
    ("Mon, ۰۱ Sep ۲۰۲۵ ۱۲:۳۰:۰۰ +۰۳۳۰", IRNA, NOON),
    ("Thu, 01 Jan 98 00:00:00 GMT", IRNA, "1998-01-01T00:00:00+00:00"),
    ("Tue, 01 Sep 2025 12:30:00 +0330", IRNA, "impossible"),  # it was a Monday
    ("Sun, 31 Feb 2025 12:30:00 +0330", IRNA, "impossible"),
    ("Mon, 01 Sep 2025 24:30:00 +0330", IRNA, "impossible"),
    ("Mon, 01 Sep 2025 12:30:00 +1430", IRNA, "impossible"),
    ("Mon, 01 Sep 2025 12:30:00 A", IRNA, "unreadable"),  # a military zone: RFC 5322 says that nobody can know it
    ("Mon, 01 Sep 2025 12:30:00 XYZ", IRNA, "unreadable"),
    ("Mon, 01 Sep 0025 12:30:00 GMT", IRNA, "impossible"),
]

NUMBERS = [
    (1756717200, IRNA, "2025-09-01T09:00:00+00:00"),
    (1756717200, TOLO, "2025-09-01T09:00:00+00:00"),
    (1756717200000, IRNA, "2025-09-01T09:00:00+00:00"),
    (1756717200123, IRNA, "2025-09-01T09:00:00.123000+00:00"),
    ("1756717200", IRNA, "2025-09-01T09:00:00+00:00"),
    ("1756717200000", IRNA, "2025-09-01T09:00:00+00:00"),
    ("۱۷۵۶۷۱۷۲۰۰", IRNA, "2025-09-01T09:00:00+00:00"),
    (1756717200.5, IRNA, "2025-09-01T09:00:00.500000+00:00"),
    ("1756717200.25", IRNA, "2025-09-01T09:00:00.250000+00:00"),
    (1756717200123456, IRNA, "2025-09-01T09:00:00.123456+00:00"),
    (1756717200123456789, IRNA, "2025-09-01T09:00:00.123456+00:00"),
    (883612800, IRNA, "1998-01-01T00:00:00+00:00"),
    (883612800000, IRNA, "1998-01-01T00:00:00+00:00"),
    (20250901, IRNA, DAY),
    ("20250901", TOLO, "2025-09-01T00:00:00+04:30"),
    ("۱۴۰۴۰۶۱۰", IRNA, DAY),
    ("14040610123000", IRNA, NOON),
    (20250901123000, TOLO, NOON_KABUL),
    ("202509011230", IRNA, "ambiguous"),  # or 1976 in milliseconds
    (0, IRNA, "impossible"),
    (-1, IRNA, "impossible"),
    (-62135596800, IRNA, "impossible"),  # year 1
    (1404, IRNA, "impossible"),
    (5 * 10**10, IRNA, "impossible"),  # neither seconds nor milliseconds of our times
    (10**30, IRNA, "impossible"),
    (20250230, IRNA, "impossible"),
    ("-1756717200", IRNA, "unreadable"),
    ("1.7e9", IRNA, "unreadable"),
    (True, IRNA, "unreadable"),
    ([1756717200], IRNA, "unreadable"),
    ({"$date": 1756717200000}, IRNA, "unreadable"),
]

SOLAR_IN_FIGURES = [
    ("۱۴۰۴/۰۶/۱۰ ۱۲:۳۰", IRNA, NOON),
    ("۱۴۰۴/۰۶/۱۰ ۱۲:۳۰", TOLO, NOON_KABUL),
    ("1404/06/10 12:30", IRNA, NOON),
    ("1404/6/10 12:30", IRNA, NOON),
    ("1404-06-10T12:30", IRNA, NOON),
    ("1404-06-10T12:30:00+03:30", TOLO, NOON),
    ("1404-06-10T09:00:00Z", IRNA, "2025-09-01T09:00:00+00:00"),
    ("1404-06-10T12:30:00.250", IRNA, "2025-09-01T12:30:00.250000+03:30"),
    ("1404.06.10 12:30", IRNA, NOON),
    ("۱۴۰۴-۰۶-۱۰ - ۱۲:۳۰", IRNA, NOON),
    ("۱۴۰۴/۰۶/۱۰-۱۲:۳۰", IRNA, NOON),  # a dash, no offset
    ("۱۲:۳۰ - ۱۴۰۴/۰۶/۱۰", IRNA, NOON),
    ("۱۲:۳۰-۱۴۰۴/۰۶/۱۰", IRNA, NOON),
    ("ساعت ۱۲:۳۰ مورخ ۱۴۰۴/۰۶/۱۰", IRNA, NOON),
    ("تاریخ انتشار: ۱۴۰۴/۰۶/۱۰ | ۱۲:۳۰", IRNA, NOON),
    ("١٤٠٤/٠٦/١٠ ١٢:٣٠", IRNA, NOON),
    ("۱۴۰۴/۰۶/۱۰", IRNA, DAY),
    ("1399/11/08", IRNA, "2021-01-27T00:00:00+03:30"),  # solar, never the year of our Lord 1399
    ("1399-11-08", IRNA, "2021-01-27T00:00:00+03:30"),
    ("1403/12/30", IRNA, "2025-03-20T00:00:00+03:30"),  # a leap year
    ("1404/01/01", IRNA, "2025-03-21T00:00:00+03:30"),
    ("1357/11/22 12:00 +03:30", IRNA, "1979-02-11T12:00:00+03:30"),
    ("25/06/1404 12:30", IRNA, "2025-09-16T12:30:00+03:30"),  # there is no month 25
    ("06/06/1404", IRNA, "2025-08-28T00:00:00+03:30"),  # the same both ways
    ("دوشنبه ۱۰/۰۶/۱۴۰۴ ۱۲:۳۰", IRNA, NOON),  # the weekday tells
    ("10/06/1404", IRNA, "ambiguous"),
    ("04/06/10", IRNA, "ambiguous"),
    ("۰۳/۰۱/۲۵", IRNA, "ambiguous"),  # of 1403, 2003, or 2025
    ("۹۸/۱۱/۰۸", IRNA, "ambiguous"),  # of 1398 or 1998
    ("۹۸/۰۲/۳۱", IRNA, "2019-05-21T00:00:00+04:30"),  # no February has 31 days
    ("۰۳/۰۱/۲۵ ه.ش", IRNA, "2024-04-13T00:00:00+03:30"),
    ("۰۳/۰۱/۲۵ هجری شمسی ۱۲:۳۰", IRNA, "2024-04-13T12:30:00+03:30"),
    ("98/11/08 ه.ش", IRNA, "2020-01-28T00:00:00+03:30"),
    ("۰۳/۰۱/۰۵ ه.ش", IRNA, "ambiguous"),  # of 1403 or 1405
    ("۹۸/۱۳/۰۸ ه.ش", IRNA, "impossible"),
    ("45/12/30", IRNA, "impossible"),
    ("شنبه ۹۸/۱۱/۰۸", IRNA, "impossible"),
    ("سه\u200cشنبه ۹۸/۱۱/۰۸", IRNA, "2020-01-28T00:00:00+03:30"),  # in 1998 it was a Sunday
    ("۱۴۰۳/۰۱/۲۵ هـ ش", IRNA, "2024-04-13T00:00:00+03:30"),
    ("۱۴۰۳/۰۱/۲۵ هـ.ش ۱۲:۳۰", IRNA, "2024-04-13T12:30:00+03:30"),
    ("۱۴۰۳/۰۱/۲۵ ه\u200d ش", IRNA, "2024-04-13T00:00:00+03:30"),  # ZWJ
    ("۱۴۰۳/۰۱/۲۵ هـ ق", IRNA, "ambiguous"),  # lunar: one day or the next
    ("۱۴۴۵/۰۹/۱۵ قمری", IRNA, "ambiguous"),
    ("۱۵ رمضان ۱۴۴۵", IRNA, "ambiguous"),
    ("15 Ramadan 1445", IRNA, "ambiguous"),
    ("۱۴۰۴/۰۶/۱۰ ۱۲:۳۰ (GMT+4:30)", IRNA, NOON_KABUL),
    ("۱۴۰۴/۰۶/۱۰ ۱۲:۳۰ (UTC +04:30)", IRNA, NOON_KABUL),
    ("۱۴۰۴/۰۶/۱۰ ۱۲:۳۰ UTC+03:30", TOLO, NOON),
    ("1404/06/10 12:30 (+0330)", TOLO, NOON),
    ("1404/06/10 12:30 (به وقت کابل)", IRNA, NOON_KABUL),
    ("1404/12/30", IRNA, "impossible"),  # no leap year
    ("1404/07/31", IRNA, "impossible"),
    ("1404/13/01", IRNA, "impossible"),
    ("1404/06/10 24:30", IRNA, "impossible"),
    ("1404-06-10T12:30:00+16:00", IRNA, "impossible"),
    ("1447/03/08", IRNA, "ambiguous"),  # the lunar calendar's, as like as not
    ("1404/06", IRNA, "unreadable"),
    ("1404/06/10/12", IRNA, "unreadable"),
    ("1404/06-10", IRNA, "unreadable"),
    ("1404/06/10 12:30 13:30", IRNA, "ambiguous"),
    ("1404/06/10 2025/09/01", IRNA, "ambiguous"),
]

COMMON_IN_FIGURES = [
    ("2025/09/01 12:30", IRNA, NOON),
    ("۲۰۲۵/۰۹/۰۱ ۱۲:۳۰", TOLO, NOON_KABUL),
    ("2025.09.01 12:30", IRNA, NOON),
    ("25/09/2025", IRNA, "2025-09-25T00:00:00+03:30"),
    ("2025-09-01 12:30 PM", IRNA, NOON),
    ("2025-09-01 12:30:00 UTC", IRNA, "2025-09-01T12:30:00+00:00"),
    ("2025-09-01 12:30 AFT", IRNA, NOON_KABUL),
    ("2025-09-01 12:30 (GMT+4:30)", IRNA, NOON_KABUL),
    ("2025-09-01T12:30:00 UTC+03:30", TOLO, NOON),
    ("2025-09-01 12:30 PM (UTC+03:30)", TOLO, NOON),
    ("2568/09/01", IRNA, "impossible"),  # of the Buddhist calendar
    ("2535/11/08", IRNA, "impossible"),  # of the imperial one
    ("2025-09-01 12:30 IRST", TOLO, NOON),
    ("2025-09-01 12:30 Asia/Kabul", IRNA, NOON_KABUL),
    ("01/09/2025", IRNA, "ambiguous"),
    ("09/01/25", IRNA, "ambiguous"),
    ("2025/02/29", IRNA, "impossible"),
    ("1850/01/01", IRNA, "impossible"),
]

SOLAR_IN_WORDS = [
    ("دوشنبه ۱۰ شهریور ۱۴۰۴ - ۱۲:۳۰", IRNA, NOON),
    ("دوشنبه ۱۰ شهریور ۱۴۰۴ - ۱۲:۳۰", TOLO, NOON_KABUL),
    ("۱۰ شهریور ۱۴۰۴ ساعت ۱۲:۳۰", IRNA, NOON),
    ("دوشنبه، ۱۰ شهریور ۱۴۰۴، ۱۲:۳۰", IRNA, NOON),
    ("دو شنبه 10 شهريور 1404 - 12:30", IRNA, NOON),  # Arabic yeh
    ("۱۲:۳۰ - ۱۰ شهریور ۱۴۰۴", IRNA, NOON),
    ("۱۲:۳۰-۱۰ شهریور ۱۴۰۴", IRNA, NOON),
    ("۱۰ شهریورماه ۱۴۰۴ ۱۲:۳۰", IRNA, NOON),
    ("۱۰ شهریور\u200cماه سال ۱۴۰۴، ساعت ۱۲:۳۰", IRNA, NOON),  # ZWNJ
    ("سه\u200cشنبه ۱۱ شهریور ۱۴۰۴", IRNA, "2025-09-02T00:00:00+03:30"),  # ZWNJ
    ("سه شنبه ۱۱ شهریور ۱۴۰۴", IRNA, "2025-09-02T00:00:00+03:30"),
    ("پنج‌شنبه ۱۳ شهریور ۱۴۰۴ / ۰۸:۰۵", IRNA, "2025-09-04T08:05:00+03:30"),
    ("آدینه ۱۴ شهریور ۱۴۰۴", IRNA, "2025-09-05T00:00:00+03:30"),
    ("تاریخ انتشار: دوشنبه ۱۰ شهریور ۱۴۰۴ ساعت ۱۲:۳۰", IRNA, NOON),
    ("۱۰شهریور۱۴۰۴ ۱۲:۳۰", IRNA, NOON),
    ("۱۰ شهریور ۱۴۰۴ هجری شمسی", IRNA, DAY),
    ("۱۰ شهریور ۱۴۰۴ ه.ش", IRNA, DAY),
    ("۱۰ ﺷﻬﺮﯾﻮﺭ ۱۴۰۴", IRNA, DAY),  # presentation forms
    ("۱۰ شهریور ۱۴۰۴ ساعت ۱۲:۳۰ به وقت تهران", TOLO, NOON),
    ("۱۰ شهریور ۱۴۰۴ ساعت ۱۲:۳۰ به وقت کابل", IRNA, NOON_KABUL),
    ("۱۰ شهریور ۱۴۰۴ ساعت ۱۲:۳۰ به وقت محلی", TOLO, NOON_KABUL),
    ("۱۰ شهریور ۱۴۰۴ ساعت ۱۲:۳۰ به وقت گرینویچ", IRNA, "2025-09-01T12:30:00+00:00"),
    ("۱۰ شهریور ۱۴۰۴ - ۰۱:۳۰ ب.ظ", IRNA, "2025-09-01T13:30:00+03:30"),
    ("۱۰ شهریور ۱۴۰۴ - ۱:۳۰ ق.ظ", IRNA, "2025-09-01T01:30:00+03:30"),
    ("۱۰ شهریور ۱۴۰۴ - ۵:۳۰ بعد از ظهر", IRNA, "2025-09-01T17:30:00+03:30"),
    ("۱۰ شهریور ۱۴۰۴ - ۱۷:۳۰ عصر", IRNA, "2025-09-01T17:30:00+03:30"),
    ("۱۰ شهریور ۱۴۰۴ - ۸:۱۵ صبح", IRNA, "2025-09-01T08:15:00+03:30"),
    ("۱۰ شهریور ۱۴۰۴ - ۹:۱۵ شب", IRNA, "2025-09-01T21:15:00+03:30"),
    ("۱۰ شهریور ۱۴۰۴ - ۱:۱۵ ظهر", IRNA, "2025-09-01T13:15:00+03:30"),
    ("۱۰ شهریور ۱۴۰۴ - ۱۲:۱۵ بامداد", IRNA, "2025-09-01T00:15:00+03:30"),
    ("10 Shahrivar 1404, 12:30", IRNA, NOON),
    ("سه‌شنبه ۱۰ شهریور ۱۴۰۴", IRNA, "impossible"),  # it was a Monday
    ("۳۱ مهر ۱۴۰۴", IRNA, "impossible"),
    ("۱۰ شهریور ۲۰۲۵", IRNA, "impossible"),
    ("۱۰ شهریور ۱۴۰۴ میلادی", IRNA, "impossible"),
    ("۱۰ شهریور ۱۴۰۴ - ۱۵:۳۰ صبح", IRNA, "impossible"),
    ("۱۰ شهریور ۱۴۰۴ - ۱۲:۳۰ شب", IRNA, "impossible"),  # of which day, nobody can say
    ("۱۰ شهریور", IRNA, "ambiguous"),
    ("۱۰ شهریور ۰۴", IRNA, "ambiguous"),
    ("شهریور ۱۴۰۴", IRNA, "ambiguous"),
    ("۱۰ یا ۱۱ شهریور ۱۴۰۴", IRNA, "unreadable"),
    ("99999999999999999999 شهریور ۱۴۰۴", IRNA, "unreadable"),
    ("۹۹۹ شهریور ۱۴۰۴", IRNA, "impossible"),
    ("دوشنبه", IRNA, "unreadable"),
    ("۱۲:۳۰", IRNA, "unreadable"),
    ("۸ ربیع‌الاول ۱۴۴۷", IRNA, "ambiguous"),
]

AFGHAN_AND_PASHTO = [
    ("۱۰ سنبله ۱۴۰۴ ساعت ۱۲:۳۰", TOLO, NOON_KABUL),
    ("۱۰ سنبله ۱۴۰۴ ساعت ۱۲:۳۰", IRNA, NOON),
    ("دوشنبه ۱۰ سنبلهٔ ۱۴۰۴ - ۱۲:۳۰", TOLO, NOON_KABUL),
    ("۱ حمل ۱۴۰۴", TOLO, "2025-03-21T00:00:00+04:30"),
    ("۱ ثور ۱۴۰۴", TOLO, "2025-04-21T00:00:00+04:30"),
    ("۱ جوزا ۱۴۰۴", TOLO, "2025-05-22T00:00:00+04:30"),
    ("۱ سرطان ۱۴۰۴", TOLO, "2025-06-22T00:00:00+04:30"),
    ("۱ اسد ۱۴۰۴", TOLO, "2025-07-23T00:00:00+04:30"),
    ("۱ میزان ۱۴۰۴", TOLO, "2025-09-23T00:00:00+04:30"),
    ("۱ عقرب ۱۴۰۴", TOLO, "2025-10-23T00:00:00+04:30"),
    ("۱ قوس ۱۴۰۴", TOLO, "2025-11-22T00:00:00+04:30"),
    ("۱ جدی ۱۴۰۴", TOLO, "2025-12-22T00:00:00+04:30"),
    ("۱ دلو ۱۴۰۴", TOLO, "2026-01-21T00:00:00+04:30"),
    ("۱ حوت ۱۴۰۴ ه.ش", TOLO, "2026-02-20T00:00:00+04:30"),
    ("۱ غويي ۱۴۰۴", TOLO, "2025-04-21T00:00:00+04:30"),
    ("۱۰ وږی ۱۴۰۴", TOLO, "2025-09-01T00:00:00+04:30"),
    ("۱ سپتمبر ۲۰۲۵ ۱۲:۳۰", TOLO, NOON_KABUL),
    ("Jadi 1, 1400", TOLO, "2021-12-22T00:00:00+04:30"),
    ("10 Sonbola 1404 12:30", TOLO, NOON_KABUL),
    ("Monday, Sunbula 10, 1404 - 12:30", TOLO, NOON_KABUL),
    ("Jadi 1, 2021", TOLO, "impossible"),
    ("۲۵ حمل ۰۳", TOLO, "2024-04-13T00:00:00+04:30"),
    ("۱۰ سنبله ۰۴", TOLO, "ambiguous"),  # the 10th of 1404 or the 4th of 1410
    ("۲۵ حمل ۳۰", TOLO, "ambiguous"),
    ("۳۱ میزان ۱۴۰۴", TOLO, "impossible"),
]

COMMON_IN_WORDS = [
    ("۲۱ ژانویه ۲۰۲۱", IRNA, "2021-01-21T00:00:00+03:30"),
    ("۲۱ ژانویه ۲۰۲۱", TOLO, "2021-01-21T00:00:00+04:30"),
    ("پنجشنبه ۲۱ ژانویه ۲۰۲۱ - ۱۰:۰۵", IRNA, "2021-01-21T10:05:00+03:30"),
    ("۲۱ ژانويهٔ ۲۰۲۱ میلادی", IRNA, "2021-01-21T00:00:00+03:30"),
    ("۲۱ جنوری ۲۰۲۱", TOLO, "2021-01-21T00:00:00+04:30"),
    ("۲ فوریه ۲۰۲۱ ساعت ۹:۰۰", IRNA, "2021-02-02T09:00:00+03:30"),
    ("۳ مه ۲۰۲۳", IRNA, "2023-05-03T00:00:00+03:30"),
    ("۳ می ۲۰۲۳", IRNA, "2023-05-03T00:00:00+03:30"),
    ("۴ ژوئن ۲۰۲۳", IRNA, "2023-06-04T00:00:00+03:30"),
    ("۴ ژوئیه ۲۰۲۳", IRNA, "2023-07-04T00:00:00+03:30"),
    ("۵ اوت ۲۰۲۳", IRNA, "2023-08-05T00:00:00+03:30"),
    ("۵ آگوست ۲۰۲۳", IRNA, "2023-08-05T00:00:00+03:30"),
    ("۱ سپتامبر ۲۰۲۵ - ۱۲:۳۰", IRNA, NOON),
    ("September 1, 2025 at 12:30 PM", IRNA, NOON),
    ("1 September 2025 12:30", TOLO, NOON_KABUL),
    ("Monday, September 1st, 2025 12:30", IRNA, NOON),
    ("Sept. 1, 2025", IRNA, DAY),
    ("Mon Sep 01 2025 12:30:00 GMT+0330 (Iran Standard Time)", IRNA, NOON),
    ("Sep 1, 2025, 12:05 a.m.", IRNA, "2025-09-01T00:05:00+03:30"),
    ("۲۱ ژانویه ۱۴۰۳", IRNA, "impossible"),
    ("جمعه ۲۱ ژانویه ۲۰۲۱", IRNA, "impossible"),  # it was a Thursday
    ("۳۱ ژوئن ۲۰۲۳", IRNA, "impossible"),
    ("ژانویه ۲۰۲۱", IRNA, "ambiguous"),
]

NO_TIMES = [
    ("دیروز ظهر", IRNA, "unreadable"),
    ("۲ ساعت پیش", IRNA, "unreadable"),
    ("now", IRNA, "unreadable"),
    ("null", IRNA, "unreadable"),
    ("-", IRNA, "unreadable"),
    ("T", IRNA, "unreadable"),
    ("\x00", IRNA, "unreadable"),
    ("1404/06/10 " * 20, IRNA, "unreadable"),
]

CASES = {
    "ISO 8601": ISO_8601, "daylight saving": DAYLIGHT_SAVING, "RFC 822": RFC_822, "numbers": NUMBERS,
    "solar in figures": SOLAR_IN_FIGURES, "common in figures": COMMON_IN_FIGURES, "solar in words": SOLAR_IN_WORDS,
    "Afghan and Pashto": AFGHAN_AND_PASHTO, "common in words": COMMON_IN_WORDS, "no times": NO_TIMES,
}  # fmt: skip


def taken(came: object, outlet: str | None) -> str:
    """Give the time as the step writes it, or the reason for which none is taken."""
    try:
        return published_time(came, outlet_zone(outlet))
    except BadTime as error:
        return error.reason


@pytest.mark.parametrize(("came", "outlet", "expected"), [
    pytest.param(*case, id=f"{form}: {case[0]}") for form, cases in CASES.items() for case in cases
])  # fmt: skip
def test_a_time_is_taken_as_it_is_meant(came: object, outlet: str | None, expected: str) -> None:
    """Calendar by year and month, zone by outlet; what is impossible or ambiguous is refused, never guessed."""
    assert taken(came, outlet) == expected


@pytest.mark.parametrize("names", AFGHAN_IN_LATIN)
def test_afghan_months_are_known_in_latin_letters(names: str) -> None:
    """In more than one spelling, and in any case."""
    for number, name in enumerate(names.split(), 1):
        assert taken(f"{name} 1, 1400", TOLO) == taken(f"1400/{number}/1", TOLO), name


@pytest.mark.parametrize("outlet", [
    "طلوع نیوز", "طلوع", "tolonews", "TOLOnews", "tolonews.com", "www.tolonews.com", "tolo-news", "هشت صبح", "۸صبح",
    "خبرگزاری پژواک", "pajhwok.com", "آوا", "باختر", "Khaama Press", "شمشاد نیوز", "آریانا نیوز", "fa.tolonews.com",
    "dari.pajhwok.com", "https://tolonews.com", "https://www.pajhwok.com/dari", "Pajhwok Afghan News",
    "Bakhtar News Agency", "jomhornews.com",
])  # fmt: skip
def test_outlets_of_afghanistan_keep_the_time_of_kabul(outlet: str) -> None:
    """Any name or host in the table of agencies will do."""
    assert outlet_zone(outlet) is KABUL


@pytest.mark.parametrize(
    "outlet",
    ["ایرنا", "خبرگزاری مهر", "mehrnews.com", "fa.irna.ir", "Fars News Agency", "رویترز", "هیچ", "", "…", ".", None],
)
def test_all_other_outlets_keep_the_time_of_tehran(outlet: str | None) -> None:
    """Agencies elsewhere that write Persian, unknown ones and none at all too."""
    assert outlet_zone(outlet) is TEHRAN
