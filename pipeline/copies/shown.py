"""Names from outside, as they stand between other words on a line that runs from left to right."""

from bisect import bisect
from itertools import accumulate
from unicodedata import east_asian_width

from pipeline.rtl import LRM, Mode, for_terminal

NO_OUTLET = "(no outlet)"
NAME_CHARACTERS = 40
ELLIPSIS = "…"


def clean(name: str) -> str:
    """Give a name without what would move or break the text around it: controls, marks of direction, line ends."""
    return " ".join(for_terminal(name, "logical").split())


def outlet_name(outlet: str | None, most: int = NAME_CHARACTERS) -> str:
    """Give what an outlet is called, in the room that so many letters take."""
    name = clean(outlet or "") or NO_OUTLET
    ends = list(accumulate(map(_room, name)))
    return name if ends[-1] <= most else name[: bisect(ends, most - 1)].rstrip() + ELLIPSIS


def _room(letter: str) -> float:
    """Give how many letters' room one takes, so that capitals and ideographs fit, too."""
    if letter in "WM@%" or east_asian_width(letter) in "WF":
        return 2.0
    return 1.4 if letter.isupper() else 1.0


def counted(count: int, one: str, many: str = "") -> str:
    """Write a number of things; `many` is what `one` is called with an "s", unless told."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def set_apart(text: str, mode: Mode) -> str:
    """Give a text for a terminal's line; where the terminal reorders, marks keep it apart from its neighbours."""
    shown = for_terminal(text, mode)
    return shown if mode == "visual" or shown.isascii() else f"{LRM}{shown}{LRM}"
