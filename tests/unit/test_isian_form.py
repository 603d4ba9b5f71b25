"""The form: every figure once, what it looks like as a workbook, and what people do to it before it comes back."""

from __future__ import annotations

import random
import shutil
import subprocess
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

import kinerja_formula as kf
from kinerja_formula.files.file_bytes import FileLimits
from kinerja_formula.pelaporan.calculation import make_laporan
from kinerja_formula.pengisian.figures_table import Figure, Figures
from kinerja_formula.pengisian.form import ALL_POSTS, make_form
from kinerja_formula.pengisian.form_figures import is_form, read_form
from kinerja_formula.pengisian.form_workbook import FIGURES_HEAD, write_form

HADIR = kf.Indikator(
    nama="Persentase hadir", teks="Jumlah hadir / Jumlah pegawai x 100%", target="94%", sumber_data="Daftar hadir"
)
DISIPLIN = kf.Indikator(nama="Persentase disiplin", teks="Jumlah disiplin / Jumlah pegawai x 100%", arah="naik")
SURAT = kf.Indikator(nama="Surat yang dilayani", teks="250 surat")
RUSAK = kf.Indikator(nama="Mutu", teks="Jumlah A + x 100%")
DOKUMEN = kf.Dokumen(
    "IKI",
    (
        kf.Jabatan("CAMAT", (HADIR, SURAT)),
        kf.Jabatan("KASI: [umum]/pelayanan *yang* namanya panjang", (DISIPLIN, RUSAK)),
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "isian.xlsx"
    write_form(make_form(DOKUMEN), target, periode="Tahun 2023")
    return target


def place(book: Workbook, sheet: str, name: str) -> str:
    """Return where the figure of a name is written."""
    for row in book[sheet].iter_rows():
        if row[1].value == name and row[0].row > head_row(book, sheet):
            return str(row[2].coordinate)
    raise AssertionError(name)


def head_row(book: Workbook, sheet: str) -> int:
    return next(row[0].row for row in book[sheet].iter_rows() if row[1].value == FIGURES_HEAD[1])


def figures(path: Path) -> list[tuple[str, object, str, str]]:
    return [(one.name, one.value, one.jabatan, one.indikator) for one in read_form(path).figures.all]


def findings(path: Path) -> list[tuple[str, str]]:
    return [(one.code, str(one.values["place"])) for one in read_form(path).diagnostics]


# What is asked


def test_every_figure_is_asked_once():
    form = make_form(DOKUMEN)
    assert [row.nama for row in form.shared] == ["Jumlah pegawai"]
    assert form.shared[0].untuk == ["Persentase hadir", "Persentase disiplin"]
    assert form.shared[0].satuan == "orang"
    assert [[row.nama for row in sheet.rows] for sheet in form.sheets] == [
        ["Jumlah hadir", "Surat yang dilayani"],
        ["Jumlah disiplin"],
    ]
    assert len(form) == 4


def test_where_a_figure_comes_from():
    place = kf.Indikator(
        nama="Hadir",
        teks="Jumlah hadir",
        sumber_data="Daftar hadir",
        tempat=kf.Indikator(nama="", teks="").tempat._replace(baris=7),
    )
    (row,) = make_form(kf.Dokumen("", (kf.Jabatan("CAMAT", (place,)),))).sheets[0].rows
    assert row.asal == ["Daftar hadir (baris 7)"]


def test_a_cell_without_arithmetic_asks_for_its_indicator():
    row = make_form(DOKUMEN).sheets[0].rows[1]
    assert (row.nama, row.own, row.satuan) == ("Surat yang dilayani", True, "surat")


def test_posts_of_one_name_share_a_sheet():
    two = kf.Dokumen("", (kf.Jabatan("STAF", (HADIR,)), kf.Jabatan("Staf", (DISIPLIN,))))
    form = make_form(two)
    assert [sheet.jabatan for sheet in form.sheets] == ["STAF"]
    assert [row.nama for row in form.sheets[0].rows] == ["Jumlah hadir", "Jumlah pegawai", "Jumlah disiplin"]
    assert form.shared == ()


def test_a_constant_of_the_document_stands_in_the_form():
    one = kf.Indikator(nama="H", teks="Hadir / hari kerja x 100%", konstanta=(("hari kerja", "244"),))
    rows = make_form(kf.Dokumen("", (kf.Jabatan("CAMAT", (one,)),))).sheets[0].rows
    assert [(row.nama, row.angka) for row in rows] == [("Hadir", None), ("hari kerja", "244")]


def test_known_figures_stand_in_the_form():
    known = Figures(
        [Figure("Jumlah pegawai", 20), Figure("jml. hadir", "18 orang"), Figure("Surat yang dilayani", 240)]
    )
    form = make_form(DOKUMEN, known)
    assert [row.angka for row in form.shared] == [20]
    assert [row.angka for row in form.sheets[0].rows] == ["18 orang", 240]


def test_posts_with_different_known_figures_get_a_row_each():
    known = Figures([Figure("Jumlah pegawai", 20, jabatan="CAMAT"), Figure("Jumlah pegawai", 5)])
    form = make_form(DOKUMEN, known)
    assert form.shared == ()
    assert [(row.nama, row.angka) for sheet in form.sheets for row in sheet.rows if row.nama == "Jumlah pegawai"] == [
        ("Jumlah pegawai", 20),
        ("Jumlah pegawai", 5),
    ]


# The workbook


def test_sheets_and_their_names(path: Path):
    book = load_workbook(path)
    assert book.sheetnames == ["Petunjuk", "Bacaan", ALL_POSTS, "CAMAT", "KASI umum pelayanan yang namany", "LKjIP"]
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_names_of_sheets_are_never_the_same(tmp_path: Path):
    long = "KEPALA SUB BAGIAN PERENCANAAN DAN"
    posts = [kf.Jabatan(f"{long} {tail}", (HADIR,)) for tail in ("KEUANGAN", "PELAPORAN", "EVALUASI")]
    posts += [kf.Jabatan("Petunjuk", (HADIR,)), kf.Jabatan("", (HADIR,)), kf.Jabatan("History", (HADIR,))]
    write_form(make_form(kf.Dokumen("", tuple(posts))), tmp_path / "a.xlsx")
    names = load_workbook(tmp_path / "a.xlsx").sheetnames
    assert len({name.casefold() for name in names}) == len(posts) + 4


def test_only_what_is_to_be_filled_in_is_open(path: Path):
    book = load_workbook(path)
    for sheet in book:
        assert sheet.protection.sheet
    sheet = book["CAMAT"]
    cell = sheet[place(book, "CAMAT", "Jumlah hadir")]
    assert not cell.protection.locked
    assert sheet.cell(cell.row, 2).protection.locked
    assert all(sheet.cell(head_row(book, "CAMAT"), column).protection.locked for column in range(1, 7))
    assert sheet["B2"].value == "Jabatan" and sheet["C2"].value == "CAMAT" and sheet["C2"].protection.locked
    assert sheet["C3"].value == "Tahun 2023" and not sheet["C3"].protection.locked


def test_figures_and_directions_are_checked_as_they_are_typed(path: Path):
    sheet = load_workbook(path)["CAMAT"]
    rules = {str(rule.sqref).split(":")[0][0] + rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert rules["Cdecimal"].errorStyle == "warning"
    assert rules["Dlist"].formula1 == '"naik,turun,rentang"'


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "=1+1", "+1", "@SUM(A1)", "-2+3", "\t=1", "{=A1}"])
def test_a_text_like_a_formula_is_written_as_text(tmp_path: Path, text: str):
    evil = kf.Indikator(nama=text, teks="Jumlah surat", target=text, sumber_data=text, satuan=text)
    dokumen = kf.Dokumen(text, (kf.Jabatan(text, (evil, kf.Indikator(nama=f"Jumlah {text}", teks="250 surat"))),))
    write_form(make_form(dokumen), tmp_path / "a.xlsx", periode=text)
    for sheet in load_workbook(tmp_path / "a.xlsx"):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.coordinate
    read_form(tmp_path / "a.xlsx")


def test_nothing_is_left_where_the_form_cannot_be_written(tmp_path: Path):
    with pytest.raises(kf.InvalidDataError) as caught:
        write_form(make_form(DOKUMEN), tmp_path / "tidak" / "ada.xlsx")
    assert caught.value.diagnostics[0].values["reason"] == "folder-tidak-ada"
    assert list(tmp_path.iterdir()) == []


# Back again


@pytest.mark.parametrize("seed", range(5))
def test_round_trip_with_figures_at_random(tmp_path: Path, checkout: Path, seed: int):
    chance = random.Random(seed)
    dokumen = kf.read(checkout / "examples/sambutan-2023.csv")
    path = tmp_path / "isian.xlsx"
    write_form(make_form(dokumen), path)
    assert is_form(path)
    book = load_workbook(path)
    wanted: dict[tuple[str, str], object] = {}
    for sheet in book.worksheets[2:-1]:
        jabatan = "" if sheet.title == ALL_POSTS else sheet["C2"].value
        for row in sheet.iter_rows(min_row=head_row(book, sheet.title) + 1):
            if not row[1].value:
                continue
            value = chance.choice(
                [
                    chance.randrange(10**6),
                    round(chance.uniform(0, 1000), chance.randrange(1, 5)),
                    f"{chance.randrange(1, 999)},{chance.randrange(10)}",
                    f"{chance.randrange(1, 99)} orang",
                    None,
                ]
            )
            row[2].value = value
            if value is not None:
                wanted[jabatan, row[1].value] = value
    book.save(path)
    form = read_form(path)
    assert {(one.jabatan, one.name): one.value for one in form.figures.all} == wanted
    assert form.diagnostics == ()


def test_the_report_of_a_filled_form(path: Path):
    book = load_workbook(path)
    for sheet, name, value in [
        (ALL_POSTS, "Jumlah pegawai", 20),
        ("CAMAT", "Jumlah hadir", "18"),
        ("CAMAT", "Surat yang dilayani", 240),
        (book.sheetnames[4], "Jumlah disiplin", 15.0),
    ]:
        book[sheet][place(book, sheet, name)] = value
    book.save(path)
    form = read_form(path)
    laporan = make_laporan(form.applied_to(DOKUMEN), form.figures)
    assert [row.text for row in laporan.rows] == ["90,00%", "240 surat", "75,00%", ""]
    assert laporan.unused == ()
    assert form.periode == "Tahun 2023"


def test_targets_and_directions_come_back(path: Path):
    book = load_workbook(path)
    sheet = book["CAMAT"]
    row = next(row for row in sheet.iter_rows() if row[1].value == "Persentase hadir")
    assert row[2].value == "94%"
    row[2].value, row[3].value = "95%", "Turun"
    book.save(path)
    (hadir, surat), (disiplin, _) = (post.indikator for post in read_form(path).applied_to(DOKUMEN).jabatan)
    assert (hadir.target, hadir.arah, surat.target, disiplin.arah) == ("95%", "turun", "", "naik")


def test_a_row_of_its_own_overrules_the_common_figure(path: Path):
    book = load_workbook(path)
    book[ALL_POSTS][place(book, ALL_POSTS, "Jumlah pegawai")] = 20
    sheet = book["CAMAT"]
    last = head_row(book, "CAMAT") + 4
    sheet.cell(last, 2).value, sheet.cell(last, 3).value = "Jumlah pegawai", 12
    book.save(path)
    figures = read_form(path).figures
    assert figures.of_row("CAMAT", "")["Jumlah pegawai"] == 12
    assert figures.of_row("LURAH", "")["Jumlah pegawai"] == 20


def test_what_people_do_is_forgiven(path: Path):
    book = load_workbook(path)
    sheet = book["CAMAT"]
    cell = place(book, "CAMAT", "Jumlah hadir")
    sheet[cell] = "1.250"  # a number as text
    sheet.insert_cols(1, 2)  # columns before the others
    sheet.insert_rows(1, 3)
    sheet.insert_rows(head_row_at(sheet, 4) + 1, 2)  # empty rows below the head
    sheet.title = "sudah diisi"
    book.move_sheet("sudah diisi", -2)
    del book["Petunjuk"]
    book.save(path)
    assert figures(path) == [("Jumlah hadir", "1.250", "CAMAT", "")]
    assert findings(path) == []


def head_row_at(sheet: object, column: int) -> int:
    return next(row[0].row for row in sheet.iter_rows() if row[column - 1].value == FIGURES_HEAD[1])


def test_columns_may_change_places(path: Path):
    book = load_workbook(path)
    sheet = book["CAMAT"]
    sheet[place(book, "CAMAT", "Jumlah hadir")] = 18
    for row in sheet.iter_rows(min_row=head_row(book, "CAMAT")):
        row[1].value, row[2].value = row[2].value, row[1].value
    book.save(path)
    assert figures(path) == [("Jumlah hadir", 18, "CAMAT", "")]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("sekitar 20", "KF422"),
        ("#REF!", "KF422"),
        ("=cmd|' /C calc'!A0", "KF422"),
        ("=1+1", "KF422"),  # a formula that no spreadsheet program has computed
        (True, "KF422"),
        (__import__("datetime").date(2023, 1, 5), "KF422"),
    ],
)
def test_what_is_no_figure_is_reported_by_sheet_and_cell(path: Path, value: object, code: str):
    book = load_workbook(path)
    cell = place(book, "CAMAT", "Jumlah hadir")
    book["CAMAT"][cell] = value
    book["CAMAT"][place(book, "CAMAT", "Surat yang dilayani")] = 240
    book.save(path)
    assert findings(path) == [(code, f"lembar CAMAT|sel {cell}")]
    assert figures(path)[-1:] == [("Surat yang dilayani", 240, "CAMAT", "Surat yang dilayani")]


