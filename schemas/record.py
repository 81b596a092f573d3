"""The message as a source gave it: bytes, headers and where they stood."""

from dataclasses import dataclass

MAX_RECORD_BYTES = 8 * 1024 * 1024  # the largest message that `khabar topics create` lets into news.raw
MAX_MESSAGE_BYTES = 16 * 1024 * 1024  # the largest that it lets out: key, value and headers


@dataclass(frozen=True, slots=True)
class Record:
    """One message of a source, unread.

    `origin` is "TOPIC/PARTITION@OFFSET" or "NAME:LINE". `base` is the offset after the record before it,
    so a gap between `base` and `offset` holds nothing. `received` is the broker's append time (a file: the
    time of reading), ISO 8601 in UTC. `read_s` is the Unix time at which a stream's record was read.
    """

    value: bytes
    origin: str
    received: str
    key: bytes | None = None
    headers: tuple[tuple[str, bytes], ...] = ()
    partition: int = 0
    offset: int = 0
    base: int = 0
    read_s: float | None = None
