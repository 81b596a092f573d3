"""The lists that ship with the package (`pipeline/data/README.md`)."""

from importlib.resources import files


def lines(file: str) -> list[str]:
    """Give the lines of a file of the package data."""
    return (files("pipeline") / "data" / file).read_text(encoding="utf-8").splitlines()


def rows(file: str) -> list[list[str]]:
    """Give the rows of a table of the package data, cut at tabs."""
    return [line.split("\t") for line in lines(file)]
