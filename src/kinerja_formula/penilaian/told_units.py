"""Units of operands told by what stands beside a formula: the column of its indicator, and its target."""

from __future__ import annotations

from typing import Final

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.evaluation.formula_cell import asked_units
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import Name
from kinerja_formula.penilaian.stated_figures import read_stated
from kinerja_formula.penilaian.stated_unit import is_scaled, scale_between
from kinerja_formula.unit_checker import HEAD_NOUN
from kinerja_formula.units import above_the_line, names_unit, read_unit

__all__ = ["units_of_column", "units_of_target"]

_SIZES: Final = "ukuran"


def units_of_column(plan: Plan, satuan: str | None) -> dict[str, str]:
    """Return the units of operands whose figures tell none, by the unit that stands beside the indicator.

    Where the formula counts rupiah and its indicator is given in juta rupiah, a bare 900 is 900 juta rupiah. Hours
    beside an indicator in days are no such word of scale: what a name counts in hours stays hours.
    """
    if not satuan:
        return {}
    if (name := _money_per_head(plan, satuan)) is not None:
        return {name: satuan}
    if scale_between(plan.unit, satuan) is None:
        return {}
    units = asked_units(plan)
    names = units if is_scaled(satuan) else _sized_by_noun(plan)
    return {name: satuan for name in names if scale_between(units[name].unit, satuan) is not None}


def _money_per_head(plan: Plan, satuan: str) -> str | None:
    """Return the one name of a formula, *PDRB per kapita*, that only says *rupiah* beside *juta rupiah/kapita*."""
    unit = read_unit(satuan)
    if not isinstance(plan.cell, Name) or unit is None or not unit.known or above_the_line(unit) == unit:
        return None
    units = asked_units(plan)
    told = next(iter(units.values())).measure if len(units) == 1 else None
    name = next(iter(units), "")
    per_head = " per " in name.casefold() and told is not None and told.factor_to(above_the_line(unit)) is not None
    return name if per_head else None


def units_of_target(plan: Plan, target: object) -> dict[str, str]:
    """Return the unit of a figure that tells none, by a target of the same quantity: 8 beside 10 km is 8 km."""
    if not isinstance(target, str) or not _sized_by_noun(plan):
        return {}
    try:
        units = {one.unit for one in read_stated(target, "target")} - {None}
    except FormulaError:
        return {}  # told where the target is read
    return units_of_column(plan, str(units.pop())) if len(units) == 1 else {}


def _sized_by_noun(plan: Plan) -> list[str]:
    """Return the one operand of a formula whose size only its noun suggests: *Panjang jalan* may be in km as well."""
    if not isinstance(plan.cell, Name):
        return []
    return [
        name
        for name, one in asked_units(plan).items()
        if one.source == HEAD_NOUN
        and one.measure is not None
        and all(kind.family == _SIZES for kind, _ in one.measure.parts)
        and not names_unit(name)
    ]
