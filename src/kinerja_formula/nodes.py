"""The tree of a formula: frozen, slotted nodes with a span on each; equality ignores spans and spelling of names.

Chains are flat: ``A + B - C`` is one :class:`Sum` of three parts and ``A / B × 100%`` one :class:`Product` of three, so
the depth of a tree is the depth of the brackets a person wrote, however long the formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, ClassVar, Final, NoReturn

from kinerja_formula.names import normalise
from kinerja_formula.source import Span

__all__ = [
    "COMPARISONS",
    "FUNCTIONS",
    "Aggregate",
    "Average",
    "Branch",
    "Call",
    "Comparison",
    "Components",
    "Conditional",
    "Definition",
    "Definitions",
    "Logic",
    "Name",
    "Node",
    "Number",
    "Part",
    "Power",
    "Product",
    "Quantity",
    "Root",
    "Statement",
    "Sum",
    "children",
    "moved",
    "names_of",
    "rebuilt",
    "replace_names",
    "walk",
]

_set = object.__setattr__


class Node:
    """A piece of a formula. ``span`` is its place in the user's text."""

    __slots__ = ("span",)
    meaning: ClassVar[tuple[str, ...]] = ()
    """The fields that carry meaning: equality, hash and JSON use these and never the span."""

    span: Span

    def __setattr__(self, field: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, field: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def _content(self) -> tuple[Any, ...]:
        return tuple([getattr(self, field) for field in self.meaning])

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(other) is not type(self):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._content()))

    def __repr__(self) -> str:
        inner = ", ".join(f"{field}={getattr(self, field)!r}" for field in self.meaning)
        return f"{type(self).__name__}({inner})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (*[getattr(self, field) for field in self.__slots__], self.span))


class Number(Node):
    """A literal: ``value`` as written (``100`` for ``100%``), ``percent`` where a % stands behind it.

    ``label`` is what a rate counts (``penduduk`` in ``x 100.000 penduduk``) or the unit beside it, and no part of the
    meaning.
    """

    __slots__ = ("label", "percent", "value")
    meaning = ("value", "percent")
    value: Fraction
    percent: bool
    label: str | None

    def __init__(self, label: str | None, percent: bool, value: Fraction, span: Span) -> None:
        _set(self, "label", label)
        _set(self, "percent", percent)
        _set(self, "value", value)
        _set(self, "span", span)


class Name(Node):
    """An operand. ``text`` is the name as written, white space folded; ``key`` is what the naming rule compares.

    ``total`` tells that a sum sign stood before it (``\\sum``, ``Σ``): data may then name it with or without "Jumlah".
    ``aliases`` are further names that the text itself gives it (a legend's ``A = jumlah …``).
    """

    __slots__ = ("aliases", "key", "text", "total")
    meaning = ("key",)
    aliases: tuple[str, ...]
    key: str
    text: str
    total: bool

    def __init__(self, text: str, span: Span, total: bool = False, aliases: tuple[str, ...] = ()) -> None:
        _set(self, "text", text)
        _set(self, "total", total)
        _set(self, "aliases", aliases)
        key = normalise(text)
        if total and not (key.startswith("jumlah") and not key[6:7].isalnum()):
            key = normalise("Σ " + text)
        _set(self, "key", key)
        _set(self, "span", span)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Name, (self.text, self.span, self.total, self.aliases))


class Part(Node):
    """One member of a chain: ``sign`` is ``+ -`` in a sum, ``× /`` in a product; ``sign_span`` is where it is written.

    The first part of a chain has the sign ``+`` or ``×`` and, unless the text writes one, an empty ``sign_span``.
    """

    __slots__ = ("node", "sign", "sign_span")
    meaning = ("sign", "node")
    node: Node
    sign: str
    sign_span: Span

    def __init__(self, node: Node, sign: str, sign_span: Span, span: Span) -> None:
        _set(self, "node", node)
        _set(self, "sign", sign)
        _set(self, "sign_span", sign_span)
        _set(self, "span", span)


class Sum(Node):
    """``+A + B - C``: parts with signs ``+`` and ``-``."""

    __slots__ = ("parts",)
    meaning = ("parts",)
    parts: tuple[Part, ...]

    def __init__(self, parts: tuple[Part, ...], span: Span) -> None:
        _set(self, "parts", parts)
        _set(self, "span", span)


class Product(Node):
    """``A × B / C``: parts with signs ``×`` and ``/``, from left to right."""

    __slots__ = ("parts",)
    meaning = ("parts",)
    parts: tuple[Part, ...]

    def __init__(self, parts: tuple[Part, ...], span: Span) -> None:
        _set(self, "parts", parts)
        _set(self, "span", span)


class Power(Node):
    """``base ^ exponent``."""

    __slots__ = ("base", "exponent")
    meaning = ("base", "exponent")
    base: Node
    exponent: Node

    def __init__(self, base: Node, exponent: Node, span: Span) -> None:
        _set(self, "base", base)
        _set(self, "exponent", exponent)
        _set(self, "span", span)


