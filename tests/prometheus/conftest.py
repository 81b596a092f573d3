"""Real Prometheus, from Debian: `uv run pytest tests/prometheus`; test_faults.py needs Apache Kafka, too."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # what these tests share: real_prometheus, promql, compressed

from connectors.tansu import EmbeddedBroker


@pytest.fixture(scope="session")
def broker() -> Iterator[EmbeddedBroker]:
    """One embedded broker for all tests but those that take the broker away."""
    with EmbeddedBroker() as broker:
        yield broker
