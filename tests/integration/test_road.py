"""The road on real Apache Kafka: the article, hostile input, lost offsets, a partition more."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import orjson
import pytest
from kafka import KafkaConsumer, KafkaProducer, OffsetAndMetadata, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient, NewPartitions
from kafka.errors import UnsupportedCodecError

from connectors.kafka.fingerprint_log import read_log
from connectors.kafka.fingerprints import pack, unpack
from connectors.kafka.header_names import HeaderName
from connectors.kafka.opening import take_over
from connectors.kafka.reader import KafkaReader
from connectors.kafka.settings import Cluster, GroupSettings
from pipeline.errors import KhabarError
from schemas.refusal import Reason

TOPICS = ("raw", "enriched", "duplicates", "dead", "fingerprints")
ARTICLE = next(Path(str(files("seeds"))).glob("000_*.txt"))
HEADERS = ("reason", "detail", "origin", "topic", "partition", "offset", "time")


def commit(broker, road, offset: int) -> None:
    """Commit an offset for the group on every partition, as another tool would."""
    consumer = KafkaConsumer(bootstrap_servers=broker.bootstrap, group_id=road.name, enable_auto_commit=False)
    partitions = consumer.partitions_for_topic(road.topic("raw"))
    consumer.commit({TopicPartition(road.topic("raw"), at): OffsetAndMetadata(offset, "", -1) for at in partitions})
    consumer.close(autocommit=False)


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
    assert road.lag() == 0
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


def test_lost_offsets_stop_the_road_until_someone_decides(road, broker):
    """A group whose offsets are gone beside its fingerprints neither reads again nor skips by itself."""
    road.publish([ARTICLE.read_bytes()])
    road.finish()
    admin = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
    admin.delete_groups([road.name])
    admin.close()
    process = road.start("run --until-end --metrics-port 0")
    assert process.wait(60) == 1
    assert "--on-lost-offsets" in process.text()
    road.finish("--on-lost-offsets", "latest")
    assert len(road.read("enriched")) == 1


def test_an_offset_beyond_the_log_stops_the_road_until_someone_decides(road, broker):
    """A topic that was made anew, or cut by an unclean election, is not read from a place that means nothing."""
    road.publish([ARTICLE.read_bytes()])
    commit(broker, road, 1_000)
    process = road.start("run --until-end --metrics-port 0")
    assert process.wait(60) == 1
    assert "--on-lost-offsets" in process.text()
    assert "stood at 1000" in process.text()
    doctor = road.start("doctor")
    assert doctor.wait(60) == 1
    assert f"ILL  group {road.name}" in doctor.text()
    road.finish("--on-lost-offsets", "earliest")
    assert len(road.read("enriched")) == 1
    assert road.lag() == 0


def test_a_transactional_feed_is_read_to_its_end(road, broker):
    """What its transactions took back never comes in, and the records that end them leave no lag behind."""
    producer = KafkaProducer(bootstrap_servers=broker.bootstrap, transactional_id=f"feed-{road.name}")
    producer.init_transactions()
    for number in range(6):
        producer.begin_transaction()
        for partition in range(4):
            story = {"id": f"{number}-{partition}", "headline": f"خبر شماره {number} از بخش {partition}"}
            producer.send(road.topic("raw"), orjson.dumps(story), partition=partition)
        producer.flush()
        producer.abort_transaction() if number % 3 == 2 else producer.commit_transaction()
    producer.close()
    told = road.finish()
    assert "conserved: 16 in" in told
    assert road.origins() == road.expected_origins()
    assert road.lag() == 0


def test_a_record_larger_than_any_message_out_is_cut_and_the_stream_goes_on(road, broker):
    """Its dead letter says how long it was and what its SHA-256 was; the story after it is delivered."""
    admin = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
    limit = ConfigResource(ConfigResourceType.TOPIC, road.topic("raw"), {"max.message.bytes": str(20 << 20)})
    admin.alter_configs([limit], incremental=True)
    admin.close()
    value = b"{" * (18 << 20)
    road.publish([value, ARTICLE.read_bytes()])
    road.finish()
    (letter,) = road.read("dead")
    facts = {name.removeprefix("__khabar.errors."): told.decode() for name, told in letter.headers}
    assert facts["reason"] == "too_large"
    assert facts["value_bytes"] == str(len(value))
    assert facts["value_sha256"] == sha256(value).hexdigest()
    assert value.startswith(letter.value)
    assert len(road.read("enriched")) == 1


def test_a_broker_that_goes_between_opening_and_reading_is_waited_for(road, broker):
    """The reader and the index wait for it, instead of ending the road that a moment later would have sat it out."""
    road.publish([ARTICLE.read_bytes()])
    road.finish()
    settings = GroupSettings(Cluster(broker.bootstrap), road.name, road.topics())
    attempt = take_over(settings)
    broker.kill()
    with ThreadPoolExecutor() as threads:
        reader = threads.submit(KafkaReader, settings, attempt)
        fingerprints = threads.submit(lambda: list(read_log(settings, attempt, 3600.0)))
        time.sleep(12)  # longer than a client tries to connect
        assert not reader.done()
        assert not fingerprints.done()
        broker.start()
        assert len(fingerprints.result(60)) == 1
        road.publish([ARTICLE.read_bytes()])
        assert len(reader.result(60).read(30.0)) == 1
    reader.result().close()


@pytest.mark.timeout(240)
def test_a_partition_added_meanwhile_is_read_from_its_beginning(road, broker):
    """The running road notices it; no restart, nothing lost, no complaint about its missing offset."""
    process = road.run()
    road.publish([ARTICLE.read_bytes()])
    admin = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
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


@pytest.mark.parametrize("kind", TOPICS)
def test_a_missing_topic_is_named_with_the_cure(road, kind):
    """Whichever of the five it is, the road does not begin, and the message says what to do."""
    process = road.start(f"run --topic-{kind} no.such.topic --until-end --metrics-port 0")
    assert process.wait(90) == 1
    assert "no topic no.such.topic" in process.text()
    assert "khabar topics create" in process.text()


@pytest.mark.parametrize("codec", ["gzip", "lz4", "snappy", "zstd"])
def test_a_feed_may_be_packed(road, broker, codec):
    """Whatever codec its producers use."""
    producer = KafkaProducer(bootstrap_servers=broker.bootstrap, compression_type=codec)
    producer.send(road.topic("raw"), ARTICLE.read_bytes()).get(timeout=30)
    producer.close()
    road.finish()
    assert len(road.read("enriched")) == 1


def test_headers_are_kept_whatever_they_are_named(road, broker):
    """Names that are no UTF-8 reach the dead letter as they came, and the stream goes on."""
    headers = [(HeaderName("\udcff\udcfe"), b"\x00"), ("name", b"value")]
    producer = KafkaProducer(bootstrap_servers=broker.bootstrap)
    for value in (b"\xff", ARTICLE.read_bytes()):
        producer.send(road.topic("raw"), value, headers=headers, partition=0).get(timeout=30)
    producer.close()
    road.finish()
    (letter,) = road.read("dead")
    assert [(name.encode(), value) for name, value in letter.headers[:2]] == [
        (b"\xff\xfe", b"\x00"),
        (b"name", b"value"),
    ]
    assert len(road.read("enriched")) == 1


def test_a_story_is_known_again_after_an_outage_longer_than_the_horizon(road, broker):
    """The index reaches back from the oldest record that waits, not from now: its copy was there 79 hours ago."""
    story, now_ms = {"id": "1", "outlet": "الف", "headline": "پارک تازه", "body": "پارک گشوده شد."}, time.time() * 1000
    hours_ago = {hours: int(now_ms - hours * 3_600_000) for hours in (80, 79)}
    road.publish([orjson.dumps(story)])
    road.finish()
    (message,) = road.read("fingerprints")
    (known,) = unpack(message.value, road.name).entries
    admin = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
    admin.delete_topics([road.topic("fingerprints")])
    road.done("topics create")
    times = ConfigResource(ConfigResourceType.TOPIC, road.topic("raw"), {"message.timestamp.type": "CreateTime"})
    admin.alter_configs([times], incremental=True)
    admin.close()
    old = replace(known, received=datetime.fromtimestamp(hours_ago[80] / 1000, UTC).isoformat())
    producer = KafkaProducer(bootstrap_servers=broker.bootstrap)
    logged = pack(road.name, [old])
    producer.send(road.topic("fingerprints"), logged, key=road.name.encode(), timestamp_ms=hours_ago[80])
    producer.send(road.topic("raw"), orjson.dumps(story | {"id": "2", "outlet": "ب"}), timestamp_ms=hours_ago[79])
    producer.close()
    road.finish("--horizon", "72h")
    (note,) = [orjson.loads(note.value) for note in road.read("duplicates")]
    assert (note["kind"], note["of"]) == ("copy", "1")


def test_records_that_no_client_can_read_stop_the_road_with_their_place(road, broker, monkeypatch):
    """What fails the same way five times is no outage; the message names the next offsets."""
    road.publish([ARTICLE.read_bytes()])
    settings = GroupSettings(Cluster(broker.bootstrap), road.name, road.topics())
    monkeypatch.setattr("connectors.kafka.reader.FIRST_WAIT_S", 0.01)
    attempt = take_over(settings)
    reader = KafkaReader(settings, attempt)
    assert sum(reader.lag().values()) == 1

    def unreadable(*_: object) -> None:
        raise UnsupportedCodecError("no such codec")

    monkeypatch.setattr("kafka.record.default_records.DefaultRecordBatch._maybe_uncompress", unreadable)
    KafkaReader(replace(settings, until_end=True), attempt).close()  # finds the end without reading it
    try:
        for _ in range(4):
            assert reader.read(5.0) == []
        with pytest.raises(KhabarError, match=rf"failed 5 times at the same place.*{road.topic('raw')}/0@0"):
            reader.read(5.0)
    finally:
        reader.close()


def test_doctor_finds_the_cluster_well(road):
    """Everything that the README promises to look at is looked at."""
    told = road.done("doctor")
    for name in ("broker", "crc32c", "codecs", "hazm", "import names", "transactions", f"topic {road.topic('raw')}"):
        assert f"ok   {name}" in told
