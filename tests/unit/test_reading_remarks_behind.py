"""Remarks behind a formula - behind a comma, in a bracket, on a line, without a sign - and what is none."""

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
        ", satuan hari",
        ", satuan kuintal per hektar",
        ", dalam juta rupiah",
        ", dinyatakan dalam rupiah per orang",
        ", hasilnya dalam ribu rupiah.",
        ", sumber data BPS",
        ", sumber: e-kinerja",
        ", target 12 desa",
        ", target tahun 2024 sebesar 6,2 ton/ha",
        ", dengan target minimal 85",
        ", standar 14 hari kerja",
        ", maksimal 14 hari",
        ", skala 1-5",
        ", polaritas maksimal",
        ", frekuensi pengukuran triwulanan",
        ", satuan hari, target 5 hari, sumber data SIMRS",
        " (target 12 desa)",
        " (satuan hari)",
        " (semakin besar semakin baik)",
        " (sesuai Perbup 5/2024)",
        " (lihat lampiran)",
        " (data BPS)",
        " (Bab 6)",
        " (lampiran II)",
        " dengan satuan kuintal/hektar",
        " dinyatakan dalam rupiah",
        " dengan skala 0-100",
        " dengan target 90%",
        " dihitung per triwulan",
        "\nData diambil dari SIMRS",
        "\nDihitung per triwulan",
        "\nSumber SIMRS",
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
        ("Jumlah A dibagi jumlah rencana, target dan realisasi", "`jumlah rencana, target dan realisasi`"),
        ("Jumlah sumber daya dibagi jumlah lembaga, sumber daya manusia", "`jumlah lembaga, sumber daya manusia`"),
        ("Jumlah hadir dibagi jumlah undangan, dalam satu tahun", "`jumlah undangan, dalam satu tahun`"),
        ("Jumlah hadir dibagi jumlah undangan dikurangi target 12 orang", "- "),
        ("Jumlah hadir dibagi jumlah undangan, satuan persen", "100%"),
        ("Jumlah kasus dengan target 90% dibagi jumlah kasus dengan target 80%", "dengan target 80%`"),
        ("Jumlah kegiatan / Jumlah kegiatan dengan target capaian kinerja 91%-100%", "capaian kinerja 91%-100%`"),
        (
            "Frekuensi GUP tepat waktu x 100%\nFrekuensi GUP yang seharusnya diajukan",
            "/ `Frekuensi GUP yang seharusnya",
        ),
    ],
)
def test_what_is_counted_or_calculated_stays(text: str, line: str):
    assert line in kf.parse(text).to_text()


def test_what_is_done_further_is_doubted():
    formula = kf.parse("Jumlah hadir dibagi jumlah undangan, lalu dirata-ratakan")
    assert [one.code for one in formula.diagnostics] == ["KF110"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Rata-rata dari indeks A, indeks B dan indeks C, sumber e-kinerja", "indeks C`)"),
        ("Penjumlahan nilai tulis, nilai lisan dan nilai praktik, satuan poin", "`nilai praktik`"),
        ("Median dari nilai tulis, nilai lisan dan nilai praktik, target 90", "`nilai praktik`)"),
        ("max(indeks A, indeks B), sumber SKP", "maks (`indeks A`; `indeks B`)"),
    ],
)
def test_a_remark_is_no_further_term(text: str, line: str):
    """A mean of three was one of four, without a word."""
    assert kf.parse(text).to_text().strip("()").endswith(line.strip("()"))


def test_the_unit_of_a_lone_name_is_no_part_of_it():
    assert kf.parse("Jumlah desa wisata yang aktif, satuan desa").names == ("Jumlah desa wisata yang aktif",)
