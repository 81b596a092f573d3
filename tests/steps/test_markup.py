"""Markup: what HTML becomes, what only looks like HTML, and the map back to it."""

import random
from itertools import pairwise
from time import process_time

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.draft import Draft
from pipeline.errors import RecordError
from pipeline.steps.accept import Accept
from pipeline.steps.legible import legible
from pipeline.steps.markup import without_markup
from schemas.record import Record
from schemas.refusal import Reason

ACCEPT = Accept()

PIECES = [
    "<", "</", ">", "/>", "<p>", "</p>", "<br>", "<div class='x'>", "</div>", "<p hidden>",
    "<div style='display:none'>", "<li hidden>", "<span hidden>", "</span>", "<script>", "</script>", "<style>",
    "</style>", "<iframe src=x>", "</iframe>", "<svg>", "</svg>", "<title>", "</title>", "<textarea>", "<pre>",
    "</pre>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml ", "<!DOCTYPE html>", "<o:p>", "<x-y>", "</x-y>", "<sup>",
    "</sup>", "<b", "<a href=\"", "=", "\"", "'", "&", "&amp;", "&lt;", "&gt;", "&nbsp", "&nbsp;", "&#1587;",
    "&#x633", "&laquo;", "&copy", " ", " ", "\n", "\n\n", "\r\n", "\0", "\v", "\u00a0", "\u2028", "\ud800", "سلام",
    "متن", "۵", "5", "a", "x", "R&D", "https://a.ir/?a=1&b=2", "<a@b.ir>", "\U0001f600", "\u0130", "\u212a", "Ø³Ù„Ø§Ù…",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


def accept(**fields: object) -> Draft:
    """The draft of a JSON story."""
    return ACCEPT(Record(orjson.dumps(fields), "test:1", "2025-01-01T00:00:00+00:00"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>یک</p><p>دو</p>", ["یک", "دو"]),
        ("یک<br>دو<br />سه<BR/>چهار", ["یک", "دو", "سه", "چهار"]),
        ("<div>یک<div>دو</div>سه</div>", ["یک", "دو", "سه"]),
        ("<h2>عنوان</h2>متن<ul><li>الف<li>ب</ul>", ["عنوان", "متن", "الف", "ب"]),
        ("<p>واژه <b>سیا</b>ه و <a href='https://a.ir/?x=1&y=2' title=\"a>b\">پیوند</a></p>", ["واژه سیاه و پیوند"]),
        ("<table><tr><td>۱۲</td><td>۵</td></tr><tr><td>سه</td></tr></table>", ["۱۲  ۵", "سه"]),
        ("الف<img src=x>ب", ["الف ب"]),
        ("الف<script>if (a<b) { p('</p>') }</script>ب<style>p{color:red}</style>پ", ["الفبپ"]),
        ("الف<iframe src=x>نشد</iframe>ب<noscript><img src=x>نشد</noscript>پ", ["الف بپ"]),
        ("الف<svg><title>نشان</title><path d='M0'/></svg>ب<select><option>۱</select>", ["الفب"]),
        ("الف<!-- نه --><!----><!DOCTYPE html><?php echo 1 ?>ب", ["الفب"]),
        ("<![CDATA[<p>یک</p>دو]]>", ["یک", "دو"]),
        ("<html><head><title>نه</title></head><body><p>یک</p></body></html>", ["یک"]),
        ("یک<o:p></o:p> دو<x-box>سه</x-box>", ["یک دوسه"]),
        ("&laquo;سلام&raquo;&nbsp;&#1587;&#x633;&#1587 &hellip;&zwnj;", ["«سلام»\u00a0سسس …"]),
        ("R&amp;D و AT&amp;T و ۵ &lt; ۶", ["R&D و AT&T و ۵ < ۶"]),
        ("&nbsp یک &laquo دو", ["یک « دو"]),
        ("&lt;p&gt;یک&amp;nbsp;دو&lt;/p&gt;&lt;p&gt;سه&lt;/p&gt;", ["یک\u00a0دو", "سه"]),
        ("<p>یک\nدو\r\n  سه\n\nچهار</p>", ["یک دو سه", "چهار"]),
        ("<pre>یک\nدو</pre>", ["یک\nدو"]),
        ("<b>یک</b>\nدو", ["یک\nدو"]),
        ("۱۰<sup>۶</sup> و م<sup>۲</sup> و CO<sub>2</sub>", ["۱۰^۶ و م^۲ و CO2"]),
        ("۱۰<sup>-۹</sup> متر، ۱۰<sup><b>۶</b></sup>، ۱۰<b><sup>۶</sup></b>", ["۱۰^-۹ متر، ۱۰^۶، ۱۰^۶"]),
        ("<s>۵۰۰</s>۶۰۰ تومان، <del>۲</del>۳", ["۵۰۰ ۶۰۰ تومان، ۲ ۳"]),
        ("۵<![CDATA[۶]]>۷", ["۵۶۷"]),
        ("</p>یک</div>دو<p>سه", ["یک", "دو", "سه"]),
        ("<p class=a title='x>یک</p><p>دو</p>", ["یک", "دو"]),
        ("<script>یک", ["یک"]),
        ("<svg>یک<p>دو", ["یک", "دو"]),
        ("<plaintext>یک<p>دو", ["یک", "دو"]),
    ],
)  # fmt: skip
def test_html_becomes_paragraphs_of_text(text: str, expected: list[str]) -> None:
    """Blocks and line breaks divide, inline tags vanish, code and comments go, references become characters."""
    assert [part.text for part in accept(headline="ت", body=text).paragraphs] == expected


@pytest.mark.parametrize(
    "text",
    [
        "قیمت < ۵۰۰ و > ۳۰۰", "شرکت R&D و AT&T و M&A; و Q&A", "اگر a<b و c>d", "نشانی <info@mehrnews.com> را",
        "پیوند <https://a.ir/?a=1&copy=2&lt=3&reg=4>", "پیوند https://a.ir/?a=1&nbsp=2&amp=3", "«<» و «>» و «&»",
        "جنگنده <F-35> و <گروه>", "متن <b", "متن <b و c>", "متن <!-- بی پایان", "متن <![CDATA[ بی پایان", "</ p> و </>",
        "&bogus; &#; &#x; &", "<<گفت>> و <- و ->", "متن <?", "I <3 you", "<p title=\"بی پایان",
    ],
)  # fmt: skip
def test_what_only_looks_like_html_stays(text: str) -> None:
    """A lone "<" or "&", an address, a comparison, an unknown tag, a comment without an end are text."""
    assert legible(text)[0] == text


def test_each_field_is_read() -> None:
    """Headline, lede and the items of a list are HTML, too, and each part stands where it says."""
    story = {"headline": "<b>تیتر</b>", "lede": "<p>چکیده &amp; باقی</p>", "body": ["<p>یک</p><p>دو</p>", "سه", "<br>"]}
    draft = accept(**story)
    assert (draft.headline.text, draft.lede.text) == ("تیتر", "چکیده & باقی")
    assert [(part.text, part.source_part, part.index) for part in draft.paragraphs] == [
        ("یک", "body.0", 0), ("دو", "body.0", 1), ("سه", "body.1", 2),
    ]  # fmt: skip
    second = draft.paragraphs[1]
    assert second.alignment.to_source(0, 2) == (12, 14)
    assert second.alignment.to_text(12, 14) == (0, 2)
    start, end = draft.lede.alignment.to_source(6, 7)
    assert story["lede"][start:end] == "&amp;"


def test_a_story_of_nothing_but_markup_has_no_text() -> None:
    """Tags around nothing are no story."""
    with pytest.raises(RecordError) as refused:
        accept(headline="<b></b>", body="<script>x()</script><img src=x>")
    assert refused.value.reason is Reason.NO_TEXT


def test_a_plain_text_record_may_hold_tags_but_not_be_html() -> None:
    """Tags and references in a text file are read; a file that begins with a tag is refused as before."""
    made = ACCEPT(
        Record("تیتر\n\nچکیده &laquo;نو&raquo;<br>\n\n<p>یک</p><p>دو</p>".encode(), "t:1", "2025-01-01T00:00:00Z")
    )
    assert [part.text for _, part in made.parts()] == ["تیتر", "چکیده «نو»", "یک", "دو"]
    for html in ("<p>تیتر</p>\n\n<p>چکیده</p>", "تیتر\n\n<script>x()</script>"):
        with pytest.raises(RecordError) as refused:
            ACCEPT(Record(html.encode(), "t:1", "2025-01-01T00:00:00Z"))
        assert refused.value.reason is Reason.NOT_A_STORY


def test_a_text_that_never_settles_stays_as_it_came() -> None:
    """Tags within tags within tags are no HTML that anybody writes."""
    text = "<" * 9 + "b>" * 9
    assert without_markup(text)[0] is text


@settings(max_examples=1000, deadline=None)
@given(TEXTS)
def test_the_map_is_exact(text: str) -> None:
    """Outside the stretches that were changed, text and source are the same; together they are all of both."""
    plain, alignment = legible(text)
    assert (alignment.length, alignment.source_length) == (len(plain), len(text))
    rows = [(0, 0, 0, 0), *zip(*alignment.blocks, strict=True), (len(plain), len(plain), len(text), len(text))]
    for (_, text_end, _, source_end), (text_start, _, source_start, _) in pairwise(rows):
        assert plain[text_end:text_start] == text[source_end:source_start]


@settings(max_examples=1000, deadline=None)
@given(TEXTS)
def test_reading_again_changes_nothing(text: str) -> None:
    """What was read is text; reading is done once and for all."""
    plain = legible(text)[0]
    assert legible(plain)[0] == plain


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_paragraphs_stand_where_they_say(text: str) -> None:
    """Each paragraph maps into the body, in order, and the body's span maps back to the paragraph."""
    try:
        draft = accept(headline="ت", body=text.encode("utf-8", "replace").decode())
    except RecordError:
        return
    places = [part.alignment.to_source(0, len(part.text)) for part in draft.paragraphs]
    assert all(left[1] <= right[0] for left, right in pairwise(places))
    for part, place in zip(draft.paragraphs, places, strict=True):
        assert 0 <= place[0] < place[1] <= len(text)
        assert part.alignment.to_text(*place) == (0, len(part.text))


@pytest.mark.parametrize("piece", [*PIECES, "<p>x</p>", "<a:b>", "<b/", "<p ", "&amp;lt;b&amp;gt;", "<b" + " " * 50])
def test_time_is_linear(piece: str) -> None:
    """Four times the HTML takes about four times the time, however broken it is."""
    small, large = (min(seconds(piece * (size // len(piece))) for _ in range(2)) for size in (10_000, 40_000))
    assert large < 10 * small + 0.05


def test_broken_html_takes_little_time() -> None:
    """10 kB of shuffled tags take less than 50 ms."""
    shuffle = random.Random(3)
    for _ in range(10):
        assert min(seconds("".join(shuffle.choices(PIECES, k=2_500))[:10_000]) for _ in range(2)) < 0.05


def seconds(text: str) -> float:
    """Processor time of reading `text`."""
    start = process_time()
    legible(text)
    return process_time() - start
