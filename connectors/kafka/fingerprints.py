"""The messages of `news.fingerprints`: one a transaction, and packs that repeat what many small ones logged."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import orjson

from schemas.fingerprint import FINGERPRINTS, Fingerprint, FingerprintLog, Pack

log = logging.getLogger(__name__)

FIELDS = tuple(field.name for field in fields(Fingerprint))


def pack(group: str, entries: Sequence[Fingerprint], of: Pack | None = None) -> bytes:
    """Give the message that logs the stories of one transaction, or that is a pack of those logged before."""
    return orjson.dumps(FingerprintLog(FINGERPRINTS, group, tuple(entries), of))


def unpack(message: bytes | None, group: str) -> FingerprintLog | None:
    """Read a message; None where it is another group's, or no such message.

    Fields that a later release added are passed over, so that a release can be taken back.
    """
    try:
        packed = orjson.loads(message or b"")
        if packed["group"] != group:
            return None
        entries = tuple([_entry(entry) for entry in packed["entries"]])
        return FingerprintLog(packed["schema"], group, entries, _pack(packed.get("pack"), len(entries)))
    except (ValueError, TypeError, KeyError) as error:
        log.warning("a message of the log of fingerprints can't be read (%r): passed over", error)
        return None


def _entry(logged: dict[str, Any]) -> Fingerprint:
    logged["keys"] = tuple(logged["keys"])
    try:
        return Fingerprint(**logged)
    except TypeError:  # a field more: the rare case pays
        return Fingerprint(**{name: logged[name] for name in FIELDS if name in logged})


def _pack(found: Mapping[str, Any] | None, entries: int) -> Pack | None:
    if found is None:
        return None
    told = Pack(int(found["begin"]), tuple(found["offsets"]), tuple(found["before"]))
    if len(told.offsets) != entries:
        raise ValueError(f"a pack of {entries} entries that names {len(told.offsets)} offsets")
    return told
