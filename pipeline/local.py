"""The local engine: Beam's FnApiRunner in this process, by name."""

from contextlib import ExitStack
from functools import partial

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from pipeline import graph
from pipeline.beam_leak import mend_leak
from pipeline.running import RUNNING, AsItself
from pipeline.settings import RoadSettings
from pipeline.transforms.deliver import DELIVERIES
from pipeline.transforms.drop_duplicates import INDEXES
from pipeline.transforms.read import READERS
from pipeline.workers import workers
from pipeline.world import World

LIVE = (INDEXES, DELIVERIES, READERS)  # what a run leaves open in this process
BEAM_FLAGS = ("--direct_running_mode=in_memory", "--direct_num_workers=1")


def run(world: World, group: str, settings: RoadSettings) -> None:
    """Run the road until it is told to stop or its source ends; returns when everything read is delivered.

    Raises the error that a stage raised, as itself.
    """
    mend_leak()
    workers(settings.processes).start()
    root = beam.Pipeline(runner=FnApiRunner(), options=PipelineOptions(list(BEAM_FLAGS)))
    graph.build(root, world, settings)
    with AsItself(), ExitStack() as ending:
        for held in (workers(settings.processes).close, *(partial(live.close, group) for live in LIVE)):
            ending.callback(held)
        ending.callback(RUNNING.stop.set)  # whatever still tries to deliver has a deadline then
        root.run().wait_until_finish()
        DELIVERIES.close(group)  # the last batch may be under way: its error is this run's error
