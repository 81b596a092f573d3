"""The account that the metrics give of a run."""

import time

from prometheus_client import CollectorRegistry

from pipeline.metrics import Metrics


def test_idle_time_is_no_work():
    """Busy is the time in which records were in flight or behind, not the waiting before, between and after."""
    metrics = Metrics(CollectorRegistry())
    time.sleep(0.2)
    assert metrics.account().busy_s == 0.0
    metrics.lagging({0: 3})
    time.sleep(0.1)
    metrics.lagging({0: 0})
    busy_s = metrics.account().busy_s
    assert 0.1 <= busy_s < metrics.account().elapsed_s - 0.15
    time.sleep(0.1)
    assert metrics.account().busy_s == busy_s
    metrics.read(1)
    time.sleep(0.1)
    assert metrics.account().busy_s >= busy_s + 0.1
