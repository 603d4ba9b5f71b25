"""The quantities that a cell states: targets of a cell that holds nothing else, volumes of a sentence."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from kinerja_formula.diagnostics.catalogue import WORDS_DIFFER
from kinerja_formula.nodes import Quantity
from kinerja_formula.numerals import NumeralError, decode, read_figure, read_words, shortest
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.vocabulary import words
from kinerja_formula.units import default_vocabulary

__all__ = ["read_quantities"]


def read_quantities(pieces: list[Lexeme], draft: Draft, *, only: bool) -> list[Quantity]:
    """Return the quantities that a cell states; ``only``: it is nothing but targets, so that thresholds count too.

    In a sentence, a number is a stated volume only with a unit behind it, and no citation, period, age or deadline.
    """
    found: list[Quantity] = []
    index, count = 0, len(pieces)
    depth = 0
    while index < count:
        piece = pieces[index]
        if piece.kind == lx.OPEN:
            depth += 1
        elif piece.kind == lx.CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and piece.low in words("quantities", "money") and index + 1 < count:
            money, after = _money(pieces, index, draft)
            if money is not None:
                found.append(money)
                index = after
                continue
        elif depth == 0 and piece.kind == lx.NUM:
            quantity, index = _quantity(pieces, index, draft, only)
            if quantity is not None:
                found.append(quantity)
            continue
        elif depth == 0 and piece.kind == lx.WORD and not only:
            quantity = _worded(pieces, index)
            if quantity is not None:
                found.append(quantity)
        index += 1
    return found


def _money(pieces: list[Lexeme], index: int, draft: Draft) -> tuple[Quantity | None, int]:
    """Read ``Rp 1,2 miliar`` from ``Rp`` on."""
    number = index + 1
    if pieces[number].kind == lx.DOT:
        number += 1
    if number >= len(pieces) or pieces[number].kind != lx.NUM:
        return None, index
    end = number + 1
    if end < len(pieces) and pieces[end].kind == lx.WORD and pieces[end].low in words("quantities", "scales"):
        end += 1
    try:
        figure = read_figure(draft.text[pieces[index].start : pieces[end - 1].end], max_digits=draft.limits.digits)
    except NumeralError:
        return None, index
    return Quantity("rupiah", None, figure.value, (pieces[index].start, pieces[end - 1].end)), end


_SPAN: Final = [lx.DASH, lx.NUM]
_SPAN_OF_PERCENT: Final = [lx.DASH, lx.NUM, lx.PCT]


class _Stated:
    """A quantity while it is read from its number on: ``2-3 (dua sampai tiga) dokumen``, ``90%-100%``."""

    __slots__ = ("draft", "end", "last", "pieces", "unit", "upper", "value")

    def __init__(self, pieces: list[Lexeme], index: int, value: Fraction, draft: Draft) -> None:
        self.pieces = pieces
        self.draft = draft
        self.value = value
        self.upper: Fraction | None = None
        self.unit: str | None = None
        self.last = pieces[index]
        self.end = index + 1  # the piece that comes next
        self._take_upper()
        self._take_words()
        self._take_unit()

    def _kind(self) -> str:
        return self.pieces[self.end].kind if self.end < len(self.pieces) else ""

    def _are_next(self, kinds: list[str]) -> bool:
        return [piece.kind for piece in self.pieces[self.end : self.end + len(kinds)]] == kinds

    def _take_upper(self) -> None:
        if not self._are_next(_SPAN):
            return
        upper = self.pieces[self.end + 1]
        self.upper = _read(upper.text)
        if self.upper is None:
            return
        self.last = upper
        self.end += len(_SPAN)

    def _take_words(self) -> None:
        """Pass over the number said again in words."""
        if self._kind() == lx.OPEN:
            self.end = _check_words(self.pieces, self.end, self.value, self.draft)

    def _take_unit(self) -> None:
        kind = self._kind()
        if kind not in (lx.PCT, lx.WORD):
            return
        self.last = self.pieces[self.end]
        self.unit = self.last.text if kind == lx.WORD else "%"
        self.end += 1
        if kind == lx.WORD:
            return
        if self._are_next(_SPAN_OF_PERCENT) and (upper := _read(self.pieces[self.end + 1].text)) is not None:
            self.upper = upper
            self.last = self.pieces[self.end + 2]
            self.end += len(_SPAN_OF_PERCENT)
        self._take_words()


def _read(digits: str) -> Fraction | None:
    try:
        return decode(digits).value
    except NumeralError:
        return None


def _quantity(pieces: list[Lexeme], index: int, draft: Draft, only: bool) -> tuple[Quantity | None, int]:
    """Return what a number and the pieces behind it state, if anything, and the index after them."""
    piece = pieces[index]
    try:
        value = decode(piece.text, max_digits=draft.limits.digits).value
    except NumeralError:
        return None, index + 1
    stated = _Stated(pieces, index, value, draft)
    if _is_reference(pieces, index, stated):
        return None, stated.end
    if not only:
        if stated.unit is None or (stated.unit == "%" and not index):
            return None, index + 1
        if not _is_volume(pieces, index, stated):
            return None, stated.end
    return Quantity(stated.unit, stated.upper, value, (piece.start, stated.last.end)), stated.end


def _is_reference(pieces: list[Lexeme], index: int, stated: _Stated) -> bool:
    """``Perda No. 12 Tahun 2014``: tell whether a number is that of a document, or a year behind the word for it."""
    number, years = pieces[index], words("quantities", "year_words")
    following = pieces[stated.end] if stated.end < len(pieces) else None
    if (stated.unit or "").lower() in years and following is not None and _is_year(following):
        return True
    at = index - 1
    if at > 0 and pieces[at].kind == lx.DOT and pieces[at - 1].kind == lx.WORD:
        at -= 1  # an abbreviation
    before = pieces[at].low if at >= 0 else ""
    return before in words("quantities", "numbering") or (before in years and _is_year(number))


def _is_year(piece: Lexeme) -> bool:
    return piece.kind == lx.NUM and len(piece.text) == 4 and piece.text[:2] in ("19", "20") and piece.text.isdecimal()


def _is_volume(pieces: list[Lexeme], index: int, stated: _Stated) -> bool:
    """Tell whether a number of a sentence that has a unit is a volume, by what stands beside it."""
    if stated.end < len(pieces) and pieces[stated.end].low in words("quantities", "not_before"):
        return False
    if not index:
        return True
    before = pieces[index - 1]
    if before.kind in (lx.COMPARE, lx.SLASH) or before.low in words("quantities", "not_after"):
        return False
    if before.kind == lx.WORD and not pieces[index].gap:
        return False
    return not (_is_duration(before, stated.unit or "") or _is_threshold(pieces, index))


def _is_duration(before: Lexeme, unit: str) -> bool:
    return before.low in words("quantities", "durations") and unit.lower() in words("quantities", "duration_units")


def _is_threshold(pieces: list[Lexeme], index: int) -> bool:
    """``lebih dari 3 hari``."""
    return (
        index > 1
        and pieces[index - 1].low in words("quantities", "than")
        and pieces[index - 2].low in words("quantities", "thresholds")
    )


_LONGEST_REMARK: Final = 4


def _check_words(pieces: list[Lexeme], opening: int, value: Fraction, draft: Draft) -> int:
    """Check ``29 (dua puluh sembilan)``; return the index after the bracket, or the bracket if it holds no number."""
    close = opening + 1
    while close < len(pieces) and pieces[close].kind != lx.CLOSE:
        close += 1
    said_too = words("quantities", "in_words")
    inner = [piece.low for piece in pieces[opening + 1 : close] if piece.kind == lx.WORD and piece.low not in said_too]
    said = read_words(" ".join(inner)) if inner and len(inner) < 30 else None
    if said is None:
        # "0 (nihil) kasus", "4 (IV) kali": whatever it says of the number, the unit stands behind it
        short = close < len(pieces) and close - opening <= _LONGEST_REMARK
        unit = pieces[close + 1] if short and close + 1 < len(pieces) else None
        counted = unit is not None and unit.kind == lx.WORD and default_vocabulary().unit_of(unit.text) is not None
        return close + 1 if counted else opening
    if said != value:
        span = (pieces[opening].start, pieces[min(close, len(pieces) - 1)].end)
        draft.report(WORDS_DIFFER, span, figure=shortest(value), words=" ".join(inner), said=shortest(said))
    return close + 1


def _worded(pieces: list[Lexeme], index: int) -> Quantity | None:
    """``dalam dua tahap``: a number in words before a counting word."""
    piece = pieces[index]
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    before = pieces[index - 1] if index else None
    if (
        following is None
        or following.kind != lx.WORD
        or following.low not in words("quantities", "word_units")
        or len(piece.low) < 3
    ):
        return None
    if (
        before is not None
        and before.low in words("quantities", "not_after")
        and before.low not in words("quantities", "before_number_words")
    ):
        return None
    value = read_words(piece.low)
    if value is None or value == 1:
        return None
    return Quantity(following.text, None, value, (piece.start, following.end))
