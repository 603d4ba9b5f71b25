"""Text of a scan or Markdown → lines and rows: a line with tabs is a row of a table, and so is one between ``|``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from kinerja_formula.files.csv_rows import MOST_COLUMNS
from kinerja_formula.files.file_bytes import DEFAULT_FILE_LIMITS, FileLimits, unreadable
from kinerja_formula.files.model import Line, Page, Table
from kinerja_formula.files.pieces import Piece, TableRow, TextLine
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.files.workbook_file import sheet_items

__all__ = ["text_page", "text_pieces"]

_LINES_A_ROW: Final = 10
"""A scan has lines of text too, and cells of several lines."""
_PIPE: Final = re.compile(r"(?<!\\)\|")
_BELOW_HEAD: Final = re.compile(r"^[\s|:+=-]+$")


def text_pieces(path: str | Path, text: str, limits: FileLimits = DEFAULT_FILE_LIMITS) -> Iterator[Piece]:
    """Yield the lines and rows of a text. Pages are parted by form feeds. Raises InvalidDataError KF401.

    >>> [type(piece).__name__ for piece in text_pieces("a.txt", "IKI CAMAT\\nIndikator\\tFormula\\n| a | b |")]
    ['TextLine', 'TableRow', 'TableRow']
    """
    page = 1 if "\f" in text else 0
    rows = table = 0
    in_table = False
    for number, line in enumerate(text.split("\n"), 1):
        if page and "\f" in line:
            page += line.count("\f")
            line = line.replace("\f", " ")
        tempat = Tempat(number, page)
        line = line.rstrip("\r")
        if number > limits.rows * _LINES_A_ROW:
            raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows * _LINES_A_ROW)
        if line.count("\t") > MOST_COLUMNS or line.count("|") > MOST_COLUMNS:
            line = line.rstrip("\t| ")
            if line.count("\t") > MOST_COLUMNS or line.count("|") > MOST_COLUMNS:
                raise unreadable(path, "terlalu-banyak-kolom", limit=MOST_COLUMNS)
        cells = _cells(line)
        if cells is None:
            in_table = in_table and not line.strip()
            yield TextLine(line, tempat)
            continue
        if not cells:
            continue  # the line below the head of a Markdown table
        if not in_table:
            table, in_table = table + 1, True
        rows += 1
        if rows > limits.rows:
            raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
        yield TableRow(tuple(cells), tempat, table, drawn=False)


def text_page(pieces: Sequence[Piece]) -> Page:
    """Return lines and rows as a page of tables, as those of a sheet are: an empty line ends a table.

    >>> page = text_page(list(text_pieces("a.md", "PK 2025\\n\\n| Indikator | Target |\\n|---|---|\\n| Nilai | 80 |")))
    >>> [(table.rows, table.cols) for table in page.items if isinstance(table, Table)]
    [(2, 2)]
    """
    rows: list[tuple[int, list[str]]] = []
    lines: list[Tempat] = []
    for piece in pieces:
        cells = [cell or "" for cell in piece.cells] if isinstance(piece, TableRow) else [piece.text]
        lines.append(piece.tempat)
        rows.append((len(lines), cells))  # the line below a Markdown head is no gap
    items = sheet_items(rows, {}, Tempat())
    for item in items:
        if isinstance(item, Table):
            item.places = [lines[place - 1].baris for place in item.places]
        elif isinstance(item, Line):
            item.tempat = item.tempat._replace(baris=lines[item.tempat.baris - 1].baris)
    return Page(0, items)


def _cells(line: str) -> list[str] | None:
    """Return the cells of a row; none for the line that parts a head from its table, None for a line of text."""
    if "\t" in line:
        return line.split("\t")
    if "|" not in line:
        return None
    stripped = line.strip()
    cells = _PIPE.split(stripped)
    framed = stripped.startswith("|")
    if not framed and len(cells) < 3:
        return None
    if _BELOW_HEAD.match(stripped) and "-" in stripped:
        return []
    if framed:
        cells = cells[1:]
        if cells and not cells[-1].strip():
            cells.pop()
    return [cell.strip().replace("\\|", "|") for cell in cells]
