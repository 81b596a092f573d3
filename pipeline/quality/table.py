"""A table of measurements, as `khabar eval` prints it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """What was measured: a title, the names of the columns, and rows of text, the first column being the row's name."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def lines(self) -> list[str]:
        """Lay the table out: names to the left, figures to the right."""
        grid = (self.columns, *self.rows)
        widths = [max(len(row[at]) for row in grid) for at in range(len(self.columns))]
        return [self.title, *("  ".join(_cells(row, widths)).rstrip() for row in grid)]


def _cells(row: tuple[str, ...], widths: list[int]) -> list[str]:
    return [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
