"""The instruments that Prometheus scrapes, by name; closed label sets start at 0."""

from collections.abc import Iterable, Sequence
from itertools import product

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info

from pipeline.duplicates.entry import TIME_PROBLEMS
from pipeline.timing import STAGES
from pipeline.watch.outlets import OTHER

# Buckets lie where the times do, see `tests/servers/stage_times.py`: steps from 5 us (accept) to 10 ms (entities).
STEP_BUCKETS_S = (0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1.0)
WAIT_BUCKETS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0)
NEWS_BUCKETS_S = (1.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0, 900.0, 1800.0, 3600.0, 7200.0, 21_600.0, 86_400.0)
SIZE_BUCKETS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)

PASSES = (
    *product(STAGES, ("passed", "refused")),
    ("drop_duplicates", "passed"), ("drop_duplicates", "duplicate"), ("deliver", "passed"),
)  # fmt: skip
LINKS = ("duplicate", "revision", "update", "correction", "denial", "related")
CLASSES = ("PER", "ORG", "LOC", "FAC", "EVE", "PRO")
TONES = ("neg", "neu", "pos", "abstained")
LANGUAGES = ("fa", "prs", "ps", "ckb", "ar", "ur", "azb", "sd", "ug", "en", "und", OTHER)
SINKS = ("kafka", "jsonl")


class Instruments:
    """Counters, gauges and histograms of one registry."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry
        self._count_records()
        self._count_stories()
        self._count_delivery()
        self._measure()
        self.build = Info("khabar_build", "Release of Khabar and of what it runs on.", registry=registry)
        self.run = Info("khabar_run", "What this process works on.", registry=registry)

    def name_outlets(self, names: Iterable[str]) -> None:
        """Close the label set of outlets over these names, all at 0."""
        self.outlet_stories.clear()
        self.outlet_last_story.clear()
        for name in (*names, OTHER):
            self.outlet_last_story.labels(name)
            for outcome in ("delivered", "duplicate"):
                self.outlet_stories.labels(name, outcome)

    def _count_records(self) -> None:
        self.stage_records = self._counter(
            "khabar_stage_records", "Records that a stage passed on, refused or found to be duplicates.",
            stage=(), outcome=(),
        )  # fmt: skip
        for stage, outcome in PASSES:
            self.stage_records.labels(stage, outcome)
        self.source_errors = self._counter("khabar_source_errors", "Reads that failed; the source connected again.")
        self.bundle = self._histogram("khabar_bundle_records", "Records in a bundle.", SIZE_BUCKETS)
        self.watermark = self._gauge("khabar_watermark_timestamp_seconds", "Append time before which all was read.")
        self.attempt = self._gauge("khabar_attempt_number", "Number of this attempt, as signed on the offsets.")

    def _count_stories(self) -> None:
        self.outlet_stories = self._counter(
            "khabar_outlet_stories", "Stories by outlet; those of no named outlet are other.", outlet=(), outcome=()
        )
        self.outlet_last_story = Gauge(
            "khabar_outlet_last_story_timestamp_seconds", "Append time of an outlet's last story; 0 before the first.",
            ["outlet"], registry=self._registry,
        )  # fmt: skip
        self.entities = self._counter("khabar_entities", "Entities in delivered stories.", **{"class": CLASSES})
        self.tones = self._counter("khabar_tones", "Delivered stories by tone.", tone=TONES)
        self.languages = self._counter("khabar_languages", "Delivered stories by language.", language=LANGUAGES)
        self.links = self._counter("khabar_links", "Links of delivered stories to earlier ones.", kind=LINKS)
        self.published_ahead = self._counter(
            "khabar_stories_published_ahead", "Stories whose outlet says a time over 5 minutes after Kafka's append."
        )
        self.by_arrival = self._counter(
            "khabar_stories_compared_by_arrival", "Stories without a time that they can be compared by.",
            reason=TIME_PROBLEMS,
        )  # fmt: skip
        self.index_stories = self._gauge("khabar_index_stories", "Stories in the index of duplicates.")
        self.index_oldest = self._gauge(
            "khabar_index_oldest_timestamp_seconds", "Arrival of the oldest story in the index; 0 when it is empty."
        )
        self.index_evicted = self._counter("khabar_index_evicted", "Stories let go because of --index-max.")

    def _count_delivery(self) -> None:
        self.transactions = self._counter(
            "khabar_transactions", "Kafka transactions, by how they ended.", result=("committed", "aborted")
        )
        self.sink_retries = self._counter("khabar_sink_retries", "Writes tried again, by sink.", sink=SINKS)
        self.sink_seconds = self._histogram(
            "khabar_sink_write_seconds", "Seconds until a sink's write was durable.", WAIT_BUCKETS_S, sink=SINKS
        )
        self.last_commit = self._gauge(
            "khabar_last_commit_timestamp_seconds", "Time of the last committed transaction; an idle road commits, too."
        )
        self.page_browsers = self._gauge("khabar_page_browsers", "Browsers that follow the live page.")
        self.page_dropped = self._counter("khabar_page_dropped", "Outcomes not shown to a browser that was too slow.")

    def _measure(self) -> None:
        self.stage_seconds = self._histogram(
            "khabar_stage_seconds",
            "Seconds a record took in a stage.",
            STEP_BUCKETS_S,
            stage=(*STAGES, "drop_duplicates"),
        )
        self.end_to_end = self._histogram(
            "khabar_end_to_end_seconds", "Seconds from Kafka's append to the commit of the outcome.", WAIT_BUCKETS_S
        )
        self.in_pipeline = self._histogram(
            "khabar_pipeline_seconds", "Seconds from the read to the commit of the outcome.", WAIT_BUCKETS_S
        )
        self.since_published = self._histogram(
            "khabar_published_to_delivered_seconds", "Seconds from the outlet's time to the commit of the outcome.",
            NEWS_BUCKETS_S,
        )  # fmt: skip

    def _counter(self, name: str, told: str, **labels: Sequence[str]) -> Counter:
        return _at_zero(Counter(name, told, list(labels), registry=self._registry), labels)

    def _histogram(self, name: str, told: str, buckets: Sequence[float], **labels: Sequence[str]) -> Histogram:
        return _at_zero(Histogram(name, told, list(labels), buckets=buckets, registry=self._registry), labels)

    def _gauge(self, name: str, told: str) -> Gauge:
        return Gauge(name, told, registry=self._registry)


def _at_zero[Instrument: (Counter, Histogram)](instrument: Instrument, labels: dict[str, Sequence[str]]) -> Instrument:
    """Make every label's child now: a series that appears with its first event hides that event from `rate`."""
    for values in product(*labels.values()) if labels else ():
        instrument.labels(*values)
    return instrument
