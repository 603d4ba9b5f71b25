"""Lines behind a formula that explain its operands by their names: ``- Jumlah Kecelakaan Kerja: semua kecelakaan …``.

They are no part of the formula. Symbols are explained by the legends that :mod:`statements` reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATING, lexicon

__all__ = ["apart_from_legend", "drop_named_legend", "with_explained_whole"]

_MOST_PIECES: Final = 600
_LONGEST_NAME: Final = 15
_SHORTEST_WORD: Final = 6
"""A name of one word is longer than the symbols that a legend of symbols explains."""
_CALCULATING: Final = frozenset(
    {
        *(lx.PLUS, lx.STAR, lx.TIMES, lx.OVER, lx.DIV, lx.MUL, lx.ADD, lx.SUB, lx.CARET, lx.RULE),
        *(lx.EQUALS, lx.COMPARE),
    }
)
_BULLETS: Final = frozenset({lx.DASH, lx.STAR, lx.OTHER})
_TELLING: Final = frozenset({lx.COLON, lx.EQUALS})
_LEGEND: Final = frozenset({"catatan-baris", "dimana"})
"""Roles of the words that a legend begins with."""
_WEIGHT: Final = "bobot"
_DEFINING: Final = "penghubung"
"""The role of words that tell what something is: *adalah*, *yaitu*."""


def drop_named_legend(pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Return the formula without the lines behind it that each explain a name of it; all other texts as they are."""
    if len(pieces) > _MOST_PIECES:
        return pieces
    breaks = [at for at, piece in enumerate(pieces) if piece.kind == lx.LINE]
    for place, at in enumerate(breaks):
        if _explains_name(pieces, at + 1, _end_of_line(breaks, place, len(pieces))) and _calculates(pieces[:at]):
            lines = [(low + 1, _end_of_line(breaks, one, len(pieces))) for one, low in enumerate(breaks)][place:]
            if not all(_explains_name(pieces, *line) or _goes_on(pieces[slice(*line)]) for line in lines):
                return pieces
            if draft.behind is None:
                draft.behind = (pieces[at + 1].start, pieces[-1].end, "catatan")
            return pieces[:at]
    return pieces


def apart_from_legend(pieces: list[Lexeme]) -> tuple[list[Lexeme], list[Lexeme]]:
    """Part the lines behind a word like *keterangan* from the formula above them."""
    for at in range(1, len(pieces) - 2):
        if pieces[at].kind != lx.LINE:
            continue
        roles = lexicon().of(pieces[at + 1].low)
        if not roles.isdisjoint(_LEGEND) or ("buang-awal" in roles and pieces[at + 2].kind == lx.COLON):
            return pieces[:at], pieces[at:]
    return pieces, []


def with_explained_whole(pieces: list[Lexeme]) -> list[Lexeme]:
    """Return the pieces with each name as one word whose signs a line below explains with it: ``JR/hr = ritase``.

    What is said there is in words: ``A/B = 18/20`` goes on calculating.
    """
    if len(pieces) > _MOST_PIECES or not any(piece.kind in _IN_KEYS for piece in pieces):
        return pieces
    breaks = [at for at, piece in enumerate(pieces) if piece.kind == lx.LINE]
    lines = [pieces[at + 1 : _end_of_line(breaks, place, len(pieces))] for place, at in enumerate(breaks)]
    keys = [key for line in lines if (key := _key(line))]
    alone = {key[0] for key in keys if len(key) == 1}
    for key in keys:
        if len(key) > 1 and alone.isdisjoint(key) and _is_factor(pieces[: breaks[0]], key):
            pieces = _joined(pieces, key)
    return pieces


def _is_factor(formula: Sequence[Lexeme], key: Sequence[str]) -> bool:
    """Tell whether other symbols stand in the formula beside the one: *L/P x 100* is a ratio, whatever explains it."""
    equals = next((at for at, piece in enumerate(formula) if piece.kind == lx.EQUALS), -1)
    symbols = [piece.text for piece in formula[equals + 1 :] if piece.kind == lx.WORD and piece.low != "x"]
    found = [formula[at : at + len(key)] for at in range(len(formula) - len(key) + 1)]
    glued = [one for one in found if [piece.text for piece in one] == list(key) and not any(p.gap for p in one[1:])]
    return bool(glued) and any(text not in key for text in symbols)


