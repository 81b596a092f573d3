"""promtool and amtool on every file, and the functions that the other tests here rest on."""

import subprocess

import pytest
from compressed import compressed, seconds
from promql import filled_in, without_comparisons
from real_prometheus import ALERTS, CONFIG, RECORDING, Alertmanager, load, program, until


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
    """A broker that is away keeps back what follows from it; another instance's alerts go out."""
    a, b = {"job": "khabar", "instance": "a"}, {"job": "khabar", "instance": "b"}
    with Alertmanager(tmp_path) as alertmanager:
        alertmanager.tell(
            a | {"alertname": "KhabarNotReady", "check": "broker", "severity": "critical"},
            a | {"alertname": "KhabarNoDelivery", "severity": "critical"},
            a | {"alertname": "KhabarRefusals", "severity": "warning"},
            b | {"alertname": "KhabarSourceErrors", "severity": "warning"},
        )
        until(lambda: len(alertmanager.inhibited()) == 4, 10, "four alerts are known")
        assert alertmanager.inhibited() == {
            "KhabarNotReady": False,
            "KhabarNoDelivery": True,
            "KhabarRefusals": False,
            "KhabarSourceErrors": False,
        }


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
