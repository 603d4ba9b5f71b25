"""HTML → a page of lines and tables: spans of cells, lists, underlined numerators; tags closed as by a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kinerja_formula.diagnostics.catalogue import HIDDEN_CELLS
from kinerja_formula.files.file_bytes import FileLimits, missing_extra, unreadable
from kinerja_formula.files.model import PICTURE, Cell, Doubt, Item, Line, Page, Table
from kinerja_formula.files.raised import raised
from kinerja_formula.files.tempat import Tempat

__all__ = ["html_page", "is_html"]

_BREAKS: Final = frozenset(
    [
        *("p", "div", "br", "li", "ol", "ul", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "hr", "section", "article"),
        *("header", "footer", "main", "center", "pre", "blockquote", "dl", "dt", "dd", "table", "tbody", "thead"),
        *("tfoot", "body"),
    ]
)
_TABLE: Final = re.compile(r"<table\b[^<>]{0,300}+>\s*<t", re.IGNORECASE)
_SILENT: Final = frozenset(["script", "style", "head", "template", "noscript", "svg", "title", "meta", "link"])
_UNDERLINED: Final = frozenset(["u", "ins"])
_STRUCK: Final = frozenset(["s", "del", "strike"])
_WIDEST: Final = 200
_DEEPEST: Final = 200


def is_html(text: str) -> bool:
    """Tell whether a text is an HTML document, or one whose tables are written in it.

    >>> is_html("<!DOCTYPE html><html><body>"), is_html("# IKI\\n<table><tr><td>"), is_html("Jumlah <b>surat</b>")
    (True, True, False)
    """
    low = text[:2000].lstrip().lower()
    if low.startswith(("<!doctype html", "<html", "<table", "<body")):
        return True
    return bool(_TABLE.search(text))


def html_page(path: str | Path, text: str, limits: FileLimits) -> Page:
    """Return an HTML document as one page. Raises InvalidDataError KF401, KF403."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        raise missing_extra("selectolax", "html", "HTML") from None
    if text.count("<") > _MOST_TAGS or _has_crowded_tag(text):
        raise unreadable(path, "terlalu-banyak-unsur")
    if _depth(text) > _NESTED:
        raise unreadable(path, "sarang-terlalu-dalam", limit=_NESTED)
    # Outside its tables a text that is no HTML document has lines of its own.
    body = LexborHTMLParser(text).body
    if body is None:
        return Page(0, [])
    walk = _Walk(path, limits, lines="<html" not in text[:2000].lower())
    return Page(0, [*walk.blocks(body), *walk.flush()])


def _depth(text: str) -> int:
    """Return how deep the elements of a text may be nested; a parser takes the square of that.

    Elements that end where the next one begins are not counted.
    """
    depth = deepest = 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() not in _ENDS_BY_ITSELF:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


_TAG: Final = re.compile(r"<(/?+)([a-zA-Z][a-zA-Z0-9]{0,15}+)")
_ENDS_BY_ITSELF: Final = frozenset(
    [
        *("p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup", "caption"),
        *("br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base"),
    ]
)
_WHOLE_TAG: Final = re.compile(r"<[a-zA-Z][^>]*+")
_QUOTED: Final = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_PARTS: Final = re.compile(r"[\s/=]")


def _has_crowded_tag(text: str) -> bool:
    """Tell whether a tag has thousands of attributes; a parser compares each with all others."""
    return any(
        len(tag) > _MOST_ATTRIBUTES and len(_PARTS.findall(_QUOTED.sub("", tag))) > _MOST_ATTRIBUTES
        for tag in _WHOLE_TAG.findall(text)
    )


_MOST_ATTRIBUTES: Final = 5_000
_NESTED: Final = 1_000
_MOST_TAGS: Final = 400_000
"""A parser keeps some 300 bytes of each. A report of 500 pages saved by Word has about 200 000."""


