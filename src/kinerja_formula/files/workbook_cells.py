"""XLSX → the cells that are filled, row by row; a cell at the far end of a sheet costs no more than any other.

A workbook is a zip file of XML. It is read as a stream, so that neither empty rows and columns nor merged cells without
end take time or memory; what is too large even so is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time, timedelta
from pathlib import Path
from typing import Final, NamedTuple
from xml.parsers import expat
from zipfile import BadZipFile

from kinerja_formula.diagnostics import InvalidDataError
from kinerja_formula.files.file_bytes import FileLimits, unreadable, weigh
from kinerja_formula.files.workbook_parts import LONGEST_CELL, MOST_CELLS, Book, BrokenError, RichText
from kinerja_formula.files.workbook_styles import NO_STYLE, Style, Value, day_of_text, day_or_time, need_openpyxl
from kinerja_formula.files.workbook_xml import is_on, local_name

__all__ = ["Merged", "Sheet", "SheetCell", "SheetRow", "sheets_of"]

_WIDEST: Final = 200
"""Columns up to here keep their places; filled ones further out stand close together behind them."""
_MOST_BEYOND: Final = 1_000


class SheetCell(NamedTuple):
    """What a cell holds, its format of numbers, and the formula by which the sheet computes it, empty without one.

    ``line_below``: its lower border is drawn; ``line_above``: its upper one.
    """

    value: Value
    number_format: str = "General"
    formula: str = ""
    line_below: bool = False
    line_above: bool = False

    @property
    def computed(self) -> bool:
        """Whether the sheet computes it."""
        return bool(self.formula)

    @property
    def is_date(self) -> bool:
        """Whether it is a date or a time."""
        return isinstance(self.value, (date, time, timedelta))


class SheetRow(NamedTuple):
    """A row that has something: its number, and its cells as far as the last filled one; None is an empty place."""

    number: int
    cells: tuple[SheetCell | None, ...]
    is_hidden: bool = False


class Merged(NamedTuple):
    """A merged area, its first and last row and column counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet:
    """A visible sheet. ``merged`` are its merged areas, ``columns`` the numbers of its columns, from the left, and
    ``hidden`` those of them that a person does not see.
    """

    def __init__(self, book: Book, title: str, part: str) -> None:
        self._book = book
        self._part = part
        self.title = title
        survey = _Survey()
        book.parse(part, survey.begin, None)
        book.cells += survey.cells
        if book.cells > MOST_CELLS:
            raise unreadable(book.path, "terlalu-banyak-sel", limit=MOST_CELLS)
        beyond = sorted(one for one in survey.columns if one > _WIDEST)
        if len(beyond) > _MOST_BEYOND:
            raise unreadable(book.path, "terlalu-banyak-kolom", limit=_MOST_BEYOND)
        near = max((one for one in survey.columns if one <= _WIDEST), default=0)
        self.columns = (*range(1, (_WIDEST if beyond else near) + 1), *beyond)
        self.merged = tuple(survey.merged)
        self.hidden = frozenset(
            [column for column in self.columns if any(first <= column <= last for first, last in survey.hidden)]
        )
        self._place = {column: place for place, column in enumerate(self.columns)}

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that have a filled cell, in their order."""
        waiting: list[SheetRow] = []
        reading = _Rows(self._book, self._place, waiting.append)
        with _faults_told(self._book.path):
            for _ in self._book.steps(self._part, reading.begin, reading.end, reading.text):
                yield from waiting
                waiting.clear()


def sheets_of(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[Sheet]:
    """Yield the visible sheets of a workbook.

    Raises InvalidDataError KF401 unreadable or too large, KF403 openpyxl is not installed.
    """
    weigh(path, raw, limits)
    need_openpyxl()
    with _faults_told(path):
        book = Book(path, raw, limits)
        for title, part in book.visible():
            yield Sheet(book, title, part)


@contextmanager
def _faults_told(path: str | Path) -> Iterator[None]:
    try:
        yield
    except InvalidDataError:
        raise
    except (
        *(BadZipFile, zlib.error, EOFError, RuntimeError, OSError, NotImplementedError),  # of a broken archive
        *(expat.ExpatError, KeyError, ValueError, BrokenError),  # of broken parts in it
    ):
        raise unreadable(path, "xlsx-rusak") from None


class _Survey:
    """What has to be known of a sheet before its rows: which columns are filled, and the merged areas behind them."""

    def __init__(self) -> None:
        self.columns: set[int] = set()
        self.merged: list[Merged] = []
        self.hidden: list[tuple[int, int]] = []
        self.cells = 0
        self.column = 0
        self.reference: str | None = None

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = local_name(name)
        if kind == "c":
            self.reference = attributes.get("r")
            self.column += 1
        elif kind == "row":
            self.column = 0
        elif kind == "col" and is_on(attributes.get("hidden")):
            self.hidden.append((int(attributes["min"]), int(attributes["max"])))
        elif kind in ("v", "is", "f"):  # a cell without one of them is empty
            self.columns.add(_place_of(self.reference)[1] if self.reference else self.column)
            self.cells += 1
        elif kind == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            (top, left), (bottom, right) = _place_of(first), _place_of(last or first)
            self.merged.append(Merged(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))


_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LETTERS: Final[dict[str, int]] = {}


def _place_of(reference: str) -> tuple[int, int]:
    """Return row and column of a reference, from 1."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise BrokenError
    letters = found[1]
    column = _LETTERS.get(letters)
    if column is None:
        column = 0
        for letter in letters.upper():
            column = column * 26 + ord(letter) - 64
        _LETTERS[letters] = column
    return int(found[2]), column


