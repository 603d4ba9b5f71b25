"""The plan of a formula: made once, evaluated often.

A plan knows its operands, compiles the tree at the first evaluation, and pays for matching names once per set of keys.
Figures that are all plain integers under known keys take the short way in :meth:`Plan.evaluate`; everything else, and
whatever goes wrong, takes the careful one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from operator import itemgetter
from typing import Any, Final, NamedTuple, NoReturn

from kinerja_formula.diagnostics import (
    CONSTANT_OF_CELL,
    DATA_UNIT,
    DATA_UNIT_PARTLY,
    DATA_UNIT_UNKNOWN,
    DUPLICATE_KEY,
    FIGURE_TOO_LARGE,
    INVALID_DATA,
    INVALID_FIGURE,
    LITERAL_AS_NAME,
    MISSING_DATA,
    NO_BRANCH,
    NUMERATOR_ABOVE,
    PERCENT_COMPARED,
    ZERO_DENOMINATOR,
    Diagnostic,
    FormulaError,
    InvalidDataError,
    LimitError,
    MissingDataError,
    Severity,
    UnitMismatchError,
    ZeroDenominatorError,
)
from kinerja_formula.evaluation.aggregates import column_of_total, figure_of_records
from kinerja_formula.evaluation.arithmetic import plain_arithmetic
from kinerja_formula.evaluation.compiler import NeedsSteps, Program, compile_tree
from kinerja_formula.evaluation.data_units import (
    doubts_about,
    factor_of,
    is_amount,
    is_counted,
    is_measured,
    is_scaled,
)
from kinerja_formula.evaluation.definitions import LONGEST_SYMBOL, expanded
from kinerja_formula.evaluation.figures import (
    DATE,
    RECORD_REASONS,
    Datum,
    FigureFault,
    Operand,
    match_keys,
    read_datum,
)
from kinerja_formula.evaluation.percent import (
    PerCent,
    Scale,
    compared_with_percent,
    expressions_beside_percent,
    is_percentage,
)
from kinerja_formula.evaluation.periods import wants_period
from kinerja_formula.evaluation.plausibility import part_and_whole
from kinerja_formula.evaluation.steps import CODES_OF_CALCULATION, StepFault, Walk
from kinerja_formula.explanation import Input
from kinerja_formula.figures import read_angka, shown
from kinerja_formula.names import NearNames, normalise, place_of_literal, says_no_name
from kinerja_formula.nodes import (
    Aggregate,
    Components,
    Definitions,
    Name,
    Node,
    Number,
    Product,
    Statement,
    children,
    rebuilt,
    walk,
)
from kinerja_formula.numerals import MAX_DIGITS, NumeralError, shortest
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.result import Result, Tracing
from kinerja_formula.unit_checker import GIVEN, OperandUnit, UnitReport, check_units
from kinerja_formula.units import ONE, Unit, read_unit

__all__ = ["Plan"]

_TOO_LARGE: Final = 10**MAX_DIGITS
_TOO_SMALL: Final = -_TOO_LARGE
_MOST_REMEMBERED: Final = 64
_MOST_LOOKED_FOR: Final = 500
"""So many missing names are told what a person may have meant by them."""
_FAR_APART: Final = 100
"""A bare figure so many times smaller or larger than one in another size beside it hardly means the base unit."""

Figures = Sequence[Any]
"""The figures of the operands in their order: integers, or what was read of other values."""


class _Binding(NamedTuple):
    """What one set of keys means: the keys of the operands, and the program for plain integers."""

    keys: tuple[str, ...]
    take: Callable[[Mapping[Any, Any]], tuple[Any, ...]]
    run: Callable[[Figures], tuple[int, int]]
    calculation: _Calculation


class Plan:
    """How a formula is evaluated.

    ``aliases``: further names for the operand of a cell without arithmetic. ``hundred_is_percent``: a ratio × 100 is
    reported in "%" (the value is the same either way). ``notes``: what was found in the formula itself; every result
    repeats it. ``share``: the indicator asks for a percentage, so that a division must be of like by like. ``given``:
    units of operands that the caller gives, by key; they beat the head noun. ``indikator``: the unit of the value where
    the formula tells none (*Nilai IKM* is a score). ``constants``: figures that the cell gives for operands, by name;
    the data's own come first. A tree of definitions is expanded: ``tree`` is what is calculated. ``compared`` are the
    operands that are compared with a percentage.

    >>> from kinerja_formula.nodes import Number, Part
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
        "_expressions",
        "_further",
        "_given",
        "_head",
        "_hundred",
        "_indikator",
        "_inner",
        "_only",
        "_operands",
        "_ratios",
        "_share",
        "_sound",
        "_system",
        "_units",
        "_variants",
        "_with_units",
        "compared",
        "notes",
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
        tree, own, self._ratios = expanded(tree, text)
        self._constants: dict[str, Number] = {
            normalise(name): Number(None, False, value, (0, 0)) for name, value in (constants or {}).items()
        }
        self._constants |= own
        self._inner: dict[str, tuple[Aggregate, Plan]] = {}
        self.compared = compared_with_percent(tree)
        self._expressions = expressions_beside_percent(tree)
        self._further = bool(self._constants or self.compared) or _has_columns(tree)
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
        self._hundred = hundred_is_percent
        self._operands: tuple[Operand, ...] | None = None
        self._head: Operand | None = None
        self._bindings: dict[tuple[Any, ...], _Binding] = {}
        self._count = -1
        """How many keys data has, as long as it has always been the same ones and each is an operand's.

        Data of as many keys that has those of the only binding has no others: that need not be looked up.
        """
        self._calculations: dict[tuple[bool, frozenset[str], tuple[Diagnostic, ...]], _Calculation] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            _plan,
            (
                self.cell,
                self.text,
                self._aliases,
                self._hundred,
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
        return self._calculation().unit

    @property
    def percent(self) -> PerCent:
        """How each node of the formula is read: plain, as a percentage, or as a ratio times 100."""
        return self._calculation()._percent  # noqa: SLF001

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
        return self._share or self._calculation().rate == "%"

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
                self._hundred,
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
        calculation = self._calculation(percents - self.compared)
        tree = plain_arithmetic(self.tree, percent=calculation._percent, factors=self.units.factors)  # noqa: SLF001

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
            self._operands, self._head = _operands(self.tree, self._aliases)
        return self._operands

    @property
    def head(self) -> Operand | None:
        """The head of a list of components: where the data has a figure for it, that is the value."""
        if self._operands is None:
            self._operands, self._head = _operands(self.tree, self._aliases)
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
        figures, faults = _read(data, operands, binding.keys)
        if faults:
            self._ask_for_period(operands, data)
            self._raise(faults)
        if self.compared:
            self._scale_compared(figures, operands)
        if any(figure.unit is not None for figure in figures):
            if not isinstance(self.tree, (Name, Statement)):
                self._refuse_days(figures, operands)
            learned = self._convert(figures, operands, strict=strict)
            if learned:
                return self.with_units(learned).evaluate(data, strict=strict)
        self._count_alike(figures, operands)
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

    def _count_alike(self, figures: list[Datum], operands: Sequence[Operand]) -> None:
        """Bring the figures that the formula counts in other units into those it calculates with, in place."""
        for place, operand in enumerate(operands):
            by = self.units.factors.get(operand.key)
            if by is not None:
                figure = figures[place]
                written = figure.written or f"{shortest(figure.value)} {self.units.operands[operand.key].unit}"
                figures[place] = figure._replace(value=figure.value * by, written=written, factor=figure.factor * by)

    def _with_percents(self, calculation: _Calculation, figures: Sequence[Datum]) -> _Calculation:
        """Return the calculation for figures of which some came as percentages."""
        percents = frozenset(
            operand.key
            for operand, figure in zip(calculation.operands, figures, strict=True)
            if figure.percent and not calculation.is_percent(operand.key)
        )
        if not percents:
            return calculation
        return self._calculation(percents, head=calculation.head, literals=calculation.literals)

    def _calculate(self, calculation: _Calculation, figures: tuple[Datum, ...]) -> Result:
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
                self._raise(list(fault.faults))
            up, down = calculation.scale
            value = traced.value
            if not up:  # a factor of zero that the closures didn't get to
                return Result(0, 1, calculation, figures, traced)
            return Result(value.numerator * down, value.denominator * up, calculation, figures, traced)
        return Result(above, below, calculation, figures)

    def _with_given_definitions(self, system: Definitions, keys: tuple[Any, ...]) -> Plan:
        """Return the plan that takes the data's own figure for a name that the cell defines by others."""
        folded = {normalise(key): key for key in keys if isinstance(key, str)}
        given = frozenset(
            item.name.text
            for item in system.items
            if not isinstance(item.value, Number)
            and folded.get(item.name.key) is not None
            and (len(item.name.text) > LONGEST_SYMBOL or folded[item.name.key].strip() == item.name.text)
        )
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
                self._hundred,
                self.notes,
                self._share,
                self._given,
                self._indikator,
                self._constants,
            )
        return plan

    def _completed(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Add what the cell itself says of operands, and the sums over records."""
        records = self._records
        wanted = [one for one in self.operands if one.key in self._constants or one.key in records or one.total]
        missing = [one for one, keys in zip(wanted, match_keys(wanted, data), strict=True) if not keys]
        if not missing:
            return data
        added: dict[str, Any] = dict(data)
        for operand in missing:
            constant = self._constants.get(operand.key)
            if operand.key in records:
                added[operand.wanted] = self._sum_of_records(operand.key, data)
                continue
            if constant is None:
                column = column_of_total(operand, data)
                if column is not None:
                    added[operand.wanted] = column
                continue
            shown_value = shortest(constant.value) + "%" * constant.percent
            note = Diagnostic(CONSTANT_OF_CELL, operand.span, (), name=operand.text, value=shown_value)
            added[operand.wanted] = Datum(constant.value, constant.percent, None, shown_value, (note,))
        return added

    def _sum_of_records(self, key: str, data: Mapping[str, Any]) -> Datum:
        """Return a sum over records; one without a value counts only if the branch that holds needs it."""
        try:
            return figure_of_records(*self._records[key], data, self.text)
        except FormulaError as error:
            if any(one.code not in CODES_OF_CALCULATION for one in error.diagnostics):
                raise
            return Datum(Fraction(0), written="–", faults=error.diagnostics)

    @property
    def records(self) -> Mapping[str, tuple[str, ...]]:
        """The sums and means over records by their text, each with the names of its columns."""
        return {node.text: tuple([one.wanted for one in inner.operands]) for node, inner in self._records.values()}

    @property
    def _records(self) -> dict[str, tuple[Aggregate, Plan]]:
        """The sums and means over records by key, each with the plan of what is calculated for a record."""
        if not self._inner:
            found = {node.key: node for node in _outside_records(self.tree) if isinstance(node, Aggregate)}
            self._inner = {
                key: (node, Plan(node.expression, self.text, constants=self.fixed_figures, given=self._given))
                for key, node in found.items()
            }
        return self._inner

    @property
    def fixed_figures(self) -> dict[str, Fraction]:
        """The figures that the cell itself gives for operands, by key; percentages as fractions of one."""
        return {key: one.value / 100 if one.percent else one.value for key, one in self._constants.items()}

    def _scale_compared(self, figures: list[Datum], operands: Sequence[Operand]) -> None:
        """``PMA ≥ 1%``: a bare 30 is 30 %, and so is a bare 0,3; both are said unless the name says it."""
        for place, (operand, figure) in enumerate(zip(operands, figures, strict=True)):
            if operand.key not in self.compared or (figure.unit is not None and not figure.percent):
                continue
            share = not figure.percent and abs(figure.value) <= 1
            value = figure.value * 100 if share else figure.value
            written = figure.written or shortest(figure.value)
            shown_value = shortest(value) + "%"
            notes = figure.notes
            if not figure.percent and (share or not any(is_percentage(key) for key in operand.keys)):
                facts: dict[str, object] = {"name": operand.text, "written": written, "value": shown_value}
                notes = (*notes, Diagnostic(PERCENT_COMPARED, operand.span, (), **facts))
            figures[place] = Datum(value / 100, written=shown_value, notes=notes)

    def _ask_for_period(self, operands: Sequence[Operand], data: Mapping[str, Any]) -> None:
        """Raise MissingDataError KF350 where the data is by period and none was chosen."""
        wanted = wants_period(operands, data)
        if wanted:
            raise MissingDataError(wanted, self.text)

    def _refuse_days(self, figures: Sequence[Datum], operands: Sequence[Operand]) -> None:
        faults = [
            Diagnostic(INVALID_FIGURE, one.span, (), name=one.text, value=repr(figure.written), reason="tanggal")
            for one, figure in zip(operands, figures, strict=True)
            if figure.unit == DATE
        ]
        if faults:
            self._raise(faults)

    def _convert(self, figures: list[Datum], operands: Sequence[Operand], *, strict: bool) -> dict[str, Unit]:
        """Bring figures into the units of their operands, in place; return the units of operands that tell none.

        Raises UnitMismatchError KF205 for a unit that has no exact factor to that of the operand.
        """
        learned: dict[str, Unit] = {}
        clashes: dict[int, Diagnostic] = {}
        for place, (operand, figure) in enumerate(zip(operands, figures, strict=True)):
            if figure.unit is None:
                continue
            told = self.units.operands.get(operand.key)
            if told is None:
                continue
            if figure.percent:
                clash = self._clash_of_percent(operand, told)
            elif told.measure is None:
                clash = None
                learned |= self._learned(operand, figure.unit)
            else:
                figures[place], clash = _in_unit_of(operand, figure, figure.unit, told, told.measure)
            if clash is not None:
                clashes[place] = clash
        self._doubt_bare_figures(figures, operands)
        if clashes and strict:
            raise UnitMismatchError(tuple(clashes.values()), self.text)
        for place, clash in clashes.items():
            figures[place] = figures[place]._replace(notes=(*figures[place].notes, clash))
        return learned

    def told_unit(self, operand: Operand, given: str) -> tuple[Fraction, dict[str, Unit]]:
        """Return what figures in a unit are multiplied by to be in that of their operand, and its unit if it has none.

        As :meth:`_convert` does with figures that tell it themselves: ``juta rupiah`` beside all of a column.
        Raises UnitMismatchError KF205.
        """
        told = self.units.operands.get(operand.key)
        try:
            one = read_angka(f"1 {given}")
        except NumeralError:
            return Fraction(1), {}
        if told is None or one is None or one.unit is None or one.value is None:
            return Fraction(1), {}
        figure, clash = Datum(one.value, one.percent, one.unit), None
        if one.percent:
            clash = self._clash_of_percent(operand, told)
        elif told.measure is None:
            return figure.value, self._learned(operand, one.unit)
        else:
            figure, clash = _in_unit_of(operand, figure, one.unit, told, told.measure)
        if clash is not None:
            raise UnitMismatchError(clash, self.text)
        return figure.value, {}

    def _learned(self, operand: Operand, given: str) -> dict[str, Unit]:
        """Return the unit of an operand that tells none, as its figure gives it."""
        unit = read_unit(given)
        if operand.key in self._given or unit is None:
            return {}
        return {operand.key: unit}

    def _clash_of_percent(self, operand: Operand, told: OperandUnit) -> Diagnostic | None:
        """A count is never a percentage; an amount is none where something is calculated with it."""
        if told.measure is None:
            return None
        alone = isinstance(self.tree, (Name, Statement))
        if is_counted(operand, told) or (not alone and is_amount(operand, told)):
            return _clash_of_units(operand, "%", told)
        return None

    def _doubt_bare_figures(self, figures: list[Datum], operands: Sequence[Operand]) -> None:
        """Doubt a figure without a unit beside one that was given in another size: 850 beside 1.000 km."""
        sized: dict[tuple[tuple[str, int], ...], tuple[Operand, Datum]] = {}
        for operand, figure in zip(operands, figures, strict=True):
            told = self.units.operands.get(operand.key)
            if told is not None and told.measure is not None and figure.unit is not None and is_scaled(figure):
                sized.setdefault(told.measure.dimension, (operand, figure))
        for place, (operand, figure) in enumerate(zip(operands, figures, strict=True)) if sized else ():
            told = self.units.operands.get(operand.key)
            beside = sized.get(told.measure.dimension) if told is not None and told.measure is not None else None
            if beside is None or told is None or figure.unit is not None or not figure.value or not beside[1].value:
                continue
            if 1 <= abs(figure.value / beside[1].value) * _FAR_APART <= _FAR_APART**2:
                continue  # 950.000.000 beside Rp 1.000 juta
            facts: dict[str, object] = {"name": operand.text, "unit": str(told.measure)}
            facts |= {"other": beside[0].text, "given": beside[1].unit or ""}
            doubt = Diagnostic(DATA_UNIT_PARTLY, told.span, (), **facts)
            figures[place] = figure._replace(notes=(*figure.notes, doubt))

    # Names

    def _keys(self, data: Mapping[str, Any]) -> tuple[Any, ...]:
        if not isinstance(data, Mapping):
            self._raise([Diagnostic(INVALID_DATA, (0, 0), value=shown(data), reason="bukan-pemetaan")])
        try:
            keys = tuple(data)
            hash(keys)
        except Exception:  # whatever a foreign mapping does when it is asked for its keys
            self._raise([Diagnostic(INVALID_DATA, (0, 0), value=shown(data), reason="bukan-pemetaan")])
        return keys

    def _bind(self, keys: tuple[Any, ...], data: Mapping[str, Any]) -> _Binding:
        """Find the operands among the keys; raise all that is wrong with the data at once."""
        operands, head = self.operands, False
        if self._head is not None and match_keys([self._head], keys)[0]:
            operands, head = (self._head,), True
        matched = match_keys(operands, keys)
        used = {key for found in matched for key in found}
        faults = _faults_of_names(operands, matched, keys, used)
        if faults:
            self._ask_for_period(operands, data)
            clear = [(operand, found[0]) for operand, found in zip(operands, matched, strict=True) if len(found) == 1]
            self._raise(faults + _read(data, [operand for operand, _ in clear], [key for _, key in clear])[1])
        unused = [key for key in keys if isinstance(key, str) and key not in used]
        calculation = self._calculation(head=head, literals=self._literals(unused))
        return self._remember(keys, tuple([found[0] for found in matched]), calculation)

    def _remember(self, keys: tuple[Any, ...], names: tuple[str, ...], calculation: _Calculation) -> _Binding:
        """Keep what a set of keys means; the latest is at hand without looking."""
        run = _with_care if self._further else calculation.whole.run
        binding = _Binding(names, _taker(names), run, calculation)
        if len(self._bindings) >= _MOST_REMEMBERED:
            self._bindings.clear()
        self._bindings[keys] = binding
        self._only = binding
        self._count = len(keys) if len(self._bindings) == 1 and {*keys} == {*names} else -1
        return binding

    def _literals(self, unused: Sequence[str]) -> tuple[Diagnostic, ...]:
        """Return what is to be said of keys that are numbers of the formula: they stay numbers."""
        numbers = [key for key in unused if says_no_name(key)]
        if not numbers:
            return ()
        spans = [node.span for node in walk(self.tree) if isinstance(node, (Number, Statement))]
        found = []
        for key in numbers:
            place = place_of_literal(key, self.text, spans)
            if place is not None:
                found.append(Diagnostic(LITERAL_AS_NAME, place, name=key))
        return tuple(found)

    def _calculation(
        self, percents: frozenset[str] = frozenset(), *, head: bool = False, literals: tuple[Diagnostic, ...] = ()
    ) -> _Calculation:
        known = self._calculations.get((head, percents, literals))
        if known is None:
            if len(self._calculations) >= _MOST_REMEMBERED:
                self._calculations.clear()
            known = _Calculation(self, percents, head=head, literals=literals)
            self._calculations[head, percents, literals] = known
        return known

    def _raise(self, faults: list[Diagnostic]) -> NoReturn:
        """Raise the error of the gravest kind; it carries all faults, those of its own kind first."""
        kinds: list[tuple[type[FormulaError], set[str]]] = [
            (MissingDataError, {"KF301"}),
            (UnitMismatchError, {DATA_UNIT.code}),
            (ZeroDenominatorError, {ZERO_DENOMINATOR.code}),
            (InvalidDataError, {"KF302", "KF303", "KF304", "KF306", NO_BRANCH.code}),
            (LimitError, {FIGURE_TOO_LARGE.code}),
        ]
        for error, codes in kinds:
            first = [fault for fault in faults if fault.code in codes]
            if first:
                raise error((*first, *[fault for fault in faults if fault.code not in codes]), self.text) from None
        raise AssertionError("no fault")  # pragma: no cover


class _Calculation:
    """A plan with what the data decides: figures that came in percent, and the head of a list instead of its items."""

    def __init__(
        self, plan: Plan, percents: frozenset[str], *, head: bool, literals: tuple[Diagnostic, ...] = ()
    ) -> None:
        self._plan = plan
        self.literals = literals
        self._percents = percents
        self.head = head
        self.text = plan.text
        tree = plan.tree
        self._tree: Node = tree.head if head and isinstance(tree, Components) else tree
        self._percent = PerCent(percents, plan.compared, plan._ratios, plan._expressions)  # noqa: SLF001
        operands = plan.operands
        self.operands = (plan._head,) if head and plan._head is not None else operands  # noqa: SLF001
        self._places = {operand.key: place for place, operand in enumerate(self.operands)}

    def __reduce__(self) -> tuple[Any, ...]:
        return (_calculation, (self._plan, self._percents, self.head, self.literals))

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """What was found in the formula: in its text, in its units, and of the data in its numbers."""
        return (*self._plan.notes, *self._plan.units.findings, *self.literals)

    @cached_property
    def whole(self) -> Program:
        """The program for integers."""
        return compile_tree(self._tree, self._percent, self._places, whole=True)

    @cached_property
    def pairs(self) -> Program:
        """The program for numerators with denominators."""
        return compile_tree(self._tree, self._percent, self._places, whole=False)

    @cached_property
    def scale(self) -> tuple[int, int]:
        return self.whole.up, self.whole.down

    @property
    def unit(self) -> str | None:
        if self.rate is not None:
            return self.rate
        measure = self.measure
        return None if measure is None else str(measure)

    @property
    def measure(self) -> Unit | None:
        """The unit of the value as a unit; None for percentages and rates, and where nothing tells it."""
        if self.rate is not None:
            return None
        if self.head and isinstance(self._tree, Name):
            told = self._plan.units.operands.get(self._tree.key)
            return told.measure if told is not None else None
        return self._plan.units.result

    @cached_property
    def rate(self) -> str | None:
        """``"%"`` or ``"per 1000"`` where the formula says so."""
        scale = self._percent.of(self._tree).scale
        if scale is Scale.PERCENT or (scale is Scale.HUNDRED and self._plan._hundred):  # noqa: SLF001
            return "%"
        return _rate(self._tree, self._percent) if scale is Scale.PLAIN else None

    @cached_property
    def _percent_keys(self) -> frozenset[str]:
        return frozenset(
            node.key
            for node in walk(self._tree)
            if isinstance(node, (Name, Statement)) and self._percent.of(node).scale is Scale.PERCENT
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

    @property
    def tree(self) -> Node:
        return self._tree

    def arithmetic(self, figures: Figures) -> Node:
        """The calculation without percent signs, over the figures as they were given."""
        factors = {
            operand.key: figure.factor
            for operand, figure in zip(self.operands, figures, strict=True)
            if isinstance(figure, Datum) and figure.factor != 1
        }
        return plain_arithmetic(self._tree, percent=self._percent, factors=factors)

    def trace(self, figures: Figures) -> Tracing:
        """The calculation step by step. Raises StepFault."""
        values = {}
        for operand, figure in zip(self.operands, figures, strict=True):
            value = figure.value if isinstance(figure, Datum) else Fraction(figure)
            values[operand.key] = value / 100 if self.is_percent(operand.key) else value
        pairs = zip(self.operands, figures, strict=True)
        lost = {one.key: figure.faults for one, figure in pairs if isinstance(figure, Datum) and figure.faults}
        walked = Walk(self._tree, self.text, self._percent, values, lost)
        is_percent = self._percent.of(self._tree).scale is Scale.PERCENT
        value = walked.value * 100 if is_percent else walked.value
        return Tracing(tuple(walked.steps), value, walked.exact, tuple(walked.notes))

    @cached_property
    def _part_and_whole(self) -> tuple[Name, Name] | None:
        return part_and_whole(self._tree)

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
        for operand, figure in zip(self.operands, figures, strict=True):
            told = self._plan.units.operands.get(operand.key)
            value = figure.value if isinstance(figure, Datum) else figure
            found += doubts_about(operand, told, value, figure, percent=self.is_percent(operand.key))
        return tuple(found)

    def _value_of(self, name: Name, figures: Figures) -> Fraction:
        figure = figures[self._places[name.key]]
        return figure.value if isinstance(figure, Datum) else Fraction(figure)


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


def _calculation(
    plan: Plan, percents: frozenset[str], head: bool, literals: tuple[Diagnostic, ...] = ()
) -> _Calculation:
    return plan._calculation(percents, head=head, literals=literals)  # noqa: SLF001


def _with_care(_: Figures) -> tuple[int, int]:
    """Stand for the program where figures are never taken as they come."""
    raise NeedsSteps


def _faults_of_names(
    operands: Sequence[Operand], matched: Sequence[Sequence[str]], keys: Sequence[Any], used: Collection[str]
) -> list[Diagnostic]:
    """Return what is wrong where an operand has no key among ``keys``, or several."""
    faults: list[Diagnostic] = []
    near_names: NearNames | None = None
    for operand, found in zip(operands, matched, strict=True):
        if not found:
            near_names = near_names or NearNames.among(tuple([key for key in keys if isinstance(key, str)]))
            near = near_names.of(operand.wanted, without=used) if len(faults) < _MOST_LOOKED_FOR else ()
            faults.append(Diagnostic(MISSING_DATA, operand.span, name=operand.wanted, suggestions=near))
        elif len(found) > 1:
            faults.append(Diagnostic(DUPLICATE_KEY, operand.span, name=operand.text, keys=found))
    return faults


def _in_unit_of(
    operand: Operand, figure: Datum, given: str, told: OperandUnit, measure: Unit
) -> tuple[Datum, Diagnostic | None]:
    """Return a figure in the unit of its operand; as it is where it can't be that, and why."""
    unit = read_unit(given)
    factor = None if unit is None else factor_of(given, unit, measure, operand)
    if factor is not None:
        return (figure if factor == 1 else figure._replace(value=figure.value * factor, factor=factor)), None
    if (unit is None or not unit.known) and not is_measured(measure):
        facts: dict[str, object] = {"name": operand.text, "given": given, "unit": str(measure)}
        doubt = Diagnostic(DATA_UNIT_UNKNOWN, told.span, (), **facts)
        return figure._replace(notes=(*figure.notes, doubt)), None
    return figure, _clash_of_units(operand, given, told)


def _clash_of_units(operand: Operand, given: str, told: OperandUnit) -> Diagnostic:
    facts: dict[str, object] = {"name": operand.text, "given": given, "unit": str(told.measure)}
    return Diagnostic(DATA_UNIT, told.span, (), **facts, source=told.source)


def _taker(names: tuple[str, ...]) -> Callable[[Mapping[Any, Any]], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda data: tuple([data[name] for name in names])


def _read(
    data: Mapping[str, Any], operands: Sequence[Operand], keys: Sequence[str]
) -> tuple[list[Datum], list[Diagnostic]]:
    """Read the figures of the operands under these keys, and say what is wrong with those that are none."""
    figures: list[Datum] = []
    faults: list[Diagnostic] = []
    for operand, key in zip(operands, keys, strict=True):
        try:
            value = data[key]
            figures.append(value if type(value) is Datum else read_datum(value, operand))
        except FigureFault as fault:
            faults.append(_fault(fault, operand))
        except Exception:  # a mapping that doesn't give what it lists
            facts: dict[str, object] = {"name": operand.text, "value": shown(data), "reason": "bukan-pemetaan"}
            faults.append(Diagnostic(INVALID_DATA, (0, 0), (), **facts))
    return figures, faults


def _fault(fault: FigureFault, operand: Operand) -> Diagnostic:
    facts: dict[str, object] = {"name": operand.text, "value": fault.value, "reason": fault.reason}
    if fault.reason in ("kosong", "nihil"):  # nobody wrote a figure there yet
        return Diagnostic(MISSING_DATA, operand.span, name=operand.wanted, suggestions=(), reason=fault.reason)
    if fault.reason == "baris-kosong":
        facts |= {"column": fault.known[0], "suggestions": ()}
        return Diagnostic(MISSING_DATA, operand.span, (), **facts)
    if fault.reason == "satuan-lain":
        told = {"given": fault.given, "unit": ", ".join(fault.known), "source": GIVEN}
        return Diagnostic(DATA_UNIT, operand.span, (), **facts, **told)
    if fault.reason in RECORD_REASONS:
        return Diagnostic(INVALID_DATA, operand.span, (), **facts, columns=fault.known)
    if fault.reason == "terlalu-panjang" and not fault.typed:
        return Diagnostic(FIGURE_TOO_LARGE, operand.span, name=operand.text, limit=MAX_DIGITS)
    return Diagnostic(INVALID_FIGURE, operand.span, (), **facts)


def _operands(tree: Node, aliases: tuple[str, ...]) -> tuple[tuple[Operand, ...], Operand | None]:
    """Return the operands of a tree, and the head of a list of components as an operand of its own."""
    if isinstance(tree, Statement):
        keys = tuple(map(normalise, aliases))
        if not (aliases and says_no_name(tree.text)):  # "100%" is a target; its indicator has a name
            keys = (tree.key, *keys)
        return (Operand(tree.key, tree.text, tree.span, keys, aliases[0] if aliases else tree.text),), None
    heads = {id(node.head) for node in walk(tree) if isinstance(node, Components)}
    names: dict[str, Name | Aggregate] = {}
    for node in _outside_records(tree):
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


def _outside_records(tree: Node) -> Iterator[Node]:
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


def _has_columns(tree: Node) -> bool:
    """Tell whether data may give a column of figures for a part of ``tree``."""
    return any(
        isinstance(node, Aggregate) or (isinstance(node, Name) and node.total) for node in _outside_records(tree)
    )


def _operand(name: Name | Aggregate, names: Mapping[str, Name | Aggregate]) -> Operand:
    """A name may be given without its sum sign, or as a legend calls it, unless that is another operand."""
    if isinstance(name, Aggregate):
        return Operand(name.key, name.text, name.span, (name.key,), name.text, not name.mean)
    others = [normalise(alias) for alias in name.aliases]
    if name.total:
        others.insert(0, normalise(name.text))
    lettered = _LETTERED.fullmatch(name.key)
    if lettered is not None and not any(key != name.key and key.startswith(f"{lettered[1]}(") for key in names):
        others.append(lettered[1])
    keys = (name.key, *[key for key in others if key not in names])
    return Operand(name.key, name.text, name.span, keys, name.text, name.total)


_LETTERED: Final = lazy_pattern(r"(.{3,}\S) ?\((?![nt]\))[a-z0-9]\)")
"""A name behind which a table writes the letter of its column: *Jumlah hadir (a)*; (t) and (n) are years."""


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
