"""Real sentences to measure clean on: those that ship as seeds, and a folder of marked wire stories."""

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import orjson

from pipeline.errors import RecordError
from pipeline.steps.accept import Accept
from schemas.record import Record

HELD_OUT = 5  # wire stories whose number this divides are for measuring models; nobody reads them
_MARK = re.compile(r"\[[A-Z]{3}:([^\]]*)\]")
_NOW = "2025-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Named:
    """A text as it came, and the spans of the names in it."""

    text: str
    names: tuple[tuple[int, int], ...] = ()


def seed_texts() -> list[Named]:
    """Give each Persian paragraph, headline and lede of the stories that ship with the project, once."""
    accept = Accept()
    found: dict[str, None] = {}
    for line in (files("seeds") / "stream.jsonl").read_bytes().splitlines():
        try:
            draft = accept(Record(line, "seeds", _NOW))
        except RecordError:
            continue
        if draft.claimed_language in (None, "fa", "prs"):
            found |= dict.fromkeys(part.text for _, part in draft.parts())
    return [Named(text) for text in found]


def wire_texts(folder: Path) -> list[Named]:
    """Read headlines, ledes and paragraphs of the wire stories that are not held out, names known by their marks."""
    lines = (line for file in sorted(folder.glob("*.jsonl")) for line in file.read_bytes().splitlines())
    stories = (story for story in map(orjson.loads, lines) if int(story["id"].partition("-")[2]) % HELD_OUT)
    return [_named(text) for story in stories for text in (story["headline"], story["lede"], *story["body"])]


def _named(marked: str) -> Named:
    pieces: list[str] = []
    names: list[tuple[int, int]] = []
    place = length = 0
    for mark in _MARK.finditer(marked):
        pieces += (marked[place : mark.start()], mark[1])
        length += mark.start() - place
        names.append((length, length + len(mark[1])))
        length, place = length + len(mark[1]), mark.end()
    return Named("".join((*pieces, marked[place:])), tuple(names))
