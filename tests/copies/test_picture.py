"""The picture, the page and the table of who copies whom."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import orjson
import pytest

from pipeline.copies.graph import add_up
from pipeline.copies.page import page
from pipeline.copies.picture import draw
from pipeline.copies.table import json_lines, table
from pipeline.rtl import LRM

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "style", "rect", "g", "path", "text"}
HOSTILE = (
    "<script>alert(1)</script>", "]]><script>", "</text></svg><img src=x onerror=alert(1)>", "&lt;b&gt; & &#60;",
    "\" onload=\"alert(1)", "' onmouseover='x", "</style><style>*{fill:url(http://x)}", "\x00\x08\x1b[2J\ud800\ufffe",
    "\u202eکپی\u2066", "a" * 100_000, "--><!--", "${x}{{y}}",
)  # fmt: skip


@pytest.fixture
def graph(note):
    """A small graph: one Persian pair, one of a Latin name, one without a name."""
    notes = [note(delay_s=60 * minutes) for minutes in (1, 12, 30)] + [note("irna", kind="near"), note(None)]
    return add_up([*notes, note("مهر")])


@pytest.fixture
def hostile(note):
    """A graph whose outlets try to become markup."""
    return add_up(note(name, other) for name in HOSTILE for other in ("مهر", HOSTILE[0]))


def texts(svg: str) -> list[str]:
    """Give what is written in a picture."""
    return ["".join(found.itertext()) for found in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_picture_says_who_how_often_and_how_fast(graph):
    """Names, count and median delay of each edge, as text; what is not drawn is told."""
    shown = texts(draw(graph, 50))
    assert {"مهر", "تسنیم", "irna", "(no outlet)", "3×", "+12 min", "5×"} <= set(shown)
    assert "5 copies between 4 outlets, received 2025-09-01" in shown
    assert "Left out: 1 repeat within an outlet" in shown


def test_tooltips_tell_the_rest(graph):
    """Kinds, the fastest, and both roles of an outlet."""
    tips = {"".join(found.itertext()) for found in ElementTree.fromstring(draw(graph, 50)).iter(f"{SVG}title")}
    plain = {re.sub("[\u2068\u2069]", "", tip) for tip in tips}
    assert "تسنیم copied مهر 3 times: copy 3; median 12 min later, the fastest 60 s" in plain
    assert "مهر was copied 5 times and copied others 0 times" in plain


def test_only_the_strongest_edges_are_drawn(graph):
    """And the picture says how many are left out."""
    svg = draw(graph, 1)
    assert svg.count('class="edge"') == 1
    assert "Left out: 2 weaker pairs with 2 copies; 1 repeat within an outlet" in texts(svg)


def test_persian_runs_from_right_to_left(graph):
    """Its direction is said, and the anchor is that of its reading."""
    found = [at for at in ElementTree.fromstring(draw(graph, 50)).iter(f"{SVG}text") if at.get("class") == "name"]
    ways = {at.text: (at.get("direction"), at.get("text-anchor")) for at in found}
    assert ways == {"مهر": ("rtl", "start"), "تسنیم": ("rtl", "end"), "irna": ("ltr", "start")}


def test_the_picture_follows_light_and_dark_and_loads_nothing(graph):
    """No address but the namespace, no script, no font file."""
    svg = draw(graph, 50)
    assert "prefers-color-scheme: dark" in svg
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"url\(|@import|@font-face|<script|href", svg)


def test_names_are_no_markup_in_the_picture(hostile):
    """It parses as XML, holds only what we draw, and no attribute but ours; no control reaches it."""
    svg = draw(hostile, 50)
    tree = ElementTree.fromstring(svg)
    assert {at.tag.removeprefix(SVG) for at in tree.iter()} == DRAWN
    assert not [name for at in tree.iter() for name in at.attrib if name.startswith("on") or "href" in name]
    assert len(list(tree.iter(f"{SVG}style"))) == 1
    assert not re.search("[\x00-\x08\x1b\u202a-\u202e\u2066\u2067\ufffe\ud800-\udfff]", svg)
    assert len(svg) < 100_000
    assert any("<script>" in words for words in texts(svg))


def test_names_are_no_markup_in_the_page(hostile):
    """Nor in its table; and its policy lets no script run anyway."""
    written = page(hostile, 50)
    tags: set[str] = set()

    class Tags(HTMLParser):
        def handle_starttag(self, tag, attrs):
            tags.add(tag)
            assert not [name for name, _ in attrs if name.startswith("on")]

    Tags().feed(written)
    page_own = {
        "html",
        "head",
        "meta",
        "body",
        "details",
        "summary",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "bdi",
    }
    assert tags == page_own | DRAWN
    assert "default-src 'none'" in written
    written.encode("utf-8")


def test_the_page_holds_every_edge(graph):
    """Those that the picture leaves out too."""
    written = page(graph, 1)
    assert written.count("<tr>") == 1 + 3
    assert "<td><bdi>irna</bdi></td>" in written


def test_the_table_has_columns(graph):
    """Names to the left, figures to the right, under each other whatever the script."""
    head, *rows, _, left_out = (line.replace(LRM, "") for line in table(graph, 2, "logical"))
    assert rows[0].split() == ["مهر", "تسنیم", "3", "+12", "min", "+60", "s", "copy", "3"]
    assert {line.rindex("+60 s") for line in rows} == {head.index("fastest") + len("fastest") - len("+60 s")}
    assert left_out.startswith("Left out: 1 weaker pair with 1 copy")


def test_edges_are_json_lines(graph):
    """For other programs."""
    first = orjson.loads(next(json_lines(graph)))
    assert (first["source"], first["copier"], first["copies"], first["median_s"]) == ("مهر", "تسنیم", 3, 720.0)
