"""A frame on its way from operands to value, status, capaian and predikat."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from kinerja_formula.columns.arithmetic import Sound, Stage
from kinerja_formula.columns.assessment import Assessed, assess, band, labels, off_scale
from kinerja_formula.columns.column_plans import Told
from kinerja_formula.columns.engines import Frame, all_finite, finite, narwhals, numpy
from kinerja_formula.columns.frames import Table
from kinerja_formula.columns.held_targets import BARE, Held
from kinerja_formula.columns.piecewise import arithmetic_of
from kinerja_formula.columns.word_columns import Words
from kinerja_formula.nodes import Node
from kinerja_formula.penilaian import NO_TARGET
from kinerja_formula.penilaian.comparison import Comparison
from kinerja_formula.penilaian.target_units import FAR_ABOVE, HIGHEST_PERCENT, SURELY_NO_SHARE

__all__ = ["OK", "STATUS", "Calculation", "Expression", "Reason"]

OK: Final = "ok"
STATUS: Final = (
    OK,
    "data-hilang",
    "nama-ganda",
    "penyebut-nol",
    "di-luar-domain",
    "tanpa-cabang",
    "angka-terlalu-besar",
    "target-ganda",
    "target-kosong",
    "target-nihil",
    "target-nol",
    "realisasi-nol",
    "keduanya-nol",
    "arah-tak-diatur",
    "tak-sebanding",
    "skala-meragukan",
)
"""The words of a status: ``ok``, else why there is no value, why there is no capaian, or what makes it doubtful."""

_LEAST: Final = Fraction(1, 10**5)

Expression = Any
Reason = tuple[Expression, str]


class Calculation:
    """A frame on its way from operands to value, status, capaian and predikat, in as few passes as the engine needs.

    Eager polars calculates lazily on the way, so that nothing is made that no other column needs. Another eager frame
    is looked at: where every value is a finite number, nothing is wrong with any row, and no test is made row by row.
    """

    def __init__(self, table: Table, frame: Frame) -> None:
        self.nw = narwhals()
        self.table = table
        self._lazy = table.lazy or frame.implementation.is_polars()
        self.frame = frame.lazy() if self._lazy and not table.lazy else frame
        self._made = 0

    def keep(self, expression: Expression) -> Expression:
        """Make a column on the way; return its expression."""
        name = self.table.temporary(self._made)
        self._made += 1
        self.frame = self.frame.with_columns(expression.alias(name))
        return self.nw.col(name)

    def value(
        self,
        tree: Node,
        leaves: Mapping[str, Expression],
        missing: Sequence[Expression],
        *,
        factors: Mapping[str, Fraction],
        text: str,
        bounded: Collection[str] = (),
        whole: Collection[str] = (),
        huge: bool = False,
        told: Told | None = None,
        summed: Collection[str] = (),
        reasons: Sequence[Reason] = (),
        status: bool = True,
    ) -> tuple[Expression, list[Reason]]:
        """Return the value, null where there is none, and why: tests in their order; none if all rows have a value.

        ``missing``: whether an operand has no figure; ``bounded``: operands that are no floats; ``told``: figures of
        the cell itself; ``summed``: operands that were added up here; ``reasons``: more that comes before the
        arithmetic; ``status``: whether anybody asks why.
        """
        # SQL calculates once what stands in one expression several times, so the value alone is one, which is built
        # quicker; polars is quicker where it is a column.
        in_one = self.table.lazy and not self.frame.implementation.is_polars() and not status
        stage: Stage = _written_out if in_one else self.keep
        told = told or Told({}, frozenset())
        arithmetic = arithmetic_of(
            tree,
            leaves,
            self.nw.lit,
            factors=factors,
            constants=told.figures,
            bounded=bounded,
            percents=told.percents,
            ratios=told.ratios,
            summed=summed,
            whole=whole,
            huge=huge,
            stage=stage,
            text=text,
        )
        sound = arithmetic.sound()
        if self._lazy and not status and not reasons and len(sound.zero) < 2 and arithmetic.is_bounded():
            value = arithmetic.value()  # one test is cheaper than to look at the value
            return (self.nw.when(~sound.zero[0]).then(value) if sound.zero else value), []
        raw = stage(arithmetic.value())
        if not reasons and self._is_clean(raw, sound):
            return raw, []
        good = finite(raw)
        for one in sound.finite:
            good = good & finite(one)
        for test in (*sound.unseen, *[test for test, _ in reasons]):
            good = good & ~test
        if not status:
            return self.nw.when(good).then(raw), []
        good = self.keep(good)
        found: list[Reason] = [(good, OK)]
        if missing:
            found.append((_any(missing), "data-hilang"))
        found += reasons
        why = ((sound.zero, "penyebut-nol"), (sound.outside, "di-luar-domain"), (sound.gap, "tanpa-cabang"))
        found += [(_any(tests), word) for tests, word in why if tests]
        return self.nw.when(good).then(raw), found

    def put(self, values: Any, name: str | None = None) -> Expression:
        """Make a column of an array of numpy, under the name that it is to have; return its expression."""
        if name is None:
            name = self.table.temporary(self._made)
            self._made += 1
        self.frame = self.table.with_array(self.frame, name, values)
        return self.nw.col(name)

    def exactly(self, value: Expression, missing: Sequence[Expression]) -> tuple[Expression, list[Reason]]:
        """Return a value that is nothing but a sum of Decimals, as :meth:`value` returns others."""
        absent = _any(missing)
        return value, [(~absent, OK), (absent, "data-hilang")]

    def _is_clean(self, raw: Expression, sound: Sound) -> bool:
        """Return whether every row of an eager frame has a value: then no row needs to be looked at again."""
        return not sound.unseen and self._is_finite(raw, *sound.finite)

    def _is_finite(self, *expressions: Expression) -> bool:
        if self._lazy:
            return False
        names = [str(number) for number in range(len(expressions))]
        looked_at = self.frame.select(*[one.alias(name) for one, name in zip(expressions, names, strict=True)])
        return all_finite(looked_at, names)

    def assessed(self, value: Expression, held: Held) -> Assessed:
        """Return the capaian of a value, null where there is none, and why there is none."""
        compared = held.comparison
        if compared.reason is not None:
            nothing = self.nw.lit(None, dtype=self.nw.Float64)
            asked = compared.target is not NO_TARGET
            return Assessed(nothing, ((self.nw.lit(True), compared.reason),) if asked else ())
        realized = value if compared.factor == 1 else value * float(compared.factor)
        first: tuple[Reason, ...] = ()
        target: Any = compared.target.value
        if held.given is not None:
            sound = finite(held.given)
            first = ((held.missing, "target-kosong"), (~sound, "angka-terlalu-besar"))
            if held.several is not None:
                first = ((held.several, "target-ganda"), *first)
                sound = sound & ~held.several
            target = self.keep(self.nw.when(sound).then(held.given))
        elif compared.target.upper is not None:
            target = (compared.target.value, compared.target.upper)
        found = assess(realized, target, compared)
        low = target[0] if isinstance(target, tuple) else target
        high = target[1] if isinstance(target, tuple) else target
        low, high = (self.nw.lit(float(one)) if isinstance(one, Fraction) else one for one in (low, high))
        doubts = _doubts_of_scale(realized, low, high, held.percent)
        if (beyond := off_scale(value, compared.rule)) is not None:
            doubts.append((beyond, "skala-meragukan"))
        found = found._replace(reasons=(*found.reasons, *doubts))
        raw = self.keep(found.value)
        if (held.given is None and _is_ordinary(target)) or self._is_finite(raw):
            return Assessed(raw, (*first, *found.reasons))
        sound = finite(raw)
        reasons = (*first, *found.reasons[: len(found.reasons) - len(doubts)], (~sound, "angka-terlalu-besar"), *doubts)
        return Assessed(self.keep(self.nw.when(sound).then(raw)), reasons)

    def finished(
        self,
        value: Expression,
        found: Sequence[Reason],
        held: Held | None,
        names: Sequence[str],
        kept: Sequence[str],
        *,
        status: bool = True,
        exact: bool = False,
    ) -> Frame:
        """Return the columns ``kept`` and those that were asked for: value and status, with ``held`` capaian, predikat.

        ``names`` are theirs in this order, that of the status also where none is wanted. ``exact``: the values are
        Decimals. The frame is as lazy as the table was.
        """
        made = {names[0]: value}
        without_capaian: Sequence[Reason] = ()
        predicates: Words | None = None
        if held is not None:
            value = made[names[0]] = self.keep(value)
            number = value.cast(self.nw.Float64) if exact else value
            made[names[2]], without_capaian = self.assessed(number, held)
            predicates = Words(self.frame, labels(held.comparison.rule.skala))
            made[names[3]] = self._predicate(number, made[names[2]], held.comparison, predicates)
        words = Words(self.frame, STATUS)
        if status:
            made[names[1]] = self._status_of_the_others(found, without_capaian, words)
        frame = self._frame_of({name: made[name] for name in names if name in made}, kept)
        frame = words.written(frame, names[1]) if status else frame
        return frame if predicates is None else predicates.written(frame, names[3])

    def _predicate(self, value: Expression, capaian: Expression, compared: Comparison, words: Words) -> Expression:
        """Return the predikat by the scale of the rule, null where there is nothing to judge."""
        scale = compared.rule.skala
        if scale is None or (scale.dari == "capaian" and compared.reason is not None):
            return words.literal(None)
        return band(value if scale.dari == "realisasi" else capaian, compared.rule, words)

    def _frame_of(self, made: Mapping[str, Expression], kept: Sequence[str]) -> Frame:
        """Return the frame of the columns ``kept`` and those that are ``made``, as lazy as the table was."""
        if not self._lazy and len(made) == 1 and [*kept, *made] == self.frame.columns:
            return self.frame  # a value alone that was put there
        columns = [expression.alias(name) for name, expression in made.items()]
        if self._lazy and not self._made and tuple(kept) == self.table.inner_names:
            frame = self.frame.with_columns(*columns)  # nothing was made on the way that would have to go
        else:
            frame = self.frame.select(*[self.nw.col(name) for name in kept], *columns)
        return frame.collect() if self._lazy and not self.table.lazy else frame

    def _status_of_the_others(self, found: Sequence[Reason], assessed: Sequence[Reason], words: Words) -> Expression:
        """Return the status; where words are numbered only the rows without a value are asked why, as they are few."""
        if not words.numbered or assessed:
            return self._status(found, assessed, words)
        if not found:
            return self.put(numpy().zeros(len(self.frame), "int8"))  # the first word: ok
        (good, _), *others = found
        sound = self.frame.select(good.alias(OK))[OK].to_numpy()
        if sound.dtype.kind != "b":  # null among them: Arrow's own columns of pandas
            return self._status(found, assessed, words)
        numbers = (~sound).astype("int8")
        why = self._chain(others, "angka-terlalu-besar", words)
        numbers[~sound] = self.frame.filter(~good).select(why.alias(OK))[OK].to_numpy()
        return self.put(numbers)

    def _status(self, found: Sequence[Reason], assessed: Sequence[Reason], words: Words) -> Expression:
        """Return the status: why there is no value, else why there is no capaian, else ``ok``.

        What has no other reason is too large, an infinite figure too.
        """
        if not found:
            return self._chain(assessed, OK, words)
        (good, _), *others = found
        tests = [(good & test, word) for test, word in assessed]
        return self._chain([*tests, (good, OK), *others], "angka-terlalu-besar", words)

    def _chain(self, tests: Sequence[Reason], last: str, words: Words) -> Expression:
        """Return the word of the first test that holds; one that is null, as a figure is missing, does not hold."""
        chosen = words.literal(last)
        for test, word in reversed(tests):
            chosen = self.nw.when(test).then(words.literal(word)).otherwise(chosen)
        return chosen


def _doubts_of_scale(
    realized: Expression, target: Expression, highest: Expression, percent: Sequence[tuple[str, bool]]
) -> list[Reason]:
    """Return the tests whether one side looks like a share of one, or is many times the other (KF332)."""
    pairs = {"realisasi": (realized, target), "target": (target, realized)}
    tests = []
    for side, signed in percent:
        if side == BARE:
            for one, other in pairs.values():
                tests.append((other > 0) & (other < 1) & (one >= SURELY_NO_SHARE))
            continue
        one, other = pairs[side]
        share = (other > 0) & (other <= 1 if signed else other < 1) & (one > 1)
        tests.append(share | ((other > HIGHEST_PERCENT) & (other >= one.abs() * (HIGHEST_PERCENT / 100))))
    tests.append((realized.abs() >= highest.abs() * FAR_ABOVE) & (highest != 0))
    return [(_any(tests), "skala-meragukan")]


def _is_ordinary(target: Fraction | tuple[Fraction, Fraction] | None) -> bool:
    """Return whether no value can be too large when it is held against a target that is the same for all rows."""
    ends = target if isinstance(target, tuple) else (target,)
    return all(one is not None and (not one or _LEAST <= abs(one) <= 1 / _LEAST) for one in ends)


def _written_out(expression: Expression) -> Expression:
    return expression


def _any(tests: Sequence[Expression]) -> Expression:
    first, *others = tests
    for one in others:
        first = first | one
    return first
