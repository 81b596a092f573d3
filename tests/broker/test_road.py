"""The whole road on the embedded broker, as a user runs it."""

import os
import re
import signal
import subprocess
import time
from collections import Counter
from importlib.resources import files
from pathlib import Path

import orjson
import pytest
from khabar import SCRIPT

from connectors.kafka.opening import take_over
from connectors.kafka.reader import POLL_RECORDS, KafkaReader
from connectors.kafka.settings import Cluster, GroupSettings
from schemas.json_schema import json_schema
from schemas.record import Record

SEEDS = Path(str(files("seeds")))
ARTICLE = next(SEEDS.glob("000_*.txt"))


TOPIC_OF = {"delivered": "enriched", "duplicate": "duplicates", "refused": "dead"}


def expected_ends() -> list[dict]:
    """Give what is to become of each line of the seed stream."""
    return orjson.loads((SEEDS / "expected.json").read_bytes())


def json_values(road, kind: str) -> list[dict]:
    """Give the messages of an output topic, read as JSON."""
    return [orjson.loads(message.value) for message in road.read(kind)]


def test_the_article_twice_is_one_story_and_one_note(road):
    """The lede is folded once, the repetition is noted, the offsets are committed, the counts are conserved."""
    for _ in range(2):
        road.done("replay", str(ARTICLE), "--speed", "0")
    told = road.finish()
    (story,) = json_values(road, "enriched")
    (note,) = json_values(road, "duplicates")
    assert note["kind"] in ("resend", "copy")
    assert note["of"] == story["id"]
    assert [fold["of"] for fold in story["folded"]] == ["lede"]
    assert len(story["paragraphs"]) == 11
    assert road.lag() == 0
    assert "conserved: 2 in = 1 delivered + 1 duplicate + 0 refused + 0 in flight" in told


def test_the_seed_stream_ends_as_expected(road):
    """Every line of the seeds has the outcome that seeds/expected.json names, and output keeps to its schema."""
    from jsonschema import Draft202012Validator

    road.done("topics create", "--partitions", "1")  # of several, all at once, an excerpt may come before its story
    road.done("replay", str(SEEDS / "stream.jsonl"), "--speed", "0")
    road.finish()
    expected = Counter(end["outcome"] for end in expected_ends())
    found = {kind: len(road.read(topic)) for kind, topic in TOPIC_OF.items()}
    assert found == expected
    stories, notes = Draft202012Validator(json_schema("khabar.enriched-story/1")), json_schema("khabar.duplicate/1")
    for story in json_values(road, "enriched"):
        stories.validate(story)
    for note in json_values(road, "duplicates"):
        Draft202012Validator(notes).validate(note)


def test_a_pool_of_processes_changes_nothing(road, tmp_path):
    """Same lines, same order, whether the pure steps run in one process or in two."""
    road.done("topics create", "--topic-raw", f"{road.name}.raw")
    road.done("replay", str(SEEDS / "stream.jsonl"), "--speed", "0")
    for group, processes in (("one", "0"), ("two", "2")):
        sink = f"jsonl:{tmp_path / group}?outcomes=all"
        topics = [f"--topic-{kind}={group}.{kind}" for kind in ("enriched", "duplicates", "dead", "fingerprints")]
        road.done("topics create", *topics)
        road.finish("--group", group, "--processes", processes, "--sink", sink, *topics)
    one, two = (sorted((tmp_path / group).glob("*.jsonl")) for group in ("one", "two"))
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]
    assert sum(len(file.read_bytes().splitlines()) for file in one) > 300


