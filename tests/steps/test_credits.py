"""Credits: who reported a story, and whom it quotes."""

from dataclasses import replace
from importlib.resources import files

import pytest

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.steps.accept import Accept
from pipeline.steps.agencies import agencies
from pipeline.steps.agency_names import is_agency
from pipeline.steps.clean import Clean
from pipeline.steps.credits import NameCredits
from pipeline.steps.fold import Fold
from pipeline.steps.language import NameLanguage
from pipeline.steps.names import load_lexicon
from pipeline.steps.phrases import phrase_keys
from schemas.record import Record
from schemas.story import Credit

ASIAN = ("شینهوا", "کیودو", "یونهاپ", "تاس")


def part(text: str, index: int = 0) -> Part:
    """A part with its text as it came."""
    return Part(text, "body", Alignment.identity(len(text)), index)


def draft(*paragraphs: str, outlet: str | None = None) -> Draft:
    """A draft of the given body."""
    return Draft(
        origin="test:1", received="2025-01-01T00:00:00+00:00", id="t-1", id_from="given", version=1, outlet=outlet,
        url=None, published=None, claimed_language=None, extra={}, language="fa", headline=None, lede=None,
        paragraphs=tuple(part(text, at) for at, text in enumerate(paragraphs)),
    )  # fmt: skip


def credited(*paragraphs: str, outlet: str | None = None) -> list[tuple[str, str, str]]:
    """Agency, role and text of each credit of a clean story."""
    found = NameCredits()(Clean()(draft(*paragraphs, outlet=outlet))).credits
    return [(one.agency, one.role, one.text) for one in found]


def test_the_seed_article() -> None:
    """Mehr reports, Sputnik and the Associated Press are quoted; the text stays in the paragraphs."""
    seed = (files("seeds") / "000_b8e355e6825be7e2.txt").read_bytes()
    story = Accept()(Record(seed, "seed:1", "2021-01-27T08:00:00+00:00"))
    for step in (NameLanguage(), Clean(), NameCredits()):
        story = step(story)
    assert story.credits == (
        Credit("خبرگزاری مهر", "reporter", "به گزارش خبرگزاری مهر"),
        Credit("اسپوتنیک", "quoted", "به نقل از اسپوتنیک"),
        Credit("آسوشیتدپرس", "quoted", "خبرگزاری آسوشیتدپرس نیز در گزارشی اعلام کرد"),
    )
    assert story.paragraphs[1].text.startswith("به گزارش خبرگزاری مهر به نقل از اسپوتنیک")


