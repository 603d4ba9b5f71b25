"""Tree → column expressions: the value, and what can keep it from being one.

The tree is lowered to plain arithmetic by the same rules as an evaluation of one record
(:mod:`kinerja_formula.evaluation.arithmetic`). What would raise there is a test here: a denominator that is zero, a
figure outside the domain of a root or power, a value that is no finite number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from fractions import Fraction
from functools import lru_cache
from math import inf, log10
from typing import Any, Final, NamedTuple, NoReturn

from kinerja_formula.columns.sums_of_records import of_figures
from kinerja_formula.diagnostics import Diagnostic, NotationError
from kinerja_formula.diagnostics.catalogue import NO_COLUMNS
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.nodes import (
    Average,
    Call,
    Components,
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

__all__ = ["Arithmetic", "Sound", "Stage", "factors_of"]

_NO_PLACE: Final = (0, 0)
_LARGEST: Final = Fraction(10**300)
_LARGEST_MAGNITUDE: Final = 300
_DIGITS: Final = 60
"""Integers and Decimals of any engine have 39 digits at most, before or behind the comma; the rest is for sums of as
many as a table may hold, and for what floats leave of a difference."""
_PRECISION: Final = 2.0**-52
_EXACT: Final = 2.0**53
"""Up to this whole numbers are floats exactly."""
_MOST_FACTORS: Final = 4
"""Up to this power is multiplied out, which is quicker and closer than a power."""

Expression = Any
Stage = Callable[[Expression], Expression]
"""Keeps an expression as a column of its own and returns the expression of that column."""


class Denominator(NamedTuple):
    """What is divided by. ``covered``: wherever it is zero, the value of the whole is no finite number.

    ``over``: what stands above it.
    """

    node: Node
    covered: bool
    over: tuple[Node, ...] = ()


class Sound(NamedTuple):
    """What can be wrong with a value: ``zero`` and ``outside`` are tests, ``finite`` are to be finite numbers.

    ``zero`` are all denominators that are zero; of these ``hidden`` ones don't show in the value. ``gap`` are tests for
    conditions of which none holds, ``large`` for what is no finite number and doesn't show either.
    """

    zero: tuple[Expression, ...]
    hidden: tuple[Expression, ...]
    outside: tuple[Expression, ...]
    finite: tuple[Expression, ...]
    gap: tuple[Expression, ...] = ()
    large: tuple[Expression, ...] = ()

    @property
    def unseen(self) -> tuple[Expression, ...]:
        """All tests of which the value shows nothing."""
        return (*self.hidden, *self.outside, *self.gap, *self.large)


class _Lowered:
    """A tree and its plain arithmetic. ``kept``: what is needed more than once, as in a test and in the value."""

    def __init__(
        self,
        tree: Node,
        factors: Mapping[str, Fraction],
        text: str,
        percents: Collection[str],
        ratios: Collection[Node],
    ) -> None:
        self.text = text
        self._factors = factors
        self._plain_of: dict[int, Node] = {}
        self.tree, self._percent = of_figures(tree, percents, ratios)
        self.plain = plain_arithmetic(self.tree, percent=self._percent, factors=factors)
        self.denominators = tuple(_denominators(self.tree, covered=True))
        often: Counter[Node] = Counter(
            node for node in walk(self.plain) if isinstance(node, (Sum, Product, Power, Root, Conditional, Call))
        )
        self.kept = {node for node, times in often.items() if times > 1}
        self.kept |= {self.part(one.node) for one in self.denominators}

    def part(self, node: Node) -> Node:
        """Return the plain arithmetic of a part of the tree, which outlives us; it is asked for again and again."""
        known = self._plain_of.get(id(node))
        if known is None:
            known = self._plain_of[id(node)] = plain_arithmetic(node, percent=self._percent, factors=self._factors)
        return known


@lru_cache(maxsize=64)
def _lowered(
    tree: Node,
    factors: tuple[tuple[str, Fraction], ...],
    text: str,
    percents: frozenset[str],
    ratios: frozenset[Node],
) -> _Lowered:
    """Lower a tree once for many tables. Trees that are alike but of another text have their nodes in other places."""
    return _Lowered(tree, dict(factors), text, percents, ratios)


class Arithmetic:
    """The expressions of one tree. ``leaves``: the expression of each operand by its key; ``lit`` makes a constant.

    ``constants``: operands that are the same number in every row, ``percents`` those of them that are percentages;
    ``bounded``: operands that are no floats in the table, and so neither infinite nor very large; ``summed``: operands
    that the engine added up itself; ``whole``: operands that are whole numbers, and with ``huge`` some beyond 2^53;
    ``ratios``: parts that a condition compares with a percentage. ``stage`` is called
    for what is needed more than once; by default it is written out again.
    """

    def __init__(
        self,
        tree: Node,
        leaves: Mapping[str, Expression],
        lit: Callable[[Any], Expression],
        *,
        factors: Mapping[str, Fraction] | None = None,
        constants: Mapping[str, Fraction] | None = None,
        bounded: Collection[str] = (),
        percents: Collection[str] = (),
        ratios: Collection[Node] = (),
        summed: Collection[str] = (),
        whole: Collection[str] = (),
        huge: bool = False,
        stage: Stage = lambda expression: expression,
        text: str = "",
    ) -> None:
        self._lowered = _lowered(tree, tuple((factors or {}).items()), text, frozenset(percents), frozenset(ratios))
        self._leaves = leaves
        self._lit = lit
        self._constants = constants or {}
        self._bounded = frozenset(bounded)
        self._summed = frozenset(summed)
        self._whole = frozenset(whole)
        self._huge = huge
        self._stage = stage
        self._known: dict[Node, Expression] = {}
        self._kept: Set[Node] = self._lowered.kept

    def value(self) -> Expression:
        """Return the value in the unit of the result; not finite or nonsense where :meth:`sound` says so."""
        return self._write(self._lowered.plain)

    def is_bounded(self) -> bool:
        """Return whether the kinds of the columns make the value a number up to 10^300 where no denominator is zero."""
        return self._magnitude(self._lowered.plain) <= _LARGEST_MAGNITUDE

    def sound(self) -> Sound:
        """Return the tests for what can be wrong."""
        zero: list[Expression] = []
        hidden: list[Expression] = []
        finite: list[Expression] = []
        for node, covered, over in self._lowered.denominators:
            for one in factors_of(node):
                tests = self._zero_tests(one)
                zero += tests
                if not covered or self._cancels(one):
                    hidden += tests  # what is left of terms that cancel is a number, and shows nothing
            lowered = self._lowered.part(node)
            if self._magnitude(lowered) > _LARGEST_MAGNITUDE and not (covered and self._is_in(lowered, over)):
                finite.append(self._write(lowered))
        outside: list[Expression] = []
        for node in walk(self._lowered.tree):
            if isinstance(node, Root) and node.degree % 2 == 0:
                outside.append(self._write(self._lowered.part(node.radicand)) < 0)
            elif isinstance(node, Power):
                self._look_at_a_power(node, zero, hidden, outside)
        return Sound(tuple(zero), tuple(hidden), tuple(outside), tuple(finite), (), tuple(self._lost_in_floats()))

    def may_cancel(self) -> bool:
        """Return whether a denominator is a difference that floats may miss."""
        return any(self._cancels(one) for told in self._lowered.denominators for one in factors_of(told.node))

    def _cancels(self, node: Node) -> bool:
        """Tell whether a denominator is a difference of which floats may leave something where it is zero.

        Of two figures they leave nothing, and of whole numbers neither.
        """
        lowered = self._lowered.part(node)
        if not isinstance(lowered, Sum) or len(lowered.parts) <= 2 or all(part.sign == "+" for part in lowered.parts):
            return False
        return not all(isinstance(part.node, Name) and part.node.key in self._whole for part in lowered.parts)

    def _size(self, node: Sum) -> Expression:
        """Return what the terms of a sum come to without their signs."""
        first, *others = [self._write(part.node).abs() for part in node.parts]
        for one in others:
            first = first + one
        return first

    def _lost_in_floats(self) -> Iterator[Expression]:
        """Yield the tests for differences of whole numbers that are too large for floats to hold them apart."""
        for node in walk(self._lowered.plain) if self._huge else ():
            if isinstance(node, Sum) and any(part.sign == "-" for part in node.parts):
                size = self._size(node)
                yield (size > _EXACT) & (self._write(node).abs() <= size * (len(node.parts) * _PRECISION))

    def _is_in(self, node: Node, factors: Sequence[Node]) -> bool:
        """Return whether a denominator is itself a term above the line, where an infinite one makes no number."""
        sums = [one for one in map(self._lowered.part, factors) if isinstance(one, Sum)]
        return any(part.node == node for one in sums for part in one.parts)

    def _magnitude(self, node: Node) -> float:
        """Return a power of ten that no figure of a part reaches, infinite where nothing is known of it."""
        constant = self._constant(node)
        if constant is not None:
            return log10(abs(constant) + 1) if abs(constant) <= _LARGEST else inf
        match node:
            case Name(key=key) if key in self._bounded:
                return _DIGITS
            case Sum(parts=parts):
                return max(self._magnitude(part.node) for part in parts) + log10(len(parts))
            case Product(parts=parts):
                return sum(
                    self._magnitude(part.node) if part.sign == "×" else -self._least(part.node) for part in parts
                )
        return inf

    def _least(self, node: Node) -> float:
        """Return a power of ten that every figure of a part reaches but zero, minus infinite where nothing is known."""
        constant = self._constant(node)
        if constant is not None:
            return log10(abs(constant)) if 1 / _LARGEST <= abs(constant) <= _LARGEST else -inf
        match node:
            case Name(key=key) if key in self._bounded:
                return -_DIGITS
            case Sum(parts=parts) if all(self._least(part.node) == -_DIGITS for part in parts):
                return -_DIGITS
            case Product(parts=parts) if all(part.sign == "×" for part in parts):
                return sum(self._least(part.node) for part in parts)
        return -inf

    def _look_at_a_power(
        self, node: Power, zero: list[Expression], hidden: list[Expression], outside: list[Expression]
    ) -> None:
        exponent, base = self._lowered.part(node.exponent), self._write(self._lowered.part(node.base))
        if not isinstance(exponent, Number):
            times = self._write(exponent)
            zero.append((base == 0) & (times < 0))
            hidden.append((base == 0) & (times < 0))
            outside.append((base < 0) & (times != times.floor()))
        elif exponent.value.denominator != 1:
            outside.append(base < 0)

    def _zero_tests(self, node: Node) -> list[Expression]:
        """Return the test whether a denominator is zero; none where it is known not to be."""
        lowered = self._lowered.part(node)
        constant = self._constant(lowered)
        if constant is not None:
            return [] if constant else [self._lit(True)]
        if self._cancels(node) and isinstance(lowered, Sum):
            return [self._write(lowered).abs() <= self._size(lowered) * (len(lowered.parts) * _PRECISION)]
        test = self._write(lowered) == 0
        if self._huge and isinstance(lowered, Sum):
            test = test & (self._size(lowered) <= _EXACT)  # beyond, floats can't tell: `large` says so
        return [test]

    def _constant(self, node: Node) -> Fraction | None:
        if isinstance(node, Number):
            return node.value
        return self._constants.get(node.key) if isinstance(node, Name) else None

    # Writing

    def _write(self, node: Node) -> Expression:
        constant = self._constant(node)
        if constant is not None:
            return self._lit(self._float(constant))
        if isinstance(node, Name):
            return self._leaves[node.key]
        known = self._known.get(node)
        if known is None:
            known = self._written(node)
            if node in self._kept:
                known = self._stage(known)
            self._known[node] = known
        return known

    def _written(self, node: Node) -> Expression:
        written = self._operation(node)
        return self._lit(written) if isinstance(written, float) else written

    def _operation(self, node: Node) -> Expression:
        match node:
            case Sum():
                return self._sum(node)
            case Product():
                return self._product(node)
            case Power():
                return self._power(node)
            case Root():
                return self._root(node)
        raise TypeError(f"no expression for {type(node).__name__}")

    def _sum(self, node: Sum) -> Expression:
        first, *others = node.parts
        total = self._term(first.node)
        if first.sign == "-":
            total = total * -1.0
        for part in others:
            term = self._term(part.node)
            total = total + term if part.sign == "+" else total - term
        return total

    def _product(self, node: Product) -> Expression:
        above = [part.node for part in node.parts if part.sign == "×"]
        below = [part.node for part in node.parts if part.sign == "/"]
        product: Expression = None
        for one in above:
            term = self._term(one)
            product = term if product is None else product * term
        product = 1.0 if product is None else product
        if not below:
            return product
        # One division by the whole denominator, which may be known from the tests already.
        constants = [value for one in below if (value := self._constant(one)) is not None]
        others = [one for one in below if self._constant(one) is None]
        if len(others) > 1:
            others = [Product(tuple([Part(one, "×", _NO_PLACE, _NO_PLACE) for one in others]), _NO_PLACE)]
        if others:
            product = product / self._write(others[0])
        for value in constants:
            product = product / (self._float(value) if value else self._lit(0.0))
        return product

    def _term(self, node: Node) -> Expression:
        """A number inside a sum or product needs no column of its own."""
        constant = self._constant(node)
        return self._write(node) if constant is None else self._float(constant)

    def _power(self, node: Power) -> Expression:
        base, exponent = self._write(node.base), node.exponent
        if isinstance(exponent, Number) and exponent.value.denominator == 1:
            times = exponent.value.numerator
            if abs(times) > _LARGEST:
                self._refuse(exponent)
            if not times:
                return base * 0.0 + 1.0  # and not one where there is no figure, as floats have it
            size = base
            if 1 <= abs(times) <= _MOST_FACTORS:
                for _ in range(abs(times) - 1):
                    size = size * base
            else:
                size = base ** abs(times)
            return 1.0 / size if times < 0 else size
        size = base.abs()
        if isinstance(exponent, Number):
            return size ** self._float(exponent.value)
        times = self._write(exponent)
        powered = size**times
        odd = (times / 2.0).floor() * 2.0 != times
        return self._signed(powered, (base < 0) & odd)

    def _root(self, node: Root) -> Expression:
        base = self._write(node.radicand)
        # Of a negative figure an engine may raise; whether there is a root at all, the tests say.
        size = base.abs().sqrt() if node.degree == 2 else base.abs() ** (1.0 / node.degree)
        return self._signed(size, base < 0) if node.degree % 2 else size

    def _signed(self, size: Expression, negative: Expression) -> Expression:
        import narwhals.stable.v2 as nw

        return nw.when(negative).then(size * -1.0).otherwise(size)

    def _float(self, value: Fraction) -> float:
        if abs(value.numerator) > _LARGEST * value.denominator:
            self._refuse(Number(None, False, value, _NO_PLACE))
        return float(value)

    def _refuse(self, node: Number) -> NoReturn:
        raise NotationError(Diagnostic(NO_COLUMNS, node.span, (), reason="angka-terlalu-besar"), self._lowered.text)


def _denominators(node: Node, *, covered: bool) -> list[Denominator]:
    """Return what is divided by anywhere in a tree."""
    found: list[Denominator] = []
    match node:
        case Product():
            above = tuple([part.node for part in node.parts if part.sign == "×"])
            for part in node.parts:
                if part.sign == "/":
                    constant = isinstance(part.node, Number) and bool(part.node.value)
                    found += [] if constant else [Denominator(part.node, covered, above)]
                    found += _denominators(part.node, covered=False)
                else:
                    found += _denominators(part.node, covered=covered)
        case Sum():
            for part in node.parts:
                found += _denominators(part.node, covered=covered)
        case Average() | Components():
            for item in node.items:
                found += _denominators(item, covered=covered)
        case Power():
            exponent = node.exponent
            if isinstance(exponent, Number) and exponent.value < 0:
                found.append(Denominator(node.base, covered=False))
            found += _denominators(node.base, covered=False) + _denominators(exponent, covered=False)
        case Root():
            found += _denominators(node.radicand, covered=False)
        case Name() | Number() | Statement():
            pass
    return found


def factors_of(node: Node) -> list[Node]:
    """Return what makes a denominator zero when it is zero itself: the factors of a product, else the whole."""
    if not isinstance(node, Product):
        return [node]
    # What stands below the line is a denominator of its own, and no zero of it makes this one zero.
    return [one for part in node.parts if part.sign == "×" for one in factors_of(part.node)]
