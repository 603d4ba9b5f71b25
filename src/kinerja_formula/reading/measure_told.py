"""``merupakan rasio yang menunjukkan A dibandingkan dengan B``: the kind of measure, told before its formula."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATING, lexicon
from kinerja_formula.reading.vocabulary import words

__all__ = ["without_measure_told"]

_LONGEST_LABEL: Final = 12
_LONGEST_MEASURE: Final = 4
"""Words between *indikator* and *yang*."""
_CALCULATING: Final = frozenset({*OPERATING, "rasio", "persentase", "selisih"})
_SIGNS: Final = frozenset({lx.SLASH, lx.OVER, lx.TIMES, lx.RULE, lx.COLON, lx.PLUS, lx.STAR})


def without_measure_told(pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Return what is calculated, without what says that it is a measure; all other texts as they are."""
    if pieces and "jumlah" in lexicon().of(pieces[0].low):
        return pieces  # what counts is no measure of that kind
    for at, piece in enumerate(pieces[:_LONGEST_LABEL]):
        if piece.kind != lx.WORD:
            return pieces
        if piece.low in words("frames", "connectors"):
            verb = _verb(pieces, at)
            if verb is None or not _begins_formula(pieces, at + 1, verb + 1):
                return pieces
            if pieces[verb].low in words("frames", "divides"):
                verb -= 1  # "yang membandingkan A dengan B"
            draft.labels.append((pieces[0].start, pieces[verb].end))
            return pieces[verb + 1 :]
    return pieces


def _verb(pieces: Sequence[Lexeme], connector: int) -> int | None:
    """Return where *menunjukkan* stands behind *merupakan indikator … yang*."""
    joined = connector > 0 and pieces[connector - 1].low in words("frames", "connected")  # "desa yang merupakan …"
    measure = connector + 1
    if joined or measure >= len(pieces) or pieces[measure].low not in words("frames", "measures"):
        return None
    for at in range(measure + 1, min(measure + _LONGEST_MEASURE + 1, len(pieces) - 1)):
        if pieces[at].kind != lx.WORD:
            return None
        if pieces[at].low in words("frames", "measure_joints"):
            return at + 1 if "ukur" in lexicon().of(pieces[at + 1].low) else None
    return None


def _begins_formula(pieces: Sequence[Lexeme], measure: int, start: int) -> bool:
    """Tell whether what is shown is calculated on the same line, and is not what the measure's own noun counts.

    *adalah nilai sampel yang menunjukkan hasil positif dibagi jumlah sampel* counts the samples.
    """
    end = next((at for at in range(start, len(pieces)) if _ends_line(pieces, at)), len(pieces))
    line = pieces[start:end]
    told = {piece.low for piece in pieces[measure : start - _YANG]}
    if not line or any(piece.low in told for piece in line):
        return False
    first = lexicon().of(line[0].low)
    counted = not first.isdisjoint(_QUANTITIES) or "antara" in first
    plain = pieces[measure].low in words("frames", "plain_measures")
    return (counted or not plain) and any(map(_calculates, line)) and not any(map(_announces, line))


def _ends_line(pieces: Sequence[Lexeme], at: int) -> bool:
    following = pieces[at + 1].text[:1] if at + 1 < len(pieces) else ""
    return pieces[at].kind == lx.LINE and not following.islower()


def _announces(piece: Lexeme) -> bool:
    """``…, (IHK n - IHK n-1) / IHK n-1``: the formula begins behind a comma, a colon or a stop."""
    return piece.kind in (lx.COLON, lx.DOT, lx.COMMA)


def _calculates(piece: Lexeme) -> bool:
    return piece.kind in _SIGNS or not lexicon().of(piece.low).isdisjoint(_CALCULATING)


_YANG: Final = 2
"""*yang* and the verb."""
_QUANTITIES: Final = frozenset({"jumlah", "rasio", "persentase", "selisih", "rata"})
