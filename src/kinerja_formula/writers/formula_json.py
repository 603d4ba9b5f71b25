"""A formula that was read ↔ plain data for JSON: its tree with all that was found beside it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaSyntaxError
from kinerja_formula.diagnostics.catalogue import INVALID_TREE
from kinerja_formula.evaluation.formula_cell import KINDS
from kinerja_formula.nodes import Node, Quantity
from kinerja_formula.reading.outcome import Alternative, Role
from kinerja_formula.writers.json import OLDER, SCHEMA, read_node, write_node

__all__ = ["FormulaFields", "read_formula", "write_formula"]


class FormulaFields(NamedTuple):
    """All that a formula holds."""

    text: str
    tree: Node
    kind: str
    targets: tuple[Quantity, ...]
    constants: Mapping[str, Fraction]
    diagnostics: tuple[Diagnostic, ...]
    indikator: str | None
    percent_wanted: bool
    certainty: float
    alternatives: tuple[Alternative, ...]
    roles: tuple[Role, ...]


def write_formula(fields: FormulaFields) -> dict[str, Any]:
    """Return a formula as plain data, schema ``kinerja-formula/tree/2``."""
    return {
        "schema": SCHEMA,
        "text": fields.text,
        "indikator": fields.indikator,
        "kind": fields.kind,
        "percent_wanted": fields.percent_wanted,
        "tree": write_node(fields.tree),
        "targets": [write_node(target) for target in fields.targets],
        "constants": {name: str(value) for name, value in fields.constants.items()},
        "diagnostics": [diagnostic.to_json() for diagnostic in fields.diagnostics],
        "certainty": round(fields.certainty, 4),
        "alternatives": [
            {"text": one.text, "certainty": round(one.certainty, 4), "tree": write_node(one.tree)}
            for one in fields.alternatives
        ],
        "roles": [list(one) for one in fields.roles],
    }


def read_formula(data: Mapping[str, Any]) -> FormulaFields:
    """Return what :func:`write_formula` wrote.

    Raises FormulaSyntaxError KF008, naming the field, for data of another form.
    """
    if not isinstance(data, Mapping) or data.get("schema") not in (SCHEMA, *OLDER):
        raise _field_fault("schema", data.get("schema") if isinstance(data, Mapping) else data)
    text, kind = _field(data, "text", str), data.get("kind")
    if kind not in KINDS:
        raise _field_fault("kind", kind)
    indikator = _field(data, "indikator", (str, type(None)))
    targets = _field(data, "targets", list, default=[])
    constants = _field(data, "constants", Mapping, default={})
    percent_wanted = _field(data, "percent_wanted", bool, default=False)
    quantities = tuple([read_node(target) for target in targets])
    if not all(isinstance(one, Quantity) for one in quantities):
        raise _field_fault("targets", targets)
    try:
        values = {str(name): Fraction(str(value)[:500]) for name, value in constants.items()}
    except (ValueError, ZeroDivisionError):
        raise _field_fault("constants", constants) from None
    try:
        diagnostics = tuple([Diagnostic.from_json(one) for one in data.get("diagnostics", [])])
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        raise _field_fault("diagnostics", data.get("diagnostics")) from None
    try:
        certainty = float(data.get("certainty", 1.0))
        alternatives = tuple(
            [Alternative(read_node(one["tree"]), float(one["certainty"])) for one in data.get("alternatives", ())]
        )
        roles = tuple(
            [Role(int(start), int(end), str(role), str(form)) for start, end, role, form in data.get("roles", ())]
        )
    except (ValueError, KeyError, TypeError, ArithmeticError):
        raise _field_fault("certainty", data.get("certainty")) from None
    if not 0 <= certainty <= 1:
        raise _field_fault("certainty", certainty)
    tree = read_node(data.get("tree"))
    return FormulaFields(
        text,
        tree,
        kind,
        quantities,  # type: ignore[arg-type]
        values,
        diagnostics,
        indikator,
        percent_wanted,
        certainty,
        alternatives,
        roles,
    )


def _field(data: Mapping[str, Any], field: str, kind: type | tuple[type, ...], *, default: object = None) -> Any:
    """Return a field of a formula written as data; another kind of value is a fault of it."""
    value = data.get(field, default)
    if not isinstance(value, kind):
        raise _field_fault(field, value)
    return value


def _field_fault(field: str, value: object) -> FormulaSyntaxError:
    shown = repr(value)[:80] if isinstance(value, (str, int, float)) else type(value).__name__
    return FormulaSyntaxError(Diagnostic(INVALID_TREE, (0, 0), field=field, value=shown))
