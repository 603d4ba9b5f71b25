"""Indicators + figures → the report: for every row its value, or why it has none. Nothing is printed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final, TypeVar

from kinerja_formula.diagnostics import Diagnostic, FormulaError, MissingDataError
from kinerja_formula.diagnostics.catalogue import FIGURE_TOO_LARGE, INVALID_FIGURE, MISSING_DATA
from kinerja_formula.dokumen.chosen_period import title_with_period, with_chosen_period
from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.files.guard import guarded, is_unexpected, rows_apart
from kinerja_formula.formula import Formula, counted_in, names_of_ratio, own_satuan, parse
from kinerja_formula.names import fold_space
from kinerja_formula.nodes import Name, Statement
from kinerja_formula.pelaporan.model import Laporan, Sumber
from kinerja_formula.pelaporan.row_model import OK, LaporanRow, asked_names, failed_row, with_faults
from kinerja_formula.pengisian.figures_table import Figure, Figures, FiguresOfRow
from kinerja_formula.penilaian import (
    DEFAULT,
    NO_TARGET,
    Aturan,
    Capaian,
    RekapTingkat,
    assessed,
    aturan_in_use,
    capaian,
    column_unit,
    roll_up_levels,
    scale_between,
)
from kinerja_formula.result import Result
from kinerja_formula.units import read_unit

__all__ = ["laporan", "make_laporan"]

_T = TypeVar("_T")
_MOST_DIGITS: Final = 60
"""A capaian of more digits is no capaian."""


def laporan(
    dokumen: Dokumen | str | os.PathLike[str],
    realisasi: Figures | Mapping[str, object] | str | os.PathLike[str],
    *,
    tahun: int | str | None = None,
    periode: str | None = None,
    aturan: str | Aturan | None = None,
    satuan: Mapping[str, str] | None = None,
) -> Laporan:
    """Return the report on a document: value, capaian and category of every indicator, or why it has none.

    Args:
        dokumen: a :class:`Dokumen`, or a file that :func:`kinerja_formula.read` reads.
        realisasi: figures by name, :class:`Figures`, or a file of them: a filled form, or CSV, XLSX, JSON.
        tahun: the year whose targets are meant, where the document has several.
        periode: the part of a year that is meant, as ``"TW II"``.
        aturan: the rule set for capaian and category, by default ``lkjip``.
        satuan: units of operands by name.

    The report is saved with :meth:`Laporan.save`: ``laporan.html``, ``.xlsx``, ``.md`` or ``.json``.

    Raises InvalidDataError: KF315 for an unknown rule set, KF329 for weights that are not 100 % together, and what the
    readers of the files raise.

    >>> found = laporan("examples/pelayanan.csv", "examples/pelayanan-realisasi.csv")
    >>> [(row.text, str(row.capaian)) for row in found.rows[:2]], found.counts["waiting"]
    ([('90,00%', '95,74%'), ('96,00%', '97,96%')], 1)
    """
    from kinerja_formula.dokumen.reader import read
    from kinerja_formula.pengisian.form_figures import with_figures

    if not isinstance(dokumen, Dokumen):
        document = read(os.fspath(dokumen), tahun=tahun, periode=periode)
    else:
        document = with_chosen_period(dokumen, tahun, periode) if tahun or periode else dokumen
    if isinstance(realisasi, Figures):
        figures = realisasi
    elif isinstance(realisasi, Mapping):
        figures = Figures([Figure(str(name), value) for name, value in realisasi.items()])
    else:
        document, figures, found = with_figures(document, os.fspath(realisasi))
        document = replace(document, diagnostics=(*document.diagnostics, *found))
    return make_laporan(document, figures, satuan, aturan=DEFAULT if aturan is None else aturan)


def _every(rows: Iterable[_T]) -> Iterable[_T]:
    return rows


def make_laporan(
    dokumen: Dokumen,
    figures: Figures,
    satuan: Mapping[str, str] | None = None,
    *,
    aturan: str | Aturan = DEFAULT,
    watch: Callable[[Iterable[tuple[Jabatan, Indikator]]], Iterable[tuple[Jabatan, Indikator]]] = _every,
) -> Laporan:
    """Return the report on the indicators of a document. A row that has no value says why and never stops the others.

    ``satuan``: units of operands by name, as ``evaluate`` takes them. ``aturan``: the rule set for capaian and
    predikat. ``watch`` is given the indicators and yields them again: a bar that tells how far the work is.

    Raises InvalidDataError KF315 for an unknown rule set, KF329 where weights are given that are not 100 % together.

    >>> hadir = Indikator(nama="Persentase hadir", teks="Hadir / Undangan x 100%", target="80%")
    >>> figures = Figures([Figure("Hadir", 9), Figure("Undangan", "12 orang")])
    >>> laporan = make_laporan(Dokumen("", (Jabatan("CAMAT", (hadir,)),)), figures)
    >>> laporan.rows[0].text, str(laporan.rows[0].capaian), laporan.rows[0].capaian.predikat, laporan.clean
    ('75,00%', '93,75%', 'Sangat Tinggi', True)
    """
    rule = aturan_in_use(aturan)
    rows: list[LaporanRow] = []
    used: set[int] = set()
    for jabatan, indikator in watch(dokumen):
        try:
            with guarded(indikator.teks):
                data = figures.of_row(jabatan.nama, indikator.nama)
                row, lines = _row(jabatan.nama, indikator, data, satuan, rule)
        except FormulaError as error:
            if not is_unexpected(error):
                raise
            row, lines = failed_row(jabatan.nama, indikator, error), set()
        rows.append(row)
        used |= lines
    rekap, faults = rows_apart(lambda places: _rekap([rows[place] for place in places], rule), len(rows))
    rows = with_faults(rows, faults)
    unused = tuple([figure for figure in figures.all if figure.line not in used])
    judul = title_with_period(dokumen)
    sumber = Sumber(judul, dokumen.berkas, dokumen.diagnostics, figures.title, figures.path, figures.nameless)
    return Laporan(tuple(rows), unused, aturan, rekap, sumber)


def _rekap(rows: list[LaporanRow], rule: Aturan) -> RekapTingkat | None:
    """Roll up what has a target; a row that should have a capaian and has none is a gap."""
    wanted = [row for row in rows if row.target]
    if not wanted:
        return None
    return roll_up_levels(
        [((row.jabatan, row.indikator.sasaran), row.capaian, row.indikator.bobot) for row in wanted], aturan=rule
    )


def _row(
    jabatan: str, indikator: Indikator, data: FiguresOfRow, satuan: Mapping[str, str] | None, rule: Aturan
) -> tuple[LaporanRow, set[int]]:
    """Return the row, and the lines of the figures that it used."""
    formula: Formula | None = None
    related = data.related_to(f"{indikator.teks} {indikator.nama}")
    asked = related
    try:
        if indikator.has_own_figure:
            formula, satuan = indikator.measured_by, _with_own_unit(indikator, satuan)
        if indikator.rumus:
            formula = indikator.formula
        if indikator.is_picture and indikator.fault is not None:
            raise indikator.fault
        if formula is None:
            formula = _parsed(indikator.teks, tuple(related), indikator.nama)
        satuan = {**counted_in(formula, indikator.satuan), **own_satuan(formula, satuan)}
        try:
            # With a target the comparison is made once, in `_capaian`.
            arah, asked_rule = (None, None) if indikator.target else (indikator.arah, rule)
            result: Result = formula.evaluate(related, satuan=satuan, arah=arah, aturan=asked_rule)
        except MissingDataError as error:
            if not any(data.named(name) for name in error.missing):
                raise _with_suggestions(error, data, related.asked) from None
            asked = data
            result = formula.evaluate(data, satuan=satuan)
    except FormulaError as error:
        found = (*indikator.diagnostics, *error.diagnostics, *(formula.diagnostics if formula else ()))
        kind = formula.kind if formula else None
        # Where one figure is missing, the others of the row were never asked for; they are of use all the same.
        given = [data.named(name) for name in asked_names(formula, indikator)]
        lines = {figure.line for same in given for figure in same} | asked.used
        sources = tuple([same[0] if same else None for same in given])
        if (told := _in_words(error, formula, indikator, sources, rule)) is not None:
            kata, by_rank = told
            found = (*indikator.diagnostics, *(formula.diagnostics if formula else ()), *by_rank.diagnostics)
            row = LaporanRow(
                jabatan, indikator, kind, OK, None, None, found, None, by_rank, formula, None, sources, kata
            )
            return row, lines
        row = LaporanRow(jabatan, indikator, kind, error.code, None, None, found, error, None, formula, None, sources)
        return row, lines
    # The figures are asked for in the order of the operands; a second time where they told units that nothing else did.
    sources = _sources(result, asked, formula)
    reached, found = _capaian(result, formula, indikator, rule)
    found = (*indikator.diagnostics, *found)
    value, unit = _in_satuan(result, indikator.satuan)
    row = LaporanRow(jabatan, indikator, formula.kind, OK, value, unit, found, None, reached, formula, result, sources)
    return row, asked.used


def _in_words(
    error: FormulaError,
    formula: Formula | None,
    indikator: Indikator,
    sources: Sequence[Figure | None],
    rule: Aturan,
) -> tuple[str, Capaian] | None:
    """``WTP`` of *Opini BPK*, ``ada``: the one figure is a word on a scale, which the target is compared with.

    None where it is no such word, or nothing is compared with it: then it stays the error that it is.
    """
    if error.code != INVALID_FIGURE.code or formula is None or not indikator.target:
        return None
    alone = isinstance(formula.tree, (Name, Statement)) and len(sources) == 1
    written = sources[0].value if alone and sources[0] is not None else None
    if not isinstance(written, str):
        return None
    try:
        reached = capaian(written, indikator.target, arah=indikator.arah, aturan=rule, indikator=indikator.nama)
    except FormulaError:
        return None
    word = reached.target.kind in ("peringkat", "keberadaan")
    return (fold_space(written), reached) if word or reached.value is not None else None


@lru_cache(maxsize=4096)
def _parsed(text: str, names: tuple[str, ...], indikator: str) -> Formula:
    """Read a formula with the names of its figures: those of several units, and of several quarters, are alike."""
    return parse(text, names=names, indikator=indikator or None)


def _in_satuan(result: Result, satuan: str) -> tuple[Fraction, str | None]:
    """Return the value in the unit that the document tells, where that is the same quantity at another scale."""
    factor = scale_between(result.unit, satuan)
    return (result.value, result.unit) if factor is None else (result.value * factor, column_unit(satuan, result.unit))


def _with_own_unit(indikator: Indikator, satuan: Mapping[str, str] | None) -> Mapping[str, str] | None:
    """Let the figure of an indicator without a formula be counted in the indicator's satuan."""
    unit = read_unit(indikator.satuan) if indikator.satuan else None
    if unit is None or not unit.known:
        return satuan
    return {indikator.nama: indikator.satuan, **(satuan or {})}


