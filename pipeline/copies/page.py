"""The picture as a page, with all its edges in a table below it, for readers who can't see it or want every figure."""

from html import escape

from pipeline.copies.graph import Edge, Graph
from pipeline.copies.picture import draw, told
from pipeline.copies.shown import outlet_name
from pipeline.plain_lines import duration

MOST_ROWS = 1_000
POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # nothing from elsewhere, no script, whatever a name holds
COLUMNS = ("copied from", "copied by", "copies", "median delay", "fastest", "kinds")
STYLE = """
:root { color-scheme: light dark; }
body { margin: 0; font: 14px/1.5 Vazirmatn, "Noto Naskh Arabic", "Noto Sans Arabic", system-ui, sans-serif;
  background: light-dark(#fff, #0d1217); color: light-dark(#17212b, #e2e8ee); }
svg { display: block; max-width: 100%; height: auto; margin: auto; }
details { max-width: 1064px; margin: 0 auto; padding: 0 28px 28px; }
table { border-collapse: collapse; margin-top: 12px; font-variant-numeric: tabular-nums; }
th, td { padding: 2px 14px 2px 0; text-align: start; border-bottom: 1px solid light-dark(#dce2e8, #26313b); }
"""


def page(graph: Graph, most: int) -> str:
    """Write the page."""
    rows = "".join(map(_row, graph.edges[:MOST_ROWS]))
    heads = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    more = len(graph.edges) - MOST_ROWS
    left_out = f"<p>Not in the table: {more:,} of the weaker pairs.</p>" if more > 0 else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width"><title>Who copies whom</title>'
        f"<style>{STYLE}</style></head><body>\n{draw(graph, most)}\n"
        f"<details><summary>{escape(told(graph, len(graph.edges))[0])}, as a table</summary>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table>{left_out}</details>\n</body></html>\n"
    )


def _row(edge: Edge) -> str:
    names = (f"<td><bdi>{escape(outlet_name(outlet))}</bdi></td>" for outlet in (edge.source, edge.copier))
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in edge.kinds.items())
    figures = (f"{edge.copies:,}", f"+{duration(edge.median_s)}", f"+{duration(edge.fastest_s)}")
    return f"<tr>{''.join(names)}{''.join(f'<td>{cell}</td>' for cell in (*figures, kinds))}</tr>\n"
