"""Clean on any text at all: it never fails, it settles, its map is exact, its time is linear."""

import re
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from time import process_time

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.alignment import Alignment
from pipeline.draft import Draft, Part
from pipeline.errors import RecordError
from pipeline.steps.accept import Accept
from pipeline.steps.clean import Clean
from schemas.record import Record

PIECES = [
    *"آابپتثمینهوکیيكئأؤۀةء۰۱5٣٫٬.،؛:!؟?»«()[]{}\"'/-+%*_…\n\t¬ﻻﷲ﷼ﺂ٪aBz@#", " ", " ", " ", "  ",
    "\u200c", "\u200c", "\u200d", "\u200f", "\u200b", "\u0640", "\u064e", "\u0653", "\u0654", "\u00a0",  # invisible
    " \u0640 ", "۵\u0640", "۲ :", ":۵۰", " :3.5", "\U0001f469", "\u200d\U0001f680", "\u06c0", "#", "ه.ش", "ام.اس",
    "irna.ir/", "۳،۵", "درصد", "۲،۷", " میلیون", ":smile:", "1\ufe0f\u20e3", "\u20e3", "021-66 40 12 34",
    "می", "نمی", "ها", "های", "هها", "ای", "بی", "سی", "ان", "ام", "او", "دی", "تر", "ه", "ش",
    "خانه", "برنامه", "کتاب", "ماه", "شود", "رود",
    "2021", "http://a.ir/b", "www.", "...", "F-35", "x@y.ir", "3.5", "1399/11/08", "+98 21 555", "0912",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
LANGUAGES = st.sampled_from(["fa", "ar"])

ACCEPT, CLEAN = Accept(), Clean()


def cleaned(text: str, language: str = "fa") -> Part | None:
    """The clean part, or None when nothing is left."""
    draft = Draft(
        origin="test:1", received="2025-01-01T00:00:00+00:00", id="t-1", id_from="given", version=1, outlet=None,
        url=None, published=None, claimed_language=None, extra={}, language=language,
        headline=None, lede=None, paragraphs=(Part(text, "text", Alignment.identity(len(text))),),
    )  # fmt: skip
    try:
        return CLEAN(draft).paragraphs[0]
    except RecordError:
        return None


@settings(max_examples=500, deadline=None)
@given(TEXTS, LANGUAGES)
def test_a_clean_text_stays(text: str, language: str) -> None:
    """Cleaning twice is cleaning once."""
    once = cleaned(text, language)
    if once:
        twice = cleaned(once.text, language)
        assert twice is not None
        assert twice.text == once.text


@settings(max_examples=500, deadline=None)
@given(TEXTS, LANGUAGES)
def test_the_map_is_monotone_and_inside_the_source(text: str, language: str) -> None:
    """Source spans follow each other as the characters do, from 0 to the source's end."""
    one = cleaned(text, language)
    if one:
        assert (one.alignment.length, one.alignment.source_length) == (len(one.text), len(text))
        spans = [one.alignment.to_source(at, at + 1) for at in range(len(one.text))]
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert all(left[1] <= right[0] or left == right for left, right in pairwise(spans))


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_every_word_was_made_from_its_source(text: str) -> None:
    """A clean word's source span, cleaned alone, has the word's letters: the span is neither short nor long."""
    one = cleaned(text)
    for word in re.finditer(r"[^\W\d_]+", one.text if one else ""):
        start, end = one.alignment.to_source(*word.span())
        expected = letters_of(cleaned(word[0]))  # inside an address the word isn't clean
        assert expected in letters_of(cleaned(text[start:end]))
        assert expected != letters_of(cleaned(text[start + 1 : end]))


HTML = [
    "<p hidden>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br>",
    "<script>x()</script>",
    "<!-- x -->",
    "&nbsp;",
    "&laquo;",
    "&#1740;",
    "<",
]
BODIES = st.lists(st.sampled_from([*PIECES, *HTML, *HTML]), max_size=30).map("".join)


@settings(max_examples=500, deadline=None)
@given(BODIES)
def test_spans_lead_from_html_to_clean_text_and_back(body: str) -> None:
    """Through markup and clean source spans are in order, inside the body, and lead back to their characters."""
    value = orjson.dumps({"headline": "ت", "body": body})
    draft = CLEAN(replace(ACCEPT(Record(value, "test:1", "2025-01-01T00:00:00+00:00")), language="fa"))
    last = 0
    for part in draft.paragraphs:
        spans = [part.alignment.to_source(at, at + 1) for at in range(len(part.text))]
        assert all(left[0] <= right[0] and left[1] <= right[1] for left, right in pairwise(spans))
        assert last <= spans[0][0] <= spans[-1][1] <= len(body)
        last = spans[-1][1]
        for at, (start, end) in enumerate(spans):
            first, final = part.alignment.to_text(start, end)
            assert start == end or first <= at < final
            assert end != start + 1 or not part.text[at].isdecimal() or int(body[start]) == int(part.text[at])


def letters_of(part: Part | None) -> str:
    """Only the letters of a part."""
    return letters(part.text if part else "")


def letters(text: str) -> str:
    """Only the letters."""
    return re.sub(r"[\W\d_]", "", text)


@pytest.mark.parametrize(
    "piece",
    ["ا", " ", "\u200c", "\u064e", "\u0301", "\ufdfd", "ها ", "خانه ای ", "می ", "هها", '"', '"a', ".", ". ", "( ",
     "1", "1,", "1/", "00", "a.", "a@", "http://"],
)  # fmt: skip
@pytest.mark.parametrize("end", ["", "رفت"])
def test_time_is_linear(piece: str, end: str) -> None:
    """Four times the text takes about four times the time, whatever it is made of: «می می می … رفت»."""
    small, large = (min(seconds(piece * (size // len(piece)) + end) for _ in range(2)) for size in (20_000, 80_000))
    assert large < 10 * small + 0.05


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, *HTML, '<a href="', "</", "&lt;", "Ø³Ù„Ø§Ù…"]), min_size=1, max_size=6))
def test_time_is_linear_whatever_is_repeated(pieces: list[str]) -> None:
    """Reading and cleaning four times the body takes about four times the time, however it is put together."""
    piece = "".join(pieces)
    small, large = (min(body_seconds(piece * (size // len(piece))) for _ in range(2)) for size in (5_000, 20_000))
    assert large < 10 * small + 0.05


def body_seconds(body: str) -> float:
    """Processor time of reading and cleaning a story with `body`."""
    record = Record(orjson.dumps({"headline": "ت", "body": body}), "test:1", "2025-01-01T00:00:00+00:00")
    start = process_time()
    with suppress(RecordError):
        CLEAN(replace(ACCEPT(record), language="fa"))
    return process_time() - start


def seconds(text: str) -> float:
    """Processor time of cleaning `text`."""
    start = process_time()
    cleaned(text)
    return process_time() - start
