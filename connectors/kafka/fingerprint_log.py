"""The log of the index of duplicates, `news.fingerprints`, read at a start: packs by their places, the rest in line."""

from collections.abc import Iterator
from contextlib import closing

from connectors.kafka.log_reader import LogReader, Stretch, oldest_due_s
from connectors.kafka.outage import Patience
from connectors.kafka.packing import Logged, Packing
from connectors.kafka.settings import GroupSettings
from pipeline.world import Attempt
from schemas.fingerprint import Fingerprint, Pack

MARGIN_S = 3600.0  # the log is read a little further back than the horizon, for clocks that differ


def read_log(
    settings: GroupSettings, attempt: Attempt, horizon_s: float, packing: Packing | None = None
) -> Iterator[Fingerprint]:
    """Give the fingerprints that this group logged within the horizon, in their order; outages are sat out.

    The horizon ends at the oldest record that the attempt is to read, not now: after a long outage it is that record
    whose copies must be known. The log's partitions follow each other; a group's messages share one, by key. The
    packing is told all that it must know to go on.
    """
    patience = Patience(f"reading {settings.topics.fingerprints} on {settings.cluster.brokers}")
    since_s = patience.try_again(lambda: oldest_due_s(settings, attempt.positions)) - horizon_s - MARGIN_S
    packing = packing or Packing(settings.group)
    packing.restart(attempt.pack)
    with closing(LogReader(settings, patience.try_again)) as reader:
        for stretch in reader.stretches(int(since_s * 1000)):
            yield from entries(reader, stretch, attempt.pack, packing)


def any_fingerprint(settings: GroupSettings) -> bool:
    """Tell whether this group ever logged a fingerprint that is still there; the caller sits out outages."""
    with closing(LogReader(settings, lambda work: work())) as reader:
        return any(True for stretch in reader.stretches(0) for _ in reader.messages(stretch))


def entries(reader: LogReader, stretch: Stretch, newest: str, packing: Packing) -> Iterator[Fingerprint]:
    """Give what was logged in a stretch: what packs hold, and what lies between them."""
    place, at = stretch.place, stretch.begin
    for offset, packed, pack in packs(reader, stretch, newest):
        yield from _plain(reader, Stretch(place, at, pack.begin), packing)
        yield from [entry for where, entry in zip(pack.offsets, packed, strict=True) if where >= at]
        packing.packed(place.partition, offset, pack)
        at = offset + 1
    yield from _plain(reader, Stretch(place, at, stretch.end), packing)


def _plain(reader: LogReader, stretch: Stretch, packing: Packing) -> Iterator[Fingerprint]:
    """Give what was logged in a stretch message by message; packs on the way repeat only what was given."""
    for offset, size, message in reader.messages(stretch):
        if message.pack is not None:
            packing.packed(stretch.place.partition, offset, message.pack)
        else:
            packing.logged(Logged(stretch.place.partition, offset, message.entries, size))
            yield from message.entries


def packs(reader: LogReader, stretch: Stretch, newest: str) -> Iterator[tuple[int, tuple[Fingerprint, ...], Pack]]:
    """Give the packs of a stretch, oldest first; one that is not where it should be is missing, no more."""
    partition, _, last = newest.partition("@")
    if partition == str(stretch.place.partition):
        for offset in _chain(reader, stretch, int(last)):
            found = reader.pack(stretch.place, offset)
            if found is not None and found.pack is not None:
                yield offset, found.entries, found.pack


def _chain(reader: LogReader, stretch: Stretch, last: int) -> list[int]:
    """Follow the packs back from the last one, by the lists in them, and give their places inside a stretch.

    A list may name places of a log that was there before the topic was made anew: any order, and no packs there.
    """
    chain: set[int] = {last} if last < stretch.end else set()
    while chain and (oldest := min(chain)) >= stretch.begin:
        found = reader.pack(stretch.place, oldest)
        before = [offset for offset in found.pack.before if offset < oldest] if found and found.pack else []
        if not before:
            break
        chain.update(before)
    return sorted(offset for offset in chain if offset >= stretch.begin)
