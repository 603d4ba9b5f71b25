"""A calculation: a plan with what one set of keys decides, and what a result asks of it.

Figures may have come in percent, and the head of a list of components may be given instead of its items.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, Protocol

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import NUMERATOR_ABOVE, SCALE_DOUBTFUL
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.evaluation.compiler import Program, compile_tree
from kinerja_formula.evaluation.data_units import doubts_about
from kinerja_formula.evaluation.figures import Datum, Operand
from kinerja_formula.evaluation.percent import PerCent, Scale
from kinerja_formula.evaluation.plausibility import part_and_whole, reached_and_planned
from kinerja_formula.evaluation.steps import Walk
from kinerja_formula.explanation import Input
from kinerja_formula.nodes import Components, Name, Node, Number, Product, Statement, walk
from kinerja_formula.numerals import shortest
from kinerja_formula.result import Tracing
from kinerja_formula.unit_checker import UnitReport
from kinerja_formula.units import ONE, Unit

__all__ = ["Figures", "Planned", "PlannedCalculation"]

Figures = Sequence[Any]
"""The figures of the operands in their order: integers, or what was read of other values."""

_FAR_ABOVE: Final = 10
"""What was reached is so many times what was planned only where their scales differ."""


class Planned(Protocol):
    """What a calculation takes from the plan that it belongs to."""

    text: str
    tree: Node
    notes: tuple[Diagnostic, ...]
    compared: frozenset[str]
    ratios: frozenset[int]
    expressions: frozenset[Node]
    hundred_is_percent: bool

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The operands in order of first appearance."""

    @property
    def head(self) -> Operand | None:
        """The head of a list of components."""

    @property
    def units(self) -> UnitReport:
        """The units of operands and result."""

    def calculation(
        self, percents: frozenset[str] = ..., *, head: bool = ..., literals: tuple[Diagnostic, ...] = ...
    ) -> PlannedCalculation:
        """Return the calculation for what the data decides."""


