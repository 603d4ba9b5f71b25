"""The report as a workbook that calculates.

Every figure stands once, in the sheet of figures; realizations refer to those cells, capaian to realization and target,
categories to capaian, the summary to all of them: who changes a figure sees what becomes of it. The values that are
saved beside the formulas are those of the library. Texts are written as texts, whatever they look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextvars import copy_context
from fractions import Fraction
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError
from kinerja_formula.diagnostics.catalogue import INVALID_FIGURE, MISSING_DATA, OUT_OF_DOMAIN, ZERO_DENOMINATOR
from kinerja_formula.diagnostics.language import message_texts, use_language_here
from kinerja_formula.files.new_workbook import REPORT, height_of, new_workbook
from kinerja_formula.names import normalise
from kinerja_formula.pelaporan.model import Laporan
from kinerja_formula.pelaporan.naskah import Judul, Paragraf, Tabel
from kinerja_formula.pelaporan.row_model import FigureUsed, LaporanRow, shown_value
from kinerja_formula.pelaporan.words import file_name, mark_of, place_of, report_words, state_of
from kinerja_formula.pelaporan.writers.capaian_cells import capaian_cell, predikat_cell, score_cell
from kinerja_formula.pelaporan.writers.lkjip import comparisons
from kinerja_formula.pelaporan.writers.workbook_summary import Placed, write_summary
from kinerja_formula.penilaian import Capaian, capaian, stated_target
from kinerja_formula.penilaian.stated_figures import Stated
from kinerja_formula.plain_text import plain
from kinerja_formula.units import read_unit
from kinerja_formula.writers.excel import write_excel

__all__ = ["write_xlsx"]

_LONGEST: Final = 32_000
_LIVE: Final = {"ok", *[rule.code for rule in (MISSING_DATA, INVALID_FIGURE, ZERO_DENOMINATOR, OUT_OF_DOMAIN)]}
"""What a change of figures can mend; other faults are in the formula or in its units."""
_TOO_LARGE: Final = 10**300
_WIDTHS: Final = (5, 30, 34, 32, 12, 10, 11, 9, 8, 11, 14, 8, 36, 24)
_FIRST: Final = 5
"""The first row below the head of a sheet, counted from 0: title, what it is, an empty row, the head."""


def write_xlsx(laporan: Laporan, *, language: str = "id") -> bytes:
    """Return the report as the content of an XLSX file, in ``"id"`` or ``"en"``.

    Raises InvalidDataError KF403 without xlsxwriter; ValueError for another language.
    """
    report_words(language)
    return new_workbook(lambda book: copy_context().run(_in_language, book, laporan, language))


def _in_language(book: Any, laporan: Laporan, language: str) -> None:
    use_language_here(language)
    _Book(book, laporan, language).write()


def text_of(text: str) -> str:
    """Return a text of somebody else as a cell holds it."""
    return plain(text)[:_LONGEST]


class _Figure(NamedTuple):
    """A figure in its sheet: ``row`` counted from 0, and the indicators that use it."""

    row: int
    used: FigureUsed
    numbers: list[int]


class _Book:
    def __init__(self, book: Any, laporan: Laporan, language: str) -> None:
        self.book = book
        self.laporan = laporan
        self.language = language
        self.words = report_words(language)
        self.rule = laporan.rule
        self.levels = laporan.levels
        self.has_ranges = any(row.capaian is not None and row.capaian.target.kind == "rentang" for row in laporan.rows)
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.figures_of_rows = [row.figures for row in laporan.rows]
        self.figures = self._collect()
        self.figures_name = self.words["sheet figures"]

    def write(self) -> None:
        book, words = self.book, self.words
        title = self.laporan.sumber.judul or file_name(self.laporan.sumber.berkas)
        book.set_properties({"title": text_of(f"{words['report']}: {title}"), "comments": REPORT})
        summary = book.add_worksheet(words["sheet summary"])
        figures = book.add_worksheet(self.figures_name)
        posts = []
        for place, level in enumerate(self.levels, 1):
            name = sheet_name(place, level.nama or words["no post"])
            posts.append(self._write_post(book.add_worksheet(name), name, place - 1))
        self._write_figures(figures)
        self._write_comparisons()
        write_summary(self.book, summary, self.laporan, posts, self.words, self.format)

    def _write_comparisons(self) -> None:
        """Write what the annual report compares, as it is printed: the sheet of figures is not asked again for it."""
        blocks = comparisons(self.laporan, language=self.language)
        if not blocks:
            return
        sheet = self.book.add_worksheet(self.words["compared"][:31])
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 8, 22)
        heading, head, cell = (
            self.format(bold=True),
            self.format(bold=True, bg_color="#E7ECF1", text_wrap=True),
            self.format(text_wrap=True),
        )
        row = 0
        for block in blocks:
            if isinstance(block, Tabel):
                sheet.write_string(row, 0, text_of(block.caption), heading)
                for line, look in [(block.head, head), *[(one, cell) for one in block.rows]]:
                    row += 1
                    for column, text in enumerate(line):
                        sheet.write_string(row, column, text_of(text), look)
                row += 2
            elif isinstance(block, (Judul, Paragraf)):
                label = f"{block.label}: " if isinstance(block, Paragraf) and block.label else ""
                sheet.write_string(row, 0, text_of(label + block.text), heading if isinstance(block, Judul) else cell)
                row += 1
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def format(self, **properties: object) -> Any:
        """Return a format; equal ones are made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(
                {"valign": "top", "font_name": "Arial", "font_size": 10, **properties}
            )
        return self._formats[key]

    # Figures

    def _collect(self) -> dict[tuple[object, ...], _Figure]:
        found: dict[tuple[object, ...], _Figure] = {}
        for number, figures in enumerate(self.figures_of_rows, 1):
            for used in figures:
                key = _key(used)
                if key not in found:
                    found[key] = _Figure(_FIRST + len(found), used, [])
                if number not in found[key].numbers[-1:]:
                    found[key].numbers.append(number)
        return found

    def cell_of(self, used: FigureUsed) -> str:
        return f"{self.figures_name}!$C${self.figures[_key(used)].row + 1}"

    def _write_figures(self, sheet: Any) -> None:
        words = self.words
        self._head(sheet, words["sheet figures"], words["to change"])
        heads = ("number", "figure", "value", "unit", "as written", "bound to", "file line", "used by")
        widths = (6, 60, 18, 16, 26, 30, 9, 20)
        self._columns(sheet, [words[head] for head in heads], widths)
        for place, (row, used, numbers) in enumerate(self.figures.values(), 1):
            given = used.figure
            sheet.write_number(row, 0, place, self.format())
            sheet.write_string(
                row, 1, text_of(given.name if given is not None else used.name), self.format(text_wrap=True)
            )
            self._input(sheet, row, used)
            sheet.write_string(row, 3, text_of(used.unit or ""), self.format())
            sheet.write_string(
                row, 4, text_of(shown_value(given.value)) if given is not None else words["none"], self.format()
            )
            bound = "" if given is None else "; ".join([one for one in (given.jabatan, given.indikator) if one])
            sheet.write_string(row, 5, text_of(bound), self.format(text_wrap=True))
            if given is not None and given.line:
                sheet.write_number(row, 6, given.line, self.format())
            sheet.write_string(row, 7, ", ".join(map(str, numbers))[:_LONGEST], self.format(text_wrap=True))
            wide = (
                given.name if given is not None else used.name,
                shown_value(given.value) if given is not None else "",
                bound,
            )
            sheet.set_row(row, height_of(zip(wide, (60, 26, 30), strict=True)))
        row = _FIRST + len(self.figures) + 1
        if self.laporan.unused:
            sheet.write_string(row, 1, words["unused"], self.format(bold=True))
            for one in self.laporan.unused:
                row += 1
                sheet.write_string(row, 1, text_of(one.name), self.format(text_wrap=True))
                sheet.write_string(row, 4, text_of(shown_value(one.value)), self.format())
                sheet.write_number(row, 6, one.line, self.format())
        self._print(sheet)

    def _input(self, sheet: Any, row: int, used: FigureUsed) -> None:
        shown: dict[str, object] = {"bg_color": "#FFF6CC", "border": 1, "border_color": "#C5CED8", "align": "right"}
        if used.value is not None and _writable(used.value):
            sheet.write_number(row, 2, float(used.value), self.format(**shown, num_format=_plain_format(used.value)))
        elif used.figure is not None:
            sheet.write_string(row, 2, text_of(used.text), self.format(**shown, font_color="#A4201A"))
        else:
            sheet.write_blank(row, 2, None, self.format(**shown))

    # Posts

    def _write_post(self, sheet: Any, name: str, place: int) -> Placed:
        words, level = self.words, self.levels[place]
        title = text_of(level.nama) or words["no post"]
        self._head(sheet, title, words["to change"])
        heads = ["number", "indicator", "formula", "figures", "reached", "unit", "target", "upper", "direction"]
        heads += ["capaian", "predikat", "score", "remark", "place"]
        self._columns(sheet, [words[head] for head in heads], _WIDTHS)
        if score_cell(self.rule, "J1", "E1") is None:
            sheet.set_column(11, 11, None, None, {"hidden": True})
        if not self.has_ranges:
            sheet.set_column(7, 7, None, None, {"hidden": True})
        line = _FIRST
        goals = []
        for goal in level.sasaran:
            heading = f"{words['goal']}: {text_of(goal.nama) or words['no goal']}"
            look = self.format(bold=True, bg_color="#EEF1F4")
            sheet.write_string(line, 0, heading, look)
            for column in range(1, len(heads)):
                sheet.write_blank(line, column, None, look)
            line += 1
            first = line
            for number, row in goal.rows:
                self._write_row(sheet, line, number, row)
                line += 1
            goals.append((goal.nama, first, line - 1, sum(bool(row.target) for _, row in goal.rows)))
        self._colour(sheet, line)
        self._print(sheet)
        sheet.print_area(0, 0, max(line - 1, _FIRST), 12)
        return Placed(name, level.nama, _FIRST, line - 1, tuple(goals))

    def _write_row(self, sheet: Any, line: int, number: int, row: LaporanRow) -> None:
        words, wrapped = self.words, self.format(text_wrap=True)
        indikator = row.indikator
        formula = row.formula or indikator.formula
        sheet.write_number(line, 0, number, self.format())
        said = text_of(indikator.teks if formula is None else formula.to_text())
        figures = self.figures_of_rows[number - 1]
        named = text_of("; ".join([f"{one.name}: {self.cell_of(one).replace('$', '')}" for one in figures]))
        remarks = [_said(one, self.language) for one in row.diagnostics if one.severity.value != "note"]
        sheet.write_string(line, 1, text_of(indikator.nama), self.format(text_wrap=True, bold=True))
        sheet.write_string(line, 2, said, wrapped)
        sheet.write_string(line, 3, named, wrapped)
        sheet.write_string(line, 5, text_of(row.satuan or (formula.unit if formula else "") or ""), self.format())
        written = self._value_formula(row, figures)
        shown = self.format(num_format=_value_format(row), align="right")
        if written is not None:
            sheet.write_formula(line, 4, written, shown, _cached(row.value))
        elif row.value is not None and _writable(row.value):
            sheet.write_number(line, 4, float(row.value), shown)
        else:
            sheet.write_string(line, 4, text_of(row.text) or words[state_of(row)], self.format(align="right"))
        self._write_capaian(sheet, line, row, live=written is not None or row.is_told)
        if written is None and row.is_told:
            remarks.append(words["fixed"])
        remark, place = text_of(" ".join(remarks)), text_of(place_of(row, self.laporan, words))
        sheet.write_string(line, 12, remark, wrapped)
        sheet.write_string(line, 13, place, wrapped)
        wide = zip((indikator.nama, said, named, remark, place), (1, 2, 3, 12, 13), strict=True)
        sheet.set_row(line, height_of([(text, _WIDTHS[column]) for text, column in wide]))

    def _value_formula(self, row: LaporanRow, figures: Sequence[FigureUsed]) -> str | None:
        """Return the formula of a realization over the cells of its figures; None where none can be written."""
        formula = row.formula
        if formula is None or row.status not in _LIVE or not figures or row.kata:
            return None
        result = row.result
        if result is None:  # figures as they might come: their units and percent signs decide how they are counted
            try:
                result = formula.evaluate(
                    {one.name: f"1 {one.unit}" if one.unit else 1 for one in figures}, strict=False
                )
            except FormulaError:
                result = None
        cells = {one.name: self.cell_of(one) for one in figures}
        try:
            if result is None:
                written = formula.to_excel(cells)
            else:
                written = write_excel(result.arithmetic, result.operands, cells, formula.text)
        except FormulaError:
            return None
        places = list(dict.fromkeys(cells.values()))
        if len(places) > 200:
            return written
        return f'=IF(COUNT({",".join(places)})<{len(places)},"",IFERROR({written[1:]},""))'

    def _write_capaian(self, sheet: Any, line: int, row: LaporanRow, *, live: bool) -> None:
        """Write target, direction, capaian, category and score of a row."""
        found = row.capaian
        if found is None and not row.is_told and row.target:
            found = self._waiting(row)
        self._write_target(sheet, line, row, found)
        if found is not None and live:
            self._write_reached(sheet, line, row, found)
        elif row.capaian is not None and row.capaian.value is not None:
            sheet.write_number(line, 9, float(row.capaian.value), self._capaian_look())

    def _write_target(self, sheet: Any, line: int, row: LaporanRow, found: Capaian | None) -> None:
        """Write the target as a number where it is one, else as it is stated, and the direction."""
        stated = None if found is None else found.target
        if stated is not None and _is_number(stated):
            shown = self.format(num_format=_unit_format(stated.unit), align="right")
            for column, value in ((6, stated.value), (7, stated.upper)):
                if value is not None:
                    sheet.write_number(line, column, float(value), shown)
        else:
            sheet.write_string(line, 6, text_of(row.target), self.format(align="right"))
        if found is not None and row.target:
            sheet.write_string(line, 8, found.arah.arah, self.format())

    def _write_reached(self, sheet: Any, line: int, row: LaporanRow, found: Capaian) -> None:
        """Write capaian, category and score as formulas, each with its value; capaian without a formula as a number."""
        reached, target, upper, share = (f"{column}{line + 1}" for column in "EGHJ")
        own, look = row.capaian, self._capaian_look()
        value = own.value if own is not None else None
        percent = "%" in (row.unit, row.formula.unit if row.formula is not None else None)
        written = capaian_cell(self.rule, found, reached, target, upper, _factor(row, found), percent=percent)
        if written is not None:
            sheet.write_formula(line, 9, written, look, _cached(value))
        elif value is not None:
            sheet.write_number(line, 9, float(value), look)
        predikat = predikat_cell(self.rule, share, reached)
        if predikat is not None:
            told = (own.predikat if own is not None else None) or ""
            sheet.write_formula(line, 10, predikat, self.format(bold=True), text_of(told))
        score = score_cell(self.rule, share, reached)
        if score is not None:
            nilai = own.nilai if own is not None else None
            sheet.write_formula(line, 11, score, self.format(num_format="#,##0.00"), _cached(nilai))

    def _capaian_look(self) -> Any:
        return self.format(num_format='#,##0.00"%"', align="right", bold=True)

    def _waiting(self, row: LaporanRow) -> Capaian | None:
        """Return the capaian of a row without realization, for its target and direction."""
        indikator, formula = row.indikator, row.formula
        wanted: object = indikator.target
        if not wanted and formula is not None:
            wanted = tuple([stated_target(one) for one in formula.targets])
        try:
            return capaian(None, wanted, arah=indikator.arah, aturan=self.rule, indikator=indikator.nama or None)
        except FormulaError:
            return None

    def _colour(self, sheet: Any, end: int) -> None:
        scale = self.rule.skala
        for band in scale.pita if scale is not None else ():
            mark = mark_of(band.warna)
            look = self.book.add_format({"font_color": mark.dark.upper(), "bg_color": mark.light.upper()})
            rule = {"type": "cell", "criteria": "==", "value": '"' + text_of(band.predikat).replace('"', '""') + '"'}
            sheet.conditional_format(_FIRST, 10, max(end - 1, _FIRST), 10, {**rule, "format": look})

    # What all sheets share

    def _head(self, sheet: Any, title: str, told: str) -> None:
        sheet.write_string(0, 0, title, self.format(bold=True, font_size=14, font_color="#12355B"))
        sumber = self.laporan.sumber
        sheet.write_string(1, 0, text_of(sumber.judul or file_name(sumber.berkas)), self.format(font_color="#4A5562"))
        sheet.write_string(2, 0, told, self.format(font_color="#4A5562", italic=True))

    def _columns(self, sheet: Any, heads: Iterable[str], widths: Iterable[float]) -> None:
        look = self.format(bold=True, bg_color="#12355B", font_color="#FFFFFF", text_wrap=True, border=1)
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(_FIRST - 1, column, head, look)
        sheet.freeze_panes(_FIRST, 2)
        sheet.repeat_rows(_FIRST - 1)

    def _print(self, sheet: Any) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer(f"&L&A&R{self.words['page of']} &P / &N")


