"""Replay: story files published as a test stream, in the order and with the spacing of their own times.

Delivery: each story is handed to `publish` once a loop, in plan order; whether it reaches the broker is the
publisher's promise. Only places and times are held in memory, a story's bytes are read when it is due.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from pathlib import Path
from threading import TIMEOUT_MAX
from time import monotonic
from typing import Protocol

import orjson

from connectors.files import Line, read_lines, story_files
from pipeline.steps.outlet_zone import outlet_zone
from pipeline.steps.published import published_time

APART_S = 1.0  # between a story without a time and the one before it, and between two loops

type Story = dict[str, object]
type Publish = Callable[[bytes | None, bytes], None]


class Stop(Protocol):
    """Asked to end early; `threading.Event` is one."""

    def wait(self, timeout: float) -> bool:
        """Wait so many seconds, or less when asked to end; tell whether to end."""


@dataclass(frozen=True, slots=True)
class ReplaySettings:
    """How fast and how often. `speed` 0 is as fast as it goes.

    A gap is first capped at `max_gap_s`, in the stories' own time, and then divided by `speed`. A loop after the
    first shifts times and ids, so that its stories are other stories, unless `same_ids`. `as_filed` keeps the order
    of the files: what was published before what it follows came in late.
    """

    speed: float = 1.0
    loops: int = 1
    max_gap_s: float = 5.0
    same_ids: bool = False
    as_filed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a story stands in a file, and its own time, in seconds since 1970, if it has one that can be read."""

    path: Path
    start: int
    length: int
    published_s: float | None


@dataclass(frozen=True, slots=True)
class Due:
    """A story and when to publish it: seconds since the replay began."""

    after_s: float
    loop: int
    place: Place


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """What a replay did. `sent` is less than `total` only when it was stopped."""

    sent: int
    total: int
    seconds: float


def replay(
    paths: Iterable[str | Path],
    publish: Publish,
    settings: ReplaySettings,
    stop: Stop,
    on_sent: Callable[[int, int], None] = lambda sent, total: None,
) -> ReplayReport:
    """Publish the stories of files and folders as (key, value), each when it is due, until done or stopped.

    The key is "OUTLET/ID" where a story has an id, so that a story and its revisions share a partition; else None.
    Raises InputError before anything is published when a path is wrong, and whatever `publish` raises.
    """
    places = locate(paths)
    shift_s = 0.0 if settings.same_ids else span_s(places)
    total, sent, began = len(places) * settings.loops, 0, monotonic()
    for due in plan(places, settings):
        if stop.wait(min(max(0.0, began + due.after_s - monotonic()), TIMEOUT_MAX)):
            break
        publish(*message(_read(due.place), due.loop, shift_s))
        sent += 1
        on_sent(sent, total)
    return ReplayReport(sent, total, monotonic() - began)


def locate(paths: Iterable[str | Path]) -> list[Place]:
    """Find every story of the files, and of the folders' files, in the order given."""
    files = [file for path in paths for file in story_files(path)]
    return [_place(file, line) for file in files for line in read_lines(file)]


def plan(places: Sequence[Place], settings: ReplaySettings) -> Iterator[Due]:
    """Say, loop by loop, which story is due when. Pure: the clock is the caller's."""
    ordered, after_s = places if settings.as_filed else in_order(places), 0.0
    for loop in range(1, settings.loops + 1):
        now_s: float | None = None  # the stories' own time
        for number, place in enumerate(ordered):
            if settings.speed and (number or loop > 1):
                after_s += min(_gap_s(now_s, place.published_s), settings.max_gap_s) / settings.speed
            now_s = _later(now_s, place.published_s)
            yield Due(after_s, loop, place)


def in_order(places: Sequence[Place]) -> list[Place]:
    """Sort by time; a story without one stays behind the story it follows in its file."""
    anchors, anchor_s = [], -inf
    for place in places:
        anchor_s = anchor_s if place.published_s is None else place.published_s
        anchors.append(anchor_s)
    return [places[at] for at in sorted(range(len(places)), key=anchors.__getitem__)]


def span_s(places: Iterable[Place]) -> float:
    """Give how far a loop is shifted: from the first to the last time, and a second."""
    times = [place.published_s for place in places if place.published_s is not None]
    return (max(times) - min(times) if times else 0.0) + APART_S


def message(value: bytes, loop: int, shift_s: float) -> tuple[bytes | None, bytes]:
    """Give the key and value to publish: the story as it stands, in later loops with its time and id shifted.

    Bytes that are no story with an id (plain text, broken lines) go as they are; so do all where `shift_s` is 0.
    """
    story = _story(value)
    if not isinstance(story.get("id"), str):
        return None, value
    if loop > 1 and shift_s:
        story = _shifted(story, loop, shift_s * (loop - 1))
        value = orjson.dumps(story)
    return f"{story.get('outlet') or ''}/{story['id']}".encode(), value


def _shifted(story: Story, loop: int, shift_s: float) -> Story:
    changed = {**story, "id": f"{story['id']}-loop{loop}"}
    published = _time(story)
    if published:
        with suppress(OverflowError):  # a time at the end of the calendar is part of the test: it stays
            changed["published"] = (published + timedelta(seconds=shift_s)).isoformat()
    return changed


def _place(path: Path, line: Line) -> Place:
    published = _time(_story(line.value))
    return Place(path, line.start, len(line.value), published.timestamp() if published else None)


def _story(value: bytes) -> Story:
    try:
        story = orjson.loads(value)
    except orjson.JSONDecodeError:
        return {}
    return story if isinstance(story, dict) else {}


def _time(story: Story) -> datetime | None:
    outlet = story.get("outlet")
    zone = outlet_zone(outlet if isinstance(outlet, str) else None)
    with suppress(ValueError):
        return datetime.fromisoformat(published_time(story.get("published"), zone))
    return None


def _gap_s(now_s: float | None, published_s: float | None) -> float:
    return APART_S if now_s is None or published_s is None else max(published_s - now_s, 0.0)


def _later(now_s: float | None, published_s: float | None) -> float | None:
    if now_s is None or published_s is None:
        return published_s if now_s is None else now_s + APART_S
    return max(now_s, published_s)


def _read(place: Place) -> bytes:
    with place.path.open("rb") as file:
        file.seek(place.start)
        return file.read(place.length)
