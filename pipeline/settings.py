"""Settings of the road itself; connectors have their own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Bounds of the index of duplicates.

    Seconds between two stories' times within which the same text is a duplicate (`horizon_s`), or a text that is only
    like it (`window_s`, no longer than the horizon); and how many stories are kept.
    """

    horizon_s: float = 72 * 3600.0
    window_s: float = 48 * 3600.0
    index_max: int = 500_000


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """Where the live page and the metrics of a run are served, what they say it is, which outlets they tell apart.

    `names` are the hosts that they may be asked for as; none: loopback's on loopback, else any.
    """

    host: str
    port: int
    names: tuple[str, ...]
    group: str
    topic: str
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoadSettings:
    """How the road runs.

    `processes` 0 or 1 is no pool; a share of refusals above `max_refused_share` stops the road (None: never).
    """

    processes: int = 0
    index: IndexSettings = IndexSettings()
    max_refused_share: float | None = None
