"""A filled form → its figures, targets and directions, whatever people did to its columns and rows.

Columns are found by their heads, wherever they stand now; what can't be used is reported by sheet and cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import (
    ANNUAL_ROW,
    DOUBLE_SHEET,
    FORM_FIGURE,
    FORM_OF_ANOTHER_YEAR,
    FORM_ROW,
    SHEET_FORMULA,
    Diagnostic,
)
from kinerja_formula.dokumen.arah_and_bobot import arah_of_cell
from kinerja_formula.dokumen.model import PEMBANDING, Dokumen
from kinerja_formula.dokumen.periods import year_of
from kinerja_formula.evaluation.figures import DATE
from kinerja_formula.figures.dates import date_text
from kinerja_formula.figures.reader import read_text
from kinerja_formula.files.table_files import (
    DEFAULT_FILE_LIMITS,
    FileLimits,
    cell_value,
    read_bytes,
    shown_cell,
    unreadable,
)
from kinerja_formula.files.workbook_cells import Sheet, SheetCell, sheets_of
from kinerja_formula.names import fold_space, normalise
from kinerja_formula.numerals import NumeralError
from kinerja_formula.pengisian.bacaan import (
    BACAAN_HEAD,
    BACAAN_TITLE,
    BACAAN_TOLD,
    Bacaan,
    is_confirmed,
    read_bacaan_json,
    with_bacaan,
)
from kinerja_formula.pengisian.figures_table import Figure, Figures, read_figures
from kinerja_formula.pengisian.form import (
    ALL_POSTS,
    ANNUAL_HEAD,
    ANNUAL_SHEET,
    ANNUAL_TITLE,
    ANNUAL_TOLD,
    APART_HEAD,
    APART_SHEET,
    APART_TOLD,
    EARLIER,
    FIGURES_HEAD,
    FORM_TITLE,
    GUIDE_SHEET,
    INDICATORS_HEAD,
    OWN_FIGURE,
    RECORDS_COLUMN,
    RECORDS_TITLE,
    Apart,
    year_after,
    year_of_document,
)
from kinerja_formula.penilaian import ARAH
from kinerja_formula.units import head_unit

__all__ = [
    "FilledAnnual",
    "FilledForm",
    "FilledRecords",
    "FilledRow",
    "TargetRow",
    "is_form",
    "read_bacaan",
    "read_form",
    "with_figures",
]


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

    def _told(self, jabatan: str, indikator: Any, annual: dict[tuple[str, str], list[FilledAnnual]]) -> Any:
        key = (normalise(jabatan), normalise(indikator.nama))
        target, arah = self.target.get(key, ("", ""))
        # What the form took from a document and nobody changed is no word of anybody: this document has its own.
        rows = [one for one in self.targets if (normalise(one.jabatan), normalise(one.nama)) == key]
        taken = rows[0].dokumen if rows else None
        changes: dict[str, Any] = {}
        if target and target != indikator.target and not (taken and taken[0] == target and indikator.target):
            changes["target"] = target
        if arah in ARAH and arah != indikator.arah and not (taken and taken[1] == arah and indikator.arah):
            changes["arah"] = arah
        yearly = annual.get((normalise(jabatan), normalise(indikator.nama or indikator.teks)))
        if yearly:
            one = yearly.pop(0)
            for field, told in (("pembanding", one.isi), ("realisasi", one.realisasi), ("capaian", one.capaian)):
                if told:
                    changes[field] = {**getattr(indikator, field), **told}
        return replace(indikator, **changes) if changes else indikator


_MOST_NAMED: Final = 5
_FIGURE_ROLES: Final = {
    "nama": ("data yang diisi", "nama data", "data"),
    "nilai": ("angka", "nilai", "realisasi", "isian"),
    "satuan": ("satuan",),
    "untuk": ("dipakai untuk", "untuk", "indikator"),
    "no": ("no",),
    "asal": ("asal data",),
    "konstanta": ("angka menurut dokumen",),
}
_INDICATOR_ROLES: Final = {
    "indikator": ("indikator",),
    "target": ("target",),
    "arah": ("arah",),
    "no": ("no",),
    "satuan": ("satuan",),
    "rumus": ("rumus",),
    "target_dokumen": ("target menurut dokumen",),
    "arah_dokumen": ("arah menurut dokumen",),
}
_APART_ROLES: Final = {
    role: (normalise(name),)
    for role, name in zip(("no", "nama", "isi", "jabatan", "indikator", "jenis", "keterangan"), APART_HEAD, strict=True)
}
_BACAAN_ROLES: Final = {
    role: normalise(name)
    for role, name in zip(
        ("no", "jabatan", "indikator", "teks", "terbaca", "keyakinan", "ragu", "benar", "rumus", "oleh", "tanggal"),
        BACAAN_HEAD,
        strict=True,
    )
}
_ERRORS: Final = frozenset(["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"])


def is_form(path: str | Path, *, limits: FileLimits = DEFAULT_FILE_LIMITS) -> bool:
    """Tell whether a file is a form: a workbook with a sheet that asks for figures."""
    raw = read_bytes(path, limits)
    if not raw.startswith(b"PK\x03\x04"):
        return False
    for _, rows in _sheets(path, raw, limits):
        for row in rows:
            texts = {normalise(cell) for cell in row.cells if isinstance(cell, str) and len(cell) < 40}
            if normalise(FIGURES_HEAD[1]) in texts or {_BACAAN_ROLES["teks"], _BACAAN_ROLES["terbaca"]} <= texts:
                return True
    return False


def read_bacaan(path: str | Path) -> tuple[Bacaan, ...]:
    """Return the readings that a person has confirmed in the sheet *Bacaan* of a workbook, or that a JSON file holds.

    Raises InvalidDataError KF401 unreadable, KF403 openpyxl is not installed.
    """
    return read_form(path).bacaan if read_bytes(path).startswith(b"PK\x03\x04") else read_bacaan_json(path)


def with_figures(dokumen: Dokumen, path: str | Path) -> tuple[Dokumen, Figures, tuple[Diagnostic, ...]]:
    """Return a document with the figures of a file: a table of them, or a filled form, which may also give targets.

    The findings are those of the form. Raises InvalidDataError as :func:`read_form` and :func:`read_figures` do.
    """
    if not is_form(path):
        return dokumen, read_figures(path), ()
    form = read_form(path)
    found = (*form.diagnostics, *form.rows_of_nobody(dokumen))
    year, wanted = form.tahun, year_of_document(dokumen)
    if year and wanted and year != wanted:
        found = (*found, Diagnostic(FORM_OF_ANOTHER_YEAR, (0, 0), (), year=year, wanted=wanted))
    return form.applied_to(dokumen), form.figures, found


def read_form(path: str | Path, *, limits: FileLimits = DEFAULT_FILE_LIMITS) -> FilledForm:
    """Return the figures of a filled form.

    Raises:
        InvalidDataError: KF401 unreadable, KF403 openpyxl is not installed.
    """
    raw = read_bytes(path, limits)
    reading = _Reading()
    for title, rows in _sheets(path, raw, limits):
        reading.sheet(title, rows)
    figures = Figures(reading.figures, path=str(path), title=reading.periode)
    return FilledForm(
        figures,
        reading.periode,
        reading.target,
        tuple(reading.findings),
        tuple(reading.rows),
        tuple(reading.targets),
        tuple(reading.apart),
        tuple(reading.notes),
        tuple(reading.bacaan),
        tuple(reading.filled_records),
        tuple(reading.tahunan),
        frozenset(reading.years),
    )


class _Row(NamedTuple):
    """A row of a sheet: its number, its values, for each the formula that computes it (empty without), its columns."""

    number: int
    cells: Sequence[Any]
    computed: Sequence[str]
    columns: Sequence[int]


def _sheets(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[tuple[str, Iterator[_Row]]]:
    for sheet in sheets_of(path, raw, limits):
        yield sheet.title, _rows(path, sheet, limits)


def _rows(path: str | Path, sheet: Sheet, limits: FileLimits) -> Iterator[_Row]:
    for count, row in enumerate(sheet.rows(), 1):
        if count > limits.rows:
            raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
        values = [None if cell is None else _value(cell) for cell in row.cells]
        yield _Row(row.number, values, ["" if cell is None else cell.formula for cell in row.cells], sheet.columns)


def _value(cell: SheetCell) -> Any:
    value = cell.value
    return value if cell.is_date or value is None else cell_value(cell)


class _Reading:
    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.findings: list[Diagnostic] = []
        self.target: dict[tuple[str, str], tuple[str, str]] = {}
        self.periode = ""
        self.seen: dict[str, str] = {}
        self.rows: list[FilledRow] = []
        self.targets: list[TargetRow] = []
        self.apart: list[Apart] = []
        self.notes: list[Apart] = []
        self.bacaan: list[Bacaan] = []
        self.filled_records: list[FilledRecords] = []
        self.tahunan: list[FilledAnnual] = []
        self.years: set[str] = set()

    def sheet(self, title: str, rows: Iterator[_Row]) -> None:
        first = next(rows, None)
        if first is None:
            return
        if RECORDS_TITLE in first.cells:
            self.records(title, rows)
        else:
            self.table(title, chain((first,), rows))

    def records(self, title: str, rows: Iterator[_Row]) -> None:
        """Read a sheet of records: each column is a list of figures of the indicator."""
        told: dict[str, str] = {}
        names: list[str] = []
        columns: list[list[Any]] = []
        for row in rows:
            shown = [fold_space(shown_cell(cell)) if not _is_odd(cell) else "" for cell in row.cells]
            if not any(shown):
                continue
            if not names:
                label = shown[0].casefold()
                if label == normalise(RECORDS_COLUMN):
                    names = [name for name in shown[1:] if name]
                    columns = [[] for _ in names]
                elif len(shown) > 1 and label:
                    told[label] = shown[1]
                continue
            cells = [*row.cells[1:], *[None] * len(names)][: len(names)]
            if all(cell is None for cell in cells):
                continue
            for place, cell in enumerate(cells):
                fault = "" if cell is None else _fault(cell)
                if fault:
                    self.report(FORM_FIGURE, title, f"{_column(place + 2)}{row.number}", text=fault)
                columns[place].append(cell)
        post, indicator = told.get("jabatan", ""), told.get("indikator", "")
        for name, figures in zip(names, columns, strict=True):
            if figures:
                self.figures.append(Figure(name, figures, post, indicator))
        isi = tuple(zip(*columns, strict=True))
        if isi:
            self.filled_records.append(FilledRecords(told.get("rumus", ""), tuple(names), post, indicator, isi))

    def table(self, title: str, rows: Iterator[_Row]) -> None:
        jabatan = None
        roles: dict[str, int] = {}
        above: list[tuple[_Row, Sequence[Any]]] = []
        for row in rows:
            cells, computed = row.cells, row.computed
            shown = [fold_space(shown_cell(cell)) if not _is_odd(cell) else "" for cell in cells]
            if not any(shown) and not any(computed) and not any(cell is not None for cell in cells):
                continue
            found = _head(shown)
            if found:
                roles = found
                continue
            if not roles:
                jabatan = self.label(shown, jabatan)
                above.append((row, cells))
                continue
            post = self.post_of(title, jabatan)
            if "terbaca" in roles:
                self.confirmed(roles, shown)
            elif _ANNUAL in roles:
                self.annual(title, row, roles)
            elif "isi" in roles:
                self.set_apart(roles, cells, shown)
            elif "nilai" in roles:
                self.figure(title, row, post, roles, shown)
            elif "indikator" in roles and shown[roles["indikator"] : roles["indikator"] + 1]:
                self.told(title, row, post, roles, shown)
            self.write_down(title, row, cells, {*range(len(cells))} - {*roles.values()})
        if roles and not {"isi", "terbaca", _ANNUAL} & roles.keys():
            self.note_sheet(title, self.post_of(title, jabatan))
        for row, cells in above:
            places = [place for place, cell in enumerate(cells) if cell is not None]
            printed = _printed(title, row.number, cells, self.periode, bool(roles))
            self.write_down(title, row, cells, places[printed:])

    def write_down(self, title: str, row: _Row, cells: Sequence[Any], places: Iterable[int]) -> None:
        """Keep what a person wrote where the form asks for nothing."""
        for place in sorted(places):
            value = cells[place]
            if value is not None and (not isinstance(value, str) or value.strip()):
                isi = value if isinstance(value, (str, int, float)) else str(value)
                self.notes.append(Apart(f"{title}, {_column(row.columns[place])}{row.number}", isi, jenis="catatan"))

    def confirmed(self, roles: Mapping[str, int], shown: Sequence[str]) -> None:
        """Take a reading that a person has confirmed or written."""
        line = _cell(shown, roles, "rumus")
        if not line and is_confirmed(_cell(shown, roles, "benar")):
            line = _cell(shown, roles, "terbaca")
        if line:
            told = [_cell(shown, roles, role) for role in ("indikator", "oleh", "tanggal")]
            self.bacaan.append(Bacaan(_cell(shown, roles, "teks"), line, *told))

    def annual(self, title: str, row: _Row, roles: Mapping[str, int]) -> None:
        """Take what the annual report tells beside the figures; say what of it can't be used."""
        told: dict[str, str] = {}
        for role, place in roles.items():
            value = row.cells[place] if place < len(row.cells) else None
            formula = row.computed[place] if place < len(row.computed) else ""
            if isinstance(value, date):
                told[role] = date_text(value.toordinal())
            elif value is not None and not _is_odd(value):
                told[role] = shown_cell(value).strip()
            bad = "=…" if value is None and formula else told.get(role, "") if told.get(role, "") in _ERRORS else ""
            if bad:
                self.report(FORM_FIGURE, title, f"{_column(row.columns[place])}{row.number}", text=bad)
                told.pop(role, None)
        isi = {name: told[head] for name, head in zip(PEMBANDING, ANNUAL_HEAD, strict=True) if told.get(head)}
        earlier: dict[str, dict[str, str]] = {kind: {} for kind in EARLIER}
        for role, text in told.items():
            kind, _, year = role.partition(" ")
            if kind in earlier and role not in ANNUAL_HEAD and text:
                earlier[kind][year] = text
        self.years.update([role.partition(" ")[2] for role in roles if _is_earlier(role)])
        if isi or any(earlier.values()):
            names = (told.get("Jabatan", ""), told.get("Indikator", ""))
            self.tahunan.append(FilledAnnual(*names, isi, *[earlier[kind] for kind in EARLIER]))

    def set_apart(self, roles: Mapping[str, int], cells: Sequence[Any], shown: Sequence[str]) -> None:
        def cell(role: str) -> str:
            return _cell(shown, roles, role)

        isi = cells[roles["isi"]] if roles["isi"] < len(cells) else None
        if isi is not None or cell("nama"):
            self.apart.append(
                Apart(cell("nama"), isi, cell("jabatan"), cell("indikator"), cell("jenis"), cell("keterangan"))
            )

    def label(self, shown: Sequence[str], jabatan: str | None) -> str | None:
        filled = [text for text in shown if text]
        if filled and filled[0].casefold().strip(" :") == "jabatan":
            return filled[1] if len(filled) > 1 else ""
        if len(filled) > 1 and filled[0].casefold().strip(" :") == "periode":
            self.periode = self.periode or filled[1]
        return jabatan

    def post_of(self, title: str, jabatan: str | None) -> str:
        if jabatan is not None:
            return jabatan
        return "" if normalise(title) in (normalise(ALL_POSTS), "isian") else title

    def note_sheet(self, title: str, post: str) -> None:
        first = self.seen.setdefault(normalise(post), title)
        if post and first != title:
            self.report(DOUBLE_SHEET, title, "", name=post, sheets=(first, title))

    def figure(
        self,
        title: str,
        row: _Row,
        post: str,
        roles: Mapping[str, int],
        shown: Sequence[str],
    ) -> None:
        cells = row.cells
        place = roles["nilai"]
        value = cells[place] if place < len(cells) else None
        formula = row.computed[place] if place < len(row.computed) else ""
        cell = f"{_column(row.columns[place])}{row.number}"
        name = _cell(shown, roles, "nama")
        own = normalise(_cell(shown, roles, "untuk")) == normalise(OWN_FIGURE)
        is_empty = value is None or (isinstance(value, str) and not value.strip())
        if name:
            given = roles.get("konstanta", len(cells))
            self.rows.append(
                FilledRow(
                    name,
                    (formula or None) if is_empty else value,
                    post,
                    own,
                    asked=bool(_cell(shown, roles, "no")) or "no" not in roles,
                    satuan=_cell(shown, roles, "satuan"),
                    untuk="" if own else _cell(shown, roles, "untuk"),
                    asal=_cell(shown, roles, "asal"),
                    konstanta=cells[given] if given < len(cells) else None,
                )
            )
        else:
            told = [*cells[:place], formula if is_empty else value, *cells[place + 1 :]]
            self.write_down(title, row, told, {*roles.values()} - {roles.get("no")} & {*range(len(told))})
        if is_empty:
            if formula:
                self.report(FORM_FIGURE, title, cell, text="=…")
            return
        if isinstance(value, date) and _is_day(name):
            self.figures.append(Figure(name, value.isoformat()[:10], post, name if own else ""))
            return
        fault = _fault(value)
        if fault:
            self.report(FORM_FIGURE, title, cell, text=fault)
            if name:  # its row says what stands there, and not that nothing does
                self.figures.append(Figure(name, fold_space(str(value))[:_LONGEST_SHOWN], post, name if own else ""))
            return
        if not name:
            self.report(FORM_ROW, title, cell)
            return
        if formula:
            self.report(SHEET_FORMULA, title, cell, text=shown_cell(value))
        self.figures.append(Figure(name, value, post, name if own else ""))

    def told(self, title: str, row: _Row, post: str, roles: Mapping[str, int], shown: Sequence[str]) -> None:
        name, target = _cell(shown, roles, "indikator"), _cell(shown, roles, "target")
        written = _cell(shown, roles, "arah")
        arah = arah_of_cell(written.casefold())[0] or ""
        if written and not arah:
            self.write_down(title, row, shown, [roles["arah"]])
        if "no" in roles and not (_cell(shown, roles, "no") or target or arah):
            self.write_down(title, row, shown, {*roles.values()} & {*range(len(shown))})
        if name and (target or arah):
            self.target[normalise(post), normalise(name)] = (target, arah)
        if name:
            dokumen = (_cell(shown, roles, "target_dokumen"), _cell(shown, roles, "arah_dokumen"))
            known = dokumen if "target_dokumen" in roles else None
            self.targets.append(TargetRow(name, post, target, arah, known, _cell(shown, roles, "rumus")))

    def report(self, rule: Any, sheet: str, cell: str, **values: object) -> None:
        place = f"lembar {sheet}|sel {cell}" if cell else f"lembar {sheet}"
        self.findings.append(Diagnostic(rule, (0, 0), (), place=place, **values))


