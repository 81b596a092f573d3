"""The command line: flags, variables, the settings file, messages and exit codes."""

import re
import subprocess
from importlib.metadata import version
from pathlib import Path

import click
import orjson
import pytest
from click.testing import CliRunner
from kafka.errors import KafkaTimeoutError
from khabar import SCRIPT

from pipeline.cli import khabar
from pipeline.ending import ending

OF_THE_DEMO = {"--brokers": "KHABAR_DEMO_BROKERS", "--sink": "KHABAR_DEMO_SINK"}  # it must not find a real cluster
COMMANDS = (["run"], ["demo"], ["replay"], ["enrich"], ["topics", "create"], ["doctor"], ["eval", "text"], ["copies"])

SETS = str(Path(__file__).parent / "quality")  # a wheel has none of its own


STORY = "بارش باران در تهران\n\nباران از بامداد در تهران بارید و هوا خنک شد.\n"


def invoke(*words: str, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Run a command in this process; give its exit code and all it printed."""
    result = CliRunner(env=env).invoke(khabar, words)
    return result.exit_code, result.output


def test_the_version_is_that_of_the_distribution():
    """`khabar --version` names it."""
    shown = subprocess.run([SCRIPT, "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout.split()[-1] == version("khabar")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_flag_shows_its_variable(command):
    """Whatever can be said with a flag can be said in the environment."""
    code, text = invoke(*command, "--help")
    assert code == 0
    flags = set(re.findall(r"^\s+(--[a-z-]+)", text, re.MULTILINE)) - {"--help"}
    variables = set(re.findall(r"env\s+var:\s+(KHABAR_\w+)", text))
    own = OF_THE_DEMO if command == ["demo"] else {}
    assert {own.get(flag, "KHABAR_" + flag[2:].replace("-", "_").upper()) for flag in flags} == variables


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("run", "--no-such"), ("--no-such",)),
        (("run", "--index-max", "0"), ("--index-max", "KHABAR_INDEX_MAX")),
        (("run", "--horizon", "soon"), ("--horizon", "KHABAR_HORIZON", "soon")),
        (("run", "--max-refused-share", "2"), ("--max-refused-share", "KHABAR_MAX_REFUSED_SHARE")),
        (("run", "--metrics-port", "99999"), ("--metrics-port", "KHABAR_METRICS_PORT")),
        (("run", "--sink", "csv:x"), ("--sink", "KHABAR_SINK")),
        (("run", "--brokers", "host:0"), ("--brokers", "KHABAR_BROKERS", "host:0")),
        (("run", "--group", ""), ("--group", "KHABAR_GROUP")),
        (("run", "--topic-dead", ".."), ("--topic-dead", "KHABAR_TOPIC_DEAD")),
        (("replay", ".", "--topic-raw", "a b"), ("--topic-raw", "KHABAR_TOPIC_RAW")),
        (("replay", ".", "--speed", "nan"), ("--speed", "KHABAR_SPEED")),
        (("run", "--ssl-cafile", "/no/such.pem"), ("--ssl-cafile", "KHABAR_SSL_CAFILE", "/no/such.pem")),
        (("topics", "create", "--partitions", "99999999999"), ("--partitions", "KHABAR_PARTITIONS")),
        (("run", "--topic-raw", "n.x", "--topic-dead", "n_x"), ("--topic-raw", "KHABAR_TOPIC_DEAD")),
        (("demo", "--topic-raw", "news.dead"), ("--topic-raw", "--topic-dead")),
        (("doctor", "--topic-raw", "news.dead"), ("--topic-raw", "--topic-dead")),
        (("topics", "create", "--topic-raw", "news.dead"), ("--topic-raw", "--topic-dead")),
        (("run", "--sink", "jsonl:a/b", "--sink", "jsonl:a/b/?outcomes=all"), ("--sink", "KHABAR_SINK", "a/b/")),
        (("demo", "--sink", "jsonl:"), ("--sink",)),
        (("replay", ".", "--sasl-username", "u"), ("--sasl-username", "KHABAR_SASL_USERNAME", "--security-protocol")),
        (("replay", "/no/such/file.jsonl"), ("/no/such/file.jsonl",)),
        (("enrich", "/no/such/file.jsonl"), ("/no/such/file.jsonl",)),
        (("enrich",), ("FILES",)),
        (("copies",), ("ID", "--graph", "KHABAR_GRAPH")),
        (("copies", "1", "--graph", "-"), ("ID", "--graph", "KHABAR_GRAPH")),
        (("copies", "--graph", "x.png"), ("--graph", "KHABAR_GRAPH", "x.png", ".svg", ".html")),
        (("copies", "--graph", "x.svg", "--json"), ("--json", "KHABAR_JSON")),
        (("copies", "1", "--since", "7d"), ("--since", "KHABAR_SINCE")),
        (("copies", "--graph", "-", "--since", "soon"), ("--since", "KHABAR_SINCE", "soon")),
        (("copies", "--graph", "-", "--least", "0"), ("--least", "KHABAR_LEAST")),
        (("copies", "1", "--from", "/no/such.jsonl"), ("--from", "KHABAR_FROM", "/no/such.jsonl")),
        (("copies", "1", "--from", "-", "--from", "-"), ("--from", "KHABAR_FROM")),
        (("eval", "duplicates", "--sets", "/"), ("--sets", "KHABAR_SETS", "'/'", "tests/quality")),
        (("eval", "text", "--sets", "/no/such"), ("--sets", "KHABAR_SETS", "/no/such", "tests/quality")),
        (("eval", "text", "--sets", SETS, "--data", "/no/such"), ("--data", "KHABAR_DATA", "/no/such", "wire/*.jsonl")),
        (("enrich", "/no/such/file.jsonl", "--outcomes", "some"), ("--outcomes", "KHABAR_OUTCOMES")),
    ],
)
def test_impossible_values_name_flag_and_variable(words, named):
    """Usage errors exit with 2."""
    code, text = invoke(*words)
    assert code == 2, text
    assert all(name in text for name in named), text


def test_an_impossible_variable_is_named_too():
    """The message is the same, whichever way the value came."""
    code, text = invoke("run", env={"KHABAR_PROCESSES": "-3"})
    assert code == 2
    assert "--processes" in text
    assert "KHABAR_PROCESSES" in text


def test_the_settings_file_sets_flags_for_all_commands_and_for_one(tmp_path):
    """A bad value from the file is reported like one from a flag."""
    file = tmp_path / "khabar.toml"
    file.write_text('brokers = "127.0.0.1:1"\n[run]\nindex-max = 0\n', encoding="utf-8")
    code, text = invoke("--config", str(file), "run")
    assert code == 2
    assert "--index-max" in text


def test_a_folder_named_twice_by_another_path_is_noticed(tmp_path):
    """A link to a folder is that folder."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    code, text = invoke("run", "--sink", f"jsonl:{tmp_path}/real", "--sink", f"jsonl:{tmp_path}/link")
    assert code == 2
    assert "one folder" in text


def test_the_environments_brokers_are_not_the_demos(monkeypatch):
    """Only the flag sends the demo's stories to a broker that is not its own, and it says so."""
    monkeypatch.setenv("KHABAR_BROKERS", "real:9092")
    monkeypatch.setenv("KHABAR_SINK", "jsonl:real")
    given = khabar.commands["demo"].make_context("demo", []).params
    assert (given["brokers"], given["sink"]) == (None, ())
    assert khabar.commands["demo"].make_context("demo", ["--brokers", "b:1"]).params["brokers"] == "b:1"
    assert "KHABAR_BROKERS" in invoke("demo", "--help")[1]


def test_the_demo_has_variables_of_its_own(monkeypatch):
    """They are meant for nothing else."""
    monkeypatch.setenv("KHABAR_DEMO_BROKERS", "b:1")
    monkeypatch.setenv("KHABAR_DEMO_SINK", "jsonl:x")
    given = khabar.commands["demo"].make_context("demo", []).params
    assert (given["brokers"], given["sink"]) == ("b:1", ("jsonl:x",))


def test_equal_names_have_distinct_origins_and_refusals_are_counted(tmp_path):
    """What is refused and not shown is counted at the end; with --outcomes all it is seen."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_bytes(b"\xff" if folder == "b" else STORY.encode())
    words = [str(SCRIPT), "enrich", "a/x.txt", "b/x.txt"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert [orjson.loads(line)["origin"] for line in done.stdout.splitlines()] == ["a/x.txt:1"]
    assert done.stderr == "not shown: 1 refused; --outcomes all shows them\n"
    done = subprocess.run([*words, "--outcomes", "all"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert [orjson.loads(line)["origin"] for line in done.stdout.splitlines()] == ["a/x.txt:1", "b/x.txt:1"]
    assert done.stderr == ""


def test_a_closed_pipe_ends_quietly(tmp_path):
    """As a filter that SIGPIPE ended, without a word."""
    (tmp_path / "x.jsonl").write_text("{}\n" * 5000, encoding="utf-8")
    words = [str(SCRIPT), "enrich", str(tmp_path / "x.jsonl"), "--outcomes", "all"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as filtering:
        filtering.stdout.readline()
        filtering.stdout.close()
        told = filtering.stderr.read()
    assert (filtering.returncode, told) == (141, b"")


@pytest.fixture
def outcomes_file(tmp_path):
    """Outcomes of a story and a copy of it, as `khabar enrich --outcomes all` prints them."""
    stories = [{"id": id_, "outlet": outlet, "body": STORY} for id_, outlet in (("1", "مهر"), ("2", "ایسنا"))]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(map(orjson.dumps, stories)))
    code, lines = invoke("enrich", str(tmp_path / "in.jsonl"), "--outcomes", "all")
    assert code == 0
    (tmp_path / "out.jsonl").write_text(lines, encoding="utf-8")
    return str(tmp_path / "out.jsonl")


def test_copies_answers_from_a_file_and_from_standard_input(outcomes_file):
    """By the owner's id or the copy's; --json gives the note."""
    chains = {invoke("copies", story_id, "--from", outcomes_file) for story_id in ("1", "2")}
    [(code, text)] = chains
    assert code == 0
    assert text.replace("\u200e", "").startswith("مهر · 1 · version 1 · ")
    given = Path(outcomes_file).read_bytes()
    result = CliRunner().invoke(khabar, ("copies", "1", "--json", "--from", "-"), input=given)
    assert orjson.loads(result.stdout)["of"] == "1"


def test_copies_draws_and_prints_the_graph(outcomes_file, tmp_path):
    """A picture, a page, a table."""
    for name in ("a.svg", "a.html"):
        assert invoke("copies", "--from", outcomes_file, "--graph", str(tmp_path / name)) == (0, "")
        assert "ایسنا" in (tmp_path / name).read_text(encoding="utf-8")
    code, text = invoke("copies", "--from", outcomes_file, "--graph", "-")
    assert code == 0
    assert "1 copy between 2 outlets" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("3",), "no note knows a story '3'"),
        (("1", "--outlet", "فارس"), "no note knows a story '1' of outlet 'فارس'"),
        (("--graph", "-", "--least", "2"), "1 of pairs with fewer than --least"),
        (("--graph", "-", "--since", "0s"), "nothing to draw"),
        (("--graph", "/no/such/folder/x.svg"), "--graph /no/such/folder/x.svg (KHABAR_GRAPH) can't be written"),
    ],
)
def test_copies_without_an_answer_fails(outcomes_file, words, told):
    """One message, exit code 1."""
    code, text = invoke("copies", "--from", outcomes_file, *words)
    assert (code, text.count("\n")) == (1, 1), text
    assert told in text


def test_copies_tells_what_it_passed_over(tmp_path):
    """Stories that were never enriched are no outcomes."""
    (tmp_path / "raw.jsonl").write_text('{"id": "1"}\nx\n', encoding="utf-8")
    code, text = invoke("copies", "1", "--from", str(tmp_path / "raw.jsonl"))
    assert code == 1
    assert "passed over: 2 that are no outcomes of Khabar" in text


def test_an_error_of_kafka_is_one_line():
    """Whatever of kafka-python reaches a command's end names the flag, and no traceback stands beside it."""

    @click.command()
    @click.option("--brokers")
    @ending
    def failing(brokers: str) -> None:
        raise KafkaTimeoutError("no answer")

    result = CliRunner().invoke(failing, ["--brokers", "b:1"])
    assert result.exit_code == 1
    assert result.output == "khabar: --brokers b:1 (KHABAR_BROKERS): KafkaTimeoutError: no answer\n"


def test_other_errors_keep_their_traceback():
    """A bug is shown as what it is."""
    result = CliRunner().invoke(click.command()(ending(lambda: 1 // 0)))
    assert isinstance(result.exception, ZeroDivisionError)


def test_secrets_are_in_no_repr():
    """What is logged or raised by accident shows no password."""
    from connectors.kafka.settings import Cluster

    shown = repr(Cluster("b:1", ssl_password="s3cret", sasl_plain_password="s3cret"))
    assert "s3cret" not in shown
