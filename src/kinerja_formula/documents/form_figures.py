"""A filled form → its figures, targets and directions, whatever people did to its columns and rows.

Columns are found by their heads, wherever they stand now; what can't be used is reported by sheet and cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import (
    DOUBLE_SHEET,
    FORM_FIGURE,
    FORM_ROW,
    SHEET_FORMULA,
    Diagnostic,
)
from kinerja_formula.documents.arah_and_bobot import arah_of_cell
from kinerja_formula.documents.dokumen import Dokumen
from kinerja_formula.documents.figures_table import Figure, Figures, read_figures
from kinerja_formula.documents.form import ALL_POSTS
from kinerja_formula.documents.form_workbook import FIGURES_HEAD, INDICATORS_HEAD, OWN_FIGURE
from kinerja_formula.documents.table_files import (
    DEFAULT_FILE_LIMITS,
    FileLimits,
    cell_value,
    read_bytes,
    shown_cell,
    unreadable,
)
from kinerja_formula.documents.workbook_cells import Sheet, SheetCell, sheets_of
from kinerja_formula.names import fold_space, normalise
from kinerja_formula.numerals import NumeralError, read_figure
from kinerja_formula.penilaian import ARAH

__all__ = ["FilledForm", "is_form", "read_form", "with_figures"]


class FilledForm(NamedTuple):
    """What a form says.

    ``target``: post and indicator, normalised → the cells *target* and *arah*. ``diagnostics``: what could not be used,
    and where.
    """

    figures: Figures
    periode: str
    target: Mapping[tuple[str, str], tuple[str, str]]
    diagnostics: tuple[Diagnostic, ...]

    def applied_to(self, dokumen: Dokumen) -> Dokumen:
        """Return the document with the targets and directions that the form gives."""
        return replace(
            dokumen,
            jabatan=tuple(
                [
                    replace(jabatan, indikator=tuple([self._told(jabatan.nama, one) for one in jabatan.indikator]))
                    for jabatan in dokumen.jabatan
                ]
            ),
        )

    def _told(self, jabatan: str, indikator: Any) -> Any:
        target, arah = self.target.get((normalise(jabatan), normalise(indikator.nama)), ("", ""))
        changes: dict[str, Any] = {}
        if target and target != indikator.target:
            changes["target"] = target
        if arah in ARAH and arah != indikator.arah:
            changes["arah"] = arah
        return replace(indikator, **changes) if changes else indikator


_FIGURE_ROLES: Final = {
    "nama": ("data yang diisi", "nama data", "data"),
    "nilai": ("angka", "nilai", "realisasi", "isian"),
    "satuan": ("satuan",),
    "untuk": ("dipakai untuk", "untuk", "indikator"),
}
_INDICATOR_ROLES: Final = {
    "indikator": ("indikator",),
    "target": ("target",),
    "arah": ("arah",),
}
_ERRORS: Final = frozenset(["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"])


def is_form(path: str | Path, *, limits: FileLimits = DEFAULT_FILE_LIMITS) -> bool:
    """Tell whether a file is a form: a workbook with a sheet that asks for figures."""
    raw = read_bytes(path, limits)
    if not raw.startswith(b"PK\x03\x04"):
        return False
    for _, rows in _sheets(path, raw, limits):
        for row in islice(rows, 400):
            texts = [cell for cell in row.cells if isinstance(cell, str)]
            if normalise(FIGURES_HEAD[1]) in {normalise(text) for text in texts}:
                return True
    return False


def with_figures(dokumen: Dokumen, path: str | Path) -> tuple[Dokumen, Figures, tuple[Diagnostic, ...]]:
    """Return a document with the figures of a file: a table of them, or a filled form, which may also give targets.

    The findings are those of the form. Raises InvalidDataError as :func:`read_form` and :func:`read_figures` do.
    """
    if not is_form(path):
        return dokumen, read_figures(path), ()
    form = read_form(path)
    return form.applied_to(dokumen), form.figures, form.diagnostics


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
    return FilledForm(figures, reading.periode, reading.target, tuple(reading.findings))


class _Row(NamedTuple):
    """A row of a sheet: its number, its values, whether the sheet computes each, and the numbers of its columns."""

    number: int
    cells: Sequence[Any]
    computed: Sequence[bool]
    columns: Sequence[int]


def _sheets(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[tuple[str, Iterator[_Row]]]:
    for sheet in sheets_of(path, raw, limits):
        yield sheet.title, _rows(path, sheet, limits)


def _rows(path: str | Path, sheet: Sheet, limits: FileLimits) -> Iterator[_Row]:
    for count, row in enumerate(sheet.rows(), 1):
        if count > limits.rows:
            raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
        values = [None if cell is None else _value(cell) for cell in row.cells]
        yield _Row(row.number, values, [cell is not None and cell.computed for cell in row.cells], sheet.columns)


def _value(cell: SheetCell) -> Any:
    value = cell.value
    return value if cell.is_date else cell_value(cell)


class _Reading:
    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.findings: list[Diagnostic] = []
        self.target: dict[tuple[str, str], tuple[str, str]] = {}
        self.periode = ""
        self.seen: dict[str, str] = {}

    def sheet(self, title: str, rows: Iterator[_Row]) -> None:
        jabatan = None
        roles: dict[str, int] = {}
        for row in rows:
            cells = row.cells
            shown = [fold_space(shown_cell(cell)) if not _is_odd(cell) else "" for cell in cells]
            if not any(shown) and not any(cell is not None for cell in cells):
                continue
            found = _head(shown)
            if found:
                roles = found
                continue
            if not roles:
                jabatan = self.label(shown, jabatan)
                continue
            post = self.post_of(title, jabatan)
            if "nilai" in roles:
                self.figure(title, row, post, roles, shown)
            elif "indikator" in roles and shown[roles["indikator"] : roles["indikator"] + 1]:
                self.told(post, roles, shown)
        if roles:
            self.note_sheet(title, self.post_of(title, jabatan))

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
        place = roles["nilai"]
        value = row.cells[place] if place < len(row.cells) else None
        is_computed = place < len(row.computed) and row.computed[place]
        cell = f"{_column(row.columns[place])}{row.number}"
        name = shown[roles["nama"]] if roles["nama"] < len(shown) else ""
        if value is None or (isinstance(value, str) and not value.strip()):
            if is_computed:
                self.report(FORM_FIGURE, title, cell, text="=…")
            return
        fault = _fault(value)
        if fault:
            self.report(FORM_FIGURE, title, cell, text=fault)
            return
        if not name:
            self.report(FORM_ROW, title, cell)
            return
        if is_computed:
            self.report(SHEET_FORMULA, title, cell, text=shown_cell(value))
        untuk = shown[roles["untuk"]] if roles.get("untuk", len(shown)) < len(shown) else ""
        own = normalise(untuk) == normalise(OWN_FIGURE)
        self.figures.append(Figure(name, value, post, name if own else ""))

    def told(self, post: str, roles: Mapping[str, int], shown: Sequence[str]) -> None:
        def cell(role: str) -> str:
            return shown[roles[role]] if roles.get(role, len(shown)) < len(shown) else ""

        name, target = cell("indikator"), cell("target")
        arah = cell("arah").casefold()
        if name and (target or arah):
            self.target[normalise(post), normalise(name)] = (target, arah_of_cell(arah)[0] or "")

    def report(self, rule: Any, sheet: str, cell: str, **values: object) -> None:
        place = f"lembar {sheet}|sel {cell}" if cell else f"lembar {sheet}"
        self.findings.append(Diagnostic(rule, (0, 0), (), place=place, **values))


def _head(shown: Sequence[str]) -> dict[str, int]:
    """Return role → column of a head, nothing for any other row."""
    keys = [normalise(text) for text in shown]
    for known, needed in ((_FIGURE_ROLES, ("nama", "nilai")), (_INDICATOR_ROLES, ("indikator", "target"))):
        found: dict[str, int] = {}
        for role, names in known.items():
            for name in names:
                if role not in found and normalise(name) in keys:
                    found[role] = keys.index(normalise(name))
        if all(role in found for role in needed) and (known is _FIGURE_ROLES or normalise(INDICATORS_HEAD[5]) in keys):
            return found
    return {}


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
            read_figure(value)
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
