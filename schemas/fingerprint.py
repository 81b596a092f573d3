"""What the index of duplicates keeps of a story, and how it is logged to `news.fingerprints`."""

from dataclasses import dataclass, field

FINGERPRINTS = "khabar.fingerprints/1"
NOTICES = ("correction", "denial", "update")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Enough of a story to recognise it again.

    `text` is the 128-bit hash of the canonical text, in hex. `keys` are 32-bit hashes that near-duplicates share with
    it, `sketch` is what they are compared with, in base64. `notice` is what the story says that it is. `origin` tells a
    record that comes again after a crash from a second copy of it.
    """

    id: str
    version: int
    outlet: str | None
    published: str | None
    received: str
    origin: str
    text: str
    keys: tuple[int, ...] = ()
    sketch: str = ""
    notice: str | None = field(default=None, metadata={"enum": [*NOTICES, None]})


@dataclass(frozen=True, slots=True)
class Pack:
    """What makes a message of the log a pack: its entries were logged before, by messages of few entries each.

    They are all that the group logged in this partition from offset `begin` up to the pack itself, in their order;
    `offsets` are those of the messages that logged them. `before` are the offsets of the packs before it, oldest
    first: of the newest ones, and the first of these names more.
    """

    begin: int
    offsets: tuple[int, ...]
    before: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FingerprintLog:
    """One message of `news.fingerprints`: the stories that one transaction of `group` delivered, or a pack of many."""

    schema: str
    group: str
    entries: tuple[Fingerprint, ...]
    pack: Pack | None = None
