"""Packing as it ages: however a log came to be, packs and chains give what reading message by message gives."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from kafka import TopicPartition

from connectors.kafka import packing
from connectors.kafka.fingerprint_log import entries
from connectors.kafka.fingerprints import pack, unpack
from connectors.kafka.log_reader import LogReader, Stretch
from connectors.kafka.packing import Logged, Packing
from connectors.kafka.settings import Cluster, GroupSettings
from schemas.fingerprint import Fingerprint, Pack
from schemas.json_schema import json_schema

STORY = Fingerprint(
    "0", 1, "الف", None, "2026-01-01T06:31:00.000+00:00", "news.raw/0@0", "aa", (1, 2), "AAA=", "denial"
)
MESSAGE_BYTES = len(pack("g", [STORY]))


@pytest.fixture(autouse=True, scope="module")
def small_bounds() -> Iterator[None]:
    """Packs of some ten small messages, that name the three before them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "FULL_BYTES", 8 * MESSAGE_BYTES)
        patch.setattr(packing, "FULL_OFFSETS", 40)
        patch.setattr(packing, "NAMED", 3)
        yield


@dataclass
class Log(LogReader):
    """A partition's log in a list, as a reader of what is committed sees it: None where it sees nothing."""

    values: list[bytes | None] = field(default_factory=list)
    read: list[int] = field(default_factory=list)
    first: int = 0

    def __post_init__(self) -> None:
        super().__init__(GroupSettings(Cluster("nowhere"), "g"), lambda work: work())

    def _messages(self, connection: object, stretch: Stretch) -> Iterator[tuple]:
        """Give the group's messages, and note which were read."""
        for offset in range(max(stretch.begin, self.first), stretch.end):
            self.read.append(offset)
            if message := unpack(value, "g") if (value := self.values[offset]) else None:
                yield offset, len(value), message

    def restore(self, newest: str, begin: int = 0) -> tuple[list[Fingerprint], Packing]:
        """Read as a start does; give the entries, and what is known for the next pack."""
        known = Packing("g", newest)
        stretch = Stretch(TopicPartition("log", 0), max(begin, self.first), len(self.values))
        return list(entries(self, stretch, newest, known)), known

    def plainly(self, begin: int = 0) -> list[Fingerprint]:
        """Give the entries message by message, packs passed over."""
        whole = Stretch(TopicPartition("log", 0), begin, len(self.values))
        return [entry for _, _, message in self.messages(whole) if message.pack is None for entry in message.entries]

    def commit(self, known: Packing, count: int, *, aborted: bool = False) -> None:
        """Write a transaction of so many entries, and the pack that is due."""
        due, begin = known.due(), len(self.values)
        told = tuple(replace(STORY, id=str(n), origin=f"news.raw/0@{begin}.{n}") for n in range(count))
        values = [*([due.message] if due else []), pack("g", told)]
        self.values += [*([None] * len(values) if aborted else values), None]
        if not aborted:
            if due:
                known.packed(0, begin, due.pack)
            known.logged(Logged(0, len(self.values) - 2, told, len(values[-1])))


def packs(log: Log) -> dict[int, Pack]:
    """Give the packs of a log by their offsets."""
    found = {offset: unpack(value, "g") for offset, value in enumerate(log.values) if value}
    return {offset: message.pack for offset, message in found.items() if message and message.pack}


def slow(transactions: int) -> tuple[Log, Packing]:
    """Give a log of one story a transaction."""
    log, known = Log(), Packing("g")
    for _ in range(transactions):
        log.commit(known, 1)
    return log, known


EVENTS = st.one_of(
    st.tuples(st.just("commit"), st.integers(1, 25), st.sampled_from([1, 1, 1, 2, 30])),
    st.tuples(st.just("abort"), st.integers(1, 3), st.just(1)),
    st.tuples(st.just("other"), st.integers(1, 50), st.just(0)),
    st.tuples(
        st.sampled_from(["start", "start elsewhere", "start without a signature", "cut", "made anew"]),
        st.just(1),
        st.just(0),
    ),
)


@given(st.lists(EVENTS, min_size=1, max_size=40), st.floats(0, 1))
def test_whatever_happens_a_start_gives_what_plain_reading_gives(events, share):
    """Commits, aborts, other groups, restarts, lost signatures, lost logs and retention, in any order; any horizon."""
    log, known = Log(), Packing("g")
    for event, times, count in events:
        if event in ("commit", "abort"):
            for _ in range(times):
                log.commit(known, count, aborted=event == "abort")
        elif event == "other":
            log.values += [pack("other", [STORY]), None] * times
        elif event == "cut":
            log.first += (len(log.values) - log.first) // 2
        elif event == "made anew":  # the topic; the signature still names a place in the old one
            log = Log()
            _, known = log.restore(known.newest)
        elif event == "start elsewhere":  # a process that delivers, and did not read the log
            known = Packing("g", known.newest)
        else:
            found, known = log.restore(known.newest if event == "start" else "")
            assert found == log.plainly()
    begin = int(share * len(log.values))
    assert log.restore(known.newest, begin)[0] == log.plainly(begin)


@given(st.integers(1, 200), st.integers(0, 200), st.booleans())
def test_a_start_knows_what_the_delivery_knew(before, since, signed):
    """The next pack is the same whether the process lived on or a new one read the log; with a signature or without."""
    log, known = slow(before)
    _, restored = log.restore(known.newest if signed else "")
    assert restored.newest == known.newest
    assert restored.due() == known.due()
    for _ in range(since):
        log.commit(restored, 1)
    assert log.restore(restored.newest)[0] == log.plainly()


