"""Which figure must an operand have for the result to be so much: exact, and over whole numbers where it is a count.

A formula in which one operand is free is a quotient of two polynomials, whose rational roots are found exactly; one
with a root or a broken power is turned round operation by operation where the operand stands in it once.
"""

from __future__ import annotations

import numbers
from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final, NoReturn

from kinerja_formula.diagnostics import (
    INVALID_FIGURE,
    NO_SOLUTION,
    NOT_SOLVABLE,
    Diagnostic,
    FormulaError,
    InvalidDataError,
    NoSolutionError,
    language_in_use,
)
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.evaluation.roots import PowerFault, power
from kinerja_formula.explanation import Input
from kinerja_formula.nodes import Name, Node, Number, Power, Product, Root, Sum, walk
from kinerja_formula.numerals import NumeralError, exact, read_figure
from kinerja_formula.symbolic.algebra import Algebra, NoDenominator, Quotient, fraction_of
from kinerja_formula.symbolic.known_figures import Known, calculate, read_known
from kinerja_formula.symbolic.wording import figure, say, with_unit
from kinerja_formula.units import Unit

__all__ = ["Solution", "solve"]

_MEASURED: Final = ("ukuran", "uang", "waktu", "nilai", "persen")
"""Families of units that are measured; what has another unit is counted in whole numbers."""
_MOST_BITS: Final = 13_000
_DEGREE: Final = 60
_NEAR: Final = 10**20


class Solution:
    """The figure that an operand must have. It stands for that figure wherever a number can stand.

    Attributes:
        name: the operand that was sought.
        target: the result that was wanted, in ``unit``.
        value: the exact figure; None if there is none, and ``reason`` says why.
        values: all figures that give it, smallest first.
        exact: false where ``value`` is a root, rounded to 30 significant digits.
        whole: where the operand is a count, the whole number nearest to ``value`` that still reaches the target.
        whole_result: the result with that number.
        reason: None, or ``any`` (each figure gives the target), ``constant`` (another result, whatever the figure),
            ``no-root``, ``outside`` (only outside the range), ``undefined``.
    """

    __slots__ = (
        "_bound",
        "_given",
        "_outside",
        "_within",
        "exact",
        "name",
        "reason",
        "result",
        "target",
        "unit",
        "value",
        "values",
        "whole",
        "whole_result",
    )

    def __init__(
        self,
        name: str,
        target: Fraction,
        unit: str | None,
        values: tuple[Fraction, ...],
        *,
        exact: bool = True,
        reason: str | None = None,
        result: Fraction | None = None,
        whole: Fraction | None = None,
        whole_result: Fraction | None = None,
        bound: str = "",
        given: tuple[Input, ...] = (),
        outside: tuple[Fraction, ...] = (),
        within: tuple[Fraction | None, Fraction | None] = (None, None),
    ) -> None:
        self.name = name
        self.target = target
        self.unit = unit
        self.values = values
        self.value = next((value for value in values if value >= 0), values[-1] if values else None)
        self.exact = exact
        self.reason = reason
        self.result = result
        self.whole = whole
        self.whole_result = whole_result
        self._bound = bound
        self._given = given
        self._outside = outside
        self._within = within

    @property
    def numerator(self) -> int:
        return self._figure().numerator

    @property
    def denominator(self) -> int:
        return self._figure().denominator

    def _figure(self) -> Fraction:
        if self.value is None:
            found = Diagnostic(NO_SOLUTION, (0, 0), name=self.name, value=with_unit(self.target, self.unit))
            raise NoSolutionError(found)
        return self.value

    def __bool__(self) -> bool:
        """Whether there is a figure."""
        return self.value is not None

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Solution):
            return (self.name, self.target, self.values) == (other.name, other.target, other.values)
        return self.value == other

    def __hash__(self) -> int:
        return hash(self.value)

    def __float__(self) -> float:
        return float(self._figure())

    def __repr__(self) -> str:
        return f"<Solution {self.name!r} = {'none' if self.value is None else self.value}>"

    def __str__(self) -> str:
        return "–" if self.value is None else figure(self.value)

    def explain(self, *, language: str | None = None) -> str:
        """Return what was sought, from which figures, and what was found."""
        language = language or language_in_use()
        target = with_unit(self.target, self.unit)
        figures = "; ".join(f"{one.name} = {one.written}" for one in self._given)
        lines = [
            say(language, "sought", name=self.name, value=target),
            say(language, "given", figures=figures or say(language, "no figures")),
        ]
        if self.value is not None:
            sentence = "rounded" if not self.exact else "solution" if len(self.values) == 1 else "several"
            values = ", ".join(map(figure, self.values))
            lines.append(say(language, sentence, name=self.name, value=figure(self.value), values=values))
        elif self.reason == "any":
            lines.append(say(language, "any", value=target))
        else:
            low, high = ("…" if end is None else figure(end) for end in self._within)
            result = "" if self.result is None else with_unit(self.result, self.unit)
            outside = ", ".join(map(figure, self._outside))
            facts = {"name": self.name, "value": target, "result": result, "low": low, "high": high}
            lines.append(say(language, f"none {self.reason}", **facts, values=outside))
        if self.whole is not None and self.whole_result is not None:
            reached = with_unit(self.whole_result, self.unit)
            lines.append(say(language, f"at{self._bound}", whole=figure(self.whole), value=reached))
        elif self._bound == "unreachable":
            lines.append(say(language, "unreachable"))
        return "\n".join(lines)

    def to_json(self) -> dict[str, object]:
        """Return the solution as plain data; figures are strings."""
        return {
            "schema": "kinerja-formula/solution/1",
            "name": self.name,
            "target": str(self.target),
            "unit": self.unit,
            "value": None if self.value is None else str(self.value),
            "values": [str(value) for value in self.values],
            "exact": self.exact,
            "reason": self.reason,
            "whole": None if self.whole is None else str(self.whole),
            "whole_result": None if self.whole_result is None else str(self.whole_result),
        }


