"""Which rows of a table are its head, what stands above a column in it, and where a grid has a further head."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.periods import period_of
from kinerja_formula.dokumen.row_headings import goal_of_heading
from kinerja_formula.dokumen.table_words import PER_PERIOD, head_roles, headness
from kinerja_formula.files.model import Cell, Table

__all__ = ["counts_columns", "head_rows", "heads_of_column", "parted_at_heads", "period_of_heads"]

_MOST_HEAD_ROWS: Final = 8

_COUNT: Final = re.compile(r"[(\[-]*\s*(\d{1,2}|[a-z])\s*[)\]-]*\.?(?:\s*=.{0,40})?")


def counts_columns(texts: Sequence[str]) -> bool:
    """Tell whether a row numbers the columns: 1 2 3, (1) (2), -1 -2, (01), I II; a gap or a repetition is allowed.

    >>> counts_columns(["(01)", "(02)", "(03)"]), counts_columns(["1", "Persentase", "80"])
    (True, False)
    """
    shown = [text.strip().casefold() for text in texts if text.strip()]
    found = [_COUNT.fullmatch(text) for text in shown]
    if len(found) < 3 or not all(found):
        return _counts_two(shown, found)
    values = [int(one[1]) if one[1].isdigit() else ord(one[1]) - 96 for one in found if one]
    steps = [two - one for one, two in itertools.pairwise(values)]
    return (
        values[0] <= 3
        and all(0 <= step <= 5 for step in steps)
        and sum(step == 1 for step in steps) >= 0.6 * len(steps)
    )


def _counts_two(shown: Sequence[str], found: Sequence[re.Match[str] | None]) -> bool:
    """Tell it of a table of two columns: its numbers have brackets."""
    return len(shown) == 2 and all(found) and all(text.startswith("(") for text in shown)


def head_rows(table: Table, start: int = 0) -> tuple[int, int]:
    """Return where the head begins and ends. Rows of numbers, names or goals end it; one that counts columns belongs
    to it. Equal numbers: the table has no head.
    """
    head = _HeadRows(table, start)
    for row in range(start, min(table.rows, start + _MOST_HEAD_ROWS)):
        if not head.take(row):
            break
    if not head.is_begun:
        return start, start
    first, depth = head.first, max(head.depth, _reach(table, head.first))
    return (first, depth) if _says_something(table, start, first, depth) else (start, start)


_MOST_ROWS_ABOVE: Final = 3
"""So many rows may stand above a head within its table: a title, an office."""


class _HeadRows:
    """The rows of a head that are found so far, going down from the top of a table."""

    def __init__(self, table: Table, start: int) -> None:
        self.table = table
        self.start = start
        self.first = self.depth = start

    @property
    def is_begun(self) -> bool:
        return self.depth > self.first

    def take(self, row: int) -> bool:
        """Take a row; False where no head can be below it."""
        own = self.table.begun(row)
        if not own:
            if self.covers(row):
                self.depth = row + 1
            return True
        if counts_columns([plain(cell.text) for cell in own]):
            self.depth = row + 1
            return True
        if len(own) == 1 and own[0].cols == self.table.cols > 1:
            return self.take_title(own[0], row)
        if len(own) == 1 and self.is_begun and goal_of_heading(plain(own[0].text)):
            return False
        if not self.is_begun and row > self.first:
            self.first = self.depth = row
        if _is_head_row(own, begun=self.is_begun) and (
            not self.is_begun or _may_go_on(self.table, self.first, row, own)
        ):
            self.depth = row + 1
            return True
        return self.leave_out(row)

    def covers(self, row: int) -> bool:
        """Whether a head above reaches down over an empty row."""
        reaching = (cell.row < row and cell.text.strip() for cell in self.table.across(row))
        return self.is_begun and row == self.depth and any(reaching)

    def take_title(self, cell: Cell, row: int) -> bool:
        """Take a cell over all columns for a title within the table; below a head it is a heading, and ends it."""
        if self.is_begun:
            return False
        self.table.caption.append(plain(cell.text))
        self.first = self.depth = row + 1
        return True

    def leave_out(self, row: int) -> bool:
        """Leave out a row above the head that is something else; it ends a head that has begun."""
        if self.is_begun or self.table.by_lines:
            return False
        self.first = self.depth = row + 1
        return row - self.start < _MOST_ROWS_ABOVE


def _reach(table: Table, first: int) -> int:
    """Return where the cells of a head's first row end that reach over several rows, if those are over half of it."""
    ends: Counter[int] = Counter()
    for cell in table.begun(first):
        ends[cell.row + cell.rows] += cell.cols
    end, columns = max(ends.items(), key=lambda one: one[1], default=(first, 0))
    filled = sum(ends.values())
    return end if end - first <= _MOST_HEAD_ROWS and columns > 0.5 * filled else first


