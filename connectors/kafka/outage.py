"""Sitting out an outage: what a broker does not answer is tried again, and no call waits for ever."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord
from kafka.errors import (
    CorruptRecordError,
    InvalidProducerEpochError,
    KafkaError,
    KafkaTimeoutError,
    OffsetOutOfRangeError,
    ProducerFencedError,
    UnsupportedCodecError,
)

from connectors.kafka.login import LoginRefused
from pipeline.errors import KhabarError
from pipeline.running import RUNNING

log = logging.getLogger(__name__)

FIRST_WAIT_S = 0.2
LONGEST_WAIT_S = 10.0
SILENT_S = 30.0
UNREADABLE = (CorruptRecordError, UnsupportedCodecError, OffsetOutOfRangeError)  # what no waiting mends
SUCCESSOR_SIGNS_WITHIN_S = 2.0  # a successor signs right after it fenced us; before that the name is still ours


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one piece of work is tried again: `limit_s` in all (None: no limit), `drain_s` once told to stop.

    With a limit, a refused login ends it at once; without one, the stream that runs waits until it is mended.
    """

    doing: str
    limit_s: float | None = None
    drain_s: float = 0.0

    def try_again[Result](self, work: Callable[[], Result]) -> Result:
        """Do work, again after each KafkaError, with longer and longer waits.

        Raises KhabarError when patience ends, and whatever else the work raises, at once.
        """
        began, stopped, wait_s = time.monotonic(), None, FIRST_WAIT_S
        while True:
            try:
                return work()
            except KafkaError as error:
                stopped = stopped or (time.monotonic() if RUNNING.stop.is_set() else None)
                self._check(began, stopped, error)
                log.warning("%s: %s; trying again", self.doing, error)
                _wait(wait_s, error, draining=stopped is not None)
            wait_s = min(wait_s * 2, LONGEST_WAIT_S)

    def _check(self, began: float, stopped: float | None, error: KafkaError) -> None:
        now = time.monotonic()
        if stopped is not None and now - stopped >= self.drain_s:
            waited_s = now - stopped
            raise KhabarError(f"{self.doing}: told to stop, and not done {waited_s:.0f} s later: {error}") from error
        if self.limit_s is not None and (now - began >= self.limit_s or isinstance(error, LoginRefused)):
            raise KhabarError(f"{self.doing}: not done in {now - began:.0f} s: {error}") from error


def poll_until(client: KafkaConsumer, done: Callable[[], bool]) -> Iterator[dict[TopicPartition, list[ConsumerRecord]]]:
    """Give what polls bring until it is done.

    Raises KafkaTimeoutError when nothing comes for half a minute, or nothing and we are told to stop: a broker that is
    away gives no error, only nothing.
    """
    heard = time.monotonic()
    while not done():
        got = client.poll(timeout_ms=500)
        silent_s = time.monotonic() - heard
        if got:
            heard = time.monotonic()
        elif silent_s > SILENT_S or RUNNING.stop.is_set():
            raise KafkaTimeoutError(f"no record came within {silent_s:.0f} s")
        yield got


def bounded[Result](
    work: Callable[[], Result], within_s: float, let_go: Callable[[Result], None] = lambda _: None
) -> Result:
    """Do work that waits on a broker, but not for ever: kafka-python's transactional calls wait without a limit.

    A broker that is away for a minute leaves them waiting although it is back (seen with 3.0.12). Raises
    KafkaTimeoutError when time is up; the work goes on in a thread that nobody waits for, so it must leave nothing
    behind but its result, which is `let_go` if it still comes, and its producer must be fenced.
    """
    ended: Future[Result] = Future()

    def run() -> None:
        try:
            ended.set_result(work())
        except BaseException as error:  # noqa: BLE001 - swallows nothing: raised again in the thread that waits
            ended.set_exception(error)

    threading.Thread(target=run, daemon=True, name="bounded").start()
    try:
        return ended.result(within_s)
    except TimeoutError as error:
        ended.add_done_callback(lambda late: None if late.exception() else let_go(late.result()))
        raise KafkaTimeoutError(f"no answer within {within_s:.0f} s") from error


def _wait(seconds: float, error: KafkaError, *, draining: bool) -> None:
    if _is_fence(error):
        time.sleep(max(seconds, SUCCESSOR_SIGNS_WITHIN_S))
    elif draining:
        time.sleep(seconds)
    else:
        RUNNING.stop.wait(seconds)


def _is_fence(error: KafkaError) -> bool:
    return isinstance(error, ProducerFencedError | InvalidProducerEpochError) or "Fenced" in str(error)
