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
