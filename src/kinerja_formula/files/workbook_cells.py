"""XLSX → the cells that are filled, row by row; a cell at the far end of a sheet costs no more than any other.

A workbook is a zip file of XML. It is read as a stream, so that neither empty rows and columns nor merged cells without
end take time or memory; what is too large even so is refused.
"""

from __future__ import annotations

import io
import posixpath
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from kinerja_formula.diagnostics import InvalidDataError
from kinerja_formula.files.file_bytes import FileLimits, missing_extra, unreadable, weigh
from kinerja_formula.files.raised import raised

__all__ = ["Merged", "Sheet", "SheetCell", "SheetRow", "sheets_of"]

Value: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None

_MOST_CELLS: Final = 1_000_000
"""Filled cells of all sheets. A table of 50 000 rows has some twenty columns."""
_MOST_TAGS: Final = 6 * _MOST_CELLS
"""Tags of one part, those of cells that hold nothing included."""
_LONGEST_CELL: Final = 100_000
"""A spreadsheet program takes 32 767 letters."""
_WIDEST: Final = 200
"""Columns up to here keep their places; filled ones further out stand close together behind them."""
_MOST_BEYOND: Final = 1_000
_CHUNK: Final = 1 << 16
_LARGEST_TAG: Final = 1 << 21


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


class _Style(NamedTuple):
    """What the style of a cell says: its format of numbers, whether that is one of dates, what is drawn."""

    number_format: str
    is_date: bool
    struck: bool
    line_above: bool
    line_below: bool


_PLAIN: Final = _Style("General", False, False, False, False)


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

    def __init__(self, book: _Book, title: str, part: str) -> None:
        self._book = book
        self._part = part
        self.title = title
        survey = _Survey()
        book.parse(part, survey.begin, None)
        book.cells += survey.cells
        if book.cells > _MOST_CELLS:
            raise unreadable(book.path, "terlalu-banyak-sel", limit=_MOST_CELLS)
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
    try:
        import openpyxl  # noqa: F401 - it knows the formats and the dates
    except ImportError:
        raise missing_extra("openpyxl", "excel", "XLSX") from None
    with _faults_told(path):
        book = _Book(path, raw, limits)
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
        *(expat.ExpatError, KeyError, ValueError, _BrokenError),  # of broken parts in it
    ):
        raise unreadable(path, "xlsx-rusak") from None


class _BrokenError(Exception):
    """XML that no spreadsheet program writes."""


_Begin: TypeAlias = Callable[[str, Mapping[str, str]], None]


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


