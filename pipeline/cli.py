"""The command `khabar`: the one place where the road meets its connectors."""

import os
import sys
from collections import Counter
from contextlib import nullcontext
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import chain
from typing import Any

import click
from rich.console import Console

from pipeline.ending import FAILED, ending, log_to_stderr
from pipeline.flag_types import Duration, Finite, GroupName
from pipeline.options import (
    MOST_PARTITIONS,
    cluster_options,
    copies_options,
    data_option,
    demo_brokers_option,
    demo_sink_option,
    horizon_option,
    index_options,
    metrics_options,
    option,
    raw_topic_option,
    road_options,
    rtl_option,
    sets_option,
    topic_options,
)
from pipeline.settings import IndexSettings, RoadSettings, WatchSettings
from pipeline.settings_file import load_settings

DEMO_PARTITIONS = 3


def main() -> None:
    """Run the command line; exit 0 done, 1 failed, 2 usage, 3 stepped aside for another instance, 141 pipe closed."""
    khabar()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(version("khabar"), prog_name="khabar")
@option(
    "--config",
    type=click.Path(exists=True, dir_okay=False),
    callback=load_settings,
    expose_value=False,
    is_eager=True,
    help="TOML file with flags, for all commands or in tables named after them.",
)
@option(
    "--log-level", type=click.Choice(("debug", "info", "warning", "error")), default="warning", help="What is logged."
)
def khabar(log_level: str) -> None:
    """Khabar: Persian newswire in from Kafka; cleaned, deduplicated, enriched stories out, each exactly once."""
    log_to_stderr(log_level)


@khabar.command()
@cluster_options()
@topic_options
@road_options()
@option("--until-end", is_flag=True, help="Stop at the offsets seen at the start.")
@metrics_options()
@ending
def run(**flags: Any) -> None:
    """Enrich the stories of the raw topic for as long as it lives."""
    from connectors import from_flags
    from pipeline import local
    from pipeline.plain_lines import is_conserved, summary
    from pipeline.program import started
    from pipeline.watch.metrics import METRICS

    world = from_flags.world(flags)
    with started(_watched(flags)) as address:
        group = flags["group"]
        click.echo(
            f"khabar: group {group} on {flags['topic_raw']}, live at {address}, metrics at {address}/metrics", err=True
        )
        local.run(world, group, _road(flags))
    account = METRICS.account()
    click.echo(summary(account), err=True)
    sys.exit(0 if is_conserved(account) and not account.in_flight else FAILED)


@khabar.command()
@cluster_options(demo_brokers_option)
@topic_options
@road_options(group="khabar-demo", sink=demo_sink_option)
@option(
    "--speed",
    type=Finite(0),
    default=60.0,
    help="How much faster than its own times the stream flows; 0: at once.",
)
@option("--max-gap", type=Duration(), default="5s", help="Longest gap between two stories, in their own times.")
@option("--once", is_flag=True, help="End when the stream is delivered, rather than at Ctrl-C.")
@rtl_option
@option(
    "--open/--no-open",
    default=None,
    help="Open the live page in a browser; unless told, where there are a terminal and a screen.",
)
@metrics_options(port=0)
@ending
def demo(**flags: Any) -> None:
    """Show the whole road on the stories that ship with Khabar, on a broker of its own unless --brokers names one."""
    from connectors import from_flags
    from connectors.kafka.topics import check_empty, create_topics, plans
    from connectors.tansu import EmbeddedBroker
    from pipeline.demo import Demo, open_browser
    from pipeline.program import started
    from pipeline.rtl import detect

    own_broker = flags["brokers"] is None
    flags = from_flags.for_embedded(flags) if own_broker else flags
    from_flags.world(flags)  # what is impossible ends it here, before anything starts
    with EmbeddedBroker() if own_broker else nullcontext() as embedded:
        if embedded is not None:
            flags["brokers"] = embedded.bootstrap
        else:
            check_empty(from_flags.cluster(flags), flags["topic_raw"])
        create_topics(from_flags.cluster(flags), plans(from_flags.topics(flags), DEMO_PARTITIONS, flags["horizon"]), -1)
        title = f"khabar demo on {'an embedded broker' if embedded else flags['brokers']}"
        mode = detect(os.environ) if flags["rtl"] == "auto" else flags["rtl"]
        with started(_watched(flags)) as address:
            open_browser(address, flags["open"])
            show = Demo(from_flags.stream(flags), once=flags["once"], mode=mode, address=address, title=title)
            show.run(from_flags.world(flags), flags["group"], _road(flags))


@khabar.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@cluster_options()
@raw_topic_option
@option(
    "--speed",
    type=Finite(0),
    default=1.0,
    help="How much faster than their own times; 0: as fast as it goes.",
)
@option("--loop", type=click.IntRange(1), default=1, help="How often the stories are published.")
@option("--max-gap", type=Duration(), default="5s", help="Longest gap between two stories, in their own times.")
@option("--same-ids", is_flag=True, help="Let every loop publish the same ids and times.")
@ending
def replay(paths: tuple[str, ...], **flags: Any) -> None:
    """Publish story files (.txt, .jsonl, folders of them) as a test stream, with the spacing of their own times."""
    from connectors import from_flags
    from connectors.kafka.publish import publisher
    from connectors.replay import ReplaySettings
    from connectors.replay import replay as publish_all
    from pipeline.progress import ReplayProgress
    from pipeline.running import RUNNING
    from pipeline.signals import draining

    settings = ReplaySettings(flags["speed"], flags["loop"], flags["max_gap"], flags["same_ids"])
    cluster = from_flags.cluster(flags)
    RUNNING.begin()
    with (
        draining(),
        ReplayProgress(Console(stderr=True)) as progress,
        publisher(cluster, flags["topic_raw"]) as publish,
    ):
        report = publish_all(paths, publish, settings, RUNNING.stop, progress.on_sent)
    told = "published" if report.sent == report.total else "interrupted: published"
    click.echo(f"{told} {report.sent:,} of {report.total:,} stories in {report.seconds:.1f} s", err=True)


