"""The board that hangs on the wall: is all well, and how much comes through."""

from typing import Any

from boards.board import board
from boards.panels import (
    GREEN,
    OUTCOME_COLORS,
    PER_MINUTE,
    RED,
    YELLOW,
    Look,
    Words,
    distribution,
    graph,
    label,
    number,
    share,
    states,
    vital,
    word,
)
from boards.tables import instances

WELL = {"0": ("failed", RED), "1": ("ok", GREEN)}
UP = {"0": ("DOWN", RED), "1": ("up", GREEN)}
READY = {"-1": ("DOWN", RED), "0": ("NOT READY", RED), "1": ("READY", GREEN)}


def make() -> dict[str, Any]:
    """Make the dashboard."""
    told = "Is Khabar well, how many stories come through, how fast, and what becomes of the others."
    sections = {"Now": _now(), "Stream": _stream(), "Health": _health()}
    return board("overview", "Overview", told, sections)


def _now():
    return [*_state(), *_progress(), *_process(), *_records(), *_shares(), *_latency()]


def _state():
    account = (
        "in - delivered - duplicate - refused - in flight, of the instance furthest off: 0 unless records were lost."
    )
    return [
        word(
            Words("Ready", "Whether all instances answer, and all checks of /ready pass.", "none", "delivery"),
            "min(up{SEL}) - 1 < 0 or min(khabar_check_ok{SEL})",
            READY,
        ),
        word(
            Words("Account", account, "none"),
            "max(abs(khabar_conservation_records{SEL}))",
            {"0": ("BALANCED", GREEN)},
        ),
        number(
            Words("Alerts", "Alerts of Khabar that fire.", "none"),
            'count(ALERTS{alertname=~"Khabar.+", alertstate="firing"}) or vector(0)',
            [(1, RED)],
        ),
    ]


def _progress():
    told = "Seconds since the last transaction; an idle road commits every ten."
    return [
        vital(
            number(
                Words("Last commit", told, "s", "delivery"),
                "time() - max(khabar_last_commit_timestamp_seconds{SEL} > 0)",
                [(30, YELLOW), (180, RED)],
            )
        ),
        vital(
            number(
                Words("Lag", "Age of the oldest story not read yet, over all partitions.", "s", "delivery"),
                "max(khabar_lag_seconds{SEL})",
                [(60, YELLOW), (600, RED)],
            )
        ),
        vital(
            number(
                Words("In flight", "Records read whose offset is not committed yet.", "short", "delivery"),
                "sum(khabar_records_in_flight{SEL})",
            )
        ),
    ]


def _process():
    up_for = number(
        Words("Up for", "Time since the process started.", "s", "delivery"),
        "time() - max(process_start_time_seconds{SEL})",
        [(300, GREEN)],
        below=YELLOW,
    )
    release = Words("Release", "The release of Khabar that runs.", "none")
    return [label(release, "khabar_build_info{SEL}", "{{khabar}}", width=3), vital(up_for)]


def _records():
    return [
        number(
            Words("Stories in", "Records read from the raw topic, a minute.", PER_MINUTE, "stages"),
            "sum(khabar:records_in:rate5m{SEL}) * 60",
            width=4,
        ),
        number(
            Words("Delivered", "Stories delivered, a minute.", PER_MINUTE, "stages"),
            'sum(khabar:records:rate5m{SEL, outcome="delivered"}) * 60',
            width=4,
        ),
    ]


def _shares():
    repeat = "Share of the stories of the last 15 minutes that repeat another."
    refused = "Share of the records of the last 15 minutes that could not be read as stories."
    return [
        number(
            Words("Duplicates", repeat, "percentunit", "duplicates"),
            "max(khabar:duplicate_ratio:rate15m{SEL})",
            [(0.5, YELLOW), (0.75, RED)],
            width=4,
        ),
        number(
            Words("Refused", refused, "percentunit", "quality"),
            "max(khabar:refusal_ratio:rate15m{SEL})",
            [(0.02, YELLOW), (0.1, RED)],
            width=4,
        ),
    ]


def _latency():
    half = "Half of the stories take less from Kafka's append to their commit."
    most = "Of a hundred stories one takes longer from Kafka's append to its commit."
    return [
        number(
            Words("Latency p50", half, "s", "stages"),
            "max(khabar:end_to_end_seconds:p50_rate5m{SEL})",
            [(5, YELLOW), (30, RED)],
            width=4,
        ),
        number(
            Words("Latency p99", most, "s", "stages"),
            "max(khabar:end_to_end_seconds:p99_rate5m{SEL})",
            [(10, YELLOW), (30, RED)],
            width=4,
        ),
    ]


def _stream():
    return [*_outcomes_and_latency(), *_queue_and_shares()]


def _outcomes_and_latency():
    ends = "What became of the records, a minute: each ends in exactly one outcome."
    quantile = "histogram_quantile({}, sum by (le) (rate(khabar_end_to_end_seconds_bucket{{SEL}}[R])))"
    return [
        graph(
            Words("Records by outcome", ends, PER_MINUTE),
            {"{{outcome}}": "sum by (outcome) (rate(khabar_records_total{SEL}[R])) * 60"},
            Look(stack="normal", colors=OUTCOME_COLORS),
        ),
        graph(
            Words("Latency, append to commit", "From Kafka's append to the commit of the outcome.", "s", "stages"),
            {name: quantile.format(q) for name, q in (("p50", 0.5), ("p90", 0.9), ("p99", 0.99))},
            Look(limits=[(30, RED)]),
        ),
        distribution(
            Words("Latency, all of it", "Each column is a moment; the more stories took that long, the warmer.", "s"),
            "khabar_end_to_end_seconds_bucket{SEL}",
        ),
    ]


def _queue_and_shares():
    shares = {
        "duplicate": "max(khabar:duplicate_ratio:rate15m{SEL})",
        "refused": "max(khabar:refusal_ratio:rate15m{SEL})",
    }
    return [
        graph(
            Words("Lag", "Records in the raw topic not read yet, by partition.", "short", "delivery"),
            {"partition {{partition}}": "sum by (partition) (khabar_lag_records{SEL})"},
            Look(stack="normal"),
        ),
        share(
            Words("Outlets", "Stories in the time shown, by outlet; the ten with most.", "short", "feeds"),
            "topk(10, sum by (outlet) (increase(khabar_outlet_stories_total{SEL}[$__range])))",
            "{{outlet}}",
        ),
        graph(
            Words("Shares", "Duplicates among stories, refused among records, over 15 minutes.", "percentunit"),
            shares,
            Look(colors=OUTCOME_COLORS, top=1),
        ),
    ]


def _health():
    labels = {
        "Group": ("khabar_run_info", "group"),
        "Topic": ("khabar_run_info", "topic"),
        "Release": ("khabar_build_info", "khabar"),
    }
    checks = "broker answers, partitions are assigned, delivery goes on, sinks write."
    return [
        instances(
            Words("Instances", "Each process that Prometheus scrapes, and what it works on.", "none", "delivery"),
            UP,
            labels,
            {"Attempt": "khabar_attempt_number"},
        ),
        states(
            Words("Up", "Whether an instance answers Prometheus.", "none"),
            "min by (instance) (up{SEL})",
            "{{instance}}",
            UP,
        ),
        states(Words("Checks of /ready", checks, "none"), "min by (check) (khabar_check_ok{SEL})", "{{check}}", WELL),
    ]
