"""A reading of the chart → tokens of the grammar → the tree of the formula, every node with its place in the text."""

from __future__ import annotations

from typing import Final

from kinerja_formula.nodes import Components, Name, Node, Statement
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme, sign_at
from kinerja_formula.reading.pieces import OPENING, Pieces
from kinerja_formula.reading.tokens import NAME, Figure
from kinerja_formula.reading.trees import Tree, first_piece, last_piece

__all__ = ["NotArithmetic", "build_node"]

_KINDS: Final = {"+": lx.ADD, "-": lx.SUB, "*": lx.MUL, "/": lx.DIV, "^": lx.POW}
_ROLES: Final = {"+": "tambah", "-": "kurang", "*": "kali", "/": "bagi", "^": "pangkat"}
_FUNCTIONS: Final = {
    "min": "min",
    "maks": "maks",
    "mutlak": "abs",
    "median": "median",
    "rata-ukur": "rata-rata-ukur",
    "ln": "ln",
    "log": "log",
    "bulat": "bulat",
}
"""What the chart calls a function, and what the language calls it."""
_COMPARED: Final = {"<": "<", "<=": "≤", "=": "=", ">=": "≥", ">": ">"}
_STRENGTH: Final = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}


class NotArithmetic(Exception):  # noqa: N818 - it is caught where readings are compared, and never leaves reading
    """A reading means more than the chart can say as a tree: a condition, whose branches are read one by one."""


def build_node(tree: Tree, pieces: Pieces, draft: Draft) -> Node:
    """Return the node of a reading that calculates.

    Raises NotArithmetic for functions that no node stands for, FormulaSyntaxError where the grammar refuses it.
    """
    from kinerja_formula.reading.grammar import build_tree

    if tree[0] == "n":
        return _name(tree, pieces)
    if tree[0] == "jumlah" and all(item[0] == "n" for item in tree[1]):
        items = tuple([_name(item, pieces) for item in tree[1]])
        span = (items[0].span[0], items[-1].span[1])
        return Components(Statement("", (), False, span), items, span)
    return build_tree(_Tokens(pieces, draft).of(tree, 0), draft)


def _name(tree: Tree, pieces: Pieces) -> Name:
    token = name_token(tree, pieces)
    return Name(token.text, token.span, total=token.hard)


def name_token(tree: Tree, pieces: Pieces) -> Lexeme:
    """Return a name as the token of the grammar."""
    low, high = tree[1], tree[2]
    first, last = pieces.lex[low], pieces.lex[high - 1]
    total = first.low == "σ" or (first.kind == lx.QUOTED and first.hard)
    return Lexeme(NAME, pieces.name(low, high), first.start, last.end, first.gap, "", total)


