"""Kinds of faults that cost a figure its meaning, each with further situations of the same kind.

A part of a formula that is left out, a unit, a target or a cell that is lost without a word: wherever one such fault is
possible, the ways in which it can come about are listed beside each other here.
"""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Font, Side

import kinerja_formula as kf
from kinerja_formula.files.pdf_cells import Word, cell_text
from kinerja_formula.pengisian.form import make_form
from kinerja_formula.pengisian.form_workbook import write_form

HEADS = ("Indikator Kinerja", "Formula", "Target")
RATIO = "Jumlah kios rapi / Jumlah kios x 100%"
DATA = {
    "Biaya nyata": 80,
    "Biaya rencana": 100,
    "Jumlah kios rusak": 80,
    "Jumlah kios": 100,
    "Jumlah bibit": 12,
    "Jumlah bibit mati": 3,
    "Jumlah petak": 2,
}


def value(text: str, data: Mapping[str, object] = DATA) -> str:
    """Return the text of a value, or the code of a refusal."""
    formula = kf.parse(text)
    try:
        return str(formula.evaluate({name: data[name] for name in formula.names}))
    except kf.FormulaError as error:
        return error.code


def warnings_of(found: Any) -> list[str]:
    return [one.code for one in found.diagnostics if one.severity is not kf.Severity.NOTE]


def indicators(dokumen: kf.Dokumen) -> list[tuple[str, str, str]]:
    return [(one.nama, one.teks, one.target) for _, one in dokumen]


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


# Formulas


