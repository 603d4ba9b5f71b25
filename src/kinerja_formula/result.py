"""What an evaluation gives back: the exact value with its unit, and on demand the way to it.

A result is made for every record of a table, so it only keeps the numerator, the denominator and the figures; the
fraction, the steps, the warnings and the sentences are made when somebody asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from importlib import import_module
from math import gcd
from typing import Any, Final, NamedTuple, Protocol

from kinerja_formula.diagnostics import Diagnostic, UnitMismatchError, language_in_use
from kinerja_formula.diagnostics.catalogue import UNIT_UNKNOWN
from kinerja_formula.display import as_bundle, as_html, as_latex
from kinerja_formula.explanation import Explained, Input, Step, explain
from kinerja_formula.figures.dates import date_text
from kinerja_formula.nodes import Node
from kinerja_formula.numerals import format_number, shown_number
from kinerja_formula.recorded_calculation import (
    SCHEMA,
    recorded_calculation,
    written_inputs,
    written_steps,
    written_tree,
)
from kinerja_formula.units import PERCENT, Unit, read_unit

__all__ = ["Calculation", "Result", "Tracing"]


_LAST_DAY = 3_652_059  # of the year 9999
_CAPAIAN: Final = "kinerja_formula.penilaian.assessed_result"
"""What puts a capaian to a result stands above it, and is found by its name when JSON has one."""


class Tracing(NamedTuple):
    """A calculation walked step by step."""

    steps: tuple[Step, ...]
    value: Fraction
    exact: bool
    notes: tuple[Diagnostic, ...]


class Calculation(Protocol):
    """What a result asks of the plan it came from."""

    @property
    def text(self) -> str:
        """The formula as the user wrote it."""

    @property
    def unit(self) -> str | None:
        """The unit of the value."""

    @property
    def measure(self) -> Unit | None:
        """The unit of the value, where it is no percentage or rate."""

    @property
    def tree(self) -> Node:
        """What is calculated: the formula, or of a list of parts only its head."""

    @property
    def operands(self) -> Sequence[Any]:
        """The operands that the figures are for."""

    @property
    def scale(self) -> tuple[int, int]:
        """What numerator and denominator are still to be multiplied by."""

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """What was found in the formula itself."""

    def arithmetic(self, figures: Sequence[Any]) -> Node:
        """The calculation as plain arithmetic over the figures as they were given."""

    def inputs(self, figures: Sequence[Any]) -> tuple[Input, ...]:
        """The figures with the names of their operands."""

    def trace(self, figures: Sequence[Any]) -> Tracing:
        """The calculation step by step."""

    def findings(self, figures: Sequence[Any]) -> tuple[Diagnostic, ...]:
        """What is doubtful about the figures."""


_RATE: Final = "per "
_DATE: Final = "tanggal"
_PERCENT_NAMES = ("%", "persen", "percent")


class Result:
    """The value of a formula for one set of figures. Immutable; two results are equal if value and unit are.

    ``str(result)`` is the value as Indonesian readers write it, two decimals, rounded half up, none where a whole
    number of something is counted (``"25 puskesmas"``); ``format(result, ".1")`` has one decimal.

    >>> import kinerja_formula as kf
    >>> result = kf.evaluate("Jumlah A / Jumlah B x 100%", {"Jumlah A": 17, "Jumlah B": "24 orang"})
    >>> result.value, result.unit, str(result), f"{result:.1}"
    (Fraction(425, 6), '%', '70,83%', '70,8%')
    """

    __slots__ = ("_above", "_below", "_calculation", "_figures", "_traced", "_unit", "_value")

    def __init__(
        self,
        above: int,
        below: int,
        calculation: Calculation,
        figures: Sequence[Any],
        traced: Tracing | None = None,
        unit: str | None = None,
    ) -> None:
        self._above = above
        self._below = below
        self._calculation = calculation
        self._figures = figures
        self._traced = traced
        self._unit = unit
        self._value: Fraction | None = None

    capaian: None = None
    """Without a target there is no capaian; :class:`kinerja_formula.AssessedResult` has one."""

    def parts(self) -> tuple[int, int, Calculation, Sequence[Any], Tracing | None, str | None]:
        """Return what a result is made of, for a result that says more about the same calculation."""
        return (self._above, self._below, self._calculation, self._figures, self._traced, self._unit)

    @property
    def ratio(self) -> tuple[int, int]:
        """Numerator and denominator of the value, not reduced; the denominator may be negative."""
        up, down = self._calculation.scale
        return self._above * up, self._below * down

    @property
    def value(self) -> Fraction:
        """The exact value, in ``unit``."""
        value = self._value
        if value is None:
            up, down = self._calculation.scale
            above, below = self._above * up, self._below * down
            shared = gcd(above, below)
            if below < 0:
                shared = -shared
            # As reduced() of numerals does, without the cost of a call: every value comes this way.
            value = object.__new__(Fraction)
            value._numerator = above // shared  # type: ignore[attr-defined]
            value._denominator = below // shared  # type: ignore[attr-defined]
            self._value = value
        return value

    @property
    def unit(self) -> str | None:
        """The unit of the value: ``"%"``, ``"per 1000"`` …; None if nothing tells it."""
        return self._calculation.unit if self._unit is None else self._unit

    @property
    def exact(self) -> bool:
        """Whether the value is exact; a root or a broken power may be rounded to 30 significant digits."""
        return self._traced is None or self._traced.exact

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The figures that went in, in the order of the formula."""
        return self._calculation.inputs(self._figures)

    @property
    def tree(self) -> Node:
        """The formula that was calculated; of a list of parts only its head, where that had the figure."""
        return self._calculation.tree

    @property
    def operands(self) -> Sequence[Any]:
        """The operands that ``inputs`` are for, as the writers ask for them."""
        return self._calculation.operands

    @property
    def arithmetic(self) -> Node:
        """The calculation without percent signs, over the figures as they were given: for a spreadsheet."""
        return self._calculation.arithmetic(self._figures)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The operations in order, each with its terms, its value and the piece of text it comes from."""
        return self._tracing().steps

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found in the formula and what is doubtful about its figures: warnings and notes."""
        return self._own_diagnostics()

    def _own_diagnostics(self) -> tuple[Diagnostic, ...]:
        return (*self._calculation.notes, *self._calculation.findings(self._figures), *self._tracing().notes)

    def _tracing(self) -> Tracing:
        if self._traced is None:
            self._traced = self._calculation.trace(self._figures)
        return self._traced

    def explain(self, *, format: str = "text", language: str | None = None) -> str:  # noqa: A002
        """Return the calculation step by step, in words and figures.

        ``format`` is ``"text"``, ``"markdown"`` or ``"html"``; ``language`` ``"id"`` or ``"en"``, by default the one
        in use.
        Raises ValueError for another format or language.
        """
        calculation = Explained(self._calculation.text, self.inputs, self.steps, str(self))
        return explain(calculation, format=format, language=language or language_in_use())

    def trace(self) -> dict[str, object]:
        """Return the calculation as plain data that goes to JSON; docs/reference/trace.md has the schema."""
        value = self.value
        return {
            "schema": "kinerja-formula/trace/1",
            "formula": self._calculation.text,
            "value": str(value),
            "unit": self.unit,
            "exact": self.exact,
            "text": str(self),
            "inputs": [{key: told for key, told in one.items() if key != "factor"} for one in self._written_inputs()],
            "steps": written_steps(self.steps),
            "diagnostics": [
                {
                    "code": found.code,
                    "slug": found.slug,
                    "severity": found.severity.value,
                    "span": list(found.span),
                    "values": {name: _plain(value) for name, value in found.values.items()},
                }
                for found in self.diagnostics
            ],
        }

    def _written_inputs(self) -> list[dict[str, object]]:
        return written_inputs(self.inputs)

    def to_json(self) -> dict[str, Any]:
        """Return the result as plain data, schema ``kinerja-formula/result/1`` (docs/reference/trace.md).

        Everything is in it: value, unit, figures, steps, tree, findings with their messages in both languages.
        """
        value = self.value
        return {
            "schema": SCHEMA,
            "formula": self._calculation.text,
            "tree": written_tree(self.tree),
            "value": str(value),
            "unit": self.unit,
            "exact": self.exact,
            "text": str(self),
            "inputs": self._written_inputs(),
            "steps": written_steps(self.steps),
            "diagnostics": [one.to_json() for one in self._own_diagnostics()],
            "capaian": None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Result:
        """Return the result that :meth:`to_json` wrote, with its capaian where it had one; nothing is calculated again.

        Raises InvalidDataError KF404, naming the schema or the field, for data of another form.

        >>> from kinerja_formula.formula import evaluate
        >>> found = evaluate("Jumlah A / Jumlah B x 100%", {"Jumlah A": 3, "Jumlah B": 4}, target="80%")
        >>> again = Result.from_json(found.to_json())
        >>> again == found, str(again), str(again.capaian), again.explain() == found.explain()
        (True, '75,00%', '93,75%', True)
        """
        recorded = recorded_calculation(data)
        traced = Tracing(recorded.steps, recorded.value, recorded.exact, ())
        made = Result(recorded.value.numerator, recorded.value.denominator, recorded, (), traced)
        if data.get("capaian") is None:
            return made
        with_capaian: Result = import_module(_CAPAIAN).recorded(made, data["capaian"])
        return with_capaian

    @property
    def quantity(self) -> Any:
        """The value as a quantity of pint, exact, in the library's own registry; ``per 1000`` becomes a plain ratio.

        Raises UnitMismatchError KF314 for a date, and for a unit that nobody knows.

        >>> from kinerja_formula.formula import evaluate
        >>> evaluate("Anggaran / Jumlah hari", {"Anggaran": "Rp 12", "Jumlah hari": "3 hari"}).quantity
        <Quantity(4, 'rupiah / hari')>
        """
        from kinerja_formula.units.pint_units import to_pint

        unit, value = self.unit, self.value
        if unit == "%":
            return to_pint(value, PERCENT)
        if unit is None or unit == "1":
            return to_pint(value, Unit())
        if unit.startswith(_RATE) and unit.removeprefix(_RATE).isdecimal():
            return to_pint(value / int(unit.removeprefix(_RATE)), Unit())
        measure = None if unit == _DATE else read_unit(unit)
        if measure is None or not measure.known:
            raise self._no_unit("pint")
        return to_pint(value, measure)

    def to(self, unit: str) -> Result:
        """Return the same value in another unit, exactly: ``%`` and ``1``, ``tahun`` and ``bulan``, ``m²`` and ``ha``.

        Raises UnitMismatchError (KF314) for a unit that the value can't be expressed in.
        """
        wanted = "%" if unit in _PERCENT_NAMES else unit
        if wanted == self.unit:
            return self
        if (self.unit, wanted) == ("%", "1"):
            return self._in(wanted, 1, 100)
        if (self.unit, wanted) == ("1", "%"):
            return self._in(wanted, 100, 1)
        measure, target = self._calculation.measure, read_unit(wanted)
        if self._unit is None and measure is not None and target is not None:
            factor = measure.factor_to(target)
            if factor is not None:
                return self._in(str(target), factor.numerator, factor.denominator)
        raise self._no_unit(str(unit))

    def _no_unit(self, wanted: str) -> UnitMismatchError:
        facts: dict[str, Any] = {"unit": self.unit or "", "wanted": wanted, "allowed": self._allowed()}
        span = (0, len(self._calculation.text))
        return UnitMismatchError(Diagnostic(UNIT_UNKNOWN, span, **facts), self._calculation.text)

    def _allowed(self) -> tuple[str, ...]:
        return ("%", "1") if self.unit in ("%", "1") else (self.unit,) if self.unit else ()

    def _in(self, unit: str, up: int, down: int) -> Result:
        return Result(self._above * up, self._below * down, self._calculation, self._figures, self._traced, unit)

    def __format__(self, spec: str) -> str:
        decimals = None
        if spec:
            digits = spec[1:].removesuffix("f")
            if spec[0] != "." or not (digits.isascii() and digits.isdigit()) or int(digits[:4]) > 400:
                raise ValueError(f'format of a result must be ".0" to ".400", not {spec!r}')
            decimals = int(digits)
        return self._written(decimals)

    def _written(self, decimals: int | None) -> str:
        unit, value = self.unit, self.value
        if unit == _DATE and value.denominator == 1 and 0 < value < _LAST_DAY:
            return date_text(int(value))
        # Who asks for decimals gets them.
        number = shown_number(value, unit) if decimals is None else format_number(value, decimals=decimals)
        if unit is None or unit == "1":
            return number
        return number + unit if unit == "%" else f"{number} {unit}"

    _repr_mimebundle_ = as_bundle
    _repr_html_ = as_html
    _repr_latex_ = as_latex

    def __str__(self) -> str:
        return self._written(None)

    def __float__(self) -> float:
        return float(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Result) and self.value == other.value and self.unit == other.unit

    def __hash__(self) -> int:
        return hash((self.value, self.unit))

    def __repr__(self) -> str:
        number = str(self.value)
        return f"<Result {number if len(number) <= 60 else str(self)[:60]} {self.unit or ''}".rstrip() + ">"

    def __reduce__(self) -> tuple[Any, ...]:
        return (Result, self.parts())


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else str(value)
