"""Brackets: those that group a calculation become a :class:`Group`, those of a name stay letters of the name."""

from __future__ import annotations

from kinerja_formula.diagnostics import UNPAIRED_BRACKET
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
_NAME_WORDS = frozenset({lx.WORD, lx.NUM, lx.LETTER, lx.PCT, lx.QUOTED, lx.OTHER, lx.COMMA, lx.CLOSE, lx.COMPARE})


def nest(pieces: list[Lexeme], draft: Draft) -> list[Item]:
    """Return ``pieces`` with grouping brackets nested and name brackets turned to letters.

    A bracket without its pair is a letter inside a name and dropped elsewhere; both are reported (KF114).
    Raises LimitError KF004 where brackets are nested deeper than the limit.
    """
    if not any(piece.kind == lx.OPEN or piece.kind == lx.CLOSE or piece.kind == lx.LP for piece in pieces):
        return list(pieces)
    pairs = _pairs(pieces, draft)
    stack: list[tuple[Lexeme, list[Item]]] = []
    current: list[Item] = []
    for index, piece in enumerate(pieces):
        kind = piece.kind
        if (kind == lx.LP or kind == lx.RP) and index not in pairs:
            continue
        if kind == lx.OPEN or kind == lx.LP:
            if kind == lx.OPEN and index not in pairs:
                before = _last(current)
                draft.report(UNPAIRED_BRACKET, piece.span, written=piece.text)
                if before is not None and before.kind in _NAME_WORDS:
                    piece.kind = lx.LETTER
                    current.append(piece)
                continue
            draft.limits.check_depth(len(stack) + 1, piece, draft.text)
            stack.append((piece, current))
            current = []
        elif kind == lx.CLOSE or kind == lx.RP:
            if kind == lx.CLOSE and index not in pairs:
                draft.report(UNPAIRED_BRACKET, piece.span, written=piece.text)
                continue
            opening, outer = stack.pop()
            if kind == lx.RP or opening.kind == lx.LP or _groups(opening, outer, current, pieces, index):
                outer.append(Group(opening, current, piece))
            else:
                opening.kind = piece.kind = lx.LETTER
                outer.append(opening)
                for item in current:
                    _to_letters(item, outer)
                outer.append(piece)
            current = outer
        else:
            current.append(piece)
    return current


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


def _groups(opening: Lexeme, outer: list[Item], inner: list[Item], pieces: list[Lexeme], close: int) -> bool:
    """Tell whether a bracket groups a calculation."""
    before = _last(outer)
    formula = holds_formula(inner)
    if before is None or before.kind in _BEFORE_GROUP or (before.kind == lx.WORD and before.low == "x"):
        if not inner:
            return before is not None  # nothing stands where an operand should: the grammar says so
        following = pieces[close + 1] if close + 1 < len(pieces) else None
        if formula or following is None or following.kind not in (lx.WORD, lx.NUM):
            # "(a) Jumlah …" enumerates, "(Jumlah A) / …" groups.
            return not (following is not None and following.kind in (lx.WORD, lx.NUM) and len(inner) == 1)
        if following.low == "x" or following.low in words("operators", "multiply_before_number"):
            return True
        return before is not None and before.kind in lx.OPERATORS and following.gap and not _reads_on(following)
    if before.kind == lx.NUM:
        return formula or _plain_sum(inner)
    if before.kind == GROUP:
        return formula
    if (
        before.kind == lx.WORD
        and before.low in words("heads", "total")
        and formula
        and (len(outer) == 1 or outer[-2].kind in lx.OPERATORS or outer[-2].kind in (lx.SLASH, lx.EQUALS, lx.RULE))
    ):
        return any(item.kind in (lx.PLUS, lx.ADD) for item in inner)
    if before.kind == lx.WORD and before.low in words("frames", "average"):
        following = pieces[close + 1] if close + 1 < len(pieces) else None
        return bool(inner) and (following is None or following.kind not in (lx.WORD, lx.NUM) or following.low == "x")
    if (
        before.kind == lx.WORD
        and not opening.gap
        and len(before.low) <= 2
        and len(inner) <= 3
        and not any(item.kind in lx.OPERATORS for item in inner)
    ):
        return False
    return formula and _strong(inner)


def _reads_on(piece: Lexeme) -> bool:
    return piece.low in words("operators", "reads_on")


def holds_formula(items: list[Item]) -> bool:
    """Tell whether ``items`` hold a sign that only a calculation has."""
    for index, item in enumerate(items):
        if item.kind in _SIGNS_INSIDE:
            if item.kind == lx.PLUS and index == len(items) - 1:
                continue
            return True
        if item.kind == lx.SLASH and 0 < index < len(items) - 1 and _divides_clearly(items, index):
            return True
        if item.kind == lx.STAR and 0 < index < len(items) - 1:
            return True
        if (
            item.kind == lx.DASH
            and 0 < index < len(items) - 1
            and item.gap
            and items[index + 1].gap
            and items[index - 1].kind != lx.NUM
        ):
            return True
        if item.kind == lx.WORD and item.low == "x" and 0 < index < len(items) - 1:
            return True
        if item.kind == lx.COLON and item.gap and 0 < index < len(items) - 1:
            return items[index + 1].low in words("heads", "strong") and items[0].low in words("heads", "strong")
    return False


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
