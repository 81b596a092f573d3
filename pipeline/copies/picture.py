"""The picture of who copies whom and how fast: one SVG that needs nothing beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from pipeline.copies.graph import KEPT_DELAYS, Edge, Graph, Outlet
from pipeline.copies.layout import Box, Layout, Ribbon, arrange
from pipeline.copies.shown import counted, outlet_name
from pipeline.copies.svg import element, isolated, text, title
from pipeline.plain_lines import duration

WIDTH = 1120.0
MARGIN = 28.0
HEAD = 172.0  # the height of the first outlet
NAMES_END, SUM_END, FROM = 226.0, 274.0, 290.0  # from the left: names, what is copied of them in all, ribbons
TO, COPIES_END, DELAY_AT, OF_AT = 636.0, 680.0, 690.0, 764.0  # where ribbons end, and their labels
BAR, RIGHT_SUM_END, NAMES_AT = 862.0, 918.0, 930.0
BAR_WIDTH = 6.0
BASE = 4.5  # from the middle of a line down to where its letters stand
NAME_LETTERS, OF_LETTERS, LONG_NAME = 23, 13, 80  # of a name in its place, in a label, in a tooltip
SPEEDS = ((60, "within a minute"), (600, "10 minutes"), (3600, "an hour"), (21_600, "6 hours"), (None, "later"))


def draw(graph: Graph, most: int) -> str:
    """Draw the strongest edges of a graph, at most so many; there must be one."""
    edges = graph.edges[:most]
    layout = arrange(edges)
    height = HEAD + layout.height + MARGIN
    body = (*_head(graph, len(edges)), *_legend(), _ribbons(layout), *_boxes(layout, graph))
    style = element("style", (files(__package__) / "picture.css").read_text(encoding="utf-8"))
    paper = element("rect", width=WIDTH, height=height, class_="paper")
    box = f"0 0 {WIDTH:.0f} {height:.0f}"
    return element(
        "svg", title("Who copies whom, and how fast"), style, paper, *body,
        xmlns="http://www.w3.org/2000/svg", viewBox=box, width=WIDTH, height=height, role="img",
    )  # fmt: skip


def told(graph: Graph, shown: int) -> tuple[str, str]:
    """Say in words what the picture holds, and what it leaves out."""
    days = dict.fromkeys(time[:10] for time in (graph.first, graph.last) if time)
    span = f", received {' to '.join(days)}" if days else ""
    holds = f"{_copies(graph.copies)} between {counted(len(graph.outlets()), 'outlet')}{span}"
    hidden = graph.edges[shown:]
    weaker = f"{counted(len(hidden), 'weaker pair')} with {_copies(sum(edge.copies for edge in hidden))}"
    left = [weaker] if hidden else []
    left += [f"{_copies(graph.weak)} of pairs with fewer than asked for"] if graph.weak else []
    left += [f"{_copies(graph.beyond)} of pairs too many to count"] if graph.beyond else []
    left += [f"{counted(graph.own, 'repeat')} within an outlet"] if graph.own else []
    return holds, f"Left out: {'; '.join(left)}" if left else "Nothing is left out"


def edge_told(edge: Edge) -> str:
    """Say what an edge is."""
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in edge.kinds.items())
    source, copier = (isolated(outlet_name(outlet, LONG_NAME)) for outlet in (edge.source, edge.copier))
    sampled = f" (of {KEPT_DELAYS:,} of them)" if edge.sampled else ""
    times = f"median {duration(edge.median_s)}{sampled} later, the fastest {duration(edge.fastest_s)}"
    return f"{copier} copied {source} {counted(edge.copies, 'time')}: {kinds}; {times}"


def _head(graph: Graph, shown: int) -> Iterator[str]:
    yield text(MARGIN, 44, "Who copies whom, and how fast", "head")
    for at, line in enumerate(told(graph, shown)):
        yield text(MARGIN, 68 + 19 * at, line, "note")
    ends = (NAMES_END, "copied from"), (SUM_END, "in all"), (COPIES_END, "copies"), (RIGHT_SUM_END, "in all")
    begins = (DELAY_AT, "median"), (OF_AT, "of"), (NAMES_AT, "copied by")
    yield from (text(x, HEAD - 22, words, "note", ends=True) for x, words in ends)
    yield from (text(x, HEAD - 22, words, "note") for x, words in begins)


def _legend() -> Iterator[str]:
    yield text(MARGIN, 112 + BASE, "median delay", "note")
    x = MARGIN + 98
    for at, (_, words) in enumerate(SPEEDS):
        yield element("path", d=f"M{x:.0f} 112h26", class_=f"ribbon s{at}", stroke_width=9.0)
        yield text(x + 33, 112 + BASE, words, "note")
        x += 33 + 7 * len(words) + 22


def _ribbons(layout: Layout) -> str:
    return element("g", *map(_ribbon, layout.ribbons), class_="edges")


def _ribbon(ribbon: Ribbon) -> str:
    edge, begins, ends = ribbon.edge, HEAD + ribbon.begins, HEAD + ribbon.ends
    bend = (FROM + TO) / 2
    way = f"M{FROM:.0f} {begins:.1f}C{bend:.0f} {begins:.1f} {bend:.0f} {ends:.1f} {TO:.0f} {ends:.1f}"
    return element(
        "g",
        title(edge_told(edge)),
        element("path", d=way, class_=f"ribbon s{_speed(edge.median_s)}", stroke_width=ribbon.width),
        text(COPIES_END, ends + BASE, f"{edge.copies:,}×", "count", ends=True),
        text(DELAY_AT, ends + BASE, f"+{duration(edge.median_s)}", "count"),
        text(OF_AT, ends + BASE, outlet_name(edge.source, OF_LETTERS), "note"),
        class_="edge",
    )


def _boxes(layout: Layout, graph: Graph) -> Iterator[str]:
    given, taken = graph.totals()
    for box in layout.sources:
        yield _box(box, FROM - BAR_WIDTH, _Side(NAMES_END, SUM_END, given, taken), ends=True)
    for box in layout.copiers:
        yield _box(box, BAR, _Side(NAMES_AT, RIGHT_SUM_END, given, taken), ends=False)


@dataclass(frozen=True, slots=True)
class _Side:
    """Where names and sums stand on one side, and how often outlets were copied and copied in all."""

    name_at: float
    sum_end: float
    given: Mapping[Outlet, int]
    taken: Mapping[Outlet, int]


def _box(box: Box, bar: float, side: _Side, *, ends: bool) -> str:
    y = HEAD + box.middle + BASE
    given, taken = side.given.get(box.outlet, 0), side.taken.get(box.outlet, 0)
    name = isolated(outlet_name(box.outlet, LONG_NAME))
    return element(
        "g",
        title(f"{name} was copied {counted(given, 'time')} and copied others {counted(taken, 'time')}"),
        element("rect", x=bar, y=HEAD + box.top, width=BAR_WIDTH, height=box.height, rx=2, class_="bar"),
        text(side.name_at, y, outlet_name(box.outlet, NAME_LETTERS), _kind(box.outlet), ends=ends),
        text(side.sum_end, y, f"{given if ends else taken:,}×", "note", ends=True),
    )


def _copies(count: int) -> str:
    return counted(count, "copy", "copies")


def _kind(outlet: Outlet) -> str:
    return "name" if outlet else "name unnamed"


def _speed(seconds: float) -> int:
    return next(at for at, (limit, _) in enumerate(SPEEDS) if limit is None or seconds <= limit)
