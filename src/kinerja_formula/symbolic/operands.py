"""Plain arithmetic as algebra takes it: a sum over records is one operand, a known percentage is one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any, Final

from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.evaluation.percent import PerCent, Sense, compared_with_percent
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import (
    Aggregate,
    Branch,
    Conditional,
    Name,
    Node,
    Number,
    Part,
    Product,
    Statement,
    rebuilt,
    walk,
)

__all__ = ["plain_of_calculation", "plain_of_plan"]

_HERE: Final = (0, 0)


def plain_of_plan(plan: Plan) -> Node:
    """Return the plain arithmetic of a formula over figures as a person gives them.

    >>> from kinerja_formula.reading.reader import read
    >>> from kinerja_formula.writers.text import write_text
    >>> text = "Jumlah A / Jumlah B x 100%"
    >>> write_text(plain_of_plan(Plan(read(text).tree, text)))
    'Jumlah A × 100 / Jumlah B'
    """
    return _plain(plan.tree, (), plan, plan.units.factors)


def plain_of_calculation(calculation: Any, sought: str | None = None) -> Node:
    """Return the plain arithmetic of a calculation over the figures that went into it.

    What is compared with a percentage is one, 30 for 30 %; but a figure for ``sought``, which is still to be given, is
    a share of one up to 1.
    """
    plan = calculation.plan
    plain = _plain(calculation.tree, calculation.percents, plan, {})
    return _in_percent(plain, plan.compared - {sought})


def _plain(tree: Node, percents: Collection[str], plan: Plan, factors: Mapping[str, Fraction]) -> Node:
    compared, ids = compared_with_percent(tree), plan.ratios
    ratios = [node for node in walk(tree) if id(node) in ids] if ids else []
    within = PerCent(percents, compared, ids)
    sums = {node.key: within.of(node) for node in walk(tree) if isinstance(node, Aggregate)}
    operands = _as_operands(tree)
    alike = frozenset([_as_operands(node) for node in ratios])
    places = [id(node) for node in walk(operands) if node in alike] if alike else []
    percent = _Senses(percents, compared, frozenset(places), sums)
    return plain_arithmetic(operands, percent=percent, factors=factors)


def _as_operands(tree: Node) -> Node:
    """Return the tree with a statement, of which no rule about names makes anything, for every sum over records."""
    if isinstance(tree, Aggregate):
        return Statement(tree.text, (), True, tree.span)
    return rebuilt(tree, _as_operands)


def _in_percent(node: Node, keys: Collection[str]) -> Node:
    """Return plain arithmetic in which the figures of some operands that may be shares of one are percentages."""
    match node:
        case Conditional(
            branches=(Branch(value=Name() as name),), otherwise=Product(parts=(Part(node=Name() as other), _))
        ):
            if name.key in keys and name.key == other.key:
                hundred = Number(None, False, Fraction(100), _HERE)
                return Product((Part(name, "×", _HERE, name.span), Part(hundred, "/", _HERE, name.span)), name.span)
    return rebuilt(node, lambda one: _in_percent(one, keys))


class _Senses(PerCent):
    """How nodes are read: an operand in the place of a sum as this was."""

    __slots__ = ("_sums",)

    def __init__(
        self, given: Collection[str], compared: Collection[str], ratios: Collection[int], sums: Mapping[str, Sense]
    ) -> None:
        super().__init__(given, compared, ratios)
        self._sums = sums

    def of(self, node: Node) -> Sense:
        """Return how ``node`` is read."""
        if isinstance(node, Statement) and node.key in self._sums:
            return self._sums[node.key]
        return super().of(node)
