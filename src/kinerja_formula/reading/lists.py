"""Where lists begin in a text, and where their items stand."""

from __future__ import annotations

from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.pieces import Pieces

__all__ = ["is_item", "list_items", "list_starts"]

_FIRST = frozenset({"1", "a", "-", "item"})


def list_starts(pieces: Pieces) -> list[int]:
    """Return the places where a list may begin: ``1.``, ``a.``, a list item, a dash at the head of a line."""
    return [at for at in range(pieces.count) if _mark(pieces, at) in _FIRST]


def is_item(pieces: Pieces, at: int) -> bool:
    """Tell whether the mark of a list item stands here: ``2.``, ``b)``, a dash at the head of a line."""
    return _mark(pieces, at) is not None


def list_items(pieces: Pieces, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the items of a list that begins at ``start``; none where there are not several."""
    want = first = _mark(pieces, start)
    if first not in _FIRST or want is None:
        return []
    spans: list[tuple[int, int]] = []
    begun: int | None = None
    for at in range(start, end):
        if pieces.group[at] == pieces.group[start] and (at == start or _mark(pieces, at) == want):
            if begun is not None:
                spans.append((begun, at))
            begun = at + (3 if pieces.lex[at].kind == lx.OPEN else {"item": 0, "-": 1}.get(want, 2))
            if want.isdigit():
                want = str(int(want) + 1)
            elif len(want) == 1 and want.isalpha():
                want = chr(ord(want) + 1)
    spans.append((start if begun is None else begun, end))
    return spans if len(spans) > 1 and all(low < high for low, high in spans) else []


def _mark(pieces: Pieces, at: int) -> str | None:
    """Return the mark of the list item that begins here, or None."""
    if at in pieces.items and at not in pieces.first_items:
        return "item"
    if at + 1 >= pieces.count:
        return None
    piece, follows = pieces.lex[at], pieces.lex[at + 1]
    if piece.kind == lx.OPEN:
        return follows.text.lower() if _is_bracketed_mark(pieces, at) else None
    if (follows.kind == lx.DOT or follows.low == ")") and _counts_items(pieces, at):
        return piece.text.lower()
    return "-" if piece.kind == lx.DASH and _dash_begins_item(pieces, at) else None


def _counts_items(pieces: Pieces, at: int) -> bool:
    """Tell whether a number or letter before a full stop or bracket is the mark of an item: ``2.``, ``b)``."""
    piece, spaced = pieces.lex[at], pieces.gap[at + 2]
    if piece.kind == lx.NUM:
        return piece.text.isdigit() and (spaced or pieces.lex[at + 1].low == ")")
    return piece.kind == lx.WORD and len(piece.text) == 1 and spaced


def _is_bracketed_mark(pieces: Pieces, at: int) -> bool:
    """Tell whether ``(1)``, ``(a)`` marks an item: at the head of a line or behind a sign that parts items."""
    mark = pieces.lex[at + 1]
    if pieces.close.get(at) != at + 2 or at + 3 >= pieces.count or pieces.lex[at + 3].kind != lx.WORD:
        return False
    counted = (mark.kind == lx.NUM and mark.text.isdigit()) or (mark.kind == lx.WORD and len(mark.text) == 1)
    return counted and (at in pieces.breaks or (at > 0 and pieces.lex[at - 1].kind in _BEFORE_MARK))


_BEFORE_MARK = frozenset({lx.COLON, lx.SEMICOLON, lx.COMMA, lx.DOT})


def _dash_begins_item(pieces: Pieces, at: int) -> bool:
    """Tell whether a dash before a word is the mark of an item, by where it stands or the quantity behind it."""
    follows = pieces.lex[at + 1]
    if not follows.gap or follows.kind not in (lx.WORD, lx.QUOTED):
        return False
    if at in pieces.breaks or pieces.dashes or "jumlah" in pieces.roles[at + 1]:
        return True
    return at == 0 or pieces.lex[at - 1].kind in (lx.COLON, lx.SEMICOLON)
