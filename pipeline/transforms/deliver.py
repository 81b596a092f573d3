"""DELIVER: outcomes wait until they are contiguous in their partition, then become durable together."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import apache_beam as beam
from apache_beam.coders import VarIntCoder
from apache_beam.transforms.userstate import ReadModifyWriteStateSpec
from apache_beam.typehints.decorators import no_annotations

from pipeline.contiguous import Contiguous
from pipeline.errors import TooManyRefused
from pipeline.outcome import Outcome
from pipeline.running import Reported
from pipeline.transforms.newest import Newest
from pipeline.watch.metrics import METRICS
from pipeline.world import Attempt, Batch, Delivery, World

REFUSAL_WINDOW = 1000  # records over which the share of refusals is taken


class Delivering:
    """The delivery of one attempt: one batch under way in a thread, while the next one is made.

    Waiting for the broker costs a quarter of the road's time when it is done in line. The order of batches is kept,
    an error is raised at the next batch or at `close`, and offsets move only with what was delivered, so a crash
    between the two costs nothing.
    """

    def __init__(self, delivery: Delivery, attempt: Attempt) -> None:
        self._delivery = delivery
        self._waiting = Contiguous(dict(attempt.positions))
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="deliver")
        self._under_way: Future[list[Outcome]] | None = None

    def add(self, batch: Batch[Outcome]) -> list[Outcome]:
        """Start the delivery of what has become contiguous; give what the one before has delivered."""
        ready = self._waiting.add(batch.items, batch.gaps)
        done = self.settle()
        self._under_way = self._thread.submit(self._deliver, ready, self._waiting.reached())
        return done

    def settle(self) -> list[Outcome]:
        """Wait for the delivery under way, and give what it delivered."""
        done = self._under_way.result() if self._under_way is not None else []
        self._under_way = None
        return done

    def close(self) -> None:
        """Wait for the delivery under way and let go of the connection."""
        try:
            self.settle()
        finally:
            self._thread.shutdown()
            self._delivery.close()

    def _deliver(self, ready: list[Outcome], reached: Mapping[int, int]) -> list[Outcome]:
        self._delivery.deliver(ready, reached)
        METRICS.delivered(ready, reached)
        return ready


DELIVERIES: Newest[Delivering] = Newest()


class Deliver(beam.DoFn):
    """Makes each outcome durable once. Stateful with one key, so that the engine gives it one owner."""

    OWNER = ReadModifyWriteStateSpec("owner", VarIntCoder())  # pins the key to one worker; holds nothing

    def __init__(self, world: World, max_refused_share: float | None) -> None:
        self._world, self._max_refused_share = world, max_refused_share

    def setup(self) -> None:
        """Begin to count refusals."""
        self._refused: list[bool] = []

    @no_annotations  # Beam can't match a generic Batch; graph.py names the types
    def process(
        self,
        keyed: tuple[str, Batch[Outcome]],
        owner: object = beam.DoFn.StateParam(OWNER),
    ) -> Iterator[None]:
        """Deliver what has become contiguous; an empty batch signs the offsets again."""
        batch = keyed[1]
        with Reported():
            self._stop_on_refusals(DELIVERIES.get(batch.attempt, self._open).add(batch))
        yield from ()

    def _open(self, attempt: Attempt) -> Delivering:
        return Delivering(self._world.delivery(attempt), attempt)

    def _stop_on_refusals(self, done: Sequence[Outcome]) -> None:
        if self._max_refused_share is None:
            return
        self._refused = (self._refused + [end.kind == "refused" for end in done])[-REFUSAL_WINDOW:]
        share = sum(self._refused) / max(len(self._refused), 1)
        if len(self._refused) == REFUSAL_WINDOW and share > self._max_refused_share:
            raise TooManyRefused(
                f"{share:.0%} of the last {REFUSAL_WINDOW} records were refused, more than "
                f"--max-refused-share {self._max_refused_share:.0%} allows; the reasons are on the dead-letter topic"
            )