def test_a_slow_streams_log_is_read_by_its_packs():
    """Of a thousand messages and as many records that end transactions few are read, and each entry comes once."""
    log, known = slow(1000)
    found, _ = log.restore(known.newest)
    read = len(log.read)
    assert found == log.plainly()
    assert len(found) == 1000
    assert read < 250  # of 2,100 offsets: 111 packs, their lists once more, and the tail


def test_messages_of_many_entries_are_not_packed():
    """A fast stream's log is read as fast without packs, and does not grow by them."""
    log, known = Log(), Packing("g")
    for _ in range(50):
        log.commit(known, 40)
    assert not packs(log)
    assert log.restore(known.newest)[0] == log.plainly()


def test_a_slow_group_beside_a_fast_one_is_packed_by_offsets():
    """A few messages far apart are a pack, so that a start passes over what other groups wrote between."""
    log, known = Log(), Packing("g")
    for _ in range(6):
        log.commit(known, 1)
        log.values += [pack("other", [STORY]), None] * 30
    assert packs(log)
    found, _ = log.restore(known.newest)
    assert found == log.plainly()


def test_an_aborted_pack_never_happened():
    """The pack is written again by the next transaction, with the same entries."""
    log, known = slow(8)
    assert (due := known.due())
    log.commit(known, 1, aborted=True)
    assert known.due() == due
    assert not known.newest
    log.commit(known, 1)
    assert list(packs(log)) == [int(known.newest.partition("@")[2])]


@pytest.mark.parametrize("newest", ["0@3", "0@1", "0@999999", "1@3", "0@40"])
def test_a_pack_that_is_not_there_is_done_without(newest):
    """A signature may name a place that was never a pack, or lies beyond a topic made anew, or in another partition."""
    log, _ = slow(100)
    assert log.restore(newest)[0] == log.plainly()


def test_a_pack_in_the_chain_that_is_gone_is_read_message_by_message():
    """Whichever it is; the others are used."""
    log, known = slow(200)
    expected = log.plainly()
    for offset in packs(log):
        spoilt = Log(values=[None if at == offset else value for at, value in enumerate(log.values)])
        assert spoilt.restore(known.newest)[0] == expected


def test_a_pack_whose_offsets_are_not_those_of_this_log_is_done_without():
    """As in a topic that was copied from another cluster: what it stands for is elsewhere."""
    log, _ = slow(5)
    expected = log.plainly()
    for offsets in ((3, 400), (0, 3)):
        log.values[-1] = pack("g", [STORY, STORY], Pack(1, offsets, ()))
        assert log.restore(f"0@{len(log.values) - 1}")[0] == expected


def test_an_old_log_without_packs_is_remembered_in_bounded_memory():
    """A start reads all of it and keeps what fits into a pack; from there on it is packed."""
    log = Log(values=[value for n in range(500) for value in (pack("g", [replace(STORY, id=str(n))]), None)])
    found, known = log.restore("")
    assert found == log.plainly()
    assert len(known.due().pack.offsets) <= 8
    for _ in range(100):
        log.commit(known, 1)
    assert packs(log)
    assert log.restore(known.newest)[0] == log.plainly()


def test_a_pack_that_would_be_too_large_is_not_written(monkeypatch):
    """Its entries stay what they are: messages of their own."""
    monkeypatch.setattr(packing, "MOST_BYTES", 5 * MESSAGE_BYTES)
    log, known = slow(100)
    assert not packs(log)
    assert log.restore(known.newest)[0] == log.plainly()


def test_another_partition_begins_a_chain_of_its_own():
    """A topic that was given more partitions has the group's messages elsewhere; its old packs are found until then."""
    _, known = slow(50)
    newest = known.newest
    known.logged(Logged(1, 7, (STORY,), MESSAGE_BYTES))
    assert known.newest == newest
    offset = 7
    while not (due := known.due()):
        offset += 1
        known.logged(Logged(1, offset, (STORY,), MESSAGE_BYTES))
    assert (due.partition, due.pack.begin, due.pack.before) == (1, due.pack.offsets[0], ())
    assert min(due.pack.offsets) >= 7


def test_a_message_of_a_later_release_can_be_read():
    """Fields that are not known are passed over, in entries and in packs; what is no pack is no message."""
    message = orjson.loads(pack("g", [STORY], Pack(0, (3,), (1, 2))))
    message["entries"][0]["more"] = message["pack"]["more"] = message["more"] = 1
    read = unpack(orjson.dumps(message), "g")
    assert (read.entries, read.pack) == ((STORY,), Pack(0, (3,), (1, 2)))
    message["pack"]["offsets"] = []
    assert unpack(orjson.dumps(message), "g") is None


def test_packs_keep_to_the_schema():
    """So do messages without one, and those of before there were any."""
    schema = Draft202012Validator(json_schema("khabar.fingerprints/1"))
    plain = orjson.loads(pack("g", [STORY]))
    for message in (plain, orjson.loads(pack("g", [STORY], Pack(0, (3,), ())))):
        schema.validate(message)
    del plain["pack"]
    schema.validate(plain)
    assert unpack(orjson.dumps(plain), "g").entries == (STORY,)
