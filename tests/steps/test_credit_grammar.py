"""The grammar of credits: what only says who carries a text, told alike by fold and by credits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.steps.canonical import canonical
from pipeline.steps.credit_grammar import left_out
from pipeline.steps.credits import NameCredits
from pipeline.steps.fold import Fold

TEXT = "نمایندگان مجلس امروز به لایحه بودجه سال آینده رأی دادند."
OTHER = "سخنگوی دولت این رأی را گامی بزرگ خواند و از همه سپاسگزاری کرد."


def draft(*paragraphs: str, lede: str | None = None) -> Draft:
    """A clean Persian draft."""
    part = Part(lede, "lede", Alignment.identity(len(lede))) if lede else None
    return Draft(
        origin="test:1", received="2025-01-01T00:00:00+00:00", id="t-1", id_from="given", version=1, outlet=None,
        url=None, published=None, claimed_language=None, extra={}, language="fa", headline=None, lede=part,
        paragraphs=tuple(Part(text, "body", Alignment.identity(len(text)), at) for at, text in enumerate(paragraphs)),
    )  # fmt: skip


def compared(*paragraphs: str) -> str:
    """The canonical text of a story without a lede."""
    return canonical(NameCredits()(draft(*paragraphs)))


def is_folded(paragraph: str) -> bool:
    """Tell whether a paragraph counts as a repetition of the lede."""
    return [one.paragraph for one in Fold()(draft(paragraph, OTHER, lede=TEXT)).folded] == [0]


LEADING = [
    "به گزارش خبرگزاری مهر، ",
    "به گزارش خبرنگار اقتصادی ایلنا، ",
    "به گزارش گروه بین‌الملل خبرگزاری فارس، ",
    "به گزارش گروه فرهنگی ایرنا، ",
    "به گزارش حوزه سیاست خارجی خبرگزاری تسنیم، ",
    "به گزارش ایسنا و به نقل از شبکه الجزیره، ",
    "به گزارش تابناک اقتصادی به نقل از ایسنا، ",
    "به گزارش ایرنا از وزارت کشور، ",
    "به گزارش خبرگزاری فارس از اهواز، ",
    "به گزارش روز سه‌شنبه ایرنا، ",
    "به گزارش مهر روز دوشنبه، ",
    "به گزارش ایسنا، منطقه خوزستان، ",
    "به گزارش خبرگزاری مهر به نقل از روابط عمومی وزارت نیرو؛ ",
    "به گزارش خبرنگار اعزامی ما، ",
    "به گزارش خبرگزاری صدای افغان (آوا)، ",
    "ایسنا گزارش داد: ",
    "ایسنا به نقل از همشهری: ",
    "سلامت‌نیوز به نقل از ایرنا: ",
    "تهران - ایرنا - ",
    "ایرنا - تهران - ",
    "تهران - خبرگزاری مهر - ۱۲ بهمن: ",
    "کابل (پژواک): ",
    "کابل (پژواک، ۱۲ اسد ۹۸): ",
    "کابل (پژواک، ۱۰ سنبله ۱۴۰۴): ",
    "کابل (پژواک ۱۰ سنبله ۱۴۰۴): ",
    "کابل (آوا) - ۱۰ سنبله: ",
    "کابل (پژواک) (۱۰ سنبله ۱۴۰۴): ",
    "کابل [پژواک، ۱۰ سنبله]: ",
    "پژواک، کابل (۱۰ سنبله ۱۴۰۴): ",
    "کابل (پژواک، ۱۰ سنبله (۱ سپتامبر)): ",
    "مهر/ ",
    "به گزارش خبرگزاری‌های شینهوا و کیودو، ",
    "به گزارش ایسنا و مهر، ",
    "به گزارش شینهوا، کیودو، یونهاپ، ",
    "ایسنا نوشت: به گزارش مهر، ",
    "ایسنا به گزارش مهر نوشت: ",
    "خبرنگار ایلنا از تهران گزارش داد که ",
    "خبرنگار ما از تهران گزارش داد: ",
    "به گزارش شینهوا، کیودو و یونهاپ، ",
    "به نقل از قول شبکه الجزیره، ",
    "ایسنا از قول رویترز: ",
    "کابل – آریانا نیوز: ",
    "خبرگزاری مهر - گروه استان‌ها: ",
    "خبرگزاری مهر - گروه فرهنگ و ادب: ",
    "هشت صبح، هرات: ",
    "تسنیم: ",
    "مشرق - ",
    "عصر ایران - ",
    "اهواز - ",
    "کابل، ۱۲ حمل - ",
    "ایسنا/خوزستان ",
    "ایسنا/سیستان و بلوچستان ",
    "مشهد ایسنا ",
    "فوری/ ",
    "اختصاصی ایران اینترنشنال؛ ",
    "🔴 فوری | ایسنا: ",
]


@pytest.mark.parametrize("credit", LEADING)
def test_what_fold_passes_over_credits_take_out(credit: str) -> None:
    """Agencies, desks, press offices, places, days and flags before a text: one grammar tells them."""
    assert compared(credit + TEXT, OTHER) == compared(TEXT, OTHER)
    assert is_folded(credit + TEXT)


@pytest.mark.parametrize(
    "telling",
    [
        "به گفته وزیر کشور، ",
        "وزیر کشور: ",
        "وزیر کشور در گفت‌وگو با ایسنا گفت: ",
        "به گزارش پلیس، ",
        "به گزارش سازمان هواشناسی، ",
        "بر اساس گزارش بانک مرکزی، ",
        "به گزارش روابط عمومی وزارت نیرو، ",
        "به گزارش گروه تحقیق سازمان ملل، ",
        "به گزارش ایسنا به نقل از سخنگوی دولت، ",
        "به گزارش ایسنا، وزیر کشور گفت: ",
        "به نقل از وزیر کشور، ",
        "ظهر امروز، ",
        "به گزارش ایسنا از امروز، ",
        "به گزارش ایسنا، در تهران، ",
        "۱۲ بهمن: ",
        "مهر: ",
        "ایران - ",
    ],
)
def test_who_says_so_is_a_fact(telling: str) -> None:
    """A speaker, a source that is no agency, a place in a sentence and a day alone are no credit."""
    assert compared(telling + TEXT, OTHER) != compared(TEXT, OTHER)
    assert not is_folded(telling + TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "تهران - مشهد با قطار تندرو چهار ساعت است.",
        "ایران - آلمان دو بر یک پایان یافت.",
        "مهر - آبان امسال کم‌باران‌ترین دوره نیم قرن بود.",
        "تهران ایسنا را میزبان نشست سالانه خود کرد.",
        "فیلم تازه این کارگردان برنده شد.",
        "اختصاصی شدن پارکینگ‌ها در شورا رد شد.",
    ],
)
def test_a_way_a_match_and_a_subject_are_no_dateline(text: str) -> None:
    """The first words of a sentence stay."""
    assert left_out(text, None, opens=True) == []


def test_a_town_alone_is_a_dateline_where_the_story_opens() -> None:
    """Further on «قم -» is a row of a list."""
    text = "اهواز - گرد و غبار مدارس هفت شهر را بست."
    assert left_out(text, None, opens=True) == [(0, len("اهواز - "))]
    assert left_out(text, None, opens=False) == []


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("استاندار به خبرنگار ایسنا گفت: باران آمد.", ["به خبرنگار ایسنا"]),
        ("استاندار به ایرنا گفت که باران آمد.", ["به ایرنا"]),
        ("استاندار به مهر گفت که باران آمد.", ["به مهر"]),
        ("استاندار به ایلنا می‌گوید باران آمد.", ["به ایلنا"]),
        ("استاندار به خبرنگار اقتصادی ما گفت: باران آمد.", ["به خبرنگار اقتصادی ما"]),
        ("استاندار به خبرنگار مهر با اشاره به سیل گفت: باران آمد.", ["به خبرنگار مهر"]),
        ("استاندار در گفت‌وگو با خبرنگار ایلنا افزود: باران آمد.", ["در گفت‌وگو با خبرنگار ایلنا"]),
        ("استاندار در گفت‌وگو با همشهری گفت باران آمد.", ["در گفت‌وگو با همشهری"]),
        ("استاندار در مصاحبه‌ای با شبکه الجزیره گفت باران آمد.", ["در مصاحبه‌ای با شبکه الجزیره"]),
        ("وزیر با اشاره به مهر گفت: دانشگاه باز می‌شود.", []),
        ("جایزه به خبرنگار ایسنا رسید و داور گفت کارش عالی است.", []),
        ("پس از حمله به خبرنگار الجزیره گفت‌وگوها قطع شد.", []),
        ("وزیر در گفت‌وگو با همتای عراقی خود گفت باران آمد.", []),
        ("رویترز به نقل از دو مقام گزارش داد که باران آمد.", ["رویترز به نقل از", "گزارش داد که"]),
        ("سرنوشت رویترز روشن نیست.", []),
    ],
)
def test_whom_people_spoke_to_is_left_out(text: str, taken: list[str]) -> None:
    """The reporter who asked is no fact; what was done to a reporter is one, and so is who said it."""
    assert [text[start:end] for start, end in left_out(text, None, opens=False)] == taken


PIECES = st.sampled_from((
    "به گزارش ", "به نقل از ", "ایسنا", "خبرگزاری مهر", "رویترز", "همشهری", "تهران", "کابل", "از اهواز", "گروه ورزشی ",
    "روز شنبه", "روابط عمومی شرکت گاز", "وزیر کشور", "فوری/", "اختصاصی ", " - ", "، ", ": ", "؛ ", "/", " (", ")", " ",
    "🔴 ", "گزارش داد", "گفت", "۱۲ بهمن",
))  # fmt: skip


@given(st.lists(PIECES, max_size=7).map("".join))
def test_fold_and_credits_are_of_one_mind(before: str) -> None:
    """A lede behind any words is folded if, and only if, credits takes all of these words out."""
    assert is_folded(f"{before} {TEXT}") == (compared(f"{before} {TEXT}", OTHER) == compared(TEXT, OTHER))
