"""Nothing lost, nothing twice: processes and brokers are killed while stories flow."""

import itertools
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import orjson
import pytest
from index_check import assert_index_is_that_of_the_log
from stream import Told, stream

from connectors.kafka.fingerprints import unpack

SMALL_PACKS = Path(__file__).parents[1] / "servers" / "small_packs.py"
KILLS = 20
BROKER_DIES = (6, 13)  # in which of these
AT_WORK = 0.6  # of the kills come after the first transaction; the others may fall on the start
LAST = 500  # of the stories come after the kills
STORIES = 3000


def publish(road, told: Sequence[Told], per_s: float | None = None) -> None:
    """Publish stories."""
    road.publish([one.value for one in told], per_s, [one.key for one in told])


def flow(road, told: Sequence[Told], per_s: float, after: threading.Thread | None = None) -> threading.Thread:
    """Publish stories from a thread, after another one has come to its end."""
    if after is not None:
        after.join(120)
    thread = threading.Thread(target=publish, args=(road, told, per_s), daemon=True)
    thread.start()
    return thread


def assert_each_once(road, told: Sequence[Told]) -> None:
    """Hold that each source record is in the outputs exactly once."""
    seen, expected = road.origins(), road.expected_origins()
    assert sum(expected.values()) == len(told)
    assert not expected - seen, f"lost: {list(expected - seen)[:5]}"
    assert not seen - expected, f"twice: {list(seen - expected)[:5]}"


def assert_each_repetition_is_a_note(road, told: Sequence[Told]) -> None:
    """Hold that of all that tell one story one was delivered and is the owner in the notes of the others.

    So no kill lost the index. Of a story and its copy either may come first: they are in different partitions.
    """
    firsts = {f"story-{one.number}": one.first for one in told}
    stories, notes = values(road, "enriched"), values(road, "duplicates")
    owners = {firsts[story["id"]]: (story["id"], story["version"], story["outlet"]) for story in stories}
    assert len(stories) == len(owners), "of some story two were delivered"
    for note in notes:
        assert (note["of"], note["of_version"], note["of_outlet"]) == owners[firsts[note["id"]]]
    assert Counter(note["kind"] for note in notes) == Counter(one.kind for one in told if one.kind != "new")


def values(road, kind: str) -> list[dict]:
    """Give what was written to a topic."""
    return [orjson.loads(message.value) for message in road.read(kind)]


def lines_in(folder: Path) -> Counter[str]:
    """Count the lines that a sink wrote, by origin."""
    files = sorted(folder.glob("khabar-*.jsonl"))
    return Counter(orjson.loads(line)["origin"] for file in files for line in file.read_bytes().splitlines())


def live_for_a_while(process, broker, chance: random.Random, number: int) -> None:
    """Leave a process alone until a random moment of its start or its work; kill the broker where that is its turn.

    The first time the process is to die while the broker is away, the second time after it lived through that.
    """
    if chance.random() < AT_WORK:
        wait_for_work(process, 90)
    time.sleep(chance.uniform(0.0, 2.0))
    if number in BROKER_DIES:
        broker.kill()
        time.sleep(chance.uniform(0.2, 2.0))
    if number == BROKER_DIES[-1]:
        broker.start()
        time.sleep(chance.uniform(0.5, 5.0))