class PlannedCalculation:
    """A plan with what the data decides: figures that came in percent, and the head of a list instead of its items."""

    def __init__(
        self, plan: Planned, percents: frozenset[str], *, head: bool, literals: tuple[Diagnostic, ...] = ()
    ) -> None:
        self.plan = plan
        self.literals = literals
        self.percents = percents
        self.head = head
        self.text = plan.text
        tree = plan.tree
        self.tree: Node = tree.head if head and isinstance(tree, Components) else tree
        self.percent = PerCent(percents, plan.compared, plan.ratios, plan.expressions)
        operands = plan.operands
        self.operands = (plan.head,) if head and plan.head is not None else operands
        self._places = {operand.key: place for place, operand in enumerate(self.operands)}

    def __reduce__(self) -> tuple[Any, ...]:
        return (_calculation, (self.plan, self.percents, self.head, self.literals))

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """What was found in the formula: in its text, in its units, and of the data in its numbers."""
        return (*self.plan.notes, *self.plan.units.findings, *self.literals)

    @cached_property
    def whole(self) -> Program:
        """The program for integers."""
        return compile_tree(self.tree, self.percent, self._places, whole=True)

    @cached_property
    def pairs(self) -> Program:
        """The program for numerators with denominators."""
        return compile_tree(self.tree, self.percent, self._places, whole=False)

    @cached_property
    def scale(self) -> tuple[int, int]:
        return self.whole.up, self.whole.down

    @cached_property
    def unit(self) -> str | None:
        if self.rate is not None:
            return self.rate
        measure = self.measure
        if measure == ONE and self.plan.hundred_is_percent and _is_hundredfold(self.tree):
            return "%"  # the units cancel: (Jumlah sakit × 100) / (Jumlah hari × Jumlah siswa)
        return None if measure is None else str(measure)

    @property
    def measure(self) -> Unit | None:
        """The unit of the value as a unit; None for percentages and rates, and where nothing tells it."""
        if self.rate is not None:
            return None
        if self.head and isinstance(self.tree, Name):
            told = self.plan.units.operands.get(self.tree.key)
            return told.measure if told is not None else None
        return self.plan.units.result

    @cached_property
    def rate(self) -> str | None:
        """``"%"`` or ``"per 1000"`` where the formula says so."""
        scale = self.percent.of(self.tree).scale
        if scale is Scale.PERCENT or (scale is Scale.HUNDRED and self.plan.hundred_is_percent):
            return "%"
        return _rate(self.tree, self.percent) if scale is Scale.PLAIN else None

    @cached_property
    def _percent_keys(self) -> frozenset[str]:
        return frozenset(
            node.key
            for node in walk(self.tree)
            if isinstance(node, (Name, Statement)) and self.percent.of(node).scale is Scale.PERCENT
        )

    def is_percent(self, key: str) -> bool:
        """Return whether the figures of an operand are percentages."""
        return key in self._percent_keys

    def inputs(self, figures: Figures) -> tuple[Input, ...]:
        """The figures with the names of their operands."""
        inputs = []
        for operand, figure in zip(self.operands, figures, strict=True):
            datum = figure if isinstance(figure, Datum) else Datum(Fraction(figure))
            unit = "%" if self.is_percent(operand.key) else datum.unit
            written = datum.written or shortest(datum.value)
            inputs.append(Input(operand.wanted, datum.value, unit, written, operand.span, datum.factor))
        return tuple(inputs)

    def arithmetic(self, figures: Figures) -> Node:
        """The calculation without percent signs, over the figures as they were given."""
        factors = {
            operand.key: figure.factor
            for operand, figure in zip(self.operands, figures, strict=True)
            if isinstance(figure, Datum) and figure.factor != 1
        }
        return plain_arithmetic(self.tree, percent=self.percent, factors=factors)

    def trace(self, figures: Figures) -> Tracing:
        """The calculation step by step. Raises StepFault."""
        values = {}
        for operand, figure in zip(self.operands, figures, strict=True):
            value = figure.value if isinstance(figure, Datum) else Fraction(figure)
            values[operand.key] = value / 100 if self.is_percent(operand.key) else value
        pairs = zip(self.operands, figures, strict=True)
        lost = {one.key: figure.faults for one, figure in pairs if isinstance(figure, Datum) and figure.faults}
        walked = Walk(self.tree, self.text, self.percent, values, lost)
        is_percent = self.percent.of(self.tree).scale is Scale.PERCENT
        value = walked.value * 100 if is_percent else walked.value
        return Tracing(tuple(walked.steps), value, walked.exact, tuple(walked.notes))

    @cached_property
    def _part_and_whole(self) -> tuple[Name, Name] | None:
        return part_and_whole(self.tree)

    @cached_property
    def _reached_and_planned(self) -> tuple[Name, Name] | None:
        return reached_and_planned(self.tree)

    def findings(self, figures: Figures) -> tuple[Diagnostic, ...]:
        """What is doubtful about the figures."""
        found = [note for figure in figures if isinstance(figure, Datum) for note in figure.notes]
        if self._part_and_whole is not None:
            part, whole = self._part_and_whole
            above, below = (self._value_of(name, figures) for name in (part, whole))
            if above > below >= 0 and self.is_percent(part.key) == self.is_percent(whole.key):
                facts: dict[str, object] = {"numerator": part.text, "denominator": whole.text}
                facts |= {"numerator_value": shortest(above), "denominator_value": shortest(below)}
                found.append(Diagnostic(NUMERATOR_ABOVE, part.span, (whole.span,), **facts))
        if self._reached_and_planned is not None and not found:
            reached, planned = self._reached_and_planned
            above, below = (self._value_of(name, figures) for name in (reached, planned))
            if above >= _FAR_ABOVE * below > 0 and self.is_percent(reached.key) == self.is_percent(planned.key):
                facts = {"figure": shortest(above), "other": shortest(below)}
                found.append(Diagnostic(SCALE_DOUBTFUL, reached.span, (planned.span,), **facts, reason="skala-lain"))
        for operand, figure in zip(self.operands, figures, strict=True):
            told = self.plan.units.operands.get(operand.key)
            value = figure.value if isinstance(figure, Datum) else figure
            found += doubts_about(operand, told, value, figure, percent=self.is_percent(operand.key))
        return tuple(found)

    def _value_of(self, name: Name, figures: Figures) -> Fraction:
        figure = figures[self._places[name.key]]
        return figure.value if isinstance(figure, Datum) else Fraction(figure)


def _calculation(
    plan: Planned, percents: frozenset[str], head: bool, literals: tuple[Diagnostic, ...] = ()
) -> PlannedCalculation:
    return plan.calculation(percents, head=head, literals=literals)


def _is_hundredfold(tree: Node) -> bool:
    """Tell whether a ratio is multiplied by a bare 100, wherever above its line that stands."""
    if not isinstance(tree, Product) or not any(part.sign == "/" for part in tree.parts):
        return False
    above = [part.node for part in tree.parts if part.sign == "×"]
    factors = [*above, *[one.node for node in above if isinstance(node, Product) for one in node.parts]]
    return any(isinstance(one, Number) and one.value == 100 and not one.percent for one in factors)


def _rate(tree: Node, percent: PerCent) -> str | None:
    """Return the unit of a ratio times 1 000, 10 000 and so on."""
    if not isinstance(tree, Product) or not any(part.sign == "/" for part in tree.parts):
        return None
    last, sense = tree.parts[-1], percent.of(tree)
    if last.sign != "×" or not isinstance(last.node, Number) or last.node.percent or sense.degree or not sense.named:
        return None
    size = last.node.value
    digits = str(size.numerator) if size.denominator == 1 and size.numerator.bit_length() < 100 else ""
    return f"per {size}" if size >= 1000 and digits.rstrip("0") == "1" else None
