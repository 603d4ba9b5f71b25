"""Words and lines at places of a page → the text of a cell, a drawn bar as the dashes that the formula reader knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

__all__ = ["Bar", "Line", "Word", "cell_text", "text_lines"]

_LINE: Final = "-----"


class Word(NamedTuple):
    """A word and its box; ``top`` and ``bottom`` are counted from the top of the page."""

    left: float
    right: float
    top: float
    bottom: float
    text: str


class Bar(NamedTuple):
    """A horizontal line inside a cell."""

    left: float
    right: float
    at: float


class Line(NamedTuple):
    """A line of text: the words of one height."""

    top: float
    bottom: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join([word.text for word in self.words])


def text_lines(words: Sequence[Word]) -> list[Line]:
    """Return the lines of text, from top to bottom.

    >>> [line.text for line in text_lines([Word(20, 30, 1, 9, "B"), Word(0, 9, 0, 9, "A"), Word(0, 9, 20, 29, "C")])]
    ['A B', 'C']
    """
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        if lines:
            last = lines[-1]
            height = min(word.bottom - word.top, last[0].bottom - last[0].top)
            if abs(middle - sum(one.top + one.bottom for one in last) / 2 / len(last)) < max(2.0, 0.45 * height):
                last.append(word)
                continue
        lines.append([word])
    return [Line(min(one.top for one in line), max(one.bottom for one in line), tuple(sorted(line))) for line in lines]


def cell_text(words: Sequence[Word], bars: Sequence[Bar]) -> str:
    """Return the text of a cell line by line.

    A line below words is their underline, ``<u>…</u>``; a line between two texts is a division, ``-----``, with what
    stands to its right on the same height behind it, and what stands to its left before the numerator.

    >>> above, below = Word(10, 50, 0, 10, "Hadir"), Word(10, 50, 24, 34, "Diundang")
    >>> cell_text([above, below, Word(60, 70, 12, 22, "x")], [Bar(5, 55, 17)])
    'Hadir\\n----- x\\nDiundang'
    """
    lines = text_lines(words)
    if not bars:
        return "\n".join([line.text for line in lines])
    rest = [bar for bar in sorted(bars, key=lambda bar: bar.at) if not _underlines(bar, lines)]
    underlines = [bar for bar in bars if bar not in rest]
    drawn = [_Row(line, _with_underlines(line, underlines), None) for line in lines]
    for bar in rest:
        drawn = _with_bar(drawn, bar)
    texts = [row.text for row in drawn]
    return _joined_underlines("\n".join([text for text in texts if text]))


class _Row(NamedTuple):
    line: Line | None
    text: str
    bar: Bar | None

    @property
    def height(self) -> float:
        if self.line is not None:
            return (self.line.top + self.line.bottom) / 2
        return self.bar.at if self.bar is not None else 0.0


def _underlines(bar: Bar, lines: Sequence[Line]) -> bool:
    """Tell whether a bar lies within the height of a line of text, right below the letters of some of its words."""
    for line in lines:
        for word in line.words:
            size = word.bottom - word.top
            if word.bottom - 0.32 * size <= bar.at <= word.bottom + 0.02 * size and _over(bar, word):
                return True
    return False


def _over(bar: Bar, word: Word) -> bool:
    return min(bar.right, word.right) - max(bar.left, word.left) > 0.6 * (word.right - word.left)


def _with_underlines(line: Line, bars: Sequence[Bar]) -> str:
    own = [bar for bar in bars if line.top < bar.at <= line.bottom + 1]
    out: list[str] = []
    within = False
    for word in line.words:
        marked = any(_over(bar, word) for bar in own)
        text = word.text
        if marked and not within:
            text = f"<u>{text}"
        elif within and not marked:
            out[-1] += "</u>"
        within = marked
        out.append(text)
    if within:
        out[-1] += "</u>"
    return " ".join(out)


def _joined_underlines(text: str) -> str:
    """Make one numerator of lines that are underlined one by one."""
    return text.replace("</u>\n<u>", "\n")


def _with_bar(rows: list[_Row], bar: Bar) -> list[_Row]:
    """Put a bar between the lines that it parts."""
    beside = [
        row
        for row in rows
        if row.line is not None and row.line.top <= bar.at <= row.line.bottom and _apart(row.line, bar)
    ]
    left: list[Word] = []
    right: list[Word] = []
    for row in beside:
        assert row.line is not None
        left += [word for word in row.line.words if word.right <= bar.left + 2]
        right += [word for word in row.line.words if word.left >= bar.right - 2]
    rest = [row for row in rows if row not in beside]
    above = [row for row in rest if row.height < bar.at]
    below = [row for row in rest if row.height >= bar.at]
    if not above or not below:
        return rows  # it parts nothing: an ornament
    text = " ".join([_LINE, *[word.text for word in sorted(right)]])
    first = len(above) - 1
    while first > 0 and _follows(above[first - 1], above[first], bar):
        first -= 1
    before = [_Row(Line(bar.at, bar.at, ()), " ".join([word.text for word in sorted(left)]), None)] if left else []
    return [*above[:first], *before, *above[first:], _Row(None, text, bar), *below]


def _apart(line: Line, bar: Bar) -> bool:
    return all(word.right <= bar.left + 2 or word.left >= bar.right - 2 for word in line.words)


def _follows(one: _Row, other: _Row, bar: Bar) -> bool:
    """Tell whether two lines above a bar are one numerator."""
    if one.line is None or other.line is None or not one.line.words or not other.line.words:
        return False
    height = other.line.bottom - other.line.top
    return other.line.top - one.line.bottom < 0.6 * height and one.line.words[0].left >= bar.left - 3