@pytest.mark.parametrize(
    ("text", "canonical", "result"),
    [
        (
            "Biaya nyata\n[1 + (1 - --------------)] x 100%\nBiaya rencana",
            "(1 + 1 - (`Biaya nyata` / `Biaya rencana`)) × 100%",
            "120,00%",
        ),
        (
            "Jumlah kios rusak\n(1 - -----------------) x 100%\nJumlah kios",
            "(1 - (Jumlah kios rusak / Jumlah kios)) × 100%",
            "20,00%",
        ),
        (
            "Jumlah kios rusak\n{2 - (-----------------)} x 100%\nJumlah kios",
            "(2 - (Jumlah kios rusak / Jumlah kios)) × 100%",
            "120,00%",
        ),
        (
            "Jumlah kios rusak\n(2 - ______________) × 100%\nJumlah kios",
            "(2 - (Jumlah kios rusak / Jumlah kios)) × 100%",
            "120,00%",
        ),
        (
            "Jumlah kios rusak\n100% - (----------------- x 100%)\nJumlah kios",
            "100% - (Jumlah kios rusak / Jumlah kios × 100%)",
            "20,00%",
        ),
        (
            "Jumlah kios rusak\n(----------------- + 1) x 100%\nJumlah kios",
            "((Jumlah kios rusak / Jumlah kios) + 1) × 100%",
            "180,00%",
        ),
    ],
)
def test_a_line_drawn_inside_a_bracket_divides(text: str, canonical: str, result: str):
    assert (kf.parse(text).to_text(), value(text)) == (canonical, result)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("[1 + (1 - Biaya nyata/Biaya rencana)] x 100%", "120,00%"),
        ("(2 - Jumlah kios rusak/Jumlah kios) x 100%", "120,00%"),
        ("{1 - (Jumlah kios rusak/Jumlah kios)} x 100%", "20,00%"),
        ("100% x (1 + (1 - (Biaya nyata/Biaya rencana)))", "120,00%"),
        ("[(Biaya rencana - Biaya nyata)/Biaya rencana] x 100%", "20,00%"),
        ("100 x [1 - [Jumlah kios rusak/Jumlah kios]]", "20,00%"),
        ("(1 - ((Jumlah kios rusak)/(Jumlah kios))) x 100%", "20,00%"),
    ],
)
def test_a_slash_within_brackets_divides(text: str, result: str):
    assert (len(kf.parse(text).names), value(text)) == (2, result)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Jumlah kios ** 2", "Jumlah kios ^ 2"),
        ("Jumlah kios**3", "Jumlah kios ^ 3"),
        ("10 ** 2 x Jumlah kios", "10 ^ 2 × Jumlah kios"),
        ("(Jumlah kios + Jumlah petak)**2", "(Jumlah kios + Jumlah petak) ^ 2"),
        ("Panjang sisi**2 + Lebar sisi**2", "`Panjang sisi` ^ 2 + `Lebar sisi` ^ 2"),
        ("Jumlah kios ** 2 / Jumlah petak ** 2", "Jumlah kios ^ 2 / Jumlah petak ^ 2"),
        ("**Jumlah kios ** 2**", "Jumlah kios ^ 2"),
        ("**Jumlah kios** / **Jumlah petak** x 100%", "Jumlah kios / Jumlah petak × 100%"),
    ],
)
def test_two_stars_are_a_power_or_bold(text: str, canonical: str):
    assert kf.parse(text).to_text() == canonical


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Jumlah bibit - -Jumlah bibit mati", "15 bibit"),
        ("Jumlah bibit - (-Jumlah bibit mati)", "15 bibit"),
        ("Jumlah bibit + (-Jumlah bibit mati)", "9 bibit"),
        ("(-Jumlah bibit mati) + Jumlah bibit", "9 bibit"),
        ("Jumlah bibit / (-Jumlah bibit mati)", "-4,00"),
    ],
)
def test_a_minus_before_an_operand_counts(text: str, result: str):
    assert value(text) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Jumlah bibit / 2 (Jumlah bibit mati + Jumlah petak)", "30"),
        ("Jumlah bibit / (Jumlah bibit mati)(Jumlah petak)", "8"),
        ("3 (Jumlah bibit + Jumlah bibit mati)", "45"),
        ("(Jumlah bibit - Jumlah bibit mati)(Jumlah petak)", "18"),
    ],
)
def test_a_factor_beside_a_bracket_counts(text: str, result: str):
    assert value(text).split(" ")[0] == result


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("12 (dua belas) laporan", "12", "laporan"),
        ("1.500.000 (satu setengah juta) rupiah", "1500000", "rupiah"),
        ("500.000 (setengah juta) ekor", "500000", "ekor"),
        ("3 (III) kali", "3", "kali"),
        ("10 (X) rapat", "10", "rapat"),
        ("0 (nol) perkara", "0", "perkara"),
    ],
)
def test_words_of_a_number_stand_before_its_unit(text: str, number: str, unit: str):
    assert [(str(one.value), one.unit) for one in kf.parse(text).targets] == [(number, unit)]


# Figures


@pytest.mark.parametrize(
    ("name", "figure", "code"),
    [
        ("Persentase kios rapi", 0.8, "KF309"),
        ("Persentase bibit hidup", 0.995, "KF309"),
        ("Persentase bibit hidup", "80.000", "KF309"),
        ("Persentase bibit hidup", "8000%", "KF309"),
        ("Persentase bibit hidup", "0,8%", None),
        ("Persentase bibit hidup", 80, None),
    ],
)
def test_a_percentage_of_another_size_is_told(name: str, figure: object, code: str | None):
    assert warnings_of(kf.evaluate(name, {name: figure})) == ([code] if code else [])


@pytest.mark.parametrize(
    ("periods", "target", "result"),
    [
        ({"TW I": "6 bulan", "TW II": "1 tahun"}, "24 bulan", "75,00%"),
        ({"TW I": "90 menit", "TW II": "1 jam"}, "5 jam", "50,00%"),
        ({"Semester I": "500 m", "Semester II": "1 km"}, "2 km", "75,00%"),
        ({"TW I": "Rp 250 ribu", "TW II": "Rp 1 juta"}, "Rp 2 juta", "62,50%"),
        ({"TW I": "7 kios", "TW II": "3 laporan"}, "20 kios", "KF330"),
        ({"TW I": "2 jam", "TW II": "3 orang"}, "5 jam", "KF330"),
        ({"TW I": "4 orang", "TW II": "Rp 5"}, "9 orang", "KF330"),
    ],
)
def test_periods_are_added_in_the_unit_of_the_target(periods: dict[str, object], target: str, result: str):
    try:
        said = str(kf.roll_up_periods(periods, target, cara="jumlah"))
    except kf.FormulaError as error:
        said = error.code
    assert said == result


