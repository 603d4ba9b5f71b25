"""What a filled form says, as data, and a document with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import ANNUAL_ROW
from kinerja_formula.dokumen.model import Dokumen, Indikator
from kinerja_formula.dokumen.periods import year_of
from kinerja_formula.names import normalise
from kinerja_formula.pengisian.bacaan import Bacaan, with_bacaan
from kinerja_formula.pengisian.figures_table import Figures
from kinerja_formula.pengisian.form import ANNUAL_SHEET, Apart, year_after
from kinerja_formula.penilaian import ARAH

__all__ = ["FilledAnnual", "FilledForm", "FilledRecords", "FilledRow", "TargetRow"]

_MOST_NAMED: Final = 5


class FilledRow(NamedTuple):
    """A row of figures as it stands in a form, whether its figure can be used or not.

    ``asked``: the form had it from the document, and no person added it. ``konstanta``: what the document gave.
    """

    nama: str
    isi: object
    jabatan: str
    own: bool
    asked: bool
    satuan: str = ""
    untuk: str = ""
    asal: str = ""
    konstanta: object = None


class TargetRow(NamedTuple):
    """A row of indicators as it stands in a form; ``dokumen`` is what the document said, None where nothing tells."""

    nama: str
    jabatan: str
    target: str
    arah: str
    dokumen: tuple[str, str] | None
    rumus: str = ""


class FilledRecords(NamedTuple):
    """A sheet of records as it stands in a form; ``isi`` are its rows, each with a cell a column."""

    rumus: str
    kolom: tuple[str, ...]
    jabatan: str
    indikator: str
    isi: tuple[tuple[object, ...], ...]


class FilledAnnual(NamedTuple):
    """A row of the sheet for the annual report as it stands in a form, what is empty left out."""

    jabatan: str
    indikator: str
    isi: Mapping[str, str]
    realisasi: Mapping[str, str]
    capaian: Mapping[str, str]


class FilledForm(NamedTuple):
    """What a form says.

    ``target``: post and indicator, normalised → the cells *target* and *arah*. ``diagnostics``: what could not be used,
    and where. ``rows`` and ``targets`` are the rows as they stand, ``apart`` what was set apart earlier, ``notes``
    what a person wrote where the form asks for nothing, ``bacaan`` the readings that a person has confirmed,
    ``records`` the sheets of records that are filled in, ``tahunan`` the rows of the sheet for the annual report,
    and ``tahun_lalu`` the earlier years that it asks for.
    """

    figures: Figures
    periode: str
    target: Mapping[tuple[str, str], tuple[str, str]]
    diagnostics: tuple[Diagnostic, ...]
    rows: tuple[FilledRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    apart: tuple[Apart, ...] = ()
    notes: tuple[Apart, ...] = ()
    bacaan: tuple[Bacaan, ...] = ()
    records: tuple[FilledRecords, ...] = ()
    tahunan: tuple[FilledAnnual, ...] = ()
    tahun_lalu: frozenset[str] = frozenset()

    @property
    def tahun(self) -> str:
        """The year that the form is for, by its heads or by what stands at *Periode*; empty where nothing tells it."""
        return year_after(self.tahun_lalu) or year_of(self.periode)

    def applied_to(self, dokumen: Dokumen) -> Dokumen:
        """Return the document with the targets, directions and confirmed readings that the form gives."""
        dokumen = with_bacaan(dokumen, self.bacaan) if self.bacaan else dokumen
        # Two indicators of one name in one post: the first row is that of the first.
        annual: dict[tuple[str, str], list[FilledAnnual]] = {}
        for one in self.tahunan:
            annual.setdefault((normalise(one.jabatan), normalise(one.indikator)), []).append(one)
        return replace(
            dokumen,
            jabatan=tuple(
                [
                    replace(
                        jabatan, indikator=tuple([self._told(jabatan.nama, one, annual) for one in jabatan.indikator])
                    )
                    for jabatan in dokumen.jabatan
                ]
            ),
        )

    def rows_of_nobody(self, dokumen: Dokumen) -> tuple[Diagnostic, ...]:
        """Return what tells of rows of the sheet for the annual report that no indicator of the document takes."""
        taken = Counter(
            [
                (normalise(post.nama), normalise(one.nama or one.teks))
                for post in dokumen.jabatan
                for one in post.indikator
            ]
        )
        names = []
        for row in self.tahunan:
            key = (normalise(row.jabatan), normalise(row.indikator))
            taken[key] -= 1
            if taken[key] < 0:
                names.append(" – ".join([one for one in (row.jabatan, row.indikator) if one]) or "…")
        if not names:
            return ()
        more = ("…",) if len(names) > _MOST_NAMED else ()
        facts = {"sheet": ANNUAL_SHEET, "count": len(names), "names": (*names[:_MOST_NAMED], *more)}
        return (Diagnostic(ANNUAL_ROW, (0, 0), (), **facts),)

    def _told(self, jabatan: str, indikator: Indikator, annual: dict[tuple[str, str], list[FilledAnnual]]) -> Indikator:
        key = (normalise(jabatan), normalise(indikator.nama))
        target, arah = self.target.get(key, ("", ""))
        rows = [one for one in self.targets if (normalise(one.jabatan), normalise(one.nama)) == key]
        taken_target, taken_arah = (rows[0].dokumen if rows else None) or ("", "")
        changes: dict[str, Any] = {}
        if target and _is_a_word(target, taken_target, indikator.target):
            changes["target"] = target
        if arah in ARAH and _is_a_word(arah, taken_arah, indikator.arah):
            changes["arah"] = arah
        yearly = annual.get((normalise(jabatan), normalise(indikator.nama or indikator.teks)))
        if yearly:
            one = yearly.pop(0)
            for field, told in (("pembanding", one.isi), ("realisasi", one.realisasi), ("capaian", one.capaian)):
                if told:
                    changes[field] = {**getattr(indikator, field), **told}
        return replace(indikator, **changes) if changes else indikator


def _is_a_word(written: str, taken: str, here: str | None) -> bool:
    """Whether what a form has is a word of anybody beside what stands ``here``, in the document.

    What it took from a document and nobody changed is none: this document has its own.
    """
    return written != here and not (written == taken and here)
