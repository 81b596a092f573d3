"""How fast the road is, beside the same steps in a plain loop: `uv run python tests/servers/bench.py --brokers …`."""

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import orjson
from kafka import KafkaConsumer, TopicPartition
from khabar import Road

from pipeline.enrich import enrich_records

STORIES = 4000
LOOP_STORIES = 1000
LATENCY_S = 40.0
LATE = 1_000_000  # the first story of the second measurement: none that came in the first
CATCH_UP_S = 180.0  # a machine that slows down meanwhile falls behind: a figure, no failure


@dataclass(frozen=True, slots=True)
class Figures:
    """Stories per second in a plain loop and on the road, and seconds from append to commit at half the road's load."""

    loop_per_s: float
    road_per_s: float
    latency_p50_s: float
    latency_p99_s: float

    @property
    def share(self) -> float:
        """Give the road's speed as a share of the loop's."""
        return self.road_per_s / self.loop_per_s


def stories(count: int, first: int = 0) -> Iterator[bytes]:
    """Make stories of the seeds' size and words, each with figures of its own, from this number on."""
    lines = (Path(str(files("seeds"))) / "stream.jsonl").read_bytes().splitlines()
    seeds = [story for line in lines if (story := _story(line))]
    for number in range(first, first + count):
        story = seeds[number % len(seeds)]
        body = [f"{paragraph} گزارش {number} این را می‌گوید و {7 * number} آن را." for paragraph in story["body"]]
        yield orjson.dumps({**story, "id": f"bench-{number}", "version": 1, "body": body, "published": None})


def measure(road: Road) -> Figures:
    """Measure loop, road and latency one after the other, on a road that has seen nothing yet."""
    loop = _loop_per_s()
    speed = _road_per_s(road)
    p50, p99 = _latency(road, speed / 2)
    return Figures(loop, speed, p50, p99)


def _loop_per_s() -> float:
    list(enrich_records(stories(20)))
    given = list(stories(LOOP_STORIES))
    began = time.perf_counter()
    delivered = sum(end.kind == "delivered" for end in enrich_records(given))
    assert delivered == LOOP_STORIES
    return LOOP_STORIES / (time.perf_counter() - began)


def _road_per_s(road: Road) -> float:
    road.publish(list(stories(STORIES)))
    process = road.run()
    marks: list[tuple[float, float]] = []
    while not marks or marks[-1][1] < STORIES:
        marks.append((time.perf_counter(), process.metrics()['khabar_records_total{outcome="delivered"}']))
        assert process.popen.poll() is None, process.text()
        time.sleep(0.1)
    process.ask_to_stop()
    process.wait(60)
    (began, first), (ended, last) = next(mark for mark in marks if mark[1]), marks[-1]
    return (last - first) / (ended - began)


def _latency(road: Road, per_s: float) -> tuple[float, float]:
    process = road.run()
    process.metrics_url()
    road.publish([orjson.dumps({"id": f"warm-{n}", "headline": f"گرم کردن {n}"}) for n in range(50)], per_s=20)
    seen: list[float] = []
    stop = threading.Event()
    watcher = threading.Thread(target=_watch, args=(road, seen, stop), daemon=True)
    watcher.start()
    time.sleep(1)
    values = list(stories(int(LATENCY_S * per_s), first=LATE))
    road.publish(values, per_s=per_s)
    deadline = time.monotonic() + CATCH_UP_S
    while len(seen) < len(values) and time.monotonic() < deadline:
        time.sleep(0.1)
    stop.set()
    watcher.join()
    process.ask_to_stop()
    process.wait(60)
    ordered = sorted(seen)
    assert len(ordered) >= len(values), f"{len(ordered)} of {len(values)} stories were seen"
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]


def _watch(road: Road, seen: list[float], stop: threading.Event) -> None:
    """Note, as a `read_committed` reader, how long after its append each story could be read."""
    consumer = KafkaConsumer(bootstrap_servers=road.bootstrap, isolation_level="read_committed", fetch_max_wait_ms=20)
    topic = road.topic("enriched")
    consumer.assign([TopicPartition(topic, partition) for partition in consumer.partitions_for_topic(topic)])
    consumer.seek_to_end()
    while not stop.is_set():
        for records in consumer.poll(100).values():
            now = time.time()
            received = [orjson.loads(record.value)["received"] for record in records]
            seen += [now - _seconds(moment) for moment in received]
    consumer.close()


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def _story(line: bytes) -> dict | None:
    try:
        story = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    body = story.get("body") if isinstance(story, dict) else None
    return story if body and isinstance(body, list) and all(isinstance(text, str) for text in body) else None


def main() -> None:
    """Measure on a broker that is there, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--brokers", required=True)
    with tempfile.TemporaryDirectory() as folder:
        road = Road(parser.parse_args().brokers, Path(folder))
        road.done("topics create")
        try:
            print(table(measure(road)))
        finally:
            road.close()


def table(figures: Figures) -> str:
    """Write figures as lines."""
    return (
        f"plain loop   {figures.loop_per_s:8.0f} stories/s\n"
        f"road         {figures.road_per_s:8.0f} stories/s, {figures.share:.2f} of the loop\n"
        f"latency      p50 {figures.latency_p50_s * 1000:.0f} ms, p99 {figures.latency_p99_s * 1000:.0f} ms (half load)"
    )


if __name__ == "__main__":
    main()
