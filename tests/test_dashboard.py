"""The live picture: numbers, sparkline, story, and its fit into any terminal."""

import io
from dataclasses import replace
from time import process_time

import pytest
from rich.console import Console
from rich.text import Text

from pipeline.dashboard import BARS, Dashboard, describe_duplicate, sparkline
from pipeline.rtl import Mode, Typesetter, for_terminal
from pipeline.story_card import ENTITY_CLASSES, StoryCard
from pipeline.watch.account import Snapshot

LEDE = "رئیس جمهور روسیه گفتگو با همتای خود را سودمند دانست."
FOLDED = {"paragraph": 0, "start": 0, "end": len(LEDE), "of": "lede", "match": "exact", "similarity": 1.0, "text": LEDE}
NOTE = {
    "kind": "near",
    "id": "b",
    "outlet": "irna",
    "of": "a",
    "of_outlet": "mehr",
    "similarity": 0.93,
    "delay_s": 1320.0,
}


def entity(code: str, name: str, *places: tuple[str, int]) -> dict[str, object]:
    mentions = [{"text": name, "part": part, "start": at, "end": at + len(name)} for part, at in places]
    return {"class": code, "name": name, "ref": None, "mentions": mentions}


STORY: dict[str, object] = {
    "id": "a",
    "outlet": "mehr",
    "published": "2021-01-26T19:12:00+03:30",
    "language": "fa",
    "headline": "بهبود روابط روسیه و آمریکا",
    "lede": LEDE,
    "paragraphs": ["«ولادیمیر پوتین» با «جو بایدن» گفتگو کرد."],
    "folded": [FOLDED],
    "links": [{"kind": "duplicate", "id": "z", "version": 1}],
    "entities": [
        entity("PER", "جو بایدن", ("paragraphs.0", 21)),
        entity("LOC", "آمریکا", ("headline", 20)),
        entity("LOC", "روسیه", ("headline", 12), ("lede", 11)),
    ],
    "tone": {"label": "neg", "score": -0.42, "confidence": 0.8, "abstained": False},
}
ACCOUNT = Snapshot(
    elapsed_s=75.0,
    records_in=1234,
    delivered=1200,
    duplicates={"copy": 3, "resend": 8},
    refused={"not_utf8": 20},
    in_flight=3,
    lag=7,
    stories_per_s=8.25,
    latency_p50_s=0.046,
    latency_p99_s=1.21,
    last_story=STORY,
    last_duplicate=NOTE,
)


def picture(account: Snapshot, width: int = 80, height: int = 24, mode: Mode = "visual") -> str:
    console = Console(record=True, file=io.StringIO(), width=width, height=height)
    console.print(Dashboard(account, [1.0, 2.0], "khabar demo", "Ctrl-C drains and stops", mode), end="")
    return console.export_text()


def card(story: dict[str, object], width: int = 78) -> StoryCard:
    return StoryCard(story, Typesetter(Console(width=width), width, "visual"))


def test_sparkline_spans_lowest_to_highest_bar() -> None:
    """Zero is the lowest bar and the highest value the full one."""
    assert sparkline([0, 1, 2, 3.5, 7], 10) == "▁▂▃▅█"


@pytest.mark.parametrize(
    ("values", "width", "drawn"),
    [([], 5, ""), ([0, 0], 5, "▁▁"), ([1, 2, 8], 2, "▃█"), ([-1, 4], 5, "▁█"), ([1], 0, "")],
)
def test_sparkline_keeps_to_its_bounds(values: list[float], width: int, drawn: str) -> None:
    """Only the last values that fit are drawn, and nothing but bars, whatever the values."""
    assert sparkline(values, width) == drawn
    assert set(drawn) <= set(BARS)


def test_the_picture_shows_the_whole_account() -> None:
    """Every number of the account can be read."""
    shown = picture(ACCOUNT)
    for fact in ("khabar demo", "0:01:15", "8.2 stories/s", "1,234", "1,200", "resend 8 · copy 3", "not_utf8 20"):
        assert fact in shown
    for fact in (
        "lag                7",
        "p50 46 ms",
        "p99 1.2 s",
        "Ctrl-C drains and stops",
        "irna repeats mehr 22 min",
    ):
        assert fact in shown


def test_the_check_tells_whether_records_are_conserved() -> None:
    """A record that is nowhere is shouted about."""
    assert "✓ 1,234 in = 1,200 delivered + 11 duplicate + 20 refused + 3 in flight" in picture(ACCOUNT)
    assert "✗ NOT conserved: 1,234 in ≠ 1,199 delivered" in picture(replace(ACCOUNT, delivered=1199))


def test_the_story_is_shown_in_reading_order_at_the_right_edge() -> None:
    """Headline and lede stand there as the terminal must draw them."""
    rows = [row.rstrip() for row in picture(ACCOUNT).splitlines()]
    for text in (STORY["headline"], LEDE):
        (row,) = [row for row in rows if for_terminal(str(text), "visual") in row]
        assert len(row) == 79


