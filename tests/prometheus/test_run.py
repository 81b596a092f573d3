"""A real Prometheus scrapes a real run: everything that dashboards, rules and alerts ask has an answer."""

import json
import math
import subprocess
import urllib.request
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import orjson
import pytest
import yaml
from promql import filled_in, without_comparisons
from real_prometheus import ALERTS, RECORDING, Prometheus, load, program, until

DASHBOARDS = Path(__file__).parents[2] / "deploy" / "grafana" / "dashboards"
SEEDS = Path(str(files("seeds"))) / "stream.jsonl"
ANSWERED_WITHIN_S = 60  # windows fill in seconds; the rest is for a busy machine


@pytest.fixture
def run(road, tmp_path):
    """A road at work on both kinds of sinks."""
    return road.run("--sink", "kafka", "--sink", f"jsonl:{tmp_path / 'lines'}")


@pytest.fixture
def prometheus(run, tmp_path) -> Iterator[Prometheus]:
    """Scrapes the run; each alert fires at once, its comparisons being left out."""
    document = load(ALERTS)
    for rule in (rule for group in document["groups"] for rule in group["rules"]):
        rule["expr"] = without_comparisons(rule["expr"])
        rule.pop("for", None)
    always = tmp_path / "always.yml"
    always.write_text(yaml.safe_dump(document), encoding="utf-8")
    every = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    with Prometheus(tmp_path, run.metrics_url(), (RECORDING, always), every) as prometheus:
        until(lambda: prometheus.query('up{job="khabar"} == 1'), 20, "Prometheus scrapes the road")
        yield prometheus


def panels() -> Iterator[tuple[str, str]]:
    """Give where each expression of the dashboards stands, and the expression."""
    for path in sorted(DASHBOARDS.glob("*.json")):
        board = json.loads(path.read_text(encoding="utf-8"))
        for annotation in board["annotations"]["list"]:
            yield f"{path.name}, annotation {annotation['name']}", annotation["expr"]
        for panel in board["panels"]:
            for target in panel.get("targets", ()):
                yield f"{path.name}, {panel['title']}, {target['refId']}", target["expr"]


def everything() -> dict[str, str]:
    """Give all that is asked, by where it is asked, without comparisons."""
    asked = {where: without_comparisons(filled_in(expr)) for where, expr in panels()}
    asked |= {f"recording rule {r['record']}": r["record"] for g in load(RECORDING)["groups"] for r in g["rules"]}
    rules = [rule for group in load(ALERTS)["groups"] for rule in group["rules"]]
    return asked | {f"alert {rule['alert']}": without_comparisons(rule["expr"]) for rule in rules}


def has_data(series: list[dict]) -> bool:
    """Tell whether any series has a number."""
    return any(math.isfinite(float(one["value"][1])) for one in series)


@pytest.mark.timeout(240)
def test_everything_that_is_asked_has_an_answer(road, run, prometheus):
    """Expressions of panels and annotations, recording rules, alerts; and the texts of alerts are made of values."""
    road.done("replay", str(SEEDS), "--speed", "0")
    total = len(SEEDS.read_bytes().splitlines())
    until(lambda: run.metrics()["khabar_records_in_total"] >= total, 60, "the seeds are read")
    asked = everything()
    missing = dict(asked)

    def all_answered() -> bool:
        for where, expr in tuple(missing.items()):
            if has_data(prometheus.query(expr)):
                del missing[where]
        return not missing

    try:
        until(all_answered, ANSWERED_WITHIN_S, "everything has an answer")
    except AssertionError:
        assert not missing
    assert len(asked) > 150
    assert not prometheus.broken_rules()
    are_whole(prometheus)


def are_whole(prometheus: Prometheus) -> None:
    """Check that each alert fires here, and that labels and values got into its texts."""
    names = {rule["alert"] for group in load(ALERTS)["groups"] for rule in group["rules"]}
    until(lambda: prometheus.firing() == names, 20, "every alert fires")
    for alert in prometheus.alerts():
        texts = alert["annotations"]
        assert not any(sign in text for text in texts.values() for sign in ("<error", "<no value", "{{")), texts
        assert "  " not in texts["summary"], texts


def test_promtool_accepts_the_metrics(road, run):
    """Names, types, help texts and units of a real /metrics are as Prometheus wants them."""
    road.publish([orjson.dumps({"headline": "بارش باران در تهران", "outlet": "irna"})])
    until(lambda: run.metrics()['khabar_records_total{outcome="delivered"}'], 60, "a story is delivered")
    with urllib.request.urlopen(run.metrics_url() + "/metrics", timeout=10) as answer:
        text = answer.read()
    done = subprocess.run([program("promtool"), "check", "metrics"], input=text, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert not done.stderr
