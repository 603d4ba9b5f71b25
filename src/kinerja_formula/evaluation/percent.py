"""What is a percentage, decided from the tree before any data is seen.

A percentage is kept as a fraction of one (30 % is 3/10), so that arithmetic needs no factor of its own; it is shown
times 100. Every node is read in one of three scales:

* ``PLAIN``: a count, an amount, a score, a bare ratio: the figure as written.
* ``PERCENT``: a fraction of one, shown as percent: ``60%``, ``A / B × 100%``, a name that starts with "Persentase" or
  ends in "(%)", a figure that was given with a percent sign.
* ``HUNDRED``: a ratio times a bare 100 (``A / B × 100``): already on the scale of a percentage, whatever it is called.

Besides the scale each node has a *degree*: how many plain operands stand above the line less those below. Jumlah A /
Jumlah B has the degree 0, it is a bare ratio; Nilai SKP has the degree 1.

Products
    A bare ratio with a percentage among its factors is a percentage (``A / B × 60%``, ``number × 30%``), a plain
    operand with one is a share of that operand and stays plain: in ``Nilai SKP × 60%`` the 60% is the weight 0,6.
    ``× 100%`` is not a weight: first or last in a product, or with no plain operand multiplied after it, it makes a
    percentage of anything. A percentage divided by a percentage is a plain ratio, and so is one divided by a bare 100
    (``Persentase A / 100``): who writes that means the figure in percent, so that the 100 is 100 % here.
Sums and averages
    Only percentages: a percentage; a plain number beside them counts in percent (``100 - A / B × 100%``), but 1 is one
    whole. With a plain operand among the terms the sum is in points, and 80 % counts as 80 there (80 % + 5 = 85, and
    ``Persentase A × 60% + Nilai B × 40%`` is in points too). A percentage times an operand beside a percentage that
    stands alone is a share of the same whole: ``20% - (10% / 5000) × NL`` is 14 % for NL = 3000; the weight of a score
    is none: ``Nilai A × 60% + 10%`` is in points.
What is compared with a percentage
    A name, or a definition, beside ``80%`` in a condition is a bare ratio everywhere else: with PBS = 60 %, ``5 × PBS``
    is the score 3 and ``2 + 2 × PBS`` 3,2, while ``100% - PBS`` is 40 %. Alone as the value of a branch it is shown in
    percent.
Branches, extremes, medians
    As sums: their values stand on one scale.
Comparisons
    A bare number beside a percentage counts in percent (``Persentase A ≥ 80``), and so does a ratio times 100.
Powers, roots and logarithms
    Always plain, as in growth rates; but the root of a product of as many percentages as its degree, their geometric
    mean, is a percentage.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import Enum
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.nodes import (
    Aggregate,
    Average,
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
    walk,
)
from kinerja_formula.units import head_unit, is_score

__all__ = [
    "Joined",
    "PerCent",
    "Scale",
    "Sense",
    "compared_with_percent",
    "expressions_beside_percent",
    "is_averaged",
    "is_percentage",
    "terms_of",
]


class Scale(Enum):
    """How the figure of a node is kept and shown."""

    PLAIN = "plain"
    PERCENT = "percent"
    HUNDRED = "hundred"


class Sense(NamedTuple):
    """How a node is read. ``share``: plain, but a percentage times an operand; ``named``: not made of numbers alone.

    ``power``: how many percentages are multiplied in a percentage: divided by as many others they are a plain ratio.
    """

    scale: Scale
    degree: Fraction = Fraction(0)
    share: bool = False
    named: bool = True
    power: int = 1


Joined = Sum | Average | Components | Conditional | Call | Comparison
"""Nodes whose terms stand on one scale."""

_ONE: Final = Fraction(1)
_TO_POINTS: Final = Fraction(100)
_FROM_POINTS: Final = Fraction(1, 100)
_MEANS: Final = ("rata-rata ", "rerata ", "rata rata ")


def is_averaged(key: str) -> bool:
    """Return whether a name's key says that it is a mean.

    >>> is_averaged("rata-rata nilai skp"), is_averaged("jumlah pegawai")
    (True, False)
    """
    return key.startswith(_MEANS)


def is_percentage(key: str) -> bool:
    """Return whether a name's key says that its figure is a percentage.

    >>> is_percentage("rata-rata persentase kehadiran"), is_percentage("tingkat kehadiran (%)"), is_percentage("nilai")
    (True, True, False)
    """
    for mean in _MEANS:
        if key.startswith(mean):
            key = key[len(mean) :]
            break
    return key.startswith(("persentase", "persen ")) or key == "persen" or key.endswith("(%)")


def _is_hundred(node: Node, *, percent: bool) -> bool:
    return isinstance(node, Number) and node.value == 100 and node.percent is percent


def _weight_of(node: Product) -> Fraction | None:
    """Return the percentage that a name is multiplied by, ``100% × A``, None for any other product."""
    if len(node.parts) != _WEIGHT_AND_NAME or any(part.sign != "×" for part in node.parts):
        return None
    numbers = [part.node.value for part in node.parts if isinstance(part.node, Number) and part.node.percent]
    names = [part.node for part in node.parts if isinstance(part.node, (Name, Aggregate))]
    return numbers[0] if len(numbers) == len(names) == 1 else None


_WEIGHT_AND_NAME: Final = 2


class PerCent:
    """The reading of every node of one tree; ``given`` are the keys of operands whose figures came with a % sign.

    ``compared`` are the keys of operands, ``ratios`` the nodes (by identity) and ``expressions`` the calculations that
    a condition compares with a percentage.
    """

    __slots__ = ("_compared", "_expressions", "_given", "_ratios", "_senses", "_together", "_weighed", "_wholes")

    def __init__(
        self,
        given: Collection[str] = (),
        compared: Collection[str] = (),
        ratios: Collection[int] = (),
        expressions: Collection[Node] = (),
    ) -> None:
        self._given = given
        self._compared = compared
        self._ratios = ratios
        self._expressions = expressions
        # By identity: nodes live as long as their tree, and hashing a node walks all that is below it.
        self._senses: dict[int, Sense] = {}
        self._together: dict[int, tuple[Scale, tuple[Fraction, ...]]] = {}
        self._weighed: set[int] = set()
        """Parts of products whose 100% is a weight among others: ``50% × A + 100% × B``."""
        self._wholes: set[int] = set()
        """The bare hundreds that bring a percentage back to a share of one."""

    def of(self, node: Node) -> Sense:
        """Return how ``node`` is read."""
        sense = self._senses.get(id(node))
        if sense is None:
            sense = self._senses[id(node)] = self._read(node)
        return sense

    def figure(self, number: Number, within: Node | None = None) -> Fraction:
        """Return the figure of a number, a percentage as a share of one; ``within`` is the product that it stands in.

        >>> from kinerja_formula.nodes import Name
        >>> share, hundred = Name("Persentase A", (0, 12)), Number(None, False, Fraction(100), (15, 18))
        >>> ratio = Product((Part(share, "×", (0, 0), (0, 12)), Part(hundred, "/", (13, 14), (13, 18))), (0, 18))
        >>> PerCent().figure(hundred, ratio), PerCent().figure(hundred)
        (Fraction(1, 1), Fraction(100, 1))
        """
        if within is not None:
            self.of(within)
            if id(number) in self._wholes:
                return _ONE
        return number.value / 100 if number.percent else number.value

    def factors(self, node: Joined) -> tuple[Fraction, ...]:
        """Return by what each of :func:`terms_of` a node is multiplied to stand on the scale of the node."""
        return self._join(node)[1]

    def _read(self, node: Node) -> Sense:
        if self._is_ratio(node):
            return Sense(Scale.PLAIN)
        match node:
            case Number():
                return Sense(Scale.PERCENT if node.percent else Scale.PLAIN, named=False)
            case Name():
                return self._operand(node.key, (node.key, *node.aliases))
            case Statement():
                return self._operand(node.key, (node.key,))
            case Aggregate():
                return self._aggregate(node)
            case Call(function="ln" | "log"):
                return Sense(Scale.PLAIN, named=self.of(node.arguments[0]).named)
            case Logic() | Comparison():
                return Sense(Scale.PLAIN)
            case Sum() | Average() | Components() | Conditional() | Call():
                return self._sum(node)
            case Product():
                return self._product(node.parts)
            case Power():
                return self._power(node)
            case Root():
                return self._root(node)
        raise TypeError(f"not a node of a formula: {type(node).__name__}")

    def _aggregate(self, node: Aggregate) -> Sense:
        inner = self.of(node.expression)
        if node.key in self._given or inner.scale is Scale.PERCENT:
            return Sense(Scale.PERCENT)
        return Sense(Scale.PLAIN, inner.degree)

    def _weigh(self, node: Joined) -> None:
        """Note the terms of a sum of weights in which 100% is one, as 50% and 75% are beside it."""
        products = [term for term in terms_of(node) if isinstance(term, Product)] if isinstance(node, Sum) else []
        if any(_weight_of(one) not in (None, 100) for one in products):
            self._weighed.update([id(one.parts) for one in products if _weight_of(one) == 100])

    def _sum(self, node: Joined) -> Sense:
        self._weigh(node)
        terms = [self.of(term) for term in terms_of(node)]
        scale = self._join(node)[0]
        # In a percentage, what is not one counts as one: 20% - (10% / 5000) × NL is as bare as 20%.
        weighty = [term.degree for term in terms if scale is Scale.PLAIN or term.scale is not Scale.PLAIN]
        return Sense(
            scale,
            max(weighty, key=abs, default=Fraction(0)),
            scale is Scale.PLAIN and any(term.share for term in terms),
            any(term.named for term in terms),
        )

    def _root(self, node: Root) -> Sense:
        below = self.of(node.radicand)
        parts = node.radicand.parts if isinstance(node.radicand, Product) else ()
        geometric = len(parts) == node.degree and all(
            part.sign == "×" and self.of(part.node).scale is Scale.PERCENT for part in parts
        )
        scale = Scale.PERCENT if geometric else Scale.PLAIN
        return Sense(scale, below.degree / node.degree, named=below.named)

    def _is_ratio(self, node: Node) -> bool:
        """Tell whether an expression stands in a condition beside a percentage."""
        return id(node) in self._ratios or (bool(self._expressions) and node in self._expressions)

    def _operand(self, key: str, names: Iterable[str]) -> Sense:
        if key in self._compared:
            return Sense(Scale.PLAIN)
        if key in self._given or any(is_percentage(name) for name in names):
            return Sense(Scale.PERCENT)
        return Sense(Scale.PLAIN, _ONE)

    def _power(self, node: Power) -> Sense:
        base, exponent = self.of(node.base), node.exponent
        if isinstance(exponent, Number) and not exponent.percent:
            degree = base.degree * exponent.value
        else:
            degree = base.degree
        return Sense(Scale.PLAIN, degree, named=base.named or self.of(exponent).named)

    def _product(self, parts: Sequence[Part]) -> Sense:
        if len(parts) == 1 and parts[0].sign == "×":
            return self.of(parts[0].node)
        degree = Fraction(0)
        percents = hundreds = wholes = 0
        named = False
        for part in parts:
            sense = self.of(part.node)
            count = 1 if part.sign == "×" else -1
            wholes += part.sign == "×" and _is_hundred(part.node, percent=True)
            degree += count * sense.degree
            percents += count * sense.power * (sense.scale is Scale.PERCENT or sense.share)
            hundreds += count * ((sense.scale is Scale.HUNDRED) + _is_hundred(part.node, percent=False))
            named = named or sense.named
        share = percents > 0
        if share and named and hundreds < 0:
            # in A / 100 × 100% nothing is a percentage but what the 100% makes
            percents -= self._bring_back(parts, max(0, min(percents - wholes, -hundreds)))
        if named and not degree and hundreds > 0:
            return Sense(Scale.HUNDRED)
        if id(parts) not in self._weighed and self._makes_percent(parts):
            return Sense(Scale.PERCENT, degree, named=named)
        if percents > 0 and not degree:
            return Sense(Scale.PERCENT, named=named, power=percents)
        return Sense(Scale.PLAIN, degree, share and bool(degree), named)

    def _makes_percent(self, parts: Sequence[Part]) -> bool:
        """Tell whether × 100% is first or last, or has no plain operand multiplied after it."""
        whole_at: int | None = None  # the last × 100%
        operand_at = -1  # the last plain operand that is multiplied
        for place, part in enumerate(parts):
            if part.sign != "×":
                continue
            sense = self.of(part.node)
            if _is_hundred(part.node, percent=True):
                whole_at = place if whole_at != 0 else 0
            elif sense.scale is Scale.PLAIN and sense.degree:
                operand_at = place
        return whole_at is not None and (whole_at in (0, len(parts) - 1) or whole_at > operand_at)

    def _bring_back(self, parts: Sequence[Part], most: int) -> int:
        """Let bare hundreds below the line stand for 100 %, ``most`` of them; return how many there were."""
        bare = [part.node for part in parts if part.sign == "/" and _is_hundred(part.node, percent=False)]
        self._wholes.update([id(one) for one in bare[:most]])
        return len(bare[:most])

    def _join(self, node: Joined) -> tuple[Scale, tuple[Fraction, ...]]:
        known = self._together.get(id(node))
        if known is None:
            self._weigh(node)
            terms = terms_of(node)
            if isinstance(node, Comparison):
                known = Scale.PLAIN, self._factors_of_sides(terms)
            elif isinstance(node, Conditional):
                known = self._scale_of_terms(terms, [self._of_branch(term) for term in terms])
            else:
                known = self._scale_of_terms(terms)
            self._together[id(node)] = known
        return known

    def _factors_of_sides(self, sides: Sequence[Node]) -> tuple[Fraction, ...]:
        senses = [self.of(side) for side in sides]
        shares = [
            sense.scale is Scale.PERCENT
            or (isinstance(side, Name) and side.key in self._compared)
            or self._is_ratio(side)
            for side, sense in zip(sides, senses, strict=True)
        ]
        if not any(shares):
            return (_ONE,) * len(sides)
        return tuple(
            [
                _FROM_POINTS
                if sense.scale is Scale.HUNDRED or (isinstance(side, Number) and not side.percent)
                else _ONE
                for side, sense in zip(sides, senses, strict=True)
            ]
        )

    def _of_branch(self, value: Node) -> Sense:
        """A ratio that stands alone as the value of a branch is the percentage that it was compared as."""
        alone = (isinstance(value, Name) and value.key in self._compared) or self._is_ratio(value)
        return Sense(Scale.PERCENT) if alone else self.of(value)

    def _scale_of_terms(
        self, terms: Sequence[Node], senses: Sequence[Sense] | None = None
    ) -> tuple[Scale, tuple[Fraction, ...]]:
        senses = [self.of(term) for term in terms] if senses is None else senses
        scales = {sense.scale for sense in senses}
        if scales <= {Scale.PLAIN}:
            return Scale.PLAIN, (_ONE,) * len(terms)
        if Scale.PERCENT not in scales:
            only_numbers = all(
                isinstance(term, Number)
                for term, sense in zip(terms, senses, strict=True)
                if sense.scale is Scale.PLAIN
            )
            return Scale.HUNDRED if only_numbers else Scale.PLAIN, (_ONE,) * len(terms)
        if _are_amounts(terms, senses):
            return Scale.PLAIN, tuple([_TO_POINTS if sense.scale is Scale.PERCENT else _ONE for sense in senses])
        return Scale.PERCENT, tuple([_to_percent(term, sense) for term, sense in zip(terms, senses, strict=True)])


def _are_amounts(terms: Sequence[Node], senses: Sequence[Sense]) -> bool:
    """Tell whether operands stand beside percentages that are no shares, or shares without a percentage as such."""
    plain = [(term, sense) for term, sense in zip(terms, senses, strict=True) if sense.scale is Scale.PLAIN]
    plain = [(term, sense) for term, sense in plain if sense.degree]
    alone = [term.value for term in terms if isinstance(term, Number) and term.percent]
    if bool(plain) and not alone:
        return True
    whole = 100 in alone  # 100% - 10% × Skor: so much of the whole for each
    return any(not sense.share or (not whole and _is_weighted_score(term)) for term, sense in plain)


def _is_weighted_score(node: Node) -> bool:
    """``60% × Nilai A``, ``(Nilai A + Nilai B) / 2 × 60%``: so many points, whatever percentage stands beside them."""
    if not isinstance(node, Product):
        return False
    names = [one for one in walk(node) if isinstance(one, Name)]
    below = [one for part in node.parts if part.sign == "/" for one in walk(part.node) if isinstance(one, Name)]
    told = [head_unit(one.text) for one in names]
    return bool(told) and not below and all(one is not None and is_score(one.unit) for one in told)


def _to_percent(term: Node, sense: Sense) -> Fraction:
    if sense.scale is Scale.HUNDRED:
        return _FROM_POINTS
    if isinstance(term, Number) and not term.percent and term.value >= 2:
        return _FROM_POINTS
    return _ONE


def terms_of(node: Joined) -> tuple[Node, ...]:
    """Return what stands on one scale in a node: terms, values of branches, arguments, sides of a comparison."""
    match node:
        case Sum():
            return tuple([part.node for part in node.parts])
        case Conditional():
            values = [branch.value for branch in node.branches]
            return (*values, node.otherwise) if node.otherwise is not None else tuple(values)
        case Call(function="bulat" | "log" | "ln" | "abs"):
            return node.arguments[:1]
        case Call():
            return node.arguments
        case Comparison():
            return (node.first, *[part.node for part in node.rest])
    return node.items


def compared_with_percent(tree: Node) -> frozenset[str]:
    """Return the keys of operands that are compared with a percentage as it stands: ``PMA ≥ 1%``."""
    found: set[str] = set()
    for node in walk(tree):
        if isinstance(node, Comparison):
            sides = terms_of(node)
            if any(isinstance(side, Number) and side.percent for side in sides):
                found |= {side.key for side in sides if isinstance(side, Name)}
    return frozenset(found)


def expressions_beside_percent(tree: Node) -> frozenset[Node]:
    """Return the calculations that are compared with a percentage: ``(LK + GB) ≥ 70%``."""
    found: set[Node] = set()
    for node in walk(tree):
        if isinstance(node, Comparison):
            sides = terms_of(node)
            if any(isinstance(side, Number) and side.percent for side in sides):
                found |= {side for side in sides if isinstance(side, Sum)}
    return frozenset(found)
