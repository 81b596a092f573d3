"""What is counted, and the account that it gives of a run."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.duplicates.index import DuplicateIndex
from pipeline.settings import IndexSettings
from pipeline.timing import Timed
from pipeline.watch.busy import Busy


def told(registry) -> dict[str, float]:
    """All samples that a scrape sees, by name and labels."""
    return {
        f"{sample.name}{sorted(sample.labels.items())}" if sample.labels else sample.name: sample.value
        for family in registry.collect()
        for sample in family.samples
    }


def test_idle_time_is_no_work(metrics, record):
    """Busy is the time in which records were in flight or behind, not the waiting before, between and after."""
    time.sleep(0.2)
    assert metrics.account().busy_s == 0.0
    metrics.behind({0: 3})
    time.sleep(0.1)
    metrics.behind({0: 0})
    busy_s = metrics.account().busy_s
    assert 0.1 <= busy_s < metrics.account().elapsed_s - 0.15
    time.sleep(0.1)
    assert metrics.account().busy_s == busy_s
    metrics.read([record(0)])
    time.sleep(0.1)
    assert metrics.account().busy_s >= busy_s + 0.1


def test_a_delivered_story_is_counted_in_each_way(metrics, registry, record, end):
    """Outcome, outlet, language, tone, entities, links and three latencies, once each."""
    now = datetime.now(UTC)
    times = {"received": (now - timedelta(seconds=20)).isoformat(), "read_s": now.timestamp() - 3}
    metrics.read([record(0)])
    metrics.delivered([end("delivered", 0, published=(now - timedelta(minutes=10)).isoformat(), **times)], {0: 1})
    seen = told(registry)
    assert seen["khabar_records_total[('outcome', 'delivered')]"] == 1
    assert seen["khabar_outlet_stories_total[('outcome', 'delivered'), ('outlet', 'irna')]"] == 1
    assert seen["khabar_languages_total[('language', 'fa')]"] == 1
    assert seen["khabar_tones_total[('tone', 'neg')]"] == 1
    assert seen["khabar_entities_total[('class', 'PER')]"] == 2
    assert seen["khabar_links_total[('kind', 'revision')]"] == 1
    assert seen["khabar_end_to_end_seconds_sum"] == pytest.approx(20, abs=1)
    assert seen["khabar_pipeline_seconds_sum"] == pytest.approx(3, abs=1)
    assert seen["khabar_published_to_delivered_seconds_sum"] == pytest.approx(600, abs=1)
    assert seen["khabar_stories_published_ahead_total"] == 0
    assert (seen["khabar_records_in_flight"], seen["khabar_conservation_records"]) == (0, 0)


def test_a_clock_that_is_ahead_is_counted(metrics, registry, end):
    """Minutes are what right clocks differ by; a quarter of an hour is a wrong clock, and no negative latency."""
    now = datetime.now(UTC)
    metrics.delivered([end("duplicate", 0, published=(now + timedelta(minutes=3)).isoformat())], {0: 1})
    metrics.delivered([end("duplicate", 1, published=(now + timedelta(minutes=15)).isoformat())], {0: 2})
    seen = told(registry)
    assert seen["khabar_stories_published_ahead_total"] == 1
    assert seen["khabar_published_to_delivered_seconds_sum"] == 0


def test_stories_compared_by_their_arrival_are_counted(metrics, registry, end):
    """No time, one of tomorrow, one of 1970: each for its reason."""
    ahead = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    for offset, published in enumerate((None, ahead, "1970-01-01T00:00:00+00:00", datetime.now(UTC).isoformat())):
        metrics.delivered([end("delivered", offset, published=published)], {0: offset + 1})
    seen = {name: value for name, value in told(registry).items() if "compared_by_arrival_total" in name}
    assert sorted(seen.values()) == [1, 1, 1]


def test_the_stage_that_refused_is_named(metrics, registry, end):
    """A record passes the stages before the one that refused it."""
    seconds = (("accept", 0.001), ("language", 0.002))
    metrics.worked([Timed(end("refused", 0), seconds), Timed("prepared", seconds)])
    seen = told(registry)
    assert seen["khabar_stage_records_total[('outcome', 'passed'), ('stage', 'accept')]"] == 2
    assert seen["khabar_stage_records_total[('outcome', 'passed'), ('stage', 'language')]"] == 1
    assert seen["khabar_stage_records_total[('outcome', 'refused'), ('stage', 'language')]"] == 1
    assert seen["khabar_stage_seconds_count[('stage', 'language')]"] == 2


def test_the_index_tells_size_and_age(metrics, registry, end):
    """An empty index has no oldest story."""
    index = DuplicateIndex(IndexSettings(3600, 3600, 10))
    metrics.judged([], [], index)
    assert told(registry)["khabar_index_oldest_timestamp_seconds"] == 0
    story = end("delivered", 0).entry
    index.add(story)
    metrics.judged([end("duplicate", 1), "new"], [0.1, 0.1], index)
    seen = told(registry)
    assert seen["khabar_index_stories"] == 1
    oldest_s = datetime.fromisoformat(story.received).timestamp()
    assert seen["khabar_index_oldest_timestamp_seconds"] == pytest.approx(oldest_s)
    assert seen["khabar_stage_records_total[('outcome', 'duplicate'), ('stage', 'drop_duplicates')]"] == 1
    assert seen["khabar_stage_records_total[('outcome', 'passed'), ('stage', 'drop_duplicates')]"] == 1


def test_a_sink_that_fails_is_seen(metrics, registry):
    """/ready names it, and its next success, whose time is measured, clears it."""
    with pytest.raises(OSError, match="disk full"), metrics.writing("jsonl"):
        raise OSError("disk full")
    (check,) = (check for check in metrics.health.checks() if check.check == "sinks")
    assert (check.ok, check.detail) == (False, "jsonl: OSError: disk full")
    with metrics.writing("jsonl"):
        pass
    assert told(registry)["khabar_sink_write_seconds_count[('sink', 'jsonl')]"] == 1
    assert all(check.ok for check in metrics.health.checks() if check.check == "sinks")


def test_ten_thousand_outlets_are_a_bounded_set_of_labels(metrics, registry, end):
    """Whatever stories call their outlet, no series is added."""
    metrics.behind({0: 0})
    before = set(told(registry))
    for number in range(10_000):
        metrics.delivered([end("duplicate", number, outlet=f"outlet-{number}")], {0: number + 1})
    after = told(registry)
    assert set(after) == before
    assert after["khabar_outlet_stories_total[('outcome', 'duplicate'), ('outlet', 'other')]"] == 10_000


def test_a_new_run_begins_its_account_anew(metrics, registry, record):
    """Records in flight of a run that ended are read again by the next one."""
    metrics.read([record(0)])
    metrics.begin(["ایسنا"])
    assert metrics.account().records_in == 0
    assert told(registry)["khabar_outlet_stories_total[('outcome', 'delivered'), ('outlet', 'ایسنا')]"] == 0
    assert "khabar_outlet_stories_total[('outcome', 'delivered'), ('outlet', 'irna')]" not in told(registry)


def test_no_series_is_made_twice(registry, metrics):
    """The client's `_created` series, one more for each counter, are off."""
    assert not [name for name in told(registry) if "_created" in name]


