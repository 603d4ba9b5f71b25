"""A table of figures that names no indicator: the line above it does."""

from __future__ import annotations

import re
from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.row_model import IndicatorRow
from kinerja_formula.dokumen.row_names import name_and_code
from kinerja_formula.dokumen.table_columns import Assignment, Column
from kinerja_formula.dokumen.table_rows import with_head_units
from kinerja_formula.dokumen.table_words import PER_PERIOD, begins_as_indicator, is_figure, reads_as_formula
from kinerja_formula.files.model import Cell, Table

__all__ = ["caption_row"]

_MOST_ROWS_OF_ONE: Final = 3


_CAPTION_LABEL: Final = re.compile(
    r"(?i)\W*(?:\d{1,2}[.)]\s*|[a-z][.)]\s+)?indikator(?:\s+kinerja)?(?:\s+utama)?\s*(?:\d+\s*)?:\s*"
)
_LONGEST_NAME_IN_CAPTION: Final = 250


def caption_row(table: Table, assignment: Assignment, caption: str) -> IndicatorRow | None:
    """Return the indicator of a table of figures that names none: the line above it does, *Indikator : …* or a name.

    None where that line is no name, where the table has many rows, or tells no figures.
    """
    name, code = _named_by(caption)
    has_figures = any(column.role in PER_PERIOD for column in assignment.columns)
    if not name or not has_figures or not 0 < table.rows - assignment.depth <= _MOST_ROWS_OF_ONE:
        return None
    found = IndicatorRow(name, table.place(assignment.depth), code, certainty=0.8)
    for row in range(assignment.depth, table.rows):
        for column in assignment.columns:
            cell = table.at(row, column.index)
            if cell is not None:
                _take_cell_below_caption(found, column, cell, begins=cell.row == row, spans=cell.cols == table.cols > 1)
    with_head_units(found, assignment)
    return found if found.has_figures else None


def _named_by(caption: str) -> tuple[str, str]:
    """Return the name of the indicator, and its number, that a line above a table gives; an empty one if it is none."""
    label = _CAPTION_LABEL.match(caption)
    name, code = name_and_code(caption[label.end() :] if label else caption, "")
    is_name = len(name) <= _LONGEST_NAME_IN_CAPTION and (label or begins_as_indicator(name))
    return (name, code) if is_name else ("", "")


def _take_cell_below_caption(found: IndicatorRow, column: Column, cell: Cell, *, begins: bool, spans: bool) -> None:
    """Take what a cell tells of the indicator. ``begins``: in this row; ``spans``: it lies over all columns."""
    text = plain(cell.text) if begins else ""
    if text and column.role in PER_PERIOD and is_figure(text):
        found.by_role(column.role).setdefault(column.period, text)
    elif spans:
        found.formula = found.formula or _formula_of_method(cell.text)
    elif text and column.role == "satuan":
        found.satuan = found.satuan or text
    elif text and column.role == "formula":
        found.formula = found.formula or cell.text.strip()


_METHOD: Final = re.compile(
    r"^\W*(?:metode|rumus|formula(?:si)?|cara)\b[^\n:]{0,40}\b(?:p?[eh]nghitungan|perhitungan|pengukuran|menghitung)[^\n:]{0,30}:?$",
    re.IGNORECASE | re.MULTILINE,
)


def _formula_of_method(text: str) -> str:
    """Return the formula in a long cell, the first line that reads as one below *Metode Penghitungan*."""
    found = _METHOD.search(text[:20_000])
    if found is None:
        return ""
    lines = [line.strip() for line in text[found.end() :].split("\n") if line.strip()]
    for line in lines[:12]:
        if line.isupper() and len(line) > 12:
            break
        if "=" in line and reads_as_formula(line) and len(line) < 400:
            return line
    return ""
