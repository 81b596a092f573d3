"""The flags of the command line, each with its environment variable."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipeline.flag_types import Brokers, Duration, Finite, GroupName, Names, TopicName
from pipeline.watch.outlets import DEFAULT_OUTLETS

type Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

MOST_PROCESSES = 4 * (os.cpu_count() or 1)  # more only take turns, and each loads all steps
MOST_PARTITIONS = 10_000  # that Kafka makes in one request


class OwnOption(click.Option):
    """A flag that has a variable and a table of its own, and takes nothing that is meant for all commands."""


def option(name: str, **settings: Any) -> Decorator:
    """Make a flag whose environment variable is KHABAR_ and its name, both shown in `--help`."""
    variable = "KHABAR_" + name.split("/")[0].removeprefix("--").replace("-", "_").upper()
    shown = {"show_envvar": True, "show_default": settings.get("default") not in (None, ())}
    return click.option(name, envvar=variable, **(shown | settings))


def own_option(name: str, **settings: Any) -> Decorator:
    """Make a flag of the demo alone: its variable is KHABAR_DEMO_ and its name, and no wider setting reaches it."""
    variable = "KHABAR_DEMO_" + name.removeprefix("--").upper()
    return click.option(name, cls=OwnOption, envvar=variable, show_envvar=True, **settings)


def options(*decorators: Decorator) -> Decorator:
    """Make one decorator of several, in the order they are shown."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


SECURITY = ("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")
MECHANISMS = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "GSSAPI")


SINK_HELP = (
    "Where outcomes go: kafka (the topics; always on) and jsonl:FOLDER (delivered stories as lines), "
    "jsonl:FOLDER?outcomes=all (every outcome). May be repeated"
)

brokers_option = option(
    "--brokers", type=Brokers(), default="127.0.0.1:9092", metavar="HOST:PORT,…", help="Kafka brokers to begin with."
)
sink_option = option("--sink", multiple=True, metavar="SINK", help=f"{SINK_HELP}; blanks part them in the variable.")

demo_brokers_option = own_option(
    "--brokers",
    type=Brokers(),
    metavar="HOST:PORT,…",
    help="Kafka brokers to show the demo on. Without it a broker of the demo's own: neither KHABAR_BROKERS nor the top "
    "of the settings file, only its [demo] table, sends the demo's stories to another",
)
demo_sink_option = own_option(
    "--sink",
    multiple=True,
    metavar="SINK",
    help=f"{SINK_HELP}; blanks part them in the variable. Not taken from KHABAR_SINK",
)


def cluster_options(brokers: Decorator = brokers_option) -> Decorator:
    """Make the flags that say how to reach Kafka."""
    return options(
        brokers,
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


def _topic(name: str, told: str) -> Decorator:
    return option(f"--topic-{name}", type=TopicName(), metavar="TOPIC", default=f"news.{name}", help=told)


raw_topic_option = _topic("raw", "Topic to publish to.")
duplicates_topic_option = _topic("duplicates", "Topic of notes on duplicates.")
topic_options = options(
    _topic("raw", "Topic of stories coming in."),
    _topic("enriched", "Topic of delivered stories."),
    _topic("duplicates", "Topic of notes on duplicates."),
    _topic("dead", "Topic of refused records."),
    _topic("fingerprints", "Topic that logs the index of duplicates."),
)

horizon_option = option(
    "--horizon", type=Duration(), default="72h", help="How far apart two stories may be and still be compared."
)
index_options = options(
    horizon_option,
    option(
        "--window",
        type=Duration(),
        default="48h",
        help="How far apart two stories that are only alike may be; cut to the horizon.",
    ),
    option(
        "--index-max", type=click.IntRange(1, 1 << 26), default=500_000, help="Most stories in the index of duplicates."
    ),
)


sets_option = option(
    "--sets",
    type=click.Path(),
    default=str(Path(__file__).parent.parent / "tests" / "quality"),
    show_default="tests/quality of the checkout",
    help="Folder of the labelled sets.",
)


data_option = option(
    "--data",
    type=click.Path(),
    help="Folder with marked stories in wire/*.jsonl to compare clean with hazm on, instead of the seeds.",
)


rtl_option = option(
    "--rtl",
    type=click.Choice(("auto", "visual", "logical")),
    default="auto",
    help="How right-to-left text is put on the screen.",
)
copies_options = options(
    duplicates_topic_option,
    option("--outlet", metavar="NAME", help="The outlet whose story is meant; of the graph, the one that edges touch."),
    option("--json", is_flag=True, help="Print JSON lines: a note each, or with --graph - an edge each."),
    option("--graph", metavar="FILE", help="Draw who copies whom to FILE.svg or FILE.html; - prints a table."),
    option("--since", type=Duration(), metavar="7d", help="Of the graph: only what was received within this time."),
    option("--least", type=click.IntRange(1), default=1, help="Of the graph: least copies of a pair of outlets."),
    option("--most", type=click.IntRange(1, 1000), default=50, help="Of the graph: most pairs shown, strongest first."),
    option(
        "--from",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, allow_dash=True),
        metavar="FILE.jsonl",
        help="Outcomes to read instead of the topic, as `enrich --outcomes all` and the jsonl sink write them; - is "
        "standard input. May be repeated; colons part them in the variable.",
    ),
    rtl_option,
)


def road_options(group: str = "khabar", sink: Decorator = sink_option) -> Decorator:
    """Make the flags that say how the road runs."""
    return options(
        option(
            "--group",
            type=GroupName(),
            metavar="NAME",
            default=group,
            help="Consumer group: one instance of a group works at a time.",
        ),
        option(
            "--start", type=click.Choice(("earliest", "latest")), default="earliest", help="Where a new group begins."
        ),
        option(
            "--on-lost-offsets",
            type=click.Choice(("fail", "earliest", "latest")),
            default="fail",
            help="What to do when committed offsets, or the records at them, are gone.",
        ),
        sink,
        option(
            "--processes",
            type=click.IntRange(0, MOST_PROCESSES),
            default=0,
            help="Processes for the pure steps; 0 or 1: none extra.",
        ),
        index_options,
        option(
            "--max-refused-share",
            type=Finite(0, 1),
            help="Stop when more than this share of the last 1,000 records was refused (off unless set).",
        ),
        option("--bundle-records", type=click.IntRange(1, 5000), default=500, help="Most records in a bundle."),
    )


def metrics_options(port: int = 9109) -> Decorator:
    """Make the flags that say where the live page and the metrics are served, and what they tell apart."""
    return options(
        option(
            "--metrics-port",
            type=click.IntRange(0, 65535),
            default=port,
            help="Port of the live page and /metrics; 0 takes a free one.",
        ),
        option("--metrics-host", default="127.0.0.1", help="Address that they listen on; stories can be read there."),
        option(
            "--metrics-names",
            type=Names(),
            default="",
            show_default=False,
            metavar="NAME,…",
            help="Host names that they answer to; unless told, on loopback its own, else any.",
        ),
        option(
            "--outlets",
            type=Names(),
            default=",".join(DEFAULT_OUTLETS),
            metavar="NAME,…",
            help="Outlets that metrics tell apart, by any name of theirs; the others are one, other.",
        ),
    )
