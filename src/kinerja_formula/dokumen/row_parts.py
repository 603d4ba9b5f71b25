"""A ruled row that holds several indicators → a row each: figures, units and numbers tell how many, places where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from kinerja_formula.dokumen.cell_text import plain
from kinerja_formula.dokumen.row_names import plain_lines
from kinerja_formula.dokumen.table_columns import Assignment
from kinerja_formula.dokumen.table_words import PER_PERIOD, begins_as_indicator, is_code, is_figure, is_unit
from kinerja_formula.files.model import Cell, Line

__all__ = ["parted_row"]


def _blocks(cell: Cell) -> list[list[Line]]:
    """Return the lines that stand apart: by the space between them where the file has places, else each paragraph."""
    blocks: list[list[Line]] = []
    lines = cell.lines or [Line(text) for text in plain_lines(cell.text)]
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        above = blocks[-1][-1] if blocks else None
        if above is None:
            apart = True
        elif line.box is not None and above.box is not None:
            apart = line.box.top - above.box.bottom > 0.6 * line.box.height
        else:
            apart = not (above.text.rstrip().endswith(("-", "–", ":")) or text.startswith(("-", "–", ":")))
        if apart:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return [block for block in blocks if block[0].text.strip() not in ("-", "–")]


def _text(block: Sequence[Line]) -> str:
    return plain(" ".join([line.text for line in block]))


_TESTS: Final[Mapping[str, Callable[[str], bool]]] = {
    "id": is_code,
    "satuan": is_unit,
    "kondisi_awal": is_figure,
    **dict.fromkeys(PER_PERIOD, is_figure),
}
"""What each part of a cell must be for its column to tell how many indicators a row holds."""
_OF_ONE: Final = frozenset(["target", "realisasi", "capaian", "satuan", "id", "formula"])
"""Roles that a cell tells of one indicator only, where it does not part like the others."""


def parted_row(cells: dict[int, Cell], name_column: int, assignment: Assignment) -> list[dict[int, Cell]]:
    """Part a row that holds several indicators. The columns of figures, units and numbers tell how many there are; the
    same number of blocks in the cell of the name, or the heights of the figures, tell where.
    """
    if name_column not in cells:
        return [cells]
    votes = _Votes(cells, assignment)
    if not votes.of_count:
        return [cells]
    names = _blocks(cells[name_column])
    if votes.winner == 1:
        if len(names) > 1 and _stand_beside(names, cells, name_column, assignment):
            return _dealt_out(cells, names, name_column, assignment)
        return _lines_as_rows(cells, name_column, assignment) or [cells]
    if not votes.are_clear or len(names) < 2:
        return [cells]
    return _dealt_out(cells, votes.anchors[votes.winner], name_column, assignment)


class _Votes:
    """How many indicators a row holds: each column of figures, units or numbers votes with the blocks of its cell.

    ``anchors``: for each count, blocks that stand beside one indicator each.
    """

    def __init__(self, cells: dict[int, Cell], assignment: Assignment) -> None:
        self.of_count: Counter[int] = Counter()
        self.anchors: dict[int, list[list[Line]]] = {}
        for column in assignment.columns:
            if column.role in _TESTS and column.index in cells:
                self.take(column.role, _blocks(cells[column.index]))

    def take(self, role: str, blocks: list[list[Line]]) -> None:
        """Let a column vote; for one indicator where not all its blocks are what the column holds."""
        test = _TESTS[role]
        sure = all(test(_text(block)) for block in blocks)
        one_for_the_goal = role == "id" and (len(blocks) < 2 or not sure)
        if not blocks or one_for_the_goal:
            return
        self.of_count[len(blocks) if sure else 1] += 1
        if sure:
            self.anchors[len(blocks)] = blocks

    @property
    def winner(self) -> int:
        """The count with most votes, the higher one of two."""
        return max(self.of_count.items(), key=lambda one: (one[1], one[0]))[0]

    @property
    def are_clear(self) -> bool:
        """Whether most columns agree."""
        return self.of_count[self.winner] >= 0.6 * sum(self.of_count.values())


def _dealt_out(
    cells: dict[int, Cell], anchors: Sequence[list[Line]], name_column: int, assignment: Assignment
) -> list[dict[int, Cell]]:
    """Give each of the indicators, that stand where the anchors do, its part of every cell."""
    tops = [block[0].box.middle for block in anchors if block[0].box is not None]
    parts: list[dict[int, Cell]] = [{} for _ in anchors]
    for index, cell in cells.items():
        blocks = _blocks(cell)
        if 1 < len(blocks) != len(anchors) == len(tops):
            blocks = _by_height(cell.lines, tops)
        if len(blocks) == len(anchors):
            for part, block in zip(parts, blocks, strict=True):
                text = "\n".join([line.text.strip() for line in block])
                part[index] = Cell(cell.row, index, text=text, lines=block, box=cell.box)
        elif index == name_column:
            return [cells]
        else:
            holders = parts[:1] if assignment.columns[index].role in _OF_ONE else parts
            for part in holders:
                part[index] = cell
    return parts


_BESIDE: Final = 4.0


def _stand_beside(
    names: Sequence[list[Line]], cells: dict[int, Cell], name_column: int, assignment: Assignment
) -> bool:
    """Tell whether the blocks of a name's cell begin at the heights of those of two other columns, block by block."""
    tops = [block[0].box.top for block in names if block[0].box is not None]
    alike = 0
    for column in assignment.columns:
        if column.index == name_column or column.index not in cells or column.role in ("sasaran", "keterangan"):
            continue
        own = [block[0].box.top for block in _blocks(cells[column.index]) if block[0].box is not None]
        alike += len(own) == len(tops) and all(abs(one - two) < _BESIDE for one, two in zip(own, tops, strict=True))
    return len(tops) == len(names) and alike >= 2


