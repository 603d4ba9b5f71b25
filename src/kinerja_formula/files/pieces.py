"""Text of a scan as lines and rows of cells, whose columns may have slipped.

Files that know their tables are handed on as pages and grids (``model``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from kinerja_formula.files.tempat import Tempat

__all__ = ["Piece", "Pieces", "TableRow", "TextLine"]


class TextLine(NamedTuple):
    """A line outside the tables; an empty one parts what stands before it from what follows."""

    text: str
    tempat: Tempat


class TableRow(NamedTuple):
    """A row of a table: its cells with the markup they have, and the number of its table.

    A cell that is None is the cell above it, merged. ``drawn`` says that the file itself knows its tables, and that the
    columns therefore stand where they should; the columns of a scan may have slipped.
    """

    cells: tuple[str | None, ...]
    tempat: Tempat
    table: int = 0
    drawn: bool = True


Piece: TypeAlias = TextLine | TableRow
Pieces: TypeAlias = Iterator[Piece]
