"""Named entities: the seed's names, borders, grouping, and what is not a name."""

from dataclasses import replace

import pytest

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.steps.entities import FindEntities
from schemas.story import Entity


@pytest.fixture(scope="module")
def find() -> FindEntities:
    return FindEntities()


def part(text: str, shift: int = 0) -> Part:
    return Part(text, "text", Alignment.identity(len(text), shift))


def draft(*paragraphs: str, language: str = "fa") -> Draft:
    return Draft(
        origin="test:1", received="2021-01-27T08:00:00+00:00", id="1", id_from="given", version=1, outlet=None,
        url=None, published=None, claimed_language=None, extra={}, headline=None, lede=None,
        paragraphs=tuple(part(text, shift=100 * at) for at, text in enumerate(paragraphs)), language=language,
    )  # fmt: skip


def named(entities: tuple[Entity, ...]) -> dict[str, tuple[str, list[str]]]:
    return {one.name: (one.class_, [mention.text for mention in one.mentions]) for one in entities}


def test_surnames_are_tied_to_the_full_name(find: FindEntities) -> None:
    """A surname before or after the full name is a mention of the same person, known to the gazetteer or not."""
    story = draft("به گفته پوتین، «ولادیمیر پوتین» آمد.", "علیرضا زاکانی، شهردار تهران، گفت. زاکانی رفت.")
    found = named(find(story).entities)
    assert found["ولادیمیر پوتین"] == ("PER", ["پوتین", "ولادیمیر پوتین"])
    assert found["علیرضا زاکانی"] == ("PER", ["علیرضا زاکانی", "زاکانی"])


def test_spans_are_exact_in_both_texts(find: FindEntities) -> None:
    """Each mention is the slice of its part, and its source span is the same slice, shifted."""
    story = draft("وزارت امور خارجه ایران اعلام کرد.", "جو بایدن در کاخ سفید با محمد بن سلمان دیدار کرد.")
    parts = dict(story.parts())
    mentions = [mention for entity in find(story).entities for mention in entity.mentions]
    assert len(mentions) == 4
    for mention in mentions:
        assert parts[mention.part].text[mention.start : mention.end] == mention.text
        assert mention.source_start - mention.start == parts[mention.part].alignment.shift
        assert mention.text[0].isalnum()
        assert mention.text[-1].isalnum()


def test_a_product_keeps_its_number_and_a_month_is_no_name(find: FindEntities) -> None:
    """«iPhone ۱۵» is one as «آیفون ۱۵» is, and «August» behind a day nobody."""
    assert named(find(draft("گوشی iPhone ۱۵ آمد")).entities) == {"iPhone ۱۵": ("PRO", ["iPhone ۱۵"])}
    assert find(draft("iPhone آمد")).entities[0].ref == "khabar:iphone"
    assert find(draft("در ۳ August گفت")).entities == ()
    assert len(find(draft("به گفته August Wilson او رفت")).entities) == 1


def test_a_station_of_a_state_that_no_table_knows_is_called_as_it_is_written(find: FindEntities) -> None:
    """«تلویزیون دولتی پاکستان» is an organisation without an id."""
    assert named(find(draft("تلویزیون دولتی پاکستان گزارش داد که باران آمد.")).entities) == {
        "تلویزیون دولتی پاکستان": ("ORG", ["تلویزیون دولتی پاکستان"])
    }


CAPITALS = (
    "تهران کرمان اصفهان قم یزد مشهد شیراز تبریز اهواز رشت ساری گرگان کرج زنجان همدان اراک ارومیه سنندج "
    "کرمانشاه ایلام خرم‌آباد شهرکرد یاسوج بوشهر بندرعباس زاهدان بیرجند بجنورد سمنان قزوین اردبیل"
)
SHARED = "تهران کرمان اصفهان قم یزد زنجان همدان کرمانشاه ایلام بوشهر سمنان قزوین اردبیل"  # with their provinces


