"""Outcomes that wait until everything before them in their partition has come."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.outcome import Outcome
from pipeline.world import Gap


class Contiguous:
    """Lets outcomes through, in the order they came, once nothing before them in their partition is missing.

    Each outcome carries the offset after the record before it (`base`), so offsets that hold no record are no gap;
    where no record follows such offsets, a `Gap` says so. A new partition begins with a gap.
    """

    def __init__(self, positions: Mapping[int, int]) -> None:
        self._reached = dict(positions)
        self._waiting: list[Outcome | Gap] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, outcomes: Sequence[Outcome], gaps: Iterable[Gap] = ()) -> list[Outcome]:
        """Take outcomes and the gaps behind them in, and give all outcomes that are ready now."""
        for gap in gaps:
            self._reached.setdefault(gap.partition, gap.base)
        self._waiting += [*outcomes, *gaps]
        ready = self._pass()
        while more := self._pass():
            ready += more
        return [item for item in ready if isinstance(item, Outcome)]

    def reached(self) -> dict[int, int]:
        """Give each partition's next offset, once all that was let through is durable."""
        return dict(self._reached)

    def _pass(self) -> list[Outcome | Gap]:
        ready, still = [], []
        for item in self._waiting:
            due, after = self._reached.get(item.partition, item.base), _after(item)
            if after <= due:
                continue  # delivered before: it came again
            if item.base <= due:
                ready.append(item)
                self._reached[item.partition] = after
            else:
                still.append(item)
        self._waiting = still
        return ready


def _after(item: Outcome | Gap) -> int:
    return item.next if isinstance(item, Gap) else item.offset + 1
