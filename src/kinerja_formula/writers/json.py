"""Tree ↔ plain data for JSON, schema ``kinerja-formula/tree/2`` (docs/reference/tree.md).

Trees of schema 1 are the same without conditions, functions, records and definitions: they are read as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from kinerja_formula.diagnostics import INVALID_TREE, Diagnostic, FormulaSyntaxError
from kinerja_formula.nodes import (
    COMPARISONS,
    FUNCTIONS,
    Aggregate,
    Average,
    Branch,
    Call,
    Comparison,
    Components,
    Conditional,
    Definition,
    Definitions,
    Logic,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Quantity,
    Root,
    Statement,
    Sum,
)
from kinerja_formula.source import Span

__all__ = ["OLDER", "SCHEMA", "read_node", "write_node"]

SCHEMA = "kinerja-formula/tree/2"
OLDER = frozenset(("kinerja-formula/tree/1",))
"""Schemas that are still read."""
_MAX_DEPTH = 400


def write_node(node: Node) -> dict[str, Any]:
    """Return a node as plain data; figures are strings (``"100"``, ``"1/3"``), spans pairs of offsets.

    >>> write_node(Name("Jumlah A", (0, 8)))
    {'node': 'name', 'text': 'Jumlah A', 'span': [0, 8]}
    """
    data: dict[str, Any]
    if isinstance(node, Name):
        data = {"node": "name", "text": node.text}
        if node.total:
            data["total"] = True
        if node.aliases:
            data["aliases"] = list(node.aliases)
    elif isinstance(node, Number):
        data = {"node": "number", "value": str(node.value), "percent": node.percent}
        if node.label:
            data["label"] = node.label
    elif isinstance(node, (Sum, Product)):
        data = {
            "node": "sum" if isinstance(node, Sum) else "product",
            "parts": _write_parts(node.parts),
        }
    elif isinstance(node, Power):
        data = {"node": "power", "base": write_node(node.base), "exponent": write_node(node.exponent)}
    elif isinstance(node, Root):
        data = {"node": "root", "degree": node.degree, "of": write_node(node.radicand)}
    elif isinstance(node, Average):
        data = {"node": "average", "items": [write_node(item) for item in node.items]}
    elif isinstance(node, Quantity):
        data = {
            "node": "quantity",
            "value": str(node.value),
            "upper": None if node.upper is None else str(node.upper),
            "unit": node.unit,
        }
    elif isinstance(node, Statement):
        data = {
            "node": "statement",
            "text": node.text,
            "operand": node.operand,
            "quantities": [write_node(one) for one in node.quantities],
        }
    elif isinstance(node, Components):
        data = {"node": "components", "head": write_node(node.head), "items": [write_node(item) for item in node.items]}
    else:
        data = _write_further(node)
    data["span"] = list(node.span)
    return data


def _write_parts(parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    return [
        {
            "sign": part.sign,
            "sign_span": list(part.sign_span),
            "span": list(part.span),
            "of": write_node(part.node),
        }
        for part in parts
    ]


def _write_further(node: Node) -> dict[str, Any]:
    """Write what schema 1 does not have."""
    match node:
        case Comparison():
            return {"node": "comparison", "first": write_node(node.first), "rest": _write_parts(node.rest)}
        case Logic():
            return {"node": "logic", "word": node.word, "items": [write_node(item) for item in node.items]}
        case Branch():
            return {"node": "branch", "condition": write_node(node.condition), "value": write_node(node.value)}
        case Conditional():
            otherwise = None if node.otherwise is None else write_node(node.otherwise)
            return {
                "node": "conditional",
                "branches": [write_node(branch) for branch in node.branches],
                "otherwise": otherwise,
            }
        case Call():
            arguments = [write_node(one) for one in node.arguments]
            return {"node": "call", "function": node.function, "arguments": arguments}
        case Aggregate():
            return {"node": "aggregate", "mean": node.mean, "text": node.text, "of": write_node(node.expression)}
        case Definition():
            return {"node": "definition", "name": write_node(node.name), "value": write_node(node.value)}
        case Definitions():
            items = [write_node(item) for item in node.items]
            return {"node": "definitions", "items": items, "result": write_node(node.result)}
    raise TypeError(f"no JSON for {type(node).__name__}")


def _fault(field: str, value: object) -> FormulaSyntaxError:
    shown = repr(value) if isinstance(value, (str, int, float, bool, type(None))) else type(value).__name__
    return FormulaSyntaxError(
        Diagnostic(INVALID_TREE, (0, 0), field=field, value=shown if len(shown) <= 80 else shown[:80] + "…")
    )


def _typed(data: Mapping[str, Any], field: str, kind: type | tuple[type, ...]) -> Any:
    value = data.get(field)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise _fault(field, value)
    return value


def _span(value: object) -> Span:
    if (
        not isinstance(value, (list, tuple))
        or len(value) != 2
        or not all(isinstance(one, int) and one >= 0 for one in value)
    ):
        raise _fault("span", value)
    return (value[0], value[1])


def _fraction(value: object, field: str) -> Fraction:
    if not isinstance(value, str) or len(value) > 1000:
        raise _fault(field, value)
    above, _, below = value.partition("/")
    digits = above.removeprefix("-")
    if (
        not (digits.isascii() and digits.isdigit())
        or (below and not (below.isascii() and below.isdigit() and int(below)))
        or (not below and "/" in value)
    ):
        raise _fault(field, value)
    return Fraction(int(above), int(below or 1))


def read_node(data: object, depth: int = 0) -> Node:
    """Return the node of plain data.

    Raises FormulaSyntaxError KF008, naming the field, for anything that is no tree of this schema.
    """
    if depth > _MAX_DEPTH or not isinstance(data, Mapping):
        raise _fault("node", data)
    kind = data.get("node")
    span = _span(data.get("span"))
    if kind == "name":
        aliases = data.get("aliases", [])
        if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
            raise _fault("aliases", aliases)
        return Name(_typed(data, "text", str), span, total=bool(data.get("total", False)), aliases=tuple(aliases))
    if kind == "number":
        label = data.get("label")
        if label is not None and not isinstance(label, str):
            raise _fault("label", label)
        return Number(label, _typed(data, "percent", bool), _fraction(data.get("value"), "value"), span)
    if kind in ("sum", "product"):
        parts = _read_parts(data, "parts", ("+", "-") if kind == "sum" else ("×", "/"), depth)
        if not parts or (kind == "product" and parts[0].sign != "×"):
            raise _fault("parts", data.get("parts"))
        return Sum(tuple(parts), span) if kind == "sum" else Product(tuple(parts), span)
    if kind == "power":
        return Power(read_node(data.get("base"), depth + 1), read_node(data.get("exponent"), depth + 1), span)
    if kind == "root":
        degree = _typed(data, "degree", int)
        if not 0 < degree < 1000:
            raise _fault("degree", degree)
        return Root(degree, read_node(data.get("of"), depth + 1), span)
    if kind == "average":
        items = tuple([read_node(item, depth + 1) for item in _typed(data, "items", list)])
        if not items:
            raise _fault("items", [])
        return Average(items, span)
    if kind == "quantity":
        unit, upper = data.get("unit"), data.get("upper")
        if unit is not None and not isinstance(unit, str):
            raise _fault("unit", unit)
        return Quantity(
            unit, None if upper is None else _fraction(upper, "upper"), _fraction(data.get("value"), "value"), span
        )
    if kind == "statement":
        quantities = tuple([read_node(one, depth + 1) for one in _typed(data, "quantities", list)])
        if not all(isinstance(one, Quantity) for one in quantities):
            raise _fault("quantities", data.get("quantities"))
        return Statement(_typed(data, "text", str), quantities, _typed(data, "operand", bool), span)  # type: ignore[arg-type]
    if kind == "components":
        head = read_node(data.get("head"), depth + 1)
        parts_of = tuple([read_node(item, depth + 1) for item in _typed(data, "items", list)])
        if (
            not isinstance(head, (Name, Statement))
            or not parts_of
            or not all(isinstance(item, Name) for item in parts_of)
        ):
            raise _fault("items", data.get("items"))
        return Components(head, parts_of, span)  # type: ignore[arg-type]
    return _read_further(data, kind, span, depth)


def _read_parts(data: Mapping[str, Any], field: str, signs: tuple[str, ...], depth: int) -> list[Part]:
    parts = []
    for part in _typed(data, field, list):
        if not isinstance(part, Mapping) or part.get("sign") not in signs:
            raise _fault("sign", part.get("sign") if isinstance(part, Mapping) else part)
        node = read_node(part.get("of"), depth + 1)
        parts.append(Part(node, part["sign"], _span(part.get("sign_span")), _span(part.get("span"))))
    return parts


def _read_further(data: Mapping[str, Any], kind: object, span: Span, depth: int) -> Node:
    """Read what schema 1 does not have."""

    def below(field: str) -> Node:
        return read_node(data.get(field), depth + 1)

    def several(field: str, kind: type | tuple[type, ...]) -> tuple[Any, ...]:
        items = tuple([read_node(item, depth + 1) for item in _typed(data, field, list)])
        if not items or not all(isinstance(item, kind) for item in items):
            raise _fault(field, data.get(field))
        return items

    def condition(node: Node) -> Node:
        if not isinstance(node, (Comparison, Logic)):
            raise _fault("condition", data.get("condition"))
        return node

    match kind:
        case "comparison":
            rest = _read_parts(data, "rest", COMPARISONS, depth)
            if not rest:
                raise _fault("rest", data.get("rest"))
            return Comparison(below("first"), tuple(rest), span)
        case "logic":
            if data.get("word") not in ("dan", "atau"):
                raise _fault("word", data.get("word"))
            return Logic(several("items", (Comparison, Logic)), data["word"], span)
        case "branch":
            return Branch(condition(below("condition")), below("value"), span)
        case "conditional":
            otherwise = None if data.get("otherwise") is None else below("otherwise")
            return Conditional(several("branches", Branch), otherwise, span)
        case "call":
            function, arguments = _typed(data, "function", str), several("arguments", Node)
            least, most = FUNCTIONS.get(function, (1, 0))
            if len(arguments) < least or (most is not None and len(arguments) > most):
                raise _fault("function", function)
            return Call(arguments, function, span)
        case "aggregate":
            return Aggregate(below("of"), _typed(data, "mean", bool), _typed(data, "text", str), span)
        case "definition":
            name = below("name")
            if not isinstance(name, Name):
                raise _fault("name", data.get("name"))
            return Definition(name, below("value"), span)
        case "definitions":
            return Definitions(several("items", Definition), below("result"), span)
    raise _fault("node", kind)
