"""A fraction whose line was lost, and whose sides the indicator names: *Rasio laba bersih terhadap total aset*.

``Laba Bersih Total Aset x 100%`` is two names side by side; where the indicator parts the same words by *terhadap* or
*dibanding*, the line is put back there. As it stands nowhere in the text, the reading is never sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja_formula.names import normalise
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.indicator_label import words_of
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon

__all__ = ["with_sides_of_indicator"]

_MOST_PIECES: Final = 60
_MOST_WORDS: Final = 40
_PARTING: Final = "pembanding"
"""The role of words that part the sides of a ratio."""
_TELLING: Final = frozenset({"rasio", "persentase"})
_NAMING: Final = frozenset({lx.WORD, lx.LINE})
_OF_FACTOR: Final = frozenset({lx.NUM, lx.PCT, lx.TIMES, lx.MUL, lx.STAR})


def with_sides_of_indicator(pieces: list[Lexeme], indikator: str | None) -> list[Lexeme]:
    """Return the pieces with a line where the indicator parts their words; all other texts as they are."""
    if not indikator or len(pieces) > _MOST_PIECES:
        return pieces
    end = len(pieces)
    while end and _is_of_factor(pieces[end - 1]):
        end -= 1
    names = pieces[:end]
    times = any(piece.kind in (lx.TIMES, lx.MUL, lx.STAR) or piece.low == "x" for piece in pieces[end:])
    if not times or any(piece.kind not in _NAMING for piece in names):
        return pieces
    for above, below in _sides(indikator):
        place = _place(names, above, below)
        if place:
            start = names[place].start
            return [*names[:place], Lexeme(lx.RULE, "-----", start, start, True, "", True), *pieces[place:]]
    return pieces


def _is_of_factor(piece: Lexeme) -> bool:
    return piece.kind in _OF_FACTOR or piece.low == "x"


def _sides(indikator: str) -> list[tuple[list[str], list[str]]]:
    """Return the words on both sides of each word of an indicator that may part a ratio."""
    words = words_of(indikator)[:_MOST_WORDS]
    if not words or lexicon().of(words[0]).isdisjoint(_TELLING):
        return []
    words = words[1:]
    parting = [at for at, word in enumerate(words) if _PARTING in lexicon().of(word)]
    return [(words[:at], words[at + 1 :]) for at in parting if 0 < at < len(words) - 1]


def _place(names: Sequence[Lexeme], above: Sequence[str], below: Sequence[str]) -> int:
    """Return where the second side begins, if the names are both sides and nothing else; else 0."""
    told = [(at, normalise(piece.text)) for at, piece in enumerate(names) if piece.kind == lx.WORD]
    words = [word for _, word in told]
    heads = {role for word in words[:1] for role in lexicon().of(word)}
    skipped = 1 if "jumlah" in heads and words[1:2] == list(above[:1]) else 0
    if words[skipped:] != [*above, *below]:
        return 0
    place = told[skipped + len(above)][0]
    return place if names[place].text[:1].isupper() else 0
