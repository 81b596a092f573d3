"""The pure stages as Beam transforms: a batch in, the batch of their results out, in order."""

from collections.abc import Callable, Iterator, Sequence

import apache_beam as beam
from apache_beam.typehints.decorators import no_annotations

from pipeline.outcome import Outcome
from pipeline.running import Reported
from pipeline.stages import New, Prepared
from pipeline.timing import Timed
from pipeline.transforms.drop_duplicates import take_back
from pipeline.watch.metrics import METRICS
from pipeline.workers import workers
from pipeline.world import Batch
from schemas.record import Record


class Prepare(beam.DoFn):
    """Accepts, cleans, folds and fingerprints a batch of records."""

    def __init__(self, processes: int) -> None:
        self._processes = processes

    @no_annotations  # Beam can't match a generic Batch; graph.py names the types
    def process(self, batch: Batch[Record]) -> Iterator[Batch[Prepared | Outcome]]:
        """Turn each record into a prepared story or a refusal."""
        with Reported():
            results = _timed(workers(self._processes).prepare, batch.items)
            yield Batch(batch.attempt, tuple(results), batch.gaps)


class Enrich(beam.DoFn):
    """Finds entities, values and tone of a batch of new stories, and encodes them."""

    def __init__(self, processes: int) -> None:
        self._processes = processes

    @no_annotations  # Beam can't match a generic Batch; graph.py names the types
    def process(self, batch: Batch[New | Outcome]) -> Iterator[Batch[Outcome]]:
        """Turn each new story into an outcome; what ended before passes by."""
        with Reported():
            new = [item for item in batch.items if isinstance(item, New)]
            done = iter(_timed(workers(self._processes).enrich, new))
            items = tuple(next(done) if isinstance(item, New) else item for item in batch.items)
            take_back(batch.attempt, items)
            yield Batch(batch.attempt, items, batch.gaps)


def _timed[In, Out](stage: Callable[[Sequence[In]], list[Timed[Out]]], items: Sequence[In]) -> list[Out]:
    timed = stage(items)
    METRICS.worked(timed)
    return [item.result for item in timed]
