"""Story files: what becomes a record, where it stood, and how little is held."""

import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from connectors.files import read_all, read_records, story_files
from pipeline.errors import InputError
from schemas.record import MAX_RECORD_BYTES

NOW = "2025-09-01T02:30:00+00:00"


def test_txt_is_one_story(tmp_path):
    """A .txt file is one record, blank lines and all, with the origin NAME:1."""
    (tmp_path / "a.txt").write_bytes("\n\nتیتر\n\nلید\n".encode())
    [record] = read_records(tmp_path / "a.txt", NOW)
    assert (record.value.decode(), record.origin, record.received) == ("\n\nتیتر\n\nلید\n", "a.txt:1", NOW)


def test_empty_txt_is_an_empty_record(tmp_path):
    """An empty .txt is still a record, so that it is refused where one can see it."""
    (tmp_path / "a.txt").touch()
    assert [record.value for record in read_records(tmp_path / "a.txt", NOW)] == [b""]


def test_jsonl_is_a_story_a_line(tmp_path):
    """Blank lines are no records but count; line ends are no part of a value; broken bytes stay as they are."""
    (tmp_path / "a.jsonl").write_bytes(b'{"id": 1}\n\n \t\r\n{"id": 2}\r\n\xff\xfe\r\r\n{"cut')
    records = list(read_records(str(tmp_path / "a.jsonl"), NOW))
    assert [(record.origin, record.value) for record in records] == [
        ("a.jsonl:1", b'{"id": 1}'),
        ("a.jsonl:4", b'{"id": 2}'),
        ("a.jsonl:5", b"\xff\xfe\r"),
        ("a.jsonl:6", b'{"cut'),
    ]


def test_dash_is_standard_input():
    """A dash reads JSON lines from standard input, under the name "-"."""
    code = "from connectors.files import read_records\nfor r in read_records('-', ''): print(r.origin, r.value)"
    done = subprocess.run([sys.executable, "-c", code], input=b"{}\n\n[]\n", capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == ["-:1 b'{}'", "-:3 b'[]'"]


@pytest.mark.parametrize("over", [-1, 0, 1, 2, 3, 100_000])
def test_long_line_is_cut(tmp_path, over):
    """A line over the limit comes as limit + 1 bytes, and the line after it comes whole."""
    (tmp_path / "a.jsonl").write_bytes(b"x" * (MAX_RECORD_BYTES + over) + b"\nnext")
    records = list(read_records(tmp_path / "a.jsonl", NOW))
    assert [len(record.value) for record in records] == [MAX_RECORD_BYTES + min(over, 1), 4]
    assert records[1].origin == "a.jsonl:2"


def test_long_txt_is_cut(tmp_path):
    """A .txt over the limit comes as limit + 1 bytes."""
    (tmp_path / "a.txt").write_bytes(b"x" * (MAX_RECORD_BYTES + 7))
    assert [len(record.value) for record in read_records(tmp_path / "a.txt", NOW)] == [MAX_RECORD_BYTES + 1]


def test_memory_is_bounded(tmp_path):
    """A file of 50 MB, one line of it 30 MB, streams through with less than 40 MB held at the peak."""
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.writelines(b"y" * 2000 + b"\n" for _ in range(10_000))
        file.writelines(b"x" * 1_000_000 for _ in range(30))
        file.write(b"\nlast")
    tracemalloc.start()
    count = sum(1 for _ in read_records(tmp_path / "a.jsonl", NOW))
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 10_002
    assert peak_bytes < 40_000_000


@pytest.mark.parametrize("name", ["missing.jsonl", "story.pdf", "folder"])
def test_wrong_path(tmp_path, name):
    """A missing file, an unknown kind and a folder are told by name, before anything is read."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "story.pdf").touch()
    with pytest.raises(InputError, match=name):
        read_records(tmp_path / name, NOW)


def test_failing_read(tmp_path):
    """A file that goes away before it is read is an input error too."""
    (tmp_path / "a.jsonl").touch()
    records = read_records(tmp_path / "a.jsonl", NOW)
    (tmp_path / "a.jsonl").unlink()
    with pytest.raises(InputError, match=r"a\.jsonl"):
        next(records)


def test_folder_gives_its_stories_in_name_order(tmp_path):
    """A folder stands for its .txt and .jsonl files in name order; one without any is an error."""
    for name in ("b.jsonl", "a.txt", "README.md", "c.JSONL"):
        (tmp_path / name).touch()
    assert [file.name for file in story_files(tmp_path)] == ["a.txt", "b.jsonl", "c.JSONL"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="empty"):
        story_files(tmp_path / "empty")


def test_equal_names_give_distinct_origins(tmp_path, monkeypatch):
    """A name that several paths end in is written out as given; all paths are looked at before the first is read."""
    monkeypatch.chdir(tmp_path)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").touch()
    (tmp_path / "y.txt").touch()
    records = read_all(["a/x.txt", "b/x.txt", "y.txt"], NOW)
    assert [record.origin for record in records] == ["a/x.txt:1", "b/x.txt:1", "y.txt:1"]
    with pytest.raises(InputError, match=r"missing\.txt"):
        read_all(["a/x.txt", "missing.txt"], NOW)


def test_a_name_that_is_no_utf_8_can_be_an_origin(tmp_path):
    """Whatever a file is called, its origin can be written as JSON."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(path).touch()
    assert [record.origin for record in read_records(path, NOW)] == ["?.txt:1"]
