"""Plain arithmetic in which one operand is free: where it has a value, where the ways through its conditions part.

A quotient of two polynomials is solved exactly; what has a root, a broken power or a logarithm is turned round
operation by operation where the operand stands in it once. A formula of several branches is one of these between any
two points next to each other at which a condition, an extreme or an absolute value may change over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from math import floor
from typing import Any, Final, NamedTuple, NoReturn

from kinerja_formula.diagnostics import Diagnostic, NoSolutionError
from kinerja_formula.diagnostics.catalogue import NOT_SOLVABLE
from kinerja_formula.evaluation.functions import rounded
from kinerja_formula.evaluation.roots import power
from kinerja_formula.nodes import (
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
    Sum,
    children,
    walk,
)
from kinerja_formula.symbolic.algebra import Algebra, NoDenominator, Quotient, fraction_of
from kinerja_formula.symbolic.known_figures import calculate, taken

__all__ = ["Found", "OneUnknown", "between", "has_pieces", "roots_of", "sides_of"]

_MOST_BITS: Final = 13_000
_DEGREE: Final = 60
_MOST_POINTS: Final = 400
_HERE: Final = (0, 0)
_ZERO: Final = Number(None, False, Fraction(0), _HERE)
_TEN: Final = Fraction(10)


class Found(NamedTuple):
    """Where a tree has a wanted value: ``values``, all of them unless ``exact`` is false, where they are close ones.

    ``reason`` without any: ``any`` (it has it everywhere), ``constant`` (it always has another, ``constant``),
    ``no-root``. ``poles``: where a denominator is zero. ``edges``: between these the value may be rounded to the
    wanted one.
    """

    values: list[Fraction]
    exact: bool = True
    reason: str | None = None
    constant: Fraction | None = None
    poles: Sequence[Fraction] = ()
    edges: Sequence[Fraction] = ()


def has_pieces(tree: Node) -> bool:
    """Return whether a tree of plain arithmetic is another one for other figures."""
    return any(isinstance(node, (Conditional, Call)) for node in walk(tree))


def between(low: Fraction | None, high: Fraction | None) -> Fraction:
    """Return a figure between two others, of which None is without an end.

    >>> between(Fraction(2), Fraction(3)), between(None, Fraction(3)), between(None, None)
    (Fraction(5, 2), Fraction(2, 1), Fraction(1, 1))
    """
    if low is None:
        return Fraction(1) if high is None else high - 1
    return low + 1 if high is None else (low + high) / 2


class OneUnknown:
    """The operand ``key``, called ``name``, of trees in which the other operands have their figure in ``values``."""

    def __init__(self, key: str, name: str, values: Mapping[str, Fraction], text: str) -> None:
        self.key = key
        self.name = name
        self.values = values
        self.text = text

    def holds(self, node: Node) -> bool:
        """Return whether the operand stands in a tree."""
        return any(isinstance(one, Name) and one.key == self.key for one in walk(node))

    def value_of(self, node: Node) -> Fraction | None:
        """Return the value of a tree without the operand, None where it has none."""
        try:
            return calculate(node, self.values)
        except ArithmeticError:
            return None

    def taken(self, node: Node, figure: Fraction) -> Node | None:
        """Return the tree that counts for a figure, None where a condition on the way has no value or none holds."""
        try:
            return taken(node, {**self.values, self.key: figure})
        except ArithmeticError:
            return None

    def give_up(self) -> NoReturn:
        """Raise NoSolutionError KF366."""
        raise NoSolutionError(Diagnostic(NOT_SOLVABLE, (0, len(self.text)), name=self.name), self.text)

    # One tree without branches

    def where(self, tree: Node, target: Fraction) -> Found:
        """Return where a tree without branches has a value. Raises NoSolutionError KF366, LimitError KF367."""
        if not self.holds(tree):
            value = self.value_of(tree)
            reason = "no-root" if value is None else "any" if value == target else "constant"
            return Found([], True, reason, value)
        if not any(_is_broken(node) and self.holds(node) for node in walk(tree)):
            algebra = Algebra([tree], self.values, self.text)
            try:
                quotient = algebra.quotient(tree)
            except NoDenominator:
                pass
            else:
                if not (algebra.roots or algebra.pieces):
                    return self._of_quotient(algebra, quotient, target)
        places = sum(isinstance(node, Name) and node.key == self.key for node in walk(tree))
        if places != 1:
            self.give_up()
        inverse = _Inverse(self)
        inverse.turn(tree, target)
        poles = list(self._poles(tree))
        if inverse.rounds:
            return Found([], False, "no-root", poles=poles, edges=inverse.found)
        return Found(inverse.found, False, poles=poles)

    def _poles(self, tree: Node) -> Iterator[Fraction]:
        """Yield where a denominator inside a tree is zero."""
        for node in walk(tree):
            for part in node.parts if isinstance(node, Product) else ():
                if part.sign == "/" and self.holds(part.node):
                    yield from self.where(part.node, Fraction(0)).values

    def _of_quotient(self, algebra: Algebra, quotient: Quotient, target: Fraction) -> Found:
        above, below = quotient
        poles = [] if below.is_ground else roots_of(below)
        equation = above - algebra.times(algebra.constant(target), below)
        if not equation:
            return Found([], True, "any", None, poles)
        # x / x = 1 is no matter of x: a common factor is no equation
        common = above.gcd(below)
        if not (equation.is_ground or common.is_ground):
            above, below = above.quo(common), below.quo(common)
            equation = above - algebra.times(algebra.constant(target), below)
            if not equation:
                return Found([], True, "any", None, poles)
        if equation.is_ground:
            constant = _constant(Quotient(above, below))
            return Found([], True, "no-root" if constant is None else "constant", constant, poles)
        if equation.degree() > _DEGREE:
            algebra.too_large()
        found = _rational_roots(equation)
        if found:
            return Found(found, poles=poles)
        close = _real_roots(equation)
        return Found(close, not close, poles=poles)

    # Branches

    def samples(self, tree: Node) -> list[Fraction]:
        """Return the figures of :meth:`turns` and one between any two: whatever a tree can be, it is for one."""
        points = self.turns(tree)
        return [*points, *[between(low, high) for low, high in pairwise([None, *points, None])]]

    def turns(self, tree: Node) -> list[Fraction]:
        """Return all figures at which another tree may count than beside them, in order; not all of them need be such.

        Raises NoSolutionError KF366 where a condition can't be solved, LimitError KF367.
        """
        found: dict[Node, set[Fraction]] = {}
        points = sorted(self._turns(tree, found))
        if len(points) > _MOST_POINTS:
            Algebra([], text=self.text).too_large()
        return points

    def _turns(self, node: Node, found: dict[Node, set[Fraction]]) -> set[Fraction]:
        known = found.get(node)
        if known is None:
            known = set()
            for one in children(node):
                known |= self._turns(one, found)
            for left, right in sides_of(node):
                if self.holds(left) or self.holds(right):
                    inner = sorted(self._turns(left, found) | self._turns(right, found))
                    known |= set(self._meetings(left, right, inner))
            found[node] = known
        return known

    def _meetings(self, left: Node, right: Node, inner: Sequence[Fraction]) -> Iterator[Fraction]:
        """Yield where two sides meet, or one of them has no value; both are the same trees between ``inner``."""
        for low, high in pairwise([None, *inner, None]):
            sample = between(low, high)
            one, other = self.taken(left, sample), self.taken(right, sample)
            if one is None or other is None:
                continue
            yield from self._where_alike(one, other)

    def _where_alike(self, one: Node, other: Node) -> list[Fraction]:
        if not self.holds(one):
            one, other = other, one
        if not self.holds(one):
            return []
        broken = [node for node in (one, other) if any(_is_broken(inner) and self.holds(inner) for inner in walk(node))]
        if broken:
            if self.holds(other):
                self.give_up()
            bound = self.value_of(other)
            if bound is None:
                return []
            found = self.where(one, bound)
            return [*found.values, *found.poles, *found.edges]
        difference = Sum((Part(one, "+", _HERE, _HERE), Part(other, "-", _HERE, _HERE)), _HERE)
        algebra = Algebra([difference], self.values, self.text)
        try:
            above, below = algebra.quotient(difference)
        except NoDenominator:
            return []
        if algebra.roots or algebra.pieces:
            bound = self.value_of(other) if not self.holds(other) else None
            if bound is None:
                self.give_up()
            return list(self.where(one, bound).values)
        return [root for side in (above, below) if side and not side.is_ground for root in roots_of(side)]


def sides_of(node: Node) -> list[tuple[Node, Node]]:
    """Return what a node holds against each other, and what against zero: where two are alike it may change over."""
    match node:
        case Comparison():
            return list(pairwise([node.first, *[part.node for part in node.rest]]))
        case Call(function="min" | "maks" | "median"):
            return list(combinations(node.arguments, 2))
        case Call(function="abs" | "ln" | "log" | "rata-rata-ukur"):
            return [(one, _ZERO) for one in node.arguments]
        case Root() if node.degree % 2 == 0:
            return [(node.radicand, _ZERO)]
    return []


def _is_broken(node: Node) -> bool:
    if isinstance(node, Power):
        exponent = node.exponent
        return not (isinstance(exponent, Number) and exponent.value.denominator == 1)
    return isinstance(node, (Root, Call))


def _constant(quotient: Quotient) -> Fraction | None:
    """The value of a quotient in which the operand cancels."""
    above, below = quotient
    if above.is_ground and below.is_ground and below:
        zero = below.ring.zero_monom
        return fraction_of(above.get(zero, 0) or below.ring.domain.zero) / fraction_of(below[zero])
    return None


def _poly(polynomial: Any) -> Any:
    """Return a polynomial in one generator as sympy's Poly."""
    from sympy import Dummy, Poly
    from sympy.polys.domains import QQ

    place = next(place for monomial in polynomial for place, exponent in enumerate(monomial) if exponent)
    coefficients = {(monomial[place],): coefficient for monomial, coefficient in polynomial.items()}
    return Poly.from_dict(coefficients, Dummy("x"), domain=QQ)


