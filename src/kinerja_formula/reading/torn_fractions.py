"""A fraction whose line of the label has a hole where it was drawn: ``A`` over ``GDR = x 1000`` over ``B``.

Extraction from PDF leaves formulas so: what stood above and below the line comes before and behind the line of the
label, or both behind it (slides), and nothing is left of the fraction but ``= x``, ``70 + x``, an empty bracket, the
number of the equation, or the end of the line. The line is put back, so that both readers meet a drawn fraction. As it
stands nowhere in the text, the reading is never sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.gathering import CLOSING, OPENING
from kinerja_formula.reading.lexemes import Lexeme, sign_at
from kinerja_formula.reading.lexicon import OPERATING, lexicon
from kinerja_formula.reading.named_legends import apart_from_legend

__all__ = ["is_put_back", "with_line_put_back"]

_SIGNS: Final = frozenset({lx.EQUALS, lx.SLASH, lx.OVER, lx.TIMES, lx.COLON, lx.COMPARE, lx.RULE, lx.STAR, lx.SURD})
_DRAWN: Final = frozenset({lx.OVER, lx.RULE, lx.DIV, lx.SURD})
_MOST_PIECES: Final = 240
_MOST_IN_FACTOR: Final = 3
_LONGEST_RESULT: Final = 5
_OF_FACTOR: Final = 2
"""The sign and the figure; words behind them say what a rate is of: *x 100.000 KH*."""
_LONGEST_REST: Final = 3
_LEAST_OF_WHOLE: Final = 3
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_SCALES: Final = frozenset({"100", "1000", "10000", "100000", "1000000"})
_CONSTANT: Final = "k"
"""How epidemiology writes the thousands of a rate."""
_HEADING: Final = frozenset({"persentase", "rasio", "rumus", "rata"})
"""Roles of the words that the heading of a formula begins with."""
_NO_REST: Final = frozenset({*OPERATING, "jumlah", "serangkai", "pilihan", "antara", "dimana", "lawan"})
"""Roles of the words that stand in no rest of a label."""


class _Hole(NamedTuple):
    """Where the middle line lost its fraction: the factors before it, without their times sign, and behind it.

    ``added`` ends in the plus or minus that the whole product is added by; ``told``: two signs meet in the hole, so
    that whatever stands above and below must be its sides; ``bare``: nothing stands between = and the times sign.
    """

    before: list[Lexeme]
    behind: list[Lexeme]
    place: int
    added: Sequence[Lexeme] = ()
    told: bool = False
    bare: bool = False


def with_line_put_back(pieces: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Return the pieces with a drawn line in place of the hole; all other texts as they are."""
    if len(pieces) > _MOST_PIECES:
        return pieces
    body, legend = apart_from_legend(pieces)
    if not any(piece.kind == lx.EQUALS for piece in body):
        return [*_with_hundred_below(_with_lone_times_drawn(_with_factor_above(body))), *legend]
    if sum(piece.kind == lx.EQUALS for piece in body) != 1:
        return pieces
    body = _without_rest_of_label(body, draft)
    if not any(piece.kind == lx.LINE for piece in body):
        return [*body, *legend]
    coefficient = _with_drawn_coefficient(body)
    if coefficient is not None:
        return [*coefficient, *legend]
    kept = _without_heading(body, draft)
    lines = _lines(kept)
    middle = next(line for line in lines if any(piece.kind == lx.EQUALS for piece in line))
    put_back = _with_result_behind(lines) or _filled(lines, lines.index(middle))
    if put_back is None:
        return [*kept, *legend]
    return [*put_back, *legend]


def _with_lone_times_drawn(body: list[Lexeme]) -> list[Lexeme]:
    """``Jumlah balita kurus``, ``X``, ``Jumlah balita``: of x 100% only the sign is left, where the line was."""
    lines = _lines(body)
    lone = [at for at, line in enumerate(lines) if len(line) == 1 and _is_times(line[0])]
    if len(lone) != 1 or lone[0] in (0, len(lines) - 1):
        return body
    above, below = _joined(lines[: lone[0]]), _joined(lines[lone[0] + 1 :])
    if not (_is_operand(above) and _is_operand(below) and _is_part_of(above, below)):
        return body  # "Jumlah hari kerja" and "Jumlah hari per pegawai" are no part and whole
    return [*above, _drawn(lx.RULE, "-----", lines[lone[0]][0].start, hard=False), *below]


