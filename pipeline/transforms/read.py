"""READ: an unbounded source over all partitions, one batch a bundle."""

import time
from collections.abc import Iterator

import apache_beam as beam
from apache_beam.io.restriction_trackers import OffsetRange, OffsetRestrictionTracker
from apache_beam.io.watermark_estimators import ManualWatermarkEstimator
from apache_beam.transforms.core import RestrictionProvider
from apache_beam.typehints.decorators import no_annotations
from apache_beam.utils.timestamp import Timestamp

from pipeline.running import RUNNING, Reported
from pipeline.transforms.newest import Newest
from pipeline.watch.metrics import METRICS
from pipeline.world import Attempt, Batch, Reader, World
from schemas.record import Record

FOREVER = 2**62
WAIT_S = 0.2  # how long a signal waits at most before READ sees it
HEARTBEAT_S = 10.0  # an idle road signs its offsets this often, so that they never expire and a take-over is noticed

READERS: Newest[Reader] = Newest()


class _Tracker(OffsetRestrictionTracker):
    """Counts bundles. Only self-checkpoints split it: a reader has one place, not fractions."""

    def try_split(self, fraction_of_remainder: float) -> tuple[OffsetRange, OffsetRange] | None:
        return super().try_split(0) if fraction_of_remainder == 0 else None


class _Bundles(RestrictionProvider):
    """The restriction counts bundles; where each partition stands is Kafka's to know, and the reader's."""

    def initial_restriction(self, element: Attempt) -> OffsetRange:
        return OffsetRange(0, FOREVER)

    def create_tracker(self, restriction: OffsetRange) -> _Tracker:
        return _Tracker(restriction)

    def restriction_size(self, element: Attempt, restriction: OffsetRange) -> int:
        return 1

    def truncate(self, element: Attempt, restriction: OffsetRange) -> None:
        return None


class Read(beam.DoFn):
    """Yields batches of records for ever, or to the end where the reader has one, or until told to stop.

    The runner ignores resume delays, so the wait for records is here. An idle source yields an empty batch now
    and then, which makes DELIVER sign the offsets again.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    @beam.DoFn.unbounded_per_element()
    @no_annotations  # Beam can't match a generic Batch; graph.py names the types
    def process(
        self,
        attempt: Attempt,
        tracker: _Tracker = beam.DoFn.RestrictionParam(_Bundles()),
        watermark: ManualWatermarkEstimator = beam.DoFn.WatermarkEstimatorParam(
            ManualWatermarkEstimator.default_provider()
        ),
    ) -> Iterator[Batch[Record]]:
        """Read one batch, hand it on, and come again."""
        if not tracker.try_claim(tracker.current_restriction().start):
            return
        with Reported():
            reader = READERS.get(attempt, self._world.reader)
            records = _wait(reader)
            METRICS.read(records)
            _advance(watermark, reader.watermark())
            yield Batch(attempt, tuple(records), reader.gaps())
            if reader.at_end() or (RUNNING.stop.is_set() and not records):
                tracker.try_claim(FOREVER - 1)
            else:
                tracker.defer_remainder()


def _wait(reader: Reader) -> list[Record]:
    deadline = time.monotonic() + HEARTBEAT_S
    while not RUNNING.stop.is_set() and not reader.at_end() and time.monotonic() < deadline:
        records = reader.read(WAIT_S)
        METRICS.behind(reader.lag())
        if records:
            return records
    return []


def _advance(watermark: ManualWatermarkEstimator, reached: str | None) -> None:
    if reached is None:
        return
    METRICS.reached(reached)
    moment, now = Timestamp.from_rfc3339(reached), watermark.current_watermark()
    if now is None or moment > now:
        watermark.set_watermark(moment)