numbers.Rational.register(Solution)


def solve(
    plan: Plan,
    name: str,
    value: object,
    data: Mapping[str, Any],
    *,
    arah: str = "naik",
    within: tuple[object, object] = (None, None),
    whole: bool | None = None,
) -> Solution:
    """Return the figure that ``name`` must have; see :meth:`kinerja_formula.Formula.solve`."""
    if arah not in ("naik", "turun"):
        raise ValueError(f'arah must be "naik" or "turun", not {arah!r}')
    known = read_known(plan, name, data)
    target = _target(value, known.unit, plan.text)
    low, high = (None if end is None else _plain(end, plan.text) for end in within)
    search = _Search(plan, known, target, low, high)
    counted = _is_count(known.measure) if whole is None else whole
    return search.solution(counted=counted, rising=arah == "naik")


def _plain(value: object, text: str) -> Fraction:
    """Read a figure. Raises InvalidDataError KF302."""
    try:
        return read_figure(value).value if isinstance(value, str) else exact(value)
    except NumeralError as error:
        facts: dict[str, object] = {"name": "target", "value": str(value)[:60], "reason": error.reason}
        raise InvalidDataError(Diagnostic(INVALID_FIGURE, (0, 0), (), **facts), text) from None


def _target(value: object, unit: str | None, text: str) -> Fraction:
    """Read the wanted result: ``"94 %"`` of a bare ratio is 0,94."""
    target = _plain(value, text)
    percent = isinstance(value, str) and read_figure(value).percent
    return target / 100 if percent and unit != "%" else target


def _is_count(measure: Unit | None) -> bool:
    kind = measure.kind if measure is not None else None
    return kind is not None and kind.family not in _MEASURED