@pytest.mark.parametrize(
    "rows",
    [
        "Biaya nyata;750;ribu rupiah\nBiaya rencana;1;juta rupiah\n",
        "Biaya nyata;1,5;miliar rupiah\nBiaya rencana;2.000;juta rupiah\n",
        "Biaya nyata;6;Rp juta\nBiaya rencana;8.000.000;Rp\n",
        "Biaya nyata;Rp 3 juta;ribu rupiah\nBiaya rencana;4;juta rupiah\n",
        "Biaya nyata;3.000.000;\nBiaya rencana;4;juta rupiah\n",
    ],
)
@pytest.mark.parametrize("head", ["satuan", "unit"])
def test_a_satuan_beside_a_figure_is_its_unit(tmp_path: Path, rows: str, head: str):
    table = written(tmp_path, "i.csv", "Indikator Kinerja;Formula\nSerapan;Biaya nyata / Biaya rencana x 100%\n")
    figures = written(tmp_path, "f.csv", f"nama;nilai;{head}\n{rows}")
    assert kf.laporan(table, figures).rows[0].text == "75,00%"


@pytest.mark.parametrize("satuan", ["orang", "zzz", "jam", "laporan"])
def test_a_satuan_that_does_not_fit_is_refused(tmp_path: Path, satuan: str):
    table = written(tmp_path, "i.csv", "Indikator Kinerja;Formula\nSerapan;Biaya nyata / Biaya rencana x 100%\n")
    figures = written(tmp_path, "f.csv", f"nama;nilai;satuan\nBiaya nyata;3;{satuan}\nBiaya rencana;4;juta rupiah\n")
    assert kf.laporan(table, figures).rows[0].status == "KF205"


@pytest.mark.parametrize(
    ("first", "second"),
    [([None, None], [1, 2]), ([1, 2], [None, None]), ([None, None], [None, None]), (["", "-"], [1, 2])],
)
@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_a_column_that_nobody_filled_is_missing(engine: str, first: list[object], second: list[object]):
    library = pytest.importorskip(engine)
    table = library.DataFrame({"Jumlah kios rapi": first, "Jumlah kios": second})
    assert list(kf.evaluate_table(table, RATIO)["status"]) == ["data-hilang", "data-hilang"]


# Files of text


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("nama,nilai\nJumlah bibit,12,5\n", 2),
        ("nama,nilai\nJumlah bibit, benih dan pupuk,12\n", 2),
        ("nama,nilai\nBiaya pupuk,2.500.000,75\n", 2),
        ("indikator,nama,nilai\nBibit,Jumlah bibit,7\nPupuk,Jumlah pupuk,7,25\n", 3),
        ("nama,nilai,satuan\nJumlah bibit,7,25,batang\n", 2),
        ("nama\tnilai\nJumlah bibit\t12\t5\n", 2),
    ],
)
def test_figures_with_more_cells_than_heads_are_refused(tmp_path: Path, lines: str, line: int):
    table = written(tmp_path, "i.csv", "Indikator Kinerja;Formula\nBibit;Jumlah bibit\n")
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.laporan(table, written(tmp_path, "f.csv", lines))
    found = caught.value.diagnostics[0]
    assert (found.code, found.values["reason"], found.values["line"]) == ("KF401", "sel-lebih", line)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("Indikator Kinerja,Formula,Satuan,Target\nKios,Jumlah kios rapi / Jumlah kios x 100%,%,95,5%\n", 2),
        ("Indikator Kinerja,Formula,Target\nBibit, benih,Jumlah bibit,9\n", 2),
        ("Indikator Kinerja,Formula,Target\nBibit,Jumlah bibit,9\nPupuk,Jumlah pupuk,9,5\n", 3),
    ],
)
def test_indicators_with_more_cells_than_heads_are_refused(tmp_path: Path, lines: str, line: int):
    with pytest.raises(kf.InvalidDataError) as caught:
        kf.read(written(tmp_path, "i.csv", lines))
    found = caught.value.diagnostics[0]
    assert (found.code, found.values["reason"], found.values["line"]) == ("KF401", "sel-lebih", line)


