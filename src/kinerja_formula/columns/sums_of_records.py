"""A sum over records as one figure: in a table its value stands in one column, under the text of the whole."""

from __future__ import annotations

from collections.abc import Collection

from kinerja_formula.evaluation.percent import PerCent, Sense, compared_with_percent
from kinerja_formula.nodes import Aggregate, Node, Statement, rebuilt, walk

__all__ = ["Senses", "as_figures"]


def as_figures(tree: Node) -> Node:
    """Return the tree with an operand for each sum over records; what stands inside one is no matter of the row.

    The operand is a statement, which no rule about names takes for one: the sum is read as before (:class:`Senses`).

    >>> from kinerja_formula.nodes import Name
    >>> as_figures(Aggregate(Name("nilai", (3, 8)), False, "Σ (nilai)", (0, 9))).key
    'jumlah (nilai)'
    """
    if isinstance(tree, Aggregate):
        return Statement(tree.text, (), True, tree.span)
    return rebuilt(tree, as_figures)


class Senses(PerCent):
    """How the nodes of :func:`as_figures` are read: its operands as the sums that they stand for.

    ``percents``: operands whose figures are percentages, besides those that are compared with one.
    """

    __slots__ = ("_sums",)

    def __init__(self, tree: Node, percents: Collection[str]) -> None:
        given = frozenset(percents) | compared_with_percent(tree)
        super().__init__(given)
        within = PerCent(given)
        self._sums = {node.key: within.of(node) for node in walk(tree) if isinstance(node, Aggregate)}

    def of(self, node: Node) -> Sense:
        """Return how ``node`` is read."""
        if isinstance(node, Statement) and node.key in self._sums:
            return self._sums[node.key]
        return super().of(node)
