"""Ways to find the stories that one may repeat: by the index's keys, and by the sketches of datasketch and rensa.

What every way needs, or the decision after it, comes ready: hashes of words, facts, distinct shingles. rensa's LSH
takes none of its C-MinHash.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.duplicates.chains import Chains
from pipeline.duplicates.index import DuplicateIndex
from pipeline.duplicates.profile import MOST_KEYS, Printed, winnowed
from pipeline.duplicates.shingles import Hashes, mixed
from pipeline.settings import IndexSettings

PERMUTATIONS = 128
OURS = "ours"
_LONG, _LEAD = 111, 38  # shingles of an average story of the set, and of its lead
_EVER = IndexSettings(horizon_s=1e12, window_s=1e12)


@dataclass(frozen=True, slots=True)
class Told:
    """What a story is sketched from: its distinct shingles, the lead's first, and its words."""

    shingles: Hashes
    lead: int
    hashes: Hashes
    kinds: NDArray[np.uint8]
    printed: Printed | None


class Way(Protocol):
    """A way to find the stories that one may repeat, by the numbers under which their sketches are kept."""

    def sketch(self, story: Told) -> Any:
        """Sketch a story."""

    def fill(self, sketches: Iterable[Any]) -> None:
        """Keep sketches, from 0 on; called once."""

    def find(self, sketch: Any) -> Collection[int]:
        """Give the numbers of stories that are like one."""


class Ours:
    """The index's own way: of the stories that share winnowed keys with one, those three that share the most."""

    def __init__(self) -> None:
        self._index = DuplicateIndex(_EVER)
        self._numbers: dict[str, int] = {}

    def sketch(self, story: Told) -> Printed | None:
        """Winnow the keys, which are in the story's fingerprint, too."""
        winnowed(story.hashes, story.kinds)
        return story.printed

    def fill(self, sketches: Iterable[Printed]) -> None:
        """Add the stories to an index."""
        for number, story in enumerate(sketches):
            self._index.add(story.fingerprint)
            self._numbers[story.fingerprint.id] = number

    def find(self, sketch: Printed) -> list[int]:
        """Give the stories that the index would compare one with; of versions the last number."""
        return [self._numbers[known.id] for known in self._index.candidates(sketch)]


class Datasketch:
    """MinHashLSH at a threshold of Jaccard."""

    def __init__(self, threshold: float) -> None:
        from datasketch import MinHash, MinHashLSH

        self._empty = MinHash(PERMUTATIONS, hashfunc=int)
        self._lsh = MinHashLSH(threshold, PERMUTATIONS)

    def sketch(self, story: Told) -> Any:
        """Hash the shingles, of which it takes 32 bits."""
        return _minhash(self._empty, story)

    def fill(self, sketches: Iterable[Any]) -> None:
        """Insert one after the other."""
        for number, sketch in enumerate(sketches):
            self._lsh.insert(number, sketch, check_duplication=False)

    def find(self, sketch: Any) -> list[int]:
        """Give what shares a band."""
        found: list[int] = self._lsh.query(sketch)
        return found


class Ensemble:
    """MinHashLSHEnsemble at a threshold of containment: for sets that are all known before, so for no stream."""

    def __init__(self, threshold: float) -> None:
        from datasketch import MinHash, MinHashLSHEnsemble

        self._empty = MinHash(PERMUTATIONS, hashfunc=int)
        self._ensemble = MinHashLSHEnsemble(threshold, PERMUTATIONS)

    def sketch(self, story: Told) -> tuple[Any, int]:
        """Hash the shingles and count them."""
        return _minhash(self._empty, story), len(story.shingles)

    def fill(self, sketches: Iterable[tuple[Any, int]]) -> None:
        """Index all at once, as it must be."""
        self._ensemble.index((number, *sketch) for number, sketch in enumerate(sketches))

    def find(self, sketch: tuple[Any, int]) -> list[int]:
        """Give what contains so much of a story."""
        return list(self._ensemble.query(*sketch))


class Rensa:
    """RMinHashLSH with so many bands (its threshold filters nothing); where asked, another one has the leads."""

    def __init__(self, bands: int, *, leads: bool = False) -> None:
        from rensa import RMinHash, RMinHashLSH

        self._empty = partial(RMinHash, PERMUTATIONS, 1)
        self._lshs = [RMinHashLSH(0.5, PERMUTATIONS, bands) for _ in range(1 + leads)]

    def sketch(self, story: Told) -> list[Any]:
        """Hash the shingles of the whole, and those of the lead."""
        sketches = [self._empty() for _ in self._lshs]
        for sketch, end in zip(sketches, (None, story.lead), strict=False):
            sketch.update(story.shingles[:end].view("V8").tolist())
        return sketches

    def fill(self, sketches: Iterable[list[Any]]) -> None:
        """Insert one after the other."""
        for number, sketch in enumerate(sketches):
            for lsh, part in zip(self._lshs, sketch, strict=True):
                lsh.insert(number, part)

    def find(self, sketch: list[Any]) -> set[int]:
        """Give what shares a band of either."""
        return {number for lsh, part in zip(self._lshs, sketch, strict=True) for number in lsh.query(part)}


WAYS: dict[str, Callable[[], Way]] = {
    OURS: Ours,
    "datasketch, Jaccard .5": partial(Datasketch, 0.5),
    "datasketch, Jaccard .3": partial(Datasketch, 0.3),
    "datasketch, containment .5": partial(Ensemble, 0.5),
    "rensa, 32 bands": partial(Rensa, 32),
    "rensa, 64 bands": partial(Rensa, 64),
    "rensa, 32 bands, and of leads": partial(Rensa, 32, leads=True),
    "rensa, 64 bands, and of leads": partial(Rensa, 64, leads=True),
}


def _minhash(empty: Any, story: Told) -> Any:
    made = empty.copy()
    made.update_batch((mixed(story.shingles) >> np.uint64(32)).tolist())
    return made


def made(name: str) -> Way | None:
    """Make a way; None where its library is not installed."""
    try:
        return WAYS[name]()
    except ImportError:
        return None


def stuffed(name: str, count: int) -> object:
    """Keep so many stories that share nothing."""
    drawn = np.random.default_rng(1)
    if name == OURS:
        chains = Chains(count, MOST_KEYS)
        for number in range(count):
            chains.add(number, drawn.integers(1 << 32, size=MOST_KEYS).tolist())
        return chains
    way, none, kinds = WAYS[name](), np.empty(0, np.uint64), np.empty(0, np.uint8)
    stories = (
        Told(drawn.integers(1 << 63, size=_LONG, dtype=np.uint64), _LEAD, none, kinds, None) for _ in range(count)
    )
    way.fill(map(way.sketch, stories))
    return way
