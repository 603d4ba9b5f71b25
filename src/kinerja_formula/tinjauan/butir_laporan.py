"""The items on what the annual report itself shows: targets, capaian, the budget, and comparisons with before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, FormulaError
from kinerja_formula.diagnostics.catalogue import PRINT_UNCHECKED
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.numerals import format_number
from kinerja_formula.penilaian import Aturan
from kinerja_formula.penilaian.printed import check_printed
from kinerja_formula.tinjauan.dokumen_tersanding import Counter, DokumenTersanding, is_before
from kinerja_formula.tinjauan.isi_laporan import BarisAnggaran
from kinerja_formula.tinjauan.penyandingan import Letak
from kinerja_formula.tinjauan.perbandingan_isi import is_stated
from kinerja_formula.tinjauan.published_table import Published, PublishedRow, published_of, review_published
from kinerja_formula.tinjauan.reviu_model import Butir, Hal, Kutipan

__all__ = ["budget_shown", "capaian_shown", "compared_with_before", "targets_shown"]

_FIGURES: Final = ("realisasi", "capaian")


def targets_shown(documents: DokumenTersanding) -> Butir:
    """Return whether the report has a target of every indicator, of the year that is meant."""
    count = Counter()
    lacking = documents.lacking("target", "target-kosong", lambda quote: is_stated(quote.target), count)
    return Butir("format", 2, count.hitungan(), (*documents.other_year("lkjip"), *lacking))


def capaian_shown(documents: DokumenTersanding, aturan: Aturan) -> Butir:
    """Return whether the report has realization and capaian of every indicator, and whether the capaian follow."""
    count = Counter()
    hal = (
        *documents.lacking("realisasi", "realisasi-kosong", lambda quote: is_stated(quote.realisasi), count),
        *documents.lacking("capaian", "capaian-kosong", lambda quote: is_stated(quote.capaian), count),
        *_calculated_again(documents, aturan, count),
        *documents.repeated("lkjip", _FIGURES),
    )
    return Butir("format", 3, count.hitungan(), hal)


def _calculated_again(documents: DokumenTersanding, aturan: Aturan, count: Counter) -> Iterator[Hal]:
    """Yield the printed capaian that don't follow from realization and target."""
    printed = [(letak, source) for letak in documents.baris["lkjip"].every for source in _published(documents, letak)]
    checked = review_published(Published("", "", tuple([source for _, source in printed])), aturan=aturan)
    for (letak, source), row in zip(printed, checked.rows, strict=True):
        text = source.capaian
        if not is_stated(text):
            continue
        found = row.diagnostics
        unread = any(one.rule is PRINT_UNCHECKED for one in found)
        count.add("hitung-ulang", 1, int(bool(found) and not unread), int(unread))
        if found:
            quote = documents.quote("lkjip", letak)
            quote = quote._replace(target=source.target, realisasi=source.realisasi, capaian=text)
            kind = "capaian-tak-terhitung" if unread else "capaian-beda"
            yield Hal(kind, "", ("lkjip",), (quote,), False, found)


def _published(documents: DokumenTersanding, letak: Letak) -> tuple[PublishedRow, ...]:
    """Return the printed capaian of a row that have a target and a realization of their own period."""
    one = documents.with_arah(letak.indikator)
    own = {
        period: text
        for period, text in one.capaian.items()
        if not is_before(period, documents.year) or (period in one.targets and period in one.realisasi)
    }
    return published_of(Dokumen("", (Jabatan(letak.jabatan, (replace(one, capaian=own),)),))).rows


def budget_shown(documents: DokumenTersanding) -> Butir:
    """Return whether the report tells what was spent of each budget, and whether the printed shares follow."""
    rows = _budgets(documents)
    count, hal = Counter(), list[Hal]()
    for row in rows:
        empty = not is_stated(row.realisasi)
        count.add("anggaran", 1, int(empty))
        if empty:
            hal.append(_of_budget("anggaran-tanpa-realisasi", row))
        elif any(map(str.isdigit, row.persen)):
            hal += _share_again(row, count)
    if rows:
        return Butir("format", 6, count.hitungan(), tuple(hal))
    count.add("anggaran", 0)
    if documents.isi is None:
        return Butir("format", 6, count.hitungan(), (), "", ("anggaran-tak-dilihat",))
    return Butir("format", 6, count.hitungan(), (Hal("anggaran-kosong", "", ("lkjip",), ()),), "", ("tanpa-anggaran",))


def _budgets(documents: DokumenTersanding) -> list[BarisAnggaran]:
    """Return the rows of the tables of the budget, and the budgets in the tables of indicators."""
    rows = [] if documents.isi is None else list(documents.isi.anggaran)
    for _, one in documents.dokumen["lkjip"]:
        told = one.pembanding
        if told.get("anggaran"):
            spent = told.get("realisasi anggaran", "")
            rows.append(BarisAnggaran(one.nama, told["anggaran"], spent, "", one.tempat))
    return rows


def _of_budget(jenis: str, row: BarisAnggaran, found: tuple[Diagnostic, ...] = ()) -> Hal:
    told = (("anggaran", row.anggaran), ("realisasi", row.realisasi), ("persen", row.persen))
    quote = Kutipan("lkjip", indikator=row.nama, tempat=row.tempat)
    return Hal(jenis, "", ("lkjip",), (quote,), False, found, tuple([pair for pair in told if pair[1]]))


def _share_again(row: BarisAnggaran, count: Counter) -> Iterator[Hal]:
    """Yield a printed share of the budget that does not follow from what was spent."""
    try:
        checked = check_printed(row.persen, row.realisasi.strip(), row.anggaran.strip(), arah="naik", aturan="lkjip")
    except FormulaError as error:
        count.add("serapan", 1, 0, 1)
        yield _of_budget("serapan-tak-terhitung", row, error.diagnostics)
        return
    if checked.value is None:
        count.add("serapan", 1, 0, 1)
        return
    count.add("serapan", 1, int(not checked.agrees))
    if not checked.agrees:
        shown = format_number(checked.value, decimals=checked.decimals)
        hal = _of_budget("serapan-beda", row)
        yield hal._replace(rincian=(*hal.rincian, ("dihitung", shown)))


def compared_with_before(documents: DokumenTersanding) -> Butir:
    """Return whether the report compares its figures with those of years before, and with national standards."""
    count = Counter()
    nation = documents.isi.nasional if documents.isi is not None else ()
    every = documents.baris["lkjip"].every
    compared = {documents.quote("lkjip", letak) for letak in every if _has_before(letak.indikator, documents.year)}
    hal = documents.lacking("tahun-lalu", "tahun-lalu-kosong", compared.__contains__, count)
    rows = documents.letak["lkjip"]
    told = sum(is_stated(letak.indikator.pembanding.get("standar nasional", "")) for letak in rows)
    count.add("standar-nasional", max(told, len(nation)))
    remarks = () if told or nation else ("tanpa-standar-nasional",)
    return Butir("substansi", 7, count.hitungan(), hal, "", remarks)


def _has_before(one: Indikator, year: str) -> bool:
    """Whether an indicator has a figure of a year before."""
    told = [*one.realisasi.items(), *one.capaian.items()]
    return any(is_before(period, year) and is_stated(text) for period, text in told)
