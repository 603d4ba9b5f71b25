"""A table of indicators, as decrees and plans have it: post, goal, indicator, formula, source of data."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from kinerja_formula.documents.table_files import DEFAULT_FILE_LIMITS, FileLimits, Line, read_table, shown_cell

__all__ = ["IndicatorRow", "IndicatorTable", "read_indicators"]

_COLUMNS: Final = {
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
}


class IndicatorRow(NamedTuple):
    """One indicator: ``formula`` is the cell as it was written, ``line`` the number of its row in the file."""

    line: int
    id: str
    jabatan: str
    sasaran: str
    indikator: str
    formula: str
    satuan: str
    target: str
    sumber_data: str


class IndicatorTable(NamedTuple):
    """The indicators of a file. ``title`` is what stands above the header."""

    path: str
    title: str
    rows: tuple[IndicatorRow, ...]


def read_indicators(path: str | Path, *, limits: FileLimits = DEFAULT_FILE_LIMITS) -> IndicatorTable:
    """Return the table of indicators in a CSV or XLSX file.

    Columns are found by their names (``indikator``, ``IKU``, ``formula``, ``rumus``, ``formulasi perhitungan`` …);
    ``indikator`` and ``formula`` must be there. An empty cell of ``jabatan``, ``sasaran`` or ``indikator`` means the
    one above it, as in a table with merged cells.

    Raises:
        InvalidDataError: KF401 unreadable, KF402 a column is missing, KF403 openpyxl is not installed.

    >>> table = read_indicators("examples/pelayanan.csv")
    >>> table.rows[0].indikator
    'Persentase kedisiplinan pegawai'
    """
    table = read_table(path, _COLUMNS, (("indikator",), ("formula",)), limits=limits)
    rows: list[IndicatorRow] = []
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
        rows.append(_row(line, jabatan, sasaran, indikator, formula))
    return IndicatorTable(table.path, table.title, tuple(rows))


def _row(line: Line, jabatan: str, sasaran: str, indikator: str, formula: str) -> IndicatorRow:
    return IndicatorRow(
        line.number,
        line.text("id"),
        jabatan,
        sasaran,
        indikator,
        formula,
        line.text("satuan"),
        line.text("target"),
        line.text("sumber_data"),
    )
