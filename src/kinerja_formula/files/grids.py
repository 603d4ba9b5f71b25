"""Words, drawn lines and filled areas of a page → its text lines and its tables as grids.

Lines that cross or touch make one table. Two neighbouring places of its grid are one cell unless a line covers half of
the edge between them: all spans come from that, and a line that is missing for one row does no harm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from kinerja_formula.files.aligned import AlignedColumns, aligned_tables
from kinerja_formula.files.model import Box, Cell, Item, Line, Table
from kinerja_formula.files.pdf_cells import Bar, Word, cell_text, text_lines
from kinerja_formula.files.tempat import Tempat

__all__ = ["Drawing", "Fill", "Stroke", "page_items"]

_NEAR: Final = 3.0
_CAPTION_LINES: Final = 6
_SHORTEST_BAR: Final = 6.0
_MOST_FILLS: Final = 1500
_MOST_PLACES: Final = 40_000
"""Rows times columns of one grid; a drawing with more is none."""
_LARGE_CELL: Final = 0.3
"""The share of a page; a cell of this size is a frame around text, which may hold a table without lines."""


class Stroke(NamedTuple):
    """A straight line: where it runs, across its direction, and from where to where. ``weak``: the edge of a filled
    area, nothing is drawn there.
    """

    at: float
    start: float
    end: float
    weak: bool = False


class Fill(NamedTuple):
    """A filled area and its colour, 0xRRGGBB."""

    left: float
    top: float
    right: float
    bottom: float
    colour: int


class Drawing(NamedTuple):
    """What a page shows beside words: horizontal and vertical lines, filled areas, and the size of the page."""

    across: list[Stroke]
    down: list[Stroke]
    fills: list[Fill]
    size: tuple[float, float]


class PageItems(NamedTuple):
    """The lines and tables of a page, and the columns of a table without lines that may go on over the page's end."""

    items: list[Item]
    columns: AlignedColumns | None


def page_items(
    words: Sequence[Word],
    drawing: Drawing,
    tempat: Tempat,
    is_head: Callable[[Sequence[str]], bool],
    before: AlignedColumns | None = None,
) -> PageItems:
    """Return the lines and tables of a page from top to bottom.

    Args:
        words: the words of the page.
        drawing: what is drawn on it.
        tempat: the page.
        is_head: whether texts that stand beside each other are the head of a table; only such a table may do without
            lines.
        before: the columns of a table without lines at the end of the page before.
    """
    across, down = _joined(drawing.across), _joined(drawing.down)
    weak_across, weak_down = _outlines(drawing, across, down)
    across = _joined([*across, *weak_across])
    down = _joined([one for one in [*down, *weak_down] if one.end - one.start > _NEAR])
    groups, bars = _groups(across, down)
    tables: list[Table] = []
    rest = list(words)
    for group in sorted(groups, key=_area):  # a frame around a table comes after it
        table, rest = _grid(group, rest, bars, tempat, drawing.size)
        if table is not None:
            tables.append(table)
    loose = aligned_tables(rest, [bar.at for bar in bars if bar.right - bar.left > 60], tempat, is_head, before)
    tables += loose.tables
    lines = [
        Line(line.text, tempat, Box(line.words[0].left, line.top, max(word.right for word in line.words), line.bottom))
        for line in text_lines(loose.rest)
    ]
    return PageItems(_in_order([*lines, *tables]), loose.columns)


def _in_order(found: Iterable[Line | Table]) -> list[Item]:
    ordered = sorted(found, key=lambda item: item.box.top if item.box is not None else 0.0)
    above: list[str] = []
    for item in ordered:
        if isinstance(item, Table):
            item.caption = above[-_CAPTION_LINES:]
            above = []
        else:
            above.append(item.text)
    return list(ordered)


# Lines


def _joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Put together the pieces of one line, and the two edges of a thick one."""
    out: list[Stroke] = []
    level: list[Stroke] = []
    for stroke in [*sorted(strokes), Stroke(float("inf"), 0, 0)]:
        if level and (stroke.at - level[-1].at > 1.6 or stroke.at - level[0].at > 3.2):
            drawn = [one for one in level if not one.weak] or level
            at = sum(one.at for one in drawn) / len(drawn)
            begun: Stroke | None = None
            for one in sorted(level, key=lambda one: one.start):
                if begun is not None and one.start <= begun.end + _NEAR:
                    begun = Stroke(at, begun.start, max(begun.end, one.end), begun.weak and one.weak)
                    continue
                if begun is not None:
                    out.append(begun)
                begun = one._replace(at=at)
            if begun is not None:
                out.append(begun)
            level = []
        level.append(stroke)
    return out


def _covers(strokes: Sequence[Stroke], at: float, start: float, end: float, share: float = 0.6) -> bool:
    """Tell whether lines run near a place for most of a stretch."""
    length = sum(max(0.0, min(one.end, end) - max(one.start, start)) for one in strokes if abs(one.at - at) <= _NEAR)
    return length >= share * max(end - start, 0.1)


class _Sets:
    """Sets that are put together one by one."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def root(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        self.parent[self.root(one)] = self.root(other)


