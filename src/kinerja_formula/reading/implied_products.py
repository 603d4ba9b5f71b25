"""Factors with no sign, or a dot, between them: ``5 Σ ASFR``, ``n_1 k_1 + n_2 k_2``, ``Z^2 P(1-P)``, ``J = t . L``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.vocabulary import words

__all__ = ["with_signs"]

_SUM_SIGN: Final = "σ"
_SUBSCRIPTED: Final = re.compile(r"[A-Za-z]{1,2}_(?:[0-9]{1,2}|[hijkmnt]{1,2})")
"""``n_1``: a symbol of mathematics, which is no word of a name."""
_STEPPED: Final = re.compile(r"([A-Za-z])([+-])([0-9]{1,4})")
_BEFORE_FACTOR: Final = frozenset(
    {
        *(lx.EQUALS, lx.OPEN, lx.LP, lx.PLUS, lx.DASH, lx.SUB, lx.ADD),
        *(lx.TIMES, lx.MUL, lx.STAR, lx.SLASH, lx.OVER, lx.DIV),
    }
)


def with_signs(pieces: list[Lexeme]) -> list[Lexeme]:
    """Put the sign of multiplication where two factors stand side by side and can't be one name."""
    if any(piece.kind == lx.DOT and piece.gap for piece in pieces):
        pieces = _with_dots_as_signs(pieces)
    if any(piece.kind == lx.WORD and _STEPPED.fullmatch(piece.text) for piece in pieces):
        pieces = _with_steps_parted(pieces)
    places = {at for at in range(1, len(pieces)) if _is_implied(pieces, at)}
    if not places:
        return pieces
    out: list[Lexeme] = []
    for at, piece in enumerate(pieces):
        if at in places:
            out.append(lx.sign_at(lx.MUL, piece.start))
        out.append(piece)
    return out


def _with_steps_parted(pieces: list[Lexeme]) -> list[Lexeme]:
    """``n(n+1)``: part what the bracket adds to the symbol before it; *tahun (n+1)* is a year."""
    out: list[Lexeme] = []
    for at, piece in enumerate(pieces):
        step = _STEPPED.fullmatch(piece.text) if piece.kind == lx.WORD else None
        alone = 1 < at < len(pieces) - 1 and pieces[at + 1].kind == lx.CLOSE
        if step is None or not alone or pieces[at - 1].kind != lx.OPEN or pieces[at - 2].text != step[1]:
            out.append(piece)
            continue
        symbol, sign, figure = step.groups()
        middle = piece.start + len(symbol)
        kind = lx.PLUS if sign == "+" else lx.DASH
        out += [
            Lexeme(lx.WORD, symbol, piece.start, middle, piece.gap, symbol.lower()),
            Lexeme(kind, sign, middle, middle + 1, True),
            Lexeme(lx.NUM, figure, middle + 1, piece.end, True),
        ]
    return out


def _with_dots_as_signs(pieces: list[Lexeme]) -> list[Lexeme]:
    """``J = t . L``: a dot between blanks multiplies two symbols behind an equals sign."""
    out = list(pieces)
    equals = False
    for at, piece in enumerate(pieces[:-1]):
        equals = equals or piece.kind == lx.EQUALS
        between = piece.kind == lx.DOT and piece.gap and pieces[at + 1].gap
        if equals and between and _is_short(pieces[at - 1]) and _is_short(pieces[at + 1]):
            out[at] = lx.sign(lx.MUL, piece)
    return out


def _is_short(piece: Lexeme) -> bool:
    """Tell whether a piece is one letter, or an abbreviation of up to three."""
    abbreviated = len(piece.text) <= _ABBREVIATED and piece.text.isupper()
    return piece.kind == lx.WORD and (len(piece.text) == 1 or abbreviated)


def _is_implied(pieces: Sequence[Lexeme], at: int) -> bool:
    before, piece = pieces[at - 1], pieces[at]
    if piece.kind == lx.OPEN:
        ends_name = at > 1 and pieces[at - 2].kind == lx.WORD  # "golongan A(A+B)"
        return _is_symbol(before) and not piece.gap and not ends_name and _speaks_of(pieces, at, before.text)
    powered = at > 2 and before.kind == lx.NUM and pieces[at - 2].kind == lx.CARET and _is_symbol(pieces[at - 3])
    powered = powered and (at == _POWER or pieces[at - _POWER - 1].kind in _BEFORE_FACTOR)
    if powered and _is_symbol(piece):
        return at + 1 < len(pieces) and pieces[at + 1].kind in (lx.CARET, lx.OPEN)  # H^2 O has no product
    if piece.kind != lx.WORD:
        return False
    if piece.low == _SUM_SIGN and before.kind == lx.NUM:
        return at < 2 or pieces[at - 2].kind in _BEFORE_FACTOR
    return before.kind == lx.WORD and all(_SUBSCRIPTED.fullmatch(one.text) for one in (before, piece))


def _is_symbol(piece: Lexeme) -> bool:
    """Tell whether a piece is one letter of mathematics, Latin or Greek."""
    return (
        piece.kind == lx.WORD and (len(piece.text) == 1 or piece.low in words("wholes", "greek")) and piece.low != "x"
    )


def _speaks_of(pieces: Sequence[Lexeme], opened: int, symbol: str) -> bool:
    """``P(1-P)``: tell whether a bracket adds or subtracts the symbol that stands before it: no function of it does."""
    inner: list[Lexeme] = []
    for piece in pieces[opened + 1 : opened + _LONGEST_BRACKET]:
        if piece.kind == lx.CLOSE:
            return any(one.text == symbol for one in inner) and any(one.kind in (lx.DASH, lx.PLUS) for one in inner)
        inner.append(piece)
    return False


_ABBREVIATED: Final = 3
_LONGEST_BRACKET: Final = 8
_POWER: Final = 3
"""A symbol, the sign of its power, and the figure."""
