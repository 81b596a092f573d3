"""An entry of the index: a delivered story in as few bytes as it takes."""

import struct
from binascii import a2b_base64
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from schemas.fingerprint import NOTICES, Fingerprint

AHEAD = timedelta(days=1)  # clocks of outlets differ by hours; a story further ahead than this is dated wrongly
OLDEST = timedelta(days=3653)  # a story of ten years ago is dated 1970, or 1403 by a calendar taken for another
ARCHIVED = timedelta(days=366)  # a story of last year is an archive's, unless what it is like is of today
MISTAKEN = ARCHIVED / 2  # of two alike stories so far apart, one of today, the archived one is dated wrongly

TIME_PROBLEMS = ("missing", "ahead", "old")

_HEAD = struct.Struct("<qqqB8s8sIH")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_DAY_MS = 86_400_000
_ARCHIVED_MS = ARCHIVED // _MILLISECOND
_MISTAKEN_MS = MISTAKEN // _MILLISECOND


class Entry(NamedTuple):
    """What is known of a delivered story. Times in Unix milliseconds: `told` is the one it is compared by.

    `text` and `origin` are hashes: enough to tell whether another story has the same.
    """

    told: int
    received: int
    version: int
    notice: str | None
    text: bytes
    origin: bytes
    id: str
    outlet: str | None
    sketch: bytes


def entry_of(story: Fingerprint) -> Entry:
    """Give the entry of a story."""
    received = datetime.fromisoformat(story.received)
    return Entry(
        told=_milliseconds(story_time(story.published, received)),
        received=_milliseconds(received),
        version=story.version,
        notice=story.notice,
        text=bytes.fromhex(story.text)[:8],
        origin=blake2b(story.origin.encode("utf-8", "surrogatepass"), digest_size=8).digest(),
        id=story.id,
        outlet=story.outlet,
        sketch=a2b_base64(story.sketch),
    )


def time_problem(published: str | None, received: datetime) -> str | None:
    """Say why a story is not compared by `published` (one of TIME_PROBLEMS); None where it is."""
    if published is None:
        return "missing"
    told = datetime.fromisoformat(published)
    return "ahead" if told > received + AHEAD else "old" if told < received - OLDEST else None


def story_time(published: str | None, received: datetime) -> datetime:
    """Give the time that a story is compared by: `published`, or `received` where that is missing or absurd."""
    if published is None or time_problem(published, received):
        return received
    return datetime.fromisoformat(published)


def later_ms(one: Entry, other: Entry) -> int:
    """Give how much later than the other a story was told; was received, where one is not dated, or by mistake."""
    told, received = one.told - other.told, one.received - other.received
    if _is_undated(one) or _is_undated(other):
        return received
    is_mistaken = _is_archived(one) != _is_archived(other) and abs(told) > _MISTAKEN_MS
    return received if is_mistaken else told


def _is_undated(entry: Entry) -> bool:
    return entry.told == entry.received


def _is_archived(entry: Entry) -> bool:
    return entry.received - entry.told > _ARCHIVED_MS


def packed(entry: Entry) -> bytes:
    """Write an entry as bytes: a third of what Python's own objects take."""
    id_, outlet = _encoded(entry.id), _encoded(entry.outlet)
    notice = NOTICES.index(entry.notice) + 1 if entry.notice else 0
    times = (entry.told, entry.received, entry.version)
    head = _HEAD.pack(*times, notice, entry.text, entry.origin, len(id_), len(outlet))
    return b"".join((head, id_, outlet, entry.sketch))


def unpacked(entry: bytes) -> Entry:
    """Read an entry."""
    told, received, version, notice, text, origin, id_bytes, outlet_bytes = _HEAD.unpack_from(entry)
    outlet_at = _HEAD.size + id_bytes
    sketch_at = outlet_at + outlet_bytes
    id_, outlet = _decoded(entry[_HEAD.size : outlet_at]), _decoded(entry[outlet_at:sketch_at])
    named = NOTICES[notice - 1] if notice else None
    return Entry(told, received, version, named, text, origin, id_ or "", outlet, entry[sketch_at:])


def received_of(entry: bytes) -> int:
    """Give when an entry was received, in Unix milliseconds."""
    received: int = _HEAD.unpack_from(entry)[1]
    return received


def _encoded(name: str | None) -> bytes:
    """Write a name; no byte is that of an empty one."""
    return b"" if name is None else b"=" + name.encode("utf-8", "surrogatepass")


def _decoded(name: bytes) -> str | None:
    return name[1:].decode("utf-8", "surrogatepass") if name else None


def _milliseconds(time: datetime) -> int:
    since = time - _EPOCH
    return since.days * _DAY_MS + since.seconds * 1000 + since.microseconds // 1000
