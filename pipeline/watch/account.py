"""The running account of the road: what a person watching it wants to know, at one moment."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The account at one moment. Counts are since the start of this process.

    `busy_s` is the seconds of `elapsed_s` in which there was something to do: records in flight, or behind.
    `duplicates` is by kind, `refused` by reason. `lag` is records behind, null until it is known.
    `latency_p50_s` and `latency_p99_s` are seconds from append to commit over the last records.
    `last_story` is the last delivered story as its JSON object, `last_duplicate` the last note.
    """

    elapsed_s: float
    records_in: int = 0
    delivered: int = 0
    duplicates: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    in_flight: int = 0
    busy_s: float = 0.0
    lag: int | None = None
    stories_per_s: float = 0.0
    latency_p50_s: float | None = None
    latency_p99_s: float | None = None
    last_story: dict[str, object] | None = None
    last_duplicate: dict[str, object] | None = None
