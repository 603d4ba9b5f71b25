"""The indicator written before its formula without a sign: ``Gross Death Rate Jumlah pasien mati / Jumlah pasien``.

Where the text begins with the words of the indicator and a quantity follows, an equals sign of no width is put between:
from there on it is a label like any other.
"""

from __future__ import annotations

from typing import Final

from kinerja_formula.names import normalise
from kinerja_formula.patterns import lazy_pattern
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon

__all__ = ["with_indicator_as_label"]

_WORD: Final = lazy_pattern(r"[^\W_]+")
_LEAST_LETTERS: Final = 8
_MOST_PIECES: Final = 80
_MARKS: Final = frozenset({lx.LINE, lx.ITEM, lx.NUM, lx.CLOSE, lx.DOT, lx.DASH})
"""What numbers a cell: ``7)``, ``2.1``, ``-``."""
_MOST_MARKS: Final = 5


def with_indicator_as_label(pieces: list[Lexeme], indikator: str | None) -> list[Lexeme]:
    """Return the pieces with an equals sign behind the indicator that they begin with, where they lack one."""
    if not indikator:
        return pieces
    wanted = _words(indikator)
    if sum(map(len, wanted)) < _LEAST_LETTERS:
        return pieces
    at = next((at for at, piece in enumerate(pieces) if piece.kind not in _MARKS), len(pieces))
    if at > _MOST_MARKS:
        return pieces
    found = 0
    while at < min(len(pieces), _MOST_PIECES) and found < len(wanted):
        own = _words(pieces[at].text)
        if pieces[at].kind == lx.LINE or own != wanted[found : found + len(own)]:
            return pieces
        found += len(own)
        at += 1
    if found < len(wanted):
        return pieces
    while at < len(pieces) and pieces[at].kind == lx.CLOSE:  # "Bed Occupancy Rate (BOR)"
        at += 1
    if at >= len(pieces) - 1 or not _begins_a_quantity(pieces[at]):
        return pieces
    place = pieces[at].start
    return [*pieces[:at], Lexeme(lx.EQUALS, "=", place, place, True), *pieces[at:]]


def _words(text: str) -> list[str]:
    return [found.group() for found in _WORD.finditer(normalise(text))]


def _begins_a_quantity(piece: Lexeme) -> bool:
    """Tell whether a name begins at a piece, with a word that nothing goes on with: ``Jumlah``, ``Σ``."""
    return "jumlah" in lexicon().of(piece.low or piece.text) and not piece.text.islower()
