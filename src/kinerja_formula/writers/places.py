"""Where the figures of operands stand in a sheet or table: names matched to cells and columns by the naming rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, NoReturn

from kinerja_formula.diagnostics import Diagnostic, NotationError
from kinerja_formula.diagnostics.catalogue import DUPLICATE_KEY, INVALID_PLACE, NO_PLACE, NOT_WRITABLE
from kinerja_formula.evaluation.figures import Operand, match_keys
from kinerja_formula.names import NearNames, normalise
from kinerja_formula.nodes import Aggregate, Name, Node, children, rebuilt, walk
from kinerja_formula.reading.canonical import line_of_aggregate
from kinerja_formula.source import Span

__all__ = ["Needed", "invalid_place", "needed_places", "not_writable", "place_of_operands", "records_in"]


class Needed(NamedTuple):
    """What a place is needed for: operands by themselves, and columns of records.

    ``tree``: the calculation, with a name for each sum over records whose figure stands in a place of its own.
    """

    tree: Node
    operands: tuple[Operand, ...]
    columns: tuple[Operand, ...]

    @property
    def all(self) -> tuple[Operand, ...]:
        """Operands and columns in one; a name that is both is told once."""
        keys = {one.key for one in self.operands}
        return (*self.operands, *[one for one in self.columns if one.key not in keys])


def needed_places(tree: Node, operands: Sequence[Operand], given: Collection[str], notation: str, text: str) -> Needed:
    """Return what places are needed for: of a sum over records the columns, unless ``given`` names the whole.

    Raises NotationError KF360 for records within records, and for a sum over records without a name in it.

    >>> from kinerja_formula.evaluation.plan import Plan
    >>> from kinerja_formula.reading.reader import read
    >>> plan = Plan(read("Σ (`bobot` × `nilai`) / `N`").tree, "")
    >>> [one.wanted for one in needed_places(plan.tree, plan.operands, (), "Excel", "").all]
    ['N', 'bobot', 'nilai']
    """
    sums = list(records_in(tree))
    if not sums:
        return Needed(tree, tuple(operands), ())
    known = {operand.key: operand for operand in operands}
    whole = {one.key for one in sums if one.key in known and _is_given(one, known[one.key], given)}
    by_columns = [one for one in sums if one.key not in whole]
    for one in by_columns:
        if any(isinstance(below, Aggregate) for below in walk(one.expression)):
            not_writable(one.span, notation, text, reason="sarang-terlalu-dalam")
        if not any(isinstance(below, Name) for below in walk(one.expression)):
            not_writable(one.span, notation, text, reason="tanpa-operan")
    keys = {one.key for one in by_columns}
    columns = _columns([node for one in by_columns for node in walk(one.expression) if isinstance(node, Name)])
    return Needed(_named(tree, whole), tuple([one for one in operands if one.key not in keys]), columns)


def records_in(tree: Node) -> Iterator[Aggregate]:
    """Yield the sums and means over records, none that stands inside another."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Aggregate):
            yield node
        else:
            waiting.extend(reversed(children(node)))


def _is_given(node: Aggregate, operand: Operand, given: Collection[str]) -> bool:
    """Tell whether a place holds the figure of the whole.

    In plain arithmetic a factor may have left the brackets: then the node isn't what its text says any more.
    """
    [found] = match_keys([operand], given)
    return bool(found) and normalise(line_of_aggregate(node.expression, mean=node.mean)) == node.key


def _columns(names: Sequence[Name]) -> tuple[Operand, ...]:
    keys = {name.key for name in names}
    found: dict[str, Operand] = {}
    for name in names:
        others = [normalise(alias) for alias in (*([name.text] if name.total else []), *name.aliases)]
        further = [key for key in others if key not in keys]
        operand = Operand(name.key, name.text, name.span, (name.key, *further), name.text, name.total)
        found.setdefault(name.key, operand)
    return tuple(found.values())


def _named(node: Node, keys: Collection[str]) -> Node:
    if isinstance(node, Aggregate):
        return Name(node.text, node.span) if node.key in keys else node
    return rebuilt(node, lambda below: _named(below, keys)) if keys else node


def place_of_operands(operands: Sequence[Operand], given: Mapping[str, str], text: str) -> dict[str, str]:
    """Return the place of each operand by its key. Further names are ignored.

    Raises NotationError KF361 for every operand without a place, KF303 where two names give one.

    >>> a = Operand("jumlah a", "Jumlah A", (0, 8), ("jumlah a",), "Jumlah A")
    >>> place_of_operands([a], {"Jml. A": "B2"}, "Jumlah A")
    {'jumlah a': 'B2'}
    """
    faults = []
    places = {}
    matched = match_keys(operands, given)
    used = {key for found in matched for key in found}
    near_names: NearNames | None = None
    for operand, found in zip(operands, matched, strict=True):
        if not found:
            near_names = near_names or NearNames.among(tuple([key for key in given if isinstance(key, str)]))
            near = near_names.of(operand.wanted, without=used)
            faults.append(Diagnostic(NO_PLACE, operand.span, name=operand.wanted, suggestions=near))
        elif len(found) > 1:
            faults.append(Diagnostic(DUPLICATE_KEY, operand.span, name=operand.text, keys=found))
        else:
            places[operand.key] = given[found[0]]
    if faults:
        raise NotationError(tuple(faults), text)
    return places


def invalid_place(operand: Operand, place: object, notation: str, text: str) -> NoReturn:
    """Raise NotationError KF362: what was given for an operand is no cell or column."""
    shown = place if isinstance(place, str) else type(place).__name__
    raise NotationError(
        Diagnostic(INVALID_PLACE, operand.span, name=operand.text, reference=shown, notation=notation), text
    )


def not_writable(span: Span, notation: str, text: str, *, reason: str) -> NoReturn:
    """Raise NotationError KF360: a node that a notation has no words for."""
    raise NotationError(Diagnostic(NOT_WRITABLE, span, reason=reason, notation=notation), text)