@pytest.mark.parametrize(
    ("text", "agency", "role", "credit"),
    [
        ("به گزارش مهر، باران آمد.", "خبرگزاری مهر", "reporter", "به گزارش مهر"),
        ("به گزارش خبرنگار ایسنا، باران آمد.", "ایسنا", "reporter", "به گزارش خبرنگار ایسنا"),
        ("به گزارش خبرنگار پارلمانی ایرنا، باران آمد.", "ایرنا", "reporter", "به گزارش خبرنگار پارلمانی ایرنا"),
        ("به گزارش گروه ورزشی تسنیم، مس برد.", "خبرگزاری تسنیم", "reporter", "به گزارش گروه ورزشی تسنیم"),
        ("به گزارش خبرگزاری «مهر» از شیراز، باران آمد.", "خبرگزاری مهر", "reporter", "به گزارش خبرگزاری «مهر»"),
        ("به گزارش خبرگزاری جمهوری اسلامی، باران آمد.", "ایرنا", "reporter", "به گزارش خبرگزاری جمهوری اسلامی"),
        ("به گزارش آسوشیتد پرس، باران آمد.", "آسوشیتدپرس", "reporter", "به گزارش آسوشیتد پرس"),
        ("به گزارش بی بی سی، باران آمد.", "بی بی سی", "reporter", "به گزارش بی بی سی"),
        ("طبق گزارش رویترز باران آمد.", "رویترز", "reporter", "طبق گزارش رویترز"),
        ("وی به نقل از شبکه الجزیره گفت.", "الجزیره", "quoted", "به نقل از شبکه الجزیره"),
        (
            "به نقل از خبرگزاری رسمی عراق (واع)، گفت.",
            "خبرگزاری عراق (واع)",
            "quoted",
            "به نقل از خبرگزاری رسمی عراق (واع)",
        ),
        ("رویترز گزارش داد که باران آمد.", "رویترز", "quoted", "رویترز گزارش داد"),
        ("باران آمد؛ خبرگزاری پژواک نوشت: آری.", "پژواک", "quoted", "خبرگزاری پژواک نوشت"),
        ("به گزارش خبرگزاری دریای خزر، باران آمد.", "خبرگزاری دریای خزر", "reporter", "به گزارش خبرگزاری دریای خزر"),
        ("به گزارش خبرگزاری خزر باران تندی شهر را گرفت.", "خبرگزاری خزر", "reporter", "به گزارش خبرگزاری خزر"),
        ("به گزارش البرز نیوز، باران آمد.", "البرز\u200cنیوز", "reporter", "به گزارش البرز نیوز"),
        ("به گزارش روز شنبه ایرنا، باران آمد.", "ایرنا", "reporter", "به گزارش روز شنبه ایرنا"),
        ("به گزارش گروه فرهنگ و ادب ایبنا، باران آمد.", "ایبنا", "reporter", "به گزارش گروه فرهنگ و ادب ایبنا"),
        ("به نوشته روزنامه گاردین، باران آمد.", "گاردین", "quoted", "به نوشته روزنامه گاردین"),
        ("به نقل از سایت «میدان بار»، گفت.", "سایت میدان بار", "quoted", "به نقل از سایت «میدان بار»"),
        ("به نقل از قول شبکه الجزیره، باران آمد.", "الجزیره", "quoted", "به نقل از قول شبکه الجزیره"),
        ("وی از قول رویترز باران را تایید کرد.", "رویترز", "quoted", "از قول رویترز"),
        ("به گزارش خبرگزاری خاورمیانه، باران آمد.", "خبرگزاری خاورمیانه", "reporter", "به گزارش خبرگزاری خاورمیانه"),
    ],
)
def test_named_in_a_sentence(text: str, agency: str, role: str, credit: str) -> None:
    """An agency is found behind its reporter, desk, kind and quotes, and called by its canonical name."""
    assert credited(text) == [(agency, role, credit)]


@pytest.mark.parametrize(
    ("text", "agency", "credit"),
    [
        ("تهران - ایرنا - باران آمد.", "ایرنا", "تهران - ایرنا -"),
        ("تهران- ایسنا- باران آمد.", "ایسنا", "تهران- ایسنا-"),
        ("کابل (پژواک): باران آمد.", "پژواک", "کابل (پژواک):"),
        ("مسکو، ۸ بهمن، تاس - باران آمد.", "تاس", "مسکو، ۸ بهمن، تاس -"),
        ("ایسنا/خوزستان باران آمد.", "ایسنا", "ایسنا/"),
        ("کابل (پژواک، ۱۲ اسد ۹۸): باران آمد.", "پژواک", "کابل (پژواک،"),
        ("کابل (پژواک، ۱۰ سنبله ۱۴۰۴): باران آمد.", "پژواک", "کابل (پژواک،"),
        ("کابل (پژواک ۱۰ سنبله ۱۴۰۴): باران آمد.", "پژواک", "کابل (پژواک ۱۰ سنبله ۱۴۰۴):"),
        ("خبرگزاری مهر، گروه استان‌ها - باران آمد.", "خبرگزاری مهر", "خبرگزاری مهر،"),
        ("گروه ورزشی برنا: باران آمد.", "برنا", "گروه ورزشی برنا:"),
        ("مهر/ باران تندی در شمال آمد.", "خبرگزاری مهر", "مهر/"),
        ("فارس/ باران تندی در شمال آمد.", "خبرگزاری فارس", "فارس/"),
        ("کابل [پژواک، ۱۲ اسد ۹۸]: باران آمد.", "پژواک", "کابل [پژواک،"),
        ("کابل (پژواک) (۱۲ اسد ۱۴۰۲): باران آمد.", "پژواک", "کابل (پژواک)"),
        ("پژواک، کابل (۱۲ اسد ۱۴۰۲): باران آمد.", "پژواک", "پژواک،"),
        ("کابل (پژواک ۱۲ اسد ۱۴۰۲ خورشیدی): باران آمد.", "پژواک", "کابل (پژواک ۱۲ اسد ۱۴۰۲ خورشیدی):"),
    ],
)
def test_named_in_a_dateline(text: str, agency: str, credit: str) -> None:
    """The agency in a dateline is the reporter."""
    assert credited(text) == [(agency, "reporter", credit)]


