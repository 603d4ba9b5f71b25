"""Rule set → column expressions: capaian, the reason why there is none, predikat.

The rule sets are those of :mod:`kinerja_formula.penilaian`, and their formulas go the same way as any other
(:mod:`kinerja_formula.columns.arithmetic`): there is no second copy of a rule here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple, TypeVar

from kinerja_formula.columns.arithmetic import Arithmetic
from kinerja_formula.columns.engines import narwhals
from kinerja_formula.columns.piecewise import Piecewise, compared
from kinerja_formula.columns.word_columns import Words
from kinerja_formula.nodes import Number
from kinerja_formula.penilaian.comparison import Comparison
from kinerja_formula.penilaian.registry import functions
from kinerja_formula.penilaian.rule_set import Aturan, Fungsi, Pita, Skala
from kinerja_formula.penilaian.rumus import Rumus, Syarat

__all__ = ["TOLERANCE", "Assessed", "assess", "band", "half_up", "labels", "off_scale"]

Expression = Any
Target = Fraction | Expression
"""A target that is the same for all rows, or the expression of a column."""

_Kind = TypeVar("_Kind", bound=Arithmetic)

_SIGNS: Final = {"<=": "≤", ">=": "≥"}
"""The signs of a rule file as those of a tree."""

TOLERANCE: Final = 2.0**-49
# What a difference of figures near one, taken times a hundred, may be off by, however small it is itself.
_NOISE: Final = 2.0**-42
"""Relative: a float this near to the edge of a band, or to the middle of two figures, is taken to lie on it.

