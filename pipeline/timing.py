"""The stages by name, and how the seconds they take travel with their results."""

from dataclasses import dataclass

STAGES = (
    "accept", "language", "clean", "fold", "credits", "fingerprint",
    "entities", "values", "tone", "encode",
)  # fmt: skip

type Seconds = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Timed[Result]:
    """A result and the seconds that each stage took for it."""

    result: Result
    seconds: Seconds
