"""How far a sum sign without brackets reaches: as far as its index stands, ``Σ w_i x_i`` is ``Σ (w_i × x_i)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATING, lexicon

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
_LONGEST_FACTOR: Final = 300
"""No bracket of an index is longer; looking to the end for each would take quadratic time."""


def with_brackets(pieces: list[Lexeme]) -> list[Lexeme]:
    """Put brackets round what a sum sign holds where every factor bears an index, and the signs between them."""
    if not any(piece.low == _SUM_SIGN for piece in pieces):
        return pieces
    pieces = _on_one_line(pieces)
    out: list[Lexeme] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        out.append(piece)
        at += 1
        if piece.low != _SUM_SIGN or at == len(pieces):
            continue
        if pieces[at].kind == lx.OPEN:
            terms, end = _terms(pieces, at)
            if terms:
                out[-1:] = _each_summed(piece, pieces[at:end], terms)
                at = end
            elif name := _bracketed_name(pieces, at):
                out += name
                at += len(name) + 2
            continue
        product, end = _product(pieces, at)
        if product:
            first, last = pieces[at], pieces[end - 1]
            out += [lx.sign(lx.LP, first), *product, lx.sign_at(lx.RP, last.end)]
            at = end
    return out


def _on_one_line(pieces: Sequence[Lexeme]) -> list[Lexeme]:
    """Return the pieces without the line breaks behind a sum sign and within the bracket that it stands before."""
    out: list[Lexeme] = []
    depth = 0
    for piece in pieces:
        summed = bool(out) and out[-1].low == _SUM_SIGN
        if piece.kind == lx.LINE and (depth or summed):
            continue
        if depth or (summed and piece.kind in _OPENING):
            depth += (piece.kind in _OPENING) - (piece.kind in _CLOSING)
        out.append(piece)
    return out


def _bracketed_name(pieces: Sequence[Lexeme], start: int) -> Sequence[Lexeme]:
    """``Σ (nilai unsur) / jumlah unsur``: the words of a bracket that holds one name and no more."""
    end = start + 1
    while end < len(pieces) and pieces[end].kind == lx.WORD and pieces[end].low not in (_SUM_SIGN, "x"):
        if not lexicon().of(pieces[end].low).isdisjoint(OPERATING):
            return ()
        end += 1
    if end == start + 1 or end == len(pieces) or pieces[end].kind != lx.CLOSE:
        return ()
    if "jumlah" in lexicon().of(pieces[start + 1].low) or any(map(_is_indexed, pieces[start + 1 : end])):
        return ()  # what is a sum by its own name, or one over records
    behind = pieces[end + 1] if end + 1 < len(pieces) else None
    ends = behind is None or behind.kind != lx.WORD or behind.low == "x" or OPERATING & lexicon().of(behind.low)
    raised = behind is not None and (behind.kind in (lx.POW, lx.CARET) or behind.text[:1] in "^²³")
    return pieces[start + 1 : end] if ends and not raised else ()


class _Term(NamedTuple):
    """What stands between two signs of a bracket, with the sign before it."""

    sign: Lexeme | None
    pieces: Sequence[Lexeme]

    @property
    def is_name(self) -> bool:
        return all(piece.kind == lx.WORD and piece.low != "x" for piece in self.pieces)


def _terms(pieces: Sequence[Lexeme], start: int) -> tuple[list[_Term], int]:
    """Return what the bracket at ``start`` adds and subtracts, and where it ends; nothing where it holds one term.

    A figure among them is none of the records: ``Σ (x - 5)`` is left alone.
    """
    nothing: tuple[list[_Term], int] = [], start
    depth, begun, sign = 0, start + 1, None
    found: list[_Term] = []
    for at in range(start, len(pieces)):
        piece = pieces[at]
        if piece.low == _SUM_SIGN:
            return nothing
        depth += (piece.kind in _OPENING) - (piece.kind in _CLOSING)
        ends = not depth
        if not ends and not (depth == 1 and at > begun and _adds(pieces, at)):
            continue
        found.append(_Term(sign, pieces[begun:at]))
        begun, sign = at + 1, piece
        if ends:
            whole = len(found) > 1 and all(_is_of_records(one) for one in found)
            return (found, at + 1) if whole else nothing
    return nothing


def _adds(pieces: Sequence[Lexeme], at: int) -> bool:
    """Tell whether a plus or minus stands between two terms; a hyphen has no space, or one bracket beside it."""
    if pieces[at].kind == lx.PLUS:
        return True
    parted = pieces[at].gap and at + 1 < len(pieces) and pieces[at + 1].gap
    return pieces[at].kind in (lx.DASH, lx.SUB) and (parted or pieces[at - 1].kind in _CLOSING)


def _is_of_records(term: _Term) -> bool:
    kinds = [piece.kind for piece in term.pieces]
    edges = {lx.WORD, lx.QUOTED}
    if term.is_name:
        return bool(kinds)
    ends_well = bool(kinds) and kinds[0] in edges | _OPENING and kinds[-1] in edges | _CLOSING
    return ends_well and any(piece.kind in _SIGNS or piece.low == "x" for piece in term.pieces)


def _each_summed(sign: Lexeme, bracket: Sequence[Lexeme], terms: Sequence[_Term]) -> list[Lexeme]:
    """``Σ (A + B)`` is ``(Σ A + Σ B)``: what is wanted of A and of B is their sum, too; *Jumlah A* says so itself."""
    out = [bracket[0]]
    for order, (before, pieces) in enumerate(terms):
        if before is not None:
            out.append(before)
        if terms[order].is_name and "jumlah" in lexicon().of(pieces[0].low):
            out += pieces
            continue
        place = pieces[0].start if order else sign.start
        out.append(Lexeme(lx.WORD, "Σ", place, place if order else sign.end, True, _SUM_SIGN))
        bare = not terms[order].is_name and pieces[0].kind not in _OPENING
        out += [_bracket(lx.OPEN, pieces[0].start), *pieces, _bracket(lx.CLOSE, pieces[-1].end)] if bare else pieces
    return [*out, bracket[-1]]


def _bracket(kind: str, at: int) -> Lexeme:
    return Lexeme(kind, "(" if kind == lx.OPEN else ")", at, at, False)


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
    for at in range(start, min(len(pieces), start + _LONGEST_FACTOR)):
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
