"""By how much the float of a tree may miss the value that records have, which are calculated by their decimals.

The running error analysis of every textbook: sides of a comparison that are alike by the decimals differ by no more
than that in floats, always, and are taken for alike; sides that differ by the decimals are mistaken for alike only
where they agree in some fourteen digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.columns.arithmetic import Arithmetic
from kinerja_formula.columns.engines import narwhals
from kinerja_formula.nodes import Call, Conditional, Name, Node, Number, Power, Product, Root, Sum

__all__ = ["TEN", "ErrorBounds", "values_of"]

Expression = Any

_UNIT: Final = 2.0**-53
"""What rounding a number to a float changes at most, as a share of it."""
_OF_SUMS: Final = 2.0**-49
"""The same for figures that an engine added up: in another order for every engine."""
_OF_FUNCTIONS: Final = 4 * _UNIT
"""A square root, a logarithm or a power of the library that an engine uses."""
_OF_POWERS: Final = 2.0**-44
"""The power of a figure to the power of another, which is hardly ever compared with anything."""
_SAFETY: Final = 2.0
"""The bounds are themselves calculated in floats, and to the first order."""
TEN: Final = Number(None, False, Fraction(10), (0, 0))
"""The base of a logarithm that names none."""


class _Missed(NamedTuple):
    """By how much floats may miss a value: a share of it and, where terms may cancel out, an amount."""

    share: float
    amount: Expression = None


class ErrorBounds(Arithmetic):
    """The expressions of a tree, with those for how far they may be off.

    How a choice and a logarithm are written, a class derived from it says.
    """

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._nw = narwhals()

    def margin(self) -> Expression:
        """Return by how much floats may miss the value at most, on the safe side."""
        return self._margin(self._lowered.plain)

    def _chosen(self, node: Conditional, values: Sequence[Expression]) -> Expression:
        """Return the value of the first branch that holds, null where none does."""
        raise NotImplementedError

    def _log(self, node: Node) -> Expression:
        """Return the natural logarithm of a part; that of 1 where it has none."""
        raise NotImplementedError

    def _margin(self, node: Node) -> Expression:
        missed = self._missed(node)
        constant = self._constant(node)
        size = self._lit(abs(float(constant))) if constant is not None else self._write(node).abs()
        amount = size * (missed.share * _SAFETY)
        return amount if missed.amount is None else amount + missed.amount * _SAFETY

    def _missed(self, node: Node) -> _Missed:
        constant = self._constant(node)
        if constant is not None:
            return _Missed(0.0 if Fraction(float(constant)) == constant else _UNIT)
        match node:
            case Name():
                return _Missed(_OF_SUMS if node.key in self._summed else _UNIT)
            case Sum():
                return self._missed_by_sum([part.node for part in node.parts])
            case Product():
                return self._missed_by_product(node)
            case Power():
                return self._missed_by_power(node)
            case Root():
                return self._missed_by_root(node, [node.radicand], node.degree)
            case Conditional():
                found = [self._missed(value) for value in values_of(node)]
                amounts = [self._lit(0.0) if one.amount is None else one.amount for one in found]
                whole = None if all(one.amount is None for one in found) else self._chosen(node, amounts)
                return _Missed(max(one.share for one in found), whole)
            case Call():
                return self._missed_by_call(node)
        raise TypeError(f"no figure: {type(node).__name__}")  # pragma: no cover

    def _missed_by_sum(self, terms: Sequence[Node]) -> _Missed:
        steps = len(terms) * _UNIT
        amount: Expression = None
        for term in terms:
            missed, constant = self._missed(term), self._constant(term)
            size = abs(float(constant)) if constant is not None else self._write(term).abs()
            own = size * (missed.share + steps)
            amount = own if amount is None else amount + own
            amount = amount if missed.amount is None else amount + missed.amount
        return _Missed(0.0, self._lit(amount) if isinstance(amount, float) else amount)

    def _missed_by_product(self, node: Product) -> _Missed:
        found = [self._missed(part.node) for part in node.parts]
        share = sum(one.share for one in found) + len(found) * _UNIT
        amount: Expression = None
        for at, (part, missed) in enumerate(zip(node.parts, found, strict=True)):
            if missed.amount is None:
                continue
            if part.sign == "/":
                own = missed.amount * self._write(node).abs() / self._write(part.node).abs()
            else:
                own = missed.amount
                for place, other in enumerate(node.parts):
                    if place != at:
                        size = self._write(other.node).abs()
                        own = own * size if other.sign == "×" else own / size
            amount = own if amount is None else amount + own
        return _Missed(share, amount)

    def _missed_by_power(self, node: Power) -> _Missed:
        exponent = self._constant(node.exponent)
        if exponent is None:
            return _Missed(_OF_POWERS)
        inner, times = self._missed(node.base), abs(float(exponent))
        share = inner.share * times + _OF_FUNCTIONS + times * _UNIT
        return _Missed(share, self._relative(node, [(node.base, inner.amount)], times))

    def _missed_by_root(self, node: Node, below: Sequence[Node], degree: int) -> _Missed:
        found = [self._missed(one) for one in below]
        share = (sum(one.share for one in found) + len(found) * _UNIT) / degree + _OF_FUNCTIONS
        amounts = [(one, missed.amount) for one, missed in zip(below, found, strict=True)]
        return _Missed(share, self._relative(node, amounts, 1.0 / degree))

    def _relative(self, node: Node, amounts: Sequence[tuple[Node, Expression]], times: float) -> Expression:
        """Return what amounts of parts make of the whole, which grows by ``times`` their share of the part."""
        whole: Expression = None
        for part, amount in amounts:
            if amount is not None:
                size = self._write(part).abs()
                own = self._nw.when(size > 0).then(self._write(node).abs() * amount * times / size)
                own = own.otherwise(self._lit(0.0))
                whole = own if whole is None else whole + own
        return whole

    def _missed_by_call(self, node: Call) -> _Missed:
        arguments = node.arguments
        match node.function:
            case "rata-rata-ukur":
                return self._missed_by_root(node, arguments, len(arguments))
            case "bulat":
                return _Missed(2 * _UNIT)
            case "ln":
                return _Missed(_OF_FUNCTIONS, self._missed_by_logarithm(arguments[0]))
            case "log":
                base = arguments[1] if len(arguments) > 1 else TEN
                below = self._log(base).abs()
                amount = self._missed_by_logarithm(arguments[0]) / below
                if self._constant(base) is None:
                    amount = amount + self._missed_by_logarithm(base) * self._write(node).abs() / below
                return _Missed(3 * _OF_FUNCTIONS, amount)
        found = [self._missed(one) for one in arguments]
        amounts = [one.amount for one in found if one.amount is not None]
        amount = amounts[0] if amounts else None
        for one in amounts[1:]:
            amount = amount + one
        return _Missed(max(one.share for one in found) + (2 * _UNIT if node.function == "median" else 0.0), amount)

    def _missed_by_logarithm(self, node: Node) -> Expression:
        """Return what a figure that is missed by a share makes of its logarithm: about that share."""
        missed = self._missed(node)
        share = self._lit(missed.share)
        if missed.amount is None:
            return share
        size = self._write(node)
        return share + self._nw.when(size > 0).then(missed.amount / size).otherwise(self._lit(0.0))


def values_of(node: Conditional) -> list[Node]:
    """Return the values of all branches of a choice, that of *otherwise* last."""
    values = [branch.value for branch in node.branches]
    return values if node.otherwise is None else [*values, node.otherwise]
