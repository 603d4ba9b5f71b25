"""Brackets: those that group a calculation become a :class:`Group`, those of a name stay letters of the name."""

from __future__ import annotations

from kinerja_formula.diagnostics.catalogue import UNPAIRED_BRACKET
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.vocabulary import words

__all__ = ["Group", "Item", "nest"]


class Group:
    """A bracket that groups a calculation: its ``items`` and the places of its two signs."""

    __slots__ = ("close", "gap", "items", "low", "open", "text")
    kind = "group"
    hard = True

    def __init__(self, opening: Lexeme, items: list[Item], closing: Lexeme) -> None:
        self.open = opening
        self.items = items
        self.close = closing
        self.gap = opening.gap
        self.low = ""
        self.text = ""

    @property
    def start(self) -> int:
        return self.open.start

    @property
    def end(self) -> int:
        return self.close.end

    @property
    def span(self) -> tuple[int, int]:
        return (self.open.start, self.close.end)


Item = Lexeme | Group

GROUP = Group.kind
_SIGNS_INSIDE = lx.OPERATORS | {lx.TIMES, lx.OVER, lx.PLUS, lx.EQUALS, lx.RULE, lx.UNDERLINE_ON, lx.CARET, GROUP}
_BEFORE_GROUP = lx.STARTERS | {
    lx.TIMES,
    lx.OVER,
    lx.STAR,
    lx.PLUS,
    lx.EQUALS,
    lx.RULE,
    lx.DOTS,
    lx.COLON,
    lx.UNDERLINE_ON,
    lx.SURD,
    lx.CARET,
    lx.ITEM,
    lx.SLASH,
    lx.DASH,
    lx.SEMICOLON,
}
_BEFORE_TOTAL = lx.OPERATORS | {lx.SLASH, lx.EQUALS, lx.RULE}
_GOES_ON = frozenset({lx.WORD, lx.NUM})
"""Behind the bracket, these go on with a name or a number."""
_OPENING = frozenset({lx.OPEN, lx.LP})
_WRITTEN = frozenset({lx.OPEN, lx.CLOSE})
_BRACKETS = _WRITTEN | {lx.LP, lx.RP}
_NAME_WORDS = frozenset({lx.WORD, lx.NUM, lx.LETTER, lx.PCT, lx.QUOTED, lx.OTHER, lx.COMMA, lx.CLOSE, lx.COMPARE})


def nest(pieces: list[Lexeme], draft: Draft) -> list[Item]:
    """Return ``pieces`` with grouping brackets nested and name brackets turned to letters.

    A bracket without its pair is a letter inside a name and dropped elsewhere; both are reported (KF114).
    Raises LimitError KF004 where brackets are nested deeper than the limit.
    """
    if not any(piece.kind == lx.OPEN or piece.kind == lx.CLOSE or piece.kind == lx.LP for piece in pieces):
        return list(pieces)
    return _Nesting(pieces, draft).items()


class _Nesting:
    """Brackets while they are nested: the open ones, each with what stands before it, and what the last one holds."""

    __slots__ = ("current", "draft", "pairs", "pieces", "stack")

    def __init__(self, pieces: list[Lexeme], draft: Draft) -> None:
        self.pieces = pieces
        self.draft = draft
        self.pairs = _pairs(pieces, draft)
        self.stack: list[tuple[Lexeme, list[Item]]] = []
        self.current: list[Item] = []

    def items(self) -> list[Item]:
        for index, piece in enumerate(self.pieces):
            if piece.kind not in _BRACKETS:
                self.current.append(piece)
            elif index not in self.pairs:
                self._drop(piece)
            elif piece.kind in _OPENING:
                self.draft.limits.check_depth(len(self.stack) + 1, piece, self.draft.text)
                self.stack.append((piece, self.current))
                self.current = []
            else:
                self._close(piece, self.pieces[index + 1] if index + 1 < len(self.pieces) else None)
        return self.current

    def _drop(self, piece: Lexeme) -> None:
        """Leave out a bracket without its pair, unless it is a letter of a name.

        It is reported if somebody wrote it, and is not one that a drawing implied.
        """
        if piece.kind not in _WRITTEN:
            return
        self.draft.report(UNPAIRED_BRACKET, piece.span, written=piece.text)
        before = _last(self.current) if piece.kind == lx.OPEN else None
        if before is not None and before.kind in _NAME_WORDS:
            piece.kind = lx.LETTER
            self.current.append(piece)

    def _close(self, closing: Lexeme, following: Lexeme | None) -> None:
        opening, outer = self.stack.pop()
        inner, self.current = self.current, outer
        if closing.kind == lx.RP or opening.kind == lx.LP or _groups(opening, outer, inner, following):
            outer.append(Group(opening, inner, closing))
            return
        opening.kind = closing.kind = lx.LETTER
        outer.append(opening)
        for item in inner:
            _to_letters(item, outer)
        outer.append(closing)


def _pairs(pieces: list[Lexeme], draft: Draft) -> set[int]:
    """Return the places of the brackets that have a pair.

    Also a synthetic one can have lost its own: an earlier pass may have dropped a label or a note around it.
    """
    waiting: list[int] = []
    paired: set[int] = set()
    for index, piece in enumerate(pieces):
        if piece.kind in (lx.OPEN, lx.LP):
            waiting.append(index)
            draft.limits.check_depth(len(waiting), piece, draft.text)
        elif piece.kind == lx.CLOSE:
            if waiting and pieces[waiting[-1]].kind == lx.OPEN:
                paired.add(waiting.pop())
                paired.add(index)
        elif piece.kind == lx.RP:
            while waiting and pieces[waiting[-1]].kind == lx.OPEN:
                waiting.pop()
            if waiting:
                paired.add(waiting.pop())
                paired.add(index)
    return paired