def sheet_name(number: int, name: str) -> str:
    """Return a name that Excel allows for a sheet: no signs of its own, 31 letters, none twice.

    >>> sheet_name(3, "KASI [UMUM]: PELAYANAN / PERIZINAN DAN LAINNYA")
    '3 KASI UMUM PELAYANAN PERIZINAN'
    """
    kept = " ".join(re.sub(r"[^\w().,-]+", " ", plain(name)).split())
    return f"{number} {kept}"[:31].strip()


def _key(used: FigureUsed) -> tuple[object, ...]:
    if used.figure is None:
        return ("", normalise(used.name))
    return (used.figure.line, used.value)


def _said(found: Diagnostic, language: str) -> str:
    severity = message_texts(language)["severity"][found.severity.value]
    hint = found.hint_in(language)
    return f"{severity} {found.code}: {found.message_in(language)} {hint}".rstrip()


def _factor(row: LaporanRow, found: Capaian) -> Fraction:
    """Return what a realization is multiplied by to be in the unit of its target."""
    unit = row.unit if row.capaian is not None else row.formula.unit if row.formula is not None else None
    target = found.target.unit
    if unit is None or target is None or unit == target:
        return Fraction(1)
    if {unit, target} == {"1", "%"}:
        return Fraction(100) if target == "%" else Fraction(1, 100)
    own, other = read_unit(unit), read_unit(target)
    return (own.factor_to(other) if own is not None and other is not None else None) or Fraction(1)


