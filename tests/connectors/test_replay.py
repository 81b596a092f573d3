"""Replay: order, spacing, loops, keys and stopping."""

from threading import TIMEOUT_MAX, Event
from time import monotonic

import orjson
import pytest

from connectors.replay import ReplaySettings, in_order, locate, message, plan, replay
from pipeline.errors import InputError

AT_ONCE = ReplaySettings(speed=0)


def story(number, at=None, **more):
    """Write one story as a JSON line, published so many seconds after six o'clock."""
    time = {} if at is None else {"published": f"2025-09-01T06:{at // 60:02}:{at % 60:02}+03:30"}
    return orjson.dumps({"id": f"s{number}", "outlet": "o", **time, **more}) + b"\n"


@pytest.fixture
def stream(tmp_path):
    """Give a function that writes lines to a file and returns its path."""

    def write(*lines, name="a.jsonl"):
        (tmp_path / name).write_bytes(b"".join(lines))
        return tmp_path / name

    return write


@pytest.fixture
def sent():
    """Give a list that collects what is published, and the publisher that fills it."""
    messages = []
    return messages, lambda key, value: messages.append((key, value))


def ids(messages):
    """Give the ids of published JSON stories, the bytes of the others."""
    return [orjson.loads(value)["id"] if value.startswith(b"{") and value.endswith(b"}") else value
            for _, value in messages]  # fmt: skip


def test_sorted_by_time_over_all_files(stream, sent):
    """Stories of several files go out in the order of their own times, whatever their time zones."""
    first = stream(story(2, 20), story(1, 10))
    second = stream(story(3, published="2025-09-01T02:30:15Z"), name="b.jsonl")
    replay([first, second], sent[1], AT_ONCE, Event())
    assert ids(sent[0]) == ["s1", "s3", "s2"]


def test_story_without_a_time_follows_the_one_before(stream, sent):
    """Stories without a time, plain text and broken lines stay behind the line they follow in their file."""
    path = stream(story(2, 20), story(9), b"\xff\n", story(1, 10), b"{cut\n", story(8, published="soon"))
    replay([stream(b"text", name="0.txt"), path], sent[1], AT_ONCE, Event())
    assert ids(sent[0]) == [b"text", "s1", b"{cut", "s8", "s2", "s9", b"\xff"]


def test_what_came_in_late_stays_where_it_was_filed(stream, sent):
    """In the order of the files a story that was published earlier comes at once behind what it follows."""
    path, as_filed = stream(story(1, 10), story(2, 4), story(3, 12)), ReplaySettings(as_filed=True)
    replay([path], sent[1], ReplaySettings(speed=0, as_filed=True), Event())
    assert ids(sent[0]) == ["s1", "s2", "s3"]
    assert [due.after_s for due in plan(locate([path]), as_filed)] == pytest.approx([0, 0, 2])


def test_spacing_is_kept_capped_and_divided(stream):
    """Gaps are capped in the stories' own time, then divided by speed; timeless stories come one second apart."""
    places = locate([stream(story(1, 0), story(2, 3), story(3), story(4, 5), story(5, 100))])
    due = [due.after_s for due in plan(places, ReplaySettings(speed=10, max_gap_s=5))]
    assert due == pytest.approx([0, 0.3, 0.4, 0.5, 1.0])


def test_story_overtaken_by_timeless_ones_waits_no_time(stream):
    """When timeless stories took longer than the gap, the next story comes at once, never back in time."""
    places = locate([stream(story(1, 0), story(2), story(3), story(4, 1))])
    assert [due.after_s for due in plan(places, ReplaySettings())] == pytest.approx([0, 1, 2, 2])


def test_speed_zero_never_waits(stream):
    """Speed 0 makes everything due at the start, in all loops."""
    places = locate([stream(story(1, 0), story(2, 50), story(3))])
    assert {due.after_s for due in plan(places, ReplaySettings(speed=0, loops=2))} == {0}


def test_waits_for_real(stream, sent):
    """The loop sleeps until each story is due."""
    report = replay([stream(story(1, 0), story(2, 2), story(3, 4))], sent[1], ReplaySettings(speed=20), Event())
    assert report.seconds == pytest.approx(0.2, abs=0.1)


