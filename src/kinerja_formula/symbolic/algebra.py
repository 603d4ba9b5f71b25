"""Plain arithmetic → a quotient of polynomials over the fractions, made by sympy.

sympy sees numbers and generators that are called x0, x1 …, never a text of the user's. Roots and broken powers are
generators of their own, one for each different radicand: enough to see that two are the same, and no more is
claimed. So are conditions and functions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import comb
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, LimitError
from kinerja_formula.diagnostics.catalogue import ALGEBRA_TOO_LARGE
from kinerja_formula.nodes import (
    Call,
    Comparison,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Root,
    Sum,
    walk,
)

__all__ = ["Algebra", "NoDenominator", "Quotient", "difference", "fraction_of", "links"]

_MOST_GENERATORS: Final = 200
_MOST_TERMS: Final = 4000
_MOST_DEGREE: Final = 400
_LONGEST_COEFFICIENT: Final = 40_000
_HERE: Final = (0, 0)
_IN_ANY_ORDER: Final = frozenset(("min", "maks", "median", "rata-rata-ukur"))
_TURNED: Final = {"<": ">", "≤": "≥", "=": "=", "≠": "≠", "≥": "≤", ">": "<"}


class NoDenominator(ArithmeticError):  # noqa: N818 - a signal inside the package
    """Something is divided by what is zero for all figures; ``node`` is that denominator."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


class Quotient(NamedTuple):
    """``above / below``, two polynomials of one ring."""

    above: Any
    below: Any


def fraction_of(coefficient: Any) -> Fraction:
    """Return a coefficient of a polynomial as a Fraction."""
    return Fraction(int(coefficient.numerator), int(coefficient.denominator))


