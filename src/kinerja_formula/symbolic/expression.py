"""A formula as an expression of sympy, for those who go on from there themselves.

No text is read by sympy: the tree is built node by node, and an operand is a symbol whose name is only shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any, Final

from kinerja_formula.diagnostics import ALGEBRA_TOO_LARGE, Diagnostic, LimitError
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import (
    Call,
    Comparison,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Power,
    Product,
    Root,
    Sum,
)
from kinerja_formula.symbolic.operands import plain_of_plan

__all__ = ["to_sympy"]

_MOST_IN_MEDIAN: Final = 9
"""Of more figures the middle one is an expression beyond use."""


def to_sympy(plan: Plan) -> tuple[Any, dict[Any, str]]:
    """Return a formula as an expression of sympy, and the name of each of its symbols.

    Numbers are rational, percent signs resolved as an evaluation does: with the figures for the symbols (30 for 30 %)
    the expression has the value in the unit of the result. Branches are a Piecewise, nan where none holds; a sum over
    records is one symbol; a figure is rounded half away from zero, and the odd root of a negative one is negative.

    Raises LimitError KF367 for the median of more than nine figures.

    >>> from kinerja_formula.reading.reader import read
    >>> text = "Jumlah A / Jumlah B x 100%"
    >>> expression, names = to_sympy(Plan(read(text).tree, text))
    >>> str(expression), sorted(names.values())
    ('100*Jumlah A/Jumlah B', ['Jumlah A', 'Jumlah B'])
    """
    expressions = _Expressions(plan.text)
    made = expressions.of(plain_of_plan(plan))
    wanted = {operand.key: operand.wanted for operand in plan.operands}
    if plan.head is not None:
        wanted.setdefault(plan.head.key, plan.head.wanted)
    return made, {symbol: wanted.get(key, symbol.name) for key, symbol in expressions.symbols.items()}


class _Expressions:
    def __init__(self, text: str) -> None:
        import sympy

        self.sympy = sympy
        self.text = text
        self.symbols: dict[str, Any] = {}

    def of(self, node: Node) -> Any:
        sympy = self.sympy
        match node:
            case Number():
                return sympy.Rational(node.value.numerator, node.value.denominator)
            case Name():
                return self.symbols.setdefault(node.key, sympy.Symbol(node.text, real=True))
            case Sum():
                return sympy.Add(*[self.of(part.node) * (1 if part.sign == "+" else -1) for part in node.parts])
            case Product():
                return sympy.Mul(
                    *[self.of(part.node) if part.sign == "×" else 1 / self.of(part.node) for part in node.parts]
                )
            case Power():
                return sympy.Pow(self.of(node.base), self.of(node.exponent))
            case Root():
                return self._root(self.of(node.radicand), node.degree)
            case Conditional():
                return self._piecewise(node)
            case Call():
                return self._call(node.function, [self.of(one) for one in node.arguments])
        raise TypeError(f"not plain arithmetic: {type(node).__name__}")  # pragma: no cover

    def _root(self, inner: Any, degree: int) -> Any:
        sympy = self.sympy
        exponent = sympy.Rational(1, degree)
        if degree % 2 == 0:
            return sympy.Pow(inner, exponent)
        return sympy.sign(inner) * sympy.Pow(sympy.Abs(inner), exponent)

    def _piecewise(self, node: Conditional) -> Any:
        cases = [(self.of(branch.value), self._condition(branch.condition)) for branch in node.branches]
        rest = self.sympy.nan if node.otherwise is None else self.of(node.otherwise)
        return self.sympy.Piecewise(*cases, (rest, True))

    def _condition(self, node: Node) -> Any:
        sympy = self.sympy
        if isinstance(node, Logic):
            join = sympy.And if node.word == "dan" else sympy.Or
            return join(*[self._condition(item) for item in node.items])
        assert isinstance(node, Comparison)
        signs = {"<": sympy.Lt, "≤": sympy.Le, "=": sympy.Eq, "≠": sympy.Ne, "≥": sympy.Ge, ">": sympy.Gt}
        sides = [self.of(one) for one in (node.first, *[part.node for part in node.rest])]
        return sympy.And(*[signs[part.sign](sides[at], sides[at + 1]) for at, part in enumerate(node.rest)])

    def _call(self, function: str, arguments: Sequence[Any]) -> Any:
        sympy = self.sympy
        first, *others = arguments
        match function:
            case "min":
                return sympy.Min(*arguments)
            case "maks":
                return sympy.Max(*arguments)
            case "abs":
                return sympy.Abs(first)
            case "ln":
                return sympy.log(first)
            case "log":
                return sympy.log(first, others[0] if others else 10)
            case "rata-rata-ukur":
                return sympy.Pow(sympy.Mul(*arguments), sympy.Rational(1, len(arguments)))
            case "bulat":
                scale = sympy.Integer(10) ** (others[0] if others else 0)
                half = sympy.Rational(1, 2)
                return sympy.sign(first) * sympy.floor(sympy.Abs(first) * scale + half) / scale
        return self._median(arguments)

    def _median(self, arguments: Sequence[Any]) -> Any:
        count = len(arguments)
        if count > _MOST_IN_MEDIAN:
            found = Diagnostic(ALGEBRA_TOO_LARGE, (0, len(self.text)), limit=_MOST_IN_MEDIAN)
            raise LimitError(found, self.text)
        places = sorted({(count - 1) // 2, count // 2})
        chosen = [
            self.sympy.Min(*[self.sympy.Max(*some) for some in combinations(arguments, place + 1)]) for place in places
        ]
        return self.sympy.Add(*chosen) / len(chosen)
