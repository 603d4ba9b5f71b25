"""The rows of a CSV text, strictly: what would swallow rows or memory is an error."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from kinerja_formula.diagnostics import InvalidDataError
from kinerja_formula.files.cell_values import Cell
from kinerja_formula.files.file_bytes import unreadable

__all__ = ["DELIMITERS", "MOST_COLUMNS", "BrokenRow", "csv_rows"]

MOST_COLUMNS: Final = 1_000
_MOST_SIGNS: Final = 200_000
"""Delimiters in a row, those in its texts included."""
DELIMITERS: Final = (";", "\t", ",", "|")


def csv_rows(text: str, delimiter: str) -> Iterator[Sequence[Cell]]:
    """Yield the rows of a CSV text.

    Raises BrokenRow for a quotation mark that is never closed, and for a row of more columns than any table.
    """
    # Strict: a quotation mark that is never closed would swallow the rows after it without a word.
    signs = 0

    def lines() -> Iterator[str]:
        nonlocal signs
        for number, line in enumerate(io.StringIO(text, newline=""), 1):
            signs += line.count(delimiter)
            if signs > _MOST_SIGNS:  # before the row takes its memory
                raise BrokenRow(number, reason="terlalu-banyak-kolom")
            yield line

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            signs = 0
            yield row if len(row) <= MOST_COLUMNS else _narrowed(row, reader.line_num)
    except csv.Error:
        raise BrokenRow(reader.line_num, reason="csv-rusak") from None


class BrokenRow(Exception):  # noqa: N818 - becomes KF401 once the header has told that this delimiter is meant
    """A row of a CSV text that can't be read; ``line`` is its number, ``reason`` that of KF401."""

    def __init__(self, line: int, *, reason: str) -> None:
        super().__init__(line)
        self.line = line
        self.reason = reason

    def told(self, path: str | Path) -> InvalidDataError:
        """Return the error for the file."""
        return unreadable(path, self.reason, line=self.line, limit=MOST_COLUMNS)


def _narrowed(row: list[str], line: int) -> Sequence[Cell]:
    """Return a row without what is empty at its end."""
    filled = next((place for place in range(len(row), 0, -1) if row[place - 1]), 0)
    if filled > MOST_COLUMNS:
        raise BrokenRow(line, reason="terlalu-banyak-kolom")
    return row[:filled]
