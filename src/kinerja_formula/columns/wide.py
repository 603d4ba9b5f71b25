"""Wide tables: a row a record, a column an operand; the value, its status, and with a target the capaian."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, Final, NamedTuple

from kinerja_formula.columns.arithmetic import Sound, Stage
from kinerja_formula.columns.assessment import Assessed, assess, band, labels
from kinerja_formula.columns.blocks import calculated
from kinerja_formula.columns.decimals import decimal_sum
from kinerja_formula.columns.engines import Frame, all_finite, finite, is_dask, narwhals, numpy
from kinerja_formula.columns.frames import Table
from kinerja_formula.columns.piecewise import arithmetic_of
from kinerja_formula.columns.word_columns import Words
from kinerja_formula.diagnostics import NO_COLUMNS, Diagnostic, NotationError, UnitMismatchError
from kinerja_formula.evaluation.figures import Operand, match_keys
from kinerja_formula.evaluation.percent import is_percentage
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.names import normalise
from kinerja_formula.nodes import Components, Name, Node, Quantity, Statement, walk
from kinerja_formula.penilaian import NO_TARGET, Aturan, stated_target
from kinerja_formula.penilaian.comparison import Comparison, comparison
from kinerja_formula.penilaian.stated_figures import Stated
from kinerja_formula.penilaian.target_units import HIGHEST_PERCENT

__all__ = [
    "STATUS",
    "Calculation",
    "Held",
    "Told",
    "calculable",
    "evaluate_table",
    "expression",
    "held_against",
    "plan_for",
    "sides_in_percent",
    "sound_units",
    "told_by_the_cell",
    "unit_with",
]

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


class Held(NamedTuple):
    """What values are held against: the target of ``comparison``, or that of each row.

    ``given`` is the expression of a column of targets, ``missing`` tells where it has none, and ``several`` where
    there are several that differ. ``percent``: which sides are percentages while the other has no unit, and
    whether they say so themselves.
    """

    comparison: Comparison
    given: Expression = None
    missing: Expression = None
    several: Expression = None
    percent: tuple[tuple[str, bool], ...] = ()


class Told(NamedTuple):
    """What a cell tells besides its tree: figures of operands, by key, as a person writes them.

    ``percents`` are those that are percentages, ``ratios`` the parts of the tree that a condition compares with one.
    """

    figures: Mapping[str, Fraction]
    percents: frozenset[str]
    ratios: frozenset[Node] = frozenset()


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
        doubts = _doubts_of_scale(realized, self.nw.lit(float(low)) if isinstance(low, Fraction) else low, held.percent)
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


def sides_in_percent(unit: str | None, target: Stated, indikator: str | None) -> tuple[tuple[str, bool], ...]:
    """Return which of realization and target is a percentage while the other has no unit, and whether by its own unit.

    As :meth:`look_at_the_scale` of one capaian has it: an indicator that is called a percentage is one without a sign.
    """
    named = indikator is not None and is_percentage(normalise(indikator))
    units = {"realisasi": unit, "target": target.unit}
    found = []
    for one, other in (("realisasi", "target"), ("target", "realisasi")):
        if units[other] is None and (units[one] == "%" or (named and units[one] is None)):
            found.append((one, units[one] == "%"))
    return tuple(found)


def _doubts_of_scale(realized: Expression, target: Expression, percent: Sequence[tuple[str, bool]]) -> list[Reason]:
    """Return the tests whether one side looks like a share of one, or like a thousand times too much (KF332)."""
    pairs = {"realisasi": (realized, target), "target": (target, realized)}
    tests = []
    for side, signed in percent:
        one, other = pairs[side]
        share = (other > 0) & (other <= 1 if signed else other < 1) & (one > 1)
        tests.append(share | ((other > HIGHEST_PERCENT) & (other >= one.abs() * (HIGHEST_PERCENT / 100))))
    return [(_any(tests), "skala-meragukan")] if tests else []


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


def calculable(plan: Plan, names: Sequence[str]) -> tuple[Node, tuple[Operand, ...]]:
    """Return the tree to calculate and its operands; a list of parts is its head where one of ``names`` is that.

    Raises NotationError KF463 for a cell that has nothing to calculate.
    """
    tree = plan.tree
    if isinstance(tree, Components) and plan.head is not None and match_keys([plan.head], names)[0]:
        head = tree.head
        return Name(head.text, head.span) if isinstance(head, Statement) else head, (plan.head,)
    if isinstance(tree, Quantity) or (isinstance(tree, Statement) and not tree.operand):
        raise NotationError(Diagnostic(NO_COLUMNS, (0, 0), (), reason="tanpa-operan"), plan.text)
    return tree, plan.operands


def plan_for(plan: Plan, names: Sequence[str]) -> Plan:
    """Return the plan for data of these names: a name that the cell defines may be among them."""
    system = plan._system  # noqa: SLF001
    return plan if system is None else plan._with_given_definitions(system, tuple(names))  # noqa: SLF001


def told_by_the_cell(plan: Plan, operands: Sequence[Operand], names: Sequence[str]) -> Told:
    """Return what a cell tells, with figures for those of its operands that none of ``names`` is."""
    known, ids = plan._constants, plan.ratios  # noqa: SLF001
    ratios = frozenset([node for node in walk(plan.tree) if id(node) in ids] if ids else ())
    asked = [one for one in operands if one.key in known]
    absent = [one.key for one, keys in zip(asked, match_keys(asked, names), strict=True) if not keys]
    percents = frozenset(key for key in absent if known[key].percent)
    figures = {key: known[key].value for key in absent}
    # Of what is compared with a percentage a figure up to 1 is a share of one: PMA = 0,5% is 0,005.
    shares = {key: figures[key] / 100 for key in percents & plan.compared if abs(figures[key]) <= 1}
    return Told({**figures, **shares}, percents, ratios)


def unit_with(plan: Plan, told: Told) -> str | None:
    """Return the unit of the value where some figures of the cell are percentages."""
    return plan.calculation(told.percents).unit


def sound_units(plan: Plan) -> None:
    """Raise UnitMismatchError KF201 for what can't be put together: once for a column, never for a row."""
    faults = plan.unit_faults
    if faults:
        raise UnitMismatchError(faults, plan.text)


