"""What every adapter hands on: a document as lines of text and rows of tables, in the order in which a person reads.

An adapter (one module a format) knows how a file is built and nothing about indicators; what is made of lines and rows
is for the package ``dokumen`` to say, which knows nothing about files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from kinerja_formula.diagnostics import Rule

__all__ = ["Doubt", "Piece", "Pieces", "TableRow", "Tempat", "TextLine"]


class Tempat(NamedTuple):
    """Where a thing stands in its file: line or row (``baris``), page (``halaman``), sheet (``lembar``).

    Counted from 1; 0 is unknown. In a table that is numbered (``tabel``), ``baris`` is its row.
    """

    baris: int = 0
    halaman: int = 0
    lembar: str = ""
    tabel: int = 0


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


class Doubt(NamedTuple):
    """What an adapter could not take over as it stands."""

    rule: Rule
    tempat: Tempat
    values: Mapping[str, object]


Piece: TypeAlias = TextLine | TableRow | Doubt
Pieces: TypeAlias = Iterator[Piece]
