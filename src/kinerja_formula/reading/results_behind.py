"""What is said of the result behind a formula, or of its factor, and calculates nothing.

``= ..... %`` is where it is written in, ``= Total energi`` its name, ``= kw/ha`` its unit, ``Standar ≤ 1,5 %`` what it
is held against.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.operating import multiplies, operates
from kinerja_formula.reading.vocabulary import words
from kinerja_formula.units import default_vocabulary

__all__ = ["drop_blank_result", "drop_footnote", "drop_name_of_result", "drop_remark_on_factor", "drop_target_behind"]

_BLANK: Final = frozenset({lx.DOTS, lx.PCT, lx.DOT})
_BLANKS: Final = frozenset({*_BLANK, lx.SLASH, lx.OVER, lx.DIV, lx.COLON, lx.OPEN, lx.CLOSE})
_ARROWS: Final = frozenset("→")
_QUANTITIES: Final = frozenset({"jumlah", "besaran", "persentase", "rasio"})
_LONGEST_UNIT: Final = 5
_LONGEST_UNIT_OF_TARGET: Final = 2
_LONGEST_RESULT: Final = 8
_LEAST_OF_FORMULA: Final = 3
_BEFORE_TARGET: Final = frozenset({lx.COMPARE, lx.COLON, lx.EQUALS, lx.DASH})
_ENDING_FORMULA: Final = frozenset({lx.DOT, lx.LINE, lx.SEMICOLON, lx.COMMA, lx.PCT, lx.NUM, lx.CLOSE})


def drop_blank_result(main: list[Lexeme]) -> list[Lexeme]:
    """Leave out the place where the result is to be written in: ``x 100% = ..... %`` at the end of a line."""
    begun = next((at for at, piece in enumerate(main) if operates(piece)), len(main))
    dropped: set[int] = set()
    for end in [*[at for at, piece in enumerate(main) if piece.kind == lx.LINE], len(main)]:
        start = min(_start_of_blank(main, end), _start_of_unit(main, end))
        told = start < end and (main[start - 1].kind == lx.EQUALS or main[start - 1].text in _ARROWS)
        # "Jumlah hadir = ... orang"
        blank = any(piece.kind == lx.DOTS for piece in main[start:end]) and begun == len(main)
        if told and (begun < start - 1 or (blank and start > 1)):
            dropped.update(range(start - 1, end))
    dropped |= _places_of_figures(main, begun)
    return [piece for at, piece in enumerate(main) if at not in dropped] if dropped else main


def _places_of_figures(main: list[Lexeme], begun: int) -> set[int]:
    """Return what ``= ... / ... x 100%`` leaves empty; the factor too, where one ends the formula before it."""
    places: set[int] = set()
    for at in range(begun + 1, len(main)):
        end = _end_of_blanks(main, at + 1) if main[at].kind == lx.EQUALS else at
        if end > at + 1 and end + 1 < len(main) and multiplies(main[end]) and main[end + 1].kind == lx.NUM:
            behind = end + 2 + (end + 2 < len(main) and main[end + 2].kind == lx.PCT)
            places.update(range(at, behind if _ends_in_factor(main[:at]) else end))
    return places


def _end_of_blanks(main: list[Lexeme], start: int) -> int:
    """``= ... / ... x 100%``: return where the places end in which the figures are written, ``start`` without any."""
    end = start
    while end < len(main) and main[end].kind in _BLANKS:
        end += 1
    return end if any(piece.kind == lx.DOTS for piece in main[start:end]) else start


def _ends_in_factor(main: list[Lexeme]) -> bool:
    end = len(main) - (bool(main) and main[-1].kind == lx.PCT)
    return end > 1 and main[end - 1].kind == lx.NUM and multiplies(main[end - 2])


def _start_of_blank(main: list[Lexeme], end: int) -> int:
    start = end
    while start and main[start - 1].kind in _BLANK:
        start -= 1
    dotted = start >= 2 and main[start - 1].kind == lx.WORD and main[start - 2].kind == lx.DOTS
    return start - 2 if dotted else start  # "= ... hari"


def _start_of_unit(main: list[Lexeme], end: int) -> int:
    """``= kw/ha``: return where the unit of the result begins, ``end`` where something else stands."""
    start = end
    while start and main[start - 1].kind in (lx.WORD, lx.SLASH) and end - start < _LONGEST_UNIT:
        start -= 1
    named = [piece for piece in main[start:end] if piece.kind == lx.WORD]
    known = all(piece.text.islower() and default_vocabulary().unit_of(piece.low) is not None for piece in named)
    divided = len(named) > 1 and any(piece.kind == lx.SLASH for piece in main[start:end])
    led = bool(start) and main[start - 1].text in _ARROWS  # "→ hari"
    alone = len(named) == 1 == end - start and len(named[0].text) > 1
    shown = alone and start > 0 and main[start - 1].kind == lx.EQUALS  # "= kw"
    return start if known and named and (divided or led or shown) else end


def drop_name_of_result(main: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Leave out what a calculation is called behind its equals sign: ``Total daya x lama (jam) = Total energi``.

    Behind ``x 100%`` a count may be the denominator of a fraction that has lost its line, and stays.
    """
    equals = [at for at, piece in enumerate(main) if piece.kind == lx.EQUALS]
    if len(equals) != 1 or any(piece.kind == lx.LINE for piece in main):
        return main
    at = equals[0]
    formula, named = main[:at], main[at + 1 :]
    if len(formula) < _LEAST_OF_FORMULA or not 0 < len(named) <= _LONGEST_RESULT or not _is_plain_name(named):
        return main
    calculates = any(operates(piece) and piece.kind != lx.DASH for piece in formula)
    counted = _ends_in_factor(formula) and "jumlah" in lexicon().of(named[0].low)
    if not calculates or counted or _is_open(formula) or _begins_legend(formula):
        return main
    if draft.behind is None:
        draft.behind = (main[at].start, main[-1].end, "label")
    return formula


