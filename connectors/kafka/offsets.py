"""The group's committed offsets and the signature on them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kafka import KafkaConsumer, KafkaProducer, OffsetAndMetadata, TopicPartition

from connectors.kafka.clients import admin, consumer, for_a_while
from connectors.kafka.ends import ends_by_reading
from connectors.kafka.fingerprint_log import any_fingerprint
from connectors.kafka.settings import GroupSettings, Topics
from pipeline.errors import KhabarError, OffsetsLost
from pipeline.world import Attempt

SIGNATURE = re.compile(r"([0-9]+):([^:]*):([0-9]+)(?:\Z|:(?:([0-9]+@[0-9]+)(?:\Z|:))?)")  # a later release may add more


@dataclass(frozen=True, slots=True)
class Signature:
    """Who committed: the number of the attempt, the instance's name, how many partitions it knew.

    `pack` is where the newest pack of the group's fingerprints is, `partition@offset`; empty where there is none.
    """

    number: int
    instance: str
    partitions: int
    pack: str = ""

    def __str__(self) -> str:
        return f"{self.number}:{self.instance}:{self.partitions}{self.pack and ':'}{self.pack}"

    @classmethod
    def read(cls, metadata: str) -> "Signature | None":
        """Read a signature off an offset's metadata; None where another tool committed.

        Without a pack in that of an older release, and where the pack's place is none.
        """
        found = SIGNATURE.match(metadata)
        return cls(int(found[1]), found[2], int(found[3]), found[4] or "") if found else None


@dataclass(frozen=True, slots=True)
class Committed:
    """Where partitions stand by the group's commits, and the newest signature among them (None: the group is new)."""

    positions: dict[int, int]
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class _Log:
    """Where each partition's log begins and ends, open transactions included."""

    first: dict[int, int]
    last: dict[int, int]


def committed_offsets(settings: GroupSettings) -> Committed:
    """Read the group's offsets as they stand, waiting for a transaction that is still ending."""
    with for_a_while(consumer(settings.cluster, group_id=settings.group)) as client:
        return _committed(client, _partitions(client, settings.topics.raw))


def begin(settings: GroupSettings) -> Committed:
    """Say where every partition begins: at its committed offset, or where the settings say.

    The offsets are asked for as a `read_committed` reader: another one is given the old ones while a transaction is
    still ending. Raises OffsetsLost where an offset that was committed is gone, or the log no longer holds it, unless
    `on_lost_offsets` decides.
    """
    committed, log, lost = _stand(settings)
    if lost and settings.on_lost_offsets == "fail":
        raise OffsetsLost(
            f"group {settings.group} lost its place in {settings.topics.raw}: {'; '.join(lost.values())}. Say where to "
            "go on with --on-lost-offsets earliest (may read records again) or latest (may skip some)"
        )
    return replace(committed, positions=_positions(settings, committed.positions, log, lost))


def lost_places(settings: GroupSettings) -> dict[int, str]:
    """Say of each partition whose place is lost what became of it."""
    return _stand(settings)[2]


def sign(producer: KafkaProducer, settings: GroupSettings, attempt: Attempt, positions: Mapping[int, int]) -> None:
    """Add the offsets of all partitions to the open transaction, signed by an attempt that knows the newest pack.

    All of them, each time: a quiet partition's offset would expire otherwise.
    """
    metadata = str(Signature(attempt.number, attempt.instance, len(positions), attempt.pack))
    topic = settings.topics.raw
    offsets = {TopicPartition(topic, at): OffsetAndMetadata(next_, metadata, -1) for at, next_ in positions.items()}
    producer.send_offsets_to_transaction(offsets, settings.group)


def source(settings: GroupSettings) -> str:
    """Name what offsets count in: cluster, topic, and the id that Kafka gives a topic each time it is made.

    Raises KhabarError for an output topic that is not there: a delivery to it would wait for ever.
    """
    with for_a_while(consumer(settings.cluster)) as client:
        for name in Topics.__slots__:
            _partitions(client, getattr(settings.topics, name))
    with admin(settings.cluster) as client:
        (topic,) = client.describe_topics([settings.topics.raw])
        return f"{client.describe_cluster()['cluster_id']}/{settings.topics.raw}/{topic.get('topic_id')}"


def _log(settings: GroupSettings, kept: dict[int, int]) -> _Log:
    """Read where each partition's log begins and ends, for a reader of open transactions, too.

    An end before an offset that was `kept` is looked at twice, by reading up to it.
    """
    with for_a_while(consumer(settings.cluster, isolation_level="read_uncommitted")) as client:
        places = _partitions(client, settings.topics.raw)
        first, last = _by_partition(client.beginning_offsets(places)), _by_partition(client.end_offsets(places))
        client.assign([place for place in places if kept.get(place.partition, 0) > last[place.partition]])
        return _Log(first, last | (ends_by_reading(client, first) if client.assignment() else {}))


def _stand(settings: GroupSettings) -> tuple[Committed, _Log, dict[int, str]]:
    committed = committed_offsets(settings)
    log = _log(settings, committed.positions)
    return committed, log, _lost(settings, committed, log)


def _partitions(client: KafkaConsumer, topic: str) -> list[TopicPartition]:
    partitions = client.partitions_for_topic(topic)
    if not partitions:
        raise KhabarError(f"no topic {topic} on this cluster: make it with `khabar topics create`")
    return [TopicPartition(topic, partition) for partition in sorted(partitions)]


def _committed(client: KafkaConsumer, places: list[TopicPartition]) -> Committed:
    found = {place.partition: client.committed(place, metadata=True, timeout_ms=60_000) for place in places}
    signatures = [sign for place in found.values() if place and (sign := Signature.read(place.metadata or ""))]
    signature = max(signatures, key=lambda sign: sign.number, default=None)
    return Committed({partition: place.offset for partition, place in found.items() if place}, signature)


def _by_partition(offsets: dict[TopicPartition, int]) -> dict[int, int]:
    return {place.partition: offset for place, offset in offsets.items()}


def _positions(settings: GroupSettings, kept: dict[int, int], log: _Log, lost: dict[int, str]) -> dict[int, int]:
    instead = log.last if settings.on_lost_offsets == "latest" else log.first
    new = log.last if settings.start == "latest" and not kept else log.first
    return {at: instead[at] if at in lost else kept.get(at, new[at]) for at in log.first}


def _lost(settings: GroupSettings, committed: Committed, log: _Log) -> dict[int, str]:
    kept, signed = committed.positions, committed.signature
    if not kept:
        known = any_fingerprint(settings)
        return dict.fromkeys(log.first, "no offset beside fingerprints of this group") if known else {}
    count = signed.partitions if signed else len(log.first)
    expired = {at: f"partition {at} has no offset" for at in log.first if at not in kept and at < count}
    return expired | {at: gone for at, offset in kept.items() if (gone := _gone(at, offset, log))}


def _gone(partition: int, offset: int, log: _Log) -> str | None:
    first, last = log.first[partition], log.last[partition]
    if offset < first:
        return f"partition {partition} stood at {offset}, its log begins at {first} (records were deleted unread)"
    if offset > last:
        return f"partition {partition} stood at {offset}, its log ends at {last} (the topic was made anew, or cut)"
    return None