def _may_go_on(table: Table, first: int, row: int, own: Sequence[Cell]) -> bool:
    """Tell whether a row can be a further row of the head: it stands below a head of several columns or beside one of
    several rows, or fills what was empty above; else each of its cells must look like a head.
    """
    above = [cell for line in range(first, row) for cell in table.begun(line)]
    if any(cell.cols > 1 or cell.row + cell.rows > row for cell in above):
        return True
    filled = {cell.col for cell in above}
    if any(cell.col not in filled for cell in own):
        return True
    return all(headness(cell.text) > 0 for cell in own)


def _says_something(table: Table, start: int, first: int, depth: int) -> bool:
    """Tell whether a head names a role; below rows that were left out it must name the indicator."""
    told = [head_roles(cell.text) for row in range(first, depth) for cell in table.begun(row)]
    skipped = any(table.begun(row) and len(table.begun(row)) > 1 for row in range(start, first))
    if skipped:
        figures = sum(max([one.get(role, 0) for role in (*PER_PERIOD, "satuan")]) >= 2 for one in told)
        return any(one.get("indikator", 0) >= 2 for one in told) or (figures >= 3 and figures >= 0.8 * len(told))
    return any(max(one.values(), default=0) >= 1 for one in told)


def _is_head_row(own: Sequence[Cell], *, begun: bool) -> bool:
    weights = [headness(cell.text) for cell in own]
    known = sum(weight > 0 for weight in weights)
    return sum(weights) > 0 and (known >= 2 or begun)


def heads_of_column(table: Table, col: int, first: int, depth: int) -> list[str]:
    """Return the heads of a column from top to bottom, each once; numbers of columns are none."""
    group = _group_above(table, col, first, depth)
    path: list[str] = [group] if group else []
    seen = None
    for row in range(first, depth):
        cell = table.at(row, col)
        if cell is None or cell is seen:
            continue
        text = plain(cell.text)
        if not text:
            continue
        if re.fullmatch(r"[(\[-]?\s*\d{1,2}\s*[)\]]?", text):
            if text.isdigit() and _parts_a_head(table, row, col):
                path.append(text)
            continue
        if counts_columns([plain(one.text) for one in table.begun(row)]):
            continue
        seen = cell
        path.append(text)
    return [" ".join(path)] if table.by_lines and path else path


def _group_above(table: Table, col: int, first: int, depth: int) -> str:
    """Return the head of the group that a column is in where no cell reaches over it: ``2024;;`` above two columns."""
    if table.by_lines or table.xs or depth - first < _GROUPED or any(cell.cols > 1 for cell in table.across(first)):
        return ""  # the file itself says how far a group reaches
    if _text_at(table, first, col) or not _text_at(table, first + 1, col):
        return ""
    for left in range(col - 1, -1, -1):
        if not _text_at(table, first + 1, left):
            return ""
        if text := _text_at(table, first, left):
            return text
    return ""


_GROUPED: Final = 2
"""Rows of a head with a group in it."""


def _text_at(table: Table, row: int, col: int) -> str:
    cell = table.at(row, col)
    return "" if cell is None or (cell.row, cell.col) != (row, col) else plain(cell.text)


