"""A column of texts as figures, by the one rule for figures: ``"1.250,5"``, ``"81 %"``, ``"n/a"``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import COLUMN_NOT_NUMERIC
from kinerja_formula.evaluation.data_units import is_scaled
from kinerja_formula.evaluation.figures import Datum, FigureFault, in_one_unit, is_one_thousand
from kinerja_formula.evaluation.percent import is_percentage
from kinerja_formula.figures import read_angka
from kinerja_formula.names import fold_space, normalise
from kinerja_formula.numerals import NumeralError

__all__ = ["Texts", "figures_of_texts", "no_numbers"]


class Texts(NamedTuple):
    """What the texts of a column state: figures in one unit, that unit and a text that tells it, if they tell one.

    ``scaled``: a text that says its scale without a unit (``150 miliar``), and whether all do; None where none does.
    """

    figures: list[float | None]
    unit: tuple[str, str] | None
    scaled: tuple[str, bool] | None = None


def figures_of_texts(column: str, given: Sequence[object], text: str) -> Texts:
    """Return what the values of a column state.

    Raises InvalidDataError KF461.
    """
    read = [_figure(column, one, text) for one in given]
    known = [one for one in read if one is not None]
    _refuse_points_of_two_kinds(column, known, text)
    told = [one for one in known if one.unit is not None]
    if not told:
        return Texts([None if one is None else float(one.value) for one in read], None, _scaled(known))
    if not _is_in_one_unit(column, known):
        raise no_numbers(column, f"“{told[0].written}”", text)
    try:
        unit, values = in_one_unit(known)
    except FigureFault as fault:
        odd = next(one.written for one in told if one.unit == fault.given)
        raise no_numbers(column, f"“{odd}”", text) from None
    made = iter(values)
    return Texts([None if one is None else float(next(made)) for one in read], (unit or "", told[0].written))


def _refuse_points_of_two_kinds(column: str, figures: Sequence[Datum], text: str) -> None:
    """Raise InvalidDataError KF461 for *3.125* in a column with *3.45*: thousands, or a decimal as those beside it."""
    doubtful = next((one for one in figures if is_one_thousand(one.written)), None)
    if doubtful is not None and any(_has_decimal_point(one) for one in figures):
        raise no_numbers(column, f"“{doubtful.written}”", text)


def _scaled(figures: Sequence[Datum]) -> tuple[str, bool] | None:
    said = [one for one in figures if one.value and is_scaled(one)]
    return (said[0].written, len(said) == sum(bool(one.value) for one in figures)) if said else None


def _is_in_one_unit(column: str, figures: Sequence[Datum]) -> bool:
    """Whether figures are all percentages or all none, and none is without a unit: nothing tells its own."""
    signed = {one.percent for one in figures if one.unit is not None}
    bare = any(one.unit is None and one.value for one in figures)
    return len(signed) == 1 and (not bare or (signed == {True} and is_percentage(normalise(str(column)))))


def _figure(column: str, given: object, text: str) -> Datum | None:
    """Return the figure of a value by the one rule for figures, None for a gap. Raises InvalidDataError KF461."""
    try:
        angka = read_angka(given)
    except NumeralError:
        angka = None
    if angka is not None and angka.missing:
        return None
    plain = angka is not None and angka.jenis == "angka" and angka.comparison is None
    doubtful = angka is not None and "ribuan-koma" in angka.doubts  # a column has no place for a doubt
    written = fold_space(str(given))[:40]
    if angka is None or angka.value is None or not plain or doubtful:
        raise no_numbers(column, f"“{written}”", text)
    return Datum(angka.value, angka.percent, angka.unit, written)


def _has_decimal_point(figure: Datum) -> bool:
    angka = read_angka(figure.written) if "." in figure.written else None
    return angka is not None and "titik-desimal" in angka.doubts


def no_numbers(column: str, kind: str, text: str) -> InvalidDataError:
    """Return the error that a column holds something else than numbers."""
    return InvalidDataError(Diagnostic(COLUMN_NOT_NUMERIC, (0, 0), (), column=column, kind=kind), text)
