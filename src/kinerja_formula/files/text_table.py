"""A table as lines of text for a terminal: no empty column, no word broken, a remark across the row below its cells.

A row of tab separated cells for programs is made here too, so that both agree on what a cell may hold.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

__all__ = ["Column", "Line", "Row", "drawn", "tabbed", "wrapped"]

_GAP: Final = 2
_NARROWEST: Final = 12
"""A column of names that gets less than this is given it, and the table is wider than the terminal."""
_LONGEST_FIGURES: Final = 24
_EASY: Final = 80
"""How long a line of a remark may be below a table that is narrower than the terminal."""
_LONGEST_WORD: Final = 30
"""A longer run of letters is no word, but something without spaces: it is broken."""


class Column(NamedTuple):
    """A column with its head. ``right``: it holds figures. ``share``: what it takes of the room that is left; 0 for a
    column that is as wide as its cells.
    """

    head: str
    right: bool = False
    share: int = 0


class Row(NamedTuple):
    """The cells of a row, with the style of each; a row with one cell alone is a heading.

    ``below`` is written across the table under the cells, in ``style``.
    """

    cells: tuple[str, ...]
    styles: tuple[str, ...] = ()
    below: str = ""
    style: str = ""


Line = list[tuple[str, str]]
"""Pieces of text, each with its style; empty for none."""


def drawn(columns: Sequence[Column], rows: Sequence[Row], width: int) -> Iterator[Line]:
    """Yield the lines of a table in at most ``width`` columns, wider only where words would have to be broken.

    >>> columns = (
    ...     Column("No", right=True),
    ...     Column("Indikator", share=1),
    ...     Column("Nilai", right=True),
    ...     Column("Satuan"),
    ... )
    >>> rows = (Row(("CAMAT",)), Row(("1", "Persentase kehadiran", "90,00", ""), below="belum lengkap"))
    >>> for line in drawn(columns, rows, 24):
    ...     print("".join([text for text, _ in line]))
    No  Indikator      Nilai
    ────────────────────────
        CAMAT
     1  Persentase     90,00
        kehadiran
        belum lengkap
    """
    filled = [row for row in rows if len(row.cells) == len(columns)]
    shown = [place for place in range(len(columns)) if not filled or any(row.cells[place] for row in filled)]
    kept = [columns[place] for place in shown]
    widths = _widths(kept, [[row.cells[place] for place in shown] for row in filled], width)
    indent = " " * (widths[0] + _GAP)
    whole = sum(widths) + _GAP * (len(widths) - 1)
    yield from _lines([column.head for column in kept], [""] * len(kept), kept, widths)
    yield [("─" * whole, "")]
    for row in rows:
        if len(row.cells) == len(columns):
            styles = [row.styles[place] if row.styles else "" for place in shown]
            yield from _lines([row.cells[place] for place in shown], styles, kept, widths)
        else:
            for piece in wrapped(row.cells[0], max(whole, width) - len(indent)):
                yield [(indent, ""), (piece, row.style)]
        if row.below:
            for piece in wrapped(row.below, max(whole, min(width, _EASY)) - len(indent)):
                yield [(indent, ""), (piece, row.style)]


def tabbed(cells: Iterable[str]) -> str:
    """Return one line of tab separated cells; a cell can't hold a tab or the end of a line.

    >>> tabbed(["1", "Persentase\\tkehadiran", ""])
    '1\\tPersentase kehadiran\\t'
    """
    return "\t".join([" ".join(cell.split()) for cell in cells])


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide each column is: at least its longest word, at most its longest cell."""
    every = [[column.head, *[row[place] for row in cells]] for place, column in enumerate(columns)]
    words = [max([len(word) for text in own for word in text.split(" ")], default=0) for own in every]
    longest = [max(map(len, own)) for own in every]
    widths = [min(word, _LONGEST_WORD) for word in words]
    room = width - _GAP * (len(columns) - 1)
    for place, column in enumerate(columns):
        if column.share:
            widths[place] = max(widths[place], min(_NARROWEST, longest[place]))
    for place, column in enumerate(columns):
        if not column.share:
            # A figure with its unit stands on one line where the names still have as much room as it takes.
            more = min(longest[place], _LONGEST_FIGURES) - widths[place]
            widths[place] += max(0, min(more, room - sum(widths) - _roomy(columns, widths, longest)))
    wanting = [place for place, column in enumerate(columns) if column.share and widths[place] < longest[place]]
    while wanting and sum(widths) < room:
        # To the one that has least of its share, a sign at a time: a terminal has some hundreds at most.
        place = min(wanting, key=lambda one: widths[one] / columns[one].share)
        widths[place] += 1
        wanting = [one for one in wanting if widths[one] < longest[one]]
    return widths


_ROOMY: Final = 22


def _roomy(columns: Sequence[Column], widths: Sequence[int], longest: Sequence[int]) -> int:
    """Return what the columns of names still need to be read with ease."""
    return sum(
        max(0, min(_ROOMY, longest[place]) - widths[place]) for place, column in enumerate(columns) if column.share
    )


def _lines(
    cells: Sequence[str], styles: Sequence[str], columns: Sequence[Column], widths: Sequence[int]
) -> Iterator[Line]:
    folded = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, folded))):
        line: Line = []
        for own, column, style, width in zip(folded, columns, styles, widths, strict=True):
            piece = own[number] if number < len(own) else ""
            padded = piece.rjust(width) if column.right else piece.ljust(width)
            line += [(" " * _GAP, "")] * bool(line) + [(padded, style)]
        yield _without_tail(line)


def _without_tail(line: Line) -> Line:
    while line and not line[-1][0].strip():
        line = line[:-1]
    return [*line[:-1], (line[-1][0].rstrip(), line[-1][1])] if line else line


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most ``width`` signs, none of its words broken unless it is longer than a line.

    What a blank that doesn't break holds together is one word.

    >>> wrapped("sekurang-kurangnya 75 orang", 20)
    ['sekurang-kurangnya', '75 orang']
    """
    pieces = textwrap.wrap(text, max(1, width), break_on_hyphens=False) or [""]
    return [piece.replace("\xa0", " ") for piece in pieces]
