"""What `khabar copies` answers: the chain of a story, or the graph of outlets, as it was asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from pipeline.copies.chain import find_chains
from pipeline.copies.graph import Graph, add_up
from pipeline.copies.notes import Outcomes
from pipeline.copies.page import page
from pipeline.copies.picture import draw
from pipeline.copies.table import json_lines, table
from pipeline.copies.tree import tree
from pipeline.errors import KhabarError, SettingsError
from pipeline.rtl import Mode
from schemas.duplicate import Duplicate

TERMINAL = "-"
PICTURES = {".svg": draw, ".html": page}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a story's id, or where the graph goes; `since` is a moment, None for all there is."""

    story: str | None
    graph: str | None
    outlet: str | None
    since: datetime | None
    least: int
    most: int
    as_json: bool


def question(flags: Mapping[str, Any], now: datetime) -> Question:
    """Read the flags; SettingsError where they ask for nothing, for two things, or for one that does not exist."""
    story, graph = flags["story"], flags["graph"]
    if (story is None) == (graph is None):
        raise SettingsError(
            "expected the ID of a story, or --graph FILE.svg, FILE.html or - (KHABAR_GRAPH), one of them"
        )
    if graph not in (None, TERMINAL) and Path(graph).suffix.lower() not in PICTURES:
        raise SettingsError(f"--graph (KHABAR_GRAPH): expected FILE.svg, FILE.html or -, got {graph!r}")
    if flags["json"] and graph not in (None, TERMINAL):
        raise SettingsError("--json (KHABAR_JSON) has no effect on a picture: leave it out, or say --graph -")
    if flags["since"] is not None and story is not None:
        raise SettingsError("--since (KHABAR_SINCE) has no effect on the chain of a story: leave it out")
    since = None if flags["since"] is None else now - timedelta(seconds=flags["since"])
    return Question(story, graph, flags["outlet"], since, flags["least"], flags["most"], flags["json"])


def answer(asked: Question, outcomes: Outcomes, mode: Mode) -> Iterator[bytes]:
    """Give the lines of the answer, without their ends; a picture is written to its file. KhabarError where none is."""
    return _chains(asked, outcomes, mode) if asked.story is not None else _graph(asked, outcomes, mode)


def _chains(asked: Question, outcomes: Outcomes, mode: Mode) -> Iterator[bytes]:
    chains = find_chains(outcomes, asked.story or "", asked.outlet)
    if not chains:
        where = f" of outlet {asked.outlet!r}" if asked.outlet is not None else ""
        raise KhabarError(
            f"no note knows a story {asked.story!r}{where}: looked through {outcomes.notes:,} notes on duplicates; "
            "a story that nobody repeated has none"
        )
    for at, chain in enumerate(chains):
        if asked.as_json:
            yield from map(orjson.dumps, chain.notes)
            continue
        yield from [b""] if at else []
        yield from (line.encode() for line in tree(chain, mode))


def _graph(asked: Question, outcomes: Outcomes, mode: Mode) -> Iterator[bytes]:
    notes = (outcome for outcome in outcomes.read() if isinstance(outcome, Duplicate))
    graph = add_up(notes, since=asked.since, outlet=asked.outlet, least=asked.least)
    if not graph.edges:
        raise KhabarError(
            f"nothing to draw: of {outcomes.notes:,} notes on duplicates none makes an edge between two outlets "
            f"({graph.own:,} are of an outlet that repeats itself, {graph.weak:,} of pairs with fewer than --least)"
        )
    if asked.graph == TERMINAL:
        rows = (line.encode() for line in table(graph, asked.most, mode))
        yield from json_lines(graph) if asked.as_json else rows
    else:
        _write(Path(asked.graph or ""), graph, asked.most)


def _write(path: Path, graph: Graph, most: int) -> None:
    try:
        path.write_text(PICTURES[path.suffix.lower()](graph, most), encoding="utf-8")
    except OSError as error:
        raise KhabarError(f"--graph {path} (KHABAR_GRAPH) can't be written: {error.strerror or error}") from error
