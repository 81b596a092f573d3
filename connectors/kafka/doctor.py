"""What `khabar doctor` finds out about a cluster."""

import uuid
from collections.abc import Iterator

from kafka import TopicPartition
from kafka.errors import KafkaError

from connectors.kafka.clients import admin, close, consumer, for_a_while, transactional_producer
from connectors.kafka.settings import Cluster, Topics
from pipeline.doctor import Finding, examine


def cluster(at: Cluster, topics: Topics) -> Iterator[Finding]:
    """Examine the brokers, the topics with their partitions and records, and transactions."""
    broker = examine("broker", lambda: _brokers(at), (KafkaError, ValueError, OSError))
    yield broker
    if broker.well:
        yield from (_topic(at, name) for name in (getattr(topics, field) for field in topics.__slots__))
        yield examine("transactions", lambda: _transactions(at), (KafkaError,))


def _brokers(at: Cluster) -> str:
    with admin(at) as client:
        found = client.describe_cluster()
        data = client.get_broker_version_data(found["brokers"][0]["broker_id"])
        release = ".".join(map(str, data.broker_version))
    nodes = ", ".join(f"{node['host']}:{node['port']}" for node in found["brokers"])
    return f"{nodes} (protocol of Kafka {release}, {at.security_protocol})"


def _topic(at: Cluster, name: str) -> Finding:
    try:
        with for_a_while(consumer(at)) as client:
            places = [TopicPartition(name, partition) for partition in sorted(client.partitions_for_topic(name) or ())]
            if not places:
                return Finding(f"topic {name}", False, "missing: make it with `khabar topics create`")
            records = sum(client.end_offsets(places).values()) - sum(client.beginning_offsets(places).values())
    except KafkaError as error:
        return Finding(f"topic {name}", False, str(error))
    return Finding(f"topic {name}", True, f"{len(places)} partitions, about {max(0, records)} records")


def _transactions(at: Cluster) -> str:
    producer = transactional_producer(at, f"khabar.doctor.{uuid.uuid4().hex[:8]}")
    try:
        producer.init_transactions()
        producer.begin_transaction()
        producer.abort_transaction()
    finally:
        close(producer)
    return "supported: outputs are exactly once for read_committed readers"
