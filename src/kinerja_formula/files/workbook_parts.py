"""The parts of a workbook: XML within a zip file, read as a stream, with the texts that cells share."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias
from xml.parsers import expat
from zipfile import ZipFile

from kinerja_formula.files.file_bytes import FileLimits, unreadable
from kinerja_formula.files.raised import raised
from kinerja_formula.files.workbook_styles import StyleSheet
from kinerja_formula.files.workbook_xml import is_on, local_name

__all__ = ["LONGEST_CELL", "MOST_CELLS", "Begin", "Book", "BrokenError", "RichText"]

MOST_CELLS: Final = 1_000_000
"""Filled cells of all sheets. A table of 50 000 rows has some twenty columns."""
_MOST_TAGS: Final = 6 * MOST_CELLS
"""Tags of one part, those of cells that hold nothing included."""
LONGEST_CELL: Final = 100_000
"""A spreadsheet program takes 32 767 letters."""
_CHUNK: Final = 1 << 16
_LARGEST_TAG: Final = 1 << 21


class BrokenError(Exception):
    """XML that no spreadsheet program writes."""


Begin: TypeAlias = Callable[[str, Mapping[str, str]], None]


class Book:
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
            raise BrokenError
        styles = StyleSheet()
        part = self._related("styles")
        if part is not None:
            self.parse(part, styles.begin, None)
        self.formats = styles.styles()
        self._strings: list[str] | None = None

    def _begin_workbook(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = local_name(name)
        if kind == "sheet":
            own = {local_name(key): value for key, value in attributes.items()}
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

    def parse(self, part: str, begin: Begin, end: Callable[[str], None] | None) -> None:
        """Go through a part at once."""
        for _ in self.steps(part, begin, end, None):
            pass

    def steps(
        self, part: str, begin: Begin, end: Callable[[str], None] | None, text: Callable[[str], None] | None
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
                    raise unreadable(self.path, "terlalu-banyak-sel", limit=MOST_CELLS)
                if fed - parser.CurrentByteIndex > _LARGEST_TAG:
                    raise BrokenError
                yield
            parser.Parse(b"", True)
            yield

    def _relations(self, part: str, folder: str) -> dict[str, tuple[str, str]]:
        """Return id → kind and part of what a part refers to."""
        found: dict[str, tuple[str, str]] = {}

        def begin(name: str, attributes: Mapping[str, str]) -> None:
            if local_name(name) == "Relationship" and attributes.get("TargetMode") != "External":
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

    # Shared texts

    def shared(self, number: int) -> str:
        """Return a text that several cells may refer to."""
        if self._strings is None:
            self._strings = []
            part = self._related("sharedStrings")
            if part is not None:
                reading = RichText(self)
                for _ in self.steps(part, reading.begin, self._end_shared(reading), reading.text):
                    pass
        if not 0 <= number < len(self._strings):
            raise BrokenError
        return self._strings[number]

    def _end_shared(self, reading: RichText) -> Callable[[str], None]:
        def end(name: str) -> None:
            reading.end(name)
            if local_name(name) == "si":
                assert self._strings is not None
                self._strings.append(reading.take())

        return end

    def weigh_text(self, text: str) -> None:
        """Refuse texts that are longer than any cell, or that are more than a file may hold once written out."""
        self.letters += len(text)
        if len(text) > LONGEST_CELL or self.letters > self.limits.size:
            raise unreadable(self.path, "berkas-terlalu-besar", limit=self.limits.size)


def _refuse_entities(*_: object) -> None:
    raise BrokenError


_UNWRITTEN: Final = "x005F_"
"""What stands before an escape that is meant as it is written."""


class RichText:
    """Collects the text of a cell or of a shared text: plain, or in runs of which some are underlined."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.out: list[str] = []
        self.length = 0
        self.run: list[str] = []
        self.in_text = self.in_run = self.underlined = self.struck = self.raised = False
        self.phonetic = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = local_name(name)
        if kind == "t":
            self.in_text = not self.phonetic
        elif kind == "r":
            self.in_run, self.underlined, self.struck, self.raised, self.run = True, False, False, False, []
        elif kind == "u" and self.in_run:
            self.underlined = attributes.get("val", "single") != "none"
        elif kind == "strike" and self.in_run:
            self.struck = is_on(attributes.get("val", "1"))
        elif kind == "vertAlign" and self.in_run:
            self.raised = attributes.get("val") == "superscript"
        elif kind == "rPh":
            self.phonetic += 1

    def end(self, name: str) -> None:
        kind = local_name(name)
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
            if self.length > LONGEST_CELL:
                raise unreadable(self.book.path, "berkas-terlalu-besar", limit=self.book.limits.size)
            (self.run if self.in_run else self.out).append(text)

    def take(self) -> str:
        """Return the text and begin anew."""
        found = "".join(self.out).replace(_UNWRITTEN, "")
        self.out.clear()
        self.length = 0
        return found
