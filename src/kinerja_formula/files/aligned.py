"""Tables without lines: words that keep to columns below a head, each line of text a row of the grid.

Such a table begins at its head, is parted by the stretches that hardly a word of it stands in, and ends where a line
runs over them. Which lines make one row of it only their contents tell.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from kinerja_formula.files.model import Box, Cell, Table
from kinerja_formula.files.model import Line as TextLine
from kinerja_formula.files.pdf_cells import Line, Word, text_lines
from kinerja_formula.files.tempat import Tempat

__all__ = ["Aligned", "AlignedColumns", "aligned_tables"]

_MOST_TABLES: Final = 12
_MOST_LINES: Final = 400
_LONGEST_HEAD: Final = 60
_WORD_GAP: Final = 1.1
"""Words further apart than this, in heights of a letter, stand in two columns."""


class AlignedColumns(NamedTuple):
    """The edges of the columns of a table that reaches the end of its page."""

    xs: list[float]


class Aligned(NamedTuple):
    """The tables that were found, the words that are none of theirs, and the columns at the end of the page."""

    tables: list[Table]
    rest: list[Word]
    columns: AlignedColumns | None


def aligned_tables(
    words: Sequence[Word],
    cuts: Sequence[float],
    tempat: Tempat,
    is_head: Callable[[Sequence[str]], bool],
    before: AlignedColumns | None = None,
) -> Aligned:
    """Return the tables that keep their columns by blanks alone.

    Args:
        words: the words outside the tables with lines.
        cuts: heights at which a long line is drawn; it parts two rows.
        tempat: the page.
        is_head: whether texts that stand beside each other are the head of a table.
        before: the columns of such a table at the end of the page before.
    """
    lines = text_lines(words)
    tables: list[Table] = []
    columns: AlignedColumns | None = None
    used: set[int] = set()
    start = 0
    if len(lines) > _MOST_LINES:
        return Aligned([], list(words), None)
    heads = [place for place in range(len(lines)) if _is_head(lines, place, is_head)]
    if before is not None:
        first_head = heads[0] if heads else len(lines)
        found = _continued(lines[:first_head], before)
        if found is not None:
            begin, end = found
            tables.append(_table(lines[begin:end], before.xs, cuts, tempat))
            used.update(range(begin, end))
            columns = before if end == len(lines) else None
            start = end
    for head in heads:
        if head < start or len(tables) >= _MOST_TABLES:
            continue
        block = _below(lines, head, start)
        if block is None:
            continue
        begin, end, xs = block
        tables.append(_table(lines[begin:end], xs, cuts, tempat))
        used.update(range(begin, end))
        columns = AlignedColumns(xs) if end >= len(lines) - 2 else None
        start = end
    taken = {id(word) for place in used for word in lines[place].words}
    return Aligned(tables, [word for word in words if id(word) not in taken], columns)


def _is_head(lines: Sequence[Line], place: int, is_head: Callable[[Sequence[str]], bool]) -> bool:
    line = lines[place]
    if len(runs_of(line)) < 3:
        return False
    size = line.bottom - line.top
    near = [other for other in lines[max(0, place - 3) : place + 4] if abs(other.top - line.top) < 1.6 * size]
    texts = [text for other in near for run in runs_of(other) if len(text := _text(run)) < _LONGEST_HEAD]
    return len(texts) >= 3 and is_head(texts)


def runs_of(line: Line) -> list[list[Word]]:
    """Return the runs of words of a line; a gap wider than a letter is high parts two."""
    runs: list[list[Word]] = []
    for word in line.words:
        if runs and word.left - runs[-1][-1].right < _WORD_GAP * (word.bottom - word.top):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _text(run: Sequence[Word]) -> str:
    return " ".join([word.text for word in run])


def _below(lines: Sequence[Line], head: int, start: int) -> tuple[int, int, list[float]] | None:
    """Return where a table begins and ends, and the edges of its columns."""
    top = head
    while top > start and len(runs_of(lines[top - 1])) >= 2 and lines[top].top - lines[top - 1].bottom < 8:
        top -= 1
    walls = _walls(lines[top : head + 1])
    end = head + 1
    for line in lines[head + 1 :]:
        runs = runs_of(line)
        if len(runs) == 1 and _crossed(line, walls):
            break
        if line.top - lines[end - 1].bottom > 4 * (line.bottom - line.top):
            break
        end += 1
    block = lines[top:end]
    walls = _walls(block)
    if len(block) < 3 or len(walls) < 2:
        return None
    left = min(line.words[0].left for line in block)
    right = max(word.right for line in block for word in line.words)
    return top, end, [left - 2, *[(one + other) / 2 for one, other in walls], right + 2]


def _crossed(line: Line, walls: Sequence[tuple[float, float]]) -> bool:
    return any(line.words[0].left <= one and line.words[-1].right >= other for one, other in walls)


def _walls(block: Sequence[Line]) -> list[tuple[float, float]]:
    """Return the stretches that hardly a word of some lines stands in."""
    spans = sorted([(word.left, word.right) for line in block for word in line.words])
    if not spans:
        return []
    heights = sorted([word.bottom - word.top for line in block for word in line.words])
    size = heights[len(heights) // 2]
    edges = sorted({x for span in spans for x in span})
    least = len(block) // 12
    walls: list[tuple[float, float]] = []
    for one, other in itertools.pairwise(edges):
        middle = (one + other) / 2
        if sum(left < middle < right for left, right in spans) > least:
            continue
        if walls and walls[-1][1] == one:
            walls[-1] = walls[-1][0], other
        else:
            walls.append((one, other))
    return _with_gaps([(one, other) for one, other in walls if other - one > 0.6 * size], block)


def _with_gaps(walls: list[tuple[float, float]], block: Sequence[Line]) -> list[tuple[float, float]]:
    """Leave out walls that are there by chance: in most lines the words beside them stand as close as in a sentence."""
    kept: list[tuple[float, float]] = []
    for place, (one, other) in enumerate(walls):
        end = walls[place + 1][0] if place + 1 < len(walls) else float("inf")
        near = wide = 0
        for line in block:
            first = next((at for at, word in enumerate(line.words) if other - 1 <= word.left < end), 0)
            if first:
                gap = line.words[first].left - line.words[first - 1].right
                near += gap < _WORD_GAP * (line.bottom - line.top)
                wide += gap >= _WORD_GAP * (line.bottom - line.top)
        if near <= wide or not near:
            kept.append((one, other))
    return kept


def _continued(lines: Sequence[Line], before: AlignedColumns) -> tuple[int, int] | None:
    """Return the lines at the top of a page that keep to the columns of the page before; the running head is none."""
    inner = before.xs[1:-1]

    def keeps(line: Line) -> bool:
        return not any(word.left + 2 < x < word.right - 2 for x in inner for word in line.words) and (
            len(runs_of(line)) > 1 or not any(line.words[0].left < x < line.words[-1].right for x in inner)
        )

    begin = next((place for place, line in enumerate(lines) if len(runs_of(line)) > 1 and keeps(line)), None)
    if begin is None:
        return None
    while begin > 0 and keeps(lines[begin - 1]) and lines[begin].top - lines[begin - 1].bottom < 8:
        begin -= 1
    end = begin
    while end < len(lines) and keeps(lines[end]):
        end += 1
    full = sum(len(runs_of(line)) > 1 for line in lines[begin:end])
    return (begin, end) if full >= 2 else None


def _table(block: Sequence[Line], xs: list[float], cuts: Sequence[float], tempat: Tempat) -> Table:
    cells: list[Cell] = []
    for row, line in enumerate(block):
        for col, (left, right) in enumerate(itertools.pairwise(xs)):
            own = [word for word in line.words if left <= (word.left + word.right) / 2 < right]
            box = Box(left, line.top, right, line.bottom)
            text = _text(own)
            lines = [TextLine(text, tempat, Box(own[0].left, line.top, own[-1].right, line.bottom))] if own else []
            cells.append(Cell(row, col, text=text, lines=lines, box=box))
    box = Box(xs[0], block[0].top, xs[-1], block[-1].bottom)
    table = Table(cells, len(block), len(xs) - 1, tempat, xs=xs, box=box, by_lines=True)
    table.cuts = [
        row
        for row in range(1, len(block))
        if any(block[row - 1].top < at and block[row - 1].bottom - 3 <= at <= block[row].top + 3 for at in cuts)
    ]
    return table
