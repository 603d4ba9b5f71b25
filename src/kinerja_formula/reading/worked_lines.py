"""Lines of nothing but figures below a formula: ``18 / 20 x 100%`` and ``= 90%`` work it out, and are no part of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.named_legends import apart_from_legend
from kinerja_formula.reading.operating import multiplies, operates
from kinerja_formula.reading.vocabulary import words
from kinerja_formula.units import default_vocabulary

__all__ = ["drop_worked_lines"]

_MOST_PIECES: Final = 400
_OF_FIGURES: Final = frozenset(
    {
        *(lx.NUM, lx.PCT, lx.SLASH, lx.DASH, lx.COLON, lx.PLUS, lx.STAR, lx.TIMES, lx.OVER, lx.EQUALS, lx.CARET),
        *(lx.SURD, lx.OPEN, lx.CLOSE, lx.COMMA, lx.DOT, lx.DOTS, lx.RULE, lx.ADD, lx.SUB, lx.MUL, lx.DIV),
    }
)
_LEAST_FIGURES: Final = 2
_WHOLE: Final = "100"
_NAMING: Final = frozenset({lx.WORD, lx.QUOTED})
_BEGINNING: Final = frozenset({lx.NUM, lx.OPEN, lx.EQUALS})


class _Line(NamedTuple):
    """Where a line stands among the pieces, and whether a blank one parts it from the line before."""

    start: int
    end: int
    apart: bool


def drop_worked_lines(pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Return the formula, and the legend below, without the lines between them that work it out in figures."""
    if len(pieces) > _MOST_PIECES:
        return pieces
    body, legend = apart_from_legend(pieces)
    lines = _lines(body)
    first = len(lines)
    while first > 1 and _is_of_figures(body[lines[first - 1].start : lines[first - 1].end]):
        first -= 1
    start = next((line.start for line in lines[first:] if _begins_example(body, line)), 0)
    if not start or not _gives_result(body[start:]) or not any(piece.kind in _NAMING for piece in body[:start]):
        return pieces
    if draft.behind is None:
        draft.behind = (body[start].start, body[-1].end, "contoh")
    return [*body[: start - 1], *legend]


def _begins_example(body: Sequence[Lexeme], line: _Line) -> bool:
    """Tell whether an example may begin with a line: it goes on with nothing, and the formula before it is whole."""
    first, before = body[line.start], body[line.start - 2]
    if first.kind not in _BEGINNING and first.low not in words("wholes", "functions"):
        return False
    if operates(before) or before.kind in (lx.OPEN, lx.RULE):
        return False
    calculated = any(map(operates, body[: line.start - 1]))
    told = line.apart and any(piece.kind == lx.EQUALS for piece in body[: line.start])  # a torn fraction
    return (calculated or told) and (line.apart or _works_out(body[line.start : line.end]))


def _lines(body: Sequence[Lexeme]) -> list[_Line]:
    breaks = [-1, *[at for at, piece in enumerate(body) if piece.kind == lx.LINE], len(body)]
    return [
        _Line(low + 1, high, low >= 0 and body[low].text.count("\n") > 1)
        for low, high in pairwise(breaks)
        if high > low + 1
    ]


def _is_of_figures(line: Sequence[Lexeme]) -> bool:
    return all(piece.kind in _OF_FIGURES or not _is_name(piece) for piece in line)


def _is_name(piece: Lexeme) -> bool:
    """Tell whether a piece is a word that is neither a unit nor a sign."""
    if piece.kind == lx.QUOTED:
        return True
    sign = piece.low == "x" or piece.low in words("wholes", "functions")
    return piece.kind == lx.WORD and not sign and default_vocabulary().unit_of(piece.low) is None


def _works_out(line: Sequence[Lexeme]) -> bool:
    """Tell whether a line goes on with ``=``, or calculates with figures alone."""
    figures = sum(piece.kind == lx.NUM for piece in line)
    signs = any(map(operates, line))
    return line[0].kind == lx.EQUALS or (figures >= _LEAST_FIGURES and signs)


def _gives_result(lines: Sequence[Lexeme]) -> bool:
    """Tell whether figures lead to a last one behind an equals sign: ``18 / 20 x 100%``, ``= 90%``."""
    equals = max((at for at, piece in enumerate(lines) if piece.kind == lx.EQUALS), default=None)
    if equals is None:
        return False
    result = [piece.kind for piece in lines[equals + 1 :] if piece.kind in (lx.NUM, lx.TIMES) or piece.low == "x"]
    worked = [
        at
        for at, piece in enumerate(lines[:equals])
        if piece.kind == lx.NUM and not (at and piece.text == _WHOLE and multiplies(lines[at - 1]))
    ]
    return result == [lx.NUM] and len(worked) >= _LEAST_FIGURES
