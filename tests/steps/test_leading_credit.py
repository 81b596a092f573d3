"""Leading credits: what stands before a text and only says who carries it."""

import pytest

from pipeline.steps.leading_credit import credit_end, is_credit

TEXT = "نمایندگان مجلس به بودجه رأی دادند."


@pytest.mark.parametrize(
    "credit",
    [
        "به گزارش خبرگزاری مهر، ",
        "به گزارش خبرنگار اقتصادی ایلنا، ",
        "به گزارش گروه بین‌الملل خبرگزاری فارس، ",
        "به گزارش ایسنا و به نقل از شبکه الجزیره، ",
        "به گزارش ایرنا از وزارت کشور، ",
        "به گزارش روز سه‌شنبه ایرنا، ",
        "به گزارش ایسنا، منطقه خوزستان، ",
        "به گزارش خبرگزاری مهر به نقل از روابط عمومی وزارت نیرو؛ ",
        "به گزارش خبرنگار اعزامی ما، ",
        "ایسنا گزارش داد: ",
        "تهران - ایرنا - ",
        "تهران - خبرگزاری مهر - ۱۲ بهمن: ",
        "کابل (پژواک): ",
        "خبرگزاری مهر - گروه استان‌ها: ",
        "تسنیم: ",
    ],
)
def test_credits_end_where_the_text_begins(credit: str) -> None:
    """Agencies, desks, press offices, places and days are part of a credit."""
    assert credit_end(credit + TEXT) == len(credit)
    assert is_credit(credit)


@pytest.mark.parametrize("credit", ["ایسنا/خوزستان", "مشهد ایسنا", "به گزارش رویترز"])
def test_no_mark_need_stand_behind_a_credit(credit: str) -> None:
    """Where the text begins is known then from the text that it repeats."""
    assert is_credit(credit)
    assert credit_end(f"{credit} {TEXT}") < len(credit)


@pytest.mark.parametrize(
    "telling",
    [
        "به گفته وزیر کشور، ",
        "وزیر کشور: ",
        "وزیر کشور در گفت‌وگو با ایسنا گفت: ",
        "به گزارش پلیس، ",
        "بر اساس گزارش بانک مرکزی، ",
        "به گزارش گروه تحقیق سازمان ملل، ",
        "به نقل از وزیر کشور، ",
        "ظهر امروز، ",
        "تهران - ",
        "۱۲ بهمن: ",
    ],
)
def test_who_says_so_is_a_fact(telling: str) -> None:
    """A speaker, a source that is no agency, a place or a day alone is no credit."""
    assert credit_end(telling + TEXT) == 0
    assert not is_credit(telling)


def test_what_a_speaker_tells_an_agency_is_no_credit() -> None:
    """The credit ends where it ends, before the speaker."""
    credit = "به گزارش ایسنا، "
    assert credit_end(f"{credit}وزیر کشور گفت: {TEXT}") == len(credit)
    assert not is_credit(f"{credit}وزیر کشور گفت: ")
