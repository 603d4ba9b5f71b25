"""PDF → lines and rows: tables by their rulings, page after page; a line drawn between two texts is a division.

A horizontal line that ends at vertical ones is a ruling of the table. One that ends inside a cell is the bar of a
fraction, or the underline of a numerator, which is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from kinerja_formula.diagnostics import CROWDED_PAGE, IMAGE_PAGE
from kinerja_formula.files.pdf_cells import Bar, Word, cell_text, text_lines
from kinerja_formula.files.pieces import Doubt, Piece, TableRow, Tempat, TextLine
from kinerja_formula.files.table_files import FileLimits, missing_extra, unreadable

__all__ = ["pdf_pieces"]

_MOST_PAGES: Final = 2_000
_MOST_EDGES: Final = 4_000
"""A page with more lines than this is a drawing; its text is read, its tables are not, and that is told."""
_NEAR: Final = 3.0
_SHORTEST_BAR: Final = 8.0


def pdf_pieces(path: str | Path, raw: bytes, limits: FileLimits) -> Iterator[Piece]:
    """Yield the lines and rows of a PDF file. Raises InvalidDataError KF401, KF403."""
    try:
        from kinerja_formula.files import pdf_pages
    except ImportError:
        raise missing_extra("pdfplumber", "pdf", "PDF") from None
    _weigh(path, raw, limits, pdf_pages.inflated_size)
    try:
        document = pdf_pages.opened(raw)
    except ImportError:
        raise missing_extra("pdfplumber", "pdf", "PDF") from None
    except Exception as error:  # whatever a broken file makes the library raise
        raise unreadable(path, _reason(error, raw)) from None
    number = rows = letters = crowded = 0
    pages = pdf_pages.pages_of(document)
    while True:
        try:
            page = next(pages, None)
        except Exception as error:  # see above
            raise unreadable(path, _reason(error, raw)) from None
        if page is None:
            break
        number += 1
        if number > _MOST_PAGES:
            raise unreadable(path, "terlalu-banyak-halaman", limit=_MOST_PAGES)
        try:
            seen = _Page(page)
            pieces = list(seen.pieces(number, rows))
        except pdf_pages.TooMuchError:
            yield Doubt(CROWDED_PAGE, Tempat(0, number), {})
            crowded += 1
            page.close()
            continue
        except Exception as error:  # see above
            raise unreadable(path, _reason(error, raw)) from None
        letters += len(seen.words)
        rows += sum(isinstance(piece, TableRow) for piece in pieces)
        if rows > limits.rows:
            raise unreadable(path, "terlalu-banyak-baris", limit=limits.rows)
        if not seen.words and page.images:
            yield Doubt(IMAGE_PAGE, Tempat(0, number), {})
        if seen.crowded:
            yield Doubt(CROWDED_PAGE, Tempat(0, number), {})
        yield from pieces
        page.close()
    if not number:
        raise unreadable(path, "pdf-rusak")
    if not letters:
        raise unreadable(path, "halaman-terlalu-rumit" if crowded else "pdf-gambar")


def _reason(error: Exception, raw: bytes) -> str:
    names = {type(one).__name__ for one in (error, error.__cause__, error.__context__, *error.args) if one is not None}
    locked = any("Password" in name or "Encryption" in name for name in names)
    return "berkas-terkunci" if locked or (b"/Encrypt" in raw and b"%%EOF" in raw[-2048:]) else "pdf-rusak"


# Weighing

_STREAM: Final = re.compile(rb"stream\r?\n")
_IMAGE: Final = re.compile(rb"/Subtype\s*/Image")


def _weigh(path: str | Path, raw: bytes, limits: FileLimits, size: Callable[[bytes, int], int]) -> None:
    """Refuse a file whose streams would unpack to more than is allowed; pictures are never unpacked."""
    total = place = 0
    while (found := _STREAM.search(raw, place)) is not None:
        end = raw.find(b"endstream", found.end())
        end = len(raw) if end < 0 else end
        if not _IMAGE.search(raw, max(place, found.start() - 1000), found.start()):
            total += size(raw[found.end() : end], limits.unpacked - total)
            if total > limits.unpacked:
                raise unreadable(path, "berkas-terlalu-besar", limit=limits.unpacked)
        place = end


# Lines of a page


class _Line(NamedTuple):
    """A straight line: where it runs, across its direction, and from where to where."""

    at: float
    start: float
    end: float


def _joined(lines: Sequence[_Line]) -> list[_Line]:
    """Put the pieces of one line together, and the two edges of a thin box."""
    out: list[_Line] = []
    ordered = sorted(lines)
    level: list[_Line] = []
    for line in [*ordered, _Line(float("inf"), 0, 0)]:
        if level and line.at - level[0].at > 2:
            at = sum(one.at for one in level) / len(level)
            begun: _Line | None = None
            for one in sorted(level, key=lambda one: one.start):
                if begun is not None and one.start <= begun.end + _NEAR:
                    begun = begun._replace(end=max(begun.end, one.end))
                    continue
                if begun is not None:
                    out.append(begun)
                begun = _Line(at, one.start, one.end)
            if begun is not None:
                out.append(begun)
            level = []
        level.append(line)
    return out


class _Page:
    def __init__(self, page: Any) -> None:
        self.page = page
        found = page.extract_words(x_tolerance_ratio=0.05, y_tolerance=2)
        self.words = [
            Word(one["x0"], one["x1"], one["top"], one["bottom"], one["text"]) for one in found if one["text"].strip()
        ]
        edges = page.edges
        across: list[_Line] = []
        down: list[_Line] = []
        self.crowded = len(edges) > _MOST_EDGES or page.lines_left < 0
        if not self.crowded:
            for edge in edges:
                if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > 1:
                    across.append(_Line(edge["top"], edge["x0"], edge["x1"]))
                elif edge["orientation"] == "v" and edge["bottom"] - edge["top"] > 1:
                    down.append(_Line(edge["x0"], edge["top"], edge["bottom"]))
        self.down = [line for line in _joined(down) if line.end - line.start > 4]
        self.rulings: list[_Line] = []
        self.bars: list[Bar] = []
        for line in _joined(across):
            if self.ends_at_rulings(line):
                self.rulings.append(line)
            elif line.end - line.start >= _SHORTEST_BAR:
                self.bars.append(Bar(line.start, line.end, line.at))

    def ends_at_rulings(self, line: _Line) -> bool:
        def meets(x: float) -> bool:
            return any(
                abs(other.at - x) <= _NEAR and other.start - _NEAR <= line.at <= other.end + _NEAR
                for other in self.down
            )

        return meets(line.start) and meets(line.end)

    def tables(self) -> list[Any]:
        if len(self.rulings) < 2 or len(self.down) < 2:
            return []
        across = [_edge(line.start, line.end, line.at, line.at, "h") for line in self.rulings]
        down = [_edge(line.at, line.at, line.start, line.end, "v") for line in self.down]
        settings = {
            "vertical_strategy": "explicit",
            "horizontal_strategy": "explicit",
            "explicit_vertical_lines": down,
            "explicit_horizontal_lines": across,
            "intersection_tolerance": _NEAR,
        }
        tables = [table for table in self.page.find_tables(settings) if len(table.cells) > 1]
        return sorted(tables, key=lambda table: table.bbox[1])

    def pieces(self, number: int, first_table: int) -> Iterator[Piece]:
        """Yield the text between the tables and the rows of the tables, from top to bottom."""
        tables = self.tables()
        rest = list(self.words)
        rows: list[tuple[float, list[Piece]]] = []
        for place, table in enumerate(tables):
            inside, rest = _parted(rest, table.bbox)
            rows.append((table.bbox[1], list(self.rows(table, inside, number, first_table + place + 1))))
        lines: list[tuple[float, list[Piece]]] = [
            (line.top, [TextLine(line.text, Tempat(0, number))]) for line in text_lines(rest)
        ]
        for _, found in sorted([*rows, *lines], key=lambda one: one[0]):
            yield from found

    def rows(self, table: Any, words: Sequence[Word], number: int, table_number: int) -> Iterator[Piece]:
        boxes = [box for box in table.cells if box]
        content = _by_box(words, boxes)
        bars = _bars_by_box(self.bars, boxes)
        for place, row in enumerate(table.rows, 1):
            own = [box for box in row.cells if box]
            if not own:
                continue
            middle = min(box[1] for box in own) + 1
            cells: list[str | None] = []
            for column, box in enumerate(row.cells):
                if box:
                    cells.append(cell_text(content.get(box, []), bars.get(box, []), (box[0], box[2])))
                else:
                    cells.append(None if _from_above(table.rows, place - 1, column, middle) else "")
            yield TableRow(tuple(cells), Tempat(place, number), table_number)


def _edge(x0: float, x1: float, top: float, bottom: float, orientation: str) -> dict[str, Any]:
    return {
        "object_type": "line",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": orientation,
    }


def _parted(words: Sequence[Word], box: Sequence[float]) -> tuple[list[Word], list[Word]]:
    inside: list[Word] = []
    rest: list[Word] = []
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        (inside if box[0] <= x <= box[2] and box[1] <= y <= box[3] else rest).append(word)
    return inside, rest


def _by_box(words: Sequence[Word], boxes: Sequence[Any]) -> dict[Any, list[Word]]:
    found: dict[Any, list[Word]] = {}
    ordered = sorted(boxes, key=lambda box: box[1])
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        for box in ordered:
            if box[1] > y:
                break
            if box[0] <= x <= box[2] and y <= box[3]:
                found.setdefault(box, []).append(word)
                break
    return found


def _bars_by_box(bars: Sequence[Bar], boxes: Sequence[Any]) -> dict[Any, list[Bar]]:
    found: dict[Any, list[Bar]] = {}
    for bar in bars:
        x = (bar.left + bar.right) / 2
        for box in boxes:
            if box[0] <= x <= box[2] and box[1] + 1 < bar.at < box[3] - 1:
                found.setdefault(box, []).append(bar)
                break
    return found


def _from_above(rows: Sequence[Any], row: int, column: int, y: float) -> bool:
    """Tell whether a place without a cell is covered by one that begins in a row above."""
    for above in range(row - 1, -1, -1):
        cells = rows[above].cells
        if column < len(cells) and cells[column]:
            return bool(cells[column][3] > y)
    return False
