"""The window on the last ends."""

from base64 import b64decode
from dataclasses import replace

import orjson
import pytest

from pipeline.watch import recent
from pipeline.watch.recent import Recent


def test_the_newest_come_oldest_first_and_the_rest_is_counted(end):
    """A reader that is slow learns how many it did not see."""
    window = Recent()
    window.add([end("delivered", at) for at in range(10)])
    ends, missed = window.after(2, 3)
    assert [one.seq for one in ends] == [8, 9, 10]
    assert missed == 5
    assert window.after(10, 3) == ([], 0)
    assert window.after(0, 100)[1] == 0


@pytest.mark.parametrize(("limit", "value"), [("MAX_ENDS", 4), ("MAX_BYTES", 400)])
def test_the_window_is_bounded(end, monkeypatch, limit, value):
    """In number and in bytes; what has left it is missed."""
    monkeypatch.setattr(recent, limit, value)
    window = Recent()
    window.add([end("delivered", at) for at in range(10)])
    ends, missed = window.after(0, 100)
    assert [one.seq for one in ends] == [7, 8, 9, 10]
    assert missed == 6


def test_a_line_is_what_enrich_prints(end):
    """With its number and its time before it."""
    window = Recent()
    outcome = end("delivered", 3)
    window.add([outcome])
    ((one,), _) = window.after(0, 1)
    shown = orjson.loads(one.line)
    assert shown["seq"] == 1
    assert shown["end"] == orjson.loads(outcome.line())


def test_a_refused_record_is_cut(end):
    """The beginning of its bytes, how many there are, and why."""
    window = Recent()
    window.add([replace(end("refused", 3), value=b"\xff" * 5000)])
    ((one,), _) = window.after(0, 1)
    shown = orjson.loads(one.line)["end"]
    assert b64decode(shown["bytes_base64"]) == b"\xff" * recent.MAX_REFUSED_BYTES
    assert (shown["bytes"], shown["reason"], shown["origin"]) == (5000, "not_utf8", "news.raw/0@3")


def test_a_huge_story_is_named_only(end):
    """A browser is not given a quarter of a megabyte for one story."""
    window = Recent()
    window.add([replace(end("delivered", 3), value=b"{" + b" " * recent.MAX_STORY_BYTES + b"}")])
    ((one,), _) = window.after(0, 1)
    shown = orjson.loads(one.line)["end"]
    assert shown == {
        "outcome": "delivered", "origin": "news.raw/0@3", "id": "s3", "too_large": recent.MAX_STORY_BYTES + 2
    }  # fmt: skip


def test_a_flood_of_copies_pushes_no_story_out(end, monkeypatch):
    """A page that opens after it begins with the last stories, and with the last of the others."""
    monkeypatch.setattr(recent, "MAX_ENDS", 4)
    window = Recent()
    window.add([end("delivered", at) for at in range(6)])
    window.add([end("duplicate", at) for at in range(6, 20)])
    assert [one.seq for one in window.first(4)] == [5, 6, 19, 20]
    assert [one.seq for one in window.first(100)] == [3, 4, 5, 6, 17, 18, 19, 20]