def test_the_words_of_a_finding(path: Path):
    book = load_workbook(path)
    book["CAMAT"][place(book, "CAMAT", "Jumlah hadir")] = "sekitar 20"
    book.save(path)
    (found,) = read_form(path).diagnostics
    assert found.message == "Isian di lembar “CAMAT”, sel C10 tidak terbaca: “sekitar 20”."
    assert found.message_in("en") == "The figure at sheet “CAMAT”, cell C10 can't be read: “sekitar 20”."


def test_a_figure_without_a_name_is_reported(path: Path):
    book = load_workbook(path)
    row = head_row(book, "CAMAT") + 5
    book["CAMAT"].cell(row, 3).value = 7
    book.save(path)
    assert findings(path) == [("KF423", f"lembar CAMAT|sel C{row}")]


def test_two_sheets_for_one_post_are_reported(path: Path):
    book = load_workbook(path)
    book.copy_worksheet(book["CAMAT"])
    book.save(path)
    (found,) = read_form(path).diagnostics
    assert (found.code, found.values["sheets"]) == ("KF424", ("CAMAT", "CAMAT Copy"))


def test_a_computed_figure_is_taken_and_told(path: Path, tmp_path: Path):
    import xlsxwriter

    other = tmp_path / "hitung.xlsx"
    book = xlsxwriter.Workbook(other)
    sheet = book.add_worksheet("CAMAT")
    for column, name in enumerate(FIGURES_HEAD):
        sheet.write(0, column, name)
    sheet.write(1, 1, "Jumlah hadir")
    sheet.write_formula(1, 2, "=9+9", value=18)
    book.close()
    assert figures(other) == [("Jumlah hadir", 18, "CAMAT", "")]
    assert findings(other) == [("KF426", "lembar CAMAT|sel C2")]


