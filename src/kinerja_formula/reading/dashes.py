"""Dashes: when one subtracts, when it begins a negative figure, and when it joins two words of a name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kinerja_formula.diagnostics.catalogue import AMBIGUOUS_READING
from kinerja_formula.reading import lexemes as lx
from kinerja_formula.reading.brackets import GROUP, Item
from kinerja_formula.reading.draft import Draft
from kinerja_formula.reading.known_names import name_text
from kinerja_formula.reading.lexemes import Lexeme
from kinerja_formula.reading.operating import subtracts_names
from kinerja_formula.reading.signs import (
    LONGEST_RUN,
    NAME_PIECES,
    at,
    begins_strong,
    begins_weak,
    decide,
    is_symbol,
    next_solid,
    previous_solid,
    silence,
    words_of_operand,
)
from kinerja_formula.reading.vocabulary import words

__all__ = ["decide_minus"]

_FIGURES = frozenset({lx.NUM, lx.PCT})
_BOUNDS = lx.OPERATORS | {lx.DASH}
_FEW_WORDS = 2
_EQUALS = "="
_SHORT = 3
"""A name of so few letters begins many others by chance."""


def decide_minus(items: list[Item], draft: Draft, *, formula: bool, bracketed: bool) -> None:
    """Settle the dashes of one level.

    ``formula``: other signs or a label make it a calculation anyway; ``bracketed``: the level is a grouping bracket, in
    which a dash between names has no other purpose.
    """
    texts: _OperandTexts | None = None
    defined = _is_defined_as_difference(items, draft.text)
    for index, item in enumerate(items):
        if item.kind != lx.DASH:
            continue
        left, right = at(items, previous_solid(items, index - 1)), at(items, next_solid(items, index + 1))
        if right is None:
            silence(item)
        elif left is None or left.kind in lx.OPERATORS:
            if _begins_negative(right, formula):
                decide(item, lx.SUB)
            else:
                silence(item)
        elif not _has_room(item, left, right):
            item.kind = lx.LETTER
        elif left.kind == GROUP or right.kind == lx.SURD or begins_strong(right):
            decide(item, lx.SUB)
        else:
            texts = texts or _OperandTexts(items)
            subtracts = _Dash(items, index, left, right).subtracts(texts, formula, draft)
            if defined and not subtracts:
                other = name_text([one for one in items if isinstance(one, Lexeme)])
                draft.report(AMBIGUOUS_READING, item.span, sign=item.text, reading="dikurangi", other=other)
            if subtracts or defined or (bracketed and left.kind != lx.NUM):
                decide(item, lx.SUB)
            else:
                item.kind = lx.LETTER


def _is_defined_as_difference(items: Sequence[Item], text: str) -> bool:
    """``Sisa = Kuota Awal - Terpakai``: what stands behind an equals sign is a difference of names."""
    pieces = [item for item in items if isinstance(item, Lexeme)]
    alone = bool(pieces) and len(pieces) == len(items)
    return alone and text[: pieces[0].start].rstrip().endswith(_EQUALS) and subtracts_names(pieces)


def _begins_negative(right: Item, formula: bool) -> bool:
    return right.kind == GROUP or (not right.gap and (right.kind == lx.NUM or formula))


def _has_room(dash: Item, left: Item, right: Item) -> bool:
    """Tell whether a dash has blanks or a bracket beside it: a glued one is a hyphen."""
    if dash.text == "−":  # nobody types a true minus for a hyphen
        return True
    return (dash.gap and right.gap) or left.kind == GROUP or right.kind == GROUP


class _OperandTexts:
    """The texts of the operands between the signs of a level, sorted."""

    __slots__ = ("texts",)

    def __init__(self, items: list[Item]) -> None:
        self.texts: list[str] = []
        run: list[Lexeme] = []
        for item in [*items, None]:
            if item is None or item.kind in lx.OPERATORS or item.kind in (GROUP, lx.DASH):
                if run:
                    self.texts.append(name_text(run).lower())
                run = []
            elif isinstance(item, Lexeme):
                run.append(item)
        self.texts.sort()

    def count(self, text: str) -> int:
        return bisect_right(self.texts, text) - bisect_left(self.texts, text)

    def begins_another(self, text: str) -> bool:
        """Tell whether a longer operand begins with ``text``."""
        place = bisect_right(self.texts, text)
        return place < len(self.texts) and self.texts[place].startswith(text)


class _Dash:
    """A dash with room between two operands, and what tells whether it subtracts."""

    __slots__ = ("adds", "first", "left", "left_run", "right", "right_run", "sign")

    def __init__(self, items: list[Item], index: int, left: Item, right: Item) -> None:
        start, first = index, max(0, index - LONGEST_RUN)
        while start > first and items[start - 1].kind not in _BOUNDS:
            start -= 1
        end, last = index + 1, min(len(items), index + LONGEST_RUN)
        while end < last and items[end].kind not in _BOUNDS:
            end += 1
        self.sign = items[index]
        self.adds = start > 0 and items[start - 1].kind in (lx.PLUS, lx.ADD, lx.SUB)
        self.left, self.right = left, right
        self.left_run, self.right_run = items[start:index], items[index + 1 : end]
        self.first = at(self.left_run, next_solid(self.left_run, 0))

    def subtracts(self, texts: _OperandTexts, formula: bool, draft: Draft) -> bool:
        """Tell whether the dash subtracts, by the first rule that knows; report what could be read otherwise."""
        if self.left.kind == lx.QUOTED:
            return True
        if self.right.kind == lx.NUM and (certain := self._before_figure()) is not None:
            return certain
        if self._behind_figure() or (formula and self._before_last_figure()):
            return True
        return self._subtracts_names(texts, formula, draft)

    def _subtracts_names(self, texts: _OperandTexts, formula: bool, draft: Draft) -> bool:
        if self._same_head():
            return True
        if begins_weak(self.right) and begins_weak(self.first):
            if not formula:
                whole = [*self.left_run, self.sign, *self.right_run]
                other = name_text([item for item in whole if isinstance(item, Lexeme)])
                self._report(draft, reading="dikurangi", other=other)
            return True
        if any(_recurs(run, texts, formula) for run in (self.left_run, self.right_run)):
            return True
        if is_symbol(self.left_run) and is_symbol(self.right_run):
            return formula or all(len(run[0].text) == 1 for run in (self.left_run, self.right_run))
        if self.adds and all(
            0 < len(run) <= _FEW_WORDS and not _is_month(run) for run in (self.left_run, self.right_run)
        ):
            return True  # awal + masuk - keluar
        if formula:
            other = f"{words_of_operand(self.left_run)} − {words_of_operand(self.right_run)}"
            self._report(draft, reading="tanda-hubung", other=other)
        return False

    def _before_figure(self) -> bool | None:
        """Tell what a figure on the right settles: ``5 - 3`` and ``Jumlah A - 3`` subtract.

        ``capaian 91% - 100%`` is a range: the figure on the left ends a name.
        """
        if self.left.kind in _FIGURES:
            if _only_figures(self.right_run):
                return _only_figures(self.left_run)
            return False if self.left.kind == lx.NUM else None
        return True if begins_weak(self.first) and _only_figures(self.right_run) else None

    def _behind_figure(self) -> bool:
        """``1 - tingkat X``, ``100% - tingkat X``."""
        return self.left.kind in _FIGURES and len(self.left_run) <= 2 and self.right.kind in NAME_PIECES

    def _before_last_figure(self) -> bool:
        """``nilai X - 1``: nothing but a figure ends the operand."""
        solid = [item for item in self.right_run if item.kind not in (lx.LINE, lx.DOT)]
        return self.right.kind == lx.NUM and len(solid) <= 2 and self.right_run[-1].kind in _FIGURES

    def _same_head(self) -> bool:
        """``realisasi X - realisasi Y``: both operands begin with the same word."""
        return self.first is not None and bool(self.first.low) and self.right.low == self.first.low

    def _report(self, draft: Draft, *, reading: str, other: str) -> None:
        draft.report(AMBIGUOUS_READING, self.sign.span, sign=self.sign.text, reading=reading, other=other)


def _is_month(run: list[Item]) -> bool:
    """``April - Juni`` is a time."""
    return any(isinstance(item, Lexeme) and item.low in words("frames", "months") for item in run)


def _only_figures(run: list[Item]) -> bool:
    return all(item.kind in _FIGURES for item in run)


def _recurs(run: list[Item], texts: _OperandTexts, formula: bool) -> bool:
    """Tell whether an operand stands elsewhere in the level too, or begins another operand there."""
    text = name_text([item for item in run if isinstance(item, Lexeme)]).lower()
    return texts.count(text) > 1 or (formula and len(text) > _SHORT and texts.begins_another(text))
