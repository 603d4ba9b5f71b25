"""What a remark on a calculation is: ``bukan rata-rata bulanan``, ``satuan hari``, ``target 12 desa``.

:mod:`remarks_behind` finds where they stand; the words are ``[remarks]`` of ``data/vocabulary/reading.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import JOINTS, lexicon
from kinerja_formula.reading.operating import operates
from kinerja_formula.reading.vocabulary import in_order, words
from kinerja_formula.units import is_money, is_score, read_unit

__all__ = ["FIELDS", "begins_with", "fills_field", "is_remark"]

FIELDS: Final = ("of_figures", "of_standards", "of_units", "of_words")
"""Kinds of fields of the sheet of an indicator, by what fills them."""
_PARTING: Final = frozenset({lx.LINE, lx.DOT, lx.SEMICOLON, lx.EQUALS, lx.COLON})
_TELLING: Final = frozenset(
    {
        *("satuan", "persentase", "jumlah", "rata", "rasio", "selisih", "membandingkan", "bobot"),
        *("hasilbagi", "hasilkali", "hasiltambah", "bulatkan", "dibatasi", "dibatasi-bawah", "jika"),
    }
)
"""Roles of words behind which something is still told of the calculation itself: a percentage, a bound, another sum."""
_COUNTING: Final = frozenset({"jumlah", "bobot", "membandingkan", "hasilbagi", "hasilkali", "hasiltambah", "jika"})
"""Roles of words that begin an operand or a rule: no value of a field."""
_RATE: Final = "laju"
_LONGEST_OPENING: Final = 3
_LONGEST_VALUE: Final = 12
_LONGEST_UNIT: Final = 6
_PERCENT: Final = "%"


def is_remark(pieces: Sequence[Lexeme], opening: str = "opening") -> bool:
    """Tell whether pieces say something of the calculation before them, and calculate nothing themselves.

    ``opening`` is the list of words that begin them: behind a comma, or ``in_brackets``.
    """
    if not begins_with(pieces, opening) or begins_with(pieces, "rates"):
        return False
    if any(piece.kind in _PARTING or _calculates(pieces, at) for at, piece in enumerate(pieces)):
        return False
    return bool(begins_with(pieces, "set_apart")) or not any(_tells(pieces, at) for at in range(len(pieces)))


def fills_field(pieces: Sequence[Lexeme], text: str) -> bool:
    """Tell whether pieces are a field of the sheet of an indicator and its value: ``satuan hari``, ``skala 1-5``.

    A percentage as unit is none: it says × 100 %, and its forms read it.
    """
    pieces = pieces[1:] if begins_with(pieces, "before_fields") else pieces
    length, kind = max((begins_with(pieces, kind), kind) for kind in FIELDS)
    if not length:
        return _tells_unit(pieces, begins_with(pieces, "told_in"), text)
    length += length < len(pieces) and pieces[length].kind in (lx.COLON, lx.EQUALS)
    value = pieces[length:]
    if not 0 < len(value) <= _LONGEST_VALUE or any(map(_is_of_formula, value)):
        return False
    if not lexicon().of(value[0].low).isdisjoint(JOINTS):
        return False  # ", target dan realisasi" is the last of a list
    if kind == "of_words":
        return value[0].low not in words("remarks", "no_source")
    if kind == "of_units":
        return _names_unit(value, text)
    if kind == "of_standards":
        return value[0].kind == lx.NUM and len(value) > 1 and all(piece.kind != lx.PCT for piece in value)
    return any(piece.kind == lx.NUM for piece in value)


def begins_with(pieces: Sequence[Lexeme], kind: str) -> int:
    """Return how many pieces at the beginning are an opening of a kind, 0 where none is."""
    said = words("remarks", kind)
    for length in range(min(_LONGEST_OPENING, len(pieces)), 0, -1):
        if " ".join([piece.low for piece in pieces[:length]]) in said:
            return length
    return 0


def _tells_unit(pieces: Sequence[Lexeme], length: int, text: str) -> bool:
    """Tell whether pieces say in what a figure is told, and not in what year or place: *dalam juta rupiah*."""
    if not length or length == len(pieces):
        return False
    unit = read_unit(text[pieces[length].start : pieces[-1].end])
    known = unit is not None and unit.known and bool(unit.parts)
    return unit is not None and known and (is_money(unit) or is_score(unit))


def _names_unit(value: Sequence[Lexeme], text: str) -> bool:
    """Tell whether words are a unit other than a percentage; an unknown one only as a single word."""
    said = text[value[0].start : value[-1].end]
    again = begins_with(value, "of_units")  # "dinyatakan dalam satuan rupiah": a form reads it
    unit = None if again or _PERCENT in said or len(value) > _LONGEST_UNIT else read_unit(said)
    if unit is None or str(unit) == _PERCENT:
        return False
    return unit.known or len(value) == 1


def _is_of_formula(piece: Lexeme) -> bool:
    """Tell whether a piece belongs to a calculation: the dash of *1-5* and the slash of *ton/ha* do not."""
    if piece.kind in (lx.DASH, lx.PCT):
        return False
    if piece.kind == lx.SLASH:
        return piece.gap
    told = piece.kind == lx.WORD and not lexicon().of(piece.low).isdisjoint(_COUNTING)
    return told or piece.kind in _PARTING or operates(piece)


def _calculates(pieces: Sequence[Lexeme], at: int) -> bool:
    """Tell whether a piece is a sign or a word of arithmetic: the slash of *Perbup 5/2024* is none."""
    joins = pieces[at].kind == lx.SLASH and 0 < at < len(pieces) - 1
    if joins and pieces[at - 1].kind == pieces[at + 1].kind == lx.NUM:
        return False
    return operates(pieces[at]) and pieces[at].kind != lx.DASH


def _tells(pieces: Sequence[Lexeme], at: int) -> bool:
    """Tell whether a piece tells of a percentage, a rate, another sum."""
    piece = pieces[at]
    roles = lexicon().of(piece.low) if piece.kind == lx.WORD else frozenset()
    further = at + 1 < len(pieces) and pieces[at + 1].low.startswith(in_order("notes", "done"))
    if further and piece.low in words("notes", "done_further"):
        return True  # ", dihitung per baris lalu dirata-ratakan"
    rated = _RATE in roles and at + 1 < len(pieces) and pieces[at + 1].kind == lx.NUM  # dihitung per 1.000 penduduk
    return rated or piece.kind == lx.PCT or not roles.isdisjoint(_TELLING)
