"""Words and lines at places of a page → the text of a cell, a drawn bar as the dashes that the formula reader knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

__all__ = ["Bar", "Line", "Word", "cell_text", "text_lines"]

_LINE: Final = "-----"


class Word(NamedTuple):
    """A word and its box; ``top`` and ``bottom`` are counted from the top of the page.

    ``blank``: the file itself has a blank behind it, so that a line that ends here ends between two words.
    """

    left: float
    right: float
    top: float
    bottom: float
    text: str
    blank: bool = False


class Bar(NamedTuple):
    """A horizontal line inside a cell."""

    left: float
    right: float
    at: float


def _spaced(texts: Sequence[str]) -> str:
    """Join words; a comma or full stop that an equation has set apart belongs to the word before it."""
    out = ""
    for text in texts:
        out += text if not out or text in (",", ".", ";") else f" {text}"
    return out


class Line(NamedTuple):
    """A line of text: the words of one height."""

    top: float
    bottom: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return _text(self.words)


def text_lines(words: Sequence[Word]) -> list[Line]:
    """Return the lines of text, from top to bottom.

    >>> [line.text for line in text_lines([Word(20, 30, 1, 9, "B"), Word(0, 9, 0, 9, "A"), Word(0, 9, 20, 29, "C")])]
    ['A B', 'C']
    """
    lines: list[list[Word]] = []
    middles = 0.0  # of the words of the last line together
    for word in sorted(words, key=lambda word: (word.top + word.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        if lines:
            last = lines[-1]
            height = min(word.bottom - word.top, last[0].bottom - last[0].top)
            if abs(middle - middles / len(last)) < max(2.0, 0.45 * height):
                last.append(word)
                middles += middle
                continue
        lines.append([word])
        middles = middle
    return [Line(min(one.top for one in line), max(one.bottom for one in line), tuple(sorted(line))) for line in lines]


class _Row(NamedTuple):
    """A stretch of a cell. ``kind``: a line of text, or what is above, at or below a bar."""

    top: float
    bottom: float
    left: float
    right: float
    text: str
    kind: str = "line"
    first: float = 0.0
    """How wide the first word is: what would have had to fit on the line above."""
    blank: bool = False
    """The file has a blank at its end."""


def cell_text(words: Sequence[Word], bars: Sequence[Bar], box: tuple[float, float] | None = None) -> str:
    """Return the text of a cell, its paragraphs on lines of their own.

    A line below words is their underline, ``<u>…</u>``; a line between two texts is a division, ``-----``, with what
    stands to its right on the same height behind it, and what stands to its left before the numerator.

    ``box``: from where to where the cell reaches. A line that ends where the next word would not have fitted goes on in
    the next one; without a box every line is one of its own.

    >>> above, below = Word(10, 50, 0, 10, "Hadir"), Word(10, 50, 24, 34, "Diundang")
    >>> cell_text([above, below, Word(60, 70, 12, 22, "x")], [Bar(5, 55, 17)])
    'Hadir\\n----- x\\nDiundang'
    >>> cell_text([Word(2, 40, 0, 10, "Jumlah"), Word(2, 30, 12, 22, "surat")], [], (0, 50))
    'Jumlah surat'
    """
    factors = _factors(words, bars)
    lines = text_lines([word for word in words if not any(word in own for own in factors.values())])
    drawn = [bar for bar in sorted(bars, key=lambda bar: bar.at) if bar in factors or not _underlines(bar, lines)]
    underlines = [bar for bar in bars if bar not in drawn]
    rows = [row for line in lines for row in _rows_of_line(line, drawn, underlines)]
    for bar in drawn:
        rows = _with_bar(rows, bar, factors.get(bar, ()))
    return _joined_underlines(_paragraphs(rows, box))


def _rows_of_line(line: Line, drawn: Sequence[Bar], underlines: Sequence[Bar]) -> list[_Row]:
    """Return a line; of one that stands beside a bar what is to the left and to the right of it."""
    beside = next((bar for bar in drawn if _is_beside(line, bar)), None)
    if beside is None:
        return [_row(line.words, _with_underlines(line, underlines))]
    before = [word for word in line.words if word.right <= beside.left + 2]
    behind = [word for word in line.words if word.right > beside.left + 2]
    return [_row(own, _text(own), kind) for own, kind in ((before, "left"), (behind, "right")) if own]


def _text(words: Sequence[Word]) -> str:
    return _spaced([word.text for word in words])


def _row(words: Sequence[Word], text: str, kind: str = "line") -> _Row:
    first = words[0].right - words[0].left
    return _Row(
        min(word.top for word in words),
        max(word.bottom for word in words),
        words[0].left,
        max(word.right for word in words),
        text,
        kind,
        first,
        words[-1].blank,
    )


def _underlines(bar: Bar, lines: Sequence[Line]) -> bool:
    """Tell whether a bar lies right below the letters of some words of a line.

    That is within the depth of a letter like g, and not below it.
    """
    return any(_underlines_word(bar, word) for line in lines for word in line.words)


def _underlines_word(bar: Bar, word: Word) -> bool:
    size = word.bottom - word.top
    return _over(bar, word) and -0.45 * size <= bar.at - word.bottom <= 0.02 * size


def _over(bar: Bar, word: Word) -> bool:
    return min(bar.right, word.right) - max(bar.left, word.left) > 0.6 * (word.right - word.left)


def _is_beside(line: Line, bar: Bar) -> bool:
    """Tell whether a line stands on the height of a bar, to its left or right."""
    return line.top <= bar.at <= line.bottom and all(
        word.right <= bar.left + 2 or word.left >= bar.right - 2 for word in line.words
    )


def _with_underlines(line: Line, bars: Sequence[Bar]) -> str:
    own = [bar for bar in bars if line.top + 0.5 * (line.bottom - line.top) < bar.at <= line.bottom + 2.5]
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
    return _spaced(out)


def _joined_underlines(text: str) -> str:
    """Make one numerator of lines that are underlined one by one."""
    return text.replace("</u>\n<u>", " ").replace("</u> <u>", " ")


_FACTOR: Final = re.compile(r"[x×*]\s?100\s?%?", re.IGNORECASE)
_REACH: Final = 3.5
"""Heights of a line between a bar and the factor beside it: it stands at the middle of a fraction of several lines."""


def _factors(words: Sequence[Word], bars: Sequence[Bar]) -> dict[Bar, list[Word]]:
    """Return the *x 100%* that stands to the right of a bar's end, by bar, also where it is not on the bar's height."""
    found: dict[Bar, list[Word]] = {}
    if not bars:
        return found
    for word in words:
        if word.text[:1] not in ("x", "X", "×", "*") or len(word.text) > len("x100%"):
            continue
        height = word.bottom - word.top
        beside = [bar for bar in bars if word.left >= bar.right - 2 and _from(bar, word) < _REACH * height]
        if not beside:
            continue
        line = [
            one
            for one in words
            if abs(one.top - word.top) < 0.3 * height and word.left <= one.left < word.left + 8 * height
        ]
        line.sort()
        bar = min(beside, key=lambda bar: _from(bar, word))
        if any(abs(one.top - word.top) < 0.3 * height and _underlines_word(bar, one) for one in words):
            continue  # behind words with an underline, which says the same
        if _FACTOR.fullmatch(_spaced([one.text for one in line])) and bar not in found:
            found[bar] = line
    return found


def _from(bar: Bar, word: Word) -> float:
    return abs((word.top + word.bottom) / 2 - bar.at)


def _with_bar(rows: list[_Row], bar: Bar, factor: Sequence[Word]) -> list[_Row]:
    """Put what is above a bar, the bar with the factor beside it, and what is below it in their order."""
    beside = [row for row in rows if row.kind in ("left", "right") and row.top <= bar.at <= row.bottom]
    rest = [row for row in rows if row not in beside]
    above, below = _numerator_and_denominator(rest, bar, _NEAR_WITH_FACTOR if factor else _NEAR)
    if not above or not below:
        # It parts nothing: an ornament.
        return [*rows, _row(factor, _text(factor), "right")] if factor else rows
    place = rest.index(above[-1])
    rest = [row for row in rest if row not in above and row not in below]
    right = [row.text for row in beside if row.kind == "right"]
    text = " ".join([_LINE, *right, *[word.text for word in factor]])
    drawn = [
        *[row for row in beside if row.kind == "left"],
        _together(above[::-1], "above"),
        _Row(bar.at, bar.at, bar.left, bar.right, text, "bar"),
        _together(below, "below"),
    ]
    return [*rest[:place], *drawn, *rest[place:]]


def _numerator_and_denominator(rows: Sequence[_Row], bar: Bar, near: float) -> tuple[list[_Row], list[_Row]]:
    """Return the lines above a bar that belong to it, the nearest first, and those below."""
    lines = [row for row in rows if row.kind == "line"]
    above = [row for row in reversed(lines) if (row.top + row.bottom) / 2 < bar.at]
    below = [row for row in lines if (row.top + row.bottom) / 2 >= bar.at]
    return _stack(above, bar, near), _stack(below, bar, near)


_NEAR: Final = 0.8
_NEAR_WITH_FACTOR: Final = 1.5


def _stack(rows: Sequence[_Row], bar: Bar, near: float) -> list[_Row]:
    """Return the lines next to a bar that belong to it: within its ends, one close to the other.

    ``near``: how far the first one may be from the bar, in heights of a line.
    """
    out: list[_Row] = []
    for row in rows:
        height = row.bottom - row.top
        if (row.left + row.right) / 2 < bar.left - 3 or (row.left + row.right) / 2 > bar.right + 3:
            break
        if row.left < bar.left - 0.15 * (bar.right - bar.left) - 3:
            break
        distance = min(abs(row.top - bar.at), abs(row.bottom - bar.at)) if not out else _between(out[-1], row)
        if distance > (_NEAR if out else near) * height:
            break
        out.append(row)
    return out


def _between(one: _Row, other: _Row) -> float:
    return max(one.top, other.top) - min(one.bottom, other.bottom)


def _together(rows: Sequence[_Row], kind: str) -> _Row:
    return _Row(
        rows[0].top,
        rows[-1].bottom,
        min(row.left for row in rows),
        max(row.right for row in rows),
        " ".join([row.text for row in rows]),
        kind,
    )


def _paragraphs(rows: Sequence[_Row], box: tuple[float, float] | None) -> str:
    """Join lines that only the width of the cell has parted."""
    text = ""
    above: _Row | None = None
    lefts = [row.left for row in rows if row.kind == "line"]
    blanks = any(row.blank for row in rows)
    for row in rows:
        if above is None:
            text = row.text
        elif not _wrapped(above, row, box, lefts):
            text += f"\n{row.text}"
        else:
            text += row.text if _is_broken(above, row, box, lefts, blanks=blanks) else f" {row.text}"
        above = row
    return text


def _is_broken(
    above: _Row, row: _Row, box: tuple[float, float] | None, lefts: Sequence[float], *, blanks: bool
) -> bool:
    """Tell whether a line ends within a word: one word that fills it, for a word wider than the cell breaks anywhere.

    ``blanks``: the file has blanks at the ends of lines, so that a line without one ends within a word.
    """
    last, first = above.text[-1:], row.text[:1]
    within = (
        (last.isalpha() and first.islower())
        or (last.isdigit() and first.isdigit())
        or (last.isupper() and first.isupper())
    )
    if " " in above.text or not within:
        return False
    left, right = box or (0.0, 0.0)
    room = right - left - 2 * max(0.0, min(lefts) - left)
    if blanks:
        return not above.blank and above.right - above.left > room - 2.0 * (row.bottom - row.top)
    return above.right - above.left > room - 0.5 * (row.bottom - row.top)


def _wrapped(above: _Row, row: _Row, box: tuple[float, float] | None, lefts: Sequence[float]) -> bool:
    if box is None or above.kind != "line" or row.kind != "line":
        return False
    height = row.bottom - row.top
    if row.top - above.bottom > 0.9 * height:
        return False
    padding = min(max(0.0, min(lefts) - box[0]), 0.2 * (box[1] - box[0]))
    return above.right + 0.2 * height + row.first > box[1] - padding - 1
