"""Remarks behind a comma at the end of a formula, and what is none."""

from __future__ import annotations

import pytest

import kinerja_formula as kf

FORMULA = "Jumlah hadir / jumlah undangan"


@pytest.mark.parametrize(
    "remark",
    [
        ", bukan rata-rata bulanan",
        ", sehingga diperoleh tingkat kehadiran.",
        ", yang menunjukkan persentase kehadiran",
        ", dan dilengkapi grafik bulanan",
        ", sesuai Perbup 5/2024",
        ", diambil dari absensi",
        ", dihitung setiap bulan",
        ", atau disebut rasio kehadiran",
        ", targetnya 80%",
    ],
)
def test_a_remark_is_no_part_of_the_last_name(remark: str):
    assert kf.parse(f"Jumlah hadir dibagi jumlah undangan{remark}").to_text() == FORMULA


def test_a_remark_has_its_role():
    formula = kf.parse("Jumlah hadir dibagi jumlah undangan, diambil dari absensi")
    assert "catatan" in str(formula.why())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Jumlah hadir dibagi jumlah undangan, kecuali yang sakit", "`jumlah undangan, kecuali yang sakit`"),
        ("Jumlah hadir dibagi jumlah undangan, pada akhir tahun", "`jumlah undangan, pada akhir tahun`"),
        ("Jumlah kasus dibagi jumlah penduduk, dihitung per 1.000 penduduk", "1000"),
        ("Jumlah hadir dibagi jumlah undangan, dihitung dalam persen", "100%"),
        ("Jumlah dokumen, sesuai ketentuan", "`Jumlah dokumen, sesuai ketentuan`"),
    ],
)
def test_what_is_counted_or_calculated_stays(text: str, line: str):
    assert line in kf.parse(text).to_text()


def test_what_is_done_further_is_doubted():
    formula = kf.parse("Jumlah hadir dibagi jumlah undangan, lalu dirata-ratakan")
    assert [one.code for one in formula.diagnostics] == ["KF110"]
