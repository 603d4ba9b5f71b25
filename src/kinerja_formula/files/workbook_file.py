"""XLSX → a page a sheet: blocks of filled rows are tables, rows of one cell above them are lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kinerja_formula.diagnostics.catalogue import HIDDEN_CELLS
from kinerja_formula.files.cell_values import cell_value, shown_cell
from kinerja_formula.files.file_bytes import FileLimits, unreadable
from kinerja_formula.files.model import Cell, Doubt, Item, Line, Page, Table
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.files.workbook_cells import Merged, Sheet, SheetRow, sheets_of

__all__ = ["sheet_items", "workbook_pages"]

_LARGEST_MERGED: Final = 100_000
"""Places; a merged area with more of them is a whole column by mistake."""
_CAPTION_LINES: Final = 6

Row = tuple[int, list[str]]


def workbook_pages(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[Page]:
    """Yield the visible sheets. Raises InvalidDataError KF401, KF403."""
    total = 0
    for sheet in sheets_of(path, raw, limits):
        rows: list[Row] = []
        above: SheetRow | None = None
        left_out = 0
        hidden = {place for place, column in enumerate(sheet.columns) if column in sheet.hidden}
        for row in sheet.rows():
            total += 1
            if total > limits.rows:
                raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
            if row.is_hidden:
                left_out += 1
                continue
            cells = [shown_cell(cell_value(cell)) if cell is not None else "" for cell in row.cells]
            cells += [""] * (len(sheet.columns) - len(cells))
            cells = ["" if place in hidden else text for place, text in enumerate(cells)]
            if rows and above is not None and (place := _denominator(above, row, cells)) is not None:
                upper = rows[-1][1][place]
                rows[-1][1][place] = f"{upper}\n-----\n{cells[place]}"
                continue
            rows.append((row.number, cells))
            above = row
        tempat = Tempat(0, 0, sheet.title)
        doubts = [Doubt(HIDDEN_CELLS, tempat, {"rows": left_out, "columns": len(hidden)})] if left_out or hidden else []
        items = sheet_items(rows, _spans(sheet), tempat)
        yield Page(0, [Line(sheet.title, tempat), *doubts, *items])


def _denominator(above: SheetRow, row: SheetRow, cells: list[str]) -> int | None:
    """Return where a fraction is laid over two rows: the one text of a row, below the one line under the row above."""
    filled = [place for place, text in enumerate(cells) if text.strip()]
    if len(filled) != 1 or row.number != above.number + 1:
        return None
    [place] = filled
    upper = [cell for cell in above.cells if cell is not None and cell.value is not None]
    over = above.cells[place] if place < len(above.cells) else None
    under = row.cells[place] if place < len(row.cells) else None
    if over is None or not isinstance(over.value, str) or under is None or len(upper) < _FEWEST_BESIDE:
        return None
    drawn = over.line_below or under.line_above
    alone = sum(cell.line_below for cell in above.cells if cell is not None) <= 1 and not under.line_below
    return place if drawn and alone else None


_FEWEST_BESIDE: Final = 2

Spans = dict[tuple[int, int], tuple[int, int]]
"""Row of the file and column of the grid where a merged cell begins → how many rows and columns it covers."""


def _spans(sheet: Sheet) -> Spans:
    spans: Spans = {}
    for area in sheet.merged:
        if _size(area) > _LARGEST_MERGED:
            continue
        first, behind = bisect_left(sheet.columns, area.left), bisect_right(sheet.columns, area.right)
        if behind > first:
            spans[area.top, first] = (area.bottom - area.top + 1, behind - first)
    return spans


def sheet_items(rows: list[Row], spans: Spans, tempat: Tempat) -> list[Item]:
    """Return the lines and tables of rows: an empty row ends a table, unless a merged cell reaches over it."""
    items: list[Item] = []
    above: list[str] = []
    block: list[Row] = []
    reach = 0  # the last row that a merged cell of the block covers
    covered: dict[int, int] = {}
    for (top, _), (high, _) in spans.items():
        covered[top] = max(covered.get(top, 0), top + high - 1)

    def close() -> None:
        while block and sum(bool(text.strip()) for text in block[0][1]) == 1:
            number, cells = block.pop(0)
            text = next(text for text in cells if text.strip())
            items.append(Line(text, tempat._replace(baris=number, tabel=0)))
            above.append(text)
        if block:
            table = _table(block, used, spans, tempat)
            table.caption = above[-_CAPTION_LINES:]
            items.append(table)
            above.clear()
        block.clear()

    used = _used_columns(rows)
    last = 0
    for number, cells in rows:
        if block and number > last + 1 and reach < number:
            close()
        if any(text.strip() for text in cells):
            block.append((number, cells))
            reach = max(reach, covered.get(number, 0))
        elif block and reach < number:
            close()
        last = number
    close()
    return items


def _used_columns(rows: list[Row]) -> list[int]:
    """Return the columns that hold anything; the same for all tables of a sheet, for one may go on with another."""
    used: set[int] = set()
    for _, cells in rows:
        used.update(col for col, text in enumerate(cells) if col not in used and text.strip())
    return sorted(used)


def _table(block: list[Row], used: list[int], spans: Spans, tempat: Tempat) -> Table:
    numbers = [number for number, _ in block]
    out: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    for row, (number, texts) in enumerate(block):
        for place, col in enumerate(used):
            if (row, place) in covered:
                continue
            high, wide = spans.get((number, col), (1, 1))
            rows = bisect_left(numbers, number + high, row) - row
            cols = bisect_left(used, col + wide, place) - place
            if rows > 1 or cols > 1:
                covered.update((row + y, place + x) for y in range(rows) for x in range(cols))
            out.append(Cell(row, place, rows, cols, texts[col] if col < len(texts) else ""))
    return Table(out, len(block), len(used), tempat, numbers)


def _size(area: Merged) -> int:
    return (area.bottom - area.top + 1) * (area.right - area.left + 1)