def _head(shown: Sequence[str]) -> dict[str, int]:
    """Return role → column of a head, nothing for any other row."""
    keys = [normalise(text) for text in shown]
    if {_BACAAN_ROLES["teks"], _BACAAN_ROLES["terbaca"]} <= set(keys):
        return {role: keys.index(name) for role, name in _BACAAN_ROLES.items() if name in keys}
    if {_APART_ROLES["nama"][0], _APART_ROLES["isi"][0]} <= set(keys):
        return {role: keys.index(name) for role, (name,) in _APART_ROLES.items() if name in keys}
    annual = _annual_head(shown)
    if annual:
        return annual
    for known, needed in ((_FIGURE_ROLES, ("nama", "nilai")), (_INDICATOR_ROLES, ("indikator", "target"))):
        found: dict[str, int] = {}
        for role, names in known.items():
            for name in names:
                if role not in found and normalise(name) in keys:
                    found[role] = keys.index(normalise(name))
        if all(role in found for role in needed) and (known is _FIGURE_ROLES or normalise(INDICATORS_HEAD[5]) in keys):
            return found
    return {}


def _annual_head(shown: Sequence[str]) -> dict[str, int]:
    """Return role → column of the sheet for the annual report, however its heads are written; else nothing."""
    found: dict[str, int] = {}
    for place, text in enumerate(shown):
        role = _ANNUAL_ROLES.get(normalise(text)) or _earlier_role(text)
        if role and role not in found:
            found[role] = place
    if "Indikator" not in found or sum(role in ANNUAL_HEAD for role in found) < _LEAST_ANNUAL:
        return {}
    return found | {_ANNUAL: found["Indikator"]}


