"""Decimal columns that are only added and subtracted stay Decimal, exactly; what multiplies or divides is float.

Engines agree on sums of Decimals and on nothing else: the scale of a product or quotient differs from one to the next,
and most raise where 38 digits don't hold it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from kinerja_formula.columns.frames import Table
from kinerja_formula.columns.sums_of_records import of_figures
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.nodes import Name, Node, Sum

__all__ = ["decimal_sum"]

_MOST_DIGITS: Final = 38


def decimal_sum(table: Table, tree: Node, columns: Mapping[str, str], factors: Mapping[str, Fraction]) -> Any:
    """Return the value as an expression of Decimals; None where it is none, or would need more than 38 digits.

    ``columns`` has the column of each operand by its key.
    """
    nw = table.nw
    kinds = [table.dtypes[column] for column in columns.values()]
    if columns and all(table.holds_decimals(column) for column in columns.values()):
        return _of_objects(table, tree, columns, factors)
    if any(not isinstance(kind, nw.Decimal) for kind in kinds):
        return None
    figures = of_figures(tree)
    signs = _signs(plain_arithmetic(figures.tree, percent=figures.percent, factors=factors))
    if not signs or signs[0][0] < 0:
        return None
    scale = max(kind.scale for kind in kinds)
    # A sum of n figures has at most as many digits more as n has; every step of an engine's adds one.
    digits = max(kind.precision - kind.scale for kind in kinds) + scale
    if digits + len(signs) > _MOST_DIGITS:
        if not table.frame.implementation.is_polars():
            return None
        digits = _MOST_DIGITS  # there a Decimal is declared with 38 digits however few it has
    total: Any = None
    for sign, key in signs:
        figure = table.col(columns[key]).cast(nw.Decimal(digits, scale))
        total = figure if total is None else total + figure if sign > 0 else total - figure
    return total


def _of_objects(table: Table, tree: Node, columns: Mapping[str, str], factors: Mapping[str, Fraction]) -> Any:
    """Return the value of columns of pandas that hold Decimals of Python, which it adds up as Python does."""
    figures = of_figures(tree)
    signs = _signs(plain_arithmetic(figures.tree, percent=figures.percent, factors=factors))
    if len(signs) < 2 or signs[0][0] < 0:
        return None
    total: Any = None
    for sign, key in signs:
        figure = table.col(columns[key])
        total = figure if total is None else total + figure if sign > 0 else total - figure
    return total


def _signs(node: Node) -> list[tuple[int, str]]:
    """Return the operands that a tree adds and subtracts, in order; empty for any other tree."""
    if isinstance(node, Name):
        return [(1, node.key)]
    if not isinstance(node, Sum):
        return []
    found: list[tuple[int, str]] = []
    for part in node.parts:
        inner = _signs(part.node)
        if not inner:
            return []
        found += [(sign if part.sign == "+" else -sign, key) for sign, key in inner]
    return sorted(found, key=lambda one: -one[0])  # begin with what is added
