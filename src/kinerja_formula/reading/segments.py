"""A cell → its statements: ``jika C maka [X =] E``, ``[X =] E, jika C``, ``selain itu E``, ``X = E``.

Only where each begins and ends is told here; nothing is read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic
from kinerja_formula.diagnostics.catalogue import CONDITION_UNREADABLE
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.conditions import read_number
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import OPERATING, lexicon
from kinerja_formula.reading.pieces import CLOSING, OPENING, Pieces

__all__ = ["MOST_STATEMENTS", "CellStatement", "Cut", "NotCompound", "Stretch", "may_hold_statements"]

MOST_STATEMENTS: Final = 300
"""More than these nobody writes into a cell."""


class Stretch(NamedTuple):
    """A piece of a statement: from one piece of the text to another."""

    start: int
    end: int


class CellStatement(NamedTuple):
    """``[label =] value``, under a condition or, with ``rest``, where no other holds."""

    label: Stretch | None
    value: Stretch
    condition: Stretch | None = None
    rest: bool = False
    word: int | None = None
    """Where its word of condition stands."""


class NotCompound(Exception):  # noqa: N818 - the cell is read as a single formula then
    """``doubt``: what a person is to be told of it all the same."""

    def __init__(self, doubt: Diagnostic | None = None) -> None:
        super().__init__()
        self.doubt = doubt


def may_hold_statements(lexemes: Iterable[Lexeme]) -> bool:
    """Tell whether a text has a word of condition, or may hold several formulas; cheap, for every text that is read."""
    equals = compared = 0
    where = False
    words = lexicon()
    for piece in lexemes:
        kind = piece.kind
        if kind == lx.WORD:
            roles = words.of(piece.low)
            if "jika" in roles:
                return True
            where = where or "dimana" in roles or any(role == "dimana" for _, role in words.phrases.get(piece.low, ()))
        elif kind == lx.EQUALS:
            equals += 1
        elif kind == lx.COMPARE:
            compared += 1
    return equals > 1 or compared > 1 or (where and equals > 0)


class Cut:
    """Where the statements of a cell begin and end.

    ``left_over`` are words that belong to no statement.
    """

    def __init__(self, pieces: Pieces, text: str) -> None:
        self.pieces = pieces
        self.text = text
        self.count = pieces.count
        self.left_over: list[Stretch] = []
        anchors = pieces.index
        self.rests = {at: length for places in anchors.get("{selainnya}", {}).values() for at, length, _ in places}
        self.nothing = {at for places in anchors.get("{tiada}", {}).values() for at, _, _ in places}
        self.within_rests = {at + step for at, length in self.rests.items() for step in range(length)}
        self.ifs = [at for at in range(self.count) if self._is("jika", at) and at not in self.within_rests]
        self.if_set = frozenset(self.ifs)
        self.thens = [at for at in range(self.count) if self._is("maka", at)]
        self.lines = sorted({0, self.count, *pieces.breaks})
        self.brackets: set[int] = set()
        self.marks = self._marks() if self.ifs or self.thens else set[int]()
        """Pieces that only number the rows of a table of scores: ``4:``, ``Skor 3 (``, ``2: -``."""
        self.heads = dict(self._heads())

    def _is(self, role: str, at: int) -> bool:
        return self.pieces.lex[at].kind == lx.WORD and role in self.pieces.roles[at]

    # What stands where

    def _marks(self) -> set[int]:
        marks: set[int] = set()
        for low, high in pairwise(self.lines):
            marks |= self._marks_of_row(low, high)
        return marks

    def _marks_of_row(self, low: int, high: int) -> set[int]:
        lex = self.pieces.lex
        bullet = lex[low].kind in _BULLETS and low + 1 < high
        first = low + bullet
        if first in self.nothing:
            return set(range(low, high))
        at = self._behind_score(first, high)
        if at is None:
            return {low} if bullet and first in self.if_set else set()
        numbered = at < high and (lex[at].kind in (lx.COLON, lx.DOT) or lex[at].text == ")")
        at += numbered
        if at == high:
            return set() if not numbered and self._continues_line_before(first) else set(range(low, high))
        if self._is_empty(at, high):
            return set(range(low, high))
        if lex[at].kind in OPENING and self._closes_row(self.pieces.close.get(at, -1), high):
            self.brackets.add(at)
            return {*range(low, at + 1), self.pieces.close[at]}
        return set(range(low, at)) if at in self.if_set and self._leads(at) else set()

    def _behind_score(self, at: int, high: int) -> int | None:
        """Return the place behind the score with which a row begins: ``3``, ``Nilai 2 - 3``; None if there is none."""
        lex = self.pieces.lex
        at += self._is("nilai-cabang", at) and at + 1 < high
        if lex[at].kind != lx.NUM or lex[at].text.endswith("%"):
            return None
        at += 1
        return at + 2 if at + 1 < high and lex[at].kind == lx.DASH and lex[at + 1].kind == lx.NUM else at

    def _is_empty(self, at: int, high: int) -> bool:
        """``2: -``, ``2: tidak ada``: tell whether a row holds nothing behind its number."""
        return at in self.nothing or all(piece.kind in (lx.DASH, lx.OTHER) for piece in self.pieces.lex[at:high])

    def _continues_line_before(self, first: int) -> bool:
        """Tell whether a figure alone on its line is what the line before it wants."""
        return first > 0 and self.pieces.lex[first - 1].kind not in _ENDS and self._expects(first - 1)

    def _expects(self, at: int) -> bool:
        """Tell whether a piece wants a value behind it."""
        return self._is("maka", at) or self.pieces.lex[at].kind in _WANTS

    def _closes_row(self, close: int, high: int) -> bool:
        """``4 (Jika …, maka Skor = 4)``: the bracket ends where the row does."""
        lex = self.pieces.lex
        return close >= high - 2 or (close >= 0 and close + 1 in self.pieces.breaks) or close == len(lex) - 1

    def _heads(self) -> Iterator[tuple[int, int]]:
        """Yield where a label begins, and where its = stands."""
        lex, pieces = self.pieces.lex, self.pieces
        outside = {-1, *self.brackets}
        for at in range(1, self.count):
            if lex[at].kind != lx.EQUALS or pieces.group[at] not in outside or at in pieces.breaks:
                continue  # "= 84 - 30" on a line of its own is a step of the line before
            last = at - 1
            opening = pieces.opening_of(last) if lex[last].kind in CLOSING else None
            if opening is not None and opening > 0 and last - opening < _LONGEST_LABEL:  # "Alignment (%) ="
                last = opening - 1
            if lex[last].kind == lx.PCT and last and lex[last - 1].kind == lx.WORD:  # "Alignment % ="
                last -= 1
            if lex[last].kind in (lx.WORD, lx.QUOTED) or (
                lex[last].kind == lx.NUM and last and last not in pieces.breaks and self._ends_a_word(last - 1)
            ):
                yield self._start_of_label(last), at

    def _ends_a_word(self, at: int) -> bool:
        """Tell whether a number behind this place belongs to a word: ``Skor 2``, and not ``x 100%``."""
        piece, roles = self.pieces.lex[at], self.pieces.roles[at]
        return piece.kind in (lx.WORD, lx.QUOTED) and piece.low != "x" and roles.isdisjoint(OPERATING)

    def _start_of_label(self, last: int) -> int:
        """A symbol before the =, else the words back to the line, the sentence or the last word of a condition."""
        lex, pieces = self.pieces.lex, self.pieces
        at = last
        while at > 1 and lex[at - 1].kind == lx.SLASH and not pieces.gap[at] and not pieces.gap[at - 1]:
            at -= 2  # "Nilai indikator UP/TUP ="
        if at == last and pieces.is_symbol(last):
            return last
        while at > 0 and at > last + 1 - _LONGEST_LABEL and at not in pieces.breaks:
            before = lex[at - 1]
            stops = self._is("maka", at - 1) or self._is("jika", at - 1) or at - 1 in self.within_rests
            if before.kind not in (lx.WORD, lx.QUOTED, lx.NUM) or stops or at - 1 in self.marks:
                break
            at -= 1
        return at

    # The statements

    def statements(self) -> list[CellStatement]:
        """Return the statements in the order of the text. Raises NotCompound."""
        if self.ifs or (self.thens and self.marks):
            found = (self._called(self.ifs[0]) if self.ifs else []) or self._scanned()
        else:
            found = self._rows() or self._definitions()
        if not found:
            raise NotCompound
        return found

    def _called(self, at: int) -> list[CellStatement]:
        """``IF(C, E, F)`` as a spreadsheet writes it; F may be one again."""
        lex, pieces = self.pieces.lex, self.pieces
        found: list[CellStatement] = []
        labelled = at > 1 and lex[at - 1].kind == lx.EQUALS and at - 1 in self.heads.values()
        label = Stretch(0, at - 1) if labelled else None
        if self._names_anything(0, at - 1 if labelled else at) != labelled:
            return []
        end = self.count
        while at + 1 < end and at in self.if_set and lex[at + 1].kind in OPENING:
            stop = pieces.close.get(at + 1, -1)
            if stop < 0 or self._names_anything(stop + 1, self._end_of_call(stop, end)):
                return []
            cuts = [
                one
                for one in range(at + 2, stop)
                if lex[one].kind in (lx.COMMA, lx.SEMICOLON) and pieces.group[one] == at + 1
            ]
            if len(cuts) != 2:
                return []
            found.append(CellStatement(label, Stretch(cuts[0] + 1, cuts[1]), Stretch(at + 2, cuts[0])))
            at, end = cuts[1] + 1, stop
            if at not in self.if_set:
                found.append(CellStatement(label, Stretch(at, end), None, rest=True))
                return found
        return []

    def _names_anything(self, low: int, high: int) -> bool:
        return any(piece.kind in (lx.WORD, lx.NUM, lx.QUOTED) for piece in self.pieces.lex[low:high])

    def _end_of_call(self, stop: int, end: int) -> int:
        """Return where a call ends: the lines below it say what its cells hold."""
        if end < self.count or stop + 1 not in self.pieces.breaks:
            return end
        self.left_over.append(Stretch(stop + 1, end))
        return stop + 1

    def _scanned(self) -> list[CellStatement]:
        found: list[CellStatement] = []
        at = 0
        while at < self.count:
            if at in self.marks or self.pieces.lex[at].kind in _BETWEEN:
                at += 1
            elif at in self.if_set:
                at = self._leading(at, found)
            elif at in self.rests:
                at = self._rest(at, found)
            else:
                at = self._plain(at, found)
        return found

    def _leading(self, at: int, found: list[CellStatement]) -> int:
        """``jika C maka E``."""
        then = self._then(at)
        if then is None:
            raise NotCompound(self._without_value(at, self._end_of_condition(at)))
        end = self._next_start(then + 1, labelled=True)
        if end in self.if_set and self._then(end) is None:
            end = self._before_value(then, end)  # "… Skor = 2  0: jika A < 3"
        found.append(self._valued(then + 1, end, Stretch(at + 1, then))._replace(word=at))
        return end

    def _then(self, at: int) -> int | None:
        """Return where the value of a condition is announced: by a word, or by a comma or colon before its label."""
        following = bisect_right(self.ifs, at)
        stop = self.ifs[following] if following < len(self.ifs) else self.count
        place = bisect_right(self.thens, at)
        if place < len(self.thens) and self.thens[place] < stop:
            return self.thens[place]
        lex = self.pieces.lex
        for mark in range(at + 2, stop - 1):
            if lex[mark].kind in (lx.COMMA, lx.COLON) and mark + 1 in self.heads:
                return mark
        return None

    def _leads(self, at: int) -> bool:
        place = bisect_right(self.thens, at)
        following = bisect_right(self.ifs, at)
        stop = self.ifs[following] if following < len(self.ifs) else self.count
        return place < len(self.thens) and self.thens[place] < stop

    def _rest(self, at: int, found: list[CellStatement]) -> int:
        behind = at + self.rests[at]
        if behind in self.if_set:  # else if
            return behind
        comma = behind < self.count and self.pieces.lex[behind].kind == lx.COMMA
        if behind + comma + 1 < self.count and self._is("maka", behind + comma):  # "jika tidak, maka 3"
            behind += comma + 1
        stop = self._next_start(behind, labelled=True)
        found.append(self._valued(behind, stop, None, rest=True))
        return stop

    def _plain(self, at: int, found: list[CellStatement]) -> int:
        """What begins with a label or with neither: a definition, a value before its condition, or words left over."""
        lex = self.pieces.lex
        labelled = at in self.heads
        start = self.heads[at] + 1 if labelled else at
        stop = self._next_start(start)
        if stop in self.if_set and self._then(stop) is None:
            return self._trailing(at, stop, found)
        if stop in self.rests and self._ends_line(stop + self.rests[stop]):  # "0, selain itu"
            found.append(self._valued(self._last_part(at, stop) if not labelled else at, stop, None, rest=True))
            return stop + self.rests[stop]
        then = next((one for one in self.thens if start < one < stop), None)
        if then is not None and not labelled and any(piece.kind == lx.COMPARE for piece in lex[start:then]):
            stop = self._next_start(then + 1, labelled=True)
            found.append(self._valued(then + 1, stop, Stretch(start, then)))  # the word of condition is left out
            return stop
        if labelled:
            found += self._definition(at, stop)
        elif not found and self._calculates(at, stop):
            found.append(CellStatement(None, Stretch(at, self._before_legend(at, stop))))
        else:
            self.left_over.append(Stretch(at, stop))
        return stop

    def _trailing(self, at: int, word: int, found: list[CellStatement]) -> int:
        """``[X =] E, jika C``."""
        lex, pieces = self.pieces.lex, self.pieces
        start = at if at in self.heads else self._last_part(at, word)
        if start > at:
            self.left_over.append(Stretch(at, start))
        stop = word
        while stop > start and lex[stop - 1].kind in (lx.COMMA, lx.COLON, lx.EQUALS):
            stop -= 1
        end = self._end_of_condition(word)
        behind = end
        if stop > start and lex[stop - 1].kind in OPENING and pieces.close.get(stop - 1, -1) > word:
            end = pieces.close[stop - 1]
            behind, stop = end + 1, stop - 1
        if stop <= start:
            raise NotCompound(self._without_value(word, end))
        found.append(self._valued(start, stop, Stretch(word + 1, end))._replace(word=word))
        return behind

    def _last_part(self, at: int, stop: int) -> int:
        """Return where the last line or sentence of a stretch begins: what is before it belongs to no condition."""
        lex, pieces = self.pieces.lex, self.pieces
        for place in range(stop - 1, at, -1):
            if place in pieces.breaks or lex[place - 1].kind == lx.SEMICOLON:
                return place
        return at

    def _end_of_condition(self, word: int) -> int:
        lex, pieces = self.pieces.lex, self.pieces
        for place in range(word + 2, self.count):
            if place in self.if_set:
                return self._before_value(word, place)
            if place in self.rests or place in self.marks or (place in self.heads and self.heads[place] > place):
                if place in self.heads and place == word + 1:
                    continue  # "jika X = 3"
                return place
            if lex[place].kind == lx.SEMICOLON and pieces.group[place] == pieces.group[word]:
                return place
            goes_on = not pieces.roles[place].isdisjoint(("pilihan", "syarat-serta")) or self._wants_side(place - 1)
            if place in pieces.breaks and not goes_on:
                return place
        return self.count

    def _wants_side(self, at: int) -> bool:
        lex, roles = self.pieces.lex, self.pieces.roles
        return lex[at].kind == lx.COMPARE or not roles[at].isdisjoint(("pilihan", "syarat-serta"))

    def _before_value(self, word: int, following: int) -> int:
        """``4 jika A ≥ 3, 3 jika A < 3``: the value of the next branch is no part of this condition."""
        lex = self.pieces.lex
        place = following
        if place - 1 > word and lex[place - 1].kind == lx.COLON:
            place -= 1
        if place - 1 > word + 1 and lex[place - 1].kind == lx.NUM and lex[place - 2].kind != lx.COMPARE:
            return place - 1
        return following

    def _ends_line(self, at: int) -> bool:
        return at >= self.count or at in self.pieces.breaks or self.pieces.lex[at].kind in (lx.DOT, lx.CLOSE)

    def _calculates(self, at: int, stop: int) -> bool:
        return any(piece.kind in _CALCULATING for piece in self.pieces.lex[at:stop])

    def _before_legend(self, at: int, stop: int) -> int:
        """Leave out the word that announces what the names mean: ``A / B dimana A = …``."""
        roles = self.pieces.roles
        while stop - 1 > at and not roles[stop - 1].isdisjoint(("catatan", "dimana", "untuk-syarat")):
            stop -= 1
        place = next((one for one in range(at + 1, stop) if "dimana" in roles[one]), stop)
        return next((low for low in self._phrases_of_where() if at < low < place), place)

    def _phrases_of_where(self) -> list[int]:
        return sorted(at for places in self.pieces.index.get("{dimana}", {}).values() for at, _, _ in places)

    def _without_value(self, at: int, stop: int) -> Diagnostic | None:
        """``Jika Rasio ≥ 3`` and nothing behind it: a condition, if anything is compared there."""
        lex = self.pieces.lex
        if not any(piece.kind == lx.COMPARE for piece in lex[at:stop]):
            return None
        span = (lex[at].start, lex[stop - 1].end)
        told = " ".join(self.text[slice(*span)].split())
        return Diagnostic(CONDITION_UNREADABLE, span, (), condition=told, reason="tanpa-maka")

    def _definition(self, at: int, stop: int) -> list[CellStatement]:
        """Return ``X = E`` as a statement, without the word that announces what follows it: ``… Faktor: a = 2``."""
        lex, pieces = self.pieces.lex, self.pieces
        end = self._before_heading(self.heads[at] + 1, stop)
        bars = sum(piece.text == "|" for piece in lex[self.heads[at] : stop])
        while end > self.heads[at] + 1:
            last = lex[end - 1]
            announces = last.kind == lx.WORD and not pieces.roles[end - 1].isdisjoint(("catatan", "dimana"))
            mark = last.kind in (lx.COMMA, lx.DOT, lx.SEMICOLON, lx.COLON) or (
                last.kind == lx.OTHER and last.text == "|" and bars % 2 == 1
            )
            bullet = last.kind == lx.DASH and end - 1 in pieces.breaks
            if not (announces or mark or bullet):
                break
            end -= 1
        if end <= self.heads[at] + 1:
            return []
        return [CellStatement(Stretch(at, self.heads[at]), Stretch(self.heads[at] + 1, end))]

    def _before_heading(self, start: int, stop: int) -> int:
        """``X = A / B`` and, on the line below, ``- Skor akhir:``: that line announces the next formula."""
        if self.pieces.lex[stop - 1].kind != lx.COLON:
            return stop
        place = max((one for one in self.lines if start < one < stop), default=stop)
        calculates = self._calculates(place + (place < stop), stop)  # behind its bullet
        return stop if calculates else place

    def _next_start(self, at: int, *, labelled: bool = False) -> int:
        """Return where the next statement begins; the label of a value that begins at ``at`` begins none."""
        for place in range(at, self.count):
            if place in self.if_set or place in self.rests or (place in self.marks and place > at):
                return place
            if place in self.heads and not (labelled and place == at):
                return place
        return self.count

    def _valued(self, start: int, end: int, condition: Stretch | None, *, rest: bool = False) -> CellStatement:
        lex = self.pieces.lex
        while start < end and lex[start].kind in (lx.COMMA, lx.COLON):
            start += 1
        while start < end and (
            lex[end - 1].kind in (lx.COMMA, lx.DOT, lx.SEMICOLON)
            or (lex[end - 1].kind == lx.DASH and end - 1 in self.pieces.breaks)
        ):
            end -= 1
        label = None
        if start in self.heads and self.heads[start] < end:
            label, start = Stretch(start, self.heads[start]), self.heads[start] + 1
        elif start + 1 < end and self._is("nilai-cabang", start) and lex[start + 1].kind in (lx.NUM, *OPENING):
            label, start = Stretch(start, start + 1), start + 1
        if start >= end:
            raise NotCompound
        return CellStatement(label, Stretch(start, end), condition, rest)

    # Tables of scores, and definitions alone

    def _rows(self) -> list[CellStatement]:
        """``Index kepuasan > 3 skor "3"``, ``≤ 35% → 100``: a condition and its score in a line."""
        lex = self.pieces.lex
        found: list[CellStatement] = []
        for first, high in pairwise(self.lines):
            low = first + (lex[first].kind in (lx.DASH, lx.STAR))  # a bullet
            score = next(
                (
                    at
                    for at in range(low + 1, high - 1)
                    if lex[at].text in _ARROWS or (self._is("nilai-cabang", at) and self._number(at + 1, high))
                ),
                None,
            )
            if score is not None:
                label = Stretch(score, score + 1) if lex[score].kind == lx.WORD else None
                found.append(CellStatement(label, Stretch(score + 1, high), Stretch(low, score)))
            elif low in self.heads and not found:
                found += self._definition(low, high)
            elif found and found[-1].condition is not None:
                return []
            else:
                self.left_over.append(Stretch(low, high))
        return found if sum(one.condition is not None for one in found) > 1 else []

    def _number(self, start: int, end: int) -> bool:
        return read_number(self.pieces, start, end) is not None

    def _definitions(self) -> list[CellStatement]:
        heads = sorted(self.heads)
        found: list[CellStatement] = []
        if heads and heads[0] > 0 and self._calculates(0, heads[0]):
            found.append(CellStatement(None, Stretch(0, self._before_legend(0, heads[0]))))
        elif len(heads) < 2:
            return []
        elif heads[0] > 0:
            self.left_over.append(Stretch(0, heads[0]))
        for low, high in zip(heads, [*heads[1:], self.count], strict=True):
            if self.heads[low] + 1 < high:
                found += self._definition(low, high)
        return found


_LONGEST_LABEL: Final = 6
_BETWEEN: Final = frozenset({lx.COMMA, lx.DOT, lx.SEMICOLON, lx.CLOSE, lx.RP})
_BULLETS: Final = frozenset({lx.DASH, lx.OTHER, lx.STAR})
_ENDS: Final = frozenset({lx.DOT, lx.SEMICOLON, lx.CLOSE, lx.NUM})
_WANTS: Final = frozenset({lx.EQUALS, lx.COMPARE, lx.PLUS, lx.DASH, lx.STAR, lx.TIMES, lx.SLASH, lx.OVER})
_CALCULATING: Final = frozenset({lx.SLASH, lx.OVER, lx.TIMES, lx.STAR, lx.PLUS, lx.DIV, lx.MUL, lx.ADD})
_ARROWS: Final = frozenset({"→", "⇒", "➔", "=>", "->"})
