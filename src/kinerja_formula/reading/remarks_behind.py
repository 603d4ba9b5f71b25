"""Remarks behind a formula, and where they stand.

Behind a comma (``A dibagi B, bukan rata-rata bulanan``), in a bracket (``A / B (target 12 desa)``), without a sign
(``A dibagi B dengan satuan hari``), on a line of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.operating import operates
from kinerja_formula.reading.remarks import FIELDS, begins_with, fills_field, is_remark
from kinerja_formula.reading.vocabulary import words

__all__ = ["drop_remarks_behind"]

_OPENING: Final = frozenset({lx.OPEN, lx.LP})
_CLOSING: Final = frozenset({lx.CLOSE, lx.RP})
_SIGNS_OF_PARTING: Final = frozenset({lx.COMMA, lx.LINE, *_OPENING})
_LEAST_OF_FORMULA: Final = 3
_STATED: Final = "dinyatakan"
_MOST_REMARKS: Final = 4
_LONGEST_REMARK: Final = 16
_TELLING: Final = frozenset(
    {
        *("persentase", "rata", "median", "rasio", "selisih", "membandingkan", "bobot", "min", "maks"),
        *("hasilbagi", "hasilkali", "hasiltambah", "menjumlahkan", "mengurangi", "mengalikan"),
    }
)
"""Roles of words that tell of a calculation whose sign is another word."""


def drop_remarks_behind(pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Return the formula without the remarks that end it; what calculates further is none.

    *…, kecuali yang sakit* stays: it tells which ones are counted.
    """
    kept = pieces
    for _ in range(_MOST_REMARKS):
        end = len(kept)
        while end and kept[end - 1].kind in (lx.DOT, lx.LINE, lx.SEMICOLON):
            end -= 1
        at = _start(kept[:end], draft.text)
        if not at:
            break
        kept = kept[: at - (kept[at - 1].kind == lx.DOT)]
    if len(kept) < len(pieces) and draft.behind is None:
        draft.behind = (pieces[len(kept)].start, pieces[-1].end, "catatan")
    return kept


def _start(pieces: list[Lexeme], text: str) -> int:
    """Return where the remark begins that ends a formula, 0 where there is none."""
    first = next((at for at, piece in enumerate(pieces) if _tells_calculation(piece)), len(pieces))
    if len(pieces) > _LEAST_OF_FORMULA and pieces[-1].kind in _CLOSING:
        return _of_bracket(pieces, text)
    depth = 0
    for at in range(1, len(pieces)):
        piece = pieces[at]
        depth += (piece.kind in _OPENING) - (piece.kind in _CLOSING)
        if depth:
            continue
        behind = pieces[at + 1 :]
        formula = at >= _LEAST_OF_FORMULA and first < at - 1
        if piece.kind == lx.COMMA:
            if (formula and is_remark(behind)) or fills_field(behind, text):
                return at
        elif piece.kind == lx.LINE:
            if formula and (begins_with(behind, "on_a_line") or _is_field_on_line(behind, text)) and _is_told(behind):
                return at
        elif formula and len(pieces) - at <= _LONGEST_REMARK and _is_unparted(pieces, at, text):
            return at
    return 0


def _of_bracket(pieces: list[Lexeme], text: str) -> int:
    """``A / B (target 12 desa)``: return where the bracket begins that ends a formula and is a remark on it."""
    opened = next((at for at in range(len(pieces) - 2, 0, -1) if pieces[at].kind in _OPENING), 0)
    inner = pieces[opened + 1 : -1]
    if operates(pieces[opened - 1]) or not any(map(_calculates, pieces[:opened])):
        return 0  # what a lone name has in its bracket belongs to it
    told = is_remark(inner, "in_brackets")
    return opened if told or (fills_field(inner, text) and not begins_with(inner, "of_words")) else 0


def _is_unparted(pieces: list[Lexeme], at: int, text: str) -> bool:
    """Tell whether a remark without a sign before it begins at a place, behind the words of a name."""
    if pieces[at - 1].kind != lx.WORD or operates(pieces[at - 1]) or any(map(_parts, pieces[at:])):
        return False
    behind = pieces[at:]
    if _STATED in lexicon().of(pieces[at - 1].low):
        return False  # "dinyatakan dalam satuan rupiah" begins with its verb
    if begins_with(behind, "unparted"):
        return _is_told(behind)
    joined = begins_with(behind, "before_fields")
    long, kind = max((begins_with(behind[joined:], kind), kind) for kind in FIELDS)
    if not (joined or long > 1) or not fills_field(behind, text):
        return False
    if any(piece.low == behind[joined].low for piece in pieces[:at]):
        return False  # "kasus dengan target 90% dibagi kasus dengan target 80%": both names have it
    if kind != "of_figures":
        return kind == "of_words" or (kind == "of_units" and not joined)
    value = behind[joined + long]  # "dengan target capaian kinerja 91%" tells which ones are counted
    return value.kind in (lx.NUM, lx.COMPARE) or value.low in words("notes", "bounds_of_targets")


def _is_field_on_line(behind: Sequence[Lexeme], text: str) -> bool:
    """``Sumber SIMRS``: tell whether a line begins a field in a capital; *Satuan Polisi* goes on with a name."""
    return behind[0].text[:1].isupper() and not begins_with(behind, "of_units") and fills_field(behind, text)


def _is_told(behind: Sequence[Lexeme]) -> bool:
    """Tell whether words of a remark follow, and nothing that calculates."""
    return len(behind) > 1 and not any(operates(piece) and piece.kind != lx.DASH for piece in behind)


def _parts(piece: Lexeme) -> bool:
    return piece.kind in _SIGNS_OF_PARTING


def _calculates(piece: Lexeme) -> bool:
    """Tell whether a piece calculates beyond doubt: a slash without a blank may join words, *mahasiswa/ tahun*."""
    return operates(piece) and piece.kind != lx.DASH and (piece.kind != lx.SLASH or piece.gap)


def _tells_calculation(piece: Lexeme) -> bool:
    told = piece.kind == lx.WORD and not lexicon().of(piece.low).isdisjoint(_TELLING)
    return told or (operates(piece) and piece.kind != lx.DASH)