class Algebra:
    """A ring with a generator for each operand of some trees, and one for each root in them.

    ``values``: operands that stand for their figure. Raises LimitError KF367 for what is too large to be expanded.

    >>> from kinerja_formula.reading.reader import read
    >>> tree = read("(Jumlah A - Jumlah B) / Jumlah B").tree
    >>> algebra = Algebra([tree])
    >>> above, below = algebra.quotient(tree)
    >>> str(above), str(below), algebra.keys
    ('x0 - x1', 'x1', ('jumlah a', 'jumlah b'))
    """

    def __init__(self, trees: Sequence[Node], values: Mapping[str, Fraction] | None = None, text: str = "") -> None:
        from sympy.polys.domains import QQ
        from sympy.polys.rings import ring

        self._text = text
        self._values = values or {}
        names: dict[str, Name] = {}
        roots = 0
        for tree in trees:
            for node in walk(tree):
                if isinstance(node, Name) and node.key not in self._values:
                    names.setdefault(node.key, node)
                broken = isinstance(node, Power) and not _is_whole(node.exponent)
                roots += broken or isinstance(node, (Root, Conditional, Call))
        if len(names) + roots > _MOST_GENERATORS:
            self.too_large()
        self.names = tuple(names.values())
        self.keys = tuple(names)
        self._field: Any = QQ
        self.ring, *generators = ring([f"x{order}" for order in range(len(names) + roots)], QQ)
        self._generators: dict[str, Any] = dict(zip(names, generators, strict=False))
        self._free = generators[len(names) :]
        self.roots: list[tuple[Node, Fraction | None, Quotient, Any]] = []
        """What is drawn a root of: the node, its degree as an exponent (None if it isn't a number), its radicand."""
        self.pieces: list[tuple[Node, Any]] = []
        """Conditions and functions, each with its generator."""
        self._compared: set[tuple[int, int]] = set()
        self.denominators: list[tuple[Node, Any]] = []
        """Every denominator that was met, with its polynomial; those that are numbers are not in it."""

    def too_large(self) -> None:
        """Raise LimitError KF367."""
        raise LimitError(Diagnostic(ALGEBRA_TOO_LARGE, (0, len(self._text)), limit=_MOST_TERMS), self._text)

    def constant(self, value: Fraction) -> Any:
        if value.numerator.bit_length() + value.denominator.bit_length() > _LONGEST_COEFFICIENT:
            self.too_large()
        return self.ring(self._field(value.numerator, value.denominator))

    def quotient(self, node: Node) -> Quotient:
        """Return the quotient of a tree of plain arithmetic, not reduced. Raises NoDenominator."""
        one = self.ring.one
        match node:
            case Number():
                return Quotient(self.constant(node.value), one)
            case Name():
                known = self._values.get(node.key)
                return Quotient(self._generators[node.key] if known is None else self.constant(known), one)
            case Sum():
                return self._sum(node.parts)
            case Product():
                return self._product(node.parts)
            case Power():
                return self._power(node)
            case Root():
                return self._root(node, Fraction(1, node.degree), self.quotient(node.radicand))
            case Conditional() | Call():
                return Quotient(self._piecewise(node), one)
        raise TypeError(f"not plain arithmetic: {type(node).__name__}")

    def times(self, left: Any, right: Any) -> Any:
        """Multiply two polynomials, unless the product would be too large."""
        if len(left) * len(right) > _MOST_TERMS or _degree(left) + _degree(right) > _MOST_DEGREE:
            self.too_large()
        return self._checked(left * right)

    def _checked(self, polynomial: Any) -> Any:
        if len(polynomial) > _MOST_TERMS:
            self.too_large()
        for coefficient in polynomial.values():
            if int(coefficient.numerator).bit_length() + int(coefficient.denominator).bit_length() > (
                _LONGEST_COEFFICIENT
            ):
                self.too_large()
        return polynomial

    def _sum(self, parts: Sequence[Part]) -> Quotient:
        above, below = self.ring.zero, self.ring.one
        for part in parts:
            up, down = self.quotient(part.node)
            up = up if part.sign == "+" else -up
            if down != below:
                above, up = self.times(above, down), self.times(up, below)
                below = self.times(below, down)
            above = self._checked(above + up)
        return Quotient(above, below)

    def _product(self, parts: Sequence[Part]) -> Quotient:
        above = below = self.ring.one
        for part in parts:
            up, down = self.quotient(part.node)
            if part.sign == "/":
                self._divide_by(part.node, up)
                up, down = down, up
            above, below = self.times(above, up), self.times(below, down)
        return Quotient(above, below)

    def _divide_by(self, node: Node, polynomial: Any) -> None:
        if not polynomial:
            raise NoDenominator(node)
        if not polynomial.is_ground:
            self.denominators.append((node, polynomial))

    def _power(self, node: Power) -> Quotient:
        base = self.quotient(node.base)
        exponent = self._number(node.exponent)
        if exponent is None or exponent.denominator != 1:
            return self._root(node, exponent, base)
        times = int(exponent)
        above, below = base
        if times < 0:
            self._divide_by(node.base, above)
            above, below, times = below, above, -times
        return Quotient(self._raised(above, times), self._raised(below, times))

    def _number(self, node: Node) -> Fraction | None:
        """Return the value of an exponent without operands."""
        above, below = self.quotient(node)
        if above.is_ground and below.is_ground:
            return fraction_of(self._ground(above)) / fraction_of(self._ground(below))
        return None

    def _ground(self, polynomial: Any) -> Any:
        return polynomial.get(self.ring.zero_monom, self._field.zero)

    def _raised(self, polynomial: Any, times: int) -> Any:
        if not times:
            return self.ring.one  # of nothing too, as an evaluation has it
        terms = len(polynomial)
        longest = max([int(one.numerator).bit_length() for one in polynomial.values()], default=1)
        if (
            times > _MOST_DEGREE * 10
            or longest * times > _LONGEST_COEFFICIENT
            or (terms > 1 and (times > _MOST_DEGREE or comb(terms + times - 1, times) > _MOST_TERMS))
            or _degree(polynomial) * times > _MOST_DEGREE
        ):
            self.too_large()
        return self._checked(polynomial**times)

    def _root(self, node: Node, exponent: Fraction | None, radicand: Quotient) -> Quotient:
        for known, degree, other, generator in self.roots:
            alike = exponent == degree if exponent is not None else known == node
            if alike and self.times(radicand.above, other.below) == self.times(other.above, radicand.below):
                return Quotient(generator, self.ring.one)
        generator = self._free[len(self.roots) + len(self.pieces)]
        self.roots.append((node, exponent, radicand, generator))
        return Quotient(generator, self.ring.one)

    # Conditions and functions: a generator of its own for each that is another

    def _piecewise(self, node: Conditional | Call) -> Any:
        for known, generator in self.pieces:
            if known == node:
                return generator
        for known, generator in tuple(self.pieces):
            # A part that is held against the whole that it stands in is another: it would go on for ever.
            pair = id(known), id(node)
            if type(known) is type(node) and pair not in self._compared:
                self._compared.add(pair)
                alike = self.alike(known, node)
                self._compared.discard(pair)
                if alike:
                    return generator
        for known, generator in self.pieces:  # it may have come up as a part
            if known == node:
                return generator
        generator = self._free[len(self.roots) + len(self.pieces)]
        self.pieces.append((node, generator))
        return generator

    def alike(self, one: Node | None, other: Node | None) -> bool:
        """Whether two parts are the same for all figures, seen by their structure and, inside, by algebra."""
        if one == other:
            return True
        match one, other:
            case Conditional(), Conditional():
                return len(one.branches) == len(other.branches) and all(
                    self.alike(mine, its) for mine, its in zip(_parts_of(one), _parts_of(other), strict=True)
                )
            case Comparison(), Comparison():
                return self._are_compared_alike(one, other)
            case Logic(), Logic():
                pairs = zip(one.items, other.items, strict=False)
                alike = one.word == other.word and len(one.items) == len(other.items)
                return alike and all(self.alike(mine, its) for mine, its in pairs)
            case (None, _) | (_, None) | (Comparison() | Logic(), _) | (_, Comparison() | Logic()):
                return False
            case Call(), Call():
                if one.function != other.function or len(one.arguments) != len(other.arguments):
                    return False
                if one.function in _IN_ANY_ORDER:
                    return self._are_same_set(one.arguments, other.arguments)
                return all(self.alike(mine, its) for mine, its in zip(one.arguments, other.arguments, strict=True))
        assert one is not None and other is not None
        return self.is_same(one, other)

    def is_same(self, one: Node, other: Node) -> bool:
        """Return whether two trees of plain arithmetic are the same by algebra."""
        if one == other:
            return True
        try:
            mine, its = self._inside(one), self._inside(other)
        except NoDenominator:
            return False
        return bool(self.times(mine.above, its.below) == self.times(its.above, mine.below))

    def _inside(self, node: Node) -> Quotient:
        """Return the quotient of a part of a condition; its denominators are none of the whole."""
        before = len(self.denominators)
        try:
            return self.quotient(node)
        finally:
            del self.denominators[before:]

    def _are_same_set(self, some: Sequence[Node], others: Sequence[Node]) -> bool:
        left = list(others)
        for one in some:
            found = next((other for other in left if self.alike(one, other)), None)
            if found is None:
                return False
            left.remove(found)
        return True

    def _are_compared_alike(self, one: Comparison, other: Comparison) -> bool:
        """Whether two comparisons have the same signs and the same differences of sides, but for a size."""
        if len(one.rest) != len(other.rest):
            return False
        mine, its = links(one), links(other)
        pairs = zip(mine, its, strict=True)
        if all(a[1] == b[1] and self.is_same(a[0], b[0]) and self.is_same(a[2], b[2]) for a, b in pairs):
            return True
        turned = [(right, _TURNED[sign], left) for left, sign, right in its]
        return len(mine) == 1 and any(self._is_difference_alike(mine[0], link) for link in (its[0], turned[0]))

    def _is_difference_alike(self, one: tuple[Node, str, Node], other: tuple[Node, str, Node]) -> bool:
        times = self.multiple(difference(one[0], one[2]), difference(other[0], other[2]))
        return one[1] == other[1] and times is not None and times > 0

    def multiple(self, one: Node, other: Node) -> Fraction | None:
        """Return how many times the second tree the first one is for all figures, None where it is no number."""
        try:
            mine, its = self._inside(one), self._inside(other)
        except NoDenominator:
            return None
        up, down = self.times(mine.above, its.below), self.times(its.above, mine.below)
        if not up or not down or up * down.LC != down * up.LC:
            return None
        return fraction_of(up.LC) / fraction_of(down.LC)

    def number(self, node: Node) -> Fraction | None:
        """Return the value of a tree that has the same for all figures, None for any other."""
        try:
            above, below = self._inside(node)
        except NoDenominator:
            return None
        if not above:
            return Fraction(0)
        common = above.gcd(below)
        above, below = above.quo(common), below.quo(common)
        if not (above.is_ground and below.is_ground):
            return None
        return fraction_of(self._ground(above)) / fraction_of(self._ground(below))

    # Back to a tree

    def tree(self, quotient: Quotient) -> Node:
        """Return a tree of plain arithmetic for a quotient without roots, reduced."""
        above, below = quotient
        if above.is_ground and below.is_ground:
            return _number(fraction_of(self._ground(above)) / fraction_of(self._ground(below)))
        up, upper = self._primitive(above)
        down, lower = self._primitive(below)
        factor = up / down
        top: list[Node] = [] if upper.is_ground else [self._node(upper)]
        bottom: list[Node] = [] if lower.is_ground else [self._node(lower)]
        if factor.numerator != 1 or not top:
            top.append(_number(Fraction(factor.numerator)))
        if factor.denominator != 1:
            bottom.append(_number(Fraction(factor.denominator)))
        if len(top) == 1 and not bottom:
            return top[0]
        flat = [(sign, part) for sign, side in (("×", top), ("/", bottom)) for node in side for part in [node]]
        return Product(tuple([part for sign, node in flat for part in _parts(node, sign)]), _HERE)

    def _primitive(self, polynomial: Any) -> tuple[Fraction, Any]:
        """Part a polynomial into its content and a rest with whole coefficients, the first one positive."""
        content, rest = polynomial.primitive()
        factor = fraction_of(content)
        if rest.LC < 0:
            factor, rest = -factor, -rest
        return factor, rest

    def _nodes(self) -> list[Node]:
        """Return what each generator stands for; where there are no roots."""
        return [*self.names, *[node for node, _ in self.pieces]]

    def _node(self, polynomial: Any) -> Node:
        terms = []
        for monomial, coefficient in polynomial.terms():
            value = fraction_of(coefficient)
            factors: list[Node] = []
            for node, exponent in zip(self._nodes(), monomial, strict=False):
                if exponent == 1:
                    factors.append(node)
                elif exponent:
                    factors.append(Power(node, _number(Fraction(exponent)), _HERE))
            if abs(value) != 1 or not factors:
                factors.append(_number(abs(value)))
            node = (
                factors[0]
                if len(factors) == 1
                else Product(tuple([Part(one, "×", _HERE, _HERE) for one in factors]), _HERE)
            )
            terms.append(Part(node, "-" if value < 0 else "+", _HERE, _HERE))
        if len(terms) == 1 and terms[0].sign == "+":
            return terms[0].node
        return Sum(tuple(terms), _HERE)


def _parts(node: Node, sign: str) -> list[Part]:
    if isinstance(node, Product) and all(part.sign == "×" for part in node.parts):
        return [Part(part.node, sign, _HERE, _HERE) for part in node.parts]
    return [Part(node, sign, _HERE, _HERE)]


def _number(value: Fraction) -> Number:
    return Number(None, False, value, _HERE)


def _degree(polynomial: Any) -> int:
    return max((sum(monomial) for monomial in polynomial), default=0)


def _parts_of(node: Conditional) -> list[Node | None]:
    branches = [part for branch in node.branches for part in (branch.condition, branch.value)]
    return [*branches, node.otherwise]


def links(node: Comparison) -> list[tuple[Node, str, Node]]:
    """Return the pairs of sides that a comparison holds against each other, each with its sign."""
    sides = [node.first, *[part.node for part in node.rest]]
    return [(sides[at], part.sign, part.node) for at, part in enumerate(node.rest)]


def difference(left: Node, right: Node) -> Node:
    """Return the tree of one less the other."""
    return Sum((Part(left, "+", _HERE, _HERE), Part(right, "-", _HERE, _HERE)), _HERE)


def _is_whole(node: Node) -> bool:
    return isinstance(node, Number) and node.value.denominator == 1
