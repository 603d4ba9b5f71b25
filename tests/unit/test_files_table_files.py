"""Tables from files: headers, delimiters, encodings, spreadsheets, and everything that can be wrong with them."""

from __future__ import annotations

import datetime
import sys
import zipfile
from pathlib import Path

import pytest

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.files.cell_values import shown_cell
from kinerja_formula.files.file_bytes import FileLimits
from kinerja_formula.files.table_files import Table, read_table

COLUMNS = {"nama": ["nama", "uraian data"], "nilai": ["nilai", "realisasi"]}
BOTH = [["nama"], ["nilai"]]


def table(path: Path, content: str | bytes, **keywords: object) -> Table:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, COLUMNS, BOTH, **keywords)


def fault(path: Path, content: str | bytes, **keywords: object) -> tuple[str, str]:
    with pytest.raises(FormulaError) as raised:
        table(path, content, **keywords)
    assert str(raised.value)  # the message can be put together
    return raised.value.code, str(raised.value.diagnostics[0].values.get("reason", ""))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tabel"


def cells(found: Table) -> list[dict[str, object]]:
    return [dict(line.cells) for line in found.lines]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(path: Path, delimiter: str):
    found = table(path, f'nama{delimiter}nilai\n"Jumlah A, B; C|D"{delimiter}"81,35"\n')
    assert cells(found) == [{"nama": "Jumlah A, B; C|D", "nilai": "81,35"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(path: Path, encoding: str):
    found = table(path, "nama;nilai\nJumlah – “A”;9\n".encode(encoding))
    assert cells(found) == [{"nama": "Jumlah – “A”", "nilai": "9"}]


def test_line_ends_and_line_breaks_in_a_cell(path: Path):
    assert cells(table(path, 'nama,nilai\r\n"A\nB",1\r\nC,2\r')) == [
        {"nama": "A\nB", "nilai": "1"},
        {"nama": "C", "nilai": "2"},
    ]


def test_header_below_a_title_in_any_case_and_order(path: Path):
    found = table(path, "Realisasi 2023,,\n,,\n REALISASI ,Satuan,Uraian_Data\n9,orang,A\n")
    assert found.title == "Realisasi 2023"
    assert cells(found) == [{"nilai": "9", "nama": "A"}]
    assert found.lines[0].number == 4


def test_header_with_a_slash_or_a_bracket(path: Path):
    assert cells(table(path, "Nama/ Penjelasan,Nilai (angka)\nA,1\n")) == [{"nama": "A", "nilai": "1"}]


def test_blank_rows_short_rows_and_the_row_that_counts_columns(path: Path):
    found = table(path, "nama,nilai,satuan\n1,2,3\n\n , ,\nA\nB,5,orang\n")
    assert cells(found) == [{"nama": "A"}, {"nama": "B", "nilai": "5"}]
    assert found.lines[0].text("nilai") == ""


def test_two_columns_are_not_taken_for_a_count(path: Path):
    assert len(table(path, "nama,nilai\n1,2\n").lines) == 1


def test_header_alone_is_a_table_without_rows(path: Path):
    assert table(path, "nama,nilai\n").lines == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "berkas-kosong"),
        (" \n\n", "berkas-kosong"),
        (b"\x00\x01\x02\x03", "bukan-teks-berkas"),
        (b"nama,nilai\n\x81\x8d,1", "bukan-teks-berkas"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls-lama"),
        (b"%PDF-1.7 ...", "jenis-berkas"),
        (b"PK\x03\x04 broken", "arsip-rusak"),
        ('nama,nilai\nA,"1\nB,2\nC,3\n', "csv-rusak"),
        ("nama,nilai,realisasi\nA,1,2\n", "kolom-bersaing"),
        ('nama,nilai\n"' + "a" * 200_000 + '",1\n', "csv-rusak"),
    ],
)
def test_unreadable(path: Path, content: str | bytes, reason: str):
    assert fault(path, content) == ("KF401", reason)


def test_missing_folder_and_forbidden_files(tmp_path: Path):
    for name, reason in [
        ("tidak-ada.csv", "berkas-tidak-ada"),
        (".", "berkas-folder"),
        ("a\0b", "berkas-gagal-dibaca"),
    ]:
        with pytest.raises(FormulaError) as raised:
            read_table(str(tmp_path / name), COLUMNS, BOTH)
        assert (raised.value.code, raised.value.diagnostics[0].values["reason"]) == ("KF401", reason)
        assert str(raised.value)


def test_missing_column_names_what_is_wanted_and_what_there_is(path: Path):
    with pytest.raises(FormulaError) as raised:
        table(path, "Daftar angka\nnama,jumlah\nA,1\n")
    assert raised.value.code == "KF402"
    assert raised.value.diagnostics[0].values["columns"] == ("nilai",)
    assert raised.value.diagnostics[0].values["available"] == ("nama", "jumlah")


def test_limits(path: Path):
    content = "nama,nilai\n" + "A,1\n" * 10
    assert len(table(path, content, limits=FileLimits(rows=10)).lines) == 10
    assert fault(path, content, limits=FileLimits(rows=9)) == ("KF401", "terlalu-banyak-baris")
    assert fault(path, content, limits=FileLimits(size=20)) == ("KF401", "berkas-terlalu-besar")


# XLSX


def workbook(path: Path, rows: list[list[object]], formats: dict[str, str] | None = None) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    first.title = "Petunjuk"
    first.append(["Isi lembar berikut"])
    hidden = book.create_sheet("Lama")
    hidden.append(["nama", "nilai"])
    hidden.append(["lama", 1])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("Data")
    for row in rows:
        sheet.append(row)
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    book.save(path)
    return path