@pytest.mark.parametrize(
    ("last", "outlet", "agency", "credit"),
    [
        ("انتهای پیام/", "mehrnews", "خبرگزاری مهر", "انتهای پیام/"),
        ("باران آمد. انتهای پیام/م", "فارس", "خبرگزاری فارس", "انتهای پیام/م"),
        ("انتهاي پيام", "www.isna.ir", "ایسنا", "انتهای پیام"),
        ("انتهای پیام/ایسنا", None, "ایسنا", "انتهای پیام/ایسنا"),
        ("منبع: تسنیم", None, "خبرگزاری تسنیم", "منبع: تسنیم"),
        ("اختصاصی خبرگزاری مهر", None, "خبرگزاری مهر", "اختصاصی خبرگزاری مهر"),
    ],
)
def test_named_in_a_signature(last: str, outlet: str | None, agency: str, credit: str) -> None:
    """A signature is signed by the agency it names, or else by the outlet."""
    assert credited("باران آمد.", last, outlet=outlet) == [(agency, "reporter", credit)]


@pytest.mark.parametrize(
    "text",
    [
        "به گزارش پلیس، باران آمد.",
        "به گزارش مرکز آمار ایران، باران آمد.",
        "ماه مهر گزارش داد و رفت.",
        "روزنامه «تایمز یونیون» نوشت.",
        "شرق کشور بارانی است، وزیر خبر داد.",
        "به گزارش شبکه بهداشت شهرستان، باران آمد.",
        "بر اساس گزارش میزان بارندگی، باران آمد.",
        "طبق گزارش مهر ماه، باران آمد.",
        "به گزارش سایت وزارت راه، باران آمد.",
        "وی از قول پدرش گفت باران آمد.",
        "شیراز - باران آمد.",
        "مهر: ماه باران",
        "مهر/ آبان امسال کم‌باران‌ترین دوره بود.",
        "شرق/ غرب کشور دو آسمان جدا داشت.",
        "ایران/ باران تندی در شمال آمد.",
        "خبرنگار فارس را کسی در شهر ندید.",
        "تلویزیون شهر دولتی است، وزیر خبر داد.",
    ],
)
def test_no_agency_is_credited(text: str) -> None:
    """Other sources, words that are also names, and a signature of nobody are no credits."""
    made = draft(text)
    assert NameCredits()(made) is made


def test_a_signature_of_nobody_credits_nobody() -> None:
    """Without a name or a known outlet nobody signs."""
    assert credited("باران آمد.", "انتهای پیام/") == []


