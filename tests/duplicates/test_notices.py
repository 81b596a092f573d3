"""Notices: a story that says that it corrects, denies or completes another."""

import pytest

from pipeline.duplicates.notices import marked, notice_of
from pipeline.steps.canonical import words_of

CASES = [
    ("اصلاحیه/ کلیات لایحه تصویب شد", "نمایندگان با کلیات لایحه موافقت کردند.", "correction"),
    ("تصحیح: سد افتتاح شد", "سد امروز افتتاح شد.", "correction"),
    ("اصلاح خبر/ سد افتتاح شد", "سد امروز افتتاح شد.", "correction"),
    ("خبر اصلاح شد؛ سد افتتاح شد", "سد امروز افتتاح شد.", "correction"),
    ("(اصلاحی) سد افتتاح شد", "سد امروز افتتاح شد.", "correction"),
    ("اصلاح قانون بانکداری در مجلس", "کلیات طرح تصویب شد.", None),
    ("قانون بانکداری اصلاح شد", "مجلس قانون بانکداری را اصلاح کرد.", None),
    ("بهای نان", "بهای نان ۵ هزار تومان است. در خبر پیشین این رقم به اشتباه ۶ هزار تومان آمده بود.", "correction"),
    ("تکذیبیه استانداری تهران", "استانداری تهران تعطیلی روز دوشنبه را نادرست خواند.", "denial"),
    ("استعفای شهردار صحت ندارد", "رئیس شورا گفت چنین نامه‌ای نرسیده است.", "denial"),
    ("خبر درگذشت هنرمند", "خانواده او این خبر را تکذیب کردند.", "denial"),
    ("به‌روزرسانی؛ شمار جان‌باختگان به ۱۲ رسید", "شمار جان‌باختگان به ۱۲ نفر رسید.", "update"),
    ("تکمیلی/ شمار جان‌باختگان به ۱۲ رسید", "شمار جان‌باختگان به ۱۲ نفر رسید.", "update"),
    ("بروزرسانی/ شمار جان‌باختگان به ۱۲ رسید", "شمار جان‌باختگان به ۱۲ نفر رسید.", "update"),
    ("سد افتتاح شد", "اصلاحیه: سد امروز افتتاح شد.", "correction"),
    ("سد افتتاح شد", "خبر تکمیلی؛ سد امروز افتتاح شد.", "update"),
    ("خبر استعفای شهردار جعلی است", "رئیس شورا گفت چنین نامه‌ای نرسیده است.", "denial"),
    ("بروز سیل در گرگان", "سیل امروز خانه‌ها را گرفت.", None),
    ("سهم بازنشستگان از بیمه تکمیلی", "سهم بازنشستگان ۲۱۰ هزار تومان است.", None),
    ("اعتصاب به روز ششم رسید", "اعتصاب ادامه دارد.", None),
    ("بارش باران در تهران", "باران از بامداد امروز در تهران می‌بارد.", None),
    ("طرح تصحیح اوراق کنکور", "اوراق داوطلبان تصحیح شد.", None),
    ("اشتباه داور در دقیقه ۹۰", "داور در گفت‌وگویی اشتباه خود را پذیرفت.", None),
]


def test_a_headline_may_end_in_a_mark():
    """In brackets or behind a stroke; a law that was corrected is none, nor is an insurance."""
    assert marked("بودجه مرمت بازار تبریز (اصلاح شد)") == "correction"
    assert marked("گورستان پنج هزار ساله شناسایی شد [اصلاحی] ") == "correction"
    assert marked("سد افتتاح شد / اصلاح شد") == "correction"
    assert marked("سد افتتاح شد (تکمیلی)") == "update"
    assert marked("قانون بانکداری اصلاح شد") is None
    assert marked("سهم بازنشستگان از بیمه تکمیلی") is None


@pytest.mark.parametrize(("headline", "body", "expected"), CASES)
def test_what_a_story_says_that_it_is(headline, body, expected):
    """Words of headline and lede decide; a mistake may be owned up to anywhere."""
    spaced = (" ".join(words_of(text.replace("\u200c", " "))) for text in (headline, body))  # ZWNJ
    assert notice_of(*spaced) == expected
