"""Who copies whom as a table for the terminal, and as JSON lines."""

from collections.abc import Iterator

import orjson
from rich.cells import cell_len

from pipeline.copies.graph import Edge, Graph
from pipeline.copies.picture import told
from pipeline.copies.shown import outlet_name, set_apart
from pipeline.plain_lines import duration
from pipeline.rtl import Mode

COLUMNS = ("copied from", "copied by", "copies", "median", "fastest", "kinds")
NAMES = 2  # columns of names, at the left edge; figures stand at the right of theirs
NAME_LETTERS = 28


def table(graph: Graph, most: int, mode: Mode) -> Iterator[str]:
    """Lay out the strongest edges, at most so many, and say what is left out."""
    edges = graph.edges[:most]
    grid = [COLUMNS, *(_row(edge, mode) for edge in edges)]
    widths = [max(cell_len(row[at]) for row in grid) for at in range(len(COLUMNS))]
    yield from ("  ".join(_padded(row, widths)).rstrip() for row in grid)
    yield from told(graph, len(edges))


def json_lines(graph: Graph) -> Iterator[bytes]:
    """Write each edge as a JSON line, the strongest first."""
    return map(orjson.dumps, graph.edges)


def _row(edge: Edge, mode: Mode) -> tuple[str, ...]:
    names = [set_apart(outlet_name(outlet, NAME_LETTERS), mode) for outlet in (edge.source, edge.copier)]
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in edge.kinds.items())
    return (*names, f"{edge.copies:,}", f"+{duration(edge.median_s)}", f"+{duration(edge.fastest_s)}", kinds)


def _padded(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
        blanks = " " * (width - cell_len(cell))
        yield cell + blanks if at < NAMES or at == len(row) - 1 else blanks + cell
