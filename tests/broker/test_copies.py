"""Chains and the graph from the topic of notes, on the embedded broker."""

from xml.etree import ElementTree

import orjson
import pytest
from click.testing import CliRunner
from kafka import KafkaProducer

from connectors.kafka import notes
from connectors.kafka.notes import Notes
from connectors.kafka.settings import Cluster
from pipeline.cli import khabar
from pipeline.errors import KhabarError

STORY = {"headline": "پارک تازه در شرق تهران", "body": "پارک شماره یک در شرق تهران گشوده شد و مردم به دیدن آن رفتند."}


def publish(road, kind: str, values: list[bytes], key: bytes | None = None) -> None:
    """Publish to a topic of a road; with one key to one partition, where order is kept."""
    producer = KafkaProducer(bootstrap_servers=road.bootstrap)
    for number, value in enumerate(values):
        producer.send(road.topic(kind), value, key=key or b"%d" % number)
    producer.close()


def told_by(outlet: str, minute: int) -> bytes:
    """Give the story as an outlet told it."""
    more = {"id": f"{outlet}-1", "outlet": outlet, "published": f"2026-01-05T10:{minute:02}:00+03:30"}
    return orjson.dumps(STORY | more)


def ask(road, *words: str) -> tuple[int, str]:
    """Run `khabar copies` on the topic of a road, in this process."""
    place = ("--brokers", road.bootstrap, "--topic-duplicates", road.topic("duplicates"))
    result = CliRunner().invoke(khabar, ("copies", *place, *words))
    return result.exit_code, result.output.replace("\u200e", "")


def test_a_copy_leads_to_its_owner_and_to_the_others(road, tmp_path):
    """As a user asks: by the id of a copy, after the road has run; then the picture, and what nobody repeated."""
    publish(road, "raw", [told_by("مهر", 10), told_by("ایسنا", 22), told_by("فارس", 7)], key=b"one partition")
    road.finish()
    code, text = ask(road, "ایسنا-1")
    assert (code, [line[:10].strip() for line in text.splitlines()]) == (
        0, ["مهر · مهر-", "├─ −3 min", "└─ +12 min", "repeated 2"],
    )  # fmt: skip
    for word in ("2026-01-05 10:10 +03:30", "(published earlier)", "فارس-1", "ایسنا-1", "copy"):
        assert word in text
    lines = ask(road, "مهر-1", "--json")[1].splitlines()
    assert [orjson.loads(line)["delay_s"] for line in lines] == [-180, 720]
    assert ask(road, "--graph", str(tmp_path / "who.svg")) == (0, "")
    shown = {"".join(at.itertext()) for at in ElementTree.parse(tmp_path / "who.svg").iter() if at.tag.endswith("text")}
    assert {"مهر", "ایسنا", "فارس", "+12 min", "+3 min"} <= shown
    code, text = ask(road, "ایرنا-1")
    assert code == 1
    assert "no note knows a story 'ایرنا-1': looked through 2 notes" in text


def test_a_topic_is_read_in_pieces_to_its_present_end(road, monkeypatch):
    """Every message once, over all partitions; a second reading ends where the first did, though more came."""
    monkeypatch.setattr(notes, "PIECE_BYTES", 400)
    publish(road, "duplicates", [b"%099d" % number for number in range(50)])
    read = Notes(Cluster(road.bootstrap), road.topic("duplicates"))
    first = sorted(map(int, read()))
    publish(road, "duplicates", [b"99"] * 5)
    assert first == list(range(50))
    assert sorted(map(int, read())) == first


def test_an_empty_topic_is_no_error(road):
    """It holds nothing."""
    assert list(Notes(Cluster(road.bootstrap), road.topic("duplicates"))()) == []


def test_a_missing_topic_is_named(broker):
    """With the flag that would name another."""
    with pytest.raises(KhabarError, match=r"no topic no\.such on --brokers .*--topic-duplicates"):
        list(Notes(Cluster(broker.bootstrap), "no.such")())


def test_a_broker_that_is_away_is_told(monkeypatch):
    """With the flag, the time waited and the reason, and not after minutes."""
    monkeypatch.setitem(notes.consumer.__globals__["NETWORK"], "bootstrap_timeout_ms", 500)
    monkeypatch.setattr(notes, "OUTAGE_S", 0.2)
    with pytest.raises(KhabarError, match=r"reading n on --brokers 127\.0\.0\.1:1 \(KHABAR_BROKERS\): not done in"):
        list(Notes(Cluster("127.0.0.1:1"), "n")())
