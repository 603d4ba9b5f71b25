"""The entry point for forms: what a document asks for, with what is known already, and what an older form holds."""

from __future__ import annotations

import os
from collections.abc import Mapping

from kinerja_formula.dokumen.chosen_period import with_chosen_period
from kinerja_formula.dokumen.model import Dokumen
from kinerja_formula.dokumen.reader import read
from kinerja_formula.pelaporan.last_year import carried_over
from kinerja_formula.pengisian.bacaan import with_bacaan
from kinerja_formula.pengisian.figures_table import Figure, Figures, read_figures
from kinerja_formula.pengisian.form import Form, make_form
from kinerja_formula.pengisian.form_figures import is_form
from kinerja_formula.pengisian.old_form import read_old_form

__all__ = ["isian"]


def isian(
    dokumen: Dokumen | str | os.PathLike[str],
    realisasi: Mapping[str, object] | str | os.PathLike[str] | None = None,
    *,
    tahun: int | None = None,
) -> Form:
    """Return the form that asks for every figure that the indicators of a document need, each once.

    Args:
        dokumen: a document, or the path of one.
        realisasi: what is known already, to be checked in the form: figures by name, a file of figures (CSV, XLSX,
            JSON), or an older form, whose entries are carried over; of one of an earlier year what stays, and the
            realizations that its figures give.
        tahun: the year whose targets are meant, where the document has several.

    Raises InvalidDataError as reading the files does. ``form.diagnostics`` has what could not be taken over.

    >>> import kinerja_formula as kf
    >>> form = kf.isian("examples/pelayanan.csv", {"Jumlah RT/RW": 40})
    >>> len(form), form.terisi
    (7, 1)
    """
    if not isinstance(dokumen, Dokumen):
        dokumen = read(os.fspath(dokumen), tahun=tahun)
    elif tahun:
        dokumen = with_chosen_period(dokumen, tahun)
    if realisasi is None:
        return make_form(dokumen)
    if isinstance(realisasi, Mapping):
        return make_form(dokumen, Figures([Figure(str(name), value) for name, value in realisasi.items()]))
    path = os.fspath(realisasi)
    if not is_form(path):
        return make_form(dokumen, read_figures(path))
    old = read_old_form(path)
    dokumen = with_bacaan(dokumen, old.bacaan)
    carried = carried_over(dokumen, make_form(dokumen), old)
    found = (*carried.form.diagnostics, *old.diagnostics, *carried.diagnostics)
    # Not by _replace: it asks for the length, and that of a form is the number of its figures.
    return Form(**{**carried.form._asdict(), "diagnostics": found})
