"""Data completed by the cell: constants that it gives to names, and sums over records in the place of one figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from kinerja_formula.diagnostics import Diagnostic, FormulaError
from kinerja_formula.diagnostics.catalogue import CONSTANT_OF_CELL
from kinerja_formula.evaluation.aggregates import RecordPlan, column_of_total, figure_of_records
from kinerja_formula.evaluation.figures import Datum, Operand, match_keys
from kinerja_formula.evaluation.steps import CODES_OF_CALCULATION
from kinerja_formula.nodes import Aggregate, Number
from kinerja_formula.numerals import shortest

__all__ = ["completed"]


def completed(
    data: Mapping[str, Any],
    operands: Sequence[Operand],
    constants: Mapping[str, Number],
    records: Mapping[str, tuple[Aggregate, RecordPlan]],
    text: str,
) -> Mapping[str, Any]:
    """Add to data what the cell itself says of operands, and the sums over records; the data's own come first."""
    wanted = [one for one in operands if one.key in constants or one.key in records or one.total]
    missing = [one for one, keys in zip(wanted, match_keys(wanted, data), strict=True) if not keys]
    if not missing:
        return data
    added: dict[str, Any] = dict(data)
    for operand in missing:
        constant = constants.get(operand.key)
        if operand.key in records:
            added[operand.wanted] = _sum_of_records(*records[operand.key], data, text)
            continue
        if constant is None:
            column = column_of_total(operand, data)
            if column is not None:
                added[operand.wanted] = column
            continue
        shown_value = shortest(constant.value) + "%" * constant.percent
        note = Diagnostic(CONSTANT_OF_CELL, operand.span, (), name=operand.text, value=shown_value)
        added[operand.wanted] = Datum(constant.value, constant.percent, None, shown_value, (note,))
    return added


def _sum_of_records(node: Aggregate, inner: RecordPlan, data: Mapping[str, Any], text: str) -> Datum:
    """Return a sum over records; one without a value counts only if the branch that holds needs it."""
    try:
        return figure_of_records(node, inner, data, text)
    except FormulaError as error:
        if any(one.code not in CODES_OF_CALCULATION for one in error.diagnostics):
            raise
        return Datum(Fraction(0), written="–", faults=error.diagnostics)