def _with_hundred_below(body: list[Lexeme]) -> list[Lexeme]:
    """``Jumlah desa tertib``, ``Jumlah seluruh desa``, ``100%``: line and times sign of a percentage are lost.

    Counts of two things above their 100% are the column of a table.
    """
    lines = _lines(body)
    last = [piece.kind for piece in lines[-1]] if len(lines) >= _OF_COEFFICIENT else []
    heads = [at for at, line in enumerate(lines) if _counts(line)]
    if last[:2] != [lx.NUM, lx.PCT] or set(last[2:]) - {lx.DOT} or lines[-1][0].text != "100" or len(heads) != 2:
        return body
    above, below = lines[: heads[1]], lines[heads[1] : -1]
    if heads[0] or not all(map(_is_operand, lines[:-1])) or not _is_part_of(_joined(above), _joined(below)):
        return body
    line = _drawn(lx.RULE, "-----", below[0][0].start, hard=False)
    return [*_joined(above), line, _drawn(lx.TIMES, "×", lines[-1][0].start), *lines[-1][:2], *_joined(below)]


def _joined(lines: list[list[Lexeme]]) -> list[Lexeme]:
    return [piece for line in lines for piece in line]


def _is_part_of(above: list[Lexeme], below: list[Lexeme]) -> bool:
    """Tell whether a line counts some of what the line below counts, which says no more of it."""
    if not _counted(above) or _counted(above) != _counted(below):
        return False
    said = [piece.low for piece in above]
    plain = [piece.low for piece in below if "jumlah" not in lexicon().of(piece.low)]
    return all(word in said for word in plain[:_LEAST_OF_WHOLE])


def _counted(line: list[Lexeme]) -> str:
    """Return the word for what a line counts: *balita* of *Jumlah seluruh balita kurus*."""
    return next((piece.low for piece in line if "jumlah" not in lexicon().of(piece.low)), "") if _counts(line) else ""


def _with_factor_above(body: list[Lexeme]) -> list[Lexeme]:
    """``x 100`` above a line that counts and another that does: the factor that stood beside the fraction."""
    lines = _lines(body) if body and _is_times(body[0]) else []
    if len(lines) < _OF_COEFFICIENT or not (_is_factor(lines[0]) or _is_factor(lines[0], hundred=True)):
        return body
    heads = [at for at, line in enumerate(lines) if _counts(line)]
    if len(heads) != 2 or heads[0] != 1 or not all(map(_is_operand, lines[1:])):
        return body
    above, below = lines[1 : heads[1]], lines[heads[1] :]
    line = _drawn(lx.RULE, "-----", lines[0][0].start, hard=False)
    return [*[piece for one in above for piece in one], line, *lines[0], *[piece for one in below for piece in one]]


