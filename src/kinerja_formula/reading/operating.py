"""What calculates among the lexemes of a text: the signs of arithmetic, a lone x, the words for the four operations."""

from __future__ import annotations

from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATING, lexicon

__all__ = ["multiplies", "operates"]

_SIGNS: Final = frozenset(
    {
        *(lx.SLASH, lx.OVER, lx.DIV, lx.TIMES, lx.MUL, lx.STAR, lx.PLUS, lx.DASH, lx.COLON, lx.RULE),
        *(lx.ADD, lx.SUB, lx.POW, lx.CARET),
    }
)
_MULTIPLYING: Final = frozenset({lx.TIMES, lx.MUL, lx.STAR})
_TIMES: Final = "kali"
"""The role of words that multiply."""


def operates(piece: Lexeme) -> bool:
    """Tell whether a piece may calculate: a slash or a dash may join two words, too."""
    said = piece.kind == lx.WORD and not lexicon().of(piece.low).isdisjoint(OPERATING)
    return piece.kind in _SIGNS or piece.low == "x" or said


def multiplies(piece: Lexeme) -> bool:
    """Tell whether a piece is a sign or a word of multiplication."""
    said = piece.kind == lx.WORD and _TIMES in lexicon().of(piece.low)
    return piece.kind in _MULTIPLYING or piece.low == "x" or said
