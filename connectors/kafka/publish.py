"""Publishing to the raw topic, for replays and demos.

Guarantee: at least once; what the broker did not take is raised when the publisher closes, at the latest.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from connectors.kafka.clients import admin, close, plain_producer, told
from connectors.kafka.settings import Cluster
from pipeline.errors import KhabarError

type Publish = Callable[[bytes | None, bytes], None]


@contextmanager
def publisher(cluster: Cluster, topic: str) -> Iterator[Publish]:
    """Give a function that publishes (key, value); the end of the block waits until all are on the broker."""
    errors: list[BaseException] = []
    with told(cluster):
        _check_topic(cluster, topic)
        producer = plain_producer(cluster)

        def publish(key: bytes | None, value: bytes) -> None:
            producer.send(topic, value, key=key).add_errback(errors.append)

        try:
            yield publish
            producer.flush()
        finally:
            close(producer)
    if errors:
        raise KhabarError(f"{len(errors)} stories did not reach {topic}: first {errors[0]}")


def _check_topic(cluster: Cluster, topic: str) -> None:
    """Say at once what the producer would say after a minute."""
    with admin(cluster) as client:
        if topic not in client.list_topics():
            raise KhabarError(f"no topic {topic} on --brokers {cluster.brokers}: make it with `khabar topics create`")
