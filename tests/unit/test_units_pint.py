"""Quantities of pint: ours, those of other registries, and what can't be taken."""

from __future__ import annotations

from fractions import Fraction

import pint
import pytest

from kinerja_formula.numerals import NumeralError
from kinerja_formula.units import PERCENT, Unit, read_unit
from kinerja_formula.units.pint_units import from_pint, to_pint


def unit(text: str) -> Unit:
    found = read_unit(text)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def foreign() -> pint.UnitRegistry:
    registry = pint.UnitRegistry()
    registry.define("orang = [orang]")
    registry.define("hari_kerja = [hari_kerja]")
    return registry


def test_compounds_cancel_in_pint():
    people_days = to_pint(4392, unit("OH"))
    assert from_pint(people_days / to_pint(244, unit("hari"))) == (18, unit("orang"))


def test_percent_goes_there_and_back():
    assert from_pint(to_pint(90, PERCENT)) == (90, PERCENT)
    assert to_pint(90, PERCENT).to_base_units().magnitude == Fraction(9, 10)


def test_a_scale_goes_into_the_figure():
    assert from_pint(to_pint(Fraction(3, 2), unit("juta rupiah"))) == (1_500_000, unit("rupiah"))


@pytest.mark.parametrize(
    ("value", "name", "read"),
    [
        (18, "orang", (18, "orang")),
        (0.1, "hour", (Fraction(1, 10), "jam")),
        (2.5, "kilogram", (Fraction(5, 2), "kg")),
        (3, "hectare", (3, "ha")),
        (90, "percent", (90, "%")),
        (5, "hari_kerja", (5, "hari")),
        (1, "metric_ton", (1, "ton")),
    ],
)
def test_quantities_of_another_registry(
    foreign: pint.UnitRegistry, value: float, name: str, read: tuple[Fraction, str]
):
    figure, found = from_pint(foreign.Quantity(value, name))
    assert (figure, str(found), found.known) == (*read, True)


def test_square_metres_of_another_registry_are_exact(foreign: pint.UnitRegistry):
    figure, found = from_pint(foreign.Quantity(20_000, "meter ** 2"))
    factor = found.factor_to(unit("ha"))
    assert factor is not None
    assert figure * factor == 2


@pytest.mark.parametrize("name", ["ton", "parsec", "acre"])
def test_measures_of_another_size_or_none_are_not_ours(foreign: pint.UnitRegistry, name: str):
    _, found = from_pint(foreign.Quantity(1, name))
    assert not found.known
    assert found.factor_to(unit("ton")) is None
    assert found.factor_to(unit("bulan")) is None


def test_a_unit_of_its_own_goes_there_and_back():
    well = unit("sumur bor")
    assert from_pint(to_pint(3, well)) == (3, well)


def test_what_is_no_number_is_refused(foreign: pint.UnitRegistry):
    with pytest.raises(NumeralError):
        from_pint(foreign.Quantity(float("nan"), "orang"))
    with pytest.raises(ValueError, match="bukan bilangan bulat"):
        from_pint(foreign.Quantity(4, "orang") ** 0.5)
