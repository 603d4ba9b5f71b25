"""Figures brought into the units that a formula counts them in: money, times and sizes exactly, percentages as such."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, UnitMismatchError
from kinerja_formula.diagnostics.catalogue import DATA_UNIT, DATA_UNIT_PARTLY, DATA_UNIT_UNKNOWN, PERCENT_COMPARED
from kinerja_formula.evaluation.data_units import factor_of, is_amount, is_counted, is_measured, is_scaled
from kinerja_formula.evaluation.figures import Datum, Operand
from kinerja_formula.evaluation.percent import is_percentage
from kinerja_formula.figures import read_angka
from kinerja_formula.numerals import NumeralError, shortest
from kinerja_formula.unit_checker import OperandUnit, UnitReport
from kinerja_formula.units import Unit, read_unit

__all__ = ["UnitConversion", "count_alike", "scale_compared"]

_FAR_APART: Final = 100
"""A bare figure so many times smaller or larger than one in another size beside it hardly means the base unit."""


class UnitConversion(NamedTuple):
    """The units that the operands of a formula have, and what becomes of figures in others.

    ``given``: the keys of operands whose unit the caller gave. ``alone``: nothing is calculated with the figure.
    """

    operands: Mapping[str, OperandUnit]
    given: Collection[str]
    alone: bool
    text: str

    def convert(self, figures: list[Datum], operands: Sequence[Operand], *, strict: bool) -> dict[str, Unit]:
        """Bring figures into the units of their operands, in place; return the units of operands that tell none.

        Raises UnitMismatchError KF205 for a unit that has no exact factor to that of the operand.
        """
        learned: dict[str, Unit] = {}
        clashes: dict[int, Diagnostic] = {}
        for place, (operand, figure) in enumerate(zip(operands, figures, strict=True)):
            if figure.unit is None:
                continue
            told = self.operands.get(operand.key)
            if told is None:
                continue
            if figure.percent:
                clash = self._clash_of_percent(operand, told)
            elif told.measure is None:
                clash = None
                learned |= self._learned(operand, figure.unit)
            else:
                figures[place], clash = _in_unit_of(operand, figure, figure.unit, told, told.measure)
            if clash is not None:
                clashes[place] = clash
        self._doubt_bare_figures(figures, operands)
        if clashes and strict:
            raise UnitMismatchError(tuple(clashes.values()), self.text)
        for place, clash in clashes.items():
            figures[place] = figures[place]._replace(notes=(*figures[place].notes, clash))
        return learned

    def of_column(self, operand: Operand, given: str) -> tuple[Fraction, dict[str, Unit]]:
        """Return what figures in a unit are multiplied by to be in that of their operand, and its unit if it has none.

        As :meth:`convert` does with figures that tell it themselves: ``juta rupiah`` beside all of a column.
        Raises UnitMismatchError KF205.
        """
        told = self.operands.get(operand.key)
        try:
            one = read_angka(f"1 {given}")
        except NumeralError:
            return Fraction(1), {}
        if told is None or one is None or one.unit is None or one.value is None:
            return Fraction(1), {}
        figure, clash = Datum(one.value, one.percent, one.unit), None
        if one.percent:
            clash = self._clash_of_percent(operand, told)
        elif told.measure is None:
            return figure.value, self._learned(operand, one.unit)
        else:
            figure, clash = _in_unit_of(operand, figure, one.unit, told, told.measure)
        if clash is not None:
            raise UnitMismatchError(clash, self.text)
        return figure.value, {}

    def _learned(self, operand: Operand, given: str) -> dict[str, Unit]:
        """Return the unit of an operand that tells none, as its figure gives it."""
        unit = read_unit(given)
        if operand.key in self.given or unit is None:
            return {}
        return {operand.key: unit}

    def _clash_of_percent(self, operand: Operand, told: OperandUnit) -> Diagnostic | None:
        """A count is never a percentage; an amount is none where something is calculated with it."""
        if told.measure is None:
            return None
        if is_counted(operand, told) or (not self.alone and is_amount(operand, told)):
            return _clash_of_units(operand, "%", told)
        return None

    def _doubt_bare_figures(self, figures: list[Datum], operands: Sequence[Operand]) -> None:
        """Doubt a figure without a unit beside one that was given in another size: 850 beside 1.000 km."""
        sized: dict[tuple[tuple[str, int], ...], tuple[Operand, Datum]] = {}
        for operand, figure in zip(operands, figures, strict=True):
            told = self.operands.get(operand.key)
            if told is not None and told.measure is not None and figure.unit is not None and is_scaled(figure):
                sized.setdefault(told.measure.dimension, (operand, figure))
        for place, (operand, figure) in enumerate(zip(operands, figures, strict=True)) if sized else ():
            told = self.operands.get(operand.key)
            beside = sized.get(told.measure.dimension) if told is not None and told.measure is not None else None
            if beside is None or told is None or figure.unit is not None or not figure.value or not beside[1].value:
                continue
            if 1 <= abs(figure.value / beside[1].value) * _FAR_APART <= _FAR_APART**2:
                continue  # 950.000.000 beside Rp 1.000 juta
            facts: dict[str, object] = {"name": operand.text, "unit": str(told.measure)}
            facts |= {"other": beside[0].text, "given": beside[1].unit or ""}
            doubt = Diagnostic(DATA_UNIT_PARTLY, told.span, (), **facts)
            figures[place] = figure._replace(notes=(*figure.notes, doubt))


def _in_unit_of(
    operand: Operand, figure: Datum, given: str, told: OperandUnit, measure: Unit
) -> tuple[Datum, Diagnostic | None]:
    """Return a figure in the unit of its operand; as it is where it can't be that, and why."""
    unit = read_unit(given)
    factor = None if unit is None else factor_of(given, unit, measure, operand)
    if factor is not None:
        return (figure if factor == 1 else figure._replace(value=figure.value * factor, factor=factor)), None
    if (unit is None or not unit.known) and not is_measured(measure):
        facts: dict[str, object] = {"name": operand.text, "given": given, "unit": str(measure)}
        doubt = Diagnostic(DATA_UNIT_UNKNOWN, told.span, (), **facts)
        return figure._replace(notes=(*figure.notes, doubt)), None
    return figure, _clash_of_units(operand, given, told)


