"""What the road asks of the world. Connectors answer; the road knows no broker.

A `World` travels inside the graph, so it is picklable settings; what it opens is live and stays in one process.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.outcome import Outcome
from schemas.fingerprint import Fingerprint
from schemas.record import Record


@dataclass(frozen=True, slots=True)
class Attempt:
    """One opening of the road for a group: its number and our name, both signed on the offsets.

    `positions` are (partition, next offset) where it begins, and `source` names what they count in: a topic of one
    cluster, made once. `pack` is the place in the index's log that the older attempt knew as the one to read it from.
    Every element carries the attempt, so that those of an older one can be told.
    """

    group: str
    number: int
    instance: str
    positions: tuple[tuple[int, int], ...]
    source: str = ""
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Offsets of a partition, `base` to before `next`, that hold no record: control records, or a log's lost head."""

    partition: int
    base: int
    next: int


@dataclass(frozen=True, slots=True)
class Batch[Item]:
    """What one bundle carries: the attempt it belongs to, its items in reading order, and gaps found behind them."""

    attempt: Attempt
    items: tuple[Item, ...]
    gaps: tuple[Gap, ...] = ()


class Reader(Protocol):
    """Reads all partitions of the source, in order inside each."""

    def read(self, wait_s: float) -> list[Record]:
        """Give what is there, at most a bundle; wait up to `wait_s` seconds for the first record."""

    def gaps(self) -> tuple[Gap, ...]:
        """Give, once, the gaps found since the last call that no record's own `base` bridges."""

    def at_end(self) -> bool:
        """Tell whether every partition was read up to the offsets seen at the start."""

    def lag(self) -> dict[int, int]:
        """Give the records not yet read, by partition."""

    def watermark(self) -> str | None:
        """Give the append time before which everything was read, ISO 8601; None when it can't be told."""

    def close(self) -> None:
        """Let go of the connection."""


class Delivery(Protocol):
    """Makes outcomes durable, each once; see the implementation for its guarantee."""

    def deliver(self, outcomes: Sequence[Outcome], reached: Mapping[int, int]) -> None:
        """Write outcomes, in judging order and contiguous in each partition. Returns when they are durable.

        `reached` is each partition's next offset once they are.
        """

    def close(self) -> None:
        """Let go of the connection."""


class World(Protocol):
    """Opens the road and what stands at its two ends. Picklable."""

    def open(self) -> Attempt:
        """Fence older instances, read the committed offsets and sign them: the four moves but the last two."""

    def fingerprints(self, attempt: Attempt, horizon_s: float) -> Iterable[Fingerprint]:
        """Give the fingerprints logged within the horizon of the oldest record to come, oldest first."""

    def reader(self, attempt: Attempt) -> Reader:
        """Open a reader at the attempt's positions."""

    def delivery(self, attempt: Attempt) -> Delivery:
        """Open the delivery; raises Fenced when a newer attempt signed meanwhile."""
