"""A document → what has to be asked for it: each figure once, with its unit, its use and where it comes from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError, MissingDataError
from kinerja_formula.dokumen.chosen_period import title_with_period
from kinerja_formula.dokumen.indicator_rows import found_at
from kinerja_formula.dokumen.model import Dokumen, Indikator
from kinerja_formula.dokumen.periods import without_number, year_of
from kinerja_formula.figures import is_gap
from kinerja_formula.files.guard import guarded, is_unexpected
from kinerja_formula.files.outputs import ending_of, unfit_ending
from kinerja_formula.formula import Formula, counted_in
from kinerja_formula.names import fold_space, normalise
from kinerja_formula.pengisian.bacaan import BacaanRow, bacaan_rows
from kinerja_formula.pengisian.figures_table import Figures

__all__ = [
    "ALL_POSTS",
    "ANNUAL_HEAD",
    "ANNUAL_SHEET",
    "ANNUAL_TITLE",
    "ANNUAL_TOLD",
    "APART_HEAD",
    "APART_SHEET",
    "APART_TOLD",
    "EARLIER",
    "FIGURES_HEAD",
    "FORM_TITLE",
    "GUIDE_SHEET",
    "INDICATORS_HEAD",
    "OWN_FIGURE",
    "Apart",
    "Form",
    "FormAnnual",
    "FormIndicator",
    "FormRecords",
    "FormRow",
    "FormSheet",
    "earlier_years",
    "make_form",
]

ALL_POSTS: Final = "Semua jabatan"
"""The sheet of the figures that more than one post needs."""
GUIDE_SHEET: Final = "Petunjuk"
FORM_TITLE: Final = "Isian data kinerja"
FIGURES_HEAD: Final = (
    *("No", "Data yang diisi", "Angka", "Satuan", "Dipakai untuk", "Asal data"),
    "Angka menurut dokumen",
)
INDICATORS_HEAD: Final = (
    *("No", "Indikator", "Target", "Arah", "Satuan", "Rumus"),
    *("Target menurut dokumen", "Arah menurut dokumen"),
)
"""The last columns are hidden: what a person has changed is told by them, whatever the document says later."""
OWN_FIGURE: Final = "nilai indikator ini sendiri"
RECORDS_TITLE: Final = "Data per baris"
"""The title of a sheet that asks for records; below it stand the post and the indicator."""
RECORDS_COLUMN: Final = "Baris"
"""The head of its first column."""
ANNUAL_SHEET: Final = "LKjIP"
ANNUAL_TITLE: Final = "Bahan laporan kinerja tahunan (LKjIP)"
ANNUAL_TOLD: Final = "Semuanya boleh kosong; yang kosong tidak tampil di dalam laporan."
ANNUAL_HEAD: Final = (
    *("Target akhir", "Tahun akhir", "Standar nasional", "Penyebab", "Solusi", "Program"),
    *("Anggaran", "Realisasi anggaran"),
)
"""What the annual report needs beside the figures, in the order of :data:`PEMBANDING`, behind the earlier years."""
EARLIER: Final = ("Realisasi", "Capaian")
"""What is asked for of each earlier year."""
EARLIER_YEARS: Final = 3
APART_SHEET: Final = "Isian yang disisihkan"
APART_HEAD: Final = ("No", "Yang disisihkan", "Isi", "Jabatan", "Indikator", "Jenis", "Keterangan")
"""The sheet of old entries that the document no longer asks for, and what it has of each."""
APART_TOLD: Final = (
    "Isian ini tidak lagi diminta oleh dokumennya dan tidak ikut dihitung. "
    "Salin yang masih diperlukan ke lembar jabatannya; hapus barisnya bila tidak."
)


@dataclass(slots=True)
class FormRow:
    """One figure to be filled in.

    ``nama`` is its name as the formulas have it, ``untuk`` the indicators that it serves, ``asal`` where it comes from:
    the source that the document names, and the place. ``own``: it is the figure of the indicator itself, whose cell has
    no arithmetic. ``angka`` is what is known already, ``konstanta`` what the document itself gives.
    """

    nama: str
    satuan: str = ""
    untuk: list[str] = field(default_factory=list)
    asal: list[str] = field(default_factory=list)
    own: bool = False
    angka: object = None
    konstanta: object = None
    jabatan: list[str] = field(default_factory=list)
    spellings: set[str] = field(default_factory=set)

    def figures_of(self, jabatan: str, figures: Figures) -> list[object]:
        """Return the different figures that are known for the indicators of a post."""
        found: list[object] = []
        for name in self.untuk:
            data = figures.of_row(jabatan, name)
            found += [figure.value for spelling in sorted(self.spellings) for figure in data.named(spelling)]
        return list({str(value): value for value in found if not (is_gap(value) or value == "")}.values())


class FormIndicator(NamedTuple):
    """An indicator as the form shows it, whether its formula can be read, and what the document says of it."""

    nama: str
    rumus: str
    satuan: str
    target: str
    arah: str
    readable: bool
    target_dokumen: str = ""
    arah_dokumen: str = ""


class FormRecords(NamedTuple):
    """A table of records that a sum in a formula adds up (``rumus``): a row a record, a column a name.

    ``isi`` are the records that are known, each with a cell a column.
    """

    rumus: str
    kolom: tuple[str, ...]
    jabatan: str
    indikator: str
    isi: tuple[tuple[object, ...], ...] = ()


class FormAnnual(NamedTuple):
    """A row of the sheet for the annual report: what is known of an indicator, by the names of :data:`PEMBANDING`.

    ``realisasi`` and ``capaian`` are those of earlier years, by year.
    """

    jabatan: str
    indikator: str
    isi: Mapping[str, str]
    realisasi: Mapping[str, str]
    capaian: Mapping[str, str]


class Apart(NamedTuple):
    """An old entry that has no place in the form: its kind (*angka*, *target*, *arah*, *catatan*) and where it was."""

    nama: str
    isi: object
    jabatan: str = ""
    indikator: str = ""
    jenis: str = "angka"
    keterangan: str = ""


@dataclass(slots=True)
class FormSheet:
    """A sheet of the form: the indicators of a post and the figures that only this post needs.

    ``tambahan`` are rows that a person added below them.
    """

    jabatan: str
    indikator: list[FormIndicator] = field(default_factory=list)
    rows: list[FormRow] = field(default_factory=list)
    tambahan: list[FormRow] = field(default_factory=list)


class Form(NamedTuple):
    """The form for a document: figures of several posts, and a sheet a post.

    Carried over from an older form: ``tambahan``, rows that a person added for all posts, ``disisihkan``, entries
    without a place, and ``periode``.
    ``diagnostics`` tell of indicators with which the program failed by a fault of its own. ``bacaan``: how each formula
    cell was read, to be confirmed. ``tahunan``: what the annual report tells beside the figures; ``tahun_lalu`` are the
    earlier years that it asks for, the last one first.

    >>> import kinerja_formula as kf
    >>> form = kf.isian("examples/pelayanan.csv")
    >>> [(sheet.jabatan, len(sheet.rows)) for sheet in form.sheets]
    [('SEKRETARIS', 4), ('KASI PELAYANAN UMUM', 3)]
    """

    judul: str
    shared: tuple[FormRow, ...]
    sheets: tuple[FormSheet, ...]
    tambahan: tuple[FormRow, ...] = ()
    disisihkan: tuple[Apart, ...] = ()
    periode: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    bacaan: tuple[BacaanRow, ...] = ()
    records: tuple[FormRecords, ...] = ()
    tahunan: tuple[FormAnnual, ...] = ()
    tahun_lalu: tuple[str, ...] = ()

    @property
    def tahun(self) -> str:
        """The year that the form is for, by its document or its period; empty where nothing tells it."""
        return year_after(self.tahun_lalu) or year_of(self.periode)

    @property
    def terisi(self) -> int:
        """How many of the figures are there already."""
        rows = [row for rows in (self.shared, *[sheet.rows for sheet in self.sheets]) for row in rows]
        return sum([row.angka is not None for row in rows])

    def save(self, path: str | os.PathLike[str], *, periode: str = "", timpa: bool = False) -> None:
        """Write the form as a workbook to be filled in. ``periode`` is what is printed above its figures.

        Raises InvalidDataError: KF480 a name that does not end in ``.xlsx``, KF403 without the extra ``excel``, KF484
        where entries of a form that is there would be lost (``timpa`` lets them go), KF481 where it can't be written.
        """
        if ending_of(path) != ".xlsx":
            raise unfit_ending(path, (".xlsx",))
        write = import_module("kinerja_formula.pengisian.form_workbook").write_form
        write(self, os.fspath(path), periode=periode, timpa=timpa)

    def __len__(self) -> int:
        return len(self.shared) + sum(len(sheet.rows) for sheet in self.sheets)


def make_form(dokumen: Dokumen, figures: Figures | None = None, *, periode: str = "") -> Form:
    """Return the form that asks for every figure that the indicators of a document need, each once.

    ``figures``: what is known already; those stand in the form, to be checked. ``periode``: what the figures are of.

    >>> from kinerja_formula.dokumen.model import Jabatan
    >>> one = Indikator(nama="Hadir", teks="Jumlah hadir / Jumlah pegawai x 100%")
    >>> two = Indikator(nama="Disiplin", teks="Jumlah disiplin / Jumlah pegawai x 100%")
    >>> form = make_form(Dokumen("", (Jabatan("CAMAT", (one,)), Jabatan("LURAH", (two,)))))
    >>> [row.nama for row in form.shared], [row.nama for row in form.sheets[1].rows]
    (['Jumlah pegawai'], ['Jumlah disiplin'])
    """
    asking = _Asking()
    for jabatan, indikator in dokumen:
        asking.take(jabatan.nama, indikator)
    shared = asking.placed(figures)
    return Form(
        title_with_period(dokumen),
        tuple(shared),
        tuple(asking.sheets.values()),
        periode=periode,
        diagnostics=(*(() if figures is None else figures.diagnostics), *asking.faults),
        bacaan=_readings(dokumen),
        records=tuple(asking.records),
        tahunan=tuple([_annual(jabatan.nama, indikator) for jabatan, indikator in dokumen]),
        tahun_lalu=earlier_years(year_of_document(dokumen)),
    )


def year_of_document(dokumen: Dokumen) -> str:
    """Return the year of the targets of a document, chosen or by its title; empty where nothing tells it."""
    chosen = next((year for _, one in dokumen if (year := year_of(one.periode))), "")
    return chosen or year_of(without_number(dokumen.judul))


def earlier_years(year: str) -> tuple[str, ...]:
    """Return the years before a year as the form asks for them; in words where no year is known.

    >>> earlier_years("2024"), earlier_years("")
    (('2023', '2022', '2021'), ('tahun lalu', '2 tahun lalu', '3 tahun lalu'))
    """
    steps = range(1, EARLIER_YEARS + 1)
    if year:
        return tuple([str(int(year) - step) for step in steps])
    return tuple(["tahun lalu" if step == 1 else f"{step} tahun lalu" for step in steps])


def year_after(years: Iterable[str]) -> str:
    """Return the year after the last of several; empty where they are told in words.

    >>> year_after(("2023", "2022")), year_after(earlier_years(""))
    ('2024', '')
    """
    last = max([one for one in years if one.isdecimal() and len(one) == _DIGITS_OF_YEAR], default="")
    return str(int(last) + 1) if last else ""


_DIGITS_OF_YEAR: Final = 4
_NO_UNITS: Final[Mapping[str, str | None]] = {}


class _Needs(NamedTuple):
    """What an indicator needs: how the form shows it, the figures that its formula asks for, and their units."""

    shown: FormIndicator
    formula: Formula | None
    names: tuple[str, ...] = ()
    units: Mapping[str, str | None] = _NO_UNITS

    @classmethod
    def of(cls, indikator: Indikator) -> _Needs:
        formula = indikator.measured_by
        shown = _shown(indikator, formula)
        if formula is None:
            return cls(shown, None)
        units = {name: told.unit for name, told in formula.units.items()}
        names = _needed(formula, _name_of(indikator))
        return cls(shown, formula, names, units | counted_in(formula, indikator.satuan))


class _Asking:
    """What the indicators of a document ask for, gathered one by one: a figure that several need is one row."""

    def __init__(self) -> None:
        self.sheets: dict[str, FormSheet] = {}
        self.records: list[FormRecords] = []
        self.faults: list[Diagnostic] = []
        self._asked: dict[str, FormRow] = {}
        self._own: dict[tuple[str, str], FormRow] = {}

    def take(self, jabatan: str, indikator: Indikator) -> None:
        """Take what an indicator asks for; one with which the program failed is shown as the document has it."""
        sheet = self.sheets.setdefault(normalise(jabatan), FormSheet(fold_space(jabatan)))
        try:
            with guarded(indikator.teks):
                needs = _Needs.of(indikator)
        except FormulaError as error:
            sheet.indikator.append(_as_it_stands(indikator))
            self._tell(error, indikator)
            return
        sheet.indikator.append(needs.shown)
        if indikator.fault is not None and is_unexpected(indikator.fault):
            self._tell(indikator.fault, indikator)
        if needs.formula is None:
            return
        name = _name_of(indikator)
        self.records += [FormRecords(text, kolom, sheet.jabatan, name) for text, kolom in needs.formula.records.items()]
        for needed in needs.names:
            row = self._row(needed, jabatan, indikator, needs.formula)
            _add(row, sheet.jabatan, indikator, needs.formula, needs.units.get(row.nama), name)

    def placed(self, figures: Figures | None) -> list[FormRow]:
        """Put each row on the sheet of the only post that needs it; return those that several posts share."""
        shared: list[FormRow] = []
        for row in [*self._asked.values(), *self._own.values()]:
            for part in _filled(row, figures) if figures is not None else [row]:
                if len(part.jabatan) > 1 and not part.own:
                    shared.append(part)
                else:
                    self.sheets[normalise(part.jabatan[0])].rows.append(part)
        return shared

    def _row(self, needed: str, jabatan: str, indikator: Indikator, formula: Formula) -> FormRow:
        """Return the row that asks for a figure: the one of all indicators, or one for the indicator's own figure."""
        key = normalise(needed)
        if key == normalise(_name_of(indikator)) and _asks_for_itself(indikator, formula):
            return self._own.setdefault((normalise(jabatan), key), FormRow(needed, own=True))
        return self._asked.setdefault(key, FormRow(needed))

    def _tell(self, error: FormulaError, indikator: Indikator) -> None:
        self.faults += [found_at(one.rule, indikator.tempat, **one.values) for one in error.diagnostics]


