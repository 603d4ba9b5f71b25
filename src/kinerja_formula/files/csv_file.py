"""CSV → a page of tables: rows of one cell above a table are lines, an empty row ends it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from kinerja_formula.files.cell_values import shown_cell
from kinerja_formula.files.csv_rows import DELIMITERS, BrokenRow, csv_rows
from kinerja_formula.files.file_bytes import FileLimits, unreadable
from kinerja_formula.files.model import Page
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.files.workbook_file import sheet_items

__all__ = ["csv_delimiter", "csv_page"]

_HEAD_WITHIN: Final = 20


def csv_delimiter(text: str, is_head: Callable[[Sequence[str]], bool]) -> str:
    """Return what parts the cells of a CSV text, empty if it is none: it makes a row that is the head of a table.

    >>> def is_head(cells):
    ...     return "Formula" in cells
    >>> csv_delimiter("Indikator;Formula\\nHadir;A / B", is_head), csv_delimiter("Keputusan Camat, Formula", is_head)
    (';', '')
    """
    head = text[:20_000]
    for delimiter in sorted(DELIMITERS, key=head.count, reverse=True):
        # Tabs are also what a scan has between cells; quotation marks tell a file that a program has written.
        if delimiter == "\t" and '\t"' not in head and not head.startswith('"'):
            continue
        if delimiter == "|" and "\n|" in f"\n{head}":
            continue  # Markdown
        try:
            rows = csv_rows(text, delimiter)
            above: list[str] = []
            for row in islice(rows, _HEAD_WITHIN):
                cells = [shown_cell(cell) for cell in row]
                if is_head(cells) or (len(cells) == len(above) > 1 and is_head([*above, *cells])):
                    if delimiter == "\t":
                        deque(rows, 0)  # a ditto mark in a scan is no quotation that ends
                    return delimiter
                above = cells
        except BrokenRow:
            continue
    return ""


def csv_page(
    path: str | Path, text: str, delimiter: str, limits: FileLimits, is_head: Callable[[Sequence[str]], bool]
) -> Page:
    """Return a CSV text as one page.

    Raises InvalidDataError KF401, also for a row with more cells than the head above it: a comma of a number or name
    that is not in quotation marks has moved what follows.
    """
    width = limits.rows
    rows: list[tuple[int, list[str]]] = []
    try:
        for number, row in enumerate(csv_rows(text, delimiter), 1):
            if number > limits.rows:
                raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
            cells = [shown_cell(cell) for cell in row]
            if any(cell.strip() for cell in cells[width:]):
                raise BrokenRow(number, reason="sel-lebih")
            if is_head(cells):
                width = len(cells)
            rows.append((number, cells))
    except BrokenRow as broken:
        raise broken.told(path) from None
    return Page(0, sheet_items(rows, {}, Tempat()))
