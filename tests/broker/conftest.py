"""The embedded broker for the tests that need one but not the guarantees of Apache Kafka."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from khabar import Road

from connectors.tansu import EmbeddedBroker


@pytest.fixture(scope="session")
def tansu() -> Iterator[EmbeddedBroker]:
    """One embedded broker for all tests; each test uses topics and a group of its own."""
    with EmbeddedBroker() as broker:
        yield broker


@pytest.fixture
def road(tansu: EmbeddedBroker, tmp_path: Path) -> Iterator[Road]:
    """A group with topics of its own on the embedded broker; what still runs at the end is killed."""
    road = Road(tansu.bootstrap, tmp_path)
    road.done("topics create")
    yield road
    road.close()
