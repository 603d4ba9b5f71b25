"""A fraction whose line of the label has a hole where it was drawn: ``A`` over ``GDR = x 1000`` over ``B``.

Extraction from PDF leaves formulas so: what stood above and below the line comes before and behind the line of the
label, or both behind it (slides), and nothing is left of the fraction but ``= x``, ``70 + x``, an empty bracket, the
number of the equation, or the end of the line. The line is put back, so that both readers meet a drawn fraction. As it
stands nowhere in the text, the reading is never sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.gathering import CLOSING, OPENING
from kinerja_formula.reading.lexemes import Lexeme, sign_at
from kinerja_formula.reading.lexicon import OPERATING, lexicon
from kinerja_formula.reading.lost_factors import with_factor_told
from kinerja_formula.reading.named_legends import apart_from_legend
from kinerja_formula.reading.torn_labels import without_heading, without_rest_of_label
from kinerja_formula.reading.torn_lines import counts, drawn, is_factor, is_operand, is_times, lines_of

__all__ = ["with_line_put_back"]

_DRAWN: Final = frozenset({lx.OVER, lx.RULE, lx.DIV, lx.SURD})
_MOST_PIECES: Final = 240
_MOST_IN_FACTOR: Final = 3
_LONGEST_RESULT: Final = 5
_OF_FACTOR: Final = 2
"""The sign and the figure; words behind them say what a rate is of: *x 100.000 KH*."""
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_SCALES: Final = frozenset({"100", "1000", "10000", "100000", "1000000"})


class _Hole(NamedTuple):
    """Where the middle line lost its fraction: the factors before it, without their times sign, and behind it.

    ``added`` ends in the plus or minus that the whole product is added by; ``told``: two signs meet in the hole, so
    that whatever stands above and below must be its sides; ``bare``: nothing stands between = and the times sign.
    """

    before: list[Lexeme]
    behind: list[Lexeme]
    place: int
    added: Sequence[Lexeme] = ()
    told: bool = False
    bare: bool = False


def with_line_put_back(pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Return the pieces with a drawn line in place of the hole; all other texts as they are."""
    if len(pieces) > _MOST_PIECES:
        return pieces
    body, legend = apart_from_legend(pieces)
    if not any(piece.kind == lx.EQUALS for piece in body):
        return [*with_factor_told(body), *legend]
    if sum(piece.kind == lx.EQUALS for piece in body) != 1:
        return pieces
    body = without_rest_of_label(body, draft)
    if not any(piece.kind == lx.LINE for piece in body):
        return [*body, *legend]
    coefficient = _with_drawn_coefficient(body)
    if coefficient is not None:
        return [*coefficient, *legend]
    kept = without_heading(body, draft) if _has_hole(lines_of(body)) else body
    lines = lines_of(kept)
    middle = next(line for line in lines if any(piece.kind == lx.EQUALS for piece in line))
    put_back = _with_result_behind(lines) or _filled(lines, lines.index(middle))
    if put_back is None:
        return [*kept, *legend]
    return [*put_back, *legend]


def _with_result_behind(lines: list[list[Lexeme]]) -> list[Lexeme] | None:
    """``FR x SR`` above ``= FSI`` above ``1000``: what is calculated stands behind the line, as one symbol."""
    if len(lines) != _OF_COEFFICIENT or len(lines[1]) != 2 or lines[1][0].kind != lx.EQUALS:
        return None
    result = lines[1][1]
    if not (result.kind == lx.WORD and result.text.isupper() and len(result.text) <= _LONGEST_RESULT):
        return None
    above, below = lines[0], lines[2]
    if not any(is_times(piece) for piece in above) or any(piece.kind in _DRAWN for piece in (*above, *below)):
        return None
    scale = len(below) == 1 and below[0].kind == lx.NUM and below[0].text.replace(".", "") in _SCALES
    if not scale and not counts(below):
        return None  # "= VOL" above m3: the unit of the result
    return [*above, drawn(lx.RULE, "-----", lines[1][0].start, hard=False), *below]


def _has_hole(lines: list[list[Lexeme]]) -> bool:
    """Tell whether a line in the middle lost its fraction."""
    return any(_hole(line) is not None for line in lines[1:-1])


def _filled(lines: list[list[Lexeme]], label: int) -> list[Lexeme] | None:
    """Return the three lines as one formula, None where nothing is missing in the middle one."""
    middle = lines[label]
    hole = _hole(middle)
    if hole is None:
        return None
    if hole.told:
        parts = _told_sides(lines, label)
    elif hole.bare and is_factor(hole.behind, hundred=True):
        parts = None  # "A" over "Persentase = x 100%" over "B": there x 100% itself shows where the line was
    else:
        parts = _sides(lines, label)
    if parts is None:
        return None
    above, below = parts
    if lines[0] is middle and not hole.behind:
        return None  # "Persentase =" over two counts: they are a ratio without it
    if not hole.told and not hole.before and not hole.behind and not _counts_alike(above, below):
        return None
    if hole.added or _is_figure(below):
        sure = bool(hole.added) or len(below) > 1  # a lone figure may be the number of a page
        line = drawn(lx.OVER, "÷", hole.place, hard=sure)
        return [*hole.added, *_in_brackets(above), line, *_in_brackets(below), *hole.behind]
    behind = [piece for at, piece in enumerate(hole.behind) if at < _OF_FACTOR or piece.kind != lx.WORD]
    times = [drawn(lx.TIMES, "×", middle[0].start)] if hole.before else []
    line = drawn(lx.RULE, "-----", hole.place, hard=bool(hole.before or hole.behind))
    return [*above, *times, *hole.before, line, *behind, *below]


