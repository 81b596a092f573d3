"""Lines of outcomes, from files and from standard input."""

import sys
from io import BytesIO, TextIOWrapper

import pytest

from connectors.outcome_lines import outcome_lines
from pipeline.errors import InputError, SettingsError


def test_files_are_read_one_after_the_other_and_again(tmp_path):
    """Lines in order, without blank ones, the same each time."""
    for name, text in (("a", "1\n\n2\n"), ("b", "3")):
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    with outcome_lines([str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")]) as source:
        assert [list(source()) for _ in range(2)] == [[b"1", b"2", b"3"]] * 2


def test_standard_input_can_be_read_again(monkeypatch, tmp_path):
    """It is kept for as long as it is needed, between files in its place."""
    (tmp_path / "a.jsonl").write_text("1\n", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"2\n3\n")))
    with outcome_lines([str(tmp_path / "a.jsonl"), "-"]) as source:
        assert [list(source()) for _ in range(2)] == [[b"1", b"2", b"3"]] * 2


@pytest.mark.parametrize(
    ("paths", "error", "named"),
    [
        (["a.txt"], InputError, "a.txt"),
        (["/no/such.jsonl"], InputError, "/no/such.jsonl"),
        (["-", "-"], SettingsError, "--from"),
    ],
)
def test_wrong_paths_are_named_at_once(paths, error, named):
    """Before anything is read."""
    with pytest.raises(error, match=named), outcome_lines(paths):
        pytest.fail("it began to read")
