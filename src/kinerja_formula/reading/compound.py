"""Cells of several statements: branches of a condition, several formulas, their constants and legends.

A cell is cut into statements before anything is weighed (:mod:`segments`). Each side of a statement is read by itself,
as a cell of its own, and the statements are put together: branches of one label are a condition, what they use of the
others are definitions, and what nothing else uses is the result. A cell that can't be cut so is left to the readers of
single formulas.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
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
    Product,
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
from kinerja_formula.reading.outcome import Reading, Role, moved_diagnostic
from kinerja_formula.reading.pieces import Pieces
from kinerja_formula.reading.segments import MOST_STATEMENTS, CellStatement, Cut, NotCompound, Stretch
from kinerja_formula.reading.tokens import Figure
from kinerja_formula.source import Span

__all__ = ["Compound", "read_compound"]

ReadText = Callable[[str, tuple[str, ...]], Reading]
"""Reads a piece of the text as a cell of its own, with the names that the rest of the cell makes certain."""

_CERTAIN_BRANCHES: Final = 0.96
_CERTAIN_DEFINITIONS: Final = 0.85
_SURE_ENOUGH: Final = 0.75
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
        meaning = _Meaning(pieces, draft, read_text, statements, cut.left_over)
        reading = meaning.reading()
    except NotCompound as found:
        return Compound(None, found.doubt)
    return Compound(reading, None, meaning.side_by_side)


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
        statements: list[CellStatement],
        left_over: list[Stretch],
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
            raise NotCompound  # one formula with its legend: the readers of single formulas know more of those
        draft = self.draft
        draft.diagnostics += [one for one in self.diagnostics if one.code != NEARLY_SURE.code]
        certainty = self.certainty * (_CERTAIN_BRANCHES if branches else _CERTAIN_DEFINITIONS)
        if branches and _mixes_scales(tree):
            certainty = min(certainty, _TWO_SCALES)
        draft.percent_wanted = self.percent
        roles = tuple(sorted(self.roles, key=lambda one: one.start))
        return Reading(tree, "aritmetika", draft, certainty=certainty, roles=self._covered(roles))

    # Reading the parts

    def _said(self) -> list[_Said]:
        """Read labels and conditions first: what they name is certain in the values."""
        labels = [self._label(one.label) for one in self.statements]
        self.known = tuple(dict.fromkeys([label.text for label in labels if label is not None]))
        conditions = self._conditions()
        named = [
            node.text for condition in conditions if condition for node in walk(condition) if isinstance(node, Name)
        ]
        self.known = tuple(dict.fromkeys([*self.known, *named]))
        found: list[_Said] = []
        for one, label, condition in zip(self.statements, labels, conditions, strict=True):
            before, self.certainty = self.certainty, 1.0
            value = self._value(one.value)
            own, self.certainty = self.certainty, min(before, self.certainty)
            parts = [one.value, *([one.condition] if one.condition is not None else [])]
            starts = [part.start for part in (*parts, *([one.label] if one.label is not None else []))]
            if one.word is not None:
                starts.append(one.word)
            span = self._span(min(starts), max(part.end for part in parts))
            found.append(_Said(label, value, condition, one.rest, span, own))
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
            subject = next((side for side in _sides(condition) if not isinstance(side, Number)), subject)
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
        part = self._without_remark(self._without_steps(part))
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
        if all(piece.kind not in (lx.WORD, lx.QUOTED) for piece in self.pieces.lex[start:end]):
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
                raise NotCompound
        try:
            return build_tree(tokens, self.draft)
        except FormulaError:
            raise NotCompound from None

    # Putting them together

    def _tree(self, said: list[_Said]) -> Node:
        defined: dict[str, list[_Said]] = {}
        names: dict[str, Name] = {}
        unnamed: list[_Said] = []
        whole: list[_Said] = []
        """A formula without a label, before the definitions of what it uses."""
        legends: dict[str, str] = {}
        last: list[_Said] | None = None
        labels = {_label_key(one.label) for one in said if one.label is not None}
        for one in said:
            if one.condition is None and not one.rest and one.label is None:
                whole.append(one)
                continue
            if one.condition is None and not one.rest:
                assert one.label is not None
                if isinstance(one.value, Name) and not one.value.total and _label_key(one.value) not in labels:
                    legends.setdefault(one.label.text, one.value.text)
                    continue
            if one.label is None:
                goes_on = last is not None and (one.rest or one.condition is not None or last is unnamed)
                group = last if last is not None and goes_on else unnamed
            else:
                group = defined.setdefault(_label_key(one.label), [])
                names.setdefault(_label_key(one.label), one.label)
            group.append(one)
            last = group if one.condition is not None or one.rest else last
        if unnamed and not any(one.condition is not None for one in unnamed):
            raise NotCompound
        parts = {key: self._joined(group) for key, group in defined.items()}
        self.doubtful = {key for key, group in defined.items() if min(one.certainty for one in group) < _SURE_ENOUGH}
        if whole:
            if len(whole) > 1 or unnamed:
                raise NotCompound
            parts[""] = whole[0].value
        return self._with_legends(self._system(parts, names, unnamed), legends)

    def _joined(self, group: list[_Said]) -> Node:
        """Return what a label stands for: its one value, or its branches."""
        if len(group) == 1 and len(self.statements) > 1 and group[0].condition is not None and _is_guard(group[0]):
            if all(
                isinstance(side, Name) or (isinstance(side, Number) and not side.value)
                for side in _sides(group[0].condition)
            ):
                return group[0].value  # "(jika penyebut > 0)": elsewhere there is no value anyway
        if all(one.condition is None and not one.rest for one in group):
            if len(group) > 1 and any(one.value != group[0].value for one in group[1:]):
                raise NotCompound  # "A = … = …" in steps, or one letter for two things
            return group[0].value
        plain = [one for one in group if one.condition is None and not one.rest]
        branches = [one for one in group if one.condition is not None]
        rest = [one for one in group if one.rest]
        if not branches and len(rest) == 1 and not plain:
            return rest[0].value  # "else x = A - 30; …; Hasil = x + 65": a step on the way to the rest
        if branches and len(plain) == 1 and not rest and plain[0].span[0] > branches[-1].span[0]:
            plain, rest = [], plain
        if plain or len(rest) > 1 or not branches:
            raise NotCompound
        return self._conditional(branches, rest[0].value if rest else None)

    def _conditional(self, branches: list[_Said], otherwise: Node | None) -> Node:
        for one in branches:
            known = {name.key for name in names_of(one.condition)} if one.condition is not None else set()
            if isinstance(one.value, Name) and one.label is None and one.value.key not in known:
                raise NotCompound  # "maka Tidak Memenuhi": a word is no figure
        if len(branches) == 1 and otherwise is None and _is_guard(branches[0]):
            raise NotCompound  # "… (jika penyebut > 0)" says when the formula can be used
        made = tuple(
            dict.fromkeys([Branch(one.condition, one.value, one.span) for one in branches if one.condition is not None])
        )
        return Conditional(made, otherwise, (made[0].span[0], max(one.span[1] for one in branches)))

    def _system(self, parts: dict[str, Node], names: dict[str, Name], unnamed: list[_Said]) -> Node:
        if unnamed:
            branches = [one for one in unnamed if one.condition is not None]
            rest = [one for one in unnamed if one.rest]
            parts[""] = self._conditional(branches, rest[0].value if rest else None)
        used = {key: set(map(_label_key, names_of(node))) for key, node in parts.items()}
        if any(key in used[key] for key in parts):
            # "jika NI ≥ a maka NI = a": an operand and a result, and behind it the old figure is gone
            raise NotCompound
        calculated = [key for key, node in parts.items() if not isinstance(node, Number)]
        results = [key for key in calculated if not any(key in used[other] for other in calculated if other != key)]
        if not results:
            raise NotCompound
        branching = [key for key in results if isinstance(parts[key], Conditional)]
        named = self._named_by_indicator(calculated)
        result = named or self._result(branching if len(branching) == 1 else results, names)
        needed = _needed(result, used)
        items = [
            Definition(names[key], node, (names[key].span[0], node.span[1]))
            for key, node in parts.items()
            if key in names and (key in needed or key in calculated)
        ]
        if result == "":
            definitions = [one for one in items if _label_key(one.name) in needed]
            whole = parts[""]
            if not definitions and not isinstance(whole, Conditional):
                raise NotCompound  # one formula with its legend
            return Definitions(tuple(definitions), whole, whole.span) if definitions else whole
        if isinstance(parts[result], Conditional) and len(needed) == 1:
            return parts[result]
        if len(needed) == 1 and len(calculated) == 1:
            raise NotCompound  # one formula, and nothing of the cell is used in it
        self.side_by_side = (
            not named
            and not any(isinstance(node, Conditional) for node in parts.values())
            and (len(needed) == 1 or len(results) > 1)
        )
        if self.side_by_side:
            items = [
                one for one in items if _label_key(one.name) not in self.doubtful or _label_key(one.name) in needed
            ]
            if len(items) < 2:
                raise NotCompound
        items.sort(key=lambda one: _label_key(one.name) == result)  # what is asked for comes last
        span = (min(one.span[0] for one in items), max(one.span[1] for one in items))
        return Definitions(tuple(items), names[result], span)

    def _named_by_indicator(self, labels: list[str]) -> str:
        """Return the label that the indicator names, empty where it names none or several."""
        wanted = normalise(self.draft.indikator) if self.draft.indikator else ""
        keys = {key: normalise(key) for key in labels if key}
        bare = wanted.split("(")[0].strip()  # a label is known without its bracket
        same = [key for key, one in keys.items() if one == wanted] or [key for key, one in keys.items() if one == bare]
        named = same or [
            key for key, one in keys.items() if f"({one})" in wanted or (one and wanted.endswith(f" {one}"))
        ]
        return named[0] if wanted and len(named) == 1 else ""

    def _result(self, results: list[str], names: dict[str, Name]) -> str:
        """Return what is asked for where the indicator doesn't tell: what no other uses, the last of several."""
        taken = results[-1]
        if len(results) > 1:
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


def _mixes_scales(tree: Node) -> bool:
    """``jika PBS < 60% maka PBS / 60 × 4``: a share of one is compared, and 60 of a hundred divides it."""
    compared: set[tuple[str, Fraction]] = set()
    for node in walk(tree):
        if isinstance(node, Comparison):
            sides = _sides(node)
            figures = [one for one in sides if isinstance(one, Number) and one.percent]
            compared |= {(name.key, figure.value) for name in sides if isinstance(name, Name) for figure in figures}
    divided: set[tuple[str, Fraction]] = set()
    for node in walk(tree):
        if isinstance(node, Product):
            below = [part.node for part in node.parts if part.sign == "/"]
            bare = [one.value for one in below if isinstance(one, Number) and not one.percent]
            divided |= {(name.key, value) for name in names_of(node) for value in bare}
    return not compared.isdisjoint(divided)
