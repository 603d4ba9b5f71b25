"""Which records doubles decide as fractions do: those where a hair's breadth changes nothing but the last digits."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import kinerja_formula as kf
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import Call, Name, Node, Number, Power, Product, Root, rebuilt, walk

_HAIR = Fraction(1, 10**11)
_NEAR_ZERO = Fraction(1, 10**9)


def value_of(plan: Plan, data: Mapping[str, Any]) -> tuple[Fraction | None, str]:
    """The value of a record, or the reason why it has none."""
    try:
        return plan.evaluate(data, strict=False).value, "ok"
    except kf.FormulaError as error:
        return None, error.slug


def is_steady(tree: Node, data: Mapping[str, Fraction]) -> bool:
    """Whether the outcome stays the same, but for its last digits, with figures and literals that are a little others.

    Then no comparison, half or zero of a denominator is so near that doubles could miss it.
    """
    value, reason = value_of(Plan(tree, ""), data)
    if value is not None and abs(value) > 10**9:
        return False
    for order in (1, -1):
        near = {
            name: one * (1 + order * (-1) ** place * (3 + place) * _HAIR)
            for place, (name, one) in enumerate(data.items())
        }
        found, why = value_of(Plan(_moved(tree, order * 2 * _HAIR), ""), near)
        if why != reason:
            return False
        if value is not None and found is not None and not math.isclose(value, found, rel_tol=1e-8, abs_tol=1e-8):
            return False
    return True


def _moved(tree: Node, by: Fraction) -> Node:
    """The tree with other literals: each a little further from the next, those that count something as they are."""
    place = 0

    def changed(node: Node) -> Node:
        nonlocal place
        if isinstance(node, Number):
            place += 1
            return Number(None, node.percent, node.value * (1 + by * place * (-1) ** place), node.span)
        if isinstance(node, Power):
            return Power(changed(node.base), node.exponent, node.span)
        if isinstance(node, Call) and node.function in ("log", "bulat"):
            return Call((changed(node.arguments[0]), *node.arguments[1:]), node.function, node.span)
        return rebuilt(node, changed)

    return changed(tree)


def is_clear(tree: Node, data: Mapping[str, Any]) -> bool:
    """Whether nothing that is divided by, rooted or a logarithm is made of, is next to zero: 0,1 + 0,2 - 0,3.

    Columns decide comparisons and halves as they are written, so that only this is left for no engine to see.
    """
    if None in data.values():
        return True
    exposed = [node for node in walk(tree) if isinstance(node, (Product, Root, Power, Call))]
    return not any(_is_near(node, data) for node in exposed)


def _is_near(node: Node, data: Mapping[str, Any]) -> bool:
    below: list[Node] = []
    if isinstance(node, Product):
        below = [part.node for part in node.parts if part.sign == "/"]
    elif isinstance(node, Root):
        below = [node.radicand]
    elif isinstance(node, Call) and node.function in ("ln", "log", "rata-rata-ukur"):
        below = list(node.arguments)
    for one in below:
        if isinstance(one, (Name, Number)):
            continue
        value, _ = value_of(Plan(one, ""), data)
        if value is not None and abs(value) < _NEAR_ZERO:
            return True
    return False