def test_a_table_of_figures_is_no_form(checkout: Path, tmp_path: Path):
    assert not is_form(checkout / "examples/pelayanan-realisasi.csv")
    book = Workbook()
    book.active.append(["nama", "nilai"])
    book.save(tmp_path / "a.xlsx")
    assert not is_form(tmp_path / "a.xlsx")


def test_a_form_that_is_too_long(path: Path):
    with pytest.raises(kf.InvalidDataError) as caught:
        read_form(path, limits=FileLimits(rows=5))
    assert caught.value.diagnostics[0].values["reason"] == "terlalu-banyak-baris"


def test_known_figures_are_written_exactly(tmp_path: Path):
    values = ["81,35", "1.250.000", "18 orang", "0,1", "2/3", 7, Fraction(7), Fraction(1, 3)]
    items = tuple([kf.Indikator(nama=f"I{place}", teks=f"Jumlah data{place}") for place in range(len(values))])
    dokumen = kf.Dokumen("", (kf.Jabatan("CAMAT", items),))
    known = Figures([Figure(f"Jumlah data{place}", value) for place, value in enumerate(values)])
    write_form(make_form(dokumen, known), tmp_path / "a.xlsx")
    assert [one.value for one in read_form(tmp_path / "a.xlsx").figures.all] == [
        81.35,
        1250000,
        "18 orang",
        0.1,
        "2/3",
        7,
        7,
        "1/3",
    ]


