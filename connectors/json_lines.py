"""The sink of JSON lines files.

Guarantee: exactly once in the files as they stand between two runs. A line is written and synced before its record's
offset is committed; at the next start every line beyond the committed offsets is cut off.
"""

import fcntl
import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import orjson

from pipeline.errors import KhabarError
from pipeline.outcome import Kind, Outcome
from pipeline.world import Attempt

NAME = re.compile(r"khabar-(\d{6})\.jsonl")
LOCK_WITHIN_S = 60.0  # a predecessor that was fenced lets go within this time
BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class JsonLines:
    """Where the lines go: `folder`/khabar-NNNNNN.jsonl, a new file after `max_bytes`, only outcomes of `kinds`."""

    folder: str
    kinds: tuple[Kind, ...] = ("delivered",)
    max_bytes: int = 64 * 1024 * 1024

    def open(self, attempt: Attempt) -> "JsonLinesWriter":
        """Open for an attempt, alone in the folder, and cut off what was never committed."""
        folder = Path(self.folder)
        with _told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            lock = _lock(folder)
            _check_owner(folder, attempt)
            _cut_back(folder, dict(attempt.positions))
            return JsonLinesWriter(self, lock)


class JsonLinesWriter:
    """Appends lines, each with its origin."""

    kind = "jsonl"

    def __init__(self, settings: JsonLines, lock: BinaryIO) -> None:
        self._settings, self._lock = settings, lock
        self._folder = Path(settings.folder)
        self._written: dict[str, int] = {}
        files = _files(self._folder)
        self._file = files[-1].open("ab") if files else self._new(1)

    def write(self, outcomes: Sequence[Outcome]) -> None:
        """Append the lines of outcomes not written yet; on the disk when this returns.

        Raises KhabarError where the disk takes no more: the road stops, and the next start cuts off what is torn.
        """
        with _told(self._folder):
            for outcome in outcomes:
                self._append(outcome)
            self._sync()

    def close(self) -> None:
        """Close the file and let the folder go."""
        with closing(self._lock), _told(self._folder):
            self._file.close()

    def _append(self, outcome: Outcome) -> None:
        place, offset = _place(outcome.origin)
        if offset <= self._written.get(place, -1):
            return
        if outcome.kind in self._settings.kinds:
            self._rotate()
            self._file.write(outcome.line() + b"\n")
        self._written[place] = offset

    def _rotate(self) -> None:
        if self._file.tell() < self._settings.max_bytes:
            return
        self._sync()
        self._file.close()
        number = int(NAME.fullmatch(Path(self._file.name).name).group(1))
        self._file = self._new(number + 1)

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def _new(self, number: int) -> BinaryIO:
        file = (self._folder / f"khabar-{number:06d}.jsonl").open("ab")
        _sync_names(self._folder)
        return file


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KhabarError(f"--sink jsonl:{folder} (KHABAR_SINK): {error.strerror or error}; nothing is lost") from error


def _sync_names(folder: Path) -> None:
    """Make the names of a folder's files durable: a file whose name is lost is lost."""
    folder_fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(folder_fd)
    finally:
        os.close(folder_fd)


def _lock(folder: Path) -> BinaryIO:
    lock = (folder / ".lock").open("ab")
    deadline = time.monotonic() + LOCK_WITHIN_S
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise KhabarError(
                    f"--sink jsonl:{folder} (KHABAR_SINK): another process has held it for {LOCK_WITHIN_S:.0f} s; "
                    "stop it, or name another folder"
                ) from None
            time.sleep(0.2)


def _check_owner(folder: Path, attempt: Attempt) -> None:
    """Keep a folder to the group and the topic, made once, that it was written for: other offsets would cut it off."""
    mark, owner = folder / ".owner", f"group {attempt.group} on {attempt.source}"
    if not mark.exists() and not _files(folder):
        _write_whole(mark, owner)
    found = mark.read_text(encoding="utf-8") if mark.exists() else "nobody known"
    if found != owner:
        raise KhabarError(
            f"--sink jsonl:{folder} (KHABAR_SINK) belongs to {found}, not to {owner} (cluster/topic/topic's id): "
            "name another folder; nothing in this one was changed"
        )


def _write_whole(path: Path, text: str) -> None:
    """Write a small file that is there whole or not at all, whatever crashes."""
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync_names(path.parent)


def _cut_back(folder: Path, positions: dict[int, int]) -> None:
    """Cut lines of records at or beyond the committed positions: always a suffix, for lines follow the commits.

    A line that can't be read was torn by a crash, so it was never committed either.
    """
    for path in reversed(_files(folder)):
        keep = _committed_length(path, positions)
        if keep == path.stat().st_size and keep:
            return
        os.truncate(path, keep)
        if keep:
            return


def _committed_length(path: Path, positions: dict[int, int]) -> int:
    for end, line in _lines_backwards(path):
        place = _place_of(line)
        if place is not None and place[1] < positions.get(int(place[0].rpartition("/")[2]), 0):
            return end
    return 0


def _place_of(line: bytes) -> tuple[str, int] | None:
    if not line.endswith(b"\n"):
        return None
    try:
        return _place(orjson.loads(line)["origin"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _lines_backwards(path: Path) -> Iterator[tuple[int, bytes]]:
    """Give a file's lines from its last, each with the offset of its end; the last may lack its newline."""
    with path.open("rb") as file:
        end = at = file.seek(0, os.SEEK_END)
        tail = b""
        while at > 0:
            step = min(BLOCK, at)
            at -= step
            file.seek(at)
            tail = file.read(step) + tail
            while (cut := tail.rfind(b"\n", 0, len(tail) - 1)) >= 0:
                yield end, tail[cut + 1 :]
                end -= len(tail) - cut - 1
                tail = tail[: cut + 1]
        if tail:
            yield end, tail


def _place(origin: str) -> tuple[str, int]:
    place, _, offset = origin.rpartition("@")
    return place, int(offset)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))
