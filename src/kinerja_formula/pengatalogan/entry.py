"""An entry of a catalogue: one indicator with its canonical line, plain immutable data that is checked when made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import KATALOG_NOT_READING, KATALOG_UNREAD, KATALOG_WITHOUT_FORMULA
from kinerja_formula.dokumen.indicator_rows import found_at
from kinerja_formula.dokumen.model import Indikator
from kinerja_formula.dokumen.periods import PerPeriode, period_of, same_period, year_of
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.formula import Formula
from kinerja_formula.names import fold_space
from kinerja_formula.pengatalogan.canonical_line import is_reading, read_line
from kinerja_formula.pengatalogan.entry_data import bacaan_data, fields_of_data, share_text, target_data
from kinerja_formula.pengatalogan.entry_parts import (
    CONFIRMED,
    FIELDS,
    NO_SOURCE,
    NOT_TOLD,
    OPEN,
    SURE,
    TEXTS,
    BacaanKatalog,
    SumberKatalog,
)
from kinerja_formula.pengatalogan.misfits import SHOWN, faults_of_entry

__all__ = ["IndikatorKatalog", "entry_of_data"]

_NO_FIGURES: Final = PerPeriode()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndikatorKatalog:
    """One indicator of a catalogue.

    ``id`` stays the same from year to year. ``rumus`` is the canonical line; ``target`` the target as written by its
    period, ``""`` for one without a period; ``konstanta`` figures that the document gives for names of the formula;
    ``aturan`` the rule set, empty for that of the catalogue; ``sumber`` where it was read; ``pemilik`` who answers for
    it; ``bacaan`` who has confirmed the line. ``baris`` is its line in the file, 0 where it has none; it is no part of
    what an entry says.

    Raises InvalidDataError KF520, naming every field that does not fit, and KF521 for a ``rumus`` that is no canonical
    line.

    >>> hadir = IndikatorKatalog(
    ...     id="hadir", nama="Persentase hadir", rumus="Jumlah hadir / Jumlah undangan × 100%", target={"2025": "90"}
    ... )
    >>> hadir.formula.names, hadir.target_of("Tahun 2025")
    (('Jumlah hadir', 'Jumlah undangan'), '90')
    """

    id: str
    nama: str
    rumus: str = ""
    jabatan: str = ""
    sasaran: str = ""
    kode: str = ""
    satuan: str = ""
    arah: str | None = None
    bobot: Fraction | None = None
    aturan: str = ""
    target: Mapping[str, str] = _NO_FIGURES
    konstanta: Mapping[str, str] = _NO_FIGURES
    sumber_data: str = ""
    pemilik: str = ""
    sumber: SumberKatalog = NO_SOURCE
    bacaan: BacaanKatalog = NOT_TOLD
    catatan: str = ""
    baris: int = 0

    def __post_init__(self) -> None:
        for field in ("target", "konstanta"):
            told = getattr(self, field)
            if not isinstance(told, PerPeriode) and isinstance(told, Mapping):
                object.__setattr__(self, field, PerPeriode(told))
        if faults := list(faults_of_entry(self)):
            raise InvalidDataError(tuple(faults))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, IndikatorKatalog):
            return NotImplemented
        return self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash((self.id, self.nama, self.rumus))

    @property
    def formula(self) -> Formula | None:
        """The formula that the line says, read with the indicator; None for an entry without a line."""
        read = read_line(self.rumus, self.nama) if self.rumus else None
        return read if isinstance(read, Formula) else None

    @property
    def is_confirmed(self) -> bool:
        """Whether a person has confirmed the line."""
        return self.bacaan.keadaan == CONFIRMED

    def target_of(self, periode: int | str | None = None) -> str:
        """Return the target of a period as written, however the period is spelt; empty where there is none.

        Without ``periode`` the one target that there is. A target without a period is that of every year, and of no
        part of one.
        """
        period = self.period_of(periode)
        return "" if period is None else self.target[period]

    def period_of(self, periode: int | str | None = None) -> str | None:
        """Return the period under which :meth:`target_of` finds its target."""
        if periode is None:
            return next(iter(self.target)) if len(self.target) == 1 else None
        periode = str(periode)
        own = [period for period in self.target if period and same_period(period, periode)]
        if own:
            return own[0]
        return "" if "" in self.target and year_of(periode) == period_of(periode) else None

    def findings(self) -> tuple[Diagnostic, ...]:
        """Return what is open about the entry itself; what is wrong with its formula :meth:`Katalog.check` tells."""
        at = Tempat(self.baris)
        shown = fold_space(self.sumber.teks)[:SHOWN] or "–"
        if not self.rumus:
            return (found_at(KATALOG_WITHOUT_FORMULA, at, name=self.nama[:SHOWN], text=shown),)
        if self.bacaan.keadaan == OPEN or (self.sumber.teks.strip() and not self.bacaan.keadaan):
            return (found_at(KATALOG_UNREAD, at, taken=self.rumus, text=shown),)
        if self.bacaan.keadaan == SURE and not is_reading(self.sumber.teks, self.nama, self.rumus):
            return (found_at(KATALOG_NOT_READING, at, taken=self.rumus, text=shown),)
        return ()

    def to_indikator(self) -> Indikator:
        """Return the entry as a document has it: its canonical line is its formula cell."""
        line = self.rumus or self.sumber.teks
        return Indikator(
            nama=self.nama,
            teks=line,
            sasaran=self.sasaran,
            sumber_data=self.sumber_data,
            satuan=self.satuan,
            arah=self.arah,
            bobot=self.bobot,
            kode=self.kode,
            konstanta=tuple(self.konstanta.items()),
            targets=self.target,
            rumus=self.rumus if self.is_confirmed else "",
            diperiksa=(self.bacaan.oleh, self.bacaan.tanggal) if self.is_confirmed else ("", ""),
            tempat=Tempat(self.baris),
            diagnostics=self.findings(),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the entry as plain data, in the order of the file; what is empty is left out."""
        told = {field: getattr(self, field) for field in TEXTS}
        share = {"bobot": share_text(self.bobot)} if self.bobot is not None else {}
        source = {field: value for field, value in self.sumber._asdict().items() if value}
        fields = {
            **told,
            "arah": self.arah or "",
            **share,
            "target": target_data(self.target),
            "konstanta": dict(self.konstanta),
            "sumber": source,
            "bacaan": bacaan_data(self.bacaan),
        }
        return {field: fields[field] for field in FIELDS if fields.get(field)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any], *, baris: int = 0) -> IndikatorKatalog:
        """Return the entry that :meth:`to_json` wrote. Raises InvalidDataError KF520, KF521."""
        return entry_of_data(data, baris)


def entry_of_data(data: object, baris: int = 0) -> IndikatorKatalog:
    """Return an entry, or raise with all that does not fit."""
    made, faults = fields_of_data(data)
    try:
        entry = IndikatorKatalog(**made, baris=baris)
    except InvalidDataError as error:
        faults += error.diagnostics
    if faults:
        raise InvalidDataError(tuple(faults))
    return entry
