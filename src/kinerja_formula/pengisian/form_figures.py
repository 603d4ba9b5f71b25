"""A filled form → its figures, targets and directions, whatever people did to its columns and rows.

Columns are found by their heads, wherever they stand now; what can't be used is reported by sheet and cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, Final

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import (
    DOUBLE_SHEET,
    FORM_FIGURE,
    FORM_OF_ANOTHER_YEAR,
    FORM_ROW,
    SHEET_FORMULA,
)
from kinerja_formula.dokumen.arah_and_bobot import arah_of_cell
from kinerja_formula.dokumen.model import PEMBANDING, Dokumen
from kinerja_formula.evaluation.figures import DATE
from kinerja_formula.figures.dates import date_text
from kinerja_formula.figures.reader import read_text
from kinerja_formula.files.cell_values import shown_cell
from kinerja_formula.files.file_bytes import DEFAULT_FILE_LIMITS, FileLimits, read_bytes
from kinerja_formula.names import fold_space, normalise
from kinerja_formula.numerals import NumeralError
from kinerja_formula.pengisian.bacaan import BACAAN_TITLE, BACAAN_TOLD, Bacaan, is_confirmed, read_bacaan_json
from kinerja_formula.pengisian.figures_table import Figure, Figures, read_figures
from kinerja_formula.pengisian.filled_form import FilledAnnual, FilledForm, FilledRecords, FilledRow, TargetRow
from kinerja_formula.pengisian.form import (
    ALL_POSTS,
    ANNUAL_HEAD,
    ANNUAL_TITLE,
    ANNUAL_TOLD,
    APART_SHEET,
    APART_TOLD,
    EARLIER,
    FORM_TITLE,
    GUIDE_SHEET,
    OWN_FIGURE,
    RECORDS_COLUMN,
    RECORDS_TITLE,
    Apart,
    year_of_document,
)
from kinerja_formula.pengisian.form_heads import ANNUAL, is_earlier, roles_of_head, tells_a_form
from kinerja_formula.pengisian.form_rows import Line, Row, column_letters, form_sheets, is_odd
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

_ERRORS: Final = frozenset(["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"])


def is_form(path: str | Path, *, limits: FileLimits = DEFAULT_FILE_LIMITS) -> bool:
    """Tell whether a file is a form: a workbook with a sheet that asks for figures."""
    raw = read_bytes(path, limits)
    if not raw.startswith(b"PK\x03\x04"):
        return False
    for _, rows in form_sheets(path, raw, limits):
        for row in rows:
            if tells_a_form([normalise(cell) for cell in row.cells if isinstance(cell, str) and len(cell) < 40]):
                return True
    return False


def read_bacaan(path: str | Path) -> tuple[Bacaan, ...]:
    """Return the readings that a person has confirmed in the sheet *Bacaan* of a workbook, or that a JSON file holds.

    Raises InvalidDataError KF401 unreadable, KF403 openpyxl is not installed.

    >>> import kinerja_formula as kf
    >>> form = kf.isian("examples/pelayanan.csv")
    >>> _ = form.save("isian.xlsx")
    >>> len(kf.read_bacaan("isian.xlsx"))
    0
    """
    return read_form(path).bacaan if read_bytes(path).startswith(b"PK\x03\x04") else read_bacaan_json(path)


def with_figures(dokumen: Dokumen, path: str | Path) -> tuple[Dokumen, Figures, tuple[Diagnostic, ...]]:
    """Return a document with the figures of a file: a table of them, or a filled form, which may also give targets.

    The findings are those of the file. Raises InvalidDataError as :func:`read_form` and :func:`read_figures` do.
    """
    if not is_form(path):
        figures = read_figures(path)
        return dokumen, figures, figures.diagnostics
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
    for title, rows in form_sheets(path, raw, limits):
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

    def sheet(self, title: str, rows: Iterator[Row]) -> None:
        first = next(rows, None)
        if first is None:
            return
        if RECORDS_TITLE in first.cells:
            self.records(title, rows)
        else:
            self.table(title, chain((first,), rows))

    def records(self, title: str, rows: Iterator[Row]) -> None:
        """Read a sheet of records: each column is a list of figures of the indicator."""
        told, names = _above_records(rows)
        columns: list[list[Any]] = [[] for _ in names]
        for row in rows:
            cells = [*row.cells[1:], *[None] * len(names)][: len(names)]
            if not any(row.shown()) or all(cell is None for cell in cells):
                continue
            for place, cell in enumerate(cells):
                fault = "" if cell is None else _fault(cell)
                if fault:
                    self.report(FORM_FIGURE, title, f"{column_letters(place + 2)}{row.number}", text=fault)
                columns[place].append(cell)
        post, indicator = told.get("jabatan", ""), told.get("indikator", "")
        for name, figures in zip(names, columns, strict=True):
            if figures:
                self.figures.append(Figure(name, figures, post, indicator))
        isi = tuple(zip(*columns, strict=True))
        if isi:
            self.filled_records.append(FilledRecords(told.get("rumus", ""), tuple(names), post, indicator, isi))

    def table(self, title: str, rows: Iterator[Row]) -> None:
        """Read a sheet with tables: the rows below each head by the roles of its columns."""
        jabatan = None
        roles: dict[str, int] = {}
        above: list[Row] = []
        for row in rows:
            if not any(row.computed) and all(cell is None for cell in row.cells):
                continue
            shown = row.shown()
            found = roles_of_head(shown)
            if found:
                roles = found
            elif roles:
                line = Line(title, self.post_of(title, jabatan), row, shown, roles)
                self.take(line)
                self.write_down(title, row, row.cells, {*range(len(row.cells))} - line.columns)
            else:
                jabatan = self.label(shown, jabatan)
                above.append(row)
        if roles and not {"isi", "terbaca", ANNUAL} & roles.keys():
            self.note_sheet(title, self.post_of(title, jabatan))
        for row in above:
            places = [place for place, cell in enumerate(row.cells) if cell is not None]
            printed = _printed(title, row.number, row.cells, self.periode, bool(roles))
            self.write_down(title, row, row.cells, places[printed:])

    def take(self, line: Line) -> None:
        """Take a row as that of the table whose head tells it."""
        for role, taken in _TABLES:
            if role in line.roles:
                taken(self, line)
                return

    def write_down(self, title: str, row: Row, cells: Sequence[Any], places: Iterable[int]) -> None:
        """Keep what a person wrote where the form asks for nothing."""
        for place in sorted(places):
            value = cells[place]
            if not _is_blank(value):
                isi = value if isinstance(value, (str, int, float)) else str(value)
                self.notes.append(Apart(f"{title}, {row.place(place)}", isi, jenis="catatan"))

    def confirmed(self, line: Line) -> None:
        """Take a reading that a person has confirmed or written."""
        rumus = line.text("rumus") or (line.text("terbaca") if is_confirmed(line.text("benar")) else "")
        if rumus:
            told = [line.text(role) for role in ("indikator", "oleh", "tanggal")]
            self.bacaan.append(Bacaan(line.text("teks"), rumus, *told))

    def annual(self, line: Line) -> None:
        """Take what the annual report tells beside the figures; say what of it can't be used."""
        told = self.annual_texts(line)
        isi = {name: told[head] for name, head in zip(PEMBANDING, ANNUAL_HEAD, strict=True) if told.get(head)}
        earlier: dict[str, dict[str, str]] = {kind: {} for kind in EARLIER}
        for role in filter(is_earlier, line.roles):
            kind, _, year = role.partition(" ")
            self.years.add(year)
            if told.get(role):
                earlier[kind][year] = told[role]
        if isi or any(earlier.values()):
            names = (told.get("Jabatan", ""), told.get("Indikator", ""))
            self.tahunan.append(FilledAnnual(*names, isi, *[earlier[kind] for kind in EARLIER]))

    def annual_texts(self, line: Line) -> dict[str, str]:
        """Return role → what stands there, as a text; report errors and formulas without a value."""
        told: dict[str, str] = {}
        for role in line.roles:
            value = line.value(role)
            text = _annual_text(value)
            if value is None and line.formula(role):
                self.report(FORM_FIGURE, line.title, line.place(role), text="=…")
            elif text in _ERRORS:
                self.report(FORM_FIGURE, line.title, line.place(role), text=text)
            else:
                told[role] = text
        return told

    def set_apart(self, line: Line) -> None:
        """Take an entry that was set apart earlier."""
        isi, name = line.value("isi"), line.text("nama")
        if isi is not None or name:
            told = [line.text(role) for role in ("jabatan", "indikator", "jenis", "keterangan")]
            self.apart.append(Apart(name, isi, *told))

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

    def figure(self, line: Line) -> None:
        """Take a row of figures as it stands, and its figure if that can be used."""
        value, formula, name = line.value("nilai"), line.formula("nilai"), line.text("nama")
        own = normalise(line.text("untuk")) == normalise(OWN_FIGURE)
        is_empty = _is_blank(value)
        standing = (formula or None) if is_empty else value
        if name:
            self.rows.append(_filled_row(line, standing, own=own))
        else:
            place = line.roles["nilai"]
            told = [*line.row.cells[:place], standing, *line.row.cells[place + 1 :]]
            self.write_down(line.title, line.row, told, line.columns - {line.roles.get("no")} & {*range(len(told))})
        if not is_empty:
            self.use(line, Figure(name, value, line.post, name if own else ""))
        elif formula:
            self.report(FORM_FIGURE, line.title, line.place("nilai"), text="=…")

    def use(self, line: Line, figure: Figure) -> None:
        """Take a figure, or say why it can't be used."""
        value: Any = figure.value
        name, cell = figure.name, line.place("nilai")
        if isinstance(value, date) and _is_day(name):
            self.figures.append(figure._replace(value=value.isoformat()[:10]))
            return
        fault = _fault(value)
        if fault:
            self.report(FORM_FIGURE, line.title, cell, text=fault)
            if name:  # its row says what stands there, and not that nothing does
                self.figures.append(figure._replace(value=fold_space(str(value))[:_LONGEST_SHOWN]))
        elif not name:
            self.report(FORM_ROW, line.title, cell)
        else:
            if line.formula("nilai"):
                self.report(SHEET_FORMULA, line.title, cell, text=shown_cell(value))
            self.figures.append(figure)

    def told(self, line: Line) -> None:
        """Take target and direction of an indicator; keep what else was written into its row."""
        if line.roles["indikator"] >= len(line.shown):
            return
        name, target, written = line.text("indikator"), line.text("target"), line.text("arah")
        arah = arah_of_cell(written.casefold())[0] or ""
        if written and not arah:
            self.write_down(line.title, line.row, line.shown, [line.roles["arah"]])
        if "no" in line.roles and not (line.text("no") or target or arah):
            self.write_down(line.title, line.row, line.shown, line.columns & {*range(len(line.shown))})
        if not name:
            return
        if target or arah:
            self.target[normalise(line.post), normalise(name)] = (target, arah)
        dokumen = (line.text("target_dokumen"), line.text("arah_dokumen"))
        known = dokumen if "target_dokumen" in line.roles else None
        self.targets.append(TargetRow(name, line.post, target, arah, known, line.text("rumus")))

    def report(self, rule: Any, sheet: str, cell: str, **values: object) -> None:
        place = f"lembar {sheet}|sel {cell}" if cell else f"lembar {sheet}"
        self.findings.append(Diagnostic(rule, (0, 0), (), place=place, **values))


