"""Which figure must an operand have for the result to be so much: exact, and over whole numbers where it is a count.

A formula in which one operand is free is a quotient of two polynomials, whose rational roots are found exactly; one
with a root or a broken power is turned round operation by operation where the operand stands in it once.
"""

from __future__ import annotations

import numbers
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import (
    Diagnostic,
    FormulaError,
    InvalidDataError,
    NoSolutionError,
    UnitMismatchError,
    language_in_use,
)
from kinerja_formula.diagnostics.catalogue import INVALID_FIGURE, NO_SOLUTION, TARGET_UNIT
from kinerja_formula.evaluation.data_units import is_measured
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.explanation import Input
from kinerja_formula.numerals import NumeralError, exact, read_figure, scale_of_word
from kinerja_formula.symbolic.known_figures import Known, read_known
from kinerja_formula.symbolic.one_unknown import Found, OneUnknown, between, has_pieces
from kinerja_formula.symbolic.wording import figure, say, with_unit
from kinerja_formula.units import Unit, read_unit, unscaled

__all__ = ["Range", "Solution", "solve"]

_MEASURED: Final = ("ukuran", "uang", "waktu", "nilai", "persen")
"""Families of units that are measured; what has another unit is counted in whole numbers."""
_NEAR: Final = 10**20


class Range(NamedTuple):
    """All figures from ``low`` to ``high``, None where there is no end; ``with_low``: whether that is one of them."""

    low: Fraction | None
    high: Fraction | None
    with_low: bool
    with_high: bool

    @property
    def figures(self) -> tuple[Fraction, ...]:
        """The ends that belong to it, or one figure of it where none does."""
        ends = [end for end, own in ((self.low, self.with_low), (self.high, self.with_high)) if own and end is not None]
        return tuple(ends) or (Fraction(0) if self.holds(Fraction(0)) else between(self.low, self.high),)

    @property
    def figure(self) -> Fraction:
        """One figure of it."""
        return self.figures[0]

    def holds(self, value: Fraction) -> bool:
        """Return whether a figure is one of them."""
        low = self.low is None or value > self.low or (self.with_low and value == self.low)
        return low and (self.high is None or value < self.high or (self.with_high and value == self.high))

    def __str__(self) -> str:
        low = "" if self.low is None else f"{figure(self.low)} {'≤' if self.with_low else '<'} "
        high = "" if self.high is None else f" {'≤' if self.with_high else '<'} {figure(self.high)}"
        return f"{low}x{high}"


class Solution:
    """The figure that an operand must have. It stands for that figure wherever a number can stand.

    Attributes:
        name: the operand that was sought.
        target: the result that was wanted, in ``unit``.
        value: the exact figure; None if there is none, and ``reason`` says why.
        values: all figures that give it, smallest first; of ranges the ends that belong to them, or one figure.
        ranges: the ranges of figures that all give it, as with a score of 4 for everything from 3 on.
        exact: false where ``value`` is a root, rounded to 30 significant digits.
        whole: where the operand is a count, the whole number nearest to ``value`` that still reaches the target.
        whole_result: the result with that number.
        reason: None, or ``any`` (each figure gives the target), ``constant`` (another result, whatever the figure),
            ``no-root``, ``outside`` (only outside the range), ``undefined``.

    >>> import kinerja_formula as kf
    >>> found = kf.parse("Jumlah A / Jumlah B x 100%").solve("Jumlah A", "94%", {"Jumlah B": 20}, whole=True)
    >>> found.value, found.whole, found.whole_result
    (Fraction(94, 5), Fraction(19, 1), Fraction(95, 1))
    """

    __slots__ = (
        "_bound",
        "_given",
        "_outside",
        "_within",
        "exact",
        "name",
        "ranges",
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
        ranges: tuple[Range, ...] = (),
    ) -> None:
        self.name = name
        self.target = target
        self.unit = unit
        self.values = values
        self.value = next((value for value in values if value >= 0), values[-1] if values else None)
        self.ranges = ranges
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
            mine, its = ((one.name, one.target, one.values, one.ranges) for one in (self, other))
            return mine == its
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
        if self.value is not None and self.ranges:
            singles = [value for value in self.values if not any(one.holds(value) for one in self.ranges)]
            told = "; ".join([*map(str, self.ranges), *[f"x = {figure(value)}" for value in singles]])
            lines.append(say(language, "ranges", name=self.name, values=told, value=figure(self.value)))
        elif self.value is not None:
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
            "ranges": [
                {
                    "low": None if one.low is None else str(one.low),
                    "high": None if one.high is None else str(one.high),
                    "with_low": one.with_low,
                    "with_high": one.with_high,
                }
                for one in self.ranges
            ],
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
    """Read the wanted result: ``"94 %"`` of a bare ratio is 0,94, ``"15 km"`` of a length in m 15.000.

    Raises InvalidDataError KF302, UnitMismatchError KF330 for a unit that has no factor to that of the result.
    """
    target = _plain(value, text)
    told = read_figure(value) if isinstance(value, str) else None
    if told is not None and told.percent:
        return target / 100 if unit != "%" else target
    own = read_unit(unit) if unit is not None else None
    if told is None or own is None:
        return target
    if told.unit is None:
        scaled = isinstance(value, str) and unscaled(own) is not None and any(map(scale_of_word, value.split()))
        return target / own.scale if scaled else target  # 5000 juta, of juta rupiah
    given = read_unit(told.unit)
    factor = None if given is None else given.factor_to(own)
    if factor is None and given is not None and _is_of_something_else(given, own):
        facts: dict[str, object] = {"realisasi": unit, "target": str(value)[:60]}
        raise UnitMismatchError(Diagnostic(TARGET_UNIT, (0, 0), (), **facts), text)
    return target if factor is None else target * factor


