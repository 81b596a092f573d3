"""OPEN on Kafka: fence, read the committed offsets, sign them. In this order; another order delivered stories twice."""

import uuid

from connectors.kafka.clients import close, transactional_producer
from connectors.kafka.offsets import Committed, begin, sign, source
from connectors.kafka.outage import Patience, bounded
from connectors.kafka.settings import GroupSettings
from pipeline.world import Attempt

OPEN_WITHIN_S = 120.0


def take_over(settings: GroupSettings) -> Attempt:
    """Make this instance the group's owner.

    The signature is a compare-and-set: its transaction fails when another instance fenced after us, and then all is
    tried again. Raises KhabarError when the cluster can't be used for two minutes.
    """
    instance = uuid.uuid4().hex[:12]  # one name, so that a late try signs for us too
    doing = f"opening group {settings.group} on --brokers {settings.cluster.brokers} (KHABAR_BROKERS)"
    patience = Patience(doing, limit_s=OPEN_WITHIN_S)
    return patience.try_again(lambda: bounded(lambda: _take_over_once(settings, instance), OPEN_WITHIN_S / 2))


def _take_over_once(settings: GroupSettings, instance: str) -> Attempt:
    producer = transactional_producer(settings.cluster, settings.transactional_id)
    try:
        producer.init_transactions()
        committed = begin(settings)
        attempt = _next_attempt(settings, committed, instance)
        producer.begin_transaction()
        sign(producer, settings, attempt, committed.positions)
        producer.commit_transaction()
    finally:
        close(producer)
    return attempt


def _next_attempt(settings: GroupSettings, committed: Committed, instance: str) -> Attempt:
    signed = committed.signature
    positions = tuple(sorted(committed.positions.items()))
    number, pack = (signed.number + 1, signed.pack) if signed else (1, "")
    return Attempt(settings.group, number, instance, positions, source(settings), pack)
