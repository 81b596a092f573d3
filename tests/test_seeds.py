"""The seed stream: it holds what it says, and is built the same every time."""

from collections import Counter
from importlib.resources import files
from math import isclose

import orjson
import pytest

from connectors.files import read_records, story_files
from connectors.replay import locate
from pipeline.enrich import enrich_records
from schemas.refusal import Reason
from seeds.broken import BROKEN
from seeds.build import build
from seeds.variants import copied, corrected, retyped, with_credit, with_repeated_lede
from seeds.wire import SOURCES, Story, chosen_stories

SEEDS = files("seeds")


@pytest.fixture(scope="module")
def expected():
    """Give what is to become of each line."""
    return orjson.loads((SEEDS / "expected.json").read_bytes())


@pytest.fixture(scope="module")
def values():
    """Give the lines of the stream as the file connector reads them."""
    return [record.value for record in records()]


def records():
    """Read the stream as if it came in when its stories were published."""
    return read_records(SEEDS / "stream.jsonl", "2025-09-01T02:30:00+00:00")


@pytest.fixture(scope="module")
def stories(expected, values):
    """Give the readable stories with what is expected of them."""
    return [
        (orjson.loads(value), expectation)
        for value, expectation in zip(values, expected, strict=True)
        if expectation["outcome"] != "refused"
    ]


@pytest.fixture
def story():
    """Give a short wire story."""
    paragraphs = ("به گزارش خبرگزاری مهر، برف می‌بارد.", "پایان")
    return Story("a-1", "مهر", "province", "برف", "برف ۱۹ روستا را بست.", paragraphs, url="https://wire.example/a-1")


@pytest.fixture
def wire(tmp_path):
    """Give a folder of three marked wire stories, and a list that chooses two of them."""
    marked = {"agency": "ایسنا", "category": "province", "headline": "[LOC:یزد] سرد شد", "lede": "[LOC:یزد] یخ بست."}
    body = ["اول [PER:آ]", "دوم"]
    lines = [orjson.dumps({"id": f"a-{number}", **marked, "body": body}) for number in (1, 2, 3)]
    (tmp_path / "wire_a.jsonl").write_bytes(b"\n".join(lines))
    (tmp_path / "chosen.txt").write_text("a-3 0\na-1\n", encoding="utf-8")
    return tmp_path


def test_every_line_is_expected(expected, values):
    """Line numbers run without a gap: no line of the stream is blank, none is missing from the expectations."""
    assert [expectation["line"] for expectation in expected] == list(range(1, len(values) + 1))
    assert 300 <= len(values) <= 330


def test_every_outcome_is_seen(expected):
    """The stream shows each kind of duplicate and link, an unread field, each reason for refusal but a bug."""
    links = {link["kind"] for expectation in expected for link in expectation.get("links", ())}
    assert {expectation.get("kind") for expectation in expected} == {None, "copy", "resend", "near"}
    assert links == {"revision", "update", "correction", "denial"}
    assert {expectation["kind"] for expectation in expected if expectation.get("earliest")} == {"copy", "near"}
    assert {expectation.get("reason") for expectation in expected} == {None, *Reason} - {"bug"}
    assert ["published"] in [expectation.get("problems") for expectation in expected]
    assert Counter(expectation["outcome"] for expectation in expected)["delivered"] > 200


def test_readable_lines_are_stories(stories):
    """What is to be delivered or a duplicate is a JSON object with text and the mark that it is invented."""
    assert all(story["invented"] and (story.get("headline") or story["body"]) for story, _ in stories)


def test_refused_lines_stand_as_they_are(expected, values):
    """Each broken line stands in the file byte for byte."""
    refused = [(e["reason"], value) for e, value in zip(expected, values, strict=True) if e["outcome"] == "refused"]
    assert refused == list(BROKEN)


def test_ids_are_as_expected(stories):
    """A story's id is the one expected, null where it has none."""
    assert all(story.get("id") == expectation["id"] for story, expectation in stories)


def test_originals_come_first(expected):
    """Whatever a duplicate or a link points to was delivered in an earlier line."""
    delivered = set()
    for expectation in expected:
        owners = [expectation["of"]] if "of" in expectation else [x["id"] for x in expectation.get("links", ())]
        assert all(owner in delivered for owner in owners), expectation
        if expectation["outcome"] == "delivered":
            delivered.add(expectation["id"])


