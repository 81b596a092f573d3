"""What Khabar must know of a Kafka cluster, and of the group that works on it."""

from dataclasses import dataclass, field
from typing import Literal

type Decision = Literal["fail", "earliest", "latest"]


@dataclass(frozen=True, slots=True)
class Topics:
    """The names of the topics."""

    raw: str = "news.raw"
    enriched: str = "news.enriched"
    duplicates: str = "news.duplicates"
    dead: str = "news.dead"
    fingerprints: str = "news.fingerprints"

    def of(self, kind: str) -> str:
        """Give the topic that outcomes of a kind go to."""
        return {"delivered": self.enriched, "duplicate": self.duplicates, "refused": self.dead}[kind]


@dataclass(frozen=True, slots=True)
class Cluster:
    """How to reach a cluster. Secrets stay out of `repr`."""

    brokers: str
    security_protocol: str = "PLAINTEXT"
    ssl_cafile: str | None = None
    ssl_certfile: str | None = None
    ssl_keyfile: str | None = None
    ssl_password: str | None = field(default=None, repr=False)
    ssl_check_hostname: bool = True
    sasl_mechanism: str | None = None
    sasl_plain_username: str | None = None
    sasl_plain_password: str | None = field(default=None, repr=False)

    def client(self) -> dict[str, object]:
        """Give the settings that every kafka-python client takes."""
        names = [name for name in self.__slots__ if name != "brokers" and getattr(self, name) is not None]
        return {"bootstrap_servers": self.brokers.split(","), **{name: getattr(self, name) for name in names}}


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """How one group works on a topic.

    `start` is where a new group begins, `on_lost_offsets` what is done when committed offsets are gone. A bundle
    holds at most `bundle_records` and about `bundle_bytes`; a transaction at most `transaction_records`, where 300
    to 800 were measured fastest, and about `transaction_bytes`.
    """

    cluster: Cluster
    group: str
    topics: Topics = Topics()
    start: Literal["earliest", "latest"] = "earliest"
    on_lost_offsets: Decision = "fail"
    until_end: bool = False
    bundle_records: int = 500
    bundle_bytes: int = 4 * 1024 * 1024
    transaction_records: int = 500
    transaction_bytes: int = 4 * 1024 * 1024

    @property
    def transactional_id(self) -> str:
        """The one id that fences: whoever initialised it last owns the group."""
        return f"khabar.{self.group}.{self.topics.raw}"