def test_loops_shift_times_and_ids(stream, sent):
    """A later loop carries on after the span of the stream under new ids; everything else is the same."""
    path = stream(story(1, 0, headline="تیتر"), story(2, 9), story(3))
    report = replay([path], sent[1], ReplaySettings(speed=0, loops=3), Event())
    stories = [orjson.loads(value) for _, value in sent[0]]
    assert (report.sent, report.total) == (9, 9)
    assert [story["id"] for story in stories[3:]] == ["s1-loop2", "s2-loop2", "s3-loop2",
                                                      "s1-loop3", "s2-loop3", "s3-loop3"]  # fmt: skip
    assert stories[6] == {
        "id": "s1-loop3", "outlet": "o", "published": "2025-09-01T06:00:20+03:30", "headline": "تیتر",
    }  # fmt: skip
    assert "published" not in stories[5]


def test_same_ids_repeats_the_bytes(stream, sent):
    """With same_ids every loop sends the very same bytes."""
    replay([stream(story(1, 0), b'{ "id":"x" }\n')], sent[1], ReplaySettings(0, 2, same_ids=True), Event())
    assert sent[0][:2] == sent[0][2:]
    assert sent[0][1] == (b"/x", b'{ "id":"x" }')


def test_what_has_no_id_is_sent_as_it_is(stream, sent):
    """Plain text, broken lines and stories without an id are the same bytes in every loop, without a key."""
    lines = [b"text", b'{"id": 7}', b'{"published": "2025-09-01T06:00:00Z"}', b"[1]", b"\xff"]
    replay([stream(*(line + b"\n" for line in lines))], sent[1], ReplaySettings(0, 2), Event())
    assert sent[0] == [(None, line) for line in lines] * 2


def test_key_is_outlet_and_id():
    """The key holds outlet and id as UTF-8, so that a story's revisions share a partition."""
    assert message(orjson.dumps({"id": "1", "outlet": "مهر"}), 1, 0.0)[0] == "مهر/1".encode()


@pytest.mark.parametrize("published", ["9999-12-31T23:59:59.9+00:00", "2999-12-31T23:59:59Z", "0001-01-01"])
def test_time_at_the_end_of_the_calendar(stream, sent, published):
    """Times at the ends of the calendar order and loop like others; what can't be shifted stays."""
    path = stream(story(1, published=published), story(2), story(3, 5))
    report = replay([path], sent[1], ReplaySettings(speed=0, loops=10), Event())
    assert report.sent == 30


def test_stop_ends_at_once(stream, sent):
    """A stop asked for while waiting ends the replay at once and is reported."""
    stop = Event()
    path = stream(*(story(number, number * 30) for number in range(3)))
    began = monotonic()
    report = replay([path], sent[1], ReplaySettings(max_gap_s=30), stop, on_sent=lambda *_: stop.set())
    assert (report.sent, report.total) == (1, 3)
    assert monotonic() - began < 5


def test_progress_is_told(stream, sent):
    """on_sent hears of every story sent, and of how many there are."""
    told = []
    path = stream(story(1, 0), story(2, 1))
    replay([path], sent[1], ReplaySettings(0, 2), Event(), on_sent=lambda *counts: told.append(counts))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_wrong_path_publishes_nothing(stream, sent):
    """A wrong path among good ones is found before the first story goes out."""
    with pytest.raises(InputError, match="missing"):
        replay([stream(story(1, 0)), "missing.jsonl"], sent[1], AT_ONCE, Event())
    assert sent[0] == []


def test_order_is_stable(stream):
    """Stories of the same second keep the order of their file."""
    places = locate([stream(*(story(number, 5) for number in range(50)))])
    assert in_order(places) == places


def test_the_slowest_replay_waits_as_long_as_a_clock_can(stream, sent):
    """A wait beyond what threads can wait is cut, not an error."""
    waits = []

    class Stop:
        def wait(self, timeout):
            waits.append(timeout)
            return timeout > 0

    report = replay([stream(story(1, 10), story(2, 20))], sent[1], ReplaySettings(speed=1e-300), Stop())
    assert (report.sent, report.total) == (1, 2)
    assert waits[1] == TIMEOUT_MAX


def test_a_shift_beyond_the_calendar_leaves_a_time_as_it_is():
    """Loops over stories of all ages end with their own times, not with an error."""
    _, value = message(story(1, 10).strip(), 300, 3.1e11)
    assert orjson.loads(value)["published"] == orjson.loads(story(1, 10))["published"]
