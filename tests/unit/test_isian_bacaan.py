"""The sheet of readings: what a formula was read as, confirmed or written anew by a person, kept for next year."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import kinerja_formula as kf
from kinerja_formula.command_line import main
from kinerja_formula.dokumen.model import Dokumen
from kinerja_formula.pengisian.bacaan import Bacaan, bacaan_rows, read_bacaan_json, with_bacaan, write_bacaan_json
from kinerja_formula.pengisian.form_figures import read_bacaan, read_form

AMBIGUOUS = "Jumlah hadir berbanding jumlah undangan x 100%"
PICTURE = "[gambar] a = nilai ekspor"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "iku.csv"
    rows = [("Kehadiran", AMBIGUOUS), ("Laju ekspor", PICTURE), ("Arsip", "Jumlah arsip ditata / Jumlah arsip x 100%")]
    lines = ["Indikator;Formula;Target", *[f"{name};{text};80%" for name, text in rows]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def cells(path: Path) -> list[list[object]]:
    sheet = load_workbook(path)["Bacaan"]
    return [list(row) for row in sheet.iter_rows(min_row=4, values_only=True)]


def write(path: Path, indikator: str, **told: str) -> None:
    book = load_workbook(path)
    sheet = book["Bacaan"]
    head = {cell.value: cell.column for cell in sheet[4]}
    for row in range(5, sheet.max_row + 1):
        if sheet.cell(row, head["Indikator"]).value == indikator:
            for name, text in told.items():
                sheet.cell(row, head[name.replace("_", " ")]).value = text
    book.save(path)


def test_doubts_come_first(table: Path, tmp_path: Path):
    assert main(["isian", str(table), "-o", str(tmp_path / "isian.xlsx")]) in (0, 1)
    head, *rows = cells(tmp_path / "isian.xlsx")
    assert head[2:6] == ["Indikator", "Formula menurut dokumen", "Terbaca sebagai", "Keyakinan"]
    assert next(row[2] for row in rows) == "Laju ekspor"
    sure = [int(str(row[5]).rstrip("%")) for row in rows if row[2]]
    assert sure == sorted(sure)


def test_a_report_obeys_what_a_person_confirmed(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    form = tmp_path / "isian.xlsx"
    main(["isian", str(table), "-o", str(form)])
    told = {"Diperiksa_oleh": "Bagian Organisasi", "Tanggal": "2 Maret 2026"}
    write(form, "Kehadiran", **{"Benar?": "benar"}, **told)
    write(
        form,
        "Laju ekspor",
        Rumus_yang_benar="(Nilai ekspor baru - Nilai ekspor lama) / Nilai ekspor lama × 100%",
        **told,
    )
    assert [(one.indikator, one.oleh) for one in read_form(form).bacaan] == [
        ("Laju ekspor", "Bagian Organisasi"),
        ("Kehadiran", "Bagian Organisasi"),
    ]
    dokumen = with_bacaan(kf.read(table), read_bacaan(form))
    first, second, third = [one for _, one in dokumen]
    assert (first.formula.certainty, first.formula.to_text()) == (1, "Jumlah hadir / jumlah undangan × 100%")
    assert second.formula.names == ("Nilai ekspor baru", "Nilai ekspor lama")
    assert [found.code for found in third.diagnostics] == []
    rows = kf.laporan(
        dokumen, {"Jumlah hadir": 8, "jumlah undangan": 10, "Nilai ekspor baru": 12, "Nilai ekspor lama": 10}
    ).rows
    assert [(row.status, row.text) for row in rows[:2]] == [("ok", "80,00%"), ("ok", "20,00%")]
    assert [found.code for found in rows[1].diagnostics if found.code.startswith("KF43")] == ["KF438"]
    main(["laporan", str(table), "--realisasi", str(form), "--json"])
    assert "Bagian Organisasi 2 Maret 2026" in capsys.readouterr().out


def test_a_form_made_again_keeps_what_was_confirmed(table: Path, tmp_path: Path):
    form = tmp_path / "isian.xlsx"
    main(["isian", str(table), "-o", str(form)])
    write(form, "Laju ekspor", Rumus_yang_benar="Nilai ekspor baru / Nilai ekspor lama × 100%")
    assert main(["isian", str(table), "-o", str(form), "--lanjutkan"]) in (0, 1)
    assert [one.rumus for one in read_form(form).bacaan] == ["Nilai ekspor baru / Nilai ekspor lama × 100%"]
    assert {row.nama for row in read_form(form).rows} >= {"Nilai ekspor baru", "Nilai ekspor lama"}


def test_a_reading_that_belongs_to_no_formula_is_set_apart(table: Path, tmp_path: Path):
    form = tmp_path / "isian.xlsx"
    main(["isian", str(table), "-o", str(form)])
    write(form, "Kehadiran", **{"Benar?": "benar"})
    table.write_text("Indikator;Formula\nArsip;Jumlah arsip\n", encoding="utf-8")
    main(["isian", str(table), "-o", str(form), "--lanjutkan"])
    assert [(one.nama, one.jenis) for one in read_form(form).apart] == [("Kehadiran", "bacaan")]


def test_the_sheet_alone_and_next_year(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sheet = tmp_path / "bacaan.xlsx"
    assert main(["baca", str(table), "--lembar-bacaan", str(sheet)]) == 1
    assert load_workbook(sheet).sheetnames == ["Petunjuk", "Bacaan"]
    write(sheet, "Kehadiran", **{"Benar?": "ya"})
    later = tmp_path / "iku-tahun-depan.csv"
    later.write_text(f"Indikator;Formula\nKehadiran rapat;{AMBIGUOUS}\n", encoding="utf-8")
    assert main(["baca", str(later), "--bacaan", str(sheet), "--json"]) == 0
    assert '"rumus": "Jumlah hadir / jumlah undangan × 100%"' in capsys.readouterr().out


def test_readings_as_data(tmp_path: Path):
    told = [Bacaan(AMBIGUOUS, "Jumlah hadir / jumlah undangan × 100%", "Kehadiran", "Inspektorat", "1 April 2026")]
    write_bacaan_json(told, tmp_path / "bacaan.json")
    assert read_bacaan(tmp_path / "bacaan.json") == tuple(told) == read_bacaan_json(tmp_path / "bacaan.json")
    (tmp_path / "bacaan.json").write_text('{"schema": "lain"}', encoding="utf-8")
    with pytest.raises(kf.InvalidDataError):
        read_bacaan(tmp_path / "bacaan.json")


def test_a_line_that_is_no_formula_changes_nothing(table: Path):
    dokumen = kf.read(table)
    after = with_bacaan(dokumen, [Bacaan(AMBIGUOUS, "Jumlah hadir / / (")])
    first = next(one for _, one in after)
    assert first.rumus == "" and [found.code for found in first.diagnostics] == ["KF439"]


def test_a_document_with_confirmed_readings_goes_to_data_and_back(table: Path):
    dokumen = with_bacaan(
        kf.read(table), [Bacaan(AMBIGUOUS, "Jumlah hadir / jumlah undangan × 100%", oleh="Inspektorat")]
    )
    assert Dokumen.from_json(dokumen.to_json()) == dokumen
    assert [row.bacaan is not None for row in bacaan_rows(dokumen)].count(True) == 1


def test_four_hundred_indicators(tmp_path: Path):
    path = tmp_path / "iku.csv"
    path.write_text("indikator,formula\n" + "".join([f"Jumlah arsip {n},Jumlah arsip {n}\n" for n in range(400)]))
    assert main(["isian", str(path), "-o", str(tmp_path / "isian.xlsx")]) == 0
    assert len(read_form(tmp_path / "isian.xlsx").rows) == 400
    assert len(kf.laporan(path, tmp_path / "isian.xlsx").rows) == 400


def test_a_reading_is_of_the_formula_with_its_signs():
    names = {"Jumlah": "Penerimaan + Belanja", "Selisih": "Penerimaan - Belanja"}
    dokumen = kf.Dokumen("", (kf.Jabatan("CAMAT", tuple([kf.Indikator(nama=n, teks=t) for n, t in names.items()])),))
    read = with_bacaan(dokumen, [Bacaan("Penerimaan  +\nBelanja", "`Penerimaan` + `Belanja`")])
    assert [one.rumus for _, one in read] == ["`Penerimaan` + `Belanja`", ""]
