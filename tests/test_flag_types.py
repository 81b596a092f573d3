"""What a flag's value must look like."""

import click
import pytest

from pipeline.flag_types import Brokers, Duration, Finite, GroupName, TopicName

GOOD = [
    (Brokers(), "localhost:9092", "localhost:9092"),
    (Brokers(), "10.0.0.1:1,kafka-2.news.ir:65535,[::1]:9092", "10.0.0.1:1,kafka-2.news.ir:65535,[::1]:9092"),
    (Duration(), "90s", 90.0),
    (Duration(), "1.5h", 5400.0),
    (Duration(), "3d", 259_200.0),
    (Duration(), "3650d", 315_360_000.0),
    (Duration(), 90, 90.0),
    (Finite(0), "0", 0.0),
    (Finite(0, 1), "0.25", 0.25),
    (TopicName(), "news.raw_2-a", "news.raw_2-a"),
    (TopicName(), "n" * 249, "n" * 249),
    (GroupName(), "خبر ۱", "خبر ۱"),
]
BAD = [
    *(
        (Brokers(), value)
        for value in ("", " ", "host", "host:", ":9092", "host:0", "host:65536", "host:nine", "a:1,,b:2")
    ),
    *(
        (Brokers(), value)
        for value in ("a:1,", "a:1, b:2", " a:1", "::1:9092", "[::g]:1", "[]:1", "PLAINTEXT://a:1", "a:۹")
    ),
    *((Duration(), value) for value in ("", "soon", "-1h", "1w", "3651d", "9" * 400, "1e9", "inf", "nan", "۳d")),
    *((Finite(0), value) for value in ("nan", "inf", "-1", "much")),
    *((TopicName(), value) for value in ("", ".", "..", "a b", "خبر", "a/b", "a\n", "n" * 250)),
    *((GroupName(), value) for value in ("", " ", " a", "a\n", "a\x00b", "\udcff", "g" * 250)),
]


@pytest.mark.parametrize(("kind", "value", "meant"), GOOD)
def test_what_makes_sense_is_taken(kind, value, meant):
    """The value comes out in the unit that the code works with."""
    assert kind.convert(value, None, None) == meant


@pytest.mark.parametrize(("kind", "value"), BAD)
def test_what_makes_no_sense_is_refused(kind, value):
    """The message shows what came, and not more of it than a line holds."""
    with pytest.raises(click.BadParameter) as refused:
        kind.convert(value, None, None)
    assert len(refused.value.message) < 250