def test_every_metric_is_documented(metrics, registry):
    """The table in deploy/prometheus/README.md names each with its labels and the help that a scrape shows."""
    metrics.behind({0: 0})
    readme = (Path(__file__).parents[2] / "deploy" / "prometheus" / "README.md").read_text(encoding="utf-8")
    listed = [line for line in readme.splitlines() if line.startswith("| `khabar_")]
    assert listed == [described(family) for family in sorted(registry.collect(), key=lambda family: family.name)]


def described(family) -> str:
    """The line of the table for a metric."""
    labels = sorted({label for sample in family.samples for label in sample.labels if label != "le"})
    name = family.name + {"counter": "_total", "info": "_info"}.get(family.type, "")
    shown = f"{name}{{{','.join(labels)}}}" if labels else name
    return f"| `{shown}` | {family.type} | {family.documentation} |"


def test_busy_is_weighed_by_several_threads():
    """READ and DELIVER start and stop it at once; neither is thrown off, and no second counts twice."""
    busy, began = Busy(), time.monotonic()
    switched = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)

    def turn(times: int) -> None:
        for at in range(times):
            busy.weigh(something_to_do=at % 2 == 0)
            busy.seconds()

    try:
        with ThreadPoolExecutor(4) as threads:
            for done in [threads.submit(turn, 5_000) for _ in range(4)]:
                done.result()
    finally:
        sys.setswitchinterval(switched)
    assert 0 < busy.seconds() <= time.monotonic() - began
