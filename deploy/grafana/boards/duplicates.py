"""Who repeats whom, and the index that finds it."""

from dataclasses import replace
from typing import Any

from boards.board import board
from boards.panels import (
    BLUE,
    GREY,
    PER_MINUTE,
    PURPLE,
    RED,
    YELLOW,
    Look,
    Words,
    distribution,
    graph,
    number,
    share,
)

KINDS = {"resend": GREY, "copy": BLUE, "near": PURPLE}


def make() -> dict[str, Any]:
    """Make the dashboard."""
    told = (
        "How much repeats what came before, of which kind, from whom; links between stories; the index of duplicates."
    )
    sections = {"Now": _now(), "Duplicates": _kinds(), "Republication": _links(), "Index": _index()}
    return board("duplicates", "Duplicates and republication", told, sections)


def _now():
    return [*_shares(), *_size(), _comparing()]


def _shares():
    usual = "Against the same hour yesterday, or the last hours. The alert fires above 25 points."
    return [
        number(
            Words("Duplicates", "Share of the stories of the last 15 minutes that repeat another.", "percentunit"),
            "max(khabar:duplicate_ratio:rate15m{SEL})",
            [(0.5, YELLOW), (0.75, RED)],
            width=4,
        ),
        number(
            Words("Above usual", usual, "percentunit"),
            "max(khabar:duplicate_ratio:rate15m{SEL} - khabar:duplicate_ratio:usual{SEL})",
            [(0.15, YELLOW), (0.25, RED)],
            width=4,
        ),
    ]


def _size():
    let_go = "Stories that had to leave the index early because of --index-max."
    return [
        number(
            Words("Stories in the index", "Stories that a new one is compared with.", "short"),
            "sum(khabar_index_stories{SEL})",
            width=4,
        ),
        number(
            Words("Oldest in the index", "How far back copies are found, at most --horizon.", "s"),
            "max(khabar:index_age_seconds:max{SEL})",
            width=4,
        ),
        number(
            Words("Let go, 1 h", let_go, "short"),
            "sum(increase(khabar_index_evicted_total{SEL}[1h]))",
            [(1, YELLOW)],
            width=4,
        ),
    ]


def _comparing():
    return number(
        Words("Comparing, p99", "Of a hundred stories one takes longer in DROP DUPLICATES.", "s"),
        'max(khabar:stage_seconds:p99_rate5m{SEL, stage="drop_duplicates"})',
        [(0.1, YELLOW), (1, RED)],
        width=4,
    )


def _kinds():
    return [
        graph(
            Words(
                "Duplicates by kind",
                "resend: the same story sent again; copy: the same text from elsewhere; near: almost the same text.",
                PER_MINUTE,
            ),
            {"{{kind}}": "sum by (kind) (rate(khabar_duplicates_total{SEL}[R])) * 60"},
            Look(stack="normal", colors=KINDS),
        ),
        graph(
            Words("Share, and what is usual", "Usual: the same hour yesterday, else the last hours.", "percentunit"),
            {"now": "max(khabar:duplicate_ratio:rate15m{SEL})", "usual": "max(khabar:duplicate_ratio:usual{SEL})"},
            Look(colors={"now": BLUE, "usual": GREY}, top=1),
        ),
    ]


def _links():
    repeated = 'sum by (outlet) (increase(khabar_outlet_stories_total{SEL, outcome="duplicate"}[$__range]))'
    total = "sum by (outlet) (increase(khabar_outlet_stories_total{SEL}[$__range]))"
    most = "Share of duplicates in the time shown; outlets with ten stories or more."
    kinds = "revision: same id, newer version; update: same event, new facts; duplicate: with --keep-duplicates."
    tall = Look(width=8, height=10)
    return [
        share(
            Words("Who repeats most", "Duplicates in the time shown, by the outlet that sent them.", "short"),
            f"topk(15, {repeated} > 0)",
            "{{outlet}}",
            tall,
        ),
        share(
            Words("Who repeats most of what they send", most, "percentunit"),
            f"topk(15, {repeated} / ({total} >= 10))",
            "{{outlet}}",
            tall,
        ),
        graph(
            Words("Links of delivered stories", kinds, PER_MINUTE),
            {"{{kind}}": "sum by (kind) (rate(khabar_links_total{SEL}[R])) * 60"},
            replace(tall, stack="normal"),
        ),
    ]


def _index():
    let_go = "Stories that left because of --index-max, a minute: copies of them are not found."
    return [
        graph(
            Words("Stories in the index", "Grows until --horizon or --index-max is reached.", "short"),
            {"stories": "sum(khabar_index_stories{SEL})"},
            Look(width=8),
        ),
        graph(
            Words("Age of the index", "Since the arrival of its oldest story: the horizon that you really have.", "s"),
            {"oldest": "time() - min(khabar_index_oldest_timestamp_seconds{SEL} > 0)"},
            Look(width=8),
        ),
        graph(
            Words("Let go early", let_go, PER_MINUTE),
            {"let go": "sum(rate(khabar_index_evicted_total{SEL}[R])) * 60"},
            Look(width=8, bars=True),
        ),
        distribution(
            Words("Seconds in DROP DUPLICATES", "Rises with the index.", "s"),
            'khabar_stage_seconds_bucket{SEL, stage="drop_duplicates"}',
            width=24,
        ),
    ]
