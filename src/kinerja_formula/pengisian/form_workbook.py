"""The form → an XLSX file: a sheet a post, one for the figures that several posts share, one with instructions.

Whatever comes from the document is written as text: a cell that begins like a formula of a spreadsheet is none.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from kinerja_formula.dokumen.chosen_period import title_with_period
from kinerja_formula.dokumen.model import PEMBANDING, Dokumen
from kinerja_formula.files.new_workbook import height_of, new_workbook
from kinerja_formula.files.whole_file import write_whole
from kinerja_formula.numerals import Figure, NumeralError, exact, read_figure
from kinerja_formula.pengisian.bacaan import BACAAN_HEAD, BACAAN_SHEET, BACAAN_TITLE, BACAAN_TOLD, YES, bacaan_rows
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
    Form,
    FormRecords,
    FormRow,
    FormSheet,
)
from kinerja_formula.pengisian.old_form import refuse_to_lose
from kinerja_formula.penilaian import ARAH
from kinerja_formula.plain_text import only_letters

__all__ = ["FIGURES_HEAD", "INDICATORS_HEAD", "OWN_FIGURE", "write_bacaan", "write_form"]

_WIDTHS: Final = (5, 48, 18, 18, 40, 44)
_HIDDEN: Final = range(6, 8)
_USUAL_WIDTH: Final = 8.4
_ONE_LINE: Final = 15.0
_EMPTY_ROWS: Final = 10
_RECORD_ROWS: Final = 60
_RECORDS_TOLD: Final = "Isi satu baris untuk setiap unsur, atau isi jumlahnya saja di lembar jabatannya."
_LONGEST: Final = 2_000
_LONGEST_ENTRY: Final = 32_000
"""What a person filled in is never cut: a cell holds no more than 32 767 signs."""
_INSTRUCTIONS: Final = (
    "Periksa lembar “Bacaan” lebih dahulu: di sana tertulis bagaimana setiap formula dibaca.",
    "Isi sel kuning saja. Sel lain terkunci agar nama data tetap sama seperti di dalam rumus.",
    "Lembar “Semua jabatan” berisi angka yang dipakai lebih dari satu jabatan: cukup diisi sekali.",
    "Angka ditulis biasa: 1250, 81,35, 95%, Rp 1,2 miliar atau 18 orang. Tulis 0 bila memang nol.",
    "Kosongkan bila angkanya belum ada; indikatornya akan dilaporkan “belum ada data”.",
    "Target dan arah boleh dilengkapi: naik (makin tinggi makin baik), turun, atau rentang.",
    "Bila suatu jabatan punya angka sendiri untuk data di lembar “Semua jabatan”, tambahkan di lembar jabatan itu.",
    "Angka tambahan ditulis di baris kosong di bawah tabel, dengan nama data yang sama seperti di dalam rumus.",
    "Sesudah diisi: kinerja laporan DOKUMEN --realisasi BERKAS-INI",
)


def write_bacaan(dokumen: Dokumen, path: str | Path, *, timpa: bool = False) -> int:
    """Write the sheet *Bacaan* alone to an XLSX file, and return how many formulas it has.

    Raises InvalidDataError as :func:`write_form` does.
    """
    rows = bacaan_rows(dokumen)
    form = Form(title_with_period(dokumen), (), (), bacaan=rows)
    if not timpa:
        refuse_to_lose(path, form)
    write_whole(path, _form_content(form, ""))
    return len(rows)


def write_form(form: Form, path: str | Path, *, periode: str = "", timpa: bool = False) -> None:
    """Write the form to an XLSX file; the file appears only when it is whole.

    ``timpa``: a file that is there may be lost. Without it only an empty form, or one whose entries are all in this
    one as well, gives way; :func:`~kinerja_formula.pengisian.form_carrying.carry_over` brings them over.

    Raises InvalidDataError: KF403 where XlsxWriter is not installed, KF484 where something would be lost, KF481 where
    the file can't be written.
    """
    if not timpa:
        refuse_to_lose(path, form)
    write_whole(path, _form_content(form, periode))


def _form_content(form: Form, periode: str) -> bytes:
    return new_workbook(lambda book: _Writer(book, form, periode or form.periode).write())


class _Sheet:
    """A sheet of XlsxWriter whose texts hold no sign that steers: a name is written so that it reads back as itself."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._widths: dict[int, float] = {}
        self._heights: dict[int, float] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sheet, name)

    def set_column(self, first: int, last: int, width: float, *more: Any) -> None:
        self._sheet.set_column(first, last, width, *more)
        self._widths.update(dict.fromkeys(range(first, last + 1), width))

    def write_string(self, row: int, column: int, text: str, look: Any) -> None:
        self._sheet.write_string(row, column, "\n".join(map(only_letters, text.split("\n"))), look)
        if look.text_wrap:  # rows are as high as what is in them: not every program fits them itself
            height = height_of([(text, self._widths.get(column, _USUAL_WIDTH))])
            if height > self._heights.get(row, _ONE_LINE):
                self._heights[row] = height
                self._sheet.set_row(row, height)


