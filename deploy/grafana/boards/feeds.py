"""Who sends what, how fresh it is, and who has fallen silent."""

from typing import Any

from boards.board import board, choice
from boards.panels import PER_MINUTE, RED, YELLOW, Look, Words, distribution, graph, number, share
from boards.tables import rows


def make() -> dict[str, Any]:
    """Make the dashboard."""
    told = (
        "What each outlet sends, how fresh it is, and who has fallen silent. `other`: those that are not of --outlets."
    )
    outlet = choice("outlet", "Outlets of --outlets, and other.", "label_values(khabar_outlet_stories_total, outlet)")
    sections = {"Now": _now(), "Arrival": _arrival(), "Freshness": _freshness()}
    return board("feeds", "Feeds and outlets", told, sections, [outlet])


def _now():
    return [*_silence(), *_clocks(), _outlets()]


def _silence():
    hour = "sum by (outlet) (increase(khabar_outlet_stories_total{SEL}[1h]))"
    longest = "Of the outlets that sent more than five stories in this hour of a day of the last seven."
    return [
        number(
            Words("Outlets heard", "Outlets with a story in the last hour.", "short"),
            f"count({hour} > 0) or vector(0)",
            width=5,
        ),
        number(
            Words("Longest silence", longest, "s"),
            "max(khabar:outlet_silence_seconds:max{SEL}"
            " and on (job, instance, outlet) khabar:outlet_stories:usual1h{SEL} > 5)",
            [(1800, YELLOW), (3600, RED)],
            width=5,
        ),
        number(
            Words("Other", "Share of stories from outlets that are not of --outlets.", "percentunit"),
            'sum(rate(khabar_outlet_stories_total{SEL, outlet="other"}[1h]))'
            " / sum(rate(khabar_outlet_stories_total{SEL}[1h]))",
            [(0.2, YELLOW)],
            width=5,
        ),
    ]


def _clocks():
    ahead = "Share of stories whose outlet says a time over five minutes after Kafka's append."
    return [
        number(
            Words("From the future", ahead, "percentunit"),
            "max(khabar:published_ahead_ratio:rate15m{SEL})",
            [(0.01, YELLOW), (0.05, RED)],
            width=5,
        ),
        number(
            Words("Published to delivered", "Median time from the outlet's own time to the commit.", "s"),
            "max(khabar:published_to_delivered_seconds:p50_rate15m{SEL})",
            [(600, YELLOW), (3600, RED)],
            width=4,
        ),
    ]


def _outlets():
    told = "Silent: since the append of the last story. Usual: most in this hour of the last seven days, else lately."
    stories = "sum by (outlet) (increase(khabar_outlet_stories_total{{SEL, OUTLET{}}}[{}]))"
    last = "max by (outlet) (khabar_outlet_last_story_timestamp_seconds{SEL, OUTLET} > 0) * 1000"
    columns = {
        "Silent for": ("max by (outlet) (khabar:outlet_silence_seconds:max{SEL, OUTLET})", "s"),
        "Stories, 1 h": (stories.format("", "1h"), "short"),
        "Usual, 1 h": ("sum by (outlet) (khabar:outlet_stories:usual1h{SEL, OUTLET})", "short"),
        "Stories, 24 h": (stories.format("", "1d"), "short"),
        "Duplicates, 24 h": (stories.format(', outcome="duplicate"', "1d"), "short"),
        "Last story": (last, "dateTimeAsLocal"),
    }
    return rows(Words("Outlets", told, "short"), "outlet", columns, Look(width=24, height=11))


def _arrival():
    return [
        graph(
            Words(
                "Stories by outlet",
                "Stories that arrive, a minute, duplicates too; the twelve outlets with most.",
                PER_MINUTE,
            ),
            {"{{outlet}}": "topk(12, sum by (outlet) (rate(khabar_outlet_stories_total{SEL, OUTLET}[R])) * 60 > 0)"},
            Look(height=10, stack="normal"),
        ),
        share(
            Words("Stories in the time shown", "By outlet.", "short"),
            "sum by (outlet) (increase(khabar_outlet_stories_total{SEL, OUTLET}[$__range])) > 0",
            "{{outlet}}",
            Look(height=10),
        ),
        graph(
            Words("Silence", "Since an outlet's last story; the ten that are silent longest.", "s"),
            {"{{outlet}}": "topk(10, max by (outlet) (khabar:outlet_silence_seconds:max{SEL, OUTLET}))"},
            Look(width=24, limits=[(3600, RED)]),
        ),
    ]


def _freshness():
    return [*_age(), *_future()]


def _age():
    told = "From the outlet's own time to the commit: crawling, Kafka and Khabar."
    quantile = "histogram_quantile({}, sum by (le) (rate(khabar_published_to_delivered_seconds_bucket{{SEL}}[R])))"
    return [
        graph(
            Words("Published to delivered", told, "s"),
            {name: quantile.format(q) for name, q in (("p50", 0.5), ("p90", 0.9), ("p99", 0.99))},
        ),
        distribution(
            Words("Published to delivered, all of it", "Old rows that are warm: somebody publishes an archive.", "s"),
            "khabar_published_to_delivered_seconds_bucket{SEL}",
        ),
    ]


BY_ARRIVAL = "sum by (reason) (rate(khabar_stories_compared_by_arrival_total{SEL}[R])) * 60"


def _future():
    ahead = "A minute: told over five minutes after Kafka's append; or without a time that they can be compared by."
    fires = "Among the stories of 15 minutes. The alert on clocks fires above 5 %."
    return [
        graph(
            Words("Stories with a wrong time", ahead, PER_MINUTE),
            {
                "ahead": "sum(rate(khabar_stories_published_ahead_total{SEL}[R])) * 60",
                "compared by arrival: {{reason}}": BY_ARRIVAL,
            },
            Look(bars=True),
        ),
        graph(
            Words("Share from the future", fires, "percentunit"),
            {"share": "max(khabar:published_ahead_ratio:rate15m{SEL})"},
            Look(limits=[(0.05, RED)]),
        ),
    ]
