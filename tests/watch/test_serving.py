"""The server beside the road, over real HTTP."""

import http.client
import itertools
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import orjson
import pytest

from connectors.tansu import free_port
from pipeline.errors import SettingsError
from pipeline.settings import WatchSettings
from pipeline.watch import app
from pipeline.watch.events import MOST_ENDS
from pipeline.watch.serving import serve
from pipeline.watch.state import LiveState


def watched(host: str = "127.0.0.1", port: int = 0, names: tuple[str, ...] = ()) -> WatchSettings:
    """Settings of a server on a free port."""
    return WatchSettings(host, port, names, "newsroom", "news.raw", ())


@pytest.fixture
def url(metrics, registry) -> Iterator[str]:
    """A server of the metrics on a free port."""
    with serve(metrics, registry, watched(), LiveState(metrics, "newsroom", "news.raw")) as url:
        yield url


def ask(url: str, path: str, **headers: str) -> http.client.HTTPResponse:
    """Ask for a path; the answer is not read yet."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return connection.getresponse()


def follow(answer: http.client.HTTPResponse) -> Iterator[dict[str, str]]:
    """Give the events of a stream, as fields by name."""
    event: dict[str, str] = {}
    for line in answer:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name:
            event[name] = value
        elif "event" in event:
            yield event
            event = {}


def first(answer: http.client.HTTPResponse, name: str) -> dict[str, str]:
    """Give the first event of a name among the next ones."""
    return next(event for event in itertools.islice(follow(answer), 20) if event["event"] == name)


@pytest.mark.parametrize("path", ["/", "/metrics", "/live", "/ready", "/history", "/page/index.html", "/nothing"])
def test_every_answer_is_closed_to_others(url, path):
    """Scripts, fonts and requests come from here alone, and nobody may frame it."""
    answer = ask(url, path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.status == {"/nothing": 404, "/ready": 503}.get(path, 200)


def test_only_names_of_this_machine_are_answered(url):
    """A web site whose name leads to loopback reads nothing."""
    assert ask(url, "/metrics", Host="evil.example").status == 400
    assert ask(url, "/metrics", Host="localhost:1").status == 200


@pytest.mark.parametrize(
    ("host", "names", "asked", "status"),
    [
        ("127.0.0.2", (), "evil.example", 400),
        ("0.0.0.0", (), "khabar:9109", 200),
        ("0.0.0.0", ("localhost", "khabar"), "khabar:9109", 200),
        ("0.0.0.0", ("localhost", "khabar"), "evil.example", 400),
    ],
)
def test_names_may_be_told(metrics, registry, host, names, asked, status):
    """A server that listens everywhere answers to any name, unless it was told its own."""
    with serve(metrics, registry, watched(host, names=names), LiveState(metrics, "g", "t")) as url:
        assert ask(url, "/metrics", Host=asked).status == status


@pytest.mark.parametrize("path", ["/page/../app.py", "/page/%2e%2e/app.py", "/page/vendor/../../app.py", "/page/"])
def test_nothing_but_the_page_is_served(url, path):
    """Whatever a path says."""
    assert ask(url, path).status == 404


def test_ready_says_what_is_missing(url, metrics):
    """503 with the checks that fail; 200 once all pass."""
    answer = ask(url, "/ready")
    assert answer.status == 503
    told = orjson.loads(answer.read())
    assert [check["check"] for check in told["checks"] if not check["ok"]] == ["broker", "partitions", "delivery"]
    metrics.behind({0: 0})
    metrics.committed()
    answer = ask(url, "/ready")
    assert (answer.status, orjson.loads(answer.read())["ready"]) == (200, True)


def test_metrics_are_given_as_asked(url):
    """Text for Prometheus of old, OpenMetrics for that of today."""
    text = ask(url, "/metrics")
    assert text.headers["content-type"].startswith("text/plain")
    assert b"khabar_conservation_records 0.0" in text.read()
    answer = ask(url, "/metrics", Accept="application/openmetrics-text; version=1.0.0")
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.read().endswith(b"# EOF\n")


def test_a_browser_sees_state_and_then_what_ends(url, metrics, record, end):
    """The same numbers as in /metrics, and each end once, in order."""
    metrics.read([record(0), record(1)])
    metrics.delivered([end("delivered", 0)], {0: 1})
    answer = ask(url, "/events")
    events = follow(answer)
    state = next(events)
    assert state["event"] == "state"
    told = orjson.loads(state["data"])
    assert (told["in"], told["delivered"], told["in_flight"], told["conservation"]) == (2, 1, 1, 0)
    assert (told["group"], told["outlets"]["irna"], told["tones"]["neg"]) == ("newsroom", 1, 1)
    assert told["partitions"] == [{"partition": 0, "lag_records": 0, "lag_seconds": 0.0, "read": 2, "committed": 1}]
    assert [one["seq"] for one in orjson.loads(next(events)["data"])] == [1]
    metrics.delivered([end("refused", 1)], {0: 2})
    ends = next(event for event in events if event["event"] == "ends")
    (one,) = orjson.loads(ends["data"])
    assert (one["seq"], one["end"]["outcome"], one["end"]["reason"]) == (2, "refused", "not_utf8")
    assert ends["id"] == f"{told['instance']}-2"


def test_a_browser_that_comes_again_goes_on_where_it_was(url, metrics, end):
    """By the id of its last event; an id of another run begins anew."""
    metrics.delivered([end("delivered", at) for at in range(5)], {0: 5})
    instance = orjson.loads(first(ask(url, "/events"), "state")["data"])["instance"]
    again = first(ask(url, "/events", Last_Event_ID=f"{instance}-3"), "ends")
    assert [one["seq"] for one in orjson.loads(again["data"])] == [4, 5]
    asked = first(ask(url, f"/events?last={instance}-3"), "ends")
    assert [one["seq"] for one in orjson.loads(asked["data"])] == [4, 5]
    endless = first(ask(url, "/events", Last_Event_ID=f"{instance}-{'9' * 5000}"), "ends")
    assert len(orjson.loads(endless["data"])) == 5
    other = first(ask(url, "/events", Last_Event_ID="another-3"), "ends")
    assert [one["seq"] for one in orjson.loads(other["data"])] == [1, 2, 3, 4, 5]


def test_what_is_too_fast_is_dropped_and_counted(url, metrics, registry, end):
    """A browser is told how many it did not get; the road never waits for it."""
    metrics.delivered([end("delivered", 0)], {0: 1})
    answer = ask(url, "/events")
    first(answer, "ends")
    began = time.perf_counter()
    metrics.delivered([end("delivered", at) for at in range(1, 1001)], {0: 1001})
    assert time.perf_counter() - began < 1.0
    ends = first(answer, "ends")
    assert orjson.loads(ends["data"])[-1]["seq"] == 1001
    assert 150 <= len(orjson.loads(ends["data"])) <= MOST_ENDS
    dropped = orjson.loads(first(answer, "dropped")["data"])["count"]
    assert dropped == 1000 - len(orjson.loads(ends["data"]))
    assert registry.get_sample_value("khabar_page_dropped_total") == dropped


def test_what_came_while_a_browser_was_away_is_told_apart(url, metrics, registry, end):
    """It was not too slow: it was not there; what it misses is told, and counted as no drop."""
    metrics.delivered([end("delivered", 0)], {0: 1})
    instance = orjson.loads(first(ask(url, "/events"), "state")["data"])["instance"]
    metrics.delivered([end("delivered", at) for at in range(1, 1001)], {0: 1001})
    again = ask(url, "/events", Last_Event_ID=f"{instance}-1")
    ends = orjson.loads(first(again, "ends")["data"])
    told = orjson.loads(first(again, "dropped")["data"])
    assert told == {"count": 1000 - len(ends), "away": True}
    assert registry.get_sample_value("khabar_page_dropped_total") == 0


def test_there_is_a_most_of_browsers(url, monkeypatch, registry):
    """One too many is told so; one that leaves makes room."""
    monkeypatch.setattr(app, "MAX_BROWSERS", 1)
    one = ask(url, "/events")
    first(one, "state")
    assert ask(url, "/events").status == 503
    one.close()
    deadline = time.monotonic() + 10
    while registry.get_sample_value("khabar_page_browsers") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert ask(url, "/events").status == 200


def test_a_browser_does_not_hold_the_end_up(metrics, registry):
    """The server ends within a second or two, whoever still follows it."""
    with serve(metrics, registry, watched(), LiveState(metrics, "g", "t")) as url:
        first(ask(url, "/events"), "state")
        began = time.monotonic()
    assert time.monotonic() - began < 3


def test_a_port_that_is_taken_is_named(metrics, registry):
    """With the flag, the variable and what to do."""
    port = free_port()
    state = LiveState(metrics, "g", "t")
    taken = pytest.raises(SettingsError, match=rf"--metrics-port {port} \(KHABAR_METRICS_PORT\).*0 takes a free port")
    with (
        serve(metrics, registry, watched(port=port), state),
        taken,
        serve(metrics, registry, watched(port=port), state),
    ):
        pass


def test_history_fills_with_time(url):
    """A sample a second, so that a page that opens has something to draw."""
    deadline = time.monotonic() + 10
    while len(samples := orjson.loads(ask(url, "/history").read())["samples"]) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert samples[1]["time"] - samples[0]["time"] == pytest.approx(1.0, abs=0.5)
