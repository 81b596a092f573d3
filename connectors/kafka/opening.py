"""OPEN on Kafka: fence, read the committed offsets, sign them. In this order; another order delivered stories twice."""

import logging
import time
import uuid

from kafka.errors import KafkaError

from connectors.kafka.clients import bounded, close, transactional_producer
from connectors.kafka.offsets import Committed, read_committed_offsets, sign
from connectors.kafka.settings import GroupSettings
from pipeline.errors import KhabarError
from pipeline.running import RUNNING
from pipeline.world import Attempt

log = logging.getLogger(__name__)

OPEN_WITHIN_S = 120.0
LONGEST_WAIT_S = 5.0


def take_over(settings: GroupSettings) -> Attempt:
    """Make this instance the group's owner.

    The signature is a compare-and-set: its transaction fails when another instance fenced after us, and then all is
    tried again. Raises KhabarError when the cluster can't be used for two minutes.
    """
    began, instance = time.monotonic(), uuid.uuid4().hex[:12]  # one name, so that a late try signs for us too
    wait_s = 0.2
    while True:
        try:
            return bounded(lambda: _take_over_once(settings, instance), OPEN_WITHIN_S / 2)
        except KafkaError as error:
            tried_s = time.monotonic() - began
            if tried_s > OPEN_WITHIN_S or RUNNING.stop.is_set():
                raise KhabarError(_gave_up(settings, error, tried_s)) from error
            log.warning("opening group %s: %s; trying again", settings.group, error)
        RUNNING.stop.wait(wait_s)
        wait_s = min(wait_s * 2, LONGEST_WAIT_S)


def _take_over_once(settings: GroupSettings, instance: str) -> Attempt:
    producer = transactional_producer(settings.cluster, settings.transactional_id)
    try:
        producer.init_transactions()
        committed = read_committed_offsets(settings)
        attempt = _next_attempt(settings, committed, instance)
        producer.begin_transaction()
        sign(producer, settings, attempt, committed.positions)
        producer.commit_transaction()
    finally:
        close(producer)
    return attempt


def _next_attempt(settings: GroupSettings, committed: Committed, instance: str) -> Attempt:
    number = committed.signature.number + 1 if committed.signature else 1
    return Attempt(settings.group, number, instance, tuple(sorted(committed.positions.items())))


def _gave_up(settings: GroupSettings, error: KafkaError, tried_s: float) -> str:
    brokers = settings.cluster.brokers
    return f"could not open group {settings.group} on --brokers {brokers} (KHABAR_BROKERS) in {tried_s:.0f} s: {error}"
