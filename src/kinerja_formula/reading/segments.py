"""A cell → its statements: ``jika C maka [X =] E``, ``[X =] E, jika C``, ``selain itu E``, ``X = E``.

Only where each begins and ends is told here; nothing is read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import CONDITION_UNREADABLE, Diagnostic
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.conditions import read_number
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon
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
    words = lexicon()
    for piece in lexemes:
        kind = piece.kind
        if kind == lx.WORD:
            if "jika" in words.of(piece.low):
                return True
        elif kind == lx.EQUALS:
            equals += 1
        elif kind == lx.COMPARE:
            compared += 1
    return equals > 1 or compared > 1


class Cut:
    """Where the statements of a cell begin and end."""

    def __init__(self, pieces: Pieces, text: str) -> None:
        self.pieces = pieces
        self.text = text
        self.count = pieces.count
        self.left_over: list[Stretch] = []
        """Words that belong to no statement."""
        anchors = pieces.index
        self.rests = {at: length for places in anchors.get("{selainnya}", {}).values() for at, length, _ in places}
        self.within_rests = {at + step for at, length in self.rests.items() for step in range(length)}
        self.ifs = [at for at in range(self.count) if self._is("jika", at) and at not in self.within_rests]
        self.if_set = frozenset(self.ifs)
        self.thens = [at for at in range(self.count) if self._is("maka", at)]
        self.heads = dict(self._heads())

    def _is(self, role: str, at: int) -> bool:
        return self.pieces.lex[at].kind == lx.WORD and role in self.pieces.roles[at]

    def _heads(self) -> Iterator[tuple[int, int]]:
        """Yield where a label begins, and where its = stands."""
        lex, pieces = self.pieces.lex, self.pieces
        for at in range(1, self.count):
            if lex[at].kind != lx.EQUALS or pieces.group[at] != -1 or at in pieces.breaks:
                continue  # "= 84 - 30" on a line of its own is a step of the line before
            last = at - 1
            opening = pieces.opening_of(last) if lex[last].kind in CLOSING else None
            if opening is not None and opening > 0 and last - opening < _LONGEST_LABEL:  # "Alignment (%) ="
                last = opening - 1
            if lex[last].kind in (lx.WORD, lx.QUOTED) or (
                lex[last].kind == lx.NUM and last and last not in pieces.breaks
            ):
                yield self._start_of_label(last), at

    def _start_of_label(self, last: int) -> int:
        """A symbol before the =, else the words back to the line, the sentence or the last word of a condition."""
        lex, pieces = self.pieces.lex, self.pieces
        if pieces.is_symbol(last):
            return last
        at = last
        while at > 0 and at > last + 1 - _LONGEST_LABEL and at not in pieces.breaks:
            before = lex[at - 1]
            stops = self._is("maka", at - 1) or self._is("jika", at - 1) or at - 1 in self.within_rests
            if before.kind not in (lx.WORD, lx.QUOTED, lx.NUM) or stops:
                break
            at -= 1
        return at

    def statements(self) -> list[CellStatement]:
        """Return the statements in the order of the text. Raises NotCompound."""
        if self.ifs:
            first = self.ifs[0]
            called = self._called(first)
            if called:
                return called
            stop = self.ifs[1] if len(self.ifs) > 1 else self.count
            leads = any(first < at < stop for at in self.thens) or self._comma_then_label(first, stop) is not None
            found = self._leading() if leads else self._trailing()
        else:
            found = self._rows() or self._definitions(0, self.count)
        if not found:
            raise NotCompound
        return found

    def _called(self, at: int) -> list[CellStatement]:
        """``IF(C, E, F)`` as a spreadsheet writes it; F may be one again."""
        lex, pieces = self.pieces.lex, self.pieces
        found: list[CellStatement] = []
        label = (
            Stretch(0, at - 1) if at > 1 and lex[at - 1].kind == lx.EQUALS and at - 1 in self.heads.values() else None
        )
        end = self.count
        while at + 1 < end and at in self.if_set and lex[at + 1].kind in OPENING:
            stop = pieces.close.get(at + 1, -1)
            if any(piece.kind in (lx.WORD, lx.NUM, lx.QUOTED) for piece in lex[stop + 1 : end]) or stop < 0:
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

    # jika C maka E

    def _leading(self) -> list[CellStatement]:
        found: list[CellStatement] = []
        at = 0
        while at < self.count:
            if at in self.if_set:
                at = self._branch(at, found)
            elif at in self.rests:
                behind = at + self.rests[at]
                if behind in self.if_set:  # else if
                    at = behind
                    continue
                stop = self._next_start(behind, labelled=True)
                found.append(self._valued(behind, stop, None, rest=True))
                at = stop
            elif at in self.heads:
                stop = self._next_start(self.heads[at] + 1)
                found += self._definition(at, stop)
                at = stop
            else:
                stop = self._next_start(at)
                self.left_over.append(Stretch(at, stop))
                at = stop
        return found

    def _branch(self, at: int, found: list[CellStatement]) -> int:
        following = bisect_right(self.ifs, at)
        stop = self.ifs[following] if following < len(self.ifs) else self.count
        place = bisect_right(self.thens, at)
        then = self.thens[place] if place < len(self.thens) and self.thens[place] < stop else None
        if then is None:
            then = self._comma_then_label(at, stop)
        if then is None:
            raise NotCompound(self._without_value(at, stop))
        end = self._next_start(then + 1, labelled=True)
        found.append(self._valued(then + 1, end, Stretch(at + 1, then))._replace(word=at))
        return end

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
        end = stop
        while end > self.heads[at] + 1:
            last = lex[end - 1]
            announces = last.kind == lx.WORD and not pieces.roles[end - 1].isdisjoint(("catatan", "dimana"))
            if not announces and last.kind not in (lx.COMMA, lx.DOT, lx.SEMICOLON, lx.COLON):
                break
            end -= 1
        if end <= self.heads[at] + 1:
            return []
        return [CellStatement(Stretch(at, self.heads[at]), Stretch(self.heads[at] + 1, end))]

    def _comma_then_label(self, at: int, stop: int) -> int | None:
        """``Jika X > 3, Skor = 4``: the comma before a label stands for the word."""
        lex = self.pieces.lex
        for comma in range(at + 2, stop - 1):
            if lex[comma].kind == lx.COMMA and comma + 1 in self.heads:
                return comma
        return None

    def _next_start(self, at: int, *, labelled: bool = False) -> int:
        """Return where the next statement begins; the label of a value that begins at ``at`` begins none."""
        for place in range(at, self.count):
            if place in self.if_set or place in self.rests:
                return place
            if place in self.heads and not (labelled and place == at):
                return place
        return self.count

    def _valued(self, start: int, end: int, condition: Stretch | None, *, rest: bool = False) -> CellStatement:
        lex = self.pieces.lex
        while start < end and lex[start].kind in (lx.COMMA, lx.COLON):
            start += 1
        while start < end and lex[end - 1].kind in (lx.COMMA, lx.DOT, lx.SEMICOLON):
            end -= 1
        label = None
        if start in self.heads and self.heads[start] < end:
            label, start = Stretch(start, self.heads[start]), self.heads[start] + 1
        elif start + 1 < end and self._is("nilai-cabang", start) and self._number(start + 1, end):
            label, start = Stretch(start, start + 1), start + 1
        if start >= end:
            raise NotCompound
        return CellStatement(label, Stretch(start, end), condition, rest)

    def _number(self, start: int, end: int) -> bool:
        return read_number(self.pieces, start, end) is not None

    # E, jika C

    def _trailing(self) -> list[CellStatement]:
        found: list[CellStatement] = []
        lex, pieces = self.pieces.lex, self.pieces
        cuts = {
            0,
            self.count,
            *pieces.breaks,
            *[at for at in self.heads if not self._in_condition(at) and at - 1 not in self.within_rests],
        }
        cuts |= {at + 1 for at in range(self.count) if lex[at].kind == lx.SEMICOLON and pieces.group[at] == -1}
        cuts |= {at - 2 for at in self.ifs if at > 1 and lex[at - 1].kind == lx.COLON and lex[at - 2].kind == lx.NUM}
        cuts |= {at - 1 for at in self.ifs if at and lex[at - 1].kind == lx.NUM and self._follows_condition(at - 1)}
        for at, length in self.rests.items():
            lone = (
                at + length >= self.count or at + length in pieces.breaks or lex[at + length].kind in (lx.DOT, lx.CLOSE)
            )
            cuts |= set() if lone else {at}
        edges = sorted(one for one in cuts if 0 <= one <= self.count)
        for low, high in pairwise(edges):
            self._chunk(low, high, found)
        return found

    def _in_condition(self, at: int) -> bool:
        """``… jika X = 3``: the sign compares."""
        before = next((one for one in reversed(self.ifs) if one < at), None)
        return before is not None and not any(before < one <= at for one in self.pieces.breaks) and before == at - 1

    def _follows_condition(self, at: int) -> bool:
        """``4 jika A ≥ 3 3 jika A < 3``: a number behind a number begins the next branch."""
        lex = self.pieces.lex
        return at > 0 and lex[at - 1].kind in (lx.NUM, lx.COMMA, lx.DOT) and any(one < at for one in self.ifs)

    def _chunk(self, low: int, high: int, found: list[CellStatement]) -> None:
        lex, pieces = self.pieces.lex, self.pieces
        while low < high and lex[low].kind in (lx.COMMA, lx.DOT, lx.SEMICOLON):
            low += 1
        while low < high and lex[high - 1].kind in (lx.COMMA, lx.DOT, lx.SEMICOLON):
            high -= 1
        if low >= high:
            return
        here = [at for at in self.ifs if low <= at < high]
        if len(here) > 1:
            raise NotCompound
        if here:
            cut = here[0]
            stop = cut
            while stop > low and lex[stop - 1].kind in (lx.COMMA, lx.COLON, lx.EQUALS):
                stop -= 1
            if stop > low and lex[stop - 1].kind in OPENING and pieces.close.get(stop - 1) == high - 1:
                stop, high = stop - 1, high - 1
            if stop <= low:
                raise NotCompound(self._without_value(cut, high))
            found.append(self._valued(low, stop, Stretch(cut + 1, high))._replace(word=cut))
            return
        rest = next((at for at in self.rests if low <= at < high), None)
        if rest is not None:
            behind = rest + self.rests[rest]
            start, end = (behind, high) if rest == low else (low, rest)
            if rest != low and lex[end - 1].kind in OPENING:
                end -= 1
            if start >= end:
                raise NotCompound
            found.append(self._valued(start, end, None, rest=True))
            return
        if low in self.heads and self.heads[low] < high:
            found += self._definition(low, high)
        else:
            self.left_over.append(Stretch(low, high))

    # Tables of scores, and definitions alone

    def _rows(self) -> list[CellStatement]:
        """``Index kepuasan > 3 skor "3"``, a line each: condition and score without a word of condition."""
        lex, pieces = self.pieces.lex, self.pieces
        edges = sorted({0, self.count, *pieces.breaks})
        found: list[CellStatement] = []
        for low, high in pairwise(edges):
            score = next(
                (at for at in range(low + 2, high - 1) if self._is("nilai-cabang", at) and self._number(at + 1, high)),
                None,
            )
            if score is None or lex[low].kind != lx.WORD:
                return []
            found.append(CellStatement(Stretch(score, score + 1), Stretch(score + 1, high), Stretch(low, score)))
        return found if len(found) > 1 else []

    def _definitions(self, start: int, end: int) -> list[CellStatement]:
        heads = sorted(at for at in self.heads if start <= at < end)
        if len(heads) < 2:
            return []
        if heads[0] > start:
            self.left_over.append(Stretch(start, heads[0]))
        edges = zip(heads, [*heads[1:], end], strict=True)
        return [one for low, high in edges if self.heads[low] + 1 < high for one in self._definition(low, high)]


_LONGEST_LABEL: Final = 6