def test_each_way_to_credit_is_named_once_and_reporters_come_first() -> None:
    """The same credit again says nothing new, another text of it does; the chain begins with who reported."""
    assert credited("به گزارش مهر، آمد. به نقل از تاس رفت. به گزارش مهر، ماند.", "به گزارش خبرگزاری مهر، شد.") == [
        ("خبرگزاری مهر", "reporter", "به گزارش مهر"),
        ("خبرگزاری مهر", "reporter", "به گزارش خبرگزاری مهر"),
        ("تاس", "quoted", "به نقل از تاس"),
    ]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("به گزارش ایسنا، آمد. به گزارش رویترز، رفت.", [("ایسنا", "reporter"), ("رویترز", "quoted")]),
        ("به گزارش ایسنا از خبرگزاری فرانسه، آمد.", [("ایسنا", "reporter"), ("خبرگزاری فرانسه", "quoted")]),
        ("به گزارش ایلنا از مهر، آمد.", [("ایلنا", "reporter"), ("خبرگزاری مهر", "quoted")]),
        ("به گزارش ایلنا از مهر ۱۴۰۳ تا امروز سه نفر آمدند.", [("ایلنا", "reporter")]),
        ("به گزارش رویترز از ایران، آمد.", [("رویترز", "reporter")]),
        ("به گزارش رویترز و آسوشیتدپرس، آمد.", [("رویترز", "reporter"), ("آسوشیتدپرس", "reporter")]),
        ("ایرنا به نقل از بلومبرگ نوشت: آمد.", [("ایرنا", "reporter"), ("بلومبرگ", "quoted")]),
        ("ایرنا از قول بلومبرگ نوشت: آمد.", [("ایرنا", "reporter"), ("بلومبرگ", "quoted")]),
        ("به گزارش شینهوا، کیودو و یونهاپ، آمد.", [(name, "reporter") for name in ("شینهوا", "کیودو", "یونهاپ")]),
        ("به نقل از شینهوا، کیودو، یونهاپ و تاس، آمد.", [(name, "quoted") for name in ASIAN]),
        ("به گزارش شینهوا، کیودو، یونهاپ، تاس، آمد.", [(name, "reporter") for name in ASIAN]),
        ("به گزارش خبرگزاری‌های شینهوا، کیودو، یونهاپ و تاس، آمد.", [(name, "reporter") for name in ASIAN]),
        ("به گزارش شینهوا، کیودو، یونهاپ و همچنین تاس، آمد.", [(name, "reporter") for name in ASIAN]),
        ("به گزارش ایسنا و مهر، آمد.", [("ایسنا", "reporter"), ("خبرگزاری مهر", "reporter")]),
        ("به گزارش ایسنا و فارس، آمد.", [("ایسنا", "reporter"), ("خبرگزاری فارس", "reporter")]),
        ("به گزارش ایسنا، شرق و غرب کشور بارانی است.", [("ایسنا", "reporter")]),
        ("به گزارش ایسنا و میزان بارندگی، آمد.", [("ایسنا", "reporter")]),
        ("به گزارش ایسنا، رویترز، که آمد، نوشت: رفت.", [("ایسنا", "reporter"), ("رویترز", "quoted")]),
        ("ایسنا نوشت: به گزارش مهر، آمد.", [("ایسنا", "reporter"), ("خبرگزاری مهر", "quoted")]),
        (
            "ایسنا نوشت که به گزارش مهر و فارس، آمد.",
            [("ایسنا", "reporter"), ("خبرگزاری مهر", "quoted"), ("خبرگزاری فارس", "quoted")],
        ),
        ("ایسنا به گزارش مهر نوشت: آمد.", [("ایسنا", "reporter"), ("خبرگزاری مهر", "quoted")]),
        ("فوری/ ایسنا نوشت: به گزارش مهر، آمد.", [("ایسنا", "reporter"), ("خبرگزاری مهر", "quoted")]),
        ("آمد. رویترز نوشت: به گزارش آناتولی، رفت.", [("رویترز", "quoted"), ("آناتولی", "quoted")]),
        (
            "به گزارش تابناک، ایسنا نوشت: به گزارش مهر، آمد.",
            [("تابناک", "reporter"), ("ایسنا", "quoted"), ("خبرگزاری مهر", "quoted")],
        ),
        ("به گزارش ایسنا، رویترز نوشت: آمد.", [("ایسنا", "reporter"), ("رویترز", "quoted")]),
        ("به گزارش ایسنا، رویترز و تاس نوشتند: آمد.", [("ایسنا", "reporter"), ("رویترز", "quoted")]),
        ("به گزارش ایسنا، آمد.\n\nمنبع: خبرگزاری مهر", [("ایسنا", "reporter"), ("خبرگزاری مهر", "quoted")]),
    ],
)
def test_one_agency_reports_and_others_are_quoted(text: str, chain: list[tuple[str, str]]) -> None:
    """Who is named second as a reporter is quoted, unless both report together."""
    assert [(agency, role) for agency, role, _ in credited(*text.split("\n\n"))] == chain


