"""Figures as data gives them: docs/reference/language.md, "Numbers"."""

from __future__ import annotations

import array
from decimal import Decimal
from fractions import Fraction

import pytest

from kinerja_formula.evaluation.figures import FigureFault, Operand, read_datum

COUNT = Operand("jumlah pegawai", "Jumlah pegawai", (0, 14), ("jumlah pegawai",), "Jumlah pegawai")
SCORE = Operand("nilai", "Nilai", (0, 5), ("nilai",), "Nilai")
MEAN = Operand("rata-rata nilai", "Rata-rata nilai", (0, 15), ("rata-rata nilai",), "Rata-rata nilai")
SIGNED = Operand("jumlah x", "x", (0, 1), ("jumlah x",), "x", total=True)


class Quantity:
    """What pint's Quantity looks like from outside."""

    def __init__(self, magnitude, units):
        self.magnitude = magnitude
        self.units = units


class Hostile:
    def __len__(self):
        raise RuntimeError("no length")

    def __repr__(self):
        raise RuntimeError("no text")


@pytest.mark.parametrize(
    ("given", "value", "percent", "unit"),
    [
        (18, 18, False, None),
        (0.1, Fraction(1, 10), False, None),
        (Decimal("81.350"), Fraction("81.35"), False, None),
        (Fraction(1, 3), Fraction(1, 3), False, None),
        ("6.254", 6254, False, None),
        ("81,35 %", Fraction("81.35"), True, "%"),
        ("95,5 persen", Fraction("95.5"), True, "%"),
        ("Rp 1,2 miliar", 1_200_000_000, False, "rupiah"),
        ("18 orang", 18, False, "orang"),
        ("dua belas", 12, False, None),
        (Quantity(0.3, "percent"), Fraction(3, 10), True, "%"),
        (Quantity(Decimal("1.5"), "meter ** 2"), Fraction(3, 2), False, "meter ** 2"),
        (Quantity(4, "dimensionless"), 4, False, None),
    ],
)
def test_single_figures(given, value, percent, unit):
    datum = read_datum(given, SCORE)
    assert (datum.value, datum.percent, datum.unit) == (value, percent, unit)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (None, "kosong"),
        ("belum ada data", "kosong"),
        ("nihil", "nihil"),
        (True, "benar-salah"),
        (float("nan"), "kosong"),
        (Decimal("sNaN"), "kosong"),
        (float("-inf"), "tak-hingga"),
        (1j, "bukan-angka"),
        ("", "kosong"),
        ("dua belas koma", "bukan-angka"),
        ("9" * 401, "terlalu-panjang"),
        (10**400, "terlalu-panjang"),
        (Decimal("1e999999"), "terlalu-panjang"),
        ("80 - 90", "rentang"),
        (">= 75", "pembanding"),
        (b"18", "jenis-data"),
        ({"a": 1}, "jenis-data"),
        ({1, 2}, "jenis-data"),
        ((item for item in (1, 2)), "jenis-data"),
        (object(), "jenis-data"),
        (Hostile(), "jenis-data"),
        (Quantity(None, "m"), "kosong"),
    ],
)
def test_no_figures(given, reason):
    with pytest.raises(FigureFault) as caught:
        read_datum(given, COUNT)
    assert caught.value.reason == reason
    assert len(caught.value.value) <= 80


@pytest.mark.parametrize("operand", [COUNT, SIGNED])
@pytest.mark.parametrize("given", [[12, "6 orang"], (12, 6.0), array.array("i", [12, 6]), Quantity([12, 6], "orang")])
def test_sums(operand, given):
    assert read_datum(given, operand).value == 18


def test_means():
    datum = read_datum(["80 %", "85 %"], MEAN)
    assert (datum.value, datum.percent, datum.unit) == (Fraction("82.5"), True, "%")
    assert read_datum([1, 1, 2], MEAN).value == Fraction(4, 3)


@pytest.mark.parametrize(
    ("given", "operand", "reason"),
    [
        ([1, 2], SCORE, "deret"),
        ([], COUNT, "deret-kosong"),
        ([], SCORE, "deret-kosong"),
        ([1, None], COUNT, "kosong"),
        ([1, [2]], COUNT, "jenis-data"),
        ([1, float("nan")], COUNT, "kosong"),
        (["10 orang", "5 dokumen"], COUNT, "satuan-lain"),
        (["5%", 5], COUNT, "satuan-campur"),
        ([10**399] * 11, COUNT, "terlalu-panjang"),
        ([Fraction(1, 10**300 + n) for n in range(50)], COUNT, "terlalu-panjang"),
        ([{"a": 1}], COUNT, "tanpa-syarat"),
    ],
)
def test_bad_sequences(given, operand, reason):
    with pytest.raises(FigureFault) as caught:
        read_datum(given, operand)
    assert caught.value.reason == reason


def test_what_was_done_is_noted():
    datum = read_datum("4.25", SCORE)
    assert [(note.code, dict(note.values)) for note in datum.notes] == [
        ("KF312", {"name": "Nilai", "written": "4.25", "value": "4,25"})
    ]
    datum = read_datum("29 (dua puluh delapan) jenis", SCORE)
    assert [(note.code, note.values["words"]) for note in datum.notes] == [("KF313", "28")]
    assert read_datum("29 (dua puluh sembilan) jenis", SCORE).notes == ()


def test_libraries_of_arrays():
    numpy = pytest.importorskip("numpy")
    assert read_datum(numpy.array([12, 6]), COUNT).value == 18
    assert read_datum(numpy.float32(0.1), SCORE).value == Fraction(1, 10)
    with pytest.raises(FigureFault):
        read_datum(numpy.bool_(True), SCORE)


def test_pint():
    pint = pytest.importorskip("pint")
    units = pint.UnitRegistry()
    datum = read_datum(units.Quantity(0.3, "percent"), SCORE)
    assert (datum.value, datum.percent) == (Fraction(3, 10), True)
    assert read_datum(units.Quantity(7, "hour"), SCORE).unit == "jam"
    assert read_datum(units.Quantity([7, 5], "hour"), COUNT)[:3] == (12, False, "jam")
    for strange in ("parsec", "degree_Celsius"):
        with pytest.raises(FigureFault) as caught:
            read_datum(units.Quantity(7, strange), SCORE)
        assert caught.value.reason == "satuan-tak-dikenal"


def test_units_in_a_list_are_converted_to_the_first():
    assert read_datum(["10 bulan", "1 tahun"], COUNT)[:3] == (22, False, "bulan")
    assert read_datum(["2 hari", "12 jam"], MEAN)[:3] == (Fraction(5, 4), False, "hari")
    assert read_datum(["2 hari", 3], COUNT).value == 5


def test_values_of_arrow_and_arrays_of_one():
    import numpy as np
    import pyarrow as pa

    import kinerja_formula as kf

    for given in (
        pa.scalar(3),
        pa.scalar("3 orang"),
        np.array(3),
        np.array("3 orang"),
        pa.array([1, 2]),
        np.array([1, 2]),
    ):
        assert kf.evaluate("Jumlah A", {"Jumlah A": given}).value == 3
    assert kf.evaluate("Jumlah A", {"Jumlah A": pa.chunked_array([[1], [2]])}).value == 3
    assert kf.angka(pa.scalar(2.5)).value == 2.5
    for gap in (pa.scalar(None), np.array(None), np.array(float("nan"))):
        assert kf.angka(gap).missing
    for wrong in (pa.scalar(True), np.array(True), pa.array([[1]])):
        with pytest.raises(kf.InvalidDataError):
            kf.evaluate("Jumlah A", {"Jumlah A": wrong})