_TABLES: Final[tuple[tuple[str, Callable[[_Reading, Line], None]], ...]] = (
    ("terbaca", _Reading.confirmed),
    (ANNUAL, _Reading.annual),
    ("isi", _Reading.set_apart),
    ("nilai", _Reading.figure),
    ("indikator", _Reading.told),
)
"""The role that only the head of a table has, and what takes a row of that table; tried in order."""


def _above_records(rows: Iterator[Row]) -> tuple[dict[str, str], list[str]]:
    """Read what stands above the records, up to their head; return the labels there and the names of the columns."""
    told: dict[str, str] = {}
    for row in rows:
        shown = row.shown()
        label = shown[0].casefold() if any(shown) else ""
        if label == normalise(RECORDS_COLUMN):
            names = [name for name in shown[1:] if name]
            if names:
                return told, names
        elif len(shown) > 1 and label:
            told[label] = shown[1]
    return told, []


def _filled_row(line: Line, standing: object, *, own: bool) -> FilledRow:
    return FilledRow(
        line.text("nama"),
        standing,
        line.post,
        own,
        asked=bool(line.text("no")) or "no" not in line.roles,
        satuan=line.text("satuan"),
        untuk="" if own else line.text("untuk"),
        asal=line.text("asal"),
        konstanta=line.value("konstanta"),
    )


def _annual_text(value: Any) -> str:
    if isinstance(value, date):
        return date_text(value.toordinal())
    return "" if is_odd(value) else shown_cell(value).strip()


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


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _fault(value: Any) -> str:
    """Return what is wrong with a figure, empty if it can be read."""
    if isinstance(value, bool) or is_odd(value):
        return str(value)[:40]
    if isinstance(value, str):
        if value.strip() in _ERRORS:
            return value.strip()
        try:
            read_text(value)
        except NumeralError:
            return f"“{fold_space(value)[:60]}”"
    return ""
