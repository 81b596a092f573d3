"""Servers for the tests on real Apache Kafka, which `uv run pytest tests/integration` runs."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from apache_kafka import ApacheKafka
from khabar import Road


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApacheKafka]:
    """One Apache Kafka for all tests; a test that kills it starts it again."""
    logging.getLogger("kafka").setLevel(logging.CRITICAL)  # clients write hundreds of lines an outage
    broker = ApacheKafka(tmp_path_factory.mktemp("kafka"))
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def road(kafka: ApacheKafka, tmp_path: Path) -> Iterator[Road]:
    """A group with topics of its own on Apache Kafka; what still runs at the end is killed."""
    road = Road(kafka.bootstrap, tmp_path)
    road.done("topics create")
    yield road
    road.close()