@pytest.mark.parametrize("mode", ["visual", "logical"])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 40), (60, 16), (30, 8), (20, 24), (20, 3)])
def test_the_picture_fits_the_terminal(width: int, height: int, mode: Mode) -> None:
    """No row is too wide, and from 16 rows on none scrolls out; the height is the same before and after a story."""
    rows = picture(ACCOUNT, width, height, mode).splitlines()
    waiting = picture(replace(ACCOUNT, last_story=None), width, height, mode).splitlines()
    assert max(Text(row).cell_len for row in rows) <= width
    assert len(rows) == len(waiting)
    assert len(rows) == height - 1 or height < 16


def test_an_account_without_a_beginning_can_be_shown() -> None:
    """Nothing known yet is shown as such."""
    shown = picture(Snapshot(elapsed_s=0.0))
    assert "waiting for the first one" in shown
    assert "none yet" in shown
    assert "p50 –" in shown


def test_names_are_coloured_by_class_in_the_text() -> None:
    """The colour lies on the cells of the name, in its place in the reordered headline."""
    headline = card(STORY).rows(20)[0]
    coloured = {str(span.style): headline.plain[span.start : span.end] for span in headline.spans}
    assert ENTITY_CLASSES["LOC"][1] in coloured
    found = [headline.plain[span.start : span.end] for span in headline.spans if "28" in str(span.style)]
    assert sorted(found) == sorted(for_terminal(name, "visual") for name in ("روسیه", "آمریکا"))


def test_entities_are_listed_by_class_with_a_legend() -> None:
    """A row for each class that is present, the most mentioned name first, that is rightmost."""
    rows = [row.plain.rstrip() for row in card(STORY).rows(20)]
    (places,) = [row for row in rows if row.endswith("● places")]
    assert places.removesuffix("● places").strip() == for_terminal("روسیه، آمریکا", "visual")
    assert any(row.endswith("● people") for row in rows)
    assert not any("organisations" in row for row in rows)


def test_a_story_of_megabytes_costs_no_more_than_its_rows() -> None:
    """No more of a text is worked on than can be shown, so that the view leaves the processor to the pipeline."""
    huge = "سلام دنیا " * 500_000
    story_card = card({**STORY, "headline": huge, "lede": huge, "paragraphs": [huge] * 3})
    began = process_time()
    assert len(story_card.rows(20)) == 20
    assert process_time() - began < 0.5  # 0.04 measured; 3.6 when all of it is worked on


def test_tone_fold_and_links_are_told_in_words() -> None:
    """What was done to the story can be read without colours."""
    shown = "\n".join(row.plain for row in card(STORY).rows(20))
    assert "tone negative -0.42" in shown
    assert "folded paragraph 0 = lede (exact)" in shown
    assert "duplicate of z" in shown


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"tone": None}, "no tone"),
        ({"tone": {"label": "pos", "score": 0.1, "abstained": True}}, "tone unsure, positive +0.10"),
        ({"folded": [{**FOLDED, "paragraph": None, "of": "headline"}]}, "folded lede = headline (exact)"),
        ({"folded": [{**FOLDED, "paragraph": 4, "of": 2}, FOLDED]}, "folded paragraph 4 = paragraph 2 (exact), 1 more"),
        ({"folded": [{**FOLDED, "whole": False}]}, "folded beginning of paragraph 0 = lede (exact)"),
        ({"headline": "", "lede": "", "paragraphs": [], "entities": []}, "tone negative"),
        ({"outlet": None, "published": None}, "tone negative"),
    ],
)
def test_a_story_may_lack_anything(changes: dict[str, object], told: str) -> None:
    """Stories in other languages, without lede, unsure of their tone are shown too."""
    story_card = card({**STORY, **changes})
    assert told in "\n".join(row.plain for row in story_card.rows(20))
    assert story_card.title().endswith("fa · a")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "near · irna repeats mehr 22 min later · alike 0.93 · a"),
        ({"delay_s": -30.0}, "near · irna repeats mehr 30 s earlier · alike 0.93 · a"),
        ({"delay_s": None, "outlet": None, "of_outlet": None}, "near · b repeats a · alike 0.93 · a"),
        ({"outlet": "ایسنا"}, f"near · {for_terminal('ایسنا', 'visual')} repeats mehr 22 min later · alike 0.93 · a"),
        ({"outlet": "ir\x1bna"}, "near · ir na repeats mehr 22 min later · alike 0.93 · a"),
    ],
)
def test_a_duplicate_is_told_in_words(changes: dict[str, object], told: str) -> None:
    """Who repeated whom, how late, how closely."""
    assert describe_duplicate({**NOTE, **changes}, "visual") == told


def test_without_colours_everything_is_still_told() -> None:
    """NO_COLOR leaves no colour code, and the words stay."""
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=80, height=24, no_color=True, legacy_windows=False)
    console.print(Dashboard(ACCOUNT, [1.0], "khabar demo", "", "visual"))
    assert "\x1b[38;5" not in file.getvalue()
    assert "● places" in file.getvalue()
    assert "negative" in file.getvalue()