def _key(line: Sequence[Lexeme]) -> list[str]:
    """Return the pieces of the symbol that a line explains in words, none where it explains none."""
    sign = next((one for one, piece in enumerate(line) if piece.kind in _TELLING), 0)
    key, value = line[:sign], line[sign + 1 :]
    if not 0 < len(key) <= _LONGEST_KEY or not value or value[0].kind != lx.WORD or _calculates(value):
        return []
    short = key[0].kind == lx.WORD == key[-1].kind and len(key[0].text) <= _LONGEST_SYMBOL
    said = {piece.text for piece in value if piece.kind == lx.WORD}
    short = short and said.isdisjoint([piece.text for piece in key])  # "A/B = rasio A terhadap B"
    signed = len(key) == 1 or any(piece.kind in _IN_KEYS for piece in key)
    return [piece.text for piece in key] if short and signed else []


def _joined(pieces: list[Lexeme], key: list[str]) -> list[Lexeme]:
    out: list[Lexeme] = []
    at = 0
    while at < len(pieces):
        found = pieces[at : at + len(key)]
        if [piece.text for piece in found] == key:
            name = "".join(key)
            out.append(Lexeme(lx.WORD, name, found[0].start, found[-1].end, found[0].gap, name.lower()))
            at += len(key)
        else:
            out.append(pieces[at])
            at += 1
    return out


_IN_KEYS: Final = frozenset({lx.SLASH, lx.DASH})
_LONGEST_KEY: Final = 5
_LONGEST_SYMBOL: Final = 5


def _goes_on(line: Sequence[Lexeme]) -> bool:
    """Tell whether a line goes on with the explanation before it: a factor or a remark in brackets does not."""
    return bool(line) and line[0].kind == lx.WORD and line[0].text[:1].islower() and not _calculates(line)


def _end_of_line(breaks: Sequence[int], place: int, count: int) -> int:
    return breaks[place + 1] if place + 1 < len(breaks) else count


def _explains_name(pieces: Sequence[Lexeme], start: int, end: int) -> bool:
    """Tell whether a line begins with a name that stood before it, and says in words what it is."""
    formula = [piece.low for piece in pieces[: start - 1]]
    start += start < end and pieces[start].kind in _BULLETS and pieces[start].text in _DRAWN
    sign = next((at for at in range(start, end) if _tells(pieces[at])), end)
    name = [piece.low for piece in pieces[start:sign]]
    if not name or len(name) > _LONGEST_NAME or any(piece.kind != lx.WORD for piece in pieces[start:sign]):
        return False
    if len(name) == 1 and len(name[0]) < _SHORTEST_WORD:
        return False
    stands = any(formula[at : at + len(name)] == name for at in range(len(formula) - len(name) + 1))
    value = pieces[sign + 1 : end]
    if not stands or not value or value[0].kind != lx.WORD or _calculates(value):
        return False
    return not any(_WEIGHT in lexicon().of(piece.low) or piece.kind == lx.PCT for piece in value)


_DRAWN: Final = frozenset("-•–—*▪✓·o")


def _tells(piece: Lexeme) -> bool:
    return piece.kind in _TELLING or (piece.kind == lx.WORD and _DEFINING in lexicon().of(piece.low))


def _calculates(pieces: Sequence[Lexeme]) -> bool:
    """Tell whether something is calculated; a slash without blanks joins words."""
    for at, piece in enumerate(pieces):
        operates = piece.kind == lx.WORD and not lexicon().of(piece.low).isdisjoint(OPERATING)
        spaced = piece.kind in (lx.SLASH, lx.DASH) and piece.gap and at > 0
        if piece.kind in _CALCULATING or operates or spaced or (piece.low == "x" and piece.gap):
            return True
    return False
