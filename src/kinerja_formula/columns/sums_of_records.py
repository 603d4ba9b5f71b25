"""A sum over records as one figure: in a table its value stands in one column, under the text of the whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from kinerja_formula.evaluation.percent import PerCent, Sense, compared_with_percent
from kinerja_formula.nodes import Aggregate, Node, Statement, rebuilt, walk

__all__ = ["OfFigures", "as_figures", "of_figures"]


class OfFigures(NamedTuple):
    """A tree with an operand for each sum over records, and how its nodes are read."""

    tree: Node
    percent: PerCent


def of_figures(tree: Node, percents: Collection[str] = (), ratios: Collection[Node] = ()) -> OfFigures:
    """Return a tree for figures that are given one by one.

    ``percents`` are the keys of operands whose figures are percentages, ``ratios`` the parts that a condition compares
    with one.
    """
    compared = compared_with_percent(tree)
    within = PerCent(percents, compared, _places(tree, ratios))
    sums = {node.key: within.of(node) for node in walk(tree) if isinstance(node, Aggregate)}
    figures = as_figures(tree)
    return OfFigures(figures, _Senses(percents, compared, _places(figures, [*map(as_figures, ratios)]), sums))


def as_figures(tree: Node) -> Node:
    """Return the tree with an operand for each sum over records; what stands inside one is no matter of the row.

    The operand is a statement, which no rule about names takes for one.

    >>> from kinerja_formula.nodes import Name
    >>> as_figures(Aggregate(Name("nilai", (3, 8)), False, "Σ (nilai)", (0, 9))).text
    'Σ (nilai)'
    """
    if isinstance(tree, Aggregate):
        return Statement(tree.text, (), True, tree.span)
    return rebuilt(tree, as_figures)


def _places(tree: Node, nodes: Collection[Node]) -> frozenset[int]:
    """Return the identities of the nodes of a tree that are like some others."""
    asked = frozenset(nodes)
    return frozenset([id(node) for node in walk(tree) if node in asked]) if asked else frozenset()


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
