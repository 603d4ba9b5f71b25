"""A published table of target, realisasi and capaian: every printed figure is calculated again.

The review of such a table has a row for each printed capaian; its text is the print.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError
from kinerja_formula.diagnostics.catalogue import PRINT_DIFFERS, PRINT_UNCHECKED
from kinerja_formula.dokumen.model import Dokumen, Indikator
from kinerja_formula.dokumen.periods import year_of
from kinerja_formula.files.guard import guarded
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.linter.facts import Finding
from kinerja_formula.numerals import format_number
from kinerja_formula.penilaian import Aturan, read_arah
from kinerja_formula.penilaian.printed import Printed, check_printed
from kinerja_formula.tinjauan.review import ALL, Choice, Tinjauan, TinjauanRow, chosen

__all__ = ["Published", "PublishedRow", "published_of", "review_published"]


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


def published_of(dokumen: Dokumen) -> Published:
    """Return the printed capaian of a document, each with the realization and the target of its own period.

    >>> from kinerja_formula.dokumen.model import Jabatan
    >>> one = Indikator(
    ...     nama="Nilai SAKIP", teks="", targets={"2025": "80"}, realisasi={"2025": "84"}, capaian={"2025": "105"}
    ... )
    >>> published_of(Dokumen("", (Jabatan("CAMAT", (one,)),))).rows[0][1:5]
    ('Nilai SAKIP', '80', '84', '105')
    """
    rows = [
        PublishedRow(
            jabatan.nama,
            indikator.nama,
            target=_of_period(indikator.targets, meant, indikator.capaian),
            realisasi=_of_period(indikator.realisasi, meant, indikator.capaian),
            capaian=printed,
            satuan=indikator.satuan,
            arah=indikator.arah or "",
            tempat=indikator.tempat,
        )
        for jabatan, indikator in dokumen
        for period, printed in indikator.capaian.items()
        if not _is_of_another_year(indikator.targets, meant := _meant(indikator, period), indikator.capaian)
    ]
    return Published(dokumen.berkas, dokumen.judul, tuple(rows))


def _meant(indikator: Indikator, period: str) -> str:
    """Return the period of a printed capaian; where its head names none beside realizations of several years, the last
    of them that has a target of its own, else the last.
    """
    if year_of(period) or period in indikator.realisasi:
        return period
    years = sorted({year for one in indikator.realisasi if (year := year_of(one)) == one})
    aimed = [year for year in years if year in indikator.targets]
    return (aimed or years or [period])[-1]


def _of_period(figures: Mapping[str, str], period: str, printed: Mapping[str, str]) -> str:
    """Return the figure of a period; where only one is told, or the printed one has no period, that is meant."""
    if period in figures:
        return figures[period]
    if _is_of_another_year(figures, period, printed):
        return ""
    return next(iter(figures.values()), "") if len(figures) == 1 else figures.get("", "")


def _is_of_another_year(figures: Mapping[str, str], period: str, printed: Mapping[str, str]) -> bool:
    """Tell whether the only figure is one of another year: last year's capaian stands beside this year's target.

    A figure without a year is that of the last year of those that are printed.
    """
    year = year_of(period)
    if period in figures or not figures or not year:
        return False
    told = year_of(next(iter(figures))) if len(figures) == 1 else ""
    return (told or max([year_of(one) for one in printed]) or year) != year


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
    if _agrees_falling(row, checked, aturan):
        doubt = Diagnostic(PRINT_UNCHECKED, span, (), **facts, value=shown, reason="arah-tak-diketahui")
        return [Finding(doubt)]
    if checked.slip is None:
        return [Finding(Diagnostic(PRINT_DIFFERS, span, (), **facts, value=shown, reason="tanpa-sebab"))]
    return [Finding(Diagnostic(PRINT_DIFFERS, span, (), **facts, value=shown, reason=checked.slip))]


def _agrees_falling(row: PublishedRow, checked: Printed, aturan: str | Aturan | None) -> bool:
    """Tell whether a print is right if less is better, where neither a column nor the words tell the direction."""
    if checked.capaian.arah.asal != "bawaan":
        return False
    return check_printed(row.capaian, row.realisasi, row.target, arah="turun", aturan=aturan).agrees


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
