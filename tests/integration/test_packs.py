"""Packs of the log of fingerprints on real Apache Kafka: whatever ends a transaction or an attempt, none is amiss."""

import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace

import pytest
from inside import Inside, inside
from kafka import TopicPartition
from kafka.admin import KafkaAdminClient, NewPartitions
from kafka.errors import KafkaTimeoutError

from connectors.kafka import delivery, packing
from connectors.kafka.clients import plain_producer, transactional_producer
from connectors.kafka.delivery import KafkaDelivery
from connectors.kafka.fingerprint_log import packs, read_log
from connectors.kafka.fingerprints import pack
from connectors.kafka.log_reader import LogReader
from connectors.kafka.opening import take_over
from connectors.kafka.settings import Cluster, GroupSettings, Topics
from connectors.kafka.topics import create_topics, plans
from connectors.kafka.world import KafkaWorld
from pipeline.duplicates.index import DuplicateIndex
from pipeline.errors import Fenced
from pipeline.outcome import Outcome
from pipeline.settings import IndexSettings
from pipeline.world import Attempt
from schemas.fingerprint import Fingerprint

STORY = Fingerprint("0", 1, "الف", None, "", "", "00" * 16, (1, 2), "AAA=")
HORIZON_S = 72 * 3600.0
RAW = 200  # records on the raw topic, so that offsets up to there can be committed


@pytest.fixture(autouse=True)
def small_bounds(monkeypatch) -> None:
    """Packs of ten stories, that name the two before them."""
    monkeypatch.setattr(packing, "FULL_BYTES", 10 * len(pack("t12345678", [story(100)])))
    monkeypatch.setattr(packing, "NAMED", 2)


def story(number: int) -> Fingerprint:
    """Give the fingerprint of a story."""
    received = f"2026-01-01T06:{number // 60 % 60:02}:{number % 60:02}.000+00:00"
    return replace(STORY, id=str(number), received=received, origin=f"news.raw/0@{number}", text=f"{number:032x}")


@dataclass
class Group:
    """A group that delivers stories by itself: attempts that open, restore and deliver, one after another."""

    settings: GroupSettings
    number: int = 0
    open: list[KafkaDelivery] = field(default_factory=list)

    def start(self) -> tuple[Attempt, list[Fingerprint], KafkaDelivery]:
        """Take over, read the log and open the delivery, as the road does."""
        world = KafkaWorld(self.settings)
        attempt = world.open()
        found = list(world.fingerprints(attempt, HORIZON_S))
        self.open.append(world.delivery(attempt))
        return attempt, found, self.open[-1]

    def deliver(self, to: KafkaDelivery, transactions: int) -> None:
        """Deliver so many stories, each in a transaction of its own."""
        for _ in range(transactions):
            number, self.number = self.number, self.number + 1
            told = story(number)
            end = Outcome("delivered", told.origin, told.received, 0, number, number, b"", b"{}", entry=told)
            to.deliver([end], {0: number + 1})

    def expected(self) -> list[Fingerprint]:
        """Give all stories that were delivered."""
        return [story(number) for number in range(self.number)]

    def packs(self, attempt: Attempt) -> int:
        """Count the packs of the chain that a start follows."""
        with closing(LogReader(self.settings, lambda work: work())) as reader:
            found = [packs(reader, stretch, attempt.pack) for stretch in reader.stretches(0)]
            return sum(1 for several in found for _ in several)

    def plainly(self, attempt: Attempt) -> list[Fingerprint]:
        """Read the log message by message, as if no pack were known."""
        return list(read_log(self.settings, replace(attempt, pack=""), HORIZON_S))


@pytest.fixture
def group(broker) -> Iterator[Group]:
    """A group on topics of its own, with records to deliver."""
    name = f"t{uuid.uuid4().hex[:8]}"
    settings = GroupSettings(Cluster(broker.bootstrap), name, Topics(*(f"{name}.{kind}" for kind in Topics.__slots__)))
    create_topics(settings.cluster, plans(settings.topics, 1, HORIZON_S), -1)
    producer = plain_producer(settings.cluster)
    for _ in range(RAW):
        producer.send(settings.topics.raw, b"{}")
    producer.close()
    group = Group(settings)
    yield group
    for opened in group.open:
        opened.close()


def restored(found: Sequence[Fingerprint]) -> Inside:
    """Give all that an index holds after it was restored."""
    index = DuplicateIndex(IndexSettings(index_max=64))
    index.restore(found)
    return inside(index)


def test_attempts_follow_each_other_and_the_index_is_the_same(group):
    """Each start finds every story once, in order, by packs that go on over take-overs; the older attempt is fenced."""
    for transactions in (25, 3, 30):
        attempt, found, to = group.start()
        plainly = group.plainly(attempt)
        assert found == group.expected() == plainly
        assert restored(found) == restored(plainly)
        group.deliver(to, transactions)
    attempt, found, _ = group.start()
    assert found == group.expected()
    assert group.packs(attempt) >= 4
    group.open[-2]._drop_producer()
    with pytest.raises(Fenced):
        group.open[-2].deliver([], {0: group.number})


