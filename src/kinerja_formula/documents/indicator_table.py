"""A table of indicators, as decrees and plans have it: post, goal, indicator, formula, source of data."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Final

from kinerja_formula.diagnostics import INVALID_FIGURE, Diagnostic, FormulaError
from kinerja_formula.documents.dokumen import Dokumen, Indikator, Tempat, by_jabatan
from kinerja_formula.documents.table_files import DEFAULT_FILE_LIMITS, FileLimits, Line, read_table, shown_cell
from kinerja_formula.numerals import NumeralError, read_figure
from kinerja_formula.penilaian import read_arah

__all__ = ["COLUMNS", "read_indicators"]

COLUMNS: Final = {
    "id": ("id", "kode", "no", "nomor"),
    "jabatan": ("jabatan", "nama jabatan", "pemangku jabatan", "penanggung jawab"),
    "sasaran": ("sasaran", "sasaran strategis", "sasaran kinerja", "kinerja utama", "tujuan", "tujuan/sasaran"),
    "indikator": (
        "indikator",
        "indikator kinerja",
        "indikator kinerja utama",
        "indikator kinerja individu",
        "indikator kinerja kunci",
        "indikator sasaran",
        "indikator tujuan",
        "nama indikator",
        "iku",
        "iki",
        "ikk",
    ),
    "formula": (
        "formula",
        "rumus",
        "formulasi",
        "formula perhitungan",
        "formulasi perhitungan",
        "formulasi pengukuran",
        "formula indikator",
        "rumus perhitungan",
        "metode perhitungan",
        "cara menghitung",
        "cara perhitungan",
        "cara pengukuran",
    ),
    "satuan": ("satuan", "unit"),
    "target": ("target", "target kinerja"),
    "sumber_data": ("sumber data", "sumber"),
    "arah": ("arah", "arah kinerja", "polaritas", "polarisasi", "tren", "trend", "jenis indikator", "sifat indikator"),
    "bobot": ("bobot", "bobot indikator"),
}


def read_indicators(path: str | Path, *, limits: FileLimits = DEFAULT_FILE_LIMITS) -> Dokumen:
    """Return the indicators of a table in a CSV or XLSX file.

    Columns are found by their names (``indikator``, ``IKU``, ``formula``, ``rumus``, ``formulasi perhitungan`` …);
    ``indikator`` and ``formula`` must be there. An empty cell of ``jabatan``, ``sasaran`` or ``indikator`` means the
    one above it, as in a table with merged cells.

    Raises:
        InvalidDataError: KF401 unreadable, KF402 a column is missing, KF403 openpyxl is not installed.

    >>> dokumen = read_indicators("examples/pelayanan.csv")
    >>> dokumen.jabatan[0].indikator[0].nama
    'Persentase kedisiplinan pegawai'
    """
    table = read_table(path, COLUMNS, (("indikator",), ("formula",)), limits=limits)
    found: list[tuple[str, Tempat, Indikator]] = []
    jabatan = sasaran = indikator = ""
    for line in table.lines:
        formula = shown_cell(line.cells.get("formula")).strip()
        if not formula and not line.text("indikator"):
            jabatan = line.text("jabatan") or jabatan  # a heading inside the table
            sasaran = line.text("sasaran") or sasaran
            continue
        if line.text("jabatan") not in ("", jabatan):
            jabatan, sasaran, indikator = line.text("jabatan"), "", ""
        if line.text("sasaran") not in ("", sasaran):
            sasaran, indikator = line.text("sasaran"), ""
        indikator = line.text("indikator") or indikator
        tempat = Tempat(line.number)
        found.append((jabatan, tempat, _indikator(line, tempat, sasaran, indikator, formula)))
    return Dokumen(table.title, by_jabatan(found), table.path)


def _indikator(line: Line, tempat: Tempat, sasaran: str, nama: str, formula: str) -> Indikator:
    arah, bobot, findings = None, None, list[Diagnostic]()
    try:
        arah = read_arah(line.text("arah")) if line.text("arah") else None
    except FormulaError as error:
        findings += error.diagnostics
    try:
        bobot = _share(line.text("bobot")) if line.text("bobot") else None
    except NumeralError as error:
        facts = {"name": "bobot", "value": line.text("bobot"), "reason": error.reason}
        findings.append(Diagnostic(INVALID_FIGURE, (0, 0), (), **facts))
    return Indikator(
        nama=nama,
        teks=formula,
        sasaran=sasaran,
        sumber_data=line.text("sumber_data"),
        satuan=line.text("satuan"),
        target=line.text("target"),
        kode=line.text("id"),
        arah=arah,
        bobot=bobot,
        tempat=tempat,
        diagnostics=tuple(findings),
    )


def _share(text: str) -> Fraction:
    """Return a weight as a share of one: ``25%``, ``25`` and ``0,25`` are a quarter. Raises NumeralError."""
    figure = read_figure(text)
    share = figure.value / 100 if figure.percent or figure.value > 1 else figure.value
    if not 0 <= share <= 1 or figure.upper is not None:
        raise NumeralError("di-luar-batas")
    return share
