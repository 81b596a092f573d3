"""OPEN: take the group over before anything is read."""

from collections.abc import Iterator

import apache_beam as beam

from pipeline.running import Reported
from pipeline.world import Attempt, World


class Open(beam.DoFn):
    """Turns the pipeline's first impulse into this start's attempt: fenced, positioned and signed."""

    def __init__(self, world: World) -> None:
        self._world = world

    def process(self, _: object) -> Iterator[Attempt]:
        """Open once; every element that follows carries the attempt."""
        with Reported():
            yield self._world.open()
