"""The embedded broker for the tests that need one but not the guarantees of Apache Kafka."""

from collections.abc import Iterator

import pytest

from connectors.tansu import EmbeddedBroker


@pytest.fixture(scope="session")
def broker() -> Iterator[EmbeddedBroker]:
    """One embedded broker for all tests; each test uses topics and a group of its own."""
    with EmbeddedBroker() as broker:
        yield broker
