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

__all__ = ["with_indicator_as_label", "words_of"]

_WORD: Final = lazy_pattern(r"[^\W_]+")
_LEAST_LETTERS: Final = 8
_MOST_PIECES: Final = 80
_MARKS: Final = frozenset({lx.LINE, lx.ITEM, lx.NUM, lx.CLOSE, lx.DOT, lx.DASH})
"""What numbers a cell: ``7)``, ``2.1``, ``-``."""
_NUMBER: Final = lazy_pattern(r"[0-9]{1,2}[a-z]?")
"""``1a`` of a list."""
_BREAKS: Final = frozenset({lx.LINE, lx.ITEM})
_SIGNS: Final = frozenset({lx.SLASH, lx.DIV, lx.TIMES, lx.MUL, lx.STAR, lx.PLUS, lx.OVER, lx.EQUALS, lx.RULE})
_MOST_MARKS: Final = 5


def with_indicator_as_label(pieces: list[Lexeme], indikator: str | None) -> list[Lexeme]:
    """Return the pieces with an equals sign behind the indicator that they begin with, where they lack one."""
    if not indikator:
        return pieces
    wanted = _without_number(words_of(indikator))
    if sum(map(len, wanted)) < _LEAST_LETTERS:
        return pieces
    at = next((at for at in range(len(pieces)) if not _is_mark(pieces, at)), len(pieces))
    if at > _MOST_MARKS:
        return pieces
    found = 0
    while at < min(len(pieces), _MOST_PIECES) and found < len(wanted):
        own = words_of(pieces[at].text)
        if pieces[at].kind == lx.LINE or own != wanted[found : found + len(own)]:
            return pieces
        found += len(own)
        at += 1
    if found < len(wanted):
        return pieces
    while at < len(pieces) and pieces[at].kind == lx.CLOSE:  # "Bed Occupancy Rate (BOR)"
        at += 1
    if at >= len(pieces) - 1:
        return pieces
    if pieces[at].kind in _BREAKS:
        at = _line_of_the_formula(pieces, at)
    elif not _begins_a_quantity(pieces[at]):
        return pieces
    if at >= len(pieces) - 1:
        return pieces
    place = pieces[at].start
    return [*pieces[:at], Lexeme(lx.EQUALS, "=", place, place, True), *pieces[at:]]


def _is_mark(pieces: list[Lexeme], at: int) -> bool:
    """Tell whether a piece numbers the cell: the letter of ``1a.`` does too."""
    lettered = at > 0 and pieces[at - 1].kind == lx.NUM and not pieces[at].gap and len(pieces[at].text) == 1
    return pieces[at].kind in _MARKS or (
        lettered and at + 1 < len(pieces) and pieces[at + 1].kind in (lx.DOT, lx.CLOSE)
    )


def _line_of_the_formula(pieces: list[Lexeme], start: int) -> int:
    """Return where the last line begins, if it alone calculates and what is between says what is measured, or nothing.

    ``Rasio laba | Mengukur kemampuan menghasilkan laba | Laba / Aktiva``; the number of pieces where it is otherwise.
    """
    if _is_drawn_below_its_numerator(pieces, start) or _is_a_share_above_its_fraction(pieces, start):
        return start + 1
    lines: list[list[int]] = [[]]
    for at in range(start, len(pieces)):
        if pieces[at].kind in _BREAKS:
            lines.append([])
        else:
            lines[-1].append(at)
    *between, last = [line for line in lines if line] or [[]]
    signs = [any(pieces[at].kind in _SIGNS for at in line) for line in (*between, last)]
    described = not between or "ukur" in lexicon().of(pieces[between[0][0]].low)
    if (
        not last
        or not described
        or signs != [False] * len(between) + [True]
        or pieces[last[0]].kind not in (lx.WORD, lx.OPEN)
    ):
        return len(pieces)
    return last[0]


def _is_drawn_below_its_numerator(pieces: list[Lexeme], start: int) -> bool:
    """``Rasio A | Jumlah B | = ----- x 100 | Jumlah C``: whether the second line draws the fraction."""
    breaks = [at for at in range(start, len(pieces)) if pieces[at].kind in _BREAKS][:2]
    if len(breaks) < 2 or breaks[0] + 1 >= breaks[1] or breaks[1] + 2 >= len(pieces):
        return False
    drawn = pieces[breaks[1] + 1 : breaks[1] + 3]
    above = pieces[breaks[0] + 1 : breaks[1]]
    return [piece.kind for piece in drawn] == [lx.EQUALS, lx.RULE] and all(piece.kind not in _SIGNS for piece in above)


def _is_a_share_above_its_fraction(pieces: list[Lexeme], start: int) -> bool:
    """``Persentase A`` above the lines of a drawn fraction: no percentage is the first line of a numerator."""
    first = next((piece for piece in pieces[:start] if piece.kind == lx.WORD), None)
    if first is None or lexicon().of(first.low).isdisjoint(_SHARES):
        return False
    drawn = next((at for at in range(start, len(pieces)) if pieces[at].kind == lx.RULE), None)
    words = [at for at in range(start + 1, drawn or start) if pieces[at].kind == lx.WORD]
    return bool(words) and pieces[start + 1].kind == lx.WORD and pieces[start + 1].text[:1].isupper()


_SHARES: Final = frozenset({"persentase", "rasio"})


def _without_number(words: list[str]) -> list[str]:
    return words[1:] if words and _NUMBER.fullmatch(words[0]) else words


def words_of(text: str) -> list[str]:
    """Return the words of an indicator, folded as names are."""
    return [found.group() for found in _WORD.finditer(normalise(text))]


def _begins_a_quantity(piece: Lexeme) -> bool:
    """Tell whether a name begins at a piece, with a word that nothing goes on with: ``Jumlah``, ``Σ``."""
    return "jumlah" in lexicon().of(piece.low or piece.text) and not piece.text.islower()
