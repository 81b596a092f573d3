"""The settings file: TOML behind the flags, at its top for all commands, in a table for one."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from pipeline.flag_types import Duration
from pipeline.options import OwnOption

type Table = Mapping[str, Any]

SECRETS = ("--ssl-password", "--sasl-password")  # never shown, not even a wrong one
FILE = "config"  # the flag that names the file itself


def load_settings(ctx: click.Context, _: click.Parameter, path: str | None) -> None:
    """Take flags from a TOML file: at its top for all commands, in a table [NAME] for one.

    Flags and environment variables win over it. A key that no command knows, or of a wrong type, is an error.
    """
    if path is None:
        return
    try:
        found = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{path} is not TOML: {error}") from error
    if unknown := list(_unknown(ctx.command, found)):
        raise click.BadParameter(f"no flag is named {', '.join(unknown)}; keys are flag names without the dashes")
    ctx.default_map = _defaults(ctx.command, found)


def _unknown(command: click.Command, table: Table, path: str = "") -> Iterator[str]:
    for key, value in table.items():
        below = _below(command).get(key)
        if isinstance(value, Mapping):
            yield from [f"[{path}{key}]"] if below is None else _unknown(below, value, f"{path}{key}.")
        elif not _knows(command, key):
            yield f"{path}{key}"


def _knows(command: click.Command, key: str) -> bool:
    return _flag(command, key) is not None or any(_knows(below, key) for below in _below(command).values())


def _defaults(command: click.Command, table: Table, *, inherited: bool = False) -> dict[str, Any]:
    """Give click's map of defaults: this command's flags by name, and the map of each command below it."""
    values = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    flags = {key: flag for key in values if (flag := _flag(command, key)) is not None}
    defaults: dict[str, Any] = {
        flag.name: _typed(flag, key, values[key])
        for key, flag in flags.items()
        if not (inherited and isinstance(flag, OwnOption))
    }
    for name, below in _below(command).items():
        defaults[name] = _over(_defaults(below, values, inherited=True), _defaults(below, table.get(name, {})))
    return defaults


def _over(wide: Table, narrow: Table) -> dict[str, Any]:
    """Lay one map of defaults over another, command by command."""
    both = {name: _over(wide[name], value) for name, value in narrow.items() if isinstance(wide.get(name), Mapping)}
    return {**wide, **narrow, **both}


def _below(command: click.Command) -> Mapping[str, click.Command]:
    return command.commands if isinstance(command, click.Group) else {}


def _flag(command: click.Command, key: str) -> click.Option | None:
    name = key.replace("-", "_")
    options = (param for param in command.params if isinstance(param, click.Option) and param.name != FILE)
    return next((option for option in options if option.name == name), None)


def _typed(flag: click.Option, key: str, value: Any) -> Any:
    """Give the value for a flag; click alone would take `true` for 1 and a date for a name."""
    expected, kinds = _kinds(flag)
    if flag.multiple:
        value = [value] if type(value) is str else value
        if type(value) is list and all(type(item) is str for item in value):
            return value
    elif type(value) in kinds:
        return value
    got = "something else" if flag.opts[0] in SECRETS else repr(value)
    raise click.BadParameter(f"{key} ({flag.opts[0]}): expected {expected} in the settings file, got {got}")


def _kinds(flag: click.Option) -> tuple[str, tuple[type, ...]]:
    if flag.multiple:
        return "a string or a list of strings", ()
    if flag.is_flag:
        return "true or false", (bool,)
    if isinstance(flag.type, Duration):
        return "a string such as '72h' or a number of seconds", (str, int, float)
    if isinstance(flag.type, click.IntRange):
        return "an integer", (int,)
    if isinstance(flag.type, click.FloatRange):
        return "a number", (int, float)
    return "a string", (str,)
