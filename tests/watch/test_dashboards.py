"""Dashboards, rules and alerts against the registry: nobody asks for what isn't there, nothing is left unshown."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import promql_parser as promql
import pytest
import yaml
from prometheus_client import CollectorRegistry

from pipeline.watch.metrics import Metrics

DEPLOY = Path(__file__).parents[2] / "deploy"
DASHBOARDS = sorted((DEPLOY / "grafana" / "dashboards").glob("*.json"))
# Of prometheus_client's own collectors, and of Prometheus itself.
FOREIGN = {
    "process_resident_memory_bytes", "process_cpu_seconds_total", "process_start_time_seconds", "process_open_fds",
    "process_max_fds", "python_info", "up", "ALERTS",
}  # fmt: skip
SUFFIXES = {"counter": ("_total",), "gauge": ("",), "info": ("_info",), "histogram": ("_bucket", "_sum", "_count")}
MATCHER = re.compile(r'(\w+)(?:=~|!=|=)"([^"]*)"')


def series_by_metric() -> dict[str, set[str]]:
    """Give the names of the series of each metric of a fresh registry."""
    registry = CollectorRegistry()
    Metrics(registry)
    return {family.name: {family.name + end for end in SUFFIXES[family.type]} for family in registry.collect()}


def rules(name: str) -> list[dict[str, Any]]:
    """Give the rules of a file."""
    document = yaml.safe_load((DEPLOY / "prometheus" / "rules" / name).read_text(encoding="utf-8"))
    return [rule for group in document["groups"] for rule in group["rules"]]


def board(path: Path) -> dict[str, Any]:
    """Read a dashboard."""
    return json.loads(path.read_text(encoding="utf-8"))


def expressions(path: Path) -> Iterator[str]:
    """Give all expressions of a dashboard, its annotations' and its variables' too."""
    built = board(path)
    yield from (annotation["expr"] for annotation in built["annotations"]["list"])
    for target in chain.from_iterable(panel.get("targets", ()) for panel in built["panels"]):
        yield re.sub(r"\[\$__\w+\]", "[1m]", target["expr"])
    for variable in built["templating"]["list"]:
        if variable["type"] == "query":
            yield re.fullmatch(r"label_values\((.*), \w+\)", variable["query"])[1]


def names(expr: str) -> set[str]:
    """Give the names of the series that an expression asks for."""
    found = set()

    def visit(node: promql.Expr) -> None:
        vector = node.vector_selector if isinstance(node, promql.MatrixSelector) else node
        if isinstance(vector, promql.VectorSelector):
            found.add(vector.name)

    promql.walk(promql.parse(expr), visit)
    return found


def asked() -> dict[str, set[str]]:
    """Give the series that are asked for, by who asks."""
    by_board = {path.name: set().union(*map(names, expressions(path))) for path in DASHBOARDS}
    by_rule = {rule["record"]: names(rule["expr"]) for rule in rules("recording.yml")}
    return by_board | by_rule | {rule["alert"]: names(rule["expr"]) for rule in rules("alerts.yml")}


def test_every_name_that_is_asked_for_exists():
    """Series of the registry, of recording rules, or of those few that come from elsewhere."""
    there = set().union(*series_by_metric().values(), FOREIGN, (rule["record"] for rule in rules("recording.yml")))
    unknown = {who: missing for who, wanted in asked().items() if (missing := wanted - there)}
    assert not unknown


def test_every_metric_is_shown_on_a_dashboard():
    """As itself: a recording rule made of it does not count."""
    wanted = asked()
    shown = set().union(*(wanted[path.name] for path in DASHBOARDS))
    assert {name for name, series in series_by_metric().items() if not series & shown} == set()


def test_every_recording_rule_is_used():
    """By a dashboard, an alert or another rule."""
    used = set().union(*asked().values())
    assert {rule["record"] for rule in rules("recording.yml")} - used == set()


def test_every_matched_label_value_exists():
    """`outcome="delivered"` and its like are values of the registry, where the label's values are known beforehand."""
    registry = CollectorRegistry()
    Metrics(registry)
    known: dict[str, set[str]] = {}
    for label, value in (item for family in registry.collect() for s in family.samples for item in s.labels.items()):
        known.setdefault(label, set()).add(value)
    texts = [*(rule["expr"] for name in ("recording.yml", "alerts.yml") for rule in rules(name))]
    for label, values in MATCHER.findall(" ".join([*texts, *chain.from_iterable(map(expressions, DASHBOARDS))])):
        if label in known and "$" not in values:
            assert set(values.split("|")) <= known[label], label


