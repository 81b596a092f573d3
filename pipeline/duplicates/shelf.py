"""The shelf: byte strings by number, in little more memory than they take, the oldest of which can be let go."""

from array import array
from collections import deque

_IN_BLOCK = 1024


class Shelf:
    """Byte strings that were put one after the other; numbers count up from 0.

    They stand in blocks, in which each takes 4 bytes beside its own; a block goes when all in it were let go.
    """

    def __init__(self) -> None:
        self._blocks: deque[tuple[bytes | bytearray, array[int]]] = deque()
        self._data, self._starts = bytearray(), array("I", (0,))  # of the last block
        self._taken_out: set[int] = set()
        self._oldest = self._next = 0

    def __len__(self) -> int:
        return self._next - self._oldest - len(self._taken_out)

    @property
    def oldest(self) -> int:
        """Number of the oldest that was not let go; that of the next where there is none."""
        return self._oldest

    @property
    def next(self) -> int:
        """Number that the next one gets."""
        return self._next

    def put(self, entry: bytes) -> int:
        """Put one behind all others, and give its number."""
        number = self._next
        if number % _IN_BLOCK == 0:
            self._begin_block()
        self._data += entry
        self._starts.append(len(self._data))
        self._next += 1
        return number

    def _begin_block(self) -> None:
        if self._blocks:
            self._blocks[-1] = bytes(self._data), self._starts[:]  # with no room to grow
        self._data, self._starts = bytearray(), array("I", (0,))
        self._blocks.append((self._data, self._starts))

    def get(self, number: int) -> bytes | None:
        """Give one of those from `oldest` on; None where it was taken out."""
        if number in self._taken_out:
            return None
        data, starts = self._blocks[number // _IN_BLOCK - self._oldest // _IN_BLOCK]
        at = number % _IN_BLOCK
        return bytes(data[starts[at] : starts[at + 1]])

    def take_out(self, number: int) -> None:
        """Take one out, from wherever it stands."""
        self._taken_out.add(number)

    def let_go(self) -> None:
        """Let the oldest go; nothing is counted or kept of it."""
        self._taken_out.discard(self._oldest)
        self._oldest += 1
        if self._oldest % _IN_BLOCK == 0:
            self._blocks.popleft()