# Filled areas


def _outlines(drawing: Drawing, across: list[Stroke], down: list[Stroke]) -> tuple[list[Stroke], list[Stroke]]:
    """Return the outlines of filled areas as lines. Neighbours of one colour with no line between are one area.

    Word processors fill a shaded cell strip by strip: the edges between the strips are nothing, the edge of all of them
    together is that of the cell.
    """
    page = drawing.size[0] * drawing.size[1]
    fills = [one for one in drawing.fills if _surface(one) < 0.6 * page and not _is_white(one.colour)]
    if not fills or len(fills) > _MOST_FILLS:
        return [], []
    frames = [_frame(group) for group in _groups(across, down)[0]]
    weak_across: list[Stroke] = []
    weak_down: list[Stroke] = []
    for parts in _areas(fills, across, down):
        box = _box_around(parts)
        if not _fill_cell(parts, box) or _shades_paragraph(box, frames, down):
            continue
        weak_across += _edges((box.top, box.bottom), box.left, box.right, across)
        weak_down += _edges((box.left, box.right), box.top, box.bottom, down)
    return weak_across, weak_down


def _box_around(parts: Sequence[Fill]) -> Box:
    return Box(
        min(one.left for one in parts),
        min(one.top for one in parts),
        max(one.right for one in parts),
        max(one.bottom for one in parts),
    )


def _fill_cell(parts: Iterable[Fill], box: Box) -> bool:
    """Tell whether areas fill a box that is large enough for a cell."""
    covered = sum(map(_surface, parts))
    return box.width >= 8 and box.height >= 6 and covered >= 0.8 * box.width * box.height


def _shades_paragraph(box: Box, frames: Sequence[Box], down: Sequence[Stroke]) -> bool:
    """Tell whether an area lies in a table that has lines, and not between two of them: it is that of a paragraph."""
    if not any(_overlap(box, frame) for frame in frames):
        return False
    return not all(any(abs(one.at - at) <= 3.5 for one in down) for at in (box.left, box.right))


def _overlap(box: Box, frame: Box) -> bool:
    beside = frame.left < box.right and box.left < frame.right
    return beside and frame.top < box.bottom - 2 and box.top + 2 < frame.bottom


def _edges(ends: tuple[float, float], start: float, end: float, drawn: Sequence[Stroke]) -> list[Stroke]:
    """Return two edges of an area as weak lines, where none is drawn."""
    return [Stroke(at, start, end, True) for at in ends if not _covers(drawn, at, start, end, 0.3)]


def _areas(fills: list[Fill], across: list[Stroke], down: list[Stroke]) -> Iterable[list[Fill]]:
    ordered = sorted(fills, key=lambda fill: fill.top)
    sets = _Sets(len(ordered))
    for place, one in enumerate(ordered):
        for other in range(place + 1, len(ordered)):
            two = ordered[other]
            if two.top > one.bottom + 1.5:
                break
            if one.colour != two.colour or two.left > one.right + 1.5 or one.left > two.right + 1.5:
                continue
            left, right = max(one.left, two.left), min(one.right, two.right)
            top, bottom = max(one.top, two.top), min(one.bottom, two.bottom)
            beside = bottom - top > right - left
            parted = _covers(down, left, top, bottom) if beside else _covers(across, top, left, right)
            if not parted:
                sets.join(place, other)
    found: dict[int, list[Fill]] = defaultdict(list)
    for place, fill in enumerate(ordered):
        found[sets.root(place)].append(fill)
    return found.values()


def _surface(fill: Fill) -> float:
    return (fill.right - fill.left) * (fill.bottom - fill.top)


def _is_white(colour: int) -> bool:
    return min(colour >> 16, colour >> 8 & 255, colour & 255) >= 0xF4


# Groups of lines that make a table

_Group = tuple[list[Stroke], list[Stroke]]


def _groups(across: Sequence[Stroke], down: Sequence[Stroke]) -> tuple[list[_Group], list[Bar]]:
    """Return the lines of each table, and the horizontal ones that meet no other: bars of fractions and underlines."""
    sets = _Sets(len(across) + len(down))
    met = [0] * len(across)
    columns = sorted(range(len(down)), key=lambda place: down[place].at)
    for place, line in enumerate(across):
        for other in columns:
            wall = down[other]
            if wall.at > line.end + _NEAR:
                break
            if wall.at >= line.start - _NEAR and wall.start - _NEAR <= line.at <= wall.end + _NEAR:
                sets.join(place, len(across) + other)
                met[place] += 1
    found: dict[int, _Group] = defaultdict(lambda: ([], []))
    bars: list[Bar] = []
    for place, line in enumerate(across):
        if met[place] >= 2 or (met[place] == 1 and line.end - line.start > 60):
            found[sets.root(place)][0].append(line)
        elif not line.weak:
            bars.append(Bar(line.start, line.end, line.at))
    for place, wall in enumerate(down):
        found[sets.root(len(across) + place)][1].append(wall)
    return [group for group in found.values() if len(group[0]) >= 2 and len(group[1]) >= 2], bars


