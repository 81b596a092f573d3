"""What a wire does to a story: the lede said twice, credits, copies, corrections, remnants of other systems."""

import re
from dataclasses import replace
from datetime import datetime

from persiantools.jdatetime import JalaliDate

from seeds.wire import Story

AGENCIES = ("مهر", "ایسنا", "ایرنا", "فارس", "تسنیم", "ایلنا")
ZWNJ, RLM, RLE, PDF, BOM = "\u200c", "\u200f", "\u202b", "\u202c", "\ufeff"
_ARABIC = str.maketrans("یک", "\u064a\u0643")  # Arabic yeh and kaf
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_NUMBER = re.compile(r"[۰-۹]{2,}|[0-9]{2,}")
_CREDIT = re.compile(rf"^به گزارش (?:خبرگزاری |خبرنگار )?(?:{'|'.join(AGENCIES)})، ")
_RETELLINGS = (
    lambda lede: lede,
    lambda lede: lede.translate(_ARABIC),
    lambda lede: lede,
    lambda lede: lede.replace(ZWNJ, " "),
    lambda lede: lede.removesuffix("."),
    lambda lede: lede,
    lambda lede: lede.replace(" و ", "  و "),
    lambda lede: lede.translate(_DIGITS),
)


def with_repeated_lede(story: Story, number: int) -> Story:
    """Open the body with the lede again, as Persian wires do: to the letter, or typed a little differently."""
    retold = _RETELLINGS[number % len(_RETELLINGS)](story.lede)
    return replace(story, paragraphs=(retold, *story.paragraphs))


def with_credit(story: Story, reporter: str = "خبرگزاری") -> Story:
    """Begin the paragraph after the lede with the agency's credit, unless the story has one."""
    credited = any("به گزارش" in text or "به نقل" in text for text in (story.lede, *story.paragraphs))
    if credited or story.outlet not in AGENCIES:
        return story
    first, *rest = story.paragraphs
    return replace(story, paragraphs=(f"به گزارش {reporter} {story.outlet}، {first}", *rest))


def copied(story: Story, credit: bool = False) -> Story:
    """Give the same story as another agency carries it, under its own id, with its own `credit` where asked."""
    outlet = next(name for name in AGENCIES[len(story.headline) % 5 :] + AGENCIES if name != story.outlet)
    copy = replace(story, id=f"{story.id}-copy", outlet=outlet, url=f"{story.url}-copy")
    if not credit or _CREDIT.match(story.lede):
        return copy
    own = f"به گزارش خبرگزاری {outlet}، "
    return replace(copy, paragraphs=tuple(_CREDIT.sub(own, text) for text in story.paragraphs))


def retyped(story: Story) -> Story:
    """Type the whole story on an Arabic keyboard, with more blanks than needed and right-to-left marks."""
    body = tuple(text.translate(_ARABIC).replace("، ", f"،{RLM}  ") for text in story.paragraphs)
    return replace(story, headline=story.headline.translate(_ARABIC), lede=f"{RLM}{story.lede}", paragraphs=body)


def corrected(story: Story) -> Story:
    """Give the story's version 2, in which a number is another one (or a sentence is added where there is none)."""
    found = _NUMBER.search(" ".join((story.lede, *story.paragraphs)))
    if not found:
        return replace(continued(story), version=2)
    old, new = found.group(), _next(found.group())
    body = tuple(text.replace(old, new) for text in story.paragraphs)
    headline = story.headline.replace(old, new)
    return replace(story, version=2, headline=headline, lede=story.lede.replace(old, new), paragraphs=body)


def continued(story: Story) -> Story:
    """Give the story under the same id and version with a sentence more."""
    return replace(story, paragraphs=(*story.paragraphs, "جزئیات بیشتر این خبر در ادامه منتشر خواهد شد."))


def marked_up(story: Story) -> Story:
    """Leave in the body what a web editor left there: tags and entities."""
    body = [f"<p>{text.replace('«', '&laquo;').replace('»', '&raquo;')}<br /></p>" for text in story.paragraphs]
    return replace(story, paragraphs=tuple(text.replace(" که ", "&nbsp;که ") for text in body))


def with_bidi_marks(story: Story) -> Story:
    """Add the invisible marks that editors paste along: BOM, embeddings, right-to-left marks around quotations."""
    body = tuple(text.replace("«", f"{RLM}«").replace("»", f"»{RLM}") for text in story.paragraphs)
    return replace(story, headline=f"{BOM}{RLE}{story.headline}{PDF}", paragraphs=body)


def in_solar_words(time: datetime) -> str:
    """Write a time as Persian sites show it: «دوشنبه ۱۰ شهریور ۱۴۰۴ - ۰۶:۰۰:۰۲»."""
    day = JalaliDate(time.date()).strftime("%A %d %B %Y", locale="fa")
    return f"{day} - {time:%H:%M:%S}".translate(_PERSIAN_DIGITS)


def _next(number: str) -> str:
    """Give the number with another last digit, 9 after 8 and 1 after 9."""
    digits = "۰۱۲۳۴۵۶۷۸۹" if number[-1] in "۰۱۲۳۴۵۶۷۸۹" else "0123456789"
    return number[:-1] + digits[digits.index(number[-1]) % 9 + 1]