def test_dashboards_are_as_built():
    """`python deploy/grafana/build.py` makes them, the same every time."""
    words = [sys.executable, str(DEPLOY / "grafana" / "build.py"), "--check"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_dashboard_that_was_changed_is_found(tmp_path):
    """--check exits 1 and names what differs, is missing or has no source."""
    copy = tmp_path / "grafana"
    for path in (DEPLOY / "grafana").rglob("*.py"):
        target = copy / path.relative_to(DEPLOY / "grafana")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    build = [sys.executable, str(copy / "build.py")]
    subprocess.run(build, check=True)
    assert len(list((copy / "dashboards").iterdir())) == 6
    (copy / "dashboards" / "khabar-stages.json").unlink()
    (copy / "dashboards" / "mine.json").write_text("{}", encoding="utf-8")
    done = subprocess.run([*build, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "khabar-stages.json, mine.json" in done.stderr


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_a_dashboard_is_whole(path):
    """Panels have a description, a unit and ids of their own, don't overlap, and fill the width."""
    built = board(path)
    panels = [panel for panel in built["panels"] if panel["type"] != "row"]
    assert len({panel["id"] for panel in built["panels"]}) == len(built["panels"])
    assert [variable["name"] for variable in built["templating"]["list"]][:3] == ["datasource", "job", "instance"]
    assert built["refresh"]
    for panel in panels:
        assert panel["description"], panel["title"]
        assert panel["datasource"]["uid"] == "${datasource}"
        for target in panel["targets"]:
            assert 'instance=~"$instance"' in target["expr"] or "ALERTS" in target["expr"], panel["title"]
        told = panel["options"]["yAxis"] if panel["type"] == "heatmap" else panel["fieldConfig"]["defaults"]
        assert told["unit"], panel["title"]
    cells = [cell for panel in built["panels"] for cell in _cells(panel["gridPos"])]
    assert len(cells) == len(set(cells))
    widths = {y: sum(1 for _, row in cells if row == y) for _, y in cells}
    assert set(widths.values()) == {24}


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_what_is_shown_as_one_value_is_of_now(path):
    """Over the time shown, the last value before a crash would stand there as if it were so still."""
    for panel in board(path)["panels"]:
        for target in panel.get("targets", ()):
            is_now = panel["type"] in ("stat", "bargauge", "table")
            assert (target["instant"], target["range"]) == (is_now, not is_now), panel["title"]


def test_a_number_that_is_missing_is_red():
    """Those that Khabar gives as long as it is up."""
    (overview,) = (board(path) for path in DASHBOARDS if path.stem == "khabar-overview")
    stats = {panel["title"]: panel for panel in overview["panels"] if panel["type"] == "stat"}
    for title in ("Ready", "Account", "Last commit", "Lag", "In flight", "Up for"):
        panel = stats[title]
        missing = [one["options"] for one in panel["fieldConfig"]["defaults"]["mappings"] if one["type"] == "special"]
        assert missing == [{"match": "null+nan", "result": {"text": "NO DATA", "color": "red"}}], title


def _cells(at: dict[str, int]) -> Iterator[tuple[int, int]]:
    return ((x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"]))


def test_links_of_panels_and_alerts_lead_to_dashboards():
    """Nothing leads nowhere."""
    there = {f"/d/{board(path)['uid']}" for path in DASHBOARDS}
    panels = chain.from_iterable(board(path)["panels"] for path in DASHBOARDS)
    links = {link["url"].partition("?")[0] for panel in panels for link in panel.get("links", ())}
    assert links
    assert links | {rule["annotations"]["dashboard"] for rule in rules("alerts.yml")} <= there


@pytest.mark.parametrize("alert", rules("alerts.yml"), ids=lambda rule: rule["alert"])
def test_an_alert_says_what_it_means_and_what_to_do(alert):
    """Severity, the time within which it fires, a summary, a description with values, and a runbook in three parts."""
    texts = alert["annotations"]
    assert alert["labels"]["severity"] in ("critical", "warning")
    assert re.fullmatch(r"\d+[mh]", texts["within"])
    assert all(texts[name] for name in ("summary", "description"))
    if alert["alert"] != "KhabarAbsent":
        assert "{{ $labels." in texts["summary"] + texts["description"]
    assert texts["runbook"].startswith("What it means: ")
    assert "\nLook at: " in texts["runbook"]
    assert "\nDo: " in texts["runbook"]


@pytest.mark.parametrize("name", [rule["alert"] for rule in rules("alerts.yml")])
def test_an_alert_has_unit_tests(name):
    """One of promtool's tests sees it fire, and the same one sees it quiet before its time and after the fault."""
    files = (DEPLOY / "prometheus" / "tests").iterdir()
    tests = [test for path in files for test in yaml.safe_load(path.read_text(encoding="utf-8"))["tests"]]
    asks = [[ask for ask in test["promql_expr_test"] if f'alertname="{name}"' in ask["expr"]] for test in tests]
    seen = [[fires for fires, _ in groupby(bool(ask["exp_samples"]) for ask in asked)] for asked in asks]
    assert [False, True, False] in seen


def test_every_recording_rule_has_a_unit_test():
    """At least one value of each."""
    text = (DEPLOY / "prometheus" / "tests" / "recording.yml").read_text(encoding="utf-8")
    assert {rule["record"] for rule in rules("recording.yml") if f"expr: {rule['record']}" not in text} == set()
