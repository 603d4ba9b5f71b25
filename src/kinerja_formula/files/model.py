"""What a file holds: pages of text lines and tables, tables as grids of cells, each with its place.

An adapter (one module a format) knows how a file is built and nothing about indicators. It gives its pages in reading
order; a table is given whole, with the spans of its cells and the lines that stand above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from kinerja_formula.diagnostics import Rule
from kinerja_formula.files.tempat import NOWHERE, Tempat

__all__ = ["PICTURE", "Box", "Cell", "Doubt", "Item", "Line", "Page", "Pages", "Table"]

PICTURE = "[gambar]"
"""Stands in a text where the file has a picture."""


class Box(NamedTuple):
    """A place on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Line:
    """A line of text; in a file without geometry a paragraph, or a line of one."""

    text: str
    tempat: Tempat = NOWHERE
    box: Box | None = None


@dataclass(slots=True)
class Cell:
    """A cell of a grid: where it begins, how many rows and columns it covers, and what stands in it.

    ``text`` has the markup that the formula reader knows; ``lines`` are its lines where the file has places. ``inner``
    are the tables within it, whose text stands in ``text`` too; ``outer`` is the text without theirs.
    """

    row: int
    col: int
    rows: int = 1
    cols: int = 1
    text: str = ""
    lines: list[Line] = field(default_factory=list)
    box: Box | None = None
    inner: list[Table] = field(default_factory=list)
    outer: str = ""


@dataclass(slots=True)
class Table:
    """A grid of cells. ``at(row, col)`` gives the cell that covers a place.

    Attributes:
        places: the row of the file for each row of the grid, where that is another number.
        xs: the edges of the columns, on pages with geometry.
        caption: the lines of text above the table, the nearest last.
        head_rows: how many rows the file itself says are the head, 0 where it says nothing.
        by_lines: the table has no rulings: each line of text is a row of the grid.
        cuts: of such a table the rows above which a long line is drawn.
    """

    cells: list[Cell]
    rows: int
    cols: int
    tempat: Tempat = NOWHERE
    places: list[int] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    box: Box | None = None
    caption: list[str] = field(default_factory=list)
    head_rows: int = 0
    by_lines: bool = False
    cuts: list[int] = field(default_factory=list)
    _cover: dict[tuple[int, int], Cell] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for col in range(cell.col, cell.col + cell.cols):
                    self._cover[row, col] = cell

    def at(self, row: int, col: int) -> Cell | None:
        return self._cover.get((row, col))

    def across(self, row: int) -> list[Cell]:
        """Return the cells that cover a row, from left to right, each once."""
        out: list[Cell] = []
        for col in range(self.cols):
            cell = self.at(row, col)
            if cell is not None and (not out or out[-1] is not cell):
                out.append(cell)
        return out

    def begun(self, row: int) -> list[Cell]:
        """Return the cells that begin in a row and hold something."""
        return [cell for cell in self.across(row) if cell.row == row and cell.text.strip()]

    def lines_within(self) -> list[str]:
        """Return the text of a table within a cell, a line a row; what stands beside two rows belongs between them, as
        *x 100%* beside a numerator and its denominator does.
        """
        beside = [cell for cell in self.cells if cell.rows == self.rows == 2 and cell.col and cell.text.strip()]
        if len(beside) == 1 and all(self.begun(row) for row in range(2)):
            rows = [" ".join([cell.text for cell in self.begun(row) if cell is not beside[0]]) for row in range(2)]
            if all(rows):
                return [rows[0], f"----- {beside[0].text}", rows[1]]
        shown = [" ".join([" ".join(cell.text.split()) for cell in self.begun(row)]) for row in range(self.rows)]
        return [text for text in shown if text]

    def place(self, row: int) -> Tempat:
        """Return where a row stands in the file."""
        baris = self.places[row] if row < len(self.places) else row + 1
        return self.tempat._replace(baris=baris)


class Doubt(NamedTuple):
    """What an adapter could not take over as it stands."""

    rule: Rule
    tempat: Tempat
    values: Mapping[str, object]


Item: TypeAlias = Line | Table | Doubt


@dataclass(slots=True)
class Page:
    """A page, a sheet, or a whole file that has neither: what stands on it from top to bottom."""

    number: int
    items: list[Item]
    is_scan: bool = False


Pages: TypeAlias = Iterator[Page]
