"""Several formulas in a cell → the one that is asked for, with what it needs of the others in its place.

A name that the cell gives a number stays an operand, so that data may have another figure for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaSyntaxError, LimitError
from kinerja_formula.diagnostics.catalogue import CYCLE, TOO_MANY_PARTS
from kinerja_formula.evaluation.percent import compared_with_percent
from kinerja_formula.names import NamesByKey
from kinerja_formula.nodes import Definition, Definitions, Name, Node, Number, children, rebuilt

__all__ = ["Expanded", "expanded", "own_figures"]

_LONGEST_SYMBOL: Final = 2
"""In names of so many letters capitals count: ``A = RI / a``."""
_MOST_NODES: Final = 20_000
"""A cell of definitions that hold one another can say in ten lines what no paper would hold."""


class Expanded(NamedTuple):
    """``tree`` has no definitions; ``constants`` are the numbers that the cell gives to operands, by key.

    ``ratios`` are the nodes, by identity, of definitions that a condition compares with a percentage.
    """

    tree: Node
    constants: Mapping[str, Number]
    ratios: frozenset[int] = frozenset()


def expanded(tree: Node, text: str) -> Expanded:
    """Return what a cell calculates.

    Raises FormulaSyntaxError KF144 where definitions need one another in a circle, LimitError KF005 where what they
    stand for is too long.

    >>> from kinerja_formula.reading.reader import read
    >>> from kinerja_formula.writers.text import write_text
    >>> line = "`a` = 2; `RI` = `NI` / `a`; `A` = `RI` × 100"
    >>> found = expanded(read(line).tree, line)
    >>> write_text(found.tree), found.constants["a"].value
    ('(`NI` / `a`) × 100', Fraction(2, 1))
    """
    if not isinstance(tree, Definitions):
        return Expanded(tree, {})
    return _Expansion(tree, text).expanded()


def own_figures(system: Definitions, keys: Iterable[object] | NamesByKey) -> frozenset[str]:
    """Return the names that a cell defines by others and for which the data has a figure of its own."""
    written = keys if isinstance(keys, NamesByKey) else NamesByKey(keys)
    return frozenset(
        item.name.text
        for item in system.items
        if not isinstance(item.value, Number)
        and (own := written.of((item.name.key,)))
        and (len(item.name.text) > _LONGEST_SYMBOL or own[-1].strip() == item.name.text)
    )


class _Expansion:
    def __init__(self, tree: Definitions, text: str) -> None:
        self.tree = tree
        self.text = text
        # The last line of a name counts, as for everybody who calculates from top to bottom. A and a are two things.
        self.meant = {item.name.text: item for item in tree.items}
        self.of_key = {item.name.key: item for item in tree.items}
        self.constants = {one.name.key: one.value for one in self.meant.values() if isinstance(one.value, Number)}
        self.known: dict[str, Node] = {}
        self.sizes: dict[int, int] = {}
        self.open: list[str] = []

    def expanded(self) -> Expanded:
        tree = self._expand(self.tree.result)
        if self._size(tree) > _MOST_NODES:
            raise LimitError(Diagnostic(TOO_MANY_PARTS, self.tree.span, limit=_MOST_NODES), self.text)
        used = _names_in(tree)
        compared = compared_with_percent(self.tree)
        ratios = {id(node) for text, node in self.known.items() if self.meant[text].name.key in compared}
        return Expanded(tree, {key: one for key, one in self.constants.items() if key in used}, frozenset(ratios))

    def _expand(self, node: Node) -> Node:
        item = self._item(node) if isinstance(node, Name) else None
        if item is None:
            return rebuilt(node, self._expand)
        if isinstance(item.value, Number):
            return item.value if node is self.tree.result else node
        name = item.name.text
        if name in self.open:
            names = " → ".join([*self.open[self.open.index(name) :], name])
            raise FormulaSyntaxError(Diagnostic(CYCLE, node.span, names=names), self.text)
        found = self.known.get(name)
        if found is None:
            self.open.append(name)
            found = self.known[name] = self._expand(item.value)
            self.open.pop()
        return found

    def _item(self, name: Name) -> Definition | None:
        own = self.meant.get(name.text)
        return own or (self.of_key.get(name.key) if len(name.text) > _LONGEST_SYMBOL else None)

    def _size(self, node: Node) -> int:
        """Count the nodes as they would be written out; shared ones are looked at once."""
        size = self.sizes.get(id(node))
        if size is None:
            size = self.sizes[id(node)] = 1 + sum([self._size(one) for one in children(node)])
        return size


def _names_in(tree: Node) -> set[str]:
    """Return the keys of all names; a part that stands in several places is looked at once."""
    seen: set[int] = set()
    keys: set[str] = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Name):
            keys.add(node.key)
        waiting.extend(children(node))
    return keys
