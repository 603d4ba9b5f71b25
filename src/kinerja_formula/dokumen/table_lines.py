"""A table without lines, a row of the grid for each line of text → the same table with a row for each indicator.

Figures and units stand once for each indicator, and names may be wrapped: a line begins a row where it has a number of
its own, where a drawn line parts it from the one above, or where a name begins beside a further figure.
"""

from __future__ import annotations

from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.table_columns import Assignment
from kinerja_formula.dokumen.table_words import PER_PERIOD, begins_as_indicator, is_code, is_figure, is_goal, is_unit
from kinerja_formula.dokumen.vocabulary import table_words
from kinerja_formula.files.model import Box, Cell, Line, Table

__all__ = ["with_joined_lines"]

_ROW_GAP: Final = 1.45
"""A line this much further down than lines usually are begins a row."""


def with_joined_lines(table: Table, assignment: Assignment) -> Table:
    """Return the rows below the head, the lines of each put together."""
    first = assignment.depth
    lines = list(range(first, table.rows))
    starts = _starts(table, assignment, lines)
    ends = [*starts[1:], table.rows]
    formula = next((one.index for one in assignment.columns if one.role == "formula"), -1)
    beside: list[int] = []  # "x 100%" stands to the right of a fraction, in a column without a head
    while (
        formula >= 0
        and formula + len(beside) + 1 < table.cols
        and not assignment.columns[formula + len(beside) + 1].heads
    ):
        beside.append(formula + len(beside) + 1)
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
            text = ("\n" if col == formula else " ").join([cell.text.strip() for cell in own])
            held = [line for cell in own for line in cell.lines]
            box = (
                Box(own[0].box.left, own[0].box.top, own[0].box.right, own[-1].box.bottom)
                if own and own[0].box and own[-1].box
                else None
            )
            cells.append(
                Cell(row, col, text=text, lines=[Line(text, table.tempat, box)] if box is None else held, box=box)
            )
    return Table(
        cells, len(starts), table.cols, table.tempat, places, table.xs, table.box, table.caption, by_lines=True
    )


def _starts(table: Table, assignment: Assignment, lines: list[int]) -> list[int]:
    name_column = assignment.name_column.index
    code = assignment.one("id")
    code_column = code.index if code is not None else -1
    figures = [
        one.index for one in assignment.columns if one.role in (*PER_PERIOD, "kondisi_awal", "kondisi_akhir", "satuan")
    ]
    pitch = _pitch(table, lines)
    numbered = code_column >= 0 and sum(bool(_text(table, line, code_column)) for line in lines) >= 2
    starts: list[int] = []
    has_figure = False
    name = ""
    for line in lines:
        own_name = _text(table, line, name_column)
        own_code = _text(table, line, code_column) if code_column >= 0 else ""
        told = any(is_figure(text) or is_unit(text) for col in figures if (text := _text(table, line, col)))
        begins = not starts or line in table.cuts
        if own_code and is_code(own_code):
            begins = True
        elif not begins and own_name and not numbered:
            new = own_name[:1].isupper() and not _is_open(name) and (begins_as_indicator(own_name) or is_goal(own_name))
            begins = (new and has_figure) or (told and has_figure and own_name[:1].isupper() and not _is_open(name))
            begins = begins or (_gap(table, line) > _ROW_GAP * pitch and own_name[:1].isupper() and has_figure)
        elif not begins and told and has_figure and not own_name and _gap(table, line) > _ROW_GAP * pitch:
            begins = True
        if begins:
            starts.append(line)
            has_figure, name = False, ""
        has_figure = has_figure or told
        name = f"{name} {own_name}".strip()
    return starts or [table.rows - 1]


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
