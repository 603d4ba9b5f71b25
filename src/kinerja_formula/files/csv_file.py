"""CSV → rows: the delimiter is the one that makes a head of the kind that the caller looks for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from kinerja_formula.files.pieces import Piece, TableRow, Tempat
from kinerja_formula.files.table_files import DELIMITERS, BrokenRow, FileLimits, csv_rows, shown_cell, unreadable

__all__ = ["csv_delimiter", "csv_pieces"]

_HEAD_WITHIN: Final = 20


def csv_delimiter(text: str, is_head: Callable[[Sequence[str]], bool]) -> str:
    """Return what parts the cells of a CSV text, empty if none of its first rows is a head.

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
            for row in islice(rows, _HEAD_WITHIN):
                if is_head([shown_cell(cell) for cell in row]):
                    if delimiter == "\t":
                        deque(rows, 0)  # a ditto mark in a scan is no quotation that ends
                    return delimiter
        except BrokenRow:
            continue
    return ""


def csv_pieces(path: str | Path, text: str, delimiter: str, limits: FileLimits) -> Iterator[Piece]:
    """Yield the rows of a CSV text. Raises InvalidDataError KF401."""
    try:
        for number, row in enumerate(csv_rows(text, delimiter), 1):
            if number > limits.rows:
                raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
            yield TableRow(tuple([shown_cell(cell) for cell in row]), Tempat(number), 1)
    except BrokenRow as broken:
        raise broken.told(path) from None