@pytest.mark.parametrize("city", CAPITALS.split())
def test_bare_names_of_provincial_capitals_are_the_cities(find: FindEntities, city: str) -> None:
    """«کرمان» is the city under its GeoNames id."""
    (entity,) = find(draft(f"باران شدید در {city} خسارت زد.")).entities
    assert (entity.class_, entity.name) == ("LOC", city)
    assert entity.ref is not None
    assert entity.ref.startswith("geonames:")


@pytest.mark.parametrize("city", SHARED.split())
def test_a_province_is_not_its_capital(find: FindEntities, city: str) -> None:
    """«استان کرمان» is the province under its own id, wherever the city is named beside it."""
    capital, province = find(draft(f"باران در {city} بارید. استان {city} سرد است.")).entities
    assert (capital.name, province.name) == (city, f"استان {city}")
    assert province.ref is not None
    assert province.ref.startswith("khabar:province-")


@pytest.mark.parametrize("text", ["رقم بالا رفت", "یک تهرانی آمد", "قمار و قمری", "یزدان و کرمانی"])
def test_no_city_inside_a_word(find: FindEntities, text: str) -> None:
    """The letters of a city's name inside another word name nothing."""
    assert find(draft(text)).entities == ()


@pytest.mark.parametrize("text", ["دانشگاه تهران", "بازار بزرگ تهران"])
def test_no_city_inside_a_name(find: FindEntities, text: str) -> None:
    """A city that ends a longer name is no entity of its own."""
    (entity,) = find(draft(f"مردم به {text} رفتند.")).entities
    assert entity.name == text


@pytest.mark.parametrize("text", ["ایالات‌متحده", "ایالات متحده", "آمریکا", "امریکا", "آمريكا"])
def test_spelling_makes_no_difference(find: FindEntities, text: str) -> None:
    """ZWNJ, blank, Arabic letters and short names lead to one country under its ISO code."""
    (entity,) = find(draft(f"نظامیان {text} رفتند.")).entities
    assert (entity.class_, entity.ref, entity.name) == ("LOC", "iso3166:US", "ایالات متحده آمریکا")


def test_hyphen_between_places_makes_two(find: FindEntities) -> None:
    """«مسکو- واشنگتن» is two places."""
    found = named(find(draft("روابط میان مسکو- واشنگتن و روسیه-آمریکا")).entities)
    assert [texts for class_, texts in found.values() if class_ == "LOC"] == [
        ["مسکو"],
        ["واشنگتن"],
        ["روسیه"],
        ["آمریکا"],
    ]


@pytest.mark.parametrize(
    ("text", "class_", "name"),
    [
        ("رئیس وزارت امور خارجه ایران گفت", "ORG", "وزارت امور خارجه ایران"),
        ("سیستم های شرکت «سولار ویندز» و", "ORG", "سولار ویندز"),
        ("به گزارش مهر، او آمد", "ORG", "خبرگزاری مهر"),
        ("مقامات کاخ کرملین گفتند", "ORG", "کاخ کرملین"),
        ("در بیمارستان شهید رجایی شیراز بستری شد", "FAC", "بیمارستان شهید رجایی شیراز"),
        ("تمدید پیمان استارت نو را", "PRO", "پیمان استارت نو"),
        ("از استان اصفهان آمد", "LOC", "استان اصفهان"),
        ("در خلیج‌فارس رخ داد", "LOC", "خلیج فارس"),
        ("دولت جو بایدن عملا", "PER", "جو بایدن"),
        ("آقای زهتابچی‌نیا آمد", "PER", "زهتابچی‌نیا"),
    ],
)
def test_one_name(find: FindEntities, text: str, class_: str, name: str) -> None:
    """Heads, quotes, source cues and titles give the class and the borders that the guide asks for."""
    (entity,) = find(draft(text)).entities
    assert (entity.class_, entity.name) == (class_, name)