def _is_of_something_else(given: Unit, own: Unit) -> bool:
    """Tell whether two simple units, of which one is measured, can't be of one thing: orang beside menit."""
    simple = given.known and not (_is_compound(given) or _is_compound(own))
    return simple and (is_measured(given) or is_measured(own))


def _is_compound(unit: Unit) -> bool:
    """Tell whether a unit is divided by another, so that it may be told by what was added up: Rp of Rp/siswa."""
    return len(unit.parts) != 1


def _is_count(measure: Unit | None) -> bool:
    kind = measure.kind if measure is not None else None
    return kind is not None and kind.family not in _MEASURED


class _Pieces(NamedTuple):
    """What was found over all figures: single ones, ranges of them, and where anything may change over."""

    values: list[Fraction]
    ranges: list[Range]
    points: list[Fraction]
    exact: bool
    reason: str | None
    constant: Fraction | None


class _Search:
    """One search. Figures inside are those that stand in the tree, already multiplied by the factor of the unit."""

    def __init__(self, plan: Plan, known: Known, target: Fraction, low: Fraction | None, high: Fraction | None) -> None:
        self.plan = plan
        self.known = known
        self.target = target
        self.low, self.high = low, high
        self.unknown = OneUnknown(known.key, known.name, known.values, plan.text)

    def result(self, value: Fraction) -> Fraction | None:
        """The result with this figure; None if it has none."""
        try:
            return self.plan.evaluate({**self.known.data, self.known.name: value}).value
        except FormulaError:
            return None

    def solution(self, *, counted: bool, rising: bool) -> Solution:
        pieces = self._of_pieces() if has_pieces(self.known.tree) else self._of_one()
        inside = tuple([value for value in pieces.values if self._inside(value)])
        ranges = tuple([part for one in pieces.ranges if (part := self._clipped(one)) is not None])
        reason = pieces.reason
        outside: tuple[Fraction, ...] = ()
        if not (inside or ranges) and reason is None:
            outside = tuple(sorted({*pieces.values, *[one.figure for one in pieces.ranges]}))
            reason = "outside"
        values = tuple(sorted({*inside, *[end for one in ranges for end in one.figures]}))
        number, reached, bound = (None, None, "")
        if counted:
            number, reached, bound = self._whole(values, pieces.points, rising=rising, reason=reason)
        return Solution(
            self.known.name,
            self.target,
            self.known.unit,
            values,
            exact=pieces.exact,
            reason=None if values else reason,
            result=pieces.constant,
            whole=number,
            whole_result=reached,
            bound=bound,
            given=self.known.inputs,
            outside=outside,
            within=(self.low, self.high),
            ranges=ranges,
        )

    def _is_solution(self, value: Fraction, *, exact: bool) -> bool:
        result = self.result(value)
        if result is None or exact:
            return result == self.target
        return abs(result - self.target) * _NEAR <= max(abs(self.target), Fraction(1))

    def _inside(self, value: Fraction) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def _clipped(self, one: Range) -> Range | None:
        """Return what of a range lies in that of the question."""
        if self.low is not None and (one.low is None or one.low < self.low):
            one = one._replace(low=self.low, with_low=True)
        if self.high is not None and (one.high is None or one.high > self.high):
            one = one._replace(high=self.high, with_high=True)
        if one.low is None or one.high is None or one.low < one.high:
            return one
        return one if one.low == one.high and one.with_low and one.with_high else None

    # One tree

    def _of_one(self) -> _Pieces:
        found = self.unknown.where(self.known.tree, self.target)
        values = sorted({value / self.known.factor for value in found.values})
        sound = [value for value in values if self._is_solution(value, exact=found.exact)]
        exact = found.exact or all(self.result(value) == self.target for value in sound)
        reason = found.reason
        if not sound and reason is None:
            reason = "undefined" if values else "no-root"
        points = [*sound, *[pole / self.known.factor for pole in found.poles]]
        return _Pieces(sound, [], points, exact, reason, found.constant)

    # Several trees

    def _of_pieces(self) -> _Pieces:
        """Between two figures next to each other at which a branch may change the formula is one tree, solved alone."""
        turns = self.unknown.turns(self.known.tree)
        points = set(turns)
        found: list[Found] = []
        for low, high in pairwise([None, *turns, None]):
            tree = self.unknown.taken(self.known.tree, between(low, high))
            if tree is not None:
                one = self.unknown.where(tree, self.target)
                found.append(one)
                inner = Range(low, high, False, False)
                points |= {value for value in (*one.values, *one.poles, *one.edges) if inner.holds(value)}
        places = sorted([point / self.known.factor for point in points])
        values, ranges = self._gathered(places)
        if [(one.low, one.high) for one in ranges] == [(None, None)]:
            return _Pieces([], [], places, True, "any", None)
        reason, constant = (None, None) if values or ranges else _why_none(found)
        return _Pieces(values, ranges, places, self._are_exact(values, ranges), reason, constant)

    def _are_exact(self, values: Sequence[Fraction], ranges: Sequence[Range]) -> bool:
        """Whether no figure was rounded; as the end of a range only a root is so long."""
        ends = [end for one in ranges for end in (one.low, one.high) if end is not None]
        return all(self.result(value) == self.target for value in values) and all(
            end.denominator < _NEAR for end in ends
        )

    def _gathered(self, places: Sequence[Fraction]) -> tuple[list[Fraction], list[Range]]:
        """Return the single figures and the ranges that give the target, each place and each gap between two tried."""
        values: list[Fraction] = []
        ranges: list[Range] = []
        open_one: Range | None = None
        for low, high in pairwise([None, *places, None]):
            at_low = low is not None and self._is_solution(low, exact=False)
            if self.result(between(low, high)) == self.target:
                if open_one is not None and at_low:
                    open_one = open_one._replace(high=high)
                else:
                    ranges += [] if open_one is None else [open_one]
                    open_one = Range(low, high, at_low, False)
                continue
            if open_one is not None:
                ranges.append(open_one._replace(with_high=at_low))
                open_one = None
            elif at_low and low is not None:
                values.append(low)
        ranges += [] if open_one is None else [open_one]
        return values, ranges

    # Whole numbers

    def _whole(
        self, found: tuple[Fraction, ...], points: Sequence[Fraction], *, rising: bool, reason: str | None
    ) -> tuple[Fraction | None, Fraction | None, str]:
        """Return the least whole number that reaches the target, or the greatest where a larger one takes it away."""
        if reason == "any":
            return None, None, ""
        low = Fraction(0) if self.low is None else self.low
        ends = [low, *([] if self.high is None else [self.high])]
        candidates = {Fraction(ceil(end)) for end in ends} | {Fraction(floor(end)) for end in ends}
        candidates |= {Fraction(floor(place) + step) for place in (*found, *points) for step in (-1, 0, 1, 2)}
        reached = self._reaching([one for one in sorted(candidates) if one >= low and self._inside(one)], rising=rising)
        if not reached:
            return None, None, "unreachable"
        anchor = next((value for value in found if value >= low), None)
        if anchor is not None and not self._grows_towards(anchor, rising=rising):
            number = max((one for one in reached if one <= anchor), default=max(reached))
            return number, reached[number], "most"
        number = min(reached)
        return number, reached[number], "least"

    def _reaching(self, numbers: Sequence[Fraction], *, rising: bool) -> dict[Fraction, Fraction]:
        """Return those numbers with which the result reaches the target, each with its result."""
        results = [(number, self.result(number)) for number in numbers]
        return {
            number: result
            for number, result in results
            if result is not None and (result >= self.target if rising else result <= self.target)
        }

    def _grows_towards(self, value: Fraction, *, rising: bool) -> bool:
        """Whether a figure a little above ``value`` still reaches the target."""
        step = Fraction(1, 10**9)
        more = self.result(value + step)
        less = self.result(value - step)
        if more is None or less is None:
            return True
        return (more >= less) if rising else (more <= less)


def _why_none(found: Sequence[Found]) -> tuple[str, Fraction | None]:
    """Return why no figure gives the target, and the value that all others give if it is the same."""
    if not found:
        return "undefined", None
    constants = {one.constant if one.reason == "constant" else None for one in found}
    constant = constants.pop() if len(constants) == 1 else None
    return ("no-root", None) if constant is None else ("constant", constant)