def _is_number(stated: Stated) -> bool:
    """Whether a target is a number, or two, that a cell can hold."""
    return stated.value is not None and stated.kind in ("angka", "rentang") and _writable(stated.value)


def _cached(value: Fraction | None) -> float | str:
    """Return what is saved beside a formula; an empty text where it has no value."""
    return "" if value is None else float(value)


def _writable(value: Fraction) -> bool:
    return abs(value.numerator) < _TOO_LARGE and value.denominator < _TOO_LARGE


def _plain_format(value: Fraction) -> str:
    if value.denominator == 1:
        return "#,##0"
    digits = next((digits for digits in range(1, 7) if 10**digits % value.denominator == 0), 0)
    return f"#,##0.{'0' * digits}" if digits else "General"


def _value_format(row: LaporanRow) -> str:
    if row.unit == "%" or (row.unit is None and row.formula is not None and row.formula.unit == "%"):
        return '#,##0.00"%"'
    decimals = len(row.number.partition(",")[2]) if row.value is not None else 0
    whole = row.value is not None and row.value.denominator == 1
    return "#,##0" if whole or row.value is None else f"#,##0.{'0' * max(2, decimals)}"


def _unit_format(unit: str | None) -> str:
    if unit in (None, "", "1"):
        return "General"
    shown = plain(unit or "").replace('"', "")[:30]
    return f'General"{shown}"' if shown == "%" else f'General" {shown}"'
