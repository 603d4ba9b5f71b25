"""What of a label stands among the lines of a torn fraction: a heading above it, its second line behind the factor."""

from __future__ import annotations

from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.gathering import CLOSING
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATING, lexicon
from kinerja_formula.reading.torn_lines import SIGNS, counts, drawn, is_times, lines_of

__all__ = ["without_heading", "without_rest_of_label"]

_LONGEST_REST: Final = 3
_HEADING: Final = frozenset({"persentase", "rasio", "rumus", "rata"})
"""Roles of the words that the heading of a formula begins with."""
_NO_REST: Final = frozenset({*OPERATING, "jumlah", "serangkai", "pilihan", "antara", "dimana", "lawan"})
"""Roles of the words that stand in no rest of a label."""


def without_rest_of_label(body: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Leave out the second line of a label, which ends behind the factor: ``Cakupan = A x 100 layak huni Jumlah B``.

    Its words must be those of the indicator or of what is counted: any others may belong to the denominator.
    """
    equals = next(at for at, piece in enumerate(body) if piece.kind == lx.EQUALS)
    times = next((at for at in range(equals + 2, len(body) - 1) if is_times(body[at])), 0)
    if not equals or not times or body[times + 1].text != "100" or not counts(body[equals + 1 : times]):
        return body
    start = times + 2 + (times + 2 < len(body) and body[times + 2].kind == lx.PCT)
    end = next((at for at in range(start, len(body)) if not _goes_on(body[at])), len(body))
    if not 0 < end - start <= _LONGEST_REST or end == len(body) or not body[end].text[:1].isupper():
        return body
    said = {piece.low for piece in body[equals + 1 : times]} | set((draft.indikator or "").lower().split())
    if not counts(body[end:]) or any(piece.low not in said for piece in body[start:end]):
        return body
    draft.labels.append((body[start].start, body[end - 1].end))
    # its third line may be the end of the denominator: no name is sure here
    line = drawn(lx.RULE, "-----", body[times].start, hard=False)
    return [*body[:times], line, *body[times:start], *body[end:]]


def _goes_on(piece: Lexeme) -> bool:
    """Tell whether a piece is a word inside a phrase, that neither counts nor joins nor calculates."""
    return piece.kind == lx.WORD and piece.text[:1].islower() and lexicon().of(piece.low).isdisjoint(_NO_REST)


def without_heading(body: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Leave out what stands above the numerator of a torn fraction: ``A. Persentase (target: 50%)``, ``Rumus : A``."""
    lines = lines_of(body)
    label = next(at for at, line in enumerate(lines) if any(piece.kind == lx.EQUALS for piece in line))
    start = _numerator(lines, label)
    if start is None:
        colon = next((at for at, piece in enumerate(body[:-1]) if piece.kind in (lx.COLON, lx.LINE)), 0)
        announced = body[colon].kind == lx.COLON and any("rumus" in lexicon().of(one.low) for one in body[:colon])
        if not announced or body[colon + 1].kind == lx.LINE or body[colon + 1] not in lines[0]:
            return body
        start = colon + 1
    else:
        start = body.index(lines[start][0])
    draft.labels.append((body[0].start, body[start - 1].end))
    return body[start:]


def _numerator(lines: list[list[Lexeme]], label: int) -> int | None:
    """Return the line that the numerator begins with, where what stands above it is a heading."""
    for at in range(label - 1, 0, -1):
        goes_on = lines[at][0].kind == lx.WORD and lines[at][0].text[:1].islower()
        headed = _is_heading(lines[at - 1]) and not counts(lines[at - 1]) and not goes_on
        told = lines[at - 1][-1].kind == lx.COLON or _is_marked(lines[at - 1])
        if headed and (counts(lines[at]) or (told and at == label - 1)):
            return at
        if counts(lines[at]):
            return None
    return None


def _is_heading(line: list[Lexeme]) -> bool:
    first = line[2] if _is_marked(line) else line[0]
    if line[-1].kind == lx.COLON:
        return True
    ends = line[-1].kind in (lx.WORD, *CLOSING)
    return ends and not _HEADING.isdisjoint(lexicon().of(first.low)) and not _calculates(line)


def _is_marked(line: list[Lexeme]) -> bool:
    """``A. Persentase``, ``1) Persentase``: tell whether the mark of an item stands before a line."""
    marked = len(line) > 2 and line[1].kind in (lx.DOT, lx.CLOSE) and line[0].kind in (lx.NUM, lx.WORD)
    return marked and len(line[0].text) <= 2


def _calculates(line: list[Lexeme]) -> bool:
    return any(piece.kind in SIGNS - {lx.COLON} or not lexicon().of(piece.low).isdisjoint(OPERATING) for piece in line)