def test_the_outlet_itself_reports_under_its_own_name() -> None:
    """An outlet that no table knows is an agency where its own story says so."""
    assert credited("به گزارش آوای البرز، باران آمد.", outlet="آوای البرز") == [
        ("آوای البرز", "reporter", "به گزارش آوای البرز")
    ]
    assert credited("به گزارش خبرنگار ما، باران آمد.", outlet="isna.ir") == [
        ("ایسنا", "reporter", "به گزارش خبرنگار ما")
    ]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("رویترز به نقل از دو مقام ارشد ایرانی گزارش داد باران آمد.", [("رویترز", "quoted")]),
        ("شبکه خبری سی‌ان‌ان به نقل از سه منبع آگاه خبر داد باران آمد.", [("سی ان ان", "quoted")]),
        ("خبرگزاری آسوشیتدپرس به نقل از یک مقام آمریکایی نوشت: آمد.", [("آسوشیتدپرس", "quoted")]),
        ("باران آمد. رویترز می‌افزاید برف هم آمد.", [("رویترز", "quoted")]),
        ("باران آمد. به گفته رویترز، برف هم آمد.", [("رویترز", "quoted")]),
        ("سلامت‌نیوز به نقل از ایرنا: باران آمد.", [("سلامت‌نیوز", "reporter"), ("ایرنا", "quoted")]),
        ("باران آمد.\n\nمنبع: خبرگزاری صدای افغان (آوا)", [("خبرگزاری صدای افغان (آوا)", "reporter")]),
    ],
)
def test_who_is_quoted_with_others_between(text: str, chain: list[tuple[str, str]]) -> None:
    """Whom an agency quotes may stand between it and its verb; more verbs and leads, and names with brackets."""
    assert [(agency, role) for agency, role, _ in credited(*text.split("\n\n"))] == chain


@pytest.mark.parametrize(
    ("text", "outlet", "chain"),
    [
        ("خبرنگار ایلنا از تهران گزارش داد که آمد.", None, [("ایلنا", "reporter")]),
        ("خبرنگار ایلنا از تهران گزارش داد که آمد.", "ilna", [("ایلنا", "reporter")]),
        ("آمد. خبرنگار ایلنا از تهران گزارش داد که رفت.", "ilna", [("ایلنا", "reporter")]),
        ("آمد. خبرنگار ایلنا از تهران گزارش داد که رفت.", None, [("ایلنا", "quoted")]),
        ("آمد.\n\nخبرنگار ایلنا از تهران گزارش داد که رفت.", None, [("ایلنا", "quoted")]),
        ("خبرنگار مهر از تهران گزارش داد: آمد.", None, [("خبرگزاری مهر", "reporter")]),
        ("خبرنگار ما از تهران گزارش داد: آمد.", "isna", [("ایسنا", "reporter")]),
        ("خبرنگار الجزیره از غزه گزارش داد که آمد.", "isna", [("الجزیره", "quoted")]),
        ("به گزارش ایسنا، خبرنگار الجزیره گزارش داد که آمد.", None, [("ایسنا", "reporter"), ("الجزیره", "quoted")]),
        ("آمد. تلویزیون دولتی مصر گزارش داد که رفت.", None, [("تلویزیون مصر", "quoted")]),
        ("آمد. رادیو دولتی کره شمالی اعلام کرد رفت.", None, [("رادیو کره شمالی", "quoted")]),
        ("آمد. کانال ۱۲ گزارش داد که رفت.", None, [("کانال ۱۲ اسرائیل", "quoted")]),
    ],
)
def test_reporters_and_stations_that_report(text: str, outlet: str | None, chain: list[tuple[str, str]]) -> None:
    """An agency's reporter reports for his own outlet, or where he opens a story of none; others are quoted."""
    assert [(agency, role) for agency, role, _ in credited(*text.split("\n\n"), outlet=outlet)] == chain


@pytest.mark.parametrize("outlet", ["ilna", "ایلنا"])
def test_whom_people_spoke_to_reports_for_its_own_outlet(outlet: str) -> None:
    """In the story of another outlet, or of none, nobody is credited for it."""
    text = "استاندار در گفت‌وگو با خبرنگار ایلنا گفت باران آمد."
    assert credited(text, outlet=outlet) == [("ایلنا", "reporter", "در گفت‌وگو با خبرنگار ایلنا")]
    assert credited(text, outlet="irna") == credited(text) == []


