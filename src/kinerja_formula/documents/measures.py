"""The cells *arah* and *bobot* of an indicator, as documents write them."""

from __future__ import annotations

from fractions import Fraction

from kinerja_formula.documents.cell_text import plain
from kinerja_formula.documents.vocabulary import words
from kinerja_formula.numerals import NumeralError, read_figure

__all__ = ["read_arah", "read_bobot"]


def read_arah(cell: str) -> str | None:
    """Return the direction that a cell says, None if it says none.

    >>> read_arah("Maximize"), read_arah("semakin rendah semakin baik"), read_arah("-")
    ('naik', 'turun', None)
    """
    text = plain(cell).casefold().strip(" .")
    for arah, role in (("naik", "up"), ("turun", "down"), ("rentang", "range")):
        if text in words("cells", role):
            return arah
    return None


def read_bobot(cell: str) -> Fraction | None:
    """Return the weight that a cell says as a share of one: ``20%`` and ``0,2`` are a fifth, and so is ``20``.

    >>> read_bobot("20%"), read_bobot("0,2"), read_bobot("20"), read_bobot("berat")
    (Fraction(1, 5), Fraction(1, 5), Fraction(1, 5), None)
    """
    try:
        figure = read_figure(plain(cell)).value
    except NumeralError:
        return None
    if not isinstance(figure, Fraction):
        figure = Fraction(figure)
    share = figure if figure <= 1 and "%" not in cell else figure / 100
    return share if 0 <= share <= 1 else None
