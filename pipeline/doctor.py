"""What `khabar doctor` finds out about this installation, without any server."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from importlib.util import find_spec
from time import perf_counter

CODECS = {"lz4": "lz4", "snappy": "snappy", "zstd": "zstandard"}  # by the module that kafka-python needs for each
OURS = ("pipeline", "connectors", "schemas", "seeds")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is well, and what was seen or should be done.

    What is `doubtful` works, but less well or less long than it could.
    """

    name: str
    well: bool
    seen: str
    doubtful: bool = False

    @property
    def mark(self) -> str:
        """Give the word that a line about it begins with."""
        return "ILL " if not self.well else "WARN" if self.doubtful else "ok  "


def examine(name: str, look: Callable[[], str], errors: tuple[type[Exception], ...]) -> Finding:
    """Look at one thing; it is ill when looking raises one of `errors`."""
    try:
        return Finding(name, True, look())
    except errors as error:
        return Finding(name, False, str(error))


def installation() -> Iterator[Finding]:
    """Examine releases, crc32c, codecs, hazm, and who owns our import names."""
    yield examine("releases", _releases, (PackageNotFoundError,))
    yield _crc32c()
    yield _codecs()
    yield examine("hazm", _hazm, (ImportError, OSError))
    yield _names()


def _releases() -> str:
    return ", ".join(f"{name} {version(name)}" for name in ("khabar", "apache-beam", "kafka-python", "hazm", "orjson"))


def _crc32c() -> Finding:
    if find_spec("crc32c") is None:
        return Finding("crc32c", False, "missing: 1,000 records/s instead of 8,000; install kafka-python[crc32c]")
    return Finding("crc32c", True, f"crc32c {version('crc32c')}")


def _codecs() -> Finding:
    missing = [name for name, module in CODECS.items() if find_spec(module) is None]
    if missing:
        told = (
            f"missing: {', '.join(missing)}; a topic packed so can't be read; install kafka-python[{','.join(missing)}]"
        )
        return Finding("codecs", False, told)
    return Finding("codecs", True, f"gzip, {', '.join(CODECS)}")


def _hazm() -> str:
    began = perf_counter()
    from hazm import Normalizer

    text = Normalizer().normalize("مي روم به كتاب ها")
    return f"loads in {perf_counter() - began:.1f} s, normalises to {text}"


def _names() -> Finding:
    owners = packages_distributions()
    strangers = {name: sorted(set(owners.get(name, ())) - {"khabar"}) for name in OURS}
    foreign = [f"{name} is also owned by {', '.join(who)}" for name, who in strangers.items() if who]
    return Finding("import names", not foreign, "; ".join(foreign) or f"{', '.join(OURS)} are Khabar's alone")