def _clash_of_units(operand: Operand, given: str, told: OperandUnit) -> Diagnostic:
    facts: dict[str, object] = {"name": operand.text, "given": given, "unit": str(told.measure)}
    return Diagnostic(DATA_UNIT, told.span, (), **facts, source=told.source)


def count_alike(figures: list[Datum], operands: Sequence[Operand], units: UnitReport) -> None:
    """Bring the figures that the formula counts in other units into those it calculates with, in place."""
    for place, operand in enumerate(operands):
        by = units.factors.get(operand.key)
        if by is not None:
            figure = figures[place]
            written = figure.written or f"{shortest(figure.value)} {units.operands[operand.key].unit}"
            figures[place] = figure._replace(value=figure.value * by, written=written, factor=figure.factor * by)


def scale_compared(figures: list[Datum], operands: Sequence[Operand], compared: Collection[str]) -> None:
    """``PMA ≥ 1%``: a bare 30 is 30 %, and so is a bare 0,3; both are said unless the name says it."""
    for place, (operand, figure) in enumerate(zip(operands, figures, strict=True)):
        if operand.key not in compared or (figure.unit is not None and not figure.percent):
            continue
        share = not figure.percent and abs(figure.value) <= 1
        value = figure.value * 100 if share else figure.value
        written = figure.written or shortest(figure.value)
        shown_value = shortest(value) + "%"
        notes = figure.notes
        if not figure.percent and (share or not any(is_percentage(key) for key in operand.keys)):
            facts: dict[str, object] = {"name": operand.text, "written": written, "value": shown_value}
            notes = (*notes, Diagnostic(PERCENT_COMPARED, operand.span, (), **facts))
        figures[place] = Datum(value / 100, written=shown_value, notes=notes)