def _asks_for_itself(indikator: Indikator, formula: Formula) -> bool:
    return indikator.has_own_figure or formula.kind in ("target", "naratif")


def _name_of(indikator: Indikator) -> str:
    return fold_space(indikator.nama) or fold_space(indikator.teks)


def _annual(jabatan: str, indikator: Indikator) -> FormAnnual:
    return FormAnnual(
        fold_space(jabatan), _name_of(indikator), indikator.pembanding, indikator.realisasi, indikator.capaian
    )


def _readings(dokumen: Dokumen) -> tuple[BacaanRow, ...]:
    try:
        with guarded():
            return bacaan_rows(dokumen)
    except FormulaError:
        return ()  # what failed is told of its indicator


def _needed(formula: Formula, indikator: str) -> tuple[str, ...]:
    """Return the names that an evaluation asks for; for a cell without arithmetic that is the indicator's own."""
    if formula.records:
        return formula.needed
    try:
        formula.evaluate({})
    except MissingDataError as error:
        return error.missing
    except FormulaError:
        return formula.names
    return () if formula.names else (indikator,)


def _shown(indikator: Indikator, formula: Formula | None) -> FormIndicator:
    satuan = indikator.satuan or (formula.unit if formula is not None and formula.unit != "1" else "") or ""
    rumus = formula.to_text() if formula is not None and indikator.teks else fold_space(indikator.teks)
    return FormIndicator(
        fold_space(indikator.nama),
        rumus,
        satuan,
        indikator.target,
        indikator.arah or "",
        formula is not None,
        indikator.target,
        indikator.arah or "",
    )