def roots_of(polynomial: Any) -> list[Fraction]:
    """Return all real roots of a polynomial in one generator: rational ones exactly, others to 30 digits."""
    found: list[Fraction] = []
    for factor, _ in _poly(polynomial).factor_list()[1]:
        if factor.degree() == 1:
            up, low = factor.all_coeffs()
            found.append(-Fraction(int(low.p), int(low.q)) / Fraction(int(up.p), int(up.q)))
        else:
            found += _close_roots(factor)
    return sorted(found)


def _rational_roots(polynomial: Any) -> list[Fraction]:
    return [Fraction(int(root.p), int(root.q)) for root in _poly(polynomial).ground_roots()]


def _real_roots(polynomial: Any) -> list[Fraction]:
    return _close_roots(_poly(polynomial))


def _close_roots(poly: Any) -> list[Fraction]:
    """The real roots to 30 significant digits."""
    from sympy import Rational

    found = []
    for (low, high), _ in poly.intervals(eps=Rational(1, 10**60)):
        ends = [Fraction(int(end.p), int(end.q)) for end in (low, high)]
        found.append(_rounded(sum(ends, Fraction(0)) / 2))
    return found


def _rounded(value: Fraction) -> Fraction:
    """Round to 30 significant digits."""
    if not value:
        return value
    size = len(str(abs(value.numerator) // value.denominator or 1)) if abs(value) >= 1 else 0
    scale = Fraction(10) ** (30 - size)
    return Fraction(round(value * scale)) / scale


class _Inverse:
    """Turns a tree round: from the value of the whole to the value of the one operand in it.

    ``rounds`` tells whether it is rounded on the way: then ``found`` are the ends of what is rounded to the value, or
    where what it is rounded to passes the value.
    """

    def __init__(self, unknown: OneUnknown) -> None:
        self.unknown = unknown
        self.found: list[Fraction] = []
        self.rounds = False

    def turn(self, node: Node, wanted: Fraction) -> None:
        match node:
            case Name():
                self.found.append(wanted)
            case Sum():
                self._sum(node, wanted)
            case Product():
                self._product(node, wanted)
            case Power():
                self._power(node, wanted)
            case Root():
                if wanted >= 0 or node.degree % 2:
                    self.turn(node.radicand, wanted**node.degree)
            case Call():
                self._call(node, wanted)

    def _sum(self, node: Sum, wanted: Fraction) -> None:
        for part in node.parts:
            if self.unknown.holds(part.node):
                inner = part
                continue
            value = self.unknown.value_of(part.node)
            if value is None:
                return
            wanted = wanted - value if part.sign == "+" else wanted + value
        self.turn(inner.node, wanted if inner.sign == "+" else -wanted)

    def _product(self, node: Product, wanted: Fraction) -> None:
        rest = Fraction(1)
        for part in node.parts:
            if self.unknown.holds(part.node):
                inner = part
                continue
            value = self.unknown.value_of(part.node)
            if value is None or (part.sign == "/" and not value):
                return
            rest = rest * value if part.sign == "×" else rest / value
        if inner.sign == "×" and rest:
            self.turn(inner.node, wanted / rest)
        elif inner.sign == "/" and wanted:
            self.turn(inner.node, rest / wanted)

    def _power(self, node: Power, wanted: Fraction) -> None:
        exponent = self.unknown.value_of(node.exponent) if not self.unknown.holds(node.exponent) else None
        if not exponent or (not wanted and exponent < 0):
            if exponent is None:
                self.unknown.give_up()
            return
        odd = exponent.numerator % 2 == 1
        if wanted < 0 and not (odd and exponent.denominator == 1):
            return
        base = _raised(abs(wanted), 1 / exponent)
        if base is None:
            return
        self.turn(node.base, -base if wanted < 0 else base)
        if base and not odd and exponent.denominator == 1:
            self.turn(node.base, -base)

    def _call(self, node: Call, wanted: Fraction) -> None:
        inner, *others = node.arguments
        match node.function:
            case "ln":
                found = _exponential(wanted)
            case "log":
                if any(self.unknown.holds(one) for one in others):
                    self.unknown.give_up()
                base = self.unknown.value_of(others[0]) if others else _TEN
                if base is None or base <= 0 or base == 1:
                    return
                found = _raised(base, wanted)
            case "rata-rata-ukur":
                self._geometric(node, wanted)
                return
            case "bulat":
                self._rounding(node, wanted)
                return
            case _:  # an extreme that no figure decides: its arguments have no value
                return
        if found is not None:
            self.turn(inner, found)

    def _geometric(self, node: Call, wanted: Fraction) -> None:
        [inner] = [one for one in node.arguments if self.unknown.holds(one)]
        rest = wanted ** len(node.arguments)
        for one in node.arguments:
            if one is not inner:
                value = self.unknown.value_of(one)
                if not value:
                    return
                rest /= value
        if wanted >= 0:
            self.turn(inner, rest)

    def _rounding(self, node: Call, wanted: Fraction) -> None:
        inner, *others = node.arguments
        if any(self.unknown.holds(one) for one in others):
            self.unknown.give_up()
        decimals = self.unknown.value_of(others[0]) if others else Fraction(0)
        if decimals is None or decimals.denominator != 1:
            return
        self.rounds = True
        step = _TEN ** -int(decimals)
        if rounded(wanted, decimals) == wanted:
            self.turn(inner, wanted - step / 2)
            self.turn(inner, wanted + step / 2)
        else:  # never so much, but more above and less below
            self.turn(inner, floor(wanted / step) * step + step / 2)


def _raised(base: Fraction, exponent: Fraction) -> Fraction | None:
    try:
        return power(base, exponent, max_bits=_MOST_BITS)[0]
    except ArithmeticError:
        return None


def _exponential(value: Fraction) -> Fraction | None:
    """Return e to the power of a value to 30 digits; None for what is beyond all bounds."""
    from decimal import Context, Decimal

    if abs(value) > _MOST_POINTS * 10:
        return None
    context = Context(prec=60, Emax=10**6, Emin=-(10**6))
    close = context.exp(context.divide(Decimal(value.numerator), Decimal(value.denominator)))
    context.prec = 30
    return Fraction(context.plus(close))
