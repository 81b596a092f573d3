"""Faults on Apache Kafka: the right alert fires in Prometheus within its stated time, nothing else does, and it clears.

Hours are minutes here: the times of rules and stated times are divided by one factor, scrapes and evaluations come as
often as in truth or less (compressed.py), and nothing is added for the test. What is not compressed is the road's own
time (its start, its check of the broker): a fault says how much of the stated time that is, and what may fire for it.
"""

import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import bench
import orjson
import pytest
import yaml
from apache_kafka import ApacheKafka
from compressed import compressed, intervals, seconds
from kafka import KafkaProducer
from kafka.errors import KafkaError
from khabar import Process, Road
from real_prometheus import ALERTS, CONFIG, RECORDING, Prometheus, load, until

from connectors.tansu import HOST, free_port

HOUR_IN_A_MINUTE = 60  # for a silence that is told after an hour
MINUTE_IN_FIVE_SECONDS = 12  # for what is told within minutes: three are 15 seconds
SOON_S = 8.0  # for an alert to clear, of which none says how soon: a scrape, two evaluations, and a busy machine
PER_S = 12
OUTLETS = ("irna", "isna", "mehrnews")
QUIET_S = 20.0  # long enough for 60 stories of an outlet: only who usually sends over five an hour is missed

STATED_S = {
    rule["alert"]: seconds(rule["annotations"]["within"]) for group in load(ALERTS)["groups"] for rule in group["rules"]
}
# While the road starts, or waits for a broker, stories wait in seconds that are not compressed.
WAITING = {"KhabarNotReady", "KhabarNoDelivery", "KhabarLagGrowing", "KhabarLagHigh"}
# What follows when a broker is away, and from the rush after it; Alertmanager keeps most of it back.
FOLLOWING = WAITING | {
    "KhabarNothingDelivered",
    "KhabarNoStories",
    "KhabarSourceErrors",
    "KhabarAborts",
    "KhabarSinkRetries",
    "KhabarSlow",
}


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApacheKafka]:
    """Apache Kafka, for it is taken away and comes back with its data."""
    logging.getLogger("kafka").setLevel(logging.CRITICAL)  # clients write hundreds of lines an outage
    broker = ApacheKafka(tmp_path_factory.mktemp("kafka"))
    broker.start()
    yield broker
    broker.stop()


