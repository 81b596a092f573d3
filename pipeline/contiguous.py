"""Outcomes that wait until everything before them in their partition has come."""

from collections.abc import Iterable, Sequence

from pipeline.outcome import Outcome


class Contiguous:
    """Lets outcomes through, in the order they came, once nothing before them in their partition is missing.

    Each outcome carries the offset after the record before it (`base`), so offsets that hold no record are no gap.
    """

    def __init__(self, positions: dict[int, int]) -> None:
        self._next = positions
        self._waiting: list[Outcome] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, outcomes: Sequence[Outcome], fresh: Iterable[tuple[int, int]] = ()) -> list[Outcome]:
        """Take outcomes in, and give all that are ready now. `fresh` are new partitions and their beginnings."""
        for partition, beginning in fresh:
            self._next.setdefault(partition, beginning)
        self._waiting.extend(outcomes)
        ready = self._pass()
        while more := self._pass():
            ready += more
        return ready

    def _pass(self) -> list[Outcome]:
        ready, still = [], []
        for outcome in self._waiting:
            due = self._next.get(outcome.partition, outcome.base)
            if outcome.offset < due:
                continue  # delivered before: it came again
            if outcome.base <= due:
                ready.append(outcome)
                self._next[outcome.partition] = outcome.offset + 1
            else:
                still.append(outcome)
        self._waiting = still
        return ready