@pytest.mark.parametrize("language", ["ar", "ps", "ckb", "ur", "en", "und"])
def test_other_languages_have_no_persian_credits(language: str) -> None:
    """Neither credits nor boilerplate are named in them, nor does fold pass over any."""
    made = replace(draft("رویترز: باران آمد و رفت.", "انتهای پیام/", outlet="irna"), language=language)
    assert NameCredits()(made) is made
    lede = replace(made, lede=made.paragraphs[0], paragraphs=(part("ایرنا: رویترز: باران آمد و رفت."),))
    assert Fold()(lede) is lede


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("ایران اکونومیست", "ایران اکونومیست"),
        ("اینترفکس", "اینترفاکس"),
        ("ورزش۳", "ورزش سه"),
        ("کانال ۱۲ اسرائیل", "کانال ۱۲ اسرائیل"),
        ("کانال ۱۲ تلویزیون رژیم صهیونیستی", "کانال ۱۲ اسرائیل"),
        ("شبکه ۱۳", "کانال ۱۳ اسرائیل"),
        ("شبکه کان", "کانال ۱۱ اسرائیل (کان)"),
        ("رادیو ارتش اسرائیل", "رادیو ارتش اسرائیل"),
        ("تلویزیون دولتی سوریه", "تلویزیون سوریه"),
        ("آمو تی‌وی", "آمو تی‌وی"),
        ("تلویزیون آمو", "آمو تی‌وی"),
        ("القاهره الاخباریه", "القاهره الاخباریه"),
        ("ابنا", "خبرگزاری اهل‌بیت (ابنا)"),
        ("روسیا الیوم", "راشا تودی"),
        ("هاآرتز", "هاآرتص"),
        ("روزنامه صباح", "صباح"),
    ],
)
def test_outlets_by_what_persian_news_calls_them(name: str, agency: str) -> None:
    """Stations by their number, state media, papers, sites: under each spelling."""
    assert [one[:2] for one in credited(f"به گزارش {name}، باران آمد.")] == [(agency, "reporter")]


@pytest.mark.parametrize("text", ["کانال ۱۲ کیلومتری آب پر شد.", "ساعت ۲۴ گزارش داد و رفت.", "در لبنان ۲۴ نفر آمدند."])
def test_numbers_and_names_of_outlets_in_sentences(text: str) -> None:
    """What stations and sites are called is also said of other things."""
    assert credited(text) == []


def test_every_agency_names_itself() -> None:
    """Its canonical name, brackets and all, its full name and its names in use are known."""
    for agency in agencies().values():
        assert is_agency(agency.name) == agency.name
        assert is_agency(agency.formal) == agency.name


def test_a_link_to_another_story_credits_nobody() -> None:
    """The agency in a related headline is no source of this story."""
    assert credited("باران آمد.", "بیشتر بخوانید:", "به گزارش رویترز؛ برف می‌آید") == []


def test_the_table_names_agencies_of_iran_afghanistan_and_the_world() -> None:
    """Over 650 agencies with a seat, every alias of which leads to one name."""
    found = {(agency.name, agency.country) for agency in agencies().values()}
    assert len(found) > 650
    assert sum(country == "AF" for _, country in found) > 45
    assert {"IR", "AF", "RU", "US", "GB", "CN", "TR"} <= {country for _, country in found}
    assert len({name for name, _ in found}) == len(found)


def test_one_table_names_agencies_for_credits_and_entities() -> None:
    """Each agency's full name is in the gazetteer, under the same id, and ids are not shared."""
    names, refs = load_lexicon().world, {(agency.name, agency.ref) for agency in agencies().values()}
    assert len({ref for _, ref in refs}) == len({name for name, _ in refs}) == len(refs)
    for agency in agencies().values():
        ((_, _, name),) = names.find(phrase_keys(agency.formal))
        assert (name.class_, name.ref, name.full) == ("ORG", agency.ref, agency.formal)
