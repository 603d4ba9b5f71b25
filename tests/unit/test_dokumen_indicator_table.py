"""Tables of indicators: which column is which, and what an empty cell means."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.dokumen.indicator_table import read_indicators
from kinerja_formula.dokumen.model import Indikator
from kinerja_formula.files.tempat import Tempat


def rows(path: Path, content: str) -> list[tuple[str, Indikator]]:
    path.write_text(content, encoding="utf-8")
    return [(jabatan.nama, indikator) for jabatan, indikator in read_indicators(path)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "indikator.csv"


@pytest.mark.parametrize(
    "formula", ["Formula", "RUMUS", "formulasi  perhitungan", "Cara Menghitung", "FORMULASI PERHITUNGAN/ PENJELASAN"]
)
@pytest.mark.parametrize("indicator", ["Indikator", "IKU", "INDIKATOR KINERJA UTAMA", "indikator_kinerja"])
def test_names_of_columns(path: Path, indicator: str, formula: str):
    ((_, row),) = rows(path, f"{indicator};{formula};Sumber Data\nPersentase hadir;A / B;Daftar hadir\n")
    assert (row.nama, row.teks, row.sumber_data) == ("Persentase hadir", "A / B", "Daftar hadir")


def test_every_column(path: Path):
    ((jabatan, row),) = rows(
        path,
        "No,Jabatan,Kinerja Utama,Indikator,Formula,Satuan,Target,Sumber Data\n"
        "7,CAMAT,Meningkatnya A,Jumlah A,A,orang,5,Daftar\n",
    )
    assert jabatan == "CAMAT"
    assert row == Indikator(
        nama="Jumlah A",
        teks="A",
        sasaran="Meningkatnya A",
        sumber_data="Daftar",
        satuan="orang",
        target="5",
        targets={"": "5"},
        kode="7",
        tempat=Tempat(2),
    )


@pytest.mark.parametrize(
    ("cells", "arah", "bobot", "codes"),
    [
        ("Positif,25%", "naik", Fraction(1, 4), []),
        ("minimize,25", "turun", Fraction(1, 4), []),
        ('rentang,"0,25"', "rentang", Fraction(1, 4), []),
        (",", None, None, []),
        ("ke samping,150%", None, None, ["KF316", "KF302"]),
        ("naik,seperempat", "naik", None, ["KF302"]),
    ],
)
def test_direction_and_weight(path: Path, cells: str, arah: str | None, bobot: Fraction | None, codes: list[str]):
    ((_, row),) = rows(path, f"indikator,formula,polaritas,bobot\nJumlah surat,Jumlah surat masuk,{cells}\n")
    assert (row.arah, row.bobot, [one.code for one in row.diagnostics]) == (arah, bobot, codes)


def test_empty_cells_take_what_stands_above(path: Path):
    found = rows(
        path,
        "jabatan,sasaran,indikator,formula\n"
        "CAMAT,S1,I1,F1\n"
        ",,,F2\n"  # a second formula of the same indicator
        ",,I2,F3\n"
        ",S2,I3,F4\n"
        "LURAH,,I4,F5\n"  # another post: the goal of the one before is not its own
        ",,,\n"
        "LURAH,,,F6\n",
    )
    assert [(jabatan, row.sasaran, row.nama, row.teks) for jabatan, row in found] == [
        ("CAMAT", "S1", "I1", "F1"),
        ("CAMAT", "S1", "I1", "F2"),
        ("CAMAT", "S1", "I2", "F3"),
        ("CAMAT", "S2", "I3", "F4"),
        ("LURAH", "", "I4", "F5"),
        ("LURAH", "", "I4", "F6"),
    ]


def test_post_as_a_heading_inside_the_table(path: Path):
    found = rows(path, "jabatan,indikator,formula\nCAMAT,,\n,I1,F1\nLURAH,,\n,I2,F2\n")
    assert [(jabatan, row.nama) for jabatan, row in found] == [("CAMAT", "I1"), ("LURAH", "I2")]


def test_indicator_without_a_formula_stays(path: Path):
    assert [row.teks for _, row in rows(path, "indikator,formula\nI1,\nI2,F2\n")] == ["", "F2"]


def test_formula_stays_as_it_was_written(path: Path):
    ((_, row),) = rows(path, 'indikator,formula\nI,"<u>A</u>\n  B  x 100%"\n')
    assert row.teks == "<u>A</u>\n  B  x 100%"


def test_table_without_formulas(path: Path):
    assert [(row.nama, row.target) for _, row in rows(path, "indikator,target\nI,5\n")] == [("I", "5")]


def test_table_without_indicators(path: Path):
    path.write_text("uraian,formula\nI,A / B\n", encoding="utf-8")
    with pytest.raises(FormulaError) as raised:
        read_indicators(path)
    assert raised.value.diagnostics[0].values["columns"] == ("indikator",)


def test_spreadsheet_with_merged_cells(tmp_path: Path):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in [["Jabatan", "Indikator", "Rumus"], ["CAMAT", "I1", "A / B"], [None, "I2", 0.75], [None, "I3", 12]]:
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet["C3"].number_format = "0%"
    book.save(tmp_path / "indikator.xlsx")
    found = read_indicators(tmp_path / "indikator.xlsx")
    assert [(jabatan.nama, row.teks) for jabatan, row in found] == [
        ("CAMAT", "A / B"),
        ("CAMAT", "75 %"),
        ("CAMAT", "12"),
    ]
