"""The road without Kafka: the same steps over anything that gives records. For a look, a test, a notebook."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import orjson

from pipeline.duplicates.index import DuplicateIndex, Match
from pipeline.outcome import Outcome, duplicate
from pipeline.settings import IndexSettings
from pipeline.stages import New, Prepared, enrich, prepare
from schemas.record import Record
from schemas.story import Link

type Given = Record | bytes | Mapping[str, object]


def enrich_records(
    records: Iterable[Given], *, keep_duplicates: bool = False, index: IndexSettings | None = None
) -> Iterator[Outcome]:
    """Give each record's outcome, in input order and as soon as it is known; holds one record at a time.

    A record is a `Record`, the bytes of a message, or a story as a mapping (the JSON of a story coming in). With
    `keep_duplicates` a duplicate is delivered too, enriched, with a link of kind "duplicate". `Outcome.line()` is
    the JSON line that `khabar enrich --outcomes all` prints.

    >>> ends = enrich_records([{"headline": "بارش باران در تهران", "body": "باران بارید."}])
    >>> [end.kind for end in ends]
    ['delivered']
    """
    settings = index or IndexSettings()
    known = DuplicateIndex(settings)
    for number, given in enumerate(records, start=1):
        prepared = prepare(_as_record(given, number)).result
        yield _end(known, prepared, keep_duplicates) if isinstance(prepared, Prepared) else prepared


def _end(known: DuplicateIndex, prepared: Prepared, keep_duplicates: bool) -> Outcome:
    verdict = known.judge(prepared.printed)
    if isinstance(verdict, Match):
        if not keep_duplicates:
            return duplicate(prepared.record, prepared.story, verdict)
        verdict = (Link("duplicate", verdict.owner.id, verdict.owner.version),)
    else:
        known.add(prepared.story, prepared.printed.text)
    end = enrich(New(prepared, verdict)).result
    if end.kind == "refused":
        known.retract(prepared.story)
    return end


def _as_record(given: Given, number: int) -> Record:
    if isinstance(given, Record):
        return given
    value = given if isinstance(given, bytes) else _as_json(given)
    return Record(value, f"records:{number}", datetime.now(UTC).isoformat(timespec="milliseconds"))


def _as_json(story: Mapping[str, object]) -> bytes:
    """Give a story's JSON, also of strings that no UTF-8 can hold, as any program may have written it: as escapes."""
    try:
        return orjson.dumps(story)
    except orjson.JSONEncodeError:
        return json.dumps(story).encode("ascii")
