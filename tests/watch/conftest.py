"""A registry of its own for each test, and outcomes to feed it with."""

from collections.abc import Callable
from datetime import UTC, datetime

import orjson
import pytest
from prometheus_client import CollectorRegistry

from pipeline.duplicates.entry import entry_of
from pipeline.duplicates.index import Match
from pipeline.errors import RecordError
from pipeline.outcome import Found, Outcome, delivered, duplicate, refused
from pipeline.watch.metrics import Metrics
from schemas.fingerprint import Fingerprint
from schemas.record import Record
from schemas.refusal import Reason

FOUND = Found("fa", "neg", (("PER", 2), ("LOC", 1)), ("revision",))


@pytest.fixture
def registry() -> CollectorRegistry:
    """An empty registry."""
    return CollectorRegistry()


@pytest.fixture
def metrics(registry: CollectorRegistry) -> Metrics:
    """Metrics that nothing has told anything yet."""
    return Metrics(registry)


@pytest.fixture
def record() -> Callable[..., Record]:
    """Makes the record at an offset of a partition, appended and read now unless told otherwise."""

    def make(offset: int, partition: int = 0, **more: object) -> Record:
        now = datetime.now(UTC)
        given = {"received": now.isoformat(), "read_s": now.timestamp()} | more
        return Record(
            b"\xff", f"news.raw/{partition}@{offset}", partition=partition, offset=offset, base=offset, **given
        )

    return make


@pytest.fixture
def end(record: Callable[..., Record]) -> Callable[..., Outcome]:
    """Makes the outcome of a kind for the record at an offset."""

    def make(kind: str, offset: int, *, outlet: str = "ایرنا", published: str | None = None, **more: object) -> Outcome:
        given = record(offset, **more)
        story = Fingerprint(f"s{offset}", 1, outlet, published, given.received, given.origin, "aa" * 16)
        if kind == "refused":
            return refused(given, RecordError(Reason.NOT_UTF8, "byte 0xff at 0"))
        if kind == "duplicate":
            return duplicate(given, story, Match("copy", entry_of(story), 0, 0.0))
        return delivered(given, orjson.dumps({"id": story.id, "headline": "خبر"}), story, FOUND)

    return make
