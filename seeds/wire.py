"""The chosen wire stories, without their marks and without the paragraphs that name real people."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

SOURCES = Path(__file__).parent / "sources"  # apart: a replay of the seeds folder takes all stories in it
_MARK = re.compile(r"\[[A-Z]{3}:([^\]]*)\]")
_HELD_OUT = 5  # stories whose number this divides are for measuring; nobody reads them
_DARI_OUTLETS = ("طلوع\u200cنیوز", "خامه پرس", "خبرگزاری آوا", "پیک آفتاب", "باختر")  # \u200c: ZWNJ


@dataclass(frozen=True, slots=True)
class Story:
    """A story of the stream before it is written out. Fields that are None are left out of its line."""

    id: str | None
    outlet: str | None
    category: str
    headline: str
    lede: str
    paragraphs: tuple[str, ...]
    language: str | None = "fa"
    url: str | None = None
    version: int | None = None
    timed: bool = True


def chosen_stories(wire: Path, chosen: Path = SOURCES / "chosen.txt") -> list[Story]:
    """Read the chosen stories from a folder of wire files, in the order of the list."""
    wanted = dict(_choices(chosen))
    found = {story["id"]: story for file in sorted(wire.glob("*.jsonl")) for story in _read(file, wanted)}
    return [_story(found[name], dropped) for name, dropped in wanted.items()]


def _choices(chosen: Path) -> Iterator[tuple[str, frozenset[int]]]:
    """Read lines of an id and, after a blank, the paragraphs to leave out, counted from 0."""
    for line in chosen.read_text(encoding="utf-8").splitlines():
        name, _, dropped = line.partition(" ")
        if int(name.partition("-")[2]) % _HELD_OUT == 0:
            raise ValueError(f"{name} in {chosen.name} is held out: choose another")
        yield name, frozenset(int(number) for number in dropped.split(",") if number)


def _read(file: Path, wanted: dict[str, frozenset[int]]) -> Iterator[dict]:
    with file.open("rb") as lines:
        yield from (story for story in map(orjson.loads, lines) if story["id"] in wanted)


def _story(marked: dict, dropped: frozenset[int]) -> Story:
    body = [text for number, text in enumerate(marked["body"]) if number not in dropped]
    return Story(
        id=marked["id"],
        outlet=marked["agency"],
        category=marked["category"],
        headline=_MARK.sub(r"\1", marked["headline"]),
        lede=_MARK.sub(r"\1", marked["lede"]),
        paragraphs=tuple(_MARK.sub(r"\1", text) for text in body),
        language="prs" if marked["agency"] in _DARI_OUTLETS else "fa",
        url=f"https://wire.example/{marked['id']}",
    )
