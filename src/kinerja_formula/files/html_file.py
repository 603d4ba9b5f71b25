"""HTML → lines and rows: spans of cells, lists, underlined numerators; open tags are closed as a browser does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kinerja_formula.files.pieces import Piece, TableRow, Tempat, TextLine
from kinerja_formula.files.table_files import FileLimits, missing_extra, unreadable

__all__ = ["html_pieces", "is_html"]

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


def html_pieces(path: str | Path, text: str, limits: FileLimits) -> Iterator[Piece]:
    """Yield the lines and rows of an HTML document. Raises InvalidDataError KF401, KF403."""
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
        return
    walk = _Walk(path, limits, lines="<html" not in text[:2000].lower())
    yield from walk.blocks(body)
    yield from walk.flush()


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

    def flush(self) -> Iterator[Piece]:
        """Yield the text collected since the last block."""
        text, self.text = self.text, ""
        for line in text.split("\n") if self.keeps_lines else [" ".join(text.split())]:
            self.line += 1
            yield TextLine(line, Tempat(self.line))

    def blocks(self, root: Any) -> Iterator[Piece]:
        """Go through the elements outside tables, one after the other and without recursion."""
        top = root.mem_id  # `==` of two nodes writes both out as HTML: a whole document at every end of a block
        node = root.child
        while node is not None:
            tag = node.tag
            if tag == "table":
                yield from self.flush()
                yield from self.rows_of(node, 0)
                inside = None
            elif tag in _SILENT:
                inside = None
            else:
                if tag == "-text":
                    self.text += node.text_content or ""
                elif tag in _BREAKS:
                    yield from self.flush()
                inside = node.child
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

    def rows_of(self, table: Any, depth: int) -> Iterator[Piece]:
        self.table += 1
        number = self.table
        open_below: dict[int, int] = {}  # column → rows that a cell above still covers
        for place, row in enumerate(_rows(table), 1):
            self.rows += 1
            if self.rows > self.limits.rows:
                raise unreadable(self.path, "terlalu-banyak-baris", limit=self.limits.rows)
            cells: list[str | None] = []
            nested: list[Any] = []
            for cell in _children(row, "td", "th"):
                _cover(cells, open_below)
                wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
                text = _cell_text(cell, nested)
                for column in range(min(wide, _WIDEST - len(cells))):
                    if high > 1:
                        open_below[len(cells)] = high - 1
                    cells.append(text if column == 0 else "")
                if len(cells) >= _WIDEST:
                    break
            _cover(cells, open_below)
            yield TableRow(tuple(cells), Tempat(place, tabel=number), number)
            if depth < 8:
                for inner in nested:
                    yield from self.rows_of(inner, depth + 1)


def _cover(cells: list[str | None], open_below: dict[int, int]) -> None:
    """Put None where a cell of a row above reaches down to."""
    while open_below.get(len(cells), 0) > 0:
        open_below[len(cells)] -= 1
        cells.append(None)


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
        else:
            yield from _children(node, "tr")


def _cell_text(cell: Any, nested: list[Any]) -> str:
    """Return the text of a cell, its blocks on lines of their own, underlined words marked."""
    out: list[str] = []
    counts: list[int] = []
    _inner_text(cell, out, nested, counts, 0)
    lines = [" ".join(line.split()) for line in "".join(out).split("\n")]
    return "\n".join([line for line in lines if line])


def _inner_text(parent: Any, out: list[str], nested: list[Any], counts: list[int], depth: int) -> None:
    if depth > _DEEPEST:
        return
    node = parent.child
    while node is not None:
        tag = node.tag
        if tag == "-text":
            out.append((node.text_content or "").replace("\n", " "))
        elif tag == "table":
            nested.append(node)
        elif tag in _UNDERLINED or (tag == "span" and "underline" in (node.attributes.get("style") or "")):
            out.append("<u>")
            _inner_text(node, out, nested, counts, depth + 1)
            out.append("</u>")
        elif tag not in _SILENT:
            if tag in _BREAKS:
                out.append("\n")
            if tag in ("ol", "ul"):
                counts.append(0 if tag == "ol" else -1)
            elif tag == "li" and counts:
                counts[-1] += counts[-1] >= 0
                out.append(f"{counts[-1]}. " if counts[-1] > 0 else "- ")
            _inner_text(node, out, nested, counts, depth + 1)
            if tag in ("ol", "ul"):
                counts.pop()
            if tag in _BREAKS:
                out.append("\n")
        node = node.next
