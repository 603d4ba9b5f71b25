"""Do two formulas mean the same? Decided by algebra, not by trying; when they differ, figures show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from kinerja_formula.diagnostics import (
    FormulaError,
    LimitError,
    NoSolutionError,
    ZeroDenominatorError,
    language_in_use,
)
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import Call, Comparison, Node, Number, walk
from kinerja_formula.symbolic.algebra import Algebra, NoDenominator, Quotient
from kinerja_formula.symbolic.one_unknown import OneUnknown, between, has_pieces
from kinerja_formula.symbolic.operands import plain_of_plan
from kinerja_formula.symbolic.wording import figure, say, with_unit

__all__ = ["Equality", "compare"]

_MOST_TRIALS: Final = 40
_PRIMES: Final = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)
_NEAR: Final = 10**20
_NOWHERE: Final = object()


class Equality:
    """Whether two formulas mean the same; true as a condition only where that is proved.

    Attributes:
        same: True, False, or None where it could be neither proved nor disproved (only with roots, conditions or
            functions).
        counter_example: figures by name for which the results differ; empty unless ``same`` is False.
        left, right: the results for these figures, None where there is none.

    >>> import kinerja_formula as kf
    >>> same = kf.parse("A / B x 100%").equals(kf.parse("100% x A / B"))
    >>> bool(same), same.counter_example
    (True, {})
    >>> other = kf.parse("A / B").equals(kf.parse("A x B"))
    >>> bool(other), sorted(other.counter_example)
    (False, ['A', 'B'])
    """

    __slots__ = ("_units", "counter_example", "left", "right", "same")

    def __init__(
        self,
        same: bool | None,
        counter_example: Mapping[str, Fraction] | None = None,
        left: Fraction | None = None,
        right: Fraction | None = None,
        units: tuple[str | None, str | None] = (None, None),
    ) -> None:
        self.same = same
        self.counter_example = dict(counter_example or {})
        self.left = left
        self.right = right
        self._units = units

    def __bool__(self) -> bool:
        return self.same is True

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Equality):
            return (self.same, self.counter_example) == (other.same, other.counter_example)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.same)

    def __repr__(self) -> str:
        return f"<Equality {self.same}>"

    def explain(self, *, language: str | None = None) -> str:
        """Return in one sentence what was found, with the figures that show a difference."""
        language = language or language_in_use()
        if self.same is not False:
            return say(language, "same" if self.same else "undecided")
        none = say(language, "no value")
        left, right = (
            none if value is None else with_unit(value, unit)
            for value, unit in zip((self.left, self.right), self._units, strict=True)
        )
        figures = ", ".join(f"{name} = {figure(value)}" for name, value in self.counter_example.items()) or "–"
        return say(language, "different", figures=figures, left=left, right=right)


def compare(one: Plan, other: Plan) -> Equality:
    """Compare two formulas by their values for all figures; their operands meet by the naming rule.

    Raises LimitError KF367 for what is too large to be expanded.
    """
    trees = [plain_of_plan(plan) for plan in (one, other)]
    algebra = Algebra(trees, text=one.text)
    quotients: list[Quotient | None] = []
    for tree in trees:
        try:
            quotients.append(algebra.quotient(tree))
        except NoDenominator:
            quotients.append(None)
    left, right = quotients
    if left is None or right is None:
        if left is None and right is None:
            return Equality(True)  # neither has a value for any figures
    elif algebra.times(left.above, right.below) == algebra.times(right.above, left.below):
        return Equality(True)
    units = (one.unit, other.unit)
    wanted = {operand.key: operand.wanted for plan in (one, other) for operand in plan.operands}
    decided = False
    if any(map(has_pieces, trees)):
        figures, decided = _pieces_of(algebra, trees)
        for data in _near(wanted, figures):
            values = _value(one, data, gaps=False), _value(other, data, gaps=False)
            if _NOWHERE not in values and _differ(*values):
                return Equality(False, data, *values, units)
    for data in _trials(wanted):
        values = _value(one, data), _value(other, data)
        if _differ(*values):
            return Equality(False, data, *values, units)
    return Equality(True if decided else None)


def _pieces_of(algebra: Algebra, trees: Sequence[Node]) -> tuple[list[Fraction], bool]:
    """Return figures to try, and whether two formulas of branches are the same if they are so for these.

    Of one operand: between two figures at which a branch may change one tree counts of each formula, and if these are
    the same by algebra, so are the formulas there. Of several it can't be decided so.
    """
    if len(algebra.names) != 1:
        return _bounds(trees), False
    [name] = algebra.names
    unknown = OneUnknown(name.key, name.text, {}, "")
    try:
        points = sorted({point for tree in trees for point in unknown.turns(tree)})
    except (NoSolutionError, LimitError):
        return _bounds(trees), False
    figures = list(points)
    same = True
    for low, high in pairwise([None, *points, None]):
        left, right = [unknown.taken(tree, between(low, high)) for tree in trees]
        if left is None or right is None:
            alike = left is right
        else:
            alike = _are_same(left, right)
        figures += [between(low, high)] if alike else _within(low, high)
        same = same and alike
    return figures, same and all(point.denominator < _NEAR for point in points)


def _are_same(one: Node, other: Node) -> bool:
    algebra = Algebra([one, other])
    try:
        left, right = algebra.quotient(one), algebra.quotient(other)
    except NoDenominator:
        return False
    return bool(algebra.times(left.above, right.below) == algebra.times(right.above, left.below))


def _within(low: Fraction | None, high: Fraction | None) -> list[Fraction]:
    """Return more figures between two others than two quotients of the size that is expanded are likely to meet in."""
    found = [between(low, high)]
    for _ in range(_MOST_TRIALS):
        found.append(between(found[-1], high))
    return found


def _bounds(trees: Sequence[Node]) -> list[Fraction]:
    """Return the numbers of the conditions and figures beside them, where a wrong bound shows."""
    numbers = {
        inner.value
        for tree in trees
        for node in walk(tree)
        if isinstance(node, (Comparison, Call))
        for inner in walk(node)
        if isinstance(inner, Number)
    }
    near = (Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2))
    return [number + step for number in sorted(numbers)[:_MOST_TRIALS] for step in near]


def _near(names: Mapping[str, str], figures: Sequence[Fraction]) -> Iterator[dict[str, Fraction]]:
    """Yield each figure for each name, the others one or a prime: for one name all that is to be decided."""
    for place, name in enumerate(names.values()):
        for figure_of_it in figures:
            for start in (0,) if len(names) == 1 else (-1, 0):
                others = {
                    other: Fraction(1 if start < 0 else _PRIMES[(order + start) % len(_PRIMES)])
                    for order, other in enumerate(names.values())
                    if order != place
                }
                yield {name: figure_of_it, **others}


def _trials(names: Mapping[str, str]) -> Iterator[dict[str, Fraction]]:
    """Yield figures that are easy to check by hand first, then larger ones, always the same."""
    count = len(names)
    for trial in range(_MOST_TRIALS):
        figures = [
            Fraction(_PRIMES[(order + trial) % len(_PRIMES)] + 48 * ((order + trial) // len(_PRIMES)) + trial * order)
            for order in range(count)
        ]
        if trial % 3 == 2:
            figures = [value / _PRIMES[(order * trial) % len(_PRIMES)] for order, value in enumerate(figures)]
        yield dict(zip(names.values(), figures, strict=True))


def _value(plan: Plan, data: Mapping[str, Fraction], *, gaps: bool = True) -> Any:
    """Return the value, None where there is none; without ``gaps`` a zero denominator is nothing to be compared."""
    try:
        return plan.evaluate(data, strict=False).value
    except ZeroDenominatorError:
        return None if gaps else _NOWHERE
    except FormulaError:
        return None


def _differ(left: Fraction | None, right: Fraction | None) -> bool:
    if left is None or right is None:
        return left is not right
    return abs(left - right) * _NEAR > max(abs(left), abs(right), Fraction(1))
