"""The operands of a tree: which figures it asks for, under which names data may have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kinerja_formula.evaluation.figures import Operand
from kinerja_formula.names import normalise, says_no_name
from kinerja_formula.nodes import Aggregate, Components, Name, Node, Statement, children, walk
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.units import read_unit

__all__ = ["asked_by", "has_columns", "operands_of", "outside_records"]


def operands_of(tree: Node, aliases: tuple[str, ...]) -> tuple[tuple[Operand, ...], Operand | None]:
    """Return the operands of a tree, and the head of a list of components as an operand of its own."""
    if isinstance(tree, Statement):
        keys = tuple(map(normalise, aliases))
        if not (aliases and says_no_name(tree.text)):  # "100%" is a target; its indicator has a name
            keys = (tree.key, *keys)
        return (Operand(tree.key, tree.text, tree.span, keys, aliases[0] if aliases else tree.text),), None
    heads = {id(node.head) for node in walk(tree) if isinstance(node, Components)}
    names: dict[str, Name | Aggregate] = {}
    for node in outside_records(tree):
        if isinstance(node, (Name, Aggregate)) and id(node) not in heads:
            names.setdefault(node.key, node)
    operands = tuple([_operand(name, names) for name in names.values()])
    if not isinstance(tree, Components):
        return operands, None
    head = tree.head
    own = (
        _operand(head, names)
        if isinstance(head, Name)
        else Operand(head.key, head.text, head.span, (head.key,), head.text)
    )
    further = [key for key in map(normalise, aliases) if key not in names]
    return operands, own._replace(keys=(*own.keys, *further))


def outside_records(tree: Node) -> Iterator[Node]:
    """Yield the nodes of a tree but for those inside a sum over records; shared ones once."""
    waiting = [tree]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if not isinstance(node, Aggregate):
            waiting.extend(reversed(children(node)))


def has_columns(tree: Node) -> bool:
    """Tell whether data may give a column of figures for a part of ``tree``."""
    return any(isinstance(node, Aggregate) or (isinstance(node, Name) and node.total) for node in outside_records(tree))


def _operand(name: Name | Aggregate, names: Mapping[str, Name | Aggregate]) -> Operand:
    """A name may be given without its sum sign, or as a legend calls it, unless that is another operand."""
    if isinstance(name, Aggregate):
        return Operand(name.key, name.text, name.span, (name.key,), name.text, not name.mean)
    others = [normalise(alias) for alias in name.aliases]
    if name.total:
        others[:0] = [normalise(name.text), normalise(name.text.lstrip(_SUM_SIGNS))]
    bare = _without_bracket(name.key)
    if bare is not None and not any(key != name.key and key.startswith(f"{bare}(") for key in names):
        others.append(bare)
    keys = (name.key, *[key for key in others if key not in names])
    text = asked_by(name, names)
    return Operand(name.key, text, name.span, keys, text, name.total)


def asked_by(name: Name, keys: Iterable[str]) -> str:
    """Return the name by which a figure is asked for: with its sum sign beside another operand for each of them.

    >>> from kinerja_formula.nodes import Name
    >>> total = Name("M", (0, 3), total=True)
    >>> asked_by(total, ["n", "m_i"]), asked_by(total, ["n"])
    ('Σ M', 'M')
    """
    each = normalise(name.text)
    if not name.total or each == name.key:
        return name.text
    beside = any(key == each or key.rpartition("_")[0] == each for key in keys)
    return f"Σ {name.text}" if beside else name.text


def _without_bracket(key: str) -> str | None:
    """Return a name without the letter of its column or the unit behind it, which data need not say again."""
    found = _LETTERED.fullmatch(key)
    if found is not None:
        return found[1]
    sized = _IN_BRACKETS.fullmatch(key)
    unit = None if sized is None else read_unit(sized[2])
    return None if sized is None or unit is None or not unit.known else sized[1]


_SUM_SIGNS: Final = "Σ∑ "
_LETTERED: Final = lazy_pattern(r"(.{3,}\S) ?\((?![nt]\))[a-z0-9]\)")
"""A name behind which a table writes the letter of its column: *Jumlah hadir (a)*; (t) and (n) are years."""
_IN_BRACKETS: Final = lazy_pattern(r"([^()]{2,}[^\s()]) ?\(([^()]{1,30})\)")
"""*Luas lahan (ha)*."""
