"""Writes the forms of examples/kecamatan/: three units, three years, each made from that of the year before.

    python tests/docs/make_kecamatan.py [FOLDER]

What people fill in is kecamatan.csv beside this file, all of it invented. The form is made and carried over by `kinerja
isian`; realization and capaian of the year before are those that the report of that year has.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

import kinerja_formula as kf
from kinerja_formula.command_line import main as kinerja
from kinerja_formula.pengisian.form import ANNUAL_HEAD, ANNUAL_SHEET, FIGURES_HEAD

HERE = Path(__file__).resolve().parent
KECAMATAN = HERE.parents[1] / "examples" / "kecamatan"
DOKUMEN = KECAMATAN / "iku.html"
YEARS = ("2023", "2024", "2025")
POST = "CAMAT"
PERIODE = "Tahun {year} (angka rekaan, hanya untuk peragaan)"

Entries = Mapping[tuple[str, str], str]
"""Row and column → what a person writes there."""


def entries() -> dict[tuple[str, str], dict[tuple[str, str], str]]:
    """Return what is filled in, by unit and year."""
    found: dict[tuple[str, str], dict[tuple[str, str], str]] = {}
    with open(HERE / "kecamatan.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = row.pop("baris"), row.pop("kolom")
            year = row.pop("tahun")
            for unit, text in row.items():
                found.setdefault((unit, year), {})[place] = text
    return found


def make_form(path: Path, year: str, before: Path | None) -> None:
    """Let the command make a form, from the one of the year before where there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    words = ["isian", str(DOKUMEN), "--tahun", year, "-o", str(path), "--timpa", "--periode", PERIODE.format(year=year)]
    told = StringIO()
    with redirect_stdout(told), redirect_stderr(told):  # what is set apart is told of every form
        status = kinerja([*words, *(["--realisasi", str(before)] if before else [])])
    if status == 2:
        raise SystemExit(told.getvalue())


def tables(sheet: Any) -> Iterator[tuple[dict[str, int], Any]]:
    """Yield the rows of a sheet of the form, each with the columns of its table by their heads."""
    heads: dict[str, int] = {}
    for row in sheet.iter_rows():
        if row[0].value == "No":
            heads = {str(cell.value): place for place, cell in enumerate(row) if cell.value}
        elif heads:
            yield heads, row


def fill(path: Path, told: Entries, earlier: Mapping[tuple[str, str], str]) -> None:
    """Write entries into a form as a person does: figures, what the annual report tells, and the year before."""
    book = load_workbook(path)
    by_row = {(row.casefold(), column): text for (row, column), text in told.items()}
    for heads, cells in tables(book[POST]):
        if FIGURES_HEAD[1] in heads:
            name = str(cells[heads[FIGURES_HEAD[1]]].value or "").casefold()
            if (name, "Angka") in by_row:
                put(cells[heads["Angka"]], by_row[name, "Angka"])
    for heads, cells in tables(book[ANNUAL_SHEET]):
        name = str(cells[heads["Indikator"]].value or "").casefold()
        for column in ANNUAL_HEAD:
            if (name, column) in by_row:
                put(cells[heads[column]], by_row[name, column])
        for (indicator, column), text in earlier.items():
            if indicator.casefold() == name:
                put(cells[heads[column]], text)
    book.save(path)


def put(cell: Any, text: str) -> None:
    try:
        cell.value = float(text.replace(",", ".")) if "," in text else int(text)
    except ValueError:
        cell.value = text or None


def reached(path: Path, year: str) -> dict[tuple[str, str], str]:
    """Return realization and capaian of a year as its report has them, by indicator and column of the next form."""
    found = {}
    for row in kf.laporan(DOKUMEN, path, tahun=year).rows:
        found[row.indikator.nama, f"Realisasi {year}"] = row.text.partition(" ")[0]  # without its unit, as people write
        found[row.indikator.nama, f"Capaian {year}"] = "" if row.capaian is None else str(row.capaian)
    return found


def main(folder: Path = KECAMATAN) -> None:
    """Write all forms: FOLDER/<year>/<unit>.xlsx."""
    told = entries()
    for unit in dict.fromkeys(unit for unit, _ in told):
        before: Path | None = None
        earlier: dict[tuple[str, str], str] = {}
        for year in YEARS:
            path = folder / year / f"{unit}.xlsx"
            make_form(path, year, before)
            fill(path, told[unit, year], earlier)
            earlier |= reached(path, year)
            before = path


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
