"""What the figures of an older form gave: last year's realizations for the form of this one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
from kinerja_formula.names import normalise
from kinerja_formula.pelaporan.calculation import make_laporan
from kinerja_formula.pengisian.figures_table import Figures
from kinerja_formula.pengisian.form import Apart, Form
from kinerja_formula.pengisian.form_carrying import Carried, carry_over
from kinerja_formula.pengisian.form_figures import FilledForm, TargetRow

__all__ = ["LastYear", "carried_over", "last_year"]


class LastYear(NamedTuple):
    """Realizations of the year of an older form, as a report shows them.

    ``reached``: those of the indicators of the new form, by post and indicator. ``gone``: those that no indicator of it
    takes, because its formula reads otherwise now or it is there no more; each with the formula that gave it.
    """

    reached: dict[tuple[str, str], str]
    gone: tuple[Apart, ...]


def last_year(dokumen: Dokumen, form: Form, old: FilledForm) -> LastYear:
    """Return what the figures of an older form give for the indicators of a document, of which ``form`` is made.

    Nothing for an indicator whose formula reads otherwise now: what it gave then is not what it would give.

    >>> hadir = Indikator(nama="Hadir", teks="Jumlah hadir / Jumlah undangan x 100%")
    >>> dokumen = Dokumen("", (Jabatan("CAMAT", (hadir,)),))
    >>> from kinerja_formula.pengisian.figures_table import Figure
    >>> from kinerja_formula.pengisian.form import make_form
    >>> figures = Figures([Figure("Jumlah hadir", 9), Figure("Jumlah undangan", 10)])
    >>> then = (TargetRow("Kehadiran", "CAMAT", "", "", None, "Jumlah hadir / Jumlah pegawai × 100%"),)
    >>> last_year(dokumen, make_form(dokumen), FilledForm(figures, "2024", {}, (), targets=then))
    LastYear(reached={('CAMAT', 'Hadir'): '90,00%'}, gone=())
    """
    if not old.figures.all:
        return LastYear({}, ())
    then = {_key(one.jabatan, one.nama): normalise(one.rumus) for one in old.targets}
    now = {_key(sheet.jabatan, one.nama): normalise(one.rumus) for sheet in form.sheets for one in sheet.indikator}
    reached = {
        (post, name): text
        for (post, name), text in _realizations(dokumen, old).items()
        if not then.get(_key(post, name)) or then[_key(post, name)] == now.get(_key(post, name))
    }
    taken = {_key(post, name) for post, name in reached}
    formulas = {(key[0], now.get(key)) for key in taken}  # one that only has another name now
    lost = [
        one
        for one in old.targets
        if one.rumus
        and _key(one.jabatan, one.nama) not in taken
        and (normalise(one.jabatan), normalise(one.rumus)) not in formulas
    ]
    known = _realizations(_as_document(lost), old)
    gone = [
        Apart(f"realisasi {old.tahun}", known[one.jabatan, one.nama], one.jabatan, one.nama, "lkjip", one.rumus)
        for one in lost
        if (one.jabatan, one.nama) in known
    ]
    return LastYear(reached, tuple(gone))


def carried_over(dokumen: Dokumen, form: Form, old: FilledForm) -> Carried:
    """Return the form of a document with the entries of an older form, and with what its figures gave last year."""
    then = last_year(dokumen, form, old)
    return carry_over(form, old, reached=then.reached, gone=then.gone)


def _realizations(dokumen: Dokumen, old: FilledForm) -> dict[tuple[str, str], str]:
    """Return the values by the figures of a form, by post and indicator."""
    rows = make_laporan(dokumen, Figures(old.figures.all)).rows
    told = [((row.jabatan, row.indikator.nama or row.indikator.teks), row) for row in rows]
    # Of two indicators with one name in one post nothing tells which one a row of the sheet is.
    names = Counter([key for key, _ in told])
    return {key: row.text for key, row in told if row.is_told and names[key] == 1}


def _as_document(rows: Iterable[TargetRow]) -> Dokumen:
    posts: dict[str, list[Indikator]] = {}
    for one in rows:
        posts.setdefault(one.jabatan, []).append(Indikator(nama=one.nama, teks=one.rumus))
    return Dokumen("", tuple([Jabatan(post, tuple(indikator)) for post, indikator in posts.items()]))


def _key(jabatan: str, nama: str) -> tuple[str, str]:
    return normalise(jabatan), normalise(nama)
