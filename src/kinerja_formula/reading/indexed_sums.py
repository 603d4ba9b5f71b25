"""How far a sum sign without brackets reaches: as far as its index stands, ``Σ w_i x_i`` is ``Σ (w_i × x_i)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon

__all__ = ["with_brackets"]

_INDEX: Final = re.compile(r"[ijkt]|ij")
_INDEXED: Final = re.compile(rf"[^_]++_(?:{_INDEX.pattern})|[A-Z]{{1,4}}+i|[a-z]i")
"""``w_i``, ``PAKi``, ``xi``: a name with its index behind it."""
_SHIFTED: Final = re.compile(r"(?:[A-Z]{1,4}+i|[a-z]i)[-+][0-9]")
"""``Yi-1``: the record before, which is no column of the same record."""
_SIGNS: Final = frozenset({lx.TIMES, lx.STAR, lx.SLASH, lx.OVER, lx.MUL, lx.DIV})
_OPENING: Final = frozenset({lx.OPEN, lx.LP})
_CLOSING: Final = frozenset({lx.CLOSE, lx.RP})
_SUM_SIGN: Final = "σ"


def with_brackets(pieces: list[Lexeme]) -> list[Lexeme]:
    """Put brackets round what a sum sign holds where every factor bears an index, and the signs between them."""
    if not any(piece.low == _SUM_SIGN for piece in pieces):
        return pieces
    out: list[Lexeme] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        out.append(piece)
        at += 1
        if piece.low != _SUM_SIGN or at == len(pieces):
            continue
        if pieces[at].kind == lx.OPEN:
            terms = _terms(pieces, at)
            if terms:
                out[-1:] = []
                out += _each_summed(piece, terms)
                at += len(terms)
            continue
        product, end = _product(pieces, at)
        if product:
            first, last = pieces[at], pieces[end - 1]
            out += [lx.sign(lx.LP, first), *product, lx.sign_at(lx.RP, last.end)]
            at = end
    return out


def _terms(pieces: Sequence[Lexeme], start: int) -> Sequence[Lexeme]:
    """Return the bracket at ``start`` if all it holds are two or more names with plus signs between them."""
    at = start + 1
    while at < len(pieces) and pieces[at].kind in (lx.WORD, lx.PLUS) and pieces[at].low not in (_SUM_SIGN, "x"):
        at += 1
    kinds = [piece.kind for piece in pieces[start + 1 : at]]
    named = kinds[:1] == kinds[-1:] == [lx.WORD] and (lx.PLUS, lx.PLUS) not in pairwise(kinds)
    closed = at < len(pieces) and pieces[at].kind == lx.CLOSE
    return pieces[start : at + 1] if named and closed and lx.PLUS in kinds else ()


def _each_summed(sign: Lexeme, terms: Sequence[Lexeme]) -> list[Lexeme]:
    """``Σ (A + B)`` is ``(Σ A + Σ B)``: what is wanted of A and of B is their sum, too; *Jumlah A* says so itself."""
    out: list[Lexeme] = []
    for order, piece in enumerate(terms):
        first = piece.kind == lx.WORD and terms[order - 1].kind in (lx.OPEN, lx.PLUS)
        if first and "jumlah" not in lexicon().of(piece.low):
            place = sign.start if order == 1 else piece.start
            out.append(Lexeme(lx.WORD, "Σ", place, sign.end if order == 1 else place, True, _SUM_SIGN))
        out.append(piece)
    return out


def _product(pieces: Sequence[Lexeme], start: int) -> tuple[list[Lexeme], int]:
    """Return two or more indexed factors with their signs, and where they end; nothing where there are fewer."""
    end = _factor(pieces, start)
    if end is None:
        return [], start
    found, factors = list(pieces[start:end]), 1
    while end < len(pieces):
        begins = end + _is_sign(pieces[end])
        ends = _factor(pieces, begins)
        if ends is None:
            break
        found.append(pieces[end] if begins > end else lx.sign_at(lx.MUL, pieces[end].start))
        found += pieces[begins:ends]
        factors, end = factors + 1, ends
    return (found, end) if factors > 1 else ([], start)


def _is_sign(piece: Lexeme) -> bool:
    return piece.kind in _SIGNS or (piece.kind == lx.WORD and piece.low == "x")


def _factor(pieces: Sequence[Lexeme], start: int) -> int | None:
    """Return where an indexed name, or a bracket that holds one, ends."""
    if start >= len(pieces):
        return None
    piece = pieces[start]
    if piece.kind == lx.WORD:
        return start + 1 if _is_indexed(piece) else _words_with_index(pieces, start)
    if piece.kind not in _OPENING:
        return None
    depth, held = 0, False
    for at in range(start, len(pieces)):
        depth += (pieces[at].kind in _OPENING) - (pieces[at].kind in _CLOSING)
        if pieces[at].kind == lx.WORD:
            if _SHIFTED.fullmatch(pieces[at].text):
                return None
            held = held or _is_indexed(pieces[at])
        if not depth:
            return at + 1 if held else None
    return None


def _words_with_index(pieces: Sequence[Lexeme], start: int) -> int | None:
    """``Simpanan Pokok _ i``: words that bear the index together."""
    at = start
    while at < len(pieces) and pieces[at].kind == lx.WORD and pieces[at].low not in (_SUM_SIGN, "x"):
        at += 1
    indexed = at + 1 < len(pieces) and pieces[at].text == "_" and _INDEX.fullmatch(pieces[at + 1].text)
    return at + 2 if indexed else None


def _is_indexed(piece: Lexeme) -> bool:
    return _INDEXED.fullmatch(piece.text) is not None and not lexicon().of(piece.low)
