"""The flags of the command line, each with its environment variable, and the settings file behind them."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

type Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

UNITS_S = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class Duration(click.ParamType[float]):
    """A length of time such as 90s, 30m, 72h or 3d; a bare number is seconds."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Give seconds."""
        found = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd]?)", str(value).strip())
        if found is None:
            self.fail(f"expected a duration such as 90s, 30m, 72h or 3d, got {value!r}", param, ctx)
        return float(found[1]) * UNITS_S[found[2] or "s"]


def option(name: str, **settings: Any) -> Decorator:
    """Make a flag whose environment variable is KHABAR_ and its name, both shown in `--help`."""
    variable = "KHABAR_" + name.split("/")[0].removeprefix("--").replace("-", "_").upper()
    shown = {"show_envvar": True, "show_default": settings.get("default") not in (None, ())}
    return click.option(name, envvar=variable, **(shown | settings))


def options(*decorators: Decorator) -> Decorator:
    """Make one decorator of several, in the order they are shown."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


SECURITY = ("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")
MECHANISMS = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "GSSAPI")


def cluster_options(default_brokers: str | None = "127.0.0.1:9092") -> Decorator:
    """Make the flags that say how to reach Kafka."""
    return options(
        option("--brokers", default=default_brokers, metavar="HOST:PORT,…", help="Kafka brokers to begin with."),
        option("--security-protocol", type=click.Choice(SECURITY), default="PLAINTEXT", help="How to talk to brokers."),
        option("--ssl-cafile", type=click.Path(exists=True, dir_okay=False), help="Certificates to trust (PEM)."),
        option("--ssl-certfile", type=click.Path(exists=True, dir_okay=False), help="Our certificate (PEM)."),
        option("--ssl-keyfile", type=click.Path(exists=True, dir_okay=False), help="Our private key (PEM)."),
        option("--ssl-password", help="Password of the private key; better in the environment."),
        option("--ssl-check-hostname/--no-ssl-check-hostname", default=True, help="Whether names must match."),
        option("--sasl-mechanism", type=click.Choice(MECHANISMS), help="How to log in."),
        option("--sasl-username", help="User to log in as."),
        option("--sasl-password", help="Password to log in with; better in the environment."),
    )


topic_options = options(
    option("--topic-raw", default="news.raw", help="Topic of stories coming in."),
    option("--topic-enriched", default="news.enriched", help="Topic of delivered stories."),
    option("--topic-duplicates", default="news.duplicates", help="Topic of notes on duplicates."),
    option("--topic-dead", default="news.dead", help="Topic of refused records."),
    option("--topic-fingerprints", default="news.fingerprints", help="Topic that logs the index of duplicates."),
)

index_options = options(
    option("--horizon", type=Duration(), default="72h", help="How far apart two stories may be and still be compared."),
    option("--index-max", type=click.IntRange(1), default=500_000, help="Most stories in the index of duplicates."),
)


def road_options(group: str = "khabar") -> Decorator:
    """Make the flags that say how the road runs."""
    return options(
        option("--group", default=group, help="Consumer group: one instance of a group works at a time."),
        option(
            "--start", type=click.Choice(("earliest", "latest")), default="earliest", help="Where a new group begins."
        ),
        option(
            "--on-lost-offsets",
            type=click.Choice(("fail", "earliest", "latest")),
            default="fail",
            help="What to do when committed offsets, or the records at them, are gone.",
        ),
        option(
            "--sink",
            multiple=True,
            metavar="SINK",
            help="Where outcomes go: kafka (the topics; always on) and jsonl:FOLDER (delivered stories as lines), "
            "jsonl:FOLDER?outcomes=all (every outcome). May be repeated; blanks part them in the variable.",
        ),
        option(
            "--processes", type=click.IntRange(0), default=0, help="Processes for the pure steps; 0 or 1: none extra."
        ),
        index_options,
        option(
            "--max-refused-share",
            type=click.FloatRange(0, 1),
            help="Stop when more than this share of the last 1,000 records was refused (off unless set).",
        ),
        option("--bundle-records", type=click.IntRange(1, 5000), default=500, help="Most records in a bundle."),
    )


def metrics_options(port: int = 9109) -> Decorator:
    """Make the flags that say where metrics are served."""
    return options(
        option(
            "--metrics-port", type=click.IntRange(0, 65535), default=port, help="Port of /metrics; 0 takes a free one."
        ),
        option("--metrics-host", default="127.0.0.1", help="Address that /metrics listens on."),
    )


def load_settings(ctx: click.Context, _: click.Parameter, path: str | None) -> None:
    """Take flags from a TOML file: at its top for all commands, in a table [NAME] for one.

    Flags and environment variables win over it. A key that no command knows is an error.
    """
    if path is None:
        return
    try:
        found = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{path} is not TOML: {error}") from error
    ctx.default_map = _default_map(ctx.command, found)


def _default_map(group: click.Command, found: Mapping[str, Any]) -> dict[str, Any]:
    commands = group.commands if isinstance(group, click.Group) else {}
    shared = {key: value for key, value in found.items() if not isinstance(value, Mapping)}
    tables = {name: value for name, value in found.items() if isinstance(value, Mapping)}
    unknown = [f"[{name}]" for name in tables if name not in commands]
    unknown += [key for key in shared if not any(_knows(command, key) for command in commands.values())]
    for name, table in tables.items():
        unknown += [f"{name}.{key}" for key in table if name in commands and not _knows(commands[name], key)]
    if unknown:
        raise click.BadParameter(f"no flag is named {', '.join(unknown)}; keys are flag names without the dashes")
    return {name: _for(command, shared) | _for(command, tables.get(name, {})) for name, command in commands.items()}


def _knows(command: click.Command, key: str) -> bool:
    if isinstance(command, click.Group):
        return any(_knows(below, key) for below in command.commands.values())
    return key.replace("-", "_") in {param.name for param in command.params}


def _for(command: click.Command, settings: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(command, click.Group):
        return {name: _for(below, settings) for name, below in command.commands.items()}
    return {key.replace("-", "_"): value for key, value in settings.items() if _knows(command, key)}
