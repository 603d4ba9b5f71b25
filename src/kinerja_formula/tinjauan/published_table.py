"""A published table of target, realisasi and capaian: every printed figure is calculated again.

The review of such a table has a row for each printed capaian; its text is the print.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import PRINT_DIFFERS, PRINT_UNCHECKED, Diagnostic, FormulaError, InvalidDataError
from kinerja_formula.dokumen.model import Indikator
from kinerja_formula.dokumen.vocabulary import column_names
from kinerja_formula.files.guard import guarded
from kinerja_formula.files.pieces import Tempat
from kinerja_formula.files.table_files import DEFAULT_FILE_LIMITS, FileLimits, read_table
from kinerja_formula.linter.facts import Finding
from kinerja_formula.numerals import format_number
from kinerja_formula.penilaian import Aturan, read_arah
from kinerja_formula.penilaian.printed import Printed, check_printed
from kinerja_formula.tinjauan.review import ALL, Choice, Tinjauan, TinjauanRow, chosen

__all__ = ["Published", "PublishedRow", "read_published", "review_published"]

_OWN: Final = {
    "realisasi": ("realisasi", "realisasi kinerja", "realisasi tahun ini"),
    "capaian": ("capaian", "capaian kinerja", "persentase capaian", "tingkat capaian", "% capaian", "capaian %"),
}
_REQUIRED: Final = (("indikator",), ("target",), ("realisasi",), ("capaian",))


class PublishedRow(NamedTuple):
    """One printed row, every cell as written."""

    jabatan: str
    indikator: str
    target: str
    realisasi: str
    capaian: str
    satuan: str
    arah: str
    tempat: Tempat


class Published(NamedTuple):
    """The printed rows of a table. Rows without a printed capaian are left out."""

    berkas: str
    judul: str
    rows: tuple[PublishedRow, ...]


def read_published(path: str | Path, *, limits: FileLimits = DEFAULT_FILE_LIMITS) -> Published | None:
    """Return the printed rows of a table with columns indikator, target, realisasi and capaian, None if it has none.

    Raises InvalidDataError KF403 where openpyxl is not installed.
    """
    known = {role: names for role, names in column_names().items() if role != "formula"}
    try:
        table = read_table(path, {**known, **_OWN}, _REQUIRED, limits=limits)
    except InvalidDataError as error:
        if error.code in ("KF401", "KF402"):
            return None  # a decree in PDF or DOCX; what is wrong with another file its own reader says
        raise
    rows: list[PublishedRow] = []
    jabatan = indikator = ""
    for line in table.lines:
        jabatan = line.text("jabatan") or jabatan
        indikator = line.text("indikator") or indikator
        if line.text("capaian"):
            rows.append(
                PublishedRow(
                    jabatan,
                    indikator,
                    target=line.text("target"),
                    realisasi=line.text("realisasi"),
                    capaian=line.text("capaian"),
                    satuan=line.text("satuan"),
                    arah=line.text("arah"),
                    tempat=Tempat(line.number),
                )
            )
    return Published(table.path, table.title, tuple(rows))


def review_published(published: Published, choice: Choice = ALL, *, aturan: str | Aturan | None = None) -> Tinjauan:
    """Return which printed figures don't follow from their realization and target, and what would give them.

    >>> row = PublishedRow("", "Indeks kepuasan", "86", "88,5", "102%", "", "naik", Tempat(2))
    >>> [found] = review_published(Published("", "", (row,))).rows[0].diagnostics
    >>> print(found.message)
    Tercetak 102%, tetapi realisasi 88,5 dan target 86 memberi 103%: desimalnya dipotong, bukan dibulatkan.
    """
    rows: list[TinjauanRow] = []
    above: tuple[str, str] | None = None
    for row in published.rows:
        indikator = Indikator(
            nama=row.indikator, teks=row.capaian, satuan=row.satuan, target=row.target, tempat=row.tempat
        )
        try:
            with guarded(row.capaian):
                found = _findings(row, above, aturan)
        except FormulaError as error:
            found = [*map(Finding, error.diagnostics)]
        rows.append(chosen(row.jabatan, indikator, found, choice))
        above = (row.realisasi, row.target)
    return Tinjauan(published.berkas, published.judul, tuple(rows))


def _findings(row: PublishedRow, above: tuple[str, str] | None, aturan: str | Aturan | None) -> list[Finding]:
    facts = {"printed": row.capaian, "realisasi": row.realisasi or "–", "target": row.target or "–"}
    span = (0, len(row.capaian))
    try:
        arah = read_arah(row.arah) if row.arah else None
        checked = _checked(row, above, arah, aturan)
    except FormulaError:
        return [Finding(Diagnostic(PRINT_UNCHECKED, span, (), **facts, reason="capaian-bukan-angka"))]
    if checked.value is None:
        return [Finding(Diagnostic(PRINT_UNCHECKED, span, (), **facts, reason="tak-terhitung"))]
    if checked.agrees:
        return []
    shown = format_number(checked.value, decimals=checked.decimals)
    if checked.slip is None:
        return [Finding(Diagnostic(PRINT_DIFFERS, span, (), **facts, value=shown, reason="tanpa-sebab"))]
    return [Finding(Diagnostic(PRINT_DIFFERS, span, (), **facts, value=shown, reason=checked.slip))]


def _checked(
    row: PublishedRow, above: tuple[str, str] | None, arah: str | None, aturan: str | Aturan | None
) -> Printed:
    name = row.indikator or None
    try:
        return check_printed(
            row.capaian, row.realisasi, row.target, arah=arah, aturan=aturan, indikator=name, above=above
        )
    except FormulaError:
        if above is None:
            raise
        return check_printed(row.capaian, row.realisasi, row.target, arah=arah, aturan=aturan, indikator=name)
