"""Where the pure stages run: in this process, or spread over a pool of processes."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache

from pipeline.errors import RecordError
from pipeline.outcome import Outcome, refused
from pipeline.stages import New, Prepared, enrich, prepare, stages
from pipeline.timing import Timed
from schemas.record import Record
from schemas.refusal import Reason

CHUNKS_PER_PROCESS = 4  # small enough to even out long stories, large enough to spare the pipe


class Workers:
    """Maps a stage over the items of a bundle, in order. With `processes` 0 or 1 everything runs here.

    A pool process that dies is replaced and its items are tried again one by one; the item that kills its process
    a second time is refused as a bug.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Build the stages now, here or in every pool process, rather than at the first record."""
        if self._processes < 2:
            stages()
        else:
            list(self._executor().map(_loaded, range(self._processes * 2)))

    def prepare(self, records: Sequence[Record]) -> list[Timed[Prepared | Outcome]]:
        """Run the stages before the duplicates are dropped."""
        return self._map(prepare, records, _refuse_record)

    def enrich(self, stories: Sequence[New]) -> list[Timed[Outcome]]:
        """Run the stages after the duplicates are dropped."""
        return self._map(enrich, stories, _refuse_new)

    def close(self) -> None:
        """End the pool's processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _map[In, Out](self, stage: Callable[[In], Out], items: Sequence[In], refuse: Callable[[In], Out]) -> list[Out]:
        if self._processes < 2:
            return [stage(item) for item in items]
        size = max(1, len(items) // (self._processes * CHUNKS_PER_PROCESS))
        try:
            return list(self._executor().map(stage, items, chunksize=size))
        except BrokenProcessPool:
            self.close()
            return [self._alone(stage, item, refuse) for item in items]

    def _alone[In, Out](self, stage: Callable[[In], Out], item: In, refuse: Callable[[In], Out]) -> Out:
        try:
            return self._executor().submit(stage, item).result()
        except BrokenProcessPool:
            self.close()
            return refuse(item)

    def _executor(self) -> ProcessPoolExecutor:
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, mp_context=spawn, initializer=_enter_pool)
        return self._pool


@cache
def workers(processes: int) -> Workers:
    """Give this process's workers: one pool, whatever instances of a DoFn the engine makes."""
    return Workers(processes)


def _enter_pool() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C is for the main process, which drains
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    stages()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()  # a pool whose parent was killed would wait for work for ever
    os._exit(1)


def _loaded(number: int) -> int:
    return number


def _refuse_record(record: Record) -> Timed[Prepared | Outcome]:
    return Timed(refused(record, _died()), ())


def _refuse_new(new: New) -> Timed[Outcome]:
    return Timed(refused(new.prepared.record, _died(), new.prepared.story), ())


def _died() -> RecordError:
    return RecordError(Reason.BUG, "the process that worked on this record died twice")
