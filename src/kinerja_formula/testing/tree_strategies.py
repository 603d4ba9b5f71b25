"""Trees as reading makes them, of every kind of node or of those that are asked for.

A tree is grown from its root with a number of leaves to spend, so that none is ever thrown away for its size; the first
choice everywhere is the plainest one, so that a counter example shrinks to a name or two.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Final, NamedTuple

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from kinerja_formula.names import normalise
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
    Logic,
    Name,
    Node,
    Number,
    Part,
    Power,
    Product,
    Root,
    Sum,
    rebuilt,
    walk,
)
from kinerja_formula.reading.canonical import line_of_aggregate
from kinerja_formula.testing.words import words

__all__ = [
    "OPERATIONS",
    "aggregates",
    "any_names",
    "name_nodes",
    "names_about",
    "numbers",
    "own_names",
    "plain_names",
    "trees",
    "trees_over",
]

NOWHERE: Final = (0, 0)
OPERATIONS: Final = ("pangkat", "akar", "rata-rata", *FUNCTIONS)
"""What ``functions=`` may name: powers, roots, averages and the functions of the language."""
_DEEPEST: Final = 6
_KINDS: Final = ("leaf", "sum", *["product", "function", "conditional", "ratio"] * 2)
"""The kinds of nodes, the frequent ones more than once. The same is drawn everywhere, from the same lists, so that any
part of a tree can take the place of the whole when a counter example shrinks; what may not stand is a leaf."""
_SECONDS: Final[dict[str, tuple[int | None, ...]]] = {"log": (None, 2, 3, 10), "bulat": (None, 0, 1, 2, 4)}
_OF_SEVERAL: Final = frozenset({"rata-rata", "min", "maks", "median", "rata-rata-ukur"})
_ABOVE_ZERO: Final = _OF_SEVERAL | {"pangkat", "akar"}
"""The functions whose value is above zero where all below them is."""


@cache
def names_about(noun: str, kind: str) -> st.SearchStrategy[str]:
    """Return names of a noun; ``kind`` is ``plain`` or ``any``, as in the data."""
    return st.sampled_from(_spelled(noun, kind))


def _spelled(noun: str, kind: str) -> tuple[str, ...]:
    """Return every name of a noun, the plainest one first: one choice for hypothesis instead of three."""
    told = words()["names"]
    return tuple([f"{head} {noun}{tail}" for tail in told[f"{kind}_tails"] for head in told[f"{kind}_heads"]])


@cache
def _all_names(kind: str) -> st.SearchStrategy[str]:
    spelled = [_spelled(noun, kind) for noun in words()["names"][f"{kind}_nouns"]]
    return st.sampled_from([name for alike in zip(*spelled, strict=True) for name in alike])


def plain_names() -> st.SearchStrategy[str]:
    """Return names that can stand bare in any layout: ``Jumlah pegawai yang hadir``."""
    return _all_names("plain")


def any_names() -> st.SearchStrategy[str]:
    """Return names that hold nearly anything; a writer has to quote many of them."""
    return _all_names("any")


def name_nodes(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    """Return the operands of these names."""
    return texts.map(lambda text: Name(text, NOWHERE))


@cache
def numbers() -> st.SearchStrategy[Node]:
    """Return literals above zero, whole or with two decimals, some with a percent sign."""
    values = st.one_of(
        st.integers(1, 2000).map(Fraction),
        st.builds(lambda whole, cents: Fraction(whole * 100 + cents, 100), st.integers(0, 99), st.integers(1, 99)),
    )
    return st.builds(lambda value, percent: Number(None, percent, value, NOWHERE), values, st.booleans())


class _Kit(NamedTuple):
    """What a tree is made of. ``evaluable``: with figures above zero it has a value."""

    operands: st.SearchStrategy[Node]
    leaves: st.SearchStrategy[Node]
    operations: tuple[str, ...]
    conditions: bool
    evaluable: bool


def chain(kind: type[Sum] | type[Product], signed: Sequence[tuple[str, Node]]) -> Node:
    """Return a chain as reading makes it: one of its kind in brackets behind its plain sign is part of it.

    >>> a, b = Name("A", NOWHERE), Name("B", NOWHERE)
    >>> len(chain(Sum, [("+", chain(Sum, [("+", a), ("-", b)])), ("+", a)]).parts)
    3
    """
    plain = "+" if kind is Sum else "×"
    parts: list[Part] = []
    for sign, node in signed:
        if isinstance(node, kind) and sign == plain:
            parts.extend(node.parts)
        else:
            parts.append(Part(node, sign, NOWHERE, NOWHERE))
    return kind(tuple(parts), NOWHERE)


@st.composite
def _grown(draw: st.DrawFn, kit: _Kit, spare: list[int], depth: int, positive: bool) -> Node:
    """Draw a tree that takes a leaf and of those that are left (``spare``) as many as it likes."""
    kind = draw(st.sampled_from(_KINDS))
    if kind == "function" and kit.operations:
        kind = draw(st.sampled_from(kit.operations))
    if not depth or not _may_stand(kind, kit, spare[0], positive) or (kind == "ratio" and depth < _DEEPEST):
        kind = "leaf"
    if kind == "leaf":
        return draw(kit.leaves)
    growth = _Growth(draw, kit, spare, depth, positive)
    grown = _GROWN.get(kind)
    return growth.function(kind) if grown is None else grown(growth)


class _Growth(NamedTuple):
    """A node that grows: how it is drawn and of what, and the leaves and the depth that are left for what is below."""

    draw: st.DrawFn
    kit: _Kit
    spare: list[int]
    depth: int
    positive: bool

    def below(self, positive: bool, kit: _Kit | None = None) -> Node:
        kit = kit or self.kit
        return self.draw(_grown(kit, self.spare, self.depth - 1, positive and kit.evaluable))

    def how_many(self, least: int, most: int) -> int:
        """Draw how many nodes stand below, not more than there are leaves for; take their leaves."""
        count = max(least, min(self.draw(st.integers(least, most)), 1 + self.spare[0]))
        self.spare[0] -= count - 1
        return count

    def several(self, least: int, most: int, positive: bool) -> tuple[Node, ...]:
        return tuple([self.below(positive) for _ in range(self.how_many(least, most))])

    def ratio(self) -> Node:
        """Draw what most formulas of the field are: something over something, times 100%."""
        self.spare[0] -= 2
        depth = self.draw(st.sampled_from((0, 0, 2)))
        above = self.draw(_grown(self.kit, self.spare, depth, False))
        above = _with_operand(above, self.draw(self.kit.operands))
        below = self.draw(_grown(self.kit, self.spare, depth, self.kit.evaluable))
        return chain(Product, [("×", above), ("/", below), ("×", Number(None, True, Fraction(100), NOWHERE))])

    def sum(self) -> Node:
        count = self.how_many(2, 4)
        signs = st.sampled_from("+" if self.positive and self.kit.evaluable else "+-")
        first = ("+", self.below(self.positive))
        return chain(Sum, [first, *[(self.draw(signs), self.below(self.positive)) for _ in range(count - 1)]])

    def product(self) -> Node:
        count = self.how_many(2, 4)
        signed = [("×", self.below(self.positive))]
        for _ in range(count - 1):
            sign = self.draw(st.sampled_from("/×"))
            signed.append((sign, self.below(self.positive or sign == "/")))
        return chain(Product, signed)

    def conditional(self) -> Node:
        """Draw branches; each takes two leaves more than the one it stands for, the rest one."""
        otherwise = self.kit.evaluable or (self.draw(st.booleans()) and self.spare[0] >= 3)
        self.spare[0] -= 2 + otherwise
        count = min(self.draw(st.integers(1, 3)), 1 + self.spare[0] // 3)
        self.spare[0] -= 3 * (count - 1)
        found = []
        for _ in range(count):
            condition = self.draw(_condition(self.kit, self.spare, self.depth - 1))
            found.append(Branch(condition, self.below(self.positive), NOWHERE))
        return Conditional(tuple(found), self.below(self.positive) if otherwise else None, NOWHERE)

    def average(self) -> Node:
        return Average(self.several(1, 4, self.positive), NOWHERE)

    def power(self) -> Node:
        # one power in another makes figures of thousands of digits
        without_power = tuple([one for one in self.kit.operations if one != "pangkat"])
        lower = self.kit._replace(operations=without_power) if self.kit.evaluable else self.kit
        exponent = Number(None, False, Fraction(self.draw(st.integers(2, 4))), NOWHERE)
        return Power(self.below(self.positive, lower), exponent, NOWHERE)

    def root(self) -> Node:
        return Root(self.draw(st.integers(2, 4)), self.below(True), NOWHERE)

    def function(self, kind: str) -> Node:
        if FUNCTIONS[kind][1] is None:
            return Call(self.several(1, 4, self.positive or kind == "rata-rata-ukur"), kind, NOWHERE)
        first = self.below(kind in ("ln", "log"))
        second = self.draw(st.sampled_from(_SECONDS[kind])) if kind in _SECONDS else None
        more = () if second is None else (Number(None, False, Fraction(second), NOWHERE),)
        return Call((first, *more), kind, NOWHERE)


_GROWN: Final[Mapping[str, Callable[[_Growth], Node]]] = {
    "ratio": _Growth.ratio,
    "sum": _Growth.sum,
    "product": _Growth.product,
    "conditional": _Growth.conditional,
    "rata-rata": _Growth.average,
    "pangkat": _Growth.power,
    "akar": _Growth.root,
}
"""How each kind of node is drawn; any other is a function."""


def _may_stand(kind: str, kit: _Kit, spare: int, positive: bool) -> bool:
    """Tell whether there are leaves left for a node, and whether its value is above zero where that is needed."""
    if kind == "conditional":
        return kit.conditions and spare >= 2 + kit.evaluable
    if kind in OPERATIONS:
        above_zero = not (positive and kit.evaluable) or kind in _ABOVE_ZERO
        return above_zero and (spare > 0 or kind not in _OF_SEVERAL)
    return spare >= {"leaf": 0, "sum": 1, "product": 1, "ratio": 2}.get(kind, spare + 1)


@st.composite
def _condition(draw: st.DrawFn, kit: _Kit, spare: list[int], depth: int) -> Node:
    """Draw a comparison, or several joined; it takes two leaves that were set aside."""
    if draw(st.integers(0, 2)) == 2 and depth > 0 and spare[0] >= 2:
        spare[0] -= 2
        word = draw(st.sampled_from(("dan", "atau")))
        items: list[Node] = []
        for _ in range(2):
            item = draw(_condition(kit, spare, depth - 1))
            items += item.items if isinstance(item, Logic) and item.word == word else (item,)
        return Logic(tuple(items), word, NOWHERE)
    count = 2 if draw(st.integers(0, 3)) == 3 and spare[0] else 1
    spare[0] -= count - 1
    sides = [draw(_grown(kit, spare, max(0, depth - 1), False)) for _ in range(1 + count)]
    rest = [Part(side, draw(st.sampled_from(COMPARISONS)), NOWHERE, NOWHERE) for side in sides[1:]]
    return Comparison(sides[0], tuple(rest), NOWHERE)


@st.composite
def _rooted(draw: st.DrawFn, kit: _Kit, max_leaves: int) -> Node:
    return _with_operand(draw(_grown(kit, [max_leaves - 1], _DEEPEST, False)), draw(kit.operands))


def _with_operand(tree: Node, operand: Node) -> Node:
    """Return a tree of numbers alone with an operand in the place of its first literal, any other as it is."""
    if any(isinstance(one, (Name, Aggregate)) for one in walk(tree)):
        return tree
    waiting = [operand]

    def changed(node: Node) -> Node:
        if not waiting:
            return node
        if isinstance(node, Number):
            return waiting.pop()
        if isinstance(node, Power):
            return Power(changed(node.base), node.exponent, NOWHERE)
        if isinstance(node, Call) and node.function in ("log", "bulat"):
            return Call((changed(node.arguments[0]), *node.arguments[1:]), node.function, NOWHERE)
        return rebuilt(node, changed)

    return changed(tree)


@st.composite
def _lists(draw: st.DrawFn, heads: st.SearchStrategy[str], items: st.SearchStrategy[str], evaluable: bool) -> Node:
    """Draw a head with its parts."""
    head = draw(heads)
    if evaluable:  # a figure under the head stands for the sum, so no part may be called so
        other = items.filter(lambda text: normalise(text) != normalise(head))
        parts = draw(st.lists(other, min_size=2, max_size=4, unique_by=normalise))
    else:
        parts = draw(st.lists(items, min_size=2, max_size=5))
    return Components(Name(head, NOWHERE), tuple([Name(part, NOWHERE) for part in parts]), NOWHERE)


def _aggregate(expression: Node, mean: bool) -> Node:
    return Aggregate(expression, mean, line_of_aggregate(expression, mean=mean).replace("`", ""), NOWHERE)


@st.composite
def _expressions(draw: st.DrawFn, kit: _Kit, max_leaves: int) -> Node:
    """Draw what is summed over records: no name alone, whose total is a name of its own."""
    tree = draw(_grown(kit, [max_leaves - 1], _DEEPEST - 2, kit.evaluable))
    if isinstance(tree, (Name, Number)):
        return chain(Product, [("×", draw(kit.operands)), ("×", tree)])
    return _with_operand(tree, draw(kit.operands))


def aggregates(
    columns: Sequence[str],
    *,
    max_leaves: int = 4,
    literals: st.SearchStrategy[Node] | None = None,
    functions: bool | Collection[str] = True,
    conditions: bool = True,
    evaluable: bool = True,
) -> st.SearchStrategy[Node]:
    """Return sums and means over records with these columns.

    >>> from hypothesis import find
    >>> find(aggregates(["bobot"]), lambda tree: True).text
    'Σ (bobot × bobot)'
    """
    kit = _kit(name_nodes(own_names(columns)), literals, functions, conditions, evaluable)
    return st.builds(_aggregate, _expressions(kit, max_leaves), st.booleans())


def trees_over(
    operands: st.SearchStrategy[Node],
    *,
    max_leaves: int = 6,
    literals: st.SearchStrategy[Node] | None = None,
    functions: bool | Collection[str] = True,
    conditions: bool = True,
    evaluable: bool = True,
) -> st.SearchStrategy[Node]:
    """Return trees whose leaves are these operands and ``literals``; the rest is as for :func:`trees`."""
    if not isinstance(max_leaves, int) or max_leaves < 1:
        raise InvalidArgument(f"max_leaves={max_leaves!r}: a number above zero")
    return _rooted(_kit(operands, literals, functions, conditions, evaluable), max_leaves)


def _operations(functions: bool | Collection[str]) -> tuple[str, ...]:
    if isinstance(functions, bool):
        return OPERATIONS if functions else ()
    unknown = [functions] if isinstance(functions, str) else sorted(set(functions) - set(OPERATIONS))
    if unknown:
        raise InvalidArgument(f"functions={functions!r}: of {', '.join(OPERATIONS)}, not {', '.join(unknown)}")
    return tuple([one for one in OPERATIONS if one in functions])


def _kit(
    operands: st.SearchStrategy[Node],
    literals: st.SearchStrategy[Node] | None,
    functions: bool | Collection[str],
    conditions: bool,
    evaluable: bool,
) -> _Kit:
    leaves = st.one_of(operands, operands, numbers() if literals is None else literals)
    return _Kit(operands, leaves, _operations(functions), conditions, evaluable)


def own_names(names: Collection[str] | st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return the names that a caller gives as a strategy. Raises InvalidArgument for what is none, or no text."""
    if isinstance(names, st.SearchStrategy):
        return names
    listed = [] if isinstance(names, str) else list(names)
    if not listed or not all(isinstance(one, str) and normalise(one) for one in listed):
        raise InvalidArgument(f"names={names!r}: a list of names, or a strategy of them")
    return st.sampled_from(listed)


