"""``- Rumus Penghitungan Indikator: Jumlah konten``: a description stands above, and the formula is announced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon

__all__ = ["without_description"]

_LEAST_OF_DESCRIPTION: Final = 6
"""Pieces; a shorter text before the word is a label, which the forms know."""
_LONGEST_HEADING: Final = 4
_MARKS: Final = frozenset({lx.DASH, lx.STAR, lx.OTHER, lx.ITEM})
_SIGNS: Final = frozenset({lx.EQUALS, lx.RULE, lx.TIMES, lx.OVER, lx.STAR, lx.PLUS, lx.MUL, lx.DIV})


def without_description(pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Return what a heading like *Rumus:* announces on a line below a description; all other texts as they are."""
    found = [
        colon
        for at, piece in enumerate(pieces)
        if piece.kind == lx.LINE and (colon := _heading(pieces, at + 1)) is not None
    ]
    if len(found) != 1 or found[0] < _LEAST_OF_DESCRIPTION or any(map(_calculates, pieces[: found[0]])):
        return pieces
    start = found[0] + 1
    while start < len(pieces) and pieces[start].kind == lx.LINE:
        start += 1
    if start == len(pieces) or _explains(pieces[: found[0]], pieces[start:]):
        return pieces
    draft.labels.append((pieces[0].start, pieces[found[0]].end))
    return pieces[start:]


def _heading(pieces: Sequence[Lexeme], at: int) -> int | None:
    """Return the colon behind *Rumus Penghitungan Indikator*, None where a line begins with something else."""
    while at < len(pieces) and pieces[at].kind in _MARKS:
        at += 1
    if at >= len(pieces) or not _names_formula(pieces, at):
        return None
    for colon in range(at + 1, min(at + _LONGEST_HEADING + 1, len(pieces))):
        if pieces[colon].kind == lx.COLON:
            return colon
        if pieces[colon].kind != lx.WORD:
            return None
    return None


def _names_formula(pieces: Sequence[Lexeme], at: int) -> bool:
    """Tell whether *rumus* or a phrase for it stands at a place: *cara perhitungan*."""
    behind = [piece.low for piece in pieces[at + 1 : at + _LONGEST_HEADING]]
    phrases = [rest for rest, role in lexicon().phrases.get(pieces[at].low, ()) if role == _ROLE]
    return _ROLE in lexicon().of(pieces[at].low) or any(behind[: len(rest)] == [*rest] for rest in phrases)


_ROLE: Final = "rumus"


def _explains(above: Sequence[Lexeme], formula: Sequence[Lexeme]) -> bool:
    """Tell whether what stands above is a legend: it tells numerator and denominator, or symbols of the formula."""
    if any(not lexicon().of(piece.low).isdisjoint(_SIDES) for piece in (*above, *formula)):
        return True
    symbols = {piece.text for piece in formula if piece.kind == lx.WORD and len(piece.text) <= _LONGEST_SYMBOL}
    return any(piece.text in symbols and piece.text.isupper() for piece in above)


_SIDES: Final = frozenset({"pembilang", "penyebut"})
_LONGEST_SYMBOL: Final = 3


def _calculates(piece: Lexeme) -> bool:
    return piece.kind in _SIGNS or (piece.kind == lx.SLASH and piece.gap)
