"""The topics that Khabar needs, made with the limits that they need."""

from dataclasses import dataclass

from kafka.admin import ConfigResource, ConfigResourceType, NewTopic
from kafka.errors import BrokerResponseError, KafkaError, TopicAlreadyExistsError

from connectors.kafka.clients import admin, told
from connectors.kafka.settings import MAX_OUT_BYTES, Cluster, Topics
from schemas.record import MAX_RECORD_BYTES

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
    outward = {"max.message.bytes": str(MAX_OUT_BYTES + OVERHEAD)}
    log_ms = max(int(horizon_s * 1000) + DAY_MS, KEEP_LOG_MS)
    return [
        TopicPlan(topics.raw, partitions, inward),
        TopicPlan(topics.enriched, partitions, outward),
        TopicPlan(topics.duplicates, partitions, outward),
        TopicPlan(topics.dead, partitions, outward),
        TopicPlan(topics.fingerprints, 1, outward | {"retention.ms": str(log_ms)}),
    ]


def create_topics(cluster: Cluster, wanted: list[TopicPlan], replication: int) -> dict[str, str]:
    """Make the topics that are missing, and set the limits of those that are there; say what was done to each.

    `replication` -1 is the cluster's default. Other settings of a topic that is there are left as they are.
    """
    done: dict[str, str] = {}
    with told(cluster), admin(cluster) as client:
        for plan in wanted:
            topic = NewTopic(plan.name, plan.partitions, replication, topic_configs=plan.configs)
            try:
                client.create_topics([topic])
                done[plan.name] = "created"
            except TopicAlreadyExistsError:
                done[plan.name] = _raise_limits(client, plan)
    return done


def _raise_limits(client: object, plan: TopicPlan) -> str:
    resource = ConfigResource(ConfigResourceType.TOPIC, plan.name, plan.configs)
    try:
        client.alter_configs([resource])
    except (BrokerResponseError, KafkaError) as error:
        return f"was there; its limits could not be set: {type(error).__name__}"
    return "was there; limits set"
