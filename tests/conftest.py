"""Fixtures for all tests.

Test modules can't import each other (pytest runs with --import-mode=importlib, and tests/ is no package), so what
they share is loaded here, from its file, and handed out as fixtures.
"""

import gc
import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from khabar import Road


@pytest.fixture(scope="session")
def hostile_inputs() -> Callable[[int], list[bytes]]:
    """The generator of hostile record values: `hostile_inputs(count)` gives the same ones every time."""
    spec = importlib.util.spec_from_file_location("hostile", Path(__file__).with_name("hostile.py"))
    hostile = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hostile)
    return hostile.hostile_inputs


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Spread only what the common path runs: a server that all its tests share is one, and figures want it alone."""
    given = [Path(argument).name for argument in config.args]
    return (
        0 if {"browser", "integration", "prometheus"} & {*given, *(Path(a).parent.name for a in config.args)} else None
    )


@pytest.fixture(autouse=True, scope="module")
def small_collections() -> None:
    """Keep what earlier tests loaded out of garbage collections, or each costs a later measurement a tenth second."""
    gc.freeze()


@pytest.fixture
def road(broker, tmp_path: Path) -> Iterator[Road]:
    """A group with topics of its own on the folder's `broker`; what still runs at the end is killed."""
    road = Road(broker.bootstrap, tmp_path)
    road.done("topics create")
    yield road
    road.close()
