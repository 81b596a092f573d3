"""What the index of duplicates costs: `uv run python tests/servers/index_cost.py 10000 100000 1000000`.

Stories are drawn word by word from those of tests/quality/duplicates.jsonl, nine of ten words by the one before it, and
are profiled as the road does: they share runs of words, as news does. Of those judged two in five are the first half of
one of the stories that came last.
"""

import random
import resource
import sys
from base64 import b64encode
from collections import defaultdict, deque
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from time import process_time

import orjson

from pipeline.duplicates.index import DuplicateIndex, Match
from pipeline.duplicates.profile import Printed, profile
from pipeline.duplicates.sketch import sketch
from pipeline.settings import IndexSettings
from pipeline.steps.canonical import Canonical, words_of
from schemas.fingerprint import Fingerprint

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
JUDGED, REPOSTS = 1200, 800
GOES_ON = 0.9  # the share of words that are drawn by the one before
SET = Path(__file__).parent.parent / "quality" / "duplicates.jsonl"


class Writer:
    """Draws stories whose lengths are those of the set."""

    def __init__(self) -> None:
        self._random = random.Random(1)
        self._after: defaultdict[str, list[str]] = defaultdict(list)
        self._lengths: list[int] = []
        for line in SET.read_bytes().splitlines():
            story = orjson.loads(line)
            words = words_of(" ".join((story.get("lede") or "", *story.get("body", ()))))
            self._lengths.append(len(words))
            for one, two in pairwise(words):
                self._after[one].append(two)
        self._starts = list(self._after)

    def words(self) -> list[str]:
        """Draw one story."""
        length = max(30, self._random.choice(self._lengths))
        words = [self._random.choice(self._starts)]
        while len(words) < length:
            following = self._after.get(words[-1]) if self._random.random() < GOES_ON else None
            words.append(self._random.choice(following or self._starts))
        return words


def printed(number: int, words: list[str]) -> Printed:
    """Give a story as the fingerprint step does."""
    ends = (*range(25, len(words) - 10, 25), len(words) - 10)
    known = profile(Canonical(tuple(words[:10]), tuple(words[10:]), ends), None)
    at = (BEGAN + timedelta(milliseconds=100 * number)).isoformat(timespec="milliseconds")
    text = blake2b(" ".join(words).encode(), digest_size=16).hexdigest()
    story = Fingerprint(
        f"story-{number:010}", 1, f"outlet-{number % 50}", at, at, f"news.raw/0@{number}", text, known.keys,
        b64encode(sketch(known)).decode(),
    )  # fmt: skip
    return Printed(story, known, "")


def resident_bytes() -> int:
    """Give the most memory that this process ever had."""
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Print what a story and a decision cost at each size of the index."""
    writer, sizes = Writer(), sorted(map(int, sys.argv[1:])) or [10_000, 100_000]
    settings = IndexSettings(horizon_s=1e9, window_s=1e9, index_max=sizes[-1])
    asked = [printed(10**9 + at, writer.words()) for at in range(JUDGED)]
    index, number, first = DuplicateIndex(settings), 0, 0.0
    last: deque[list[str]] = deque(maxlen=REPOSTS)
    before = resident_bytes()
    print(f"{'stories':>10}{'us a decision':>16}{'times the first':>18}{'found':>8}{'bytes a story':>16}")
    for size in sizes:
        while number < size:
            last.append(writer.words())
            index.add(printed(number, last[-1]).fingerprint)
            number += 1
        reposts = [printed(10**9 + JUDGED + at, words[: len(words) // 2]) for at, words in enumerate(last)]
        taken, found = _judged(index, asked + reposts)
        first = first or taken
        bytes_each = (resident_bytes() - before) / size
        print(f"{size:10}{1e6 * taken:16.0f}{taken / first:18.2f}{found:8}{bytes_each:16.0f}")


def _judged(index: DuplicateIndex, asked: list[Printed]) -> tuple[float, int]:
    began = process_time()
    found = sum(isinstance(index.judge(story), Match) for story in asked)
    return (process_time() - began) / len(asked), found


if __name__ == "__main__":
    main()
