"""A fraction of which only the factor tells: ``x 100`` above two counts, ``X`` between them, ``100%`` below."""

from __future__ import annotations

from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.torn_lines import counts, drawn, is_factor, is_operand, is_times, lines_of

__all__ = ["with_factor_told"]

_LEAST_LINES: Final = 3
_LEAST_OF_WHOLE: Final = 3


def with_factor_told(body: list[Lexeme]) -> list[Lexeme]:
    """Return the pieces with a drawn line between the two counts; all other texts as they are."""
    return _with_hundred_below(_with_lone_times_drawn(_with_factor_above(body)))


def _with_factor_above(body: list[Lexeme]) -> list[Lexeme]:
    """``x 100`` above a line that counts and another that does: the factor that stood beside the fraction."""
    lines = lines_of(body) if body and is_times(body[0]) else []
    if len(lines) < _LEAST_LINES or not (is_factor(lines[0]) or is_factor(lines[0], hundred=True)):
        return body
    heads = [at for at, line in enumerate(lines) if counts(line)]
    if len(heads) != 2 or heads[0] != 1 or not all(map(is_operand, lines[1:])):
        return body
    above, below = lines[1 : heads[1]], lines[heads[1] :]
    line = drawn(lx.RULE, "-----", lines[0][0].start, hard=False)
    return [*[piece for one in above for piece in one], line, *lines[0], *[piece for one in below for piece in one]]


def _with_lone_times_drawn(body: list[Lexeme]) -> list[Lexeme]:
    """``Jumlah balita kurus``, ``X``, ``Jumlah balita``: of x 100% only the sign is left, where the line was."""
    lines = lines_of(body)
    lone = [at for at, line in enumerate(lines) if len(line) == 1 and is_times(line[0])]
    if len(lone) != 1 or lone[0] in (0, len(lines) - 1):
        return body
    above, below = _joined(lines[: lone[0]]), _joined(lines[lone[0] + 1 :])
    if not (is_operand(above) and is_operand(below) and _is_part_of(above, below)):
        return body  # "Jumlah hari kerja" and "Jumlah hari per pegawai" are no part and whole
    return [*above, drawn(lx.RULE, "-----", lines[lone[0]][0].start, hard=False), *below]


def _with_hundred_below(body: list[Lexeme]) -> list[Lexeme]:
    """``Jumlah desa tertib``, ``Jumlah seluruh desa``, ``100%``: line and times sign of a percentage are lost.

    Counts of two things above their 100% are the column of a table.
    """
    lines = lines_of(body)
    last = [piece.kind for piece in lines[-1]] if len(lines) >= _LEAST_LINES else []
    heads = [at for at, line in enumerate(lines) if counts(line)]
    if last[:2] != [lx.NUM, lx.PCT] or set(last[2:]) - {lx.DOT} or lines[-1][0].text != "100" or len(heads) != 2:
        return body
    above, below = lines[: heads[1]], lines[heads[1] : -1]
    if heads[0] or not all(map(is_operand, lines[:-1])) or not _is_part_of(_joined(above), _joined(below)):
        return body
    line = drawn(lx.RULE, "-----", below[0][0].start, hard=False)
    return [*_joined(above), line, drawn(lx.TIMES, "×", lines[-1][0].start), *lines[-1][:2], *_joined(below)]


def _is_part_of(above: list[Lexeme], below: list[Lexeme]) -> bool:
    """Tell whether a line counts some of what the line below counts, which says no more of it."""
    if not _counted(above) or _counted(above) != _counted(below):
        return False
    said = [piece.low for piece in above]
    plain = [piece.low for piece in below if "jumlah" not in lexicon().of(piece.low)]
    return all(word in said for word in plain[:_LEAST_OF_WHOLE])


def _counted(line: list[Lexeme]) -> str:
    """Return the word for what a line counts: *balita* of *Jumlah seluruh balita kurus*."""
    return next((piece.low for piece in line if "jumlah" not in lexicon().of(piece.low)), "") if counts(line) else ""


def _joined(lines: list[list[Lexeme]]) -> list[Lexeme]:
    return [piece for line in lines for piece in line]
