"""The overview's tiles, as Prometheus answers them while Khabar is up, and when it is dead."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml
from promql import filled_in
from real_prometheus import program

OVERVIEW = Path(__file__).parents[2] / "deploy" / "grafana" / "dashboards" / "khabar-overview.json"
# For five minutes a and b are up, then a is gone: a scrape that fails leaves `up` alone.
SERIES = {
    'up{job="khabar", instance="a"}': "1x20 0x40",
    'up{job="khabar", instance="b"}': "1x60",
    'khabar_check_ok{job="khabar", instance="a", check="broker"}': "1x20 stale",
    'khabar_check_ok{job="khabar", instance="b", check="broker"}': "1x60",
    'khabar_conservation_records{job="khabar", instance="a"}': "1x20 stale",
    'khabar_conservation_records{job="khabar", instance="b"}': "-1x60",
    'khabar_last_commit_timestamp_seconds{job="khabar", instance="a"}': "0+15x20 stale",
    'khabar_lag_seconds{job="khabar", instance="a", partition="0"}': "7x20 stale",
    'khabar_records_in_flight{job="khabar", instance="a"}': "9x20 stale",
    'process_start_time_seconds{job="khabar", instance="a"}': "0x20 stale",
}


def tiles() -> dict[str, str]:
    """Give the expression of each tile by its title."""
    panels = json.loads(OVERVIEW.read_text(encoding="utf-8"))["panels"]
    return {panel["title"]: filled_in(panel["targets"][0]["expr"]) for panel in panels if panel["type"] == "stat"}


@pytest.mark.parametrize(
    ("title", "well", "dead"),
    [
        ("Ready", 1, -1),
        ("Account", 1, 1),
        ("Last commit", 0, None),
        ("Lag", 7, None),
        ("In flight", 9, None),
        ("Up for", 300, None),
    ],
)
def test_a_dead_khabar_does_not_look_well(title, well, dead, tmp_path):
    """Half a minute after its last scrape nothing of it stands there; and +1 and -1 are no balance."""
    asks = [
        {
            "eval_time": at,
            "expr": tiles()[title],
            "exp_samples": [] if value is None else [{"labels": "{}", "value": value}],
        }
        for at, value in (("5m", well), ("5m30s", dead), ("14m", dead))
    ]
    series = [{"series": name, "values": values} for name, values in SERIES.items()]
    test = {"interval": "15s", "input_series": series, "promql_expr_test": asks}
    path = tmp_path / "tile.yml"
    path.write_text(yaml.safe_dump({"rule_files": [], "tests": [test]}), encoding="utf-8")
    done = subprocess.run(
        [program("promtool"), "test", "rules", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