class _Tokens:
    def __init__(self, pieces: Pieces, draft: Draft) -> None:
        self.pieces = pieces
        self.draft = draft

    def of(self, tree: Tree, least: int) -> list[Lexeme]:
        """Return the tokens of a tree, in brackets where it binds more loosely than ``least``."""
        head = tree[0]
        if head == "n":
            return [name_token(tree, self.pieces)]
        if head == "#" or head == "c":
            return [self._figure(tree)]
        if head in _KINDS:
            strength = _STRENGTH[head]
            left = self.of(tree[1], strength)
            right = self.of(tree[2], strength + 1)
            tokens = [*left, self._sign(head, tree), *right]
            return tokens if strength >= least else [_bracket(lx.LP, left[0]), *tokens, _bracket(lx.RP, right[-1])]
        if head in ("jumlah", "penjumlahan"):
            tokens = self._joined(tree[1], lx.ADD)
            return [_bracket(lx.LP, tokens[0]), *tokens, _bracket(lx.RP, tokens[-1])]
        if head == "rata-rata":
            tokens = self._joined(tree[1], lx.SEP)
            start = tokens[0].start
            return [
                sign_at(lx.AVG, start),
                _bracket(lx.LP, tokens[0]),
                *tokens,
                _bracket(lx.RP, tokens[-1]),
            ]
        if head in _FUNCTIONS or head == "sigma":
            return self._function(head, tree)
        if head == "log-dua":
            return self._function("log", ("log", (*tree[1], ("c", "2"))))
        if head == "jika":
            return self._branches(tree)
        if head in ("akar", "akar-n"):
            tokens = self.of(tree[1][-1], 1)
            sign = sign_at(lx.ROOT, tokens[0].start)
            if head == "akar":
                sign.low = str(self.pieces.degree_before(first_piece(tree[1][0])))
            else:
                sign.low = self._figure(tree[1][0]).text
            if not sign.low.isdigit():
                raise NotArithmetic(head)
            return [sign, _bracket(lx.LP, tokens[0]), *tokens, _bracket(lx.RP, tokens[-1])]
        raise NotArithmetic(head)

    def _branches(self, tree: Tree) -> list[Lexeme]:
        """Return ``IF(C; E; F)`` inside an expression; a condition of 1 is the rest."""
        out: list[Lexeme] = []
        parts = tree[1]
        for condition, value in zip(parts[::2], parts[1::2], strict=True):
            tokens = self.of(value, 1)
            place = tokens[0].start
            if out:
                out.append(sign_at(lx.SEP, place))
            if condition[0] == "c":
                out += [sign_at("ELSE", place), *tokens]
            else:
                tests = self._condition(condition)
                out += [sign_at("IF", tests[0].start), *tests, sign_at("THEN", place), *tokens]
        return [_bracket(lx.LP, out[0]), *out, _bracket(lx.RP, out[-1])]

    def _condition(self, tree: Tree) -> list[Lexeme]:
        if tree[0] in ("dan", "atau"):
            out: list[Lexeme] = []
            for item in tree[1:]:
                tokens = self._condition(item)
                if out:
                    out.append(sign_at("AND" if tree[0] == "dan" else "OR", tokens[0].start))
                out += [_bracket(lx.LP, tokens[0]), *tokens, _bracket(lx.RP, tokens[-1])]
            return out
        if tree[0] not in _COMPARED:
            raise NotArithmetic(tree[0])
        left, right = self.of(tree[1], 1), self.of(tree[2], 1)
        sign = sign_at("EQUALS" if tree[0] == "=" else "COMPARES", left[-1].end)
        sign.text = _COMPARED[tree[0]]
        return [*left, sign, *right]

    def _function(self, head: str, tree: Tree) -> list[Lexeme]:
        tokens = self._joined(tree[1], lx.SEP)
        start, end = tokens[0].start, tokens[-1].end
        at = first_piece(tree)
        if at is not None and at < self.pieces.count:  # from its own word on
            while at > 0 and self.pieces.lex[at - 1].kind in OPENING:
                at -= 1
            start = self.pieces.lex[max(0, at - 1)].start
        sign = sign_at(lx.FUNC if head in _FUNCTIONS else lx.EACH, start)
        sign.text = _FUNCTIONS.get(head, "Σ")
        return [sign, _bracket(lx.LP, tokens[0]), *tokens, Lexeme(lx.RP, "", end, end, False)]

    def _joined(self, items: tuple[Tree, ...], kind: str) -> list[Lexeme]:
        out: list[Lexeme] = []
        for item in items:
            tokens = self.of(item, 2)
            if out:
                out.append(sign_at(kind, tokens[0].start))
            out += tokens
        return out

    def _figure(self, tree: Tree) -> Lexeme:
        if tree[0] == "c":
            text: str = tree[1]
            return self._literal(text, len(self.draft.text))
        piece = self.pieces.lex[tree[1]]
        text = piece.text
        if piece.kind == lx.WORD:
            text = self.pieces.lexicon.figures[piece.low]
        digits = Lexeme(lx.NUM, text.rstrip("%"), piece.start, piece.end, piece.gap)
        self.draft.limits.check_digits(digits, self.draft.text)
        return Figure(digits, text.endswith("%"), None, piece.end)

    def _literal(self, text: str, place: int) -> Lexeme:
        """Return a figure that the text does not write."""
        return Figure(Lexeme(lx.NUM, text.rstrip("%"), place, place, True), text.endswith("%"), None, place)

    def _sign(self, head: str, tree: Tree) -> Lexeme:
        """Return the sign of an operation, at its place in the text if one is written between the two sides."""
        low, high = last_piece(tree[1]), first_piece(tree[2])
        if low is not None and high is not None and low < high:
            kind = "{" + _ROLES[head] + "}"
            for at in range(low, high):
                piece = self.pieces.lex[at]
                role = self.pieces.lexicon.signs.get(piece.kind)
                if _ROLES[head] in self.pieces.roles[at] or (role is not None and "{" + role + "}" == kind):
                    return Lexeme(_KINDS[head], piece.text, piece.start, piece.end, piece.gap, "", True)
            if head == "/":
                for at in range(low, high):
                    if self.pieces.lex[at].kind == lx.RULE:
                        piece = self.pieces.lex[at]
                        return Lexeme(lx.DIV, piece.text, piece.start, piece.end, piece.gap, "", True)
            place = self.pieces.lex[low].start if low < self.pieces.count else len(self.draft.text)
            return sign_at(_KINDS[head], place)
        return sign_at(_KINDS[head], self._place(tree))

    def _place(self, tree: Tree) -> int:
        at = last_piece(tree[1])
        if at is None or at >= self.pieces.count:
            return len(self.draft.text)
        return self.pieces.lex[at].start


def _bracket(kind: str, near: Lexeme) -> Lexeme:
    return sign_at(kind, near.start if kind == lx.LP else near.end)