def test_spreadsheet(path: Path):
    rows = [
        ["Realisasi 2023"],
        [None],
        ["Nama", "Nilai"],
        ["whole", 18],
        ["broken", 81.35],
        ["percentage", 0.8135],
        ["a quoted sign", 0.5],
        ["a text", "'=1+1"],
        ["truth", True],
        ["a date", datetime.date(2023, 1, 2)],
        ["nothing", None],
    ]
    workbook(path, rows, {"B6": "0.00%", "B7": '0.0" % kira-kira"'})
    found = read_table(path, COLUMNS, BOTH)
    assert found.title == "Realisasi 2023"
    assert {line.text("nama"): line.cells.get("nilai") for line in found.lines} == {
        "whole": 18,
        "broken": 81.35,
        "percentage": "81,35 %",
        "a quoted sign": 0.5,
        "a text": "'=1+1",
        "truth": True,
        "a date": "2023-01-02",
        "nothing": None,
    }


def test_spreadsheet_that_unpacks_to_too_much(path: Path):
    workbook(path, [["nama", "nilai"], ["A", 1]])
    with pytest.raises(FormulaError) as raised:
        read_table(path, COLUMNS, BOTH, limits=FileLimits(unpacked=1000))
    assert raised.value.diagnostics[0].values["reason"] == "berkas-terlalu-besar"


def test_archive_that_is_no_spreadsheet(path: Path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hello")
    with pytest.raises(FormulaError) as raised:
        read_table(path, COLUMNS, BOTH)
    assert raised.value.diagnostics[0].values["reason"] == "xlsx-rusak"


def test_spreadsheet_with_a_broken_sheet(path: Path):
    workbook(path, [["nama", "nilai"], ["A", 1]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content[: len(content) // 2] if name.endswith("sheet3.xml") else content)
    with pytest.raises(FormulaError) as raised:
        read_table(path, COLUMNS, BOTH)
    assert raised.value.diagnostics[0].values["reason"] == "xlsx-rusak"


def test_without_openpyxl_the_extra_is_named(path: Path, monkeypatch: pytest.MonkeyPatch):
    workbook(path, [["nama", "nilai"], ["A", 1]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(FormulaError) as raised:
        read_table(path, COLUMNS, BOTH)
    assert raised.value.code == "KF403"
    assert "kinerja-formula[excel]" in str(raised.value)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (None, ""),
        (18, "18"),
        (0.1, "0,1"),
        ("a\nb", "a\nb"),
        (True, "True"),
        (float("inf"), "inf"),
        (1e300 * 1e300, "inf"),
    ],
)
def test_shown_cell(cell: object, shown: str):
    assert shown_cell(cell) == shown


@pytest.mark.parametrize(
    ("value", "number_format", "figure"),
    [
        (960_000_000, '#,##0,," juta"', "960 juta"),
        (5_200_000_000, '#,##0.0,,,"M"', "5,2 miliar"),
        (5_000_000, '0.0,,"M"', "5 juta"),
        (12_345, '0.0,"ribu"', "12,345 ribu"),
        (1_250_000, '0.00,,"jt"', "1,25 jt"),
        (960_000_000, "#,##0,,", "960 juta"),
        (960_000_000, '_-"Rp"* #,##0,,_-;-"Rp"* #,##0_-', "Rp 960 juta"),
        (1_500, r"#,##0,\ \j\t", "1,5 jt"),
        (2_500_000, '[>=1000000000]0.0,,,"M";[>=1000000]0.0,,"jt";0', "2,5 jt"),
        (25, '[>=1000000000]0.0,,,"M";[>=1000000]0.0,,"jt";0', 25),
        (1_234_567, "#,##0", 1_234_567),
        (1_500_000, "_-[$Rp-421]* #,##0_-", "Rp 1500000"),
        (5, '0" orang"', "5 orang"),
        (5, 'General" orang"', "5 orang"),
        (95, '0"%"', "95 %"),
        (0.95, "0.0%", "95 %"),
        (90, '"≥ "0', "≥ 90"),
        (-5, "#,##0;[Red](#,##0)", -5),
        (0, '0" orang";;"nihil"', 0),
        (datetime.timedelta(days=1, hours=6), "[h]:mm:ss", "1800 menit"),
        (datetime.time(1, 30), "h:mm", "01:30:00"),
    ],
)
def test_a_cell_is_what_its_format_shows(path: Path, value: object, number_format: str, figure: object):
    workbook(path, [["nama", "nilai"], ["A", value]], {"B2": number_format})
    [line] = read_table(path, COLUMNS, BOTH).lines
    assert line.cells["nilai"] == figure


def test_raised_runs_of_a_cell(path: Path):
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    raised, lowered = InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript")
    rows: list[list[object]] = [
        ["nama", "nilai"],
        [CellRichText("Jumlah x 10", TextBlock(raised, "5")), CellRichText("95", TextBlock(raised, "1)"))],
        [CellRichText("Luas (m", TextBlock(raised, "2"), ")"), CellRichText(TextBlock(raised, "1"), "/2")],
        [CellRichText("Emisi CO", TextBlock(lowered, "2")), CellRichText("7", TextBlock(InlineFont(b=True), "5"))],
    ]
    workbook(path, rows)
    assert [(line.text("nama"), line.text("nilai")) for line in read_table(path, COLUMNS, BOTH).lines] == [
        ("Jumlah x 10⁵", "95¹)"),
        ("Luas (m²)", "1/2"),
        ("Emisi CO2", "75"),
    ]
