"""The cells *arah* and *bobot* of an indicator, as documents write them."""

from __future__ import annotations

from fractions import Fraction

from kinerja_formula.diagnostics import Diagnostic, FormulaError
from kinerja_formula.diagnostics.catalogue import INVALID_FIGURE
from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.numerals import NumeralError, read_figure
from kinerja_formula.penilaian import read_arah

__all__ = ["arah_of_cell", "bobot_of_cell"]

Findings = tuple[Diagnostic, ...]


def arah_of_cell(cell: str) -> tuple[str | None, Findings]:
    """Return the direction that a cell says, None if it says none; and KF316 for words that mean none.

    >>> arah_of_cell("Maximize"), arah_of_cell("↓"), arah_of_cell("-")
    (('naik', ()), ('turun', ()), (None, ()))
    """
    text = plain(cell).strip(" .")
    try:
        return read_arah(text), ()
    except FormulaError as error:
        return None, error.diagnostics if any(char.isalpha() for char in text) else ()


def bobot_of_cell(cell: str) -> tuple[Fraction | None, Findings]:
    """Return the weight that a cell says as a share of one: ``20%``, ``20`` and ``0,2`` are a fifth; else KF302.

    >>> bobot_of_cell("20%")[0], bobot_of_cell("0,2")[0], bobot_of_cell("20")[0], bobot_of_cell("")
    (Fraction(1, 5), Fraction(1, 5), Fraction(1, 5), (None, ()))
    """
    text = plain(cell)
    if not text.strip(" .-–"):
        return None, ()
    try:
        figure = read_figure(text)
        share = figure.value / 100 if figure.percent or figure.value > 1 else figure.value
        if figure.upper is not None or not 0 <= share <= 1:
            raise NumeralError("di-luar-batas")
    except NumeralError as error:
        return None, (Diagnostic(INVALID_FIGURE, (0, 0), (), name="bobot", value=text[:80], reason=error.reason),)
    return share, ()
