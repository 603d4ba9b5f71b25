"""What every adapter hands on: a document as lines of text and rows of tables, in the order in which a person reads.

An adapter (one file a format) knows how a file is built and nothing about indicators; ``decree.py`` knows about
indicators and nothing about files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from kinerja_formula.diagnostics import Rule
from kinerja_formula.documents.dokumen import Tempat

__all__ = ["Doubt", "Piece", "Pieces", "TableRow", "TextLine"]


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
