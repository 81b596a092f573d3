"""Where outlets and edges stand in the picture: sources on the left, copiers on the right, a ribbon for each edge.

Each edge has a row of its own at the right end, so that its label collides with nothing, however many there are. An
outlet that copies and is copied stands on both sides.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.copies.graph import Edge, Outlet

ROW = 20.0  # pixels that a label needs
GAP = 12.0  # least between two outlets
WIDEST, NARROWEST = 18.0, 1.5  # of a ribbon
BESIDE = 2.0  # between two ribbons


@dataclass(frozen=True, slots=True)
class Ribbon:
    """An edge: how wide it is, the heights at which it begins and ends."""

    edge: Edge
    width: float
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Box:
    """An outlet on one side, and where it stands."""

    outlet: Outlet
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Give the height of its name."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture, below its head."""

    sources: tuple[Box, ...]
    copiers: tuple[Box, ...]
    ribbons: tuple[Ribbon, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Column:
    """One side: its outlets from the top down, the edges of each in their order, the height that an edge takes."""

    groups: Mapping[Outlet, Sequence[Edge]]
    room: Callable[[Edge], float]

    def heights(self) -> list[float]:
        return [max(ROW, sum(map(self.room, edges))) for edges in self.groups.values()]

    def least(self) -> float:
        return sum(self.heights()) + GAP * (len(self.groups) - 1)

    def boxes(self, height: float) -> tuple[Box, ...]:
        """Spread the outlets over a height."""
        spare = height - self.least()
        gap, top = (GAP + spare / (len(self.groups) - 1), 0.0) if len(self.groups) > 1 else (0.0, spare / 2)
        boxes = []
        for outlet, own in zip(self.groups, self.heights(), strict=True):
            boxes.append(Box(outlet, top, own))
            top += own + gap
        return tuple(boxes)

    def places(self, boxes: Iterable[Box]) -> dict[tuple[Outlet, Outlet], float]:
        """Give the height of the middle of each edge."""
        found: dict[tuple[Outlet, Outlet], float] = {}
        for box, edges in zip(boxes, self.groups.values(), strict=True):
            at = box.middle - sum(map(self.room, edges)) / 2
            for edge in edges:
                found[_names(edge)] = at + self.room(edge) / 2
                at += self.room(edge)
        return found


def arrange(edges: Sequence[Edge]) -> Layout:
    """Arrange edges: sources by what they give more than they take, copiers by where their sources stand."""
    width = _widths(edges)
    sources, copiers = _ranks(edges)
    left = _Column(_grouped(edges, lambda edge: edge.source, sources, copiers), lambda edge: width(edge) + BESIDE)
    right = _Column(
        _grouped(edges, lambda edge: edge.copier, copiers, sources), lambda edge: max(ROW, width(edge) + BESIDE)
    )
    height = max(left.least(), right.least())
    begins, ends = left.boxes(height), right.boxes(height)
    start, end = left.places(begins), right.places(ends)
    ribbons = (Ribbon(edge, width(edge), start[_names(edge)], end[_names(edge)]) for edge in edges)
    return Layout(begins, ends, tuple(ribbons), height)


def _widths(edges: Sequence[Edge]) -> Callable[[Edge], float]:
    most = max(edge.copies for edge in edges)
    return lambda edge: max(NARROWEST, WIDEST * edge.copies / most)


type _Rank = Mapping[Outlet, int]


def _ranks(edges: Sequence[Edge]) -> tuple[_Rank, _Rank]:
    net: dict[Outlet, int] = {}
    for edge in edges:
        net[edge.source] = net.get(edge.source, 0) + edge.copies
        net[edge.copier] = net.get(edge.copier, 0) - edge.copies
    sources = _ranked({edge.source for edge in edges}, lambda outlet: -net[outlet])
    centre = {edge.copier: _centre(edges, edge.copier, sources) for edge in edges}
    return sources, _ranked(centre, centre.__getitem__)


def _ranked(outlets: Iterable[Outlet], value: Callable[[Outlet], float]) -> _Rank:
    ordered = sorted(outlets, key=lambda outlet: (value(outlet), outlet or ""))
    return {outlet: rank for rank, outlet in enumerate(ordered)}


def _centre(edges: Sequence[Edge], copier: Outlet, sources: _Rank) -> float:
    own = [edge for edge in edges if edge.copier == copier]
    return sum(sources[edge.source] * edge.copies for edge in own) / sum(edge.copies for edge in own)


def _grouped(
    edges: Sequence[Edge], outlet_of: Callable[[Edge], Outlet], order: _Rank, other: _Rank
) -> dict[Outlet, list[Edge]]:
    """Give the edges of each outlet, both in the order in which their other ends stand: so fewest ribbons cross."""
    groups: dict[Outlet, list[Edge]] = {outlet: [] for outlet in sorted(order, key=order.__getitem__)}
    for edge in edges:
        groups[outlet_of(edge)].append(edge)
    for group in groups.values():
        group.sort(key=lambda edge: other[edge.copier if outlet_of(edge) == edge.source else edge.source])
    return groups


def _names(edge: Edge) -> tuple[Outlet, Outlet]:
    return edge.source, edge.copier