@khabar.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@option("--outcomes", type=click.Choice(("delivered", "all")), default="delivered", help="Which records get a line.")
@option("--keep-duplicates", is_flag=True, help="Deliver duplicates too, with a link to what they repeat.")
@index_options
@ending
def enrich(files: tuple[str, ...], outcomes: str, keep_duplicates: bool, **bounds: Any) -> None:
    """Enrich stories without Kafka: .txt and .jsonl files, or JSON lines from standard input (-), to JSON lines."""
    from connectors.files import read_all
    from pipeline.enrich import enrich_records

    records = read_all(files, datetime.now(UTC).isoformat(timespec="milliseconds"))
    unseen: Counter[str] = Counter()
    for end in enrich_records(records, keep_duplicates=keep_duplicates, index=_index(bounds)):
        if outcomes == "all" or end.kind == "delivered":
            sys.stdout.buffer.write(end.line() + b"\n")
            sys.stdout.buffer.flush()
        else:
            unseen[end.kind] += 1
    if unseen:
        told = ", ".join(f"{count:,} {kind}" for kind, count in sorted(unseen.items()))
        click.echo(f"not shown: {told}; --outcomes all shows them", err=True)


@khabar.command()
@click.argument("story", required=False, metavar="[ID]")
@cluster_options()
@copies_options
@ending
def copies(**flags: Any) -> None:
    """Show what repeated the story with an ID, its own or a copy's, or with --graph who copies whom and how fast."""
    from connectors import from_flags
    from pipeline.copies.answers import answer, question
    from pipeline.copies.notes import Outcomes
    from pipeline.rtl import detect

    asked = question(flags, datetime.now(UTC))
    seen = detect(os.environ) if sys.stdout.isatty() else "logical"
    with from_flags.notes(flags) as source:
        for line in answer(asked, Outcomes(source, _passed_over), seen if flags["rtl"] == "auto" else flags["rtl"]):
            sys.stdout.buffer.write(line + b"\n")


@khabar.group()
def topics() -> None:
    """Work on the topics that Khabar needs."""


@topics.command("create")
@cluster_options()
@topic_options
@option(
    "--partitions",
    type=click.IntRange(1, MOST_PARTITIONS),
    default=4,
    help="Partitions of each topic but the log of fingerprints.",
)
@option(
    "--replication", type=click.IntRange(-1, 32_767), default=-1, help="Copies of each; -1 is the cluster's default."
)
@option("--horizon", type=Duration(), default="72h", help="The log of fingerprints keeps this and a day.")
@ending
def create(partitions: int, replication: int, horizon: float, **flags: Any) -> None:
    """Make the topics that are missing, and raise the limits of those that are there where they are too low."""
    from connectors import from_flags
    from connectors.kafka.topics import create_topics, plans

    wanted = plans(from_flags.topics(flags), partitions, horizon)
    for name, done in create_topics(from_flags.cluster(flags), wanted, replication).items():
        click.echo(f"{name}: {done}")


@khabar.group("eval")
def evaluate() -> None:
    """Measure on labelled sets how well the steps do."""


@evaluate.command("text")
@sets_option
@data_option
@ending
def evaluate_text(sets: str, data: str | None) -> None:
    """Measure what is done to text, beside hazm and rishe where they do the same: how well, and how fast."""
    from pipeline.quality.text import SETS, folder, tables, wire

    for table in tables(folder(sets, *SETS), wire(data)):
        click.echo("\n".join(table.lines()) + "\n")


@evaluate.command("duplicates")
@sets_option
@ending
def evaluate_duplicates(sets: str) -> None:
    """Measure how many duplicates are found, and how much news is taken for one, on labelled records."""
    from pipeline.quality import duplicates, sketching
    from pipeline.quality.text import folder

    labelled = folder(sets, duplicates.LABELS)
    for table in chain(duplicates.reports(labelled), map(sketching.report, [labelled])):
        click.echo("\n".join(table.lines()) + "\n")


@khabar.command()
@cluster_options()
@topic_options
@option("--group", type=GroupName(), metavar="NAME", help="Consumer group to look at: where it stands, how far behind.")
@horizon_option
@ending
def doctor(**flags: Any) -> None:
    """Examine this installation and the cluster; exit 1 when something is ill, a warning is none."""
    from connectors import from_flags
    from connectors.kafka.doctor import cluster
    from pipeline.doctor import installation

    well = True
    at, names = from_flags.cluster(flags), from_flags.topics(flags)
    for finding in chain(installation(), cluster(at, names, flags["group"], flags["horizon"])):
        well &= finding.well
        click.echo(f"{finding.mark} {finding.name}: {finding.seen}")
    sys.exit(0 if well else FAILED)


def _passed_over(count: int) -> None:
    click.echo(f"passed over: {count:,} that are no outcomes of Khabar", err=True)


def _watched(flags: dict[str, Any]) -> WatchSettings:
    where = (flags["metrics_host"], flags["metrics_port"], flags["metrics_names"])
    return WatchSettings(*where, flags["group"], flags["topic_raw"], flags["outlets"])


def _index(flags: dict[str, Any]) -> IndexSettings:
    return IndexSettings(flags["horizon"], min(flags["window"], flags["horizon"]), flags["index_max"])


def _road(flags: dict[str, Any]) -> RoadSettings:
    return RoadSettings(flags["processes"], _index(flags), flags["max_refused_share"])


if __name__ == "__main__":
    main()
