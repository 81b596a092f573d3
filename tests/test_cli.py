"""The command line: flags, variables, the settings file, messages and exit codes."""

import re
import subprocess
from importlib.metadata import version

import pytest
from click.testing import CliRunner
from khabar import SCRIPT

from pipeline.cli import khabar

COMMANDS = (["run"], ["demo"], ["replay"], ["enrich"], ["topics", "create"], ["doctor"])


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
    flags = set(re.findall(r"^\s+(--[a-z-]+)", text, re.MULTILINE)) | set(re.findall(r"-h, (--help)", text))
    variables = set(re.findall(r"KHABAR_\w+", text))
    assert {"KHABAR_" + flag[2:].replace("-", "_").upper() for flag in flags - {"--help"}} == variables


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("run", "--no-such"), ("--no-such",)),
        (("run", "--index-max", "0"), ("--index-max", "KHABAR_INDEX_MAX")),
        (("run", "--horizon", "soon"), ("--horizon", "KHABAR_HORIZON", "soon")),
        (("run", "--max-refused-share", "2"), ("--max-refused-share", "KHABAR_MAX_REFUSED_SHARE")),
        (("run", "--metrics-port", "99999"), ("--metrics-port", "KHABAR_METRICS_PORT")),
        (("run", "--sink", "csv:x"), ("--sink", "KHABAR_SINK")),
        (("replay", "/no/such/file.jsonl"), ("/no/such/file.jsonl",)),
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


def test_an_unknown_key_in_the_settings_file_is_an_error(tmp_path):
    """Nothing is silently ignored."""
    file = tmp_path / "khabar.toml"
    file.write_text("colour = 3\n[run]\nshape = 4\n[jump]\nheight = 5\n", encoding="utf-8")
    code, text = invoke("--config", str(file), "run")
    assert code == 2
    assert all(name in text for name in ("colour", "run.shape", "[jump]"))


def test_a_missing_input_file_fails_with_its_name():
    """Not a usage error: the command was right, the file is not there."""
    code, text = invoke("enrich", "/no/such/file.jsonl")
    assert code == 1
    assert "/no/such/file.jsonl" in text


def test_secrets_are_in_no_repr():
    """What is logged or raised by accident shows no password."""
    from connectors.kafka.settings import Cluster

    shown = repr(Cluster("b:1", ssl_password="s3cret", sasl_plain_password="s3cret"))
    assert "s3cret" not in shown
