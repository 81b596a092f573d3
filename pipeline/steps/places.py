"""Places: the names of places that outlets report from."""

import re
from functools import cache

from pipeline.draft import Draft
from pipeline.steps.agencies import agency_key
from pipeline.steps.package_data import rows

_KIND = re.compile(r"(?:استان|شهرستان|شهر|ولایت|ولسوالی)\s+")
_CAPITALS = frozenset(("تهران", "کابل"))
_BETWEEN = re.compile(r"[-–—_/:؛|()،]|\bاز\b")
_COUNTRY = "iso3166:"


def is_place(name: str) -> bool:
    """Tell whether a name is a place's: a country, province, town, sea or mountain that the table knows."""
    return _key(name) in _places()


def is_town(name: str) -> bool:
    """Tell whether a name is a place's, and no country's: «ایران - آلمان» is a match, «اهواز -» a dateline."""
    return _places().get(_key(name), False)


def sent_from(draft: Draft) -> str | None:
    """Name the town or province that a story was sent from: «اهواز - ایرنا -», «خبرنگار مهر از اهواز».

    None where it does not say so, or where it is a capital: stories of everywhere are sent from there.
    """
    texts = {name: part.text for name, part in draft.parts()}
    credited = (texts[part][start:end] for part, start, end in draft.credited if part != "headline")
    names = (piece.strip() for credit in credited for piece in _BETWEEN.split(credit))
    return next((name for name in map(_key, filter(is_town, names)) if name not in _CAPITALS), None)


def _key(name: str) -> str:
    return agency_key(_KIND.sub("", name, count=1))


@cache
def _places() -> dict[str, bool]:
    """Load the keys of the names of places, provinces without «استان», and whether each is no country."""
    table = [row for row in rows("names.tsv") if row[0] == "LOC"]
    named = ((ref, name) for _, ref, full, others in table for name in (full, *others.split("|")) if name)
    return {_key(name): not ref.startswith(_COUNTRY) for ref, name in named}
