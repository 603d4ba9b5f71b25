"""The tree as plain arithmetic: what an evaluation calculates, with every percent sign resolved.

A formula says ``A / B × 100%`` and ``Nilai SKP × 60%``; a spreadsheet, a database or an algebra knows no such signs.
Here they become factors, once and by the same rules as an evaluation (:mod:`kinerja_formula.evaluation.percent`), so
that whatever is made of the plain tree gives the value that :meth:`Plan.evaluate` gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.evaluation.percent import (
    Joined,
    PerCent,
    Scale,
    compared_with_percent,
    expressions_beside_percent,
    terms_of,
)
from kinerja_formula.nodes import (
    Aggregate,
    Average,
    Branch,
    Call,
    Comparison,
    Components,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Root,
    Statement,
    Sum,
)
from kinerja_formula.source import Span

__all__ = ["plain_arithmetic"]

_NO_PLACE: Final = (0, 0)
_ONE: Final = Fraction(1)


def plain_arithmetic(
    tree: Node, *, percent: PerCent | None = None, factors: Mapping[str, Fraction] | None = None
) -> Node:
    """Return a tree of sums, products, powers, roots, conditions, functions, names and numbers without a percent sign.

    The figures of its operands are those that a person writes (30 for 30 %), its value is that of the result in its
    unit. Factors stand together at the end of the line above and of the line below, so that a machine that calculates
    in floats rounds once. ``factors`` are what the figures of operands are multiplied by to be counted alike.

    >>> from kinerja_formula.reading.reader import read
    >>> from kinerja_formula.writers.text import write_text
    >>> write_text(plain_arithmetic(read("Jumlah A / Jumlah B x 100%").tree))
    'Jumlah A × 100 / Jumlah B'
    >>> write_text(plain_arithmetic(read("Nilai SKP x 60% + Nilai perilaku x 40%").tree))
    '(`Nilai SKP` × 3 / 5) + (`Nilai perilaku` × 2 / 5)'
    """
    senses = percent or PerCent((), compared_with_percent(tree), (), expressions_beside_percent(tree))
    factor, node = _Lowering(senses, factors or {}, compared_with_percent(tree)).lower(tree)
    if senses.of(tree).scale is Scale.PERCENT:
        factor *= 100
    return _whole(_Scaled(factor, node), tree.span)


class _Scaled(NamedTuple):
    """A value: ``factor`` times ``node``, or the factor alone."""

    factor: Fraction
    node: Node | None


class _Lowering:
    def __init__(self, percent: PerCent, factors: Mapping[str, Fraction], compared: frozenset[str]) -> None:
        self.percent = percent
        self.factors = factors
        self.compared = compared

    def lower(self, node: Node) -> _Scaled:
        match node:
            case Number():
                return _Scaled(self.percent.figure(node), None)
            case Name():
                return self._operand(node, node)
            case Statement():
                return self._operand(node, Name(node.text, node.span))
            case Aggregate():
                return self._aggregate(node)
            case Conditional():
                return _Scaled(_ONE, self._conditional(node))
            case Call():
                return self._call(node)
            case Sum():
                signs = [1 if part.sign == "+" else -1 for part in node.parts]
                return self._sum(node, [part.node for part in node.parts], signs)
            case Average():
                total = self._sum(node, node.items, [1] * len(node.items))
                return total._replace(factor=total.factor / len(node.items))
            case Components():
                return self._sum(node, node.items, [1] * len(node.items))
            case Product():
                return self._product(node)
            case Power():
                base, exponent = (_whole(self.lower(one), one.span) for one in (node.base, node.exponent))
                return _Scaled(_ONE, Power(base, exponent, node.span))
            case Root():
                below = _whole(self.lower(node.radicand), node.radicand.span)
                return _Scaled(_ONE, Root(node.degree, below, node.span))
        raise TypeError(f"not a node of a formula: {type(node).__name__}")

    def _aggregate(self, node: Aggregate) -> _Scaled:
        """Lower what is calculated for each record; a constant factor stands before the whole."""
        factor, inner = self.lower(node.expression)
        if inner is None:
            inner, factor = Number(None, False, factor, node.expression.span), _ONE
        return _Scaled(factor, Aggregate(inner, node.mean, node.text, node.span))

    def _terms(self, node: Joined) -> list[Node]:
        return [
            _whole(scaled._replace(factor=scaled.factor * more), term.span)
            for term, more in zip(terms_of(node), self.percent.factors(node), strict=True)
            for scaled in [self.lower(term)]
        ]

    def _conditional(self, node: Conditional) -> Node:
        values = self._terms(node)
        branches = [
            Branch(self._condition(branch.condition), value, branch.span)
            for branch, value in zip(node.branches, values, strict=False)
        ]
        return Conditional(tuple(branches), values[-1] if node.otherwise is not None else None, node.span)

    def _condition(self, node: Node) -> Node:
        if isinstance(node, Logic):
            return Logic(tuple([self._condition(item) for item in node.items]), node.word, node.span)
        if not isinstance(node, Comparison):
            raise TypeError(f"no condition: {type(node).__name__}")
        first, *others = self._terms(node)
        rest = [Part(side, part.sign, part.sign_span, part.span) for side, part in zip(others, node.rest, strict=True)]
        return Comparison(first, tuple(rest), node.span)

    def _call(self, node: Call) -> _Scaled:
        scaled = self._terms(node)
        further = [_whole(self.lower(one), one.span) for one in node.arguments[len(scaled) :]]
        if node.function == "bulat" and self.percent.of(node).scale is Scale.PERCENT:
            # 12,345% is rounded as it is shown
            shown = _whole(_Scaled(Fraction(100), scaled[0]), node.span)
            return _Scaled(Fraction(1, 100), Call((shown, *further), node.function, node.span))
        return _Scaled(_ONE, Call((*scaled, *further), node.function, node.span))

    def _operand(self, node: Name | Statement, name: Name) -> _Scaled:
        factor = self.factors.get(node.key, _ONE)
        if node.key in self.compared:
            return _Scaled(factor, _share_of_one(name))
        return _Scaled(factor / 100 if self.percent.of(node).scale is Scale.PERCENT else factor, name)

    def _sum(self, node: Sum | Average | Components, items: Sequence[Node], signs: Sequence[int]) -> _Scaled:
        terms = [
            (scaled._replace(factor=scaled.factor * more * sign), item.span)
            for item, sign, more in zip(items, signs, self.percent.factors(node), strict=True)
            for scaled in [self.lower(item)]
        ]
        if all(term.node is None for term, _ in terms):
            return _Scaled(sum((term.factor for term, _ in terms), Fraction(0)), None)
        if len(terms) == 1:
            return terms[0][0]
        sizes = {abs(term.factor) for term, _ in terms}
        shared = sizes.pop() if len(sizes) == 1 else _ONE
        shared = shared or _ONE
        parts = []
        for term, span in terms:
            factor = term.factor / shared
            part = _whole(term._replace(factor=abs(factor)), span)
            parts.append(Part(part, "-" if factor < 0 else "+", _NO_PLACE, span))
        return _Scaled(shared, Sum(tuple(parts), node.span))

    def _product(self, node: Product) -> _Scaled:
        factor = _ONE
        parts: list[Part] = []
        for part in node.parts:
            if isinstance(part.node, Number):
                scaled = _Scaled(self.percent.figure(part.node, node), None)
            else:
                scaled = self.lower(part.node)
            if not scaled.factor:
                # Kept as it stands: nothing is divided by zero, and a zero above does not mend one below.
                parts.append(Part(_whole(scaled, part.node.span), part.sign, part.sign_span, part.span))
                continue
            factor = factor * scaled.factor if part.sign == "×" else factor / scaled.factor
            if isinstance(scaled.node, Product) and (part.sign == "×" or not _divides(scaled.node)):
                parts += [one if part.sign == "×" else _turned(one) for one in scaled.node.parts]
            elif scaled.node is not None:
                parts.append(Part(scaled.node, part.sign, part.sign_span, part.span))
        if not parts:
            return _Scaled(factor, None)
        if len(parts) == 1 and parts[0].sign == "×":
            return _Scaled(factor, parts[0].node)
        return _Scaled(factor, Product(_above_first(parts), node.span))


def _share_of_one(name: Name) -> Node:
    """``PMA ≥ 1%``: a figure up to 1 is a share of one, a larger one a percentage (Plan reads records so, too)."""
    span = name.span
    low, high = (Number(None, False, Fraction(bound), span) for bound in (-1, 1))
    inside = Comparison(low, (Part(name, "≤", _NO_PLACE, span), Part(high, "≤", _NO_PLACE, span)), span)
    percent = Product((Part(name, "×", _NO_PLACE, span), _factor(100, "/", span)), span)
    return Conditional((Branch(inside, name, span),), percent, span)


def _divides(node: Product) -> bool:
    """Whether a product has a denominator: turned over it would be one no more, and its zero would go unseen."""
    return any(part.sign == "/" for part in node.parts)


def _turned(part: Part) -> Part:
    return Part(part.node, "/" if part.sign == "×" else "×", part.sign_span, part.span)


def _above_first(parts: Sequence[Part]) -> tuple[Part, ...]:
    above = [part for part in parts if part.sign == "×"]
    below = [part for part in parts if part.sign == "/"]
    return (*(above or [_factor(1, "×", _NO_PLACE)]), *below)


def _factor(value: int, sign: str, span: Span) -> Part:
    return Part(Number(None, False, Fraction(value), span), sign, _NO_PLACE, span)


def _whole(scaled: _Scaled, span: Span) -> Node:
    """Return the node with its factor written out."""
    factor, node = scaled
    if node is None:
        return Number(None, False, factor, span)
    if factor == 1:
        return node
    parts = node.parts if isinstance(node, Product) else (Part(node, "×", _NO_PLACE, node.span),)
    above = [part for part in parts if part.sign == "×"]
    below = [part for part in parts if part.sign == "/"]
    if above and isinstance(above[0].node, Number) and above[0].node.value == 1:
        above = above[1:]  # the 1 of "1 / B" gives way to the factor
    up, down = factor.numerator, factor.denominator
    above += [_factor(up, "×", span)] if up != 1 or not above else []
    below += [_factor(down, "/", span)] if down != 1 else []
    return Product((*above, *below), span)
