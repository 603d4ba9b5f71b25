"""What of a plan is calculated over columns: the tree, its operands, the figures that the cell tells itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from kinerja_formula.diagnostics import Diagnostic, NotationError, UnitMismatchError
from kinerja_formula.diagnostics.catalogue import NO_COLUMNS
from kinerja_formula.evaluation.figures import Operand, match_keys
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.names import NamesByKey
from kinerja_formula.nodes import Components, Name, Node, Quantity, Statement, walk

__all__ = ["Told", "calculable", "plan_for", "sound_units", "told_by_the_cell", "unit_with"]


class Told(NamedTuple):
    """What a cell tells besides its tree: figures of operands, by key, as a person writes them.

    ``percents`` are those that are percentages, ``ratios`` the parts of the tree that a condition compares with one.
    """

    figures: Mapping[str, Fraction]
    percents: frozenset[str]
    ratios: frozenset[Node] = frozenset()


def calculable(plan: Plan, names: Iterable[str] | NamesByKey) -> tuple[Node, tuple[Operand, ...]]:
    """Return the tree to calculate and its operands; a list of parts is its head where one of ``names`` is that.

    Raises NotationError KF463 for a cell that has nothing to calculate.
    """
    tree = plan.tree
    if isinstance(tree, Components) and plan.head is not None and match_keys([plan.head], names)[0]:
        head = tree.head
        return Name(head.text, head.span) if isinstance(head, Statement) else head, (plan.head,)
    if isinstance(tree, Quantity) or (isinstance(tree, Statement) and not tree.operand):
        raise NotationError(Diagnostic(NO_COLUMNS, (0, 0), (), reason="tanpa-operan"), plan.text)
    return tree, plan.operands


def plan_for(plan: Plan, names: Iterable[str] | NamesByKey) -> Plan:
    """Return the plan for data of these names: a name that the cell defines may be among them."""
    system = plan._system  # noqa: SLF001
    if system is None:
        return plan
    return plan._with_given_definitions(system, names if isinstance(names, NamesByKey) else tuple(names))  # noqa: SLF001


def told_by_the_cell(plan: Plan, operands: Sequence[Operand], names: Iterable[str] | NamesByKey) -> Told:
    """Return what a cell tells, with figures for those of its operands that none of ``names`` is."""
    known, ids = plan._constants, plan.ratios  # noqa: SLF001
    ratios = frozenset([node for node in walk(plan.tree) if id(node) in ids] if ids else ())
    asked = [one for one in operands if one.key in known]
    absent = [one.key for one, keys in zip(asked, match_keys(asked, names), strict=True) if not keys]
    percents = frozenset(key for key in absent if known[key].percent)
    figures = {key: known[key].value for key in absent}
    # Of what is compared with a percentage a figure up to 1 is a share of one: PMA = 0,5% is 0,005.
    shares = {key: figures[key] / 100 for key in percents & plan.compared if abs(figures[key]) <= 1}
    return Told({**figures, **shares}, percents, ratios)


def unit_with(plan: Plan, told: Told) -> str | None:
    """Return the unit of the value where some figures of the cell are percentages."""
    return plan.calculation(told.percents).unit


def sound_units(plan: Plan) -> None:
    """Raise UnitMismatchError KF201 for what can't be put together: once for a column, never for a row."""
    faults = plan.unit_faults
    if faults:
        raise UnitMismatchError(faults, plan.text)
