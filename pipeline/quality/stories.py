"""The stories that ship with Khabar, as something to measure speed on."""

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

from pipeline.draft import Draft
from pipeline.errors import RecordError
from pipeline.steps.accept import Accept
from schemas.record import Record

NOT_PERSIAN = ("ar", "ps", "en")
RECEIVED = "2025-09-01T06:00:00+03:30"


def persian_drafts() -> Iterator[Draft]:
    """Give the Persian stories of the seeds, as the first step accepts them."""
    accept = Accept()
    lines = files("seeds").joinpath("stream.jsonl").read_bytes().splitlines()
    for number, line in enumerate(lines, 1):
        try:
            draft = accept(Record(line, f"stream.jsonl:{number}", RECEIVED))
        except RecordError:
            continue
        if draft.claimed_language not in NOT_PERSIAN:
            yield replace(draft, language="fa")