class _Search:
    """One search. Figures inside are those that stand in the tree, already multiplied by the factor of the unit."""

    def __init__(self, plan: Plan, known: Known, target: Fraction, low: Fraction | None, high: Fraction | None) -> None:
        self.plan = plan
        self.known = known
        self.target = target
        self.low, self.high = low, high
        self.rational: Quotient | None = None
        self.algebra: Algebra | None = None
        if not any(_is_broken(node) and self.holds(node) for node in walk(known.tree)):
            self._expand()

    def _expand(self) -> None:
        try:
            self.algebra = Algebra([self.known.tree], self.known.values, self.plan.text)
            self.rational = self.algebra.quotient(self.known.tree)
        except NoDenominator:
            self.algebra = self.rational = None

    def holds(self, node: Node) -> bool:
        return any(isinstance(one, Name) and one.key == self.known.key for one in walk(node))

    def result(self, value: Fraction) -> Fraction | None:
        """The result with this figure; None if it has none."""
        try:
            return self.plan.evaluate({**self.known.data, self.known.name: value}).value
        except FormulaError:
            return None

    def solution(self, *, counted: bool, rising: bool) -> Solution:
        exact_found = True
        reason: str | None = None
        constant: Fraction | None = None
        if self.rational is not None and self.algebra is not None and not self.algebra.roots:
            found, exact_found, reason, constant = self._of_quotient(self.rational)
        else:
            found = self._of_inverse()
            exact_found = False
        found = sorted({value / self.known.factor for value in found})
        sound = [value for value in found if self._is_solution(value, exact=exact_found)]
        exact_found = exact_found or all(self.result(value) == self.target for value in sound)
        inside = tuple([value for value in sound if self._inside(value)])
        outside: tuple[Fraction, ...] = ()
        if not inside and reason is None:
            reason = "outside" if sound else "undefined" if found else "no-root"
            outside = tuple(sound) if reason == "outside" else ()
        number, reached, bound = self._whole(inside, rising=rising, reason=reason) if counted else (None, None, "")
        return Solution(
            self.known.name,
            self.target,
            self.known.unit,
            inside,
            exact=exact_found,
            reason=None if inside else reason,
            result=constant,
            whole=number,
            whole_result=reached,
            bound=bound,
            given=self.known.inputs,
            outside=outside,
            within=(self.low, self.high),
        )

    def _is_solution(self, value: Fraction, *, exact: bool) -> bool:
        result = self.result(value)
        if result is None or exact:
            return result == self.target
        return abs(result - self.target) * _NEAR <= max(abs(self.target), Fraction(1))

    def _inside(self, value: Fraction) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    # The two ways

    def _of_quotient(self, quotient: Quotient) -> tuple[list[Fraction], bool, str | None, Fraction | None]:
        algebra = self.algebra
        assert algebra is not None
        above, below = quotient
        equation = above - algebra.times(algebra.constant(self.target), below)
        if not equation:
            return [], True, "any", None
        if equation.is_ground:
            constant = self._constant(quotient)
            return [], True, "no-root" if constant is None else "constant", constant
        # x / x = 1 is no matter of x: a common factor is no equation
        common = above.gcd(below)
        if not common.is_ground:
            above, below = above.quo(common), below.quo(common)
            equation = above - algebra.times(algebra.constant(self.target), below)
            if not equation:
                return [], True, "any", None
            if equation.is_ground:
                constant = self._constant(Quotient(above, below))
                return [], True, "no-root" if constant is None else "constant", constant
        if equation.degree() > _DEGREE:
            algebra.too_large()
        found = _rational_roots(equation)
        if found:
            return found, True, None, None
        close = _real_roots(equation)
        return close, not close, None, None

    def _constant(self, quotient: Quotient) -> Fraction | None:
        """The value of a quotient in which the operand cancels."""
        above, below = quotient
        if above.is_ground and below.is_ground and below:
            zero = below.ring.zero_monom
            return fraction_of(above.get(zero, 0) or below.ring.domain.zero) / fraction_of(below[zero])
        return None

    def _of_inverse(self) -> list[Fraction]:
        places = sum(isinstance(node, Name) and node.key == self.known.key for node in walk(self.known.tree))
        if places != 1:
            self.give_up()
        inverse = _Inverse(self)
        inverse.turn(self.known.tree, self.target)
        return inverse.found

    def give_up(self) -> NoReturn:
        text = self.plan.text
        raise NoSolutionError(Diagnostic(NOT_SOLVABLE, (0, len(text)), name=self.known.name), text)

    def value_of(self, node: Node) -> Fraction | None:
        """The value of a part of the tree without the operand."""
        try:
            return calculate(node, self.known.values)
        except (ZeroDivisionError, PowerFault):
            return None

    # Whole numbers

    def _whole(
        self, found: tuple[Fraction, ...], *, rising: bool, reason: str | None
    ) -> tuple[Fraction | None, Fraction | None, str]:
        """Return the least whole number that reaches the target, or the greatest where a larger one takes it away."""
        if reason == "any":
            return None, None, ""
        low = Fraction(0) if self.low is None else self.low
        critical = [*found, *self._poles()]
        ends = [low, *([] if self.high is None else [self.high])]
        candidates = {Fraction(ceil(end)) for end in ends} | {Fraction(floor(end)) for end in ends}
        for place in critical:
            candidates |= {Fraction(floor(place) + step) for step in (-1, 0, 1, 2)}
        reached = {}
        for number in sorted(candidates):
            if number < low or (self.high is not None and number > self.high):
                continue
            result = self.result(number)
            if result is not None and (result >= self.target if rising else result <= self.target):
                reached[number] = result
        if not reached:
            return None, None, "unreachable"
        anchor = next((value for value in found if value >= low), None)
        if anchor is not None and not self._grows_towards(anchor, rising=rising):
            number = max((one for one in reached if one <= anchor), default=max(reached))
            return number, reached[number], "most"
        number = min(reached)
        return number, reached[number], "least"

    def _grows_towards(self, value: Fraction, *, rising: bool) -> bool:
        """Whether a figure a little above ``value`` still reaches the target."""
        step = Fraction(1, 10**9)
        more = self.result(value + step)
        less = self.result(value - step)
        if more is None or less is None:
            return True
        return (more >= less) if rising else (more <= less)

    def _poles(self) -> list[Fraction]:
        """Where the denominator is zero, as near as a whole number needs."""
        if self.rational is None or self.rational.below.is_ground:
            return []
        below = self.rational.below
        return [value / self.known.factor for value in (_rational_roots(below) or _real_roots(below))]


