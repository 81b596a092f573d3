"""The sink of JSON lines: written before the commit, cut back to the commit at a restart."""

import os
import resource
import threading
import time
from pathlib import Path

import orjson
import pytest

from connectors.json_lines import JsonLines
from connectors.sinks import parse_sinks
from pipeline.errors import KhabarError, SettingsError
from pipeline.outcome import KINDS, Outcome
from pipeline.world import Attempt

SOURCE = "c/news.raw/1"


def outcome(partition: int, offset: int, kind: str = "delivered") -> Outcome:
    """Make an outcome whose line carries its origin."""
    origin = f"news.raw/{partition}@{offset}"
    value = orjson.dumps({"origin": origin, "text": "خبر" * 200})
    return Outcome(kind, origin, "", partition, offset, offset, None, value, reason="copy")


def attempt(*positions: tuple[int, int]) -> Attempt:
    """Make an attempt that stands at committed positions."""
    return Attempt("g", 1, "x", positions, SOURCE)


def origins(folder: Path) -> list[str]:
    """Give the origins of all lines, in order."""
    files = sorted(folder.glob("khabar-*.jsonl"))
    return [orjson.loads(line)["origin"].split("/")[1] for file in files for line in file.read_bytes().splitlines()]


def test_lines_are_in_judging_order_and_start_with_the_outcome(tmp_path):
    """One line an outcome."""
    writer = JsonLines(str(tmp_path)).open(attempt((0, 0), (1, 0)))
    writer.write([outcome(1, 0), outcome(0, 0), outcome(1, 1)])
    writer.close()
    assert origins(tmp_path) == ["1@0", "0@0", "1@1"]
    assert (tmp_path / "khabar-000001.jsonl").read_bytes().startswith(b'{"outcome":"delivered","origin"')


def test_only_the_outcomes_asked_for_are_written(tmp_path):
    """Delivered stories, unless all were asked for."""
    mixed = [outcome(0, 0), outcome(0, 1, "duplicate"), outcome(0, 2)]
    for folder, kinds in (("some", ("delivered",)), ("all", KINDS)):
        writer = JsonLines(str(tmp_path / folder), kinds).open(attempt((0, 0)))
        writer.write(mixed)
        writer.close()
    assert origins(tmp_path / "some") == ["0@0", "0@2"]
    assert origins(tmp_path / "all") == ["0@0", "0@1", "0@2"]


def test_a_write_that_comes_again_changes_nothing(tmp_path):
    """A transaction that is tried again writes its lines once."""
    writer = JsonLines(str(tmp_path)).open(attempt((0, 0)))
    for _ in range(2):
        writer.write([outcome(0, 0), outcome(0, 1)])
    writer.close()
    assert origins(tmp_path) == ["0@0", "0@1"]


