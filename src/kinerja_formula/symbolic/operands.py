"""Plain arithmetic as algebra takes it: a sum over records is one operand, and a figure that is known to be a percentage
is read as one.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.evaluation.percent import PerCent, Sense, compared_with_percent
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import Aggregate, Name, Node, Statement, rebuilt, walk

__all__ = ["plain_of_calculation", "plain_of_plan"]


def plain_of_plan(plan: Plan) -> Node:
    """Return the plain arithmetic of a formula over figures as a person gives them.

    >>> from kinerja_formula.reading.reader import read
    >>> from kinerja_formula.writers.text import write_text
    >>> text = "Jumlah A / Jumlah B x 100%"
    >>> write_text(plain_of_plan(Plan(read(text).tree, text)))
    'Jumlah A × 100 / Jumlah B'
    """
    given = compared_with_percent(plan.tree)
    return plain_arithmetic(
        _as_operands(plan.tree, ()), percent=_Senses(plan.tree, given), factors=plan.units.factors
    )


def plain_of_calculation(calculation: Any, sought: str | None = None) -> Node:
    """Return the plain arithmetic of a calculation over the figures that went into it.

    A figure for what is compared with a percentage went in as a percentage, but for that of ``sought``, which is still
    to be given: up to 1 it is a share of one.
    """
    tree, plan = calculation._tree, calculation._plan  # noqa: SLF001
    given = frozenset(calculation._percents) | plan.compared  # noqa: SLF001
    return plain_arithmetic(_as_operands(tree, plan.compared - {sought}), percent=_Senses(tree, given))


def _as_operands(tree: Node, percentages: Collection[str]) -> Node:
    """Return the tree with a statement, of which no rule about names makes anything, for every such operand."""
    if isinstance(tree, Aggregate):
        return Statement(tree.text, (), True, tree.span)
    if isinstance(tree, Name) and tree.key in percentages:
        return Statement(tree.key, (), True, tree.span)
    return rebuilt(tree, lambda node: _as_operands(node, percentages))


class _Senses(PerCent):
    """How the nodes of a tree without sums over records are read: the operands in their place as these were."""

    __slots__ = ("_sums",)

    def __init__(self, tree: Node, given: Collection[str]) -> None:
        super().__init__(given)
        within = PerCent(given)
        self._sums = {node.key: within.of(node) for node in walk(tree) if isinstance(node, Aggregate)}

    def of(self, node: Node) -> Sense:
        """Return how ``node`` is read."""
        if isinstance(node, Statement) and node.key in self._sums:
            return self._sums[node.key]
        return super().of(node)
