"""Names of headers that are no UTF-8: kafka-python (3.0.12) refuses their whole batch, for ever.

A protocol's string should be UTF-8, but brokers take what they are given. Such a name travels as a `HeaderName`, with
a surrogate for each byte that is none, and is written again as the bytes that it was.
"""

from typing import Any

from kafka.record.default_records import DefaultRecordBatch

_strict = DefaultRecordBatch._read_msg


class HeaderName(str):
    """A header's name that encodes to the bytes it came as."""

    __slots__ = ()

    def encode(self, encoding: str = "utf-8", errors: str = "surrogateescape") -> bytes:
        """Give the name's bytes."""
        return super().encode(encoding, "surrogateescape")


class _Lenient(bytearray):
    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        return _Lenient(found) if isinstance(at, slice) else found

    def decode(self, encoding: str = "utf-8", errors: str = "surrogateescape") -> str:
        return HeaderName(super().decode(encoding, "surrogateescape"))


def _read_msg(batch: DefaultRecordBatch, *more: Any) -> Any:
    began = batch._pos
    try:
        return _strict(batch, *more)
    except UnicodeDecodeError:
        batch._pos, batch._buffer = began, _Lenient(batch._buffer)  # slower, and so for the rest of the batch only
        return _strict(batch, *more)


def read_any_header_name() -> None:
    """Let kafka-python read records whatever their headers are named."""
    DefaultRecordBatch._read_msg = _read_msg
