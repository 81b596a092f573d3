"""A run that is killed -9 at the half of a stream and started again says what a run in one go says.

The stream is made of the labelled records of duplicates: copies, excerpts, edited reposts, new versions, updates,
corrections and denials, and look-alikes, which are none of these.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import chain, zip_longest
from pathlib import Path

import orjson
import pytest
from khabar import Road

from connectors.kafka.fingerprints import unpack
from pipeline.duplicates.entry import time_problem
from pipeline.quality.duplicates import FIELDS, LABELS

ROWS = Path(__file__).parents[1] / "quality" / LABELS
REPEATS, LINKS = {"resend", "copy", "near"}, {"revision", "update", "correction", "denial"}


@dataclass(frozen=True, slots=True)
class Said:
    """What was written for a stream, in order, without what differs from run to run: topic and time of arrival."""

    notes: list[dict]
    stories: list[dict]
    log: list[dict]


def stream() -> list[bytes]:
    """Give the first record of each family, then the second of each, so that families go on from half to half.

    Those that were told too long ago would be compared by their times of arrival: they are left out.
    """
    families: dict[int, list[bytes]] = {}
    for row in map(orjson.loads, ROWS.read_bytes().splitlines()):
        if not time_problem(row["published"], datetime.now(UTC)):
            story = {name: row[name] for name in FIELDS if row.get(name)}
            families.setdefault(row["family"], []).append(orjson.dumps(story))
    return [story for story in chain(*zip_longest(*families.values())) if story is not None]


def said(road: Road) -> Said:
    """Read what a road wrote; packs of the log repeat what it holds."""
    messages = [unpack(message.value, road.name) for message in road.read("fingerprints")]
    logged = [asdict(entry) for message in messages if message.pack is None for entry in message.entries]
    notes, stories = (
        [orjson.loads(message.value) for message in road.read(kind)] for kind in ("duplicates", "enriched")
    )
    return Said(*([_anywhere(one) for one in several] for several in (notes, stories, logged)))


def _anywhere(told: dict) -> dict:
    place = told["origin"].partition("/")[2]
    return {name: value for name, value in told.items() if name != "received"} | {"origin": place}


@pytest.fixture(scope="module")
def new_road(broker, tmp_path_factory) -> Iterator[Callable[[int], Road]]:
    """Make roads with so many partitions."""
    roads: list[Road] = []

    def make(partitions: int) -> Road:
        roads.append(Road(broker.bootstrap, tmp_path_factory.mktemp("restart")))
        roads[-1].done("topics create", "--partitions", str(partitions))
        return roads[-1]

    yield make
    for road in roads:
        road.close()


@pytest.fixture(scope="module")
def in_one_go(new_road) -> Said:
    """What a run says that nothing disturbs: duplicates and links of every kind."""
    road = new_road(1)
    road.publish(stream())
    road.finish()
    told = said(road)
    assert {note["kind"] for note in told.notes} == REPEATS
    assert {link["kind"] for story in told.stories for link in story["links"]} == LINKS
    return told


def at_rest(road: Road) -> None:
    """Kill a process that is done with the first half, and publish the second."""
    told = stream()
    road.publish(told[: len(told) // 2])
    process = road.run()
    reach(road, len(told) // 2)
    process.kill()
    road.publish(told[len(told) // 2 :])


def at_work(road: Road) -> None:
    """Kill a process that has done half of what is there, and goes on."""
    told = stream()
    road.publish(told)
    process = road.run()
    reach(road, len(told) // 2)
    process.kill()
    assert road.lag() > 0


def reach(road: Road, offset: int) -> None:
    """Wait until the group has committed so much."""
    deadline = time.monotonic() + 90
    while road.committed() < offset:
        assert time.monotonic() < deadline, f"stands at {road.committed()}"


def without_changed(notes: list[dict]) -> list[dict]:
    """Give notes without the words that were changed."""
    return [note | {"changed": None} for note in notes]


def assert_half_was_judged_by_what_was_restored(told: Said, half: int) -> None:
    """Hold that the restored index found duplicates and links of every kind; only it can't tell words of owners."""
    assert {note["kind"] for note in told.notes if note["changed"] is None} == REPEATS
    places = {(story["id"], story["version"]): offset(story) for story in told.stories}
    later = [story for story in told.stories if offset(story) >= half]
    links = [link for story in later for link in story["links"] if places[link["id"], link["version"]] < half]
    assert {link["kind"] for link in links} == LINKS


def offset(told: dict) -> int:
    """Give the offset of the record that a note or a story came from."""
    return int(told["origin"].partition("@")[2])


@pytest.mark.timeout(300)
@pytest.mark.parametrize("killed", [at_rest, at_work])
def test_notes_and_links_are_those_of_one_run(new_road, in_one_go, killed):
    """On one partition all is the same: each note, each story with its links, each fingerprint, in one order.

    But for the words that a duplicate changed: they are told from texts of owners, which a restart has no more.
    """
    road = new_road(1)
    killed(road)
    half = road.committed()
    road.finish()
    told = said(road)
    assert told.stories == in_one_go.stories
    assert told.log == in_one_go.log
    assert without_changed(told.notes) == without_changed(in_one_go.notes)
    pairs = zip(told.notes, in_one_go.notes, strict=True)
    assert all(note["changed"] in (None, whole["changed"]) for note, whole in pairs)
    assert_half_was_judged_by_what_was_restored(told, half)


@pytest.mark.timeout(300)
def test_on_several_partitions_each_story_ends_once_and_each_owner_is_delivered(new_road):
    """Which of two that are alike comes first is not promised there; what a note or a link names is there."""
    road = new_road(4)
    at_work(road)
    road.finish()
    assert road.origins() == road.expected_origins()
    told = said(road)
    delivered = {(story["id"], story["version"], story["outlet"]) for story in told.stories}
    assert {(note["of"], note["of_version"], note["of_outlet"]) for note in told.notes} <= delivered
    links = [link for story in told.stories for link in story["links"]]
    assert {(link["id"], link["version"]) for link in links} <= {story[:2] for story in delivered}
    assert {note["kind"] for note in told.notes} == REPEATS
    assert {link["kind"] for link in links} == LINKS