def test_an_aborted_pack_never_happened(group, monkeypatch):
    """The transaction that failed is tried again with its pack; the chain leads over committed ones only."""
    signed = [""]

    def fails_each_second_time(producer, settings, attempt, after) -> None:
        is_new = attempt.pack != signed[-1]
        signed.append(attempt.pack)
        if is_new and len(set(signed)) % 2 == 0:
            raise KafkaTimeoutError("no answer")
        sign(producer, settings, attempt, after)

    sign = delivery.sign
    _, _, to = group.start()
    monkeypatch.setattr(delivery, "sign", fails_each_second_time)
    group.deliver(to, 42)
    monkeypatch.undo()
    attempt, found, _ = group.start()
    assert found == group.expected() == group.plainly(attempt)
    assert len(set(signed)) - 1 - group.packs(attempt) >= 2, "no pack was aborted"


def test_a_commit_whose_answer_was_lost_is_found_out(group, monkeypatch):
    """It is neither done twice nor forgotten: the next pack holds its story, and the chain its pack."""
    count = 0

    def loses_answers(work, within_s, let_go=lambda _: None):
        nonlocal count
        count += 1
        result = bounded(work, within_s, let_go)
        if count % 5 == 0 and result is None:  # a transaction, not an opening
            raise KafkaTimeoutError("no answer")
        return result

    bounded = delivery.bounded
    _, _, to = group.start()
    monkeypatch.setattr(delivery, "bounded", loses_answers)
    group.deliver(to, 24)
    attempt, found, _ = group.start()
    assert found == group.expected() == group.plainly(attempt)
    assert group.packs(attempt) == 2


def test_what_another_group_has_open_hides_nothing(group):
    """Stories committed behind another's open transaction are waited for: none is missing from the index."""
    _, _, to = group.start()
    other = transactional_producer(group.settings.cluster, f"other.{group.settings.group}")
    other.init_transactions()
    other.begin_transaction()
    other.send(group.settings.topics.fingerprints, pack("other", [STORY]), key=b"other").get(timeout=30)
    group.deliver(to, 12)
    with ThreadPoolExecutor(1) as threads:
        start = threads.submit(group.start)
        time.sleep(3)
        assert not start.done()
        other.abort_transaction()
        attempt, found, _ = start.result(60)
    other.close()
    assert found == group.expected()
    assert group.packs(attempt) == 1


def test_two_groups_in_one_log_read_their_own(group):
    """Each follows its own packs."""
    second = Group(replace(group.settings, group=f"{group.settings.group}.b"))
    first_to, second_to = group.start()[2], second.start()[2]
    for _ in range(8):
        group.deliver(first_to, 3)
        second.deliver(second_to, 4)
    for told in (group, second):
        attempt, found, to = told.start()
        assert found == told.expected()
        assert told.packs(attempt) >= 2
        to.close()


def test_retention_that_took_the_head_leaves_the_rest(group):
    """Of a log cut in the middle of a pack's stretch a start gives what reading message by message gives."""
    attempt, _, to = group.start()
    group.deliver(to, 45)
    admin = KafkaAdminClient(bootstrap_servers=group.settings.cluster.brokers)
    place = TopicPartition(group.settings.topics.fingerprints, 0)
    for cut in (5, 63):
        admin.delete_records({place: cut})
        attempt, found, to = group.start()
        assert found == group.plainly(attempt)
        assert found == group.expected()[-len(found) :]
        assert 0 < len(found) < group.number
    group.deliver(to, 1)
    admin.delete_topics([group.settings.topics.fingerprints])
    time.sleep(1)
    create_topics(group.settings.cluster, plans(group.settings.topics, 1, HORIZON_S), -1)
    admin.close()
    attempt, found, to = group.start()
    assert attempt.pack
    assert found == []
    begun = group.number
    group.deliver(to, 25)
    attempt, found, _ = group.start()
    assert found == group.expected()[begun:]


def test_a_log_that_was_given_partitions_is_read_as_a_whole(group):
    """The group's messages go on in another partition, with a chain of its own."""
    _, _, to = group.start()
    group.deliver(to, 23)
    admin = KafkaAdminClient(bootstrap_servers=group.settings.cluster.brokers)
    admin.create_partitions({group.settings.topics.fingerprints: NewPartitions(7)})
    admin.close()
    time.sleep(1)
    for transactions in (23, 4):
        _, found, to = group.start()
        assert sorted(found, key=lambda told: int(told.id)) == group.expected()
        group.deliver(to, transactions)
    attempt, found, _ = group.start()
    assert sorted(found, key=lambda told: int(told.id)) == group.expected()
    assert group.packs(attempt) == 2 or attempt.pack.startswith("0@")


def test_a_log_of_before_packs_is_read_and_packed_from_there(group):
    """So is one that an older release went on with, whose signature names no pack."""
    _, _, to = group.start()
    group.deliver(to, 25)
    attempt = take_over(group.settings)
    old = transactional_producer(group.settings.cluster, group.settings.transactional_id)
    old.init_transactions()
    for _ in range(30):
        old.begin_transaction()
        value = pack(group.settings.group, [story(group.number)]).replace(b',"pack":null', b"")
        old.send(group.settings.topics.fingerprints, value, key=group.settings.group.encode()).get(timeout=30)
        delivery.sign(old, group.settings, replace(attempt, pack=""), {0: group.number + 1})
        old.commit_transaction()
        group.number += 1
    old.close()
    attempt, found, to = group.start()
    assert attempt.pack == ""
    assert found == group.expected()
    group.deliver(to, 11)
    attempt, found, _ = group.start()
    assert attempt.pack
    assert found == group.expected()
