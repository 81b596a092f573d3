"""What `khabar doctor` finds out about a cluster."""

import uuid
from collections.abc import Iterator

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from connectors.kafka.clients import admin, close, consumer, for_a_while, transactional_producer
from connectors.kafka.offsets import lost_places
from connectors.kafka.settings import Cluster, GroupSettings, Topics
from connectors.kafka.topics import too_low, topic_configs
from pipeline.doctor import Finding, examine
from pipeline.plain_lines import duration

REMEDY = "`khabar topics create` sets it"


def cluster(at: Cluster, topics: Topics, group: str | None, horizon_s: float) -> Iterator[Finding]:
    """Examine the brokers, the topics with their partitions, records and settings, a group's place, transactions."""
    broker = examine("broker", lambda: _brokers(at), (KafkaError, ValueError, OSError))
    yield broker
    if not broker.well:
        return
    found = [_topic(at, getattr(topics, field)) for field in topics.__slots__]
    yield from found
    if all(topic.well for topic in found):
        yield _times(at, topics.raw)
        yield _retention(at, topics.fingerprints, horizon_s)
        if group is not None:
            yield _group(at, topics, group)
    yield examine("transactions", lambda: _transactions(at), (KafkaError,))


def counted(count: int, noun: str) -> str:
    """Write a number of things."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


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
            places = _partitions(client, name)
            if not places:
                return Finding(f"topic {name}", False, "missing: make it with `khabar topics create`")
            records = sum(client.end_offsets(places).values()) - sum(client.beginning_offsets(places).values())
    except KafkaError as error:
        return Finding(f"topic {name}", False, str(error))
    told = f"{counted(len(places), 'partition')}, about {counted(max(0, records), 'record')}"
    return Finding(f"topic {name}", True, told)


def _group(at: Cluster, topics: Topics, group: str) -> Finding:
    name = f"group {group}"
    try:
        lost = lost_places(GroupSettings(at, group, topics))
        told = _place(at, topics.raw, group)
    except KafkaError as error:
        return Finding(name, False, str(error))
    if lost:
        told = f"{'; '.join(lost.values())}: `khabar run` asks for --on-lost-offsets"
    return Finding(name, not lost, told)


def _times(at: Cluster, raw: str) -> Finding:
    name, setting, wanted = f"times of {raw}", "message.timestamp.type", "LogAppendTime"
    try:
        now = _setting(at, raw, setting)
    except KafkaError as error:
        return Finding(name, True, f"{setting} could not be read: {error}", doubtful=True)
    if now == wanted:
        return Finding(name, True, f"{setting} is {now}")
    told = f"{setting} is {now}, not {wanted}: latencies hang on the producers' clocks; {REMEDY}"
    return Finding(name, True, told, doubtful=True)


def _retention(at: Cluster, log: str, horizon_s: float) -> Finding:
    name, setting = f"retention of {log}", "retention.ms"
    try:
        now = _setting(at, log, setting)
    except KafkaError as error:
        return Finding(name, True, f"{setting} could not be read: {error}", doubtful=True)
    kept = "not known" if now is None else "without an end" if int(now) < 0 else duration(int(now) / 1000)
    told = f"{setting} is {kept}, --horizon (KHABAR_HORIZON) {duration(horizon_s)}"
    if too_low(now, str(int(horizon_s * 1000))):
        told += f": a restart forgets stories that later ones may repeat; {REMEDY}"
        return Finding(name, True, told, doubtful=True)
    return Finding(name, True, told)


def _setting(at: Cluster, topic: str, name: str) -> str | None:
    with admin(at) as client:
        return topic_configs(client, topic, [name]).get(name)


def _place(at: Cluster, raw: str, group: str) -> str:
    with for_a_while(consumer(at, group_id=group)) as client:
        places = _partitions(client, raw)
        begins, ends = client.beginning_offsets(places), client.end_offsets(places)
        committed = {place: client.committed(place, timeout_ms=15_000) for place in places}
    if all(offset is None for offset in committed.values()):
        return f"no offset on {raw} yet: a new group, or one whose offsets are gone"
    behind = sum(max(0, ends[place] - (committed[place] or begins[place])) for place in places)
    stands = (f"{place.partition} at {_offset(committed[place])} of {ends[place]}" for place in places)
    return f"about {counted(behind, 'record')} behind on {raw}; partition {', '.join(stands)}"


def _offset(committed: int | None) -> str:
    return "no offset" if committed is None else str(committed)


def _partitions(client: KafkaConsumer, topic: str) -> list[TopicPartition]:
    return [TopicPartition(topic, partition) for partition in sorted(client.partitions_for_topic(topic) or ())]


def _transactions(at: Cluster) -> str:
    producer = transactional_producer(at, f"khabar.doctor.{uuid.uuid4().hex[:8]}")
    try:
        producer.init_transactions()
        producer.begin_transaction()
        producer.abort_transaction()
    finally:
        close(producer)
    return "supported: outputs are exactly once for read_committed readers"
