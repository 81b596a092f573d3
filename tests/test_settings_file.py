"""The settings file: what it sets, and what it must not hold."""

from pathlib import Path
from typing import Any

import click
import pytest

from pipeline.cli import khabar


def defaults(folder: Path, text: str) -> dict[str, Any]:
    """Write a settings file, and give the map of defaults that click makes of it."""
    file = folder / "khabar.toml"
    file.write_text(text, encoding="utf-8")
    return khabar.make_context("khabar", ["--config", str(file), "run"]).default_map


def test_the_top_is_for_all_commands_and_a_table_for_one(tmp_path):
    """A table wins over the top, and adds to it, in groups of commands too."""
    found = defaults(tmp_path, 'brokers = "a:1"\npartitions = 3\n[run]\nbrokers = "b:1"\n[topics]\nreplication = 2\n')
    assert found["run"] == {"brokers": "b:1"}
    assert found["replay"] == {"brokers": "a:1"}
    assert found["topics"]["create"] == {"brokers": "a:1", "partitions": 3, "replication": 2}


def test_a_command_below_a_group_has_its_own_table(tmp_path):
    """[topics.create] is what its name says."""
    assert defaults(tmp_path, "[topics.create]\npartitions = 7\n")["topics"]["create"] == {"partitions": 7}


def test_the_log_level_stands_there_too(tmp_path):
    """A flag of the command khabar itself is a key like any other."""
    assert defaults(tmp_path, 'log-level = "debug"\n')["log_level"] == "debug"


def test_a_single_sink_needs_no_list(tmp_path):
    """One string is a list of one."""
    assert defaults(tmp_path, '[run]\nsink = "jsonl:x y"\n')["run"] == {"sink": ["jsonl:x y"]}


def test_brokers_and_sinks_for_all_commands_are_not_the_demos(tmp_path):
    """The demo's stories go into a real cluster only when its own table says so."""
    found = defaults(tmp_path, 'brokers = "real:1"\nsink = "jsonl:real"\n')
    assert found["run"] == {"brokers": "real:1", "sink": ["jsonl:real"]}
    assert found["demo"] == {}
    assert defaults(tmp_path, '[demo]\nbrokers = "mine:1"\n')["demo"] == {"brokers": "mine:1"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[run]\nindex-max = true\n", ("index-max", "an integer", "True")),
        ("[run]\nindex-max = 1.5\n", ("index-max", "an integer", "1.5")),
        ('[run]\nuntil-end = "no"\n', ("until-end", "true or false", "'no'")),
        ("group = 5\n", ("group", "a string", "5")),
        ("group = 2025-01-01\n", ("group", "a string")),
        ('brokers = ["a:1", "b:1"]\n', ("brokers", "a string", "['a:1', 'b:1']")),
        ("horizon = true\n", ("horizon", "72h", "True")),
        ("[replay]\nspeed = true\n", ("speed", "a number", "True")),
        ("sink = [1]\n", ("sink", "list of strings", "[1]")),
        ("colour = 3\n[run]\nshape = 4\n[jump]\nheight = 5\n", ("colour", "run.shape", "[jump]")),
        ('config = "other.toml"\n', ("config",)),
        ('paths = "a.txt"\n', ("paths",)),
        ("[topics.drop]\nx = 1\n", ("[topics.drop]",)),
        ("no toml", ("khabar.toml",)),
    ],
)
def test_what_makes_no_sense_there_is_named(tmp_path, text, named):
    """Nothing is ignored, and nothing silently taken for something else."""
    with pytest.raises(click.BadParameter) as refused:
        defaults(tmp_path, text)
    assert all(name in refused.value.message for name in named), refused.value.message


@pytest.mark.parametrize("key", ["sasl-password", "ssl-password"])
@pytest.mark.parametrize("value", ["12345678", '["12345678"]', "1234-05-06"])
def test_a_password_of_a_wrong_type_is_not_shown(tmp_path, key, value):
    """The message names the key; the value stays where it is."""
    with pytest.raises(click.BadParameter, match=rf"{key} \(--{key}\): expected a string") as raised:
        defaults(tmp_path, f"{key} = {value}\n")
    assert "1234" not in str(raised.value.message)
