"""The text of a condition → its node: ``3 ≤ NDTPS < 12``, ``RI = 0 dan RN ≥ b``, ``Index kepuasan 2.5 - 3``."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final, NamedTuple

from kinerja_formula.nodes import Comparison, Logic, Name, Node, Number, Part
from kinerja_formula.numerals import NumeralError, decode, scale_of_word
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.pieces import CLOSING, OPENING, Pieces
from kinerja_formula.source import Span, join_spans

__all__ = ["Unreadable", "read_condition", "read_number"]

ReadPart = Callable[[int, int], Node]
"""Reads the pieces from one place to another as a name or a calculation."""

_COMPARING: Final = frozenset({lx.COMPARE, lx.EQUALS, lx.WORD, lx.OTHER})


class Unreadable(Exception):  # noqa: N818 - becomes a diagnostic where the cell is read
    """What stands at ``span`` is no comparison of figures."""

    def __init__(self, span: Span) -> None:
        super().__init__(span)
        self.span = span


class _Sign(NamedTuple):
    """A sign of comparison: its kind, and the pieces that it takes."""

    sign: str
    start: int
    end: int


def read_condition(pieces: Pieces, start: int, end: int, read_part: ReadPart, subject: Node | None = None) -> Node:
    """Return the condition that stands from one piece to another.

    ``subject`` is what is compared where the text names nothing: ``> 5``, ``2 - 3``. Raises Unreadable.
    """
    return _Conditions(pieces, read_part, subject).read(start, end)


def read_number(pieces: Pieces, start: int, end: int) -> Number | None:
    """Return the number that stands alone between two places, with or without its unit; None for other text."""
    lex = pieces.lex
    at = start
    while at < end and lex[at].kind in (lx.OTHER, lx.COMMA) and lex[at].text in _QUOTES:
        at += 1
    negative = at < end and lex[at].kind == lx.DASH
    at += negative
    if at >= end or lex[at].kind not in (lx.NUM, lx.WORD):
        return None
    piece = lex[at]
    text = pieces.lexicon.figures.get(piece.low, "") if piece.kind == lx.WORD else piece.text
    unit = _unit_behind(pieces, at + 1, end)
    if not text or unit is None:
        return None
    try:
        value = decode(text.rstrip("%")).value
    except NumeralError:
        return None
    end_of_number = piece.end
    scale, _, rest = unit.partition(" ")
    size = scale_of_word(scale)
    if size is not None and size > 1:  # 1,5 juta
        value, unit, end_of_number = value * size, rest, lex[at + 1].end
    span = (lex[at - negative].start, end_of_number)
    return Number(unit or None, text.endswith("%"), -value if negative else value, span)


def _unit_behind(pieces: Pieces, start: int, end: int) -> str | None:
    """Return the words behind a number that may be its unit, empty without any; None where more is said."""
    rest = [one for one in pieces.lex[start:end] if one.text not in _QUOTES and one.kind != lx.DOT]
    if len(rest) > 2 or any(one.kind != lx.WORD or one.low == "x" for one in rest):
        return None
    if any(not pieces.lexicon.of(one.low).isdisjoint(_OPERATING) for one in rest):
        return None
    return " ".join([one.text for one in rest])


_QUOTES: Final = frozenset("\"'“”‘’«»,.;")
_OPERATING: Final = frozenset({"bagi", "kali", "tambah", "kurang", "pangkat"})


class _Conditions:
    def __init__(self, pieces: Pieces, read_part: ReadPart, subject: Node | None) -> None:
        self.pieces = pieces
        self.read_part = read_part
        self.subject = subject

    def read(self, start: int, end: int) -> Node:
        start, end = self._trimmed(start, end)
        if start >= end:
            raise Unreadable(self._span(start, end))
        for role, word in (("pilihan", "atau"), ("syarat-serta", "dan")):
            joints = self._joints(start, end, role)
            if joints:
                edges = [start - 1, *joints, end]
                items = [self.read(low + 1, high) for low, high in pairwise(edges)]
                flat = [
                    one
                    for item in items
                    for one in (item.items if isinstance(item, Logic) and item.word == word else (item,))
                ]
                return Logic(tuple(flat), word, join_spans(items[0].span, items[-1].span))
        return self._comparison(start, end)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Drop punctuation at both ends, and a bracket round the whole."""
        lex, pieces = self.pieces.lex, self.pieces
        while True:
            while start < end and lex[end - 1].kind in (lx.COMMA, lx.DOT, lx.SEMICOLON, lx.COLON):
                end -= 1
            while start < end and lex[start].kind in (lx.COMMA, lx.COLON):
                start += 1
            remark = self._remark(start, end)
            if remark is not None:
                end = remark
                continue
            if end - start > 2 and lex[start].kind in OPENING and pieces.close.get(start) == end - 1:
                start, end = start + 1, end - 1
                continue
            return start, end

    def _remark(self, start: int, end: int) -> int | None:
        """``J = 0 (tidak ada kerusakan)``: return where a bracket of words behind a figure begins."""
        lex, pieces = self.pieces.lex, self.pieces
        opening = pieces.opening_of(end - 1) if end > start else None
        if opening is None or opening <= start + 1 or lex[opening - 1].kind != lx.NUM:
            return None
        inside = lex[opening + 1 : end - 1]
        return opening if inside and not any(piece.kind in (lx.COMPARE, lx.EQUALS) for piece in inside) else None

    def _joints(self, start: int, end: int, role: str) -> list[int]:
        """Return where conditions are joined by a word: on both sides of it something is compared."""
        pieces = self.pieces
        depth = self._depth(start)
        # *lebih dari atau sama dengan* is one sign, its word joins nothing
        within = {at for sign in self._signs(start, end) for at in range(sign.start, sign.end)}
        places = [
            at
            for at in range(start, end)
            if role in pieces.roles[at] and pieces.group[at] == depth and at not in within
        ]
        found: list[int] = []
        low = start
        for order, at in enumerate(places):
            following = places[order + 1] if order + 1 < len(places) else end
            if self._signs(low, at) and self._signs(at + 1, max(following, at + 1)) and not self._between(low, at):
                found.append(at)
                low = at + 1
        return found

    def _between(self, low: int, at: int) -> bool:
        """``antara 3 dan 5``: the word joins the two bounds."""
        signs = self._signs(low, at)
        return bool(signs) and signs[-1].sign == "antara"

    def _depth(self, start: int) -> int:
        return self.pieces.group[start]

    def _signs(self, start: int, end: int) -> list[_Sign]:
        """Return the signs of comparison between two places, outside brackets of their own."""
        pieces, lex = self.pieces, self.pieces.lex
        found: list[_Sign] = []
        at = start
        while at < end:
            piece = lex[at]
            if piece.kind in OPENING:
                at = pieces.close[at] + 1
                continue
            sign = self._sign(at, end) if piece.kind in _COMPARING else None
            if sign is not None:
                found.append(sign)
                at = sign.end
            else:
                at += 1
        return found

    def _sign(self, at: int, end: int) -> _Sign | None:
        lex = self.pieces.lex
        marks = ""
        stop = at
        while stop < end and lex[stop].kind in (lx.COMPARE, lx.EQUALS, lx.OTHER) and lex[stop].text in _MARKS:
            marks += lex[stop].text
            stop += 1
            if len(marks) > 1:
                break
        for phrase, sign in self.pieces.lexicon.comparisons:
            if marks:
                if phrase == (marks,):
                    return _Sign(sign, at, stop)
            elif at + len(phrase) <= end and all(lex[at + step].low == word for step, word in enumerate(phrase)):
                return _Sign(sign, at, at + len(phrase))
        return None

    def _comparison(self, start: int, end: int) -> Node:
        signs = self._signs(start, end)
        if not signs:
            return self._range(start, end, self._range_before(start, end))
        if signs[0].sign == "antara":
            return self._range(start, end, (signs[0].start, signs[0].end))
        starts = [start, *[one.end for one in signs]]
        stops = [*[one.start for one in signs], end]
        if starts[0] >= stops[0]:
            if self.subject is None:
                raise Unreadable(self._span(start, end))
            first: Node = self.subject
        else:
            first = self._side(starts[0], stops[0])
        rest = []
        for sign, low, high in zip(signs, starts[1:], stops[1:], strict=True):
            if low >= high or sign.sign not in ("<", "≤", "=", "≠", "≥", ">"):
                raise Unreadable(self._span(start, end))
            node = self._side(low, high)
            place = self._span(sign.start, sign.end)
            rest.append(Part(node, sign.sign, place, join_spans(place, node.span)))
        return Comparison(first, tuple(rest), self._span(start, end))

    def _range_before(self, start: int, end: int) -> tuple[int, int]:
        """Return where the bounds of ``Index kepuasan 2.5 - 3`` begin."""
        lex = self.pieces.lex
        at = next((at for at in range(start, end) if lex[at].kind == lx.NUM), end)
        return at, at

    def _range(self, start: int, end: int, head: tuple[int, int]) -> Node:
        """``A antara 3 dan 5``, ``A 2.5 - 3``, ``A 95–99``: both bounds belong to it."""
        lex = self.pieces.lex
        joint = next(
            (at for at in range(head[1] + 1, end) if lex[at].kind == lx.DASH or self._is_joint(at)),
            None,
        )
        if joint is None:
            raise Unreadable(self._span(start, end))
        low, high = (
            read_number(self.pieces, head[1], joint),
            read_number(self.pieces, joint + self._joint_length(joint), end),
        )
        if low is None or high is None:
            raise Unreadable(self._span(start, end))
        middle = self._side(start, head[0]) if head[0] > start else self.subject
        if middle is None:
            raise Unreadable(self._span(start, end))
        if high.percent and not low.percent:  # 80 - 90%
            low = Number(low.label, True, low.value, low.span)
        place = self._span(joint, joint + 1)
        parts = (Part(middle, "≤", low.span, middle.span), Part(high, "≤", place, high.span))
        return Comparison(low, parts, self._span(start, end))

    def _is_joint(self, at: int) -> bool:
        roles = self.pieces.roles[at]
        return "syarat-serta" in roles or "sampai" in roles

    def _joint_length(self, at: int) -> int:
        roles = self.pieces.roles
        return 2 if at + 1 < len(roles) and "terhadap" in roles[at + 1] else 1

    def _side(self, start: int, end: int) -> Node:
        number = read_number(self.pieces, start, end)
        if number is not None:
            return number
        if all(piece.kind not in (lx.WORD, lx.QUOTED, lx.NUM) for piece in self.pieces.lex[start:end]):
            raise Unreadable(self._span(start, end))
        if any(piece.kind in CLOSING | OPENING for piece in (self.pieces.lex[start], self.pieces.lex[end - 1])):
            opening = self.pieces.lex[start].kind in OPENING and self.pieces.close.get(start, end) >= end
            if opening:
                raise Unreadable(self._span(start, end))
        alone = self.pieces.lex[start]
        if end - start == 1 and alone.kind in (lx.WORD, lx.QUOTED):
            return Name(alone.text, alone.span)
        node = self.read_part(start, end)
        if isinstance(node, Name) and len(node.text.split()) > _LONGEST_SIDE:
            raise Unreadable(self._span(start, end))
        return node

    def _span(self, start: int, end: int) -> Span:
        lex = self.pieces.lex
        if not lex:
            return (0, 0)
        first, last = lex[min(start, len(lex) - 1)], lex[max(0, min(end, len(lex)) - 1)]
        return (first.start, max(first.start, last.end))


_MARKS: Final = frozenset({"<", ">", "=", "≤", "≥", "≠", "<=", ">=", "=<", "=>", "!=", "<>", "!"})
_LONGEST_SIDE: Final = 15
