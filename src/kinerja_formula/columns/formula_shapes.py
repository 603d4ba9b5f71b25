"""Formulas without their names: indicators whose formulas have one shape are one expression over one column more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from kinerja_formula.columns.column_plans import Told, calculable, plan_for, sound_units, told_by_the_cell, unit_with
from kinerja_formula.columns.held_targets import Held, sides_in_percent
from kinerja_formula.columns.sums_of_records import of_figures
from kinerja_formula.evaluation.figures import Operand
from kinerja_formula.evaluation.percent import Scale, is_averaged
from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.names import NamesByKey, normalise
from kinerja_formula.nodes import Aggregate, Components, Name, Node, Quantity, Statement, rebuilt, walk
from kinerja_formula.penilaian import NO_TARGET, Aturan, stated_target, target_in
from kinerja_formula.penilaian.comparison import comparison

__all__ = ["Asked", "ReadIndicator", "Shape", "TableNames", "indicators_by_shape", "read_indicator"]


class Asked(NamedTuple):
    """An indicator that is asked for: its name, the plan of its formula, and what it says of its target.

    ``measured``: numerator and denominator of a plain ratio, where no indicator is named.
    """

    nama: str
    plan: Plan
    target: Any = None
    stated: tuple[Quantity, ...] = ()
    arah: str | None = None
    indikator: str | None = None
    satuan: str = ""
    measured: tuple[str, str] | None = None


class Shape(NamedTuple):
    """A formula without its names. ``kinds`` tells of each operand what several figures for it mean.

    ``defaults`` are figures of the cell for operands that a group may lack, ``told`` those for what no name of the
    table is, of which ``percents`` are percentages; all by key. ``ratios`` are parts that are compared with one.
    """

    tree: Node
    kinds: tuple[str, ...]
    factors: tuple[tuple[str, Fraction], ...]
    held: Held | None
    defaults: tuple[tuple[str, Fraction], ...] = ()
    told: tuple[tuple[str, Fraction], ...] = ()
    percents: frozenset[str] = frozenset()
    ratios: frozenset[Node] = frozenset()


class ReadIndicator(NamedTuple):
    """An indicator that was read: its operands in the order of their places, and its target where that is a number."""

    asked: Asked
    operands: tuple[Operand, ...]
    shape: Shape
    target: float | None
    unit: str | None


class TableNames(NamedTuple):
    """The names of a table by their keys, in the order of the engine; ``known`` is None where ``ejaan`` tells them."""

    known: tuple[str, ...] | None
    by_key: NamesByKey
    ejaan: Mapping[str, str]

    def of(self, operand: Operand) -> tuple[str, ...]:
        """Return what the figures of an operand are called in the table."""
        found = self.by_key.of(operand.keys)
        if self.known is not None:
            return found
        return (self.ejaan[found[-1]] if found else operand.wanted,)


def read_indicator(
    one: Asked,
    names: TableNames,
    target: Any,
    arah: str | None,
    aturan: str | Aturan | None,
    held: bool,
) -> ReadIndicator:
    """Return an indicator with its operands, without its names, and with what it is held against where ``held``."""
    one = one._replace(plan=plan_for(one.plan, names.by_key))
    sound_units(one.plan)
    tree, operands = calculable(one.plan, () if names.known is None else names.by_key)
    told = told_by_the_cell(one.plan, operands, names.by_key)
    shape = _shape_of(one.plan, tree, operands, told)
    unit = unit_with(one.plan, told) if told.percents else one.plan.unit
    if not held:
        return ReadIndicator(one, operands, shape, None, unit)
    compared, number = _compared(one, target, arah, aturan, unit)
    return ReadIndicator(one, operands, shape._replace(held=compared), number, unit)


def _shape_of(plan: Plan, tree: Node, operands: Sequence[Operand], told: Told) -> Shape:
    """Return a formula without its names, and without what it is held against."""
    read_as, percent = of_figures(tree, told.percents, told.ratios)
    operand_nodes = [node for node in walk(read_as) if isinstance(node, (Name, Statement))]
    shares = {node.key for node in operand_nodes if percent.of(node).scale is Scale.PERCENT}
    kept = {
        operand.key: f"Persentase operan {place}" if operand.key in shares else f"operan {place}"
        for place, operand in enumerate(operands)
    }
    keys = {key: normalise(name) for key, name in kept.items()}
    constants = plan._constants  # noqa: SLF001
    return Shape(
        _nameless(tree, kept),
        tuple(["rata-rata" if is_averaged(one.key) else "jumlah" if one.is_sum else "tunggal" for one in operands]),
        tuple([(keys[key], by) for key, by in plan.units.factors.items() if key in kept]),
        None,
        tuple([(keys[key], figure.value) for key, figure in constants.items() if key in kept and not figure.percent]),
        tuple([(keys[key], figure) for key, figure in told.figures.items()]),
        frozenset([keys[key] for key in told.percents]),
        frozenset([_nameless(node, kept) for node in told.ratios]),
    )


def _nameless(tree: Node, kept: Mapping[str, str]) -> Node:
    """Return the tree with other names for its operands; a sum over records keeps those inside."""
    match tree:
        case Name() | Statement():
            return Name(kept[tree.key], (0, 0))
        case Aggregate():
            return Aggregate(tree.expression, tree.mean, kept[tree.key], (0, 0))
        case Components():
            return Components(tree.head, tuple([Name(kept[item.key], (0, 0)) for item in tree.items]), tree.span)
    return rebuilt(tree, lambda node: _nameless(node, kept))


def _compared(
    one: Asked, target: Any, arah: str | None, aturan: str | Aturan | None, unit: str | None
) -> tuple[Held, float | None]:
    """Return what an indicator is held against; a number stands in a column, that indicators of one shape share.

    ``target`` is one for all, or a mapping of them by the keys of their indicators.
    """
    if isinstance(target, Mapping):
        target = target.get(normalise(one.nama))
    if target is None:
        target = one.target
    if target is None and one.stated:
        target = tuple([stated_target(quantity) for quantity in one.stated])
    found = comparison(
        NO_TARGET if target is None else target_in(target, one.satuan, unit),
        satuan=unit,
        arah=arah if arah is not None else one.arah,
        aturan=aturan,
        indikator=one.indikator,
        measured=one.measured,
    )
    percent = sides_in_percent(unit, found.target, one.indikator, bare=isinstance(one.plan.tree, Name))
    if found.reason is not None or found.target.upper is not None or found.target.value is None:
        return Held(found, percent=percent), None
    number = float(found.target.value)
    plain = found.target._replace(written="", value=Fraction(1), unit=None, comparison=None)
    return Held(found._replace(target=plain, arah=found.arah._replace(asal="", word="")), percent=percent), number


def indicators_by_shape(read: Sequence[ReadIndicator]) -> list[list[int]]:
    """Return the indicators that are one expression, by their numbers."""
    found: dict[Any, list[int]] = {}
    for index, one in enumerate(read):
        held = one.shape.held
        rule = None if held is None else (held.comparison._replace(rule=None), id(held.comparison.rule))  # type: ignore[arg-type]
        found.setdefault((one.shape._replace(held=None), rule, one.target is None), []).append(index)
    return list(found.values())
