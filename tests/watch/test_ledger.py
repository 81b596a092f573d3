"""The balance of records: 0 as long as each ends once."""

import threading

import pytest

from pipeline.watch.ledger import Ledger


@pytest.fixture
def ledger() -> Ledger:
    """A ledger with nothing in it."""
    return Ledger()


def test_records_end_once_each(ledger, record, end):
    """In = ended + in flight at every moment, over partitions that move apart."""
    ledger.read([record(0), record(0, 1), record(1)])
    assert (ledger.page().records_in, ledger.page().in_flight, ledger.page().conservation()) == (3, 3, 0)
    ledger.ended([end("delivered", 0), end("refused", 0, partition=1)], {0: 1, 1: 1})
    page = ledger.page()
    assert (page.in_flight, page.conservation()) == (1, 0)
    assert (page.of("delivered"), page.of("refused"), page.by_reason("refused")) == (1, 1, {"not_utf8": 1})
    ledger.ended([end("duplicate", 1)], {0: 2, 1: 1})
    assert (ledger.page().in_flight, ledger.page().conservation()) == (0, 0)
    assert ledger.page().by_reason("duplicate") == {"copy": 1}


def test_a_record_passed_over_unbalances_it(ledger, record, end):
    """An offset that is committed without its record's outcome is a loss, and shows as one."""
    ledger.read([record(0), record(1)])
    ledger.ended([end("delivered", 1)], {0: 2})
    assert (ledger.page().in_flight, ledger.page().conservation()) == (0, 1)


def test_a_record_that_ends_twice_unbalances_it(ledger, record, end):
    """The second end is one too many."""
    ledger.read([record(0)])
    ledger.ended([end("delivered", 0)], {0: 1})
    ledger.ended([end("duplicate", 0)], {0: 1})
    assert ledger.page().conservation() == -1


def test_gaps_are_no_records(ledger, record, end):
    """Offsets that hold nothing are committed, too, and change no balance."""
    ledger.read([record(5), record(9)])
    ledger.ended([end("delivered", 5)], {0: 8})
    assert (ledger.page().in_flight, ledger.page().conservation()) == (1, 0)
    ledger.ended([], {0: 9})
    assert (ledger.page().in_flight, ledger.page().conservation()) == (1, 0)


def test_what_is_scraped_together_was_true_together(ledger, record, end):
    """Scrapes between a reader and a delivery that never rest see no imbalance."""
    stop, seen = threading.Event(), []

    def scrape() -> None:
        while not stop.is_set():
            seen.append(ledger.page().conservation())

    scraper = threading.Thread(target=scrape)
    scraper.start()
    for offset in range(0, 20_000, 10):
        ledger.read([record(at) for at in range(offset, offset + 10)])
        ledger.ended([end("refused", at) for at in range(offset, offset + 10)], {0: offset + 10})
    stop.set()
    scraper.join()
    assert len(seen) > 100
    assert set(seen) == {0}


def test_every_reason_and_kind_is_there_from_the_start(ledger):
    """A series that appears with its first event would hide it from `rate`."""
    samples = [sample for family in ledger.collect() for sample in family.samples]
    names = {(sample.name, *sample.labels.values()) for sample in samples}
    assert ("khabar_refusals_total", "bug") in names
    assert ("khabar_duplicates_total", "near") in names
    assert ("khabar_records_total", "delivered") in names
    assert ("khabar_conservation_records",) in names
    assert all(sample.value == 0 for sample in samples)