def test_the_stream_ends_as_expected(expected):
    """Read in the order of the file, each line has the outcome, kind, owner and links that are named."""
    for end, wanted in zip(enrich_records(records()), expected, strict=True):
        told = orjson.loads(end.line())
        links = [{name: link[name] for name in ("kind", "id", "version")} for link in told.get("links", ())]
        assert (end.kind, told.get("reason")) == (wanted["outcome"], wanted.get("reason")), wanted
        assert links == wanted.get("links", []), wanted
        if end.kind == "duplicate":
            assert (told["kind"], told["earliest"]) == (wanted["kind"], wanted.get("earliest", False)), wanted
            assert wanted["of"] in (None, told["of"])
            assert (told["changed"]["added_count"] + told["changed"]["removed_count"] > 0) == (told["kind"] == "near")


def test_resent_lines_are_the_same_bytes(expected, values):
    """A resend repeats an earlier line to the byte."""
    for number, expectation in enumerate(expected):
        if expectation.get("kind") == "resend":
            assert values[number] in values[:number]


def test_times_run_on(expected):
    """New lines come 1 to 60 seconds apart and stay inside a morning, but for those that come in late."""
    late = [expectation.get("earliest") for expectation in expected]
    located = zip(locate([str(SEEDS / "stream.jsonl")]), late, strict=True)
    places = [place for place, is_late in located if place.published_s is not None and not is_late]
    times = list(dict.fromkeys(place.published_s for place in places))
    resent = len(places) - len(times)
    assert times == sorted(times)
    assert max(times) - min(times) < 6 * 3600
    assert resent > 20


def test_ledes_are_repeated_as_expected(stories):
    """Most stories open their body with the lede, in letters at least; those that don't are expected unfolded."""
    told = [expectation["folded"] for _, expectation in stories if "folded" in expectation]
    assert isclose(sum(told) / len(told), 8 / 9, abs_tol=0.02)
    for story, expectation in stories:
        if "folded" in expectation:
            body = story["body"] if isinstance(story["body"], str) else story["body"][0]
            assert (body[:2].translate(_FOLDED) == story["lede"][:2].translate(_FOLDED)) >= expectation["folded"]


_FOLDED = str.maketrans("\u064a\u06430123456789", "\u06cc\u06a9۰۱۲۳۴۵۶۷۸۹")  # Arabic yeh and kaf, ASCII digits


def test_folder_replays_the_stream_and_the_article():
    """Replaying the whole folder publishes the article and the stream, and nothing the stream is built from."""
    assert [file.name for file in story_files(SEEDS)] == ["000_b8e355e6825be7e2.txt", "stream.jsonl"]


def test_no_marks_are_left(values):
    """No entity mark of the training stories is left in the text."""
    assert not any(mark in value for value in values for mark in (b"[PER:", b"[ORG:", b"[LOC:", b"[FAC:", b"[EVE:"))


def test_held_out_stories_are_not_used(stories, wire):
    """No story whose number five divides is in the stream, and the builder refuses one."""
    originals = [story["url"].rsplit("/")[-1].removesuffix("-copy") for story, _ in stories if "url" in story]
    assert not [name for name in originals if int(name.partition("-")[2]) % 5 == 0]
    (wire / "chosen.txt").write_text("a-10\n", encoding="utf-8")
    with pytest.raises(ValueError, match="a-10"):
        chosen_stories(wire, wire / "chosen.txt")


def test_chosen_stories_lose_marks_and_dropped_paragraphs(wire):
    """The chosen stories come in the order of the list, without marks and without the paragraphs left out."""
    third, first = chosen_stories(wire, wire / "chosen.txt")
    assert (third.id, third.headline, third.paragraphs) == ("a-3", "یزد سرد شد", ("دوم",))
    assert (first.id, first.lede, first.paragraphs) == ("a-1", "یزد یخ بست.", ("اول آ", "دوم"))


def test_build_is_deterministic(wire):
    """The same stories give the same bytes, whatever order they are read in."""
    chosen = chosen_stories(wire, wire / "chosen.txt")
    assert build(chosen, []) == build(reversed(chosen), [])


def test_written_stories_are_in_the_stream(stories):
    """Each hand-written story, in other languages among them, is to be delivered."""
    written = [orjson.loads(line) for line in (SOURCES / "written.jsonl").read_bytes().splitlines()]
    assert {story["language"] for story in written} == {"ar", "ps", "en", "prs", "fa"}
    delivered = {expectation["id"] for _, expectation in stories if expectation["outcome"] == "delivered"}
    assert {story["id"] for story in written} <= delivered


def test_variants(story):
    """Copies change hands, corrections change a number everywhere, credits and ledes are added once."""
    copy = copied(story, credit=True)
    assert copy.outlet != story.outlet
    assert copy.paragraphs == (f"به گزارش خبرگزاری {copy.outlet}، برف می‌بارد.", "پایان")
    assert corrected(with_repeated_lede(story, 0)).paragraphs[0] == corrected(story).lede == "برف ۱۱ روستا را بست."
    assert with_credit(story) == story
    assert retyped(story).paragraphs[0].startswith("به گزارش خبرگزاري مهر")
