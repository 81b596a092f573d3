"""What every sink beside Kafka must do."""

import os
from collections.abc import Sequence
from itertools import combinations
from typing import Protocol
from urllib.parse import parse_qsl

from connectors.json_lines import JsonLines
from pipeline.errors import SettingsError
from pipeline.outcome import KINDS, Outcome
from pipeline.world import Attempt


class OpenSink(Protocol):
    """A sink that is written before the Kafka transaction, so each write may come again after a crash.

    `kind` is what --sink and the metrics call it.
    """

    kind: str

    def write(self, outcomes: Sequence[Outcome]) -> None:
        """Write outcomes, durable when this returns; those written before are skipped."""

    def close(self) -> None:
        """Let go of what it holds."""


class Sink(Protocol):
    """A sink's settings; picklable."""

    def open(self, attempt: Attempt) -> OpenSink:
        """Open for an attempt; what lies beyond its positions is cut off."""


def parse_sinks(given: Sequence[str]) -> tuple[JsonLines, ...]:
    """Read `--sink` values: kafka (the topics, which are always written) and jsonl:FOLDER[?outcomes=all].

    Raises SettingsError for anything else, and where two sinks would write into one folder.
    """
    sinks = tuple(_parse(value) for value in given if value != "kafka")
    for one, other in combinations(sinks, 2):
        if os.path.realpath(one.folder) == os.path.realpath(other.folder):
            raise SettingsError(
                f"--sink (KHABAR_SINK): {one.folder!r} and {other.folder!r} are one folder: name it once"
            )
    return sinks


def _parse(value: str) -> JsonLines:
    kind, _, rest = value.partition(":")
    folder, _, query = rest.partition("?")
    options = dict(parse_qsl(query, keep_blank_values=True))
    outcomes = options.pop("outcomes", "delivered")
    if kind != "jsonl" or not folder or options or outcomes not in ("delivered", "all"):
        raise SettingsError(
            f"--sink (KHABAR_SINK): expected kafka, jsonl:FOLDER or jsonl:FOLDER?outcomes=all, got {value!r}"
        )
    return JsonLines(folder, KINDS if outcomes == "all" else ("delivered",))
