"""Divisions that the layout lost: ``A x 100% B``, stacked lines, a denominator behind ``dari jumlah``."""

from __future__ import annotations

from typing import Final, NamedTuple

from kinerja_formula.diagnostics.catalogue import AMBIGUOUS_READING, LOST_TIMES, NO_DENOMINATOR
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import GROUP, Group, Item
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme, sign_at
from kinerja_formula.reading.signs import at, begins_strong, begins_weak, next_solid, previous_solid
from kinerja_formula.reading.tails import RATES, after_tail, is_punctuation, trim, unspoken, words_of
from kinerja_formula.reading.vocabulary import words

__all__ = [
    "divide_after_tail",
    "lost_line",
    "put_back_times",
    "report_no_denominator",
    "stacked_lines",
    "weak_division",
]

_BEFORE_FIGURE: Final = frozenset({lx.MUL, lx.DASH, lx.COMPARE, lx.PLUS, lx.DIV, lx.SLASH, lx.COLON})
"""Signs that the figure behind them belongs to."""
_NO_OPERAND: Final = lx.OPERATORS | {lx.DOT, lx.COMMA, lx.SLASH, lx.COLON, lx.EQUALS, lx.CLOSE}
"""What no operand begins with."""


def put_back_times(items: list[Item], draft: Draft) -> None:
    """``(A / B) 100%``: the x before a closing 100% was lost."""
    solid = trim(items)
    if len(solid) < 3 or solid[-1].kind != lx.PCT or solid[-2].kind != lx.NUM or solid[-2].text != "100":
        return
    before = solid[-3]
    divided = any(item.kind in (lx.DIV, lx.OVER) for item in solid[:-2])
    if before.kind == GROUP or (
        divided and before.kind in (lx.WORD, lx.QUOTED, lx.LETTER) and before.low not in words("tails", "shares")
    ):
        place = items.index(solid[-2])
        items.insert(place, Lexeme(lx.MUL, "", solid[-2].start, solid[-2].start, True, "", True))
        draft.report(LOST_TIMES, solid[-2].span)


def divide_after_tail(items: list[Item]) -> None:
    """``A x 100% / B``: behind × 100% a slash or colon can only divide."""
    for index, item in enumerate(items):
        if item.kind in (lx.SLASH, lx.COLON) and index >= 2 and isinstance(item, Lexeme):
            left = items[index - 1]
            start = index - 3 if left.kind == lx.PCT else index - 2
            if (
                start >= 0
                and items[start].kind == lx.MUL
                and after_tail(items, start) == index
                and next_solid(items, index + 1) < len(items)
            ):
                item.kind = lx.DIV


def lost_line(items: list[Item], draft: Draft) -> tuple[int, int] | None:
    """Return the place of the ``x 100%`` (or bare ``100%``) that stands where a line should part two operands."""
    first_word = next((item.low for item in items if item.kind == lx.WORD), "")
    first = next((place for place, item in enumerate(items) if not is_punctuation(item)), len(items))
    for index in range(first + 1, len(items)):
        end = _end_of_factor(items, index)
        if end > index and _is_before_denominator(items, end, first_word, draft):
            return index, end
    return None


def _end_of_factor(items: list[Item], index: int) -> int:
    """Return the place behind the ``x 100%`` or bare ``100%`` that begins at ``index``, which itself if none does."""
    if items[index].kind == lx.MUL:
        return after_tail(items, index)
    return index + 2 if _is_bare_percentage(items, index) else index


def _is_bare_percentage(items: list[Item], index: int) -> bool:
    """``A 100% Jumlah B``: a 100% that belongs to nothing before it, and an operand or a new line behind it."""
    if items[index].kind != lx.NUM or items[index].text != "100":
        return False
    end = index + 2
    sign, before = at(items, index + 1), at(items, index - 1)
    if sign is None or sign.kind != lx.PCT or before is None:
        return False
    if before.kind in _BEFORE_FIGURE or before.low in words("tails", "shares"):
        return False
    return begins_strong(at(items, next_solid(items, end))) or (end < len(items) and items[end].kind == lx.LINE)


def _is_before_denominator(items: list[Item], end: int, first_word: str, draft: Draft) -> bool:
    """Tell whether a denominator begins behind a factor that ends at ``end``; report it where it is a guess."""
    place = next_solid(items, end)
    following = at(items, place)
    if following is None or following.kind in _NO_OPERAND:
        return False
    percent = items[end - 1].kind == lx.PCT
    if begins_strong(following) or (percent and begins_weak(following)):
        return True
    if following.kind != lx.WORD:
        return False
    as_numerator = following.low == first_word
    if not percent:
        return as_numerator
    parted = place > end
    if following.low in words("tails", "connectives") or unspoken(items, end):
        return False
    if not parted and not as_numerator:
        if not following.text[:1].isupper():
            return False
        draft.report(
            AMBIGUOUS_READING,
            following.span,
            sign=following.text,
            reading="penyebut-atau-keterangan",
            other=words_of(items[end:]),
        )
    return True


