"""A text to be printed → a workbook: a sheet for each of its chapters, its tables as cells. Texts stay texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import Any, Final

from kinerja_formula.files.new_workbook import REPORT, height_of, new_workbook
from kinerja_formula.numerals import read_figure
from kinerja_formula.pelaporan.naskah import Block, Judul, Naskah, Paragraf, Tabel
from kinerja_formula.plain_text import plain

__all__ = ["write_naskah_xlsx"]

_LONGEST: Final = 32_000
_ROOM: Final = 150
"""The width of all columns together, in letters."""
_ONE_LINE: Final = 15
_FILLED: Final = 1.1
"""How many letters stand in the width of one, on the average."""
_PERCENT: Final = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){0,3}(?:,[0-9]{1,9})?%")
_COUNT: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_FIRST_NAME: Final = {"id": "Kertas kerja", "en": "Working paper"}


def write_naskah_xlsx(naskah: Naskah) -> bytes:
    """Return a text as the content of an XLSX file; drawings are left out. Raises InvalidDataError KF403."""
    return new_workbook(lambda book: _Book(book, naskah).write())


def _text(text: str) -> str:
    return plain(text)[:_LONGEST]


def _widths(blocks: list[Block]) -> list[float]:
    """Return the widths of a sheet's columns: those that its tables ask for, up to the next chapter."""
    found: list[float] = []
    for block in blocks:
        if isinstance(block, Judul) and block.level == 1:
            break
        if isinstance(block, Tabel):
            own = [max(6.0, _ROOM * width / sum(block.widths)) for width in block.widths]
            found = [max(pair) for pair in zip_longest(found, own, fillvalue=0.0)]
    return found


class _Book:
    def __init__(self, book: Any, naskah: Naskah) -> None:
        self.book = book
        self.naskah = naskah
        base = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self.plain = book.add_format({**base, "text_wrap": True})
        self.title = book.add_format({**base, "bold": True, "font_size": 13})
        self.bold = book.add_format({**base, "bold": True})
        self.head = book.add_format({**base, "bold": True, "bg_color": "#E7ECF1", "text_wrap": True, "border": 1})
        self.hal = book.add_format({**base, "bold": True, "bg_color": "#F4F6F9", "text_wrap": True, "border": 1})
        self.cells = {
            side: book.add_format({**base, "text_wrap": True, "border": 1, "align": align})
            for side, align in (("l", "left"), ("c", "center"), ("r", "right"))
        }
        self.percent = book.add_format({**base, "border": 1, "align": "right", "num_format": '#,##0.00"%"'})
        self.sheet: Any = None
        self.at = 0
        self.widths: list[float] = []
        """Of the columns of the sheet's tables, in letters; texts go over all of them."""
        self.sheets = 0

    def write(self) -> None:
        self.book.set_properties({"title": _text(" ".join(self.naskah.title)), "comments": REPORT})
        blocks = list(self.naskah.blocks)
        if not blocks or not (isinstance(blocks[0], Judul) and blocks[0].level == 1):
            self.begin(_FIRST_NAME[self.naskah.language])
        for place, block in enumerate(blocks):
            if isinstance(block, Judul) and block.level == 1:
                self.begin(block.text, blocks[place + 1 :])
            self.block(block)
        for source in self.naskah.sources:
            self.line(source, self.plain)

    def begin(self, name: str, blocks: list[Block] | None = None) -> None:
        """Begin a sheet; its columns are as wide as its first table asks for."""
        self.sheets += 1
        kept = " ".join(re.sub(r"[^\w().,-]+", " ", plain(name)).split())
        self.sheet = self.book.add_worksheet(f"{self.sheets} {kept}"[:31].strip())
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.at = 0
        self.widths = _widths(blocks or [])
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        if self.sheets == 1:
            for line in self.naskah.title:
                self.line(line, self.title)

    def block(self, block: Block) -> None:
        if isinstance(block, Judul):
            self.at += 1
            self.line(block.text, self.bold)
        elif isinstance(block, Paragraf):
            self.line(f"{block.label}: {block.text}" if block.label else block.text, self.plain)
        elif isinstance(block, Tabel):
            self.table(block)

    def line(self, text: str, look: Any) -> None:
        self.over(_text(text), look, len(self.widths))
        self.at += 1

    def over(self, text: str, look: Any, count: int) -> None:
        """Write a text over the first columns, in a row that is high enough."""
        if count > 1:
            self.sheet.merge_range(self.at, 0, self.at, count - 1, "", look)
        self.sheet.write_string(self.at, 0, text, look)
        self.fit([text], [sum(self.widths[:count])])

    def fit(self, texts: Iterable[str], widths: Iterable[float]) -> None:
        """Make a row as high as its texts ask for: not every program does so when it opens the file."""
        height = height_of([(text, width * _FILLED) for text, width in zip(texts, widths, strict=False)])
        if height > _ONE_LINE:
            self.sheet.set_row(self.at, height)

    def cell(self, column: int, text: str, side: str) -> None:
        """Write a percentage or a count of a column of figures as a number, whatever else as a text."""
        if side == "r" and _COUNT.fullmatch(text):
            self.sheet.write_number(self.at, column, int(text), self.cells[side])
        elif side == "r" and _PERCENT.fullmatch(text):
            self.sheet.write_number(self.at, column, float(read_figure(text).value), self.percent)
        else:
            self.sheet.write_string(self.at, column, _text(text), self.cells[side])

    def table(self, block: Tabel) -> None:
        self.line(block.caption, self.bold)
        for column, text in enumerate(block.head):
            self.sheet.write_string(self.at, column, _text(text), self.head)
        self.at += 1
        for cells in block.rows:
            if len(cells) == 1:
                self.over(_text(cells[0]), self.hal, len(block.head))
            else:
                for column, (text, side) in enumerate(zip(cells, block.align, strict=True)):
                    self.cell(column, text, side)
                self.fit(map(_text, cells), self.widths)
            self.at += 1
        self.at += 1