def _is_plain_name(pieces: Sequence[Lexeme]) -> bool:
    opened = next((at for at, piece in enumerate(pieces) if piece.kind == lx.OPEN), len(pieces))
    words_only = all(piece.kind in (lx.WORD, lx.OPEN, lx.CLOSE) for piece in pieces)
    plain = words_only and not any(map(operates, pieces[:opened]))  # "Rasio (kali)" has its unit in the bracket
    return plain and pieces[0].kind == lx.WORD and len(pieces[0].text) > 1 and not _is_open(pieces)


def _begins_legend(pieces: Sequence[Lexeme]) -> bool:
    """``A / B x 100% di mana A``, ``N / D x 100% N`` before an equals sign: is a symbol explained there?"""
    where = words("notes", "where") | words("notes", "opening")
    again = pieces[-1].text in [piece.text for piece in pieces[:-1]]
    return again or any(piece.low in where for piece in pieces)


def _is_open(pieces: Sequence[Lexeme]) -> bool:
    """Tell whether a bracket begins or ends outside."""
    return sum((piece.kind == lx.OPEN) - (piece.kind == lx.CLOSE) for piece in pieces) != 0


def drop_remark_on_factor(main: list[Lexeme]) -> list[Lexeme]:
    """Leave out ``(per mil)`` and ``(%)`` behind the factor that they name, and a line drawn again behind it."""
    out: list[Lexeme] = []
    at = 0
    while at < len(main):
        length = _length_of_remark(main, at) or _length_of_rate(main, at, out)
        if length or (main[at].kind == lx.RULE and _ends_in_drawn_factor(out)):
            at += length or 1
            continue
        out.append(main[at])
        at += 1
    return out


def _length_of_remark(main: list[Lexeme], at: int) -> int:
    if at < 2 or main[at].kind != lx.OPEN or main[at - 1].kind != lx.NUM or not multiplies(main[at - 2]):
        return 0
    close = next((place for place in range(at, min(at + _LONGEST_UNIT, len(main))) if main[place].kind == lx.CLOSE), at)
    told = "".join([piece.text.lower() for piece in main[at + 1 : close]])
    return close + 1 - at if told in words("tails", "factor_remarks") else 0


def _length_of_rate(main: list[Lexeme], at: int, out: list[Lexeme]) -> int:
    """``----- x 100.000 KH``: return how many words behind the factor of a drawn line say what the rate is of."""
    if main[at].kind != lx.WORD or not out or not _ends_in_drawn_factor(out):
        return 0
    end = at
    while end < len(main) and main[end].kind == lx.WORD and end - at < _LONGEST_UNIT_OF_TARGET:
        end += 1
    ends_line = end < len(main) - 1 and main[end].kind == lx.LINE
    counted = any(not lexicon().of(piece.low).isdisjoint(_QUANTITIES) for piece in main[at:end])
    if ends_line and counted and all(piece.text.islower() for piece in main[at:end]):
        # x 100.000 penduduk, above the line of its own with which the denominator begins
        counted = not main[end + 1].text[:1].isupper() or lexicon().of(main[end + 1].low).isdisjoint(_QUANTITIES)
    return end - at if ends_line and not counted and not any(map(operates, main[at:end])) else 0


def _ends_in_drawn_factor(out: list[Lexeme]) -> bool:
    """``──── x 100 %``: tell whether what was read ends in a drawn line with its factor behind it."""
    end = len(out) - (bool(out) and out[-1].kind == lx.PCT)
    drawn = end > 2 and out[end - 3].kind == lx.RULE
    return drawn and out[end - 1].kind == lx.NUM and multiplies(out[end - 2])


