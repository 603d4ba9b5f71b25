"""Cells of several statements: branches of a condition, several formulas, their constants and legends.

A cell is cut into statements before anything is weighed: ``jika C maka [X =] E``, ``[X =] E, jika C``, ``selain itu E``,
``X = E``. Each side is read by itself, as a cell of its own, and the statements are put together: branches of one label
are a condition, what they use of the others are definitions, and what nothing else uses is the result. A cell that can't
be cut so is left to the readers of single formulas.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import (
    CONDITION_UNREADABLE,
    NEARLY_SURE,
    RESULT_CHOSEN,
    TOO_MANY_PARTS,
    Diagnostic,
    FormulaError,
    LimitError,
)
from kinerja_formula.names import normalise
from kinerja_formula.nodes import (
    Branch,
    Comparison,
    Conditional,
    Definition,
    Definitions,
    Name,
    Node,
    Number,
    Statement,
    moved,
    names_of,
    replace_names,
    walk,
)
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.conditions import Unreadable, read_condition, read_number
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.outcome import Reading, Role
from kinerja_formula.reading.pieces import CLOSING, OPENING, Pieces
from kinerja_formula.reading.tokens import Figure
from kinerja_formula.source import Span

__all__ = ["Compound", "may_be_compound", "read_cases", "read_compound"]

ReadText = Callable[[str, tuple[str, ...]], Reading]
"""Reads a piece of the text as a cell of its own, with the names that the rest of the cell makes certain."""

_MOST_STATEMENTS: Final = 300
_CERTAIN_BRANCHES: Final = 0.96
_CERTAIN_DEFINITIONS: Final = 0.85
_SURE_ENOUGH: Final = 0.75
_LEFT_OVER: Final = 0.75
"""What words that belong to no statement leave of the certainty."""


class _Part(NamedTuple):
    """A piece of a statement: from one piece of the text to another."""

    start: int
    end: int


class _Statement(NamedTuple):
    """``[label =] value``, under a condition or, with ``rest``, where no other holds."""

    label: _Part | None
    value: _Part
    condition: _Part | None = None
    rest: bool = False


class _NotCompound(Exception):  # noqa: N818 - the cell is read as a single formula then
    """``doubt``: what a person is to be told of it all the same."""

    def __init__(self, doubt: Diagnostic | None = None) -> None:
        super().__init__()
        self.doubt = doubt


class Compound(NamedTuple):
    """What became of a cell: its reading if it is one of several statements, and a doubt if it almost is.

    ``side_by_side``: no statement uses another, so that which one is meant is for the readers of single formulas to say.
    """

    reading: Reading | None
    doubt: Diagnostic | None = None
    side_by_side: bool = False


def may_be_compound(lexemes: Iterable[Lexeme], text: str) -> bool:
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


def read_compound(lexemes: list[Lexeme], draft: Draft, read_text: ReadText) -> Compound:
    """Return the reading of a cell of several statements.

    Raises LimitError KF005 for more statements than anybody writes.
    """
    text = draft.text
    pieces = Pieces(lexemes, text, lexicon())
    if not pieces.count:
        return Compound(None)
    cut = _Cut(pieces, text)
    if max(len(cut.ifs), len(cut.heads)) > _MOST_STATEMENTS:
        raise LimitError(Diagnostic(TOO_MANY_PARTS, pieces.lex[0].span, limit=_MOST_STATEMENTS), text)
    try:
        statements = cut.statements()
        meaning = _Meaning(pieces, draft, read_text, statements, cut.left_over)
        reading = meaning.reading()
    except _NotCompound as found:
        return Compound(None, found.doubt)
    return Compound(reading, None, meaning.side_by_side)


def read_cases(draft: Draft, read_text: ReadText) -> Reading | None:
    """Return the reading of ``[X =] \\begin{cases} E, & C \\\\ … \\end{cases}``; None for any other text.

    The rows of LaTeX are cut before its markup goes: afterwards nothing tells where a value ends.
    """
    text = draft.text
    start, body, end, behind = _environment(text)
    if start < 0 or any(char.isalnum() for char in text[behind:].replace("\\right", "")):
        return None
    rows: list[tuple[Span, Span | None]] = []
    place = body
    for row in text[body:end].split(_ROW)[: _MOST_STATEMENTS + 1]:
        cut = row.find("&")
        if row.strip():
            value = (place, place + (cut if cut >= 0 else len(row)))
            rows.append((value, (place + cut + 1, place + len(row)) if cut >= 0 else None))
        place += len(row) + len(_ROW)
    if len(rows) > _MOST_STATEMENTS:
        raise LimitError(Diagnostic(TOO_MANY_PARTS, (start, behind), limit=_MOST_STATEMENTS), text)
    try:
        return _Cases(draft, read_text).reading(rows, (start, behind))
    except _NotCompound:
        return None


_ROW: Final = "\\\\"
_ENVIRONMENTS: Final = ("cases", "dcases", "array", "rcases")


def _environment(text: str) -> tuple[int, int, int, int]:
    """Return where an environment of cases begins, its rows begin and end, and what is behind it; -1 without one."""
    for name in _ENVIRONMENTS:
        opening, closing = f"\\begin{{{name}}}", f"\\end{{{name}}}"
        start = text.find(opening)
        end = text.find(closing, start + 1)
        if start < 0 or end < 0 or (name == "array" and "\\{" not in text[:start]):
            continue
        body = start + len(opening)
        if name == "array" and text[body : body + 1] == "{":
            body = text.find("}", body, end) + 1 or body
        return start, body, end, end + len(closing)
    return -1, 0, 0, 0


class _Cases:
    """The rows of an environment of cases."""

    def __init__(self, draft: Draft, read_text: ReadText) -> None:
        self.draft = draft
        self.read_text = read_text
        self.certainty = 1.0
        self.diagnostics: list[Diagnostic] = []
        self.known: tuple[str, ...] = ()

    def reading(self, rows: list[tuple[Span, Span | None]], span: Span) -> Reading:
        conditions = [self._condition(place) if place is not None else None for _, place in rows]
        if not any(conditions):
            raise _NotCompound
        named = [node.text for one in conditions if one is not None for node in walk(one) if isinstance(node, Name)]
        self.known = tuple(dict.fromkeys(named))
        branches: list[Branch] = []
        otherwise: Node | None = None
        for (value_place, place), condition in zip(rows, conditions, strict=True):
            value = self._value(value_place)
            if condition is None:
                if otherwise is not None:
                    raise _NotCompound
                otherwise = value
            else:
                branches.append(Branch(condition, value, (value_place[0], place[1] if place else value_place[1])))
        draft = self.draft
        draft.diagnostics += [one for one in self.diagnostics if one.code != NEARLY_SURE.code]
        tree = Conditional(tuple(branches), otherwise, span)
        return Reading(tree, "aritmetika", draft, certainty=self.certainty * _CERTAIN_BRANCHES)

    def _pieces(self, place: Span) -> Pieces:
        from kinerja_formula.reading.rules_reader import prepare

        low, high = place
        lexemes, _, _ = prepare(self.draft.text[low:high] or " ", (), None, self.draft.limits)
        return Pieces(lexemes, self.draft.text[low:high], lexicon())

    def _condition(self, place: Span) -> Node | None:
        """Return the condition of a row, None for the row of the rest."""
        try:
            pieces = self._pieces(place)
        except FormulaError:
            return None  # nothing behind the &
        if "{selainnya}" in pieces.index:
            return None
        start = 0
        while start < pieces.count and not pieces.roles[start].isdisjoint(("jika", "untuk-syarat")):
            start += 1

        def read_part(low: int, high: int) -> Node:
            first, last = pieces.lex[low].start + place[0], pieces.lex[high - 1].end + place[0]
            return moved(self._read((first, last)), -place[0])

        try:
            return moved(read_condition(pieces, start, pieces.count, read_part), place[0])
        except Unreadable:
            raise _NotCompound from None

    def _value(self, place: Span) -> Node:
        low, high = place
        while low < high and (self.draft.text[high - 1].isspace() or self.draft.text[high - 1] in ",;"):
            high -= 1
        try:
            pieces = self._pieces((low, high))
        except FormulaError:
            raise _NotCompound from None
        number = read_number(pieces, 0, pieces.count)
        if number is not None:
            return moved(number, low)
        if pieces.count == 1 and pieces.lex[0].text in self.known:
            return moved(Name(pieces.lex[0].text, pieces.lex[0].span), low)
        return self._read((low, high))

    def _read(self, place: Span) -> Node:
        low, high = place
        try:
            read = self.read_text(self.draft.text[low:high], self.known)
        except FormulaError:
            raise _NotCompound from None
        if isinstance(read.tree, Statement):
            raise _NotCompound
        self.certainty = min(self.certainty, read.certainty)
        self.diagnostics += [_moved(one, low) for one in read.diagnostics]
        return moved(read.tree, low)


class _Cut:
    """Where the statements of a cell begin and end."""

    def __init__(self, pieces: Pieces, text: str) -> None:
        self.pieces = pieces
        self.text = text
        self.count = pieces.count
        self.left_over: list[_Part] = []
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

    def _heads(self) -> Iterable[tuple[int, int]]:
        """Yield where a label begins, and where its = stands."""
        lex, pieces = self.pieces.lex, self.pieces
        for at in range(1, self.count):
            if lex[at].kind != lx.EQUALS or pieces.group[at] != -1 or at in pieces.breaks:
                continue  # "= 84 - 30" on a line of its own is a step of the line before
            last = at - 1
            opening = pieces.opening_of(last) if lex[last].kind in CLOSING else None
            if opening is not None and 0 < opening and last - opening < _LONGEST_LABEL:  # "Alignment (%) ="
                last = opening - 1
            if lex[last].kind in (lx.WORD, lx.QUOTED) or (lex[last].kind == lx.NUM and last and last not in pieces.breaks):
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

    def statements(self) -> list[_Statement]:
        """Return the statements in the order of the text. Raises _NotCompound."""
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
            raise _NotCompound
        return found

    def _called(self, at: int) -> list[_Statement]:
        """``IF(C, E, F)`` as a spreadsheet writes it; F may be one again."""
        lex, pieces = self.pieces.lex, self.pieces
        found: list[_Statement] = []
        label = _Part(0, at - 1) if at > 1 and lex[at - 1].kind == lx.EQUALS and at - 1 in self.heads.values() else None
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
            found.append(_Statement(label, _Part(cuts[0] + 1, cuts[1]), _Part(at + 2, cuts[0])))
            at, end = cuts[1] + 1, stop
            if at not in self.if_set:
                found.append(_Statement(label, _Part(at, end), None, rest=True))
                return found
        return []

    # jika C maka E

    def _leading(self) -> list[_Statement]:
        found: list[_Statement] = []
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
                self.left_over.append(_Part(at, stop))
                at = stop
        return found

    def _branch(self, at: int, found: list[_Statement]) -> int:
        following = bisect_right(self.ifs, at)
        stop = self.ifs[following] if following < len(self.ifs) else self.count
        place = bisect_right(self.thens, at)
        then = self.thens[place] if place < len(self.thens) and self.thens[place] < stop else None
        if then is None:
            then = self._comma_then_label(at, stop)
        if then is None:
            raise _NotCompound(self._without_value(at, stop))
        end = self._next_start(then + 1, labelled=True)
        found.append(self._valued(then + 1, end, _Part(at + 1, then)))
        return end

    def _without_value(self, at: int, stop: int) -> Diagnostic | None:
        """``Jika Rasio ≥ 3`` and nothing behind it: a condition, if anything is compared there."""
        lex = self.pieces.lex
        if not any(piece.kind == lx.COMPARE for piece in lex[at:stop]):
            return None
        span = (lex[at].start, lex[stop - 1].end)
        told = " ".join(self.text[slice(*span)].split())
        return Diagnostic(CONDITION_UNREADABLE, span, (), condition=told, reason="tanpa-maka")

    def _definition(self, at: int, stop: int) -> list[_Statement]:
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
        return [_Statement(_Part(at, self.heads[at]), _Part(self.heads[at] + 1, end))]

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

    def _valued(self, start: int, end: int, condition: _Part | None, *, rest: bool = False) -> _Statement:
        lex = self.pieces.lex
        while start < end and lex[start].kind in (lx.COMMA, lx.COLON):
            start += 1
        while start < end and lex[end - 1].kind in (lx.COMMA, lx.DOT, lx.SEMICOLON):
            end -= 1
        label = None
        if start in self.heads and self.heads[start] < end:
            label, start = _Part(start, self.heads[start]), self.heads[start] + 1
        elif start + 1 < end and self._is("nilai-cabang", start) and self._number(start + 1, end):
            label, start = _Part(start, start + 1), start + 1
        if start >= end:
            raise _NotCompound
        return _Statement(label, _Part(start, end), condition, rest)

    def _number(self, start: int, end: int) -> bool:
        return read_number(self.pieces, start, end) is not None

    # E, jika C

    def _trailing(self) -> list[_Statement]:
        found: list[_Statement] = []
        lex, pieces = self.pieces.lex, self.pieces
        cuts = {0, self.count, *pieces.breaks, *[at for at in self.heads if not self._in_condition(at) and at - 1 not in self.within_rests]}
        cuts |= {at + 1 for at in range(self.count) if lex[at].kind == lx.SEMICOLON and pieces.group[at] == -1}
        cuts |= {at - 2 for at in self.ifs if at > 1 and lex[at - 1].kind == lx.COLON and lex[at - 2].kind == lx.NUM}
        cuts |= {at - 1 for at in self.ifs if at and lex[at - 1].kind == lx.NUM and self._follows_condition(at - 1)}
        for at, length in self.rests.items():
            lone = at + length >= self.count or at + length in pieces.breaks or lex[at + length].kind in (lx.DOT, lx.CLOSE)
            cuts |= set() if lone else {at}
        edges = sorted(one for one in cuts if 0 <= one <= self.count)
        for low, high in zip(edges, edges[1:], strict=False):
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

    def _chunk(self, low: int, high: int, found: list[_Statement]) -> None:
        lex, pieces = self.pieces.lex, self.pieces
        while low < high and lex[low].kind in (lx.COMMA, lx.DOT, lx.SEMICOLON):
            low += 1
        while low < high and lex[high - 1].kind in (lx.COMMA, lx.DOT, lx.SEMICOLON):
            high -= 1
        if low >= high:
            return
        here = [at for at in self.ifs if low <= at < high]
        if len(here) > 1:
            raise _NotCompound
        if here:
            cut = here[0]
            stop = cut
            while stop > low and lex[stop - 1].kind in (lx.COMMA, lx.COLON, lx.EQUALS):
                stop -= 1
            if stop > low and lex[stop - 1].kind in OPENING and pieces.close.get(stop - 1) == high - 1:
                stop, high = stop - 1, high - 1
            if stop <= low:
                raise _NotCompound(self._without_value(cut, high))
            found.append(self._valued(low, stop, _Part(cut + 1, high)))
            return
        rest = next((at for at in self.rests if low <= at < high), None)
        if rest is not None:
            behind = rest + self.rests[rest]
            start, end = (behind, high) if rest == low else (low, rest)
            if rest != low and lex[end - 1].kind in OPENING:
                end -= 1
            if start >= end:
                raise _NotCompound
            found.append(self._valued(start, end, None, rest=True))
            return
        if low in self.heads and self.heads[low] < high:
            found += self._definition(low, high)
        else:
            self.left_over.append(_Part(low, high))

    # Tables of scores, and definitions alone

    def _rows(self) -> list[_Statement]:
        """``Index kepuasan > 3 skor "3"``, a line each: condition and score without a word of condition."""
        lex, pieces = self.pieces.lex, self.pieces
        edges = sorted({0, self.count, *pieces.breaks})
        found: list[_Statement] = []
        for low, high in zip(edges, edges[1:], strict=False):
            score = next(
                (at for at in range(low + 2, high - 1) if self._is("nilai-cabang", at) and self._number(at + 1, high)), None
            )
            if score is None or lex[low].kind != lx.WORD:
                return []
            found.append(_Statement(_Part(score, score + 1), _Part(score + 1, high), _Part(low, score)))
        return found if len(found) > 1 else []

    def _definitions(self, start: int, end: int) -> list[_Statement]:
        heads = sorted(at for at in self.heads if start <= at < end)
        if len(heads) < 2:
            return []
        if heads[0] > start:
            self.left_over.append(_Part(start, heads[0]))
        edges = zip(heads, [*heads[1:], end], strict=True)
        return [one for low, high in edges if self.heads[low] + 1 < high for one in self._definition(low, high)]


_LONGEST_LABEL: Final = 6
_FEW_WORDS: Final = 3
"""A heading before the first statement."""


class _Said(NamedTuple):
    """A statement that was read."""

    label: Name | None
    value: Node
    condition: Node | None
    rest: bool
    span: Span
    certainty: float = 1.0


class _Meaning:
    """What the statements say together."""

    def __init__(
        self,
        pieces: Pieces,
        draft: Draft,
        read_text: ReadText,
        statements: list[_Statement],
        left_over: list[_Part],
    ) -> None:
        self.pieces = pieces
        self.draft = draft
        self.read_text = read_text
        self.statements = statements
        self.certainty = _LEFT_OVER if any(one.end - one.start > _FEW_WORDS for one in left_over) else 1.0
        self.side_by_side = False
        self.known: tuple[str, ...] = ()
        self.doubtful: set[str] = set()
        """Labels of values that were read with a doubt."""
        self.diagnostics: list[Diagnostic] = []
        self.roles: list[Role] = []
        self.percent = draft.percent_wanted

    def reading(self) -> Reading:
        said = self._said()
        branches = [one for one in said if one.condition is not None]
        tree = self._tree(said)
        if not branches and not isinstance(tree, Definitions):
            raise _NotCompound  # one formula with its legend: the readers of single formulas know more of those
        draft = self.draft
        draft.diagnostics += [one for one in self.diagnostics if one.code != NEARLY_SURE.code]
        certainty = self.certainty * (_CERTAIN_BRANCHES if branches else _CERTAIN_DEFINITIONS)
        draft.percent_wanted = self.percent
        roles = tuple(sorted(self.roles, key=lambda one: one.start))
        reading = Reading(tree, "aritmetika", draft, certainty=certainty, roles=self._covered(roles))
        return reading

    # Reading the parts

    def _said(self) -> list[_Said]:
        """Read labels and conditions first: what they name is certain in the values."""
        labels = [self._label(one.label) for one in self.statements]
        self.known = tuple(dict.fromkeys([label.text for label in labels if label is not None]))
        conditions = self._conditions()
        named = [node.text for condition in conditions if condition for node in walk(condition) if isinstance(node, Name)]
        self.known = tuple(dict.fromkeys([*self.known, *named]))
        found: list[_Said] = []
        for one, label, condition in zip(self.statements, labels, conditions, strict=True):
            before, self.certainty = self.certainty, 1.0
            value = self._value(one.value)
            own, self.certainty = self.certainty, min(before, self.certainty)
            parts = [one.value, *([one.condition] if one.condition is not None else [])]
            span = self._span(min(part.start for part in parts), max(part.end for part in parts))
            found.append(_Said(label, value, condition, one.rest, span, own))
        return found

    def _conditions(self) -> list[Node | None]:
        found: list[Node | None] = []
        subject = self._measured()
        for one in self.statements:
            if one.condition is None:
                found.append(None)
                continue
            start, end = one.condition
            try:
                condition = read_condition(self.pieces, start, end, self._node, subject)
            except Unreadable:
                raise _NotCompound(self._unreadable(one)) from None
            subject = next((side for side in _sides(condition) if not isinstance(side, Number)), subject)
            found.append(condition)
        return found

    def _unreadable(self, statement: _Statement) -> Diagnostic | None:
        """``Jika opininya WTP, maka skor 4``: a condition over words, whose value is a figure."""
        part = statement.condition
        assert part is not None
        value = statement.value
        if statement.label is None and read_number(self.pieces, value.start, value.end) is None:
            return None
        span = self._span(part.start, part.end)
        told = " ".join(self.draft.text[slice(*span)].split())
        return Diagnostic(CONDITION_UNREADABLE, span, (), condition=told)

    def _measured(self) -> Node | None:
        """What a condition without a subject speaks of: the indicator."""
        indikator = self.draft.indikator
        return Name(" ".join(indikator.split()), (0, 0)) if indikator and indikator.strip() else None

    def _span(self, start: int, end: int) -> Span:
        lex = self.pieces.lex
        return (lex[start].start, lex[end - 1].end)

    def _label(self, part: _Part | None) -> Name | None:
        if part is None:
            return None
        span = self._span(part.start, part.end)
        self.roles.append(Role(*span, "label", "definisi"))
        end = part.end
        opening = self.pieces.opening_of(end - 1)
        if opening is not None and opening > part.start:  # "Alignment (%)"
            end = opening
        return Name(self.pieces.name(part.start, end), self._span(part.start, end))

    def _value(self, part: _Part) -> Node:
        part = self._without_steps(part)
        number = read_number(self.pieces, part.start, part.end)
        if number is not None:
            self.roles.append(Role(*number.span, "angka", "angka"))
            return number
        return self._node(part.start, part.end)

    def _without_steps(self, part: _Part) -> _Part:
        """``150 - 30 = 120``: what stands behind an equals sign, and has no name, is worked out."""
        lex, pieces = self.pieces.lex, self.pieces
        for at in range(part.start + 1, part.end):
            if lex[at].kind == lx.EQUALS and pieces.group[at] == pieces.group[part.start]:
                if not any(piece.kind in (lx.WORD, lx.QUOTED) for piece in lex[at + 1 : part.end]):
                    return _Part(part.start, at)
        return part

    def _node(self, start: int, end: int) -> Node:
        """Read a part as a cell of its own."""
        if all(piece.kind not in (lx.WORD, lx.QUOTED) for piece in self.pieces.lex[start:end]):
            return self._of_numbers(start, end)
        if end - start == 1 and self.pieces.lex[start].text in self.known:
            span = self.pieces.lex[start].span
            self.roles.append(Role(*span, "operan", "nama"))
            return Name(self.pieces.lex[start].text, span)
        low, high = self._with_markup(start, end)
        try:
            read = self.read_text(self.draft.text[low:high], self.known)
        except FormulaError:
            raise _NotCompound from None
        tree = moved(read.tree, low)
        if isinstance(tree, Statement):
            if not tree.operand:
                raise _NotCompound
            tree = Name(tree.text, tree.span)
        self.certainty = min(self.certainty, read.certainty)
        self.diagnostics += [_moved(one, low) for one in read.diagnostics]
        self.roles += [Role(one.start + low, one.end + low, one.role, one.form) for one in read.roles]
        self.percent = self.percent or read.percent_wanted
        for name, value in read.constants.items():
            self.draft.constants.setdefault(name, value)
        return tree

    def _with_markup(self, start: int, end: int) -> Span:
        """Return the place of a part with the markup round it, which belongs to no piece."""
        lex, text = self.pieces.lex, self.draft.text
        low = lex[start - 1].end if start else 0
        high = lex[end].start if end < len(lex) else len(text)
        low, high = min(low, lex[start].start), max(high, lex[end - 1].end)
        while low < high and (text[low].isspace() or (text[low] in "})" and not text.count("{", low, high))):
            low += 1
        while low < high and text[high - 1].isspace():
            high -= 1
        return low, high

    def _of_numbers(self, start: int, end: int) -> Node:
        """``y = 150 - 30``: a calculation without a name."""
        from kinerja_formula.reading.grammar import build_tree

        tokens: list[Lexeme] = []
        for piece in self.pieces.lex[start:end]:
            if piece.kind == lx.NUM:
                digits = Lexeme(lx.NUM, piece.text.rstrip("%"), piece.start, piece.end, piece.gap)
                tokens.append(Figure(digits, piece.text.endswith("%"), None, piece.end))
            elif piece.kind in _OPERATORS:
                tokens.append(Lexeme(_OPERATORS[piece.kind], piece.text, piece.start, piece.end, piece.gap))
            else:
                raise _NotCompound
        try:
            return build_tree(tokens, self.draft)
        except FormulaError:
            raise _NotCompound from None

    # Putting them together

    def _tree(self, said: list[_Said]) -> Node:
        defined: dict[str, list[_Said]] = {}
        names: dict[str, Name] = {}
        unnamed: list[_Said] = []
        legends: dict[str, str] = {}
        last: list[_Said] | None = None
        labels = {_label_key(one.label) for one in said if one.label is not None}
        for one in said:
            if one.condition is None and not one.rest:
                assert one.label is not None
                if isinstance(one.value, Name) and _label_key(one.value) not in labels:
                    legends.setdefault(one.label.text, one.value.text)
                    continue
            if one.label is None:
                group = last if last is not None and (one.rest or last is unnamed) else unnamed
            else:
                group = defined.setdefault(_label_key(one.label), [])
                names.setdefault(_label_key(one.label), one.label)
            group.append(one)
            last = group if one.condition is not None or one.rest else last
        if unnamed and not any(one.condition is not None for one in unnamed):
            raise _NotCompound
        parts = {key: self._joined(group) for key, group in defined.items()}
        self.doubtful = {key for key, group in defined.items() if min(one.certainty for one in group) < _SURE_ENOUGH}
        return self._with_legends(self._system(parts, names, unnamed), legends)

    def _joined(self, group: list[_Said]) -> Node:
        """Return what a label stands for: its one value, or its branches."""
        if all(one.condition is None and not one.rest for one in group):
            if len(group) > 1 and any(one.value != group[0].value for one in group[1:]):
                raise _NotCompound  # "A = … = …" in steps, or one letter for two things
            return group[0].value
        plain = [one for one in group if one.condition is None and not one.rest]
        branches = [one for one in group if one.condition is not None]
        rest = [one for one in group if one.rest]
        if not branches and len(rest) == 1 and not plain:
            return rest[0].value  # "else x = A - 30; …; Hasil = x + 65": a step on the way to the rest
        if branches and len(plain) == 1 and not rest and plain[0].span[0] > branches[-1].span[0]:
            plain, rest = [], plain
        if plain or len(rest) > 1 or not branches:
            raise _NotCompound
        return self._conditional(branches, rest[0].value if rest else None)

    def _conditional(self, branches: list[_Said], otherwise: Node | None) -> Node:
        for one in branches:
            known = {name.key for name in names_of(one.condition)} if one.condition is not None else set()
            if isinstance(one.value, Name) and one.label is None and one.value.key not in known:
                raise _NotCompound  # "maka Tidak Memenuhi": a word is no figure
        if len(branches) == 1 and otherwise is None and _is_guard(branches[0]):
            raise _NotCompound  # "… (jika penyebut > 0)" says when the formula can be used
        made = tuple([Branch(one.condition, one.value, one.span) for one in branches if one.condition is not None])
        return Conditional(made, otherwise, (made[0].span[0], max(one.span[1] for one in branches)))

    def _system(self, parts: dict[str, Node], names: dict[str, Name], unnamed: list[_Said]) -> Node:
        if unnamed:
            branches = [one for one in unnamed if one.condition is not None]
            rest = [one for one in unnamed if one.rest]
            parts[""] = self._conditional(branches, rest[0].value if rest else None)
        used = {key: {label_key for label_key in map(_label_key, names_of(node))} for key, node in parts.items()}
        if any(key in used[key] for key in parts):
            # "jika NI ≥ a maka NI = a": an operand and a result, and behind it the old figure is gone
            raise _NotCompound
        calculated = [key for key, node in parts.items() if not isinstance(node, Number)]
        results = [key for key in calculated if not any(key in used[other] for other in calculated if other != key)]
        if not results:
            raise _NotCompound
        branching = [key for key in results if isinstance(parts[key], Conditional)]
        result = self._result(branching if len(branching) == 1 else results, names)
        needed = _needed(result, used)
        items = [
            Definition(names[key], node, (names[key].span[0], node.span[1]))
            for key, node in parts.items()
            if key in names and (key in needed or key in calculated)
        ]
        if result == "":
            definitions = [one for one in items if _label_key(one.name) in needed]
            whole = parts[""]
            return Definitions(tuple(definitions), whole, whole.span) if definitions else whole
        if isinstance(parts[result], Conditional) and len(needed) == 1:
            return parts[result]
        if len(needed) == 1 and len(calculated) == 1:
            raise _NotCompound  # one formula, and nothing of the cell is used in it
        self.side_by_side = not any(isinstance(node, Conditional) for node in parts.values()) and (
            len(needed) == 1 or len(results) > 1
        )
        if self.side_by_side:
            items = [one for one in items if _label_key(one.name) not in self.doubtful or _label_key(one.name) in needed]
            if len(items) < 2:
                raise _NotCompound
        items.sort(key=lambda one: _label_key(one.name) == result)  # what is asked for comes last
        return Definitions(tuple(items), names[result], (items[0].span[0], max(one.span[1] for one in items)))

    def _result(self, results: list[str], names: dict[str, Name]) -> str:
        """Return what is asked for: what the indicator names, else the last."""
        if len(results) == 1:
            return results[0]
        wanted = normalise(self.draft.indikator) if self.draft.indikator else ""
        keys = {key: normalise(key) for key in results if key}
        named = [
            key for key, one in keys.items() if one == wanted or f"({one})" in wanted or wanted.endswith(f" {one}")
        ]
        taken = named[0] if len(named) == 1 else results[-1]
        if not named:
            told = ", ".join([names[key].text for key in results if key in names])
            name = names[taken].text if taken in names else ""
            span = names[taken].span if taken in names else (0, 1)
            self.diagnostics.append(Diagnostic(RESULT_CHOSEN, span, (), names=told, taken=name))
            self.certainty = min(self.certainty, 0.5)
        return taken

    def _with_legends(self, tree: Node, legends: dict[str, str]) -> Node:
        if not legends:
            return tree

        def named(name: Name) -> Name:
            meaning = legends.get(name.text)
            return Name(name.text, name.span, name.total, (meaning, *name.aliases)) if meaning else name

        return replace_names(tree, named)

    def _covered(self, roles: tuple[Role, ...]) -> tuple[Role, ...]:
        """Give the words between the parts their role: each piece of the text has one."""
        out: list[Role] = []
        told = iter(roles)
        following = next(told, None)
        for piece in self.pieces.lex:
            while following is not None and following.start <= piece.start:
                if not out or following.start >= out[-1].end:
                    out.append(following)
                following = next(told, None)
            if piece.end > piece.start and (not out or piece.start >= out[-1].end):
                role = "tanda-baca" if piece.kind in _PUNCTUATION else "kurung" if piece.kind in _BRACKETS else "bingkai"
                out.append(Role(piece.start, piece.end, role, "cabang"))
        return tuple(out)


_OPERATORS: Final = {
    **{lx.PLUS: lx.ADD, lx.DASH: lx.SUB, lx.TIMES: lx.MUL, lx.STAR: lx.MUL, lx.SLASH: lx.DIV, lx.OVER: lx.DIV},
    **{lx.CARET: lx.POW, lx.OPEN: lx.LP, lx.CLOSE: lx.RP},
    **{kind: kind for kind in (lx.ADD, lx.SUB, lx.MUL, lx.DIV, lx.POW, lx.LP, lx.RP)},
}
_PUNCTUATION: Final = frozenset({lx.COMMA, lx.SEMICOLON, lx.DOT, lx.COLON, lx.EQUALS})
_BRACKETS: Final = frozenset({lx.OPEN, lx.CLOSE, lx.LP, lx.RP})


def _label_key(name: Name) -> str:
    """Return what tells two labels apart: A and a may be two things in one cell."""
    return name.text if len(name.text) < _SHORTEST_NAME else name.key


_SHORTEST_NAME: Final = 3


def _is_guard(branch: _Said) -> bool:
    """Tell whether a condition speaks of nothing that its value is calculated from."""
    assert branch.condition is not None
    named = {name.key for name in names_of(branch.value)}
    return bool(named) and named.isdisjoint(name.key for name in names_of(branch.condition))


def _needed(result: str, used: dict[str, set[str]]) -> set[str]:
    """Return what a result needs of the other definitions, itself included."""
    found: set[str] = set()
    waiting = [result]
    while waiting:
        key = waiting.pop()
        if key in found or key not in used:
            continue
        found.add(key)
        waiting.extend(used[key])
    return found


def _sides(condition: Node) -> list[Node]:
    return [
        side
        for node in walk(condition)
        if isinstance(node, Comparison)
        for side in (node.first, *[part.node for part in node.rest])
    ]


def _moved(found: Diagnostic, by: int) -> Diagnostic:
    def further(span: Span) -> Span:
        return (span[0] + by, span[1] + by)

    return Diagnostic(found.rule, further(found.span), tuple(map(further, found.related)), **found.values)
