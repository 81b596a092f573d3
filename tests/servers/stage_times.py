"""How long stages take, for the buckets of their histograms: `uv run python tests/servers/stage_times.py`."""

from collections import defaultdict

from bench import stories

from pipeline.duplicates.index import DuplicateIndex
from pipeline.settings import IndexSettings
from pipeline.stages import New, enrich, prepare
from pipeline.transforms.drop_duplicates import judge
from schemas.record import Record

STORIES = 2000
RECEIVED = "2026-01-01T00:00:00.000+00:00"


def main() -> None:
    """Print each stage's 1st, 50th, 99th percentile and worst time over the seeds' stories, in microseconds."""
    taken: dict[str, list[float]] = defaultdict(list)
    settings = IndexSettings()
    index = DuplicateIndex(settings)
    for number, value in enumerate(stories(STORIES)):
        prepared = prepare(Record(value, f"t/0@{number}", RECEIVED))
        new = judge(index, prepared.result)
        done = (prepared, enrich(new)) if isinstance(new, New) else (prepared,)
        for stage, seconds in (pair for timed in done for pair in timed.seconds):
            taken[stage].append(seconds)
    print(f"{'stage':14}{'p1':>9}{'p50':>9}{'p99':>9}{'max':>9}  us")
    for stage, times in taken.items():
        times.sort()
        picked = [times[int(share * (len(times) - 1))] * 1e6 for share in (0.01, 0.5, 0.99, 1.0)]
        print(f"{stage:14}" + "".join(f"{value:9.0f}" for value in picked))


if __name__ == "__main__":
    main()
