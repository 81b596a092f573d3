"""Flags that make no sense beside each other."""

import pytest

from connectors.flag_checks import check_different, check_security
from connectors.from_flags import CLUSTER, cluster, for_embedded
from connectors.kafka.settings import Cluster
from pipeline.errors import SettingsError

LOGIN = {"security_protocol": "SASL_SSL", "sasl_mechanism": "PLAIN", "sasl_username": "u", "sasl_password": "p"}
TICKET = {"security_protocol": "SASL_PLAINTEXT", "sasl_mechanism": "GSSAPI"}


def flags(**given: object) -> dict[str, object]:
    """The cluster's flags as they are when nothing is said, but for those given."""
    plain = Cluster("b:1")
    return {flag: getattr(plain, field) for flag, field in CLUSTER.items()} | given


@pytest.mark.parametrize("given", [{}, LOGIN, TICKET, {"security_protocol": "SSL", "ssl_check_hostname": False}])
def test_what_fits_together_is_taken(given):
    """No login, a password, a ticket, TLS alone."""
    check_security(flags(**given))


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"sasl_password": "p"}, "--sasl-password .KHABAR_SASL_PASSWORD. has no effect"),
        ({"security_protocol": "SSL", "sasl_username": "u"}, "--sasl-username .*SASL_SSL"),
        ({"ssl_cafile": "ca.pem"}, "--ssl-cafile .KHABAR_SSL_CAFILE. has no effect"),
        ({"ssl_check_hostname": False}, "--ssl-check-hostname"),
        (LOGIN | {"security_protocol": "SASL_PLAINTEXT", "ssl_password": "p"}, "--ssl-password"),
        (LOGIN | {"sasl_mechanism": None}, "--sasl-mechanism .KHABAR_SASL_MECHANISM. is missing"),
        (LOGIN | {"sasl_username": None}, "--sasl-username .* is missing"),
        (LOGIN | {"sasl_password": ""}, "--sasl-password .* is missing"),
        (TICKET | {"sasl_username": "u"}, "--sasl-username .* GSSAPI"),
        ({"security_protocol": "SSL", "ssl_keyfile": "k.pem"}, "--ssl-keyfile .* without --ssl-certfile"),
        ({"security_protocol": "SSL", "ssl_cafile": __file__}, "--ssl-cafile .* can't be used"),
        ({"security_protocol": "SSL", "ssl_certfile": __file__}, "--ssl-certfile .* can't be used"),
    ],
)
def test_what_is_missing_or_ignored_is_named(given, named):
    """The message names the flag, its variable and what to do."""
    with pytest.raises(SettingsError, match=named):
        check_security(flags(**given))


def test_topics_differ():
    """Two flags for one topic are named both; names that differ in "." and "_" only are one to Kafka."""
    names = {"topic_raw": "a.b", "topic_dead": "c", "topic_enriched": "d"}
    check_different(names, names)
    with pytest.raises(SettingsError, match=r"--topic-raw .KHABAR_TOPIC_RAW. and --topic-dead .KHABAR_TOPIC_DEAD."):
        check_different(names | {"topic_dead": "a_b"}, names)


def test_an_embedded_broker_needs_no_login():
    """What the environment says about security is meant for another broker."""
    assert cluster(for_embedded(flags(**LOGIN, brokers="real:1"))) == Cluster("")
