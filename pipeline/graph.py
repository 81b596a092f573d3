"""The whole road on one screen."""

from apache_beam import Create, Map, ParDo, Pipeline
from apache_beam.coders import registry

from pipeline.settings import RoadSettings
from pipeline.transforms.coder import BatchCoder
from pipeline.transforms.deliver import Deliver
from pipeline.transforms.drop_duplicates import DropDuplicates
from pipeline.transforms.open import Open
from pipeline.transforms.read import Read
from pipeline.transforms.work import Enrich, Prepare
from pipeline.world import Attempt, Batch, World


def build(root: Pipeline, world: World, settings: RoadSettings) -> None:
    """Lay the road: OPEN, READ, prepare, DROP DUPLICATES, enrich, DELIVER.

    No timers, no windows, no GroupByKey and no Reshuffle: the local runner would hold records back at each. The two
    stateful stages have one key each, so one owner.
    """
    registry.register_coder(Batch, BatchCoder)
    (
        root
        | "Begin" >> Create([None])
        | "OPEN" >> ParDo(Open(world)).with_output_types(Attempt)
        | "READ" >> ParDo(Read(world)).with_output_types(Batch)
        | "Prepare" >> ParDo(Prepare(settings.processes)).with_output_types(Batch)
        | "To the one index" >> _to_one_owner()
        | "DROP DUPLICATES" >> ParDo(DropDuplicates(world, settings.index)).with_output_types(Batch)
        | "Enrich" >> ParDo(Enrich(settings.processes)).with_output_types(Batch)
        | "To the one delivery" >> _to_one_owner()
        | "DELIVER" >> ParDo(Deliver(world, settings.max_refused_share)).with_output_types(None)
    )


def _to_one_owner() -> Map:
    return Map(lambda batch: ("", batch)).with_output_types(tuple[str, Batch])
