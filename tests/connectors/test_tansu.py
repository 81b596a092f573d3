"""The embedded broker starts fast, says why when it can't, and never outlives its owner."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from connectors.tansu import BrokerError, EmbeddedBroker, answers_kafka, free_port

OWNER = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started the tests with it ignored
from connectors.tansu import EmbeddedBroker
with EmbeddedBroker() as broker:
    print(broker.pid, broker.port, flush=True)
    time.sleep(60)
"""


@contextmanager
def an_owner() -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """A process that owns a broker, in its own process group, with the broker's process id and port."""
    command = [sys.executable, "-c", OWNER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as owner:
        try:
            pid, port = map(int, owner.stdout.readline().split())
            yield owner, pid, port
        finally:
            owner.kill()


def silent(port: int, within_s: float = 5.0) -> bool:
    """Whether the port falls silent within the time."""
    deadline = time.monotonic() + within_s
    while answers_kafka(port):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_it_answers_within_two_seconds_and_stops() -> None:
    """Entering the context gives a broker that answers, leaving it frees the port."""
    start = time.monotonic()
    with EmbeddedBroker() as broker:
        assert time.monotonic() - start < 2
        assert broker.bootstrap == f"127.0.0.1:{broker.port}"
        assert answers_kafka(broker.port)
    assert silent(broker.port)


def test_a_record_comes_back() -> None:
    """What a client sends can be read again, headers and all, also when it is 16 MiB large."""
    value = bytes(16 << 20)
    with EmbeddedBroker() as broker:
        producer = KafkaProducer(bootstrap_servers=broker.bootstrap, max_request_size=17 << 20)
        producer.send("echo", value, headers=[("h", b"1")], partition=0).get(10)
        producer.close()
        consumer = KafkaConsumer(bootstrap_servers=broker.bootstrap, auto_offset_reset="earliest")
        consumer.assign([TopicPartition("echo", 0)])
        batches = consumer.poll(10_000)
        consumer.close()
    (record,) = batches[TopicPartition("echo", 0)]
    assert (record.value, record.headers) == (value, [("h", b"1")])


def test_two_brokers_know_nothing_of_each_other() -> None:
    """Each has its own port and its own topics."""
    with EmbeddedBroker() as one, EmbeddedBroker() as other:
        producer = KafkaProducer(bootstrap_servers=one.bootstrap)
        producer.send("mine", b"1").get(10)
        producer.close()
        consumer = KafkaConsumer(bootstrap_servers=other.bootstrap)
        assert consumer.topics() == set()
        consumer.close()


def test_a_taken_port_is_an_error_with_the_last_words() -> None:
    """A broker that ends at once is reported at once, with what it wrote."""
    broker = EmbeddedBroker()
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", broker.port))
        start = time.monotonic()
        with pytest.raises(BrokerError, match=r"ended with exit code(.|\n)*Address in use"), broker:
            pass
        assert time.monotonic() - start < 5


def test_a_silent_broker_meets_the_deadline() -> None:
    """When nothing answers in time, the error says how long it waited, and no process is left."""
    broker = EmbeddedBroker(start_timeout_s=-1)
    with pytest.raises(BrokerError, match=r"didn't answer within -1 s"), broker:
        pass
    assert not answers_kafka(broker.port)
    with pytest.raises(ProcessLookupError):
        os.kill(broker.pid, 0)


def test_ctrl_c_leaves_it_alone() -> None:
    """A signal to its owner's process group, as the terminal sends it, doesn't reach the broker."""
    with an_owner() as (owner, pid, _):
        assert os.getpgid(pid) != os.getpgid(owner.pid)


def test_it_stops_when_its_owner_is_interrupted() -> None:
    """The owner's KeyboardInterrupt leaves the context, which stops the broker."""
    with an_owner() as (owner, _, port):
        owner.send_signal(signal.SIGINT)
        owner.wait(5)
        assert silent(port)


@pytest.mark.xfail(sys.platform != "linux", reason="only Linux can tie a child to its parent's life", strict=True)
def test_it_dies_with_a_killed_owner() -> None:
    """SIGKILL gives the owner no chance to clean up, yet no broker is left behind."""
    with an_owner() as (owner, _, port):
        assert answers_kafka(port)
        owner.kill()
        owner.wait(5)
        assert silent(port)


def test_a_free_port_is_free_and_not_ephemeral() -> None:
    """It can be bound, and lies below what the system hands out for outgoing connections."""
    port = free_port()
    assert port < 32768
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", port))