class Root(Node):
    """The ``degree``-th root of ``radicand`` (2 for ``√``)."""

    __slots__ = ("degree", "radicand")
    meaning = ("radicand", "degree")
    degree: int
    radicand: Node

    def __init__(self, degree: int, radicand: Node, span: Span) -> None:
        _set(self, "degree", degree)
        _set(self, "radicand", radicand)
        _set(self, "span", span)


class Average(Node):
    """``rata-rata (A; B; C)``: the mean of its items."""

    __slots__ = ("items",)
    meaning = ("items",)
    items: tuple[Node, ...]

    def __init__(self, items: tuple[Node, ...], span: Span) -> None:
        _set(self, "items", items)
        _set(self, "span", span)


class Quantity(Node):
    """A quantity that the text states: ``26 desa``, ``75 %``, ``7 – 8 bulan`` (then ``upper`` is the upper end)."""

    __slots__ = ("unit", "upper", "value")
    meaning = ("value", "upper", "unit")
    unit: str | None
    upper: Fraction | None
    value: Fraction

    def __init__(self, unit: str | None, upper: Fraction | None, value: Fraction, span: Span) -> None:
        _set(self, "unit", unit)
        _set(self, "upper", upper)
        _set(self, "value", value)
        _set(self, "span", span)


class Statement(Node):
    """A cell without arithmetic: a sentence (``operand`` true: it can be given a figure) or only target quantities."""

    __slots__ = ("key", "operand", "quantities", "text")
    meaning = ("key", "quantities")
    key: str
    operand: bool
    quantities: tuple[Quantity, ...]
    text: str

    def __init__(self, text: str, quantities: tuple[Quantity, ...], operand: bool, span: Span) -> None:
        _set(self, "text", text)
        _set(self, "quantities", quantities)
        _set(self, "operand", operand)
        _set(self, "key", normalise(text))
        _set(self, "span", span)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Statement, (self.text, self.quantities, self.operand, self.span))


class Components(Node):
    """A head with numbered parts: the sum of its parts, or the head's own figure where the data gives that."""

    __slots__ = ("head", "items")
    meaning = ("head", "items")
    head: Name | Statement
    items: tuple[Name, ...]

    def __init__(self, head: Name | Statement, items: tuple[Name, ...], span: Span) -> None:
        _set(self, "head", head)
        _set(self, "items", items)
        _set(self, "span", span)


COMPARISONS: Final = ("<", "≤", "=", "≠", "≥", ">")
"""The signs of a comparison."""

FUNCTIONS: Final[dict[str, tuple[int, int | None]]] = {
    "min": (1, None),
    "maks": (1, None),
    "median": (1, None),
    "rata-rata-ukur": (1, None),
    "abs": (1, 1),
    "ln": (1, 1),
    "log": (1, 2),
    "bulat": (1, 2),
}
"""The functions of the language, each with the least and the most arguments it takes (None: any number).

``log (A; b)`` is to the base b, 10 without; ``bulat (A; n)`` rounds to n decimals, to whole numbers without.
"""


class Comparison(Node):
    """``3 ≤ A < 12``: ``first`` and the parts behind it, each with its sign. A truth, no figure."""

    __slots__ = ("first", "rest")
    meaning = ("first", "rest")
    first: Node
    rest: tuple[Part, ...]

    def __init__(self, first: Node, rest: tuple[Part, ...], span: Span) -> None:
        _set(self, "first", first)
        _set(self, "rest", rest)
        _set(self, "span", span)


class Logic(Node):
    """Conditions joined by ``word``: ``dan`` (all hold) or ``atau`` (one of them holds)."""

    __slots__ = ("items", "word")
    meaning = ("word", "items")
    items: tuple[Node, ...]
    word: str

    def __init__(self, items: tuple[Node, ...], word: str, span: Span) -> None:
        _set(self, "items", items)
        _set(self, "word", word)
        _set(self, "span", span)


class Branch(Node):
    """``jika condition maka value``."""

    __slots__ = ("condition", "value")
    meaning = ("condition", "value")
    condition: Node
    value: Node

    def __init__(self, condition: Node, value: Node, span: Span) -> None:
        _set(self, "condition", condition)
        _set(self, "value", value)
        _set(self, "span", span)


class Conditional(Node):
    """The value of the first branch whose condition holds, else ``otherwise``; without one there is no value then."""

    __slots__ = ("branches", "otherwise")
    meaning = ("branches", "otherwise")
    branches: tuple[Branch, ...]
    otherwise: Node | None

    def __init__(self, branches: tuple[Branch, ...], otherwise: Node | None, span: Span) -> None:
        _set(self, "branches", branches)
        _set(self, "otherwise", otherwise)
        _set(self, "span", span)


class Call(Node):
    """A function (one of :data:`FUNCTIONS`) of its arguments."""

    __slots__ = ("arguments", "function")
    meaning = ("function", "arguments")
    arguments: tuple[Node, ...]
    function: str

    def __init__(self, arguments: tuple[Node, ...], function: str, span: Span) -> None:
        _set(self, "arguments", arguments)
        _set(self, "function", function)
        _set(self, "span", span)