A capaian that is exactly 91 % may come out of two roundings a bit or two below it; what lies on an edge by the exact
way must lie there by columns too.
"""


class Assessed(NamedTuple):
    """``value``: the capaian in percent, null where there is none; ``reasons``: tests and why, the first that holds."""

    value: Expression
    reasons: tuple[tuple[Expression, str], ...]


def assess(realized: Expression, target: Target | tuple[Fraction, Fraction], comparison: Comparison) -> Assessed:
    """Return the capaian of a realization, which may be null, by a rule set.

    ``target`` is a number, a column, or both ends of an interval.
    """
    return _Assessment(comparison.rule).of(realized, target, comparison.arah.arah)


class _Assessment:
    def __init__(self, rule: Aturan) -> None:
        self.rule = rule
        self.nw = narwhals()

    def of(self, realized: Expression, target: Target | tuple[Fraction, Fraction], arah: str) -> Assessed:
        if isinstance(target, tuple):
            low, high = target
            return self._in_range(realized, low, high, "turun" if arah == "turun" else "naik")
        return self._by_function(realized, target, "stabil" if arah == "rentang" else arah)

    def _in_range(self, realized: Expression, low: Fraction, high: Fraction, arah: str) -> Assessed:
        # What lies on an end by the exact way lies in the range, though a float may be a bit beside it.
        under = realized < float(low) - abs(float(low)) * TOLERANCE
        over = realized > float(high) + abs(float(high)) * TOLERANCE
        below, above = (self._by_function(realized, bound, arah) for bound in (low, high))
        inside = self._limited(self._rounded(self.nw.lit(100.0)))
        value = self.nw.when(over).then(above.value).when(under).then(below.value).otherwise(inside)
        reasons = [(over & test, reason) for test, reason in above.reasons]
        reasons += [(under & test, reason) for test, reason in below.reasons]
        value = self.nw.when(~realized.is_null()).then(value)
        return Assessed(value, tuple(reasons))

    def _by_function(self, realized: Expression, target: Target, direction: str) -> Assessed:
        function = self.rule.fungsi.get(direction)
        if function is None and direction == "stabil":
            function = functions()["STAB"]
        if function is None:
            return Assessed(self.nw.lit(None, dtype=self.nw.Float64), ((self.nw.lit(True), "arah-tak-diatur"),))
        value, undefined = self._function(function, realized, target)
        value = self._limited(self._rounded(value))
        fixed: list[tuple[Expression, Fraction | None]] = []
        reasons: list[tuple[Expression, str]] = []
        for test, word, choice in self._zeros(realized, target, direction):
            fixed.append((test, choice))
            if choice is None:
                reasons.append((test, word))
        if undefined is not None:
            for test, _ in fixed:
                undefined = undefined & ~test
            value = self.nw.when(~undefined).then(value)
            no_target, no_figure = _is_zero(target), realized == 0
            if not isinstance(no_target, bool):
                reasons += [(undefined & ~no_target, "realisasi-nol"), (undefined & ~no_figure, "target-nol")]
            else:
                reasons += [(undefined & ~no_figure, "target-nol")] if no_target else []
            last = "realisasi-nol" if no_target is False else "keduanya-nol"
            reasons.append((undefined, last))
        for test, choice in reversed(fixed):
            constant = self.nw.lit(None if choice is None else float(choice), dtype=self.nw.Float64)
            value = self.nw.when(test).then(constant).otherwise(value)
        return Assessed(value, tuple(reasons))

    def _zeros(
        self, realized: Expression, target: Target, direction: str
    ) -> list[tuple[Expression, str, Fraction | None]]:
        """Return what the rule set's convention for zeros fixes: the test, the word for it, the value or none."""
        if self.rule.nol is None or direction == "stabil":
            return []
        no_target, no_figure = _is_zero(target), realized == 0
        tests: list[tuple[Expression, str, Any]] = []
        if no_target is True:
            tests = [
                (no_figure, "keduanya-nol", self.rule.nol.keduanya),
                (_is_known(realized), "target-nol", self.rule.nol.target),
            ]
        elif no_target is False:
            tests = [(no_figure, "realisasi-nol", self.rule.nol.realisasi)]
        else:
            tests = [
                (no_figure & no_target, "keduanya-nol", self.rule.nol.keduanya),
                (no_target & _is_known(realized), "target-nol", self.rule.nol.target),
                (no_figure & _is_known(target), "realisasi-nol", self.rule.nol.realisasi),
            ]
        found: list[tuple[Expression, str, Fraction | None]] = []
        for test, word, choices in tests:
            choice = choices[direction]
            if choice == "batas" and self.rule.batas is not None:
                choice = self.rule.batas.atas
            if choice is None or isinstance(choice, Fraction):
                found.append((test, word, choice))
        return found

    def _function(self, function: Fungsi, realized: Expression, target: Target) -> tuple[Expression, Expression | None]:
        """Return the value of a function, of whose cases the first that holds counts, and where it is undefined."""
        *cases, last = function.kasus
        value, undefined = self._rumus(last.rumus, realized, target)
        for case in reversed(cases):
            assert case.bila is not None
            holds, unclear = self._syarat(case.bila, realized, target)
            own, gap = self._rumus(case.rumus, realized, target)
            value = self.nw.when(holds).then(own).otherwise(value)
            if gap is not None or undefined is not None:
                no = self.nw.lit(False)
                undefined = (holds & (no if gap is None else gap)) | (~holds & (no if undefined is None else undefined))
            if unclear is not None:
                undefined = unclear if undefined is None else unclear | undefined
        return value, undefined

    def _syarat(self, syarat: Syarat, realized: Expression, target: Target) -> tuple[Expression, Expression | None]:
        """Return whether a condition holds, and where that can't be told: on its very edge as the exact way has it."""
        sides = [self._arithmetic(one, Piecewise, realized, target) for one in (syarat.left, syarat.right)]
        left, right = sides
        gap = _either(*[_either(*one.sound().zero) for one in sides])
        return compared(left, _SIGNS.get(syarat.sign, syarat.sign), right), gap

    def _rumus(self, rumus: Rumus, realized: Expression, target: Target) -> tuple[Expression, Expression | None]:
        """Return the value of a formula of a rule file, and where it is undefined."""
        arithmetic = self._arithmetic(rumus, Arithmetic, realized, target)
        return arithmetic.value(), _either(*arithmetic.sound().zero)

    def _arithmetic(self, rumus: Rumus, kind: Callable[..., _Kind], realized: Expression, target: Target) -> _Kind:
        tree = Number(None, False, rumus.value({}), (0, 0)) if rumus.tree is None else rumus.tree
        leaves, constants = {"realisasi": realized}, {}
        if isinstance(target, Fraction):
            constants["target"] = target
        else:
            leaves["target"] = target
        # A realization may be the value of a formula, which floats miss by a little.
        return kind(tree, leaves, self.nw.lit, constants=constants, summed=["realisasi"], text=rumus.text)

    def _rounded(self, value: Expression) -> Expression:
        return value if self.rule.desimal_capaian is None else half_up(value, self.rule.desimal_capaian)

    def _limited(self, value: Expression) -> Expression:
        """Hold a value within cap and floor; null stays null."""
        limits = self.rule.batas
        if limits is None:
            return value
        if limits.atas is not None:
            value = self.nw.when(value > float(limits.atas)).then(self.nw.lit(float(limits.atas))).otherwise(value)
        if limits.bawah is not None:
            value = self.nw.when(value < float(limits.bawah)).then(self.nw.lit(float(limits.bawah))).otherwise(value)
        return value


