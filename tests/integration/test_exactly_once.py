"""Nothing lost, nothing twice: processes and brokers are killed while stories flow."""

import itertools
import random
import signal
import sys
import threading
import time
from pathlib import Path

import orjson
import pytest

from connectors.kafka.fingerprints import unpack

SMALL_PACKS = Path(__file__).parents[1] / "servers" / "small_packs.py"
STORIES = 3000
COPIES_EVERY = 5


def stories(count: int) -> list[bytes]:
    """Make stories of which every fifth is a copy of the one before it by another outlet."""
    made = []
    for number in range(count):
        told = number - 1 if number % COPIES_EVERY == COPIES_EVERY - 1 else number
        lede = f"گزارش شماره {told} می‌گوید که شهرداری در روز {told % 28 + 1} ماه جاری پارک تازه‌ای گشود."
        story = {
            "id": f"story-{number}",
            "outlet": "الف" if told == number else "ب",
            "headline": f"پارک شماره {told} در شهر گشایش یافت",
            "lede": lede,
            "body": [lede, f"این پارک {told * 3 + 100} متر مربع زمین دارد و ساخت آن {told % 9 + 2} ماه به درازا کشید."],
        }
        made.append(orjson.dumps(story))
    return made


def flow(road, per_s: float) -> threading.Thread:
    """Publish the stories from a thread."""
    thread = threading.Thread(target=road.publish, args=(stories(STORIES), per_s), daemon=True)
    thread.start()
    return thread


def assert_each_once(road) -> None:
    """Hold that each source record is in the outputs exactly once."""
    seen, expected = road.origins(), road.expected_origins()
    assert sum(expected.values()) == STORIES
    assert not expected - seen, f"lost: {list(expected - seen)[:5]}"
    assert not seen - expected, f"twice: {list(seen - expected)[:5]}"


def assert_each_copy_is_a_note(road) -> None:
    """Hold that of a story and its copy one was delivered and the other is a note, so that no kill lost the index."""
    notes = [orjson.loads(message.value) for message in road.read("duplicates")]
    assert {note["kind"] for note in notes} == {"copy"}
    assert len({note["of"] for note in notes}) == len(notes) == STORIES // COPIES_EVERY


def lines_in(folder: Path) -> list[str]:
    """Give the origins of the lines that a sink wrote."""
    files = sorted(folder.glob("khabar-*.jsonl"))
    return [orjson.loads(line)["origin"] for file in files for line in file.read_bytes().splitlines()]


@pytest.mark.timeout(900)
def test_ten_kills_lose_nothing_and_deliver_nothing_twice(road, tmp_path):
    """Each story ends exactly once, in the topics and in the files, though the process group is killed ten times.

    Some kills find work done since the one before, and some find work begun: else nothing would be tested. The log of
    fingerprints is packed every few transactions, so that kills fall on packs, too.
    """
    road.program = (sys.executable, str(SMALL_PACKS))
    sink = tmp_path / "lines"
    flags = ("--sink", f"jsonl:{sink}?outcomes=all")
    chance = random.Random(20261123)
    publishing = flow(road, per_s=40)
    committed = [0]
    for _ in range(10):
        process = road.run(*flags)
        process.metrics_url()
        time.sleep(chance.uniform(0.5, 9.0))
        process.kill()
        committed.append(road.committed())
    publishing.join(120)
    road.finish(*flags)
    assert sum(before < after < STORIES for before, after in itertools.pairwise(committed)) >= 3
    assert_each_once(road)
    lines = lines_in(sink)
    assert len(lines) == STORIES
    assert len(set(lines)) == STORIES
    logged = [unpack(message.value, road.name) for message in road.read("fingerprints")]
    assert sum(message.pack is not None for message in logged) >= 10
    assert_each_copy_is_a_note(road)


@pytest.mark.timeout(900)
def test_the_road_goes_on_by_itself_when_the_broker_is_killed(road, broker):
    """The broker is killed and restarted three times; the same process delivers each story exactly once."""
    process = road.run()
    publishing = flow(road, per_s=60)
    for _ in range(3):
        time.sleep(10)
        broker.kill()
        time.sleep(2)
        broker.start()
    publishing.join(240)
    wait_until_read(road, process, 180)
    process.ask_to_stop(signal.SIGTERM)
    assert process.wait(90) == 0, process.text()[-4000:]
    assert_each_once(road)
    assert_each_copy_is_a_note(road)


@pytest.mark.timeout(600)
def test_of_two_instances_one_steps_aside(road):
    """The older instance exits with 3 and says why; the newer one goes on; each story ends exactly once."""
    first = road.run()
    publishing = flow(road, per_s=150)
    time.sleep(8)
    second = road.run()
    assert first.wait(120) == 3
    assert "steps aside" in first.text()
    publishing.join(120)
    second.ask_to_stop(signal.SIGINT)
    assert second.wait(90) == 0, second.text()[-4000:]
    road.finish()
    assert_each_once(road)
    assert_each_copy_is_a_note(road)


@pytest.mark.timeout(600)
def test_an_outage_longer_than_a_transaction_ends_by_itself(road, broker):
    """The broker is away for over a minute while the road is idle; then it goes on, and each story ends once."""
    values = stories(STORIES)
    process = road.run()
    road.publish(values[:500])
    wait_until_read(road, process, 60)
    broker.kill()
    time.sleep(70)
    broker.start()
    road.publish(values[500:])
    wait_until_read(road, process, 150)
    process.ask_to_stop()
    assert process.wait(90) == 0, process.text()[-4000:]
    assert_each_once(road)


def wait_until_read(road, process, within_s: float) -> None:
    """Wait until the group's committed offsets are at the end."""
    deadline = time.monotonic() + within_s
    while road.lag():
        assert process.popen.poll() is None, process.text()[-4000:]
        assert time.monotonic() < deadline, f"{road.lag()} behind:\n{process.text()[-4000:]}"
        time.sleep(1)
