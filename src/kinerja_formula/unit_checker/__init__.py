"""Infers the unit of every operand and of the result before any data is seen; says what can't meet.

- ``operands``: the unit that an operand tells by itself
- ``shapes``: shapes of formulas that say what their units may do
- ``sides``: what meets at a sign
- ``inference``: the units of a whole tree
- ``satuan_of_indicator``: whether the satuan of an indicator fits its name
"""

from kinerja_formula.unit_checker.inference import UnitReport, check_units
from kinerja_formula.unit_checker.operands import GIVEN, HEAD_NOUN, NEEDED, OperandUnit
from kinerja_formula.unit_checker.satuan_of_indicator import check_satuan

__all__ = ["GIVEN", "HEAD_NOUN", "NEEDED", "OperandUnit", "UnitReport", "check_satuan", "check_units"]