def drop_footnote(main: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Leave out ``*) kas dan setara kas adalah …`` at the beginning of a line below the formula."""
    for at in range(1, len(main) - 2):
        marked = [piece.kind for piece in main[at : at + 2]] == [lx.STAR, lx.CLOSE] and not main[at + 1].gap
        if marked and main[at - 1].kind == lx.LINE and any(map(operates, main[: at - 1])):
            if draft.behind is None:
                draft.behind = (main[at].start, main[-1].end, "catatan")
            return main[: at - 1]
    return main


class _Target(NamedTuple):
    """Where the word for a target stands at the end of a text, and whether a sign or a percent tells that it is one."""

    at: int
    told: bool


def drop_target_behind(main: list[Lexeme], draft: Draft) -> list[Lexeme]:
    """Leave out what the result is held against: ``x 100%. Standar ≤ 1,5 %``, ``(target: 85%)``, ``Target: 100%``."""
    found = _target(main)
    if found is None:
        return main
    joined = main[found.at - 1].low in words("notes", "before_targets")  # "dengan target minimal 80%"
    start = found.at - joined
    opened = main[start - 1].kind == lx.OPEN
    if not (found.told or opened) or not (opened or main[start - 1].kind in _ENDING_FORMULA):
        return main  # "Realisasi 2023 x 100% Target 2023" divides
    at = start - opened
    if not any(map(operates, main[:at])):
        return main
    if draft.behind is None:
        draft.behind = (main[at].start, main[-1].end, "catatan")
    return main[:at]


def _behind_marks(main: Sequence[Lexeme]) -> int:
    """Return where a text ends without its full stop."""
    end = len(main)
    while end and main[end - 1].kind in (lx.DOT, lx.LINE):
        end -= 1
    return end


def _is_whole(main: Sequence[Lexeme]) -> bool:
    """Tell whether a formula stands in a bracket or is drawn, and no condition is told: then it holds no name's end."""
    if any("jika" in lexicon().of(piece.low) for piece in main):
        return False
    drawn = any(piece.kind == lx.RULE for piece in main)
    return drawn or (len(main) > _FACTOR and main[-_FACTOR].kind == lx.CLOSE)


def _caps(main: Sequence[Lexeme], sign: int, figure: int) -> bool:
    """Tell whether a result is limited, ``≤ 120%``, and not held against a target."""
    digits = main[figure - 1].text
    return main[sign].text in ("≤", "<=") and digits.isdigit() and int(digits) >= _WHOLE


_BOUNDS: Final = frozenset({"≥", ">=", ">", "≤", "<=", "<"})
_FACTOR: Final = 3
"""A times sign and 100, behind the bracket."""
_WHOLE: Final = 100


def _is_hundred(main: Sequence[Lexeme], end: int) -> bool:
    """Tell whether a factor of 100 ends at a place: ``× 100% ≥ 80%`` holds the result against a figure."""
    figure = end - 1 - (main[end - 1].kind == lx.PCT)
    return main[figure].kind == lx.NUM and main[figure].text == "100" and multiplies(main[figure - 1])


def _start_of_sign(main: Sequence[Lexeme], sign: int) -> int:
    """Return where the sign or the bound before a figure begins: ``≥``, or *maks.* before it."""
    while sign and main[sign - 1].kind in _BEFORE_TARGET:
        sign -= 1
    bound = sign - (main[sign - 1].kind == lx.DOT)
    told = bool(bound) and main[bound - 1].low in words("notes", "bounds_of_targets")
    return bound - 1 if told else sign  # "(target maks. 5 hari)"


def _target(main: Sequence[Lexeme]) -> _Target | None:
    end = len(main)
    while end and main[end - 1].kind in (lx.DOT, lx.CLOSE, lx.LINE):
        end -= 1
    low, last = max(0, end - _LONGEST_UNIT_OF_TARGET), end
    while end > low and main[end - 1].kind == lx.WORD:
        end -= 1
    percent = bool(end) and main[end - 1].kind == lx.PCT
    figure = end - percent
    if not figure or main[figure - 1].kind != lx.NUM:
        return None
    sign = _start_of_sign(main, figure - 1)
    compared = (
        sign > _LEAST_OF_FORMULA and main[sign].text in _BOUNDS and percent and end == last == _behind_marks(main)
    )
    if compared and _is_hundred(main, sign) and _is_whole(main[: sign - 1]) and not _caps(main, sign, figure):
        return _Target(sign, told=True)
    if sign <= _LEAST_OF_FORMULA or main[sign - 1].low not in words("notes", "held_against"):
        return None
    return _Target(sign - 1, percent or sign < figure - 1)
