"""Timing several ways to do one thing in one run, in turn, so that a busy machine slows all of them."""

from collections.abc import Callable, Mapping
from time import process_time


def race(runners: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Give the seconds of processor time that each runner's best round took."""
    best = dict.fromkeys(runners, float("inf"))
    for _ in range(rounds):
        for name, run in runners.items():
            began = process_time()
            run()
            best[name] = min(best[name], process_time() - began)
    return best
