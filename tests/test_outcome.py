"""The three ends of a record, as they are written."""

from dataclasses import replace
from hashlib import sha256

import orjson
from jsonschema import Draft202012Validator

from connectors.kafka.fingerprints import pack
from pipeline.duplicates.entry import entry_of
from pipeline.duplicates.index import Match
from pipeline.errors import RecordError
from pipeline.outcome import Outcome, delivered, duplicate, refused
from schemas.duplicate import Changed
from schemas.fingerprint import Fingerprint
from schemas.json_schema import json_schema
from schemas.record import MAX_MESSAGE_BYTES, Record
from schemas.refusal import Reason

RECORD = Record(b"\xffabc", "news.raw/3@1042", "2026-01-01T06:31:00.000+00:00", b"k", (("a", b"b"),), 3, 1042, 1042)
OWNER = Fingerprint("1", 2, "الف", "2026-01-01T10:00:00+03:30", RECORD.received, "news.raw/0@0", "aa" * 16)


def test_a_dead_letter_keeps_bytes_key_and_headers_and_says_why():
    """The original stands beside our headers."""
    end = refused(RECORD, RecordError(Reason.NOT_UTF8, "byte 0xff at 0"))
    assert (end.value, end.key) == (RECORD.value, b"k")
    headers = dict(end.headers)
    assert headers["a"] == b"b"
    assert headers["__khabar.errors.reason"] == b"not_utf8"
    assert headers["__khabar.errors.detail"] == b"byte 0xff at 0"
    assert headers["__khabar.errors.origin"] == b"news.raw/3@1042"
    assert headers["__khabar.errors.topic"] == b"news.raw"


def test_a_dead_letter_sent_round_again_carries_our_headers_once():
    """The last refusal is the one that counts."""
    first = refused(RECORD, RecordError(Reason.NOT_UTF8, "one"))
    again = refused(
        Record(first.value, "news.raw/0@7", RECORD.received, headers=first.headers), RecordError(Reason.EMPTY, "two")
    )
    reasons = [value for name, value in again.headers if name == "__khabar.errors.reason"]
    assert reasons == [b"empty"]


def test_a_record_that_no_message_could_hold_is_cut_and_described():
    """Its size and hash are told, so that the whole of it can be known again at its origin."""
    record = replace(RECORD, value=b"x" * (MAX_MESSAGE_BYTES + 5))
    end = refused(record, RecordError(Reason.TOO_LARGE, "d"))
    headers = dict(end.headers)
    assert _size(end) <= MAX_MESSAGE_BYTES
    assert (end.key, headers["a"]) == (b"k", b"b")
    assert headers["__khabar.errors.value_bytes"] == str(len(record.value)).encode()
    assert headers["__khabar.errors.value_sha256"] == sha256(record.value).hexdigest().encode()


def test_headers_that_fill_a_message_are_left_at_the_origin():
    """The value goes before them: it is the story."""
    record = replace(RECORD, headers=(("big", b"x" * MAX_MESSAGE_BYTES),))
    end = refused(record, RecordError(Reason.TOO_LARGE, "d"))
    assert end.value == RECORD.value
    assert "big" not in dict(end.headers)
    assert int(dict(end.headers)["__khabar.errors.dropped_key_and_headers_bytes"]) > MAX_MESSAGE_BYTES


def _size(end: Outcome) -> int:
    return len(end.key or b"") + len(end.value) + sum(len(name) + len(value) for name, value in end.headers)


def test_a_refusal_as_a_line_holds_the_bytes_in_base64():
    """Nothing is lost in a text file either."""
    line = orjson.loads(refused(RECORD, RecordError(Reason.NOT_UTF8, "d", story_id="7")).line())
    assert next(iter(line)) == "outcome"
    assert (line["outcome"], line["reason"], line["id"], line["bytes_base64"]) == (
        "refused",
        "not_utf8",
        "7",
        "/2FiYw==",
    )


def test_a_note_says_whose_story_it_repeats_and_how_much_later():
    """A story published before its owner has a negative delay."""
    story = Fingerprint("9", 1, "ب", "2026-01-01T09:30:00+03:30", RECORD.received, RECORD.origin, "aa" * 16)
    note = orjson.loads(
        duplicate(RECORD, story, Match("copy", entry_of(OWNER), 0, -1800.0, changed=Changed(("نو",), (), 1, 0))).line()
    )
    assert (note["kind"], note["of"], note["of_version"], note["of_outlet"]) == ("copy", "1", 2, "الف")
    assert note["delay_s"] == -1800.0
    assert (note["outcome"], note["earliest"]) == ("duplicate", True)
    assert note["changed"] == {"added": ["نو"], "removed": [], "added_count": 1, "removed_count": 0}


def test_a_delivered_story_is_keyed_by_its_id():
    """A story and its revisions share a partition."""
    end = delivered(RECORD, b'{"schema":"x"}', OWNER)
    assert end.key == b"1"
    assert end.line() == b'{"outcome":"delivered","schema":"x"}'


def test_what_is_written_keeps_to_the_published_schemas():
    """A refusal's line and the message that logs fingerprints are as their schema files say."""
    line = orjson.loads(refused(RECORD, RecordError(Reason.NOT_UTF8, "byte 0xff at 0")).line())
    assert line.pop("outcome") == "refused"
    Draft202012Validator(json_schema("khabar.refusal/1")).validate(line)
    Draft202012Validator(json_schema("khabar.fingerprints/1")).validate(orjson.loads(pack("group", [OWNER])))
