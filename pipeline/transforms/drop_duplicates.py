"""DROP DUPLICATES: one owner, one index, rebuilt from its log when an attempt begins."""

from collections.abc import Iterable, Iterator
from time import perf_counter

import apache_beam as beam
from apache_beam.coders import VarIntCoder
from apache_beam.transforms.userstate import ReadModifyWriteStateSpec
from apache_beam.typehints.decorators import no_annotations

from pipeline.duplicates.index import DuplicateIndex, Match
from pipeline.outcome import Outcome, duplicate
from pipeline.running import Reported
from pipeline.settings import IndexSettings
from pipeline.stages import New, Prepared
from pipeline.transforms.newest import Newest
from pipeline.watch.metrics import METRICS
from pipeline.world import Attempt, Batch, World

INDEXES: Newest[DuplicateIndex] = Newest()


class DropDuplicates(beam.DoFn):
    """Judges stories in their order. Stateful with one key, so that the engine gives it one owner.

    The index is no engine state: it is rebuilt from `news.fingerprints` for each attempt.
    """

    OWNER = ReadModifyWriteStateSpec("owner", VarIntCoder())  # pins the key to one worker; holds nothing

    def __init__(self, world: World, settings: IndexSettings) -> None:
        self._world, self._settings = world, settings

    @no_annotations  # Beam can't match a generic Batch; graph.py names the types
    def process(
        self,
        keyed: tuple[str, Batch[Prepared | Outcome]],
        owner: object = beam.DoFn.StateParam(OWNER),
    ) -> Iterator[Batch[New | Outcome]]:
        """Turn each prepared story into a new one or a duplicate; refusals pass by."""
        batch = keyed[1]
        with Reported():
            index = INDEXES.get(batch.attempt, self._restore)
            taken_s: list[float] = []
            items = tuple(_timed(index, item, taken_s) if isinstance(item, Prepared) else item for item in batch.items)
            METRICS.judged(items, taken_s, index)
            yield Batch(batch.attempt, items, batch.gaps)

    def _restore(self, attempt: Attempt) -> DuplicateIndex:
        index = DuplicateIndex(self._settings)
        index.restore(self._world.fingerprints(attempt, self._settings.horizon_s))
        return index


def _timed(index: DuplicateIndex, prepared: Prepared, taken_s: list[float]) -> New | Outcome:
    began = perf_counter()
    verdict = judge(index, prepared)
    taken_s.append(perf_counter() - began)
    return verdict


def judge(index: DuplicateIndex, prepared: Prepared) -> New | Outcome:
    """Judge one story, and own it if it is new."""
    verdict = index.judge(prepared.printed)
    if isinstance(verdict, Match):
        return duplicate(prepared.record, prepared.story, verdict)
    index.add(prepared.story, prepared.printed.text)
    return New(prepared, verdict)


def take_back(attempt: Attempt, outcomes: Iterable[Outcome]) -> None:
    """Forget stories that were refused after they were judged, where their index is in this process.

    A copy in the same batch keeps its note, which names a story that is a dead letter; a later one is judged afresh.
    """
    index = INDEXES.held(attempt)
    refused = [end.entry for end in outcomes if end.kind == "refused" and end.entry is not None]
    if index is not None:
        for story in refused:
            index.retract(story)
