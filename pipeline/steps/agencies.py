"""Agencies: the news agencies, papers and stations that stories name as their source, and what they are called."""

from dataclasses import dataclass
from functools import cache

from pipeline.steps.canonical import words_of
from pipeline.steps.package_data import rows


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency under its canonical name; `country` is its seat by ISO 3166.

    `common`: this way to call it is an ordinary word, too (مهر, شرق), and names the agency only where one must stand.
    """

    name: str
    country: str
    common: bool = False


@cache
def agencies() -> dict[str, Agency]:
    """Load the table, under keys that ignore blanks, half-spaces and the spelling of letters."""
    table: dict[str, Agency] = {}
    for name, country, aliases, common in rows("agencies.tsv"):
        table |= {agency_key(alias): Agency(name, country) for alias in (name, *aliases.split("|")) if alias}
        table |= {agency_key(alias): Agency(name, country, common=True) for alias in common.split("|") if alias}
    return table


def agency_key(name: str) -> str:
    """Give the key of an agency's name."""
    return "".join(words_of(name))
