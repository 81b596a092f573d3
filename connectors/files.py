"""Story files and standard input: one story in a `.txt`, one a line in a `.jsonl` or on standard input (`-`).

Delivery: every non-blank line once, in order, as the bytes that stand there. Nothing is remembered between two
readings: whoever starts again reads again from the beginning.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import InputError
from schemas.record import MAX_RECORD_BYTES, Record

STDIN = "-"
_SUFFIXES = (".txt", ".jsonl")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its number from 1, the byte where it starts, its bytes without the line's end.

    A line longer than MAX_RECORD_BYTES is cut to MAX_RECORD_BYTES + 1 bytes; the rest is passed over, never held.
    """

    number: int
    start: int
    value: bytes


def read_all(paths: Sequence[str], received: str) -> Iterator[Record]:
    """Read the records of files one after the other, as `read_records` does; all paths are looked at first.

    NAME is the whole path, as given, where several paths end in the same name.
    """
    named = Counter(Path(path).name for path in paths)
    names = [path if named[Path(path).name] > 1 else Path(path).name for path in paths]
    readers = [read_records(path, received, name) for path, name in zip(paths, names, strict=True)]
    return chain.from_iterable(readers)


def read_records(path: str | Path, received: str, name: str | None = None) -> Iterator[Record]:
    """Read the records of a file, or of standard input for "-", one at a time.

    Origin is "NAME:LINE", NAME the last part of the path unless given; bytes of it that are no UTF-8 become "?".
    `received` is the time of reading, given by the caller.
    Blank lines are no records but count. A story longer than MAX_RECORD_BYTES comes cut one byte past that, so that
    `accept` refuses it as too_large. Raises InputError: at once for a wrong path, later for a failing read.
    """
    if str(path) == STDIN:
        return _records(None, STDIN, received)
    shown = (name or Path(path).name).encode("utf-8", "replace").decode("utf-8")
    return _records(_checked(Path(path)), shown, received)


def story_files(path: str | Path) -> list[Path]:
    """Give the file itself, or the story files of a folder in name order; InputError where there are none."""
    found = Path(path)
    if not found.is_dir():
        return [_checked(found)]
    files = sorted(file for file in found.iterdir() if file.suffix.lower() in _SUFFIXES and file.is_file())
    if not files:
        raise InputError(f"no .txt or .jsonl file in {str(found)!r}: name a folder that holds stories")
    return files


def read_lines(path: Path | None) -> Iterator[Line]:
    """Read a file's non-blank lines (a `.txt`: all of it as line 1, even when empty), None for standard input."""
    try:
        with nullcontext(sys.stdin.buffer) if path is None else path.open("rb") as file:
            if path is not None and path.suffix.lower() == ".txt":
                yield Line(1, 0, file.read(MAX_RECORD_BYTES + 1))
            else:
                yield from _lines(file)
    except OSError as error:
        name = STDIN if path is None else str(path)
        raise InputError(f"can't read {name!r}: {error.strerror or error}: check its rights") from error


def _records(path: Path | None, name: str, received: str) -> Iterator[Record]:
    for line in read_lines(path):
        yield Record(line.value, f"{name}:{line.number}", received)


def _checked(path: Path) -> Path:
    if path.is_dir():
        raise InputError(f"{str(path)!r} is a folder: name its files (`khabar replay` alone takes folders)")
    if not path.exists():
        raise InputError(f"no such file: {str(path)!r}: check the path")
    if path.suffix.lower() not in _SUFFIXES:
        raise InputError(f"expected a .txt or .jsonl file, got {path.name!r}: rename it, or pipe it to -")
    return path


def _lines(file: BinaryIO) -> Iterator[Line]:
    number, start = 0, 0
    while head := file.readline(MAX_RECORD_BYTES + 2):
        length = len(head) + (0 if head.endswith(b"\n") else _pass_over(file))
        number += 1
        value = head[:-1].removesuffix(b"\r") if head.endswith(b"\n") else head
        if value.strip():
            yield Line(number, start, value[: MAX_RECORD_BYTES + 1])
        start += length


def _pass_over(file: BinaryIO) -> int:
    """Read on to the line's end, piece by piece, and give the number of bytes passed."""
    passed = 0
    while piece := file.readline(65536):
        passed += len(piece)
        if piece.endswith(b"\n"):
            break
    return passed
