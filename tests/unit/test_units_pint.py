"""Quantities of pint: ours, those of other registries, and what can't be taken."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pint
import pytest

from kinerja_formula.numerals import NumeralError
from kinerja_formula.units import PERCENT, Kind, Unit, load_vocabulary, read_unit
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


def test_what_pint_converts_stays_exact():
    for text, other, factor in (("kg/jam", "ton/hari", Fraction(24, 1000)), ("bulan", "tahun", Fraction(1, 12))):
        there = to_pint(1, unit(text)).to(to_pint(1, unit(other)).units)
        assert (type(there.magnitude), there.magnitude) == (Fraction, factor)


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


@pytest.mark.parametrize(
    "text",
    [
        "orang",
        "pegawai",
        "hari kerja",
        "ha",
        "m3",
        "orang-hari",
        "Rp/orang",
        "m x m x m",
        "kali/tahun",
        "SP2D",
        "sumur",
    ],
)
def test_every_unit_goes_there_and_back(text: str):
    assert from_pint(to_pint(Fraction(7, 3), unit(text))) == (Fraction(7, 3), unit(text))


@pytest.mark.parametrize(
    ("text", "other", "factor"),
    [
        ("tahun", "bulan", 12),
        ("ha", "m2", 10_000),
        ("m3", "liter", 1000),
        ("hari", "menit", 1440),
        ("pegawai", "orang", 1),
        ("PNS", "ASN", 1),
        ("kg/jam", "ton/hari", Fraction(24, 1000)),
    ],
)
def test_pint_converts_as_the_units_do(text: str, other: str, factor: Fraction):
    there = to_pint(1, unit(text)).to(to_pint(1, unit(other)).units)
    assert there.magnitude == factor == unit(text).factor_to(unit(other))


def test_what_pint_may_not_add():
    for text, other in (("orang", "dokumen"), ("bulan", "hari"), ("m", "m2"), ("orang", "orang-hari")):
        with pytest.raises(pint.DimensionalityError):
            to_pint(1, unit(text)).to(to_pint(1, unit(other)).units)


def test_names_that_pint_can_not_take_get_others():
    names = [str(to_pint(1, unit(text)).units) for text in ("satuan pendidikan", "hari kerja", "orang", "sumur bor!")]
    assert names == ["n_satuan_pendidikan", "n_hari_kerja", "orang", "n_sumur_bor"]
    first, second = Kind("a b", "x"), Kind("a-b", "x")
    assert [str(to_pint(1, Unit([(kind, 1)])).units) for kind in (first, second, first)] == ["n_a_b", "n_a_b_", "n_a_b"]
    assert str(to_pint(1, Unit([(Kind("persen", "x"), 1)])).units) == "persen_"


@pytest.mark.parametrize(
    ("name", "exponents", "read"),
    [
        ("orang", {"orang": 1}, "orang"),
        ("orang / day", {"orang": 1, "day": -1}, "orang/hari"),
        ("meter ** 3", {"meter": 3}, "m³"),
        ("hour", {"hour": 1}, "jam"),
        ("minute", {"minute": 1}, "menit"),
        ("gram", {"gram": 1}, "gram"),
        ("liter", {"liter": 1}, "liter"),
        ("orang * percent", {"orang": 1, "percent": 1}, "1/100 orang"),
        ("year", {"year": 1}, "tahun"),
        ("fortnight", {"fortnight": 1}, "fortnight"),
    ],
)
def test_units_of_another_registry(foreign: pint.UnitRegistry, name: str, exponents: dict[str, int], read: str):
    figure, found = from_pint(foreign.Quantity(3, name))
    assert (figure, str(found)) == (3, read)
    assert dict(foreign.Quantity(3, name).unit_items()) == exponents


def test_a_broken_exponent_is_told(foreign: pint.UnitRegistry):
    with pytest.raises(ValueError, match=r"^pangkat satuan “orang” bukan bilangan bulat: 0\.5$"):
        from_pint(foreign.Quantity(4, "orang") ** 0.5)


def test_a_vocabulary_of_ones_own_has_a_registry_of_its_own(tmp_path: Path):
    path = tmp_path / "kami.toml"
    path.write_text(
        '[barang]\nsumur = { parent = "unit", pint = "well" }\n[kain]\ndepa = {}\nsiku = { equals = "1/4 depa" }\n',
        encoding="utf-8",
    )
    ours = load_vocabulary(path)
    cubit = read_unit("siku", ours)
    assert cubit is not None
    made = to_pint(8, cubit, ours)
    assert from_pint(made, ours) == (8, cubit)
    assert made.to("depa").magnitude == 2
    wells = pint.UnitRegistry()
    wells.define("well = [well]")
    assert from_pint(wells.Quantity(3, "well"), ours)[1].name == "sumur"
    assert from_pint(wells.Quantity(3, "well"))[1].name == "well"