def _lines_as_rows(cells: dict[int, Cell], name_column: int, assignment: Assignment) -> list[dict[int, Cell]] | None:
    """Part lines set without space between: a figure a line in each column of figures, and as many names.

    A name may be wrapped: where there are more lines than figures, those that begin as names of indicators do, or that
    stand beside a figure, begin one.
    """
    figures = _figures_by_line(cells, assignment)
    if figures is None:
        return None
    names = _names_by_line(cells[name_column], figures)
    if names is None or len(names) != len(figures):
        return None
    parts: list[dict[int, Cell]] = [{} for _ in names]
    for index, cell in cells.items():
        texts = names if index == name_column else _texts_by_line(cell)
        for place, part in enumerate(parts):
            text = texts[place] if len(texts) == len(names) else cell.text
            part[index] = Cell(cell.row, index, text=text, lines=[Line(text)])
    return parts


def _figures_by_line(cells: dict[int, Cell], assignment: Assignment) -> list[Line] | None:
    """Return the figures of a column, where every column of figures has one a line, and as many."""
    values = [
        cells[column.index].lines
        for column in assignment.columns
        if column.role in ("kondisi_awal", *PER_PERIOD) and column.index in cells and cells[column.index].lines
    ]
    if not values or len(values[0]) < 2 or any(len(lines) != len(values[0]) for lines in values):
        return None
    return values[0] if all(is_figure(plain(line.text)) for lines in values for line in lines) else None


def _texts_by_line(cell: Cell) -> list[str]:
    """Return a text for each line of figures or units, for each paragraph of other cells."""
    texts = [plain(line.text) for line in cell.lines]
    return texts if all(map(is_figure, texts)) or all(map(is_unit, texts)) else plain_lines(cell.text)


def _names_by_line(cell: Cell, anchors: Sequence[Line]) -> list[str] | None:
    paragraphs = plain_lines(cell.text)
    if len(paragraphs) == len(anchors) and all(text[:1].isupper() or text[:1].isdigit() for text in paragraphs):
        return paragraphs
    starts = [
        place
        for place, line in enumerate(cell.lines)
        if begins_as_indicator(line.text) and line.text.strip()[:1].isupper()
    ]
    if len(starts) != len(anchors) or not starts or starts[0] != 0:
        return None
    ends = [*starts[1:], len(cell.lines)]
    return [_text(cell.lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def _by_height(lines: Sequence[Line], tops: Sequence[float]) -> list[list[Line]]:
    blocks: list[list[Line]] = [[] for _ in tops]
    for line in lines:
        if line.box is None:
            return []
        reach = line.box.middle + 0.6 * line.box.height
        blocks[max((place for place, top in enumerate(tops) if reach >= top), default=0)].append(line)
    return [block for block in blocks if block]
