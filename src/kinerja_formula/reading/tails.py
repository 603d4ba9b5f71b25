"""The end of a formula: ``x 100%`` and rates, and the words behind them that are no part of it."""

from __future__ import annotations

from itertools import islice

from kinerja_formula.diagnostics.catalogue import UNUSED_TEXT
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import Item
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.known_names import name_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.signs import at, next_solid
from kinerja_formula.reading.vocabulary import words

__all__ = ["RATES", "after_tail", "is_punctuation", "report_unused", "tail_start", "trim", "unspoken", "words_of"]

RATES = frozenset({"100", "1000", "1.000", "10000", "10.000", "100000", "100.000", "1000000", "1.000.000"})
_MOST_UNSPOKEN = 6
_PUNCTUATION = frozenset(
    {lx.DOT, lx.COMMA, lx.SEMICOLON, lx.LINE, lx.ITEM, lx.COLON, lx.UNDERLINE_ON, lx.UNDERLINE_OFF}
)


def after_tail(items: list[Item], index: int) -> int:
    """Return the index after ``x 100%`` (the x may be lost, or OCR may put it on a line of its own), or ``index``."""
    place = next_solid(items, index)
    times = at(items, place) is not None and items[place].kind == lx.MUL
    number = next_solid(items, place + 1) if times else place
    piece = at(items, number)
    if piece is None or piece.kind != lx.NUM:
        return index
    percent = at(items, number + 1)
    if percent is not None and percent.kind == lx.PCT:
        return number + 2 if times or piece.text == "100" else index
    return number + 1 if times and piece.text in RATES else index


def tail_start(items: list[Item]) -> int | None:
    """Return where the last ``x 100%`` (or a rate) of the level begins."""
    for index in range(len(items) - 1, -1, -1):
        if items[index].kind == lx.MUL and after_tail(items, index) > index:
            return index
    return None


def trim(items: list[Item]) -> list[Item]:
    """Drop line breaks and punctuation at both ends."""
    start, end = 0, len(items)
    while start < end and is_punctuation(items[start]):
        start += 1
    while end > start and is_punctuation(items[end - 1]):
        end -= 1
    return items[start:end]


def is_punctuation(item: Item) -> bool:
    """Tell whether an item is a line break or bare punctuation."""
    return item.kind in _PUNCTUATION or (item.kind == lx.LETTER and not item.text.strip(" .,;:"))


def words_of(items: list[Item]) -> str:
    """Return the words of items as a message may quote them."""
    return name_text([item for item in items if isinstance(item, Lexeme)][:60])


def report_unused(items: list[Item], draft: Draft) -> None:
    """Report words that are no part of the formula, unless they only say again that it is a percentage."""
    solid = trim(items)
    if not solid:
        return
    if unspoken(solid) or all(one.low in words("frames", "leading_over") for one in solid):
        return
    draft.report(UNUSED_TEXT, (solid[0].start, solid[-1].end), text=words_of(solid) or "( … )")


def unspoken(items: list[Item], start: int = 0) -> bool:
    """Tell whether the words from ``start`` on, behind a formula, only say again that it is a percentage."""
    found = (items[place].low for place in range(start, len(items)) if items[place].kind == lx.WORD)
    few = list(islice(found, _MOST_UNSPOKEN + 1))
    return len(few) <= _MOST_UNSPOKEN and not words("heads", "percent").isdisjoint(few)
