"""HTML, and texts with tables written in it: spans, lists, open tags; Markdown tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import kinerja_formula as kf


def read(path: Path, text: str) -> list[tuple[str, str, str, str]]:
    path.write_text(text, encoding="utf-8")
    return [(jabatan.nama, one.sasaran, one.nama, one.teks) for jabatan, one in kf.read(path)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keputusan.html"


HEAD = "<tr><th>Sasaran<th>Indikator Kinerja<th>Formula<th>Sumber Data"


@pytest.mark.parametrize(
    "frame",
    [
        "<!DOCTYPE html><html><head><title>x</title><style>a{{}}</style></head><body>{}</body></html>",
        "<html><body>{}",
        "# Keputusan\n\n{}\n",
        "<div><center>{}</center></div>",
    ],
)
def test_a_table_with_spans(path: Path, frame: str):
    table = (
        f"<p>1. <b>Jabatan</b> : CAMAT</p><table border=1>{HEAD}"
        "<tr><td rowspan=2>Tertib surat<td>Jumlah surat masuk<td>Jumlah surat masuk<td rowspan=2>Agenda"
        "<tr><td>Persentase dijawab<td><p><u>Jumlah dijawab</u> x 100%</p><p>Jumlah surat &amp; faks</p></table>"
    )
    assert read(path, frame.format(table)) == [
        ("CAMAT", "Tertib surat", "Jumlah surat masuk", "Jumlah surat masuk"),
        ("CAMAT", "Tertib surat", "Persentase dijawab", "<u>Jumlah dijawab</u> x 100%\nJumlah surat & faks"),
    ]


def test_a_cell_over_several_columns(path: Path):
    row = "<tr><td colspan=4>KEPALA SEKSI PELAYANAN<tr><td>S<td>Jumlah surat<td>Jumlah surat<td>D"
    assert read(path, f"<table>{HEAD}{row}</table>") == [
        ("KEPALA SEKSI PELAYANAN", "S", "Jumlah surat", "Jumlah surat")
    ]


def test_lists_of_a_cell(path: Path):
    cell = "Jumlah dokumen:<ol><li>Renstra<li>Renja</ol>"
    ((*_, teks),) = read(path, f"<table>{HEAD}<tr><td>S<td>Jumlah dokumen<td>{cell}<td>D</table>")
    assert teks == "Jumlah dokumen:\n1. Renstra\n2. Renja"
    assert kf.parse(teks).kind == "komponen"


def test_scripts_are_no_text(path: Path):
    cell = "<script>alert(1)</script>Jumlah surat<style>p{}</style>"
    ((*_, teks),) = read(path, f"<table>{HEAD}<tr><td>S<td>Jumlah surat<td>{cell}<td>D</table>")
    assert teks == "Jumlah surat"


def test_a_table_within_a_cell(path: Path):
    inner = f"<table>{HEAD}<tr><td>S<td>Jumlah surat<td>Jumlah surat<td>D</table>"
    assert len(read(path, f"<table><tr><td>Jabatan : CAMAT</td></tr><tr><td>{inner}</table>")) == 1


def test_a_table_of_markdown(path: Path):
    text = (
        "# IKI\n\n**Jabatan** : CAMAT\n\n"
        "| Sasaran | Indikator | Formula | Sumber |\n|---|:-:|---|---|\n"
        "| S | Jumlah surat | Jumlah surat \\| faks | D |\n| | Jumlah rapat | Jumlah rapat | sda |\n"
    )
    assert read(path, text) == [
        ("CAMAT", "S", "Jumlah surat", "Jumlah surat | faks"),
        ("CAMAT", "S", "Jumlah rapat", "Jumlah rapat"),
    ]


MARKED = (
    ("Angka kesakitan<sup>1)</sup>", "Jumlah kasus / Jumlah penduduk x 10<sup>5</sup>", "kasus", "95<sup>1</sup>"),
    ("Persentase emisi CO<sub>2</sub>", "Jumlah emisi CO<sub>2</sub> / Jumlah emisi x 100%", "%", "95<sup>1)</sup>"),
    ("Luas taman (m<sup>2</sup>)", "Luas taman", "km<sup>2</sup>", "1.500<sup>a</sup>"),
)


def test_raised_digits_are_powers_and_marks_of_footnotes_and_no_digits(path: Path):
    rows = "".join(["<tr>" + "".join([f"<td>{cell}</td>" for cell in row]) + "</tr>" for row in MARKED])
    head = "<tr><th>Indikator Kinerja<th>Formula<th>Satuan<th>Target</tr>"
    path.write_text(f"<html><body><table>{head}{rows}</table></body></html>", encoding="utf-8")
    first, second, third = kf.read(path).jabatan[0].indikator
    assert (first.nama, first.teks, first.target) == (
        "Angka kesakitan",
        "Jumlah kasus / Jumlah penduduk x 10⁵",
        "95¹",
    )
    assert first.formula is not None
    assert first.formula.evaluate({"Jumlah kasus": 19, "Jumlah penduduk": 20}).value == 95_000
    assert kf.capaian(95, first.target).value == kf.capaian(95, second.target).value == 100
    assert second.nama == "Persentase emisi CO2"
    assert (third.nama, third.satuan, kf.capaian(750, third.target).value) == ("Luas taman (m²)", "km²", 50)


@pytest.mark.parametrize(
    "unseen",
    [
        '<tr style="display: none">{}</tr>',
        "<tr hidden>{}</tr>",
        '<tr style="visibility:hidden">{}</tr>',
        '<tbody style="display:none"><tr>{}</tr></tbody>',
        '<tr style="text-decoration: line-through">{}</tr>',
    ],
)
def test_rows_that_are_not_shown_are_not_read(path: Path, unseen: str):
    rows = "<tr><td>Tertib<td>Jumlah surat<td>A / B<td>Agenda</tr>" + unseen.format(
        "<td>Tertib<td>Jumlah faks<td>C / D<td>Agenda"
    )
    assert [one[2] for one in read(path, f"<table>{HEAD}{rows}</table>")] == ["Jumlah surat"]
    struck = '<td>Jumlah <span style="text-decoration:line-through">surat</span> faks<td>A / B<td>Agenda'
    assert read(path, f"<table>{HEAD}<tr><td>Tertib{struck}</table>")[0][2] == "Jumlah faks"


def test_a_merged_cell_reaches_over_a_row_that_is_not_shown(path: Path):
    rows = (
        "<tr><td rowspan=3>Tertib<td>Jumlah surat<td>A / B<td>Agenda</tr>"
        "<tr hidden><td>Jumlah faks<td>C / D<td>Agenda</tr><tr><td>Jumlah nota<td>E / F<td>Agenda</tr>"
        '<tr><td>Rapi<td>Jumlah arsip<td style="display:none">lama<td>G / H<td>Agenda</tr>'
    )
    path.write_text(f"<table>{HEAD}{rows}</table>", encoding="utf-8")
    dokumen = kf.read(path)
    assert [(one.sasaran, one.nama, one.teks) for _, one in dokumen] == [
        ("Tertib", "Jumlah surat", "A / B"),
        ("Tertib", "Jumlah nota", "E / F"),
        ("Rapi", "Jumlah arsip", "G / H"),
    ]
    [told] = [one for one in dokumen.diagnostics if one.code == "KF437"]
    assert (told.values["rows"], told.values["columns"]) == ("1", "1")
