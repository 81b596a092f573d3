"""Clean against hazm's Normalizer, the reference: the same on ordinary sentences, better where hazm errs."""

import re
from collections.abc import Callable
from importlib.resources import files

import orjson
import pytest
from hazm import Normalizer

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.steps.clean import Clean

ZWNJ = "\u200c"
# What hazm damages, or writes in another way than we do, has tests of its own.
SPECIAL = re.compile(r"[A-Za-z+%/¬\u200e\u200f\ufeff<&]|\d[^\w\s]+\d|-\d|\b(?:بی|سی|ان)[ \u200c](?:بی|سی|ان|پی)\b")

type Normalize = Callable[[str], str]


@pytest.fixture(scope="module")
def hazm() -> Normalize:
    """hazm's own normaliser."""
    return Normalizer().normalize


@pytest.fixture(scope="module")
def ours() -> Normalize:
    """The clean text of one paragraph."""
    clean = Clean()

    def normalize(text: str) -> str:
        part = Part(text, "text", Alignment.identity(len(text)))
        draft = Draft(
            origin="test:1", received="2025-01-01T00:00:00+00:00", id="t-1", id_from="given", version=1, outlet=None,
            url=None, published=None, claimed_language=None, extra={}, language="fa",
            headline=None, lede=None, paragraphs=(part,),
        )  # fmt: skip
        return clean(draft).paragraphs[0].text

    return normalize


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    """Ordinary paragraphs of the stories that ship as seeds."""
    found: dict[str, None] = {}
    for line in (files("seeds") / "stream.jsonl").read_bytes().splitlines():
        try:
            story = orjson.loads(line)
        except ValueError:
            continue
        body = story.get("body") if isinstance(story, dict) else None
        if isinstance(body, list) and story.get("language") == "fa":
            found |= dict.fromkeys(text.strip() for text in body if isinstance(text, str) and text.strip())
    return [text for text in found if not SPECIAL.search(text)]


SHRIMP = re.compile(f"(?<!\\w)می{ZWNJ}گوی(?![\\w{ZWNJ}])")  # hazm takes it for a verb, we for میگو with its «ی»
VARIANTS: dict[str, Normalize] = {
    "as written": str,
    "blanks for half-spaces": lambda text: text.replace(ZWNJ, " "),
    "no half-spaces": lambda text: text.replace(ZWNJ, ""),
    "Arabic keyboard": lambda text: text.replace("ی", "ي").replace("ک", "ك"),
    "Latin digits": lambda text: text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")),
    "straight quotes": lambda text: text.replace("«", '"').replace("»", '"'),
    "no blank after marks": lambda text: re.sub(r"([،.؛:»)]) ", r"\1", text),
    "blank before marks": lambda text: re.sub(r"(?<=\w)([،.؛:»)])(?!\d)", r" \1", text).replace("«", "« "),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_ordinary_sentences_come_out_as_from_hazm(
    hazm: Normalize, ours: Normalize, sentences: list[str], variant: str
) -> None:
    """However a sentence is typed, ours and hazm's text are the same, but for a noun that hazm takes for a verb."""
    typed = [VARIANTS[variant](text) for text in sentences]
    assert len(typed) > 200
    assert [ours(text) for text in typed] == [SHRIMP.sub("میگوی", hazm(text).strip()) for text in typed]


@pytest.mark.parametrize(
    ("text", "from_hazm", "why"),
    [
        ("رشد 3.5 درصد", "رشد ۳ ٫ ۵ درصد", "a decimal is one number"),
        ("در 1399/11/08 بود", "در ۱۳۹۹ / ۱۱ / ۰۸ بود", "a date is one number"),
        ("جنگنده F-35 بود", "جنگنده F- ۳۵ بود", "a code is one name"),
        ("نتیجه ۲-۱ شد", "نتیجه ۲ - ۱ شد", "a score is one number"),
        ("انتهای پیام/", "انتهای پیام /", "a slash clings to its word"),
        ("شبکه ان اچ کی", f"شبکه{ZWNJ}ان اچ کی", "«ان» is the letter N here"),
        ("خانم می با او", f"خانم می{ZWNJ}با او", "no verb begins with با"),
        ("رفت «ترزا می» گفت", f"رفت «ترزا می{ZWNJ}» گفت", "«می» before a mark is no prefix"),
        ("کتاب ووویچ", "کتاب ویچ", "a name keeps its letters"),
        ("ا\u0653ن مرد", "ان مرد", "madda makes another letter"),
        ("نگفت\u06d4 رفت", "نگفت رفت", "the Urdu full stop ends a sentence"),
        ("۱۸\u200cساله بود", "۱۸ \u200cساله بود", "a half-space after a number is right"),
        ("کاهش ۵٪ بود", "کاهش ۵ ٪ بود", "the percent sign clings to its number"),
    ],
)
def test_where_ours_differs(hazm: Normalize, ours: Normalize, text: str, from_hazm: str, why: str) -> None:
    """What hazm makes of these is wrong; when a release of hazm mends one, this test says so."""
    assert hazm(text) == from_hazm, why
    assert ours(text) != from_hazm, why
