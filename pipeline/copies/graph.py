"""Who copies whom: notes added up by pairs of outlets, in memory that only the number of pairs makes grow."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from statistics import median

from pipeline.copies.times import moment
from schemas.duplicate import Duplicate

MOST_PAIRS = 10_000  # a hundred outlets that all copy each other; notes of further pairs are counted together
KEPT_DELAYS = 1_000  # of a pair; of more a fair sample: 19 in 20 of its medians lie between percentiles 47 and 53
KEY_CHARACTERS = 200  # of an outlet's name

type Outlet = str | None


@dataclass(frozen=True, slots=True)
class Edge:
    """What one outlet copied from another: how often, by kind, and how fast (exact where it is not `sampled`)."""

    source: Outlet
    copier: Outlet
    copies: int
    kinds: Mapping[str, int]
    median_s: float
    fastest_s: float
    sampled: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """The edges, most copies first.

    Notes that make no edge: `own`, of an outlet that repeats itself; `weak`, of pairs with fewer copies than asked for;
    `beyond`, of pairs past MOST_PAIRS.
    """

    edges: tuple[Edge, ...]
    own: int
    weak: int
    beyond: int
    first: str | None
    last: str | None

    @property
    def copies(self) -> int:
        """Give the number of copies on all edges."""
        return sum(edge.copies for edge in self.edges)

    def outlets(self) -> tuple[Outlet, ...]:
        """Give the outlets at the edges."""
        return tuple(dict.fromkeys(outlet for edge in self.edges for outlet in (edge.source, edge.copier)))

    def totals(self) -> tuple[Counter[Outlet], Counter[Outlet]]:
        """Give how often each outlet was copied, and how often it copied."""
        given, taken = Counter[Outlet](), Counter[Outlet]()
        for edge in self.edges:
            given[edge.source] += edge.copies
            taken[edge.copier] += edge.copies
        return given, taken


@dataclass(slots=True)
class _Pair:
    kinds: Counter[str] = field(default_factory=Counter)
    delays: array[float] = field(default_factory=lambda: array("d"))
    fastest_s: float = float("inf")

    def add(self, kind: str, delay_s: float, random: Random) -> None:
        """Count a copy; of the delays the first are kept, then a sample in which all have the same chance."""
        self.kinds[kind] += 1
        self.fastest_s = min(self.fastest_s, delay_s)
        if len(self.delays) < KEPT_DELAYS:
            self.delays.append(delay_s)
        elif (at := random.randrange(self.kinds.total())) < KEPT_DELAYS:
            self.delays[at] = delay_s

    def edge(self, source: Outlet, copier: Outlet) -> Edge:
        """Give the sum."""
        copies = self.kinds.total()
        kinds = dict(sorted(self.kinds.items()))
        return Edge(source, copier, copies, kinds, median(self.delays), self.fastest_s, copies > KEPT_DELAYS)


def add_up(
    notes: Iterable[Duplicate], *, since: datetime | None = None, outlet: Outlet = None, least: int = 1
) -> Graph:
    """Add notes up, those received since a moment, and with one outlet at either end where it is named.

    An edge leads to the outlet that was later: a note with a delay below 0 counts for its owner as the copier. The same
    notes give the same graph, also where delays are sampled.
    """
    tally = _Tally()
    only = _key(outlet)
    for note in notes:
        received = moment(note.received)
        if since is None or (received is not None and received >= since):
            tally.add(note, only, timed=received is not None)
    return tally.graph(least)


class _Tally:
    """Notes added up so far."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[Outlet, Outlet], _Pair] = {}
        self._random = Random(0)
        self._own = self._beyond = 0
        self._times: tuple[str, str] | None = None

    def add(self, note: Duplicate, outlet: Outlet, *, timed: bool) -> None:
        """Count a note; one that is `timed` was received at a time that can be read."""
        source, copier = direction(note)
        if outlet is not None and outlet not in (source, copier):
            return
        if timed:
            first, last = self._times or (note.received, note.received)
            self._times = (min(first, note.received), max(last, note.received))
        if source == copier:
            self._own += 1
        elif (source, copier) in self._pairs or len(self._pairs) < MOST_PAIRS:
            pair = self._pairs.setdefault((source, copier), _Pair())
            pair.add(note.kind, abs(note.delay_s), self._random)
        else:
            self._beyond += 1

    def graph(self, least: int) -> Graph:
        """Give the sums of pairs with so many copies."""
        edges = [pair.edge(*names) for names, pair in self._pairs.items()]
        kept = sorted((edge for edge in edges if edge.copies >= least), key=_strongest)
        weak = sum(edge.copies for edge in edges if edge.copies < least)
        return Graph(tuple(kept), self._own, weak, self._beyond, *(self._times or (None, None)))


def direction(note: Duplicate) -> tuple[Outlet, Outlet]:
    """Give source and copier: the owner is the source, unless the duplicate was told earlier."""
    owner, other = _key(note.of_outlet), _key(note.outlet)
    return (other, owner) if note.delay_s < 0 else (owner, other)


def _key(outlet: Outlet) -> Outlet:
    return " ".join(outlet[:KEY_CHARACTERS].split()) or None if outlet else None


def _strongest(edge: Edge) -> tuple[int, float, str, str]:
    return (-edge.copies, edge.median_s, edge.source or "", edge.copier or "")
