"""The unit of the result in brackets behind a division: ``Jumlah penduduk / luas wilayah (jiwa/km2)``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.operating import operates
from kinerja_formula.units import EXACT, Unit, head_unit, is_score, read_unit

__all__ = ["drop_unit_of_result"]

_LONGEST: Final = 8
_DIVIDING: Final = frozenset({lx.SLASH, lx.OVER, lx.DIV, lx.COLON, lx.RULE})
_BEGINNING: Final = frozenset({lx.EQUALS, lx.OPEN, lx.LINE})
_DIVIDES: Final = "bagi"
_PERCENT: Final = "%"


def drop_unit_of_result(pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Return the formula without the unit in brackets that ends it, where its last name does not count in that unit.

    *Total waktu tunggu / jumlah pasien (menit)* is told in minutes; *Jumlah penduduk / luas wilayah (km2)* is not.
    """
    end = len(pieces)
    while end and pieces[end - 1].kind in (lx.DOT, lx.LINE):
        end -= 1
    if not end or pieces[end - 1].kind != lx.CLOSE:
        return pieces
    opened = next((at for at in range(end - 2, max(0, end - _LONGEST), -1) if pieces[at].kind == lx.OPEN), 0)
    divided = next((at for at in range(opened - 1, 0, -1) if _operates(pieces, at)), 0)
    if not divided or not _divides(pieces[divided]) or any(one.kind in _BEGINNING for one in pieces[divided:opened]):
        return pieces
    text = draft.text[pieces[opened].end : pieces[end - 1].start].strip()
    unit = None if _PERCENT in text else read_unit(text)
    if unit is None or not unit.parts or not unit.known:
        return pieces
    begun = next((at + 1 for at in range(divided - 1, -1, -1) if _begins(pieces, at)), 0)
    above, below = (_counted(pieces[begun:divided], draft.text), _counted(pieces[divided + 1 : opened], draft.text))
    if below is None or not _is_of_result(unit, above, below):
        return pieces
    if draft.behind is None:
        draft.behind = (pieces[opened].start, pieces[-1].end, "catatan")
    return [*pieces[:opened], *pieces[end:]]


def _operates(pieces: Sequence[Lexeme], at: int) -> bool:
    """Tell whether a piece calculates: a slash without a blank before it joins two words, *kab/kota*."""
    piece = pieces[at]
    return operates(piece) and piece.kind != lx.DASH and (piece.kind != lx.SLASH or piece.gap)


def _divides(piece: Lexeme) -> bool:
    return piece.kind in _DIVIDING or (piece.kind == lx.WORD and _DIVIDES in lexicon().of(piece.low))


def _begins(pieces: Sequence[Lexeme], at: int) -> bool:
    return pieces[at].kind in _BEGINNING or _operates(pieces, at)


def _counted(pieces: Sequence[Lexeme], text: str) -> Unit | None:
    """Return the unit that the head noun of a name tells."""
    told = head_unit(text[pieces[0].start : pieces[-1].end]) if pieces else None
    return None if told is None or not told.known else told.unit


def _is_of_result(unit: Unit, above: Unit | None, below: Unit) -> bool:
    """Tell whether a unit is what a division gives, and not what is counted below the line."""
    if unit.dimension == below.dimension:
        return False
    if unit.kind is not None and unit.kind.family not in EXACT and not is_score(unit):
        return False  # a bracket of persons says who is counted
    counted = _above(unit)  # so many minutes, m³ a month for each
    if above is not None and counted == above.dimension and counted != below.dimension:
        return True
    return unit.kind is None and (unit * below).dimension == counted


def _above(unit: Unit) -> tuple[tuple[str, int], ...]:
    """Return the dimension of what stands above the line of a unit."""
    return Unit([(kind, exponent) for kind, exponent in unit.parts if exponent > 0]).dimension
