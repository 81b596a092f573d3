"""Build `stream.jsonl` and `expected.json` from a folder of wire stories: `python -m seeds.build WIRE_FOLDER`.

The same folder gives the same bytes: nothing here is left to chance or to the clock.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import orjson

from seeds.broken import BROKEN
from seeds.variants import (
    continued,
    copied,
    corrected,
    in_solar_words,
    marked_up,
    retyped,
    with_bidi_marks,
    with_credit,
    with_repeated_lede,
)
from seeds.wire import SOURCES, Story, chosen_stories

HERE = Path(__file__).parent
START = datetime.fromisoformat("2025-09-01T06:00:00+03:30")
GAPS_S = (1, 2, 3, 2, 5, 8, 1, 15, 4, 2, 30, 3, 1, 60, 6, 2, 20)  # bursts and silences, as on a wire
# What becomes of each story, thirty at a time.
ROLES = (
    "plain", "copied", "resent", "plain", "credited", "bidi", "corrected", "plain", "retyped", "nameless",
    "plain", "copied", "markup", "resent", "credited", "timeless", "plain", "corrected", "plain", "foreign claim",
    "continued", "credited", "anonymous", "plain", "resent", "copied", "superseded", "plain", "plain", "unknown",
)  # fmt: skip

type Fields = dict[str, object]


@dataclass(frozen=True, slots=True)
class Item:
    """A line to be written, its place in the stream, and what is to become of it.

    `time_of` is the place of the item whose time it carries: its own, or the original's for a message sent again. What
    was published so many seconds `before_s` that comes in late.
    """

    place: float
    content: Fields | bytes
    expected: Fields
    time_of: float
    before_s: float = 0.0


def build(stories: Iterable[Story], written: Iterable[Fields], retold: Iterable[Fields] = ()) -> tuple[bytes, bytes]:
    """Give the bytes of the stream and of the expected outcomes."""
    placed = list(enumerate(_shuffled(stories)))
    items = [item for place, story in placed for item in _items(place, story)]
    items += _spread(written)
    items += _retold({story.id: place for place, story in placed}, retold)
    lines, expected, times, now = [], [], {}, START
    for number, item in enumerate(sorted(items, key=lambda item: item.place), 1):
        now += timedelta(seconds=GAPS_S[number % len(GAPS_S)])
        times[item.place] = now
        lines.append(_line(item.content, times[item.time_of] - timedelta(seconds=item.before_s)))
        expected.append(orjson.dumps({"line": number, **item.expected}))
    return b"\n".join(lines) + b"\n", b"[\n" + b",\n".join(expected) + b"\n]\n"


def _shuffled(stories: Iterable[Story]) -> list[Story]:
    return sorted(stories, key=lambda story: blake2b(str(story.id).encode()).digest())


def _items(place: int, wire: Story) -> Iterator[Item]:
    """Give a story and what follows from it, some places later: the original always comes first."""
    role, story = ROLES[place % len(ROLES)], wire
    if place % 2 == 0 or role == "credited":
        story = with_credit(story, "خبرنگار" if place % 3 == 0 else "خبرگزاری")
    repeats = place % 9 > 0  # most wires say the lede twice
    if repeats:
        story = with_repeated_lede(story, place)
    story = _changed(story, role)
    yield _item(place, story, _delivered(story, folded=repeats))
    yield from _followers(place, story, role)


def _changed(story: Story, role: str) -> Story:
    match role:
        case "bidi":
            return with_bidi_marks(story)
        case "markup":
            return replace(story, paragraphs=(story.paragraphs[0], *marked_up(story).paragraphs[1:]))
        case "nameless":
            return replace(story, id=None)
        case "anonymous":
            return replace(story, id=None, url=None)
        case "timeless":
            return replace(story, timed=False)
        case "unknown":
            return replace(story, id=None, url=None, outlet=None, language=None, timed=False)
        case "foreign claim":
            return replace(story, language="ar")
    return story


def _followers(place: int, story: Story, role: str) -> Iterator[Item]:
    later = place + 1.5 + len(story.lede) % 9
    match role:
        case "copied" | "credited" | "retyped":
            copy = copied(story, credit=role == "credited")
            copy = retyped(copy) if role == "retyped" else copy
            yield _item(later, copy, _duplicate("copy", copy, story))
        case "resent" | "nameless" | "anonymous":
            yield _item(later, story, _duplicate("resend", story, story), place)
        case "corrected" | "superseded":
            new = corrected(story)
            link = {"kind": "revision", "id": story.id, "version": 1}
            yield _item(later, new, _delivered(new, links=[link]))
            if role == "superseded":
                yield _item(later + 2, story, _duplicate("resend", story, story), place)
        case "continued":
            new = continued(story)
            link = {"kind": "update", "id": story.id, "version": 1}
            yield _item(later, new, _delivered(new, links=[link]))


def _item(place: float, story: Story, expected: Fields, time_of: float | None = None) -> Item:
    return Item(place, _fields(story), expected, place if time_of is None else time_of)


def _spread(written: Iterable[Fields]) -> Iterator[Item]:
    """Place the written stories and the broken lines evenly among the others, from the fifth place on."""
    for number, story in enumerate(written):
        place = 5.25 + 16 * number
        told = {"outcome": "delivered", "id": story["id"], "language": story["language"]}
        if story["published"] not in (None, "solar"):
            told["problems"] = ["published"]
        yield Item(place, story, told, place)
    for number, (reason, line) in enumerate(BROKEN):
        place = 3.75 + 8 * number
        yield Item(place, line, {"outcome": "refused", "reason": reason}, place)


def _retold(places: dict[str | None, int], retold: Iterable[Fields]) -> Iterator[Item]:
    """Place what others made of a story: some ten minutes behind it, whenever it was published."""
    for other in retold:
        place, story, kind = places[other["of"]], other["story"], other["kind"]
        later, told = place + other["after"] + 0.6, {"id": story["id"]}
        if kind in ("copy", "near"):
            told = {"outcome": "duplicate", "kind": kind, **told, "of": other["of"]}
        else:
            told = {"outcome": "delivered", **told, "links": [{"kind": kind, "id": other["of"], "version": 1}]}
        if before_s := other.get("before_s", 0):
            yield Item(later, story, {**told, "earliest": True}, place, before_s)
        else:
            yield Item(later, story, told, later)


def _delivered(story: Story, **more: object) -> Fields:
    return {"outcome": "delivered", "id": story.id, **more}


def _duplicate(kind: str, story: Story, owner: Story) -> Fields:
    return {"outcome": "duplicate", "kind": kind, "id": story.id, "of": owner.id}


def _fields(story: Story) -> Fields:
    """Give the fields of a story's line; where it has a time, `published` waits for it."""
    body = "\n\n".join(story.paragraphs) if len(story.headline) % 3 == 0 else story.paragraphs
    fields = {name: getattr(story, name) for name in ("id", "version", "outlet", "url", "language")}
    known = {name: value for name, value in fields.items() if value is not None}
    time = {"published": None} if story.timed else {}
    text = {"headline": story.headline, "lede": story.lede, "body": body}
    return {**known, **time, **text, "category": story.category, "invented": True}


def _line(content: Fields | bytes, published: datetime) -> bytes:
    """Write a line; `published` says how the time is written, and stays where it is itself what the outlet wrote."""
    if isinstance(content, bytes):
        return content
    match content.get("published", "nothing"):
        case None:
            return orjson.dumps({**content, "published": published})
        case "solar":
            return orjson.dumps({**content, "published": in_solar_words(published)})
    return orjson.dumps(content)


def main(wire: str) -> None:
    """Write both files beside this one."""
    written, retold = (
        [orjson.loads(line) for line in (SOURCES / f"{name}.jsonl").read_bytes().splitlines()]
        for name in ("written", "retold")
    )
    stream, expected = build(chosen_stories(Path(wire)), written, retold)
    (HERE / "stream.jsonl").write_bytes(stream)
    (HERE / "expected.json").write_bytes(expected)


if __name__ == "__main__":
    main(*sys.argv[1:])
