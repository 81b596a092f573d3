"""Short stories, of which two in five repeat an earlier one: a copy, and an excerpt under another headline."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import orjson

TOWNS = ("تبریز", "شیراز", "اهواز", "رشت", "کرمان", "زاهدان", "سنندج", "یزد", "هرات", "کابل", "بلخ", "بامیان")
MADE = ("پارک", "کتابخانه", "درمانگاه", "ورزشگاه", "پل", "دبستان", "آزمایشگاه", "نیروگاه", "کارخانه", "انبار")
OFFICES = ("شهرداری", "استانداری", "فرمانداری", "دانشگاه", "وزارت", "سازمان")
TOLD = ("کارگران", "مهندسان", "پزشکان", "معلمان", "کشاورزان", "نویسندگان", "جوانان", "پژوهشگران")
WORK = ("آب", "برق", "گاز", "راه", "خاک", "هوا", "چوب", "نان", "دارو", "کتاب")

RECENT, LONG = 3, 1500  # of how many stories before it one is repeated, in turns of chance


@dataclass(frozen=True, slots=True)
class Told:
    """A story to be published, the kind of duplicate that it is (or new), and the number of the one that it repeats.

    A new one's is its own.
    """

    value: bytes
    number: int
    kind: str
    first: int

    @property
    def key(self) -> int:
        """What chooses the partition: an excerpt follows its story in one, or else it might be judged before it."""
        return self.number if self.kind == "copy" else self.first


def stream(count: int) -> list[Told]:
    """Make stories; of each five the fourth is a copy and the fifth an excerpt, of one just told or of long before."""
    chance, firsts, made = random.Random(20261123), [], []
    for number in range(count):
        kind = {3: "copy", 4: "near"}.get(number % 5, "new")
        if kind == "new":
            firsts.append(number)
        first = number if kind == "new" else chance.choice(firsts[-chance.choice((RECENT, LONG)) :])
        made.append(Told(_value(number, kind, first), number, kind, first))
    return made


def _value(number: int, kind: str, first: int) -> bytes:
    headline, *paragraphs = _text(first)
    if kind == "copy":
        paragraphs = [f"به گزارش خبرگزاری ب، {paragraphs[0]}", *paragraphs[1:], "انتهای پیام/"]
    elif kind == "near":
        headline, paragraphs = headline.removesuffix(" گشوده شد"), paragraphs[:2]
    outlet = {"new": "الف", "copy": "ب", "near": "پ"}[kind]
    story = {"id": f"story-{number}", "outlet": outlet, "headline": headline, "body": paragraphs}
    return orjson.dumps(story)


def _text(number: int) -> Sequence[str]:
    """Give a headline and paragraphs unlike those of any other number."""
    chance = random.Random(number)
    town, made, office, told, work = map(chance.choice, (TOWNS, MADE, OFFICES, TOLD, WORK))
    return (
        f"{made} شماره {number} در {town} گشوده شد",
        f"{office} {town} {made} شماره {number} را با {number * 3 + 100} متر مربع زمین گشود.",
        f"{told} گفتند که ساخت آن {chance.randint(2, 40)} ماه طول کشید و کار {work} آن {number} بار از نو آغاز شد.",
        f"بهای آن {number * 7 + 31} میلیون تومان بود و {chance.randint(50, 5000)} نفر در آن کار خواهند کرد.",
    )
