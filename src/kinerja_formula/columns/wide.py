"""Wide tables: a row a record, a column an operand; the value, its status, and with a target the capaian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

from kinerja_formula.columns.blocks import calculated
from kinerja_formula.columns.column_calculation import Calculation, Expression, Reason
from kinerja_formula.columns.column_plans import Told, calculable, plan_for, sound_units, told_by_the_cell
from kinerja_formula.columns.decimals import decimal_sum
from kinerja_formula.columns.engines import finite, is_dask, narwhals
from kinerja_formula.columns.frames import Table
from kinerja_formula.columns.held_targets import held_against
from kinerja_formula.columns.piecewise import arithmetic_of
from kinerja_formula.columns.text_columns import no_numbers
from kinerja_formula.evaluation.figures import Operand
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.evaluation.plausibility import Measures
from kinerja_formula.names import normalise
from kinerja_formula.nodes import Node, Quantity
from kinerja_formula.penilaian import Aturan
from kinerja_formula.units import unscaled

__all__ = ["evaluate_table", "expression"]


def evaluate_table(
    given: Any,
    plan: Plan,
    *,
    columns: Mapping[str, str] | None = None,
    target: Any = None,
    arah: str | None = None,
    aturan: str | Aturan | None = None,
    named: Measures = (None, None),
    stated: Sequence[Quantity] = (),
    awalan: str = "",
    status: bool = True,
) -> Any:
    """Return the frame with ``nilai``, ``status``, and with a target ``capaian`` and ``predikat``.

    See :func:`kinerja_formula.evaluate_table`; ``stated`` are the quantities that the cell itself states,
    ``named`` what the formula measures.
    """
    sound_units(plan)
    by_partition = partial(
        evaluate_table,
        plan=plan,
        columns=columns,
        target=target,
        arah=arah,
        aturan=aturan,
        named=named,
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
    told = told._replace(percents=told.percents | _all_in_percent(table, plan, operands, found))
    plan, factors = _in_told_units(table, plan, operands, found, told)
    held = held_against(table, plan, target, arah=arah, aturan=aturan, named=named, stated=stated, told=told)
    names = [f"{awalan}{name}" for name in ("nilai", "status", *(("capaian", "predikat") if held else ()))]
    wanted = names if status else [names[0], *names[2:]]
    table.free(*wanted)
    values = _values(table, plan, tree, found, told, factors, name=names[0], asked=status or held is not None)
    frame = values.calculation.finished(
        values.value, values.reasons, held, names, table.inner_names, status=status, exact=values.exact
    )
    return table.finished(frame, wanted)


def _all_in_percent(table: Table, plan: Plan, operands: Sequence[Operand], found: Mapping[str, str]) -> frozenset[str]:
    """Return the operands where each of their columns is texts in percent: ``95%`` of *Realisasi* over *Target*.

    Beside a bare figure a percentage is as doubtful as in a single calculation, and refused as it stands. Raises
    UnitMismatchError KF205 where a count is in percent.
    """
    told = set()
    for column in found.values():
        table.number(column, plan.text, percent=True, units=True)
        if not table.holds_no_text(column):
            told.add(table.unit_of(column))
    if told != {"%"}:
        return frozenset()
    for operand in operands:
        if operand.key in found:
            plan.told_unit(operand, "%")
    return frozenset(found)


def _in_told_units(
    table: Table, plan: Plan, operands: Sequence[Operand], found: Mapping[str, str], told: Told
) -> tuple[Plan, dict[str, Fraction]]:
    """Return the plan with the units that columns tell, and what figures are multiplied by to be in those it wants.

    Raises UnitMismatchError KF205 for a column in a unit that its operand can't have.
    """
    learned: dict[str, Any] = {}
    own: dict[str, Fraction] = {}
    for operand in operands:
        column = found.get(operand.key)
        if column is not None:
            table.number(column, plan.text, percent=operand.key in told.percents, units=True)
            unit = table.unit_of(column)
            if unit is None and normalise(str(column)) not in operand.keys:
                unit = table.unit_in_name(column)
            unit = _scaled(table, plan, operand, column) or unit
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


def _scaled(table: Table, plan: Plan, operand: Operand, column: str) -> str | None:
    """``150 miliar`` in a column counted in *miliar rupiah*: what the word scales is rupiah; None for other columns.

    Raises InvalidDataError KF461 where only some texts of such a column say it.
    """
    scaled, told = table.scale_of_texts(column), plan.units.operands.get(operand.key)
    unit = unscaled(told.measure) if scaled is not None and told is not None else None
    if unit is not None and scaled is not None and not scaled[1]:
        raise no_numbers(column, f"“{scaled[0]}”", plan.text)
    return unit


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
    in_blocks = (
        _in_blocks(table, tree, found, plan.text, factors) if not (told.figures or told.percents or huge) else None
    )
    if in_blocks is not None:
        calculation = Calculation(table, table.frame)
        return _Values(calculation, calculation.put(in_blocks, name))
    leaves = {
        key: table.number(column, plan.text, percent=key in told.percents, units=True) for key, column in found.items()
    }
    total = decimal_sum(table, tree, found, factors) if not (told.figures or told.percents) else None
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
