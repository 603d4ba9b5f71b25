"""What a cell of a file holds: as a value, as a person would type it."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Final, TypeAlias

from kinerja_formula.files.number_formats import as_formatted
from kinerja_formula.numerals import NumeralError, exact, shortest

__all__ = ["Cell", "cell_value", "shown_cell"]

Cell: TypeAlias = str | int | float | bool | None
"""What a file holds in one place; an empty place is None or an empty text."""

_LONGEST_FORMULA: Final = 100


def shown_cell(cell: Cell) -> str:
    """Return a cell as a person would type it: numbers in Indonesian notation.

    >>> shown_cell(81.35), shown_cell(None), shown_cell("A")
    ('81,35', '', 'A')
    """
    if cell is None:
        return ""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        try:
            return shortest(exact(cell))
        except NumeralError:  # inf, or longer than any figure may be
            return str(cell)[:100]
    return str(cell)


def cell_value(cell: Any) -> Cell:
    """Return what a cell of a workbook holds: a number whose format tells a unit as the text that is shown, a length of
    time in minutes.
    """
    value = cell.value
    formula: str = str(getattr(cell, "formula", None) or "")
    if value is None and formula:
        return f"#{formula[:_LONGEST_FORMULA]}"  # a program wrote it, and no spreadsheet has calculated it yet
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, float):
        value = float(f"{value:.15g}")  # as many digits as a spreadsheet shows: 0,7999999999999998 is 0,8
    if isinstance(value, (int, float)):
        return as_formatted(value, cell.number_format or "")
    if isinstance(value, timedelta):
        return f"{shortest(Fraction(value // timedelta(microseconds=1), _MICROSECONDS))} menit"
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return str(value)  # a date, a time of the day


_MICROSECONDS: Final = 60_000_000
"""Of a minute."""