def _is_broken(node: Node) -> bool:
    if isinstance(node, Power):
        exponent = node.exponent
        return not (isinstance(exponent, Number) and exponent.value.denominator == 1)
    return isinstance(node, Root)


def _poly(polynomial: Any) -> Any:
    """Return a polynomial in one generator as sympy's Poly."""
    from sympy import Dummy, Poly
    from sympy.polys.domains import QQ

    place = next(place for monomial in polynomial for place, exponent in enumerate(monomial) if exponent)
    coefficients = {(monomial[place],): coefficient for monomial, coefficient in polynomial.items()}
    return Poly.from_dict(coefficients, Dummy("x"), domain=QQ)


def _rational_roots(polynomial: Any) -> list[Fraction]:
    poly = _poly(polynomial)
    return [Fraction(int(root.p), int(root.q)) for root in poly.ground_roots()]


def _real_roots(polynomial: Any) -> list[Fraction]:
    """The real roots to 30 significant digits."""
    from sympy import Rational

    found = []
    for (low, high), _ in _poly(polynomial).intervals(eps=Rational(1, 10**60)):
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
    """Turns a tree round: from the value of the whole to the value of the one operand in it."""

    def __init__(self, search: _Search) -> None:
        self.search = search
        self.found: list[Fraction] = []

    def turn(self, node: Node, wanted: Fraction) -> None:
        match node:
            case Name():
                self.found.append(wanted)
            case Sum():
                for part in node.parts:
                    if self.search.holds(part.node):
                        inner = part
                        continue
                    value = self.search.value_of(part.node)
                    if value is None:
                        return
                    wanted = wanted - value if part.sign == "+" else wanted + value
                self.turn(inner.node, wanted if inner.sign == "+" else -wanted)
            case Product():
                self._product(node, wanted)
            case Power():
                self._power(node, wanted)
            case Root():
                if wanted >= 0 or node.degree % 2:
                    self.turn(node.radicand, wanted**node.degree)

    def _product(self, node: Product, wanted: Fraction) -> None:
        rest = Fraction(1)
        for part in node.parts:
            if self.search.holds(part.node):
                inner = part
                continue
            value = self.search.value_of(part.node)
            if value is None or (part.sign == "/" and not value):
                return
            rest = rest * value if part.sign == "×" else rest / value
        if inner.sign == "×" and rest:
            self.turn(inner.node, wanted / rest)
        elif inner.sign == "/" and wanted:
            self.turn(inner.node, rest / wanted)

    def _power(self, node: Power, wanted: Fraction) -> None:
        exponent = self.search.value_of(node.exponent) if not self.search.holds(node.exponent) else None
        if not exponent or (not wanted and exponent < 0):
            if exponent is None:
                self.search.give_up()
            return
        odd = exponent.numerator % 2 == 1
        if wanted < 0 and not (odd and exponent.denominator == 1):
            return
        try:
            base, _ = power(abs(wanted), 1 / exponent, max_bits=_MOST_BITS)
        except PowerFault:
            return
        self.turn(node.base, -base if wanted < 0 else base)
        if base and not odd and exponent.denominator == 1:
            self.turn(node.base, -base)
