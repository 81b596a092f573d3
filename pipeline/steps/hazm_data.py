"""The lists and tables that hazm ships, read without importing hazm: that takes half a second and 58 MB by itself."""

from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType


@cache
def constants() -> ModuleType:
    """Give hazm's tables of characters: a module that imports nothing."""
    spec = spec_from_file_location("pipeline.hazm_constants", _folder() / "constants.py")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("expected hazm 0.12 with its constants.py: pip install 'hazm>=0.12.1,<0.13'")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words() -> dict[str, tuple[int, str]]:
    """Give hazm's words with their counts and what they can be, "N,AJ"; of a word listed twice the last, as hazm."""
    rows = (line.split("\t") for line in _lines("words.dat"))
    return {row[0]: (int(row[1]), row[2]) for row in rows if len(row) == 3}


def verbs() -> list[tuple[str, str]]:
    """Give hazm's verbs: past and present stem, either of which may be empty."""
    return [(past, present) for past, _, present in (line.partition("#") for line in _lines("verbs.dat"))]


def _lines(name: str) -> list[str]:
    with (_folder() / "data" / name).open(encoding="utf-8") as file:
        return [line.strip() for line in file]


@cache
def _folder() -> Path:
    spec = find_spec("hazm")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("expected hazm, whose lists Khabar reads: pip install 'hazm>=0.12.1,<0.13'")
    return Path(spec.submodule_search_locations[0])
