"""The account as plain lines: for logs and pipes, and the summary that ends every run."""

from collections.abc import Mapping
from typing import Any

from pipeline.rtl import for_terminal
from pipeline.watch.account import Snapshot

NAMES_SHOWN = 8


def is_conserved(snapshot: Snapshot) -> bool:
    """Tell whether every record that came in is accounted for."""
    return snapshot.records_in == snapshot.delivered + _duplicates(snapshot) + _refused(snapshot) + snapshot.in_flight


def conservation(snapshot: Snapshot) -> str:
    """Write the conservation of records as an equation, or as the inequality that it is."""
    sign = "=" if is_conserved(snapshot) else "≠"
    ends = f"{snapshot.delivered:,} delivered + {_duplicates(snapshot):,} duplicate + {_refused(snapshot):,} refused"
    return f"{snapshot.records_in:,} in {sign} {ends} + {snapshot.in_flight:,} in flight"


def duration(seconds: float | None) -> str:
    """Write seconds with the unit that suits them."""
    if seconds is None:
        return "–"
    for limit, size, unit in ((1, 0.001, "ms"), (120, 1, "s"), (7200, 60, "min"), (172_800, 3600, "h")):
        if seconds < limit:
            value = seconds / size
            return f"{value:.1f} {unit}" if unit == "s" and value < 10 else f"{value:.0f} {unit}"
    return f"{seconds / 86_400:.0f} days"


def account_line(snapshot: Snapshot) -> str:
    """Give the account of one moment as one line."""
    lag = "-" if snapshot.lag is None else snapshot.lag
    return (
        f"{snapshot.elapsed_s:.1f}s in {snapshot.records_in}"
        f" delivered {snapshot.delivered} ({snapshot.stories_per_s:.1f}/s)"
        f" duplicates {_duplicates(snapshot)} refused {_refused(snapshot)} in_flight {snapshot.in_flight} lag {lag}"
    )


def story_line(story: Mapping[str, Any]) -> str:
    """Give a delivered story as one line, in logical order: whoever reads the log reorders it."""
    names = "، ".join(entity["name"] for entity in story["entities"][:NAMES_SHOWN])
    tone = story.get("tone")
    told = f"{tone['label']} {tone['score']:+.2f}" if tone else "no tone"
    fields = (story.get("outlet") or "-", story["headline"], names or "-", told)
    return " | ".join(for_terminal(field, "logical") for field in fields)


def summary(snapshot: Snapshot) -> str:
    """Sum a run up: where every record went, how fast, how late."""
    verdict = "conserved" if is_conserved(snapshot) else "NOT conserved"
    mean = snapshot.delivered / snapshot.busy_s if snapshot.busy_s > 0 else 0.0
    lines = [
        f"{verdict}: {conservation(snapshot)}",
        f"duplicates: {_by_name(snapshot.duplicates)}",
        f"refused: {_by_name(snapshot.refused)}",
        f"rate: {mean:,.1f} stories/s over {duration(snapshot.busy_s)} of work in {duration(snapshot.elapsed_s)}",
        f"latency: p50 {duration(snapshot.latency_p50_s)}, p99 {duration(snapshot.latency_p99_s)}",
    ]
    return "\n".join(lines)


def _duplicates(snapshot: Snapshot) -> int:
    return sum(snapshot.duplicates.values())


def _refused(snapshot: Snapshot) -> int:
    return sum(snapshot.refused.values())


def _by_name(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()) if count) or "none"