def trees(
    *,
    max_leaves: int = 6,
    names: Collection[str] | st.SearchStrategy[str] | None = None,
    functions: bool | Collection[str] = True,
    conditions: bool = True,
    records: bool | Sequence[str] = False,
    components: bool = True,
    evaluable: bool = True,
    literals: st.SearchStrategy[Node] | None = None,
) -> st.SearchStrategy[Node]:
    """Return a strategy of trees (:mod:`kinerja_formula.nodes`) as reading makes them, for tests of writers.

    The arguments are those of :func:`formulas`; ``literals`` are the numbers that stand in them. Units are not looked
    at. Raises InvalidArgument for a wrong argument.

    >>> from hypothesis import find
    >>> find(trees(), lambda tree: isinstance(tree, Product))
    Product(parts=(Part(sign='×', node=Name(key='jumlah pegawai')), Part(sign='/', node=Name(key='jumlah pegawai'))))
    """
    texts = any_names() if names is None else own_names(names)
    operands = name_nodes(texts)
    if records:
        columns = words()["names"]["columns"] if records is True else list(records)
        sums = aggregates(columns, literals=literals, functions=functions, conditions=conditions, evaluable=evaluable)
        operands = st.one_of(operands, sums)
    found = trees_over(
        operands,
        max_leaves=max_leaves,
        literals=literals,
        functions=functions,
        conditions=conditions,
        evaluable=evaluable,
    )
    if not components or names is not None or max_leaves < 2:
        return found
    lists = _lists(plain_names(), texts, evaluable)
    return st.integers(0, 7).flatmap(lambda kind: lists if kind == 7 else found)
