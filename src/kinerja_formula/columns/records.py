"""Tables of records: a row a thing, and a name with a condition counts those that meet it.

Source of the rule: docs/reference/language.md, "Conditions inside names"; the condition is found by the same reader
as for records of one evaluation (:mod:`kinerja_formula.evaluation.records`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kinerja_formula.columns.assessment import TOLERANCE
from kinerja_formula.columns.column_plans import sound_units
from kinerja_formula.columns.frames import Table
from kinerja_formula.columns.wide import evaluate_table
from kinerja_formula.diagnostics import Diagnostic, MissingDataError
from kinerja_formula.diagnostics.catalogue import OPERAND_COLUMN
from kinerja_formula.evaluation.figures import Operand, match_keys
from kinerja_formula.evaluation.percent import is_averaged
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.evaluation.records import Condition, column_of, find_condition
from kinerja_formula.names import NearNames, normalise

__all__ = ["count_records"]

_PART: Final = "kinerja_formula bagian"


def count_records(
    given: Any, plan: Plan, *, by: Sequence[str], columns: Mapping[str, str] | None, semua: str | None, **keywords: Any
) -> Any:
    """Return a row per group with the operands counted and the formula's value; see :func:`evaluate_records`."""
    table = Table(given)
    nw = table.nw
    table.need_groups(by)
    sound_units(plan)
    named = {normalise(name): column for name, column in (columns or {}).items()}
    table.need(*named.values())
    found: list[tuple[Operand, Any]] = []
    faults: list[Diagnostic] = []
    near_names: NearNames | None = None
    for operand in plan.operands:
        figure = _figure(table, plan, operand, named, semua)
        if figure is None:
            near_names = near_names or NearNames([str(one) for one in table.columns])
            near = near_names.of(operand.wanted)
            faults.append(Diagnostic(OPERAND_COLUMN, operand.span, (), name=operand.wanted, suggestions=near))
        else:
            found.append((operand, figure))
    if faults:
        raise MissingDataError(tuple(faults), plan.text)
    groups = table.groups(by)
    parts = [f"{_PART} {place}" for place in range(len(found))]
    frame = table.frame.with_columns(*[figure.alias(part) for part, (_, figure) in zip(parts, found, strict=True)])
    made = [
        (nw.col(part).mean() if is_averaged(operand.key) else nw.col(part).sum()).alias(part)
        for part, (operand, _) in zip(parts, found, strict=True)
    ]
    counted = frame.group_by(*groups).agg(*made).select(*(groups if by else ()), *parts)
    outer = tuple([operand.wanted for operand, _ in found])
    inner = (*(groups if by else ()), *parts)
    counted = table.renamed(counted, inner, (*by, *outer))
    return evaluate_table(table.handed(counted), plan, columns=dict(zip(outer, outer, strict=True)), **keywords)


def _figure(table: Table, plan: Plan, operand: Operand, named: Mapping[str, str], semua: str | None) -> Any:
    """Return what each record gives to an operand: its figure, 1 where it meets the condition, or 1; None for none."""
    nw = table.nw
    column = next((named[key] for key in operand.keys if key in named), None)
    matched = match_keys([operand], table.columns)[0]
    if column is None and matched:
        column = matched[0]
    if column is not None:
        number, told = table.number(column), plan.units.operands.get(operand.key)
        table.refuse_scales(column, [None if told is None else told.measure], plan.text)
        return number
    if semua is not None and normalise(semua) in operand.keys:
        return nw.lit(1.0)
    condition = find_condition(operand.text)
    attribute = column_of(condition.attribute, table.columns) if condition is not None else None
    if condition is None or attribute is None:
        return None
    figure = table.number(attribute, percent=condition.percent)
    if condition.percent and table.holds_shares(attribute):
        figure = figure * 100.0
    return nw.when(_met(condition, figure) & ~table.missing(attribute)).then(1.0).otherwise(0.0)


def _met(condition: Condition, figure: Any) -> Any:
    """Return whether a record counts, as :meth:`Condition.met_by` says it of one figure."""
    tests = []
    if condition.low is not None:
        low = float(condition.low)
        near = abs(low) * TOLERANCE  # 0,29 × 100 is a bit beside 29
        tests.append(figure > low + near if condition.strict else figure >= low - near)
    if condition.high is not None:
        high = float(condition.high)
        near = abs(high) * TOLERANCE
        tests.append(figure < high - near if condition.strict else figure <= high + near)
    met = tests[0]
    for one in tests[1:]:
        met = met & one
    return met
