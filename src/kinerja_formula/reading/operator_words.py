"""Operators written in words: ``dibagi`` divides only between two operands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from kinerja_formula.numerals import NUMBER_WORDS, read_words
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.operating import is_dated
from kinerja_formula.reading.vocabulary import words

__all__ = ["mark_operator_words"]

_LEFT_ENDS = frozenset(
    {
        lx.WORD,
        lx.NUM,
        lx.PCT,
        lx.CLOSE,
        lx.QUOTED,
        lx.LETTER,
        lx.COMMA,
        lx.DOT,
        lx.OTHER,
        lx.RP,
        lx.LINE,
        lx.UNDERLINE_OFF,
        lx.RULE,
    }
)
_RIGHT_BEGINS = frozenset({lx.WORD, lx.NUM, lx.OPEN, lx.QUOTED, lx.LETTER, lx.LP, lx.LINE, lx.SURD, lx.OTHER})


class _Use(NamedTuple):
    """An operator word with what stands at both sides of it."""

    word: Lexeme
    left: Lexeme
    right: Lexeme
    before: list[Lexeme]
    """The pieces before the word, marked."""
    pieces: list[Lexeme]
    place: int
    """Where ``right`` stands among the pieces."""


def mark_operator_words(pieces: list[Lexeme]) -> list[Lexeme]:
    """Return ``pieces`` with operator words replaced by decided signs (DIVIDE, TIMES, PLUS, MINUS, POWER)."""
    if not _may_calculate(pieces):
        return pieces
    roles = words_by_role()
    percent = any(piece.kind == lx.PCT for piece in pieces)
    out: list[Lexeme] = []
    index, count = 0, len(pieces)
    while index < count:
        piece = pieces[index]
        index += 1
        sort = roles.get(piece.low) if piece.kind == lx.WORD else None
        if sort is None:
            out.append(piece)
            if piece.low == "x" or piece.kind == lx.TIMES:
                index = _number_in_words(pieces, index, out)
            continue
        role, decided = sort
        following = _behind_joints(pieces, index)
        if following == count:
            marks = role == "divide" and index == count and _lacks_operand(out)
        else:
            marks = bool(out) and _marks(_Use(piece, out[-1], pieces[following], out, pieces, following), role, percent)
        if not marks:
            out.append(piece)
            continue
        _drop_sequels(out)
        end = pieces[following - 1].end if following > index else piece.end
        out.append(Lexeme(decided, piece.text, piece.start, max(end, piece.end), True, "", True))
        index = _number_in_words(pieces, following, out)
    return out


def _may_calculate(pieces: list[Lexeme]) -> bool:
    """Tell whether an operator word stands in the text, or an x that a number in words may follow."""
    lows = {piece.low for piece in pieces if piece.kind == lx.WORD}
    return not words_by_role().keys().isdisjoint(lows) or ("x" in lows and not NUMBER_WORDS.isdisjoint(lows))


def _behind_joints(pieces: list[Lexeme], index: int) -> int:
    """Return the place of the operand behind an operator word: ``dengan`` and its like stand between."""
    count, joints = len(pieces), words("operators", "joints")
    while index < count and pieces[index].kind == lx.LINE:
        index += 1
    while index < count and pieces[index].kind == lx.WORD and pieces[index].low in joints:
        index += 1
    return index


def _lacks_operand(out: list[Lexeme]) -> bool:
    """``Jumlah A dibagi``: the grammar says what is missing."""
    return bool(out) and out[-1].low not in words("operators", "not_after")


def _marks(use: _Use, role: str, percent: bool) -> bool:
    """Tell whether a word is an operator in its place; ``percent``: a percent sign stands in the text."""
    fits = _FITS_ROLE.get(role)
    if not _stands_between_operands(use) or (fits is not None and not fits(use)):
        return False
    if use.word.low in words("operators", "divide_with_percent") and not percent:
        return False  # "bantuan bagi jumlah keluarga miskin": for
    return use.word.low not in words("operators", "before_operand") or _begins_operand(use.right)


def _stands_between_operands(use: _Use) -> bool:
    left, right = use.left, use.right
    return (
        left.kind in _LEFT_ENDS
        and left.low not in words("operators", "not_after")
        and right.kind in _RIGHT_BEGINS
        and right.low not in words("operators", "not_before")
        and right.low not in words_by_role()
    )


def _begins_operand(piece: Lexeme) -> bool:
    return piece.kind in (lx.NUM, lx.OPEN, lx.QUOTED) or piece.low in words("heads", "strong")


def _divides_before_head(use: _Use) -> bool:
    head = use.right.low in words("heads", "strong") or use.right.kind == lx.QUOTED
    return head and use.left.low not in words("operators", "noun_after")


def _raises_to_power(use: _Use) -> bool:
    return use.left.low not in words("operators", "ranked") and _is_exponent(use.pieces, use.place)


def _multiplies_by_number(use: _Use) -> bool:
    return (
        (use.right.kind == lx.NUM or use.right.low in NUMBER_WORDS)
        and use.left.kind != lx.NUM
        and use.left.low not in NUMBER_WORDS
        and _is_factor(use.pieces, use.place)
    )


def _divides(use: _Use) -> bool:
    return not _compares(use.before, use.pieces, use.place)


_FITS_ROLE: Final[dict[str, Callable[[_Use], bool]]] = {
    "divide_before_head": _divides_before_head,
    "power": _raises_to_power,
    "multiply_before_number": _multiplies_by_number,
    "divide": _divides,
}
"""What words of a role ask for, beside an operand at each side."""


def _drop_sequels(out: list[Lexeme]) -> None:
    """Drop commas, line breaks and ``kemudian`` from the end: they lead over to an operator."""
    sequels = words("operators", "sequels")
    while out and ((out[-1].low in sequels and not is_dated(out, len(out) - 1)) or out[-1].kind in (lx.COMMA, lx.LINE)):
        out.pop()


def _number_in_words(pieces: list[Lexeme], index: int, out: list[Lexeme]) -> int:
    """Append ``seribu`` or ``dua`` behind an operator word as a number; return the index behind it."""
    end = index
    while end < len(pieces) and end < index + 12 and pieces[end].kind == lx.WORD and pieces[end].low in NUMBER_WORDS:
        end += 1
    if end == index:
        return index
    value = read_words(" ".join(piece.low for piece in pieces[index:end]))
    if value is None or value.denominator != 1:
        return index
    reads_on = end < len(pieces) and pieces[end].kind in (lx.WORD, lx.QUOTED) and pieces[end].low not in words_by_role()
    if reads_on and value not in (
        100,
        1000,
        10_000,
        100_000,
    ):  # "dikali seratus orang" is a rate, "dua kelompok" a name
        return index
    first, last = pieces[index], pieces[end - 1]
    out.append(Lexeme(lx.NUM, str(value), first.start, last.end, True))
    return end


_ROLES: dict[str, tuple[str, str]] = {}
_DECIDED = {
    "divide": lx.DIV,
    "divide_before_head": lx.DIV,
    "multiply": lx.MUL,
    "multiply_before_number": lx.MUL,
    "add": lx.ADD,
    "subtract": lx.SUB,
    "power": lx.POW,
}


def words_by_role() -> dict[str, tuple[str, str]]:
    """Return operator word → (role in the vocabulary, decided sign)."""
    if not _ROLES:
        for role, decided in _DECIDED.items():
            for word in words("operators", role):
                _ROLES[word] = (role, decided)
    return _ROLES


def _is_exponent(pieces: list[Lexeme], index: int) -> bool:
    """``pangkat 2`` raises; ``pangkat III`` and ``pangkat 4 orang`` are ranks."""
    if pieces[index].kind == lx.OPEN:
        return True
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    return pieces[index].kind == lx.NUM and (after is None or after.kind not in (lx.WORD, lx.PCT) or after.low == "x")


def _is_factor(pieces: list[Lexeme], index: int) -> bool:
    """``kali 100%``, ``kali seratus``, ``kali 4 jiwa`` multiply; ``kali 2 minggu`` tells how often."""
    while index < len(pieces) and (pieces[index].kind == lx.NUM or pieces[index].low in NUMBER_WORDS):
        index += 1
    after = pieces[index] if index < len(pieces) else None
    return (
        after is None
        or after.kind != lx.WORD
        or after.low in words("operators", "factor_units")
        or after.low in words_by_role()
    )


def _compares(out: list[Lexeme], pieces: list[Lexeme], following: int) -> bool:
    """``lebih tinggi dibanding …`` and ``dibandingkan dengan tahun sebelumnya`` compare; they don't divide."""
    if pieces[following].low in words("heads", "strong"):
        return False
    comparatives = words("operators", "comparatives")
    for earlier in reversed(out[-3:]):
        if earlier.kind == lx.WORD and earlier.low in comparatives and out[0] is not earlier:
            return True
    if pieces[following].low in words("operators", "periods"):
        after = pieces[following + 1 : following + 3]
        return any(piece.low in words("operators", "earlier") for piece in after)
    return False
