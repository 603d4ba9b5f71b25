"""A table without lines, a row of the grid for each line of text → the same table with a row for each indicator.

Figures and units stand once for each indicator, and names may be wrapped: a line begins a row where it has a number of
its own, where a drawn line parts it from the one above, or where a name begins beside a further figure.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final, NamedTuple

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.table_columns import Assignment
from kinerja_formula.dokumen.table_words import PER_PERIOD, begins_as_indicator, is_code, is_figure, is_goal, is_unit
from kinerja_formula.dokumen.vocabulary import table_words
from kinerja_formula.files.model import Box, Cell, Line, Table

__all__ = ["with_joined_lines"]

_ROW_GAP: Final = 1.45
"""A line this much further down than lines usually are begins a row."""
_FIGURES: Final = (*PER_PERIOD, "kondisi_awal", "kondisi_akhir", "satuan")


def with_joined_lines(table: Table, assignment: Assignment) -> Table:
    """Return the rows below the head, the lines of each put together."""
    starts = _Starts(table, assignment).all()
    ends = [*starts[1:], table.rows]
    formula = next((one.index for one in assignment.columns if one.role == "formula"), -1)
    beside = _headless_beside(table, assignment, formula) if formula >= 0 else []
    cells: list[Cell] = []
    places: list[int] = []
    for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
        places.append(table.place(start).baris)
        for col in range(table.cols):
            told = [col, *beside] if col == formula else [] if col in beside else [col]
            own = [
                cell
                for line in range(start, end)
                for place in told
                if (cell := table.at(line, place)) is not None and cell.text.strip()
            ]
            cells.append(_joined(own, row, col, table, between="\n" if col == formula else " "))
    return Table(
        cells, len(starts), table.cols, table.tempat, places, table.xs, table.box, table.caption, by_lines=True
    )


def _headless_beside(table: Table, assignment: Assignment, formula: int) -> list[int]:
    """Return the columns without a head right of the formulas: *x 100%* stands there, beside a fraction."""
    after = range(formula + 1, table.cols)
    return list(itertools.takewhile(lambda column: not assignment.columns[column].heads, after))


def _joined(own: Sequence[Cell], row: int, col: int, table: Table, *, between: str) -> Cell:
    """Return one cell for those of several lines."""
    text = between.join([cell.text.strip() for cell in own])
    first, last = (own[0].box, own[-1].box) if own else (None, None)
    if not first or not last:
        return Cell(row, col, text=text, lines=[Line(text, table.tempat)])
    held = [line for cell in own for line in cell.lines]
    return Cell(row, col, text=text, lines=held, box=Box(first.left, first.top, first.right, last.bottom))


class _Line(NamedTuple):
    """What a line of a table says: its number and name, and whether a figure or a unit stands in it."""

    place: int
    code: str
    name: str
    has_figure: bool


class _Starts:
    """Which lines begin a row. Going down the table, ``name`` and ``has_figure`` are what the open row has so far."""

    def __init__(self, table: Table, assignment: Assignment) -> None:
        self.table = table
        self.lines = list(range(assignment.depth, table.rows))
        self.name_column = assignment.name_column.index
        code = assignment.one("id")
        self.code_column = code.index if code is not None else -1
        self.figures = [one.index for one in assignment.columns if one.role in _FIGURES]
        self.gap = _ROW_GAP * _pitch(table, self.lines)
        self.is_numbered = sum(bool(self.code(line)) for line in self.lines) >= 2
        self.name = ""
        self.has_figure = False

    def all(self) -> list[int]:
        """Return the lines that begin a row; the last one where the table has none."""
        starts: list[int] = []
        for place in self.lines:
            line = self.line(place)
            if not starts or self.begins(line):
                starts.append(place)
                self.has_figure, self.name = False, ""
            self.has_figure = self.has_figure or line.has_figure
            self.name = f"{self.name} {line.name}".strip()
        return starts or [self.table.rows - 1]

    def line(self, place: int) -> _Line:
        told = [text for col in self.figures if (text := _text(self.table, place, col))]
        has_figure = any(is_figure(text) or is_unit(text) for text in told)
        return _Line(place, self.code(place), _text(self.table, place, self.name_column), has_figure)

    def code(self, place: int) -> str:
        return _text(self.table, place, self.code_column) if self.code_column >= 0 else ""

    def begins(self, line: _Line) -> bool:
        """Whether a line begins a row. Without a number or a drawn line, the row above it must be told already."""
        if line.place in self.table.cuts or (line.code and is_code(line.code)):
            return True
        if not self.has_figure:
            return False
        if line.name:
            return not self.is_numbered and self.begins_name(line)
        return line.has_figure and self.stands_apart(line)

    def begins_name(self, line: _Line) -> bool:
        """Whether the words of a line are the first ones of a name, and not the rest of the one above."""
        if not line.name[:1].isupper():
            return False
        looks_new = line.has_figure or begins_as_indicator(line.name) or is_goal(line.name)
        return (looks_new and not _is_open(self.name)) or self.stands_apart(line)

    def stands_apart(self, line: _Line) -> bool:
        return _gap(self.table, line.place) > self.gap


def _text(table: Table, row: int, col: int) -> str:
    cell = table.at(row, col)
    return plain(cell.text) if cell is not None else ""


def _is_open(name: str) -> bool:
    return name.rpartition(" ")[2].casefold() in table_words("contents", "joint") or name.count("(") > name.count(")")


def _top(table: Table, row: int) -> float:
    return min((cell.box.top for cell in table.across(row) if cell.box is not None), default=0.0)


def _gap(table: Table, row: int) -> float:
    return _top(table, row) - _top(table, row - 1) if row else 0.0


def _pitch(table: Table, lines: list[int]) -> float:
    gaps = sorted([_gap(table, line) for line in lines[1:]])
    return gaps[len(gaps) // 3] if gaps else 0.0
