"""How long a start takes: `uv run python tests/servers/start_cost.py --brokers …`.

From OPEN to an index rebuilt from its log: of a fast stream, 500 stories a message; of a slow one, a story a message,
each in a transaction of its own; and of a slow one with the packs that Khabar writes.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import batched
from pathlib import Path

import bench
from kafka import KafkaProducer
from khabar import Road

from connectors.kafka.clients import transactional_producer
from connectors.kafka.fingerprints import pack
from connectors.kafka.offsets import sign
from connectors.kafka.opening import take_over
from connectors.kafka.packing import Logged, Packing
from connectors.kafka.settings import Cluster, GroupSettings
from connectors.kafka.world import KafkaWorld
from pipeline.duplicates.index import DuplicateIndex
from pipeline.settings import IndexSettings
from pipeline.stages import Prepared, prepare
from schemas.fingerprint import Fingerprint
from schemas.record import Record

TOLD = "2026-01-01T03:25:00+03:30"
FAST = 500  # stories a message
TAIL = 900  # messages behind the last pack
WRITERS = 8  # transactions under way at once, to write what a stream writes in days


@dataclass(frozen=True, slots=True)
class Start:
    """A start: entries in the index, seconds from OPEN to there, and those of the processor in this process."""

    entries: int
    seconds: float
    cpu_s: float


def entries(count: int) -> Iterator[Fingerprint]:
    """Make fingerprints as those of the seeds, each of a story of its own."""
    records = (Record(value, "seeds:1", "2026-01-01T00:00:00.000+00:00") for value in bench.stories(300))
    seeds = [found.story for record in records if isinstance(found := prepare(record).result, Prepared)]
    chance = random.Random(20261128)
    for number in range(count):
        seed = seeds[number % len(seeds)]
        keys = tuple(chance.getrandbits(32) for _ in seed.keys)
        text = f"{chance.getrandbits(128):032x}"
        yield replace(seed, id=f"story-{number}", origin=f"news.raw/0@{number}", published=TOLD, text=text, keys=keys)


def packed_by_stream(settings: GroupSettings, count: int) -> str:
    """Log many stories a transaction; there is no pack."""
    producer = _producer(settings, 0)
    for told in batched(entries(count), FAST):
        _transact(producer, settings, [pack(settings.group, told)])
    producer.close()
    return ""


def one_by_one(settings: GroupSettings, count: int) -> str:
    """Log a story a transaction, several at a time, without packs."""
    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(lambda at: _write(settings, at, count // WRITERS), range(WRITERS)))
    return ""


def with_packs(settings: GroupSettings, count: int) -> str:
    """Log a story a message with packs; only the tail, which a start reads, in a transaction each."""
    producer, known = _producer(settings, 0), Packing(settings.group)
    told = entries(count)
    for several in batched((next(told) for _ in range(count - TAIL)), FAST):
        _log(producer, settings, known, several)
    for entry in told:
        _log(producer, settings, known, (entry,))
    producer.close()
    return known.newest


def measure(road: Road, fill: Callable[[GroupSettings, int], str], count: int) -> Start:
    """Fill a log and start on it."""
    settings = GroupSettings(Cluster(road.bootstrap), road.name, road.topics())
    road.done("topics create")
    attempt = take_over(settings)  # a group without offsets beside fingerprints has lost them
    newest = fill(settings, count)
    producer = _producer(settings, 0)
    producer.begin_transaction()
    sign(producer, settings, replace(attempt, pack=newest), dict(attempt.positions))
    producer.commit_transaction()
    producer.close()
    began, cpu_began = time.perf_counter(), time.process_time()
    index, horizon_s = DuplicateIndex(IndexSettings(index_max=count)), 72 * 3600.0
    index.restore(KafkaWorld(settings).fingerprints(take_over(settings), horizon_s))
    seconds, cpu_s = time.perf_counter() - began, time.process_time() - cpu_began
    assert len(index) == count, f"{len(index)} of {count} stories were restored"
    return Start(count, seconds, cpu_s)


def _write(settings: GroupSettings, number: int, count: int) -> None:
    producer = _producer(settings, number)
    for at, entry in enumerate(entries(count)):
        told = replace(entry, id=f"{number}-{at}", origin=f"news.raw/{number}@{at}")
        _transact(producer, settings, [pack(settings.group, [told])])
    producer.close()


def _log(producer: KafkaProducer, settings: GroupSettings, known: Packing, several: tuple[Fingerprint, ...]) -> None:
    """Write a transaction of messages of one story each, after the pack that is due."""
    due = known.due()
    values = [pack(settings.group, [entry]) for entry in several]
    offsets = _transact(producer, settings, [*([due.message] if due else []), *values])
    if due:
        known.packed(0, offsets.pop(0), due.pack)
    for entry, value, offset in zip(several, values, offsets, strict=True):
        known.logged(Logged(0, offset, (entry,), len(value)))


def _transact(producer: KafkaProducer, settings: GroupSettings, values: list[bytes]) -> list[int]:
    producer.begin_transaction()
    key = settings.group.encode()
    futures = [producer.send(settings.topics.fingerprints, value, key=key) for value in values]
    producer.flush()
    offsets = [future.get(timeout=60).offset for future in futures]
    producer.commit_transaction()
    return offsets


def _producer(settings: GroupSettings, number: int) -> KafkaProducer:
    producer = transactional_producer(settings.cluster, f"{settings.transactional_id}.{number}")
    producer.init_transactions()
    return producer


def main() -> None:
    """Measure on a broker that is there, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--brokers", required=True)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--entries-without-packs", type=int, default=16_000)
    asked = parser.parse_args()
    fills = {
        f"{FAST} stories a message": (packed_by_stream, asked.entries),
        "one a message, with packs": (with_packs, asked.entries),
        "one a message, no packs": (one_by_one, asked.entries_without_packs),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, (fill, count) in fills.items():
            start = measure(Road(asked.brokers, Path(folder)), fill, count)
            each_us = start.cpu_s / start.entries * 1e6
            took = f"{start.seconds:7.1f} s, {start.cpu_s:6.1f} CPU s, {each_us:6.1f} CPU µs each"
            print(f"{name:26} {start.entries:9,} entries {took}", flush=True)


if __name__ == "__main__":
    main()