@pytest.mark.parametrize("max_bytes", [1 << 20, 3000])
def test_what_was_never_committed_is_cut_off(tmp_path, max_bytes):
    """Also where it reaches back over several files; what was committed stays."""
    sink = JsonLines(str(tmp_path), max_bytes=max_bytes)
    writer = sink.open(attempt((0, 0), (1, 0)))
    writer.write([outcome(offset % 2, offset // 2) for offset in range(20)])
    writer.close()
    sink.open(attempt((0, 4), (1, 3))).close()
    assert origins(tmp_path) == [f"{offset % 2}@{offset // 2}" for offset in range(7)]


def test_a_line_cut_short_by_a_crash_is_cut_off(tmp_path):
    """Half a line is no line."""
    sink = JsonLines(str(tmp_path))
    writer = sink.open(attempt((0, 0)))
    writer.write([outcome(0, 0), outcome(0, 1)])
    writer.close()
    file = tmp_path / "khabar-000001.jsonl"
    os.truncate(file, file.stat().st_size - 5)
    writer = sink.open(attempt((0, 9)))
    writer.write([outcome(0, 9)])
    writer.close()
    assert origins(tmp_path) == ["0@0", "0@9"]


@pytest.mark.parametrize(
    "torn", [b"\n", b"\0" * 5000, b"\0\0\n", b"[]\n", b'{"origin": 5}\n', b'{"origin": "a/0@x"}\n']
)
def test_a_tail_that_a_crash_left_unreadable_is_cut_off(tmp_path, torn):
    """A disk may give back blanks or zeros where a line was not synced; the start goes on behind what was committed."""
    writer = JsonLines(str(tmp_path)).open(attempt((0, 0)))
    writer.write([outcome(0, 0)])
    writer.close()
    with (tmp_path / "khabar-000001.jsonl").open("ab") as file:
        file.write(torn)
    again = JsonLines(str(tmp_path)).open(attempt((0, 1)))
    again.write([outcome(0, 1)])
    again.close()
    assert origins(tmp_path) == ["0@0", "0@1"]


def test_a_disk_that_takes_no_more_is_told_with_the_flag(tmp_path):
    """The error names the sink, and the next start cuts off what was torn."""
    writer = JsonLines(str(tmp_path)).open(attempt((0, 0)))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(KhabarError, match=f"--sink jsonl:{tmp_path}"):
            writer.write([outcome(0, 0)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    writer.close()
    JsonLines(str(tmp_path)).open(attempt((0, 0))).close()
    assert origins(tmp_path) == []


def test_files_rotate_and_the_next_start_goes_on_in_the_last(tmp_path):
    """No file grows without bound, and none is written over."""
    sink = JsonLines(str(tmp_path), max_bytes=3000)
    for begin in (0, 5):
        writer = sink.open(attempt((0, begin)))
        writer.write([outcome(0, offset) for offset in range(begin, begin + 5)])
        writer.close()
    assert origins(tmp_path) == [f"0@{offset}" for offset in range(10)]
    assert len(list(tmp_path.glob("khabar-*.jsonl"))) > 3


def test_a_folder_belongs_to_the_group_that_wrote_it(tmp_path):
    """The positions of another group would cut its lines off."""
    writer = JsonLines(str(tmp_path)).open(attempt((0, 0)))
    writer.write([outcome(0, 0)])
    writer.close()
    with pytest.raises(KhabarError, match=r"belongs to group g on c/news\.raw/1, not to group other"):
        JsonLines(str(tmp_path)).open(Attempt("other", 1, "x", ((0, 0),), SOURCE))
    assert origins(tmp_path) == ["0@0"]


@pytest.mark.parametrize("source", ["c/news.raw/2", "c/other.raw/1", "d/news.raw/1"])
def test_a_folder_belongs_to_the_topic_that_it_was_written_for(tmp_path, source):
    """Offsets of a topic made anew, of another topic or another cluster mean other records; no line is cut by them."""
    writer = JsonLines(str(tmp_path)).open(attempt((0, 0)))
    writer.write([outcome(0, at) for at in range(1000)])
    writer.close()
    with pytest.raises(KhabarError, match="name another folder; nothing in this one was changed"):
        JsonLines(str(tmp_path)).open(Attempt("g", 1, "x", ((0, 0),), source))
    assert len(origins(tmp_path)) == 1000
    JsonLines(str(tmp_path)).open(attempt((0, 1000))).close()


def test_lines_of_nobody_known_are_left_alone(tmp_path):
    """Files without the mark of their owner are another program's."""
    (tmp_path / "khabar-000001.jsonl").write_bytes(b"mine\n")
    with pytest.raises(KhabarError, match="belongs to nobody known"):
        JsonLines(str(tmp_path)).open(attempt((0, 0)))
    assert (tmp_path / "khabar-000001.jsonl").read_bytes() == b"mine\n"


def test_a_folder_has_one_writer(tmp_path):
    """A second one waits until the first has let go."""
    first = JsonLines(str(tmp_path)).open(attempt((0, 0)))
    let_go = threading.Timer(0.5, first.close)
    began = time.monotonic()
    let_go.start()
    JsonLines(str(tmp_path)).open(attempt((0, 0))).close()
    assert time.monotonic() - began >= 0.4


def test_sinks_are_named_on_the_command_line():
    """kafka is always on; jsonl takes a folder and which outcomes."""
    assert parse_sinks(("kafka", "jsonl:/a/b")) == (JsonLines("/a/b"),)
    assert parse_sinks(("jsonl:c?outcomes=all",)) == (JsonLines("c", KINDS),)


@pytest.mark.parametrize("wrong", ["csv:x", "jsonl:", "jsonl:x?outcomes=some", "jsonl:x?colour=red", ""])
def test_a_sink_that_makes_no_sense_is_named_with_its_flag(wrong):
    """The message says what was expected."""
    with pytest.raises(SettingsError, match=r"--sink \(KHABAR_SINK\): expected kafka, jsonl:FOLDER"):
        parse_sinks((wrong,))
