"""A running road as a program: signals and metrics around whatever runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

from pipeline.metrics import METRICS
from pipeline.running import RUNNING
from pipeline.serving import serve
from pipeline.signals import draining


@contextmanager
def started(host: str, port: int) -> Iterator[str]:
    """Make this process ready to run a road: the account begins, signals drain, metrics are served.

    Gives the address that /metrics, /live and /ready are served at; port 0 takes a free one.
    """
    RUNNING.begin()
    METRICS.begin()
    METRICS.build.info(
        {name.replace("-", "_"): version(name) for name in ("khabar", "apache-beam", "kafka-python", "hazm")}
    )
    with draining(), serve(host, port, METRICS.ready) as address:
        yield address
