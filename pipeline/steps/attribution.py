"""Attribution: a place in a text that says who reported it, or who is quoted."""

from dataclasses import dataclass
from functools import lru_cache

from pipeline.steps.agency_names import is_agency
from pipeline.steps.canonical import words_of
from schemas.story import Credit

REPORTER, QUOTED = "reporter", "quoted"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A credit and its place; what is left out of comparison may reach further: «رویترز نوشت که».

    Without an agency it credits nobody: «به خبرنگار ایسنا» in the story of another outlet, «اهواز -».
    """

    credit: Credit
    start: int
    end: int


def attribution(agency: str | None, role: str, text: str, span: tuple[int, int], end: int | None = None) -> Attribution:
    """Make an attribution whose credit is written at `span`, and whose place ends at `end`, or with it."""
    return Attribution(Credit(agency or "", role, text[slice(*span)]), span[0], span[1] if end is None else end)


@lru_cache(maxsize=1024)
def of_outlet(outlet: str | None) -> str | None:
    """Name the agency that an outlet is called after: «mehrnews», «www.isna.ir», «فارس»."""
    return next(filter(None, map(is_agency, (outlet or "", *words_of(outlet or "")))), None)
