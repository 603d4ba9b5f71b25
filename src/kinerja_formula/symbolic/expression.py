"""A formula as an expression of sympy, for those who go on from there themselves.

No text is read by sympy: the tree is built node by node, and an operand is a symbol whose name is only shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, LimitError
from kinerja_formula.diagnostics.catalogue import ALGEBRA_TOO_LARGE
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
    made = expressions.of(plain_of_plan(plan)).value
    wanted = {operand.key: operand.wanted for operand in plan.operands}
    if plan.head is not None:
        wanted.setdefault(plan.head.key, plan.head.wanted)
    return made, {symbol: wanted.get(key, symbol.name) for key, symbol in expressions.symbols.items()}


class _Made(NamedTuple):
    """An expression, and the condition under which it has a value."""

    value: Any
    sound: Any


class _Expressions:
    """Expressions of plain arithmetic.

    sympy raises where something that has no value is compared, and it compares what stands in branches that are not
    taken. There each side is nought where it has no value, and the whole is nan. Nothing inside of a condition is nan,
    which sympy carries into the comparisons.
    """

    def __init__(self, text: str) -> None:
        import sympy

        self.sympy = sympy
        self.text = text
        self.symbols: dict[str, Any] = {}
        self._in_branch = 0
        self._in_condition = 0

    @property
    def _nothing(self) -> Any:
        """What stands for no value."""
        return self.sympy.Integer(0) if self._in_condition else self.sympy.nan

    def of(self, node: Node) -> _Made:
        """Return the expression of a tree; nan for what has no value whatever the figures, as 1 / (2 - 2)."""
        value, sound = self._of(node)
        if value.is_number and (value.is_finite is False or value.is_real is False):
            return _Made(self._nothing, self.sympy.false)
        return _Made(value, self.sympy.false if value is self.sympy.nan else sound)

    def _of(self, node: Node) -> _Made:
        sympy = self.sympy
        match node:
            case Number():
                return _Made(sympy.Rational(node.value.numerator, node.value.denominator), sympy.true)
            case Name():
                symbol = self.symbols.setdefault(node.key, sympy.Symbol(node.text, real=True))
                return _Made(symbol, sympy.true)
            case Sum():
                terms = [self.of(part.node) for part in node.parts]
                signs = [1 if part.sign == "+" else -1 for part in node.parts]
                total = sympy.Add(*[one.value * sign for one, sign in zip(terms, signs, strict=True)])
                return _Made(total, sympy.And(*[one.sound for one in terms]))
            case Product():
                return self._product(node)
            case Power():
                return self._power(self.of(node.base), self.of(node.exponent))
            case Root():
                return self._root(self.of(node.radicand), node.degree)
            case Conditional():
                return self._piecewise(node)
            case Call():
                return self._call(node.function, [self.of(one) for one in node.arguments])
        raise TypeError(f"not plain arithmetic: {type(node).__name__}")  # pragma: no cover

    def _safe(self, one: _Made) -> Any:
        """Return an expression that may be compared wherever a branch is looked at."""
        if one.sound == self.sympy.true:
            return one.value
        return self.sympy.Piecewise((one.value, one.sound), (0, True))

    def _product(self, node: Product) -> _Made:
        sympy = self.sympy
        factors = [self.of(part.node) for part in node.parts]
        sound = [one.sound for one in factors]
        values = []
        for part, one in zip(node.parts, factors, strict=True):
            values.append(one.value if part.sign == "×" else 1 / one.value)
            if part.sign == "/":
                sound.append(sympy.Ne(self._safe(one), 0))
        return _Made(sympy.Mul(*values), sympy.And(*sound))

    def _power(self, base: _Made, exponent: _Made) -> _Made:
        sympy = self.sympy
        below, above = self._safe(base), self._safe(exponent)
        whole = sympy.And(sympy.Eq(above, sympy.floor(above)), sympy.Or(sympy.Ne(below, 0), above >= 0))
        allowed = sympy.Or(below > 0, whole, sympy.And(sympy.Eq(below, 0), above >= 0))
        return _Made(sympy.Pow(base.value, exponent.value), sympy.And(base.sound, exponent.sound, allowed))

    def _root(self, inner: _Made, degree: int) -> _Made:
        sympy = self.sympy
        exponent = sympy.Rational(1, degree)
        if degree % 2 == 0:
            return _Made(sympy.Pow(inner.value, exponent), sympy.And(inner.sound, self._safe(inner) >= 0))
        return _Made(sympy.sign(inner.value) * sympy.Pow(sympy.Abs(inner.value), exponent), inner.sound)

    def _piecewise(self, node: Conditional) -> _Made:
        sympy = self.sympy
        self._in_branch += 1
        found = [(self._condition(branch.condition), self.of(branch.value)) for branch in node.branches]
        rest = _Made(self._nothing, sympy.false) if node.otherwise is None else self.of(node.otherwise)
        self._in_branch -= 1
        cases: list[tuple[Any, Any]] = []
        sound = rest.sound
        for condition, value in found:
            cases += [] if condition.sound == sympy.true else [(self._nothing, sympy.Not(condition.sound))]
            cases.append((value.value, condition.value))
        for condition, value in reversed(found):
            chosen = sympy.Or(sympy.And(condition.value, value.sound), sympy.And(sympy.Not(condition.value), sound))
            sound = sympy.And(condition.sound, chosen)
        return _Made(sympy.Piecewise(*cases, (rest.value, True)), sound)

    def _condition(self, node: Node) -> _Made:
        self._in_condition += 1
        try:
            return self._told(node)
        finally:
            self._in_condition -= 1

    def _told(self, node: Node) -> _Made:
        sympy = self.sympy
        if isinstance(node, Logic):
            items = [self._condition(item) for item in node.items]
            join, decided = (sympy.And, sympy.Not) if node.word == "dan" else (sympy.Or, lambda one: one)
            sound = sympy.true
            for one in reversed(items):
                sound = sympy.And(one.sound, sympy.Or(decided(one.value), sound))
            return _Made(join(*[one.value for one in items]), sound)
        assert isinstance(node, Comparison)
        signs = {"<": sympy.Lt, "≤": sympy.Le, "=": sympy.Eq, "≠": sympy.Ne, "≥": sympy.Ge, ">": sympy.Gt}
        sides = [self.of(one) for one in (node.first, *[part.node for part in node.rest])]
        links = [
            signs[part.sign](self._safe(sides[at]), self._safe(sides[at + 1])) for at, part in enumerate(node.rest)
        ]
        return _Made(sympy.And(*links), sympy.And(*[one.sound for one in sides]))

    def _call(self, function: str, arguments: Sequence[_Made]) -> _Made:
        sympy = self.sympy
        first, *others = arguments
        sound = sympy.And(*[one.sound for one in arguments])
        match function:
            case "min" | "maks" | "median":
                return self._extreme(function, arguments, sound)
            case "abs":
                return _Made(sympy.Abs(first.value), sound)
            case "ln" | "log":
                positive = sympy.And(sound, *[self._safe(one) > 0 for one in arguments])
                if function == "ln":
                    return _Made(sympy.log(first.value), positive)
                base = others[0].value if others else sympy.Integer(10)
                other = sympy.And(*[sympy.Ne(self._safe(one), 1) for one in others])
                return _Made(sympy.log(first.value, base), sympy.And(positive, other))
            case "rata-rata-ukur":
                product = sympy.Mul(*[one.value for one in arguments])
                allowed = sympy.And(sound, *[self._safe(one) >= 0 for one in arguments])
                return _Made(sympy.Pow(product, sympy.Rational(1, len(arguments))), allowed)
        scale = sympy.Integer(10) ** (others[0].value if others else 0)
        size = sympy.floor(sympy.Abs(first.value) * scale + sympy.Rational(1, 2)) / scale
        whole = sympy.And(*[sympy.Eq(self._safe(one), sympy.floor(self._safe(one))) for one in others])
        return _Made(sympy.sign(first.value) * size, sympy.And(sound, whole))

    def _extreme(self, function: str, arguments: Sequence[_Made], sound: Any) -> _Made:
        """Return the least, greatest or middle value; nothing in a branch where one of them has none."""
        sympy = self.sympy
        if sound == sympy.false:
            return _Made(self._nothing, sound)
        open_ones = (self._in_branch or self._in_condition) and sound != sympy.true
        values = [self._safe(one) if open_ones else one.value for one in arguments]
        if function == "median":
            chosen = self._median(values)
        else:
            chosen = (sympy.Min if function == "min" else sympy.Max)(*values)
        return _Made(sympy.Piecewise((chosen, sound), (self._nothing, True)) if open_ones else chosen, sound)

    def _median(self, values: Sequence[Any]) -> Any:
        count = len(values)
        if count > _MOST_IN_MEDIAN:
            found = Diagnostic(ALGEBRA_TOO_LARGE, (0, len(self.text)), limit=_MOST_IN_MEDIAN)
            raise LimitError(found, self.text)
        places = sorted({(count - 1) // 2, count // 2})
        chosen = [
            self.sympy.Min(*[self.sympy.Max(*some) for some in combinations(values, place + 1)]) for place in places
        ]
        return self.sympy.Add(*chosen) / len(chosen)
