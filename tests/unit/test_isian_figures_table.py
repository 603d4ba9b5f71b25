"""Files of figures: what is handed on, and which figure is meant where the same name stands twice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

import kinerja_formula as kf
from kinerja_formula import evaluate
from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.files.file_bytes import FileLimits
from kinerja_formula.pengisian.figures_table import Figure, Figures, read_figures


def read(path: Path, content: str, **keywords: object) -> Figures:
    path.write_text(content, encoding="utf-8")
    return read_figures(path, **keywords)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "realisasi"


def test_texts_stay_texts(path: Path):
    figures = read(path, 'Nama;Realisasi\nJumlah A;6.254\nJumlah B;"=SUM(A1:A9)"\nJumlah C; 81,35 % \n')
    assert [(figure.name, figure.value) for figure in figures.all] == [
        ("Jumlah A", "6.254"),
        ("Jumlah B", "=SUM(A1:A9)"),
        ("Jumlah C", " 81,35 % "),
    ]


def test_names_without_a_value_have_no_figure(path: Path):
    assert [figure.name for figure in read(path, "nama,nilai\nA,\nB,  \nC,0\n").all] == ["C"]


def test_values_without_a_name_are_told(path: Path):
    figures = read(path, "nama,nilai\n,5\nA,1\n")
    assert figures.nameless == (2,)
    assert len(figures.all) == 1


def test_figure_of_an_indicator(path: Path):
    (figure,) = read(path, "indikator,realisasi\nSurat yang dilayani,263 surat\n").all
    assert figure == Figure("Surat yang dilayani", "263 surat", "", "Surat yang dilayani", 2)


@pytest.mark.parametrize(
    ("jabatan", "indikator", "value"),
    [("", "", 1), ("CAMAT", "", 2), ("camat", "I", 4), ("", "i", 3), ("LURAH", "I", 3), ("LURAH", "X", 1)],
)
def test_the_closest_figure_wins(jabatan: str, indikator: str, value: int):
    figures = Figures(
        [
            Figure("Jumlah A", 4, "CAMAT", "I"),
            Figure("Jml A", 2, "CAMAT"),
            Figure("jumlah a", 3, "", "I"),
            Figure("Jumlah A", 1),
        ]
    )
    assert list(figures.of_row(jabatan, indikator).values()) == [value]


def test_two_figures_for_one_name_are_both_handed_on():
    figures = Figures([Figure("Jumlah A", "1"), Figure("Jumlah A", "2"), Figure("jumlah a", "3")]).of_row("", "")
    assert sorted(figures.values()) == ["1", "2", "3"]
    assert {key.strip().lower() for key in figures} == {"jumlah a"}


def test_the_same_figure_twice_is_no_matter():
    assert dict(Figures([Figure("Jumlah A", "1"), Figure("Jumlah A", "1")]).of_row("", "")) == {"Jumlah A": "1"}


def test_what_was_asked_for_is_known():
    data = Figures([Figure("A", 1), Figure("B", 2)]).of_row("", "")
    assert data["B"] == 2
    assert data.used == {2}
    assert [figure.line for figure in data.named("a")] == [1]
    assert data.named("c") == ()


@pytest.mark.parametrize(
    "text",
    [
        "JML. RT / RW yang\nDibina ----- x100% B",
        "<p>Jumlah RT/RW <u>yang</u> dibina</p>",
        r"$\frac{\text{Jumlah} \text{ RT/RW yang dibina}}{B}$",
        "(∑ RT/RW yang dibinaX 100%",
        "Jumlah&nbsp;RT/RW yang dibina",
        "Jumlah RT\u200b/RW\u00a0yang dibina",
    ],
)
def test_no_layout_hides_a_name(text: str):
    data = Figures([Figure("Jumlah RT/RW yang dibina", 1), Figure("Jumlah desa", 2)]).of_row("", "")
    assert list(data.related_to(text)) == ["Jumlah RT/RW yang dibina"]


def test_json_object(path: Path):
    figures = read(path, '{"Jumlah A": 18, "B": "81,35 %", "C": 0.1000000000000000000001, "D": [1, 2], "E": null}')
    assert {figure.name: figure.value for figure in figures.all} == {
        "Jumlah A": 18,
        "B": "81,35 %",
        "C": Decimal("0.1000000000000000000001"),
        "D": [1, 2],
    }


def test_json_list(path: Path):
    figures = read(
        path, '[{"Nama": "A", "Realisasi": 1, "jabatan": "CAMAT", "catatan": "x"}, {"indikator": "I", "nilai": 2}]'
    )
    assert figures.all == (Figure("A", 1, "CAMAT", "", 1), Figure("I", 2, "", "I", 2))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "json-rusak"),
        ("[" * 100_000, "json-rusak"),
        ('{"A": ' + "9" * 5000 + "}", "json-rusak"),
        ("[1, 2]", "json-bentuk"),
        ('[{"nama": "A"}]', "json-bentuk"),
        ('{"A": 1, "A": 2}', "json-nama-berulang"),
        ('[{"nama": "A", "nilai": 1, "realisasi": 2}]', "kolom-bersaing"),
    ],
)
def test_json_that_is_no_list_of_figures(path: Path, content: str, reason: str):
    with pytest.raises(FormulaError) as raised:
        read(path, content)
    assert (raised.value.code, raised.value.diagnostics[0].values["reason"]) == ("KF401", reason)
    assert str(raised.value)


def test_json_is_told_by_its_name_too(tmp_path: Path):
    with pytest.raises(FormulaError) as raised:
        read(tmp_path / "realisasi.json", "nama,nilai\nA,1\n")
    assert raised.value.diagnostics[0].values["reason"] == "json-rusak"


def test_json_has_a_limit(path: Path):
    with pytest.raises(FormulaError) as raised:
        read(path, '{"A": 1, "B": 2}', limits=FileLimits(rows=1))
    assert raised.value.diagnostics[0].values["reason"] == "terlalu-banyak-baris"


@pytest.mark.parametrize(
    ("head", "figure"),
    [
        ("realisasi (Rp juta)", "960 juta rupiah"),
        ("nilai (ribu orang)", "960 ribu orang"),
        ("realisasi (%)", "960 %"),
        ("angka (dalam ribuan)", "960 ribu"),
        ("nilai (TW I)", "960"),
    ],
)
def test_the_unit_in_the_head(path: Path, head: str, figure: str):
    content = f"nama;{head}\nA;960\nB;5 orang\nC;Rp 7\nD;-\n"
    assert [one.value for one in read(path, content).all] == [figure, "5 orang", "Rp 7", "-"]


def test_a_loss_and_the_mark_of_a_footnote_before_a_unit(path: Path):
    values = [one.value for one in read(path, "nama;nilai (Rp)\nA;(1.250)\nB;95¹\nC;80 – 90\nD;≥ 90\n").all]
    assert values == ["-1.250 rupiah", "95 rupiah", "80 – 90 rupiah", "≥ 90 rupiah"]


def test_a_satuan_goes_before_the_head_and_a_figure_before_both(path: Path):
    content = "nama;nilai (Rp juta);satuan\nA;960;orang\nB;960;%\nC;1,5 miliar;juta rupiah\nD;5 orang;%\n"
    values = [one.value for one in read(path, content).all]
    assert values == ["960 juta orang", "960 %", "1,5 miliar rupiah", "5 orang"]


def test_the_mark_of_a_footnote_is_no_part_of_the_name_of_an_indicator(path: Path):
    figures = read(path, "indikator;nilai\nNilai SAKIP¹);95²\nLuas (m²);5\n")
    assert [dict(figures.of_row("", name)) for name in ("Nilai SAKIP", "Luas (m²)")] == [
        {"Nilai SAKIP": "95²"},
        {"Luas (m²)": "5"},
    ]
    # … but a formula names its operands as they are written
    assert dict(read(path, "nama;nilai\nJumlah penduduk¹;7\n").of_row("", "")) == {"Jumlah penduduk¹": "7"}


def sheet(
    path: Path, rows: list[list[object]], merged: tuple[str, ...] = (), hidden: tuple[int | str, ...] = ()
) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    for one in hidden:
        lines = book.active.row_dimensions if isinstance(one, int) else book.active.column_dimensions
        lines[one].hidden = True
    book.save(path)
    return path


def told(figures: Figures) -> list[tuple[str, object]]:
    return [(one.code, one.values["place"]) for one in figures.diagnostics]


def test_a_value_without_a_name_is_told_wherever_it_stands(path: Path):
    figures = read(path, "nama;nilai\nA;18\n;12\n")
    assert told(figures) == [("KF423", "baris 3")]
    assert told(read_figures(sheet(path, [["nama", "nilai"], ["A", 18], [None, 12]]))) == [("KF423", "baris 3")]


def test_hidden_rows_and_columns_of_figures_are_not_read(path: Path):
    rows = [["nama", "nilai", "satuan"], ["A", 18, "orang"], ["B", 12, "orang"], ["C", 5, None]]
    figures = read_figures(sheet(path, rows, hidden=(3, "C")))
    assert [(one.name, one.value) for one in figures.all] == [("A", 18), ("C", 5)]
    [found] = figures.diagnostics
    assert (found.code, found.values["rows"], found.values["columns"]) == ("KF437", "1", "1")
    assert told(read_figures(sheet(path, rows))) == []


def test_a_merged_name_is_that_of_all_its_rows(path: Path):
    figures = read_figures(sheet(path, [["nama", "nilai"], ["A", 18], [None, 12]], merged=("A2:A3",)))
    assert list(figures.of_row("", "").values()) == [18, 12]
    with pytest.raises(FormulaError) as raised:
        evaluate("A × 2", dict(figures.of_row("", "")))
    assert raised.value.code == "KF303"


def test_a_merged_indicator_and_satuan_but_no_merged_figure(path: Path):
    rows = [
        ["indikator", "nama", "nilai", "satuan"],
        ["I", "A", 18, "orang"],
        [None, "B", None, None],
        [None, "C", 5, None],
    ]
    figures = read_figures(sheet(path, rows, merged=("A2:A4", "C2:C3", "D2:D4")))
    assert [(one.name, one.value, one.indikator) for one in figures.all] == [
        ("A", "18 orang", "I"),
        ("C", "5 orang", "I"),
    ]


def test_what_was_found_in_a_file_of_figures_is_in_report_and_form(path: Path):
    indikator = kf.Indikator(nama="Ukuran", teks="A × 2")
    dokumen = kf.Dokumen("", (kf.Jabatan("CAMAT", (indikator,)),))
    sheet(path, [["nama", "nilai"], ["A", 18], ["B", 12]], hidden=(3,))
    assert "KF437" in [one.code for one in kf.laporan(dokumen, path).sumber.diagnostics]
    assert "KF437" in [one.code for one in kf.isian(dokumen, path).diagnostics]
