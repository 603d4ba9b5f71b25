"""The plan of a formula: made once, evaluated often.

A plan knows its operands, compiles the tree at the first evaluation, and pays for matching names once per set of keys.
Figures that are all plain integers under known keys take the short way in :meth:`Plan.evaluate`; everything else, and
whatever goes wrong, takes the careful one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, MissingDataError, Severity, UnitMismatchError
from kinerja_formula.diagnostics.catalogue import INVALID_DATA
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.evaluation.calculation import Figures, PlannedCalculation
from kinerja_formula.evaluation.compiler import NeedsSteps
from kinerja_formula.evaluation.completed_data import completed
from kinerja_formula.evaluation.data_faults import (
    faults_of_days,
    faults_of_names,
    literal_keys,
    raise_gravest,
    read_figures,
)
from kinerja_formula.evaluation.definitions import expanded, own_figures
from kinerja_formula.evaluation.figures import (
    Datum,
    Operand,
    match_keys,
)
from kinerja_formula.evaluation.operands import has_columns, operands_of, outside_records
from kinerja_formula.evaluation.percent import (
    PerCent,
    Scale,
    compared_with_percent,
    expressions_beside_percent,
)
from kinerja_formula.evaluation.periods import wants_period
from kinerja_formula.evaluation.steps import StepFault
from kinerja_formula.evaluation.unit_conversion import UnitConversion, count_alike, in_scaled_units, scale_compared
from kinerja_formula.figures import shown
from kinerja_formula.names import NamesByKey, normalise
from kinerja_formula.nodes import (
    Aggregate,
    Definitions,
    Name,
    Node,
    Number,
    Statement,
    rebuilt,
)
from kinerja_formula.numerals import MAX_DIGITS
from kinerja_formula.result import Result
from kinerja_formula.unit_checker import HEAD_NOUN, UnitReport, check_units
from kinerja_formula.units import ONE, Unit, is_suggested

__all__ = ["Plan"]

_TOO_LARGE: Final = 10**MAX_DIGITS
_TOO_SMALL: Final = -_TOO_LARGE
_MOST_REMEMBERED: Final = 64


class _Binding(NamedTuple):
    """What one set of keys means: the keys of the operands, and the program for plain integers."""

    keys: tuple[str, ...]
    take: Callable[[Mapping[Any, Any]], tuple[Any, ...]]
    run: Callable[[Figures], tuple[int, int]]
    calculation: PlannedCalculation


class Plan:
    """How a formula is evaluated.

    ``aliases``: further names for the operand of a cell without arithmetic. ``hundred_is_percent``: a ratio × 100 is
    reported in "%" (the value is the same either way). ``notes``: what was found in the formula itself; every result
    repeats it. ``share``: the indicator asks for a percentage, so that a division must be of like by like. ``given``:
    units of operands that the caller gives, by key; they beat the head noun. ``indikator``: the unit of the value where
    the formula tells none (*Nilai IKM* is a score). ``constants``: figures that the cell gives for operands, by name;
    the data's own come first. A tree of definitions is expanded: ``tree`` is what is calculated. ``compared`` are the
    operands that are compared with a percentage.

    >>> from kinerja_formula.nodes import Number, Part, Product
    >>> a, b = Name("Jumlah A", (0, 8)), Name("Jumlah B", (11, 19))
    >>> percent = Number(None, True, Fraction(100), (22, 26))
    >>> parts = (Part(a, "×", (0, 0), (0, 8)), Part(b, "/", (9, 10), (9, 19)), Part(percent, "×", (20, 21), (20, 26)))
    >>> plan = Plan(Product(parts, (0, 26)), "Jumlah A / Jumlah B × 100%")
    >>> str(plan.evaluate({"jml. A": 18, "Jumlah B": "20 orang"})), plan.unit
    ('90,00%', '%')
    """

    __slots__ = (
        "_aliases",
        "_bindings",
        "_calculations",
        "_constants",
        "_count",
        "_further",
        "_given",
        "_head",
        "_indikator",
        "_inner",
        "_only",
        "_operands",
        "_share",
        "_sound",
        "_system",
        "_units",
        "_variants",
        "_with_units",
        "compared",
        "expressions",
        "hundred_is_percent",
        "notes",
        "ratios",
        "text",
        "tree",
    )

    _only: _Binding

    def __init__(
        self,
        tree: Node,
        text: str,
        *,
        aliases: tuple[str, ...] = (),
        hundred_is_percent: bool = True,
        notes: tuple[Diagnostic, ...] = (),
        share: bool = False,
        given: Mapping[str, Unit] | None = None,
        indikator: Unit | None = None,
        constants: Mapping[str, Fraction] | None = None,
    ) -> None:
        self._share = share
        self._system = tree if isinstance(tree, Definitions) else None
        self._variants: dict[frozenset[str], Plan] = {}
        tree, own, self.ratios = expanded(tree, text)
        self._constants: dict[str, Number] = {
            normalise(name): Number(None, False, value, (0, 0)) for name, value in (constants or {}).items()
        }
        self._constants |= own
        self._inner: dict[str, tuple[Aggregate, Plan]] = {}
        self.compared = compared_with_percent(tree)
        self.expressions = expressions_beside_percent(tree)
        self._further = bool(self._constants or self.compared) or has_columns(tree)
        """Whether data may need more than looking up: constants, records, percentages by their comparison."""
        self._indikator = indikator
        self._given = dict(given or {})
        self._units: UnitReport | None = None
        self._sound = False
        """True once the units were checked and nothing was found that stops an evaluation."""
        self._with_units: dict[frozenset[tuple[str, Unit]], Plan] = {}
        self.tree = tree
        self.text = text
        self.notes = notes
        self._aliases = aliases
        self.hundred_is_percent = hundred_is_percent
        self._operands: tuple[Operand, ...] | None = None
        self._head: Operand | None = None
        self._bindings: dict[tuple[Any, ...], _Binding] = {}
        self._count = -1
        """How many keys data has, as long as it has always been the same ones and each is an operand's.

        Data of as many keys that has those of the only binding has no others: that need not be looked up.
        """
        self._calculations: dict[tuple[bool, frozenset[str], tuple[Diagnostic, ...]], PlannedCalculation] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            _plan,
            (
                self.cell,
                self.text,
                self._aliases,
                self.hundred_is_percent,
                self.notes,
                self._share,
                self._given,
                self._indikator,
                self._constants,
            ),
        )

    @property
    def cell(self) -> Node:
        """The tree of the whole cell as it was read, its definitions included; ``tree`` is what is calculated."""
        return self._system or self.tree

    @property
    def unit(self) -> str | None:
        """The unit of the value as far as the formula tells it: ``"%"``, ``"per 1000"``, ``"orang"``, else None."""
        return self.calculation().unit

    @property
    def percent(self) -> PerCent:
        """How each node of the formula is read: plain, as a percentage, or as a ratio times 100."""
        return self.calculation().percent

    @property
    def units(self) -> UnitReport:
        """The units of operands and result, inferred once."""
        if self._units is None:
            self._units = check_units(self.tree, share=self.is_share, given=self._given)
            told = self._units.result
            if self._indikator is not None and (told is None or (told == ONE and self._is_times_hundred())):
                self._units = self._units._replace(result=self._indikator)
        return self._units

    def _is_times_hundred(self) -> bool:
        return self.percent.of(self.tree).scale is Scale.HUNDRED

    @property
    def is_share(self) -> bool:
        """Whether the formula or its indicator says that the value is a percentage.

        A rate per 1.000 is none: employees per thousand customers are two things.
        """
        return self._share or self.calculation().rate == "%"

    @property
    def unit_faults(self) -> tuple[Diagnostic, ...]:
        """The findings about units that stop an evaluation."""
        return tuple([one for one in self.units.findings if one.severity is Severity.ERROR])

    def with_units(self, given: Mapping[str, Unit]) -> Plan:
        """Return the plan of the same formula with units of operands given by key."""
        if not given:
            return self
        merged = {**self._given, **given}
        key = frozenset(merged.items())
        plan = self._with_units.get(key)
        if plan is None:
            if len(self._with_units) >= _MOST_REMEMBERED:
                self._with_units.clear()
            plan = self._with_units[key] = _plan(
                self.cell,
                self.text,
                self._aliases,
                self.hundred_is_percent,
                self.notes,
                self._share,
                merged,
                self._indikator,
                self._constants,
            )
        return plan

    def written(self, given: Iterable[str]) -> tuple[Node, tuple[Operand, ...]]:
        """Return the calculation without percent signs for another notation, and the operands that need a place there.

        ``given`` are the names that have one: constants of the cell that are not among them are written as numbers.
        """
        places = match_keys(self.operands, given)
        fixed = {
            operand.key: self._constants[operand.key]
            for operand, found in zip(self.operands, places, strict=True)
            if operand.key in self._constants and not found
        }
        percents = frozenset(key for key, one in fixed.items() if one.percent)
        calculation = self.calculation(percents - self.compared)
        tree = plain_arithmetic(self.tree, percent=calculation.percent, factors=self.units.factors)

        def as_number(node: Node) -> Node:
            number = fixed.get(node.key) if isinstance(node, Name) else None
            if number is None:
                return rebuilt(node, as_number)
            return Number(None, False, number.value, node.span)

        operands = tuple([one for one in self.operands if one.key not in fixed])
        return (as_number(tree) if fixed else tree), operands

    @property
    def constants(self) -> frozenset[str]:
        """The keys of operands for which the cell itself gives a figure."""
        return frozenset(self._constants)

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The operands in order of first appearance."""
        if self._operands is None:
            self._operands, self._head = operands_of(self.tree, self._aliases)
        return self._operands

    @property
    def head(self) -> Operand | None:
        """The head of a list of components: where the data has a figure for it, that is the value."""
        if self._operands is None:
            self._operands, self._head = operands_of(self.tree, self._aliases)
        return self._head

    # Not keyword-only: this is called for every record, and Python calls functions with such arguments the slow way.
    def evaluate(self, data: Mapping[str, Any], strict: bool = True) -> Result:
        """Return the exact value for ``data``, a mapping from names to figures. Keys match by the naming rule.

        ``strict=False`` leaves faults of units to the diagnostics of the result.

        Raises:
            UnitMismatchError: KF201 the formula puts together what can't be, KF205 the data is in another unit.
            MissingDataError: KF301, one diagnostic for each operand without a figure, invalid figures after them.
            InvalidDataError: KF302-KF304 a figure or the data can't be used, KF306 root of a negative number.
            ZeroDenominatorError: KF305.
            LimitError: KF307.
        """
        if type(data) is dict:
            try:
                binding = self._only if len(data) == self._count else self._bindings[tuple(data)]
                figures = binding.take(data)
            except KeyError:  # keys that were not seen before
                return self._evaluate_carefully(data, strict=strict)
            if self._sound or not (strict or self.units.factors):
                for figure in figures:
                    if type(figure) is not int or not (0 <= figure < _TOO_LARGE or _TOO_SMALL < figure < 0):
                        break
                else:
                    try:
                        above, below = binding.run(figures)
                    except NeedsSteps:
                        pass
                    else:
                        return Result(above, below, binding.calculation, figures)
        return self._evaluate_carefully(data, strict=strict)

    def _evaluate_carefully(self, data: Mapping[str, Any], *, strict: bool) -> Result:
        self._look_at_units(strict=strict)
        keys = self._keys(data)
        if self._system is not None:
            variant = self._with_given_definitions(self._system, keys)
            if variant is not self:
                return variant.evaluate(data, strict)
        if self._further:
            data = self._completed(data)
            keys = tuple(data)
        binding = self._bindings.get(keys)
        if binding is None:
            binding = self._bind(keys, data)
        operands = binding.calculation.operands
        figures, faults = read_figures(data, operands, binding.keys)
        if faults:
            self._ask_for_period(operands, data)
            raise_gravest(faults, self.text)
        if self.compared:
            scale_compared(figures, operands, self.compared)
        in_scaled_units(figures, operands, self.units)
        if any(figure.unit is not None for figure in figures):
            self._refuse_days(figures, operands)
            learned = self._conversion.convert(figures, operands, strict=strict)
            if learned:
                return self.with_units(learned).evaluate(data, strict=strict)
        count_alike(figures, operands, self.units)
        return self._calculate(self._with_percents(binding.calculation, figures), tuple(figures))

    def _look_at_units(self, *, strict: bool) -> None:
        """Raise what is wrong with the units of the formula where that is asked for; where nothing is, remember it."""
        if self._sound:
            return
        faults = self.unit_faults
        if not faults:
            self._sound = not self.units.factors  # the short way converts nothing
        elif strict:
            raise UnitMismatchError(faults, self.text)

    def _with_percents(self, calculation: PlannedCalculation, figures: Sequence[Datum]) -> PlannedCalculation:
        """Return the calculation for figures of which some came as percentages."""
        percents = frozenset(
            operand.key
            for operand, figure in zip(calculation.operands, figures, strict=True)
            if figure.percent and not calculation.is_percent(operand.key)
        )
        if not percents:
            return calculation
        return self.calculation(percents, head=calculation.head, literals=calculation.literals)

    def _calculate(self, calculation: PlannedCalculation, figures: tuple[Datum, ...]) -> Result:
        try:
            if self._further and any(figure.faults for figure in figures):
                raise NeedsSteps
            if all(figure.value.denominator == 1 for figure in figures):
                above, below = calculation.whole.run([figure.value.numerator for figure in figures])
            else:
                above, below = calculation.pairs.run([figure.value.as_integer_ratio() for figure in figures])
        except NeedsSteps:
            try:
                traced = calculation.trace(figures)
            except StepFault as fault:
                raise_gravest(list(fault.faults), self.text)
            up, down = calculation.scale
            value = traced.value
            if not up:  # a factor of zero that the closures didn't get to
                return Result(0, 1, calculation, figures, traced)
            return Result(value.numerator * down, value.denominator * up, calculation, figures, traced)
        return Result(above, below, calculation, figures)

    def _with_given_definitions(self, system: Definitions, keys: tuple[Any, ...] | NamesByKey) -> Plan:
        """Return the plan that takes the data's own figure for a name that the cell defines by others."""
        given = own_figures(system, keys)
        if not given:
            return self
        plan = self._variants.get(given)
        if plan is None:
            items = tuple([item for item in system.items if item.name.text not in given])
            tree = Definitions(items, system.result, system.span) if items else system.result
            plan = self._variants[given] = _plan(
                tree,
                self.text,
                self._aliases,
                self.hundred_is_percent,
                self.notes,
                self._share,
                self._given,
                self._indikator,
                self._constants,
            )
        return plan

    def _completed(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Add what the cell itself says of operands, and the sums over records."""
        return completed(data, self.operands, self._constants, self._records, self.text)

    @property
    def records(self) -> Mapping[str, tuple[str, ...]]:
        """The sums and means over records by their text, each with the names of its columns."""
        return {node.text: tuple([one.wanted for one in inner.operands]) for node, inner in self._records.values()}

    @property
    def _records(self) -> dict[str, tuple[Aggregate, Plan]]:
        """The sums and means over records by key, each with the plan of what is calculated for a record."""
        if not self._inner:
            found = {node.key: node for node in outside_records(self.tree) if isinstance(node, Aggregate)}
            self._inner = {
                key: (node, Plan(node.expression, self.text, constants=self.fixed_figures, given=self._given))
                for key, node in found.items()
            }
        return self._inner

    @property
    def fixed_figures(self) -> dict[str, Fraction]:
        """The figures that the cell itself gives for operands, by key; percentages as fractions of one."""
        return {key: one.value / 100 if one.percent else one.value for key, one in self._constants.items()}

    @property
    def has_no_written_unit(self) -> bool:
        """Whether neither a name nor the caller writes the unit of an operand: at most a noun suggests it."""
        return all(one.source in (None, HEAD_NOUN) for one in self.units.operands.values())

    @property
    def has_suggested_size(self) -> bool:
        """Whether a noun suggests the size of an operand: *luas* is counted in m², if in nothing else."""
        return any(map(is_suggested, self.units.operands))

    @property
    def _conversion(self) -> UnitConversion:
        alone = isinstance(self.tree, (Name, Statement))
        return UnitConversion(self.units.operands, self._given, alone, self.text, self.tree)

    def _refuse_days(self, figures: Sequence[Datum], operands: Sequence[Operand]) -> None:
        faults = [] if isinstance(self.tree, (Name, Statement)) else faults_of_days(figures, operands)
        if faults:
            raise_gravest(faults, self.text)

    def told_unit(self, operand: Operand, given: str) -> tuple[Fraction, dict[str, Unit]]:
        """Return what figures in a unit are multiplied by to be in that of their operand, and its unit if it has none.

        Raises UnitMismatchError KF205.
        """
        return self._conversion.of_column(operand, given)

    def _ask_for_period(self, operands: Sequence[Operand], data: Mapping[str, Any]) -> None:
        """Raise MissingDataError KF350 where the data is by period and none was chosen."""
        wanted = wants_period(operands, data)
        if wanted:
            raise MissingDataError(wanted, self.text)

    # Names

    def _keys(self, data: Mapping[str, Any]) -> tuple[Any, ...]:
        if not isinstance(data, Mapping):
            raise_gravest([Diagnostic(INVALID_DATA, (0, 0), value=shown(data), reason="bukan-pemetaan")], self.text)
        try:
            keys = tuple(data)
            hash(keys)
        except Exception:  # whatever a foreign mapping does when it is asked for its keys
            raise_gravest([Diagnostic(INVALID_DATA, (0, 0), value=shown(data), reason="bukan-pemetaan")], self.text)
        return keys

    def _bind(self, keys: tuple[Any, ...], data: Mapping[str, Any]) -> _Binding:
        """Find the operands among the keys; raise all that is wrong with the data at once."""
        operands, head = self.operands, False
        if self._head is not None and match_keys([self._head], keys)[0]:
            operands, head = (self._head,), True
        matched = match_keys(operands, keys)
        used = {key for found in matched for key in found}
        faults = faults_of_names(operands, matched, keys, used)
        if faults:
            self._ask_for_period(operands, data)
            clear = [(operand, found[0]) for operand, found in zip(operands, matched, strict=True) if len(found) == 1]
            raise_gravest(
                faults + read_figures(data, [operand for operand, _ in clear], [key for _, key in clear])[1], self.text
            )
        unused = [key for key in keys if isinstance(key, str) and key not in used]
        calculation = self.calculation(head=head, literals=literal_keys(unused, self.tree, self.text))
        return self._remember(keys, tuple([found[0] for found in matched]), calculation)

    def _remember(self, keys: tuple[Any, ...], names: tuple[str, ...], calculation: PlannedCalculation) -> _Binding:
        """Keep what a set of keys means; the latest is at hand without looking."""
        run = _with_care if self._further else calculation.whole.run
        binding = _Binding(names, _taker(names), run, calculation)
        if len(self._bindings) >= _MOST_REMEMBERED:
            self._bindings.clear()
        self._bindings[keys] = binding
        self._only = binding
        self._count = len(keys) if len(self._bindings) == 1 and {*keys} == {*names} else -1
        return binding

    def calculation(
        self, percents: frozenset[str] = frozenset(), *, head: bool = False, literals: tuple[Diagnostic, ...] = ()
    ) -> PlannedCalculation:
        known = self._calculations.get((head, percents, literals))
        if known is None:
            if len(self._calculations) >= _MOST_REMEMBERED:
                self._calculations.clear()
            known = PlannedCalculation(self, percents, head=head, literals=literals)
            self._calculations[head, percents, literals] = known
        return known


def _plan(
    tree: Node,
    text: str,
    aliases: tuple[str, ...],
    hundred: bool,
    notes: tuple[Diagnostic, ...],
    share: bool,
    given: Mapping[str, Unit],
    indikator: Unit | None,
    constants: Mapping[str, Number],
) -> Plan:
    plan = Plan(
        tree,
        text,
        aliases=aliases,
        hundred_is_percent=hundred,
        notes=notes,
        share=share,
        given=given,
        indikator=indikator,
        constants={key: one.value for key, one in constants.items()},
    )
    plan._constants.update(constants)  # noqa: SLF001 - some are percentages
    return plan


def _with_care(_: Figures) -> tuple[int, int]:
    """Stand for the program where figures are never taken as they come."""
    raise NeedsSteps


def _taker(names: tuple[str, ...]) -> Callable[[Mapping[Any, Any]], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda data: tuple([data[name] for name in names])
