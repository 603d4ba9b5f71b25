"""Do two formulas mean the same? Decided by algebra, not by trying; when they differ, figures show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from kinerja_formula.diagnostics import FormulaError, language_in_use
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.symbolic.algebra import Algebra, NoDenominator, Quotient
from kinerja_formula.symbolic.wording import figure, say, with_unit

__all__ = ["Equality", "compare"]

_MOST_TRIALS: Final = 40
_PRIMES: Final = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)
_NEAR: Final = 10**20


class Equality:
    """Whether two formulas mean the same; true as a condition only where that is proved.

    Attributes:
        same: True, False, or None where it could be neither proved nor disproved (only with roots).
        counter_example: figures by name for which the results differ; empty unless ``same`` is False.
        left, right: the results for these figures, None where there is none.
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
    trees = [plain_arithmetic(plan.tree, factors=plan.units.factors) for plan in (one, other)]
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
    for data in _trials({operand.key: operand.wanted for plan in (one, other) for operand in plan.operands}):
        values = _value(one, data), _value(other, data)
        if _differ(*values):
            return Equality(False, data, *values, units)
    return Equality(None)


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


def _value(plan: Plan, data: Mapping[str, Fraction]) -> Fraction | None:
    try:
        return plan.evaluate(data, strict=False).value
    except FormulaError:
        return None


def _differ(left: Fraction | None, right: Fraction | None) -> bool:
    if left is None or right is None:
        return left is not right
    return abs(left - right) * _NEAR > max(abs(left), abs(right), Fraction(1))