def _earlier_role(text: str) -> str:
    """Return ``Realisasi 2023`` for *REALISASI TAHUN 2023*; empty for the head of another column."""
    folded = fold_space(text)
    for kind in EARLIER:
        rest = folded[len(kind) :].strip()
        if folded.casefold().startswith(kind.casefold()) and rest:
            period = rest.casefold() if _YEARS_AGO.fullmatch(rest) else year_of(rest)
            return f"{kind} {period}" if period else ""
    return ""


def _is_earlier(role: str) -> bool:
    return role.partition(" ")[0] in EARLIER and role not in ANNUAL_HEAD


_ANNUAL: Final = "lkjip"
"""The role that tells a head to be that of the annual report."""
_LEAST_ANNUAL: Final = 2
_YEARS_AGO: Final = re.compile(r"(?:[1-9] )?tahun lalu", re.IGNORECASE)
_ANNUAL_ROLES: Final = {
    **{normalise(head): head for head in ("No", "Jabatan", "Indikator", *ANNUAL_HEAD)},
    **{normalise(word): "Anggaran" for word in ("Pagu", "Anggaran (Rp)", "Pagu anggaran")},
    **{normalise(word): "Realisasi anggaran" for word in ("Realisasi anggaran (Rp)", "Realisasi pagu")},
    **{normalise(word): "Indikator" for word in ("Indikator kinerja", "Nama indikator")},
    **{normalise(word): "Jabatan" for word in ("Unit", "Unit kerja")},
}