def kill_while_stories_flow(road, broker, told: Sequence[Told], *flags: str) -> list[tuple[int, int]]:
    """Kill process after process, a part of the stream for each; give what was committed at each kill, and what not."""
    chance, places, publishing = random.Random(20261123), [(0, 0)], None
    for number, part in enumerate(itertools.batched(told, len(told) // KILLS)):
        process = road.run(*flags)
        process.metrics_url()
        publishing = flow(road, part, per_s=30, after=publishing)
        live_for_a_while(process, broker, chance, number)
        process.kill()
        if number == BROKER_DIES[0]:
            broker.start()
        places.append((road.committed(), road.lag()))
    publishing.join(120)
    return places


@pytest.mark.timeout(900)
def test_twenty_kills_lose_nothing_deliver_nothing_twice_and_leave_the_index_whole(road, broker, tmp_path, monkeypatch):
    """Each of 5,000 stories, 2,000 of them duplicates, ends exactly once, in the topics and in the files.

    The process group is killed twenty times, the broker twice. Some kills find work done since the one before, and
    some find work left: else nothing would be tested. The log of fingerprints is packed every few transactions, so
    that kills fall on packs, too. The last stories come when the last process has restored its index.
    """
    road.program = (sys.executable, str(SMALL_PACKS))
    monkeypatch.setenv("KHABAR_TESTS_INDEX", str(tmp_path / "index"))
    flags = ("--sink", f"jsonl:{tmp_path / 'lines'}?outcomes=all")
    told = stream(5000)
    places = kill_while_stories_flow(road, broker, told[:-LAST], *flags)
    process = road.run(*flags)
    wait_until_read(road, process, 90)
    publish(road, told[-LAST:])
    wait_until_read(road, process, 90)
    process.ask_to_stop()
    assert process.wait(90) == 0, process.text()[-4000:]
    done = sum(before < after for (before, _), (after, _) in itertools.pairwise(places))
    left = sum(lag > 0 for _, lag in places)
    print(f"of {KILLS} kills {done} found work done since the one before, {left} found work left")
    assert min(done, left) >= KILLS // 4
    assert_each_once(road, told)
    assert lines_in(tmp_path / "lines") == road.expected_origins()
    assert_each_repetition_is_a_note(road, told)
    logged = [unpack(message.value, road.name) for message in road.read("fingerprints")]
    assert sum(message.pack is not None for message in logged) >= 10
    assert_index_is_that_of_the_log(road, tmp_path / "index")


@pytest.mark.timeout(900)
def test_the_road_goes_on_by_itself_when_the_broker_is_killed(road, broker):
    """The broker is killed and restarted three times; the same process delivers each story exactly once."""
    told = stream(STORIES)
    process = road.run()
    publishing = flow(road, told, per_s=60)
    for _ in range(3):
        time.sleep(10)
        broker.kill()
        time.sleep(2)
        broker.start()
    publishing.join(240)
    wait_until_read(road, process, 180)
    process.ask_to_stop(signal.SIGTERM)
    assert process.wait(90) == 0, process.text()[-4000:]
    assert_each_once(road, told)
    assert_each_repetition_is_a_note(road, told)


@pytest.mark.timeout(600)
def test_of_two_instances_one_steps_aside(road):
    """The older instance exits with 3 and says why; the newer one goes on; each story ends exactly once."""
    told = stream(STORIES)
    first = road.run()
    publishing = flow(road, told, per_s=150)
    time.sleep(8)
    second = road.run()
    assert first.wait(120) == 3
    assert "steps aside" in first.text()
    publishing.join(120)
    second.ask_to_stop(signal.SIGINT)
    assert second.wait(90) == 0, second.text()[-4000:]
    road.finish()
    assert_each_once(road, told)
    assert_each_repetition_is_a_note(road, told)


@pytest.mark.timeout(600)
def test_an_outage_longer_than_a_transaction_ends_by_itself(road, broker):
    """The broker is away for over a minute while the road is idle; then it goes on, and each story ends once."""
    told = stream(STORIES)
    process = road.run()
    publish(road, told[:500])
    wait_until_read(road, process, 60)
    broker.kill()
    time.sleep(70)
    broker.start()
    publish(road, told[500:])
    wait_until_read(road, process, 150)
    process.ask_to_stop()
    assert process.wait(90) == 0, process.text()[-4000:]
    assert_each_once(road, told)


def wait_until_read(road, process, within_s: float) -> None:
    """Wait until the group's committed offsets are at the end."""
    deadline = time.monotonic() + within_s
    while road.lag():
        assert process.popen.poll() is None, process.text()[-4000:]
        assert time.monotonic() < deadline, f"{road.lag()} behind:\n{process.text()[-4000:]}"
        time.sleep(1)


def wait_for_work(process, within_s: float) -> None:
    """Wait until a process has delivered something."""
    deadline = time.monotonic() + within_s
    while not process.metrics()['khabar_records_total{outcome="delivered"}']:
        assert process.popen.poll() is None, process.text()[-4000:]
        assert time.monotonic() < deadline, f"nothing was delivered:\n{process.text()[-4000:]}"
        time.sleep(0.2)
