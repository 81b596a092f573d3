"""What the road costs beside its steps, and how long a story takes: printed, since a busy machine decides them."""

import bench
import pytest


@pytest.mark.timeout(600)
def test_the_road_carries_a_load_and_tells_its_figures(road, capsys):
    """Every story of both measurements arrives; the floors are what no busy machine takes away, not the claim."""
    figures = bench.measure(road)
    with capsys.disabled():
        print("\n" + bench.table(figures))
    assert figures.share > 0.3
    assert 0 < figures.latency_p50_s <= figures.latency_p99_s < 10
