"""Factors between which nobody writes a sign: ``5 Σ ASFR``, ``n_1 k_1 + n_2 k_2``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme

__all__ = ["with_signs"]

_SUM_SIGN: Final = "σ"
_SUBSCRIPTED: Final = re.compile(r"[A-Za-z]{1,2}_(?:[0-9]{1,2}|[ijkt]{1,2})")
"""``n_1``: a symbol of mathematics, which is no word of a name."""
_BEFORE_FACTOR: Final = frozenset(
    {
        *(lx.EQUALS, lx.OPEN, lx.LP, lx.PLUS, lx.DASH, lx.SUB, lx.ADD),
        *(lx.TIMES, lx.MUL, lx.STAR, lx.SLASH, lx.OVER, lx.DIV),
    }
)


def with_signs(pieces: list[Lexeme]) -> list[Lexeme]:
    """Put the sign of multiplication where two factors stand side by side and can't be one name."""
    places = {at for at in range(1, len(pieces)) if _is_implied(pieces, at)}
    if not places:
        return pieces
    out: list[Lexeme] = []
    for at, piece in enumerate(pieces):
        if at in places:
            out.append(lx.sign_at(lx.MUL, piece.start))
        out.append(piece)
    return out


def _is_implied(pieces: Sequence[Lexeme], at: int) -> bool:
    before, piece = pieces[at - 1], pieces[at]
    if piece.kind != lx.WORD:
        return False
    if piece.low == _SUM_SIGN and before.kind == lx.NUM:
        return at < 2 or pieces[at - 2].kind in _BEFORE_FACTOR
    return before.kind == lx.WORD and all(_SUBSCRIPTED.fullmatch(one.text) for one in (before, piece))
