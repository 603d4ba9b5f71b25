"""Rows of the sheets of a form, and their lines below a head, by the roles of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any, NamedTuple

from kinerja_formula.files.cell_values import cell_value, shown_cell
from kinerja_formula.files.file_bytes import FileLimits, unreadable
from kinerja_formula.files.workbook_cells import Sheet, SheetCell, sheets_of
from kinerja_formula.names import fold_space

__all__ = ["Line", "Row", "column_letters", "form_sheets", "is_odd"]


class Row(NamedTuple):
    """A row of a sheet: its number, its values, for each the formula that computes it (empty without), its columns."""

    number: int
    cells: Sequence[Any]
    computed: Sequence[str]
    columns: Sequence[int]

    def shown(self) -> list[str]:
        """Return the texts that a person sees in its cells."""
        return ["" if is_odd(cell) else fold_space(shown_cell(cell)) for cell in self.cells]

    def place(self, column: int) -> str:
        """Return the reference of a cell: *C5*."""
        return f"{column_letters(self.columns[column])}{self.number}"


class Line(NamedTuple):
    """A row below a head: its sheet, the post that it is of, the texts of its cells, role → column."""

    title: str
    post: str
    row: Row
    shown: Sequence[str]
    roles: Mapping[str, int]

    def text(self, role: str) -> str:
        """Return what stands in the column of a role; empty where there is no such column."""
        column = self.roles.get(role, len(self.shown))
        return self.shown[column] if column < len(self.shown) else ""

    def value(self, role: str) -> Any:
        """Return the value in the column of a role; None where there is none."""
        cells = self.row.cells
        column = self.roles.get(role, len(cells))
        return cells[column] if column < len(cells) else None

    def formula(self, role: str) -> str:
        """Return the formula that computes the cell of a role; empty where none does."""
        computed = self.row.computed
        column = self.roles.get(role, len(computed))
        return computed[column] if column < len(computed) else ""

    def place(self, role: str) -> str:
        return self.row.place(self.roles[role])

    @property
    def columns(self) -> set[int]:
        """The columns that have a role."""
        return {*self.roles.values()}


def form_sheets(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield each sheet of a workbook: its title and its rows."""
    for sheet in sheets_of(path, raw, limits):
        yield sheet.title, _rows(path, sheet, limits)


def _rows(path: str | Path, sheet: Sheet, limits: FileLimits) -> Iterator[Row]:
    for count, row in enumerate(sheet.rows(), 1):
        if count > limits.rows:
            raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
        values = [None if cell is None else _value(cell) for cell in row.cells]
        yield Row(row.number, values, ["" if cell is None else cell.formula for cell in row.cells], sheet.columns)


def _value(cell: SheetCell) -> Any:
    value = cell.value
    return value if value is None or isinstance(value, (date, time)) else cell_value(cell)


def is_odd(cell: Any) -> bool:
    """Tell whether a cell holds neither a text nor a number: a date, a time."""
    return not isinstance(cell, (str, int, float, bool, type(None)))


def column_letters(place: int) -> str:
    """Return the letters of a column, counted from 1."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
