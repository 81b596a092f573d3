"""Outcomes as lines, as `khabar enrich --outcomes all` and the jsonl sink write them: files and standard input.

Delivery: every non-blank line once a reading, in order; standard input is kept in a temporary file, so that it can be
read again.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from connectors.files import STDIN, read_all
from pipeline.copies.notes import Source
from pipeline.errors import InputError, SettingsError


@contextmanager
def outcome_lines(paths: Sequence[str]) -> Iterator[Source]:
    """Give the lines of files for a while; raises InputError at once for a wrong path, later for a failing read."""
    _check(paths)
    with ExitStack() as kept:
        files = [_kept(kept) if path == STDIN else path for path in paths]
        read_all(files, "")
        yield lambda: (record.value for record in read_all(files, ""))


def _check(paths: Sequence[str]) -> None:
    for path in paths:
        if Path(path).suffix.lower() == ".txt":
            raise InputError(
                f"expected a .jsonl file of outcomes, got {path!r}: `khabar enrich --outcomes all` writes one"
            )
    if list(paths).count(STDIN) > 1:
        raise SettingsError("--from (KHABAR_FROM): standard input (-) can be read once: name it once")


def _kept(until: ExitStack) -> str:
    file: BinaryIO = until.enter_context(NamedTemporaryFile(suffix=".jsonl"))  # noqa: SIM115 - `until` closes it
    copyfileobj(sys.stdin.buffer, file)
    file.flush()
    return file.name
