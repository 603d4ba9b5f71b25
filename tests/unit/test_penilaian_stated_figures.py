"""Realizations and targets as people write them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.penilaian.stated_figures import Stated, read_stated


def one(given: Any) -> Stated:
    [found] = read_stated(given, "target")
    return found


@pytest.mark.parametrize(
    ("given", "value", "unit"),
    [
        (94, "94", None),
        (0.1, "1/10", None),
        (Decimal("15.05"), "301/20", None),
        (Fraction(1, 3), "1/3", None),
        ("94%", "94", "%"),
        ("15.05", "301/20", None),
        ("Rp 766.990.000", "766990000", "rupiah"),
        ("Rp 1,2 miliar", "1200000000", "rupiah"),
        ("14 Penelitian", "14", "Penelitian"),
        ("75 % dari undangan", "75", "%"),
        ("Skor 4", "4", None),
        ("Nilai 83", "83", None),
        ("Level: 3", "3", None),
        ("Nilai SAKIP 72,5", "145/2", None),
        ("bb/76,2", "381/5", None),
        ("A (80,50)", "161/2", None),
        ("Sangat Baik (88,5)", "177/2", None),
        ("80,50 (A)", "161/2", None),
        ("85,5 poin (BB)", "171/2", "poin"),
        ("29 (dua puluh sembilan) jenis layanan", "29", "jenis layanan"),
        ("1:30", "1/30", None),
        ("Rasio 1 : 30", "1/30", None),
        ("sebanyak 26 desa", "26", "desa"),
        ("A/91", "91", None),
        ("B / 65,2", "326/5", None),
        ("83,27 Sangat Baik", "8327/100", None),
        ("Rp (5.000)", "-5000", "rupiah"),
        ("(5,2)", "-26/5", None),
        ("1.000.000,-", "1000000", "rupiah"),
    ],
)
def test_one_figure(given: Any, value: str, unit: str | None):
    found = one(given)
    assert (found.kind, found.value, found.upper, found.unit) == ("angka", Fraction(value), None, unit)


@pytest.mark.parametrize(
    ("given", "low", "high", "unit"),
    [
        ("80 - 90%", "80", "90", "%"),
        ("7 – 8 bulan", "7", "8", "bulan"),
        ("25,00 s.d. 64,99", "25", "6499/100", None),
        ("Rasio 1:30 (Rentang 1:27 - 1:30)", "1/30", "1/27", None),
        ("1:27 - 1:30", "1/30", "1/27", None),
    ],
)
def test_ranges(given: str, low: str, high: str, unit: str | None):
    found = one(given)
    assert (found.kind, found.value, found.upper, found.unit) == ("rentang", Fraction(low), Fraction(high), unit)


@pytest.mark.parametrize(
    ("given", "comparison"),
    [
        ("minimal 75", ">="),
        ("≥ 75", ">="),
        ("maksimal 5", "<="),
        ("di bawah 5%", "<"),
        ("maks. 5", "<="),
        ("min 80", ">="),
        ("80 ke atas", ">="),
    ],
)
def test_bounds(given: str, comparison: str):
    assert one(given).comparison == comparison


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (None, "kosong"),
        ("", "kosong"),
        ("  ", "kosong"),
        ("-", "kosong"),
        ("n/a", "kosong"),
        ("kosong", "kosong"),
        ("nihil", "nihil"),
        ("belum ada data", "kosong"),
        ("n.a.", "kosong"),
        ("Tersedia & berjalan", "bukan-angka"),
        ("./.", "bukan-angka"),
        ("WTP", "bukan-angka"),
    ],
)
def test_what_states_no_figure(given: Any, reason: str):
    found = one(given)
    assert (found.value, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("given", "value"), [("ada", 1), ("Ya", 1), (True, 1), ("tidak ada", 0), ("Belum ada", 0), (False, 0)]
)
def test_yes_and_no(given: Any, value: int):
    assert (one(given).kind, one(given).value) == ("keberadaan", value)


DAY = datetime.date(2024, 1, 31)


@pytest.mark.parametrize(
    "given",
    [
        DAY,
        datetime.datetime(2024, 1, 31, 12),
        "31 Januari 2024",
        "31-01-2024",
        "31/1/2024",
        "2024-01-31",
        "paling lambat 31 Jan 2024",
        "Tanggal 31 Januari 2024",
    ],
)
def test_dates(given: Any):
    assert (one(given).kind, one(given).value) == ("tanggal", DAY.toordinal())


def test_dates_without_a_year_compare_within_one():
    assert kf.capaian("29 Januari", "31 Januari").value == 100
    assert kf.capaian("1 Februari", "31 Januari").value == 0


def test_several_quantities():
    found = read_stated("1000 orang/ tamu, 12 bulan", "target")
    assert [(stated.value, stated.unit) for stated in found] == [(1000, "orang"), (12, "bulan")]
    assert str(kf.capaian("11 bulan", "1000 orang, 12 bulan")) == "91,67%"
    assert str(kf.capaian("1 tahun", "1000 orang, 6 bulan")) == "200,00%"


def test_pint_quantity():
    pint = pytest.importorskip("pint")
    quantity = pint.UnitRegistry().Quantity(90, "percent")
    assert (one(quantity).value, one(quantity).unit) == (90, "%")


@pytest.mark.parametrize(
    "given",
    [
        float("inf"),
        object(),
        [1, 2],
        {"a": 1},
        b"9",
        "12a4.5.6",
        "9" * 500,
        "x" * 3000 + "1",
        10**500,
        "- 5,2",
        "10 orang 4,5,6",
        "85,00.5 % dan 3 kali",
        "1/ ,250",
        "1/.",
        "1.2.3/4",
    ],
)
def test_what_is_refused(given: Any):
    with pytest.raises(kf.InvalidDataError) as raised:
        read_stated(given, "realisasi")
    assert raised.value.code == "KF302"
    assert raised.value.diagnostics[0].values["name"] == "realisasi"


@pytest.mark.parametrize("given", ["31 Februari 2024", "32/13/2024"])
def test_days_that_are_none(given: str):
    with pytest.raises(kf.InvalidDataError):
        read_stated(given, "target")


@pytest.mark.parametrize(
    ("given", "figure"),
    [
        ("80 - 90%", "80 – 90%"),
        ("minimal 75 orang", "≥ 75 orang"),
        ("0,125", "0,125"),
        ("n/a", "n/a"),
        ("31 Januari 2024", "31 Januari 2024"),
    ],
)
def test_figures_for_a_reader(given: str, figure: str):
    assert one(given).figure == figure
