"""Units that a caller gives for operands by their names: ``satuan={"Anggaran": "juta rupiah"}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import INVALID_UNIT, NO_SUCH_NAME
from kinerja_formula.evaluation.formula_cell import asked_names
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.names import nearest, normalise
from kinerja_formula.units import Unit, read_unit

__all__ = ["given_units", "own_units"]

_MOST_NAMES_SHOWN: Final = 6


def given_units(plan: Plan, satuan: Mapping[str, str]) -> dict[str, Unit]:
    """Read the units that the caller gives for operands of a formula, and return them by key.

    Raises InvalidDataError KF206 for a text that is no unit, KF343 for a name that the formula does not have.
    """
    keys = _keys_of(plan)
    given: dict[str, Unit] = {}
    for name in satuan:
        if normalise(str(name)) not in keys:
            near = nearest(str(name)[:200], [one.text for one in plan.operands])
            facts: dict[str, object] = {
                "name": str(name)[:80],
                "suggestions": near or asked_names(plan)[:_MOST_NAMES_SHOWN],
            }
            raise InvalidDataError(Diagnostic(NO_SUCH_NAME, (0, 0), (), **facts), plan.text)
    for name, written in satuan.items():
        unit = read_unit(written) if isinstance(written, str) else None
        if unit is None:
            found = Diagnostic(INVALID_UNIT, (0, 0), name=str(name), unit=str(written)[:80])
            raise InvalidDataError(found, plan.text)
        given[normalise(str(name))] = unit
    return given


def own_units(plan: Plan, satuan: Mapping[str, str] | None) -> dict[str, str]:
    """Return those of many units by name that are of names in this formula."""
    if not satuan:
        return {}
    keys = _keys_of(plan)
    return {name: unit for name, unit in satuan.items() if normalise(str(name)) in keys}


def _keys_of(plan: Plan) -> set[str]:
    operands = (*plan.operands, *((plan.head,) if plan.head is not None else ()))
    return {key for operand in operands for key in operand.keys}
