"""XLSX → rows, sheet by sheet: merged cells, underlined words, and numbers as the sheet shows them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kinerja_formula.files.pieces import Piece, TableRow, Tempat, TextLine
from kinerja_formula.files.table_files import FileLimits, cell_value, shown_cell, unreadable
from kinerja_formula.files.workbook_cells import Merged, Sheet, SheetRow, sheets_of

__all__ = ["workbook_pieces"]

_LARGEST_MERGED: Final = 100_000
"""Places; a merged area with more of them is a whole column by mistake."""


def workbook_pieces(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[Piece]:
    """Yield the rows of the visible sheets; rows that are empty between others are one. Raises InvalidDataError KF401,
    KF403.
    """
    total = 0
    for table, sheet in enumerate(sheets_of(path, raw, limits), 1):
        yield TextLine(sheet.title, Tempat(0, 0, sheet.title))
        covered = _Covered(sheet)
        last = 0
        for row in sheet.rows():
            if row.number > last + 1:
                yield TableRow((), Tempat(last + 1, 0, sheet.title), table)
            last = row.number
            total += 1
            if total > limits.rows:
                raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
            yield TableRow(tuple(covered.shown(row)), Tempat(row.number, 0, sheet.title), table)


class _Covered:
    """What merged cells cover, kept row by row: the cell above goes on as None, beside it nothing stands."""

    def __init__(self, sheet: Sheet) -> None:
        self.columns = sheet.columns
        self.waiting = sorted([area for area in sheet.merged if _size(area) <= _LARGEST_MERGED], reverse=True)
        self.of_place: dict[int, Merged] = {}

    def shown(self, row: SheetRow) -> list[str | None]:
        """Return the cells of a row as texts."""
        while self.waiting and self.waiting[-1].top <= row.number:
            area = self.waiting.pop()
            if area.bottom >= row.number:
                first, behind = bisect_left(self.columns, area.left), bisect_right(self.columns, area.right)
                for place in range(first, behind):
                    self.of_place[place] = area
        cells: list[str | None] = [shown_cell(cell_value(cell)) if cell is not None else "" for cell in row.cells]
        cells += [""] * (len(self.columns) - len(cells))
        for place, area in list(self.of_place.items()):
            if area.bottom < row.number:
                del self.of_place[place]
            elif (row.number, self.columns[place]) != (area.top, area.left):
                cells[place] = None if self.columns[place] == area.left else ""
        return cells


def _size(area: Merged) -> int:
    return (area.bottom - area.top + 1) * (area.right - area.left + 1)
