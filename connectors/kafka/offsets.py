"""The group's committed offsets and the signature on them."""

from dataclasses import dataclass

from kafka import KafkaConsumer, KafkaProducer, OffsetAndMetadata, TopicPartition

from connectors.kafka.clients import consumer, for_a_while
from connectors.kafka.fingerprints import any_fingerprint
from connectors.kafka.settings import GroupSettings
from pipeline.errors import KhabarError, OffsetsLost
from pipeline.world import Attempt


@dataclass(frozen=True, slots=True)
class Signature:
    """Who committed: the number of the attempt, the instance's name, how many partitions it knew."""

    number: int
    instance: str
    partitions: int

    def __str__(self) -> str:
        return f"{self.number}:{self.instance}:{self.partitions}"

    @classmethod
    def read(cls, metadata: str) -> "Signature | None":
        """Read a signature off an offset's metadata; None where another tool committed."""
        fields = metadata.split(":")
        if len(fields) != 3 or not (fields[0].isdigit() and fields[2].isdigit()):
            return None
        return cls(int(fields[0]), fields[1], int(fields[2]))


@dataclass(frozen=True, slots=True)
class Committed:
    """Where each partition stands, and the newest signature among them (None: the group is new)."""

    positions: dict[int, int]
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class _Ends:
    first: dict[int, int]
    last: dict[int, int]


def read_committed_offsets(settings: GroupSettings) -> Committed:
    """Read the group's offsets, waiting for a transaction that is still ending.

    Raises OffsetsLost where an offset that was committed is gone, or the records at it are, unless
    `on_lost_offsets` decides.
    """
    with for_a_while(consumer(settings.cluster, group_id=settings.group)) as client:
        partitions = _partitions(client, settings.topics.raw)
        found = {place.partition: client.committed(place, metadata=True, timeout_ms=60_000) for place in partitions}
        first = _by_partition(client.beginning_offsets(partitions))
        last = _by_partition(client.end_offsets(partitions))
    signatures = [sign for place in found.values() if place and (sign := Signature.read(place.metadata or ""))]
    signature = max(signatures, key=lambda sign: sign.number, default=None)
    kept = {partition: place.offset for partition, place in found.items() if place}
    return Committed(_places(settings, kept, _Ends(first, last), signature), signature)


def sign(producer: KafkaProducer, settings: GroupSettings, attempt: Attempt, positions: dict[int, int]) -> None:
    """Add the offsets of all partitions to the open transaction, signed.

    All of them, each time: a quiet partition's offset would expire otherwise.
    """
    metadata = str(Signature(attempt.number, attempt.instance, len(positions)))
    topic = settings.topics.raw
    offsets = {TopicPartition(topic, at): OffsetAndMetadata(next_, metadata, -1) for at, next_ in positions.items()}
    producer.send_offsets_to_transaction(offsets, settings.group)


def _partitions(client: KafkaConsumer, topic: str) -> list[TopicPartition]:
    partitions = client.partitions_for_topic(topic)
    if not partitions:
        raise KhabarError(f"no topic {topic} on this cluster: make it with `khabar topics create`")
    return [TopicPartition(topic, partition) for partition in sorted(partitions)]


def _by_partition(offsets: dict[TopicPartition, int]) -> dict[int, int]:
    return {place.partition: offset for place, offset in offsets.items()}


def _places(settings: GroupSettings, kept: dict[int, int], ends: _Ends, signed: Signature | None) -> dict[int, int]:
    lost = _lost(settings, kept, ends.first, signed)
    if lost and settings.on_lost_offsets == "fail":
        raise OffsetsLost(
            f"group {settings.group} lost its place in {settings.topics.raw}: {'; '.join(lost.values())}. Say where to "
            "go on with --on-lost-offsets earliest (may read records again) or latest (may skip some)"
        )
    begin = ends.last if settings.on_lost_offsets == "latest" else ends.first
    new = ends.last if settings.start == "latest" and not kept else ends.first
    return {at: begin[at] if at in lost else kept.get(at, new[at]) for at in ends.first}


def _lost(
    settings: GroupSettings, kept: dict[int, int], first: dict[int, int], sign: Signature | None
) -> dict[int, str]:
    if not kept:
        known = any_fingerprint(settings)
        return dict.fromkeys(first, "no offset beside fingerprints of this group") if known else {}
    count = sign.partitions if sign else len(first)
    expired = {at: f"partition {at} has no offset" for at in first if at not in kept and at < count}
    return expired | {
        at: f"partition {at} stood at {offset}, its log begins at {first[at]}"
        for at, offset in kept.items()
        if offset < first.get(at, 0)
    }
