"""XLSX → rows, sheet by sheet: merged cells, underlined words, and numbers as the sheet shows them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from kinerja_formula.diagnostics import InvalidDataError
from kinerja_formula.documents.dokumen import Tempat
from kinerja_formula.documents.pieces import Piece, TableRow, TextLine
from kinerja_formula.documents.table_files import (
    FileLimits,
    cell_value,
    missing_extra,
    shown_cell,
    unreadable,
    weigh,
)

__all__ = ["workbook_pieces"]

_WHOLE: Final = 20_000_000
"""Bytes of unpacked XML up to which a workbook is loaded as a whole; a larger one is read row by row, without its
merged cells, for these stand behind the rows."""


def workbook_pieces(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[Piece]:
    """Yield the rows of the visible sheets. Raises InvalidDataError KF401, KF403."""
    size = sum(weigh(path, raw, limits).values())
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise missing_extra("openpyxl", "excel", "XLSX") from None
    whole = size <= _WHOLE
    try:
        book = load_workbook(io.BytesIO(raw), read_only=not whole, data_only=True, keep_links=False, rich_text=whole)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Exception:  # whatever a broken archive makes the library raise
        raise unreadable(path, "xlsx-rusak") from None
    total = 0
    for table, sheet in enumerate(sheets, 1):
        yield TextLine(sheet.title, Tempat(0, 0, sheet.title))
        for number, row in enumerate(_rows(path, sheet, whole=whole), 1):
            if any(row):
                total += 1
                if total > limits.rows:
                    raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
            yield TableRow(tuple(row), Tempat(number, 0, sheet.title), table)


def _rows(path: str | Path, sheet: Any, *, whole: bool) -> Iterator[Sequence[str | None]]:
    try:
        if not whole:
            sheet.reset_dimensions()  # some programs write a wrong size into the file
        merged = _merged(sheet) if whole else {}
        for row in sheet.iter_rows():
            if not merged:
                yield [_shown(cell) for cell in row]
                continue
            places = [(cell.row, cell.column) for cell in row]
            yield [merged[place] if place in merged else _shown(cell) for place, cell in zip(places, row, strict=True)]
    except InvalidDataError:
        raise
    except Exception:  # see workbook_pieces
        raise unreadable(path, "xlsx-rusak") from None


def _merged(sheet: Any) -> dict[tuple[int, int], str | None]:
    """Return what the places hold that a merged cell covers: the cell above, None, or nothing beside it."""
    covered: dict[tuple[int, int], str | None] = {}
    for area in sheet.merged_cells.ranges:
        if (area.max_row - area.min_row + 1) * (area.max_col - area.min_col + 1) > 100_000:
            continue  # a whole column by mistake
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                covered[row, column] = None if column == area.min_col else ""
        del covered[area.min_row, area.min_col]
    return covered


def _shown(cell: Any) -> str:
    value = cell.value
    if isinstance(value, list):  # rich text: a list of plain strings and strings with a font
        return "".join([_with_underline(piece) for piece in value])
    return shown_cell(cell_value(cell))


def _with_underline(piece: Any) -> str:
    font = getattr(piece, "font", None)
    text = str(piece)
    return f"<u>{text}</u>" if font is not None and font.u and text.strip() else text
