"""Shapes of formulas that say what their units may do: shares, weighted scores, means, choices."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from kinerja_formula.nodes import (
    Average,
    Call,
    Comparison,
    Conditional,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Root,
    Statement,
    Sum,
    walk,
)
from kinerja_formula.unit_checker.operands import told_unit
from kinerja_formula.units import PERCENT, Unit, default_vocabulary, is_score
from kinerja_formula.units.words import tokens

__all__ = [
    "alike",
    "averaged",
    "comparisons",
    "gives_bare_number",
    "is_factor",
    "is_share",
    "may_be_share",
    "same_over_time",
    "weighted_by_fraction",
    "weighted_names",
    "weighted_score",
    "weighted_term",
]

_SLIP: Final = 10
"""How far the weights of a score may miss 100 % together: 25 + 25 + 30 + 25 is published."""
_PERIODS: Final = frozenset(
    ("tahun", "thn", "th", "periode", "bulan", "ini", "lalu", "sebelumnya", "berjalan", "n", "t")
)


def same_over_time(one: Node, other: Node) -> bool:
    """``Cakupan tahun ini`` and ``Cakupan tahun lalu``, ``Realisasi fisik`` and ``Rencana fisik``: of one whole."""
    if not (isinstance(one, Name) and isinstance(other, Name)):
        return False
    told = default_vocabulary()
    planned = told.words("heads", "reached") | told.words("heads", "plans")
    words = [{token.text for token in tokens(name.text)} - _PERIODS - planned for name in (one, other)]
    plain = [{word for word in said if not word.isdecimal()} for said in words]
    return plain[0] == plain[1]


def is_factor(node: Node, factor: Fraction) -> bool:
    """Tell whether a number is the factor of a conversion; 100 is taken for the one of percentages."""
    return isinstance(node, Number) and not node.percent and node.value != 100 and node.value in (factor, 1 / factor)


_BARE: Final = frozenset(("ln", "log"))
"""Functions whose value is a bare number."""


def gives_bare_number(node: Node) -> bool:
    """Tell whether a node is a function whose value is a bare number."""
    return isinstance(node, Call) and node.function in _BARE


def alike(node: Node) -> tuple[Node, ...]:
    """Return what has to be of one kind in a mean, a choice, a function or a comparison."""
    match node:
        case Average():
            return node.items
        case Conditional():
            values = [branch.value for branch in node.branches]
            return (*values, node.otherwise) if node.otherwise is not None else tuple(values)
        case Call(function="bulat" | "log" | "ln" | "abs"):
            return node.arguments[:1]
        case Call():
            return node.arguments
        case Comparison():
            return (node.first, *[part.node for part in node.rest])
    return ()


def comparisons(node: Node) -> list[Comparison]:
    """Return the comparisons of the conditions of a choice."""
    branches = node.branches if isinstance(node, Conditional) else ()
    return [one for branch in branches for one in walk(branch.condition) if isinstance(one, Comparison)]


def is_share(node: Product) -> bool:
    """Tell whether a product is made a percentage or rate by its own 100%."""
    return any(isinstance(part.node, Number) and part.node.percent and part.node.value == 100 for part in node.parts)


def weighted_score(node: Sum) -> bool:
    """Tell whether a sum is one of names each times its percentage, 100% together (or what was typed for it)."""
    total = Fraction(0)
    for part in node.parts:
        if part.sign != "+" or not isinstance(part.node, Product) or len(part.node.parts) != 2:
            return False
        weights = [one.node.value for one in part.node.parts if isinstance(one.node, Number) and one.node.percent]
        if len(weights) != 1 or any(one.sign != "×" for one in part.node.parts):
            return False
        total += weights[0]
    return len(node.parts) > 2 and abs(total - 100) <= _SLIP


def weighted_names(tree: Node, given: Mapping[str, Unit]) -> frozenset[str]:
    """Return the operands that a weighted score takes for scores, whatever their nouns count.

    (Penyerapan Anggaran x 20%) + (Revisi DIPA x 10%) + …: nobody adds a fifth of the rupiah.
    """
    found = set()
    for node in walk(tree):
        if isinstance(node, Sum) and weighted_score(node):
            names = [one for part in node.parts for one in walk(part.node) if isinstance(one, Name)]
            found |= {
                name.key for name in names if name.key not in given and not _is_graded(told_unit(name, {}).measure)
            }
    return frozenset(found)


def _is_graded(unit: Unit | None) -> bool:
    return unit == PERCENT or is_score(unit)


def averaged(node: Node, product: Product) -> bool:
    """``(Persentase A + Persentase B) / 2``: terms divided by their number are alike to whoever wrote it."""
    return isinstance(node, Sum) and any(
        part.sign == "/" and isinstance(part.node, Number) and part.node.value == len(node.parts)
        for part in product.parts
    )


def weighted_term(node: Node) -> bool:
    """``Nilai SKP × 60%``: a weighted term stays in points."""
    return isinstance(node, Product) and any(
        isinstance(part.node, Number) and part.node.percent and part.node.value != 100 for part in node.parts
    )


def weighted_by_fraction(node: Node) -> bool:
    """``0,5 × Persentase jalan mantap``: a weight written as a part of one."""
    return isinstance(node, Product) and any(
        isinstance(part.node, Number) and not part.node.percent and 0 < part.node.value < 1 for part in node.parts
    )


def so_many_each(part: Part, whole: Number) -> Name | None:
    """Return what is counted in ``5% × Jumlah hari terlambat`` beside 100 %: so much of the whole for each; else None.

    Beside a bare 100 so much is taken off for each: ``100 - 5 × …``.
    """
    node = part.node
    if not isinstance(node, Product) or any(one.sign != "×" for one in node.parts):
        return None
    numbers = [one.node for one in node.parts if isinstance(one.node, Number)]
    names = [one.node for one in node.parts if isinstance(one.node, Name)]
    if len(numbers) != 1 or len(names) != 1 or len(node.parts) > _FACTOR_AND_NAME:
        return None
    taken_off = part.sign == "-" or whole.percent
    return names[0] if taken_off and numbers[0].percent is whole.percent and numbers[0].value != 100 else None


_FACTOR_AND_NAME: Final = 2


def may_be_share(node: Node) -> bool:
    """Tell whether a term divides, and so may be a share of the same whole as a percentage beside it."""
    return any(
        (isinstance(one, Part) and one.sign == "/") or (isinstance(one, (Power, Root, Statement))) for one in walk(node)
    ) or (isinstance(node, Product) and any(part.sign == "/" for part in node.parts))
