"""Agencies: the news agencies, papers and stations that stories name as their source, and what they are called."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pipeline.steps.canonical import words_of
from pipeline.steps.package_data import rows


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency under its canonical name; `country` is its seat by ISO 3166, `ref` its id, `formal` its full name.

    `common`: this way to call it is an ordinary word, too (مهر, شرق), and names the agency only where one must stand.
    """

    name: str
    country: str
    ref: str
    formal: str
    common: bool = False


@cache
def agencies() -> dict[str, Agency]:
    """Load the table, under keys that ignore blanks, half-spaces and the spelling of letters."""
    table: dict[str, Agency] = {}
    for name, country, aliases, common, ref, formal in rows("agencies.tsv"):
        agency = Agency(name, country, ref, formal or unbracketed(name))
        table |= {agency_key(alias): agency for alias in (name, agency.formal, *aliases.split("|")) if alias}
        table |= {agency_key(alias): replace(agency, common=True) for alias in common.split("|") if alias}
    return table


def unbracketed(name: str) -> str:
    """Give «خبرگزاری صدای افغان» of «خبرگزاری صدای افغان (آوا)»."""
    return name.partition(" (")[0]


@lru_cache(maxsize=1 << 14)  # asked word by word; half of the time of the credits step without it
def agency_key(name: str) -> str:
    """Give the key of an agency's name."""
    return "".join(words_of(name))
