"""Tree ↔ plain data for JSON, schema ``kinerja-formula/tree/2`` (docs/reference/tree.md).

Trees of schema 1 are the same without conditions, functions, records and definitions: they are read as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from typing import Any, Final

from kinerja_formula.diagnostics import Diagnostic, FormulaSyntaxError
from kinerja_formula.diagnostics.catalogue import INVALID_TREE
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
    fields = _Fields(data, depth)
    return _READERS[fields.kind](fields)


class _Fields:
    """The fields of one node as plain data, read one by one: what is not of the schema is a fault of its field.

    What is below a node is read right here, without :func:`read_node`: two frames of Python's stack a level, so that
    the deepest tree that is allowed can be read.
    """

    __slots__ = ("data", "depth", "kind", "span")

    def __init__(self, data: object, depth: int) -> None:
        if depth > _MAX_DEPTH or not isinstance(data, Mapping):
            raise _fault("node", data)
        self.data = data
        self.depth = depth
        self.span = _span(data.get("span"))
        kind = data.get("node")
        if not isinstance(kind, str) or kind not in _READERS:
            raise _fault("node", kind)
        self.kind = kind

    def typed(self, field: str, kind: type | tuple[type, ...]) -> Any:
        value = self.data.get(field)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            raise _fault(field, value)
        return value

    def text_or_none(self, field: str) -> str | None:
        text: str | None = self.typed(field, (str, type(None)))
        return text

    def below(self, field: str) -> Node:
        fields = _Fields(self.data.get(field), self.depth + 1)
        return _READERS[fields.kind](fields)

    def several(self, field: str, kind: type | tuple[type, ...] = Node, *, least: int = 1) -> tuple[Any, ...]:
        """Return the nodes of a list, all of one kind."""
        nodes: list[Node] = []
        for item in self.typed(field, list):
            fields = _Fields(item, self.depth + 1)
            nodes.append(_READERS[fields.kind](fields))
        if len(nodes) < least or not all(isinstance(node, kind) for node in nodes):
            raise _fault(field, self.data.get(field))
        return tuple(nodes)

    def parts(self, field: str, signs: Collection[str]) -> tuple[Part, ...]:
        """Return the nodes of a list with the signs before them."""
        parts: list[Part] = []
        for part in self.typed(field, list):
            if not isinstance(part, Mapping) or part.get("sign") not in signs:
                raise _fault("sign", part.get("sign") if isinstance(part, Mapping) else part)
            fields = _Fields(part.get("of"), self.depth + 1)
            node = _READERS[fields.kind](fields)
            parts.append(Part(node, part["sign"], _span(part.get("sign_span")), _span(part.get("span"))))
        if not parts:
            raise _fault(field, self.data.get(field))
        return tuple(parts)


def _name(fields: _Fields) -> Name:
    aliases = fields.data.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise _fault("aliases", aliases)
    total = bool(fields.data.get("total", False))
    return Name(fields.typed("text", str), fields.span, total=total, aliases=tuple(aliases))


def _number(fields: _Fields) -> Number:
    label, percent = fields.text_or_none("label"), fields.typed("percent", bool)
    return Number(label, percent, _fraction(fields.data.get("value"), "value"), fields.span)


def _sum(fields: _Fields) -> Sum:
    return Sum(fields.parts("parts", ("+", "-")), fields.span)


def _product(fields: _Fields) -> Product:
    parts = fields.parts("parts", ("×", "/"))
    if parts[0].sign != "×":
        raise _fault("parts", fields.data.get("parts"))
    return Product(parts, fields.span)


def _power(fields: _Fields) -> Power:
    return Power(fields.below("base"), fields.below("exponent"), fields.span)


def _root(fields: _Fields) -> Root:
    degree = fields.typed("degree", int)
    if not 0 < degree < 1000:
        raise _fault("degree", degree)
    return Root(degree, fields.below("of"), fields.span)


def _average(fields: _Fields) -> Average:
    return Average(fields.several("items"), fields.span)


def _quantity(fields: _Fields) -> Quantity:
    unit, upper = fields.text_or_none("unit"), fields.data.get("upper")
    above = None if upper is None else _fraction(upper, "upper")
    return Quantity(unit, above, _fraction(fields.data.get("value"), "value"), fields.span)


def _statement(fields: _Fields) -> Statement:
    quantities = fields.several("quantities", Quantity, least=0)
    return Statement(fields.typed("text", str), quantities, fields.typed("operand", bool), fields.span)


def _components(fields: _Fields) -> Components:
    head, items = fields.below("head"), fields.several("items", Name)
    if not isinstance(head, (Name, Statement)):
        raise _fault("items", fields.data.get("items"))
    return Components(head, items, fields.span)


def _comparison(fields: _Fields) -> Comparison:
    rest = fields.parts("rest", COMPARISONS)
    return Comparison(fields.below("first"), rest, fields.span)


def _logic(fields: _Fields) -> Logic:
    word = fields.data.get("word")
    if word not in ("dan", "atau"):
        raise _fault("word", word)
    return Logic(fields.several("items", (Comparison, Logic)), word, fields.span)


def _branch(fields: _Fields) -> Branch:
    condition = fields.below("condition")
    if not isinstance(condition, (Comparison, Logic)):
        raise _fault("condition", fields.data.get("condition"))
    return Branch(condition, fields.below("value"), fields.span)


def _conditional(fields: _Fields) -> Conditional:
    otherwise = None if fields.data.get("otherwise") is None else fields.below("otherwise")
    return Conditional(fields.several("branches", Branch), otherwise, fields.span)


def _call(fields: _Fields) -> Call:
    function, arguments = fields.typed("function", str), fields.several("arguments")
    least, most = FUNCTIONS.get(function, (1, 0))
    if len(arguments) < least or (most is not None and len(arguments) > most):
        raise _fault("function", function)
    return Call(arguments, function, fields.span)


def _aggregate(fields: _Fields) -> Aggregate:
    return Aggregate(fields.below("of"), fields.typed("mean", bool), fields.typed("text", str), fields.span)


def _definition(fields: _Fields) -> Definition:
    name = fields.below("name")
    if not isinstance(name, Name):
        raise _fault("name", fields.data.get("name"))
    return Definition(name, fields.below("value"), fields.span)


def _definitions(fields: _Fields) -> Definitions:
    return Definitions(fields.several("items", Definition), fields.below("result"), fields.span)


_READERS: Final[Mapping[str, Callable[[_Fields], Node]]] = {
    "name": _name,
    "number": _number,
    "sum": _sum,
    "product": _product,
    "power": _power,
    "root": _root,
    "average": _average,
    "quantity": _quantity,
    "statement": _statement,
    "components": _components,
    # What schema 1 does not have.
    "comparison": _comparison,
    "logic": _logic,
    "branch": _branch,
    "conditional": _conditional,
    "call": _call,
    "aggregate": _aggregate,
    "definition": _definition,
    "definitions": _definitions,
}
