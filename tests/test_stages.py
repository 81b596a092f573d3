"""The pure stages: what a step's failure costs, here and in a pool of processes."""

from dataclasses import replace

import deadly
import orjson
import pytest

from pipeline import stages as module
from pipeline.errors import Fenced
from pipeline.outcome import Outcome
from pipeline.settings import IndexSettings
from pipeline.stages import New, Prepared, enrich, prepare, stages
from pipeline.transforms.drop_duplicates import INDEXES, DuplicateIndex, judge, take_back
from pipeline.transforms.newest import Newest
from pipeline.workers import Workers
from pipeline.world import Attempt
from schemas.record import Record

RECORD = Record(orjson.dumps({"id": "1", "headline": "بارش باران در تهران"}), "t/0@0", "2026-01-01T06:31:00.000+00:00")
DEADLY = replace(RECORD, value=deadly.DEADLY)


def fail(*_: object) -> None:
    """Fail as a step with a bug would."""
    raise ZeroDivisionError("a bug")


def test_a_bug_in_a_step_costs_one_record(monkeypatch):
    """The record is refused with the reason bug, the step's name and its own bytes; the next one goes on."""
    with monkeypatch.context() as broken:
        broken.setattr(module, "fingerprint", fail)
        end = prepare(RECORD).result
    assert isinstance(end, Outcome)
    assert (end.kind, end.reason, end.value) == ("refused", "bug", RECORD.value)
    assert end.detail == "fingerprint: ZeroDivisionError: a bug"
    assert isinstance(prepare(RECORD).result, Prepared)


def test_a_story_refused_after_it_was_judged_is_taken_back(monkeypatch):
    """Its text is free again: a copy that comes later is new, and no note names a story that nobody can read."""
    attempt = Attempt("g", 1, "x", ())
    settings = IndexSettings()
    index = INDEXES.get(attempt, lambda _: DuplicateIndex(settings))
    try:
        new = judge(index, prepare(RECORD).result)
        assert isinstance(new, New)
        with monkeypatch.context() as broken:
            broken.setattr(stages(), "_encode", fail)
            end = enrich(new).result
        assert (end.kind, end.reason, end.detail) == ("refused", "bug", "encode: ZeroDivisionError: a bug")
        assert len(index) == 1
        take_back(attempt, [end])
        assert len(index) == 0
        copy = prepare(replace(RECORD, origin="t/0@1", offset=1, base=1)).result
        assert isinstance(judge(index, copy), New)
    finally:
        INDEXES.close("g")


@pytest.mark.timeout(120)
def test_a_record_that_kills_its_process_twice_is_refused(monkeypatch):
    """The others of its bundle are tried again and go on, in order."""
    monkeypatch.setattr("pipeline.workers.prepare", deadly.die_of_the_deadly)
    workers = Workers(2)
    try:
        ends = [timed.result for timed in workers.prepare([RECORD, DEADLY, RECORD])]
    finally:
        workers.close()
    assert [type(end) for end in ends] == [Prepared, Outcome, Prepared]
    assert (ends[1].reason, ends[1].value) == ("bug", DEADLY.value)
    assert "died twice" in ends[1].detail


class Held:
    """Something live that knows whether it was closed."""

    closed = False

    def close(self) -> None:
        """Note it."""
        self.closed = True


def test_an_element_of_an_older_attempt_is_fenced():
    """The newest attempt's object is kept, an older one's was closed, and what still carries the older one raises."""
    older, newer = Attempt("g", 1, "x", ()), Attempt("g", 2, "y", ())
    newest: Newest[Held] = Newest()
    first = newest.get(older, lambda _: Held())
    assert newest.get(older, lambda _: Held()) is first
    second = newest.get(newer, lambda _: Held())
    assert (first.closed, second.closed) == (True, False)
    with pytest.raises(Fenced, match="attempt 1 came after attempt 2"):
        newest.get(older, lambda _: Held())
    assert newest.held(older) is None
