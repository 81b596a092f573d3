"""Where the time goes: each stage of the road, by records and by seconds."""

from typing import Any

from boards.board import board, choice
from boards.panels import OUTCOME_COLORS, PER_MINUTE, RED, YELLOW, Look, Words, distribution, graph, number
from boards.tables import rows

WORK = "sum(khabar:stage_seconds:rate5m{SEL})"


def make() -> dict[str, Any]:
    """Make the dashboard."""
    told = "Every stage of the road: what it passes on, what it stops, and what time it takes."
    stage = choice("stage", "Stages of the road.", "label_values(khabar_stage_records_total, stage)")
    sections = {"Work": _work(), "Records": _records(), "Time": _time()}
    return board("stages", "Stages", told, sections, [stage])


def _work():
    return [*_load(), *_bundles(), _stages()]


def _load():
    return [
        number(
            Words("Work", "Seconds of steps in a second: 1 is a whole core.", "short"),
            WORK,
            [(0.7, YELLOW), (0.9, RED)],
            width=6,
        ),
        number(
            Words("Per record", "Mean seconds of all steps for a record.", "s"),
            f"{WORK} / sum(khabar:records_in:rate5m{{SEL}})",
            width=6,
        ),
    ]


def _bundles():
    size = "Median size of a bundle: near 1 the road is idle, near --bundle-records it is full."
    return [
        number(
            Words("In the pipeline, p99", "Of a hundred records one takes longer from the read to its commit.", "s"),
            "max(khabar:pipeline_seconds:p99_rate5m{SEL})",
            [(5, YELLOW), (30, RED)],
            width=6,
        ),
        number(
            Words("Records a bundle", size, "short"),
            "histogram_quantile(0.5, sum by (le) (rate(khabar_bundle_records_bucket{SEL}[5m])))",
            width=6,
        ),
    ]


def _stages():
    work = "sum by (stage) (khabar:stage_seconds:rate5m{SEL, STAGE})"
    records = "sum by (stage) (khabar:stage_records:rate5m{{SEL, STAGE{}}}) * 60"
    columns = {
        "Share of the work": (f"{work} / scalar({WORK})", "percentunit"),
        "Records a minute": (records.format(""), PER_MINUTE),
        "Not passed on, a minute": (records.format(', outcome!="passed"'), PER_MINUTE),
        "Mean": (f"{work} / sum by (stage) (rate(khabar_stage_seconds_count{{SEL, STAGE}}[5m]))", "s"),
        "p99": ("max by (stage) (khabar:stage_seconds:p99_rate5m{SEL, STAGE})", "s"),
    }
    told = Words("Stages", "Each stage over the last five minutes.", "short")
    return rows(told, "stage", columns, Look(width=24, height=11))


def _records():
    rate = "sum by ({}) (rate(khabar_stage_records_total{{SEL, STAGE{}}}[R])) * 60"
    return [
        graph(
            Words("In and ended", "Records read, and records that ended, a minute: the same, but for lag.", PER_MINUTE),
            {
                "in": "sum(rate(khabar_records_in_total{SEL}[R])) * 60",
                "ended": "sum(rate(khabar_records_total{SEL}[R])) * 60",
            },
            Look(width=8, height=10),
        ),
        graph(
            Words("Passed on", "Records that a stage passed on, a minute.", PER_MINUTE),
            {"{{stage}}": rate.format("stage", ', outcome="passed"')},
            Look(width=8, height=10),
        ),
        graph(
            Words("Stopped", "Records that a stage refused or found to be duplicates, a minute.", PER_MINUTE),
            {"{{stage}} {{outcome}}": rate.format("stage, outcome", ', outcome!="passed"')},
            Look(width=8, height=10, bars=True, stack="normal", colors=OUTCOME_COLORS),
        ),
    ]


def _time():
    return [*_by_stage(), *_as_a_whole()]


def _by_stage():
    quantile = "histogram_quantile({}, sum by (stage, le) (rate(khabar_stage_seconds_bucket{{SEL, STAGE}}[R])))"
    return [
        graph(
            Words("Work by stage", "Seconds of work in a second: what of a core each stage takes.", "short"),
            {"{{stage}}": "sum by (stage) (rate(khabar_stage_seconds_sum{SEL, STAGE}[R]))"},
            Look(height=10, stack="normal"),
        ),
        graph(
            Words("p99 by stage", "Of a hundred records one takes longer in the stage.", "s"),
            {"{{stage}}": quantile.format(0.99)},
            Look(height=10),
        ),
        graph(
            Words("p50 by stage", "Half of the records take less in the stage.", "s"),
            {"{{stage}}": quantile.format(0.5)},
            Look(height=10),
        ),
        distribution(
            Words("Seconds in the chosen stages", "Choose one stage above to see its times alone.", "s"),
            "khabar_stage_seconds_bucket{SEL, STAGE}",
        ).height(10),
    ]


def _as_a_whole():
    inside = "histogram_quantile({}, sum by (le) (rate(khabar_pipeline_seconds_bucket{{SEL}}[R])))"
    return [
        graph(
            Words("In the pipeline", "From the read to the commit of the outcome: bundling, steps and sinks.", "s"),
            {name: inside.format(q) for name, q in (("p50", 0.5), ("p90", 0.9), ("p99", 0.99))},
        ),
        distribution(
            Words("Records a bundle", "How many records are worked on and committed together.", "short"),
            "khabar_bundle_records_bucket{SEL}",
        ),
    ]
