"""A remark behind a comma at the end of a formula: ``A dibagi B, bukan rata-rata bulanan``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.operating import operates
from kinerja_formula.reading.vocabulary import words

__all__ = ["drop_remark_behind"]

_OPENING: Final = frozenset({lx.OPEN, lx.LP})
_CLOSING: Final = frozenset({lx.CLOSE, lx.RP})
_PARTING: Final = frozenset({lx.LINE, lx.DOT, lx.SEMICOLON, lx.EQUALS, lx.COLON})
_LEAST_OF_FORMULA: Final = 3
_TELLING: Final = frozenset(
    {
        *("satuan", "persentase", "jumlah", "rata", "rasio", "selisih", "membandingkan", "bobot"),
        *("hasilbagi", "hasilkali", "hasiltambah", "bulatkan", "dibatasi", "dibatasi-bawah", "jika"),
    }
)
"""Roles of words behind which something is still told of the calculation itself: a percentage, a bound, another sum."""
_RATE: Final = "laju"


def drop_remark_behind(pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Return the formula without the remark that a comma parts from it; what calculates further is none.

    *…, kecuali yang sakit* stays: it tells which ones are counted.
    """
    at = _remark(pieces)
    if at < _LEAST_OF_FORMULA or not any(map(_divides, pieces[:at])):
        return pieces
    if draft.behind is None:
        draft.behind = (pieces[at].start, pieces[-1].end, "catatan")
    return pieces[:at]


def _remark(pieces: Sequence[Lexeme]) -> int:
    """Return where the comma of a remark stands that nothing but the remark follows, 0 where there is none."""
    depth, end = 0, len(pieces)
    while end and pieces[end - 1].kind in (lx.DOT, lx.LINE):
        end -= 1
    for at, piece in enumerate(pieces[:end]):
        depth += (piece.kind in _OPENING) - (piece.kind in _CLOSING)
        if piece.kind == lx.COMMA and not depth and _is_remark(pieces[at + 1 : end]):
            return at
    return 0


def _is_remark(pieces: Sequence[Lexeme]) -> bool:
    """Tell whether pieces behind a comma say something of the calculation, and calculate nothing themselves."""
    first, second = (pieces[at].low if at < len(pieces) else "" for at in (0, 1))
    if words("notes", "remarks").isdisjoint((first, f"{first} {second}")):
        return False
    if f"{first} {second}" in words("notes", "rates"):
        return False
    if any(piece.kind in _PARTING or _calculates(pieces, at) for at, piece in enumerate(pieces)):
        return False
    apart = not words("notes", "set_apart").isdisjoint((first, f"{first} {second}"))
    return apart or not any(_tells(pieces, at) for at in range(len(pieces)))


def _calculates(pieces: Sequence[Lexeme], at: int) -> bool:
    """Tell whether a piece is a sign or a word of arithmetic: the slash of *Perbup 5/2024* is none."""
    joins = pieces[at].kind == lx.SLASH and 0 < at < len(pieces) - 1
    if joins and pieces[at - 1].kind == pieces[at + 1].kind == lx.NUM:
        return False
    return _divides(pieces[at])


def _tells(pieces: Sequence[Lexeme], at: int) -> bool:
    """Tell whether a piece tells of a percentage, a rate, another sum."""
    piece = pieces[at]
    roles = lexicon().of(piece.low) if piece.kind == lx.WORD else frozenset()
    rated = _RATE in roles and at + 1 < len(pieces) and pieces[at + 1].kind == lx.NUM  # dihitung per 1.000 penduduk
    return rated or piece.kind == lx.PCT or not roles.isdisjoint(_TELLING)


def _divides(piece: Lexeme) -> bool:
    return operates(piece) and piece.kind != lx.DASH
