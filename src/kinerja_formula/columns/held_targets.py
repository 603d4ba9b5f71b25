"""What the values of a table are held against: one target for all rows, a column of them, or what the cell states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from kinerja_formula.columns.column_plans import Told, unit_with
from kinerja_formula.columns.frames import Table
from kinerja_formula.evaluation.percent import is_percentage
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.evaluation.plausibility import Measures
from kinerja_formula.names import nearest, normalise
from kinerja_formula.nodes import Name, Quantity
from kinerja_formula.penilaian import NO_TARGET, Aturan, stated_target
from kinerja_formula.penilaian.comparison import Comparison, comparison
from kinerja_formula.penilaian.stated_figures import Stated, read_stated
from kinerja_formula.penilaian.target_units import is_of_count

__all__ = ["BARE", "Held", "held_against", "sides_in_percent"]

Expression = Any
BARE: Final = "tanpa-satuan"
"""Neither side has a unit, so that either may be a share of one beside a percentage."""


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


def sides_in_percent(
    unit: str | None, target: Stated, indikator: str | None, *, bare: bool = False
) -> tuple[tuple[str, bool], ...]:
    """Return which of realization and target is a percentage while the other has no unit, and whether by its own unit.

    As :meth:`look_at_the_scale` of one capaian has it: an indicator that is called a percentage is one without a sign.
    ``bare``: the realization is a column of figures and nothing calculated, whose percent only its name tells.
    """
    named = indikator is not None and is_percentage(normalise(indikator))
    units = {"realisasi": unit, "target": target.unit}
    found = []
    for one, other in (("realisasi", "target"), ("target", "realisasi")):
        if units[other] is None and (units[one] == "%" or (named and units[one] is None)):
            found.append((one, units[one] == "%"))
    if bare and unit == target.unit == "%":
        found.append(("target", False))  # 0,95 of "Persentase hadir" beside 95%
    if unit is None and target.unit is None and not named and not is_of_count(indikator):
        found.append((BARE, False))  # 95 beside 0,95
    return tuple(found)


def held_against(
    table: Table,
    plan: Plan,
    target: Any,
    *,
    arah: str | None,
    aturan: str | Aturan | None,
    named: Measures,
    stated: Sequence[Quantity],
    told: Told | None = None,
) -> Held | None:
    """Return what the values of a formula are held against: a column, a target for all rows, what the cell states.

    ``named``: what the formula measures, whose words tell a direction.
    """
    indikator, measured = named
    unit = plan.unit if told is None or not told.percents else unit_with(plan, told)
    column = target if isinstance(target, str) and target in table.columns else None
    given, its = None, None
    if column is not None:
        given = table.number(column, plan.text, percent=True, units=True)
        its = table.unit_of(column)
        target = 1 if its is None else f"1 {its}"
    elif isinstance(target, str):
        _look_for_column(table, target)
    elif target is None:
        if stated:
            target = tuple([stated_target(one) for one in stated])
        elif arah is not None or aturan is not None:
            target = NO_TARGET
        else:
            return None
    found = comparison(
        target,
        bare=plan.has_no_written_unit,
        assumed=plan.has_no_written_unit and plan.has_suggested_size,
        satuan=None if column is not None and its is None else unit,
        arah=arah,
        aturan=aturan,
        indikator=indikator,
        measured=measured,
    )
    percent = sides_in_percent(unit, found.target, indikator, bare=isinstance(plan.tree, Name))
    if column is None:
        return Held(found, percent=percent)
    return Held(found, given, table.missing(column), percent=percent)


def _look_for_column(table: Table, target: str) -> None:
    """Raise InvalidDataError KF464 for a word that is nearly a column: no value of a formula is held against a word."""
    if read_stated(target, "target")[0].kind == "peringkat":
        if nearest(target, [column for column in table.columns if isinstance(column, str)]):
            table.need(target)