def _parts_a_head(table: Table, row: int, col: int) -> bool:
    """Tell whether a number stands below a head over several columns, *Target tahun ke*, in no row of all columns."""
    above = table.at(row - 1, col) if row else None
    alone = _text_at(table, row - 1, col + 1) or not _text_at(table, row, col + 1)
    grouped = not _text_at(table, row - 1, col) or not alone
    return (above is None or above.cols > 1 or grouped) and table.begun(row)[0].col > 0


def period_of_heads(heads: Sequence[str]) -> str:
    """Return the period that the lowest head with one names; a number is one of what the head above it counts."""
    if len(heads) > 1 and heads[-1].isdigit():
        return _counted_period(heads[-2], heads[-1])
    return next((period for text in reversed(heads) if (period := period_of(text))), "")


def _counted_period(counted: str, number: str) -> str:
    for word in reversed(re.findall(r"[^\W\d_]+", counted)):
        if period := period_of(f"{word} {number}"):
            return period
    return number


# Several tables in one grid


def _is_head_within(table: Table, row: int) -> bool:
    """Tell whether a row below others is a head by itself: the indicator and two columns more, or programmes and their
    money, for a pact has both in one grid.
    """
    own = table.begun(row)
    if len(own) < 3 or any(len(cell.text) > 90 for cell in own):
        return False
    best = [
        max(found, key=lambda role: found[role])
        for cell in own
        if max((found := head_roles(cell.text)).values(), default=0) >= 2
    ]
    known = sum(headness(cell.text) > 0 for cell in own) / len(own)
    if len(set(best)) >= 3 and "indikator" in best:
        return known >= 0.7
    return {"program", "pagu"} <= set(best) and known == 1


def _without_repeats(table: Table) -> Table:
    """Return a table without the heads that a program or a person repeats at the top of each page."""
    first, depth = head_rows(table)
    head = [_texts_of(table, row) for row in range(first, depth)]
    if not head or len(head[0]) < _A_HEAD:
        return table
    lost: set[int] = set()
    for row in range(depth, table.rows - len(head) + 1):
        parts = len(table.begun(row - 1)) == 1  # below a post or a part of its own begins another table
        if not parts and [_texts_of(table, row + step) for step in range(len(head))] == head:
            lost.update(range(row, row + len(head)))
    if not lost or any(
        cell.row not in lost and lost & set(range(cell.row, cell.row + cell.rows)) for cell in table.cells
    ):
        return table  # a cell reaches over the head: it is more than a repetition
    kept = [row for row in range(table.rows) if row not in lost]
    places = {row: place for place, row in enumerate(kept)}
    cells = [replace(cell, row=places[cell.row]) for cell in table.cells if cell.row in places]
    return replace(table, cells=cells, rows=len(kept), places=[table.place(row).baris for row in kept], _cover={})


_A_HEAD: Final = 3


def _texts_of(table: Table, row: int) -> list[tuple[int, str]]:
    return [(cell.col, plain(cell.text)) for cell in table.begun(row)]


def parted_at_heads(table: Table) -> list[Table]:
    """Return the tables of a grid that holds several, or something else above its table, parted at rows of heads."""
    if table.by_lines:
        return [table]
    table = _without_repeats(table)
    starts = [row for row in range(table.rows) if _is_head_within(table, row)]
    starts = [row for place, row in enumerate(starts) if not place or row - starts[place - 1] > 1]
    starts = [row for row in starts if row > 0 and all(cell.row >= row for cell in table.across(row))]
    if not starts or (starts[0] <= 2 and len(starts) == 1 and head_rows(table)[1] > starts[0]):
        return [table]
    parts = []
    for first, end in zip([0, *starts], [*starts, table.rows], strict=True):
        cells = [
            replace(cell, row=cell.row - first, rows=min(cell.rows, end - cell.row))
            for cell in table.cells
            if first <= cell.row < end
        ]
        parts.append(
            Table(
                cells,
                end - first,
                table.cols,
                table.tempat,
                [table.place(row).baris for row in range(first, end)],
                table.xs,
                table.box,
                table.caption if not first else [],
            )
        )
    return parts
