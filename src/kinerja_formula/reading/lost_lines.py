"""Divisions that the layout lost: ``A x 100% B``, stacked lines, a denominator behind ``dari jumlah``."""

from __future__ import annotations

from kinerja_formula.diagnostics import AMBIGUOUS_READING, LOST_TIMES, NO_DENOMINATOR
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
    for index, item in enumerate(items):
        if item.kind == lx.MUL:
            end = after_tail(items, index)
            if end == index:
                continue
            start = index
        elif (
            item.kind == lx.NUM
            and item.text == "100"
            and at(items, index + 1) is not None
            and items[index + 1].kind == lx.PCT
        ):
            before = at(items, index - 1)
            if (
                before is None
                or before.kind in (lx.MUL, lx.DASH, lx.COMPARE, lx.PLUS, lx.DIV, lx.SLASH, lx.COLON)
                or before.low in words("tails", "shares")
            ):
                continue
            start, end = index, index + 2
            following = at(items, next_solid(items, end))
            if not begins_strong(following) and not (items[end : end + 1] and items[end].kind == lx.LINE):
                continue
        else:
            continue
        if start <= first:
            continue
        place = next_solid(items, end)
        following = at(items, place)
        if (
            following is None
            or following.kind in lx.OPERATORS
            or following.kind in (lx.DOT, lx.COMMA, lx.SLASH, lx.COLON, lx.EQUALS, lx.CLOSE)
        ):
            continue
        percent = items[end - 1].kind == lx.PCT
        if begins_strong(following) or (percent and begins_weak(following)):
            return start, end
        if not percent and following.kind == lx.WORD and following.low == first_word:
            return start, end
        parted = place > end
        if (
            percent
            and following.kind == lx.WORD
            and following.low not in words("tails", "connectives")
            and not unspoken(items, end)
            and (parted or following.text[:1].isupper() or following.low == first_word)
        ):
            if not parted and following.low != first_word:
                draft.report(
                    AMBIGUOUS_READING,
                    following.span,
                    sign=following.text,
                    reading="penyebut-atau-keterangan",
                    other=words_of(items[end:]),
                )
            return start, end
    return None


def weak_division(items: list[Item], tail: int | None, draft: Draft) -> bool:
    """A percentage needs a denominator: find it at ``dari jumlah``, ``terhadap total``, or a second quantity word."""
    end = tail if tail is not None else len(items)
    if any(item.kind in lx.OPERATORS or item.kind == GROUP for item in items[:end]):
        return False
    first = next_solid(items, 0)
    for joint in (True, False):
        for index in range(first + 2, end):
            item = items[index]
            if item.kind != lx.WORD or item.low not in words("heads", "strong") or index + 1 >= end:
                continue
            before = items[previous_solid(items, index - 1)]
            if before.kind == lx.WORD and before.low in words("heads", "strong"):
                continue
            joined = before.kind == lx.WORD and before.low in words("tails", "joints")
            if joint and joined:
                if tail is None and item.low not in words("heads", "total"):
                    continue
                _insert_division(items, index - 1, before, draft)
                return True
            if (
                not joint
                and not joined
                and item.low in words("heads", "total")
                and begins_strong(items[first])
                and (tail is not None or items[index - 1].kind == lx.LINE)
            ):
                if not (item.text[:1].isupper() or items[index - 1].kind == lx.LINE):
                    continue
                _insert_division(items, index, None, draft)
                return True
    return False


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
