"""What the road costs beside its steps, and how long a story takes: ratios and latencies of one run."""

import bench
import pytest


@pytest.mark.timeout(600)
def test_the_road_keeps_up_with_its_steps(road, capsys):
    """At least 0.6 of a plain loop over the same steps; at half load p50 within 250 ms and p99 within 2 s."""
    figures = bench.measure(road)
    with capsys.disabled():
        print("\n" + bench.table(figures))
    assert figures.share >= 0.6
    assert figures.latency_p50_s <= 0.25
    assert figures.latency_p99_s <= 2.0