@pytest.mark.parametrize("lines", ['nama,nilai\nJumlah bibit,"12,5"\n', "nama;nilai\nJumlah bibit;12,5\n"])
def test_a_comma_that_no_delimiter_is_stays_in_its_figure(tmp_path: Path, lines: str):
    table = written(tmp_path, "i.csv", "Indikator Kinerja;Formula\nBibit;Jumlah bibit\n")
    assert kf.laporan(table, written(tmp_path, "f.csv", lines)).rows[0].text == "12,50 bibit"


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("Target;Target", "80;90"),
        ("Target 2023;Target 2024", "80;90"),
        ("Target TW I;Target TW II;Target TW III;Target TW IV", "10;20;30;40"),
        ("Target Semester I;Target Semester II", "10;20"),
        ("Target Januari;Target Februari", "1;2"),
    ],
)
def test_one_of_several_targets_is_not_chosen_in_silence(tmp_path: Path, heads: str, cells: str):
    path = written(tmp_path, "t.csv", f"Indikator Kinerja;Formula;{heads}\nBibit;Jumlah bibit;{cells}\n")
    dokumen = kf.read(path)
    [(_, one)] = dokumen
    assert (one.target, list(one.targets.values())) == ("", cells.split(";"))
    assert [found.code for found in dokumen.diagnostics] == ["KF406"]
    assert kf.laporan(path, {"Jumlah bibit": 80}).rows[0].capaian is None


# Workbooks


