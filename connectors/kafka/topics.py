"""The topics that Khabar needs, made with the limits that they need."""

from collections.abc import Iterable
from dataclasses import dataclass

from kafka import TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient, NewTopic
from kafka.errors import KafkaError, TopicAlreadyExistsError

from connectors.kafka.clients import admin, consumer, for_a_while, told
from connectors.kafka.settings import Cluster, Topics
from pipeline.errors import SettingsError
from schemas.record import MAX_MESSAGE_BYTES, MAX_RECORD_BYTES

DAY_MS = 86_400_000
KEEP_LOG_MS = 15 * DAY_MS  # past Kafka's 7 days for offsets, so that lost offsets are told from a new group
OVERHEAD = 65_536  # a record's headers and framing beyond its value


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """One topic as it should be."""

    name: str
    partitions: int
    configs: dict[str, str]


def plans(topics: Topics, partitions: int, horizon_s: float) -> list[TopicPlan]:
    """Say which topics are needed: sizes, times, and retention of the index's log beyond the horizon.

    The log of fingerprints has one partition: its order is the order in which stories were judged.
    """
    inward = {"max.message.bytes": str(MAX_RECORD_BYTES + OVERHEAD), "message.timestamp.type": "LogAppendTime"}
    outward = {"max.message.bytes": str(MAX_MESSAGE_BYTES + OVERHEAD)}
    log_ms = max(int(horizon_s * 1000) + DAY_MS, KEEP_LOG_MS)
    return [
        TopicPlan(topics.raw, partitions, inward),
        TopicPlan(topics.enriched, partitions, outward),
        TopicPlan(topics.duplicates, partitions, outward),
        TopicPlan(topics.dead, partitions, outward),
        TopicPlan(topics.fingerprints, 1, outward | {"retention.ms": str(log_ms)}),
    ]


def create_topics(cluster: Cluster, wanted: list[TopicPlan], replication: int) -> dict[str, str]:
    """Make the topics that are missing, and raise the limits of those that are there; say what was done to each.

    `replication` -1 is the cluster's default. No limit is lowered, and other settings of a topic that is there are
    left as they are.
    """
    with told(cluster), admin(cluster) as client:
        return {plan.name: _create(client, plan, replication) for plan in wanted}


def check_empty(cluster: Cluster, topic: str) -> None:
    """Raise SettingsError where a topic holds records: somebody's stories, which invented ones must not stand among."""
    with told(cluster), for_a_while(consumer(cluster)) as client:
        places = [TopicPartition(topic, partition) for partition in sorted(client.partitions_for_topic(topic) or ())]
        records = sum(client.end_offsets(places).values()) - sum(client.beginning_offsets(places).values())
    if records > 0:
        raise SettingsError(
            f"--topic-raw {topic} (KHABAR_TOPIC_RAW) holds about {records:,} records on --brokers {cluster.brokers}: "
            "the demo publishes invented stories, into an empty topic only; name others with the --topic flags"
        )


def topic_configs(client: KafkaAdminClient, topic: str, names: Iterable[str]) -> dict[str, str]:
    """Give a topic's settings of these names, defaults included; those that the broker does not tell are missing."""
    resource = ConfigResource(ConfigResourceType.TOPIC, topic)  # of all names: tansu hangs up when asked for some
    found = client.describe_configs([resource], config_filter="all")["topic"][topic]
    return {name: found[name]["value"] for name in names if name in found}


def too_low(now: str | None, wanted: str) -> bool:
    """Tell whether a setting must change: a number that is lower (-1 is no limit), anything else that differs."""
    if now is None or not wanted.isdecimal():
        return now != wanted
    return 0 <= int(now) < int(wanted)


def _create(client: KafkaAdminClient, plan: TopicPlan, replication: int) -> str:
    try:
        client.create_topics([NewTopic(plan.name, plan.partitions, replication, topic_configs=plan.configs)])
    except TopicAlreadyExistsError:
        return _raise_limits(client, plan)
    return "created"


def _raise_limits(client: KafkaAdminClient, plan: TopicPlan) -> str:
    try:
        now = topic_configs(client, plan.name, plan.configs)
        changes = {name: value for name, value in plan.configs.items() if too_low(now.get(name), value)}
        if changes:
            client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, plan.name, changes)])
    except (KafkaError, ValueError) as error:  # a ValueError where the broker knows no such setting
        return f"was there; its limits could not be set: {error}"
    told_changes = (f"{name} {now.get(name, 'unset')} -> {value}" for name, value in changes.items())
    return f"was there; {', '.join(told_changes) or 'its limits suffice'}"
