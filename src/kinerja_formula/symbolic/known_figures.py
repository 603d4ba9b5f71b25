"""A formula in which all operands but one have their figure: what a search for that one starts from.

The figures are read by an evaluation, so that a text, a unit or a percent sign means the same here as there.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import (
    MISSING_DATA,
    Diagnostic,
    InvalidDataError,
    MissingDataError,
    ZeroDenominatorError,
)
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.evaluation.roots import power
from kinerja_formula.explanation import Input
from kinerja_formula.names import nearest, normalise
from kinerja_formula.nodes import Name, Node, Number, Power, Product, Root, Sum
from kinerja_formula.result import Result
from kinerja_formula.units import Unit

__all__ = ["Known", "calculate", "operand_called", "read_known", "tree_and_figures"]

_MOST_BITS: Final = 13_000

_PROBES: Final = (Fraction(1), Fraction(2), Fraction(3, 7), Fraction(5), Fraction(-1), Fraction(101), Fraction(1, 997))


class Known(NamedTuple):
    """``tree`` is plain arithmetic, ``values`` the figures of its operands by key, without the one that is sought.

    ``factor`` is what a figure of the sought operand is multiplied by before it enters the tree; ``unit`` is that of
    the result, ``measure`` that of the sought operand.
    """

    tree: Node
    values: Mapping[str, Fraction]
    key: str
    name: str
    factor: Fraction
    unit: str | None
    measure: Unit | None
    inputs: tuple[Input, ...]
    data: dict[str, Any]


def operand_called(plan: Plan, name: str) -> tuple[str, str]:
    """Return the key and the text of an operand. Raises MissingDataError KF301 for a name that is none."""
    key = normalise(str(name))
    for operand in plan.operands:
        if key in operand.keys:
            return operand.key, operand.wanted
    known = [operand.wanted for operand in plan.operands]
    found = Diagnostic(MISSING_DATA, (0, 0), name=str(name), suggestions=nearest(str(name), known))
    raise MissingDataError(found, plan.text)


def read_known(plan: Plan, name: str, data: Mapping[str, Any]) -> Known:
    """Read the figures of all operands but ``name``; a figure for that one in ``data`` is not looked at.

    Raises what an evaluation raises: MissingDataError for the others, InvalidDataError, UnitMismatchError, LimitError.
    """
    key, wanted = operand_called(plan, name)
    keys = next(operand.keys for operand in plan.operands if operand.key == key)
    others = {given: figure for given, figure in data.items() if normalise(str(given)) not in keys}
    result: Result | None = None
    for probe in _PROBES:
        try:
            result = plan.evaluate({**others, wanted: probe})
        except ZeroDenominatorError as error:
            fault = error
        except InvalidDataError as error:
            if error.code != "KF306":
                raise
            result = _with_another_probe(plan, others, wanted)
            break
        else:
            break
    if result is None:
        raise fault
    calculation: Any = result._calculation  # noqa: SLF001
    tree, values = tree_and_figures(result)
    del values[key]
    told = calculation._plan.units.operands.get(key)  # noqa: SLF001
    return Known(
        tree,
        values,
        key,
        wanted,
        calculation._plan.units.factors.get(key, Fraction(1)),  # noqa: SLF001
        result.unit,
        told.measure if told is not None else None,
        tuple([given for given in result.inputs if normalise(given.name) not in keys]),
        others,
    )


def tree_and_figures(result: Result) -> tuple[Node, dict[str, Fraction]]:
    """Return the calculation of a result as plain arithmetic, and the figures that went into it by key."""
    calculation: Any = result._calculation  # noqa: SLF001
    figures = {operand.key: given.value for operand, given in zip(calculation.operands, result.inputs, strict=True)}
    return plain_arithmetic(calculation._tree, percent=calculation._percent), figures  # noqa: SLF001


def _with_another_probe(plan: Plan, others: Mapping[str, Any], wanted: str) -> Result:
    """Find a figure at which a root can be drawn; raises the last error where there is none."""
    for probe in (Fraction(10**6), Fraction(-(10**6)), Fraction(0)):
        try:
            return plan.evaluate({**others, wanted: probe})
        except (InvalidDataError, ZeroDenominatorError) as error:
            fault = error
    raise fault


def calculate(node: Node, values: Mapping[str, Fraction]) -> Fraction:
    """Return the value of plain arithmetic; a root is taken to 30 digits. Raises ZeroDivisionError, PowerFault."""
    match node:
        case Number():
            return node.value
        case Name():
            return values[node.key]
        case Sum():
            return sum(
                (calculate(part.node, values) * (1 if part.sign == "+" else -1) for part in node.parts), Fraction(0)
            )
        case Product():
            total = Fraction(1)
            for part in node.parts:
                value = calculate(part.node, values)
                total = total * value if part.sign == "×" else total / value
            return total
        case Power():
            base, exponent = calculate(node.base, values), calculate(node.exponent, values)
            return power(base, exponent, max_bits=_MOST_BITS)[0]
        case Root():
            base = calculate(node.radicand, values)
            drawn, _ = power(abs(base) if node.degree % 2 else base, Fraction(1, node.degree), max_bits=_MOST_BITS)
            return -drawn if base < 0 else drawn
    raise TypeError(f"not plain arithmetic: {type(node).__name__}")
