"""A sum over records asks for a table on a sheet of its own, or for one figure."""

from __future__ import annotations

from pathlib import Path

import pytest

import kinerja_formula as kf
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.pengisian.entries import entries_of
from kinerja_formula.pengisian.form import make_form
from kinerja_formula.pengisian.form_carrying import carry_over
from kinerja_formula.pengisian.form_figures import read_form
from kinerja_formula.pengisian.form_workbook import write_form

openpyxl = pytest.importorskip("openpyxl")
MEAN = Indikator(nama="Nilai rata-rata lulusan", teks="Σ (bobot × nilai) / Σ bobot", target="60")
DOKUMEN = Dokumen("Contoh", (Jabatan("KETUA PRODI", (MEAN,)),))


def filled(path: Path, rows: list[tuple[object, object]]) -> Path:
    form = make_form(DOKUMEN)
    assert [row.nama for row in form.sheets[0].rows] == ["Σ (bobot × nilai)", "Σ bobot"]
    assert form.records[0].kolom == ("bobot", "nilai")
    write_form(form, path)
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book if sheet.title.startswith("Baris"))
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Baris")
    assert [cell.value for cell in sheet[head]][1:] == ["bobot", "nilai"]
    for place, (weight, score) in enumerate(rows, head + 1):
        sheet.cell(place, 2, weight)
        sheet.cell(place, 3, score)
    book.save(path)
    return path


def test_records_are_asked_for_and_read_back(tmp_path: Path) -> None:
    form = read_form(filled(tmp_path / "isian.xlsx", [(1, 50), (3, "70")]))
    assert form.diagnostics == ()
    laporan = kf.laporan(DOKUMEN, form.figures)
    assert laporan.rows[0].text == "65 nilai"
    assert str(laporan.rows[0].capaian) == "108,33%"


def test_a_gap_in_the_records_is_missing_data(tmp_path: Path) -> None:
    form = read_form(filled(tmp_path / "isian.xlsx", [(1, 50), (3, None)]))
    assert kf.laporan(DOKUMEN, form.figures).rows[0].status == "KF301"


def test_what_is_no_figure_is_told_with_its_cell(tmp_path: Path) -> None:
    form = read_form(filled(tmp_path / "isian.xlsx", [(1, "banyak sekali"), (3, 70)]))
    assert [one.code for one in form.diagnostics] == ["KF422"]


def test_one_figure_for_the_whole_will_do(tmp_path: Path) -> None:
    form = read_form(filled(tmp_path / "isian.xlsx", []))
    assert not form.figures.all
    report = kf.laporan(DOKUMEN, {"Σ (bobot × nilai)": 260, "Σ bobot": 4})
    assert report.rows[0].text == "65 nilai"


def test_records_are_carried_into_the_next_form(tmp_path: Path) -> None:
    old = filled(tmp_path / "isian.xlsx", [(1, 50), (3, "70")])
    assert entries_of(read_form(old)) == 2
    with pytest.raises(kf.InvalidDataError) as refused:
        write_form(make_form(DOKUMEN), old)
    assert refused.value.code == "KF484"
    carried = carry_over(make_form(DOKUMEN), read_form(old))
    assert (carried.kept, carried.apart) == (2, 0)
    again = tmp_path / "isian-lagi.xlsx"
    write_form(carried.form, again)
    assert read_form(again).records[0].isi == ((1, 50), (3, 70))
    write_form(carried.form, again)  # everything of it is in the new one


def test_records_that_no_formula_adds_up_any_more_are_set_apart(tmp_path: Path) -> None:
    old = read_form(filled(tmp_path / "isian.xlsx", [(1, 50), (3, "70")]))
    other = Indikator(nama="Jumlah lulusan", teks="Jumlah lulusan")
    carried = carry_over(make_form(Dokumen("Contoh", (Jabatan("KETUA PRODI", (other,)),))), old)
    assert [(one.nama, one.isi, one.jenis) for one in carried.form.disisihkan] == [
        ("bobot", "1; 3", "baris"),
        ("nilai", "50; 70", "baris"),
    ]
    assert [one.code for one in carried.diagnostics] == ["KF486"]
