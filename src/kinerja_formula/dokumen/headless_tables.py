"""A table without a head of its own, on the next page: its columns are those of the table before it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from kinerja_formula.dokumen.table_columns import MOST_COLUMNS, OTHER, Assignment, Column
from kinerja_formula.dokumen.table_words import content_roles, looks
from kinerja_formula.files.model import Table

__all__ = ["inherited_columns"]

_FITS: Final = 0.15
_SAME_PLACE_FITS: Final = -0.3
"""Columns in the very places of those before, right at the top of the next page, need only not contradict them."""


def inherited_columns(table: Table, last: Assignment, last_table: Table, *, follows: bool) -> Assignment | None:
    """Return the reading of a page without a head: by the place of its columns below those before, and only where the
    contents agree; a table of other columns is another table.

    ``follows``: nothing stands between the two tables but the end of a page.
    """
    if table.cols > MOST_COLUMNS:
        return None
    contents = [_contents(table, col) for col in range(table.cols)]
    best: tuple[float, list[Column]] | None = None
    for way in _ways(table, last_table):
        columns = _laid_below(way, last, contents)
        fit = _fit(columns, contents)
        if fit is not None and (best is None or fit > best[0] + 0.05):
            best = fit, columns
    least = _SAME_PLACE_FITS if follows and _same_places(table, last_table) else _FITS
    if best is None or best[0] < least:
        return None
    return Assignment(0, 0, best[1], best[0], inherited=True)


def _contents(table: Table, col: int) -> dict[str, float]:
    """Return what the cells of a column look like."""
    cells = [table.at(row, col) for row in range(table.rows)]
    return looks([cell.text for row, cell in enumerate(cells) if cell is not None and cell.row == row])


def _laid_below(way: Sequence[int | None], last: Assignment, contents: Sequence[Mapping[str, float]]) -> list[Column]:
    """Return the columns that a table has where each is what one of the table before is."""
    columns: list[Column] = []
    for col, source in enumerate(way):
        origin = last.columns[source] if source is not None and source < len(last.columns) else Column(col)
        columns.append(replace(origin, index=col, heads=list(origin.heads), scores={}, seen=contents[col]["indicator"]))
    return columns


def _fit(columns: Sequence[Column], contents: Sequence[Mapping[str, float]]) -> float | None:
    """Return how well the cells of columns look like their roles; None where no column names indicators."""
    weights = [
        content_roles(seen).get(column.role, 0.0)
        for column, seen in zip(columns, contents, strict=True)
        if seen["filled"] and column.role != OTHER
    ]
    if not weights or all(column.role != "indikator" for column in columns):
        return None
    return sum(weights) / len(weights)


def _same_places(table: Table, last: Table) -> bool:
    """Tell whether the columns of two tables have the same edges."""
    if not table.cols == last.cols > 2 or len(table.xs) != len(last.xs):
        return False
    return all(abs(one - two) < 4 for one, two in zip(table.xs, last.xs, strict=True))


def _ways(table: Table, last: Table) -> list[list[int | None]]:
    """Return the ways in which the columns may lie below those of the table before."""
    ways: list[list[int | None]] = []
    if table.cols == last.cols:
        ways.append(list(range(table.cols)))
    if table.xs and last.xs and abs(table.xs[0] - last.xs[0]) < 40:
        ways.append([_column_at(last.xs, (one + two) / 2) for one, two in zip(table.xs, table.xs[1:], strict=False)])
    if table.cols != last.cols and abs(table.cols - last.cols) <= 2 and table.cols > 2:
        ways += [
            [col + shift if 0 <= col + shift < last.cols else None for col in range(table.cols)]
            for shift in (-2, -1, 0, 1, 2)
        ]
    return ways


def _column_at(xs: Sequence[float], x: float) -> int | None:
    return next((col for col, (one, two) in enumerate(itertools.pairwise(xs)) if one <= x <= two), None)