def weak_division(items: list[Item], tail: int | None, draft: Draft) -> bool:
    """A percentage needs a denominator: find it at ``dari jumlah``, ``terhadap total``, or a second quantity word."""
    end = tail if tail is not None else len(items)
    if any(item.kind in lx.OPERATORS or item.kind == GROUP for item in items[:end]):
        return False
    first = next_solid(items, 0)
    heads = _strong_heads(items, first + 2, end - 1)
    for head in heads:
        if head.is_joined and (tail is not None or head.is_total):
            _insert_division(items, head.place - 1, head.before, draft)
            return True
    if not heads or not begins_strong(items[first]):
        return False
    for head in heads:
        begins_operand = head.begins_line or (tail is not None and head.item.text[:1].isupper())
        if head.is_total and begins_operand and not head.is_joined:
            _insert_division(items, head.place, None, draft)
            return True
    return False


class _Head(NamedTuple):
    """A quantity word inside a text, and what stands before it."""

    place: int
    item: Item
    before: Item
    begins_line: bool

    @property
    def is_joined(self) -> bool:
        """``dari jumlah``, ``terhadap total``: the word before it can divide."""
        return self.before.kind == lx.WORD and self.before.low in words("tails", "joints")

    @property
    def is_total(self) -> bool:
        return self.item.low in words("heads", "total")


def _strong_heads(items: list[Item], start: int, end: int) -> list[_Head]:
    """Return the quantity words that may begin an operand: of ``jumlah total`` only the first."""
    found: list[_Head] = []
    for place in range(start, end):
        if _is_strong_head(items[place]):
            before = items[previous_solid(items, place - 1)]
            if not _is_strong_head(before):
                found.append(_Head(place, items[place], before, items[place - 1].kind == lx.LINE))
    return found


def _is_strong_head(item: Item) -> bool:
    return item.kind == lx.WORD and item.low in words("heads", "strong")


def stacked_lines(items: list[Item], tail: int, draft: Draft) -> bool:
    """``A + B`` over ``C`` over ``x 100%``, the line lost: the line break before the last operand divides."""
    if tail == 0 or items[tail - 1].kind != lx.LINE:
        return False
    breaks = [
        index
        for index in range(1, tail - 1)
        if items[index].kind == lx.LINE
        and items[index - 1].kind not in lx.OPERATORS
        and items[index + 1].kind not in lx.OPERATORS
    ]
    if not breaks:
        return False
    place = next(
        (index for index in reversed(breaks) if begins_strong(items[index + 1])), breaks[0] if len(breaks) == 1 else -1
    )
    if place < 0:
        return False
    near = items[place + 1]
    draft.report(AMBIGUOUS_READING, near.span, sign=near.text, reading="penyebut", other=words_of(items))
    opening, closing = sign_at(lx.LP, items[0].start), sign_at(lx.RP, items[place - 1].end)
    items[: place + 1] = [
        Group(opening, items[:place], closing),
        Lexeme(lx.DIV, "", near.start, near.start, True, "", True),
    ]
    return True


def _insert_division(items: list[Item], index: int, word: Item | None, draft: Draft) -> None:
    place = items[index]
    whole = words_of(items[: next((stop for stop, item in enumerate(items) if item.kind in lx.OPERATORS), len(items))])
    if word is not None:
        index = next(at_ for at_ in range(index, -1, -1) if items[at_] is word)
        items[index] = Lexeme(lx.DIV, word.text, word.start, word.end, True, "", True)
        span = word.span
    else:
        items.insert(index, Lexeme(lx.DIV, "", place.start, place.start, True, "", True))
        span = place.span
    draft.report(
        AMBIGUOUS_READING,
        span,
        sign=place.text if word is None else word.text,
        reading="penyebut" if word is None else "dibagi",
        other=whole,
    )


def report_no_denominator(items: list[Item], tail: int, draft: Draft) -> None:
    """Report a percentage of which the text says no denominator; another share than the whole is a factor."""
    figure = next((item for item in items[tail + 1 :] if item.kind == lx.NUM), None)
    if figure is None or figure.text not in RATES:
        return
    draft.report(NO_DENOMINATOR, (items[tail].start, items[min(tail + 2, len(items) - 1)].end))
