"""What the index of duplicates costs: `uv run python tests/servers/index_cost.py 10000 100000 1000000`.

First what it takes to fingerprint a story of tests/quality/duplicates.jsonl, then what a decision takes beside so many
stories. These are drawn word by word from those of the set, nine of ten words by the one before it, and are profiled as
the road does: they share runs of words, as news does. Of those judged two in five are the first half of one of the
stories that came last. As many processes as there are cores write them; a million take some ten minutes of two.
"""

import pickle
import random
import resource
import sys
from base64 import b64encode
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from time import process_time

import orjson

from pipeline.draft import Draft
from pipeline.duplicates.index import DuplicateIndex, Match
from pipeline.duplicates.profile import Printed, profile
from pipeline.duplicates.sketch import sketch
from pipeline.quality.duplicates import cases
from pipeline.settings import IndexSettings
from pipeline.steps.canonical import Canonical, canonical, words_of
from pipeline.steps.fingerprint import fingerprint
from schemas.fingerprint import Fingerprint

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
JUDGED, REPOSTS = 1200, 800
AT_ONCE, AHEAD = 1000, 8  # stories that one process writes together, and how often so many are waited for
GOES_ON = 0.9  # the share of words that are drawn by the one before
ROUNDS = 3  # of each measurement, of which the fastest counts
SETS = Path(__file__).parent.parent / "quality"


class Writer:
    """Draws stories whose lengths are those of the set."""

    def __init__(self) -> None:
        self._random = random.Random()
        self._after: defaultdict[str, list[str]] = defaultdict(list)
        self._lengths: list[int] = []
        for line in (SETS / "duplicates.jsonl").read_bytes().splitlines():
            story = orjson.loads(line)
            words = words_of(" ".join((story.get("lede") or "", *story.get("body", ()))))
            self._lengths.append(len(words))
            for one, two in pairwise(words):
                self._after[one].append(two)
        self._starts = list(self._after)

    def words(self, number: int) -> list[str]:
        """Draw one story, the same for the same number."""
        self._random.seed(number)
        length = max(30, self._random.choice(self._lengths))
        words = [self._random.choice(self._starts)]
        while len(words) < length:
            following = self._after.get(words[-1]) if self._random.random() < GOES_ON else None
            words.append(self._random.choice(following or self._starts))
        return words


@cache
def writer() -> Writer:
    """Give this process's writer."""
    return Writer()


def printed(number: int, words: list[str]) -> Printed:
    """Give a story as the fingerprint step does."""
    ends = (*range(25, len(words) - 10, 25), len(words) - 10)
    known = profile(Canonical(tuple(words[:10]), tuple(words[10:]), ends))
    at = (BEGAN + timedelta(milliseconds=100 * number)).isoformat(timespec="milliseconds")
    text = blake2b(" ".join(words).encode(), digest_size=16).hexdigest()
    story = Fingerprint(
        f"story-{number:010}", 1, f"outlet-{number % 50}", at, at, f"news.raw/0@{number}", text, known.keys,
        b64encode(sketch(known)).decode(),
    )  # fmt: skip
    return Printed(story, known, "")


def written(numbers: range) -> list[Fingerprint]:
    """Write the stories of these numbers."""
    return [printed(number, writer().words(number)).fingerprint for number in numbers]


def stories(count: int, pool: ProcessPoolExecutor) -> Iterator[Fingerprint]:
    """Write so many stories, in their order."""
    waiting: deque[Future[list[Fingerprint]]] = deque()
    for start in range(0, count, AT_ONCE):
        waiting.append(pool.submit(written, range(start, min(start + AT_ONCE, count))))
        if len(waiting) > AHEAD:
            yield from waiting.popleft().result()
    for left in waiting:
        yield from left.result()


def resident_bytes() -> int:
    """Give the most memory that this process ever had."""
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def least_us[One](run: Callable[[One], object], ones: Iterable[One]) -> float:
    """Give the processor time of one, in microseconds: of several rounds the fastest."""
    ones, taken = list(ones), []
    for _ in range(ROUNDS):
        began = process_time()
        for one in ones:
            run(one)
        taken.append(1e6 * (process_time() - began) / len(ones))
    return min(taken)


def print_fingerprints() -> None:
    """Print what canonical text and fingerprint take."""
    drafts: list[Draft] = [pickle.loads(case.story.packed) for case in cases(SETS)[:JUDGED]]
    texts = [canonical(draft) for draft in drafts]
    words = sum(len(text.headline) + len(text.body) for text in texts) / len(texts)
    text_us = least_us(canonical, drafts)
    print_us = least_us(lambda pair: fingerprint(*pair), zip(drafts, texts, strict=True))
    print(f"a story of {words:.0f} words: canonical text {text_us:.0f} us, fingerprint {print_us:.0f} us")


def main() -> None:
    """Print what a story and a decision cost at each size of the index."""
    sizes = sorted(map(int, sys.argv[1:])) or [10_000, 100_000]
    print_fingerprints()
    index = DuplicateIndex(IndexSettings(horizon_s=1e9, window_s=1e9, index_max=sizes[-1]))
    asked = [printed(10**9 + at, writer().words(10**9 + at)) for at in range(JUDGED)]
    before, first = resident_bytes(), 0.0
    print(f"{'stories':>10}{'us a decision':>16}{'times the first':>18}{'found':>8}{'bytes a story':>16}")
    with ProcessPoolExecutor() as pool:
        for number, story in enumerate(stories(sizes[-1], pool), 1):
            index.add(story)
            if number in sizes:
                halves = ((at, writer().words(at)) for at in range(number - REPOSTS, number))
                reposts = [printed(10**9 + JUDGED + at, words[: len(words) // 2]) for at, words in halves]
                bytes_each = (resident_bytes() - before) / number
                taken = least_us(index.judge, asked + reposts)
                found = sum(isinstance(index.judge(story), Match) for story in reposts)
                first = first or taken
                print(f"{number:10}{taken:16.0f}{taken / first:18.2f}{found:8}{bytes_each:16.0f}", flush=True)


if __name__ == "__main__":
    main()
