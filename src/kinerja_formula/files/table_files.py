"""Files of tables → rows of cells by the role of their column: CSV (any common delimiter and encoding) and XLSX.

A table has a header somewhere in its first rows; what stands above it is its title. Cells of CSV are texts. Cells of
XLSX keep numbers as numbers, and a number that the sheet shows as a percentage becomes the text a person sees.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import MISSING_COLUMN
from kinerja_formula.files.cell_values import Cell, cell_value, shown_cell
from kinerja_formula.files.csv_rows import DELIMITERS, BrokenRow, csv_rows
from kinerja_formula.files.file_bytes import (
    DEFAULT_FILE_LIMITS,
    FileLimits,
    decode_text,
    is_locked,
    read_bytes,
    unreadable,
)
from kinerja_formula.names import fold_space, normalise

if TYPE_CHECKING:
    from kinerja_formula.files.workbook_cells import Sheet, SheetCell

__all__ = ["HiddenCells", "Line", "Table", "read_table"]


class Line(NamedTuple):
    """A row below the header: its number in the file, counted from 1, and its cells by role."""

    number: int
    cells: Mapping[str, Cell]

    def text(self, role: str) -> str:
        """Return a cell as text, white space folded; empty where the table has no such column."""
        return fold_space(shown_cell(self.cells.get(role)))


class HiddenCells(NamedTuple):
    """How many rows and columns of a sheet are hidden."""

    sheet: str
    rows: int
    columns: int


class Table(NamedTuple):
    """A table that was read. ``title`` is what stands above the header, ``roles`` are the columns that were found, and
    ``heads`` says by role how they are called. ``hidden``: what of its sheet was left out because nobody sees it.
    """

    path: str
    title: str
    roles: tuple[str, ...]
    lines: tuple[Line, ...]
    heads: Mapping[str, str]
    hidden: HiddenCells | None = None


Rows: TypeAlias = Iterable[Sequence[Cell]]

_HEADER_WITHIN: Final = 20
"""Tables are pasted below a letterhead or a title, but not below a page of text."""
_LAST_LINE: Final = 2_000_000
"""Empty rows count here; a sheet has 1 048 576."""


def read_table(
    path: str | Path,
    columns: Mapping[str, Sequence[str]],
    required: Sequence[Sequence[str]],
    *,
    limits: FileLimits = DEFAULT_FILE_LIMITS,
    merged: Collection[str] = (),
) -> Table:
    """Return the first table of a CSV or XLSX file that has the required columns.

    Args:
        path: the file; its kind is told by its first bytes, not by its name.
        columns: role → the names that a column of this role may have; compared by the naming rule.
        required: groups of roles; of each group one column must be there.
        limits: how large the file may be.
        merged: roles of which a merged cell is that of all its rows; of any other it is that of its first row.

    Raises:
        InvalidDataError: KF401 unreadable, KF402 a column is missing, KF403 openpyxl is not installed.

    >>> table = read_table("examples/pelayanan.csv", {"rumus": ["formula"]}, [["rumus"]])
    >>> table.lines[0].number, table.lines[0].text("rumus")
    (2, 'Jumlah pegawai disiplin -----x100% Jumlah total pegawai')
    """
    known = {normalise(name): role for role, names in columns.items() for name in names}
    raw = read_bytes(path, limits)
    best: tuple[str, ...] = ()
    for rows in _candidates(path, raw, limits):
        table, seen = _below_header(path, rows, known, required, limits, merged)
        if table is not None:
            return table
        best = max(best, seen, key=len)
    wanted = [group for group in required if not {known.get(normalise(name)) for name in best} & set(group)]
    names = tuple([columns[group[0]][0] for group in wanted or required])
    raise InvalidDataError(Diagnostic(MISSING_COLUMN, (0, 0), (), path=str(path), columns=names, available=best))


def _candidates(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[Rows]:
    """Give every way to see the file as rows; the header tells which one is meant."""
    if raw.startswith(b"PK\x03\x04"):
        yield from _sheets(path, raw, limits)
    elif raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise unreadable(path, "berkas-terkunci" if is_locked(raw) else "xls-lama")
    elif raw.startswith(b"%PDF"):
        raise unreadable(path, "jenis-berkas")
    else:
        text = decode_text(path, raw)
        head = text[:20_000]
        for delimiter in sorted(DELIMITERS, key=head.count, reverse=True):
            yield csv_rows(text, delimiter)


# XLSX


def _sheets(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[Rows]:
    from kinerja_formula.files.workbook_cells import sheets_of

    for sheet in sheets_of(path, raw, limits):
        yield _SheetRows(sheet)


class _SheetRows:
    """The rows of a sheet, those that are empty or hidden without cells, so that their places are their numbers."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._hidden_rows = 0
        self._unseen = frozenset([place for place, column in enumerate(sheet.columns) if column in sheet.hidden])

    @property
    def hidden(self) -> HiddenCells | None:
        """What was left out so far, None where it is nothing."""
        told = HiddenCells(self._sheet.title, self._hidden_rows, len(self._unseen))
        return told if told.rows or told.columns else None

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        last = 0
        for row in self._sheet.rows():
            for _ in range(min(row.number, _LAST_ROW) - last - 1):
                yield ()
            last = row.number
            self._hidden_rows += row.is_hidden
            yield () if row.is_hidden else [self._value(place, cell) for place, cell in enumerate(row.cells)]

    def _value(self, place: int, cell: SheetCell | None) -> Cell:
        return None if cell is None or place in self._unseen else cell_value(cell)

    def with_merged(self, lines: tuple[Line, ...], roles: Mapping[str, int]) -> tuple[Line, ...]:
        """Return lines in which a merged cell of some columns is that of all its rows."""
        begun = {line.number: line for line in lines}
        found: dict[int, dict[str, Cell]] = {}
        for area in self._sheet.merged:
            own = [role for role, place in roles.items() if self._sheet.columns[place] == area.left]
            if not own or area.top not in begun or area.bottom - area.top > _TALLEST_MERGED:
                continue
            for number in range(area.top + 1, area.bottom + 1):
                if number in begun:
                    found.setdefault(number, {}).update({role: begun[area.top].cells.get(role) for role in own})
        return tuple(
            [
                line._replace(cells={**line.cells, **found[line.number]}) if line.number in found else line
                for line in lines
            ]
        )