def _with_suggestions(error: MissingDataError, data: FiguresOfRow, used: list[Figure]) -> MissingDataError:
    """Return the error with the nearest of all names, not only of those that can occur in the formula."""
    told = [
        Diagnostic(
            one.rule,
            one.span,
            one.related,
            **{**one.values, "suggestions": data.near(str(one.values["name"]), used)},
        )
        if one.rule is MISSING_DATA
        else one
        for one in error.diagnostics
    ]
    return MissingDataError(tuple(told), error.text)


def _capaian(
    result: Result, formula: Formula, indikator: Indikator, rule: Aturan
) -> tuple[Capaian | None, tuple[Diagnostic, ...]]:
    """Return the capaian, and all that was found; a target that can't be compared does not cost the value."""
    if indikator.target:
        try:
            result = assessed(
                result,
                indikator.target,
                arah=indikator.arah,
                aturan=rule,
                indikator=indikator.nama,
                satuan=indikator.satuan,
                measured=names_of_ratio(formula),
            )
        except FormulaError as error:
            return None, (*result.diagnostics, *error.diagnostics)
    reached: Capaian | None = result.capaian
    if reached is not None and reached.target is NO_TARGET and reached.predikat is None:
        reached = None
    if reached is not None and reached.value is not None and abs(reached.value) >= 10**_MOST_DIGITS:
        # No roll-up takes it, and its row says why; the others go on.
        faulty = Diagnostic(FIGURE_TOO_LARGE, (0, 0), (), name="capaian", limit=_MOST_DIGITS)
        return None, (*result.diagnostics, faulty)
    return reached, result.diagnostics


def _sources(result: Result, asked: FiguresOfRow, formula: Formula) -> tuple[Figure | None, ...]:
    """Return the figures that a calculation was given, in the order of its operands; None for what the cell told.

    An evaluation asks for its figures in that order at the end. One with constants or records asks for others, too.
    """
    count = len(result.inputs)
    if not formula.records and not formula.definitions:
        return tuple(asked.asked[len(asked.asked) - count :])
    named = [asked.named(one.name) for one in result.inputs]
    return tuple([found[0] if found else None for found in named])
