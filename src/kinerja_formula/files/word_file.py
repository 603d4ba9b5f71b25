"""DOCX → lines and rows: merged cells, underlined numerators, list numbers, and equations as text."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from kinerja_formula.diagnostics import UNKNOWN_EQUATION, InvalidDataError
from kinerja_formula.files.pieces import Doubt, Piece, TableRow, Tempat, TextLine
from kinerja_formula.files.table_files import FileLimits, missing_extra, unreadable, weigh
from kinerja_formula.files.word_equation import MATH, equation_text

__all__ = ["word_pieces"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_DEEPEST: Final = 60
_WIDEST: Final = 200
_MOST_TAGS: Final = 1_000_000
"""Each element takes some 200 bytes once it is read. A decree of a hundred indicators has about 40 000 tags."""
_DOCUMENT_SHARE: Final = 4
"""The text of a document is kept as a tree, which is several times as large as the file: it may be a quarter of what
may be unpacked."""
_THROUGH: Final = frozenset(
    [
        f"{_W}{name}"
        for name in (
            "ins",
            "hyperlink",
            "smartTag",
            "sdt",
            "sdtContent",
            "fldSimple",
            "customXml",
            "moveTo",
            "dir",
            "bdo",
        )
    ]
)


def word_pieces(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[Piece]:
    """Yield the lines and rows of a DOCX file. Raises InvalidDataError KF401, KF403."""
    sizes = weigh(path, raw, limits)
    if any(size > limits.unpacked // _DOCUMENT_SHARE for name, size in sizes.items() if name.endswith(".xml")):
        raise unreadable(path, "berkas-terlalu-besar", limit=limits.unpacked // _DOCUMENT_SHARE)
    if _most_tags(raw) > _MOST_TAGS:
        raise unreadable(path, "terlalu-banyak-unsur")
    try:
        from docx import Document
    except ImportError:
        raise missing_extra("python-docx", "word", "DOCX") from None
    try:
        document = Document(io.BytesIO(raw))
        body = document.element.body
        numbering = _Numbering(document)
    except Exception:  # whatever a broken archive makes the library raise
        raise unreadable(path, "docx-rusak") from None
    walk = _Walk(numbering)
    try:
        for piece in walk.blocks(body, 0):
            if isinstance(piece, TableRow):
                walk.rows += 1
                if walk.rows > limits.rows:
                    raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
            yield piece
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        if isinstance(error, InvalidDataError):
            raise
        raise unreadable(path, "docx-rusak") from None


_BROKEN: Final = (BadZipFile, zlib.error, EOFError, RuntimeError, OSError, NotImplementedError, ValueError)


def _most_tags(raw: bytes) -> int:
    """Return how many tags the part with the most has; a broken part has none, and is told of elsewhere."""
    most = 0
    with ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml"):
                continue
            count = 0
            with suppress(*_BROKEN), archive.open(name) as part:
                while (chunk := part.read(1 << 20)) and count <= _MOST_TAGS:
                    count += chunk.count(b"<")
            most = max(most, count)
    return most


class _Walk:
    """Goes through the elements of a document in their order."""

    def __init__(self, numbering: _Numbering) -> None:
        self.numbering = numbering
        self.rows = 0
        self.line = 0
        self.table = 0
        self.doubts: list[str] = []

    def blocks(self, parent: Any, depth: int) -> Iterator[Piece]:
        if depth > _DEEPEST:
            return
        for element in parent:
            if element.tag == f"{_W}p":
                self.line += 1
                tempat = Tempat(self.line)
                for text in self.paragraph(element).split("\n"):
                    yield TextLine(text.replace("\t", " "), tempat)
                yield from self.take_doubts(tempat)
            elif element.tag == f"{_W}tbl":
                yield from self.rows_of(element, depth + 1)
            elif element.tag in _THROUGH:
                yield from self.blocks(element, depth + 1)

    def take_doubts(self, tempat: Tempat) -> Iterator[Doubt]:
        for what in self.doubts:
            yield Doubt(UNKNOWN_EQUATION, tempat, {"text": what})
        self.doubts.clear()

    # Tables

    def rows_of(self, table: Any, depth: int) -> Iterator[Piece]:
        self.table += 1
        number = self.table
        place = 0
        for element in _elements(table, f"{_W}tr"):
            if element.find(f"{_W}trPr/{_W}del") is not None:
                continue
            place += 1
            tempat = Tempat(place, tabel=number)
            cells: list[str | None] = [""] * min(_WIDEST, _number(element.find(f"{_W}trPr/{_W}gridBefore"), 0))
            nested: list[Any] = []
            for cell in _elements(element, f"{_W}tc"):
                cells += self.cell(cell, nested)
                if len(cells) > _WIDEST:
                    break
            yield TableRow(tuple(cells), tempat, number)
            yield from self.take_doubts(tempat)
            if depth < _DEEPEST:
                for inner in nested:
                    yield from self.rows_of(inner, depth + 1)

    def cell(self, cell: Any, nested: list[Any]) -> list[str | None]:
        """Return a cell with an empty one for each further column that it spans; None if it goes on from above."""
        properties = cell.find(f"{_W}tcPr")
        merge = None if properties is None else properties.find(f"{_W}vMerge")
        width = 1 if properties is None else _number(properties.find(f"{_W}gridSpan"), 1)
        rest: list[str | None] = [""] * (min(_WIDEST, max(1, width)) - 1)
        if merge is not None and merge.get(f"{_W}val") != "restart":
            return [None, *rest]
        if properties is not None and (side := properties.find(f"{_W}hMerge")) is not None:
            if side.get(f"{_W}val") != "restart":
                return ["", *rest]
        lines: list[str] = []
        for element in _elements(cell, f"{_W}p", f"{_W}tbl"):
            if element.tag == f"{_W}tbl":
                nested.append(element)
                continue
            text = self.paragraph(element).strip()
            if text:
                lines.append(text)
                if _has_line_below(element):
                    lines.append("-----")
        if lines and lines[-1] == "-----":
            lines.pop()
        return ["\n".join(lines), *rest]

    # Paragraphs

    def paragraph(self, element: Any) -> str:
        """Return the text of a paragraph: its number in a list, underlined runs marked, equations as text."""
        out: list[tuple[str, bool]] = []
        boxes: list[Any] = []
        self.inline(element, out, boxes, 0)
        text = _marked(out)
        if text.strip():
            text = self.numbering.label(element) + text
        for box in boxes:
            inner = [self.paragraph(one) for one in _elements(box, f"{_W}p")]
            text += "".join([f"\n{line}" for line in inner if line.strip()])
        return text

    def inline(self, parent: Any, out: list[tuple[str, bool]], boxes: list[Any], depth: int) -> None:
        if depth > _DEEPEST:
            return
        for element in parent:
            tag = element.tag
            if tag == f"{_W}r":
                self.run(element, out, boxes, depth)
            elif tag in (f"{MATH}oMath", f"{MATH}oMathPara"):
                text, doubts = equation_text(element)
                self.doubts += doubts
                out.append((f" {text} ", False))
            elif tag in _THROUGH:
                self.inline(element, out, boxes, depth + 1)
            elif tag == _ALTERNATIVE:
                choice = element.find(_CHOICE)
                if choice is not None:
                    self.inline(choice, out, boxes, depth + 1)

    def run(self, element: Any, out: list[tuple[str, bool]], boxes: list[Any], depth: int) -> None:
        line = element.find(f"{_W}rPr/{_W}u")
        underlined = line is not None and line.get(f"{_W}val") not in (None, "none", "0", "false")
        for child in element:
            tag = child.tag
            if tag == f"{_W}t":
                out.append((child.text or "", underlined))
            elif tag == f"{_W}tab":
                out.append(("\t", False))
            elif tag in (f"{_W}br", f"{_W}cr"):
                if child.get(f"{_W}type") not in ("page", "column"):
                    out.append(("\n", False))
            elif tag == f"{_W}noBreakHyphen":
                out.append(("-", underlined))
            elif tag in (f"{_W}drawing", f"{_W}pict"):
                boxes += _boxes(child)
            elif tag == _ALTERNATIVE and depth < _DEEPEST:
                choice = child.find(_CHOICE)
                if choice is not None:
                    boxes += _boxes(choice)


def _elements(parent: Any, *tags: str) -> Iterator[Any]:
    """Yield the children of some kinds, also those in content controls and tracked insertions."""
    waiting = [iter(parent)]
    while waiting:
        for element in waiting[-1]:
            if element.tag in tags:
                yield element
            elif element.tag in _THROUGH and len(waiting) < _DEEPEST:
                waiting.append(iter(element))
                break
        else:
            waiting.pop()


def _boxes(drawing: Any) -> list[Any]:
    return list(drawing.iter(f"{_W}txbxContent"))[:50]


def _marked(runs: list[tuple[str, bool]]) -> str:
    """Join runs, those that are underlined between tags; blanks at their ends are no part of a numerator."""
    out = ""
    held = ""  # an underlined stretch
    for text, underlined in [*runs, ("", False)]:
        if underlined or (held and text.isspace() and text != "\n"):
            held += text
            continue
        if held.strip():
            inner = held.strip()
            before, after = held[: len(held) - len(held.lstrip())], held[len(held.rstrip()) :]
            out += f"{before}<u>{inner}</u>{after}"
        else:
            out += held
        held = ""
        out += text
    return out


def _has_line_below(paragraph: Any) -> bool:
    line = paragraph.find(f"{_W}pPr/{_W}pBdr/{_W}bottom")
    return line is not None and line.get(f"{_W}val") not in (None, "none", "nil")


def _number(element: Any, otherwise: int) -> int:
    try:
        return otherwise if element is None else int(element.get(f"{_W}val") or otherwise)
    except ValueError:
        return otherwise


def _list_of(properties: Any) -> tuple[str, str] | None:
    """Return the list and the level that the properties of a paragraph or style name."""
    list_id = properties.find(f"{_W}numPr/{_W}numId")
    if list_id is None:
        return None
    level = properties.find(f"{_W}numPr/{_W}ilvl")
    return str(list_id.get(f"{_W}val")), "0" if level is None else str(level.get(f"{_W}val"))


def _numbered_styles(document: Any) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for style in document.styles.element.iterchildren(f"{_W}style"):
        properties = style.find(f"{_W}pPr")
        own = None if properties is None else _list_of(properties)
        if own is not None:
            found[str(style.get(f"{_W}styleId"))] = own
    return found


class _Numbering:
    """Numbers of lists, which a document does not hold as text."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[tuple[str, str], str] = {}
        self.counts: dict[tuple[str, str], int] = {}
        self.of_style: dict[str, tuple[str, str]] = {}
        try:
            root = document.part.numbering_part.element
        except Exception:  # a document without lists, or one whose part is broken: lists then have no numbers
            return
        self.of_style = _numbered_styles(document)
        kinds: dict[str, dict[str, str]] = {}
        for one in root.iterchildren(f"{_W}abstractNum"):
            own = kinds.setdefault(str(one.get(f"{_W}abstractNumId")), {})
            for level in one.iterchildren(f"{_W}lvl"):
                kind = level.find(f"{_W}numFmt")
                own[str(level.get(f"{_W}ilvl"))] = "" if kind is None else str(kind.get(f"{_W}val"))
        for one in root.iterchildren(f"{_W}num"):
            link = one.find(f"{_W}abstractNumId")
            for level, kind in kinds.get("" if link is None else str(link.get(f"{_W}val")), {}).items():
                self.levels[str(one.get(f"{_W}numId")), level] = kind

    def label(self, paragraph: Any) -> str:
        """Return what stands before a paragraph of a list: ``1. ``, ``a. ``, ``- ``; empty for any other."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return ""
        style = properties.find(f"{_W}pStyle")
        key = _list_of(properties) or self.of_style.get("" if style is None else str(style.get(f"{_W}val")))
        kind = self.levels.get(key) if key else None
        if kind in (None, "none", ""):
            return ""
        if kind == "bullet":
            return "- "
        assert key is not None
        count = self.counts[key] = self.counts.get(key, 0) + 1
        if kind in ("lowerLetter", "upperLetter") and count <= 26:
            letter = chr(ord("a") + count - 1)
            return f"{letter if kind == 'lowerLetter' else letter.upper()}. "
        return f"{count}. "
