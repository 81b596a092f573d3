"""A running road as a program: signals, metrics and the live page around whatever runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

from prometheus_client import REGISTRY

from pipeline.running import RUNNING
from pipeline.settings import WatchSettings
from pipeline.signals import draining
from pipeline.watch.metrics import METRICS
from pipeline.watch.serving import serve
from pipeline.watch.state import LiveState


@contextmanager
def started(settings: WatchSettings) -> Iterator[str]:
    """Make this process ready to run a road: the account begins, signals drain, page and metrics are served.

    Gives the URL that they are served at; port 0 takes a free one.
    """
    RUNNING.begin()
    METRICS.begin(settings.outlets)
    METRICS.instruments.build.info(
        {name.replace("-", "_"): version(name) for name in ("khabar", "apache-beam", "kafka-python", "hazm")}
    )
    state = LiveState(METRICS, settings.group, settings.topic)
    METRICS.instruments.run.info({"group": settings.group, "topic": settings.topic})
    with draining(), serve(METRICS, REGISTRY, settings, state) as address:
        yield address
