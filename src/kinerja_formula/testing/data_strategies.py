"""Figures for the names of a formula, in all the ways in which a program may hold them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.formula import Formula, parse
from kinerja_formula.names import normalise
from kinerja_formula.numerals import format_number
from kinerja_formula.units import PERCENT, Unit, read_unit

__all__ = ["FORMS", "data_for", "figures_of"]

FORMS: Final = ("int", "float", "Decimal", "Fraction", "text", "quantity")
"""How a figure may be given; a fraction is no int, so it is a Decimal there."""
_LARGEST: Final = 10_000
_MOST_RECORDS: Final = 3


def data_for(
    formula: Formula | str,
    *,
    zero: bool = False,
    forms: Collection[str] = ("int", "float", "Decimal", "Fraction", "text"),
    units: bool | Mapping[str, str] = True,
    largest: int = _LARGEST,
) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy of figures for the names of a formula: mappings with which it has a value.

    What is counted has whole figures, everything else may have two decimals; all are above zero. Sums over records get
    the columns that they add up, one to three records long.

    Args:
        formula: a formula, or its text.
        zero: whether figures may be 0; the formula may have no value then.
        forms: how a figure is given: ``int float Decimal Fraction text quantity``. A text is Indonesian: ``"1.250
            orang"``; a quantity is one of pint.
        units: whether texts have their unit beside them where the formula knows it; or a mapping of names to units.
        largest: the largest figure.

    Raises InvalidArgument for a wrong argument, and FormulaError for a text that can't be read. A formula that no
    figures give a value to (A / (B - B)) has no examples.

    >>> from hypothesis import find
    >>> find(data_for("Jumlah hadir / Jumlah undangan x 100%"), lambda data: True)
    {'Jumlah hadir': 1, 'Jumlah undangan': 1}
    >>> find(data_for("Jumlah pegawai", forms=["text"]), lambda data: "." in data["Jumlah pegawai"])
    {'Jumlah pegawai': '1.000 orang'}
    """
    read = parse(formula) if isinstance(formula, str) else formula
    if not isinstance(read, Formula):
        raise InvalidArgument(f"formula={formula!r}: a formula or its text")
    wrong = [forms] if isinstance(forms, str) else sorted(set(forms) - set(FORMS))
    if wrong or not forms:
        raise InvalidArgument(f"forms={forms!r}: some of {', '.join(FORMS)}")
    if not isinstance(largest, int) or largest < 1:
        raise InvalidArgument(f"largest={largest!r}: a number above zero")
    given = {} if isinstance(units, bool) else {normalise(name): unit for name, unit in units.items()}
    if unknown := [name for name in given if name not in map(normalise, read.names)]:
        raise InvalidArgument(f"units={units!r}: no name of the formula is {unknown[0]}")
    return _data(read, zero, sorted(set(forms), key=FORMS.index), units is not False, given, largest)


def figures_of(formula: Formula, name: str, *, zero: bool, largest: int) -> st.SearchStrategy[Fraction]:
    """Return exact figures for one name: whole ones where it counts something."""
    least = 0 if zero else 1
    whole = st.integers(least, largest).map(Fraction)
    if _counts(formula, name):
        return whole
    cents = st.builds(lambda units, rest: Fraction(100 * units + rest, 100), st.integers(0, largest - 1), _CENTS)
    return st.one_of(whole, whole, cents)


_CENTS: Final = st.integers(1, 99)


def _unit_of(formula: Formula, name: str) -> Unit | None:
    told = formula.units.get(name)
    return None if told is None or told.unit is None else told.measure


def _counts(formula: Formula, name: str) -> bool:
    unit = _unit_of(formula, name)
    kind = None if unit is None else unit.kind
    return kind is not None and not kind.measured and kind.family not in ("nilai", "uang")


def _columns(formula: Formula) -> frozenset[str]:
    return frozenset(column for columns in formula.records.values() for column in columns)


@st.composite
def _data(
    draw: st.DrawFn,
    formula: Formula,
    zero: bool,
    forms: list[str],
    with_units: bool,
    given: Mapping[str, str],
    largest: int,
) -> dict[str, Any]:
    columns = _columns(formula)
    records = draw(st.integers(1, _MOST_RECORDS)) if columns else 1
    values: dict[str, list[Fraction]] = {}
    for name in formula.names:
        figures = figures_of(formula, name, zero=zero, largest=largest)
        values[name] = [draw(figures) for _ in range(records if name in columns else 1)]
    if not zero:
        values = _with_value(formula, values, columns)

    def shown(name: str, value: Fraction) -> Any:
        unit = read_unit(given[normalise(name)]) if normalise(name) in given else _unit_of(formula, name)
        may = forms if unit is not None else [form for form in forms if form != "quantity"] or ["Fraction"]
        return _in_form(draw(st.sampled_from(may)), value, unit if with_units else None, given.get(normalise(name)))

    return {
        name: [shown(name, one) for one in found] if name in columns else shown(name, found[0])
        for name, found in values.items()
    }


def _with_value(
    formula: Formula, values: dict[str, list[Fraction]], columns: frozenset[str]
) -> dict[str, list[Fraction]]:
    """Return the figures, or some near them that give a value where these do not: A / (B - C) with B = C."""
    for by in range(8):
        moved = {name: [one + by * order for one in found] for order, (name, found) in enumerate(values.items(), 1)}
        data = {name: found if name in columns else found[0] for name, found in moved.items()}
        try:
            formula.evaluate(data, strict=False)
        except FormulaError:
            continue
        return moved
    assume(False)
    return values


def _in_form(form: str, value: Fraction, unit: Unit | None, written: str | None) -> Any:
    whole = value.denominator == 1
    if form == "int" and whole:
        return int(value)
    if form == "float":
        return float(value)
    if form == "Fraction":
        return value
    if form == "quantity":
        from kinerja_formula.units.pint_units import to_pint

        return to_pint(value, unit) if unit is not None else value
    if form == "text":
        number = format_number(value, trim=True)
        return number + _beside(unit, written)
    return Decimal(value.numerator) / Decimal(value.denominator)


def _beside(unit: Unit | None, written: str | None) -> str:
    """Return a unit as it stands behind a figure."""
    if written is not None or unit is None:
        return f" {written}" if written else ""
    return "%" if unit == PERCENT else f" {unit}" if unit.kind is not None and unit.scale == 1 else ""
