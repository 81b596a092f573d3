"""The road on real Apache Kafka: the article, hostile input, lost offsets, a partition more."""

import time
from importlib.resources import files
from pathlib import Path

import orjson
import pytest
from kafka.admin import KafkaAdminClient, NewPartitions

from schemas.refusal import Reason

ARTICLE = next(Path(str(files("seeds"))).glob("000_*.txt"))
HEADERS = ("reason", "detail", "origin", "topic", "partition", "offset", "time")


def test_the_article_twice_is_one_story_and_one_note(road):
    """The lede is folded once, the repetition is noted, the offsets are committed, the counts are conserved."""
    road.publish([ARTICLE.read_bytes()] * 2)
    told = road.finish()
    (story,) = [orjson.loads(message.value) for message in road.read("enriched")]
    (note,) = [orjson.loads(message.value) for message in road.read("duplicates")]
    assert note["kind"] in ("resend", "copy")
    assert note["of"] == story["id"]
    assert [fold["of"] for fold in story["folded"]] == ["lede"]
    assert len(story["paragraphs"]) == 11
    assert road.origins() == road.expected_origins()
    assert "conserved: 2 in = 1 delivered + 1 duplicate + 0 refused + 0 in flight" in told


@pytest.mark.timeout(600)
def test_a_thousand_hostile_inputs_end_and_the_stream_goes_on(road, hostile_inputs):
    """Each is refused with a reason and its own bytes, or delivered with its language; the story after them too."""
    values = hostile_inputs(1000)
    road.publish(values)
    road.publish([ARTICLE.read_bytes()])
    road.finish(timeout_s=500)
    assert road.origins() == road.expected_origins()
    raw = {f"{message.topic}/{message.partition}@{message.offset}": message.value for message in road.read("raw")}
    dead = road.read("dead")
    assert len(dead) > 500
    for letter in dead:
        facts = {name.removeprefix("__khabar.errors."): value.decode() for name, value in letter.headers}
        assert set(HEADERS) <= set(facts)
        assert letter.value == raw[facts["origin"]]
        assert facts["reason"] in set(Reason) - {Reason.BUG}, facts["detail"]
    stories = [orjson.loads(message.value) for message in road.read("enriched")]
    assert all(story["language"] for story in stories)
    assert any(story["headline"].startswith("بهبود روابط") for story in stories)


def test_lost_offsets_stop_the_road_until_someone_decides(road, kafka):
    """A group whose offsets are gone beside its fingerprints neither reads again nor skips by itself."""
    road.publish([ARTICLE.read_bytes()])
    road.finish()
    admin = KafkaAdminClient(bootstrap_servers=kafka.bootstrap)
    admin.delete_groups([road.name])
    admin.close()
    process = road.start("run --until-end --metrics-port 0")
    assert process.wait(60) == 1
    assert "--on-lost-offsets" in process.text()
    road.finish("--on-lost-offsets", "latest")
    assert len(road.read("enriched")) == 1


@pytest.mark.timeout(240)
def test_a_partition_added_meanwhile_is_read_from_its_beginning(road, kafka):
    """The running road notices it; no restart, nothing lost, no complaint about its missing offset."""
    process = road.run()
    road.publish([ARTICLE.read_bytes()])
    admin = KafkaAdminClient(bootstrap_servers=kafka.bootstrap)
    admin.create_partitions({road.topic("raw"): NewPartitions(6)})
    admin.close()
    time.sleep(2)
    road.publish([orjson.dumps({"id": str(n), "headline": f"خبر شماره {n}"}) for n in range(60)])
    deadline = time.monotonic() + 90
    while process.metrics()["khabar_records_in_total"] < 61:
        assert time.monotonic() < deadline, process.text()
        time.sleep(0.5)
    process.ask_to_stop()
    assert process.wait(60) == 0
    road.finish()
    assert road.origins() == road.expected_origins()
    assert len({message.partition for message in road.read("raw")}) == 6


def test_a_missing_topic_is_named_with_the_cure(road):
    """The message says what to do."""
    process = road.start("run --topic-raw no.such.topic --until-end --metrics-port 0")
    assert process.wait(90) == 1
    assert "khabar topics create" in process.text()


def test_doctor_finds_the_cluster_well(road):
    """Everything that the README promises to look at is looked at."""
    told = road.done("doctor")
    for name in ("broker", "crc32c", "hazm", "import names", "transactions", f"topic {road.topic('raw')}"):
        assert f"ok  {name}" in told
