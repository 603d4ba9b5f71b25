"""Slices of real documents, every row labelled by eye, and small files of one kind of difficulty each.

They are no part of the project: they are read where they lie beside this checkout.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.tinjauan.published_table import published_of, review_published

SHARED = Path(__file__).resolve().parents[3] / "shared"
CASES = SHARED / "cases/documents"
needs_documents = pytest.mark.skipif(not (SHARED / "documents").exists(), reason="the documents lie beside a checkout")
needs_cases = pytest.mark.skipif(not CASES.exists(), reason="the cases lie beside a checkout")

NEEDED = ("0.99", "0.98", "0.95", "0.98")
"""Recall and precision of rows, formulas, targets by period. What documents not seen give stands in the notes."""


@needs_documents
def test_slices_of_real_documents():
    run = subprocess.run(
        [sys.executable, str(SHARED / "score/documents.py"), str(SHARED / "documents"), "--need", *NEEDED],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout + run.stderr


COUNTS = {
    "01_tabel_tanpa_kolom_formula.html": 2,
    "01b_sama_dengan_kolom_keterangan_kosong.html": 2,
    "02_target_bertahun.html": 1,
    "02b_target_tahun_kepala_dua_baris.html": 1,
    "02c_sama_tetapi_KET.html": 1,
    "03_baris_nomor_kolom_01.html": 1,
    "04_kepala_tabel_terbawa.html": 3,
    "05_tabel_formasi_jadi_jabatan.html": 1,
    "06a_pdf_tanpa_warna.pdf": 2,
    "06b_pdf_sel_berwarna_per_baris.pdf": 2,
    "06c_pdf_sel_berwarna_utuh.pdf": 2,
    "06d_pdf_baris_selang_seling_berwarna.pdf": 3,
    "07_nomor_dan_nama_dua_sel.html": 2,
    "07b_kriteria_di_baris_sendiri.html": 2,
    "08_baris_kelompok_jadi_indikator.html": 2,
    "09_formula_di_dalam_sel_indikator.html": 2,
    "10_docx_rumus_berupa_gambar.docx": 3,
    "11_pdf_rumus_terpotong_halaman_jumlah_kolom_beda.pdf": 2,
    "12_tabel_keterangan_di_dalam_sel_formula.html": 2,
    "15_pdf_scan_dengan_teks_ocr.pdf": 1,
    "15b_teks_pdftotext_layout.txt": 2,
    "16_pdf_satu_kotak_banyak_indikator.pdf": 3,
    "17_pdf_kaki_halaman_berkotak.pdf": 2,
    "20_satuan_dari_kalimat.csv": 3,
    "21_pdf_lanjutan_tanpa_kepala_kolom_bergeser.pdf": 3,
    "22_tabel_realisasi_keterangan_tercapai.html": 2,
    "23_html_nomor_dan_nama_dua_paragraf.html": 1,
    "25_pdf_dua_indikator_digabung_di_batas_halaman.pdf": 4,
}


def read(name: str) -> list[kf.Indikator]:
    return [one for _, one in kf.read(CASES / name)]


@needs_cases
@pytest.mark.parametrize("name", COUNTS)
def test_cases_have_their_indicators(name: str):
    found = read(name)
    assert len(found) == COUNTS[name]
    assert not any(one.nama[:1].isdigit() or one.nama in ("=", "1.", "2.") for one in found)


@needs_cases
def test_posts_periods_and_formulas_of_cases():
    assert kf.read(CASES / "01_tabel_tanpa_kolom_formula.html").jabatan[0].nama == "KEPALA DINAS CONTOH"
    assert [one.nama for one in kf.read(CASES / "05_tabel_formasi_jadi_jabatan.html").jabatan] == [""]
    assert list(read("02_target_bertahun.html")[0].targets.values()) == ["80", "85", "90"]
    assert [one.fault and one.fault.code for one in read("10_docx_rumus_berupa_gambar.docx")] == [
        "KF408",
        "KF408",
        None,
    ]
    cut = read("11_pdf_rumus_terpotong_halaman_jumlah_kolom_beda.pdf")[0]
    assert "jumlah kecamatan" in " ".join(cut.teks.casefold().split())
    assert [one.satuan for one in read("20_satuan_dari_kalimat.csv")] == ["", "", ""]
    assert [one.teks for one in read("22_tabel_realisasi_keterangan_tercapai.html")] == ["", ""]
    scan = kf.read(CASES / "15_pdf_scan_dengan_teks_ocr.pdf")
    assert "KF429" in [one.code for one in scan.diagnostics]


@needs_cases
@pytest.mark.parametrize("name", sorted([path.name for path in CASES.glob("19*")]))
def test_printed_capaian_of_every_format(name: str):
    review = review_published(published_of(kf.read(CASES / name)))
    assert "KF450" in [one.code for row in review.rows for one in row.diagnostics]


@needs_cases
def test_forms_of_cases(tmp_path: Path):
    form = tmp_path / "isian.xlsx"
    assert main(["isian", str(CASES / "13_isian_400_indikator.csv"), "-o", str(form)]) == 0
    assert len(kf.laporan(CASES / "13_isian_400_indikator.csv", form).rows) == 400
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.laporan(read_table(), CASES / "14_realisasi_terkunci_kata_sandi_rahasia.xlsx")
    assert caught.value.diagnostics[0].values["reason"] == "berkas-terkunci"


def read_table() -> kf.Dokumen:
    return kf.read(CASES / "20_satuan_dari_kalimat.csv")