def _printed(title: str, number: int, cells: Sequence[Any], periode: str, is_form: bool) -> int:
    """Return how many of the filled cells of a row above a table the form itself has there."""
    shown = [fold_space(str(cell)) for cell in cells if cell is not None]
    label = shown[0].casefold().strip(" :") if shown else ""
    if not is_form:
        # The sheet of instructions has its title, the title of the document, and numbered lines.
        return 2 if normalise(title) == normalise(GUIDE_SHEET) and (number <= 2 or label.isdigit()) else 0
    if label == "jabatan" or (label == "periode" and shown[1:2] in ([], [periode])):
        return 2
    return int(label == "periode" or (shown or [""])[0] in _PRINTED)


_LONGEST_SHOWN: Final = 60
_PRINTED: Final = (FORM_TITLE, APART_SHEET, APART_TOLD, BACAAN_TITLE, BACAAN_TOLD, ANNUAL_TITLE, ANNUAL_TOLD)


def _is_day(name: str) -> bool:
    """Tell whether a figure is asked for that is a day: *Tanggal penyampaian LKjIP*."""
    told = head_unit(name)
    return told is not None and str(told.unit) == DATE


def _cell(shown: Sequence[str], roles: Mapping[str, int], role: str) -> str:
    return shown[roles[role]] if roles.get(role, len(shown)) < len(shown) else ""


def _is_odd(cell: Any) -> bool:
    return not isinstance(cell, (str, int, float, bool, type(None)))


def _fault(value: Any) -> str:
    """Return what is wrong with a figure, empty if it can be read."""
    if isinstance(value, bool) or _is_odd(value):
        return str(value)[:40]
    if isinstance(value, str):
        if value.strip() in _ERRORS:
            return value.strip()
        try:
            read_text(value)
        except NumeralError:
            return f"“{fold_space(value)[:60]}”"
    return ""


def _column(place: int) -> str:
    """Return the letters of a column, counted from 1."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
