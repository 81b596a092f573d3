"""Outlets as a label: a closed list, whatever the stories call themselves."""

from collections.abc import Iterable
from functools import cache, lru_cache

from pipeline.steps.agencies import agencies, agency_key

OTHER = "other"
REMEMBERED = 4096  # spellings of outlets whose label is kept; a table of agencies takes 20 us to ask
DEFAULT_OUTLETS = (
    "irna", "isna", "mehrnews", "farsnews", "tasnimnews", "ilna", "iqna", "ibna", "shana", "iribnews", "yjc",
    "khabaronline", "tabnak", "hamshahri", "donya-e-eqtesad", "shargh", "etemad", "varzesh3", "zoomit",
    "bbc", "radio-farda", "deutsche-welle", "sputnik", "al-alam", "anadolu", "tolo-news", "khaama-press", "bakhtarnews",
)  # fmt: skip


class Outlets:
    """Gives the label of an outlet: the name of the list that means the same agency, or "other".

    Names of one agency («مهر», «خبرگزاری مهر», "mehrnews") are one label, by the table of agencies.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._labels = {meaning(name): name for name in self.names}
        self.label = lru_cache(REMEMBERED)(self._label)

    def _label(self, outlet: str | None) -> str:
        return self._labels.get(meaning(outlet), OTHER) if outlet else OTHER


def meaning(name: str) -> str:
    """Give what a name stands for: the agency's id where the table knows it, by name or by id, else its key."""
    key = agency_key(name)
    agency = agencies().get(key)
    return agency.ref if agency else _ids().get(name.casefold(), key)


@cache
def _ids() -> dict[str, str]:
    return {agency.ref.removeprefix("khabar:"): agency.ref for agency in agencies().values()}
