"""The types of flags that click has not: what a value must look like, before anything starts."""

import math
import re
from ipaddress import IPv6Address
from typing import Any

import click

UNITS_S = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
LONGEST_DAYS = 3650  # ten years: no wire repeats older news, and no sum of two such times overflows
MAX_NAME = 249  # Kafka's limit on a topic's name, for the folder that holds it
MAX_PORT = 65_535
MOST_NAMES = 200  # each is a label in Prometheus
BROKER = re.compile(r"(?:\[(?P<ipv6>[^\]]+)\]|[^\s:,\[\]/@]+):(?P<port>[0-9]{1,5})")


class Duration(click.ParamType[float]):
    """A length of time such as 90s, 30m, 72h or 3d, at most ten years; a bare number is seconds."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Give seconds."""
        found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([smhd]?)", str(value).strip())
        if found is None:
            self.fail(f"expected a duration such as 90s, 30m, 72h or 3d, got {_cut(value)}", param, ctx)
        seconds = float(found[1]) * UNITS_S[found[2] or "s"]
        if seconds > LONGEST_DAYS * UNITS_S["d"]:
            self.fail(f"expected at most {LONGEST_DAYS}d, got {_cut(value)}", param, ctx)
        return seconds


class Finite(click.FloatRange):
    """A number in a range: neither infinite nor "not a number", which no range keeps out."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the number."""
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"expected a finite number, got {_cut(value)}", param, ctx)
        return number


class Brokers(click.ParamType[str]):
    """One broker or several, HOST:PORT with commas between; an IPv6 address stands in brackets."""

    name = "brokers"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the value as it is."""
        wrong = [broker for broker in str(value).split(",") if not _is_broker(broker)]
        if wrong:
            self.fail(f"expected HOST:PORT,… with ports from 1 to {MAX_PORT}, got {_cut(wrong[0])}", param, ctx)
        return str(value)


class TopicName(click.ParamType[str]):
    """A name that Kafka takes for a topic."""

    name = "topic"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the name as it is."""
        if re.fullmatch(rf"[a-zA-Z0-9._-]{{1,{MAX_NAME}}}", str(value)) is None or value in (".", ".."):
            expected = f"expected a topic's name, 1 to {MAX_NAME} of a-z, A-Z, 0-9, '.', '_' and '-'"
            self.fail(f"{expected}, neither '.' nor '..', got {_cut(value)}", param, ctx)
        return str(value)


class GroupName(click.ParamType[str]):
    """A consumer group's name: Kafka takes anything; blanks at its ends and what can't be seen would be a mistake."""

    name = "group"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the name as it is."""
        name = str(value)
        if not name.isprintable() or name != name.strip() or not 1 <= len(name) <= MAX_NAME:
            expected = f"expected a group's name, 1 to {MAX_NAME} visible characters without blanks at its ends"
            self.fail(f"{expected}, got {_cut(value)}", param, ctx)
        return name


class Names(click.ParamType[tuple[str, ...]]):
    """A short list of names with commas between."""

    name = "names"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Give the names, without blanks around them."""
        if isinstance(value, tuple):
            return value
        names = tuple(name.strip() for name in str(value).split(",") if name.strip())
        if len(names) > MOST_NAMES or any(not name.isprintable() or len(name) > MAX_NAME for name in names):
            self.fail(f"expected at most {MOST_NAMES} names with commas between, got {_cut(value)}", param, ctx)
        return names


def _is_broker(broker: str) -> bool:
    found = BROKER.fullmatch(broker)
    if found is None or not 1 <= int(found["port"]) <= MAX_PORT:
        return False
    return found["ipv6"] is None or _is_ipv6(found["ipv6"])


def _is_ipv6(address: str) -> bool:
    try:
        IPv6Address(address)
    except ValueError:
        return False
    return True


def _cut(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