class _Writer:
    def __init__(self, book: Any, form: Form, periode: str) -> None:
        self.book = book
        self.form = form
        self.periode = periode
        self.names: set[str] = set()
        frame = {"border": 1, "border_color": "#BFBFBF", "valign": "top", "text_wrap": True}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.text = book.add_format({"valign": "top", "text_wrap": True})
        self.head = book.add_format({**frame, "bold": True, "bg_color": "#DDE6EE"})
        self.cell = book.add_format(frame)
        self.number = book.add_format({**frame, "align": "center"})
        self.open = book.add_format({**frame, "bg_color": "#FFF8D6", "locked": False})
        self.open_figure = book.add_format(
            {**frame, "bg_color": "#FFF8D6", "locked": False, "num_format": "#,##0.##########;-#,##0.##########;0"}
        )

    def write(self) -> None:
        self.guide()
        if self.form.bacaan:
            self.bacaan()
        if self.form.shared or self.form.tambahan:
            self.sheet(FormSheet(ALL_POSTS, [], list(self.form.shared), list(self.form.tambahan)), common=True)
        for sheet in self.form.sheets:
            self.sheet(sheet, common=False)
        for records in self.form.records:
            self.records(records)
        if self.form.tahunan:
            self.annual()
        if self.form.disisihkan:
            self.apart()
        self.book.set_properties({"title": "Isian data kinerja", "comments": "kinerja-formula/isian/1"})

    def guide(self) -> None:
        sheet = _Sheet(self.book.add_worksheet(self.sheet_name(GUIDE_SHEET)))
        sheet.set_column(0, 0, 5)
        sheet.set_column(1, 1, 100)
        sheet.write_string(0, 0, "Petunjuk pengisian", self.title)
        if self.form.judul:
            sheet.write_string(1, 1, self.form.judul[:_LONGEST], self.text)
        for place, line in enumerate(_INSTRUCTIONS, 1):
            sheet.write_number(place + 2, 0, place, self.text)
            sheet.write_string(place + 2, 1, line, self.text)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 1)
        sheet.protect()

    def bacaan(self) -> None:
        """Write how each formula was read, the doubtful ones first, with room for what a person says of it."""
        page = _Sheet(self.book.add_worksheet(self.sheet_name(BACAAN_SHEET)))
        for column, width in enumerate((5, 24, 36, 48, 48, 10, 40, 9, 40, 20, 14)):
            page.set_column(column, column, width)
        page.write_string(0, 0, BACAAN_TITLE, self.title)
        page.write_string(1, 1, BACAAN_TOLD, self.label)
        row = 3
        for column, name in enumerate(BACAAN_HEAD):
            page.write_string(row, column, name, self.head)
        page.repeat_rows(row)
        page.freeze_panes(row + 1, 0)
        first = row + 1
        for number, one in enumerate(self.form.bacaan, 1):
            row += 1
            done = one.bacaan
            page.write_number(row, 0, number, self.number)
            texts = (one.jabatan, one.indikator, one.teks, one.rumus)
            for column, text in enumerate(texts, 1):
                page.write_string(row, column, text[:_LONGEST], self.cell)
            page.write_string(row, 5, f"{one.keyakinan:.0%}", self.number)
            page.write_string(row, 6, one.ragu[:_LONGEST], self.cell)
            same = done is not None and done.rumus == one.rumus
            page.write_string(row, 7, YES if same else "", self.open)
            page.write_string(row, 8, done.rumus[:_LONGEST_ENTRY] if done is not None and not same else "", self.open)
            page.write_string(row, 9, done.oleh if done is not None else "", self.open)
            page.write_string(row, 10, done.tanggal if done is not None else "", self.open)
        page.data_validation(first, 7, row, 7, {"validate": "list", "source": [YES], "error_type": "warning"})
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})

    def sheet(self, sheet: FormSheet, *, common: bool) -> None:
        page = _Sheet(self.book.add_worksheet(self.sheet_name(sheet.jabatan or "Isian")))
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width)
        page.write_string(0, 0, FORM_TITLE, self.title)
        page.write_string(1, 1, "Jabatan", self.label)
        page.write_string(1, 2, "" if common else sheet.jabatan[:_LONGEST], self.text)
        page.write_string(2, 1, "Periode", self.label)
        page.write_string(2, 2, self.periode, self.open)
        page.data_validation(
            2,
            2,
            2,
            2,
            {
                "validate": "length",
                "criteria": "<=",
                "value": 60,
                "input_title": "Periode",
                "input_message": "Misalnya: Tahun 2023, atau Triwulan I 2023",
                "error_type": "warning",
            },
        )
        row = 4
        if sheet.indikator:
            row = self.indicators(page, sheet, row) + 1
        row = self.figures(page, sheet, row)
        page.set_column(_HIDDEN[0], _HIDDEN[-1], 18, None, {"hidden": True})
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.protect(
            "",
            {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True, "insert_rows": True},
        )

    def indicators(self, page: Any, sheet: FormSheet, row: int) -> int:
        for column, name in enumerate(INDICATORS_HEAD):
            page.write_string(row, column, name, self.head)
        first = row + 1
        for number, one in enumerate(sheet.indikator, 1):
            row += 1
            page.write_number(row, 0, number, self.number)
            page.write_string(row, 1, one.nama[:_LONGEST], self.cell)
            page.write_string(row, 2, one.target[:_LONGEST_ENTRY], self.open)
            page.write_string(row, 3, one.arah, self.open)
            page.write_string(row, 4, one.satuan[:_LONGEST], self.cell)
            rumus = one.rumus if one.readable else f"(tidak terbaca) {one.rumus}"
            page.write_string(row, 5, rumus[:_LONGEST], self.cell)
            page.write_string(row, 6, one.target_dokumen[:_LONGEST_ENTRY], self.cell)
            page.write_string(row, 7, one.arah_dokumen, self.cell)
        page.data_validation(
            first,
            3,
            row,
            3,
            {
                "validate": "list",
                "source": list(ARAH),
                "input_title": "Arah",
                "input_message": "naik: makin tinggi makin baik; turun: makin rendah makin baik",
                "error_message": "Pilih naik, turun atau rentang.",
            },
        )
        return row + 1

    def figures(self, page: Any, sheet: FormSheet, row: int) -> int:
        for column, name in enumerate(FIGURES_HEAD):
            page.write_string(row, column, name, self.head)
        page.repeat_rows(row)
        first = row + 1
        for number, one in enumerate(sheet.rows, 1):
            row += 1
            page.write_number(row, 0, number, self.number)
            page.write_string(row, 1, one.nama[:_LONGEST], self.cell)
            self.figure(page, row, one.angka)
            self.uses(page, row, one, self.cell)
            if one.konstanta is not None:
                self.figure(page, row, one.konstanta, 6)
        for one in sheet.tambahan:
            row += 1
            page.write_blank(row, 0, None, self.open)
            page.write_string(row, 1, one.nama[:_LONGEST], self.open)
            self.figure(page, row, one.angka)
            self.uses(page, row, one, self.open)
        for _ in range(_EMPTY_ROWS):
            row += 1
            for column in range(_HIDDEN[0]):
                page.write_blank(row, column, None, self.open_figure if column == 2 else self.open)
        page.data_validation(
            first,
            2,
            row,
            2,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -1e15,
                "maximum": 1e15,
                "input_title": "Angka",
                "input_message": "Angka saja, atau angka dengan satuannya. Kosongkan bila belum ada.",
                "error_type": "warning",  # "18 orang" and "Rp 1,2 miliar" are understood as well
                "error_title": "Bukan angka biasa",
                "error_message": "Isian ini bukan angka. Lanjutkan bila memang angka dengan satuannya.",
            },
        )
        return row + 1

    def records(self, records: FormRecords) -> None:
        """Write a sheet that asks for records: they give the sum that the formula needs."""
        page = _Sheet(self.book.add_worksheet(self.sheet_name(f"Baris {records.indikator}")))
        page.set_column(0, 0, 10)
        page.set_column(1, len(records.kolom), 24)
        page.write_string(0, 0, RECORDS_TITLE, self.title)
        for row, (label, text) in enumerate(
            (("Jabatan", records.jabatan), ("Indikator", records.indikator), ("Rumus", records.rumus)), 1
        ):
            page.write_string(row, 0, label, self.label)
            page.write_string(row, 1, text[:_LONGEST], self.text)
        page.write_string(4, 1, _RECORDS_TOLD, self.text)
        row = 6
        page.write_string(row, 0, RECORDS_COLUMN, self.head)
        for column, name in enumerate(records.kolom, 1):
            page.write_string(row, column, name[:_LONGEST], self.head)
        page.repeat_rows(row)
        page.freeze_panes(row + 1, 0)
        for number in range(1, max(_RECORD_ROWS, len(records.isi) + _EMPTY_ROWS) + 1):
            page.write_number(row + number, 0, number, self.number)
            known = records.isi[number - 1] if number <= len(records.isi) else (None,) * len(records.kolom)
            for column, value in enumerate(known, 1):
                self.figure(page, row + number, value, column, self.open_figure)
        page.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True})

    def annual(self) -> None:
        """Write what the annual report tells beside the figures: earlier years, other targets, causes, budget."""
        page = _Sheet(self.book.add_worksheet(self.sheet_name(ANNUAL_SHEET)))
        years = self.form.tahun_lalu
        heads = ("No", "Jabatan", "Indikator", *[f"{kind} {year}" for year in years for kind in EARLIER], *ANNUAL_HEAD)
        for column, width in enumerate((5, 24, 44, *[14] * (2 * len(years)), 14, 10, 16, 44, 44, 32, 18, 18)):
            page.set_column(column, column, width)
        page.write_string(0, 0, ANNUAL_TITLE, self.title)
        page.write_string(1, 1, ANNUAL_TOLD, self.label)
        row = 3
        for column, name in enumerate(heads):
            page.write_string(row, column, name, self.head)
        page.repeat_rows(row)
        page.freeze_panes(row + 1, 3)
        for number, one in enumerate(self.form.tahunan, 1):
            row += 1
            page.write_number(row, 0, number, self.number)
            page.write_string(row, 1, one.jabatan[:_LONGEST], self.cell)
            page.write_string(row, 2, one.indikator[:_LONGEST], self.cell)
            known = [told.get(year, "") for year in years for told in (one.realisasi, one.capaian)]
            known += [one.isi.get(name, "") for name in PEMBANDING]
            for column, text in enumerate(known, 3):
                self.figure(page, row, text or None, column, self.open_figure)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})

    def uses(self, page: Any, row: int, one: FormRow, cell: Any) -> None:
        page.write_string(row, 3, one.satuan[:_LONGEST], cell)
        page.write_string(row, 4, (OWN_FIGURE if one.own else "; ".join(one.untuk))[:_LONGEST], cell)
        page.write_string(row, 5, "; ".join(one.asal)[:_LONGEST], cell)

    def apart(self) -> None:
        page = self.book.add_worksheet(self.sheet_name(APART_SHEET))
        for column, width in enumerate((5, 48, 18, 30, 40, 10, 44)):
            page.set_column(column, column, width)
        page.write_string(0, 0, APART_SHEET, self.title)
        page.write_string(1, 1, APART_TOLD, self.text)
        row = 3
        for column, name in enumerate(APART_HEAD):
            page.write_string(row, column, name, self.head)
        page.repeat_rows(row)
        for number, one in enumerate(self.form.disisihkan, 1):
            row += 1
            page.write_number(row, 0, number, self.number)
            page.write_string(row, 1, one.nama[:_LONGEST], self.open)
            self.figure(page, row, one.isi)
            for column, text in enumerate((one.jabatan, one.indikator, one.jenis, one.keterangan), 3):
                page.write_string(row, column, text[:_LONGEST_ENTRY], self.open)

    def figure(self, page: Any, row: int, value: object, column: int = 2, cell: Any = None) -> None:
        """Write a known figure: a number as one where a spreadsheet holds it exactly, anything else as text."""
        cell = cell or (self.open_figure if column == 2 else self.cell)
        if isinstance(value, str):
            value = _as_number(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15:
            page.write_number(row, column, value, cell)
        elif isinstance(value, Fraction) and value.denominator == 1 and abs(value) < 10**15:
            page.write_number(row, column, int(value), cell)
        elif value is None:
            page.write_blank(row, column, None, cell)
        else:
            page.write_string(row, column, str(value)[:_LONGEST_ENTRY], cell)

    def sheet_name(self, name: str) -> str:
        """Return a name that a sheet may have: 31 signs, none that a spreadsheet forbids, and each name once."""
        clean = " ".join(_FORBIDDEN.sub(" ", only_letters(name)).split()).strip("'")[:31].strip() or "Jabatan"
        chosen, number = clean, 1
        while chosen.casefold() in self.names or chosen.casefold() == "history":
            number += 1
            tail = f" {number}"
            chosen = clean[: 31 - len(tail)] + tail
        self.names.add(chosen.casefold())
        return chosen


def _as_number(text: str) -> object:
    """Return the number that a text is, if a spreadsheet holds it exactly and it says nothing else; else the text."""
    try:
        figure = read_figure(text)
        held = float(figure.value)
        plain_number = figure == Figure(figure.value) and exact(held) == figure.value
    except (NumeralError, OverflowError):
        return text
    return (int(held) if held.is_integer() else held) if plain_number else text


_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
