"""What one process running the road shares between its main thread, its signals and the DoFns of a local engine."""

import threading
from dataclasses import dataclass, field
from types import TracebackType


@dataclass(slots=True)
class Running:
    """The state of the run in this process: told to stop, and the error that ended it.

    Beam passes errors on as text; the DoFn that raises one leaves the error itself here.
    """

    stop: threading.Event = field(default_factory=threading.Event)
    error: Exception | None = None

    def begin(self) -> None:
        """Make ready for a new run."""
        self.stop.clear()
        self.error = None


RUNNING = Running()


class Reported:
    """Notes the first error that passes, as itself, and lets it go on."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if isinstance(error, Exception) and RUNNING.error is None:
            RUNNING.error = error


class AsItself:
    """Raises the error that was reported in place of what Beam made of it."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if isinstance(error, Exception) and RUNNING.error not in (None, error):
            raise RUNNING.error from None
