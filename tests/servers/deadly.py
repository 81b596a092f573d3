"""A stage that takes its process along; here, where a process of a pool finds it by its name."""

import os

from pipeline.stages import prepare
from pipeline.timing import Timed
from schemas.record import Record

DEADLY = b"deadly"


def die_of_the_deadly(record: Record) -> Timed[object]:
    """End the process at the deadly record, and prepare any other."""
    if record.value == DEADLY:
        os._exit(9)
    return prepare(record)
