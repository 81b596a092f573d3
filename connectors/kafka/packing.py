"""Packing as it ages: what many small messages logged is repeated by one, so that a start reads few."""

from collections import deque
from dataclasses import dataclass

from connectors.kafka.fingerprints import pack
from pipeline.transforms.newest import Newest
from pipeline.world import Attempt
from schemas.fingerprint import Fingerprint, Pack

# A pack is written when so many bytes of messages wait for one, or so many offsets: of our own messages, of what ends
# their transactions, of other groups. Reading either message by message took a third of a second on two shared cores.
FULL_BYTES, FULL_OFFSETS = 600_000, 2_000
MOST_BYTES = 1_000_000  # of a pack: Kafka's own limit of a message, where nobody raised it, is 1,048,588
DENSE = 25  # entries an offset: messages of fifty, two offsets each, read almost as fast as packs, and stay
NAMED = 256  # packs that a pack names: 3 kB


@dataclass(frozen=True, slots=True)
class Logged:
    """A message of the log that is committed: where it is, what it holds, how large it is."""

    partition: int
    offset: int
    entries: tuple[Fingerprint, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Due:
    """A pack to be written: to which partition, its message, and what that says of itself."""

    partition: int
    message: bytes
    pack: Pack


class Packing:
    """What a group logged since its newest pack, in bounded memory.

    Told of what is committed, and of nothing else, in the order of the log: by who reads it at the start, then by the
    delivery. What it forgets because there is too much of it is in no pack, and is read message by message.
    """

    def __init__(self, group: str, newest: str = "") -> None:
        self._group = group
        self._waiting: deque[Logged] = deque()
        self._bytes = self._entries = 0
        self._packs: tuple[int, ...] = ()
        self.restart(newest)

    def restart(self, newest: str) -> None:
        """Forget everything but the place of the newest pack, `partition@offset` (empty: none)."""
        partition, _, offset = newest.partition("@")
        self.newest = newest
        self._partition = int(partition) if newest else None
        self._packs = (int(offset),) if newest else ()
        self._clear()

    def close(self) -> None:
        """Let everything go."""
        self.restart("")

    def logged(self, message: Logged) -> None:
        """Take a message that logs stories; it follows all that was taken before."""
        self._to(message.partition)
        while self._is_full():  # nobody could write the pack that was due
            self._drop_oldest()
        self._waiting.append(message)
        self._bytes, self._entries = self._bytes + message.size, self._entries + len(message.entries)
        if self._is_full() and self._entries >= DENSE * self._offsets():
            self._clear()

    def packed(self, partition: int, offset: int, of: Pack) -> None:
        """Take a pack; it follows all that was taken before."""
        self._to(partition)
        self.newest = f"{partition}@{offset}"
        self._packs = (*of.before, offset)[-NAMED:]
        self._clear()

    def due(self) -> Due | None:
        """Give the pack that the next transaction must write before its own message; None where it is too early.

        The same again until it was `packed`.
        """
        if not self._is_full():
            return None
        offsets = tuple(logged.offset for logged in self._waiting for _ in logged.entries)
        of = Pack(self._waiting[0].offset, offsets, self._packs)
        message = pack(self._group, [entry for logged in self._waiting for entry in logged.entries], of)
        return Due(self._waiting[-1].partition, message, of) if len(message) <= MOST_BYTES else None

    def _is_full(self) -> bool:
        return bool(self._waiting) and (self._bytes >= FULL_BYTES or self._offsets() >= FULL_OFFSETS)

    def _offsets(self) -> int:
        return self._waiting[-1].offset + 1 - self._waiting[0].offset

    def _drop_oldest(self) -> None:
        oldest = self._waiting.popleft()
        self._bytes, self._entries = self._bytes - oldest.size, self._entries - len(oldest.entries)

    def _clear(self) -> None:
        self._waiting.clear()
        self._bytes = self._entries = 0

    def _to(self, partition: int) -> None:
        if partition != self._partition:  # the topic was given more partitions, or nothing was told yet
            self._partition, self._packs = partition, ()
            self._clear()


PACKINGS: Newest[Packing] = Newest()


def packing_of(attempt: Attempt) -> Packing:
    """Give the attempt's packing: in a process that did not read the log, one that knows the newest pack only."""
    return PACKINGS.get(attempt, lambda attempt: Packing(attempt.group, attempt.pack))
