"""Notes on duplicates as they are read back: from `news.duplicates`, or from lines of outcomes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from types import NoneType
from typing import Any

import orjson

from schemas.duplicate import DUPLICATE, Changed, Duplicate
from schemas.refusal import REFUSAL
from schemas.story import ENRICHED_STORY

type Source = Callable[[], Iterator[bytes]]  # each call reads all of it again, from the beginning to the same end

_NOTE, _STORY, _REFUSED = DUPLICATE.encode(), ENRICHED_STORY.encode(), REFUSAL.encode()
_NOTE_FIELDS = tuple(field.name for field in fields(Duplicate))
_KINDS = ("resend", "copy", "near")
_TYPES: Mapping[str, Any] = {
    "origin": str, "id": str, "version": int, "outlet": (str, NoneType), "published": (str, NoneType), "received": str,
    "of": str, "of_version": int, "of_outlet": (str, NoneType), "similarity": (int, float), "delay_s": (int, float),
    "earliest": bool,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivered story, in what a chain shows of it."""

    outlet: str | None
    id: str
    version: int
    published: str | None
    headline: str | None


class Outcomes:
    """Reads a source and counts its notes; says once how many values were passed over as no outcomes of Khabar."""

    def __init__(self, source: Source, on_strange: Callable[[int], None]) -> None:
        self._source, self._on_strange = source, on_strange
        self.notes = 0
        self._is_told = False

    def read(self) -> Iterator[Duplicate | Delivered]:
        """Give the notes, and the delivered stories where the source has them, in its order."""
        self.notes = strange = 0
        for value in self._source():
            outcome = read_outcome(value)
            if outcome is not None:
                self.notes += isinstance(outcome, Duplicate)
                yield outcome
            elif _REFUSED not in value:
                strange += 1
        if strange and not self._is_told:
            self._is_told = True
            self._on_strange(strange)


def read_outcome(value: bytes) -> Duplicate | Delivered | None:
    """Read one outcome, with `outcome` or without; None where it is refused, or none of ours."""
    if _NOTE not in value and _STORY not in value:
        return None
    try:
        found = orjson.loads(value)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(found, dict):
        return None
    return _delivered(found) if found.get("schema") == ENRICHED_STORY else _note(found)


def _note(found: Mapping[str, Any]) -> Duplicate | None:
    kept: dict[str, Any] = {name: found.get(name) for name in _NOTE_FIELDS}
    well_typed = all(isinstance(kept[name], type_) for name, type_ in _TYPES.items())
    if not well_typed or kept["schema"] != DUPLICATE or kept["kind"] not in _KINDS:
        return None
    return Duplicate(**kept | {"changed": _changed(kept["changed"])})


def _changed(found: Any) -> Changed | None:
    if not isinstance(found, dict):
        return None
    added, removed = (_words(found.get(name)) for name in ("added", "removed"))
    counts = [found.get(f"{name}_count") for name in ("added", "removed")]
    return Changed(added, removed, *(count if isinstance(count, int) else 0 for count in counts))


def _words(found: Any) -> tuple[str, ...]:
    return tuple(word for word in found if isinstance(word, str)) if isinstance(found, list) else ()


def _delivered(found: Mapping[str, Any]) -> Delivered | None:
    kept: dict[str, Any] = {field.name: found.get(field.name) for field in fields(Delivered)}
    texts = all(isinstance(kept[name], str | None) for name in ("outlet", "published", "headline"))
    if not texts or not isinstance(kept["id"], str) or not isinstance(kept["version"], int):
        return None
    return Delivered(**kept)