def _told_sides(lines: list[list[Lexeme]], label: int) -> tuple[list[Lexeme], list[Lexeme]] | None:
    """Return the line above and the line below a hole that tells itself; they may calculate, too."""
    if label != 1 or len(lines) != _OF_COEFFICIENT:
        return None
    above, below = lines[0], lines[2]
    return None if any(piece.kind in _DRAWN for piece in (*above, *below)) else (above, below)


def _in_brackets(side: list[Lexeme]) -> list[Lexeme]:
    if len(side) == 1 or (side[0].kind in OPENING and side[-1].kind in CLOSING):
        return side
    return [sign_at(lx.LP, side[0].start), *side, sign_at(lx.RP, side[-1].end)]


def _with_drawn_coefficient(pieces: list[Lexeme]) -> list[Lexeme] | None:
    """``1`` above ``IDM = --- (A + B + C)`` above ``3``: a third of the bracket, whose line stands before it."""
    lines = lines_of(pieces)
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
    return [*lines[0], divided, *lines[2], drawn(lx.TIMES, "×", behind[0].start), *behind]


_OF_COEFFICIENT: Final = 3


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
    figure = label > 0 and _is_figure(sides[1])
    return sides if not calculated and is_operand(sides[0]) and (figure or is_operand(sides[1])) else None


def _place_of_line(lines: list[list[Lexeme]], label: int) -> int | None:
    """Return where the line of the fraction belongs: at the label, or before the second count behind a label."""
    heads = [at for at, line in enumerate(lines) if at != label and counts(line)]
    if label == 0:
        return heads[1] if len(heads) == 2 and heads[0] == 1 else None
    return label if (len(lines) == 3 and label == 1) or heads == [0, label + 1] else None


def _hole(middle: list[Lexeme]) -> _Hole | None:
    """Find where the middle line lost its fraction, None where nothing is missing in it."""
    equals = next((at for at, piece in enumerate(middle) if piece.kind == lx.EQUALS), 0)
    if equals == 0:
        return None
    right, numbered = _without_number(middle[equals + 1 :])
    place = middle[equals].end
    if right and right[0].kind == lx.DASH and len(right) > 1 and is_times(right[1]):
        return _Hole([], right[1:], right[0].start, told=True) if is_factor(right[1:]) else None
    if not right:
        return _Hole([], [], place, told=numbered)
    if is_times(right[0]):
        return _Hole([], right, place, told=numbered, bare=True) if is_factor(right) else None
    return _hole_inside(right)


def _hole_inside(right: list[Lexeme]) -> _Hole | None:
    """Find the hole behind what the middle line begins with: ``70 + x (A - 80%)``, ``25 x ( ) x 100``."""
    for at in range(len(right) - 1):
        if right[at].kind in (lx.PLUS, lx.DASH) and at and is_times(right[at + 1]):
            return _Hole([], right[at + 1 :], right[at].end, right[: at + 1], told=True)
        if right[at].kind == lx.OPEN and right[at + 1].kind == lx.CLOSE:
            before, behind = right[:at], right[at + 2 :]
            if behind and not is_factor(behind):
                return None
            if not before:
                return _Hole([], behind, right[at].start)
            return _Hole(before[:-1], behind, right[at].start) if at > 1 and is_times(before[-1]) else None
    return None


def _without_number(right: list[Lexeme]) -> tuple[list[Lexeme], bool]:
    """Leave out the dots at the end of a line, and the number of the equation that they lead to: ``.......(2.5)``."""
    dots = next((at for at, piece in enumerate(right) if piece.kind == lx.DOTS), len(right))
    behind = [piece.kind for piece in right[dots:] if piece.kind not in (lx.DOTS, lx.DOT)]
    numbered = dots < len(right) and behind in ([], [lx.OPEN, lx.NUM, lx.CLOSE])
    return (right[:dots], True) if numbered else (right, False)


def _is_figure(line: list[Lexeme]) -> bool:
    """``(59%)``, ``1.000``: a figure that stands below the line, perhaps in brackets."""
    inner = line[1:-1] if len(line) > 2 and line[0].kind in OPENING and line[-1].kind in CLOSING else line
    year = _YEAR.fullmatch(inner[0].text) is not None
    return [piece.kind for piece in inner] in ([lx.NUM], [lx.NUM, lx.PCT]) and not year


def _counts_alike(above: list[Lexeme], below: list[Lexeme]) -> bool:
    """Tell whether both lines are symbols, or both begin as quantities do: else the upper one may be a heading."""
    words = [piece.text for piece in (*above, *below) if piece.kind == lx.WORD]
    if all(len(word) <= _MOST_IN_FACTOR for word in words):
        return True
    first = next((piece for piece in below if piece.kind != lx.OTHER), below[0])
    return counts(above) and not lexicon().of(first.low or first.text).isdisjoint(("jumlah", "besaran"))