def _frame(group: _Group) -> Box:
    across, down = group
    return Box(
        min(one.start for one in across),
        min(one.start for one in down),
        max(one.end for one in across),
        max(one.end for one in down),
    )


def _area(group: _Group) -> float:
    frame = _frame(group)
    return frame.width * frame.height


# Grids


def _levels(values: Iterable[float]) -> list[float]:
    out: list[list[float]] = []
    for value in sorted(values):
        if out and value - out[-1][-1] <= _NEAR:
            out[-1].append(value)
        else:
            out.append([value])
    return [sum(one) / len(one) for one in out]


def _with_ends(levels: list[float], first: float, last: float, least: float) -> list[float]:
    """Add the ends of a table that no line closes: the lines across them reach further."""
    return [*([first] if first < levels[0] - least else []), *levels, *([last] if last > levels[-1] + least else [])]


def _grid(
    group: _Group, words: list[Word], bars: Sequence[Bar], tempat: Tempat, size: tuple[float, float]
) -> tuple[Table | None, list[Word]]:
    """Return the table of some lines, and the words that are none of it."""
    across, down = group
    frame = _frame(group)
    xs = _with_ends(_levels(one.at for one in down), frame.left, frame.right, 10)
    ys = _with_ends(_levels(one.at for one in across), frame.top, frame.bottom, 6)
    rows, cols = len(ys) - 1, len(xs) - 1
    if cols < 2 or rows < 1 or rows * cols > _MOST_PLACES:
        return None, words  # of one column: a frame around text
    if cols < 3 and all(one.weak for one in down):
        return None, words  # bands of colour, no columns
    inside: list[Word] = []
    rest: list[Word] = []
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        (inside if xs[0] - 1 <= x <= xs[-1] + 1 and ys[0] <= y <= ys[-1] else rest).append(word)
    if not inside:
        return None, words
    table = Table(_cells(across, down, xs, ys), rows, cols, tempat, xs=xs, box=Box(xs[0], ys[0], xs[-1], ys[-1]))
    grid = _Places(table, xs, ys)
    if frames := [cell for cell in table.cells if _is_frame(cell, size)]:
        table, rest = _without_frames(table, frames, inside, rest, grid)
        if table.rows * table.cols < 2:
            return None, rest
        held = {id(word) for word in rest}
        inside = [word for word in inside if id(word) not in held]
        grid = _Places(table, xs, ys)
    table = _with_parted_heads(table, inside, grid)
    _fill(table, inside, bars, _Places(table, xs, ys))
    return table, rest


def _cells(across: list[Stroke], down: list[Stroke], xs: list[float], ys: list[float]) -> list[Cell]:
    """Return the cells: a place is joined with the next where no line runs between them for half of the way."""
    rows, cols = len(ys) - 1, len(xs) - 1
    walls = [[one for one in down if abs(one.at - xs[col + 1]) <= _NEAR] for col in range(cols)]
    floors = [[one for one in across if abs(one.at - ys[row + 1]) <= _NEAR] for row in range(rows)]
    cells: list[Cell] = []
    above: dict[tuple[int, int], Cell] = {}
    for row in range(rows):
        begun: dict[tuple[int, int], Cell] = {}
        start = 0
        for col in range(cols):
            if col < cols - 1 and not _covers(walls[col], xs[col + 1], ys[row], ys[row + 1], 0.5):
                continue
            run, start = (start, col + 1), col + 1
            cell = above.get(run)
            parted = cell is None or any(
                _covers(floors[row - 1], ys[row], xs[place], xs[place + 1], 0.5) for place in range(*run)
            )
            if cell is None or parted:
                box = Box(xs[run[0]], ys[row], xs[run[1]], ys[row + 1])
                cell = Cell(row, run[0], 1, run[1] - run[0], box=box)
                cells.append(cell)
            else:
                assert cell.box is not None
                cell.rows += 1
                cell.box = cell.box._replace(bottom=ys[row + 1])
            begun[run] = cell
        above = begun
    return cells


class _Places:
    """Finds the cell at a place of the page."""

    def __init__(self, table: Table, xs: Sequence[float], ys: Sequence[float]) -> None:
        self.table, self.xs, self.ys = table, xs, ys

    def at(self, x: float, y: float) -> Cell | None:
        return self.table.at(_index(self.ys, y), _index(self.xs, x))

    def of(self, word: Word) -> Cell | None:
        return self.at((word.left + word.right) / 2, (word.top + word.bottom) / 2)


