"""The project's rules and intervals with all their time divided by one factor: a test sees in minutes what takes hours.

What is not time stays: ratios, counts, and latencies, for the road itself runs at its own speed.
"""

import re
from copy import deepcopy
from typing import Any

SHORTEST_S = 0.5  # between two scrapes, for a scrape may take no longer and the machine may be busy
UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
DURATION = re.compile(r"(?P<before>\[|offset )(?P<number>\d+)(?P<unit>[smhd])\b")
AGE = re.compile(r"(?P<before>khabar:\w*(?:age|silence|lag)_seconds:max(?:\{[^}]*\})? > )(?P<number>\d+)")


def seconds(duration: str) -> float:
    """Give a duration of Prometheus in seconds."""
    return sum(int(number) * UNITS_S[unit] for number, unit in re.findall(r"(\d+)([smhd])", duration))


def compressed(document: dict[str, Any], factor: float) -> dict[str, Any]:
    """Divide every `for:`, range, offset and threshold of an age by a factor; ValueError if one was overlooked."""
    document = deepcopy(document)
    for rule in (rule for group in document["groups"] for rule in group["rules"]):
        rule["expr"] = _compressed(rule["expr"], factor)
        if "for" in rule:
            rule["for"] = _milliseconds(seconds(rule["for"]), factor)
    return document


def intervals(settings: dict[str, str], factor: float) -> dict[str, str]:
    """Divide the intervals of prometheus.yml, but not below SHORTEST_S: alerts then come later, not sooner."""
    return {name: _milliseconds(max(seconds(value), SHORTEST_S * factor), factor) for name, value in settings.items()}


def _compressed(expr: str, factor: float) -> str:
    done, durations = DURATION.subn(
        lambda found: found["before"] + _milliseconds(int(found["number"]) * UNITS_S[found["unit"]], factor), expr
    )
    done, ages = AGE.subn(lambda found: f"{found['before']}{int(found['number']) / factor:g}", done)
    _all_found("duration", expr, durations, len(re.findall(r"\[|:\d|\boffset\b", expr)))
    _all_found("age", expr, ages, len(re.findall(r"_seconds:max(?:\{[^}]*\})? [<>]", expr)))
    return done


def _milliseconds(duration_s: float, factor: float) -> str:
    return f"{round(duration_s * 1000 / factor)}ms"


def _all_found(what: str, expr: str, found: int, there: int) -> None:
    if found != there:
        raise ValueError(f"found {found} of {there} times ({what}) in {expr!r}: see DURATION and AGE")
