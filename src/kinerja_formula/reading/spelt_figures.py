"""Figures spelt out again in brackets, as regulations write them: ``30% (tiga puluh persen) x nilai A``."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from kinerja_formula.numerals import NumeralError, decode_in_formula, read_words
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.operating import operates
from kinerja_formula.reading.vocabulary import words

__all__ = ["without_spelt_figures"]

_LONGEST: Final = 14
_BEFORE: Final = frozenset({lx.OPEN, lx.LP, lx.EQUALS})
_WHOLE: Final = 100


def without_spelt_figures(pieces: list[Lexeme]) -> list[Lexeme]:
    """Leave out the words of a figure that calculates, where they say the same; a name keeps its own.

    Words that say another figure stay, and are doubted with all that nobody can calculate with.
    """
    if not any(map(operates, pieces)):
        return pieces
    out: list[Lexeme] = []
    at = 0
    while at < len(pieces):
        end = _end_of_words(pieces, at, out) if pieces[at].kind == lx.OPEN else at
        if end > at:
            at = end
            continue
        out.append(pieces[at])
        at += 1
    return out


def _end_of_words(pieces: Sequence[Lexeme], opened: int, before: Sequence[Lexeme]) -> int:
    """Return where the bracket ends that spells out the figure before it, ``opened`` where it does not."""
    percent = bool(before) and before[-1].kind == lx.PCT
    figure = before[-1 - percent :][:1]
    if not figure or figure[0].kind != lx.NUM or not _calculates(before[: -1 - percent]):
        return opened
    closed = next((at for at in range(opened, min(opened + _LONGEST, len(pieces))) if pieces[at].kind == lx.CLOSE), 0)
    said = [piece.low for piece in pieces[opened + 1 : closed] if piece.kind == lx.WORD]
    if not said or len(said) != closed - opened - 1:
        return opened
    shares = said[-1] in words("operators", "percent_words")
    value = read_words(" ".join(said[:-1] if shares else said))
    told = _value(figure[0].text)
    if len(before) == 1 + percent and not (closed + 1 < len(pieces) and operates(pieces[closed + 1])):
        return opened  # "3 (tiga) dokumen: …"
    same = value is not None and told is not None and (value == told or (percent and value * _WHOLE == told))
    return closed + 1 if same else opened


def _calculates(before: Sequence[Lexeme]) -> bool:
    """Tell whether a figure stands where an operand begins, and is no part of a name."""
    return not before or before[-1].kind in _BEFORE or operates(before[-1])


def _value(digits: str) -> Fraction | None:
    try:
        return decode_in_formula(digits).value
    except NumeralError:
        return None
