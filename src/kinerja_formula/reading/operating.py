"""What calculates among the lexemes of a text: the signs of arithmetic, a lone x, the words for the four operations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATING, lexicon
from kinerja_formula.reading.vocabulary import words

__all__ = ["is_dated", "multiplies", "operates", "subtracts_names"]

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


def is_dated(pieces: Sequence[Lexeme], at: int) -> bool:
    """Tell whether the word at a place dates the one before it: *jumlah wajib pajak tahun lalu*."""
    return at > 0 and _TIME in lexicon().of(pieces[at - 1].low)


_TIME: Final = "waktu"


def subtracts_names(pieces: Sequence[Lexeme]) -> bool:
    """Tell whether pieces are plain names with dashes between blanks, and nothing else calculates: *Kuota - Terpakai*.

    Codes of one name (*PBB - P2*) and months (*Januari - Juni*) are no names of their own.
    """
    begins, before = True, None
    dashes = 0
    for piece in pieces:
        if begins:
            if piece.kind != lx.WORD or piece.low in words("frames", "months"):
                return False
            if before is not None and _is_code(piece) and _is_code(before):
                return False
            begins = False
        elif piece.kind in (lx.DASH, lx.PLUS) and piece.gap:
            begins = True
            dashes += piece.kind == lx.DASH
            continue
        elif operates(piece) and piece.kind != lx.DASH:
            return False
        before = piece
    return dashes > 0 and not begins


def _is_code(piece: Lexeme) -> bool:
    return piece.kind != lx.WORD or piece.text.isupper() or any(char.isdigit() for char in piece.text)
