"""Topics and the doctor, on the embedded broker."""

import uuid

import pytest
from kafka.admin import ConfigResource, ConfigResourceType, NewTopic

from connectors.kafka.clients import admin
from connectors.kafka.doctor import cluster, counted
from connectors.kafka.settings import Cluster, Topics
from connectors.kafka.topics import create_topics, plans, too_low, topic_configs
from schemas.record import MAX_MESSAGE_BYTES

HOUR_S = 3600.0


@pytest.fixture
def at(broker) -> Cluster:
    """The embedded broker."""
    return Cluster(broker.bootstrap)


@pytest.fixture
def topics() -> Topics:
    """Names that no other test has."""
    name = uuid.uuid4().hex[:8]
    return Topics(*(f"{name}.{kind}" for kind in Topics.__slots__))


def change(at: Cluster, topic: str, **configs: str) -> None:
    """Set settings of a topic, "_" for "."."""
    dotted = {name.replace("_", "."): value for name, value in configs.items()}
    with admin(at) as client:
        client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, dotted)])


def test_limits_are_raised_and_each_change_is_told(at, topics):
    """What is enough already is left alone, and never lowered."""
    wanted = plans(topics, 2, 72 * HOUR_S)
    assert set(create_topics(at, wanted, -1).values()) == {"created"}
    change(at, topics.raw, message_timestamp_type="CreateTime")
    change(at, topics.dead, max_message_bytes="1000")
    change(at, topics.enriched, max_message_bytes="99000000")
    change(at, topics.fingerprints, retention_ms="-1")
    done = create_topics(at, wanted, -1)
    assert done == {
        topics.raw: "was there; message.timestamp.type CreateTime -> LogAppendTime",
        topics.enriched: "was there; its limits suffice",
        topics.duplicates: "was there; its limits suffice",
        topics.dead: f"was there; max.message.bytes 1000 -> {MAX_MESSAGE_BYTES + 65_536}",
        topics.fingerprints: "was there; its limits suffice",
    }
    with admin(at) as client:
        assert topic_configs(client, topics.enriched, ["max.message.bytes"]) == {"max.message.bytes": "99000000"}
        assert topic_configs(client, topics.fingerprints, ["retention.ms"]) == {"retention.ms": "-1"}


@pytest.mark.parametrize(
    ("now", "wanted", "expected"),
    [("5", "6", True), ("6", "6", False), ("7", "6", False), ("-1", "6", False), (None, "6", True), ("a", "b", True)],
)
def test_a_limit_is_too_low(now, wanted, expected):
    """-1 is no limit; a setting that is no number must be as wanted."""
    assert too_low(now, wanted) is expected


def test_the_doctor_warns_of_settings_that_cost_something(at, topics):
    """Producers' clocks, and a log that forgets before the horizon; a warning is no illness."""
    create_topics(at, plans(topics, 1, HOUR_S), -1)
    change(at, topics.raw, message_timestamp_type="CreateTime")
    change(at, topics.fingerprints, retention_ms="3600000")
    found = {finding.name: finding for finding in cluster(at, topics, None, 2 * HOUR_S)}
    assert all(finding.well for finding in found.values())
    assert found[f"topic {topics.raw}"].seen == "1 partition, about 0 records"
    doubts = {name: finding.seen for name, finding in found.items() if finding.mark == "WARN"}
    assert set(doubts) == {f"times of {topics.raw}", f"retention of {topics.fingerprints}"}
    assert "CreateTime" in doubts[f"times of {topics.raw}"]
    assert "--horizon" in doubts[f"retention of {topics.fingerprints}"]


def test_the_doctor_says_where_a_group_stands(road):
    """Where each partition stands, and how much is behind; before its first run a group stands nowhere."""
    road.publish([b"{}"])
    assert "no offset on" in road.done("doctor", "--group", "nobody")
    road.finish()
    assert f"0 records behind on {road.topic('raw')}; partition 0 at" in road.done("doctor")
    road.publish([b"{}"])
    assert "about 1 record behind" in road.done("doctor")


def test_the_doctor_tells_what_is_missing(at, topics):
    """A topic that is not there is an illness with its cure."""
    with admin(at) as client:
        client.create_topics([NewTopic(topics.raw, 1, 1)])
    ill = [finding.name for finding in cluster(at, topics, "g", HOUR_S) if not finding.well]
    assert ill == [f"topic {getattr(topics, name)}" for name in Topics.__slots__[1:]]


def test_things_are_counted_in_words():
    """One partition, two partitions."""
    assert [counted(n, "record") for n in (0, 1, 2000)] == ["0 records", "1 record", "2,000 records"]