def _without_rest_of_label(body: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Leave out the second line of a label, which ends behind the factor: ``Cakupan = A x 100 layak huni Jumlah B``.

    Its words must be those of the indicator or of what is counted: any others may belong to the denominator.
    """
    equals = next(at for at, piece in enumerate(body) if piece.kind == lx.EQUALS)
    times = next((at for at in range(equals + 2, len(body) - 1) if _is_times(body[at])), 0)
    if not equals or not times or body[times + 1].text != "100" or not _counts(body[equals + 1 : times]):
        return body
    start = times + 2 + (times + 2 < len(body) and body[times + 2].kind == lx.PCT)
    end = next((at for at in range(start, len(body)) if not _goes_on(body[at])), len(body))
    if not 0 < end - start <= _LONGEST_REST or end == len(body) or not body[end].text[:1].isupper():
        return body
    said = {piece.low for piece in body[equals + 1 : times]} | set((draft.indikator or "").lower().split())
    if not _counts(body[end:]) or any(piece.low not in said for piece in body[start:end]):
        return body
    draft.labels.append((body[start].start, body[end - 1].end))
    # its third line may be the end of the denominator: no name is sure here
    line = _drawn(lx.RULE, "-----", body[times].start, hard=False)
    return [*body[:times], line, *body[times:start], *body[end:]]


def _goes_on(piece: Lexeme) -> bool:
    """Tell whether a piece is a word inside a phrase, that neither counts nor joins nor calculates."""
    return piece.kind == lx.WORD and piece.text[:1].islower() and lexicon().of(piece.low).isdisjoint(_NO_REST)


def _without_heading(body: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Leave out what stands above the numerator of a torn fraction: ``A. Persentase (target: 50%)``, ``Rumus : A``."""
    lines = _lines(body)
    label = next(at for at, line in enumerate(lines) if any(piece.kind == lx.EQUALS for piece in line))
    if label in (0, len(lines) - 1) or _hole(lines[label]) is None:
        return body
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
        headed = _is_heading(lines[at - 1]) and not _counts(lines[at - 1]) and not goes_on
        told = lines[at - 1][-1].kind == lx.COLON or _is_marked(lines[at - 1])
        if headed and (_counts(lines[at]) or (told and at == label - 1)):
            return at
        if _counts(lines[at]):
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
    return any(piece.kind in _SIGNS - {lx.COLON} or not lexicon().of(piece.low).isdisjoint(OPERATING) for piece in line)


def _with_result_behind(lines: list[list[Lexeme]]) -> list[Lexeme] | None:
    """``FR x SR`` above ``= FSI`` above ``1000``: what is calculated stands behind the line, as one symbol."""
    if len(lines) != _OF_COEFFICIENT or len(lines[1]) != 2 or lines[1][0].kind != lx.EQUALS:
        return None
    result = lines[1][1]
    if not (result.kind == lx.WORD and result.text.isupper() and len(result.text) <= _LONGEST_RESULT):
        return None
    above, below = lines[0], lines[2]
    if not any(_is_times(piece) for piece in above) or any(piece.kind in _DRAWN for piece in (*above, *below)):
        return None
    scale = len(below) == 1 and below[0].kind == lx.NUM and below[0].text.replace(".", "") in _SCALES
    if not scale and not _counts(below):
        return None  # "= VOL" above m3: the unit of the result
    return [*above, _drawn(lx.RULE, "-----", lines[1][0].start, hard=False), *below]


def _filled(lines: list[list[Lexeme]], label: int) -> list[Lexeme] | None:
    """Return the three lines as one formula, None where nothing is missing in the middle one."""
    middle = lines[label]
    hole = _hole(middle)
    if hole is None:
        return None
    if hole.told:
        parts = _told_sides(lines, label)
    elif hole.bare and _is_factor(hole.behind, hundred=True):
        parts = None  # "A" over "Persentase = x 100%" over "B": there x 100% itself shows where the line was
    else:
        parts = _sides(lines, label)
    if parts is None:
        return None
    above, below = parts
    if lines[0] is middle and not hole.behind:
        return None  # "Persentase =" over two counts: they are a ratio without it
    if not hole.told and not hole.before and not hole.behind and not _counts_alike(above, below):
        return None
    if hole.added or _is_figure(below):
        sure = bool(hole.added) or len(below) > 1  # a lone figure may be the number of a page
        line = _drawn(lx.OVER, "÷", hole.place, hard=sure)
        return [*hole.added, *_in_brackets(above), line, *_in_brackets(below), *hole.behind]
    behind = [piece for at, piece in enumerate(hole.behind) if at < _OF_FACTOR or piece.kind != lx.WORD]
    times = [_drawn(lx.TIMES, "×", middle[0].start)] if hole.before else []
    line = _drawn(lx.RULE, "-----", hole.place, hard=bool(hole.before or hole.behind))
    return [*above, *times, *hole.before, line, *behind, *below]


def _told_sides(lines: list[list[Lexeme]], label: int) -> tuple[list[Lexeme], list[Lexeme]] | None:
    """Return the line above and the line below a hole that tells itself; they may calculate, too."""
    if label != 1 or len(lines) != _OF_COEFFICIENT:
        return None
    above, below = lines[0], lines[2]
    return None if any(piece.kind in _DRAWN for piece in (*above, *below)) else (above, below)


def _in_brackets(side: list[Lexeme]) -> list[Lexeme]:
    if len(side) == 1 or (side[0].kind in OPENING and side[-1].kind in CLOSING):
        return side
    return [sign_at(lx.LP, side[0].start), *side, sign_at(lx.RP, side[-1].end)]


def _with_drawn_coefficient(pieces: list[Lexeme]) -> list[Lexeme] | None:
    """``1`` above ``IDM = --- (A + B + C)`` above ``3``: a third of the bracket, whose line stands before it."""
    lines = _lines(pieces)
    if len(lines) != _OF_COEFFICIENT or any(len(line) != 1 or line[0].kind != lx.NUM for line in lines[::2]):
        return None
    rule = next((at for at, piece in enumerate(lines[1]) if piece.kind == lx.RULE), None)
    if rule is None or rule + 1 >= len(lines[1]) or not rule or lines[1][rule - 1].kind != lx.EQUALS:
        return None
    times = lines[1][rule + 1]
    behind = lines[1][rule + (2 if times.kind == lx.TIMES or times.low == "x" else 1) :]
    if not behind or behind[0].kind not in OPENING:
        return None
    line = lines[1][rule]
    divided = Lexeme(lx.OVER, "÷", line.start, line.end, True, "", True)
    return [*lines[0], divided, *lines[2], _drawn(lx.TIMES, "×", behind[0].start), *behind]


_OF_COEFFICIENT: Final = 3


def is_put_back(piece: Lexeme) -> bool:
    """Tell whether a piece is a drawn line that stands nowhere in the text; it is ``hard`` where a factor tells it."""
    return piece.kind in (lx.RULE, lx.OVER) and piece.start == piece.end and bool(piece.text)


def _drawn(kind: str, text: str, place: int, *, hard: bool = True) -> Lexeme:
    """Return a sign that was lost, between two characters of the text."""
    return Lexeme(kind, text, place, place, True, "", hard)


def _lines(pieces: list[Lexeme]) -> list[list[Lexeme]]:
    lines: list[list[Lexeme]] = [[]]
    for piece in pieces:
        if piece.kind == lx.LINE:
            lines.append([])
        else:
            lines[-1].append(piece)
    return [line for line in lines if line]


def _sides(lines: list[list[Lexeme]], label: int) -> tuple[list[Lexeme], list[Lexeme]] | None:
    """Return what stood above and below the line, each perhaps on several lines of its own."""
    place = _place_of_line(lines, label)
    if place is None:
        return None
    above, below = lines[bool(label == 0) : place], lines[place + (label > 0) :]
    sides = [piece for line in above for piece in line], [piece for line in below for piece in line]
    calculated = len(lines) > 3 and any(
        not lexicon().of(piece.low).isdisjoint(OPERATING) for side in sides for piece in side
    )
    figure = label > 0 and _is_figure(sides[1])
    return sides if not calculated and _is_operand(sides[0]) and (figure or _is_operand(sides[1])) else None


def _place_of_line(lines: list[list[Lexeme]], label: int) -> int | None:
    """Return where the line of the fraction belongs: at the label, or before the second count behind a label."""
    heads = [at for at, line in enumerate(lines) if at != label and _counts(line)]
    if label == 0:
        return heads[1] if len(heads) == 2 and heads[0] == 1 else None
    return label if (len(lines) == 3 and label == 1) or heads == [0, label + 1] else None


def _counts(line: list[Lexeme]) -> bool:
    """Tell whether a line begins with a word that counts."""
    first = next((piece for piece in line if piece.kind != lx.OTHER), line[0])
    return "jumlah" in lexicon().of(first.low or first.text)


def _is_operand(line: list[Lexeme]) -> bool:
    """Tell whether a line can be a numerator or denominator: words or a symbol, and no sign of a formula."""
    return not any(piece.kind in _SIGNS for piece in line) and any(
        piece.kind in (lx.WORD, lx.QUOTED) and any(map(str.isalnum, piece.text)) for piece in line
    )


def _hole(middle: list[Lexeme]) -> _Hole | None:
    """Find where the middle line lost its fraction, None where nothing is missing in it."""
    equals = next((at for at, piece in enumerate(middle) if piece.kind == lx.EQUALS), 0)
    if equals == 0:
        return None
    right, numbered = _without_number(middle[equals + 1 :])
    place = middle[equals].end
    if right and right[0].kind == lx.DASH and len(right) > 1 and _is_times(right[1]):
        return _Hole([], right[1:], right[0].start, told=True) if _is_factor(right[1:]) else None
    if not right:
        return _Hole([], [], place, told=numbered)
    if _is_times(right[0]):
        return _Hole([], right, place, told=numbered, bare=True) if _is_factor(right) else None
    return _hole_inside(right)


def _hole_inside(right: list[Lexeme]) -> _Hole | None:
    """Find the hole behind what the middle line begins with: ``70 + x (A - 80%)``, ``25 x ( ) x 100``."""
    for at in range(len(right) - 1):
        if right[at].kind in (lx.PLUS, lx.DASH) and at and _is_times(right[at + 1]):
            return _Hole([], right[at + 1 :], right[at].end, right[: at + 1], told=True)
        if right[at].kind == lx.OPEN and right[at + 1].kind == lx.CLOSE:
            before, behind = right[:at], right[at + 2 :]
            if behind and not _is_factor(behind):
                return None
            if not before:
                return _Hole([], behind, right[at].start)
            return _Hole(before[:-1], behind, right[at].start) if at > 1 and _is_times(before[-1]) else None
    return None


def _without_number(right: list[Lexeme]) -> tuple[list[Lexeme], bool]:
    """Leave out the dots at the end of a line, and the number of the equation that they lead to: ``.......(2.5)``."""
    dots = next((at for at, piece in enumerate(right) if piece.kind == lx.DOTS), len(right))
    behind = [piece.kind for piece in right[dots:] if piece.kind not in (lx.DOTS, lx.DOT)]
    numbered = dots < len(right) and behind in ([], [lx.OPEN, lx.NUM, lx.CLOSE])
    return (right[:dots], True) if numbered else (right, False)


def _is_times(piece: Lexeme) -> bool:
    return piece.kind in (lx.TIMES, lx.STAR) or piece.low == "x"


def _is_factor(pieces: list[Lexeme], *, hundred: bool = False) -> bool:
    """Tell whether a times sign and a figure, or a symbol for one, are all there is: ``x 1.000 KH``, ``x k``.

    With ``hundred``: whether that figure is 100%.
    """
    if not pieces or not _is_times(pieces[0]):
        return False
    figure = pieces[1:]
    if hundred:
        return [piece.kind for piece in figure[:2]] == [lx.NUM, lx.PCT] and figure[0].text == "100"
    if len(figure) == 1 and figure[0].kind == lx.WORD:
        return figure[0].low == _CONSTANT
    return 0 < len(figure) <= _MOST_IN_FACTOR and figure[0].kind == lx.NUM


def _is_figure(line: list[Lexeme]) -> bool:
    """``(59%)``, ``1.000``: a figure that stands below the line, perhaps in brackets."""
    inner = line[1:-1] if len(line) > 2 and line[0].kind in OPENING and line[-1].kind in CLOSING else line
    year = _YEAR.fullmatch(inner[0].text) is not None
    return [piece.kind for piece in inner] in ([lx.NUM], [lx.NUM, lx.PCT]) and not year


def _counts_alike(above: list[Lexeme], below: list[Lexeme]) -> bool:
    """Tell whether both lines are symbols, or both begin as quantities do: else the upper one may be a heading."""
    words = [piece.text for piece in (*above, *below) if piece.kind == lx.WORD]
    if all(len(word) <= _MOST_IN_FACTOR for word in words):
        return True
    first = next((piece for piece in below if piece.kind != lx.OTHER), below[0])
    return _counts(above) and not lexicon().of(first.low or first.text).isdisjoint(("jumlah", "besaran"))