# LibreOffice


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed; .ci/run installs it")
def test_the_form_in_libreoffice(path: Path):
    """It opens without a word, keeps what is locked, and comes back with every figure when it is saved there."""
    book = load_workbook(path)
    book["CAMAT"][place(book, "CAMAT", "Jumlah hadir")] = 18
    book["CAMAT"][place(book, "CAMAT", "Surat yang dilayani")] = "240 surat"
    book.save(path)
    for kind, made in (
        ("ods", path.with_suffix(".ods")),
        ("xlsx:Calc MS Excel 2007 XML", path.parent / "lagi" / path.name),
    ):
        source = path if kind == "ods" else path.with_suffix(".ods")
        run = subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{path.parent / 'profile'}", "--headless", "--norestore"),
                *("--convert-to", kind, "--outdir", str(made.parent), str(source)),
            ],
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert made.exists()
        complaints = [line for line in run.stderr.splitlines() if "javaldx" not in line and "Java" not in line]
        assert complaints == []
    assert figures(made) == [
        ("Jumlah hadir", 18, "CAMAT", ""),
        ("Surat yang dilayani", "240 surat", "CAMAT", "Surat yang dilayani"),
    ]
    assert findings(made) == []
    again = load_workbook(made)
    assert all(sheet.protection.sheet for sheet in again)
    sheet = again["CAMAT"]
    cell = sheet[place(again, "CAMAT", "Jumlah hadir")]
    assert not cell.protection.locked
    assert sheet.cell(cell.row, 2).protection.locked
    assert sheet.cell(head_row(again, "CAMAT"), 3).protection.locked


