"""What was filled into an older form → the form that a document asks for now; nothing is dropped in silence.

A figure goes where its name is asked for again. A row that a person added stays one. What has no place any more is set
apart on a sheet of its own, from which a later form takes it back when it is asked for again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import ENTRIES_APART, ENTRY_KEPT
from kinerja_formula.dokumen.model import PEMBANDING
from kinerja_formula.figures.periods import read_period
from kinerja_formula.files.cell_values import shown_cell
from kinerja_formula.names import fold_space, normalise
from kinerja_formula.pengisian.entries import is_filled, plain_value, same_entry, written_by_hand
from kinerja_formula.pengisian.form import (
    APART_SHEET,
    Apart,
    Form,
    FormAnnual,
    FormIndicator,
    FormRecords,
    FormRow,
    FormSheet,
)
from kinerja_formula.pengisian.form_figures import FilledAnnual, FilledForm, FilledRecords, FilledRow, TargetRow

__all__ = ["Carried", "carry_over"]

_SHOWN: Final = 5
_STANDING: Final = ("target akhir", "tahun akhir", "standar nasional")
"""What of the sheet for the annual report holds for the next year, too."""
_OF_YEAR: Final = ("isi", "realisasi", "capaian")
"""The fields of a row of that sheet."""
_BY_HAND: Final = ("target", "arah")
"""What a person may write of an indicator."""
_NOTHING: Final[Mapping[tuple[str, str], str]] = {}


class Carried(NamedTuple):
    """A form with the entries of an older one.

    ``kept`` are entries that were taken over, ``added`` figures that the older form did not ask for, ``apart`` entries
    that lost their place now, ``changed`` those that the form did not hold before. ``diagnostics``: KF485 where two
    sources differ, KF486 what was set apart. ``moved``: realizations of the last year that were calculated from the
    older form. ``left``: figures of an earlier year, which are not those of this one.
    """

    form: Form
    kept: int
    added: int
    apart: int
    changed: int
    diagnostics: tuple[Diagnostic, ...]
    moved: int = 0
    left: int = 0


def carry_over(
    form: Form,
    old: FilledForm,
    *,
    reached: Mapping[tuple[str, str], str] = _NOTHING,
    gone: Iterable[Apart] = (),
) -> Carried:
    """Return a form with what was filled into an older one.

    What was filled in goes before what the form knows from elsewhere. A target or a direction that nobody has changed
    is that of the document; figures of an earlier year stay in their form. ``reached`` are realizations calculated from
    the older form, by post and indicator: if that is of an earlier year which the form asks for, they go where neither
    a person nor the document tells any. ``gone`` are those that no indicator of the form takes: they are set apart.

    >>> from kinerja_formula.dokumen.model import Dokumen, Indikator, Jabatan
    >>> from kinerja_formula.pengisian.form import make_form
    >>> from kinerja_formula.pengisian.figures_table import Figures
    >>> hadir = Indikator(nama="Hadir", teks="Jumlah hadir / Jumlah pegawai x 100%")
    >>> form = make_form(Dokumen("", (Jabatan("CAMAT", (hadir,)),)))
    >>> rows = (FilledRow("Jumlah hadir", 18, "CAMAT", False, True), FilledRow("Jumlah surat", 9, "CAMAT", False, True))
    >>> carried = carry_over(form, FilledForm(Figures([]), "", {}, (), rows))
    >>> [(row.nama, row.angka) for row in carried.form.sheets[0].rows]
    [('Jumlah hadir', 18), ('Jumlah pegawai', None)]
    >>> carried.form.disisihkan[0].nama, carried.kept, carried.added, carried.apart
    ('Jumlah surat', 1, 1, 1)
    """
    carrying = _Carrying(form, old)
    carrying.rows()
    carrying.targets()
    carrying.readings()
    carrying.tables()
    carrying.annual()
    for note in old.notes:
        carrying.put_apart(note)
    carrying.set_apart_earlier()
    carrying.last_year(reached, gone)
    return carrying.carried()


def _are_parts_apart(old: str, new: str) -> bool:
    """Tell whether two forms are for different parts of a year: Triwulan I and Triwulan II."""
    one, other = read_period(old), read_period(new)
    return one is not None and other is not None and (one.months, one.number) != (other.months, other.number)


class _Carrying:
    def __init__(self, form: Form, old: FilledForm) -> None:
        self.form = form
        self.old = old
        self.shared = [deepcopy(row) for row in form.shared]
        self.shared_added = list(form.tambahan)
        self.sheets = {normalise(sheet.jabatan): deepcopy(sheet) for sheet in form.sheets}
        self.records = list(form.records)
        self.yearly = list(form.tahunan)
        self.apart = list(form.disisihkan)
        self.newly_apart: list[Apart] = []
        year, now = old.tahun, form.tahun
        self.anew = (bool(year and now) and year != now) or _are_parts_apart(old.periode, form.periode)
        """Whether the form is for another year, or another part of it: figures are filled in anew, the rest is kept."""
        self.left = 0
        self.filled: set[int] = set()
        self.kept = self.changed = self.moved = 0
        self.found: list[Diagnostic] = []

    # Figures

    def rows(self) -> None:
        # Those of a post first: where it needs the figure alone, the one for all posts has no say.
        for row in sorted(self.old.rows, key=lambda row: not row.jabatan):
            if not row.asked or is_filled(row):
                self.row(row)

    def row(self, row: FilledRow) -> None:
        places = self.places(row.nama, row.jabatan, own=row.own)
        if places and row.isi is None:
            return  # added, never filled in, and asked for by now
        stays = not row.asked and (not row.jabatan or normalise(row.jabatan) in self.sheets)
        if self.anew:
            self.left += row.isi is not None
            if not places and stays:
                self.add(row._replace(isi=None))
        elif places:
            self.kept += 1
            for place in places:
                self.fill(place, row)
        elif stays or self.overrules(row):
            self.add(row)
        else:
            self.put_apart(Apart(row.nama, row.isi, row.jabatan, row.nama if row.own else row.untuk, "angka", row.asal))

    def places(self, name: str, jabatan: str, *, own: bool, even_filled: bool = False) -> list[FormRow]:
        """Return the rows that ask for a figure and have none from the older form yet."""
        if jabatan:
            sheet = self.sheets.get(normalise(jabatan))
            rows = sheet.rows if sheet is not None else []
        else:
            rows = [row for row in self.shared if _asks(row, name, own)] or [
                row for sheet in self.sheets.values() for row in sheet.rows
            ]
        return [row for row in rows if _asks(row, name, own) and (even_filled or id(row) not in self.filled)]

    def overrules(self, row: FilledRow) -> bool:
        """Whether a figure of one post stands beside the one that all posts share, or beside another of its own."""
        sheet = self.sheets.get(normalise(row.jabatan))
        rows = [*self.shared, *(sheet.rows if sheet is not None else [])] if row.jabatan else self.shared
        return (sheet is not None or not row.jabatan) and any(_asks(one, row.nama, row.own) for one in rows)

    def fill(self, place: FormRow, row: FilledRow) -> None:
        self.filled.add(id(place))
        if same_entry(place.angka, row.isi):
            return
        self.changed += 1
        if place.angka is not None:
            self.tell(row.nama, row.isi, place.angka, of_document=same_entry(place.angka, place.konstanta))
        place.angka = row.isi

    def add(self, row: FilledRow) -> None:
        added = FormRow(
            row.nama,
            row.satuan,
            [row.untuk] if row.untuk else [],
            [row.asal] if row.asal else [],
            own=row.own,
            angka=row.isi,
        )
        rows = self.sheets[normalise(row.jabatan)].tambahan if row.jabatan else self.shared_added
        self.kept += 1
        if not any(one == added for one in rows):
            self.changed += 1
            rows.append(added)

    # Targets and directions

    def targets(self) -> None:
        """Take over the targets and directions that a person wrote; set apart those of indicators that are gone."""
        for row in self.old.targets:
            sheet = self.sheets.get(normalise(row.jabatan))
            place = _indicator(sheet, row.nama)
            for field, isi, of_document in zip(_BY_HAND, written_by_hand(row), row.dokumen or ("", ""), strict=True):
                if not isi:
                    continue
                if sheet is None or place is None:
                    self.put_apart(Apart(row.nama, isi, row.jabatan, row.nama, field))
                elif self.anew and field == "target":
                    self.target_of_another_year(sheet.indikator[place], row)
                else:
                    sheet.indikator[place] = self.overwritten(sheet.indikator[place], row, field, isi, of_document)

    def target_of_another_year(self, one: FormIndicator, row: TargetRow) -> None:
        """Set a target apart that is of the year which the older form was for, unless this year has the same."""
        if row.target != one.target:
            self.put_apart(Apart(row.nama, row.target, row.jabatan, row.nama, "target", self.old.tahun))

    def overwritten(self, one: FormIndicator, row: TargetRow, field: str, isi: str, of_document: str) -> FormIndicator:
        """Return an indicator with the target or direction that a person wrote, and tell where the document differs."""
        present = getattr(one, field)
        # A form without the columns of the document can't tell who wrote what it has in common with it.
        self.kept += isi != present or row.dokumen is not None
        if isi == present:
            return one
        self.changed += 1
        if present and present != of_document:
            self.tell(f"{field} {row.nama}", isi, present, of_document=True)
        return _told(one, field, isi)

    # Confirmed readings

    def readings(self) -> None:
        """Keep what the document was read with; set apart what belongs to none of its formulas."""
        here = {row.bacaan for row in self.form.bacaan if row.bacaan is not None}
        for one in self.old.bacaan:
            if one in here:
                self.kept += 1
            else:
                self.put_apart(Apart(one.indikator, one.rumus, "", one.indikator, "bacaan", fold_space(one.teks)))

    # Records

    def tables(self) -> None:
        """Fill the sheets of records; set apart, a column each, what no formula adds up any more."""
        for one in [] if self.anew else self.old.records:
            place = next((at for at, new in enumerate(self.records) if _asks_records(new, one)), None)
            if place is None:
                for name, cells in zip(one.kolom, zip(*one.isi, strict=True), strict=True):
                    told = "; ".join(["" if cell is None else shown_cell(plain_value(cell)) for cell in cells])
                    self.put_apart(Apart(name, told, one.jabatan, one.indikator, "baris", one.rumus))
                continue
            new = self.records[place]
            columns = [normalise(name) for name in one.kolom]
            isi = tuple([tuple([row[columns.index(normalise(name))] for name in new.kolom]) for row in one.isi])
            self.kept += len(isi)
            if not _same_records(isi, new.isi):
                self.changed += len(isi)
                self.records[place] = new._replace(isi=isi)

    # The annual report

    def annual(self) -> None:
        """Fill the sheet for the annual report; set apart what belongs to no indicator of the form."""
        for old in self.old.tahunan:
            place = next((at for at, one in enumerate(self.yearly) if _indicator_of(one) == _indicator_of(old)), None)
            for field in _OF_YEAR:
                told: Mapping[str, str] = getattr(old, field)
                if place is None:
                    for name, text in told.items():
                        shown = name if field == "isi" else f"{field} {name}"
                        self.put_apart(Apart(shown, text, old.jabatan, old.indikator, "lkjip", self.old.tahun))
                else:
                    self.fill_annual(place, field, told)

    def fill_annual(self, place: int, field: str, told: Mapping[str, str]) -> None:
        """Put what is told of an indicator into its row, but for what stays in the form of its year."""
        lasting = {name: text for name, text in told.items() if not (self.anew and self.is_past(field, name))}
        self.left += len(told) - len(lasting)
        self.kept += len(lasting)
        present: Mapping[str, str] = getattr(self.yearly[place], field)
        new = {name: text for name, text in lasting.items() if not same_entry(present.get(name), text)}
        if new:
            self.changed += len(new)
            self.put_annual(place, field, new)

    def put_annual(self, place: int, field: str, told: Mapping[str, str]) -> None:
        row = self.yearly[place]
        changes: dict[str, Any] = {field: {**getattr(row, field), **told}}
        self.yearly[place] = row._replace(**changes)

    def is_past(self, field: str, name: str) -> bool:
        """Whether what stands under a head of an older form is no answer to what this one asks for."""
        if field == "isi":  # causes and budget are those of the year that the older form was for
            return name not in _STANDING
        # "tahun lalu" of an older form is another year than that of this one.
        means_the_same = name.isdecimal() or self.old.tahun == self.form.tahun
        return name not in self.form.tahun_lalu or not means_the_same

    def last_year(self, reached: Mapping[tuple[str, str], str], gone: Iterable[Apart]) -> None:
        """Put what was reached in the year of the older form where the sheet for the annual report has nothing."""
        year = self.old.tahun
        if year not in self.form.tahun_lalu:
            return
        known = {(normalise(post), normalise(name)): text for (post, name), text in reached.items() if text}
        for place, row in enumerate(self.yearly):
            text = known.get(_indicator_of(row))
            if text and not row.realisasi.get(year):
                self.put_annual(place, "realisasi", {year: text})
                self.moved += 1
                self.changed += 1
        for one in gone:
            self.put_apart(one)

    # What stands apart

    def set_apart_earlier(self) -> None:
        for one in self.old.apart:
            if not self.taken_back(one) and one not in self.apart:
                self.apart.append(one)
                self.changed += 1

    def taken_back(self, one: Apart) -> bool:
        """Put an entry back that is asked for again, where nothing else is known."""
        if one.jenis in _BY_HAND:
            return self.taken_back_by_indicator(one)
        if one.jenis == "lkjip":
            return self.taken_back_of_year(one)
        return one.jenis == "angka" and one.isi is not None and self.taken_back_by_rows(one)

    def taken_back_by_indicator(self, one: Apart) -> bool:
        """Put a target or a direction back to an indicator that is there again and has none."""
        sheet = self.sheets.get(normalise(one.jabatan))
        place = _indicator(sheet, one.indikator)
        if sheet is None or place is None:
            return False
        text, present = shown_cell(plain_value(one.isi)), getattr(sheet.indikator[place], one.jenis)
        if present:
            return bool(text == present)
        sheet.indikator[place] = _told(sheet.indikator[place], one.jenis, text)
        self.count_taken_back()
        return True

    def taken_back_by_rows(self, one: Apart) -> bool:
        """Put a figure back into the rows that ask for it and are empty; it is there where one has the same."""
        own = normalise(one.indikator) == normalise(one.nama)
        asking = self.places(one.nama, one.jabatan, own=own, even_filled=True)
        if any(same_entry(row.angka, one.isi) for row in asking):
            return True
        places = [row for row in asking if row.angka is None]
        if not places:
            return False
        for row in places:
            self.filled.add(id(row))
            row.angka = one.isi
        self.count_taken_back()
        return True

    def taken_back_of_year(self, one: Apart) -> bool:
        """Put what the annual report tells back to an indicator that is there again and has nothing there."""
        field, _, name = one.nama.partition(" ") if one.nama not in PEMBANDING else ("isi", "", one.nama)
        if field not in _OF_YEAR or (field != "isi" and name not in self.form.tahun_lalu):
            return False
        if field == "realisasi" and not self.is_by_its_formula(one):
            return False
        key = (normalise(one.jabatan), normalise(one.indikator))
        place = next(
            (
                at
                for at, row in enumerate(self.yearly)
                if _indicator_of(row) == key and not getattr(row, field).get(name)
            ),
            None,
        )
        of_another_year = field == "isi" and name not in _STANDING and one.keterangan != self.form.tahun
        if place is None or of_another_year:
            return False
        self.put_annual(place, field, {name: shown_cell(plain_value(one.isi))})
        self.count_taken_back()
        return True

    def is_by_its_formula(self, one: Apart) -> bool:
        """Whether a realization tells no formula that it was calculated by, or the one that its indicator has."""
        if not one.keterangan or one.keterangan.isdecimal():  # the year of its form
            return True
        sheet = self.sheets.get(normalise(one.jabatan))
        place = _indicator(sheet, one.indikator)
        now = "" if sheet is None or place is None else sheet.indikator[place].rumus
        return normalise(now) == normalise(one.keterangan)

    def count_taken_back(self) -> None:
        self.kept += 1
        self.changed += 1

    def put_apart(self, one: Apart) -> None:
        if one in self.apart:
            return
        self.newly_apart.append(one)
        self.changed += 1

    # What is told

    def tell(self, name: str, kept: object, other: object, *, of_document: bool) -> None:
        facts = {"name": name, "kept": shown_cell(plain_value(kept)), "other": shown_cell(plain_value(other))}
        self.found.append(Diagnostic(ENTRY_KEPT, (0, 0), (), **facts, source="dokumen" if of_document else "realisasi"))

    def carried(self) -> Carried:
        if self.newly_apart:
            names = tuple([_shown(one) for one in self.newly_apart[:_SHOWN]])
            if len(self.newly_apart) > _SHOWN:
                names = (*names, "…")
            count = len(self.newly_apart)
            self.found.append(Diagnostic(ENTRIES_APART, (0, 0), (), count=count, names=names, sheet=APART_SHEET))
        form = Form(
            self.form.judul,
            tuple(self.shared),
            tuple(self.sheets.values()),
            tuple(self.shared_added),
            (*self.apart, *self.newly_apart),
            self.form.periode if self.anew else self.old.periode or self.form.periode,
            self.form.diagnostics,
            self.form.bacaan,
            tuple(self.records),
            tuple(self.yearly),
            self.form.tahun_lalu,
        )
        added = _added(form, self.old.rows)
        found = tuple(self.found)
        return Carried(form, self.kept, added, len(self.newly_apart), self.changed, found, self.moved, self.left)


def _shown(one: Apart) -> str:
    return f"{one.nama}, {one.indikator}" if one.jenis == "lkjip" else one.nama


def _asks(row: FormRow, name: str, own: bool) -> bool:
    return row.own == own and normalise(name) in {normalise(row.nama), *row.spellings}


def _asks_records(form: FormRecords, old: FilledRecords) -> bool:
    same = [
        normalise(getattr(form, field)) == normalise(getattr(old, field)) for field in ("rumus", "jabatan", "indikator")
    ]
    return all(same) and {*map(normalise, form.kolom)} == {*map(normalise, old.kolom)}


def _same_records(one: tuple[tuple[object, ...], ...], other: tuple[tuple[object, ...], ...]) -> bool:
    return len(one) == len(other) and all(
        same_entry(told, known)
        for row, known_row in zip(one, other, strict=True)
        for told, known in zip(row, known_row, strict=True)
    )


def _indicator_of(row: FormAnnual | FilledAnnual) -> tuple[str, str]:
    """Return post and indicator of a row of the sheet for the annual report, to compare them."""
    return normalise(row.jabatan), normalise(row.indikator)


def _indicator(sheet: FormSheet | None, name: str) -> int | None:
    for place, one in enumerate(sheet.indikator if sheet is not None else ()):
        if normalise(one.nama) == normalise(name):
            return place
    return None


def _told(one: FormIndicator, field: str, text: str) -> FormIndicator:
    return one._replace(target=text) if field == "target" else one._replace(arah=text)


def _added(form: Form, rows: Iterable[FilledRow]) -> int:
    """Return how many figures a form asks for that an older one did not ask for."""
    asked = {(normalise(row.jabatan), normalise(row.nama)) for row in rows}
    return sum(
        not any((post, normalise(row.nama)) in asked for post in ("", *map(normalise, row.jabatan)))
        for row in (*form.shared, *[row for sheet in form.sheets for row in sheet.rows])
    )
