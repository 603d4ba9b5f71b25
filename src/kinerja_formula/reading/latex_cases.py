"""``\\begin{cases} E, & C \\\\ … \\end{cases}`` → a condition of branches.

The rows are cut before the markup goes: afterwards nothing tells where a value ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, FormulaError, LimitError
from kinerja_formula.diagnostics.catalogue import NEARLY_SURE, TOO_MANY_PARTS
from kinerja_formula.nodes import Branch, Conditional, Name, Node, Product, Statement, moved, names_of, rebuilt, walk
from kinerja_formula.reading.conditions import Unreadable, read_condition, read_number
from kinerja_formula.reading.decision import READING_DOUBTS
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.latex import ROW, environment_of_cases
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.outcome import Reading, moved_diagnostic
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.roles import roles_of_rules
from kinerja_formula.reading.rules_reader import prepare
from kinerja_formula.reading.segments import MOST_STATEMENTS, NotCompound
from kinerja_formula.source import Span

__all__ = ["read_cases"]

ReadText = Callable[[str, tuple[str, ...]], Reading]
"""Reads a text, with names that are certain."""

_CERTAIN: Final = 0.96
_UNREAD: Final = 0.5
_STAND_IN: Final = "cabang"


def read_cases(draft: Draft, read_text: ReadText, read_around: ReadText) -> Reading | None:
    """Return the reading of ``[X =] \\begin{cases} E, & C \\\\ … \\end{cases}``; None for any other text.

    ``read_text`` reads a value of a row, ``read_around`` the other formulas of the text.
    """
    text = draft.text
    place_of = environment_of_cases(text)
    if place_of is None:
        return None
    start, body, end, behind = place_of
    rows: list[tuple[Span, Span | None]] = []
    place = body
    for row in text[body:end].split(ROW)[: MOST_STATEMENTS + 1]:
        cut = row.find("&")
        if row.strip():
            value = (place, place + (cut if cut >= 0 else len(row)))
            rows.append((value, (place + cut + 1, place + len(row)) if cut >= 0 else None))
        place += len(row) + len(ROW)
    if len(rows) > MOST_STATEMENTS:
        raise LimitError(Diagnostic(TOO_MANY_PARTS, (start, behind), limit=MOST_STATEMENTS), text)
    try:
        found = _Cases(draft, read_text).reading(rows, (start, behind))
    except NotCompound:
        return None
    return found if text.count("=", 0, start) < 2 else _amid_others(found, text, read_around)


def _amid_others(found: Reading, text: str, read_around: ReadText) -> Reading:
    """Put a condition back among the formulas before it: they are read with its names, multiplied, in its place."""
    (start, end), name = found.tree.span, _STAND_IN
    while name in text:
        name += "a"
    used = tuple(dict.fromkeys([name, *[one.text for one in names_of(found.tree)]]))
    stand_in = f"({' × '.join(used)})"
    if len(stand_in) > end - start:
        return _doubtful(found)
    try:
        whole = read_around(text[:start] + stand_in.ljust(end - start) + text[end:], used)
    except FormulaError:
        return _doubtful(found)
    whole.tree, places = _with_condition(whole.tree, name, found.tree)
    if places != 1:
        return _doubtful(found)
    # A doubt about the whole would quote the stand-in: the certainty tells it again
    said = [one for one in whole.diagnostics if one.code not in READING_DOUBTS]
    whole.diagnostics = (*said, *[one for one in found.diagnostics if one not in said])
    whole.certainty = min(found.certainty, whole.certainty)
    whole.roles = tuple(sorted({*[one for one in whole.roles if one.end <= start or one.start >= end], *found.roles}))
    whole.alternatives = ()
    return whole


def _doubtful(found: Reading) -> Reading:
    """What stands before a condition is not understood, and may say what its names are."""
    found.certainty = min(found.certainty, _UNREAD)
    return found


def _with_condition(tree: Node, name: str, condition: Node) -> tuple[Node, int]:
    """Return the tree with the condition for its stand-in, and how many of these there were."""
    places = 0

    def put_back(node: Node) -> Node:
        nonlocal places
        first = node.parts[0].node if isinstance(node, Product) else node
        if isinstance(first, Name) and first.text == name:
            places += 1
            return condition
        return rebuilt(node, put_back)

    return put_back(tree), places


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
            raise NotCompound
        named = [node.text for one in conditions if one is not None for node in walk(one) if isinstance(node, Name)]
        self.known = tuple(dict.fromkeys(named))
        branches: list[Branch] = []
        otherwise: Node | None = None
        for (value_place, place), condition in zip(rows, conditions, strict=True):
            value = self._value(value_place)
            if condition is None:
                if otherwise is not None:
                    raise NotCompound
                otherwise = value
            else:
                branches.append(Branch(condition, value, (value_place[0], place[1] if place else value_place[1])))
        draft = self.draft
        draft.diagnostics += [one for one in self.diagnostics if one.code != NEARLY_SURE.code]
        tree = Conditional(tuple(branches), otherwise, span)
        certainty = self.certainty * _CERTAIN
        roles = roles_of_rules(self._pieces((0, len(draft.text))), tree)
        roles = tuple([one for one in roles if one.end > one.start])
        return Reading(tree, "aritmetika", draft, certainty=certainty, roles=roles)

    def _pieces(self, place: Span) -> Pieces:
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
            raise NotCompound from None

    def _value(self, place: Span) -> Node:
        low, high = place
        while low < high and (self.draft.text[high - 1].isspace() or self.draft.text[high - 1] in ",;"):
            high -= 1
        try:
            pieces = self._pieces((low, high))
        except FormulaError:
            raise NotCompound from None
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
            raise NotCompound from None
        if isinstance(read.tree, Statement):
            raise NotCompound
        self.certainty = min(self.certainty, read.certainty)
        self.diagnostics += [moved_diagnostic(one, low) for one in read.diagnostics]
        return moved(read.tree, low)
