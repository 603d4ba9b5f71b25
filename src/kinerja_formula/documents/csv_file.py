"""CSV → rows: the delimiter is the one that makes a head of indicators and formulas."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from kinerja_formula.documents.columns import read_head
from kinerja_formula.documents.dokumen import Tempat
from kinerja_formula.documents.pieces import Piece, TableRow
from kinerja_formula.documents.table_files import DELIMITERS, BrokenRow, FileLimits, csv_rows, shown_cell, unreadable

__all__ = ["csv_delimiter", "csv_pieces"]

_HEAD_WITHIN: Final = 20


def csv_delimiter(text: str) -> str:
    """Return what parts the cells of a CSV text, empty if it is none.

    >>> (
    ...     csv_delimiter("Jabatan;Indikator;Formula\\nCAMAT;Hadir;A / B"),
    ...     csv_delimiter("Keputusan Camat, tentang indikator"),
    ... )
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
                found = read_head([shown_cell(cell) for cell in row])
                if found is not None and found.has_formulas:
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
