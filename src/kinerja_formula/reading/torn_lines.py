"""The lines that extraction leaves of a drawn fraction, and what each of them can be."""

from __future__ import annotations

from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon

__all__ = ["SIGNS", "counts", "drawn", "is_factor", "is_operand", "is_put_back", "is_times", "lines_of"]

SIGNS: Final = frozenset({lx.EQUALS, lx.SLASH, lx.OVER, lx.TIMES, lx.COLON, lx.COMPARE, lx.RULE, lx.STAR, lx.SURD})
"""What neither a numerator nor a denominator holds."""
_MOST_IN_FACTOR: Final = 3
_CONSTANT: Final = "k"
"""How epidemiology writes the thousands of a rate."""


def is_put_back(piece: Lexeme) -> bool:
    """Tell whether a piece is a drawn line that stands nowhere in the text; it is ``hard`` where a factor tells it."""
    return piece.kind in (lx.RULE, lx.OVER) and piece.start == piece.end and bool(piece.text)


def drawn(kind: str, text: str, place: int, *, hard: bool = True) -> Lexeme:
    """Return a sign that was lost, between two characters of the text."""
    return Lexeme(kind, text, place, place, True, "", hard)


def lines_of(pieces: list[Lexeme]) -> list[list[Lexeme]]:
    """Return the pieces of each line that holds any."""
    lines: list[list[Lexeme]] = [[]]
    for piece in pieces:
        if piece.kind == lx.LINE:
            lines.append([])
        else:
            lines[-1].append(piece)
    return [line for line in lines if line]


def counts(line: list[Lexeme]) -> bool:
    """Tell whether a line begins with a word that counts."""
    first = next((piece for piece in line if piece.kind != lx.OTHER), line[0])
    return "jumlah" in lexicon().of(first.low or first.text)


def is_operand(line: list[Lexeme]) -> bool:
    """Tell whether a line can be a numerator or denominator: words or a symbol, and no sign of a formula."""
    return not any(piece.kind in SIGNS for piece in line) and any(
        piece.kind in (lx.WORD, lx.QUOTED) and any(map(str.isalnum, piece.text)) for piece in line
    )


def is_times(piece: Lexeme) -> bool:
    """Tell whether a piece is a sign of multiplication, a lone x among them."""
    return piece.kind in (lx.TIMES, lx.STAR) or piece.low == "x"


def is_factor(pieces: list[Lexeme], *, hundred: bool = False) -> bool:
    """Tell whether a times sign and a figure, or a symbol for one, are all there is: ``x 1.000 KH``, ``x k``.

    With ``hundred``: whether that figure is 100%.
    """
    if not pieces or not is_times(pieces[0]):
        return False
    figure = pieces[1:]
    if hundred:
        return [piece.kind for piece in figure[:2]] == [lx.NUM, lx.PCT] and figure[0].text == "100"
    if len(figure) == 1 and figure[0].kind == lx.WORD:
        return figure[0].low == _CONSTANT
    return 0 < len(figure) <= _MOST_IN_FACTOR and figure[0].kind == lx.NUM