class _Walk:
    def __init__(self, path: str | Path, limits: FileLimits, *, lines: bool) -> None:
        self.path = path
        self.limits = limits
        self.keeps_lines = lines
        self.table = 0
        self.rows = 0
        self.line = 0
        self.text = ""
        self.above: list[str] = []
        self.places_left = _MOST_COVERED
        self.doubts: list[Doubt] = []

    def flush(self) -> Iterator[Item]:
        """Yield the text collected since the last block."""
        text, self.text = self.text, ""
        for line in text.split("\n") if self.keeps_lines else [" ".join(text.split())]:
            self.line += 1
            if line.strip():
                self.above.append(line.strip())
            yield Line(line, Tempat(self.line))

    def blocks(self, root: Any) -> Iterator[Item]:
        """Go through the elements outside tables, one after the other and without recursion."""
        top = root.mem_id  # `==` of two nodes writes both out as HTML: a whole document at every end of a block
        node = root.child
        while node is not None:
            tag = node.tag
            if tag in _SILENT or _is_hidden(node):
                inside = None
            elif tag == "table":
                yield from self.flush()
                table = self.grid(node, 0)
                table.caption = [*self.above[-_CAPTION_LINES:], *table.caption]
                self.above.clear()
                yield table
                yield from self.doubts
                self.doubts.clear()
                inside = None
            else:
                if tag == "-text":
                    self.text += node.text_content or ""
                elif tag in _BREAKS:
                    yield from self.flush()
                inside = node.child
                if _is_raised(node, tag):
                    self.text, inside = self.text + _raised_text(node, self.text), None
            if inside is not None:
                node = inside
                continue
            while node is not None and node.next is None:
                node = node.parent
                if node is None or node.mem_id == top:
                    return
                if node.tag in _BREAKS:
                    yield from self.flush()
            node = node.next if node is not None else None

    def grid(self, element: Any, depth: int) -> Table:
        """Return a table with its cells; those within its cells are theirs."""
        self.table += 1
        number = self.table
        taken: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        rows = list(_rows(element))
        self.rows += len(rows)
        if self.rows > self.limits.rows:
            raise unreadable(self.path, "terlalu-banyak-baris", limit=self.limits.rows)
        width = head = 0
        unseen = _Unseen()
        for row, node in enumerate(rows):
            col = 0
            titles = 0
            if _is_hidden(node):
                unseen.rows.append(row)
            for td in unseen.seen(_children(node, "td", "th")):
                while (row, col) in taken:
                    col += 1
                if col >= _WIDEST:
                    break
                cols = min(_span(td, "colspan"), _WIDEST - col)
                down = min(_span(td, "rowspan"), len(rows) - row, max(1, self.places_left // cols))
                if down > 1:
                    self.places_left -= down * cols
                    taken.update((row + y, col + x) for y in range(1, down) for x in range(cols))
                cells.append(self.cell(td, row, col, depth))
                cells[-1].rows, cells[-1].cols = down, cols
                titles += td.tag == "th"
                col += cols
                width = max(width, cells[-1].col + 1)
            if titles and titles == sum(cell.row == row for cell in cells[-titles:]) and head == row:
                head = row + 1
        for cell in cells:
            cell.cols = min(cell.cols, width - cell.col)  # a span may reach over more columns than there are
        captions = [" ".join(_cell_text(one, []).split()) for one in _children(element, "caption")]
        tempat = Tempat(0, 0, "", number)
        self.doubts += unseen.told(tempat)
        cells, places = unseen.left_out(cells, len(rows))
        head = sum(row < head for row in places)
        return Table(cells, len(places), width, tempat, [row + 1 for row in places], caption=captions, head_rows=head)

    def cell(self, td: Any, row: int, col: int, depth: int) -> Cell:
        """Return a cell with the tables within it."""
        nested: list[Any] = []
        text = "" if _is_hidden(td) else _cell_text(td, nested)
        inner = [self.grid(one, depth + 1) for one in nested] if depth < _TABLES_WITHIN else []
        return Cell(row, col, text=_with_inner(text, inner), inner=inner, outer=_with_inner(text, []))


class _Unseen:
    """What of a table is not shown: rows that no longer count, and cells in whose place the next one stands."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.columns = 0

    def seen(self, cells: Iterator[Any]) -> Iterator[Any]:
        """Yield the cells of a row that take a place."""
        unseen = 0
        for cell in cells:
            if _takes_no_place(cell):
                unseen += 1
                self.columns = max(self.columns, unseen)
            else:
                yield cell

    def told(self, tempat: Tempat) -> Iterator[Doubt]:
        if self.rows or self.columns:
            yield Doubt(HIDDEN_CELLS, tempat, {"rows": len(self.rows), "columns": self.columns})

    def left_out(self, cells: list[Cell], rows: int) -> tuple[list[Cell], list[int]]:
        """Return the cells without those that begin in a row that is not shown, and the rows that are left."""
        hidden = frozenset(self.rows)
        places = [row for row in range(rows) if row not in hidden]
        if not hidden:
            return cells, places
        before = [0]  # rows left above each row
        for row in range(rows):
            before.append(before[-1] + (row not in hidden))
        kept = [cell for cell in cells if cell.row not in hidden]
        for cell in kept:
            cell.row, cell.rows = before[cell.row], before[cell.row + cell.rows] - before[cell.row]
        return kept, places


_INNER: Final = "\ue000"
"""Stands where a table within a cell is."""


def _with_inner(text: str, inner: list[Table]) -> str:
    """Return the text of a cell with that of its tables where they stand."""
    if _INNER not in text:
        return text
    pieces = text.split(_INNER)
    out = [pieces[0]]
    for place, piece in enumerate(pieces[1:]):
        out += [*(inner[place].lines_within() if place < len(inner) else []), piece]
    return "\n".join([line for line in "\n".join(out).split("\n") if line.strip()])


_CAPTION_LINES: Final = 6
_TABLES_WITHIN: Final = 8
_MOST_COVERED: Final = 1_000_000
"""Places that cells of several rows cover, in a document."""


def _squeezed(style: str | None) -> str:
    """Return a style lower case and without blanks."""
    return "".join(style.split()).lower() if style else ""


def _is_hidden(node: Any) -> bool:
    """Tell whether an element is not shown, or what it says is struck out: it no longer holds."""
    tag = node.tag
    if tag == "-text":
        return False
    if tag in _STRUCK:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    style = _squeezed(attributes.get("style"))
    return "hidden" in attributes or (bool(style) and any(sign in style for sign in _NOT_SHOWN))


def _takes_no_place(cell: Any) -> bool:
    attributes = cell.attributes
    return bool(attributes) and ("hidden" in attributes or "display:none" in _squeezed(attributes.get("style")))


_NOT_SHOWN: Final = ("display:none", "visibility:hidden", "visibility:collapse", "line-through", "mso-hide:all")


def _is_raised(node: Any, tag: str) -> bool:
    return tag == "sup" or (tag == "span" and "vertical-align:super" in _squeezed(node.attributes.get("style")))


def _raised_text(node: Any, before: str) -> str:
    inner = _InnerText([])
    inner.take(node)
    return raised("".join(inner.out), [before])


def _span(cell: Any, name: str) -> int:
    value = (cell.attributes.get(name) or "1").strip()
    return max(1, min(int(value), 1000)) if value.isdecimal() and len(value) < 6 else 1


def _children(parent: Any, *tags: str) -> Iterator[Any]:
    node = parent.child
    while node is not None:
        if node.tag in tags:
            yield node
        node = node.next


def _rows(table: Any) -> Iterator[Any]:
    for node in _children(table, "tr", "tbody", "thead", "tfoot"):
        if node.tag == "tr":
            yield node
        elif not _is_hidden(node):
            yield from _children(node, "tr")


def _cell_text(cell: Any, nested: list[Any]) -> str:
    """Return the text of a cell, its blocks on lines of their own, underlined words marked."""
    inner = _InnerText(nested)
    inner.take(cell)
    lines: list[str] = []
    for line in "".join(inner.out).split("\n"):
        text = " ".join(line.split())
        if text and lines and _ITEM_MARK.fullmatch(lines[-1]) and text != _INNER:
            lines[-1] = f"{lines[-1]} {text}"  # the number of a list stays with the first text in it
        elif text:
            lines.append(text)
    return "\n".join(lines)


_ITEM_MARK: Final = re.compile(r"\d{1,4}\.|-")


class _InnerText:
    """The text within a cell, element by element: ``nested`` are its tables, ``counts`` the items of open lists."""

    def __init__(self, nested: list[Any]) -> None:
        self.out: list[str] = []
        self.nested = nested
        self.counts: list[int] = []

    def take(self, parent: Any, depth: int = 0) -> None:
        if depth > _DEEPEST:
            return
        node = parent.child
        while node is not None:
            tag = node.tag
            text = self.without_children(node, tag)
            if text is not None:
                self.out.append(text)
            else:
                self.out.append(self.opened(node, tag))
                begun = len(self.out)
                self.take(node, depth + 1)
                if _is_raised(node, tag):
                    self.out[begun:] = [raised("".join(self.out[begun:]), self.out, begun)]
                self.out.append(self.closed(node, tag))
            node = node.next

    def without_children(self, node: Any, tag: str) -> str | None:
        """Return what an element says into which nobody need look, None for any other."""
        if tag == "-text":
            return (node.text_content or "").replace("\n", " ").replace(_INNER, " ")
        if _is_hidden(node):
            return ""
        if tag == "table":
            self.nested.append(node)
            return f"\n{_INNER}\n"
        return _SIGNS.get(tag)

    def opened(self, node: Any, tag: str) -> str:
        """Return what an element says before its children: that a line begins, its number in a list."""
        if _is_underlined(node, tag):
            return "<u>"
        start = "\n" if tag in _BREAKS else ""
        if tag in _LISTS:
            self.counts.append(_span(node, "start") - 1 if tag == "ol" else -1)
        elif tag == "li" and self.counts:
            self.counts[-1] += self.counts[-1] >= 0
            return start + (f"{self.counts[-1]}. " if self.counts[-1] > 0 else "- ")
        return start

    def closed(self, node: Any, tag: str) -> str:
        """Return what an element says behind its children."""
        if _is_underlined(node, tag):
            return "</u>"
        if tag in _LISTS:
            self.counts.pop()
        return "\n" if tag in _BREAKS else ""


_LISTS: Final = frozenset(["ol", "ul"])
_SIGNS: Final = {**dict.fromkeys(_SILENT, ""), "img": f" {PICTURE} ", "hr": "\n-----\n"}
"""What elements say that have no text of their own."""


def _is_underlined(node: Any, tag: str) -> bool:
    return tag in _UNDERLINED or (tag == "span" and "underline" in (node.attributes.get("style") or ""))
