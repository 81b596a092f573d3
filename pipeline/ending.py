"""How a command ends: each error as one message and an exit code, and nothing beside it in the log."""

import logging
import os
import sys
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from rich.console import Console
from rich.logging import RichHandler

from pipeline.errors import Fenced, KhabarError, SettingsError
from pipeline.running import RUNNING

FAILED, STEPPED_ASIDE = 1, 3  # 2 is click's, for usage
PIPE_CLOSED = 128 + 13  # what a shell shows for a program that SIGPIPE ended


def log_to_stderr(level: str) -> None:
    """Log what is of this level or above, but not what others say about errors that we tell ourselves.

    In colour on a terminal; elsewhere a line each, with its time in ISO 8601, for whoever collects logs.
    """
    handler: logging.Handler
    if sys.stderr.isatty():
        handler, form = RichHandler(console=Console(stderr=True), show_path=False, rich_tracebacks=True), "%(message)s"
    else:
        handler, form = logging.StreamHandler(), "%(asctime)s.%(msecs)03d%(zone)s %(levelname)s %(name)s: %(message)s"
    handler.addFilter(_is_news)
    logging.basicConfig(level=level.upper(), format=form, datefmt="%Y-%m-%dT%H:%M:%S", handlers=[handler], force=True)
    logging.getLogger("uvicorn").setLevel(logging.WARNING)  # its comings and goings are ours


def ending[Result](command: Callable[..., Result]) -> Callable[..., Result]:
    """Turn errors that are no bugs into a message and an exit code."""

    @wraps(command)
    def run(*args: Any, **flags: Any) -> Result:
        try:
            return command(*args, **flags)
        except SettingsError as error:
            raise click.UsageError(str(error)) from error
        except KhabarError as error:
            click.echo(f"khabar: {error}", err=True)
            sys.exit(STEPPED_ASIDE if isinstance(error, Fenced) else FAILED)
        except BrokenPipeError:
            _leave_pipe()
        except Exception as error:
            if not _is_kafkas(error):
                raise
            click.echo(f"khabar: --brokers {flags['brokers']} (KHABAR_BROKERS): {error}", err=True)
            sys.exit(FAILED)

    return run


def _leave_pipe() -> None:
    """End as a filter does whose reader has gone: quietly, also when Python flushes what is left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(PIPE_CLOSED)


def _is_kafkas(error: Exception) -> bool:
    """Tell an error of kafka-python, which only the commands that reach a cluster import."""
    errors = sys.modules.get("kafka.errors")
    return errors is not None and isinstance(error, errors.KafkaError)


def _is_news(record: logging.LogRecord) -> bool:
    """Keep out what Beam says about extras that we don't use, about each bundle, and about an error that ends the run.

    Some of it comes by the root logger, so the file tells. Each record is given the zone of its time.
    """
    record.zone = time.strftime("%z", time.localtime(record.created))
    if "apache_beam" not in record.pathname:
        return True
    return record.levelno >= logging.ERROR and RUNNING.error is None