_TALLEST_MERGED: Final = 1_000
"""Rows; a merged area with more of them is a whole column by mistake."""
_LAST_ROW: Final = 1 << 20
# Rows


class _Header(NamedTuple):
    """The header of a table: the role of each column that has one, how many columns it has, and the title above it.

    ``heads``: how the columns are called, by role.
    """

    roles: Mapping[int, str]
    width: int
    title: str
    heads: Mapping[str, str]


def _below_header(
    path: str | Path,
    rows: Rows,
    known: Mapping[str, str],
    required: Sequence[Sequence[str]],
    limits: FileLimits,
    merged: Collection[str],
) -> tuple[Table | None, tuple[str, ...]]:
    """Return the table and (), or None and the names of the row that looks most like a header."""
    numbered = enumerate(rows, 1)
    header, best = _find_header(path, numbered, known, required)
    if header is None:
        return None, best
    try:
        lines = _lines_below(path, numbered, header, limits)
    except BrokenRow as broken:
        raise broken.told(path) from None
    hidden = None
    if isinstance(rows, _SheetRows):
        lines = rows.with_merged(lines, {role: place for place, role in header.roles.items() if role in merged})
        hidden = rows.hidden
    return Table(str(path), header.title, tuple(header.roles.values()), lines, header.heads, hidden), ()


def _find_header(
    path: str | Path,
    numbered: Iterable[tuple[int, Sequence[Cell]]],
    known: Mapping[str, str],
    required: Sequence[Sequence[str]],
) -> tuple[_Header | None, tuple[str, ...]]:
    """Return the header, all rows down to it taken; or None and the names of the row that looks most like one."""
    title: list[str] = []
    best: tuple[str, ...] = ()
    closest = (0, 0)
    try:
        for number, row in numbered:
            if number > _HEADER_WITHIN:
                break
            filled = _shown(row)
            roles = {place: role for place, name in enumerate(filled) if (role := _role(name, known))}
            if roles and all(set(group) & set(roles.values()) for group in required):
                _refuse_rivals(path, filled, roles)
                width = len(filled) if isinstance(row, list) else _LAST_ROW  # of a CSV text
                heads = {role: filled[place] for place, role in roles.items()}
                return _Header(roles, width, fold_space(" ".join(title)), heads), ()
            names = [name for name in filled if name]
            if (len(roles), len(names)) > closest:
                best, closest = tuple([name[:60] for name in names[:30]]), (len(roles), len(names))
            title += names
    except BrokenRow:
        pass  # no header has told that this delimiter is meant
    return None, best


def _lines_below(
    path: str | Path, numbered: Iterable[tuple[int, Sequence[Cell]]], header: _Header, limits: FileLimits
) -> tuple[Line, ...]:
    """Return the rows below a header that hold something; one that counts the columns is none."""
    lines: list[Line] = []
    for number, row in numbered:
        if number > _LAST_LINE:
            raise unreadable(path, "terlalu-banyak-baris", limit=_LAST_LINE)
        filled = _shown(row)
        if not any(filled) or _is_numbering(filled):
            continue
        if len(lines) >= limits.rows:
            raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
        if any(filled[header.width :]):
            raise BrokenRow(number, reason="sel-lebih")
        lines.append(Line(number, {role: row[place] for place, role in header.roles.items() if place < len(row)}))
    return tuple(lines)


def _shown(row: Sequence[Cell]) -> list[str]:
    return [shown_cell(cell).strip() for cell in row]


def _role(name: str, known: Mapping[str, str]) -> str | None:
    """Find what a column is for: by its whole name, else by what stands before a slash or a bracket."""
    key = normalise(name.replace("_", " "))
    for candidate in (key, key.partition("/")[0], key.partition("(")[0]):
        if candidate in known:
            return known[candidate]
    return None


def _refuse_rivals(path: str | Path, names: Sequence[str], roles: Mapping[int, str]) -> None:
    for role in set(roles.values()):
        rivals = tuple([names[place] for place, other in roles.items() if other == role])
        if len(rivals) > 1:
            raise unreadable(path, "kolom-bersaing", columns=rivals)


def _is_numbering(filled: Sequence[str]) -> bool:
    """Tell whether a row only counts the columns, as decrees have it under the header: 1, 2, 3, 4."""
    return len(filled) > 2 and all(name.strip("()") == str(place) for place, name in enumerate(filled, 1))