class Aggregate(Node):
    """The sum of ``expression`` over records (``Σ (bobot × nilai)``), or with ``mean`` its mean.

    The names inside are columns of the records. ``key`` and ``text`` are those of the whole, under which the data may
    also give its figure.
    """

    __slots__ = ("expression", "key", "mean", "text")
    meaning = ("mean", "expression")
    expression: Node
    key: str
    mean: bool
    text: str

    def __init__(self, expression: Node, mean: bool, text: str, span: Span) -> None:
        _set(self, "expression", expression)
        _set(self, "mean", mean)
        _set(self, "text", text)
        _set(self, "key", normalise(text))
        _set(self, "span", span)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Aggregate, (self.expression, self.mean, self.text, self.span))


class Definition(Node):
    """``RI = NI / a``: what a name stands for in the rest of the cell."""

    __slots__ = ("name", "value")
    meaning = ("name", "value")
    name: Name
    value: Node

    def __init__(self, name: Name, value: Node, span: Span) -> None:
        _set(self, "name", name)
        _set(self, "value", value)
        _set(self, "span", span)


class Definitions(Node):
    """Several formulas in a cell; ``result`` is what is asked for, a defined name or an expression of such names."""

    __slots__ = ("items", "result")
    meaning = ("items", "result")
    items: tuple[Definition, ...]
    result: Node

    def __init__(self, items: tuple[Definition, ...], result: Node, span: Span) -> None:
        _set(self, "items", items)
        _set(self, "result", result)
        _set(self, "span", span)


_CHILDREN: Final[dict[type, tuple[str, ...]]] = {
    Part: ("node",),
    Sum: ("parts",),
    Product: ("parts",),
    Power: ("base", "exponent"),
    Root: ("radicand",),
    Average: ("items",),
    Components: ("head", "items"),
    Statement: ("quantities",),
    Comparison: ("first", "rest"),
    Logic: ("items",),
    Branch: ("condition", "value"),
    Conditional: ("branches", "otherwise"),
    Call: ("arguments",),
    Aggregate: ("expression",),
    Definition: ("name", "value"),
    Definitions: ("items", "result"),
}


def children(node: Node) -> list[Node]:
    """Return the nodes directly below ``node``, in the order of the text."""
    below: list[Node] = []
    for field in _CHILDREN.get(type(node), ()):
        value = getattr(node, field)
        if isinstance(value, tuple):
            below.extend(value)
        elif value is not None:
            below.append(value)
    return below


def walk(node: Node) -> Iterator[Node]:
    """Yield ``node`` and all below it, in the order of the text, without recursion."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        if type(current) in _CHILDREN:
            waiting.extend(reversed(children(current)))


def names_of(node: Node) -> tuple[Name, ...]:
    """Return the operands below ``node`` in order of first appearance, each once; names that are defined are none."""
    found: dict[str, Name] = {}
    defined = {item.name.text for item in node.items} if isinstance(node, Definitions) else ()
    for current in walk(node):
        if isinstance(current, Components):
            # The head is not an operand of its own: the sum of the items stands for it.
            return tuple({item.key: item for item in current.items}.values())
        if isinstance(current, Name) and current.text not in defined:
            found.setdefault(current.key, current)
    return tuple(found.values())


def rebuilt(node: Node, below: Callable[[Node], Node]) -> Node:
    """Return a node of the same kind with ``below(child)`` for each of its children, itself where nothing changes."""
    fields = _CHILDREN.get(type(node), ())
    if not fields:
        return node
    changed: dict[str, Any] = {}
    for field in fields:
        value = getattr(node, field)
        if isinstance(value, tuple):
            others = tuple([below(one) for one in value])
            if any(new is not old for new, old in zip(others, value, strict=True)):
                changed[field] = others
        elif value is not None and (other := below(value)) is not value:
            changed[field] = other
    if not changed:
        return node
    make, arguments = node.__reduce__()
    held = {id(getattr(node, field)): new for field, new in changed.items()}
    again: Node = make(*[held.get(id(one), one) for one in arguments])
    return again


def moved(node: Node, by: int) -> Node:
    """Return the tree with every place ``by`` characters further on: that of a piece of a text in the whole of it."""
    if not by:
        return node
    make, arguments = node.__reduce__()
    again: Node = make(*[_moved(one, by) for one in arguments])
    return again


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, Node):
        return moved(value, by)
    if isinstance(value, tuple) and value and isinstance(value[0], Node):
        return tuple([moved(one, by) for one in value])
    if isinstance(value, tuple) and len(value) == 2 and type(value[0]) is int:
        return (value[0] + by, value[1] + by)
    return value


def replace_names(node: Node, named: Callable[[Name], Name]) -> Node:
    """Return the tree with every operand replaced by ``named(operand)``."""
    if isinstance(node, Name):
        return named(node)
    if isinstance(node, Components):
        return Components(node.head, tuple([named(item) for item in node.items]), node.span)
    return rebuilt(node, lambda child: replace_names(child, named))
