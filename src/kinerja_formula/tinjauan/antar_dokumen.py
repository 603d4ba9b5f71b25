"""The annual report (LKjIP) held against the documents that it has to agree with: PK, decree of the IKU, Renstra.

Prepares those items of checklist III/2-2 of PermenPANRB 53/2014 that a program can prepare. Meaning is compared, not
letters. It finds; it does not judge.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kinerja_formula.diagnostics import FormulaError
from kinerja_formula.diagnostics.catalogue import SEVERAL_PERIODS
from kinerja_formula.dokumen.chosen_period import with_chosen_period
from kinerja_formula.dokumen.model import Dokumen, Indikator
from kinerja_formula.dokumen.periods import year_of
from kinerja_formula.dokumen.reader import read_with_pages
from kinerja_formula.files.guard import guarded
from kinerja_formula.penilaian import Aturan, aturan_in_use
from kinerja_formula.tinjauan.butir_indikator import indicators_measure
from kinerja_formula.tinjauan.butir_kesesuaian import agrees_with, fits_goals, fits_renstra
from kinerja_formula.tinjauan.butir_laporan import budget_shown, capaian_shown, compared_with_before, targets_shown
from kinerja_formula.tinjauan.dokumen_tersanding import DokumenTersanding
from kinerja_formula.tinjauan.isi_laporan import IsiLaporan, isi_laporan
from kinerja_formula.tinjauan.perbandingan_isi import is_stated
from kinerja_formula.tinjauan.reviu_model import Butir, Reviu

__all__ = ["reviu"]

_Source = Dokumen | str | os.PathLike[str]


def reviu(
    lkjip: _Source,
    *,
    pk: _Source | None = None,
    iku: _Source | None = None,
    renstra: _Source | None = None,
    tahun: int | str | None = None,
    aturan: str | Aturan | None = None,
    watch: Callable[[Any], Any] | None = None,
) -> Reviu:
    """Return what an annual report (LKjIP) says otherwise than the documents that it has to agree with.

    Indicators are put side by side by their names; a pair whose names are only nearly alike is ``ragu``. Targets are
    compared by what they state (``90%`` is ``90 persen``), units and formulas by what they mean. Printed capaian are
    calculated again. An item whose document is not given is not prepared, and says so.

    Args:
        lkjip: the report; a file of any format that :func:`kinerja_formula.read` reads, or a document that was read.
        pk: the agreement (Perjanjian Kinerja).
        iku: the decree of the main indicators, with their formulas.
        renstra: the plan with the targets of several years.
        tahun: the year whose targets are compared; by default that of the report.
        aturan: the rule set for printed capaian.
        watch: as :func:`kinerja_formula.read` takes it.

    Returns:
        The result: ``butir``, the items of the checklist with ``hal``, each thing that is to be looked at, as every
        document prints it and where. ``save()`` writes the working paper.

    Raises:
        InvalidDataError: what :func:`kinerja_formula.read` raises; KF315 for an unknown rule set.

    >>> import kinerja_formula as kf
    >>> found = kf.reviu("examples/reviu-lkjip.html", pk="examples/reviu-pk.html")
    >>> for hal in found.butir[5].hal:
    ...     print(hal.jenis, *[one.target for one in hal.kutipan])
    target-beda 85 90%
    """
    rule = aturan_in_use(aturan)
    given = {"lkjip": lkjip, "pk": pk, "iku": iku, "renstra": renstra}
    read = {name: _read(one, watch) for name, one in given.items() if one is not None}
    year = str(tahun or "") or _year({name: dokumen for name, (dokumen, _) in read.items()})
    documents = {name: _of_year(dokumen, year) for name, (dokumen, _) in read.items()}
    with guarded():
        compared = DokumenTersanding(documents, read["lkjip"][1], year)
        return Reviu(year, tuple(map(compared.about, compared.letak)), _items(compared, rule))


def _items(documents: DokumenTersanding, aturan: Aturan) -> tuple[Butir, ...]:
    """Return the items of the checklist that a program can prepare, in its order."""
    return (
        targets_shown(documents),
        capaian_shown(documents, aturan),
        budget_shown(documents),
        fits_goals(documents, "pk", 1),
        fits_renstra(documents),
        agrees_with(documents, "pk", 4, ("lkjip",)),
        agrees_with(documents, "iku", 5, ("lkjip", "pk")),
        compared_with_before(documents),
        *indicators_measure(documents),
    )


def _read(source: _Source, watch: Callable[[Any], Any] | None) -> tuple[Dokumen, IsiLaporan | None]:
    if isinstance(source, Dokumen):
        return source, None
    dokumen, pages = read_with_pages(os.fspath(source), watch=watch)
    with guarded():
        return dokumen, isi_laporan(pages) if pages else None


def _year(documents: Mapping[str, Dokumen]) -> str:
    """Return the year that is meant: of the report's title, of its latest realization, of the other titles."""
    lkjip = documents["lkjip"]
    realised = [
        year
        for _, one in lkjip
        for period in one.realisasi
        if is_stated(one.realisasi[period])
        if (year := year_of(period))
    ]
    told = (
        year_of(lkjip.judul),
        max(realised, default=""),
        *[year_of(dokumen.judul) for dokumen in documents.values()],
        *[year_of(os.path.basename(dokumen.berkas)) for dokumen in documents.values()],
    )
    return next((year for year in told if year), "")


def _of_year(dokumen: Dokumen, year: str) -> Dokumen:
    """Return a document with the targets of a year; without targets, and a finding, where it has none of that year."""
    if not year:
        return dokumen
    told = tuple([one for one in dokumen.diagnostics if one.rule is not SEVERAL_PERIODS])
    kept = replace(dokumen, diagnostics=told)
    try:
        return with_chosen_period(kept, year)
    except FormulaError as error:
        bare = _with_each(kept, lambda one: replace(one, target="", periode=""))
        return replace(bare, diagnostics=(*told, *error.diagnostics))


def _with_each(dokumen: Dokumen, changed: Callable[[Indikator], Indikator]) -> Dokumen:
    posts = [replace(post, indikator=tuple(map(changed, post.indikator))) for post in dokumen.jabatan]
    return replace(dokumen, jabatan=tuple(posts))
