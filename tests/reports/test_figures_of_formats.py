"""Every figure of every format is the library's exact value as it is rounded for show, over all five decrees.

The workbooks are calculated anew by LibreOffice, all in one run, the values that were saved beside the formulas thrown
away; then figures are changed in them, as a reviewer does, and they are held against a report on the changed figures.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import kinerja_formula as kf
from kinerja_formula.pelaporan.words import mark_of
from kinerja_formula.pengisian.figures_table import Figures

from ..conformance.scorer import DOCUMENTS
from .filled_decrees import decree, figures

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
RULES = ("lkjip", "permenpan-8-2021", "bps", "bkn-1-2013", "pringsewu", "polaritas", "kwanter-1", "banjarnegara")
RULES += ("skm-14-2017", "wp-eval-sakip")
CASES = [
    (document, RULES[(2 * place + more) % len(RULES)], more)
    for place, document in enumerate(DOCUMENTS)
    for more in (0, 1)
]


@cache
def report(document: str, rule: str, seed: int) -> kf.Laporan:
    return kf.laporan(decree(document, seed), figures(document, seed), aturan=rule)


def test_the_lot_draws_all_there_is():
    laporan = [report(*case) for case in CASES]
    rows = [row for one in laporan for row in one.rows]
    assert len(rows) == 2 * 440
    assert {"ok", "KF301", "KF302", "KF305"} <= {row.status for row in rows}
    reached = [row.capaian for row in rows if row.capaian is not None]
    assert {one.arah.arah for one in reached} == {"naik", "turun", "rentang"}
    assert {"angka", "rentang"} <= {one.target.kind for one in reached}
    assert sum(one.value is not None for one in reached) > 200
    assert sum(row.value == 0 for row in rows) > 10


@pytest.mark.parametrize(("document", "rule", "seed"), CASES)
def test_json_has_the_exact_values(document: str, rule: str, seed: int):
    laporan = report(document, rule, seed)
    data = json.loads(json.dumps(laporan.to_json()))
    for row, told in zip(laporan.rows, data["rows"], strict=True):
        assert told["value"] == (None if row.value is None else str(row.value))
        assert told["text"] == row.text
        assert (told["capaian"] or {}).get("text") == (None if row.capaian is None else str(row.capaian))
        assert [one["text"] for one in told["figures"]] == [one.text for one in row.figures]


CELL = re.compile(r'data-kolom="(\w+)">(.*?)</td>', re.DOTALL)


@pytest.mark.parametrize(("document", "rule", "seed"), CASES[::2])
def test_html_shows_every_row(document: str, rule: str, seed: int):
    laporan = report(document, rule, seed)
    page = laporan.to_html()
    bodies = re.findall(r'<tbody id="i(\d+)".*?</tbody>', page, re.DOTALL)
    assert sorted(map(int, bodies)) == list(range(1, len(laporan.rows) + 1))
    for number, row in enumerate(laporan.rows, 1):
        body = page[page.index(f'<tbody id="i{number}"') :].partition("</tbody>")[0]
        shown = {name: html.unescape(re.sub(r"<[^>]*>", "", text)).strip() for name, text in CELL.findall(body)}
        capaian = "" if row.capaian is None else str(row.capaian)
        if row.value is not None:
            assert shown["Realisasi"] == row.text
        assert shown["Capaian"] in (capaian, "–" if not capaian and row.target else capaian)
        predikat = ""
        if row.capaian is not None and row.capaian.predikat:
            predikat = f"{mark_of(row.capaian.warna).sign} {row.capaian.predikat}"
        assert shown["Predikat"] == predikat
        for one in row.figures:
            assert html.escape(one.text) in body
        if row.error is not None:  # nothing that failed is left out
            assert row.error.code in body


@pytest.mark.parametrize(("document", "rule", "seed"), CASES)
def test_markdown_shows_every_row(document: str, rule: str, seed: int):
    laporan = report(document, rule, seed)
    lines = laporan.to_markdown().splitlines()
    rows = {int(found[1]): line for line in lines if (found := re.match(r"\| (\d+) \|", line))}
    assert sorted(rows) == list(range(1, len(laporan.rows) + 1))
    for number, row in enumerate(laporan.rows, 1):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", rows[number])[1:-1]]
        assert len(cells) == 9, rows[number]
        if row.value is not None:
            assert cells[4].replace("\\", "") == row.text
        assert cells[6].replace("\\", "") == ("" if row.capaian is None else str(row.capaian))
        assert row.error is None or row.error.code in cells[8]


# Workbooks

_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def recalculated(folder: Path) -> Path:
    """Let LibreOffice open all workbooks of a folder, calculate every cell, and save them to another."""
    assert SOFFICE
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    books = sorted(map(str, folder.glob("*.xlsx")))
    subprocess.run([*command, "--outdir", str(folder / "out"), *books], check=True, capture_output=True, timeout=300)
    return folder / "out"


def shown_number(value: Any, decimals: int) -> Decimal:
    """Round as a spreadsheet shows a float: from its 15 significant digits, half up."""
    return Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def exact_number(value: Fraction, decimals: int) -> Decimal:
    size = 10**decimals
    whole = (2 * abs(value.numerator) * size + value.denominator) // (2 * value.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


def differences(path: Path, laporan: kf.Laporan) -> list[str]:
    """Return what differs between a calculated workbook and a report, from the realizations to the roll-ups."""
    book = load_workbook(path, data_only=True)
    found = []
    lines = {}
    for sheet in book.worksheets[2:]:
        for cells in sheet.iter_rows(min_row=6, values_only=True):
            if isinstance(cells[0], (int, float)):
                lines[int(cells[0])] = cells
    assert sorted(lines) == list(range(1, len(laporan.rows) + 1))
    for number, row in enumerate(laporan.rows, 1):
        cells, reached = lines[number], row.capaian
        told = [
            ("realisasi", cells[4], row.value),
            ("capaian", cells[9], reached.value if reached is not None else None),
            ("nilai", cells[11], reached.nilai if reached is not None else None),
        ]
        for what, cell, exact in told:
            value = cell if isinstance(cell, (int, float)) else None
            if (value is None) != (exact is None):
                found.append(f"{number} {what}: {value!r}, not {exact!r}")
            elif exact is not None and shown_number(value, 2) != exact_number(exact, 2):
                found.append(f"{number} {what}: {value!r}, not {float(exact)!r}")
        predikat = reached.predikat if reached is not None else None
        if (cells[10] or None) != predikat:
            found.append(f"{number} predikat: {cells[10]!r}, not {predikat!r}")
    summary = {(cells[0], cells[1], cells[2]) for cells in book.worksheets[0].iter_rows(values_only=True)}
    shown = {
        (name, shown_number(value, 2), predikat) for name, value, predikat in summary if isinstance(value, (int, float))
    }
    levels = (
        []
        if laporan.rekap is None
        else [("Seluruhnya", laporan.rekap), *[(one.nama, one) for one in laporan.rekap.bagian]]
    )
    for nama, level in levels:
        name = nama or "Tanpa jabatan"
        value = level.rekap.value
        if value is not None and not any(one[:2] == (name, exact_number(value, 2)) for one in shown):
            found.append(f"rekap {name}: {[one for one in shown if one[0] == name]}, not {float(value)}")
    return found


def changed(path: Path, document: str, rule: str, seed: int) -> kf.Laporan:
    """Change figures in a workbook, as a reviewer does, and return the report on the same changes."""
    book = load_workbook(path)
    sheet = book["Angka"]
    new = {}
    for row in range(6, sheet.max_row + 1):
        line, value = sheet.cell(row, 7).value, sheet.cell(row, 3).value
        if isinstance(line, (int, float)) and isinstance(sheet.cell(row, 1).value, (int, float)):
            if isinstance(value, (int, float)) and row % 3 == 0:
                new[int(line)] = value + 3
                sheet.cell(row, 3).value = value + 3
    book.save(path)  # openpyxl keeps no calculated values
    given = figures(document, seed)
    shown = [one if one.line not in new else one._replace(value=_like(one.value, new[one.line])) for one in given.all]
    return kf.laporan(decree(document, seed), Figures(shown, path=given.path), aturan=rule)


def _like(old: object, value: float) -> object:
    written = f"{Decimal(repr(value)):f}".replace(".", ",")
    return written + " %" if isinstance(old, str) and "%" in old else written


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_workbooks_calculate_what_the_library_does(tmp_path: Path):
    wanted = {}
    for number, (document, rule, seed) in enumerate(CASES):
        path = tmp_path / f"{number}.xlsx"
        laporan = report(document, rule, seed)
        laporan.save(path)
        wanted[path.name] = changed(path, document, rule, seed) if seed else laporan
    out = recalculated(tmp_path)
    wrong = {name: found for name, laporan in wanted.items() if (found := differences(out / name, laporan))}
    assert not wrong, "\n".join(f"{name}: {one}" for name, found in wrong.items() for one in found[:12])
