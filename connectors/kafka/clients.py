"""Clients of kafka-python with the settings that were measured; every other file takes its clients from here."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from kafka import KafkaConsumer, KafkaProducer
from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError

from connectors.kafka.header_names import read_any_header_name
from connectors.kafka.login import explained
from connectors.kafka.settings import Cluster
from pipeline.errors import KhabarError
from schemas.record import MAX_MESSAGE_BYTES

log = logging.getLogger(__name__)

read_any_header_name()

for noisy in ("kafka", "kafka.net", "kafka.cluster"):
    logging.getLogger(noisy).setLevel(logging.CRITICAL)  # hundreds of lines an outage; our own warnings tell it once

NETWORK = {
    "request_timeout_ms": 15_000,
    "reconnect_backoff_max_ms": 1_000,  # the default of 30 s outlives an outage
    "bootstrap_timeout_ms": 10_000,
}
PRODUCING = NETWORK | {
    "batch_size": 262_144,  # 16 kB, the default, makes 1,000 records/s instead of 5,000
    "retry_backoff_ms": 10,  # the default, 100 ms, is the least time between two transactions
    "max_request_size": MAX_MESSAGE_BYTES + 65_536,
    "delivery_timeout_ms": 50_000,  # below the transaction's, so that a late record fails before its transaction
    "max_block_ms": 60_000,
}


def transactional_producer(cluster: Cluster, transactional_id: str) -> KafkaProducer:
    """Give a producer whose sends belong to transactions; `init_transactions` is the caller's."""
    more = {"transactional_id": transactional_id, "transaction_timeout_ms": 60_000}
    with explained():
        return KafkaProducer(**cluster.client(), **PRODUCING, **more)


def plain_producer(cluster: Cluster) -> KafkaProducer:
    """Give an idempotent producer without transactions."""
    with explained():
        return KafkaProducer(**cluster.client(), **PRODUCING)


def consumer(cluster: Cluster, **more: object) -> KafkaConsumer:
    """Give a `read_committed` consumer that commits nothing by itself."""
    settings = {"enable_auto_commit": False, "isolation_level": "read_committed", "auto_offset_reset": "none"}
    with explained():
        return KafkaConsumer(**cluster.client(), **NETWORK, **(settings | more))


@contextmanager
def admin(cluster: Cluster) -> Iterator[KafkaAdminClient]:
    """Give an admin client for a while."""
    with explained():
        client = KafkaAdminClient(**cluster.client(), **NETWORK)
    try:
        yield client
    finally:
        client.close()


@contextmanager
def told(cluster: Cluster) -> Iterator[None]:
    """Turn what kafka-python raises for a whole command into a KhabarError that names the flag."""
    try:
        yield
    except (KafkaError, ValueError) as error:
        raise KhabarError(f"--brokers {cluster.brokers} (KHABAR_BROKERS): {error}") from error


@contextmanager
def for_a_while(client: KafkaConsumer) -> Iterator[KafkaConsumer]:
    """Close a consumer at the end of a block."""
    try:
        yield client
    finally:
        close_consumer(client)


def close(producer: KafkaProducer | None) -> None:
    """Close a producer that may be broken: its open transaction is the broker's to abort."""
    if producer is None:
        return
    try:
        producer.close(timeout=1)
    except KafkaError as error:
        log.debug("closing a producer: %s", error)


def close_consumer(client: KafkaConsumer) -> None:
    """Close a consumer that may be broken; it commits nothing."""
    try:
        client.close(autocommit=False)
    except KafkaError as error:
        log.debug("closing a consumer: %s", error)