def _as_it_stands(indikator: Indikator) -> FormIndicator:
    rumus = fold_space(indikator.teks)
    return FormIndicator(
        fold_space(indikator.nama), rumus, indikator.satuan, indikator.target, indikator.arah or "", False
    )


def _add(row: FormRow, jabatan: str, indikator: Indikator, formula: Formula, unit: str | None, name: str) -> None:
    """Add to a row what one more indicator tells of it."""
    row.spellings.update([normalise(row.nama), *([normalise(one) for one in formula.names] if row.own else [])])
    row.satuan = row.satuan or _unit_of(row, indikator, formula, unit)
    for told_list, text in ((row.jabatan, jabatan), (row.untuk, name), (row.asal, _origin(indikator))):
        if text not in told_list and (text or told_list is row.jabatan):
            told_list.append(text)
    for constant, figure in indikator.konstanta:
        if row.angka is None and normalise(constant) == normalise(row.nama):
            row.angka = row.konstanta = figure


def _unit_of(row: FormRow, indikator: Indikator, formula: Formula, told: str | None) -> str:
    """Return the unit of a figure; empty for a pure number. That of an indicator itself is the indicator's."""
    unit = told or (row.own and (indikator.satuan or formula.unit)) or ""
    return "" if unit == "1" else unit


def _origin(indikator: Indikator) -> str:
    place = indikator.tempat
    where = [f"hlm. {place.halaman}" if place.halaman else "", f"tabel {place.tabel}" if place.tabel else ""]
    where += [f"lembar {place.lembar}" if place.lembar else "", f"baris {place.baris}" if place.baris else ""]
    told = ", ".join([one for one in where if one])
    return f"{indikator.sumber_data} ({told})" if indikator.sumber_data and told else indikator.sumber_data or told


def _filled(row: FormRow, figures: Figures) -> list[FormRow]:
    """Take over the figure that is known; posts that have different ones get a row each."""
    known = {jabatan: row.figures_of(jabatan, figures) for jabatan in row.jabatan}
    every = {str(value) for values in known.values() for value in values}
    if len(every) < 2:
        row.angka = next((values[0] for values in known.values() if values), row.angka)
        return [row]
    return [
        replace(row, jabatan=[jabatan], angka=values[0] if len(values) == 1 else row.angka)
        for jabatan, values in known.items()
    ]