def test_metrics_tell_what_the_topics_hold(road):
    """Each outcome is counted once, every reason and kind has its series, and the process answers its probes."""
    road.done("replay", str(SEEDS / "stream.jsonl"), "--speed", "0")
    process = road.run()
    deadline = time.monotonic() + 60
    total = len(expected_ends())
    while (metrics := process.metrics())["khabar_records_in_total"] < total or metrics["khabar_records_in_flight"]:
        assert time.monotonic() < deadline, metrics
        time.sleep(0.3)
    for kind, topic in TOPIC_OF.items():
        assert metrics[f'khabar_records_total{{outcome="{kind}"}}'] == len(road.read(topic))
    accepted = (
        metrics[f'khabar_stage_records_total{{outcome="{ended}",stage="accept"}}'] for ended in ("passed", "refused")
    )
    assert sum(accepted) == total
    assert metrics["khabar_conservation_records"] == 0
    assert metrics['khabar_refusals_total{reason="too_deep"}'] >= 0
    process.ask_to_stop()
    assert process.wait(60) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_drain_though_the_shell_ignored_them(road, number):
    """A process started with SIGINT ignored, as shells do for background jobs, still drains and exits 0."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = road.run()
    finally:
        signal.signal(signal.SIGINT, before)
    road.publish([ARTICLE.read_bytes()])
    deadline = time.monotonic() + 60
    while not process.metrics()['khabar_records_total{outcome="delivered"}']:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    for _ in range(3):  # as a launcher and a process group do: passed on twice, and at once
        process.ask_to_stop(number)
    assert process.wait(60) == 0
    assert "conserved" in process.text()


def test_a_second_wish_ends_a_process_that_cannot_drain(tmp_path):
    """Several signals at once, then one more: the process ends, it never waits for itself."""
    log = tmp_path / "run.log"
    with log.open("wb") as out:
        words = [SCRIPT, "run", "--brokers", "127.0.0.1:1", "--metrics-port", "0"]
        process = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT)
    time.sleep(8)
    for _ in range(5):
        process.send_signal(signal.SIGTERM)
    time.sleep(1.5)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) in (1, -signal.SIGTERM)


def test_the_demo_shows_every_outcome_and_ends_with_a_summary(tmp_path):
    """Without a terminal it prints plain lines; SIGINT drains; the exit code is 0."""
    log = tmp_path / "demo.log"
    with log.open("wb") as out:
        demo = subprocess.Popen([SCRIPT, "demo", "--speed", "0"], stdout=out, stderr=subprocess.STDOUT)
    deadline = time.monotonic() + 60
    while not re.search(rb"delivered [1-9]\d\d", log.read_bytes()):
        assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
        assert demo.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.2)
    demo.send_signal(signal.SIGINT)
    assert demo.wait(30) == 0
    told = log.read_text(encoding="utf-8")
    assert "\x1b" not in told
    assert re.search(r"conserved: \d+ in", told)
    for word in ("resend", "copy", "not_json", "not_utf8"):
        assert word in told


def test_a_copy_is_known_after_a_restart(road):
    """The index comes back from its log: a copy published between two runs is a note of the second."""
    story = {"id": "1", "outlet": "الف", "headline": "پارک تازه", "body": "پارک شماره یک گشوده شد."}
    road.publish([orjson.dumps(story)])
    road.finish()
    road.publish([orjson.dumps(story | {"id": "2", "outlet": "ب"})])
    road.finish()
    assert [story["id"] for story in json_values(road, "enriched")] == ["1"]
    (note,) = json_values(road, "duplicates")
    assert (note["kind"], note["id"], note["of"]) == ("copy", "2", "1")


def test_a_second_run_goes_on_behind_a_batch_of_several(road):
    """The embedded broker names its last batch's place as the end; what was committed behind it is not lost."""
    road.publish([b"{}"] * 20)
    road.finish()
    road.publish([b"{}"] * 20)
    road.finish()
    assert len(road.read("dead")) == 40


def test_a_share_of_refusals_stops_the_road_when_it_is_set(road):
    """The message says how many, and where the reasons are; what was refused is delivered, as without the limit."""
    road.publish([b"{"] * 2000)
    process = road.run("--max-refused-share", "0.5")
    assert process.wait(60) == 1
    assert "100% of the last 1000 records were refused, more than --max-refused-share 50% allows" in process.text()
    assert len(road.read("dead")) >= 1000


def test_a_bounded_run_does_not_follow_a_feed_that_goes_on(road):
    """It ends at the offsets seen at its start, but for what the poll that reached them brought along."""
    road.publish([b"{}"] * 10)
    settings = GroupSettings(Cluster(road.bootstrap), road.name, road.topics(), until_end=True)
    reader = KafkaReader(settings, take_over(settings))
    assert sum(reader.lag().values()) > 0
    read: list[Record] = []
    while not reader.at_end():
        road.publish([b"{}"] * 50)
        read += reader.read(1.0)
    assert reader.read(1.0) == []
    reader.close()
    assert 10 <= len(read) <= 10 + POLL_RECORDS * 4


def test_the_demo_publishes_into_an_empty_topic_only(road):
    """Invented stories never stand among somebody's own."""
    road.publish([ARTICLE.read_bytes()])
    demo = road.start("demo --once --speed 0 --no-open --brokers", road.bootstrap)
    assert demo.wait(60) == 2
    assert "holds about 1 records" in demo.text()
    assert len(road.read("raw")) == 1


def test_two_sinks_at_once(road, tmp_path):
    """`--sink` may be repeated, here through the environment; each gets its lines."""
    road.done("replay", str(ARTICLE), "--speed", "0")
    os.environ["KHABAR_SINK"] = f"kafka jsonl:{tmp_path / 'a'} jsonl:{tmp_path / 'b'}"
    try:
        road.finish()
    finally:
        del os.environ["KHABAR_SINK"]
    lines = [(tmp_path / name / "khabar-000001.jsonl").read_bytes() for name in ("a", "b")]
    assert lines[0] == lines[1]
    assert lines[0].startswith(b'{"outcome":"delivered"')