def _is_zero(target: Target) -> Any:
    """Return whether a target is zero: known, or a test."""
    return not target if isinstance(target, Fraction) else target == 0


def _is_known(figure: Expression) -> Expression:
    """Return whether there is a figure and it is not zero; NaN, which pandas takes for null, is unequal to zero too."""
    return (figure > 0) | (figure < 0)


def _either(*tests: Expression | None) -> Expression | None:
    found: Expression | None = None
    for test in tests:
        if test is not None:
            found = test if found is None else found | test
    return found


def half_up(value: Expression, decimals: int) -> Expression:
    """Return figures rounded half up, ties away from zero, as figures are rounded for show.

    A float cannot hold 2,675; what lies within a few bits of the middle is taken for it, as the exact way has it.
    A small value may be the rest of a difference, such as (1 − 0,99875) × 100, and carries the bits of the larger ones.
    """
    nw = narwhals()
    size = 10.0**decimals
    steps = (value.abs() * (size * (1 + TOLERANCE)) + (0.5 + size * _NOISE)).floor() / size
    return nw.when(value < 0).then(steps * -1.0).otherwise(steps)


def labels(scale: Skala | None) -> tuple[str, ...]:
    """Return the names of the bands of a scale that no open condition keeps closed."""
    return () if scale is None else tuple(dict.fromkeys([one.predikat for one in _open_bands(scale)]))


def _open_bands(scale: Skala) -> Sequence[Pita]:
    return [one for one in scale.pita if one.syarat is None]


def band(value: Expression, rule: Aturan, words: Words) -> Expression:
    """Return the band of a value in the scale of a rule set; null where there is no value."""
    nw = narwhals()
    assert rule.skala is not None
    looked_up = value if rule.desimal_skala is None else half_up(value, rule.desimal_skala)
    bands = _open_bands(rule.skala)
    *above, lowest = bands
    tests = [_begins_below(looked_up, one) for one in above]
    edges = [one.mulai for one in above]
    if words.numbered and len(words.words) == len(bands) and edges == sorted(set(edges), reverse=True):  # type: ignore[type-var]
        # The number of a band is how many edges lie above: sums of tests are quicker than choices.
        choice = nw.lit(0, dtype=nw.Int8)
        for test in tests:
            choice = choice + (~test).cast(nw.Int8)
    else:
        choice = words.literal(lowest.predikat)
        for test, one in zip(reversed(tests), reversed(above), strict=True):
            choice = nw.when(test).then(words.literal(one.predikat)).otherwise(choice)
    beyond = off_scale(value, rule)
    known = ~value.is_null() if beyond is None else ~value.is_null() & ~beyond
    return nw.when(known).then(choice).otherwise(words.literal(None))


def off_scale(value: Expression, rule: Aturan) -> Expression | None:
    """Return whether a value is beyond the ends of a scale of realizations; None where the rule set has none."""
    if rule.skala is None or rule.skala.ends == (None, None):
        return None
    looked_up = value if rule.desimal_skala is None else half_up(value, rule.desimal_skala)
    low, high = rule.skala.ends
    tests = []
    if low is not None:
        tests.append(looked_up < float(low) - abs(float(low)) * TOLERANCE)
    if high is not None:
        tests.append(looked_up > float(high) + abs(float(high)) * TOLERANCE)
    return tests[0] if len(tests) == 1 else tests[0] | tests[1]


def _begins_below(value: Expression, one: Pita) -> Expression:
    """Return whether a value is above the beginning of a band, or nearly on it."""
    assert one.mulai is not None
    edge = float(one.mulai)
    near = abs(edge) * TOLERANCE
    return value > edge + near if one.tegas else value >= edge - near