def _last(items: list[Item]) -> Item | None:
    for item in reversed(items):
        if item.kind != lx.LINE:
            return item
    return None


def _groups(opening: Lexeme, outer: list[Item], inner: list[Item], following: Lexeme | None) -> bool:
    """Tell whether a bracket groups a calculation."""
    before = _last(outer)
    if before is None or before.kind in _BEFORE_GROUP or (before.kind == lx.WORD and before.low == "x"):
        return _groups_operand(before, inner, following)
    if before.kind == lx.WORD:
        return _groups_behind_word(opening, before, outer, inner, following)
    formula = holds_formula(inner)
    if before.kind == lx.NUM:
        return formula or _plain_sum(inner)
    return formula and (before.kind == GROUP or _strong(inner))


def _groups_operand(before: Item | None, inner: list[Item], following: Lexeme | None) -> bool:
    """Tell whether a bracket groups that stands where an operand begins."""
    if not inner:
        return before is not None  # nothing stands where an operand should: the grammar says so
    if following is None or following.kind not in _GOES_ON:
        return True
    if holds_formula(inner):
        return len(inner) > 1  # "(a) Jumlah …" enumerates, "(Jumlah A) / …" groups.
    if _multiplies(following):
        return True
    return before is not None and before.kind in lx.OPERATORS and following.gap and not _reads_on(following)


def _groups_behind_word(
    opening: Lexeme, word: Item, outer: list[Item], inner: list[Item], following: Lexeme | None
) -> bool:
    """``Jumlah (A + B)``, ``rata-rata (A)`` group; ``Jumlah pegawai (PNS)`` and ``P (t)`` don't."""
    formula = holds_formula(inner)
    if formula and word.low in words("heads", "total") and _begins_operand(outer):
        return any(item.kind in (lx.PLUS, lx.ADD) for item in inner)
    if word.low in words("frames", "average"):
        return bool(inner) and (following is None or following.kind not in _GOES_ON or following.low == "x")
    return formula and not _is_index(opening, word, inner) and _strong(inner)


def _begins_operand(outer: list[Item]) -> bool:
    """Tell whether the last item stands at the very beginning or behind an operator."""
    return len(outer) == 1 or outer[-2].kind in _BEFORE_TOTAL


def _is_index(opening: Lexeme, word: Item, inner: list[Item]) -> bool:
    """``P(t)``, ``A(n=1)``: a few signs on a symbol."""
    return (
        not opening.gap
        and len(word.low) <= 2
        and len(inner) <= 3
        and not any(item.kind in lx.OPERATORS for item in inner)
    )


def _multiplies(piece: Lexeme) -> bool:
    return piece.low == "x" or piece.low in words("operators", "multiply_before_number")


def _reads_on(piece: Lexeme) -> bool:
    return piece.low in words("operators", "reads_on")


def holds_formula(items: list[Item]) -> bool:
    """Tell whether ``items`` hold a sign that only a calculation has."""
    last = len(items) - 1
    for index, item in enumerate(items):
        kind = item.kind
        if kind in _SIGNS_INSIDE:
            if kind != lx.PLUS or index < last:
                return True
        elif 0 < index < last:
            if kind == lx.COLON and item.gap:
                strong = words("heads", "strong")
                return items[index + 1].low in strong and items[0].low in strong
            if _calculates_clearly(items, index):
                return True
    return False


def _calculates_clearly(items: list[Item], index: int) -> bool:
    """Tell whether what stands between two items is no letter of a name."""
    item = items[index]
    if item.kind == lx.SLASH:
        return _divides_clearly(items, index)
    if item.kind == lx.DASH:
        return item.gap and items[index + 1].gap and items[index - 1].kind != lx.NUM
    return item.kind == lx.STAR or (item.kind == lx.WORD and item.low == "x")


def _divides_clearly(items: list[Item], index: int) -> bool:
    right = items[index + 1]
    if right.low in words("heads", "strong") or right.kind == GROUP or right.kind == lx.QUOTED:
        return True
    if right.kind == lx.NUM:
        return index + 2 == len(items)
    return (right.gap and items[index].gap) or (index == 1 and len(items) == 3)


def _strong(items: list[Item]) -> bool:
    """After a word, a bracket groups only where it holds a whole formula: a division, or × 100%."""
    for index, item in enumerate(items):
        if item.kind in (lx.DIV, lx.OVER, GROUP, lx.RULE):
            return True
        if item.kind in (lx.SLASH, lx.COLON) and index + 1 < len(items):
            right = items[index + 1]
            if right.low in words("heads", "strong") or right.kind == lx.QUOTED:
                return True
            if right.low in words("heads", "weak") and items[0].low in words("heads", "weak"):
                return True
        if item.kind in (lx.TIMES, lx.MUL) and index + 2 < len(items) and items[index + 2].kind == lx.PCT:
            return True
    return False


def _plain_sum(items: list[Item]) -> bool:
    return len(items) > 2 and any(item.kind in (lx.PLUS, lx.ADD) for item in items)


def _to_letters(item: Item, out: list[Item]) -> None:
    """Append what stood in a name's bracket as letters of the name."""
    waiting: list[Item] = [item]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Group):
            current.open.kind = current.close.kind = lx.LETTER
            waiting.append(current.close)
            waiting.extend(reversed(current.items))
            waiting.append(current.open)
        else:
            if current.kind not in (lx.WORD, lx.NUM, lx.PCT, lx.LINE):
                current.kind = lx.LETTER
            elif current.kind != lx.LINE:
                current.kind = lx.LETTER
            out.append(current)
