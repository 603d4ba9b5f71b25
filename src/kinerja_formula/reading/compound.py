"""Cells of several statements: branches of a condition, several formulas, their constants and legends.

A cell is cut into statements before anything is weighed (:mod:`segments`). Each side of a statement is read by itself,
as a cell of its own, and the statements are put together (:mod:`systems`). A cell that can't be cut so is left to the
readers of single formulas.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, FormulaError, LimitError
from kinerja_formula.diagnostics.catalogue import AMBIGUOUS_READING, CONDITION_UNREADABLE, NEARLY_SURE, TOO_MANY_PARTS
from kinerja_formula.nodes import (
    Comparison,
    Definitions,
    Name,
    Node,
    Number,
    Product,
    Statement,
    moved,
    names_of,
    walk,
)
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.certainty import certainty_curves
from kinerja_formula.reading.conditions import Unreadable, read_condition, read_number
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.lexicon import lexicon
from kinerja_formula.reading.outcome import Reading, Role, moved_diagnostic
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.segments import MOST_STATEMENTS, CellStatement, Cut, NotCompound, Stretch
from kinerja_formula.reading.systems import Said, System, sides_of
from kinerja_formula.reading.tokens import Figure
from kinerja_formula.source import Span

__all__ = ["Compound", "read_compound"]

ReadText = Callable[[str, tuple[str, ...]], Reading]
"""Reads a piece of the text as a cell of its own, with the names that the rest of the cell makes certain."""

_CERTAIN_BRANCHES: Final = 0.96
_CERTAIN_DEFINITIONS: Final = 0.85
_RESULT_GUESSED: Final = 0.5
_TWO_SCALES: Final = 0.5
_LEFT_OVER: Final = 0.75
"""What words that belong to no statement leave of the certainty."""


class Compound(NamedTuple):
    """What became of a cell: its reading if it is one of several statements, and a doubt if it almost is.

    ``side_by_side``: no statement uses another; which one is meant is for the readers of single formulas to say.
    """

    reading: Reading | None
    doubt: Diagnostic | None = None
    side_by_side: bool = False


def read_compound(lexemes: list[Lexeme], draft: Draft, read_text: ReadText) -> Compound:
    """Return the reading of a cell of several statements.

    Raises LimitError KF005 for more statements than anybody writes.
    """
    text = draft.text
    pieces = Pieces(lexemes, text, lexicon())
    if not pieces.count:
        return Compound(None)
    cut = Cut(pieces, text)
    if max(len(cut.ifs), len(cut.heads)) > MOST_STATEMENTS:
        raise LimitError(Diagnostic(TOO_MANY_PARTS, pieces.lex[0].span, limit=MOST_STATEMENTS), text)
    try:
        statements = cut.statements()
        cell = _Statements(pieces, draft, read_text, statements, cut.left_over)
        reading = cell.reading()
    except NotCompound as found:
        return Compound(None, found.doubt)
    return Compound(reading, None, cell.side_by_side)


_HALF_READ: Final = 0.45
_FEW_WORDS: Final = 3
"""A heading before the first statement."""


def _is_stated(stretch: Stretch, statements: list[CellStatement]) -> bool:
    """Tell whether a stretch that the first look left over became a statement after all, as a line of a legend does."""
    return any((one.label or one.value).start <= stretch.start and stretch.end <= one.value.end for one in statements)


class _Statements:
    """The statements of a cell while they are read."""

    def __init__(
        self,
        pieces: Pieces,
        draft: Draft,
        read_text: ReadText,
        statements: list[CellStatement],
        left_over: list[Stretch],
    ) -> None:
        self.pieces = pieces
        self.draft = draft
        self.read_text = read_text
        self.statements = statements
        lost = any(one.end - one.start > _FEW_WORDS and not _is_stated(one, statements) for one in left_over)
        self.certainty = _LEFT_OVER if lost else 1.0
        self.lost = lost
        self.certain_parts = 1.0
        """How sure the least certain calculation is, whatever is left over."""
        self.side_by_side = self.one_result = False
        self.known: tuple[str, ...] = ()
        self.diagnostics: list[Diagnostic] = []
        self.roles: list[Role] = []
        self.percent = draft.percent_wanted

    def reading(self) -> Reading:
        said = self._said()
        branches = any(one.condition is not None for one in said)
        tree = self._together(said)
        if not branches and not isinstance(tree, Definitions):
            raise NotCompound  # one formula with its legend: the readers of single formulas know more of those
        draft = self.draft
        draft.diagnostics += [one for one in self.diagnostics if one.code != NEARLY_SURE.code]
        certainty = self.certainty * (_CERTAIN_BRANCHES if branches else _CERTAIN_DEFINITIONS)
        settled = (not self.lost and _are_apart(tree)) or _tells_constants(tree)
        if self.one_result and settled and self.certain_parts >= certainty_curves().sure:
            # The words left over explain its symbols, and how sure a legend is says nothing of the calculation.
            certainty = max(certainty, certainty_curves().threshold)
            draft.diagnostics = [one for one in draft.diagnostics if one.code != AMBIGUOUS_READING.code]
        if branches and _mixes_scales(tree):
            certainty = min(certainty, _TWO_SCALES)
        if branches and _leaves_a_statement(said, tree):
            certainty = min(certainty, _HALF_READ)
        draft.percent_wanted = self.percent
        roles = tuple(sorted(self.roles, key=lambda one: one.start))
        return Reading(tree, "aritmetika", draft, certainty=certainty, roles=self._covered(roles))

    def _said(self) -> list[Said]:
        """Read labels and conditions first: what they name is certain in the values."""
        labels = [self._label(one.label) for one in self.statements]
        self.known = tuple(dict.fromkeys([label.text for label in labels if label is not None]))
        conditions = self._conditions()
        named = [
            node.text for condition in conditions if condition for node in walk(condition) if isinstance(node, Name)
        ]
        self.known = tuple(dict.fromkeys([*self.known, *named]))
        found: list[Said] = []
        for one, label, condition in zip(self.statements, labels, conditions, strict=True):
            before, self.certainty = self.certainty, 1.0
            value = self._value(one.value)
            own, self.certainty = self.certainty, min(before, self.certainty)
            if not isinstance(value, Name):  # a legend
                self.certain_parts = min(self.certain_parts, own)
            parts = [one.value, *([one.condition] if one.condition is not None else [])]
            starts = [part.start for part in (*parts, *([one.label] if one.label is not None else []))]
            if one.word is not None:
                starts.append(one.word)
            span = self._span(min(starts), max(part.end for part in parts))
            found.append(Said(label, value, condition, one.rest, span, own))
        return found

    def _conditions(self) -> list[Node | None]:
        found: list[Node | None] = []
        subject = self._measured()
        for one in self.statements:
            if one.condition is None:
                if one.label is not None and not one.rest:  # "HPP = …" above "≤ 35% → 100"
                    subject = Name(self.pieces.name(*one.label), self._span(*one.label))
                found.append(None)
                continue
            start, end = one.condition
            try:
                condition = read_condition(self.pieces, start, end, self._node, subject)
            except Unreadable:
                raise NotCompound(self._unreadable(one)) from None
            subject = next((side for side in sides_of(condition) if not isinstance(side, Number)), subject)
            self._account(condition)
            found.append(condition)
        return found

    def _account(self, condition: Node) -> None:
        """Give the pieces of a condition their roles."""
        told = {(role.start, role.end) for role in self.roles}
        for node in walk(condition):
            if isinstance(node, (Name, Number)) and node.span not in told and node.span[1] > node.span[0]:
                self.roles.append(Role(*node.span, "operan" if isinstance(node, Name) else "angka", "syarat"))
            elif isinstance(node, Comparison):
                self.roles += [Role(*part.sign_span, "tanda", "syarat") for part in node.rest]

    def _unreadable(self, statement: CellStatement) -> Diagnostic | None:
        """``Jika opininya WTP, maka skor 4``: a condition over words, whose value is a figure."""
        part = statement.condition
        assert part is not None
        value = statement.value
        if part.end <= part.start:
            return None  # the text ends behind its "jika"
        if statement.label is None and read_number(self.pieces, value.start, value.end) is None:
            return None
        span = self._span(part.start, part.end)
        told = " ".join(self.draft.text[slice(*span)].split()).rstrip(",;: ")
        return Diagnostic(CONDITION_UNREADABLE, span, (), condition=told)

    def _measured(self) -> Node | None:
        """What a condition without a subject speaks of: the indicator."""
        indikator = self.draft.indikator
        return Name(" ".join(indikator.split()), (0, 0)) if indikator and indikator.strip() else None

    def _span(self, start: int, end: int) -> Span:
        lex = self.pieces.lex
        return (lex[start].start, lex[end - 1].end)

    def _label(self, part: Stretch | None) -> Name | None:
        if part is None:
            return None
        span = self._span(part.start, part.end)
        self.roles.append(Role(*span, "label", "definisi"))
        end = part.end
        opening = self.pieces.opening_of(end - 1)
        if opening is not None and opening > part.start:  # "Alignment (%)"
            end = opening
        return Name(self.pieces.name(part.start, end), self._span(part.start, end))

    def _value(self, part: Stretch) -> Node:
        part = self._without_remark(self._without_steps(self._without_next_item(part)))
        number = read_number(self.pieces, part.start, part.end)
        if number is not None:
            self.roles.append(Role(*number.span, "angka", "angka"))
            return number
        return self._node(part.start, part.end)

    def _without_remark(self, part: Stretch) -> Stretch:
        """``Maksimal 18 SKS``, ``0% (tidak mendapat insentif).``: the number alone is the value."""
        lex, pieces = self.pieces.lex, self.pieces
        start, end = part
        bounded = not pieces.roles[start].isdisjoint(("dibatasi", "dibatasi-bawah"))
        if bounded and start + 1 < end and lex[start + 1].kind == lx.NUM:
            start += 1
        while end - 1 > start and lex[end - 1].kind == lx.DOT:
            end -= 1
        opening = pieces.opening_of(end - 1)
        if opening is not None and opening > start and read_number(pieces, start, opening) is not None:
            end = opening
        return Stretch(start, end)

    def _without_next_item(self, part: Stretch) -> Stretch:
        """Lines that begin with dashes are items: *- Nilai Penimbang = 25* above *- Skala Jawaban: 1 - 4*."""
        lex, breaks = self.pieces.lex, self.pieces.breaks
        marks = [at for at in breaks if at < len(lex) and lex[at].kind == lx.DASH]
        inside = [at for at in sorted(marks) if part.start < at < part.end]
        return Stretch(part.start, inside[0]) if inside and len(marks) > 1 else part

    def _without_steps(self, part: Stretch) -> Stretch:
        """``150 - 30 = 120``: what stands behind an equals sign, and has no name, is worked out."""
        lex, pieces = self.pieces.lex, self.pieces
        for at in range(part.start + 1, part.end):
            if lex[at].kind == lx.EQUALS and pieces.group[at] == pieces.group[part.start]:
                if not any(piece.kind in (lx.WORD, lx.QUOTED) for piece in lex[at + 1 : part.end]):
                    return Stretch(part.start, at)
        return part

    def _node(self, start: int, end: int) -> Node:
        """Read a part as a cell of its own."""
        if all(self._calculates(at) for at in range(start, end)):
            return self._of_numbers(start, end)
        if end - start == 1 and self.pieces.lex[start].text in self.known:
            span = self.pieces.lex[start].span
            self.roles.append(Role(*span, "operan", "nama"))
            return Name(self.pieces.lex[start].text, span)
        low, high = self._with_markup(start, end)
        text = self.draft.text[low:high]
        lost = text.count("(") - text.count(")")
        if lost > 0:
            text += ")" * lost  # a bracket that nobody closed ends with the statement
        try:
            read = self.read_text(text, self.known)
        except FormulaError:
            raise NotCompound from None
        tree = moved(read.tree, low)
        if isinstance(tree, Statement):
            if not tree.operand:
                raise NotCompound
            tree = Name(tree.text, tree.span)
        self.certainty = min(self.certainty, read.certainty)
        self.diagnostics += [moved_diagnostic(one, low) for one in read.diagnostics]
        self.roles += [Role(one.start + low, one.end + low, one.role, one.form) for one in read.roles]
        self.percent = self.percent or read.percent_wanted
        for name, value in read.constants.items():
            self.draft.constants.setdefault(name, value)
        return tree

    def _operator(self, at: int) -> str:
        """Return what calculates at a place; a word as what it means. Raises NotCompound for anything else."""
        kind = self.pieces.lex[at].kind
        if kind in _OPERATORS:
            return _OPERATORS[kind]
        if kind != lx.WORD:
            raise NotCompound
        return next(sign for role, sign in _OPERATOR_WORDS.items() if role in self._meanings(at))

    def _calculates(self, at: int) -> bool:
        """Tell whether a piece may stand in a calculation without names: any but a word that is no operator."""
        kind = self.pieces.lex[at].kind
        return kind != lx.QUOTED and (kind != lx.WORD or len(self._meanings(at)) == 1)

    def _meanings(self, at: int) -> frozenset[str]:
        """Return the operators that a word may be; the letter x is one between figures."""
        sign = {"kali"} if self.pieces.lex[at].low == "x" else set[str]()
        return frozenset(_OPERATOR_WORDS) & (self.pieces.roles[at] | sign)

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
        for at, piece in enumerate(self.pieces.lex[start:end], start):
            if piece.kind == lx.NUM:
                digits = Lexeme(lx.NUM, piece.text.rstrip("%"), piece.start, piece.end, piece.gap)
                tokens.append(Figure(digits, piece.text.endswith("%"), None, piece.end))
            else:
                tokens.append(Lexeme(self._operator(at), piece.text, piece.start, piece.end, piece.gap))
        try:
            return build_tree(tokens, self.draft)
        except FormulaError:
            raise NotCompound from None

    def _together(self, said: list[Said]) -> Node:
        system = System(said, self.draft.indikator)
        self.side_by_side, self.one_result = system.side_by_side, system.one_result
        if system.doubt is not None:
            self.diagnostics.append(system.doubt)
            self.certainty = min(self.certainty, _RESULT_GUESSED)
        return system.tree

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
                role = (
                    "tanda-baca" if piece.kind in _PUNCTUATION else "kurung" if piece.kind in _BRACKETS else "bingkai"
                )
                out.append(Role(piece.start, piece.end, role, "cabang"))
        return tuple(out)


_OPERATORS: Final = {
    lx.PLUS: lx.ADD,
    lx.DASH: lx.SUB,
    lx.TIMES: lx.MUL,
    lx.STAR: lx.MUL,
    lx.SLASH: lx.DIV,
    lx.OVER: lx.DIV,
    lx.CARET: lx.POW,
    lx.OPEN: lx.LP,
    lx.CLOSE: lx.RP,
    **{kind: kind for kind in (lx.ADD, lx.SUB, lx.MUL, lx.DIV, lx.POW, lx.LP, lx.RP)},
}
_OPERATOR_WORDS: Final = {"bagi": lx.DIV, "kali": lx.MUL, "tambah": lx.ADD, "kurang": lx.SUB}
"""What the words of a role do between figures."""
_PUNCTUATION: Final = frozenset({lx.COMMA, lx.SEMICOLON, lx.DOT, lx.COLON, lx.EQUALS})
_BRACKETS: Final = frozenset({lx.OPEN, lx.CLOSE, lx.LP, lx.RP})


def _tells_constants(tree: Node) -> bool:
    """``Nilai = Total × bobot  bobot = 1/9``: one formula, and figures for its names."""
    if not isinstance(tree, Definitions):
        return False
    return sum(any(True for _ in names_of(one.value)) for one in tree.items) == 1


def _are_apart(tree: Node) -> bool:
    """Two names of one value (``S1 = Σ_{b=1..6} s_b``, ``S2 = Σ_{b=7..12} s_b``) have lost what tells them apart."""
    return isinstance(tree, Definitions) and len({one.value for one in tree.items}) == len(tree.items)


def _leaves_a_statement(said: list[Said], tree: Node) -> bool:
    """``Skor = 4 jika A ≥ 3 dan B = 1``, ``Jika A > 3 maka 4; X = A / 2``: what is beside the branches."""
    kept = {id(node) for node in walk(tree)}
    return any(one.condition is None and not one.rest and id(one.value) not in kept for one in said)


def _mixes_scales(tree: Node) -> bool:
    """``jika PBS < 60% maka PBS / 60 × 4``: a share of one is compared, and 60 of a hundred divides it."""
    compared: set[tuple[str, Fraction]] = set()
    for node in walk(tree):
        if isinstance(node, Comparison):
            sides = sides_of(node)
            figures = [one for one in sides if isinstance(one, Number) and one.percent]
            compared |= {(name.key, figure.value) for name in sides if isinstance(name, Name) for figure in figures}
    divided: set[tuple[str, Fraction]] = set()
    for node in walk(tree):
        if isinstance(node, Product):
            below = [part.node for part in node.parts if part.sign == "/"]
            bare = [one.value for one in below if isinstance(one, Number) and not one.percent]
            divided |= {(name.key, value) for name in names_of(node) for value in bare}
    return not compared.isdisjoint(divided)
