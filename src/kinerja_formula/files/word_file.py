"""DOCX → a page of lines and tables: merged cells, underlined numerators, list numbers, and equations as text."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from kinerja_formula.diagnostics import InvalidDataError
from kinerja_formula.diagnostics.catalogue import UNKNOWN_EQUATION
from kinerja_formula.files.file_bytes import FileLimits, missing_extra, unreadable, weigh
from kinerja_formula.files.model import PICTURE, Cell, Doubt, Item, Line, Page, Table
from kinerja_formula.files.raised import raised
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.files.word_equation import MATH, equation_text

__all__ = ["word_page"]

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


def word_page(path: str | Path, raw: bytes, limits: FileLimits) -> Page:
    """Return a DOCX file as one page. Raises InvalidDataError KF401, KF403."""
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
        styles = _Styles(document)
    except Exception:  # whatever a broken archive makes the library raise
        raise unreadable(path, "docx-rusak") from None
    walk = _Walk(numbering, styles, path, limits)
    try:
        return Page(0, walk.items(body))
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

    def __init__(self, numbering: _Numbering, styles: _Styles, path: str | Path, limits: FileLimits) -> None:
        self.numbering = numbering
        self.styles = styles
        self.of_paragraph: Any = None
        self.path = path
        self.limits = limits
        self.rows = 0
        self.line = 0
        self.table = 0
        self.doubts: list[str] = []
        self.pending: list[tuple[str, Tempat]] = []
        """Doubts of the cells of tables, with their row."""

    def items(self, body: Any) -> list[Item]:
        """Return what the body holds, each table with the lines above it."""
        out: list[Item] = []
        above: list[str] = []
        for item in self.blocks(body, 0):
            if isinstance(item, Table):
                item.caption, above = above[-_CAPTION_LINES:], []
            elif isinstance(item, Line) and item.text.strip():
                above.append(item.text.strip())
            out.append(item)
        return out

    def blocks(self, parent: Any, depth: int) -> Iterator[Item]:
        if depth > _DEEPEST:
            return
        for element in parent:
            if element.tag == f"{_W}p":
                self.line += 1
                tempat = Tempat(self.line)
                for text in self.paragraph(element).split("\n"):
                    yield Line(text.replace("\t", " ").removeprefix(_BOXED), tempat)
                yield from self.take_doubts(tempat)
            elif element.tag == f"{_W}tbl":
                table = self.grid(element, depth + 1)
                yield table
                yield from self.take_doubts(table.tempat)
            elif element.tag in _THROUGH:
                yield from self.blocks(element, depth + 1)

    def take_doubts(self, tempat: Tempat) -> Iterator[Doubt]:
        for what, place in [*self.pending, *[(one, tempat) for one in self.doubts]]:
            yield Doubt(UNKNOWN_EQUATION, place, {"text": what})
        self.doubts.clear()
        self.pending.clear()

    # Tables

    def grid(self, element: Any, depth: int) -> Table:
        """Return a table with its cells; those within its cells are theirs."""
        self.table += 1
        tempat = Tempat(0, 0, "", self.table)
        cells: list[Cell] = []
        open_below: dict[int, Cell] = {}
        row = width = head = 0
        for tr in _elements(element, f"{_W}tr"):
            if any(tr.find(f"{_W}trPr/{_W}{name}") is not None for name in ("del", "hidden")):
                continue
            self.rows += 1
            if self.rows > self.limits.rows:
                raise unreadable(self.path, "terlalu-banyak-baris", limit=self.limits.rows)
            if tr.find(f"{_W}trPr/{_W}tblHeader") is not None and head == row:
                head = row + 1
            begun = len(cells)
            col = min(_WIDEST, _number(tr.find(f"{_W}trPr/{_W}gridBefore"), 0))
            for tc in _elements(tr, f"{_W}tc"):
                properties = tc.find(f"{_W}tcPr")
                cols = 1 if properties is None else _number(properties.find(f"{_W}gridSpan"), 1)
                cols = max(1, min(cols, _WIDEST - col))
                if (
                    _goes_on_above(properties)
                    and (above := open_below.get(col)) is not None
                    and above.row + above.rows == row
                ):
                    above.rows += 1
                elif _goes_on_beside(properties) and cells and cells[-1].row == row:
                    cells[-1].cols += cols
                else:
                    cell = self.cell(tc, row, col, cols, depth)
                    cells.append(cell)
                    open_below[col] = cell
                col += cols
                if col >= _WIDEST:
                    break
            width = max([width, *[cell.col + 1 for cell in cells[begun:]]])
            self.pending += [(what, tempat._replace(baris=row + 1)) for what in self.doubts]
            self.doubts.clear()
            row += 1
        for cell in cells:
            cell.cols = min(cell.cols, width - cell.col)  # a span may reach over more columns than there are
        return Table(cells, row, width, tempat, head_rows=head)

    def cell(self, tc: Any, row: int, col: int, cols: int, depth: int) -> Cell:
        lines: list[str] = []
        outer: list[str] = []
        inner: list[Table] = []
        for element in _elements(tc, f"{_W}p", f"{_W}tbl"):
            if element.tag == f"{_W}tbl":
                if depth < _DEEPEST:
                    inner.append(self.grid(element, depth + 1))
                    lines += inner[-1].lines_within()
                continue
            text = self.paragraph(element).strip()
            if not text:
                continue
            own = text.split("\n")
            if lines and lines[-1].rstrip().endswith(":"):  # a box fills the room below "Formulasi :"
                own.sort(key=lambda line: not line.startswith(_BOXED))
            own = [line.removeprefix(_BOXED) for line in own]
            lines += own
            outer += own
            if _has_line_below(element):
                lines.append("-----")
        if lines and lines[-1] == "-----":
            lines.pop()
        return Cell(row, col, 1, cols, "\n".join(lines), inner=inner, outer="\n".join(outer))

    # Paragraphs

    def paragraph(self, element: Any) -> str:
        """Return the text of a paragraph: its number in a list, underlined runs marked, equations as text."""
        out: list[tuple[str, bool]] = []
        boxes: list[Any] = []
        self.of_paragraph = element.find(f"{_W}pPr/{_W}pStyle")
        self.inline(element, out, boxes, 0)
        text = _marked(out)
        if text.strip():
            text = self.numbering.label(element) + text
        for box in boxes:
            inner = self.boxed(box)
            text += "".join(
                [f"\n{_BOXED}{line}" for line in "\n".join(inner).replace(_BOXED, "").split("\n") if line.strip()]
            )
        return text

    def boxed(self, box: Any) -> list[str]:
        """Return the lines of a text box, those of a table in it a row each."""
        lines: list[str] = []
        for one in _elements(box, f"{_W}p", f"{_W}tbl"):
            lines += [self.paragraph(one)] if one.tag == f"{_W}p" else self.grid(one, _DEEPEST).lines_within()
        return lines

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
        looks = self.styles.looks(element.find(f"{_W}rPr"), self.of_paragraph)
        if any(looks.get(name) in _ON for name in _LEFT_OUT):
            return
        is_raised = looks.get("vertAlign") == "superscript"
        line = element.find(f"{_W}rPr/{_W}u")
        underlined = line is not None and line.get(f"{_W}val") not in (None, "none", "0", "false")
        for child in element:
            tag = child.tag
            if tag == f"{_W}t":
                text = child.text or ""
                out.append((raised(text, [one for one, _ in out[-_NEAR_RUNS:]]) if is_raised else text, underlined))
            elif tag == f"{_W}tab":
                out.append(("\t", False))
            elif tag in (f"{_W}br", f"{_W}cr"):
                if child.get(f"{_W}type") not in ("page", "column"):
                    out.append(("\n", False))
            elif tag == f"{_W}noBreakHyphen":
                out.append(("-", underlined))
            elif tag == f"{_W}sym":
                out.append((_symbol(child), underlined))
            elif tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object"):
                own = _boxes(child)
                boxes += own
                if not own and _has_picture(child):
                    out.append((f" {PICTURE} ", False))
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


def _goes_on_above(properties: Any) -> bool:
    merge = None if properties is None else properties.find(f"{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val") != "restart"


def _goes_on_beside(properties: Any) -> bool:
    merge = None if properties is None else properties.find(f"{_W}hMerge")
    return merge is not None and merge.get(f"{_W}val") != "restart"


_LEFT_OUT: Final = ("strike", "dstrike", "vanish")
"""Text that is struck out or hidden: it no longer holds."""
_LOOKS: Final = (*_LEFT_OUT, "vertAlign")
_ON: Final = ("1", "true", "on")
_NEAR_RUNS: Final = 20
_MOST_STYLES_ABOVE: Final = 12


class _Styles:
    """How text looks that only its style says so of: what is struck out, hidden, or raised."""

    def __init__(self, document: Any) -> None:
        self.own: dict[str, dict[str, str]] = {}
        above: dict[str, str] = {}
        for style in document.styles.element.iterchildren(f"{_W}style"):
            name = str(style.get(f"{_W}styleId"))
            self.own[name] = _own_looks(style.find(f"{_W}rPr"))
            based = style.find(f"{_W}basedOn")
            if based is not None:
                above[name] = str(based.get(f"{_W}val"))
        self.whole: dict[str, dict[str, str]] = {}
        for name in self.own:
            line = [name]
            while (upper := above.get(line[-1])) is not None and len(line) < _MOST_STYLES_ABOVE:
                line.append(upper)
            found: dict[str, str] = {}
            for one in reversed(line):
                found.update(self.own.get(one, {}))
            self.whole[name] = found

    def looks(self, run: Any, paragraph: Any) -> dict[str, str]:
        """Return how a run looks: by itself, else by its style, else by the style of its paragraph."""
        of_run = None if run is None else run.find(f"{_W}rStyle")
        styles = [str(one.get(f"{_W}val")) for one in (paragraph, of_run) if one is not None]
        found: dict[str, str] = {}
        for name in styles:
            found.update(self.whole.get(name, {}))
        return {**found, **_own_looks(run)}


def _own_looks(properties: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in _LOOKS if properties is not None else ():
        mark = properties.find(f"{_W}{name}")
        if mark is not None:
            found[name] = str(mark.get(f"{_W}val") or "1")
    return found


_SYMBOLS: Final = {
    "B4": "×",
    "B8": "÷",
    "E5": "Σ",
    "53": "Σ",
    "A3": "≤",
    "B3": "≥",
    "B1": "±",
    "B9": "≠",
    "2D": "-",
    "2B": "+",
    "3D": "=",
    "2F": "/",
    "D7": "·",
}
"""Letters of the font Symbol that formulas are written with, by the last two digits of their code."""


def _symbol(element: Any) -> str:
    if (element.get(f"{_W}font") or "").casefold() not in ("symbol", ""):
        return "•"
    return _SYMBOLS.get((element.get(f"{_W}char") or "")[-2:].upper(), "□")


def _has_picture(drawing: Any) -> bool:
    return any(isinstance(one.tag, str) and one.tag.endswith(("}blip", "}imagedata")) for one in drawing.iter())


_CAPTION_LINES: Final = 6
_BOXED: Final = "\ue001"
"""Marks the lines of a text box, which floats somewhere near the paragraph that holds it."""


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
