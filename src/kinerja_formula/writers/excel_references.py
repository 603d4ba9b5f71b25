"""References of Excel: which cells there are, which names a sheet may have, how large a range is."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kinerja_formula.patterns import lazy_pattern

__all__ = ["Reference", "read_reference"]

_CELL: Final = r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})"
_REFERENCE: Final = lazy_pattern(rf"(?:([A-Za-z_][A-Za-z0-9_.]*|'(?:[^']|'')+')!)?{_CELL}(:{_CELL})?")
_ANY_CELL: Final = lazy_pattern(_CELL)
_ROW_AND_COLUMN: Final = lazy_pattern(r"[Rr][0-9]*(?:[Cc][0-9]*)?|[Cc][0-9]*")
_LAST_COLUMN: Final = 16_384
_LAST_ROW: Final = 1_048_576
_LONGEST_SHEET: Final = 31
_NOT_IN_A_SHEET: Final = frozenset("[]:*?/\\")


class Reference(NamedTuple):
    """A cell, or a range of ``rows`` and ``columns``."""

    text: str
    is_range: bool
    rows: int = 1
    columns: int = 1


def read_reference(place: object) -> Reference | None:
    """Return what ``place`` refers to; None where it is no reference to cells of this file.

    >>> read_reference("B2:C10")
    Reference(text='B2:C10', is_range=True, rows=9, columns=2)
    >>> read_reference("Data!$B2").is_range, read_reference("[Book.xlsx]Data!B2")
    (False, None)
    """
    found = _REFERENCE.fullmatch(place) if isinstance(place, str) else None
    if not isinstance(place, str) or found is None or not _has_place(found):
        return None
    if found[4] is None:
        return Reference(place, False)
    rows = abs(int(found[6]) - int(found[3])) + 1
    return Reference(place, True, rows, abs(_number(found[5]) - _number(found[2])) + 1)


def _has_place(found: re.Match[str]) -> bool:
    """Tell whether a sheet may have this name and has these cells."""
    ends = [(found[2], found[3])] if found[4] is None else [(found[2], found[3]), (found[5], found[6])]
    return _may_be_a_sheet(found[1]) and all(_is_in_a_sheet(column, row) for column, row in ends)


def _is_in_a_sheet(column: str, row: str) -> bool:
    """Tell whether a cell lies in A1 to XFD1048576.

    >>> _is_in_a_sheet("XFD", "1048576"), _is_in_a_sheet("XFE", "1"), _is_in_a_sheet("A", "1048577")
    (True, False, False)
    """
    return _number(column) <= _LAST_COLUMN and int(row) <= _LAST_ROW


def _number(column: str) -> int:
    number = 0
    for letter in column.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _may_be_a_sheet(name: str | None) -> bool:
    """Tell whether Excel lets a sheet have this name; None is the sheet of the formula itself.

    [Book.xlsx] would lead out of the file; a bare name must not look like a cell.

    >>> [_may_be_a_sheet(one) for one in (None, "Data", "'Data 2023'", "'B2'", "B2", "'a/b'", "'History'")]
    [True, True, True, True, False, False, False]
    """
    if name is None:
        return True
    quoted = name.startswith("'")
    plain = name[1:-1].replace("''", "'") if quoted else name
    if len(plain) > _LONGEST_SHEET or not plain.isprintable() or not _NOT_IN_A_SHEET.isdisjoint(plain):
        return False
    if plain.startswith("'") or plain.endswith("'") or plain.casefold() == "history":
        return False
    if quoted:
        return bool(plain.strip())
    cell = _ANY_CELL.fullmatch(name)
    return not (cell and _is_in_a_sheet(cell[1], cell[2])) and not _ROW_AND_COLUMN.fullmatch(name)
