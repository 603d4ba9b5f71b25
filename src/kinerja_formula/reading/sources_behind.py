"""Who is quoted, and what came out in some year, behind a formula: ``(Kasmir, 2014:138)``, ``(2023: 9,2%)``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import JOINTS, lexicon
from kinerja_formula.reading.operating import operates

__all__ = ["drop_source_behind"]

_PARTING: Final = frozenset({lx.COLON, lx.SEMICOLON})
_LONGEST: Final = 16
_MOST_AUTHORS: Final = 7
"""Pieces that name the authors: *Rahadi dan Hernanto*."""
_MOST_BEFORE_YEAR: Final = 4
_JOINING: Final = frozenset({"dkk", "et", "al", "&"})
_LEAST_OF_FORMULA: Final = 4


def drop_source_behind(main: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Return the formula without the citation or the result of some year that ends it; all others as they are."""
    end = len(main)
    while end and main[end - 1].kind in (lx.DOT, lx.LINE):
        end -= 1
    at = _start(main, end)
    if at < _LEAST_OF_FORMULA or not any(map(_calculates, main[:at])):
        return main
    if draft.behind is None:
        draft.behind = (main[at].start, main[-1].end, "catatan")
    return main[:at]


def _start(main: Sequence[Lexeme], end: int) -> int:
    """Return where the source begins that ends at ``end``, 0 where there is none."""
    if end > _LEAST_OF_FORMULA and main[end - 1].kind == lx.CLOSE:
        opened = next((at for at in range(end - 2, max(0, end - _LONGEST), -1) if main[at].kind == lx.OPEN), 0)
        inner = main[opened + 1 : end - 1]
        behind = opened > 0 and not operates(main[opened - 1])  # "A x B - (2000 : 4)"
        return opened if behind and (_cites(inner) or _tells_result(inner)) else 0
    year = end - _PAGE
    if year < _LEAST_OF_FORMULA or not _cites(main[year - 2 : end]):
        return 0
    first = year - 1
    if all(len(piece.text) == 1 for piece in main[year - 2 : year]):
        return 0  # "peserta A, 2000: 4"
    while first and _names_author(main[first - 1]):
        first -= 1
    # what stands before the authors has small letters, or their names could be its last words
    return first if main[first].text[:1].isupper() and main[first - 1].text.islower() else 0


_PAGE: Final = 3
"""A year, a colon and a page."""


def _cites(inner: Sequence[Lexeme]) -> bool:
    """Tell whether words in capitals, a year and a page are all there is; *(Triwulan IV, 2023)* cites nobody."""
    year = next((at for at, piece in enumerate(inner) if piece.kind == lx.NUM), 0)
    if not 0 < year <= _MOST_AUTHORS or not lx.YEAR.fullmatch(inner[year].text):
        return False
    behind = inner[year + 1 :]
    paged = len(behind) > 1 and behind[0].kind in _PARTING and behind[1].kind == lx.NUM
    return paged and inner[0].text[:1].isupper() and all(_names_author(piece) for piece in inner[:year])


def _names_author(piece: Lexeme) -> bool:
    joins = (piece.low or piece.text) in _JOINING or not lexicon().of(piece.low).isdisjoint(JOINTS)
    return piece.kind in (lx.COMMA, lx.DOT) or joins or (piece.kind == lx.WORD and piece.text[:1].isupper())


def _tells_result(inner: Sequence[Lexeme]) -> bool:
    """``2023: 9,2%``, ``Karanganyar 2026: 7,92% atau 72,40 ribu jiwa``: a year, a colon and its figure."""
    year = next((at for at, piece in enumerate(inner) if piece.kind == lx.NUM), len(inner))
    if year > _MOST_BEFORE_YEAR or year + 2 >= len(inner) or not lx.YEAR.fullmatch(inner[year].text):
        return False
    words = all(piece.kind == lx.WORD for piece in inner[:year])
    shown = inner[year + 2].kind == lx.NUM and not any(map(operates, inner[year + 2 :]))
    measured = len(inner) > year + 3  # (2023: 9,2%); of (2010=100) a name may be told
    return words and inner[year + 1].kind == lx.COLON and shown and measured


def _calculates(piece: Lexeme) -> bool:
    return operates(piece) or not lexicon().of(piece.low).isdisjoint(_TELLING)


_TELLING: Final = frozenset({"rasio", "persentase", "antara"})
"""Roles of the words that tell of a calculation whose sign is another word."""
