"""The unit of a result in brackets behind its formula."""

from __future__ import annotations

import pytest

import kinerja_formula as kf


@pytest.mark.parametrize(
    ("text", "line", "unit"),
    [
        ("Total waktu tunggu dibagi jumlah pasien (menit)", "Total waktu tunggu / jumlah pasien", "menit"),
        ("Kepadatan = Jumlah penduduk / luas wilayah (jiwa/km2).", "Jumlah penduduk / `luas wilayah`", "orang/km²"),
        ("Produksi padi / luas panen (ku/ha)", "`Produksi padi` / `luas panen`", "kuintal/ha"),
        ("Jumlah anggaran : jumlah siswa (Rp)", "Jumlah anggaran / jumlah siswa", "Rp/siswa"),
        ("Volume air / jumlah pelanggan (m3/bulan)", "`Volume air` / jumlah pelanggan", "m³/pelanggan"),
        ("Total skor / jumlah responden (nilai)", "Total skor / jumlah responden", "nilai"),
        # what the last name counts itself
        ("Jumlah penduduk / luas wilayah (km2)", "Jumlah penduduk / `luas wilayah (km2)`", "orang/km²"),
        ("Jumlah hadir / jumlah undangan (orang)", "Jumlah hadir / `jumlah undangan (orang)`", None),
        ("Nilai produksi / harga beras (Rp/kg)", "`Nilai produksi` / `harga beras (Rp/kg)`", "kg"),
        ("Total produksi (ton) / luas lahan (ha)", "`Total produksi (ton)` / `luas lahan (ha)`", "ton/ha"),
        ("Luas sawah / luas lahan kab/kota (ha)", "`Luas sawah` / `luas lahan kab/kota (ha)`", "1"),
        ("Jumlah warga miskin / nilai laporan (orang)", "Jumlah warga miskin / `nilai laporan (orang)`", "1"),
        (
            "Dana pendidikan/mahasiswa/ tahun (dalam juta rupiah)",
            "Dana pendidikan/mahasiswa/ tahun (dalam juta rupiah)",
            "juta rupiah",
        ),
        # no unit, or nothing divided
        ("Jumlah siswa / jumlah guru (PNS)", "Jumlah siswa / `jumlah guru (PNS)`", "1"),
        ("Jumlah hari x jumlah pasien (menit)", "Jumlah hari × `jumlah pasien (menit)`", "hari-menit"),
        ("Jumlah pasien (menit)", "`Jumlah pasien (menit)`", "menit"),
    ],
)
def test_a_unit_in_brackets_at_the_end(text: str, line: str, unit: str | None):
    formula = kf.parse(text)
    assert (formula.to_text(), formula.unit) == (line, unit)


def test_figures_are_converted_to_the_unit_of_the_result():
    data = {"Jumlah penduduk": 1000, "luas wilayah": "50 km2"}
    assert str(kf.evaluate("Jumlah penduduk / luas wilayah (jiwa/km2)", data)) == "20 orang/km²"
    data["luas wilayah"] = 50
    assert str(kf.evaluate("Jumlah penduduk / luas wilayah (jiwa/km2)", data)) == "20 orang/km²"


def test_a_formula_written_as_data_keeps_its_units():
    formula = kf.parse("Jumlah penduduk / luas wilayah (jiwa/km2)")
    assert kf.Formula.from_json(formula.to_json()).unit == "orang/km²"