def test_a_gap_is_no_figure_that_is_known() -> None:
    hadir = kf.Indikator(nama="Hadir", teks="Jumlah hadir / Jumlah pegawai x 100%")
    dokumen = kf.Dokumen("", (kf.Jabatan("CAMAT", (hadir,)),))
    gaps: list[object] = [float("nan"), None, ""]
    for gap in gaps:
        form = kf.isian(dokumen, {"Jumlah hadir": gap, "Jumlah pegawai": 0})
        assert ([row.angka for row in form.sheets[0].rows], form.terisi) == ([None, 0], 1)


def test_a_figure_of_the_form_is_what_its_format_shows(path: Path):
    book = load_workbook(path)
    for name, value, number_format in (
        ("Jumlah pegawai", 1_200_000_000, '0.0,,,"M"'),
        ("Jumlah hadir", timedelta(hours=30), "[h]:mm:ss"),
    ):
        title = next(one.title for one in book if any(row[1].value == name for row in one.iter_rows(max_row=40)))
        cell = book[title][place(book, title, name)]
        cell.value, cell.number_format = value, number_format
    book.save(path)
    assert [(name, value) for name, value, *_ in figures(path)] == [
        ("Jumlah pegawai", "1,2 miliar"),
        ("Jumlah hadir", "1800 menit"),
    ]
    assert findings(path) == []