def held_against(
    table: Table,
    plan: Plan,
    target: Any,
    *,
    arah: str | None,
    aturan: str | Aturan | None,
    indikator: str | None,
    stated: Sequence[Quantity],
    told: Told | None = None,
) -> Held | None:
    """Return what the values of a formula are held against: a column, a target for all rows, what the cell states."""
    unit = plan.unit if told is None or not told.percents else unit_with(plan, told)
    column = target if isinstance(target, str) and target in table.columns else None
    given, its = None, None
    if column is not None:
        given = table.number(column, plan.text, percent=True, units=True)
        its = table.unit_of(column)
        target = 1 if its is None else f"1 {its}"
    elif target is None:
        if stated:
            target = tuple([stated_target(one) for one in stated])
        elif arah is not None or aturan is not None:
            target = NO_TARGET
        else:
            return None
    found = comparison(
        target,
        satuan=None if column is not None and its is None else unit,
        arah=arah,
        aturan=aturan,
        indikator=indikator,
    )
    percent = sides_in_percent(unit, found.target, indikator)
    if column is None:
        return Held(found, percent=percent)
    return Held(found, given, table.missing(column), percent=percent)


def evaluate_table(
    given: Any,
    plan: Plan,
    *,
    columns: Mapping[str, str] | None = None,
    target: Any = None,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    indikator: str | None = None,
    stated: Sequence[Quantity] = (),
    awalan: str = "",
    status: bool = True,
) -> Any:
    """Return the frame with ``nilai``, ``status``, and with a target ``capaian`` and ``predikat``.

    See :func:`kinerja_formula.evaluate_table`; ``stated`` are the quantities that the cell itself states.
    """
    sound_units(plan)
    by_partition = partial(
        evaluate_table,
        plan=plan,
        columns=columns,
        target=target,
        arah=arah,
        aturan=aturan,
        indikator=indikator,
        stated=stated,
        awalan=awalan,
        status=status,
    )
    if is_dask(given):
        return given.map_partitions(by_partition, meta=by_partition(given._meta))  # noqa: SLF001
    table = Table(given)
    known = [*table.columns, *(columns or ())]
    plan = plan_for(plan, known)
    tree, operands = calculable(plan, known)
    told = told_by_the_cell(plan, operands, known)
    found = table.find([one for one in operands if one.key not in told.figures], columns, plan.text)
    plan, factors = _in_told_units(table, plan, operands, found)
    held = held_against(table, plan, target, arah=arah, aturan=aturan, indikator=indikator, stated=stated, told=told)
    names = [f"{awalan}{name}" for name in ("nilai", "status", *(("capaian", "predikat") if held else ()))]
    wanted = names if status else [names[0], *names[2:]]
    table.free(*wanted)
    values = _values(table, plan, tree, found, told, factors, name=names[0], asked=status or held is not None)
    frame = values.calculation.finished(
        values.value, values.reasons, held, names, table.inner_names, status=status, exact=values.exact
    )
    return table.finished(frame, wanted)


