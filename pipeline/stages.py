"""The pure steps in their order: what happens to one record before and after duplicates are dropped."""

import pickle
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from time import perf_counter

from pipeline.draft import Draft
from pipeline.duplicates.profile import Printed
from pipeline.errors import RecordError
from pipeline.outcome import Found, Outcome, delivered, refused
from pipeline.steps.accept import Accept
from pipeline.steps.canonical import canonical
from pipeline.steps.clean import Clean
from pipeline.steps.credits import NameCredits
from pipeline.steps.encode import Encode
from pipeline.steps.entities import FindEntities
from pipeline.steps.fingerprint import fingerprint
from pipeline.steps.fold import Fold
from pipeline.steps.language import NameLanguage
from pipeline.steps.tone import JudgeTone
from pipeline.steps.values import FindValues
from pipeline.timing import Seconds, Timed
from schemas.fingerprint import Fingerprint
from schemas.record import Record
from schemas.refusal import Reason
from schemas.story import Link


@dataclass(frozen=True, slots=True)
class Prepared:
    """A story ready to be judged. Its draft travels pickled: it is opened again only if the story is new."""

    record: Record
    printed: Printed
    packed: bytes

    @property
    def story(self) -> Fingerprint:
        """Give the story's fingerprint."""
        return self.printed.fingerprint


@dataclass(frozen=True, slots=True)
class New:
    """A story judged not to be a duplicate, with its links to earlier ones."""

    prepared: Prepared
    links: tuple[Link, ...]


class Stages:
    """All pure steps, built once a process (hazm alone takes a second)."""

    def __init__(self) -> None:
        self._accept = Accept()
        self._before = (NameLanguage(), Clean(), Fold(), NameCredits())
        self._after = (FindEntities(), FindValues(), JudgeTone())
        self._encode = Encode(version("khabar"))

    def prepare(self, record: Record) -> Timed[Prepared | Outcome]:
        """Read, clean, fold and fingerprint one record, or refuse it."""
        clock = _Clock()
        result = clock.guard(record, lambda: self._prepare(record, clock))
        return Timed(result, clock.seconds())

    def enrich(self, new: New) -> Timed[Outcome]:
        """Find entities, values and tone of a new story and encode it, or refuse it."""
        clock = _Clock()
        prepared = new.prepared
        result = clock.guard(prepared.record, lambda: self._enrich(new, clock), prepared.story)
        return Timed(result, clock.seconds())

    def _prepare(self, record: Record, clock: "_Clock") -> Prepared:
        draft = clock.run("accept", self._accept, record)
        for step in self._before:
            draft = clock.run(step.name, step, draft)
        printed = clock.run("fingerprint", lambda read: fingerprint(read, canonical(read)), draft)
        return Prepared(record, printed, pickle.dumps(draft, pickle.HIGHEST_PROTOCOL))

    def _enrich(self, new: New, clock: "_Clock") -> Outcome:
        draft: Draft = replace(pickle.loads(new.prepared.packed), links=new.links)
        for step in self._after:
            draft = clock.run(step.name, step, draft)
        value = clock.run("encode", self._encode, draft)
        return delivered(new.prepared.record, value, new.prepared.story, _found(draft))


def _found(draft: Draft) -> Found:
    tone = draft.tone
    label = None if tone is None else "abstained" if tone.abstained else tone.label
    classes = Counter(entity.class_ for entity in draft.entities)
    return Found(draft.language, label, tuple(classes.items()), tuple(link.kind for link in draft.links))


class _Clock:
    """Times the stages of one record, knows which one failed, and turns a failure into a refusal."""

    def __init__(self) -> None:
        self._taken: list[tuple[str, float]] = []
        self._now = "start"

    def run[In, Out](self, stage: str, step: Callable[[In], Out], value: In) -> Out:
        self._now = stage
        began = perf_counter()
        try:
            return step(value)
        finally:
            self._taken.append((stage, perf_counter() - began))

    def guard[Good](
        self, record: Record, work: Callable[[], Good], judged: Fingerprint | None = None
    ) -> Good | Outcome:
        try:
            return work()
        except RecordError as error:
            return refused(record, error, judged)
        except Exception as error:  # noqa: BLE001 - the one broad except: a bug in a step costs one record, never the stream
            detail = f"{self._now}: {type(error).__name__}: {error}"[:1000]
            return refused(record, RecordError(Reason.BUG, detail), judged)

    def seconds(self) -> Seconds:
        return tuple(self._taken)


@cache
def stages() -> Stages:
    """Give this process's stages, built at the first call."""
    return Stages()


def prepare(record: Record) -> Timed[Prepared | Outcome]:
    """Run the stages before the duplicates are dropped, in this process."""
    return stages().prepare(record)


def enrich(new: New) -> Timed[Outcome]:
    """Run the stages after the duplicates are dropped, in this process."""
    return stages().enrich(new)
