"""Each kind of value as the figure that it states, whole: kind, value, unit, bounds, doubts, and how it was written."""

from __future__ import annotations

import datetime
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from kinerja_formula.figures.model import Angka
from kinerja_formula.figures.reader import read_angka
from kinerja_formula.numerals import NumeralError


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (datetime.timedelta(hours=1, minutes=30), Angka("angka", Fraction(90), "menit", written="90 menit")),
        (datetime.timedelta(seconds=1), Angka("angka", Fraction(1, 60), "menit", written="1/60 menit")),
        (datetime.timedelta(microseconds=3), Angka("angka", Fraction(5, 10**8), "menit", written="0,00000005 menit")),
        (datetime.date(1, 1, 2), Angka("tanggal", Fraction(2), written="0001-01-02")),
        (datetime.datetime(1, 1, 3, 23, 59), Angka("tanggal", Fraction(3), written="0001-01-03")),
        (SimpleNamespace(as_py=lambda: 7), Angka("angka", Fraction(7))),
        (SimpleNamespace(shape=(), item=lambda: "7"), Angka("angka", Fraction(7), written="7")),
        (SimpleNamespace(magnitude=7, units="percent"), Angka("angka", Fraction(7), "%", written="7 %")),
        (SimpleNamespace(magnitude=7, units="dimensionless"), Angka("angka", Fraction(7), None, written="7")),
        (SimpleNamespace(magnitude=7, units="orang"), Angka("angka", Fraction(7), "orang", written="7 orang")),
        (None, Angka("", reason="kosong")),
        ("", Angka("", reason="kosong")),
        (" - ", Angka("", reason="kosong", written="-")),
        ("007", Angka("angka", Fraction(7), written="007")),
        ("12/1.000 KH", Angka("angka", Fraction(12), "per 1000", written="12/1.000 KH")),
        ("180 per 100.000 KH", Angka("angka", Fraction(180), "per 100000", written="180 per 100.000 KH")),
        ("3 x 24 jam", Angka("angka", Fraction(72), "jam", written="3 x 24 jam")),
        ("2 jam 30 menit", Angka("angka", Fraction(5, 2), "jam", written="2 jam 30 menit")),
        ("BB (76,2)", Angka("angka", Fraction(381, 5), written="BB (76,2)")),
        ("Rp (5)", Angka("angka", Fraction(-5), "rupiah", written="Rp (5)")),
        ("2.000", Angka("angka", Fraction(2000), doubts=("ribuan-titik",), written="2.000")),
    ],
)  # fmt: skip
def test_what_a_value_states(given: Any, found: Angka):
    assert read_angka(given) == found


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (True, "benar-salah"),
        (datetime.time(8, 30), "jam"),
        ("08:30", "jam"),
        ("#=A1+B1", "rumus-tanpa-nilai"),
        ("5%%", "bukan-angka"),
        ("30 Februari 2024", "bukan-tanggal"),
    ],
)
def test_what_states_no_figure(given: Any, reason: str):
    with pytest.raises(NumeralError) as refused:
        read_angka(given)
    assert refused.value.reason == reason


@pytest.mark.parametrize("given", ["BB (76-80)", "2 jam 30 orang", "5 bulan, 7 bulan", "3 x 24 orang"])
def test_what_looks_like_a_figure_with_its_grade_or_time(given: str):
    with pytest.raises(NumeralError):
        read_angka(given)
