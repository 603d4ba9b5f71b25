"""Bare years over figures: realizations in an annual report, targets in a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

import kinerja_formula as kf

NAMES = ("Persentase arsip yang ditata", "Nilai pengawasan", "Jumlah keluhan")
OWN = (("90", "88"), ("75", "78"), ("10", "8"))
REPORT = """<p>LAPORAN KINERJA DINAS CONTOH TAHUN 2025</p><table><tr><th>No</th><th>Indikator Kinerja</th>
<th>Target</th><th>Realisasi</th><th>Capaian (%)</th></tr>{own}</table>
<p>Tabel 3.2 Perkembangan</p><table><tr><th>No</th>
<th>Indikator Kinerja</th><th>2024</th><th>2025</th></tr>{years}</table>"""


def cells(*texts: str) -> str:
    return f"<tr>{''.join([f'<td>{text}</td>' for text in texts])}</tr>"


def read(folder: Path, years: list[tuple[str, str]]) -> list[kf.Indikator]:
    own = "".join([cells(str(at), name, *told, "") for at, (name, told) in enumerate(zip(NAMES, OWN, strict=True), 1)])
    rows = "".join([cells(str(at), name, *told) for at, (name, told) in enumerate(zip(NAMES, years, strict=True), 1)])
    path = folder / "lkjip.html"
    path.write_text(REPORT.format(own=own, years=rows), encoding="utf-8")
    return [one for post in kf.read(path).jabatan for one in post.indikator]


def test_figures_that_are_the_realizations_of_the_report(tmp_path: Path) -> None:
    rows = read(tmp_path, [("80", "88"), ("70", "78"), ("12", "8")])
    assert [(one.target, one.realisasi["2024"], one.realisasi["2025"]) for one in rows] == [
        *(("90", "80", "88"), ("75", "70", "78"), ("10", "12", "8"))
    ]


def test_figures_that_are_its_targets(tmp_path: Path) -> None:
    rows = read(tmp_path, [("85", "90"), ("72", "75"), ("12", "10")])
    assert [(one.target, one.targets["2024"], "2024" in one.realisasi) for one in rows] == [
        *(("90", "85", False), ("75", "72", False), ("10", "12", False))
    ]


@pytest.mark.parametrize("now", ["88 / 97,78%", "88,00 / 97,78"])
def test_realization_and_capaian_in_one_cell(now: str, tmp_path: Path) -> None:
    [first, *_] = read(tmp_path, [("80 / 94,12%", now), ("70 / 93,33", "78 / 104,00"), ("12 / 90", "8 / 120")])
    assert (first.target, first.realisasi["2024"], first.capaian["2024"]) == ("90", "80", "94,12%")


def test_one_indicator_is_no_majority(tmp_path: Path) -> None:
    rows = read(tmp_path, [("85", "88"), ("72", "75"), ("12", "10")])
    assert not any("2024" in one.realisasi for one in rows)