class _Rows:
    """Makes rows of the elements of a sheet; ``emit`` gets those that have a filled cell."""

    def __init__(self, book: Book, places: Mapping[int, int], emit: Callable[[SheetRow], None]) -> None:
        self.book = book
        self.places = places
        self.emit = emit
        self.inline = RichText(book)
        self.number = self.column = self.style = self.length = 0
        self.kind = ""
        self.attributes: Mapping[str, str] = {}
        self.cells: dict[int, SheetCell] = {}
        self.value: list[str] | None = None
        self.formula: list[str] | None = None
        self.in_value = self.in_formula = self.is_inline = self.is_hidden = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = local_name(name)
        if kind == "c":
            self.attributes = attributes
            self.column += 1
            self.value, self.is_inline, self.formula = None, False, None
        elif kind == "v":
            self.value, self.in_value, self.length = [], True, 0
            self._filled()
        elif kind == "f":
            self.formula, self.in_formula, self.length = [], True, 0
            self._filled()
        elif kind == "is":
            self.is_inline = True
            self._filled()
        elif self.is_inline:
            self.inline.begin(name, attributes)
        elif kind == "row":
            number = attributes.get("r")
            self.number = int(float(number)) if number else self.number + 1
            self.column = 0
            self.is_hidden = is_on(attributes.get("hidden"))

    def _filled(self) -> None:
        """Look at the attributes of a cell that holds something."""
        reference = self.attributes.get("r")
        if reference:
            self.column = _place_of(reference)[1]
        self.kind = self.attributes.get("t", "n")
        self.style = int(self.attributes.get("s", "0"))

    def text(self, text: str) -> None:
        if self.in_value:
            assert self.value is not None
            self.value.append(text)
            self.length += len(text)
            if self.length > LONGEST_CELL:
                self.book.weigh_text("".join(self.value))
        elif self.in_formula:
            assert self.formula is not None
            self.formula.append(text)
            self.length += len(text)
            if self.length > LONGEST_CELL:
                self.book.weigh_text("".join(self.formula))
        elif self.is_inline:
            self.inline.text(text)

    def end(self, name: str) -> None:
        kind = local_name(name)
        if kind == "v":
            self.in_value = False
        elif kind == "f":
            self.in_formula = False
        elif kind == "is":
            self.is_inline = False
            self._take(self.inline.take() if self.kind == "inlineStr" else None)
        elif self.is_inline:
            self.inline.end(name)
        elif kind == "c":
            if self.value is not None and self.kind != "inlineStr":
                self._take(self._read("".join(self.value)))
            elif self.formula is not None and self.column not in self.cells and self.column in self.places:
                self.cells[self.column] = self._cell(None)
        elif kind == "row":
            if any(cell.value is not None for cell in self.cells.values()):
                width = self.places[max(self.cells)] + 1
                row: list[SheetCell | None] = [None] * width
                for column, cell in self.cells.items():
                    row[self.places[column]] = cell
                self.emit(SheetRow(self.number, tuple(row), self.is_hidden))
            self.cells = {}

    def _take(self, value: Value) -> None:
        if isinstance(value, str):
            self.book.weigh_text(value)
        self.cells[self.column] = self._cell(None if self._format().struck else value)

    def _cell(self, value: Value) -> SheetCell:
        style = self._format()
        formula = "" if style.struck else self._formula()
        return SheetCell(value, style.number_format, formula, style.line_below, style.line_above)

    def _formula(self) -> str:
        return "" if self.formula is None else "=" + "".join(self.formula)

    def _format(self) -> Style:
        formats = self.book.formats
        return formats[self.style] if 0 <= self.style < len(formats) else NO_STYLE

    def _read(self, written: str) -> Value:
        """Return the value of a cell by its kind."""
        if not written:
            return None
        kind = self.kind
        if kind == "s":
            return self.book.shared(int(written))
        if kind == "n":
            number = _number(written)
            style = self._format()
            if not style.is_date or isinstance(number, str):
                return number
            return day_or_time(number, style.number_format, from_1904=self.book.dates_from_1904)
        if kind == "b":
            return written.strip() in ("1", "true")
        if kind == "d":
            return day_of_text(written)
        return written  # a text that the sheet computes, or an error


def _number(written: str) -> int | float | str:
    """Return a number, as it is written where it is none: one bad cell is no bad file."""
    if len(written) > _MOST_DIGITS:
        return written
    try:
        return float(written) if "." in written or "E" in written or "e" in written else int(written)
    except ValueError:
        return written


_MOST_DIGITS: Final = 400