def _in_told_units(
    table: Table, plan: Plan, operands: Sequence[Operand], found: Mapping[str, str]
) -> tuple[Plan, dict[str, Fraction]]:
    """Return the plan with the units that columns tell, and what figures are multiplied by to be in those it wants.

    Raises UnitMismatchError KF205 for a column in a unit that its operand can't have.
    """
    learned: dict[str, Any] = {}
    own: dict[str, Fraction] = {}
    for operand in operands:
        column = found.get(operand.key)
        if column is not None:
            table.number(column, plan.text, units=True)
            unit = table.unit_of(column)
            if unit is None and normalise(column) not in operand.keys:
                unit = table.unit_in_name(column)
            if unit is not None and unit != "%":
                own[operand.key], more = plan.told_unit(operand, unit)
                learned |= more
    if learned:
        plan = plan.with_units(learned)
        sound_units(plan)
    factors = dict(plan.units.factors)
    for key, by in own.items():
        if by != 1:
            factors[key] = factors.get(key, Fraction(1)) * by
    return plan, factors


class _Values(NamedTuple):
    """The values on their way, and why some rows have none. ``exact``: they are Decimals."""

    calculation: Calculation
    value: Expression
    reasons: Sequence[Reason] = ()
    exact: bool = False


def _values(
    table: Table,
    plan: Plan,
    tree: Node,
    found: Mapping[str, str],
    told: Told,
    factors: Mapping[str, Fraction],
    *,
    name: str,
    asked: bool,
) -> _Values:
    """Return the values by the shortest way: in blocks of memory, as a sum of Decimals, or as the engine calculates.

    ``name``: what their column is to be called; ``asked``: whether anybody asks why there is none.
    """
    huge = any(table.is_beyond_exact(column) for column in found.values())
    in_blocks = _in_blocks(table, tree, found, plan.text, factors) if not (told.figures or huge) else None
    if in_blocks is not None:
        calculation = Calculation(table, table.frame)
        return _Values(calculation, calculation.put(in_blocks, name))
    leaves = {key: table.number(column, plan.text, units=True) for key, column in found.items()}
    total = decimal_sum(table, tree, found, factors) if not told.figures else None
    calculation = Calculation(table, table.frame)  # texts may have become numbers in the frame of the table by now
    missing = [table.missing(column) for column in found.values()]
    if total is not None:
        value, reasons = calculation.exactly(total, missing)
        return _Values(calculation, value, reasons, exact=True)
    value, reasons = calculation.value(
        tree,
        leaves,
        missing,
        factors=factors,
        text=plan.text,
        bounded=[key for key, column in found.items() if table.is_bounded(column)],
        whole=[key for key, column in found.items() if table.dtypes[column].is_integer()],
        huge=huge,
        told=told,
        status=asked,
    )
    return _Values(calculation, value, reasons)


def _in_blocks(table: Table, tree: Node, found: Mapping[str, str], text: str, factors: Mapping[str, Fraction]) -> Any:
    """Return the values as an array where the columns stand in memory, and every row has one; else None."""
    arrays = {key: table.array(column) for key, column in found.items()}
    if any(one is None for one in arrays.values()):
        return None
    return calculated(tree, arrays, factors=factors, text=text)


def expression(plan: Plan, columns: Mapping[str, str] | None = None) -> Any:
    """Return the value as one narwhals expression, null where there is none.

    ``columns`` has the column of each operand by name; without it each is called as its operand. What the cell gives
    a figure for is a column only where ``columns`` says so.
    """
    nw = narwhals()
    sound_units(plan)
    named = {normalise(name): column for name, column in (columns or {}).items()}
    plan = plan_for(plan, tuple(columns or ()))
    tree, operands = calculable(plan, tuple(columns or ()))
    told = told_by_the_cell(plan, operands, tuple(columns or ()))
    leaves = {
        operand.key: nw.col(next((named[key] for key in operand.keys if key in named), operand.wanted)).cast(nw.Float64)
        for operand in operands
        if operand.key not in told.figures
    }
    arithmetic = arithmetic_of(
        tree,
        leaves,
        nw.lit,
        factors=plan.units.factors,
        constants=told.figures,
        percents=told.percents,
        ratios=told.ratios,
        text=plan.text,
    )
    value, sound = arithmetic.value(), arithmetic.sound()
    good = finite(value)
    for one in sound.finite:
        good = good & finite(one)
    for test in sound.unseen:
        good = good & ~test
    return nw.when(good).then(value).alias("nilai")