class _Book:
    """The parts of a workbook that its sheets refer to."""

    def __init__(self, path: str | Path, raw: bytes, limits: FileLimits) -> None:
        self.path = path
        self.limits = limits
        self.cells = 0
        self.letters = 0
        self.archive = ZipFile(io.BytesIO(raw))
        self.names = {name.casefold(): name for name in self.archive.namelist()}
        main = self._target("_rels/.rels", "", "officeDocument") or "xl/workbook.xml"
        folder, _, file = main.rpartition("/")
        self.relations = self._relations(f"{folder}/_rels/{file}.rels", folder)
        self.sheets: list[tuple[str, str, str]] = []
        self.dates_from_1904 = False
        self.parse(main, self._begin_workbook, None)
        if not self.sheets:
            raise _BrokenError
        self.formats = self._formats()
        self._strings: list[str] | None = None

    def _begin_workbook(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = _local(name)
        if kind == "sheet":
            own = {_local(key): value for key, value in attributes.items()}
            self.sheets.append((own.get("name", ""), own.get("state", "visible"), own.get("id", "")))
        elif kind == "workbookPr":
            self.dates_from_1904 = attributes.get("date1904", "0") in ("1", "true")

    def visible(self) -> Iterator[tuple[str, str]]:
        """Yield title and part of each visible sheet of cells, a part that several of them name only once."""
        seen: set[str] = set()
        for title, state, key in self.sheets:
            kind, part = self.relations[key]
            if state == "visible" and kind == "worksheet" and part.casefold() not in seen:
                seen.add(part.casefold())
                yield title, part

    # XML

    def parse(self, part: str, begin: _Begin, end: Callable[[str], None] | None) -> None:
        """Go through a part at once."""
        for _ in self.steps(part, begin, end, None):
            pass

    def steps(
        self, part: str, begin: _Begin, end: Callable[[str], None] | None, text: Callable[[str], None] | None
    ) -> Iterator[None]:
        """Go through a part piece by piece."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = begin
        if end is not None:
            parser.EndElementHandler = end
        if text is not None:
            parser.CharacterDataHandler = text
        parser.EntityDeclHandler = _refuse_entities
        with self.archive.open(self.names[part.casefold()]) as file:
            fed = tags = 0
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
                fed += len(chunk)
                tags += chunk.count(b"<")
                if tags > _MOST_TAGS:
                    raise unreadable(self.path, "terlalu-banyak-sel", limit=_MOST_CELLS)
                if fed - parser.CurrentByteIndex > _LARGEST_TAG:
                    raise _BrokenError
                yield
            parser.Parse(b"", True)
            yield

    def _relations(self, part: str, folder: str) -> dict[str, tuple[str, str]]:
        """Return id → kind and part of what a part refers to."""
        found: dict[str, tuple[str, str]] = {}

        def begin(name: str, attributes: Mapping[str, str]) -> None:
            if _local(name) == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes["Target"]
                whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                found[attributes["Id"]] = attributes["Type"].rpartition("/")[2], whole.lstrip("/")

        if part.casefold() in self.names:
            self.parse(part, begin, None)
        return found

    def _target(self, part: str, folder: str, kind: str) -> str | None:
        return next((target for own, target in self._relations(part, folder).values() if own == kind), None)

    def _related(self, kind: str) -> str | None:
        found = next((target for own, target in self.relations.values() if own == kind), None)
        return found if found is not None and found.casefold() in self.names else None

    # Formats and shared texts

    def _formats(self) -> list[_Style]:
        """Return what each style says."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

        part = self._related("styles")
        own: dict[int, str] = {}
        used: list[tuple[int, int, int]] = []
        struck: list[bool] = []
        lines: list[tuple[bool, bool]] = []
        within = ""

        def begin(name: str, attributes: Mapping[str, str]) -> None:
            nonlocal within
            kind = _local(name)
            if kind == "numFmt":
                own[int(attributes["numFmtId"])] = attributes["formatCode"]
            elif kind in ("cellXfs", "cellStyleXfs", "dxfs", "cellStyles", "fonts", "borders"):
                within = kind
            elif kind == "font" and within == "fonts":
                struck.append(False)
            elif kind == "strike" and within == "fonts" and struck:
                struck[-1] = _is_on(attributes.get("val", "1"))
            elif kind == "border" and within == "borders":
                lines.append((False, False))
            elif kind in ("top", "bottom") and within == "borders" and lines:
                drawn = attributes.get("style", "none") != "none"
                lines[-1] = (drawn, lines[-1][1]) if kind == "top" else (lines[-1][0], drawn)
            elif kind == "xf" and within == "cellXfs":
                number, font, border = (int(attributes.get(name, "0")) for name in ("numFmtId", "fontId", "borderId"))
                used.append((number, font, border))

        if part is not None:
            self.parse(part, begin, None)
        known = {key: own.get(key) or BUILTIN_FORMATS.get(key, "General") for key, _, _ in used}
        dates = {key: bool(is_date_format(code)) for key, code in known.items()}
        return [
            _Style(
                known[key],
                dates[key],
                0 <= font < len(struck) and struck[font],
                *(lines[border] if 0 <= border < len(lines) else (False, False)),
            )
            for key, font, border in used
        ]

    def shared(self, number: int) -> str:
        """Return a text that several cells may refer to."""
        if self._strings is None:
            self._strings = []
            part = self._related("sharedStrings")
            if part is not None:
                reading = _Text(self)
                for _ in self.steps(part, reading.begin, self._end_shared(reading), reading.text):
                    pass
        if not 0 <= number < len(self._strings):
            raise _BrokenError
        return self._strings[number]

    def _end_shared(self, reading: _Text) -> Callable[[str], None]:
        def end(name: str) -> None:
            reading.end(name)
            if _local(name) == "si":
                assert self._strings is not None
                self._strings.append(reading.take())

        return end

    def weigh_text(self, text: str) -> None:
        """Refuse texts that are longer than any cell, or that are more than a file may hold once written out."""
        self.letters += len(text)
        if len(text) > _LONGEST_CELL or self.letters > self.limits.size:
            raise unreadable(self.path, "berkas-terlalu-besar", limit=self.limits.size)


def _refuse_entities(*_: object) -> None:
    raise _BrokenError


_UNWRITTEN: Final = "x005F_"
"""What stands before an escape that is meant as it is written."""


class _Text:
    """Collects the text of a cell or of a shared text: plain, or in runs of which some are underlined."""

    def __init__(self, book: _Book) -> None:
        self.book = book
        self.out: list[str] = []
        self.length = 0
        self.run: list[str] = []
        self.in_text = self.in_run = self.underlined = self.struck = self.raised = False
        self.phonetic = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = _local(name)
        if kind == "t":
            self.in_text = not self.phonetic
        elif kind == "r":
            self.in_run, self.underlined, self.struck, self.raised, self.run = True, False, False, False, []
        elif kind == "u" and self.in_run:
            self.underlined = attributes.get("val", "single") != "none"
        elif kind == "strike" and self.in_run:
            self.struck = _is_on(attributes.get("val", "1"))
        elif kind == "vertAlign" and self.in_run:
            self.raised = attributes.get("val") == "superscript"
        elif kind == "rPh":
            self.phonetic += 1

    def end(self, name: str) -> None:
        kind = _local(name)
        if kind == "t":
            self.in_text = False
        elif kind == "r":
            text = "" if self.struck else "".join(self.run)  # what is struck out no longer holds
            if self.raised:
                text = raised(text, self.out)
            self.out.append(f"<u>{text}</u>" if self.underlined and text.strip() else text)
            self.in_run = False
        elif kind == "rPh":
            self.phonetic -= 1

    def text(self, text: str) -> None:
        if self.in_text:
            self.length += len(text)
            if self.length > _LONGEST_CELL:
                raise unreadable(self.book.path, "berkas-terlalu-besar", limit=self.book.limits.size)
            (self.run if self.in_run else self.out).append(text)

    def take(self) -> str:
        """Return the text and begin anew."""
        found = "".join(self.out).replace(_UNWRITTEN, "")
        self.out.clear()
        self.length = 0
        return found


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
        kind = _local(name)
        if kind == "c":
            self.reference = attributes.get("r")
            self.column += 1
        elif kind == "row":
            self.column = 0
        elif kind == "col" and _is_on(attributes.get("hidden")):
            self.hidden.append((int(attributes["min"]), int(attributes["max"])))
        elif kind in ("v", "is", "f"):  # a cell without one of them is empty
            self.columns.add(_place_of(self.reference)[1] if self.reference else self.column)
            self.cells += 1
        elif kind == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            (top, left), (bottom, right) = _place_of(first), _place_of(last or first)
            self.merged.append(Merged(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LETTERS: Final[dict[str, int]] = {}


def _place_of(reference: str) -> tuple[int, int]:
    """Return row and column of a reference, from 1."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise _BrokenError
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

    def __init__(self, book: _Book, places: Mapping[int, int], emit: Callable[[SheetRow], None]) -> None:
        self.book = book
        self.places = places
        self.emit = emit
        self.inline = _Text(book)
        self.number = self.column = self.style = self.length = 0
        self.kind = ""
        self.attributes: Mapping[str, str] = {}
        self.cells: dict[int, SheetCell] = {}
        self.value: list[str] | None = None
        self.formula: list[str] | None = None
        self.in_value = self.in_formula = self.is_inline = self.is_hidden = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = _local(name)
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
            self.is_hidden = _is_on(attributes.get("hidden"))

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
            if self.length > _LONGEST_CELL:
                self.book.weigh_text("".join(self.value))
        elif self.in_formula:
            assert self.formula is not None
            self.formula.append(text)
            self.length += len(text)
            if self.length > _LONGEST_CELL:
                self.book.weigh_text("".join(self.formula))
        elif self.is_inline:
            self.inline.text(text)

    def end(self, name: str) -> None:
        kind = _local(name)
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

    def _format(self) -> _Style:
        formats = self.book.formats
        return formats[self.style] if 0 <= self.style < len(formats) else _PLAIN

    def _read(self, written: str) -> Value:
        """Return the value of a cell by its kind."""
        if not written:
            return None
        kind = self.kind
        if kind == "s":
            return self.book.shared(int(written))
        if kind == "n":
            number = _number(written)
            return self._date(number) if self._format().is_date and not isinstance(number, str) else number
        if kind == "b":
            return written.strip() in ("1", "true")
        if kind == "d":
            from openpyxl.utils import datetime as dates

            read: Any = dates.from_ISO8601
            found: Value = read(written)
            return found
        return written  # a text that the sheet computes, or an error

    def _date(self, number: int | float) -> Value:
        from openpyxl.styles.numbers import is_timedelta_format
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        epoch: Any = MAC_EPOCH if self.book.dates_from_1904 else WINDOWS_EPOCH
        try:
            found: Value = from_excel(number, epoch, timedelta=bool(is_timedelta_format(self._format().number_format)))
        except (OverflowError, ValueError):
            return "#VALUE!"
        return found


def _number(written: str) -> int | float | str:
    """Return a number, as it is written where it is none: one bad cell is no bad file."""
    if len(written) > _MOST_DIGITS:
        return written
    try:
        return float(written) if "." in written or "E" in written or "e" in written else int(written)
    except ValueError:
        return written


_MOST_DIGITS: Final = 400