def _index(levels: Sequence[float], value: float) -> int:
    return next((place for place in range(len(levels) - 2) if value < levels[place + 1]), len(levels) - 2)


def _is_frame(cell: Cell, size: tuple[float, float]) -> bool:
    return cell.box is not None and cell.box.width * cell.box.height > _LARGE_CELL * size[0] * size[1]


def _without_frames(
    table: Table, frames: list[Cell], inside: list[Word], rest: list[Word], grid: _Places
) -> tuple[Table, list[Word]]:
    """Give back the words of large cells that hold much text: a table without lines may be in them."""
    out = list(rest)
    taken: list[Cell] = []
    for frame in frames:
        own = [word for word in inside if grid.of(word) is frame]
        if len(text_lines(own)) > 10:
            out += own
            taken.append(frame)
    if not taken:
        return table, rest
    cells = [cell for cell in table.cells if cell not in taken]
    kept = Table(cells, table.rows, table.cols, table.tempat, xs=table.xs, box=table.box)
    if not cells:
        kept.rows = 0
    return kept, out


def _with_parted_heads(table: Table, words: Sequence[Word], grid: _Places) -> Table:
    """Part a head without lines, a shaded strip above columns with lines, where its words stand apart over them."""
    xs = grid.xs
    cells: list[Cell] = []
    for cell in table.cells:
        runs = _runs([word for word in words if grid.of(word) is cell]) if cell.cols > 2 and cell.row < 3 else []
        if max((sum(one[0] == run[0] for one in runs) for run in runs), default=0) < 3:
            cells.append(cell)
            continue
        assert cell.box is not None
        for col in range(cell.col, cell.col + cell.cols):
            # What stands over several columns is said of each of them.
            texts = [text for _, left, right, text in runs if _share(left, right, xs[col], xs[col + 1]) > 0.35]
            box = cell.box._replace(left=xs[col], right=xs[col + 1])
            cells.append(Cell(cell.row, col, cell.rows, 1, " ".join(texts), box=box))
    if len(cells) == len(table.cells):
        return table
    return Table(cells, table.rows, table.cols, table.tempat, xs=table.xs, box=table.box)


def _runs(words: Sequence[Word]) -> list[tuple[float, float, float, str]]:
    """Return the runs of words with their line's top, left and right; a gap as wide as a letter is high parts two."""
    runs: list[tuple[float, float, float, str]] = []
    for line in text_lines(words):
        last: tuple[float, float, float, str] | None = None
        for word in line.words:
            if last is None or word.left - last[2] > 0.9 * (word.bottom - word.top):
                if last is not None:
                    runs.append(last)
                last = (line.top, word.left, word.right, word.text)
            else:
                last = (line.top, last[1], word.right, f"{last[3]} {word.text}")
        if last is not None:
            runs.append(last)
    return runs


def _share(one_left: float, one_right: float, left: float, right: float) -> float:
    over = max(0.0, min(one_right, right) - max(one_left, left))
    return over / max(1.0, min(one_right - one_left, right - left))


def _fill(table: Table, words: Sequence[Word], bars: Sequence[Bar], grid: _Places) -> None:
    """Put the words into the cells, and the bars that are drawn in them."""
    held: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        for part in _parted(word, grid):
            cell = grid.of(part)
            if cell is not None:
                held[id(cell)].append(part)
    for cell in table.cells:
        if cell.text:
            continue
        own = held.get(id(cell), [])
        box = cell.box
        assert box is not None
        drawn = [
            bar
            for bar in bars
            if box.left - 1 <= bar.left
            and bar.right <= box.right + 1
            and box.top < bar.at < box.bottom
            and bar.right - bar.left > _SHORTEST_BAR
        ]
        cell.text = cell_text(own, drawn, (box.left, box.right))
        cell.lines = [
            Line(line.text, table.tempat, Box(line.words[0].left, line.top, line.words[-1].right, line.bottom))
            for line in text_lines(own)
        ]


def _parted(word: Word, grid: _Places) -> list[Word]:
    """Part a word that reaches well into the next cell: it is two words set close together."""
    if len(word.text) < 4:
        return [word]
    y = (word.top + word.bottom) / 2
    for x in grid.xs[1:-1]:
        if word.left + 4 < x < word.right - 4 and grid.at(x - 1, y) is not grid.at(x + 1, y):
            cut = round(len(word.text) * (x - word.left) / (word.right - word.left))
            if 0 < cut < len(word.text):
                before = word._replace(right=x, text=word.text[:cut], blank=False)
                return [before, *_parted(word._replace(left=x, text=word.text[cut:]), grid)]
    return [word]
