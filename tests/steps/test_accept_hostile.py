"""Hostile and random records: each ends as a draft whose parts stand where they say, or as a refusal."""

import gc
import json
from time import process_time

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.draft import Draft
from pipeline.errors import RecordError
from pipeline.steps.accept import Accept
from pipeline.steps.legible import legible
from schemas.record import Record
from schemas.refusal import Reason

ACCEPT = Accept()


def accept(value: bytes) -> Draft:
    return ACCEPT(Record(value, "news.raw/0@7", "2025-01-12T08:00:00+00:00"))


def outcome(value: bytes) -> Draft | Reason:
    """Give what `value` becomes; nothing but RecordError may be raised."""
    try:
        return accept(value)
    except RecordError as error:
        return error.reason


def assert_at_home(value: bytes, came: Draft | Reason) -> None:
    """Each part's text stands in the text as it came where its alignment says, unless that is HTML or mojibake."""
    if isinstance(came, Draft):
        pieces = source_parts(value)
        for _, part in came.parts():
            start, end = part.alignment.to_source(0, len(part.text))
            came_as = pieces[part.source_part]
            assert came_as[start:end] == part.text != "" or legible(came_as)[0] != came_as
        assert [part.index for part in came.paragraphs] == list(range(len(came.paragraphs)))


def source_parts(value: bytes) -> dict[str, str]:
    """Name the texts of `value` as RECORDS.md does, read in another way than by the step."""
    text = value.decode()
    bare = text.removeprefix("\ufeff").lstrip(" \t\r\n\v\f")  # one BOM, and before the blanks
    if not bare.startswith("{"):
        return {"text": text}
    story = json.loads(bare)
    pieces = {name: story.get(name) for name in ("headline", "lede", "body")}
    body = story.get("body")
    return pieces | {f"body.{at}": item for at, item in enumerate(body if isinstance(body, list) else ())}


def test_hostile_inputs_end_as_drafts_or_refusals(hostile_inputs) -> None:
    """Nothing but RecordError comes out, nothing takes long, and every reason of this step is met."""
    reasons, slowest_s = set(), 0.0
    for value in hostile_inputs(1_000):
        began = process_time()
        came = outcome(value)
        slowest_s = max(slowest_s, process_time() - began)
        assert_at_home(value, came)
        reasons.add(came if isinstance(came, Reason) else None)
    assert reasons == set(Reason) - {Reason.BUG} | {None}
    assert slowest_s < 2


def test_time_grows_no_faster_than_the_text() -> None:
    """Four times the blank lines, words and unknown fields take about four times as long, never sixteen."""

    def seconds(size: int) -> float:
        value = orjson.dumps({"headline": "x", "body": "آب \n \r\n" * size, "note": [[]] * size})
        times = []
        gc.disable()  # a collection takes as long as all that the tests before have left, not as this text
        for _ in range(3):
            began = process_time()
            with pytest.raises(RecordError, match="too_large"):
                accept(value)
            times.append(process_time() - began)
        gc.enable()
        return min(times)

    assert seconds(40_000) < 12 * seconds(10_000)


WIDE_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
PIECES = st.lists(
    st.sampled_from(
        ["آب", "x", "\n", "\r\n", "\r", " ", "\u200c", "\u200f", "\ufeff", "\x00", "\u2029", "{", "[", "<", '"']
    ),
    max_size=40,
)
TEXTS = PIECES.map("".join)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | TEXTS.map(str.encode) | TEXTS.map(lambda text: b"{" + text.encode()))
@example(b"\xef\xbb\xbf\xef\xbb\xbf{}")
@example(b"\xef\xbb\xbf\xef\xbb\xbf{\n\n\xce\x86")
@example(b"\t\xef\xbb\xbf{\n\n\xce\x86")
def test_random_bytes_are_read_or_refused(value: bytes) -> None:
    """Whatever the bytes are, nothing but RecordError is raised, and what is accepted stands where it says."""
    assert_at_home(value, outcome(value))


@settings(max_examples=300, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(("id", "outlet", "url", "language", "version", "note"), WIDE_JSON | TEXTS),
            "published": WIDE_JSON
            | st.from_regex(r"[0-9]{4}-?[01][0-9]-?[0-3][0-9](T[0-9:+]{0,9})?Z?", fullmatch=True),
            **dict.fromkeys(("headline", "lede"), TEXTS | WIDE_JSON),
            "body": TEXTS | st.lists(TEXTS, max_size=5) | WIDE_JSON,
        },
    )
)
def test_random_objects_are_read_or_refused(story: dict[str, object]) -> None:
    """Whatever the fields hold, nothing but RecordError is raised, and what is accepted stands where it says."""
    value = json.dumps(story).encode()
    came = outcome(value)
    assert_at_home(value, came)
    assert isinstance(came, Reason) or (came.id.strip() and came.version >= 0)
