"""What the shape of a term tells of its unit."""

from __future__ import annotations

import pytest

import kinerja_formula as kf
from kinerja_formula.unit_checker.shapes import may_be_share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("A x B", False),
        ("A + B", False),
        ("A / B", True),
        ("(A / B) + C", True),
        ("A x (B / C)", True),
        ("rata-rata (A / B; C)", True),
        ("A ^ 2", True),
        ("√(A)", True),
    ],
)
def test_a_term_that_divides_may_be_a_share(text: str, share: bool):
    assert may_be_share(kf.parse(text).tree) is share


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Jumlah peserta x biaya per peserta", "rupiah"),
        ("Banyaknya produksi x harga per satuan", "rupiah"),
        ("Volume x tarif / penduduk", "Rp/orang"),
        ("Jumlah pegawai x gaji x jumlah bulan", "rupiah"),
        ("(Harga x volume) / volume", "rupiah"),
        ("(Harga x volume) / anggaran x 100%", "%"),
        ("Anggaran / jumlah peserta", "Rp/orang"),
        ("Produksi / luas x harga", "Rp/m²"),
        ("A / B x anggaran", None),  # nothing tells what is left of A / B
    ],
)
def test_money_times_what_it_is_paid_for_is_money(text: str, unit: str | None):
    assert kf.parse(text).unit == unit


def test_figures_of_what_is_paid_for_keep_their_own_units():
    result = kf.evaluate("Jumlah peserta x biaya per peserta", {"Jumlah peserta": 20, "biaya per peserta": "Rp 50.000"})
    assert (result.value, result.unit) == (1_000_000, "rupiah")


@pytest.mark.parametrize(
    ("text", "unit", "codes"),
    [
        ("Jumlah aset + kredit yang diusulkan", "rupiah", []),
        ("Jumlah kas + jumlah saham - jumlah utang", "rupiah", []),
        ("Jumlah aset + jumlah laporan", "aset", []),
        ("Jumlah kendaraan + jumlah belanja", "unit", ["KF201"]),
        ("Biaya pemeliharaan / jumlah aset", "Rp/aset", []),
    ],
)
def test_what_is_owned_is_its_worth_where_money_is_added(text: str, unit: str, codes: list[str]):
    formula = kf.parse(text)
    assert (formula.unit, [one.code for one in kf.check(formula)]) == (unit, codes)