def workbook(path: Path, *rows: Sequence[object], **cells: object) -> Path:
    """Write rows to a workbook, then what stands in single cells or how they look."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for place, held in cells.items():
        if isinstance(held, Border):
            sheet[place].border = held
        elif isinstance(held, Font):
            sheet[place].font = held
        else:
            sheet[place] = held
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("day", "target"),
    [
        (datetime.date(2025, 12, 5), "2025-12-05"),
        (datetime.datetime(2024, 3, 31), "2024-03-31"),
        (datetime.datetime(2024, 2, 29), "2024-02-29"),
        (datetime.datetime(2023, 1, 1), "2023-01-01"),
    ],
)
def test_a_day_in_a_cell_stays_a_day(tmp_path: Path, day: datetime.date, target: str):
    name = "Tanggal penyerahan laporan"
    path = workbook(tmp_path / "a.xlsx", HEADS, ("Ketepatan laporan", name, day), ("Kios", RATIO, day))
    assert [one.target for _, one in kf.read(path)] == [target, target]
    days, counts = kf.laporan(path, {name: day, "Jumlah kios rapi": 9, "Jumlah kios": 10}).rows
    assert (days.status, str(days.capaian)) == ("ok", "100,00%")
    assert counts.capaian is not None
    assert (counts.capaian.value, counts.capaian.reason) == (None, "tak-sebanding")


@pytest.mark.parametrize("formula", ["=10+10", "=SUM(D1:D9)", '="95"', '=TEXT(95,"0")&"%"'])
def test_a_target_that_nobody_calculated_is_told(tmp_path: Path, formula: str):
    dokumen = kf.read(workbook(tmp_path / "a.xlsx", HEADS, ("Bibit", "Jumlah bibit", formula)))
    assert indicators(dokumen) == [("Bibit", "Jumlah bibit", "")]
    [found] = dokumen.diagnostics
    assert (found.code, found.values["text"], found.values["reason"]) == ("KF427", formula, "tanpa-nilai")


@pytest.mark.parametrize("formula", ["=15+3", "=SUM(A1:A2)", "=A1*2", "=Lain!C4"])
def test_a_figure_that_nobody_calculated_is_told(tmp_path: Path, formula: str):
    table = written(tmp_path, "i.csv", "Indikator Kinerja;Formula\nBibit;Jumlah bibit\n")
    figures = workbook(tmp_path / "f.xlsx", ("nama", "nilai"), ("Jumlah bibit", formula))
    row = kf.laporan(table, figures).rows[0]
    assert (row.status, [formula in one.message for one in row.diagnostics]) == ("KF302", [True])


def struck(before: str, text: str, behind: str) -> CellRichText:
    return CellRichText(before, TextBlock(InlineFont(strike=True), text), behind)


STRUCK = Font(strike=True)


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({"C2": STRUCK}, [("Kios", RATIO, "")]),
        ({"C2": CellRichText(TextBlock(InlineFont(strike=True), "80%"), " 90%")}, [("Kios", RATIO, "90%")]),
        ({"B2": struck("Jumlah kios ", "bersih dan ", "rapi / Jumlah kios x 100%")}, [("Kios", RATIO, "95%")]),
        ({"A2": struck("Kios", " dan lapak", "")}, [("Kios", RATIO, "95%")]),
    ],
)
def test_what_a_workbook_strikes_out_does_not_hold(
    tmp_path: Path, cells: dict[str, object], wanted: list[tuple[str, str, str]]
):
    path = workbook(tmp_path / "a.xlsx", HEADS, ("Kios", RATIO, "95%"), **cells)
    assert indicators(kf.read(path)) == wanted


def test_a_row_that_is_struck_out_is_none(tmp_path: Path):
    rows = (HEADS, ("Kios", RATIO, "95%"), ("Bibit", "Jumlah bibit", "7"))
    path = workbook(tmp_path / "a.xlsx", *rows, A3=STRUCK, B3=STRUCK, C3=STRUCK)
    assert indicators(kf.read(path)) == [("Kios", RATIO, "95%")]


KIOS = (("Persentase kios rapi", "Jumlah kios rapi", "95%"), (None, "Jumlah kios", None))
BIBIT = (("Persentase bibit hidup", "Jumlah bibit hidup", "9%"), (None, "Jumlah bibit", None))
KIOS_READ, BIBIT_READ = "Jumlah kios rapi / Jumlah kios", "Jumlah bibit hidup / Jumlah bibit"


@pytest.mark.parametrize(
    ("rows", "cells", "wanted"),
    [
        (KIOS, {"B2": Border(bottom=Side("thin"))}, [KIOS_READ]),
        (KIOS, {"B3": Border(top=Side("thin"))}, [KIOS_READ]),
        (KIOS, {"B2": Border(bottom=Side("double"))}, [KIOS_READ]),
        (KIOS, {"B2": Border(bottom=Side("medium"))}, [KIOS_READ]),
        (
            (*KIOS, *BIBIT),
            {"B2": Border(bottom=Side("thin")), "B4": Border(bottom=Side("thin"))},
            [KIOS_READ, BIBIT_READ],
        ),
        (
            (*KIOS, ("Bibit", "Jumlah bibit", "7")),
            {"B2": Border(bottom=Side("thin"))},
            [KIOS_READ, "Jumlah bibit"],
        ),
    ],
    ids=["below", "above", "double", "medium", "two of them", "another row behind"],
)
def test_a_fraction_over_two_rows_of_a_sheet(
    tmp_path: Path, rows: Sequence[Sequence[object]], cells: dict[str, object], wanted: list[str]
):
    dokumen = kf.read(workbook(tmp_path / "a.xlsx", HEADS, *rows, **cells))
    assert [one.formula.to_text() for _, one in dokumen if one.formula] == wanted
    assert [one.target for _, one in dokumen] == [row[2] for row in rows if row[0]]
    assert dokumen.diagnostics == ()


# Word documents


def word_table(path: Path, runs: Sequence[Sequence[tuple[str, str]]]) -> list[tuple[str, str, str]]:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = head
    for cell, texts in zip(table.rows[1].cells, runs, strict=True):
        for text, look in texts:
            run = cell.paragraphs[0].add_run(text)
            if look:
                setattr(run.font, look, True)
    document.save(str(path))
    return indicators(kf.read(path))


NAME, FORMULA, TARGET = [("Kios rapi", "")], [(RATIO, "")], [("90%", "")]


@pytest.mark.parametrize(
    "runs",
    [
        (NAME, FORMULA, [("80%", "strike"), (" 90%", "")]),
        (NAME, FORMULA, [("80%", "double_strike"), (" 90%", "")]),
        (NAME, FORMULA, [("80% ", "hidden"), ("90%", "")]),
        (NAME, [*FORMULA, (" x 50%", "hidden")], TARGET),
        (NAME, [("Jumlah kios ", ""), ("bersih dan ", "strike"), ("rapi / Jumlah kios x 100%", "")], TARGET),
        ([("Kios ", ""), ("dan lapak ", "strike"), ("rapi", "")], FORMULA, TARGET),
    ],
)
def test_what_a_document_strikes_out_or_hides_does_not_hold(tmp_path: Path, runs: Sequence[Sequence[tuple[str, str]]]):
    assert word_table(tmp_path / "a.docx", runs) == [("Kios rapi", RATIO, "90%")]


@pytest.mark.parametrize(
    ("code", "before", "behind", "canonical"),
    [
        ("F0B8", "Jumlah kios rapi ", " Jumlah kios x 100%", "Jumlah kios rapi / Jumlah kios × 100%"),
        ("f0b8", "Jumlah kios rapi ", " Jumlah kios", "Jumlah kios rapi / Jumlah kios"),
        ("F0B4", "Panjang parit ", " Lebar parit", "`Panjang parit` × `Lebar parit`"),
        ("F0D7", "Panjang parit ", " Lebar parit", "`Panjang parit` × `Lebar parit`"),
        ("F0B3", "Jumlah balai dengan skor ", " 75", "`Jumlah balai dengan skor ≥ 75`"),
        ("F0A3", "Jumlah balai dengan skor ", " 40", "`Jumlah balai dengan skor ≤ 40`"),
        ("F02D", "Jumlah bibit ", " Jumlah bibit mati", "Jumlah bibit - Jumlah bibit mati"),
        ("F02B", "Jumlah ayam ", " Jumlah itik", "Jumlah ayam + Jumlah itik"),
        ("F053", "", " Jumlah bibit", "Σ Jumlah bibit"),
    ],
)
def test_a_sign_of_the_font_symbol_is_read(tmp_path: Path, code: str, before: str, behind: str, canonical: str):
    docx = pytest.importorskip("docx")
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table.rows[0].cells, HEADS[:2], strict=True):
        cell.text = text
    table.cell(1, 0).text, table.cell(1, 1).text = "Besaran", before
    paragraph = table.cell(1, 1).paragraphs[0]
    run = paragraph.add_run()
    symbol = OxmlElement("w:sym")
    symbol.set(qn("w:font"), "Symbol")
    symbol.set(qn("w:char"), code)
    run._r.append(symbol)
    paragraph.add_run(behind)
    document.save(str(tmp_path / "a.docx"))
    [(_, one)] = kf.read(tmp_path / "a.docx")
    assert one.formula is not None
    assert one.formula.to_text() == canonical


@pytest.mark.parametrize(
    ("rows", "columns", "cells", "beside", "canonical"),
    [
        (2, 2, {(0, 0): "Jumlah kios rapi", (1, 0): "Jumlah kios"}, {1: "x 100%"}, f"{KIOS_READ} × 100%"),
        (2, 1, {(0, 0): "Jumlah kios rapi", (1, 0): "Jumlah kios"}, {}, KIOS_READ),
        (
            2,
            3,
            {(0, 1): "Jumlah kios rapi", (1, 1): "Jumlah kios"},
            {0: "Kerapian =", 2: "x 100%"},
            f"{KIOS_READ} × 100%",
        ),
        (1, 3, {(0, 0): "Jumlah kios rapi", (0, 1): "/", (0, 2): "Jumlah kios"}, {}, KIOS_READ),
        (2, 2, {(0, 0): "Jumlah kios rapi", (0, 1): "x 100%", (1, 0): "Jumlah kios"}, {}, f"{KIOS_READ} × 100%"),
    ],
    ids=["with a factor", "alone", "with a name", "in one row", "factor above"],
)
def test_a_table_within_the_cell_of_a_formula_is_its_fraction(
    tmp_path: Path,
    rows: int,
    columns: int,
    cells: dict[tuple[int, int], str],
    beside: dict[int, str],
    canonical: str,
):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = head
    table.cell(1, 0).text, table.cell(1, 2).text = "Persentase kios rapi", "95%"
    inner = table.cell(1, 1).add_table(rows=rows, cols=columns)
    for (row, column), text in cells.items():
        inner.cell(row, column).text = text
    for column, text in beside.items():
        inner.cell(0, column).merge(inner.cell(rows - 1, column)).text = text
    document.save(str(tmp_path / "a.docx"))
    [(_, one)] = kf.read(tmp_path / "a.docx")
    assert one.formula is not None
    assert (one.nama, one.target, one.formula.to_text()) == ("Persentase kios rapi", "95%", canonical)


# PDF


def words_of(lines: Sequence[str]) -> list[Word]:
    """Return the words of lines, five points a letter; a line that ends in a blank has one in the file."""
    found = []
    for number, line in enumerate(lines):
        place, top = 2.0, 12.0 * number
        words = line.split()
        for count, word in enumerate(words, 1):
            blank = count < len(words) or line.endswith(" ")
            found.append(Word(place, place + 5 * len(word), top, top + 10, word, blank))
            place += 5 * len(word) + 5
    return found


@pytest.mark.parametrize(
    ("lines", "right", "text"),
    [
        (("Jumlah ", "kios ", "rapi"), 34, "Jumlah kios rapi"),
        (("Persen", "tase ", "kios rapi"), 36, "Persentase kios rapi"),
        (("Kehadi", "ran"), 34, "Kehadiran"),
        (("Pemelihara", "an kios "), 54, "Pemeliharaan kios"),
        (("Jumlah kios ", "rapi / Jumlah ", "kios x 100%"), 72, "Jumlah kios rapi / Jumlah kios x 100%"),
    ],
)
def test_a_blank_at_the_end_of_a_line_parts_words(lines: Sequence[str], right: float, text: str):
    assert cell_text(words_of(lines), [], (0, right)) == text


@pytest.mark.parametrize("content", [0, 90, 180, 270])
@pytest.mark.parametrize("page", [0, 90, 180, 270])
def test_a_page_is_read_however_it_is_turned(tmp_path: Path, page: int, content: int):
    typst = pytest.importorskip("typst")
    pdfium = pytest.importorskip("pypdfium2")
    table = "#table(columns: (14em, 22em, 5em), [Indikator], [Formula], [Target],"
    table += f"[Persentase kios rapi], [{RATIO}], [80], [Nilai lomba], [Nilai lomba kebersihan], [75],)"
    text = '#set text(font: "DejaVu Sans Mono", size: 9pt)\n#set page(width: 21cm, height: 29cm)\n'
    made = written(tmp_path, "a.typ", f"{text}#rotate({content}deg, reflow: true)[{table}]")
    typst.compile(str(made), output=str(tmp_path / "a.pdf"))
    document = pdfium.PdfDocument(str(tmp_path / "a.pdf"))
    document[0].set_rotation(page)
    document.save(str(tmp_path / "b.pdf"))
    document.close()
    found = [(one.nama, one.target) for _, one in kf.read(tmp_path / "b.pdf")]
    assert found == [("Persentase kios rapi", "80"), ("Nilai lomba", "75")]


# Form and report


@pytest.mark.parametrize("filled", ["BB", "sekitar 20", "=15+3", "#REF!", True])
def test_what_a_form_could_not_read_is_in_the_report(tmp_path: Path, filled: object):
    table = written(tmp_path, "i.csv", f"Indikator Kinerja;Formula;Target\nPersentase kios rapi;{RATIO};90%\n")
    form = tmp_path / "f.xlsx"
    write_form(make_form(kf.read(table)), form)
    book = load_workbook(form)
    [cell] = [
        row[2] for sheet in book for row in sheet.iter_rows() if len(row) > 2 and row[1].value == "Jumlah kios rapi"
    ]
    cell.value = filled
    book.save(form)
    report = kf.laporan(table, form)
    [found] = [one for one in report.sumber.diagnostics if one.code == "KF422"]
    assert cell.coordinate in found.message
    assert "KF422" in json.dumps(report.to_json())
    report.save(tmp_path / "l.html")
    assert found.message.split(" tidak terbaca")[0] in (tmp_path / "l.html").read_text(encoding="utf-8")


REPORTS = [
    ("95%", {"Target": 0.96}, 93.75),
    ("≥ 95 persen", {"Target": 0.96}, 93.75),
    ("≤ 80%", {"Target": 0.72}, 75),
    ("92 - 95%", {"Target": 0.96}, 93.75),
    ("95", {"Target": 0.96}, 93.75),
]


def report_of(path: Path, target: str) -> tuple[Any, Any, Any]:
    """Return the workbook of a report and the cells of target and capaian."""
    one = kf.Indikator(nama="Persentase kios rapi", teks=RATIO, target=target)
    dokumen = kf.Dokumen("", (kf.Jabatan("LURAH", (one,)),))
    kf.laporan(dokumen, {"Jumlah kios rapi": 18, "Jumlah kios": 20}).save(path)
    book = load_workbook(path)
    sheet = next(sheet for sheet in book if any(cell.value == "Target" for cell in sheet[5]))
    heads = {cell.value: cell.column for cell in sheet[5]}
    line = next(line for line in range(6, 12) if sheet.cell(line, heads["Capaian"]).value is not None)
    return book, sheet.cell(line, heads["Target"]), sheet.cell(line, heads["Capaian"])


@pytest.mark.parametrize("target", [target for target, _, _ in REPORTS if "%" in target or "persen" in target])
def test_a_target_in_percent_is_shown_with_its_sign(tmp_path: Path, target: str):
    _, cell, capaian = report_of(tmp_path / "l.xlsx", target)
    assert cell.number_format == 'General"%"'
    assert f'CELL("format",{cell.coordinate})' in capaian.value


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> list[float]:
    """Let LibreOffice calculate reports into whose target a percentage was typed."""
    folder = tmp_path_factory.mktemp("laporan")
    paths, places = [], []
    for number, (target, typed, _) in enumerate(REPORTS):
        path = folder / f"l{number}.xlsx"
        book, cell, capaian = report_of(path, target)
        cell.value, cell.number_format = typed["Target"], "0%"
        book.save(path)
        paths.append(str(path))
        places.append((capaian.parent.title, capaian.coordinate))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    books = [load_workbook(folder / "out" / f"l{number}.xlsx", data_only=True) for number in range(len(REPORTS))]
    return [book[sheet][place].value for book, (sheet, place) in zip(books, places, strict=True)]


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed; .ci/run installs it")
@pytest.mark.parametrize("number", range(len(REPORTS)), ids=[target for target, _, _ in REPORTS])
def test_a_percentage_typed_into_a_report_is_one(recalculated: list[float], number: int):
    assert recalculated[number] == pytest.approx(REPORTS[number][2])
