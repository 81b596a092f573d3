"""Notes on duplicates for the tests of what is made of them."""

from collections.abc import Callable

import orjson
import pytest

from pipeline.copies.notes import Outcomes
from schemas.duplicate import DUPLICATE, Changed, Duplicate

DAY = "2025-09-01T"


def make_note(outlet="تسنیم", of_outlet="مهر", delay_s=60.0, **more) -> Duplicate:
    """Make a note: `outlet` told the owner's story so many seconds later."""
    fields = {
        "schema": DUPLICATE, "origin": f"news.raw/0@{outlet} {delay_s} {sorted(more)} {more.get('version')}",
        "kind": "copy", "id": "c1", "version": 1, "outlet": outlet, "published": None,
        "received": DAY + "10:00:00+00:00", "of": "o1", "of_version": 1, "of_outlet": of_outlet, "similarity": 1.0,
        "delay_s": delay_s, "earliest": delay_s < 0, "changed": Changed((), (), 0, 0),
    }  # fmt: skip
    return Duplicate(**fields | more)


@pytest.fixture
def note() -> Callable[..., Duplicate]:
    """The maker of notes."""
    return make_note


@pytest.fixture
def outcomes() -> Callable[..., Outcomes]:
    """The maker of a source that holds notes, as records or as bytes."""

    def make(*values: Duplicate | bytes) -> Outcomes:
        lines = [value if isinstance(value, bytes) else orjson.dumps(value) for value in values]
        return Outcomes(lambda: iter(lines), lambda count: None)

    return make
