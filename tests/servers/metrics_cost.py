"""What watching costs the road, on and off in turn: `uv run python tests/servers/metrics_cost.py --brokers …`.

On: everything is counted, Prometheus scrapes each second and a browser follows the live page. Off: the same process
with metrics that count nothing.
"""

import argparse
import http.client
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import bench
from khabar import SCRIPT, Process, Road

STORIES = 4000
ROUNDS = 5
SILENT = (sys.executable, str(Path(__file__).with_name("silent.py")))


@dataclass(frozen=True, slots=True)
class Run:
    """One run over all stories: stories a second between its first and last transaction, and its CPU seconds."""

    per_s: float
    cpu_s: float


def measure(bootstrap: str, folder: Path) -> list[tuple[Run, Run]]:
    """Give runs in pairs, on and off, each on topics of its own."""
    return [(_run(bootstrap, folder, (str(SCRIPT),)), _run(bootstrap, folder, SILENT)) for _ in range(ROUNDS)]


def _run(bootstrap: str, folder: Path, program: tuple[str, ...]) -> Run:
    road = Road(bootstrap, folder, program=program)
    road.done("topics create")
    road.publish(list(bench.stories(STORIES)))
    process = road.run("--until-end")
    with _watched(process) if program != SILENT else _alone():
        cpu_s = _cpu_s(process)
    appended_s = [message.timestamp / 1000 for message in road.read("enriched")]
    first = min(appended_s)
    after_first = sum(at > first for at in appended_s)
    road.close()
    return Run(after_first / (max(appended_s) - first), cpu_s)


def _cpu_s(process: Process) -> float:
    """Wait for the end, and give the CPU seconds taken since the steps were loaded."""
    process.metrics_url()
    began = process.cpu_seconds()
    os.waitid(os.P_PID, process.popen.pid, os.WEXITED | os.WNOWAIT)  # ended, but its times can still be read
    took = process.cpu_seconds() - began
    assert process.wait(10) == 0, process.text()
    return took


@contextmanager
def _watched(process: Process) -> Iterator[None]:
    ended = threading.Event()
    url = process.metrics_url()
    for look in (_scrape, _follow):
        threading.Thread(target=look, args=(url, ended), daemon=True).start()
    yield
    ended.set()


@contextmanager
def _alone() -> Iterator[None]:
    yield


def _scrape(url: str, ended: threading.Event) -> None:
    with suppress(OSError, http.client.HTTPException):  # the process ends before its watcher
        while not ended.wait(1.0):
            _ask(url, "/metrics").read()


def _follow(url: str, ended: threading.Event) -> None:
    with suppress(OSError, http.client.HTTPException):
        events = _ask(url, "/events")
        while not ended.is_set() and events.readline():
            pass


def _ask(url: str, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    connection.request("GET", path)
    return connection.getresponse()


def table(pairs: list[tuple[Run, Run]]) -> str:
    """Write the medians, and the ratios pair by pair: what drifts on a busy machine drifts for both."""
    (on, off) = zip(*pairs, strict=True)
    speed = median(one.per_s / other.per_s for one, other in pairs)
    cpu = median(one.cpu_s / other.cpu_s for one, other in pairs)
    return (
        f"watched    {median(run.per_s for run in on):6.0f} stories/s, {median(run.cpu_s for run in on):5.1f} CPU s\n"
        f"unwatched  {median(run.per_s for run in off):6.0f} stories/s, {median(run.cpu_s for run in off):5.1f} CPU s\n"
        f"ratio      {speed:6.3f} of the speed, {cpu:.3f} times the CPU (medians of {len(pairs)} pairs)"
    )


def main() -> None:
    """Measure on a broker that is there, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--brokers", required=True)
    with tempfile.TemporaryDirectory() as folder:
        print(table(measure(parser.parse_args().brokers, Path(folder))))


if __name__ == "__main__":
    main()
