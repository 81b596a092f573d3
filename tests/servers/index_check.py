"""The index of duplicates after a run, held against its log, the delivered stories and the notes."""

import pickle
from collections import Counter
from dataclasses import replace
from pathlib import Path

import orjson
from inside import inside
from khabar import Road

from connectors.kafka.fingerprint_log import read_log
from connectors.kafka.opening import take_over
from connectors.kafka.reader import KafkaReader
from connectors.kafka.settings import Cluster, GroupSettings
from pipeline.duplicates.index import DuplicateIndex, Match
from pipeline.settings import IndexSettings
from pipeline.stages import Prepared, prepare
from pipeline.world import Attempt
from schemas.fingerprint import Fingerprint

SETTINGS = IndexSettings()


def assert_index_is_that_of_the_log(road: Road, left: Path) -> None:
    """Hold that the index which the last process left is the one that its log rebuilds, and that this is right.

    Right is: it has each delivered story once, as its record gives it, in the order of its partition; and asked again
    it says of each duplicate what its note says.
    """
    settings = GroupSettings(Cluster(road.bootstrap), road.name, road.topics())
    attempt = take_over(settings)
    logged = list(read_log(settings, attempt, SETTINGS.horizon_s))
    assert attempt.pack
    assert logged == list(read_log(settings, replace(attempt, pack=""), SETTINGS.horizon_s)), "packs tell otherwise"
    index = DuplicateIndex(SETTINGS)
    index.restore(logged)
    assert inside(index) == pickle.loads(left.read_bytes())
    stories = _prepared(settings, attempt)
    _assert_complete(road, logged, stories)
    for message in road.read("duplicates"):
        note = orjson.loads(message.value)
        found = index.judge(stories[note["origin"]].printed)
        assert isinstance(found, Match), note
        owner = (found.owner.id, found.owner.version, found.owner.outlet)
        assert (found.kind, *owner, found.similarity, found.delay_s) == tuple(
            note[name] for name in ("kind", "of", "of_version", "of_outlet", "similarity", "delay_s")
        )


def _assert_complete(road: Road, logged: list[Fingerprint], stories: dict[str, Prepared]) -> None:
    delivered = Counter(orjson.loads(message.value)["origin"] for message in road.read("enriched"))
    assert Counter(entry.origin for entry in logged) == delivered
    assert logged == [stories[entry.origin].story for entry in logged]
    reached: dict[int, int] = {}
    for entry in logged:
        record = stories[entry.origin].record
        assert record.offset > reached.get(record.partition, -1), f"{entry.origin} was logged too late"
        reached[record.partition] = record.offset


def _prepared(settings: GroupSettings, attempt: Attempt) -> dict[str, Prepared]:
    """Prepare all raw records as the road does, and give them by origin."""
    from_the_first = replace(attempt, positions=tuple((partition, 0) for partition, _ in attempt.positions))
    reader = KafkaReader(replace(settings, until_end=True), from_the_first)
    found = {}
    while not reader.at_end():
        found |= {record.origin: prepare(record).result for record in reader.read(1.0)}
    reader.close()
    return found
