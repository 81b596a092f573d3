"""What /ready weighs."""

import pytest

from pipeline.watch import health
from pipeline.watch.health import Health


@pytest.fixture
def partitions() -> list[int]:
    """The partitions that are assigned: none at first."""
    return []


@pytest.fixture
def state(partitions) -> Health:
    """Health without a sign of life."""
    return Health(lambda: len(partitions))


def failing(state: Health) -> dict[str, str]:
    """The checks that do not pass, with what they say."""
    return {check.check: check.detail for check in state.checks() if not check.ok}


def test_a_road_that_has_done_nothing_is_not_ready(state):
    """Each thing that is missing is named."""
    assert set(failing(state)) == {"broker", "partitions", "delivery"}


def test_a_road_that_committed_is_ready(state, partitions):
    """A commit shows a broker that answers."""
    partitions.append(0)
    state.answered()
    state.committed()
    assert failing(state) == {}


def test_signs_of_life_grow_old(state, partitions, monkeypatch):
    """Silence of half a minute is a broker that is away, of a minute a delivery that stands."""
    partitions.append(0)
    state.answered()
    state.committed()
    monkeypatch.setattr(health, "ANSWERS_WITHIN_S", 0.0)
    assert set(failing(state)) == {"broker"}
    monkeypatch.setattr(health, "COMMITS_WITHIN_S", 0.0)
    assert set(failing(state)) == {"broker", "delivery"}


def test_an_error_shows_at_once_and_is_forgotten_at_the_next_answer(state, partitions):
    """The error says what it was."""
    partitions.append(0)
    state.answered()
    state.committed()
    state.broker_failed(ConnectionError("away"))
    assert failing(state) == {"broker": "ConnectionError: away"}
    state.answered()
    assert failing(state) == {}


def test_checks_are_metrics(state):
    """1 where it passes, 0 where not."""
    (family,) = state.collect()
    values = {sample.labels["check"]: sample.value for sample in family.samples}
    assert values == {"broker": 0, "partitions": 0, "delivery": 0, "sinks": 1}


def test_commits_do_not_hide_a_source_that_fails(state, partitions):
    """A heartbeat commits though nothing can be read; only a read that works clears it."""
    partitions.append(0)
    state.source_failed(ValueError("unreadable"))
    state.answered()
    state.committed()
    assert failing(state) == {"broker": "ValueError: unreadable"}
    state.source_answered()
    assert failing(state) == {}
