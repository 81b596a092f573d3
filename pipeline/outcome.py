"""The three ways a record ends, and how each is written."""

from base64 import b64encode
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Literal

import orjson

from pipeline.duplicates.index import Match
from pipeline.errors import RecordError
from schemas.duplicate import DUPLICATE, Duplicate
from schemas.fingerprint import Fingerprint
from schemas.record import MAX_MESSAGE_BYTES, Record
from schemas.refusal import REFUSAL, Reason, Refusal

type Kind = Literal["delivered", "duplicate", "refused"]
KINDS: tuple[Kind, ...] = ("delivered", "duplicate", "refused")

MAX_LETTER_BYTES = MAX_MESSAGE_BYTES - 65_536  # room for our own headers and for framing
HEADER_PREFIX = "__khabar.errors."  # Kafka Connect's scheme for dead letters, under our own name


@dataclass(frozen=True, slots=True)
class Found:
    """What enrichment found in a delivered story, in short: what watchers count, so that nobody parses its JSON.

    `tone` is a label, "abstained" where the label is only a guess, None where no tone was judged; `entities` is by
    class; `links` are their kinds.
    """

    language: str
    tone: str | None
    entities: tuple[tuple[str, int], ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A record at its end: what is written to the topic of its kind, and the place that it frees.

    `reason` is the refusal's reason or the kind of duplicate, empty for a delivered story. `entry` is what a delivered
    story adds to the index of duplicates; for a story refused after it was judged it is what must be taken back.
    `outlet` and `published` are None where the record was refused, `found` where it was not delivered.
    """

    kind: Kind
    origin: str
    received: str
    partition: int
    offset: int
    base: int
    key: bytes | None
    value: bytes
    headers: tuple[tuple[str, bytes], ...] = ()
    reason: str = ""
    detail: str = ""
    entry: Fingerprint | None = None
    story_id: str | None = None
    read_s: float | None = None
    outlet: str | None = None
    published: str | None = None
    found: Found | None = None

    def line(self) -> bytes:
        """Write the outcome as one JSON line, `outcome` first, without the line's end."""
        if self.kind == "refused":
            return b'{"outcome":"refused",' + orjson.dumps(self._refusal())[1:]
        return b'{"outcome":"' + self.kind.encode() + b'",' + self.value[1:]

    def _refusal(self) -> Refusal:
        content = b64encode(self.value).decode()
        return Refusal(REFUSAL, self.origin, Reason(self.reason), self.detail, self.story_id, content)


def delivered(record: Record, value: bytes, entry: Fingerprint, found: Found | None = None) -> Outcome:
    """End a record as a story on `news.enriched`, keyed by the story's id."""
    return _outcome(
        "delivered", record, key=entry.id.encode("utf-8", "replace"), value=value, entry=entry, story_id=entry.id,
        outlet=entry.outlet, published=entry.published, found=found,
    )  # fmt: skip


def duplicate(record: Record, story: Fingerprint, match: Match) -> Outcome:
    """End a record as a note on `news.duplicates`, keyed by the owner's id."""
    owner = match.owner
    note = Duplicate(
        schema=DUPLICATE,
        origin=record.origin,
        kind=match.kind,
        id=story.id,
        version=story.version,
        outlet=story.outlet,
        published=story.published,
        received=record.received,
        of=owner.id,
        of_version=owner.version,
        of_outlet=owner.outlet,
        similarity=match.similarity,
        delay_s=match.delay_s,
        earliest=match.delay_s < 0,
        changed=match.changed,
    )
    key = owner.id.encode("utf-8", "replace")
    return _outcome(
        "duplicate", record, key=key, value=orjson.dumps(note), reason=match.kind, story_id=story.id,
        outlet=story.outlet, published=story.published,
    )  # fmt: skip


def refused(record: Record, error: RecordError, taken_back: Fingerprint | None = None) -> Outcome:
    """End a record as a dead letter: original key, bytes and headers, and ours that say why and whence.

    A record that no message on the way out could hold is cut; the whole of it is at its origin, and our headers say
    how long it is and what its SHA-256 is.
    """
    letter, cut = _fitted(record)
    facts = {
        "schema": REFUSAL,
        "reason": str(error.reason),
        "detail": error.detail,
        "origin": record.origin,
        "topic": record.origin.rsplit("/", 1)[0],
        "partition": str(record.partition),
        "offset": str(record.offset),
        "time": record.received,
        "retriable": str(error.retriable).lower(),
        **cut,
    }
    ours = tuple((HEADER_PREFIX + name, value.encode("utf-8", "replace")) for name, value in facts.items())
    return _outcome(
        "refused", record, key=letter.key, value=letter.value, headers=letter.headers + ours,
        reason=str(error.reason), detail=error.detail, entry=taken_back, story_id=error.story_id,
    )  # fmt: skip


def _outcome(kind: Kind, record: Record, *, key: bytes | None, value: bytes, **more: Any) -> Outcome:
    place = (record.origin, record.received, record.partition, record.offset, record.base)
    return Outcome(kind, *place, key, value, read_s=record.read_s, **more)


def _fitted(record: Record) -> tuple[Record, dict[str, str]]:
    """Give a record without headers of ours, cut where it is too large for a message, and facts on what was cut."""
    headers = tuple(header for header in record.headers if not header[0].startswith(HEADER_PREFIX))
    beside = len(record.key or b"") + sum(len(name) + len(value) for name, value in headers)
    if beside + len(record.value) <= MAX_LETTER_BYTES:
        return replace(record, headers=headers), {}
    cut = {"value_bytes": str(len(record.value)), "value_sha256": sha256(record.value).hexdigest()}
    if beside > MAX_LETTER_BYTES // 2:
        cut["dropped_key_and_headers_bytes"] = str(beside)
        return replace(record, key=None, headers=(), value=record.value[:MAX_LETTER_BYTES]), cut
    return replace(record, headers=headers, value=record.value[: MAX_LETTER_BYTES - beside]), cut
