"""A fraction whose line of the label has a hole where it was drawn: ``A`` over ``GDR = x 1000`` over ``B``.

Extraction from PDF leaves formulas so: what stood above and below the line comes before and behind the line of the
label, or both behind it (slides), and nothing is left of the fraction but ``= x``, an empty bracket, or the end of the
line. The line is put back, so that both readers meet a drawn fraction. As it stands nowhere in the text, the reading is
never sure.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.gathering import OPENING
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATING, lexicon

__all__ = ["is_put_back", "with_line_put_back"]

_SIGNS: Final = frozenset({lx.EQUALS, lx.SLASH, lx.OVER, lx.TIMES, lx.COLON, lx.COMPARE, lx.RULE, lx.STAR, lx.SURD})
_MOST_PIECES: Final = 120
_MOST_IN_FACTOR: Final = 3
_CONSTANT: Final = "k"
"""How epidemiology writes the thousands of a rate."""


class _Hole(NamedTuple):
    """Where the middle line lost its fraction: the factors before it, without their times sign, and behind it."""

    before: list[Lexeme]
    behind: list[Lexeme]
    place: int


def with_line_put_back(pieces: list[Lexeme]) -> list[Lexeme]:
    """Return the pieces with a drawn line in place of the hole; all other texts as they are."""
    if len(pieces) > _MOST_PIECES or sum(piece.kind == lx.EQUALS for piece in pieces) != 1:
        return pieces
    coefficient = _with_drawn_coefficient(pieces)
    if coefficient is not None:
        return coefficient
    lines = _lines(pieces)
    middle = next(line for line in lines if any(piece.kind == lx.EQUALS for piece in line))
    parts = _sides(lines, lines.index(middle))
    hole = _hole(middle) if parts is not None else None
    if parts is None or hole is None:
        return pieces
    above, below = parts
    if lines[0] is middle and not hole.behind:
        return pieces  # "Persentase =" over two counts: they are a ratio without it
    if not hole.before and not hole.behind and not _counts_alike(above, below):
        return pieces
    times = [_drawn(lx.TIMES, "×", middle[0].start)] if hole.before else []
    line = _drawn(lx.RULE, "-----", hole.place, hard=bool(hole.before or hole.behind))
    return [*above, *times, *hole.before, line, *hole.behind, *below]


def _with_drawn_coefficient(pieces: list[Lexeme]) -> list[Lexeme] | None:
    """``1`` above ``IDM = --- (A + B + C)`` above ``3``: a third of the bracket, whose line stands before it."""
    lines = _lines(pieces)
    if len(lines) != _OF_COEFFICIENT or any(len(line) != 1 or line[0].kind != lx.NUM for line in lines[::2]):
        return None
    rule = next((at for at, piece in enumerate(lines[1]) if piece.kind == lx.RULE), None)
    if rule is None or rule + 1 >= len(lines[1]) or not rule or lines[1][rule - 1].kind != lx.EQUALS:
        return None
    times = lines[1][rule + 1]
    behind = lines[1][rule + (2 if times.kind == lx.TIMES or times.low == "x" else 1) :]
    if not behind or behind[0].kind not in OPENING:
        return None
    line = lines[1][rule]
    divided = Lexeme(lx.OVER, "÷", line.start, line.end, True, "", True)
    return [*lines[0], divided, *lines[2], _drawn(lx.TIMES, "×", behind[0].start), *behind]


_OF_COEFFICIENT: Final = 3


def is_put_back(piece: Lexeme) -> bool:
    """Tell whether a piece is a drawn line that stands nowhere in the text; it is ``hard`` where a factor tells it."""
    return piece.kind == lx.RULE and piece.start == piece.end and bool(piece.text)


def _drawn(kind: str, text: str, place: int, *, hard: bool = True) -> Lexeme:
    """Return a sign that was lost, between two characters of the text."""
    return Lexeme(kind, text, place, place, True, "", hard)


def _lines(pieces: list[Lexeme]) -> list[list[Lexeme]]:
    lines: list[list[Lexeme]] = [[]]
    for piece in pieces:
        if piece.kind == lx.LINE:
            lines.append([])
        else:
            lines[-1].append(piece)
    return [line for line in lines if line]


def _sides(lines: list[list[Lexeme]], label: int) -> tuple[list[Lexeme], list[Lexeme]] | None:
    """Return what stood above and below the line, each perhaps on several lines of its own."""
    place = _place_of_line(lines, label)
    if place is None:
        return None
    above, below = lines[bool(label == 0) : place], lines[place + (label > 0) :]
    sides = [piece for line in above for piece in line], [piece for line in below for piece in line]
    calculated = len(lines) > 3 and any(
        not lexicon().of(piece.low).isdisjoint(OPERATING) for side in sides for piece in side
    )
    return sides if not calculated and all(_is_operand(side) for side in sides) else None


def _place_of_line(lines: list[list[Lexeme]], label: int) -> int | None:
    """Return where the line of the fraction belongs: at the label, or before the second count behind a label."""
    heads = [at for at, line in enumerate(lines) if at != label and _counts(line)]
    if label == 0:
        return heads[1] if len(heads) == 2 and heads[0] == 1 else None
    return label if (len(lines) == 3 and label == 1) or heads == [0, label + 1] else None


def _counts(line: list[Lexeme]) -> bool:
    """Tell whether a line begins with a word that counts."""
    first = next((piece for piece in line if piece.kind != lx.OTHER), line[0])
    return "jumlah" in lexicon().of(first.low or first.text)


def _is_operand(line: list[Lexeme]) -> bool:
    """Tell whether a line can be a numerator or denominator: words or a symbol, and no sign of a formula."""
    return not any(piece.kind in _SIGNS for piece in line) and any(
        piece.kind in (lx.WORD, lx.QUOTED) and any(map(str.isalnum, piece.text)) for piece in line
    )


def _hole(middle: list[Lexeme]) -> _Hole | None:
    """Find where the middle line lost its fraction, None where nothing is missing in it."""
    equals = next((at for at, piece in enumerate(middle) if piece.kind == lx.EQUALS), 0)
    if equals == 0:
        return None
    right = middle[equals + 1 :]
    place = middle[equals].end
    if not right:
        return _Hole([], [], place)
    if _is_times(right[0]) and not _is_hundred_percent(right[1:]):
        return _Hole([], right, place) if _is_figure(right[1:]) else None
    for at in range(len(right) - 1):
        if right[at].kind == lx.OPEN and right[at + 1].kind == lx.CLOSE:
            before, behind = right[:at], right[at + 2 :]
            if behind and not (_is_times(behind[0]) and _is_figure(behind[1:])):
                return None
            if not before:
                return _Hole([], behind, right[at].start)
            return _Hole(before[:-1], behind, right[at].start) if at > 1 and _is_times(before[-1]) else None
    return None


def _is_times(piece: Lexeme) -> bool:
    return piece.kind in (lx.TIMES, lx.STAR) or piece.low == "x"


def _is_figure(pieces: list[Lexeme]) -> bool:
    """Tell whether what is multiplied is a figure, or a symbol for one: ``x 1.000 KH``, ``x k``."""
    if len(pieces) == 1 and pieces[0].kind == lx.WORD:
        return pieces[0].low == _CONSTANT
    return 0 < len(pieces) <= _MOST_IN_FACTOR and pieces[0].kind == lx.NUM


def _is_hundred_percent(pieces: list[Lexeme]) -> bool:
    """``A`` over ``Persentase = x 100%`` over ``B``: there x 100% itself shows where the line was."""
    return [piece.kind for piece in pieces[:2]] == [lx.NUM, lx.PCT] and pieces[0].text == "100"


def _counts_alike(above: list[Lexeme], below: list[Lexeme]) -> bool:
    """Tell whether both lines are symbols, or both begin as quantities do: else the upper one may be a heading."""
    if len(above) == len(below) == 1:
        return max(len(above[0].text), len(below[0].text)) <= _MOST_IN_FACTOR
    first = next((piece for piece in below if piece.kind != lx.OTHER), below[0])
    return _counts(above) and not lexicon().of(first.low or first.text).isdisjoint(("jumlah", "besaran"))
