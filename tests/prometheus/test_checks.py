"""promtool and amtool on every file, and the functions that the other tests here rest on."""

import subprocess
from itertools import combinations, permutations

import pytest
from compressed import compressed, intervals, seconds
from promql import filled_in, without_comparisons
from real_prometheus import ALERTS, CONFIG, RECORDING, Alertmanager, load, program, until

EVERY_ALERT = {rule["alert"] for group in load(ALERTS)["groups"] for rule in group["rules"]} - {"KhabarNotReady"} | {
    "KhabarNotReady (broker)",
    "KhabarNotReady (sinks)",
}
KEEPS_BACK = {  # on the same instance
    "KhabarDown": EVERY_ALERT - {"KhabarDown"},
    "KhabarNotReady (broker)": {
        "KhabarNoDelivery", "KhabarNothingDelivered", "KhabarNoStories", "KhabarSourceErrors", "KhabarAborts",
        "KhabarSinkRetries", "KhabarLagGrowing", "KhabarLagHigh", "KhabarSlow", "KhabarNotReady (sinks)",
    },
    "KhabarNoStories": {"KhabarOutletSilent"},
    "KhabarLagHigh": {"KhabarSlow"},
}  # fmt: skip


def passes(*words: str) -> str:
    """Run a program that must exit 0, and give what it wrote."""
    path, *flags = words
    done = subprocess.run([program(path), *flags], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)} exited {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def test_the_configuration_is_valid():
    """promtool reads prometheus.yml and the rule files that it names."""
    assert "2 rule files found" in passes("promtool", "check", "config", "--lint-fatal", str(CONFIG / "prometheus.yml"))
    passes("promtool", "check", "rules", "--lint-fatal", str(RECORDING), str(ALERTS))


@pytest.mark.parametrize("name", sorted(path.name for path in (CONFIG / "tests").glob("*.yml")))
def test_the_unit_tests_of_the_rules_pass(name):
    """Each alert fires, does not, and clears, in promtool's own time."""
    assert "SUCCESS" in passes("promtool", "test", "rules", str(CONFIG / "tests" / name))


def test_alertmanager_takes_its_configuration():
    """amtool reads alertmanager.yml, and each severity has its receiver."""
    path = str(CONFIG / "alertmanager.yml")
    passes("amtool", "check-config", path)
    for severity, receiver in (("critical", "on-call"), ("warning", "desk")):
        test = ("amtool", "config", "routes", "test", f"--config.file={path}", "--verify.receivers", receiver)
        passes(*test, f"severity={severity}")


def test_one_cause_gives_one_message(tmp_path):
    """Each two alerts on an instance of their own: what follows from the other is kept back, and nothing else is."""
    pairs = {" and ".join(pair): pair for pair in combinations(sorted(EVERY_ALERT), 2)}
    alerts = [labels(name, instance) for instance, pair in pairs.items() for name in pair]
    elsewhere = labels("KhabarSlow", "KhabarBug and KhabarDown") | {"job": "another"}
    with Alertmanager(tmp_path) as alertmanager:
        alertmanager.tell(*alerts, elsewhere)
        until(lambda: len(alertmanager.kept_back()) == len(alerts) + 1, 20, "all alerts are known")
        found = {(told["instance"], named(told), told["job"]) for told, kept in alertmanager.kept_back() if kept}
    assert found == {
        (instance, name, "khabar")
        for instance, pair in pairs.items()
        for cause, name in permutations(pair)
        if name in KEEPS_BACK.get(cause, ())
    }


def labels(name: str, instance: str) -> dict[str, str]:
    """Give the labels of an alert, whose name may have a check in brackets."""
    name, _, check = name.partition(" (")
    more = {"check": check.rstrip(")")} if check else {}
    return {"alertname": name, "job": "khabar", "instance": instance} | more


def named(labels: dict[str, str]) -> str:
    """Give the name of an alert, with its check in brackets."""
    return f"{labels['alertname']} ({labels['check']})" if "check" in labels else labels["alertname"]


def test_time_is_found_and_divided():
    """Ranges, offsets, waits and ages are divided; ratios, counts and latencies are not."""
    expr = 'khabar:lag_seconds:max{job="a"} > 60 and rate(x[5m] offset 1d) > 50 and khabar:end_to_end:p99 > 30'
    document = {"groups": [{"name": "g", "rules": [{"alert": "A", "expr": expr, "for": "2m", "labels": {}}]}]}
    (rule,) = compressed(document, 60)["groups"][0]["rules"]
    assert rule["for"] == "2000ms"
    assert rule["expr"] == (
        'khabar:lag_seconds:max{job="a"} > 1 and rate(x[5000ms] offset 1440000ms) > 50 and khabar:end_to_end:p99 > 30'
    )
    assert seconds("1h30m") == 5400


def test_intervals_are_divided_and_stay_possible():
    """Nothing is scraped or evaluated twice as often as SHORTEST_S allows."""
    assert intervals({"scrape_interval": "5s", "evaluation_interval": "15s"}, 12) == {
        "scrape_interval": "500ms",
        "evaluation_interval": "1250ms",
    }


@pytest.mark.parametrize(
    "expr", ["rate(x[1h30m])", "rate(x[5m] offset 1w)", "max_over_time(x[5m:1m])", "a:b_seconds:max < 9"]
)
def test_time_that_is_overlooked_is_an_error(expr):
    """A new way to write a time stops the test, rather than staying as long as it is."""
    with pytest.raises(ValueError, match="see DURATION and AGE"):
        compressed({"groups": [{"name": "g", "rules": [{"record": "r", "expr": expr}]}]}, 60)


def test_the_alerts_compared_with_an_age_are_known():
    """The thresholds in seconds that are divided are those of ages, silences and lags; nothing else changes value."""
    document = load(ALERTS)
    changed = set()
    for before, after in zip(document["groups"], compressed(document, 60)["groups"], strict=True):
        for rule, short in zip(before["rules"], after["rules"], strict=True):
            if "seconds:max" in rule["expr"] and rule["expr"] != short["expr"]:
                changed.add(rule["alert"])
    assert changed == {"KhabarNoDelivery", "KhabarOutletSilent", "KhabarLagGrowing", "KhabarLagHigh"}


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ("a > 2 and on (job) b >= 1", "a{} and on (job) b{}"),
        ("sum by (x) (a / (b > 0)) == 0", "sum by (x)(a{} / (b{}))"),
        ('absent(up{job="khabar"})', 'up{job="khabar"}'),
        ("count(a > 0) or vector(0)", "count(a{}) or vector(0)"),
    ],
)
def test_comparisons_are_taken_out(expr, expected):
    """What is left of an alert's expression is what it compares, on the series that it would compare."""
    squeezed = " ".join(without_comparisons(expr).split()).replace("( ", "(")
    assert squeezed == expected


def test_variables_of_grafana_are_filled_in():
    """Labels match anything, intervals are those of a panel of an hour."""
    expr = 'sum by (le) (rate(a{job=~"$job", instance=~"$instance"}[$__rate_interval])) + increase(a[$__range])'
    assert filled_in(expr) == 'sum by (le) (rate(a{job=~".+", instance=~".+"}[1m])) + increase(a[1h])'
