"""Kafka, sinks and the process: lag, transactions, writes, memory."""

from typing import Any

from boards.board import board
from boards.panels import (
    GREEN,
    PER_MINUTE,
    RED,
    YELLOW,
    Look,
    Words,
    distribution,
    graph,
    label,
    number,
    vital,
)

ENDS = {"committed": GREEN, "aborted": RED}


def make() -> dict[str, Any]:
    """Make the dashboard."""
    told = "How far behind each partition is, how transactions end, how sinks write, and how the process is."
    sections = {"Now": _now(), "Kafka": _kafka(), "Sinks": _sinks(), "Process": _process(), "Live page": _page()}
    return board("delivery", "Delivery and Kafka", told, sections)


def _now():
    return [*_progress(), *_failures()]


def _progress():
    told = "Seconds since the last transaction; an idle road commits every ten."
    return [
        vital(
            number(
                Words("Last commit", told, "s"),
                "time() - max(khabar_last_commit_timestamp_seconds{SEL} > 0)",
                [(30, YELLOW), (180, RED)],
            )
        ),
        vital(number(Words("Lag", "Records in the raw topic not read yet.", "short"), "sum(khabar_lag_records{SEL})")),
        vital(
            number(
                Words("Lag, age", "Age of the oldest record not read yet.", "s"),
                "max(khabar_lag_seconds{SEL})",
                [(60, YELLOW), (600, RED)],
            )
        ),
    ]


def _failures():
    aborted = 'sum(increase(khabar_transactions_total{SEL, result="aborted"}[1h]))'
    retries = "Writes tried again, for Kafka did not take the delivery; all sinks are written again."
    write = "Of a hundred writes that succeeded one took longer, in the slowest sink."
    attempt = "Number of this attempt of the group, one more with each start and each take-over."
    few, slow = [(1, YELLOW), (10, RED)], [(1, YELLOW), (5, RED)]
    return [
        number(
            Words("Aborted, 1 h", "Transactions aborted; what they held was delivered again.", "short"), aborted, few
        ),
        number(Words("Retries, 1 h", retries, "short"), "sum(increase(khabar_sink_retries_total{SEL}[1h]))", few),
        number(Words("Write, p99", write, "s"), "max(khabar:sink_write_seconds:p99_rate5m{SEL})", slow),
        number(
            Words("Reads failed, 1 h", "Reads and connects that failed; the source connects again.", "short"),
            "sum(increase(khabar_source_errors_total{SEL}[1h]))",
            few,
        ),
        number(Words("Attempt", attempt, "none"), "max(khabar_attempt_number{SEL})"),
    ]


def _kafka():
    return [*_lag(), *_transactions(), *_flow()]


def _lag():
    return [
        graph(
            Words("Lag by partition", "Records not read yet.", "short"),
            {"partition {{partition}}": "sum by (partition) (khabar_lag_records{SEL})"},
            Look(stack="normal"),
        ),
        graph(
            Words("Age of the lag by partition", "Age of the oldest record not read yet.", "s"),
            {"partition {{partition}}": "max by (partition) (khabar_lag_seconds{SEL})"},
            Look(limits=[(600, RED)]),
        ),
    ]


def _transactions():
    return [
        graph(
            Words("Transactions", "By how they ended, a minute.", PER_MINUTE),
            {"{{result}}": "sum by (result) (rate(khabar_transactions_total{SEL}[R])) * 60"},
            Look(width=8, bars=True, stack="normal", colors=ENDS),
        ),
        graph(
            Words("Share aborted", "Of the transactions of 15 minutes.", "percentunit"),
            {"aborted": "max(khabar:aborted_ratio:rate15m{SEL})"},
            Look(width=8, limits=[(0.05, RED)]),
        ),
        graph(
            Words("Failed reads", "Reads and connects that failed, a minute; the source connects again.", PER_MINUTE),
            {"failed": "sum(rate(khabar_source_errors_total{SEL}[R])) * 60"},
            Look(width=8, bars=True),
        ),
    ]


def _flow():
    behind = "Time since the append time before which all was read. Rises while nothing comes in, too."
    return [
        graph(
            Words("Watermark", behind, "s"),
            {"behind now": "time() - max(khabar_watermark_timestamp_seconds{SEL} > 0)"},
            Look(width=8),
        ),
        graph(
            Words("In flight", "Records read whose offset is not committed yet.", "short"),
            {"in flight": "sum(khabar_records_in_flight{SEL})"},
            Look(width=8),
        ),
        graph(
            Words("Account", "in - delivered - duplicate - refused - in flight: always 0.", "short"),
            {"{{instance}}": "max by (instance) (khabar_conservation_records{SEL})"},
            Look(width=8, limits=[(1, RED)], from_zero=False),
        ),
    ]


def _sinks():
    quantile = "histogram_quantile({}, sum by (sink, le) (rate(khabar_sink_write_seconds_bucket{{SEL}}[R])))"
    return [
        graph(
            Words("Write time", "Seconds until a sink's write was durable, of writes that succeeded.", "s"),
            {"{{sink}} p50": quantile.format(0.5), "{{sink}} p99": quantile.format(0.99)},
            Look(width=8),
        ),
        distribution(
            Words("Write time, all of it", "Of all sinks, writes that succeeded.", "s"),
            "khabar_sink_write_seconds_bucket{SEL}",
            width=8,
        ),
        graph(
            Words("Retries", "Writes tried again a minute, for Kafka did not take the delivery.", PER_MINUTE),
            {"{{sink}}": "sum by (sink) (rate(khabar_sink_retries_total{SEL}[R])) * 60"},
            Look(width=8, bars=True),
        ),
    ]


def _process():
    return [*_resources(), *_releases()]


def _resources():
    memory = "Of the main process. Levels out when the index is full. The alert fires above 2 GiB."
    return [
        graph(
            Words("Memory", memory, "bytes"),
            {"{{instance}}": "process_resident_memory_bytes{SEL}"},
            Look(width=8, limits=[(2147483648, RED)]),
        ),
        graph(
            Words("CPU", "Cores that the main process uses; with --processes the pool is not in it.", "short"),
            {"{{instance}}": "rate(process_cpu_seconds_total{SEL}[R])"},
            Look(width=8),
        ),
        graph(
            Words("Open files", "Files and sockets of the main process, and how many it may have.", "short"),
            {"open": "sum(process_open_fds{SEL})", "allowed": "sum(process_max_fds{SEL})"},
            Look(width=8),
        ),
    ]


def _releases():
    return [
        label(Words("Khabar", "Release that runs.", "none"), "khabar_build_info{SEL}", "{{khabar}}"),
        label(Words("Apache Beam", "Release that it runs on.", "none"), "khabar_build_info{SEL}", "{{apache_beam}}"),
        label(Words("kafka-python", "Client of Kafka.", "none"), "khabar_build_info{SEL}", "{{kafka_python}}"),
        label(Words("Python", "Interpreter.", "none"), "python_info{SEL}", "{{version}}"),
    ]


def _page():
    return [
        graph(
            Words("Browsers", "Browsers that follow the live page.", "short"),
            {"browsers": "sum(khabar_page_browsers{SEL})"},
        ),
        graph(
            Words(
                "Not shown",
                "Outcomes that a browser was too slow for, a minute. The stream is not held up by it.",
                PER_MINUTE,
            ),
            {"not shown": "sum(rate(khabar_page_dropped_total{SEL}[R])) * 60"},
            Look(bars=True),
        ),
    ]