@dataclass
class Feed:
    """Publishes stories from a thread until it is left; outlets may be silenced, and lines spoiled."""

    bootstrap: str
    topic: str
    silent: set[str] = field(default_factory=set)
    spoiled_share: float = 0.0
    ended: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Feed":
        self._thread = threading.Thread(target=self._publish, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.ended.set()
        self._thread.join(30)

    def _publish(self) -> None:
        producer = KafkaProducer(bootstrap_servers=self.bootstrap, max_block_ms=1000, retries=1000)
        for number, value in enumerate(bench.stories(PER_S * 600)):
            if self.ended.wait(1 / PER_S):
                break
            story = orjson.loads(value) | {"outlet": OUTLETS[number % len(OUTLETS)]}
            if story["outlet"] not in self.silent:
                self._send(producer, number, orjson.dumps(story))
        with suppress(KafkaError):  # a test that failed leaves the broker away
            producer.close(timeout=20)  # after an outage it may wait for seconds before it connects again

    def _send(self, producer: KafkaProducer, number: int, value: bytes) -> None:
        spoiled = number * 37 % 100 < self.spoiled_share * 100  # spread evenly
        try:
            producer.send(self.topic, value[:-1] if spoiled else value, key=str(number).encode())
        except KafkaError:
            return  # the broker is away; the story is not missed


@dataclass
class Watch:
    """Looks at what fires, and keeps what fired when."""

    prometheus: Prometheus
    instance: str
    factor: int
    allowed: set[str] = field(default_factory=set)

    def firing(self) -> set[str]:
        """Name what fires; AssertionError if it is nothing that may."""
        firing = self.prometheus.firing()
        assert firing <= self.allowed, f"{firing - self.allowed} fired, too: {self.prometheus.alerts()}"
        return firing

    def fires(self, alert: str, began: float, own_s: float = 0.0, **labels: str) -> None:
        """Wait until an alert fires with these labels, within its stated time since the fault began.

        `own_s` of the stated time is the road's own, which is not compressed.
        """
        self.allowed |= {alert}
        wanted = labels | {"alertname": alert, "instance": self.instance, "job": "khabar"}
        within_s = own_s + (STATED_S[alert] - own_s) / self.factor
        until(lambda: self._fires(wanted), within_s - (time.monotonic() - began), f"{wanted} fires")
        print(f"{alert}: fired after {time.monotonic() - began:.1f} s, of {within_s:.1f}")

    def clears(self, alert: str, within_s: float) -> None:
        """Wait until it fires no more."""
        took_s = until(lambda: alert not in self.firing(), within_s, f"{alert} clears")
        print(f"{alert}: cleared after {took_s:.1f} s, of {within_s:.1f}")

    def is_quiet(self, within_s: float) -> None:
        """Wait until nothing fires, and go on with nothing allowed to."""
        until(lambda: not self.firing(), within_s, "nothing fires")
        self.allowed = set()

    def _fires(self, labels: dict[str, str]) -> bool:
        self.firing()
        firing = (one["labels"] for one in self.prometheus.alerts() if one["state"] == "firing")
        return any(one.items() >= labels.items() for one in firing)


@pytest.fixture
def port() -> int:
    """The port of /metrics, the same over a restart."""
    return free_port()


@pytest.fixture
def feed(road) -> Iterator[Feed]:
    """Twelve stories a second, from three outlets in turn."""
    with Feed(road.bootstrap, road.topic("raw")) as feed:
        yield feed


@pytest.fixture
def process(road, feed, port) -> Process:
    """A road that works."""
    process = road.run("--metrics-port", str(port))
    until(lambda: process.metrics().get('khabar_records_total{outcome="delivered"}'), 60, "the road delivers")
    return process


@contextmanager
def watching(folder: Path, port: int, factor: int) -> Iterator[Watch]:
    """Start Prometheus with compressed rules on a road that works."""
    folder.mkdir()
    paths = []
    for path in (RECORDING, ALERTS):
        paths.append(folder / path.name)
        paths[-1].write_text(yaml.safe_dump(compressed(load(path), factor)), encoding="utf-8")
    every = intervals(load(CONFIG / "prometheus.yml")["global"], factor)
    with Prometheus(folder, f"127.0.0.1:{port}", paths, every) as prometheus:
        until(lambda: prometheus.query("up == 1") and not prometheus.firing(), 20, "Prometheus knows its target")
        yield Watch(prometheus, f"127.0.0.1:{port}", factor)
        assert not prometheus.broken_rules()


@pytest.mark.timeout(420)
def test_each_fault_fires_its_alert_and_no_other(road, broker, feed, port, process, tmp_path):
    """A feed silenced, and meanwhile refusals above the share; then the road stopped, and the broker away."""
    with watching(tmp_path / "hour", port, HOUR_IN_A_MINUTE) as watch:
        quiet(watch)
        feed.silent = {"isna"}
        silent_since = time.monotonic()
        refusals(feed, watch)
        silence(feed, watch, silent_since)
    with watching(tmp_path / "minute", port, MINUTE_IN_FIVE_SECONDS) as watch:
        process = stopped(process, road, port, watch)
        broker_away(process, broker, watch)


def quiet(watch: Watch) -> None:
    """A road that works raises no alarm."""
    until_s = time.monotonic() + QUIET_S
    while time.monotonic() < until_s:
        assert not watch.firing()
        time.sleep(0.5)


def refusals(feed: Feed, watch: Watch) -> None:
    """It clears once a quarter of an hour has less than a tenth of those."""
    feed.spoiled_share = 0.33
    watch.fires("KhabarRefusals", time.monotonic(), severity="warning")
    feed.spoiled_share = 0.0
    watch.clears("KhabarRefusals", seconds("15m") / watch.factor + SOON_S)
    watch.is_quiet(SOON_S)


def silence(feed: Feed, watch: Watch, began: float) -> None:
    """One outlet of three sends nothing; it clears with its next story."""
    assert "KhabarOutletSilent" not in watch.firing()
    watch.fires("KhabarOutletSilent", began, outlet="isna")
    feed.silent = set()
    watch.clears("KhabarOutletSilent", SOON_S)
    watch.is_quiet(SOON_S)


def stopped(process: Process, road: Road, port: int, watch: Watch) -> Process:
    """The process drains and ends, and another is started: it clears with the first scrape."""
    process.ask_to_stop()
    watch.allowed |= WAITING  # while it drains
    until(lambda: not answers(port), 30, "the road stops")
    began = time.monotonic()
    assert process.wait(30) == 0
    watch.fires("KhabarDown", began, severity="critical")
    process = road.run("--metrics-port", str(port))
    process.metrics_url()
    watch.clears("KhabarDown", SOON_S)
    watch.is_quiet(60)
    return process


def broker_away(process: Process, broker: ApacheKafka, watch: Watch) -> None:
    """The broker is killed, and comes back; Khabar goes on by itself."""
    watch.allowed |= FOLLOWING
    broker.kill()
    watch.fires("KhabarNotReady", time.monotonic(), own_s=30.0, check="broker", severity="critical")
    before = delivered(process)
    broker.start()
    watch.clears("KhabarNotReady", 60)
    until(lambda: delivered(process) > before, SOON_S, "stories are delivered again")


def answers(port: int) -> bool:
    """Tell whether anybody listens."""
    with suppress(OSError), socket.create_connection((HOST, port), timeout=5):
        return True
    return False


def delivered(process: Process) -> float:
    """Give how many stories a process has delivered."""
    return process.metrics()['khabar_records_total{outcome="delivered"}']
