"""TLS and passwords: the road on a listener that lets nobody else in."""

from importlib.resources import files
from pathlib import Path

import orjson
import pytest
from apache_kafka import PASSWORD, USER

ARTICLE = next(Path(str(files("seeds"))).glob("000_*.txt"))


@pytest.fixture
def secure(broker, monkeypatch) -> tuple[str, ...]:
    """The flags that reach the secure listener; the password is in the environment, where it belongs."""
    monkeypatch.setenv("KHABAR_SASL_PASSWORD", PASSWORD)
    login = ("--security-protocol", "SASL_SSL", "--sasl-mechanism", "PLAIN", "--sasl-username", USER)
    return ("--brokers", broker.secure, "--ssl-cafile", str(broker.authority), *login)


def test_the_road_runs_over_tls_with_a_password_that_nobody_sees(road, secure):
    """Doctor and road reach the listener, and not even a log of everything tells the password."""
    road.publish([ARTICLE.read_bytes()])
    told = road.done("--log-level debug doctor", *secure)
    told += road.done("--log-level debug run --until-end --metrics-port 0", *secure)
    (story,) = road.read("enriched")
    assert orjson.loads(story.value)["language"] == "fa"
    assert "SASL_SSL" in told
    assert PASSWORD not in told


def test_a_wrong_password_ends_soon_and_names_itself(road, secure, monkeypatch):
    """Nobody waits two minutes for a typing error, and the message shows no password either."""
    monkeypatch.setenv("KHABAR_SASL_PASSWORD", "guessed")
    process = road.run(*secure)
    assert process.wait(60) == 1
    assert "uthentication" in process.text()
    assert "guessed" not in process.text()


def test_a_broker_that_nobody_vouches_for_is_not_talked_to(road, secure, broker):
    """Without the certificate of its authority the broker may be anyone."""
    process = road.run(*(flag for flag in secure if flag not in ("--ssl-cafile", str(broker.authority))))
    assert process.wait(60) == 1
    assert "certificate verify failed" in process.text()
