"""Real Apache Kafka for the tests that `uv run pytest tests/integration` runs."""

import logging
from collections.abc import Iterator

import pytest
from apache_kafka import ApacheKafka


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApacheKafka]:
    """One Apache Kafka for all tests; a test that kills it starts it again."""
    logging.getLogger("kafka").setLevel(logging.CRITICAL)  # clients write hundreds of lines an outage
    broker = ApacheKafka(tmp_path_factory.mktemp("kafka"))
    broker.start()
    yield broker
    broker.stop()
