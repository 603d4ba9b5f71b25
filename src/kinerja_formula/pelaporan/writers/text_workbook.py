"""A text to be printed → a workbook: a sheet a chapter's tables one below the other, numbers of percent as numbers."""

from __future__ import annotations

import io
import re
from typing import Any, Final

from kinerja_formula.files.table_files import missing_extra
from kinerja_formula.numerals import NumeralError, read_figure
from kinerja_formula.pelaporan.naskah import Judul, Naskah, Paragraf, Tabel
from kinerja_formula.plain_text import plain

__all__ = ["write_text_workbook"]

_LONGEST: Final = 32_000
_PERCENT: Final = re.compile(r"-?[\d.]+(?:,\d+)?%")
_COUNT: Final = re.compile(r"-?\d{1,15}")


def write_text_workbook(naskah: Naskah) -> bytes:
    """Return a text as an XLSX file, its tables as cells. Raises InvalidDataError KF403 without XlsxWriter."""
    try:
        import xlsxwriter
    except ImportError:
        raise missing_extra("XlsxWriter", "excel", "XLSX") from None
    content = io.BytesIO()
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(content, {"in_memory": True, **texts})
    _write(book, naskah)
    book.close()
    return content.getvalue()


def _write(book: Any, naskah: Naskah) -> None:
    look = {"valign": "top", "font_name": "Arial", "font_size": 10, "text_wrap": True}
    bold, cell = book.add_format({**look, "bold": True, "text_wrap": False}), book.add_format(look)
    line_look = book.add_format({**look, "text_wrap": False})
    head = book.add_format({**look, "bold": True, "bg_color": "#E7ECF1", "border": 1})
    percent = book.add_format({**look, "num_format": '#,##0.00"%"'})
    sheet = book.add_worksheet("Laporan")
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 12, 26)
    row = 0
    for line in naskah.title:
        sheet.write_string(row, 0, plain(line)[:_LONGEST], bold)
        row += 1
    for block in naskah.blocks:
        row += 1
        if isinstance(block, Tabel):
            sheet.write_string(row, 0, block.caption[:_LONGEST], bold)
            row += 1
            for column, text in enumerate(block.head):
                sheet.write_string(row, column, text[:_LONGEST], head)
            for cells in block.rows:
                row += 1
                for column, text in enumerate(cells):
                    _cell(sheet, row, column, text, cell, percent)
        elif isinstance(block, Judul):
            sheet.write_string(row, 0, block.text[:_LONGEST], bold)
        elif isinstance(block, Paragraf):
            told = f"{block.label}: {block.text}" if block.label else block.text
            sheet.write_string(row, 0, told[:_LONGEST], bold if block.label else line_look)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _cell(sheet: Any, row: int, column: int, text: str, cell: Any, percent: Any) -> None:
    """Write a percentage or a count as a number, whatever else as a text."""
    if _COUNT.fullmatch(text):
        sheet.write_number(row, column, int(text), cell)
        return
    if _PERCENT.fullmatch(text):
        try:
            sheet.write_number(row, column, float(read_figure(text).value), percent)
        except (NumeralError, OverflowError):
            sheet.write_string(row, column, text, cell)
        return
    sheet.write_string(row, column, text[:_LONGEST], cell)
