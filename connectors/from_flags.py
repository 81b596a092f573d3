"""Connectors as the command line's flags ask for them."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib.resources import as_file, files
from threading import Event
from typing import Any

from connectors.flag_checks import check_different, check_security
from connectors.kafka.notes import Notes
from connectors.kafka.publish import publisher
from connectors.kafka.settings import Cluster, GroupSettings, Topics
from connectors.kafka.world import KafkaWorld
from connectors.outcome_lines import outcome_lines
from connectors.replay import ReplaySettings, replay
from connectors.sinks import parse_sinks
from pipeline.copies.notes import Source

CLUSTER = {
    "brokers": "brokers",
    "security_protocol": "security_protocol",
    "ssl_cafile": "ssl_cafile",
    "ssl_certfile": "ssl_certfile",
    "ssl_keyfile": "ssl_keyfile",
    "ssl_password": "ssl_password",
    "ssl_check_hostname": "ssl_check_hostname",
    "sasl_mechanism": "sasl_mechanism",
    "sasl_username": "sasl_plain_username",
    "sasl_password": "sasl_plain_password",
}

type Flags = dict[str, Any]


def cluster(flags: Flags) -> Cluster:
    """Give the cluster that --brokers and the security flags name; SettingsError where these contradict each other."""
    check_security(flags)
    return Cluster(**{field: flags[flag] for flag, field in CLUSTER.items()})


def for_embedded(flags: Flags) -> Flags:
    """Give flags for an embedded broker, its address left open: whatever says how to log in is meant for another."""
    plain = Cluster(brokers="")
    return flags | {flag: getattr(plain, field) for flag, field in CLUSTER.items()}


def topics(flags: Flags) -> Topics:
    """Give the topics that the --topic flags name; SettingsError where two flags name one."""
    names = {name: f"topic_{name}" for name in Topics.__slots__}
    check_different(flags, names.values())
    return Topics(**{name: flags[flag] for name, flag in names.items()})


def world(flags: Flags) -> KafkaWorld:
    """Give the world of `run` and `demo`; SettingsError where a --sink makes no sense."""
    settings = GroupSettings(
        cluster=cluster(flags),
        group=flags["group"],
        topics=topics(flags),
        start=flags["start"],
        on_lost_offsets=flags["on_lost_offsets"],
        until_end=flags.get("until_end", False),
        bundle_records=flags["bundle_records"],
    )
    return KafkaWorld(settings, parse_sinks(flags["sink"]))


def notes(flags: Flags) -> AbstractContextManager[Source]:
    """Give, for a while, what `copies` reads: the files of --from, or else the topic of notes."""
    if flags["from"]:
        return outcome_lines(flags["from"])
    return nullcontext(Notes(cluster(flags), flags["topic_duplicates"]))


def stream(flags: Flags) -> Callable[[Event], None]:
    """Give what publishes the stories that ship with Khabar, until done or told to stop."""

    def publish_seeds(stop: Event) -> None:
        settings = ReplaySettings(flags["speed"], 1, flags["max_gap"], as_filed=True)
        with publisher(cluster(flags), flags["topic_raw"]) as publish, as_file(files("seeds")) as seeds:
            replay([seeds], publish, settings, stop)

    return publish_seeds
