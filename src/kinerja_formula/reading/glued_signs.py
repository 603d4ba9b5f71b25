"""Signs without a blank beside them: ``(Ax40%)``, ``TTxjumlah hari``, ``kelahiran hidupx1.000``, ``dibagi A+B+C``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATING, lexicon
from kinerja_formula.reading.vocabulary import words
from kinerja_formula.units import default_vocabulary

__all__ = ["HUNDREDS", "with_sums_bracketed", "with_times_parted"]

HUNDREDS: Final = frozenset({"100", "1000", "1.000", "10.000", "10000", "100.000", "100000", "1.000.000"})
"""By what a ratio is multiplied, as people write it."""
_TIMES: Final = "x"
_LONGEST_SYMBOL: Final = 5
_LEAST_OF_WORD: Final = 4
_MOST_FACTORS: Final = 6
_LEAST_OF_FIGURE: Final = 2
_LEAST_BEFORE_HUNDRED: Final = 3
_OF_FIGURE: Final = frozenset({lx.COMMA, lx.DOT})


def with_times_parted(pieces: list[Lexeme], known: frozenset[str] | set[str] = frozenset()) -> list[Lexeme]:
    """Part what an x is glued to, where a symbol, a figure or a word that stands for itself is at each of its sides."""
    if not any(piece.kind == lx.WORD and _TIMES in piece.text for piece in pieces):
        return pieces
    out: list[Lexeme] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if piece.kind != lx.WORD or _TIMES not in piece.text or piece.low in known:
            out.append(piece)
            continue
        figure, length = _rest_of_figure(pieces, at, piece)
        factors = (piece.text + figure).split(_TIMES)
        before = out[-1] if out else None
        if not (_are_factors(factors, piece) or _multiplies_before(before, factors)):
            out.append(piece)
            continue
        out += _parted(factors, piece, pieces[at + length - 1].end if length else piece.end)
        at += length
    return out


def _rest_of_figure(pieces: Sequence[Lexeme], at: int, piece: Lexeme) -> tuple[str, int]:
    """``IKAx0`` before ``,34``: return what its figure goes on with behind a word, and over how many pieces."""
    following = pieces[at : at + 2]
    goes_on = piece.text[-1:].isdigit() and [one.gap for one in following] == [False, False]
    if not goes_on or following[0].kind not in _OF_FIGURE or following[1].kind != lx.NUM:
        return "", 0
    return following[0].text + following[1].text, 2


def _are_factors(factors: Sequence[str], piece: Lexeme) -> bool:
    if not 1 < len(factors) <= _MOST_FACTORS or not all(factors) or piece.low in words("operators", "ending_in_x"):
        return False
    if lexicon().of(piece.low) or piece.low in default_vocabulary().nouns or _is_figure(factors[0]):
        return False
    *before, last = factors
    if last in HUNDREDS and len(before) == 1 and before[0].isalpha() and len(before[0]) >= _LEAST_BEFORE_HUNDRED:
        return f"{before[0]}x".lower() not in words("operators", "ending_in_x")  # kelahiran hidupx1000
    if not (_is_symbol(before[0]) or _stands_for_itself(before[0])):
        return False
    return all(_is_symbol(one) or _is_figure(one) or _stands_for_itself(one) for one in factors[1:])


def _multiplies_before(before: Lexeme | None, factors: Sequence[str]) -> bool:
    """``TT x365``: tell whether an x that begins a word multiplies what stands before it."""
    if before is None or len(factors) != 2 or factors[0] or not factors[1]:
        return False
    factor = factors[1]
    named = before.kind in (lx.CLOSE, lx.PCT) or (before.kind == lx.WORD and len(before.text) > 1)
    return named and _is_figure(factor) and len(factor) >= _LEAST_OF_FIGURE


def _is_symbol(text: str) -> bool:
    return text.isalnum() and text[0].isalpha() and text.isupper() and len(text) <= _LONGEST_SYMBOL


def _is_figure(text: str) -> bool:
    return text[0].isdigit() and text.replace(",", "").replace(".", "").isdecimal()


def _stands_for_itself(text: str) -> bool:
    """Tell whether a part is a word of its own: *hari*, *bobot*."""
    low = text.lower()
    whole = len(text) >= _LEAST_OF_WORD and text.isalpha() and text[1:].islower()
    return whole and (bool(lexicon().of(low)) or low in default_vocabulary().nouns)


def _parted(factors: Sequence[str], piece: Lexeme, end: int) -> list[Lexeme]:
    """Return the factors of a word with the signs between them."""
    out: list[Lexeme] = []
    place = piece.start
    for number, factor in enumerate(factors):
        if number:
            out.append(Lexeme(lx.TIMES, _TIMES, place, place + 1, False, "", True))
            place += 1
        if not factor:
            continue
        last = end if number == len(factors) - 1 else place + len(factor)
        gap = piece.gap if not number else False
        if _is_figure(factor):
            out.append(Lexeme(lx.NUM, factor, place, last, gap))
        else:
            out.append(Lexeme(lx.WORD, factor, place, last, gap, factor.lower()))
        place = last
    return out


def with_sums_bracketed(pieces: list[Lexeme]) -> list[Lexeme]:
    """Put brackets round ``A+B+C`` behind a word that calculates: without blanks it is one operand of *dibagi*."""
    if not any(piece.kind == lx.PLUS and not piece.gap for piece in pieces):
        return pieces
    out: list[Lexeme] = []
    at = 0
    while at < len(pieces):
        end = _end_of_sum(pieces, at) if out and OPERATING & lexicon().of(out[-1].low) else at
        if end > at:
            first, last = pieces[at], pieces[end - 1]
            out += [lx.sign(lx.LP, first), *pieces[at:end], lx.sign_at(lx.RP, last.end)]
        else:
            out.append(pieces[at])
        at = max(end, at + 1)
    return out


def _end_of_sum(pieces: Sequence[Lexeme], start: int) -> int:
    """Return where words end that plus signs join without a blank; ``start`` where another word goes on with them."""
    end = start
    while end + 2 < len(pieces) and _is_joined(pieces[end : end + 3]):
        end += 2
    behind = pieces[end + 1] if end + 1 < len(pieces) else None
    ends = behind is None or behind.kind != lx.WORD or behind.low == _TIMES or OPERATING & lexicon().of(behind.low)
    return end + 1 if end > start and ends else start


def _is_joined(three: Sequence[Lexeme]) -> bool:
    first, sign, second = three
    words_of_sum = first.kind == second.kind == lx.WORD
    return words_of_sum and sign.kind == lx.PLUS and not sign.gap and not second.gap