@pytest.mark.parametrize(
    "text",
    [
        "آن خبر اگر بن بست باشد",
        "او به شهر رفت",
        "استقلال و پیشرفت",
        "رئیس جمهور آمریکایی و روس‌ها",
        "دولت و مجلس و پلیس",
        "ماه مهر آمد",
        "این شرکت در بازار است",
        "استان جنوبی سرد است",
        "شرکت ملی فعال‌اند",
        "شرکت دولتی و بانک خصوصی",
        "تیم آمریکایی و نیروهای خارجی",
        "مرز مشترک و منطقه پنجم",
        "",
    ],
)
def test_no_name(find: FindEntities, text: str) -> None:
    """Plain words that are also cities, demonyms and bare heads are no names."""
    assert find(draft(text)).entities == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("اورژانس کشور و وانت‌بارها آماده‌اند", ["اورژانس کشور"]),
        ("بیمارستان طالقانی و بیمارستان قائم پر شدند", ["بیمارستان طالقانی", "بیمارستان قائم"]),
        ("دیوان عالی و برت کاوانو", ["دیوان عالی", "برت کاوانو"]),
        ("وزارت راه و شهرسازی اعلام کرد", ["وزارت راه و شهرسازی"]),
        ("بانک زنبیل‌بافان نمی‌رود", ["بانک زنبیل‌بافان"]),
        ("بانک زنبیل‌بافان آماده‌اند", ["بانک زنبیل‌بافان"]),
    ],
)
def test_where_names_end(find: FindEntities, text: str, names: list[str]) -> None:
    """«و» goes on with a common noun only, not with a name or another head; verbs end a name."""
    assert [entity.name for entity in find(draft(text)).entities] == names


@pytest.mark.parametrize(
    ("text", "ref", "mentions"),
    [
        ("به گزارش خبرگزاری جمهوری اسلامی (ایرنا) باران بارید", "irna", ["خبرگزاری جمهوری اسلامی", "ایرنا"]),
        ("به گزارش خبرگزاری دولتی ایرنا باران بارید. ایرنا افزود", "irna", ["خبرگزاری دولتی ایرنا", "ایرنا"]),
        ("پژواک و خبرگزاری پژواک", "pajhwok", ["پژواک", "خبرگزاری پژواک"]),
        ("خبرگزاری دانشجویان ایران (ایسنا)", "isna", ["خبرگزاری دانشجویان ایران", "ایسنا"]),
    ],
)
def test_an_agency_is_one_whatever_it_is_called(find: FindEntities, text: str, ref: str, mentions: list[str]) -> None:
    """Kind, owner and short name in brackets do not make another agency."""
    (entity,) = find(draft(text)).entities
    assert entity.ref == f"khabar:{ref}"
    assert [mention.text for mention in entity.mentions] == mentions


def test_names_unknown_elsewhere_are_found_again(find: FindEntities) -> None:
    """What a cue shows once is a name in the whole story."""
    found = named(find(draft("شرکت «زنبیل‌بافان» آتش گرفت.", "مدیران زنبیل‌بافان آمدند.")).entities)
    assert found["زنبیل‌بافان"] == ("ORG", ["زنبیل‌بافان", "زنبیل‌بافان"])


@pytest.mark.parametrize(
    "text", ["فیلم «چرا؟»", "شرکت «» و", "Airbus A-ایران", "سازمان ملل-", "(اسد): وزیر", "کتاب «؟!»"]
)
def test_spans_begin_and_end_with_letters(find: FindEntities, text: str) -> None:
    """Marks are no part of a name."""
    texts = [mention.text for entity in find(draft(text)).entities for mention in entity.mentions]
    assert all(text[0].isalnum() and text[-1].isalnum() for text in texts)


def test_other_languages_pass_unchanged(find: FindEntities) -> None:
    """Only Persian and Dari stories are read."""
    story = draft("ایران", language="ar")
    assert find(story) is story
    assert find(replace(story, language="prs")).entities[0].ref == "iso3166:IR"


def test_the_model_is_named(find: FindEntities) -> None:
    """The draft says which model found the names, and keeps what others said."""
    story = replace(draft("ایران"), models={"tone": "x"})
    assert find(story).models == {"tone": "x", "entities": "rules-1"}
